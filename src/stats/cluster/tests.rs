//! What holds for all cluster methods: sound labels, finite results, no say for the order of the units.

use proptest::prelude::*;
use proptest::{collection, num};

use super::super::{Random, SpatialWeights};
use super::*;

/// A row of units with some links across.
fn links(units: usize, random: &mut Random) -> Vec<Vec<u32>> {
    let mut lists: Vec<Vec<u32>> = (0..units as u32).map(|i| (i + 1..units as u32).take(1).collect()).collect();
    for _ in 0..units {
        let (a, b) = (random.below(units as u32), random.below(units as u32));
        if a != b {
            lists[a as usize].push(b);
        }
    }
    lists
}

/// Every method's partition into three (max-p: into what it finds), as far as it is defined.
fn partitions(points: &Points, weights: &SpatialWeights, seed: u64) -> Vec<Partition> {
    let quiet = &mut |_: f64| ();
    let n = points.len();
    let starts: Vec<Vec<f64>> = (0..3.min(n)).map(|unit| points.of(unit).to_vec()).collect();
    let amounts: Vec<f64> = (0..n).map(|unit| 1.0 + unit as f64).collect();
    let search = KMeansSearch { k: 3, restarts: 3, seed, max_iterations: 100 };
    let rules = SkaterRules { k: 3, floor: 2.0, amounts: None };
    let plan = MaxPRules { threshold: (n * n) as f64 / 8.0, starts: 6, seed };
    let cut = |tree: Dendrogram| {
        assert!(tree.merges.iter().all(|m| m.height.is_finite() && m.height >= 0.0));
        tree.cut(3).and_then(|labels| Partition::of(points, labels))
    };
    let found = [
        kmeans_from(points, &starts, 100).map(|found| found.partition),
        kmeans(points, &search, quiet).map(|found| found.partition),
        cut(ward(points, quiet)),
        ward_constrained(points, weights, quiet).and_then(cut),
        skater(points, weights, &rules, quiet).map(|found| found.partition),
        max_p(points, weights, &amounts, &plan, quiet).map(|found| found.partition),
    ];
    found.into_iter().flatten().collect()
}

fn assert_sound(points: &Points, partition: &Partition) {
    let k = partition.clusters.len() as u32;
    assert!(partition.labels.len() == points.len() && partition.labels.iter().all(|label| *label < k));
    for cluster in &partition.clusters {
        assert!(cluster.size > 0 && cluster.within_ss.is_finite() && cluster.centroid.iter().all(|x| x.is_finite()));
    }
    assert!(partition.between_share().is_ok_and(|share| (0.0..=1.0).contains(&share)) || partition.total_ss == 0.0);
    if let Ok(found) = silhouette(points, partition, &mut |_| ()) {
        assert!(found.units.iter().all(|s| (-1.0..=1.0).contains(s)) && found.mean.abs() <= 1.0 + 1e-12);
    }
    assert!(calinski_harabasz(partition).is_ok_and(f64::is_finite) || calinski_harabasz(partition).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn wild_columns_give_sound_partitions_or_none(
        xs in collection::vec((num::f64::NORMAL | num::f64::SUBNORMAL | num::f64::ZERO, -1e150f64..1e150), 2..24),
        seed in 0u64..9, z in any::<bool>(),
    ) {
        let columns = [xs.iter().map(|x| x.0).collect::<Vec<_>>(), xs.iter().map(|x| x.1).collect()];
        let weights = SpatialWeights::binary(&links(xs.len(), &mut Random::new(seed))).unwrap();
        for columns in [&columns[..], &columns[..1], &columns[1..]] {
            let points = if z { Points::standardised(columns, 1) } else { Points::new(columns) };
            if let Ok(points) = points {
                partitions(&points, &weights, seed).iter().for_each(|partition| assert_sound(&points, partition));
            }
        }
    }

    #[test]
    fn tame_columns_give_all_six(
        xs in collection::vec((-9i32..9, -9i32..9), 9..30), seed in 0u64..99,
    ) {
        // Small whole numbers: ties everywhere, but at least three different units.
        let mut columns = [xs.iter().map(|x| f64::from(x.0)).collect::<Vec<_>>(), xs.iter().map(|x| f64::from(x.1)).collect()];
        columns[0][..3].copy_from_slice(&[-10.0, 0.5, 11.0]);
        let weights = SpatialWeights::binary(&links(xs.len(), &mut Random::new(seed))).unwrap();
        let points = Points::new(&columns).unwrap();
        let found = partitions(&points, &weights, seed);
        prop_assert_eq!(found.len(), 6);
        for partition in &found {
            assert_sound(&points, partition);
        }
        for partition in &found[3..] {
            prop_assert_eq!(regions_are_contiguous(&weights, &partition.labels), Ok(true));
        }
    }

    #[test]
    fn the_order_of_the_units_has_no_say(
        xs in collection::vec((-1.0f64..1.0, -1.0f64..1.0), 6..30), seed in 0u64..99,
    ) {
        let n = xs.len();
        let mut random = Random::new(seed);
        let lists = links(n, &mut random);
        // Unit i of the second data set is unit order[i] of the first.
        let mut order: Vec<usize> = (0..n).collect();
        random.shuffle(&mut order);
        let mut place = vec![0u32; n];
        order.iter().zip(0..).for_each(|(unit, new)| place[*unit] = new);
        let moved: Vec<Vec<u32>> = order.iter().map(|u| lists[*u].iter().map(|o| place[*o as usize]).collect()).collect();
        let made = |order: &mut dyn Iterator<Item = usize>| {
            let rows: Vec<(f64, f64)> = order.map(|unit| xs[unit]).collect();
            Points::new(&[rows.iter().map(|x| x.0).collect::<Vec<_>>(), rows.iter().map(|x| x.1).collect()]).unwrap()
        };
        let (points, other) = (made(&mut (0..n)), made(&mut order.iter().copied()));
        let (weights, turned) = (SpatialWeights::binary(&lists).unwrap(), SpatialWeights::binary(&moved).unwrap());
        let starts: Vec<Vec<f64>> = (0..2).map(|unit| points.of(unit).to_vec()).collect();
        let quiet = &mut |_: f64| ();
        let rules = SkaterRules { k: 3, floor: 1.0, amounts: None };
        let pairs = [
            (kmeans_from(&points, &starts, 99).unwrap().partition.labels, kmeans_from(&other, &starts, 99).unwrap().partition.labels),
            (ward(&points, quiet).cut(3).unwrap(), ward(&other, quiet).cut(3).unwrap()),
            (
                ward_constrained(&points, &weights, quiet).unwrap().cut(3).unwrap(),
                ward_constrained(&other, &turned, quiet).unwrap().cut(3).unwrap(),
            ),
            (
                skater(&points, &weights, &rules, quiet).unwrap().partition.labels,
                skater(&other, &turned, &rules, quiet).unwrap().partition.labels,
            ),
        ];
        for (labels, found) in pairs {
            let expected: Vec<u32> = order.iter().map(|unit| labels[*unit]).collect();
            prop_assert_eq!(first_seen_labels(&expected), first_seen_labels(&found));
        }
    }
}
