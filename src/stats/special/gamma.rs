//! The gamma distribution and its relatives: χ² and Poisson.

use super::super::StatError;
use super::incomplete_gamma::{density, gamma_tails};
use super::invert::invert;
use super::normal::normal_quantile;
use super::{Tails, positive, probability};

fn tails(x: f64, shape: f64) -> Result<Tails, StatError> {
    positive(shape, f64::MAX)?;
    if !x.is_finite() {
        return Err(StatError::NotFinite);
    }
    gamma_tails(shape, x).ok_or(StatError::Overflow)
}

/// The share of a gamma distribution (this shape, rate 1) below x: P(a, x) = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt / Γ(a). 0 for x ≤ 0.
///
/// Series and continued fraction as in *Numerical Recipes* (Press et al. 2007, 6.2), for shapes from 1,000 on the
/// uniform expansion of Temme (1979; DLMF 8.12), which takes the same time for a shape of ten million.
///
/// # Errors
/// [`StatError::Parameter`] unless shape > 0; [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::gamma_cdf;
/// // Shape 1 is the exponential distribution: 1 − e⁻¹.
/// assert!((gamma_cdf(1.0, 1.0).unwrap() - 0.6321205588285577).abs() < 1e-15);
/// ```
pub fn gamma_cdf(x: f64, shape: f64) -> Result<f64, StatError> {
    tails(x, shape).map(|t| t.lower)
}

/// The share of a gamma distribution (this shape, rate 1) above x: Q(a, x) = 1 − P(a, x), with the digits of a far tail.
///
/// # Errors
/// As [`gamma_cdf`].
///
/// ```
/// use sozialatlas::stats::gamma_sf;
/// assert!((gamma_sf(500.0, 1.0).unwrap() / (-500.0f64).exp() - 1.0).abs() < 1e-12);
/// ```
pub fn gamma_sf(x: f64, shape: f64) -> Result<f64, StatError> {
    tails(x, shape).map(|t| t.upper)
}

/// The x below which the share p of a gamma distribution (this shape, rate 1) lies. For another rate divide x by it.
///
/// Halley's method on the logarithm of the smaller tail from the start of Wilson & Hilferty (1931), inside a bracket,
/// so that it always ends. 0 if x is too small for a number, as for shapes far below 1.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < p < 1 and shape > 0.
///
/// ```
/// use sozialatlas::stats::gamma_quantile;
/// // Shape 1 is the exponential distribution; half of it lies below ln 2.
/// assert!((gamma_quantile(0.5, 1.0).unwrap() - 2f64.ln()).abs() < 1e-15);
/// ```
pub fn gamma_quantile(p: f64, shape: f64) -> Result<f64, StatError> {
    quantile((probability(p)?, 1.0 - p), shape)
}

/// The x above which the share q of a gamma distribution (this shape, rate 1) lies: the quantile of 1 − q, with the digits
/// of a small q.
///
/// # Errors
/// As [`gamma_quantile`].
///
/// ```
/// use sozialatlas::stats::gamma_upper_quantile;
/// // Shape 1: e⁻ˣ = 10⁻¹⁰⁰, so x = 100 ln 10; the quantile of 1 − 10⁻¹⁰⁰ = 1 does not exist.
/// assert!((gamma_upper_quantile(1e-100, 1.0).unwrap() - 230.25850929940458).abs() < 1e-12);
/// ```
pub fn gamma_upper_quantile(q: f64, shape: f64) -> Result<f64, StatError> {
    quantile((1.0 - probability(q)?, q), shape)
}

fn quantile(target: (f64, f64), shape: f64) -> Result<f64, StatError> {
    positive(shape, f64::MAX)?;
    let z = if target.0 <= target.1 { normal_quantile(target.0)? } else { -normal_quantile(target.1)? };
    let ninth = 1.0 / (9.0 * shape);
    let cube_root = 1.0 - ninth + z * ninth.sqrt();
    let mut start = shape * cube_root.powi(3);
    if cube_root.is_nan() || cube_root < 0.2 {
        // Where x is small, P is about xᵃ / Γ(a + 1).
        start = ((target.0.ln() + super::ln_gamma(shape.min(1e6) + 1.0)) / shape).exp();
    }
    invert(target, start, f64::MAX, &|x| gamma_tails(shape, x), &|x| shape - x)
}

