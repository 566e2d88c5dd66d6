//! Better regions by moving units across borders.

use super::growth::{Region, Task};

/// Sweeps after which the search ends even if units still move.
const SWEEPS: u32 = 200;

/// Moves units to neighbouring regions as long as that lowers the sum of squares within regions, the region left stays
/// contiguous and holds the threshold. The number of regions stays. Every sweep takes the units in their order and makes
/// the best move of each.
pub fn improve(task: &Task<'_>, labels: &mut [u32], progress: &mut dyn FnMut(f64)) {
    let count = labels.iter().max().map_or(0, |l| *l as usize + 1);
    let mut regions = vec![Region::empty(task.points.dimensions()); count];
    for (unit, label) in labels.iter().enumerate() {
        regions[*label as usize].change(task.points.of(unit), task.amounts[unit], 1.0);
    }
    // What is less is rounding, and could go round in circles.
    let least = task.points.total_ss() * 1e-12;
    let mut bridges = Bridges { seen: vec![0; labels.len()], stamp: 0, waiting: Vec::new() };
    for sweep in 0..SWEEPS {
        let mut moves = 0u32;
        for unit in 0..labels.len() {
            let Some((to, gain)) = best_move(task, labels, &regions, unit) else { continue };
            if gain <= least || bridges.holds_together(task, labels, unit) {
                continue;
            }
            let (row, amount) = (task.points.of(unit), task.amounts[unit]);
            regions[labels[unit] as usize].change(row, amount, -1.0);
            regions[to as usize].change(row, amount, 1.0);
            labels[unit] = to;
            moves += 1;
        }
        if moves == 0 {
            break;
        }
        progress(f64::from(sweep + 1) / f64::from(SWEEPS));
    }
}

/// The linked region to which a unit is moved with the largest fall of the sum of squares, if its own can spare it.
fn best_move(task: &Task<'_>, labels: &[u32], regions: &[Region], unit: usize) -> Option<(u32, f64)> {
    let (own, row) = (labels[unit], task.points.of(unit));
    let region = &regions[own as usize];
    if region.units <= 1.0 || region.amount - task.amounts[unit] < task.threshold + task.slack {
        return None;
    }
    let fall = region.fall_without(row);
    let others = task.links.of_unit(unit).map(|next| labels[next]).filter(|label| *label != own);
    let gains = others.map(|label| (label, fall - regions[label as usize].rise_with(row)));
    gains.reduce(|best, next| if next.1 > best.1 { next } else { best })
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
