//! The linear programs of one part of a problem, and what one answer says about other cells.

use super::attack::{Interval, Verdict};
use super::exact::determined;
use super::solve::{Failure, TOLERANCE, beyond, greatest};
use super::system::System;

/// How many programs ask for many cells at once before cells are asked for one by one.
const TOGETHER: usize = 12;

/// What is known of one part while it is attacked.
pub(super) struct Search {
    part: System,
    full: bool,
    /// The least and greatest figure of each unknown in any assignment found so far.
    least: Vec<f64>,
    most: Vec<f64>,
    limit: f64,
}

impl Search {
    pub(super) fn of(part: System, full: bool) -> Self {
        let unknowns = part.cells.len();
        let limit = beyond(&part);
        Self { part, full, least: vec![f64::INFINITY; unknowns], most: vec![f64::NEG_INFINITY; unknowns], limit }
    }

    /// Judges every unknown.
    pub(super) fn run(mut self, found: &mut Vec<Interval>) {
        let outcome = self.together().and_then(|()| self.one_by_one());
        let (verdicts, failed) = match outcome {
            Ok(verdicts) => (verdicts, None),
            Err(Failure::Contradiction) => (Vec::new(), Some(Verdict::Contradiction)),
            Err(Failure::Unsolved) => (Vec::new(), Some(Verdict::Unsolved)),
        };
        for unknown in 0..self.part.cells.len() {
            let verdict = failed.or_else(|| verdicts.get(unknown).copied()).unwrap_or(Verdict::Unsolved);
            let known = verdict != Verdict::Contradiction && verdict != Verdict::Unsolved;
            let (low, high) =
                if known { self.bounds(unknown) } else { (self.part.low[unknown], self.part.high[unknown]) };
            found.push(Interval {
                cell: self.part.cells[unknown],
                low,
                high: Some(high).filter(|high| high.is_finite()),
                required: self.part.required[unknown],
                verdict,
            });
        }
    }

    /// Whether every unknown is safe; the first that is not ends the search.
    pub(super) fn holds(mut self, is_asked: &dyn Fn(usize) -> bool) -> bool {
        if self.together().is_err() {
            return false;
        }
        (0..self.part.cells.len()).all(|unknown| {
            for sign in [1.0, -1.0] {
                if self.is_wide(unknown) || !is_asked(self.part.cells[unknown]) {
                    return true;
                }
                let mut objective = vec![0.0; self.part.cells.len()];
                objective[unknown] = sign;
                if self.learn(&objective).is_err() {
                    return false;
                }
            }
            self.is_wide(unknown)
        })
    }

    /// Asks for many cells at once: random signs move about half of those that are not yet safe up, the others down, and
    /// the opposite signs the other way.
    fn together(&mut self) -> Result<(), Failure> {
        let mut dice: u64 = 0x5DEE_CE66;
        let mut left = usize::MAX;
        for round in 0..TOGETHER {
            let waiting: Vec<usize> = (0..self.part.cells.len()).filter(|&u| !self.is_wide(u)).collect();
            if round > 0 && (waiting.is_empty() || waiting.len() * 10 > left.saturating_mul(9) || self.full) {
                return Ok(());
            }
            left = waiting.len();
            let mut objective = vec![0.0; self.part.cells.len()];
            for unknown in waiting {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                objective[unknown] = if dice >> 63 == 0 { 1.0 } else { -1.0 };
            }
            self.learn(&objective)?;
            objective.iter_mut().for_each(|weight| *weight = -*weight);
            self.learn(&objective)?;
        }
        Ok(())
    }

    fn one_by_one(&mut self) -> Result<Vec<Verdict>, Failure> {
        let unknowns = self.part.cells.len();
        let open = |search: &Self, unknown: usize| search.full || !search.is_wide(unknown);
        let any_point = (0..unknowns).any(|unknown| self.least[unknown] == self.most[unknown]);
        let exact = if any_point { determined(&self.part) } else { Some(vec![false; unknowns]) };
        let mut verdicts = vec![Verdict::Safe; unknowns];
        for unknown in 0..unknowns {
            let follows = exact.as_ref().is_some_and(|exact| exact[unknown]);
            let mut failed = false;
            for sign in [1.0, -1.0] {
                if !follows && open(self, unknown) && !self.is_at_its_end(unknown, sign) {
                    let mut objective = vec![0.0; unknowns];
                    objective[unknown] = sign;
                    failed |= self.learn(&objective).is_err();
                }
            }
            verdicts[unknown] = match () {
                () if follows || self.is_point(unknown) => Verdict::Exact,
                () if self.is_wide(unknown) => Verdict::Safe,
                () if failed => Verdict::Unsolved,
                () => Verdict::Narrow,
            };
        }
        Ok(verdicts)
    }

    /// Finds the assignment for which `objective` is greatest and notes what it says about every unknown.
    fn learn(&mut self, objective: &[f64]) -> Result<(), Failure> {
        for (unknown, value) in greatest(&self.part, objective)?.into_iter().enumerate() {
            self.least[unknown] = self.least[unknown].min(value);
            self.most[unknown] = self.most[unknown].max(value);
        }
        Ok(())
    }

    /// Whether an assignment was found in which the unknown is where its bound is: no program can find more.
    fn is_at_its_end(&self, unknown: usize, sign: f64) -> bool {
        if sign > 0.0 {
            self.most[unknown] >= self.part.high[unknown]
        } else {
            self.least[unknown] <= self.part.low[unknown]
        }
    }

    /// The interval that the assignments span, with "beyond everything" written as infinity and whole numbers rounded
    /// inwards.
    fn bounds(&self, unknown: usize) -> (f64, f64) {
        let (mut low, mut high) = (self.least[unknown], self.most[unknown]);
        if self.part.whole {
            (low, high) = ((low - TOLERANCE).ceil() + 0.0, (high + TOLERANCE).floor() + 0.0);
        }
        if low <= -self.limit / 2.0 && self.part.low[unknown] < low {
            low = f64::NEG_INFINITY;
        }
        if high >= self.limit / 2.0 && self.part.high[unknown] > high {
            high = f64::INFINITY;
        }
        (low, high)
    }

    fn is_wide(&self, unknown: usize) -> bool {
        let (low, high) = self.bounds(unknown);
        let required = self.part.required[unknown];
        let slack = if self.part.whole { 0.0 } else { TOLERANCE * (1.0 + required) };
        high > low && high - low >= required - slack
    }

    fn is_point(&self, unknown: usize) -> bool {
        let (low, high) = self.bounds(unknown);
        (high - low).is_finite() && high - low <= TOLERANCE * (1.0 + high.abs())
    }
}
