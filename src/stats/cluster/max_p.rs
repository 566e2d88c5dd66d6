//! The max-p-regions problem.

use super::super::{Random, SpatialWeights, StatError};
use super::growth::{Task, Way, grow};
use super::partition::Links;
use super::swaps::Swaps;
use super::{Partition, Points, first_seen_labels};

/// How many of the best plans are improved by moving units.
const IMPROVED: usize = 6;
/// Beyond so many units, only two are.
const MANY: usize = 3_000;

/// What [`max_p`] shall reach, and how long it searches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MaxPRules {
    /// The least amount that every region must hold.
    pub threshold: f64,
    /// How many random plans are drawn up. A few hundred for a few hundred units; tens for many thousands.
    pub starts: u32,
    /// Start of the random numbers.
    pub seed: u64,
}

/// Regions found by [`max_p`].
#[derive(Clone, Debug, PartialEq)]
pub struct MaxP {
    /// The regions, numbered by first units. Their number is p.
    pub partition: Partition,
    /// The amount that each region holds.
    pub amounts: Vec<f64>,
    /// No plan has more regions: the whole part of total / threshold, added up over the groups of linked units.
    pub upper_bound: u32,
}

/// Max-p regions (Duque, Anselin & Rey 2012): as many connected regions as possible, each with at least the threshold of
/// some amount (residents, cases), and among plans with equally many the one with the most homogeneous regions: the least
/// sum of squared deviations. The number of regions follows from the data instead of being chosen. Use: reporting units
/// that are large enough to publish.
///
/// The problem cannot be solved exactly in reasonable time. As the authors propose, regions are grown from random seeds,
/// rests that are too small join a neighbouring region, and the best plans are improved by moving units across borders as
/// long as regions stay connected and large enough. A region grows by turns with any unit around it, the most similar
/// one, or the one that leaves the fewest open units around. Start s has its own random numbers, derived from the seed
/// and s: the same seed gives the same regions everywhere, and more starts never find fewer regions. What is found is a
/// good plan, not provably the best one; p lies between what was found and `upper_bound`.
///
/// *Not everything linked:* no region crosses from one group of linked units to another. Links count in either direction.
/// *Ties:* the earlier start.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::NotPositive`] if the threshold is not above 0 or an amount is below 0;
/// [`StatError::NotFinite`], [`StatError::Overflow`]; [`StatError::Parameter`] without starts, or if a group of linked
/// units (for instance an island) does not hold the threshold: then there is no plan.
///
/// ```
/// use sozialatlas::stats::{MaxPRules, Points, SpatialWeights, max_p};
/// // Six units in a row, one resident each, at least two residents a region: three pairs is the most.
/// let points = Points::new(&[[1.0, 1.0, 5.0, 5.0, 9.0, 9.0]]).unwrap();
/// let row = SpatialWeights::binary(&[vec![1], vec![2], vec![3], vec![4], vec![5], vec![]]).unwrap();
/// let rules = MaxPRules { threshold: 2.0, starts: 20, seed: 1 };
/// let found = max_p(&points, &row, &[1.0; 6], &rules, &mut |_| ()).unwrap();
/// assert_eq!(found.partition.labels, [0, 0, 1, 1, 2, 2]);
/// assert_eq!((found.upper_bound, found.amounts), (3, vec![2.0; 3]));
/// ```
pub fn max_p(
    points: &Points,
    weights: &SpatialWeights,
    amounts: &[f64],
    rules: &MaxPRules,
    progress: &mut dyn FnMut(f64),
) -> Result<MaxP, StatError> {
    points.fit(weights.len())?;
    points.fit(amounts.len())?;
    sound(amounts, rules)?;
    let links = Links::of(weights);
    let (undivided, upper_bound) = groups(&links, amounts, rules.threshold)?;
    // Sums of fractions depend on their order.
    let whole = amounts.iter().all(|a| a.fract() == 0.0);
    let slack = if whole { 0.0 } else { amounts.iter().sum::<f64>() * f64::EPSILON * amounts.len() as f64 };
    let task = Task { points, links: &links, amounts, threshold: rules.threshold, slack, undivided: &undivided };
    let mut best: Option<Plan> = None;
    let plans = first_plans(&task, rules, &mut |done| progress(done / 2.0))?;
    let rounds = if points.len() > MANY { 2 } else { IMPROVED };
    // Few plans reach the most regions where that is hard: each is improved several times then, by other random moves.
    for (number, plan) in plans.iter().cycle().take(rounds).enumerate() {
        let mut random = Random::stream(rules.seed, u64::from(rules.starts) + number as u64);
        let mut told = |done: f64| progress(0.5 + (number as f64 + done) / (2 * rounds) as f64);
        for plan in improved(&task, plan, &mut random, &mut told)? {
            if best.as_ref().is_none_or(|other| plan.is_better_than(other)) {
                best = Some(plan);
            }
        }
    }
    progress(1.0);
    let labels = first_seen_labels(&best.ok_or(StatError::Parameter)?.labels);
    let partition = Partition::of(points, labels)?;
    let mut held = vec![0.0; partition.clusters.len()];
    partition.labels.iter().zip(amounts).for_each(|(label, amount)| held[*label as usize] += amount);
    Ok(MaxP { partition, amounts: held, upper_bound })
}

