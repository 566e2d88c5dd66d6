//! Student's t distribution.

use super::super::StatError;
use super::beta::quantile;
use super::incomplete_beta::{LARGEST, beta_tails};
use super::{positive, probability};

/// The two-sided p value of a t statistic with `df` degrees of freedom: the probability of a value at least as far from
/// 0, if there is no effect. p = Iₓ(df/2, ½) with x = df/(df + t²).
///
/// `df` need not be whole (Welch). With t = 0 it is 1; p values below 10⁻³⁰⁸ become 0.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < df ≤ 2·10¹⁰; [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::t_two_sided;
/// // One degree is the Cauchy distribution: half of it lies beyond ±1.
/// assert!((t_two_sided(1.0, 1.0).unwrap() - 0.5).abs() < 1e-14);
/// // Two degrees: 1 − t/√(2 + t²) = 1 − 1/√3.
/// assert!((t_two_sided(-1.0, 2.0).unwrap() - 0.42264973081037427).abs() < 1e-14);
/// ```
pub fn t_two_sided(t: f64, df: f64) -> Result<f64, StatError> {
    positive(df, 2.0 * LARGEST)?;
    if !t.is_finite() {
        return Err(StatError::NotFinite);
    }
    // x and 1 − x from the smaller of t²/df and df/t², so that neither loses digits or leaves the range.
    let ratio = t.abs() / df.sqrt();
    let (x, y) = if ratio <= 1.0 {
        let square = ratio * ratio;
        (1.0 / (1.0 + square), square / (1.0 + square))
    } else {
        let square = (1.0 / ratio).powi(2);
        (square / (1.0 + square), 1.0 / (1.0 + square))
    };
    beta_tails(df / 2.0, 0.5, x, y).map(|tails| tails.lower).ok_or(StatError::Overflow)
}

/// The t below which the share p of Student's distribution with `df` degrees of freedom lies.
///
/// From the beta quantile x of the two-sided tail 2·min(p, 1 − p): |t| = √(df (1 − x)/x).
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < p < 1 and 0 < df ≤ 2·10¹⁰; [`StatError::Overflow`] if t² leaves the range of
/// numbers, as for the smallest p with one degree.
///
/// ```
/// use sozialatlas::stats::t_quantile;
/// // One degree (Cauchy): tan(π (p − ½)) = tan(π/4).
/// assert!((t_quantile(0.75, 1.0).unwrap() - 1.0).abs() < 1e-14);
/// // Two degrees: (2p − 1) √(2 / (4 p (1 − p))) = 0.5 √(2 / 0.75).
/// assert!((t_quantile(0.25, 2.0).unwrap() + 0.816496580927726).abs() < 1e-14);
/// ```
pub fn t_quantile(p: f64, df: f64) -> Result<f64, StatError> {
    positive(df, 2.0 * LARGEST)?;
    let off = probability(p)? - 0.5;
    if off == 0.0 {
        return Ok(0.0);
    }
    let outside = 2.0 * p.min(1.0 - p);
    let (x, y) = quantile((outside, 2.0 * off.abs()), df / 2.0, 0.5)?;
    let size = (df * y).sqrt() / x.sqrt();
    if !size.is_finite() {
        return Err(StatError::Overflow);
    }
    Ok(if off < 0.0 { -size } else { size })
}
