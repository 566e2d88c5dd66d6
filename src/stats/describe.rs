//! Location and spread of a column of numbers.

use super::check::in_range;
use super::{QuantileType, StatError, quantile_of_sorted, sorted};

/// 1 / Φ⁻¹(3/4): makes the MAD of a normal distribution equal to its standard deviation.
const MAD_TO_SD: f64 = 1.482_602_218_505_602;

/// The five numbers of a box plot, with the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Number of values.
    pub n: usize,
    /// Smallest value.
    pub min: f64,
    /// Lower quartile (R type 7).
    pub lower: f64,
    /// Median.
    pub median: f64,
    /// Upper quartile (R type 7).
    pub upper: f64,
    /// Largest value.
    pub max: f64,
    /// Arithmetic mean, every value with the same weight.
    pub mean: f64,
}

/// Minimum, quartiles, maximum and mean.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`]; [`StatError::Overflow`] if the sum of the values is
/// outside the range of numbers.
///
/// ```
/// use sozialatlas::stats::describe;
/// let s = describe(&[4.0, 1.0, 3.0, 2.0]).unwrap();
/// // Quartiles of type 7 lie at positions 1 + 3 p: 1.75, 2.5 and 3.25.
/// assert_eq!((s.min, s.lower, s.median, s.upper, s.max, s.mean), (1.0, 1.75, 2.5, 3.25, 4.0, 2.5));
/// ```
pub fn describe(values: &[f64]) -> Result<Summary, StatError> {
    let sorted = sorted(values, 1)?;
    let at = |p| quantile_of_sorted(&sorted, p, QuantileType::Seven);
    let n = sorted.len();
    let mean = finite(sorted.iter().sum::<f64>() / n as f64)?;
    Ok(Summary { n, min: sorted[0], lower: at(0.25)?, median: at(0.5)?, upper: at(0.75)?, max: sorted[n - 1], mean })
}

/// A result, unless it left the range of numbers.
fn finite(result: f64) -> Result<f64, StatError> {
    if result.is_finite() { Ok(result) } else { Err(StatError::Overflow) }
}

/// The median: the middle value, or the mean of the two middle ones.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::median;
/// assert_eq!(median(&[9.0, 1.0, 2.0]), Ok(2.0));
/// assert_eq!(median(&[9.0, 1.0, 2.0, 4.0]), Ok(3.0));
/// ```
pub fn median(values: &[f64]) -> Result<f64, StatError> {
    quantile_of_sorted(&sorted(values, 1)?, 0.5, QuantileType::Seven)
}

/// Mean and standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
}

/// Mean and standard deviation, s = √(Σ(x − mean)² / (n − ddof)).
///
/// `ddof` is 0 for all members of a population (every district of a Land), 1 for a sample.
///
/// # Errors
/// [`StatError::TooFew`] with fewer than `ddof + 1` values, [`StatError::NotFinite`]; [`StatError::Overflow`] if the sum
/// of squares is outside the range of numbers ([`super::z_scores`] and [`super::moments`] reach farther).
///
/// ```
/// use sozialatlas::stats::spread;
/// let s = spread(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0], 0).unwrap();
/// assert_eq!((s.mean, s.sd), (5.0, 2.0)); // squared deviations 9+1+1+1+0+0+4+16 = 32; 32 / 8 = 4
/// ```
pub fn spread(values: &[f64], ddof: usize) -> Result<Spread, StatError> {
    let sorted = sorted(values, ddof.saturating_add(1))?;
    let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
    let squares: f64 = sorted.iter().map(|x| (x - mean) * (x - mean)).sum();
    Ok(Spread { mean, sd: finite((squares / (sorted.len() - ddof) as f64).sqrt())? })
}

/// Robust distances from the middle: z = (x − median) / (1.4826 · MAD), where MAD is the median of |x − median|.
///
/// One extreme district moves neither the median nor the MAD, so that it cannot hide the others.
/// The result is in the order of the values; |z| > 3.5 is commonly called an outlier.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`]; [`StatError::NoVariation`] if at least half of the values are equal
/// (the MAD is 0); [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{StatError, robust_z};
/// // Median 3, deviations 2 1 0 1 97, MAD 1.
/// let z = robust_z(&[1.0, 2.0, 3.0, 4.0, 100.0]).unwrap();
/// assert!((z[4] - 97.0 / 1.482602218505602).abs() < 1e-12 && z[2] == 0.0);
/// assert_eq!(robust_z(&[1.0, 1.0, 1.0, 5.0]), Err(StatError::NoVariation));
/// ```
pub fn robust_z(values: &[f64]) -> Result<Vec<f64>, StatError> {
    let middle = median(values)?;
    let deviations: Vec<f64> = values.iter().map(|x| (x - middle).abs()).collect();
    let scale = MAD_TO_SD * median(&deviations)?;
    if scale == 0.0 {
        return Err(StatError::NoVariation);
    }
    let z: Vec<f64> = values.iter().map(|x| (x - middle) / scale).collect();
    in_range(z)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Reference values: numpy, scipy and R for this column with ties, a negative value and a zero.
    const TIES: [f64; 10] = [2.5, 2.5, 7.0, 1.0, 9.0, 9.0, 9.0, 4.0, 0.0, -3.0];

    #[test]
    fn agrees_with_numpy_and_r() {
        let s = describe(&TIES).unwrap();
        assert_eq!((s.n, s.min, s.median, s.max), (10, -3.0, 3.25, 9.0));
        assert!((s.mean - 4.1).abs() < 1e-12 && (s.upper - s.lower - 7.125).abs() < 1e-12);
        let var = spread(&TIES, 1).unwrap().sd.powi(2);
        assert!((var - 18.044444444444448).abs() < 1e-9);
        let z = robust_z(&TIES).unwrap();
        assert!((z[0] + 0.14453351789916036).abs() < 1e-12 && (z[9] + 1.204445982493003).abs() < 1e-12);
    }

    #[test]
    fn undefined_is_refused() {
        assert_eq!(describe(&[]), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(spread(&[1.0], 1), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(median(&[f64::INFINITY]), Err(StatError::NotFinite));
        assert_eq!(spread(&[1.0], usize::MAX), Err(StatError::TooFew { needed: usize::MAX, got: 1 }));
        assert_eq!(describe(&[f64::MAX, f64::MAX]), Err(StatError::Overflow));
        assert_eq!(spread(&[1e200, -1e200], 0), Err(StatError::Overflow));
        assert_eq!(robust_z(&[0.0, 5e-324, 1e-323, 1.0, 2.0, 1e300, 0.0]).map(|z| z.len()), Err(StatError::Overflow));
    }
}
