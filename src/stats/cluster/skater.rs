//! SKATER: regions by cutting a spanning tree.

use super::super::{SpatialWeights, StatError};
use super::forest::{Forest, Gain, Tree, better};
use super::{Partition, Points, first_seen_labels, spanning_tree};

/// What SKATER shall reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkaterRules<'a> {
    /// Number of regions.
    pub k: u32,
    /// The least that every region must hold: of units, or of `amounts`.
    pub floor: f64,
    /// What the floor counts, for instance residents; without it, units.
    pub amounts: Option<&'a [f64]>,
}

/// A cut through the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreeCut {
    /// One end of the link that is cut, the lower unit.
    pub from: u32,
    /// The other end.
    pub to: u32,
    /// By how much the cut lowers the sum of squares within regions.
    pub gain: f64,
}

/// Regions found by SKATER.
#[derive(Clone, Debug, PartialEq)]
pub struct Skater {
    /// The regions, numbered by first units.
    pub partition: Partition,
    /// Sum of the costs of the spanning tree.
    pub tree_cost: f64,
    /// The cuts in order. Fewer than asked for if no further cut leaves both sides above the floor.
    pub cuts: Vec<TreeCut>,
    /// How narrowly the choices were made: the smallest (best − second) / best among the gains of all steps. Near 0,
    /// small changes of the data can lead to other regions. None if there never was a second choice.
    pub narrowest_lead: Option<f64>,
}

/// SKATER, *Spatial 'K'luster Analysis by Tree Edge Removal* (Assunção, Neves, Câmara & Freitas 2006): k connected
/// regions of similar units.
///
/// 1. Take the minimum spanning tree of the links between neighbours ([`spanning_tree`]).
/// 2. Cut the link whose removal lowers the sum of squared deviations within regions most, over all links of all
///    regions so far. With nₐ and n_b units and means a, b on its sides the gain is nₐ n_b / (nₐ + n_b) · |a − b|².
/// 3. Repeat until there are k regions.
///
/// Cuts that would leave a side below the floor are not considered. (The paper speeds step 2 up by a search that can miss
/// the best link; here all links are compared, which costs n · indicators for each cut.)
///
/// *Not everything linked:* groups of units without links between them are regions from the start, whether they reach the
/// floor or not; k must be at least their number. *Ties:* of equal gains the link counts that entered the tree first:
/// by (cost, from, to).
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::Parameter`] if k is below 1 or below the number of groups or above the number of
/// units, or if the floor or an amount is negative or not finite; [`StatError::Overflow`] if the amounts' sum is too large.
///
/// ```
/// use sozialatlas::stats::{Points, SkaterRules, SpatialWeights, skater};
/// // Five units in a row.
/// let points = Points::new(&[[0.0, 1.0, 9.0, 10.0, 30.0]]).unwrap();
/// let row = SpatialWeights::binary(&[vec![1], vec![2], vec![3], vec![4], vec![]]).unwrap();
/// let rules = SkaterRules { k: 2, floor: 1.0, amounts: None };
/// let found = skater(&points, &row, &rules, &mut |_| ()).unwrap();
/// // {0, 1, 9, 10} has the mean 5: the gain of cutting off 30 is 4 · 1 / 5 · 25² = 500.
/// assert_eq!(found.partition.labels, [0, 0, 0, 0, 1]);
/// assert_eq!(found.cuts[0].gain, 500.0);
/// // With at least two units a region: {0, 1, 9} and {10, 30} have the means 10 / 3 and 20, a gain of 6 / 5 · (50 / 3)²
/// // = 333.3; {0, 1} and the rest 0.5 and 49 / 3, a gain of 300.8.
/// let found = skater(&points, &row, &SkaterRules { floor: 2.0, ..rules }, &mut |_| ()).unwrap();
/// assert_eq!(found.partition.labels, [0, 0, 0, 1, 1]);
/// ```
pub fn skater(
    points: &Points,
    weights: &SpatialWeights,
    rules: &SkaterRules<'_>,
    progress: &mut dyn FnMut(f64),
) -> Result<Skater, StatError> {
    let edges = spanning_tree(points, weights)?;
    let (n, k) = (points.len(), rules.k as usize);
    if let Some(amounts) = rules.amounts {
        points.fit(amounts.len())?;
    }
    let sound = |x: &f64| x.is_finite() && *x >= 0.0;
    let groups = n - edges.len();
    if k < groups || k > n || !sound(&rules.floor) || !rules.amounts.unwrap_or(&[]).iter().all(sound) {
        return Err(StatError::Parameter);
    }
    if !rules.amounts.unwrap_or(&[]).iter().sum::<f64>().is_finite() {
        return Err(StatError::Overflow);
    }
    let mut forest = Forest::of(points, &edges, rules);
    let mut roots: Vec<Tree> = forest.roots().into_iter().map(|root| forest.best_cut(root)).collect();
    let (mut cuts, mut narrowest_lead) = (Vec::new(), None::<f64>);
    while roots.len() < k {
        let Some((at, best)) = best_of(&roots) else { break };
        let second = second_gain(&roots, at);
        if let Some(second) = second {
            let lead = if best.0 > 0.0 { (best.0 - second) / best.0 } else { 0.0 };
            narrowest_lead = Some(narrowest_lead.map_or(lead, |least| least.min(lead)));
        }
        let edge = edges[best.1];
        cuts.push(TreeCut { from: edge.from, to: edge.to, gain: best.0 });
        forest.cut(best.1);
        roots[at] = forest.best_cut(edge.from);
        roots.push(forest.best_cut(edge.to));
        progress(roots.len() as f64 / k as f64);
    }
    let mut labels = vec![0; n];
    for (tree, label) in roots.iter().zip(0..) {
        forest.walk(tree.root).iter().for_each(|step| labels[step.unit as usize] = label);
    }
    let partition = Partition::of(points, first_seen_labels(&labels))?;
    Ok(Skater { partition, tree_cost: edges.iter().map(|e| e.cost).sum(), cuts, narrowest_lead })
}

