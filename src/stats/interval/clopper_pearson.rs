//! The exact interval of a share.

use super::super::{StatError, beta_quantile, beta_upper_quantile};
use super::{Interval, successes, tail};

/// The exact confidence interval of a share r/n (Clopper & Pearson 1934, *Biometrika* 26).
///
/// The lower bound is the smallest share for which r or more successes are not rarer than α/2 = (1 − conf)/2, the upper bound
/// the largest for which r or fewer are not: the beta quantiles B(α/2; r, n−r+1) and B(1 − α/2; r+1, n−r). Unit: share.
///
/// It never covers less than the stated confidence and therefore is wider than [`super::wilson_interval`]. No successes give
/// the lower bound 0, only successes the upper bound 1.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < conf < 1 and 0 ≤ successes ≤ trials ≤ 10¹⁰; [`StatError::NotPositive`] if there are
/// no trials; [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::clopper_pearson_interval;
/// // None of 10: (1 − θ)¹⁰ = 0.025, θ = 1 − 0.025^(1/10) = 0.308497.
/// let none = clopper_pearson_interval(0.0, 10.0, 0.95).unwrap();
/// assert!(none.lower == 0.0 && (none.upper - 0.3084971078187607).abs() < 1e-12);
/// ```
pub fn clopper_pearson_interval(events: f64, trials: f64, conf: f64) -> Result<Interval, StatError> {
    successes(events, trials)?;
    let tail = tail(conf)?;
    let (share, rest) = (events / trials, trials - events);
    let lower = if events == 0.0 { 0.0 } else { beta_quantile(tail, events, rest + 1.0)? };
    let upper = if rest == 0.0 { 1.0 } else { beta_upper_quantile(tail, events + 1.0, rest)? };
    Interval::checked(lower.min(share), upper.max(share))
}
