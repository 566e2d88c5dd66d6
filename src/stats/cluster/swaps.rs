//! Better regions by moving units across borders.

use super::super::Random;
use super::growth::{Region, Task};

/// Sweeps after which the descent ends even if units still move.
const SWEEPS: u32 = 200;
/// Sweeps of the search that also accepts losses.
const LOOSE_SWEEPS: u32 = 80;

/// Regions whose units are moved across borders. Every region stays contiguous and holds the threshold, and the number
/// of regions stays.
pub struct Swaps<'a> {
    task: &'a Task<'a>,
    labels: Vec<u32>,
    regions: Vec<Region>,
    bridges: Bridges,
}

impl<'a> Swaps<'a> {
    /// The regions to start from.
    pub fn of(task: &'a Task<'a>, labels: Vec<u32>) -> Swaps<'a> {
        let count = labels.iter().max().map_or(0, |l| *l as usize + 1);
        let mut regions = vec![Region::empty(task.points.dimensions()); count];
        for (unit, label) in labels.iter().enumerate() {
            regions[*label as usize].change(task.points.of(unit), task.amounts[unit], 1.0);
        }
        let bridges = Bridges { seen: vec![0; labels.len()], stamp: 0, waiting: Vec::new() };
        Swaps { task, labels, regions, bridges }
    }

    /// The regions as they are now.
    pub fn into_labels(self) -> Vec<u32> {
        self.labels
    }

    /// Moves units as long as that lowers the sum of squares within regions. Every sweep takes the units in their order
    /// and makes the best move of each.
    pub fn descend(&mut self) {
        // What is less is rounding, and could go round in circles.
        let least = self.task.points.total_ss() * 1e-12;
        for _ in 0..SWEEPS {
            let mut moves = 0u32;
            for unit in 0..self.labels.len() {
                if let Some((to, gain)) = self.best_move(unit)
                    && gain > least
                {
                    moves += u32::from(self.attempt(unit, to));
                }
            }
            if moves == 0 {
                return;
            }
        }
    }

    /// Threshold accepting (Dueck & Scheuer 1990): random moves, also such as raise the sum of squares, by less and less
    /// from sweep to sweep. Leads out of plans that no single move improves.
    pub fn wander(&mut self, random: &mut Random, progress: &mut dyn FnMut(f64)) {
        let n = self.labels.len();
        // At first a unit may cost what a unit costs on average now.
        let within: f64 = (0..n).map(|unit| self.own(unit).fall_without(self.task.points.of(unit))).sum();
        for sweep in 0..LOOSE_SWEEPS {
            let left = 1.0 - f64::from(sweep) / f64::from(LOOSE_SWEEPS);
            let allowed = within / n as f64 * left * left;
            for _ in 0..n {
                let unit = random.below(n as u32) as usize;
                if let Some((to, gain)) = self.any_move(unit, random)
                    && gain > -allowed
                {
                    self.attempt(unit, to);
                }
            }
            progress(1.0 - left);
        }
    }

    fn own(&self, unit: usize) -> &Region {
        &self.regions[self.labels[unit] as usize]
    }

    /// Can its region spare the unit, as far as the amount goes?
    fn is_spare(&self, unit: usize) -> bool {
        let rest = self.own(unit).amount - self.task.amounts[unit];
        self.own(unit).units > 1.0 && rest >= self.task.threshold + self.task.slack
    }

    /// By how much the sum of squares falls when the unit moves.
    fn gain(&self, unit: usize, to: u32) -> f64 {
        let row = self.task.points.of(unit);
        self.own(unit).fall_without(row) - self.regions[to as usize].rise_with(row)
    }

    /// The regions around a unit, one mention for each link.
    fn around(&self, unit: usize) -> impl Iterator<Item = u32> {
        let own = self.labels[unit];
        self.task.links.of_unit(unit).map(|next| self.labels[next]).filter(move |label| *label != own)
    }

    /// The best region around a unit to move it to, and the gain.
    fn best_move(&self, unit: usize) -> Option<(u32, f64)> {
        if !self.is_spare(unit) {
            return None;
        }
        let gains = self.around(unit).map(|to| (to, self.gain(unit, to)));
        gains.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// A random region around a unit, and the gain of moving it there.
    fn any_move(&self, unit: usize, random: &mut Random) -> Option<(u32, f64)> {
        let count = self.around(unit).count();
        if count == 0 || !self.is_spare(unit) {
            return None;
        }
        let to = self.around(unit).nth(random.below(count as u32) as usize)?;
        Some((to, self.gain(unit, to)))
    }

    /// Moves a unit unless it holds its region together. Did it move?
    fn attempt(&mut self, unit: usize, to: u32) -> bool {
        if self.bridges.holds_together(self.task, &self.labels, unit) {
            return false;
        }
        let (row, amount) = (self.task.points.of(unit), self.task.amounts[unit]);
        self.regions[self.labels[unit] as usize].change(row, amount, -1.0);
        self.regions[to as usize].change(row, amount, 1.0);
        self.labels[unit] = to;
        true
    }
}

/// Looks for units that hold their region together.
struct Bridges {
    seen: Vec<u32>,
    stamp: u32,
    waiting: Vec<usize>,
}

impl Bridges {
    /// Would the unit's region fall apart without it?
    fn holds_together(&mut self, task: &Task<'_>, labels: &[u32], unit: usize) -> bool {
        self.stamp += 1;
        let (own, stamp) = (labels[unit], self.stamp);
        let inside = |next: &usize| labels[*next] == own;
        let mut missing = task.links.of_unit(unit).filter(inside).count();
        let Some(first) = task.links.of_unit(unit).find(inside) else { return true };
        let beside = |other: usize| task.links.of_unit(other).any(|next| next == unit);
        self.seen[unit] = stamp;
        self.seen[first] = stamp;
        self.waiting.clear();
        self.waiting.push(first);
        while let Some(other) = self.waiting.pop() {
            missing -= usize::from(beside(other));
            if missing == 0 {
                return false;
            }
            for next in task.links.of_unit(other).filter(inside) {
                if self.seen[next] != stamp {
                    self.seen[next] = stamp;
                    self.waiting.push(next);
                }
            }
        }
        true
    }
}
