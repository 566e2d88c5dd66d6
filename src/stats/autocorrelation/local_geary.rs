//! Local Geary (Anselin 1995, 2019).

use super::super::check::all_finite;
use super::super::{SpatialWeights, StatError};
use super::conditional::{Kernel, Setting};
use super::deviations::{Deviations, no_unit_with_itself, spread_of_row};
use super::draws::Draws;
use super::inference::LocalPermutations;

/// Local Geary of each unit.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalGeary {
    /// cᵢ; 0 for a unit without neighbours.
    pub values: Vec<f64>,
    /// Expected value under conditional randomisation.
    pub expected: Vec<f64>,
    /// Variance under conditional randomisation.
    pub variance: Vec<f64>,
    /// (cᵢ − expected) / √variance; None where the variance is 0. **Negative for similar neighbours.**
    pub z: Vec<Option<f64>>,
}

/// Local Geary: how much does each unit differ from its neighbours?
///
/// cᵢ = Σⱼ wᵢⱼ (zᵢ − zⱼ)² with standard scores z = (x − mean) / s, s² = Σ (x − mean)² / (n − `ddof`). Small values say that
/// the unit resembles its neighbours, large ones that it differs; unlike local Moran it also finds clusters of middling
/// values. `ddof` 0 is the convention of PySAL, 1 that of R's spdep (values times (n − 1) / n).
///
/// Expected value and variance under conditional randomisation (Sokal et al. 1998): with y = (zᵢ − zⱼ)² over the N = n − 1
/// others, W₁ = Σⱼ wᵢⱼ, W₂ = Σⱼ wᵢⱼ²: Eᵢ = W₁ mean(y), Vᵢ = var(y) (N W₂ − W₁²) / (N − 1), var with divisor N.
///
/// # Errors
/// As [`super::local_moran`](fn@super::local_moran); [`StatError::Parameter`] for a `ddof` other than 0 and 1.
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, local_geary};
/// // Four units in a row: all neighbours differ by 1, the variance (divisor 4) is 1.25: c = 1 / 1.25 everywhere.
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap().row_standardised();
/// let found = local_geary(&[1.0, 2.0, 3.0, 4.0], &row, 0).unwrap();
/// assert!(found.values.iter().all(|c| (c - 0.8).abs() < 1e-15));
/// // Squared differences of unit 0 from the others: 1, 4, 9, mean 14/3, over 1.25.
/// assert!((found.expected[0] - 14.0 / 3.75).abs() < 1e-14);
/// ```
pub fn local_geary(values: &[f64], w: &SpatialWeights, ddof: u32) -> Result<LocalGeary, StatError> {
    if ddof > 1 {
        return Err(StatError::Parameter);
    }
    let d = Deviations::of(values, w, 3)?;
    no_unit_with_itself(w)?;
    let n = values.len() as f64;
    let (others, scale) = (n - 1.0, (n - f64::from(ddof)) / n);
    let (third, fourth) = (d.moment(3), d.moment(4));
    let mut found = LocalGeary { values: vec![], expected: vec![], variance: vec![], z: vec![] };
    for (i, z) in d.z.iter().enumerate() {
        let value: f64 = w.of(i).map(|(j, weight)| weight * (z - d.z[j]) * (z - d.z[j])).sum();
        // Σ (zᵢ − z)² and Σ (zᵢ − z)⁴ over all units, with Σ z = 0 and Σ z² = n.
        let mean = (n * z * z + n) / others;
        let squares = n * (z * z) * (z * z) + 6.0 * n * z * z - 4.0 * z * third + fourth;
        let variance = (squares / others - mean * mean).max(0.0);
        let expected = w.weights(i).iter().sum::<f64>() * mean;
        let variance = variance * spread_of_row(w.weights(i), others);
        found.values.push(scale * value);
        found.expected.push(scale * expected);
        found.variance.push(scale * scale * variance);
        found.z.push((variance > 0.0).then(|| (value - expected) / variance.sqrt()).filter(|z| z.is_finite()));
    }
    let all = [&found.values, &found.expected, &found.variance];
    if all.iter().all(|list| all_finite(list).is_ok()) { Ok(found) } else { Err(StatError::Overflow) }
}

/// Conditional permutation test of local Geary: `at_most` counts the permutations whose cᵢ is not greater than the
/// observed one ([`super::Alternative::Less`]: similar neighbours; [`super::Alternative::Greater`]: different ones).
///
/// # Errors
/// As [`local_geary`]; [`StatError::Parameter`] for no permutations or a table that is not one of draws.
///
/// ```
/// use sozialatlas::stats::{Alternative, Draws, SpatialWeights, local_geary_permutations};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// // The one neighbour of unit 0 is, among units 1, 2 and 3, the first, the second and the third.
/// let table = [vec![0, 1], vec![1, 2], vec![2, 0]];
/// let found = local_geary_permutations(&[1.0, 2.0, 3.0, 4.0], &row, &Draws::Given(&table), &mut |_| {}).unwrap();
/// // Squared differences 1, 4 and 9: only the first is as small as the observed 1. (1 + 1) / (3 + 1)
/// assert_eq!(found.p(Alternative::Less)[0], Some(0.5));
/// ```
pub fn local_geary_permutations(
    values: &[f64],
    w: &SpatialWeights,
    draws: &Draws,
    progress: &mut dyn FnMut(f64),
) -> Result<LocalPermutations, StatError> {
    let d = Deviations::of(values, w, 3)?;
    no_unit_with_itself(w)?;
    let kernel = Kernel::SquaredDifferences;
    Setting { z: &d.z, w, largest: d.largest, kernel }.test(draws, progress)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With two of three others as neighbours there are three choices: mean and variance over all of them.
    #[test]
    fn moments_over_all_choices() {
        let x = [3.0, 0.5, 7.5, 1.0];
        let of = |a: u32, b: u32| {
            let w = SpatialWeights::binary(&[vec![a, b], vec![], vec![], vec![]]).unwrap();
            local_geary(&x, &w, 1).unwrap()
        };
        let each = [of(1, 2).values[0], of(1, 3).values[0], of(2, 3).values[0]];
        let mean = each.iter().sum::<f64>() / 3.0;
        let variance = each.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / 3.0;
        let found = of(1, 2);
        assert!((found.expected[0] - mean).abs() < 1e-13 && (found.variance[0] - variance).abs() < 1e-13);
        assert_eq!((found.values[1], found.z[1]), (0.0, None));
    }

    #[test]
    fn what_is_refused() {
        let w = SpatialWeights::binary(&[vec![1], vec![0], vec![]]).unwrap();
        assert_eq!(local_geary(&[1.0, 2.0, 4.0], &w, 2), Err(StatError::Parameter));
        assert_eq!(local_geary(&[1.0, 2.0], &w, 0), Err(StatError::Lengths { left: 3, right: 2 }));
    }
}
