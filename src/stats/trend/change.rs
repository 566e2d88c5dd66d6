//! Change between two times.

use super::super::StatError;

/// The absolute change, `to` − `from`, in the unit of the values; between two shares in per cent it is in percentage
/// points.
///
/// # Errors
/// [`StatError::NotFinite`], [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::absolute_change;
/// assert_eq!(absolute_change(8.0, 6.5), Ok(-1.5));
/// ```
pub fn absolute_change(from: f64, to: f64) -> Result<f64, StatError> {
    finite(&[from, to])?;
    number(to - from)
}

/// The change in per cent of the first value, 100 (`to` − `from`) / `from`.
///
/// Not for shares and other values that are per cent themselves: there "per cent of per cent" misleads. A first value of
/// zero or below has no per cent.
///
/// # Errors
/// [`StatError::NotFinite`]; [`StatError::NotPositive`] if `from` is zero or negative; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{StatError, percent_change};
/// assert_eq!(percent_change(80.0, 100.0), Ok(25.0)); // 20 of 80
/// assert_eq!(percent_change(0.0, 5.0), Err(StatError::NotPositive));
/// ```
pub fn percent_change(from: f64, to: f64) -> Result<f64, StatError> {
    finite(&[from, to])?;
    if from <= 0.0 {
        return Err(StatError::NotPositive);
    }
    let whole = 100.0 * ((to - from) / from);
    // A difference beyond the range of numbers may still be a ratio within it.
    number(if whole.is_finite() { whole } else { 100.0 * (to / from - 1.0) })
}

/// The compound annual growth rate (`to` / `from`)^(1/`years`) − 1, as a share: 0.02 is 2 % a year.
///
/// The one rate that, applied every year, leads from the first value to the last; what happened between does not count.
/// Down to zero is −1; from zero, or with negative values, there is no rate. `years` need not be whole.
///
/// # Errors
/// [`StatError::NotFinite`]; [`StatError::NotPositive`] if `from` is zero or negative or `to` negative;
/// [`StatError::Parameter`] unless `years` is above 0; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{StatError, annual_growth};
/// assert!((annual_growth(2.0, 8.0, 2.0).unwrap() - 1.0).abs() < 1e-15); // doubles every year
/// assert_eq!(annual_growth(5.0, 0.0, 3.0), Ok(-1.0));
/// assert_eq!(annual_growth(0.0, 5.0, 3.0), Err(StatError::NotPositive));
/// ```
pub fn annual_growth(from: f64, to: f64, years: f64) -> Result<f64, StatError> {
    finite(&[from, to, years])?;
    if from <= 0.0 || to < 0.0 {
        return Err(StatError::NotPositive);
    }
    if years <= 0.0 {
        return Err(StatError::Parameter);
    }
    let ratio = to / from;
    let log = if ratio > 0.0 && ratio.is_finite() { ratio.ln() } else { to.ln() - from.ln() };
    number((log / years).exp_m1())
}

fn finite(values: &[f64]) -> Result<(), StatError> {
    if values.iter().all(|v| v.is_finite()) { Ok(()) } else { Err(StatError::NotFinite) }
}

fn number(value: f64) -> Result<f64, StatError> {
    if value.is_finite() { Ok(value) } else { Err(StatError::Overflow) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_or_a_refusal(from in prop::num::f64::ANY, to in prop::num::f64::ANY, years in prop::num::f64::ANY) {
            for found in [absolute_change(from, to), percent_change(from, to), annual_growth(from, to, years)] {
                prop_assert!(found.map_or(true, f64::is_finite));
            }
        }

        #[test]
        fn growth_leads_to_the_last_value(from in 0.1..100.0, to in 0.1..100.0, years in 0.5..40.0) {
            let rate = annual_growth(from, to, years).unwrap();
            let reached: f64 = from * (1.0f64 + rate).powf(years);
            prop_assert!((reached - to).abs() < 1e-9 * to);
        }
    }

    #[test]
    fn the_ends_of_the_number_range() {
        assert_eq!(percent_change(f64::MAX, -f64::MAX), Ok(-200.0));
        assert_eq!(percent_change(5e-324, 1.0), Err(StatError::Overflow));
        assert_eq!(absolute_change(-f64::MAX, f64::MAX), Err(StatError::Overflow));
        assert!(annual_growth(5e-324, f64::MAX, 1000.0).is_ok_and(|r| (3.2..3.3).contains(&r))); // 4.2 each year
        assert_eq!(annual_growth(1.0, 2.0, 0.0), Err(StatError::Parameter));
        assert_eq!(annual_growth(1.0, 2.0, f64::NAN), Err(StatError::NotFinite));
        assert_eq!(annual_growth(2.0, 2.0, 7.0), Ok(0.0));
    }
}
