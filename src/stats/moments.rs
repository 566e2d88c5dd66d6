//! Moments of a column: spread, skewness and kurtosis; z-scores.

use super::check::enough;
use super::scale::power_of_two;
use super::{Spread, StatError};

/// What the first four moments tell of a column. A figure that is not defined for the values is None.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// Number of values.
    pub n: usize,
    /// Arithmetic mean x̄.
    pub mean: f64,
    /// Variance of a population, m₂ = Σ(x − x̄)² / n, in the square of the unit.
    pub variance: f64,
    /// Variance of a sample, Σ(x − x̄)² / (n − 1); None for a single value.
    pub sample_variance: Option<f64>,
    /// Coefficient of variation √m₂ / x̄: the spread in relation to the mean, without unit. It makes sense for ratio
    /// scales with a positive mean only and has the sign of the mean; None if the mean is 0.
    pub variation: Option<f64>,
    /// Coefficient of variation with the standard deviation of a sample; None also for a single value.
    pub sample_variation: Option<f64>,
    /// Skewness g₁ = m₃ / m₂^1.5: 0 for symmetric values, positive with a long tail upwards; None for equal values.
    pub skewness: Option<f64>,
    /// Excess kurtosis g₂ = m₄ / m₂² − 3: 0 for a normal distribution, positive with heavy tails; None for equal values.
    pub excess_kurtosis: Option<f64>,
}

/// Mean, variance, coefficient of variation, skewness and kurtosis.
///
/// The central moments are mₖ = Σ(x − x̄)ᵏ / n; g₁ and g₂ are the moment estimators without correction for small
/// samples (Joanes & Gill 1998, *The Statistician* 47). Two passes: the mean first, corrected by the mean of its
/// residuals, so that a large offset common to all values costs no digits.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`]; [`StatError::Overflow`] if the variance of the
/// values is outside the range of numbers.
///
/// ```
/// use sozialatlas::stats::moments;
/// // Mean 2; deviations −1 −1 −1 3; squares 1 1 1 9: m₂ = 12 / 4; cubes −1 −1 −1 27: m₃ = 24 / 4.
/// let m = moments(&[1.0, 1.0, 1.0, 5.0]).unwrap();
/// assert_eq!((m.mean, m.variance, m.sample_variance), (2.0, 3.0, Some(4.0)));
/// assert!((m.skewness.unwrap() - 6.0 / 27f64.sqrt()).abs() < 1e-15);
/// // Fourth powers 1 1 1 81: m₄ = 84 / 4 = 21; 21 / 9 − 3.
/// assert!((m.excess_kurtosis.unwrap() + 2.0 / 3.0).abs() < 1e-15);
/// ```
pub fn moments(values: &[f64]) -> Result<Moments, StatError> {
    let c = Centred::of(values, 1)?;
    let n = values.len() as f64;
    let [m2, m3, m4] = c.sums.map(|sum| sum / n);
    let back = |variance: f64| variance * c.scale * c.scale;
    let sample = (values.len() > 1).then(|| c.sums[0] / (n - 1.0));
    let over_mean = |variance: f64| (c.mean != 0.0).then(|| variance.sqrt() / c.mean).filter(|v| v.is_finite());
    let shape = |moment: f64, power: f64| (m2 > 0.0).then(|| moment / power).filter(|v| v.is_finite());
    let found = Moments {
        n: values.len(),
        mean: c.mean * c.scale,
        variance: back(m2),
        sample_variance: sample.map(back),
        variation: over_mean(m2),
        sample_variation: sample.and_then(over_mean),
        skewness: shape(m3, m2 * m2.sqrt()),
        excess_kurtosis: shape(m4, m2 * m2).map(|ratio| ratio - 3.0),
    };
    let largest = found.sample_variance.unwrap_or(found.variance);
    if largest.is_finite() { Ok(found) } else { Err(StatError::Overflow) }
}

/// A standardised column, with what it takes to undo it.
#[derive(Clone, Debug, PartialEq)]
pub struct ZScores {
    /// z of each value, in their order: how many standard deviations it lies above the mean.
    pub z: Vec<f64>,
    /// Mean and standard deviation that were used.
    pub spread: Spread,
}

/// z-scores, z = (x − x̄) / s with s = √(Σ(x − x̄)² / (n − ddof)).
///
/// `ddof` is 0 where the values are the whole population (all districts of a Land), 1 for a sample; with n values the
/// two differ by the factor √(n / (n − 1)). The z-scores have mean 0 and, by the same `ddof`, standard deviation 1.
///
/// # Errors
/// [`StatError::TooFew`] with fewer than `ddof + 1` values, [`StatError::NotFinite`]; [`StatError::NoVariation`] for
/// equal values; [`StatError::Overflow`] if the standard deviation is outside the range of numbers.
///
/// ```
/// use sozialatlas::stats::z_scores;
/// // Mean 5; squared deviations 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32; √(32 / 8) = 2.
/// let found = z_scores(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0], 0).unwrap();
/// assert_eq!(found.z, [-1.5, -0.5, -0.5, -0.5, 0.0, 0.0, 1.0, 2.0]);
/// assert_eq!((found.spread.mean, found.spread.sd), (5.0, 2.0));
/// ```
pub fn z_scores(values: &[f64], ddof: usize) -> Result<ZScores, StatError> {
    let needed = ddof.checked_add(1).ok_or(StatError::Parameter)?;
    let c = Centred::of(values, needed)?;
    let sd = (c.sums[0] / (values.len() - ddof) as f64).sqrt();
    if sd == 0.0 {
        return Err(StatError::NoVariation);
    }
    let spread = Spread { mean: c.mean * c.scale, sd: sd * c.scale };
    if !spread.sd.is_finite() {
        return Err(StatError::Overflow);
    }
    let z = values.iter().map(|x| (x / c.scale - c.about - c.rest) / sd).collect();
    Ok(ZScores { z, spread })
}

