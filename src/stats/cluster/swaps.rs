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
        let bridges = Bridges { marks: vec![0; labels.len()], last_mark: 0, waiting: Vec::new() };
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

    /// Threshold accepting (Dueck & Scheuer 1990): random moves and exchanges, also such as raise the sum of squares, by
    /// less and less from sweep to sweep. Leads out of plans that no single move improves.
    pub fn wander(&mut self, random: &mut Random, progress: &mut dyn FnMut(f64)) {
        let n = self.labels.len();
        // At first a unit may cost what a unit costs on average now.
        let within: f64 = (0..n).map(|unit| self.own(unit).fall_without(self.task.points.of(unit))).sum();
        for sweep in 0..LOOSE_SWEEPS {
            let left = 1.0 - f64::from(sweep) / f64::from(LOOSE_SWEEPS);
            let allowed = within / n as f64 * left * left;
            for _ in 0..n {
                let unit = random.below(n as u32) as usize;
                let Some(to) = any(self.around(unit), random) else { continue };
                if !self.is_spare(unit) {
                    self.exchange(unit, to, allowed, random);
                } else if self.gain(unit, to) > -allowed {
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
    fn around(&self, unit: usize) -> impl Iterator<Item = u32> + Clone {
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

    /// Moves a unit that its region cannot spare, if a unit of the other region comes in return, the loss is no more
    /// than `allowed` and both regions stay contiguous.
    fn exchange(&mut self, unit: usize, to: u32, allowed: f64, random: &mut Random) {
        let (own, links, labels) = (self.labels[unit], self.task.links, &self.labels);
        let inside = |label: u32, near: usize| links.of_unit(near).filter(move |next| labels[*next] == label);
        let Some(mate) = any(inside(own, unit), random) else { return };
        let Some(other) = any(inside(to, mate), random) else { return };
        let more = self.task.amounts[other] - self.task.amounts[unit];
        let least = self.task.threshold + self.task.slack;
        if self.own(unit).amount + more < least || self.own(other).amount - more < least {
            return;
        }
        let gain = self.gain(unit, to);
        if self.attempt(unit, to) && (gain + self.gain(other, own) <= -allowed || !self.attempt(other, own)) {
            self.relabel(unit, own);
        }
    }

    /// Moves a unit unless it holds its region together. Did it move?
    fn attempt(&mut self, unit: usize, to: u32) -> bool {
        if self.bridges.holds_together(self.task, &self.labels, unit) {
            return false;
        }
        self.relabel(unit, to);
        true
    }

    fn relabel(&mut self, unit: usize, to: u32) {
        let (row, amount) = (self.task.points.of(unit), self.task.amounts[unit]);
        self.regions[self.labels[unit] as usize].change(row, amount, -1.0);
        self.regions[to as usize].change(row, amount, 1.0);
        self.labels[unit] = to;
    }
}

/// Any of the items, each equally likely.
fn any<T>(items: impl Iterator<Item = T> + Clone, random: &mut Random) -> Option<T> {
    let count = items.clone().count();
    // Without a choice no number is drawn.
    if count < 2 { items.clone().next() } else { items.clone().nth(random.below(count as u32) as usize) }
}

/// Looks for units that hold their region together.
struct Bridges {
    marks: Vec<u32>,
    last_mark: u32,
    waiting: Vec<usize>,
}

impl Bridges {
    /// Would the unit's region fall apart without it?
    fn holds_together(&mut self, task: &Task<'_>, labels: &[u32], unit: usize) -> bool {
        let own = labels[unit];
        let inside = |next: &usize| labels[*next] == own;
        let (wanted, seen) = (self.last_mark + 1, self.last_mark + 2);
        self.last_mark = seen;
        let Some(first) = task.links.of_unit(unit).find(inside) else { return true };
        let mut missing = 0u32;
        for next in task.links.of_unit(unit).filter(inside) {
            self.marks[next] = wanted;
            missing += 1;
        }
        self.marks[unit] = seen;
        self.marks[first] = seen;
        missing -= 1;
        self.waiting.clear();
        self.waiting.push(first);
        // The nearest first: the other neighbours mostly are a step or two away.
        let mut at = 0;
        while missing > 0 && at < self.waiting.len() {
            for next in task.links.of_unit(self.waiting[at]).filter(inside) {
                if self.marks[next] != seen {
                    missing -= u32::from(self.marks[next] == wanted);
                    self.marks[next] = seen;
                    self.waiting.push(next);
                }
            }
            at += 1;
        }
        missing > 0
    }
}
