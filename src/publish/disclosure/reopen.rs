//! Opens again what is protected well enough without being withheld, judged by what is public only.

use std::collections::BTreeSet;

use super::attack::{Attack, holds};
use super::exact::determined;
use super::public::Public;
use super::solve::greatest;
use super::system::System;

/// Parts with more unknowns than this are left as they are.
pub(super) const LARGEST: usize = 150;

/// A pattern of cells that were drawn in, on its way to a smaller one.
pub(super) struct Reopening<'a> {
    /// With the figures of all cells that may be opened again.
    before: &'a Public,
    /// Without them.
    now: Public,
    costs: &'a [f64],
    attacks: &'a [Attack],
}

/// An unknown of a part of the problem that may be opened.
struct Trial {
    unknown: usize,
    /// Two assignments: one with the least, one with the greatest figure that the cell can have.
    ends: [Vec<f64>; 2],
}

impl Trial {
    fn range(&self) -> f64 {
        self.ends[1][self.unknown] - self.ends[0][self.unknown]
    }
}

impl<'a> Reopening<'a> {
    pub(super) fn of(before: &'a Public, drawn: &[usize], costs: &'a [f64], attacks: &'a [Attack]) -> Self {
        let mut now = before.clone();
        drawn.iter().for_each(|cell| now.set(*cell, None));
        Self { before, now, costs, attacks }
    }

    /// Which cells remain withheld for the sake of others.
    pub(super) fn drawn(&self) -> Vec<usize> {
        let is_drawn =
            |cell: &usize| self.now.cells()[*cell].figure.is_none() && self.before.cells()[*cell].figure.is_some();
        (0..self.now.cells().len()).filter(is_drawn).collect()
    }

    /// Tries every drawn cell, the dearest first, of equally dear ones that of which least is known; again and again,
    /// until none can be opened.
    pub(super) fn run(&mut self, progress: &mut dyn FnMut(f64)) {
        loop {
            let mut trials: Vec<(f64, f64, usize)> = Vec::new();
            for part in self.parts() {
                for cell in self.drawn().into_iter().filter(|cell| part.cells.contains(cell)) {
                    let unknown = part.cells.iter().position(|other| *other == cell);
                    if unknown.and_then(|unknown| self.opened_with(&part, unknown)).is_none() {
                        continue;
                    }
                    if let Some(trial) = Self::trial(&part, cell) {
                        trials.push((self.costs[cell], trial.range(), cell));
                    }
                }
            }
            trials.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
            let mut opened = false;
            for (done, (_, _, cell)) in trials.iter().enumerate() {
                opened |= self.now.cells()[*cell].figure.is_none() && self.open(*cell);
                #[allow(clippy::cast_precision_loss)] // a share for a progress bar
                progress((done + 1) as f64 / trials.len() as f64);
            }
            if !opened {
                return;
            }
        }
    }

    /// The parts small enough to be tried, with what is known about each cell by whether it is small.
    fn parts(&self) -> Vec<System> {
        let bounds = |cell: usize, seen: &super::Seen| {
            let (mut low, mut high) = (seen.low, seen.high.unwrap_or(f64::INFINITY));
            if let Some(figure) = self.before.cells()[cell].figure {
                if figure - low >= seen.width {
                    low += seen.width;
                }
                if high - figure >= seen.width {
                    high -= seen.width;
                }
            }
            (low, high, seen.width)
        };
        let all = System::of(&self.now, &bounds);
        all.split(&[]).into_iter().filter(|part| part.cells.len() <= LARGEST).collect()
    }

    fn trial(part: &System, cell: usize) -> Option<Trial> {
        let unknown = part.cells.iter().position(|other| *other == cell)?;
        let end = |sign: f64| {
            let mut objective = vec![0.0; part.cells.len()];
            objective[unknown] = sign;
            greatest(part, &objective).ok()
        };
        let ends = [end(-1.0)?, end(1.0)?];
        Some(Trial { unknown, ends })
    }

    /// Opens the cell, and those whose figures follow from it, if everything else remains protected whatever its figure
    /// turns out to be.
    fn open(&mut self, cell: usize) -> bool {
        let Some(part) = self.parts().into_iter().find(|part| part.cells.contains(&cell)) else { return false };
        let Some(trial) = Self::trial(&part, cell) else { return false };
        let Some(opened) = self.opened_with(&part, trial.unknown) else { return false };
        for point in &trial.ends {
            let fixed: Vec<Option<f64>> =
                opened.iter().zip(point).map(|(opens, value)| opens.then_some(*value)).collect();
            if !self.attacks.iter().all(|attack| self.survives(attack, cell, &fixed)) {
                return false;
            }
        }
        for unknown in (0..opened.len()).filter(|unknown| opened[*unknown]) {
            let cell = part.cells[unknown];
            self.now.set(cell, self.before.cells()[cell].figure);
        }
        true
    }

    /// The cells that are opened if `cell` is: itself and those whose figures follow from it; none if that included
    /// what must not be known.
    pub(super) fn tied(&self, cell: usize) -> BTreeSet<usize> {
        let parts = self.parts();
        let at = |part: &System| Some((part.clone(), part.cells.iter().position(|other| *other == cell)?));
        let Some((part, unknown)) = parts.iter().find_map(at) else { return BTreeSet::new() };
        let opened = self.opened_with(&part, unknown).unwrap_or_default();
        opened.iter().zip(&part.cells).filter(|(opens, _)| **opens).map(|(_, cell)| *cell).collect()
    }

    /// What is known of a part once one of its unknowns is; nothing if that includes a figure that must not be known.
    fn opened_with(&self, part: &System, unknown: usize) -> Option<Vec<bool>> {
        let mut without = part.clone();
        for row in &mut without.rows {
            row.terms.retain(|(other, _)| *other != unknown);
        }
        let mut opened = determined(&without)?;
        opened[unknown] = true;
        let may_open = |(unknown, opens): (usize, &bool)| {
            let seen = &self.before.cells()[part.cells[unknown]];
            !opens || seen.figure.is_some() || seen.width <= 0.0
        };
        opened.iter().enumerate().all(may_open).then_some(opened)
    }

    fn survives(&self, attack: &Attack, cell: usize, fixed: &[Option<f64>]) -> bool {
        let all = System::of(&self.now, &|_, seen| attack.prior(seen));
        let Some(part) = all.split(&[]).into_iter().find(|part| part.cells.contains(&cell)) else { return false };
        let is_asked = |cell: usize| self.now.cells()[cell].width > 0.0;
        part.split(fixed).into_iter().all(|rest| holds(rest, &is_asked))
    }
}
