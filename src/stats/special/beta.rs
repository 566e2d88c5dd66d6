//! The beta distribution and its relative, the binomial.

use super::super::StatError;
use super::incomplete_beta::{LARGEST, beta_tails, binomial_density};
use super::invert::invert;
use super::normal::normal_quantile;
use super::{Tails, positive, probability};

fn tails(x: f64, a: f64, b: f64) -> Result<Tails, StatError> {
    positive(a, LARGEST)?;
    positive(b, LARGEST)?;
    if !x.is_finite() {
        return Err(StatError::NotFinite);
    }
    beta_tails(a, b, x, 1.0 - x).ok_or(StatError::Overflow)
}

/// The share of a beta distribution below x: Iₓ(a, b) = ∫₀ˣ tᵃ⁻¹ (1−t)ᵇ⁻¹ dt / B(a, b). 0 for x ≤ 0, 1 for x ≥ 1.
///
/// Continued fraction of Didonato & Morris (1992, algorithm 708) with the leading factor of Loader (2000), for
/// parameters up to 10¹⁰, more than the people of the earth.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < a, b ≤ 10¹⁰; [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::beta_cdf;
/// // a = 2, b = 1 has the density 2t: ½² = ¼.
/// assert!((beta_cdf(0.5, 2.0, 1.0).unwrap() - 0.25).abs() < 1e-14);
/// ```
pub fn beta_cdf(x: f64, a: f64, b: f64) -> Result<f64, StatError> {
    tails(x, a, b).map(|t| t.lower)
}

/// The share of a beta distribution above x: 1 − Iₓ(a, b), with the digits of a far tail.
///
/// # Errors
/// As [`beta_cdf`].
///
/// ```
/// use sozialatlas::stats::beta_sf;
/// // a = 1, b = 100: (1 − x)¹⁰⁰ = 10⁻¹⁰⁰ at 0.9.
/// assert!((beta_sf(0.9, 1.0, 100.0).unwrap() / 1e-100 - 1.0).abs() < 1e-12);
/// ```
pub fn beta_sf(x: f64, a: f64, b: f64) -> Result<f64, StatError> {
    tails(x, a, b).map(|t| t.upper)
}

/// The x below which the share p of a beta distribution lies: Iₓ(a, b) = p.
///
/// Halley's method on the logarithm of the smaller tail, inside a bracket that is halved whenever a step leaves it: at most
/// 200 evaluations, for parameters of hundreds of millions and the smallest p alike. 0 if x is too near 0 for a number, as
/// for a far below 1.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < p < 1 and 0 < a, b ≤ 10¹⁰.
///
/// ```
/// use sozialatlas::stats::beta_quantile;
/// // a = 2, b = 1: x² = p.
/// assert!((beta_quantile(0.25, 2.0, 1.0).unwrap() - 0.5).abs() < 1e-14);
/// ```
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Result<f64, StatError> {
    quantile((probability(p)?, 1.0 - p), a, b).map(|(x, _)| x)
}

/// The x above which the share q of a beta distribution lies: the quantile of 1 − q, with the digits of a small q.
///
/// # Errors
/// As [`beta_quantile`].
///
/// ```
/// use sozialatlas::stats::beta_upper_quantile;
/// // a = 1, b = 2: (1 − x)² = q.
/// assert!((beta_upper_quantile(0.25, 1.0, 2.0).unwrap() - 0.5).abs() < 1e-14);
/// ```
pub fn beta_upper_quantile(q: f64, a: f64, b: f64) -> Result<f64, StatError> {
    quantile((1.0 - probability(q)?, q), a, b).map(|(x, _)| x)
}

/// The quantile x and 1 − x, the smaller of them with all digits, for the tails `target` = (lower, upper).
pub(super) fn quantile(target: (f64, f64), a: f64, b: f64) -> Result<(f64, f64), StatError> {
    let start = near(target, a, b)?;
    let low_half = if a.min(b) >= 1.0 {
        start <= 0.5
    } else {
        // Where the density has no peak the start is a poor guess of the half.
        let middle = tails(0.5, a, b)?;
        if target.0 <= target.1 { middle.lower >= target.0 } else { middle.upper <= target.1 }
    };
    if low_half {
        let x = search(target, a, b, start)?;
        return Ok((x, 1.0 - x));
    }
    // The root lies near 1: look for 1 − x in the distribution turned round.
    let y = search((target.1, target.0), b, a, 1.0 - start)?;
    Ok((1.0 - y, y))
}

/// About where the quantile lies: the logarithm of x/(1 − x) is nearly normal, around ln a/b with variance 1/a + 1/b.
fn near(target: (f64, f64), a: f64, b: f64) -> Result<f64, StatError> {
    positive(a, LARGEST)?;
    positive(b, LARGEST)?;
    let z = if target.0 <= target.1 { normal_quantile(target.0)? } else { -normal_quantile(target.1)? };
    Ok(1.0 / (1.0 + b / a * (-z * (1.0 / a + 1.0 / b).sqrt()).exp()))
}

/// The quantile by a search in x, whose digits are lost near 1.
fn search(target: (f64, f64), a: f64, b: f64, start: f64) -> Result<f64, StatError> {
    let high = 1.0 - f64::EPSILON;
    invert(target, start, high, &|x| beta_tails(a, b, x, 1.0 - x), &|x| a - (b - 1.0) * x / (1.0 - x))
}

fn trials(count: f64, n: f64, p: f64) -> Result<f64, StatError> {
    if !count.is_finite() {
        return Err(StatError::NotFinite);
    }
    probability(p)?;
    positive(n, LARGEST).map(f64::floor)
}

/// The probability of exactly `count` successes in `n` trials, each with probability p. 0 outside 0 to n; fractions of
/// counts are dropped.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < p < 1 and 0 < n ≤ 10¹⁰; [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::binomial_pmf;
/// assert!((binomial_pmf(1.0, 2.0, 0.5).unwrap() - 0.5).abs() < 1e-14); // heads-tails or tails-heads
/// ```
pub fn binomial_pmf(count: f64, n: f64, p: f64) -> Result<f64, StatError> {
    let (n, count) = (trials(count, n, p)?, count.floor());
    Ok(match count {
        c if c < 0.0 || c > n => 0.0,
        0.0 => (n * (-p).ln_1p()).exp(),
        c if c == n => (n * p.ln()).exp(),
        c => binomial_density(c, n - c, p, 1.0 - p),
    })
}

/// The probability of at most `count` successes in `n` trials, each with probability p: 1 − Iₚ(count + 1, n − count).
///
/// # Errors
/// As [`binomial_pmf`].
///
/// ```
/// use sozialatlas::stats::binomial_cdf;
/// assert!((binomial_cdf(1.0, 2.0, 0.5).unwrap() - 0.75).abs() < 1e-14);
/// ```
pub fn binomial_cdf(count: f64, n: f64, p: f64) -> Result<f64, StatError> {
    let (n, count) = (trials(count, n, p)?, count.floor());
    if count < 0.0 {
        return Ok(0.0);
    }
    if count >= n { Ok(1.0) } else { beta_sf(p, count + 1.0, n - count) }
}
