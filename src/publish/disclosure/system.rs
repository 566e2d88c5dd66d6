//! Unknown figures and the equations that bind them: an attacker's problem, split into parts that have no unknown in
//! common.

use std::collections::BTreeMap;

use super::public::{Public, Seen};

/// Whole numbers up to here are added in `f64` without any rounding, even a thousand of them.
const EXACT: f64 = 1_099_511_627_776.0;

/// `sum of weight * unknown = figure`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) terms: Vec<(usize, f64)>,
    pub(super) figure: f64,
}

/// What an attacker does not know, and what binds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct System {
    /// Which cell each unknown is.
    pub(super) cells: Vec<usize>,
    pub(super) low: Vec<f64>,
    /// Infinity where nothing is known.
    pub(super) high: Vec<f64>,
    /// How wide the interval of each unknown must remain.
    pub(super) required: Vec<f64>,
    pub(super) rows: Vec<Row>,
    /// Whether all its figures are whole numbers small enough to be added without rounding.
    pub(super) whole: bool,
    /// Whether something in it is not a finite number or points nowhere: nothing about it can be proven.
    pub(super) broken: bool,
}

fn is_whole(figure: f64) -> bool {
    figure.fract() == 0.0 && figure.abs() <= EXACT
}

impl System {
    /// The unknowns of `public`; `bounds` says what is known about a withheld cell in advance and how wide it must stay.
    pub(super) fn of(public: &Public, bounds: &dyn Fn(usize, &Seen) -> (f64, f64, f64)) -> Self {
        let mut system = Self::default();
        let mut place = vec![usize::MAX; public.cells().len()];
        for (cell, seen) in public.cells().iter().enumerate().filter(|(_, seen)| seen.figure.is_none()) {
            let (low, high, required) = bounds(cell, seen);
            if let Some(slot) = place.get_mut(cell) {
                *slot = system.cells.len();
            }
            system.cells.push(cell);
            system.low.push(low);
            system.high.push(high);
            system.required.push(required);
        }
        for equation in public.equations() {
            let mut terms: BTreeMap<usize, f64> = BTreeMap::new();
            let mut figure = 0.0;
            for &(cell, weight) in &equation.terms {
                match public.cells().get(cell).map(|seen| seen.figure) {
                    Some(Some(open)) => figure -= weight * open,
                    Some(None) => *terms.entry(place.get(cell).copied().unwrap_or(0)).or_insert(0.0) += weight,
                    None => figure = f64::NAN,
                }
            }
            let terms: Vec<(usize, f64)> = terms.into_iter().filter(|(_, weight)| *weight != 0.0).collect();
            if !terms.is_empty() {
                system.rows.push(Row { terms, figure });
            }
        }
        system
    }

    /// The parts that have no unknown in common, after what is already known (`fixed`) was put in.
    pub(super) fn split(&self, fixed: &[Option<f64>]) -> Vec<Self> {
        let known = |unknown: usize| fixed.get(unknown).copied().flatten();
        let mut leader: Vec<usize> = (0..self.cells.len()).collect();
        for row in &self.rows {
            let mut open = row.terms.iter().map(|(unknown, _)| *unknown).filter(|&unknown| known(unknown).is_none());
            if let Some(first) = open.next() {
                open.for_each(|other| join(&mut leader, first, other));
            }
        }
        let mut parts: BTreeMap<usize, Self> = BTreeMap::new();
        let mut place = vec![0; self.cells.len()];
        for unknown in (0..self.cells.len()).filter(|&unknown| known(unknown).is_none()) {
            let part = parts.entry(find(&mut leader, unknown)).or_default();
            place[unknown] = part.cells.len();
            part.cells.push(self.cells[unknown]);
            part.low.push(self.low[unknown]);
            part.high.push(self.high[unknown]);
            part.required.push(self.required[unknown]);
        }
        for row in &self.rows {
            let mut figure = row.figure;
            let mut terms = Vec::with_capacity(row.terms.len());
            let mut at = None;
            for &(unknown, weight) in &row.terms {
                match known(unknown) {
                    Some(value) => figure -= weight * value,
                    None => {
                        at = Some(unknown);
                        terms.push((place[unknown], weight));
                    }
                }
            }
            if let Some(part) = at.and_then(|unknown| parts.get_mut(&find(&mut leader, unknown))) {
                part.rows.push(Row { terms, figure });
            }
        }
        parts.into_values().map(Self::judged).collect()
    }

    fn judged(mut self) -> Self {
        let figures = || self.rows.iter().flat_map(|row| row.terms.iter().map(|t| t.1).chain([row.figure]));
        let bounds = || self.low.iter().chain(&self.high).copied();
        self.broken = figures().any(|figure| !figure.is_finite())
            || bounds().any(f64::is_nan)
            || self.required.iter().any(|width| !width.is_finite());
        self.whole = !self.broken && figures().all(is_whole) && bounds().all(|b| b.is_infinite() || is_whole(b));
        self
    }

    /// Whether `point` meets every equation and every bound: exactly if `tolerance` is 0.
    pub(super) fn admits(&self, point: &[f64], tolerance: f64) -> bool {
        let within = |(unknown, value): (usize, &f64)| {
            let slack = tolerance * (1.0 + value.abs());
            value.is_finite() && *value >= self.low[unknown] - slack && *value <= self.high[unknown] + slack
        };
        let adds_up = |row: &Row| {
            let parts = row.terms.iter().map(|&(unknown, weight)| weight * point[unknown]);
            let (sum, size) = parts.fold((0.0, row.figure.abs()), |(sum, size), part| (sum + part, size + part.abs()));
            (sum - row.figure).abs() <= tolerance * (1.0 + size)
        };
        point.len() == self.cells.len() && point.iter().enumerate().all(within) && self.rows.iter().all(adds_up)
    }
}

fn find(leader: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

fn join(leader: &mut [usize], one: usize, other: usize) {
    let (one, other) = (find(leader, one), find(leader, other));
    leader[one.max(other)] = one.min(other);
}
