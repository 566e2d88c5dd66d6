//! Conditional permutations the plain way, for weights of any kind.

use super::conditional::{BLOCK, Setting};
use super::inference::TailCounts;

/// A unit's observed sum and how near counts as equal.
struct Observed {
    unit: usize,
    sum: f64,
    slack: f64,
}

impl Observed {
    fn of(setting: &Setting, unit: usize) -> Observed {
        let weights = setting.w.weights(unit);
        let values: Vec<f64> = setting.neighbours(unit).collect();
        Observed { unit, sum: setting.sum(unit, weights, &values), slack: setting.slack(unit, weights) }
    }

    fn count(&self, sum: f64, tails: &mut TailCounts) {
        tails.at_least += u32::from(sum >= self.sum - self.slack);
        tails.at_most += u32::from(sum <= self.sum + self.slack);
    }
}

/// Units whose neighbours count differently.
pub(super) struct Plain {
    observed: Vec<Observed>,
    /// Place of each unit in the present hand.
    place: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Plain {
    pub fn new(setting: &Setting, units: Vec<u32>) -> Plain {
        let place = if units.is_empty() { Vec::new() } else { vec![NONE; setting.z.len()] };
        Plain { observed: units.iter().map(|i| Observed::of(setting, *i as usize)).collect(), place }
    }

    /// One permutation: the units drawn and their values.
    pub fn add(&mut self, setting: &Setting, hand: &[u32], values: &[f64], counts: &mut [TailCounts]) {
        if self.observed.is_empty() {
            return;
        }
        for (place, unit) in hand.iter().enumerate() {
            self.place[*unit as usize] = place as u32;
        }
        for observed in &self.observed {
            let unit = observed.unit;
            let weights = setting.w.weights(unit);
            // A unit among its own k neighbours is passed over.
            let before = weights.len().min(self.place[unit] as usize);
            let mut sum = setting.sum(unit, &weights[..before], &values[..before]);
            if before < weights.len() {
                sum += setting.sum(unit, &weights[before..], &values[before + 1..]);
            }
            observed.count(sum, &mut counts[unit]);
        }
        for unit in hand {
            self.place[*unit as usize] = NONE;
        }
    }
}

/// Permutations from a given table of places among the other units.
pub(super) fn given(setting: &Setting, rows: &[Vec<u32>], counts: &mut [TailCounts], progress: &mut dyn FnMut(f64)) {
    let observed: Vec<Observed> = (0..setting.z.len()).map(|i| Observed::of(setting, i)).collect();
    let mut values = Vec::new();
    for (done, row) in rows.iter().enumerate() {
        if done % BLOCK == 0 {
            progress(done as f64 / rows.len() as f64);
        }
        for (observed, tails) in observed.iter().zip(counts.iter_mut()) {
            let unit = observed.unit;
            let weights = setting.w.weights(unit);
            let drawn = row.iter().take(weights.len()).map(|place| *place as usize);
            values.clear();
            values.extend(drawn.map(|place| setting.z[place + usize::from(place >= unit)]));
            observed.count(setting.sum(unit, weights, &values), tails);
        }
    }
    progress(1.0);
}
