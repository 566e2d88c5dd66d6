//! More scatter than chance makes.

use super::super::check::{enough, in_range};
use super::super::{QuantileType, StatError, ascending, quantile_of_sorted};
use super::count;

/// The events that each unit would have at the rate of all units together: Eᵢ = nᵢ · ΣO/Σn.
///
/// # Errors
/// [`StatError::TooFew`] without units; [`StatError::Lengths`]; [`StatError::NotFinite`]; [`StatError::Parameter`] for
/// negative numbers; [`StatError::NoTotal`] if all populations are 0; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::expected_at_common_rate;
/// // 6 events in 30 persons: 0.2 each.
/// assert_eq!(expected_at_common_rate(&[1.0, 5.0], &[10.0, 20.0]), Ok(vec![2.0, 4.0]));
/// ```
pub fn expected_at_common_rate(events: &[f64], population: &[f64]) -> Result<Vec<f64>, StatError> {
    counts_and_sizes(events, population)?;
    let (all, persons): (f64, f64) = (events.iter().sum(), population.iter().sum());
    if !persons.is_finite() {
        return Err(StatError::Overflow);
    }
    if persons == 0.0 {
        return Err(StatError::NoTotal);
    }
    finite(population.iter().map(|n| n * (all / persons)).collect())
}

fn counts_and_sizes(events: &[f64], sizes: &[f64]) -> Result<(), StatError> {
    if events.len() != sizes.len() {
        return Err(StatError::Lengths { left: events.len(), right: sizes.len() });
    }
    if events.is_empty() {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    events.iter().chain(sizes).try_for_each(|v| count(*v).map(|_| ()))
}

fn finite(values: Vec<f64>) -> Result<Vec<f64>, StatError> {
    in_range(values)
}

/// How many standard deviations of chance each observed count lies from the expected one: z = (O − E)/√E (Pearson
/// residuals, naive z scores of Spiegelhalter 2005).
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::Lengths`], [`StatError::NotFinite`]; [`StatError::Parameter`] for negative numbers;
/// [`StatError::NotPositive`] if nothing is expected somewhere; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::pearson_residuals;
/// assert_eq!(pearson_residuals(&[6.0, 9.0], &[4.0, 9.0]), Ok(vec![1.0, 0.0])); // (6 − 4)/2
/// ```
pub fn pearson_residuals(observed: &[f64], expected: &[f64]) -> Result<Vec<f64>, StatError> {
    counts_and_sizes(observed, expected)?;
    if expected.contains(&0.0) {
        return Err(StatError::NotPositive);
    }
    finite(observed.iter().zip(expected).map(|(o, e)| (o - e) / e.sqrt()).collect())
}

/// The overdispersion φ of z scores: the mean of their squares, 1 if they scatter as chance would let them (Spiegelhalter
/// 2005, *Statistics in Medicine* 24, A.3).
///
/// With `winsor` = 0.1 the scores beyond the 10 % and the 90 % quantile are first drawn back to these quantiles, so that a few
/// truly unusual units do not stretch the funnel for all. With `None` (or 0) all count as they are. φ clearly above 1 says
/// that units differ for reasons that the expectation does not know; a funnel is then widened by √φ.
///
/// # Errors
/// [`StatError::TooFew`] without scores; [`StatError::NotFinite`]; [`StatError::Parameter`] unless 0 ≤ winsor < 0.5;
/// [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{QuantileType, overdispersion};
/// let z = [-3.0, -1.0, 0.0, 1.0, 7.0];
/// // (9 + 1 + 0 + 1 + 49) / 5
/// assert_eq!(overdispersion(&z, None, QuantileType::Seven), Ok(12.0));
/// // The quartiles are −1 and 1: (1 + 1 + 0 + 1 + 1) / 5.
/// assert_eq!(overdispersion(&z, Some(0.25), QuantileType::Seven), Ok(0.8));
/// ```
pub fn overdispersion(z: &[f64], winsor: Option<f64>, kind: QuantileType) -> Result<f64, StatError> {
    enough(z, 1)?;
    let share = winsor.unwrap_or(0.0);
    if !(0.0..0.5).contains(&share) {
        return Err(StatError::Parameter);
    }
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    if share > 0.0 {
        let sorted = ascending(z);
        (low, high) = (quantile_of_sorted(&sorted, share, kind)?, quantile_of_sorted(&sorted, 1.0 - share, kind)?);
    }
    let squares: f64 = z.iter().map(|v| v.max(low).min(high).powi(2)).sum();
    let phi = squares / z.len() as f64;
    if phi.is_finite() { Ok(phi) } else { Err(StatError::Overflow) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals() {
        assert_eq!(overdispersion(&[], None, QuantileType::Seven), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(overdispersion(&[1.0], Some(0.5), QuantileType::Seven), Err(StatError::Parameter));
        assert_eq!(overdispersion(&[1e200], None, QuantileType::Seven), Err(StatError::Overflow));
        assert_eq!(pearson_residuals(&[1.0], &[0.0]), Err(StatError::NotPositive));
        assert_eq!(pearson_residuals(&[1.0], &[]), Err(StatError::Lengths { left: 1, right: 0 }));
        assert_eq!(expected_at_common_rate(&[0.0], &[0.0]), Err(StatError::NoTotal));
        assert_eq!(expected_at_common_rate(&[1.0, 1.0], &[1e308, 1e308]), Err(StatError::Overflow));
        assert_eq!(expected_at_common_rate(&[-1.0], &[1.0]), Err(StatError::Parameter));
    }
}
