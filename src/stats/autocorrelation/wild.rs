//! Whatever finite numbers come in, what comes out is finite or refused.

use proptest::prelude::*;

use super::super::{Permutations, SpatialWeights};
use super::*;

/// Numbers of every size, many of them equal.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO,
        (-3i32..4).prop_map(f64::from),
        Just(f64::MAX),
        Just(f64::MIN_POSITIVE),
        Just(-f64::MAX),
    ]
}

fn weights(n: usize) -> impl Strategy<Value = SpatialWeights> {
    let weight = prop_oneof![Just(1.0), Just(0.5), Just(0.0), 0.0..4.0f64, Just(1e100), Just(1e-300)];
    let row = proptest::collection::vec((0..n as u32, weight), 0..6);
    proptest::collection::vec(row, n).prop_map(|mut rows| {
        for (i, row) in rows.iter_mut().enumerate() {
            row.retain(|(j, _)| *j as usize != i);
        }
        SpatialWeights::weighted(rows).unwrap()
    })
}

fn finite(values: &[f64]) -> bool {
    values.iter().all(|x| x.is_finite())
}

fn known_are_finite(values: &[Option<f64>]) -> bool {
    values.iter().flatten().all(|x| x.is_finite())
}

fn test_is_sound(test: &NormalTest) -> bool {
    let p = test.p(Alternative::TwoSided);
    finite(&[test.value, test.expected, test.variance])
        && test.variance >= 0.0
        && test.z().is_ok_and(f64::is_finite) == p.is_ok_and(|p| (0.0..=1.0).contains(&p))
}

fn counts_are_sound(found: &LocalPermutations) -> bool {
    let m = found.permutations;
    let sound = |t: &TailCounts| t.at_least <= m && t.at_most <= m && t.at_least + t.at_most >= m;
    found.tails.iter().flatten().all(sound)
}

proptest! {
    #[test]
    fn global_measures(x in proptest::collection::vec(number(), 9), w in weights(9), standard in any::<bool>()) {
        let w = if standard { w.row_standardised() } else { w };
        let few = Permutations { count: 20, seed: 4 };
        if let Ok(found) = moran(&x, &w) {
            prop_assert!(test_is_sound(&found.normality) && test_is_sound(&found.randomisation));
        }
        if let Ok(found) = geary(&x, &w) {
            prop_assert!(test_is_sound(&found.normality) && test_is_sound(&found.randomisation) && found.value >= 0.0);
        }
        let positive: Vec<f64> = x.iter().map(|x| x.abs()).collect();
        if let Ok(found) = general_g(&positive, &w) {
            prop_assert!(test_is_sound(&found.randomisation));
        }
        let drawn = [
            moran_permutations(&x, &w, few, &mut |_| {}),
            geary_permutations(&x, &w, few, &mut |_| {}),
            general_g_permutations(&positive, &w, few, &mut |_| {}),
        ];
        for found in drawn.into_iter().flatten() {
            prop_assert!(finite(&found.simulated) && finite(&[found.value, found.mean, found.variance]));
        }
    }

    #[test]
    fn local_measures(x in proptest::collection::vec(number(), 9), w in weights(9), standard in any::<bool>()) {
        let w = if standard { w.row_standardised() } else { w };
        if let Ok(found) = local_moran(&x, &w) {
            prop_assert!(finite(&found.values) && finite(&found.expected) && finite(&found.variance));
            prop_assert!(known_are_finite(&found.z) && found.variance.iter().all(|v| *v >= 0.0));
        }
        for ddof in [0, 1] {
            if let Ok(found) = local_geary(&x, &w, ddof) {
                prop_assert!(finite(&found.values) && finite(&found.expected) && finite(&found.variance));
                prop_assert!(known_are_finite(&found.z) && found.values.iter().all(|c| *c >= 0.0));
            }
        }
        for found in [local_g(&x, &w), local_g_star(&x, &w.with_self(1.0).unwrap())].into_iter().flatten() {
            prop_assert!(known_are_finite(&found.values) && known_are_finite(&found.z));
        }
        let draws = Draws::Seeded(Permutations { count: 20, seed: 4 });
        let drawn = [
            local_moran_permutations(&x, &w, &draws, &mut |_| {}),
            local_geary_permutations(&x, &w, &draws, &mut |_| {}),
            local_g_permutations(&x, &w, &draws, &mut |_| {}),
        ];
        for found in drawn.into_iter().flatten() {
            prop_assert!(counts_are_sound(&found));
        }
    }
}
