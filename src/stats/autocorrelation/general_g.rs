//! The general G (Getis & Ord 1992).

use super::super::{Permutations, SpatialWeights, StatError};
use super::deviations::{Deviations, no_unit_with_itself};
use super::inference::NormalTest;
use super::moran::{second_moment, total};
use super::shuffle::{Form, GlobalPermutations, shuffled};

/// The general G of a column and its test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeneralG {
    /// G = Σᵢⱼ wᵢⱼ xᵢ xⱼ / Σᵢ≠ⱼ xᵢ xⱼ.
    pub value: f64,
    /// Test under the assumption that every arrangement of these values on the map is equally likely.
    pub randomisation: NormalTest,
    /// Number of units without neighbours; they stay in n.
    pub islands: usize,
}

/// General G: is it the high or the low values that lie side by side?
///
/// G = Σᵢⱼ wᵢⱼ xᵢ xⱼ / Σᵢ≠ⱼ xᵢ xⱼ for values that are not negative and have a natural zero (counts, rates). Without unit;
/// with binary weights between 0 and 1. Moran's I does not tell whether high or low values gather: here z > 0 says high
/// values do, z < 0 low ones.
///
/// Expected value S₀ / (n (n − 1)). The variance under randomisation is that of Getis & Ord (1992), written for deviations
/// d = x − m, which does not lose digits. The numerator is m² S₀ + m A + B with A = Σ tᵢ dᵢ (tᵢ = row and column sum) and
/// B = Σ wᵢⱼ dᵢ dⱼ, the denominator is fixed:
/// - Var A = (S₂ − 4 S₀² / n) Σ d² / (n − 1)
/// - Var B = (S₀ Σ d² / n)² Var I, with the variance of Moran's I under randomisation
/// - Cov (A, B) = Σ d³ / (n (n − 1)) · (2 (2 S₀² − S₂) / (n − 2) − S₂)
///
/// Usually computed with binary weights.
///
/// # Errors
/// [`StatError::NotPositive`] if a value is negative, [`StatError::NoTotal`] if fewer than two are positive; as
/// [`super::moran`](fn@super::moran) otherwise.
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, general_g};
/// // Four units in a row: Σ w x x = 2 (2 + 6 + 12) = 40, Σ x x of all pairs = 10² − 30 = 70.
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = general_g(&[1.0, 2.0, 3.0, 4.0], &row).unwrap();
/// assert!((found.value - 4.0 / 7.0).abs() < 1e-15);
/// assert_eq!(found.randomisation.expected, 0.5); // 6 / (4 · 3)
/// ```
pub fn general_g(values: &[f64], w: &SpatialWeights) -> Result<GeneralG, StatError> {
    let parts = Parts::of(values, w)?;
    let n = values.len() as f64;
    let s = total(w)?;
    let x = &parts.d.x;
    let near: f64 = (0..w.len()).map(|i| x[i] * w.of(i).map(|(j, v)| v * x[j]).sum::<f64>()).sum();
    let value = near / parts.all_pairs;
    let expected = s.s0 / (n * (n - 1.0));
    // In units of S₀ and of the standard deviation: Σ d² = n, m = level.
    let (s1, s2, m) = (s.s1 / s.s0 / s.s0, s.s2 / s.s0 / s.s0, parts.d.level);
    let linear = m * m * (s2 - 4.0 / n) * n / (n - 1.0);
    let moran = second_moment(&parts.d, s1, s2) - 1.0 / ((n - 1.0) * (n - 1.0));
    let third = parts.d.moment(3) / (n * (n - 1.0));
    let both = 2.0 * m * third * (2.0 * (2.0 - s2) / (n - 2.0) - s2);
    let scale = s.s0 / parts.all_pairs;
    let size = (m * m * s2 + s1 + moran.abs()) * scale * scale;
    let randomisation = NormalTest::of(value, expected, (linear + both + moran) * scale * scale, size)?;
    Ok(GeneralG { value, randomisation, islands: w.islands().len() })
}