fn sound(amounts: &[f64], rules: &MaxPRules) -> Result<(), StatError> {
    if !rules.threshold.is_finite() || amounts.iter().any(|a| !a.is_finite()) {
        return Err(StatError::NotFinite);
    }
    if rules.threshold <= 0.0 || amounts.iter().any(|a| *a < 0.0) {
        return Err(StatError::NotPositive);
    }
    if rules.starts == 0 {
        return Err(StatError::Parameter);
    }
    if amounts.iter().sum::<f64>().is_finite() { Ok(()) } else { Err(StatError::Overflow) }
}

/// For each unit, whether its group cannot be more than one region; and the upper bound of p.
fn groups(links: &Links, amounts: &[f64], threshold: f64) -> Result<(Vec<bool>, u32), StatError> {
    let (component, count) = links.components();
    let mut held = vec![(0.0, 0u32); count as usize];
    for (group, amount) in component.iter().zip(amounts) {
        held[*group as usize].0 += amount;
        held[*group as usize].1 += 1;
    }
    if held.iter().any(|(amount, _)| *amount < threshold) {
        return Err(StatError::Parameter);
    }
    let bound = |(amount, units): &(f64, u32)| (amount / threshold).floor().min(f64::from(*units)) as u32;
    let undivided = component.iter().map(|group| bound(&held[*group as usize]) < 2).collect();
    Ok((undivided, held.iter().map(bound).sum()))
}

/// A division into regions, and how good it is.
struct Plan {
    labels: Vec<u32>,
    regions: usize,
    within_ss: f64,
}

impl Plan {
    fn of(points: &Points, labels: Vec<u32>) -> Result<Plan, StatError> {
        let partition = Partition::of(points, labels)?;
        let (regions, within_ss) = (partition.clusters.len(), partition.within_ss());
        Ok(Plan { labels: partition.labels, regions, within_ss })
    }

    fn is_better_than(&self, other: &Plan) -> bool {
        self.regions > other.regions || (self.regions == other.regions && self.within_ss < other.within_ss)
    }
}

/// What becomes of a plan by descent alone, and by wandering about before it.
fn improved(
    task: &Task<'_>,
    plan: &Plan,
    random: &mut Random,
    progress: &mut dyn FnMut(f64),
) -> Result<[Plan; 2], StatError> {
    let mut swaps = Swaps::of(task, plan.labels.clone());
    swaps.descend();
    let direct = swaps.into_labels();
    let mut swaps = Swaps::of(task, direct.clone());
    swaps.wander(random, progress);
    swaps.descend();
    Ok([Plan::of(task.points, direct)?, Plan::of(task.points, swaps.into_labels())?])
}

