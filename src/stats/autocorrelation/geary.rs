//! Geary's C (Geary 1954).

use super::super::{Permutations, SpatialWeights, StatError};
use super::deviations::{Deviations, no_unit_with_itself};
use super::inference::NormalTest;
use super::moran::total;
use super::shuffle::{Form, GlobalPermutations, shuffled};

/// Geary's C of a column and its tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geary {
    /// C = (n − 1) / (2 S₀) · Σᵢⱼ wᵢⱼ (xᵢ − xⱼ)² / Σ (xᵢ − mean)².
    pub value: f64,
    /// Test under the assumption that the values come from a normal distribution.
    pub normality: NormalTest,
    /// Test under the assumption that every arrangement of these values on the map is equally likely.
    pub randomisation: NormalTest,
    /// Number of units without neighbours; they stay in n.
    pub islands: usize,
}

/// Geary's C: how much do neighbours differ, compared with any two units?
///
/// C = (n − 1) / (2 S₀) · Σᵢⱼ wᵢⱼ (xᵢ − xⱼ)² / Σ (xᵢ − mean)². Without unit, never negative. 1 if the values lie on the map
/// by chance, **less than 1 if neighbours are similar**, greater if they differ: z = (C − 1) / sd is negative for positive
/// autocorrelation (some programs turn the sign). Closer to small differences between neighbours than Moran's I.
///
/// Expected value 1. Variances (Cliff & Ord 1981, pp. 42-46), b = n Σ z⁴ / (Σ z²)²:
/// - normality: ((2 S₁ + S₂)(n − 1) − 4 S₀²) / (2 (n + 1) S₀²)
/// - randomisation: [(n − 1) S₁ (n² − 3n + 3 − (n − 1) b) − ¼ (n − 1) S₂ (n² + 3n − 6 − (n² − n + 2) b)
///   + S₀² (n² − 3 − (n − 1)² b)] / (n (n − 2)(n − 3) S₀²)
///
/// # Errors
/// As [`super::moran`](fn@super::moran).
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, geary};
/// // Four units in a row: six differences of 1, Σ z² = 5, S₀ = 6: C = 3/12 · 6/5 = 0.3.
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = geary(&[1.0, 2.0, 3.0, 4.0], &row).unwrap();
/// assert!((found.value - 0.3).abs() < 1e-15);
/// // S₁ = 12, S₂ = 40: (64·3 − 4·36) / (10·36) = 2/15.
/// assert!((found.normality.variance - 2.0 / 15.0).abs() < 1e-15);
/// ```
pub fn geary(values: &[f64], w: &SpatialWeights) -> Result<Geary, StatError> {
    let d = Deviations::of(values, w, 4)?;
    no_unit_with_itself(w)?;
    let s = total(w)?;
    let n = values.len() as f64;
    let differences: f64 =
        (0..w.len()).map(|i| w.of(i).map(|(j, v)| v * (d.z[i] - d.z[j]) * (d.z[i] - d.z[j])).sum::<f64>()).sum();
    let value = (n - 1.0) / (2.0 * n) * (differences / s.s0);
    let (s1, s2) = (s.s1 / s.s0 / s.s0, s.s2 / s.s0 / s.s0);
    let variance = ((2.0 * s1 + s2) * (n - 1.0) - 4.0) / (2.0 * (n + 1.0));
    let normality = NormalTest::of(value, 1.0, variance, s1 + s2)?;
    let variance = variance_by_randomisation(n, d.moment(4) / n, s1, s2);
    let randomisation = NormalTest::of(value, 1.0, variance, s1 + s2)?;
    Ok(Geary { value, normality, randomisation, islands: w.islands().len() })
}

/// Variance under randomisation, with S₁ and S₂ already divided by S₀².
fn variance_by_randomisation(n: f64, b: f64, s1: f64, s2: f64) -> f64 {
    let first = (n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * b);
    let second = 0.25 * (n - 1.0) * s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * b);
    let third = n * n - 3.0 - (n - 1.0) * (n - 1.0) * b;
    (first - second + third) / (n * (n - 2.0) * (n - 3.0))
}

/// Permutation test of Geary's C; see [`super::moran_permutations`]. Similar neighbours: [`super::Alternative::Less`].
///
/// # Errors
/// As [`geary`]; [`StatError::Parameter`] for no permutations.
///
/// ```
/// use sozialatlas::stats::{Alternative, Permutations, SpatialWeights, geary_permutations};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let few = Permutations { count: 999, seed: 1 };
/// let test = geary_permutations(&[1.0, 2.0, 3.0, 4.0], &row, few, &mut |_| {}).unwrap();
/// // Of the 24 orders only 1 2 3 4 and 4 3 2 1 have steps of 1 throughout: one in twelve.
/// assert!((test.p(Alternative::Less) - 1.0 / 12.0).abs() < 0.04);
/// ```
pub fn geary_permutations(
    values: &[f64],
    w: &SpatialWeights,
    permutations: Permutations,
    progress: &mut dyn FnMut(f64),
) -> Result<GlobalPermutations, StatError> {
    let d = Deviations::of(values, w, 4)?;
    no_unit_with_itself(w)?;
    let n = values.len() as f64;
    // Σ w (zᵢ − zⱼ)² = Σ tᵢ zᵢ² − 2 Σ w zᵢ zⱼ, where tᵢ adds up row and column i of the weights.
    let square = (n - 1.0) / (2.0 * n) / total(w)?.s0;
    let form = Form { cross: -2.0 * square, linear: 0.0, square, constant: 0.0 };
    shuffled(&d.z, w, &form, permutations, progress)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_all_are_neighbours_nothing_varies() {
        let w = SpatialWeights::binary(&[vec![1, 2, 3], vec![0, 2, 3], vec![0, 1, 3], vec![0, 1, 2]]).unwrap();
        let found = geary(&[1.0, 5.0, 2.0, 9.0], &w).unwrap();
        assert!((found.value - 1.0).abs() < 1e-15);
        assert_eq!(found.randomisation.z(), Err(StatError::NoVariation));
    }
}
