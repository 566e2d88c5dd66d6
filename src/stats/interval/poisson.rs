//! The exact interval of a count.

use super::super::{StatError, gamma_quantile, gamma_upper_quantile};
use super::{Interval, count, tail};

/// The exact confidence interval of a count of independent events (Garwood 1936, *Biometrika* 28).
///
/// The lower bound is the smallest mean for which O or more events are not rarer than (1 − conf)/2, the upper bound the
/// largest mean for which O or fewer are not: χ²(α/2; 2O)/2 and χ²(1 − α/2; 2O + 2)/2. Unit: events; for a rate multiply by
/// `per`/population ([`Interval::times`]). "Exact" means that it covers the true mean in at least `conf` of all cases; for
/// small counts in more.
///
/// No events give the lower bound 0; the upper bound is then −ln(α/2), 3.7 at 95 %: nothing seen does not mean nothing there.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < conf < 1 and the count is at least 0; [`StatError::NotFinite`];
/// [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::poisson_interval;
/// // O = 0: the mean m with e⁻ᵐ = 0.025 is −ln 0.025 = 3.688879.
/// let none = poisson_interval(0.0, 0.95).unwrap();
/// assert!(none.lower == 0.0 && (none.upper - 3.688879454113936).abs() < 1e-12);
/// // O = 10, the table of Garwood: 4.80 to 18.39.
/// let ten = poisson_interval(10.0, 0.95).unwrap();
/// assert!((ten.lower - 4.795).abs() < 1e-3 && (ten.upper - 18.390).abs() < 1e-3);
/// ```
pub fn poisson_interval(events: f64, conf: f64) -> Result<Interval, StatError> {
    let (events, tail) = (count(events)?, tail(conf)?);
    let lower = if events == 0.0 { 0.0 } else { gamma_quantile(tail, events)? };
    let upper = gamma_upper_quantile(tail, events + 1.0)?;
    // (The bounds of huge counts may differ from the count by less than a rounding.)
    Interval::checked(lower.min(events), upper.max(events))
}