/// Permutation test of the general G; see [`super::moran_permutations`].
///
/// # Errors
/// As [`general_g`]; [`StatError::Parameter`] for no permutations.
///
/// ```
/// use sozialatlas::stats::{Alternative, Permutations, SpatialWeights, general_g_permutations};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let few = Permutations { count: 999, seed: 1 };
/// let test = general_g_permutations(&[0.0, 0.0, 1.0, 1.0], &row, few, &mut |_| {}).unwrap();
/// // The two ones are side by side in three of their six places: every other order has a G as great as this.
/// assert!((test.p(Alternative::Greater) - 0.5).abs() < 0.08);
/// ```
pub fn general_g_permutations(
    values: &[f64],
    w: &SpatialWeights,
    permutations: Permutations,
    progress: &mut dyn FnMut(f64),
) -> Result<GlobalPermutations, StatError> {
    let parts = Parts::of(values, w)?;
    let (m, s0) = (parts.d.level, total(w)?.s0);
    let pairs = parts.all_pairs;
    let form = Form { cross: 1.0 / pairs, linear: m / pairs, square: 0.0, constant: m * (m * s0) / pairs };
    shuffled(&parts.d.z, w, &form, permutations, progress)
}

struct Parts {
    d: Deviations,
    /// Σᵢ≠ⱼ xᵢ xⱼ in squared standard deviations.
    all_pairs: f64,
}

impl Parts {
    fn of(values: &[f64], w: &SpatialWeights) -> Result<Parts, StatError> {
        let d = Deviations::of(values, w, 4)?;
        no_unit_with_itself(w)?;
        if values.iter().any(|x| *x < 0.0) {
            return Err(StatError::NotPositive);
        }
        if values.iter().filter(|x| **x > 0.0).count() < 2 {
            return Err(StatError::NoTotal);
        }
        // Each value times the sum of those before it: nothing is subtracted, nothing is lost.
        let (mut before, mut all_pairs) = (0.0, 0.0);
        for x in &d.x {
            all_pairs += 2.0 * x * before;
            before += x;
        }
        if all_pairs > 0.0 && all_pairs.is_finite() { Ok(Parts { d, all_pairs }) } else { Err(StatError::Overflow) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The variance as Getis & Ord (1992) print it, with raw moments.
    fn published(x: &[f64], w: &SpatialWeights) -> f64 {
        let n = x.len() as f64;
        let s = w.sums();
        let m = |power: i32| x.iter().map(|x| x.powi(power)).sum::<f64>();
        let b0 = (n * n - 3.0 * n + 3.0) * s.s1 - n * s.s2 + 3.0 * s.s0 * s.s0;
        let b1 = -((n * n - n) * s.s1 - 2.0 * n * s.s2 + 6.0 * s.s0 * s.s0);
        let b2 = -(2.0 * n * s.s1 - (n + 3.0) * s.s2 + 6.0 * s.s0 * s.s0);
        let b3 = 4.0 * (n - 1.0) * s.s1 - 2.0 * (n + 1.0) * s.s2 + 8.0 * s.s0 * s.s0;
        let b4 = s.s1 - s.s2 + s.s0 * s.s0;
        let sum = b0 * m(2).powi(2) + b1 * m(4) + b2 * m(1).powi(2) * m(2) + b3 * m(1) * m(3) + b4 * m(1).powi(4);
        let second = sum / ((m(1).powi(2) - m(2)).powi(2) * n * (n - 1.0) * (n - 2.0) * (n - 3.0));
        second - (s.s0 / (n * (n - 1.0))).powi(2)
    }

    #[test]
    fn variance_as_published() {
        let lists = vec![vec![1, 2], vec![0], vec![3, 4, 0], vec![2], vec![1], vec![]];
        let w = SpatialWeights::binary(&lists).unwrap();
        let x = [3.0, 0.0, 7.5, 1.0, 2.0, 4.0];
        for w in [w.row_standardised(), w] {
            let found = general_g(&x, &w).unwrap();
            assert!((found.randomisation.variance / published(&x, &w) - 1.0).abs() < 1e-10);
        }
    }

    #[test]
    fn what_is_refused() {
        let w = SpatialWeights::binary(&[vec![1], vec![0], vec![3], vec![2]]).unwrap();
        assert_eq!(general_g(&[1.0, -1.0, 2.0, 3.0], &w), Err(StatError::NotPositive));
        assert_eq!(general_g(&[0.0, 0.0, 0.0, 3.0], &w), Err(StatError::NoTotal));
        // Only the two last multiply, and they are neighbours: all of the sum is near.
        assert!((general_g(&[0.0, 0.0, 1e-100, 3.0], &w).unwrap().value - 1.0).abs() < 1e-12);
        assert_eq!(general_g(&[0.0, 0.0, 1e-300, 3.0], &w), Err(StatError::Overflow));
    }
}
