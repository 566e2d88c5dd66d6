//! Byar's approximate interval of a count.

use super::super::{StatError, two_sided_z};
use super::{Interval, count, tail};

/// The confidence interval of a count of independent events, by Byar's approximation.
///
/// Answers "how many events could it just as well have been": lower O·(1 − 1/(9O) − z/(3√O))³, upper the same with O + 1
/// in place of O and +z; z is the normal quantile of (1 + conf)/2. Unit: events; for a rate multiply by `per`/population
/// ([`Interval::times`]), for a standardised ratio by 1/expected.
///
/// Byar's approximation follows the exact interval ([`super::poisson_interval`]) closely from about 10 events on and needs
/// no search; English public health statistics uses it for all rates. It is published in Rothman & Boice (1979,
/// *Epidemiologic Analysis with a Programmable Calculator*) and Breslow & Day (1987, *Statistical Methods in Cancer
/// Research II*, p. 69). No events give the lower bound 0.
///
/// The lower bound is what the formula gives: for one event and confidences above 99 % it falls slightly below 0, and for
/// fractions of an event far below. Where such a bound is shown, cut it ([`Interval::within`]) or take the exact interval.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < conf < 1 and the count is at least 0; [`StatError::NotFinite`];
/// [`StatError::Overflow`] for counts that are next to nothing.
///
/// ```
/// use sozialatlas::stats::byar_interval;
/// // O = 9, z = 1.96: lower 9 (1 − 1/81 − 0.6533/3)³ = 9 · 0.76988³ = 4.107;
/// // upper 10 (1 − 1/90 + 1.96/(3 · 3.1623))³ = 10 · 1.19549³ = 17.086.
/// let found = byar_interval(9.0, 0.95).unwrap();
/// assert!((found.lower - 4.107).abs() < 5e-3 && (found.upper - 17.086).abs() < 5e-3);
/// assert_eq!(byar_interval(0.0, 0.95).unwrap().lower, 0.0);
/// ```
pub fn byar_interval(events: f64, conf: f64) -> Result<Interval, StatError> {
    tail(conf)?;
    let (events, z) = (count(events)?, two_sided_z(conf)?);
    let bound = |o: f64, z: f64| o * (1.0 - 1.0 / (9.0 * o) + z / (3.0 * o.sqrt())).powi(3);
    let lower = if events == 0.0 { 0.0 } else { bound(events, -z) };
    Interval::checked(lower.min(events), bound(events + 1.0, z).max(events))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_at_a_high_confidence_falls_below_zero() {
        let found = byar_interval(1.0, 0.998).unwrap();
        assert!(found.lower < 0.0 && found.lower > -0.01, "{found:?}");
        assert_eq!(found.within(0.0, f64::MAX).lower, 0.0);
        assert_eq!(byar_interval(1e-310, 0.95), Err(StatError::Overflow));
    }
}