/// The best plans that grow from random seeds, best first; all with the same number of regions.
fn first_plans(task: &Task<'_>, rules: &MaxPRules, progress: &mut dyn FnMut(f64)) -> Result<Vec<Plan>, StatError> {
    let mut plans: Vec<Plan> = Vec::new();
    for start in 0..rules.starts {
        let mut random = Random::stream(rules.seed, u64::from(start));
        let way = [Way::Compact, Way::Alike, Way::Random][start as usize % 3];
        let plan = Plan::of(task.points, grow(task, way, &mut random))?;
        let place = plans.iter().position(|other| plan.is_better_than(other)).unwrap_or(plans.len());
        plans.insert(place, plan);
        plans.truncate(IMPROVED);
        progress(f64::from(start + 1) / f64::from(rules.starts));
    }
    let most = plans.first().map_or(0, |plan| plan.regions);
    plans.retain(|plan| plan.regions == most);
    Ok(plans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::regions_are_contiguous;
    use proptest::prelude::*;

    fn rules(threshold: f64) -> MaxPRules {
        MaxPRules { threshold, starts: 12, seed: 5 }
    }

    /// A grid of `wide` columns.
    fn grid(units: usize, wide: usize) -> SpatialWeights {
        let list = |i: usize| {
            let right = (i % wide + 1 < wide && i + 1 < units).then_some(i as u32 + 1);
            right.into_iter().chain((i + wide < units).then_some((i + wide) as u32)).collect()
        };
        SpatialWeights::binary(&(0..units).map(list).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn every_unit_may_be_a_region() {
        let points = Points::new(&[[1.0, 2.0, 4.0, 8.0]]).unwrap();
        let found = max_p(&points, &grid(4, 2), &[3.0; 4], &rules(2.5), &mut |_| ()).unwrap();
        assert_eq!((found.partition.labels, found.upper_bound), (vec![0, 1, 2, 3], 4));
    }

    #[test]
    fn groups_are_planned_apart() {
        let points = Points::new(&[[1.0, 2.0, 1.0, 2.0]]).unwrap();
        let weights = SpatialWeights::binary(&[vec![1], vec![], vec![3], vec![]]).unwrap();
        let run = |amounts: &[f64]| max_p(&points, &weights, amounts, &rules(0.3), &mut |_| ());
        // 0.1 + 0.2 is a region, however the sum is rounded; 0.3 and 0.3 are two.
        let found = run(&[0.1, 0.2, 0.3, 0.4]).unwrap();
        assert_eq!((found.partition.labels, found.upper_bound), (vec![0, 0, 1, 2], 3));
        assert_eq!(run(&[0.1, 0.1, 0.3, 0.4]), Err(StatError::Parameter));
    }

    #[test]
    fn impossible_tasks_are_refused() {
        let points = Points::new(&[[1.0, 2.0, 4.0, 8.0]]).unwrap();
        let run = |amounts: &[f64], threshold| max_p(&points, &grid(4, 2), amounts, &rules(threshold), &mut |_| ());
        assert_eq!(run(&[1.0; 3], 1.0), Err(StatError::Lengths { left: 4, right: 3 }));
        assert_eq!(run(&[1.0; 4], 0.0), Err(StatError::NotPositive));
        assert_eq!(run(&[-1.0, 1.0, 1.0, 1.0], 1.0), Err(StatError::NotPositive));
        assert_eq!(run(&[1.0; 4], 5.0), Err(StatError::Parameter));
        assert_eq!(run(&[f64::NAN; 4], 1.0), Err(StatError::NotFinite));
        assert_eq!(run(&[1e308; 4], 1.0), Err(StatError::Overflow));
        let none = MaxPRules { starts: 0, ..rules(1.0) };
        assert_eq!(max_p(&points, &grid(4, 2), &[1.0; 4], &none, &mut |_| ()), Err(StatError::Parameter));
    }

    #[test]
    fn moving_units_makes_regions_more_alike() {
        let mut random = Random::new(6);
        let columns: Vec<Vec<f64>> = (0..2).map(|_| (0..100).map(|_| random.normal()).collect()).collect();
        let (points, weights) = (Points::new(&columns).unwrap(), grid(100, 10));
        let links = Links::of(&weights);
        let (amounts, undivided) = (vec![1.0; 100], vec![false; 100]);
        let task = Task {
            points: &points,
            links: &links,
            amounts: &amounts,
            threshold: 7.0,
            slack: 0.0,
            undivided: &undivided,
        };
        let first = Plan::of(&points, grow(&task, Way::Random, &mut random)).unwrap();
        let (regions, within_ss) = (first.regions, first.within_ss);
        for plan in improved(&task, &first, &mut random, &mut |_| ()).unwrap() {
            assert!(plan.regions == regions && plan.within_ss < within_ss);
            assert_eq!(regions_are_contiguous(&weights, &plan.labels), Ok(true));
            assert!(Partition::of(&points, plan.labels).unwrap().smaller_than(7).is_empty());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn regions_hold_what_they_must(
            xs in proptest::collection::vec((-100.0f64..100.0, 0.0f64..9.0), 4..60), wide in 1usize..9, share in 0.02f64..1.0,
        ) {
            let points = Points::new(&[xs.iter().map(|x| x.0).collect::<Vec<_>>()]).unwrap();
            let amounts: Vec<f64> = xs.iter().map(|x| x.1).collect();
            let threshold = (amounts.iter().sum::<f64>() * share).max(1e-3);
            let weights = grid(xs.len(), wide);
            let Ok(found) = max_p(&points, &weights, &amounts, &rules(threshold), &mut |_| ()) else {
                prop_assert!(amounts.iter().sum::<f64>() < threshold);
                return Ok(());
            };
            prop_assert_eq!(regions_are_contiguous(&weights, &found.partition.labels), Ok(true));
            prop_assert!(found.amounts.iter().all(|amount| *amount >= threshold), "{:?} < {threshold}", found.amounts);
            prop_assert!(found.partition.clusters.len() <= found.upper_bound as usize);
            let more = max_p(&points, &weights, &amounts, &MaxPRules { starts: 20, ..rules(threshold) }, &mut |_| ()).unwrap();
            prop_assert!(more.partition.clusters.len() >= found.partition.clusters.len());
        }
    }
}
