//! Linear programming with answers that are checked.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem};

use super::system::System;

/// How far a figure that is no whole number may be off, relative to the size of what is added.
pub(super) const TOLERANCE: f64 = 1e-7;

/// Larger figures are scaled down to this before they are given to the solver, whose tolerances are absolute.
const LARGEST: f64 = 65_536.0;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Nothing satisfies all equations and bounds: the published figures contradict each other.
    Contradiction,
    /// The solver gave up, or gave an answer that did not stand the test.
    Unsolved,
}

/// Figures beyond every one that can follow from the published ones: they stand for "without bound", so that every
/// linear program has an answer that can be checked by putting it in.
pub(super) fn beyond(system: &System) -> f64 {
    let bounds = system.low.iter().chain(&system.high).filter(|bound| bound.is_finite());
    let figures = system.rows.iter().map(|row| &row.figure);
    let widths = system.required.iter();
    4.0 * bounds.chain(figures).chain(widths).map(|figure| figure.abs()).sum::<f64>() + 1000.0
}

/// A possible assignment of figures to the unknowns of `system` for which the weighted sum `objective` is greatest.
///
/// The answer was put into all equations and bounds before it is returned: exactly where all figures are whole numbers
/// (the vertices of most count tables are, since their equations form totally unimodular matrices), otherwise within
/// [`TOLERANCE`]. So it is a proof that these figures are possible, whatever the solver did; only that nothing greater
/// is possible rests on the solver, and erring there makes a cell look less protected, never more.
pub(super) fn greatest(system: &System, objective: &[f64]) -> Result<Vec<f64>, Failure> {
    let limit = beyond(system);
    let largest = system.rows.iter().map(|row| row.figure.abs()).fold(0.0, f64::max);
    let scale = if largest > LARGEST { (largest / LARGEST).log2().ceil().exp2() } else { 1.0 };
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let variables: Vec<_> = (0..system.cells.len())
        .map(|unknown| {
            let bounds = (system.low[unknown].max(-limit) / scale, system.high[unknown].min(limit) / scale);
            problem.add_var(objective[unknown], bounds)
        })
        .collect();
    for row in &system.rows {
        let terms: Vec<_> = row.terms.iter().map(|&(unknown, weight)| (variables[unknown], weight)).collect();
        problem.add_constraint(terms, ComparisonOp::Eq, row.figure / scale);
    }
    let solution = match problem.solve().map(microlp::SolveOutcome::into_solution) {
        Ok(Ok(solution)) => solution,
        Err(Error::Infeasible) => return Err(Failure::Contradiction),
        _ => return Err(Failure::Unsolved),
    };
    let raw: Vec<f64> = variables.iter().map(|&variable| solution.var_value(variable) * scale).collect();
    let rounded: Vec<f64> = raw.iter().map(|value| value.round()).collect();
    if system.whole && system.admits(&rounded, 0.0) {
        return Ok(rounded);
    }
    if system.admits(&raw, TOLERANCE) { Ok(raw) } else { Err(Failure::Unsolved) }
}
