//! Sums of squared differences from drawn values for units whose neighbours count alike.

use super::conditional::{BLOCK, Setting};
use super::inference::TailCounts;

/// All units with the same number of neighbours, and the running sums of a block of permutations.
struct Group {
    neighbours: usize,
    units: Vec<u32>,
    /// Σ z and Σ z² of the first drawn values, one for each permutation of the block.
    sums: Vec<f64>,
    squares: Vec<f64>,
}

/// What a sum is compared with. Σ (zⱼ − zᵢ)² − k zᵢ² = Σ zⱼ² − 2 zᵢ Σ zⱼ is all that the draws decide.
#[derive(Clone, Copy, Default)]
struct Bounds {
    /// −2 zᵢ
    slope: f64,
    low: f64,
    high: f64,
}

/// Counts squared differences. All units with k neighbours share two running sums of the drawn values; each unit combines
/// them with its own value in a loop over the permutations, without looking up a neighbour.
pub(super) struct EqualSquares<'a> {
    z: &'a [f64],
    groups: Vec<Group>,
    group_of: Vec<u32>,
    bounds: Vec<Bounds>,
    /// Permutations below and above the observed sum.
    below: Vec<i64>,
    above: Vec<i64>,
    permutations: u32,
    /// Running sums of one hand.
    running: Vec<(f64, f64)>,
}

const NONE: u32 = u32::MAX;

impl<'a> EqualSquares<'a> {
    pub fn new(setting: &Setting<'a>, units: &[u32]) -> EqualSquares<'a> {
        let n = setting.z.len();
        let mut bounds = vec![Bounds::default(); n];
        for i in units {
            let unit = *i as usize;
            bounds[unit] = observed_bounds(setting, unit);
        }
        let sorted = setting.by_degree(units.iter().copied());
        let mut group_of = vec![NONE; n];
        let mut groups = Vec::new();
        for members in sorted.chunk_by(|a, b| a.0 == b.0) {
            for (_, i) in members {
                group_of[*i as usize] = groups.len() as u32;
            }
            let (neighbours, units) = (members[0].0 as usize, members.iter().map(|(_, i)| *i).collect());
            groups.push(Group { neighbours, units, sums: Vec::new(), squares: Vec::new() });
        }
        let (below, above) = (vec![0; n], vec![0; n]);
        EqualSquares { z: setting.z, groups, group_of, bounds, below, above, permutations: 0, running: Vec::new() }
    }

    /// One permutation: the units drawn and their values.
    pub fn add(&mut self, hand: &[u32], values: &[f64]) {
        self.permutations += 1;
        self.running.clear();
        self.running.push((0.0, 0.0));
        let (mut sum, mut square) = (0.0, 0.0);
        for z in values {
            sum += z;
            square += z * z;
            self.running.push((sum, square));
        }
        for group in &mut self.groups {
            let (sum, square) = self.running[group.neighbours];
            group.sums.push(sum);
            group.squares.push(square);
        }
        for (place, unit) in hand.iter().enumerate() {
            self.correct(place, *unit as usize);
        }
        if (self.permutations as usize).is_multiple_of(BLOCK) {
            self.evaluate();
        }
    }

    /// A unit among its own k neighbours is passed over, and the next drawn unit takes its place.
    fn correct(&mut self, place: usize, unit: usize) {
        let Some(group) = self.groups.get(self.group_of[unit] as usize) else { return };
        if place >= group.neighbours {
            return;
        }
        let (z, bounds) = (self.z[unit], self.bounds[unit]);
        let (sum, square) = self.running[group.neighbours];
        let common = bounds.slope * sum + square;
        let (sum, square) = self.running[group.neighbours + 1];
        let own = bounds.slope * (sum - z) + (square - z * z);
        self.below[unit] += i64::from(own < bounds.low) - i64::from(common < bounds.low);
        self.above[unit] += i64::from(own > bounds.high) - i64::from(common > bounds.high);
    }

    /// Compares the permutations of the block with every unit.
    fn evaluate(&mut self) {
        for group in &mut self.groups {
            for unit in &group.units {
                let unit = *unit as usize;
                let (below, above) = outside(self.bounds[unit], &group.sums, &group.squares);
                self.below[unit] += below;
                self.above[unit] += above;
            }
            group.sums.clear();
            group.squares.clear();
        }
    }

    /// Adds the counts of all units.
    pub fn finish(mut self, counts: &mut [TailCounts]) {
        self.evaluate();
        let all = i64::from(self.permutations);
        for group in &self.groups {
            for unit in &group.units {
                let unit = *unit as usize;
                counts[unit].at_least += (all - self.below[unit]) as u32;
                counts[unit].at_most += (all - self.above[unit]) as u32;
            }
        }
    }
}

/// How many permutations lie below and above the bounds. Counts as wide as the numbers let the compiler use vectors.
fn outside(bounds: Bounds, sums: &[f64], squares: &[f64]) -> (i64, i64) {
    let (mut below, mut above) = (0, 0);
    for (sum, square) in sums.iter().zip(squares) {
        let value = bounds.slope * sum + square;
        below += i64::from(value < bounds.low);
        above += i64::from(value > bounds.high);
    }
    (below, above)
}

fn observed_bounds(setting: &Setting, unit: usize) -> Bounds {
    let slope = -2.0 * setting.z[unit];
    let (sum, square) = setting.neighbours(unit).fold((0.0, 0.0), |(s, q), z| (s + z, q + z * z));
    let ones = vec![1.0; setting.w.neighbours(unit).len()];
    let (observed, slack) = (slope * sum + square, setting.slack(unit, &ones));
    Bounds { slope, low: observed - slack, high: observed + slack }
}
