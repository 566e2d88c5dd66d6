//! Limits of funnel plots for shares.

use super::super::{StatError, binomial_cdf, binomial_pmf, normal_quantile};
use super::poisson_funnel::{interpolated, smallest_count};
use super::{count, successes, tail};

/// The limit of a funnel plot below which the share of successes in n trials falls with probability p, if every trial
/// succeeds with the `target_share`: exact, interpolated between whole counts (Spiegelhalter 2005, A.1.1).
///
/// As [`super::poisson_funnel_limit`], with the binomial distribution: (r − a)/n.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < p < 1, 0 < target < 1 and n ≤ 10¹⁰; [`StatError::NotPositive`] if there are no
/// trials; [`StatError::NotFinite`]. A fraction of a trial is dropped; less than one is none.
///
/// ```
/// use sozialatlas::stats::binomial_funnel_limit;
/// // Two tosses of a coin, p = 0.5: F(0) = ¼, F(1) = ¾, so r = 1, a = (¾ − ½)/½ = ½; (1 − ½)/2.
/// assert!((binomial_funnel_limit(2.0, 0.5, 0.5).unwrap() - 0.25).abs() < 1e-12);
/// ```
pub fn binomial_funnel_limit(trials: f64, target_share: f64, p: f64) -> Result<f64, StatError> {
    let (n, share) = (count(trials)?.floor(), target_share);
    tail(share)?;
    successes(0.0, n)?;
    let z = normal_quantile(p)?;
    let start = n * share + z * (n * share * (1.0 - share)).sqrt();
    let below = |r: f64| binomial_cdf(r, n, share);
    let r = smallest_count(start, n, p, &below)?;
    Ok((interpolated(r, p, &below, &|r| binomial_pmf(r, n, share))? / n).min(1.0))
}

/// The limit of a funnel plot for shares by the normal approximation: θ + z √(φ θ(1−θ)/n), within 0 and 1.
///
/// φ as in [`super::poisson_funnel_normal`].
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < p < 1, 0 < target < 1 and φ ≥ 0; [`StatError::NotPositive`] if there are no trials;
/// [`StatError::NotFinite`]; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::binomial_funnel_normal;
/// // θ = ½, n = 100: ½ + 1.96 · 0.05.
/// assert!((binomial_funnel_normal(100.0, 0.5, 0.975, 1.0).unwrap() - 0.598).abs() < 1e-5);
/// ```
pub fn binomial_funnel_normal(trials: f64, target_share: f64, p: f64, phi: f64) -> Result<f64, StatError> {
    let share = target_share;
    tail(share)?;
    successes(0.0, trials)?;
    let limit = share + normal_quantile(p)? * (share * (1.0 - share) * (count(phi)? / trials)).sqrt();
    if limit.is_nan() { Err(StatError::Overflow) } else { Ok(limit.clamp(0.0, 1.0)) }
}