/// The arithmetic mean, right to the last digit or two whatever the size of the values.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`].
pub(super) fn mean(values: &[f64]) -> Result<f64, StatError> {
    Centred::of(values, 1).map(|c| c.mean * c.scale)
}

/// Mean and sums of powers of the deviations, of the values divided by `scale`.
struct Centred {
    /// A power of two near the largest value: dividing by it is exact, and no power of a deviation leaves the range.
    scale: f64,
    /// The mean, rounded, and what rounding took from it: of values with a large offset the deviations need both.
    about: f64,
    rest: f64,
    mean: f64,
    /// Σ(x − x̄)², Σ(x − x̄)³, Σ(x − x̄)⁴.
    sums: [f64; 3],
}

impl Centred {
    fn of(values: &[f64], needed: usize) -> Result<Centred, StatError> {
        enough(values, needed)?;
        let scale = power_of_two(values);
        let n = values.len() as f64;
        let first = values[0];
        if values.iter().all(|x| *x == first) {
            // The mean of equal values may differ from them by its rounding.
            return Ok(Centred { scale, about: first / scale, rest: 0.0, mean: first / scale, sums: [0.0; 3] });
        }
        let about = values.iter().map(|x| x / scale).sum::<f64>() / n;
        let rest = values.iter().map(|x| x / scale - about).sum::<f64>() / n;
        let mut sums = [0.0; 3];
        for x in values {
            let d = x / scale - about - rest;
            let square = d * d;
            sums = [sums[0] + square, sums[1] + square * d, sums[2] + square * square];
        }
        Ok(Centred { scale, about, rest, mean: about + rest, sums })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // Reference: numpy and scipy (biased g1, g2).
    #[test]
    fn agrees_with_scipy() {
        let m = moments(&[2.5, 2.5, 7.0, 1.0, 9.0, 9.0, 9.0, 4.0, 0.0, -3.0]).unwrap();
        let close = |a: Option<f64>, b: f64| (a.unwrap() - b).abs() < 1e-12;
        assert!(close(Some(m.mean), 4.1) && close(m.sample_variance, 18.044444444444448));
        assert!(close(m.variation, 0.9828995941273115) && close(m.sample_variation, 1.0360671428991215));
        assert!(close(m.skewness, -0.1336687039035973) && close(m.excess_kurtosis, -1.2067888689363977));
    }

    #[test]
    fn a_large_offset_costs_no_digits() {
        let x = [1e9 + 0.25, 1e9 + 0.5, 1e9 + 0.75];
        assert_eq!(moments(&x).unwrap().sample_variance, Some(0.0625));
        assert_eq!(z_scores(&x, 1).unwrap().z, [-1.0, 0.0, 1.0]);
        // The mean, 10⁹ + 1/3, lies between two numbers 2⁻²³ apart; z is 1/√2 and −√2 all the same.
        let z = z_scores(&[1e9, 1e9, 1e9 + 1.0], 0).unwrap().z;
        assert!((z[0] + 0.5f64.sqrt()).abs() < 1e-14 && (z[2] - 2f64.sqrt()).abs() < 1e-14);
    }

    #[test]
    fn what_is_undefined() {
        let equal = moments(&[0.1, 0.1, 0.1]).unwrap();
        assert_eq!((equal.mean, equal.variance, equal.skewness, equal.excess_kurtosis), (0.1, 0.0, None, None));
        assert_eq!(moments(&[-1.0, 1.0]).unwrap().variation, None);
        let one = moments(&[3.0]).unwrap();
        assert_eq!((one.sample_variance, one.sample_variation, one.variation), (None, None, Some(0.0)));
        assert_eq!(moments(&[]), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(moments(&[1e200, -1e200]), Err(StatError::Overflow));
        assert_eq!(z_scores(&[0.1, 0.1, 0.1], 0), Err(StatError::NoVariation));
        assert_eq!(z_scores(&[1.0], 1), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(z_scores(&[1.0], usize::MAX), Err(StatError::Parameter));
        assert_eq!(z_scores(&[1.0, f64::NAN], 1), Err(StatError::NotFinite));
    }

    #[test]
    fn extremes_of_the_number_range() {
        assert_eq!(z_scores(&[-f64::MAX, f64::MAX], 0).unwrap().z, [-1.0, 1.0]);
        assert_eq!(z_scores(&[-f64::MAX, f64::MAX], 1), Err(StatError::Overflow));
        assert_eq!(z_scores(&[0.0, 5e-324], 0).unwrap().z.len(), 2);
    }

    proptest! {
        #[test]
        fn z_scores_are_standardised(values in prop::collection::vec(-1e6f64..1e6, 3..80), ddof in 0usize..2) {
            let z = z_scores(&values, ddof).unwrap().z;
            let again = z_scores(&z, ddof).unwrap().spread;
            prop_assert!(again.mean.abs() < 1e-9 && (again.sd - 1.0).abs() < 1e-9);
        }

        #[test]
        fn nothing_leaves_the_range(values in prop::collection::vec(prop::num::f64::ANY, 0..20)) {
            if let Ok(found) = z_scores(&values, 0) {
                prop_assert!(found.z.iter().all(|z| z.is_finite()) && found.spread.sd.is_finite());
            }
            if let Ok(m) = moments(&values) {
                let some = [m.sample_variance, m.variation, m.sample_variation, m.skewness, m.excess_kurtosis];
                prop_assert!(m.mean.is_finite() && some.iter().flatten().all(|v| v.is_finite()), "{:?}", m);
            }
        }
    }
}