/// The region with the best cut, and that cut. The lower link on ties.
fn best_of(trees: &[Tree]) -> Option<(usize, Gain)> {
    let mut found: Option<(usize, Gain)> = None;
    for (at, tree) in trees.iter().enumerate() {
        if let Some(best) = tree.best
            && found.is_none_or(|(_, other)| better(best, other))
        {
            found = Some((at, best));
        }
    }
    found
}

/// The largest gain besides that of the best cut, which lies in the region `at`.
fn second_gain(trees: &[Tree], at: usize) -> Option<f64> {
    let others = trees.iter().enumerate().filter(|(other, _)| *other != at);
    others.filter_map(|(_, tree)| tree.best.map(|b| b.0)).chain(trees[at].second).reduce(f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{Random, regions_are_contiguous};
    use proptest::prelude::*;

    fn row(n: u32) -> SpatialWeights {
        SpatialWeights::binary(&(0..n).map(|i| (i + 1..(i + 2).min(n)).collect()).collect::<Vec<_>>()).unwrap()
    }

    fn rules(k: u32) -> SkaterRules<'static> {
        SkaterRules { k, floor: 1.0, amounts: None }
    }

    #[test]
    fn groups_are_regions_from_the_start() {
        let points = Points::new(&[[0.0, 1.0, 5.0, 5.0, 9.0]]).unwrap();
        let weights = SpatialWeights::binary(&[vec![1], vec![], vec![3], vec![4], vec![]]).unwrap();
        let run = |k| skater(&points, &weights, &rules(k), &mut |_| ());
        assert_eq!(run(1), Err(StatError::Parameter));
        assert_eq!(run(6), Err(StatError::Parameter));
        let two = run(2).unwrap();
        assert_eq!((two.partition.labels, two.cuts.len(), two.narrowest_lead), (vec![0, 0, 1, 1, 1], 0, None));
        // Cutting 3–4 gains 2 / 3 · 4² = 10.67, cutting 2–3 2 / 3 · 2², cutting 0–1 0.5.
        let three = run(3).unwrap();
        assert_eq!(three.partition.labels, [0, 0, 1, 1, 2]);
        assert!((three.narrowest_lead.unwrap() - 0.75).abs() < 1e-12);
        assert_eq!(run(5).unwrap().partition.within_ss(), 0.0);
    }

    #[test]
    fn the_floor_counts_amounts() {
        let points = Points::new(&[[0.0, 1.0, 9.0, 10.0, 30.0]]).unwrap();
        let amounts = [10.0, 10.0, 10.0, 10.0, 300.0];
        let run = |floor| {
            let rules = SkaterRules { k: 3, floor, amounts: Some(&amounts) };
            skater(&points, &row(5), &rules, &mut |_| ()).unwrap()
        };
        assert_eq!(run(20.0).partition.labels, [0, 0, 1, 1, 2]);
        // Three regions of 30 there are not: the one cut that is possible is made.
        assert_eq!(run(30.0).partition.labels, [0, 0, 0, 0, 1]);
        assert_eq!((run(400.0).cuts.len(), run(30.0).cuts.len()), (0, 1));
        let wrong = SkaterRules { k: 1, floor: 1.0, amounts: Some(&[1.0]) };
        assert_eq!(skater(&points, &row(5), &wrong, &mut |_| ()), Err(StatError::Lengths { left: 5, right: 1 }));
        let wild = SkaterRules { amounts: Some(&[1e308; 5]), ..wrong };
        assert_eq!(skater(&points, &row(5), &wild, &mut |_| ()), Err(StatError::Overflow));
        for floor in [-1.0, f64::NAN, f64::INFINITY] {
            let wrong = SkaterRules { floor, ..rules(1) };
            assert_eq!(skater(&points, &row(5), &wrong, &mut |_| ()), Err(StatError::Parameter));
        }
    }

    #[test]
    fn equal_units_are_cut_by_tie() {
        let points = Points::new(&[[2.0; 4]]).unwrap();
        let found = skater(&points, &row(4), &rules(3), &mut |_| ()).unwrap();
        assert_eq!(found.partition.labels, [0, 1, 2, 2]);
        assert_eq!((found.cuts[0].gain, found.narrowest_lead), (0.0, Some(0.0)));
    }

    proptest! {
        #[test]
        fn regions_are_contiguous_and_gains_add_up(
            xs in proptest::collection::vec(-100.0f64..100.0, 12), seed in 0u64..1000, k in 1u32..8, floor in 1u32..4,
        ) {
            // Any 20 links, in any order of the units.
            let mut random = Random::new(seed);
            let mut lists = vec![Vec::new(); 12];
            for _ in 0..20 {
                let (a, b) = (random.below(12), random.below(12));
                if a != b {
                    lists[a as usize].push(b);
                }
            }
            let weights = SpatialWeights::binary(&lists).unwrap();
            let points = Points::new(&[xs]).unwrap();
            let rules = SkaterRules { k: k.max(weights.components() as u32), floor: f64::from(floor), amounts: None };
            let found = skater(&points, &weights, &rules, &mut |_| ()).unwrap();
            prop_assert_eq!(regions_are_contiguous(&weights, &found.partition.labels), Ok(true));
            prop_assert_eq!(found.partition.clusters.len(), weights.components() + found.cuts.len());
            let start = skater(&points, &weights, &SkaterRules { k: weights.components() as u32, ..rules }, &mut |_| ());
            let gained: f64 = found.cuts.iter().map(|c| c.gain).sum();
            let expected = start.unwrap().partition.within_ss() - found.partition.within_ss();
            prop_assert!((gained - expected).abs() < 1e-8 * (1.0 + expected));
            if weights.components() == 1 {
                prop_assert!(found.partition.clusters.iter().all(|c| c.size >= floor));
            }
        }
    }
}
