//! Moves: changes of several figures at once that leave every equation true.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use super::Equation;

/// A change of figures that leaves every equation true: cells and by how much they change, in units of the change of the
/// cell it was made for. Sorted by cell.
pub(super) type Move = Vec<(usize, f64)>;

/// By how much a cell may certainly change, whatever its figure is, and what it costs to let it change.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Room {
    pub(super) up: f64,
    pub(super) down: f64,
    /// Cost per unit; of cells that are withheld anyway, next to nothing.
    pub(super) cost: f64,
}

/// Which cells and equations touch.
#[derive(Clone, Debug)]
pub(super) struct Mesh {
    equations: Vec<Vec<(usize, f64)>>,
    /// The equations of each cell.
    of_cell: Vec<Vec<usize>>,
}

/// More than this many times the change that was asked for no other cell needs to change.
const MOST: f64 = 8.0;
/// Smaller changes are the solver's noise.
const NOISE: f64 = 1e-7;
/// So many steps from cell to equation to cell a move is looked for before all cells are allowed.
const STEPS: [usize; 3] = [2, 3, usize::MAX];

impl Mesh {
    pub(super) fn of(cells: usize, equations: &[Equation]) -> Self {
        let mut of_cell = vec![Vec::new(); cells];
        let mut merged = Vec::with_capacity(equations.len());
        for equation in equations {
            let mut terms: BTreeMap<usize, f64> = BTreeMap::new();
            for &(cell, weight) in equation.terms.iter().filter(|(cell, _)| *cell < cells) {
                *terms.entry(cell).or_insert(0.0) += weight;
            }
            let terms: Vec<(usize, f64)> = terms.into_iter().filter(|(_, weight)| *weight != 0.0).collect();
            for (cell, _) in &terms {
                of_cell[*cell].push(merged.len());
            }
            merged.push(terms);
        }
        Self { equations: merged, of_cell }
    }

    /// How large the lines of each cell are: the mean over its equations of the logarithm of the largest open figure.
    pub(super) fn sizes(&self, open: &dyn Fn(usize) -> Option<f64>) -> Vec<f64> {
        let size = |terms: &Vec<(usize, f64)>| {
            let figures = terms.iter().filter_map(|(cell, weight)| Some((open(*cell)? * weight).abs()));
            (1.0 + figures.fold(0.0, f64::max)).log2().min(64.0)
        };
        let sizes: Vec<f64> = self.equations.iter().map(size).collect();
        #[allow(clippy::cast_precision_loss)] // a handful of equations
        let mean = |of: &Vec<usize>| of.iter().map(|line| sizes[*line]).sum::<f64>() / of.len().max(1) as f64;
        self.of_cell.iter().map(mean).collect()
    }

    /// The cheapest move that changes `cell` by `change` (1 or -1 times `size`) and every other cell within its room.
    ///
    /// It minimises the sum of cost times change, a linear program that stands in for the number of cells touched; in
    /// tables of two dimensions, one of them possibly a hierarchy, the equations are those of flows in a network, a
    /// cheapest move is a cheapest cycle, and both are the same (Kelly, Golden and Assad 1992; Castro 2006).
    pub(super) fn cheapest(&self, cell: usize, change: f64, size: f64, room: &dyn Fn(usize) -> Room) -> Option<Move> {
        let mut before = 0;
        for steps in STEPS {
            let near = self.near(cell, steps, room);
            if near.len() == before {
                continue;
            }
            before = near.len();
            if let Some(found) = self.cheapest_among(&near, cell, change, size, room) {
                return Some(found);
            }
        }
        None
    }

    /// The cells within `steps` equations of `cell` that have room at all, without itself.
    fn near(&self, cell: usize, steps: usize, room: &dyn Fn(usize) -> Room) -> Vec<usize> {
        let mut met = BTreeMap::from([(cell, ())]);
        let mut seen = vec![false; self.equations.len()];
        let mut rim = vec![cell];
        let mut step = 0;
        while step < steps && !rim.is_empty() {
            let mut next = Vec::new();
            for equation in rim.iter().flat_map(|at| &self.of_cell[*at]) {
                if std::mem::replace(&mut seen[*equation], true) {
                    continue;
                }
                for &(other, _) in &self.equations[*equation] {
                    let Room { up, down, .. } = room(other);
                    if (up > 0.0 || down > 0.0) && met.insert(other, ()).is_none() {
                        next.push(other);
                    }
                }
            }
            rim = next;
            step += 1;
        }
        met.remove(&cell);
        met.into_keys().collect()
    }

    fn cheapest_among(
        &self,
        near: &[usize],
        cell: usize,
        change: f64,
        size: f64,
        room: &dyn Fn(usize) -> Room,
    ) -> Option<Move> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut rows: BTreeMap<usize, (Vec<(microlp::Variable, f64)>, f64)> = BTreeMap::new();
        for &equation in &self.of_cell[cell] {
            rows.insert(equation, (Vec::new(), -change * self.weight(equation, cell)));
        }
        let mut variables = Vec::with_capacity(2 * near.len());
        for &other in near {
            let Room { up, down, cost } = room(other);
            for (most, sign) in [(up, 1.0), (down, -1.0)] {
                if most > 0.0 {
                    let variable = problem.add_var(cost, (0.0, (most / size).min(MOST)));
                    for &equation in &self.of_cell[other] {
                        let row = rows.entry(equation).or_default();
                        row.0.push((variable, sign * self.weight(equation, other)));
                    }
                    variables.push((other, sign, variable));
                }
            }
        }
        for (terms, figure) in rows.into_values() {
            if terms.is_empty() && figure != 0.0 {
                return None;
            }
            problem.add_constraint(terms, ComparisonOp::Eq, figure);
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let mut found: BTreeMap<usize, f64> = BTreeMap::from([(cell, change)]);
        for (other, sign, variable) in variables {
            *found.entry(other).or_insert(0.0) += sign * solution.var_value(variable);
        }
        Some(found.into_iter().filter(|(_, by)| by.abs() > NOISE).collect())
    }

    fn weight(&self, equation: usize, cell: usize) -> f64 {
        let terms = &self.equations[equation];
        terms.binary_search_by_key(&cell, |term| term.0).map_or(0.0, |place| terms[place].1)
    }
}