/// The x below which the share p of a χ² distribution with `df` degrees of freedom lies: twice the gamma quantile of
/// shape df/2. `df` need not be whole.
///
/// # Errors
/// As [`gamma_quantile`].
///
/// ```
/// use sozialatlas::stats::chi2_quantile;
/// // One degree: the square of the normal quantile, 1.959964².
/// assert!((chi2_quantile(0.95, 1.0).unwrap() - 3.841458820694124).abs() < 1e-13);
/// // Two degrees: −2 ln(1 − p).
/// assert!((chi2_quantile(0.5, 2.0).unwrap() - 2.0 * 2f64.ln()).abs() < 1e-15);
/// ```
pub fn chi2_quantile(p: f64, df: f64) -> Result<f64, StatError> {
    let x = 2.0 * gamma_quantile(p, df / 2.0)?;
    if x.is_finite() { Ok(x) } else { Err(StatError::Overflow) }
}

/// The p value of a χ² statistic: the share of a χ² distribution with `df` degrees of freedom above x. 1 for x ≤ 0.
///
/// # Errors
/// As [`gamma_cdf`].
///
/// ```
/// use sozialatlas::stats::chi2_sf;
/// assert!((chi2_sf(3.841458820694124, 1.0).unwrap() - 0.05).abs() < 1e-15);
/// ```
pub fn chi2_sf(x: f64, df: f64) -> Result<f64, StatError> {
    gamma_sf(x / 2.0, df / 2.0)
}

fn count_and_mean(count: f64, mean: f64) -> Result<(), StatError> {
    if !count.is_finite() {
        return Err(StatError::NotFinite);
    }
    positive(mean, f64::MAX).map(|_| ())
}

/// The probability of exactly `count` events where `mean` are expected: mᵏ e⁻ᵐ / k!. 0 for counts below 0; a count with
/// a fraction is rounded down.
///
/// In the form of Loader (2000, *Fast and accurate computation of binomial probabilities*), which keeps the digits for
/// counts of many millions.
///
/// # Errors
/// [`StatError::Parameter`] unless mean > 0; [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::poisson_pmf;
/// // 2² e⁻² / 2! = 2 e⁻²
/// assert!((poisson_pmf(2.0, 2.0).unwrap() - 2.0 * (-2f64).exp()).abs() < 1e-15);
/// ```
pub fn poisson_pmf(count: f64, mean: f64) -> Result<f64, StatError> {
    count_and_mean(count, mean)?;
    let count = count.floor();
    Ok(match count {
        c if c < 0.0 => 0.0,
        0.0 => (-mean).exp(),
        c => density(c, mean),
    })
}

/// The probability of at most `count` events where `mean` are expected: Q(count + 1, mean).
///
/// # Errors
/// As [`poisson_pmf`].
///
/// ```
/// use sozialatlas::stats::poisson_cdf;
/// // e⁻² (1 + 2 + 2)
/// assert!((poisson_cdf(2.0, 2.0).unwrap() - 5.0 * (-2f64).exp()).abs() < 1e-15);
/// ```
pub fn poisson_cdf(count: f64, mean: f64) -> Result<f64, StatError> {
    count_and_mean(count, mean)?;
    if count < 0.0 { Ok(0.0) } else { gamma_sf(mean, count.floor() + 1.0) }
}

/// The probability of more than `count` events where `mean` are expected: P(count + 1, mean).
///
/// # Errors
/// As [`poisson_pmf`].
///
/// ```
/// use sozialatlas::stats::poisson_sf;
/// assert!((poisson_sf(0.0, 2.0).unwrap() - (1.0 - (-2f64).exp())).abs() < 1e-15);
/// ```
pub fn poisson_sf(count: f64, mean: f64) -> Result<f64, StatError> {
    count_and_mean(count, mean)?;
    if count < 0.0 { Ok(1.0) } else { gamma_cdf(mean, count.floor() + 1.0) }
}
