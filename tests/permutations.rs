//! Random draws that serve all units are fair to each of them: over twenty seeds the shares of permutations on either side
//! have the mean of the references (99,999 and 33,333 permutations of their own) and the variance of a binomial share.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot read its fixture has failed

mod reference_cases;

use std::path::Path;

use reference_cases::{Folder, Units, styled};
use serde_json::Value;
use sozialatlas::stats::{
    Alternative, Draws, LocalPermutations, Permutations, SpatialWeights, StatError, local_geary_permutations,
    local_moran_permutations,
};

type Test = fn(&[f64], &SpatialWeights, &Draws, &mut dyn FnMut(f64)) -> Result<LocalPermutations, StatError>;

const SEEDS: u64 = 20;
const COUNT: u32 = 999;

/// The share of each unit's permutations that are at least the observed value, seed by seed.
fn shares(test: Test, values: &[f64], w: &SpatialWeights) -> Vec<Vec<f64>> {
    let mut shares = vec![Vec::new(); values.len()];
    for seed in 0..SEEDS {
        let draws = Draws::Seeded(Permutations { count: COUNT, seed: 1_000 + seed });
        let found = test(values, w, &draws, &mut |_| {}).unwrap();
        for (share, p) in shares.iter_mut().zip(found.p(Alternative::Greater)) {
            // p = (r + 1) / (m + 1), the share is r / m.
            share.push((p.unwrap() * f64::from(COUNT + 1) - 1.0) / f64::from(COUNT));
        }
    }
    shares
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Mean of the units' variances, each divided by that of a binomial share; checks the mean of each unit.
fn against(reference: &[f64], permutations: f64, shares: &[Vec<f64>], name: &str) -> f64 {
    let mut ratios = Vec::new();
    for (unit, (expected, shares)) in reference.iter().zip(shares).enumerate() {
        let spread = expected * (1.0 - expected);
        let drawn = SEEDS as f64 * f64::from(COUNT);
        let found = mean(shares);
        let allowed = 4.5 * (spread * (1.0 / drawn + 1.0 / permutations)).sqrt() + 1.0 / drawn;
        assert!((found - expected).abs() <= allowed, "{name}, unit {unit}: {found}, expected {expected}");
        if spread > 0.002 {
            let variance = shares.iter().map(|s| (s - found).powi(2)).sum::<f64>() / (SEEDS as f64 - 1.0);
            ratios.push(variance / (spread / f64::from(COUNT)));
        }
    }
    // A variance of 20 draws is χ²/19 of 19 degrees of freedom: 0.18 and 3.1 are its quantiles of 1 in 10,000 and beyond.
    assert!(ratios.iter().all(|r| (0.15..3.4).contains(r)), "{name}: {ratios:?}");
    mean(&ratios)
}

#[test]
fn p_values_are_unbiased_and_vary_as_they_should() {
    let folder = Folder::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference"));
    let cases = folder.json("cases/local.json");
    let mut ratios = Vec::new();
    for case in cases["cases"].as_array().unwrap() {
        let (test, permutations): (Test, f64) = match case["fn"].as_str() {
            Some("local_moran") => (local_moran_permutations, 99_999.0),
            Some("local_geary") => (local_geary_permutations, 33_333.0),
            _ => continue,
        };
        let units = Units::of(&folder, &case["input"]).unwrap();
        let w = styled(&units.binary, &case["params"], "W").unwrap();
        let expected: Vec<f64> = list(&case["expect"]["tail_ge_ref"]);
        let even = shares(test, &units.values, &w);
        ratios.push(against(&expected, permutations, &even, case["id"].as_str().unwrap()));
        // Weights that differ by next to nothing take the plain way to the same result.
        let uneven = shares(test, &units.values, &nudged(&w));
        assert_eq!(even, uneven, "{}", case["id"]);
    }
    assert_eq!(ratios.len(), 6);
    let all = mean(&ratios);
    assert!((0.8..1.25).contains(&all), "{ratios:?}");
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

/// The first weight of each row larger by the least that a number can be.
fn nudged(w: &SpatialWeights) -> SpatialWeights {
    let row = |unit: usize| {
        let pairs = w.of(unit).enumerate();
        pairs.map(|(at, (j, v))| (j as u32, if at == 0 { v * (1.0 + f64::EPSILON) } else { v })).collect()
    };
    SpatialWeights::weighted((0..w.len()).map(row).collect()).unwrap()
}
