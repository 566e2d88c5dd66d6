//! Rates.

use super::super::StatError;

/// A rate: `per` · `events` / `population`, for example help granted per 10,000 people below 21.
///
/// `per` is 100 for per cent, 1,000, 10,000 or 100,000 for rare events. The population must be the one in which the events
/// happen; over a year that is its mean, on a day the one of that day. Rates of few events scatter by chance.
///
/// # Errors
/// [`StatError::NotFinite`]; [`StatError::NotPositive`] if `events` or `population` is negative; [`StatError::NoTotal`]
/// for a population of 0; [`StatError::Parameter`] unless `per` is above 0; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{StatError, rate_per};
/// assert_eq!(rate_per(30.0, 12_000.0, 10_000.0), Ok(25.0)); // 30 of 12,000
/// assert_eq!(rate_per(1.0, 0.0, 100.0), Err(StatError::NoTotal));
/// ```
pub fn rate_per(events: f64, population: f64, per: f64) -> Result<f64, StatError> {
    if [events, population, per].iter().any(|v| !v.is_finite()) {
        return Err(StatError::NotFinite);
    }
    if events < 0.0 || population < 0.0 {
        return Err(StatError::NotPositive);
    }
    if population == 0.0 {
        return Err(StatError::NoTotal);
    }
    if per <= 0.0 {
        return Err(StatError::Parameter);
    }
    // Multiplied first: 30 of 12,000 per 10,000 is 25 exactly. Divided first where the product leaves the range.
    let product = events * per;
    let rate = if product.is_finite() { product / population } else { events / population * per };
    if rate.is_finite() { Ok(rate) } else { Err(StatError::Overflow) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_or_a_refusal(events in prop::num::f64::ANY, population in prop::num::f64::ANY, per in prop::num::f64::ANY) {
            prop_assert!(rate_per(events, population, per).map_or(true, |r| r.is_finite() && r >= 0.0));
        }
    }

    #[test]
    fn refusals() {
        assert_eq!(rate_per(-1.0, 5.0, 100.0), Err(StatError::NotPositive));
        assert_eq!(rate_per(1.0, -5.0, 100.0), Err(StatError::NotPositive));
        assert_eq!(rate_per(1.0, 5.0, 0.0), Err(StatError::Parameter));
        assert_eq!(rate_per(1.0, f64::INFINITY, 1.0), Err(StatError::NotFinite));
        assert_eq!(rate_per(f64::MAX, 0.5, 1.0), Err(StatError::Overflow));
        assert_eq!(rate_per(1e308, 1e308, 100.0), Ok(100.0));
    }
}
