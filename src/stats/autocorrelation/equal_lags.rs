//! Sums of drawn values for units whose neighbours count alike.

use super::super::order_of;
use super::conditional::Setting;
use super::inference::TailCounts;

/// All units with the same number of neighbours, in the order of their observed sums.
struct Group {
    neighbours: usize,
    slack: f64,
    units: Vec<u32>,
    observed: Vec<f64>,
    /// At place r: permutations whose sum is at least that of the first r units and of no more.
    least: Vec<u32>,
    /// At place r: permutations whose sum is at most that of the units from r on and of no more.
    most: Vec<u32>,
}

impl Group {
    fn is_at_least(&self, sum: f64, observed: f64) -> bool {
        observed <= sum + self.slack
    }

    fn is_at_most(&self, sum: f64, observed: f64) -> bool {
        observed >= sum - self.slack
    }

    fn add(&mut self, sum: f64) {
        let least = self.observed.partition_point(|o| self.is_at_least(sum, *o));
        let most = self.observed.partition_point(|o| !self.is_at_most(sum, *o));
        self.least[least] += 1;
        self.most[most] += 1;
    }
}

/// Counts lags. All units with k neighbours share the sum of the first k drawn values, so a permutation costs a search in
/// their sorted observed sums instead of a comparison with each; units that were drawn themselves are corrected singly.
pub(super) struct EqualLags<'a> {
    z: &'a [f64],
    groups: Vec<Group>,
    /// Group of each unit, `NONE` for units that are not counted here, and its observed sum.
    group_of: Vec<u32>,
    observed: Vec<f64>,
    /// Corrections of the counts of units that were drawn themselves.
    least: Vec<i32>,
    most: Vec<i32>,
    running: Vec<f64>,
}

const NONE: u32 = u32::MAX;

impl<'a> EqualLags<'a> {
    pub fn new(setting: &Setting<'a>, units: &[u32]) -> EqualLags<'a> {
        let n = setting.z.len();
        let mut observed = vec![0.0; n];
        for i in units {
            observed[*i as usize] = setting.neighbours(*i as usize).sum();
        }
        let sums: Vec<f64> = units.iter().map(|i| observed[*i as usize]).collect();
        let sorted = setting.by_degree(order_of(&sums).into_iter().map(|at| units[at as usize]));
        let mut group_of = vec![NONE; n];
        let mut groups = Vec::new();
        for members in sorted.chunk_by(|a, b| a.0 == b.0) {
            for (_, i) in members {
                group_of[*i as usize] = groups.len() as u32;
            }
            let neighbours = members[0].0 as usize;
            groups.push(Group {
                neighbours,
                slack: 1e-12 * neighbours as f64 * setting.largest,
                units: members.iter().map(|(_, i)| *i).collect(),
                observed: members.iter().map(|(_, i)| observed[*i as usize]).collect(),
                least: vec![0; members.len() + 1],
                most: vec![0; members.len() + 1],
            });
        }
        EqualLags { z: setting.z, groups, group_of, observed, least: vec![0; n], most: vec![0; n], running: Vec::new() }
    }

    /// One permutation: the units drawn and their values.
    pub fn add(&mut self, hand: &[u32], values: &[f64]) {
        self.running.clear();
        self.running.push(0.0);
        let mut sum = 0.0;
        for value in values {
            sum += value;
            self.running.push(sum);
        }
        for group in &mut self.groups {
            group.add(self.running[group.neighbours]);
        }
        for (place, unit) in hand.iter().enumerate() {
            self.correct(place, *unit as usize);
        }
    }

    /// A unit among its own k neighbours is passed over, and the next drawn unit takes its place.
    fn correct(&mut self, place: usize, unit: usize) {
        let Some(group) = self.groups.get(self.group_of[unit] as usize) else { return };
        if place >= group.neighbours {
            return;
        }
        let observed = self.observed[unit];
        let (common, own) = (self.running[group.neighbours], self.running[group.neighbours + 1] - self.z[unit]);
        let change = |holds: &dyn Fn(f64) -> bool| i32::from(holds(own)) - i32::from(holds(common));
        self.least[unit] += change(&|sum| group.is_at_least(sum, observed));
        self.most[unit] += change(&|sum| group.is_at_most(sum, observed));
    }

    /// Adds the counts of all units.
    pub fn finish(self, counts: &mut [TailCounts]) {
        for group in &self.groups {
            let (mut most, mut least) = (0, 0);
            for (unit, here) in group.units.iter().zip(&group.most) {
                most += here;
                counts[*unit as usize].at_most += most;
            }
            // A sum that is at least the observed one of the first r units counts for those below r.
            for (unit, beyond) in group.units.iter().zip(&group.least[1..]).rev() {
                least += beyond;
                counts[*unit as usize].at_least += least;
            }
        }
        for (tails, (least, most)) in counts.iter_mut().zip(self.least.iter().zip(&self.most)) {
            tails.at_least = tails.at_least.wrapping_add_signed(*least);
            tails.at_most = tails.at_most.wrapping_add_signed(*most);
        }
    }
}
