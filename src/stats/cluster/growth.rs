//! Regions that grow unit by unit until they hold enough.

use super::super::Random;
use super::super::order::sort_whole;
use super::Points;
use super::partition::Links;

/// The unit has no region yet.
const OPEN: u32 = u32::MAX;
/// The unit lies in a rest that holds too little for a region of its own.
const ENCLAVE: u32 = u32::MAX - 1;

/// What regions are made of, and what they must hold.
pub struct Task<'a> {
    pub points: &'a Points,
    pub links: &'a Links,
    pub amounts: &'a [f64],
    /// The least amount of a region.
    pub threshold: f64,
    /// How far sums of amounts may be off by rounding: 0 if all amounts are whole numbers.
    pub slack: f64,
    /// For each unit: is its group of linked units one region, because it cannot be two?
    pub undivided: &'a [bool],
}

impl Task<'_> {
    /// Do the units hold the threshold? Near it, their sum in the order of the units decides.
    fn is_held_by(&self, members: &[usize], amount: f64) -> bool {
        if (amount - self.threshold).abs() > self.slack {
            return amount > self.threshold;
        }
        let mut ascending: Vec<u32> = members.iter().map(|unit| *unit as u32).collect();
        sort_whole(&mut ascending);
        ascending.iter().map(|unit| self.amounts[*unit as usize]).sum::<f64>() >= self.threshold
    }
}

/// A region under way.
#[derive(Clone)]
pub struct Region {
    pub units: f64,
    pub amount: f64,
    sums: Vec<f64>,
}

impl Region {
    /// A region without units.
    pub fn empty(dimensions: usize) -> Region {
        Region { units: 0.0, amount: 0.0, sums: vec![0.0; dimensions] }
    }

    /// Adds a unit `times` = 1, or takes it away, `times` = −1.
    pub fn change(&mut self, row: &[f64], amount: f64, times: f64) {
        self.sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += times * x);
        self.units += times;
        self.amount += times * amount;
    }

    /// Squared distance of a point from the mean.
    fn distance(&self, row: &[f64]) -> f64 {
        self.sums.iter().zip(row).map(|(sum, x)| (x - sum / self.units) * (x - sum / self.units)).sum()
    }

    /// By how much the sum of squares rises with a further unit.
    pub fn rise_with(&self, row: &[f64]) -> f64 {
        self.units / (self.units + 1.0) * self.distance(row)
    }

    /// By how much the sum of squares falls without one of the units.
    pub fn fall_without(&self, row: &[f64]) -> f64 {
        if self.units <= 1.0 { 0.0 } else { self.units / (self.units - 1.0) * self.distance(row) }
    }
}

/// Which of the units around a growing region is taken next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// Any.
    Random,
    /// The one that is most like the region.
    Alike,
    /// The one that would leave the fewest open units around it, so that few rests are cut off.
    Compact,
}

/// Regions from random seeds: labels of all units. Each region holds the threshold and is contiguous.
pub fn grow(task: &Task<'_>, way: Way, random: &mut Random) -> Vec<u32> {
    let n = task.points.len();
    let mut growth = Growth { task, labels: vec![OPEN; n], reached_by: vec![OPEN; n], regions: Vec::new() };
    let mut seeds: Vec<u32> = (0..n as u32).collect();
    random.shuffle(&mut seeds);
    for seed in seeds {
        if growth.labels[seed as usize] == OPEN {
            growth.grow_from(seed, way, random);
        }
    }
    growth.join_enclaves(random);
    growth.labels
}

struct Growth<'a> {
    task: &'a Task<'a>,
    labels: Vec<u32>,
    /// The seed in whose frontier a unit was last.
    reached_by: Vec<u32>,
    regions: Vec<Region>,
}

impl Growth<'_> {
    /// Grows a region from a seed, over open units, until it holds the threshold or nothing is left around it.
    fn grow_from(&mut self, seed: u32, way: Way, random: &mut Random) {
        let task = self.task;
        let undivided = task.undivided[seed as usize];
        let number = self.regions.len() as u32;
        let mut region = Region::empty(task.points.dimensions());
        let mut members = Vec::new();
        let mut frontier = vec![seed];
        self.reached_by[seed as usize] = seed;
        while (undivided || !task.is_held_by(&members, region.amount)) && !frontier.is_empty() {
            let unit = frontier.swap_remove(self.choose(&frontier, &region, way, random)) as usize;
            region.change(task.points.of(unit), task.amounts[unit], 1.0);
            members.push(unit);
            self.labels[unit] = number;
            for next in task.links.of_unit(unit) {
                if self.labels[next] == OPEN && self.reached_by[next] != seed {
                    self.reached_by[next] = seed;
                    frontier.push(next as u32);
                }
            }
        }
        if undivided || task.is_held_by(&members, region.amount) {
            self.regions.push(region);
        } else {
            members.into_iter().for_each(|unit| self.labels[unit] = ENCLAVE);
        }
    }

    /// The place in the frontier of the unit that is taken next.
    fn choose(&self, frontier: &[u32], region: &Region, way: Way, random: &mut Random) -> usize {
        if way == Way::Random || frontier.len() == 1 {
            return random.below(frontier.len() as u32) as usize;
        }
        let score = |unit: &u32| {
            let distance = region.distance(self.task.points.of(*unit as usize));
            if way == Way::Alike {
                return distance;
            }
            let open = self.task.links.of_unit(*unit as usize).filter(|next| self.labels[*next] == OPEN).count();
            // Below 1, so that it decides among equal counts only.
            open as f64 + distance / (1.0 + distance)
        };
        let scores = frontier.iter().map(score).enumerate();
        scores.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(place, _)| place)
    }

    /// Gives each unit of a rest to the linked region whose sum of squares it raises least, from the border inwards.
    fn join_enclaves(&mut self, random: &mut Random) {
        let is_region = |label: u32| label < ENCLAVE;
        let links = self.task.links;
        let mut waiting: Vec<usize> = (0..self.labels.len()).filter(|unit| self.labels[*unit] == ENCLAVE).collect();
        random.shuffle(&mut waiting);
        waiting.retain(|unit| links.of_unit(*unit).any(|next| is_region(self.labels[next])));
        let mut waiting = std::collections::VecDeque::from(waiting);
        while let Some(unit) = waiting.pop_front() {
            if self.labels[unit] != ENCLAVE {
                continue;
            }
            let row = self.task.points.of(unit);
            let around = links.of_unit(unit).map(|next| self.labels[next]).filter(|label| is_region(*label));
            let rises = around.map(|label| (self.regions[label as usize].rise_with(row), label));
            if let Some((_, label)) = rises.min_by(|a, b| a.0.total_cmp(&b.0)) {
                self.regions[label as usize].change(row, self.task.amounts[unit], 1.0);
                self.labels[unit] = label;
                waiting.extend(links.of_unit(unit).filter(|next| self.labels[*next] == ENCLAVE));
            }
        }
    }
}
