//! Ratios between high and low values.

use super::super::check::{all_finite, enough};
use super::super::{QuantileType, StatError, ascending, quantile_of_sorted};
use super::amounts::finite;

/// A high quantile divided by a low one: 0.75 and 0.25 give the quartile ratio, 0.9 and 0.1 the P90/P10 ratio.
///
/// "The tenth of the units with most has at least r times what the tenth with least has at most." Dimensionless, 1 or
/// more. Insensitive to single extreme units, and blind to what happens beyond the two marks. `kind` is the definition
/// of the quantile, which matters among few units.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`]; [`StatError::Parameter`] unless
/// 0 ≤ `low` ≤ `high` ≤ 1; [`StatError::NotPositive`] if the low quantile is zero or negative; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{QuantileType, quantile_ratio};
/// // Type 7 of 1, 2, 3, 4, 10: the quartiles are 2 and 4.
/// assert_eq!(quantile_ratio(&[4.0, 1.0, 10.0, 2.0, 3.0], 0.75, 0.25, QuantileType::Seven), Ok(2.0));
/// ```
pub fn quantile_ratio(values: &[f64], high: f64, low: f64, kind: QuantileType) -> Result<f64, StatError> {
    all_finite(values)?;
    if !(0.0..=1.0).contains(&low) || !(low..=1.0).contains(&high) {
        return Err(StatError::Parameter);
    }
    let sorted = ascending(values);
    let (high, low) = (quantile_of_sorted(&sorted, high, kind)?, quantile_of_sorted(&sorted, low, kind)?);
    if low <= 0.0 {
        return Err(StatError::NotPositive);
    }
    finite(high / low)
}

/// The largest value divided by the smallest: the plainest measure, which two extreme units decide.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`]; [`StatError::NotPositive`] if the smallest value is
/// zero or negative; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{StatError, max_min_ratio};
/// assert_eq!(max_min_ratio(&[4.0, 2.0, 10.0]), Ok(5.0));
/// assert_eq!(max_min_ratio(&[4.0, 0.0]), Err(StatError::NotPositive));
/// ```
pub fn max_min_ratio(values: &[f64]) -> Result<f64, StatError> {
    enough(values, 1)?;
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low <= 0.0 {
        return Err(StatError::NotPositive);
    }
    finite(high / low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        let ratio = |values: &[f64], high, low| quantile_ratio(values, high, low, QuantileType::Seven);
        assert_eq!(ratio(&[3.0], 0.9, 0.1), Ok(1.0));
        assert_eq!(ratio(&[], 0.9, 0.1), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(ratio(&[1.0, 2.0], 0.1, 0.9), Err(StatError::Parameter));
        assert_eq!(ratio(&[1.0, 2.0], f64::NAN, 0.1), Err(StatError::Parameter));
        assert_eq!(ratio(&[1.0, 2.0], 1.5, 0.1), Err(StatError::Parameter));
        assert_eq!(ratio(&[0.0, 0.0, 2.0], 0.9, 0.1), Err(StatError::NotPositive));
        assert_eq!(ratio(&[5e-324, 1e308], 1.0, 0.0), Err(StatError::Overflow));
        assert_eq!(max_min_ratio(&[5e-324, 1e308]), Err(StatError::Overflow));
        assert_eq!(max_min_ratio(&[f64::NAN]), Err(StatError::NotFinite));
        assert_eq!(max_min_ratio(&[]), Err(StatError::TooFew { needed: 1, got: 0 }));
    }
}
