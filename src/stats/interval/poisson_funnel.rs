//! Limits of funnel plots for ratios of observed to expected events.

use super::super::{StatError, normal_quantile, poisson_cdf, poisson_pmf};
use super::count;

fn expected(value: f64) -> Result<f64, StatError> {
    if count(value)? == 0.0 { Err(StatError::NotPositive) } else { Ok(value) }
}

fn finite(value: f64) -> Result<f64, StatError> {
    if value.is_finite() { Ok(value) } else { Err(StatError::Overflow) }
}

/// The limit of a funnel plot below which a ratio of observed to expected events falls with probability p, if nothing but
/// chance is at work: exact, interpolated between whole counts (Spiegelhalter 2005, *Statistics in Medicine* 24, A.1.1).
///
/// With r the smallest count whose probability F(r) = P(X ≤ r) reaches p for a Poisson mean of `expected`, and
/// a = (F(r) − p)/(F(r) − F(r−1)), the limit is (r − a)/expected; never below 0. p = 0.025 and 0.975 give the limits of 95 %,
/// 0.001 and 0.999 those of 99.8 %. A unit beyond them deserves a look; it is no proof of anything.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < p < 1; [`StatError::NotPositive`] if nothing is expected; [`StatError::NotFinite`];
/// [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::poisson_funnel_limit;
/// // Mean 1, p = 0.9: F(1) = 2/e = 0.735759, F(2) = 2.5/e = 0.919699, so r = 2;
/// // a = 0.019699/0.183940 = 0.107092; the limit is 2 − a.
/// assert!((poisson_funnel_limit(1.0, 0.9).unwrap() - 1.892908).abs() < 1e-6);
/// ```
pub fn poisson_funnel_limit(expected_events: f64, p: f64) -> Result<f64, StatError> {
    let mean = expected(expected_events)?;
    let z = normal_quantile(p)?;
    // The third term of Cornish and Fisher makes the start right within a count or two.
    let start = mean + z * mean.sqrt() + (z * z - 1.0) / 6.0;
    let below = |r: f64| poisson_cdf(r, mean);
    let r = smallest_count(start, f64::MAX, p, &below)?;
    finite(interpolated(r, p, &below, &|r| poisson_pmf(r, mean))? / mean)
}

/// The smallest whole number up to `most` whose cumulative probability reaches p: by doubling steps from the start, then by
/// halving.
pub(super) fn smallest_count(
    start: f64,
    most: f64,
    p: f64,
    below: &dyn Fn(f64) -> Result<f64, StatError>,
) -> Result<f64, StatError> {
    let start = start.floor().clamp(0.0, most);
    let (mut low, mut high) = (start, start);
    let mut step = 1.0;
    if below(start)? >= p {
        while low >= 0.0 && below(low)? >= p {
            high = low;
            low -= step;
            step *= 2.0;
        }
        low = low.max(-1.0);
    } else {
        while high < most && below(high)? < p {
            low = high;
            high = (high + step).min(most);
            step *= 2.0;
        }
    }
    while high - low > 1.0 {
        let middle = (low + (high - low) / 2.0).floor();
        // Beyond 2⁵³ there are no neighbouring whole numbers.
        if middle <= low || middle >= high {
            break;
        }
        if below(middle)? >= p {
            high = middle;
        } else {
            low = middle;
        }
    }
    Ok(high)
}

/// r − (F(r) − p)/(F(r) − F(r−1)), at least 0.
pub(super) fn interpolated(
    r: f64,
    p: f64,
    below: &dyn Fn(f64) -> Result<f64, StatError>,
    at: &dyn Fn(f64) -> Result<f64, StatError>,
) -> Result<f64, StatError> {
    // Rounding of probabilities may leave the share out of 0 to 1 where both tails are next to nothing.
    let share = (below(r)? - p) / at(r)?;
    let share = if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) };
    Ok((r - share).max(0.0))
}

/// The limit of a funnel plot for observed/expected with the smooth form of Byar's approximation:
/// (1 − 1/(9E) + z/(3√E))³ with z the normal quantile of p, never below 0.
///
/// A curve without steps, close to the exact limit from about five expected events on.
///
/// # Errors
/// As [`poisson_funnel_limit`].
///
/// ```
/// use sozialatlas::stats::poisson_funnel_byar;
/// // E = 9, p = 0.5, z = 0: (1 − 1/81)³ = 0.963418.
/// assert!((poisson_funnel_byar(9.0, 0.5).unwrap() - 0.963418).abs() < 1e-6);
/// ```
pub fn poisson_funnel_byar(expected_events: f64, p: f64) -> Result<f64, StatError> {
    let mean = expected(expected_events)?;
    let z = normal_quantile(p)?;
    let root = 1.0 - 1.0 / (9.0 * mean) + z / (3.0 * mean.sqrt());
    finite(root.max(0.0).powi(3))
}

/// The limit of a funnel plot for observed/expected by the normal approximation: 1 + z √(φ/E), never below 0.
///
/// `phi` is the overdispersion ([`super::overdispersion`]): 1 if chance alone makes the scatter; above 1 the funnel opens
/// wider (Spiegelhalter 2005). Values below 1 are not meant to narrow it.
///
/// # Errors
/// As [`poisson_funnel_limit`]; [`StatError::Parameter`] if φ is negative.
///
/// ```
/// use sozialatlas::stats::poisson_funnel_normal;
/// // E = 16, z = 1.96: 1 + 1.96/4; with φ = 4 twice as far.
/// assert!((poisson_funnel_normal(16.0, 0.975, 1.0).unwrap() - 1.49).abs() < 1e-4);
/// assert!((poisson_funnel_normal(16.0, 0.975, 4.0).unwrap() - 1.98).abs() < 1e-4);
/// ```
pub fn poisson_funnel_normal(expected_events: f64, p: f64, phi: f64) -> Result<f64, StatError> {
    let mean = expected(expected_events)?;
    let z = normal_quantile(p)?;
    finite((1.0 + z * (count(phi)? / mean).sqrt()).max(0.0))
}
