//! The Mann-Kendall test of a trend.

use super::super::{StatError, concordance, normal_sf};

/// Whether a series rises or falls, whatever the shape of the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannKendall {
    /// Number of values.
    pub n: usize,
    /// S: pairs of times between which the value rose, minus those between which it fell.
    pub score: f64,
    /// Variance of S without any trend, corrected for ties.
    pub variance: f64,
    /// (S ∓ 1) / √variance, one taken off towards zero (continuity correction); 0 if S is 0.
    pub z: f64,
    /// Two-sided p-value from the normal distribution: an approximation that is good from about ten values.
    pub p: f64,
    /// Kendall's tau-a, S divided by the number of pairs: 1 if the value rose every time, −1 if it fell every time.
    pub tau: f64,
}

/// The Mann-Kendall test: does the series rise or fall more often than chance would have it?
///
/// S = Σ sign(yⱼ − yᵢ) over all pairs of times i before j. Only the order of the values counts, so that neither extreme
/// values nor irregular times disturb it; equal values count 0 and take away from the variance
/// (n (n−1)(2n+5) − Σ t (t−1)(2t+5)) / 18. The series may stand in any order. Values that follow each other like the
/// years before them (autocorrelation) make p too small.
///
/// Follows Mann (1945) and Kendall (1975). n log n steps ([`concordance`]).
///
/// # Errors
/// [`StatError::Lengths`], [`StatError::TooFew`] below two values, [`StatError::NotFinite`], [`StatError::NoVariation`]
/// if all times are equal. Equal values are no error: S and z are 0, p is 1.
///
/// ```
/// use sozialatlas::stats::mann_kendall;
/// // 1 3 2 4: five pairs rise, one falls: S = 4; variance 4 · 3 · 13 / 18 = 26/3; z = 3 / √(26/3) = 1.019.
/// let found = mann_kendall(&[2019.0, 2020.0, 2021.0, 2023.0], &[1.0, 3.0, 2.0, 4.0]).unwrap();
/// assert_eq!(found.score, 4.0);
/// assert!((found.z - 3.0 / (26.0f64 / 3.0).sqrt()).abs() < 1e-15 && (found.p - 0.308).abs() < 1e-3);
/// assert!((found.tau - 4.0 / 6.0).abs() < 1e-15);
/// ```
pub fn mann_kendall(times: &[f64], values: &[f64]) -> Result<MannKendall, StatError> {
    let counts = concordance(times, values)?;
    if counts.tied_x == counts.pairs {
        return Err(StatError::NoVariation);
    }
    let corrected = counts.score - counts.score.signum() * counts.score.abs().min(1.0);
    let z = if counts.variance > 0.0 { corrected / counts.variance.sqrt() } else { 0.0 };
    Ok(MannKendall {
        n: counts.n,
        score: counts.score,
        variance: counts.variance,
        z,
        p: 2.0 * normal_sf(z.abs()),
        tau: counts.tau_a(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        let flat = mann_kendall(&[1.0, 2.0, 3.0], &[4.0, 4.0, 4.0]).unwrap();
        assert_eq!((flat.score, flat.variance, flat.z, flat.p, flat.tau), (0.0, 0.0, 0.0, 1.0, 0.0));
        // The order in which the years stand does not matter.
        let (a, b) =
            (mann_kendall(&[3.0, 1.0, 2.0], &[9.0, 1.0, 4.0]), mann_kendall(&[1.0, 2.0, 3.0], &[1.0, 4.0, 9.0]));
        assert_eq!(a, b);
        assert_eq!(mann_kendall(&[1.0, 1.0], &[1.0, 2.0]), Err(StatError::NoVariation));
        assert_eq!(mann_kendall(&[1.0], &[1.0]), Err(StatError::TooFew { needed: 2, got: 1 }));
    }
}
