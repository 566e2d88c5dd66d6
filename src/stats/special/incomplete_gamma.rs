//! The regularised incomplete gamma functions P(a, x) and Q(a, x).

use super::stirling::{deviance, stirling_error};
use super::temme::large_shape;
use super::{Tails, ln_gamma};

/// Most terms of the series or the continued fraction. A shape below 1,000 needs at most about 400.
const TERMS: u32 = 20_000;

/// Both tails at `x` of the gamma distribution with this shape and rate 1, and x·f(x).
///
/// For large shapes Temme's expansion; else, as in *Numerical Recipes* 6.2, the series of P below x = a + 1 and the
/// continued fraction of Q above it (modified Lentz method). None only if the terms do not settle.
pub(super) fn gamma_tails(shape: f64, x: f64) -> Option<Tails> {
    if x <= 0.0 {
        return Some(Tails { lower: 0.0, upper: 1.0, slope: 0.0 });
    }
    if x == f64::INFINITY {
        return Some(Tails { lower: 1.0, upper: 0.0, slope: 0.0 });
    }
    if let Some(tails) = large_shape(shape, x) {
        return Some(tails);
    }
    let slope = shape * density(shape, x);
    if slope == 0.0 && (x - shape).abs() > 1.0 {
        let lower = if x < shape { 0.0 } else { 1.0 };
        return Some(Tails { lower, upper: 1.0 - lower, slope });
    }
    if x < shape + 1.0 {
        let lower = (slope / shape * series(shape, x)?).min(1.0);
        return Some(Tails { lower, upper: 1.0 - lower, slope });
    }
    let upper = (slope * fraction(shape, x)?).min(1.0);
    Some(Tails { lower: 1.0 - upper, upper, slope })
}

/// xᵃ e⁻ˣ / Γ(a + 1): for whole a the Poisson probability of a events where x are expected.
pub(super) fn density(shape: f64, x: f64) -> f64 {
    if shape < 15.0 {
        return (shape * x.ln() - x - ln_gamma(shape + 1.0)).exp();
    }
    (-stirling_error(shape) - deviance(shape, x, shape - x)).exp() / (std::f64::consts::TAU * shape).sqrt()
}

/// 1 + x/(a+1) + x²/((a+1)(a+2)) + …
fn series(shape: f64, x: f64) -> Option<f64> {
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..TERMS {
        term *= x / (shape + f64::from(k));
        sum += term;
        if term <= sum * 1e-17 {
            return Some(sum);
        }
    }
    None
}

/// 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))).
fn fraction(shape: f64, x: f64) -> Option<f64> {
    let mut b = x + 1.0 - shape;
    let mut c = f64::MAX;
    let mut d = 1.0 / b;
    let mut value = d;
    for k in 1..TERMS {
        let k = f64::from(k);
        let a = -k * (k - shape);
        b += 2.0;
        d = 1.0 / off_zero(a * d + b);
        c = off_zero(b + a / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            return Some(value);
        }
    }
    None
}

/// The number itself, or the smallest one in place of 0, by which the Lentz method divides.
pub(super) fn off_zero(value: f64) -> f64 {
    if value.abs() < 1e-300 { 1e-300 } else { value }
}
