//! The regularised incomplete beta function Iₓ(a, b).

use super::Tails;
use super::incomplete_gamma::off_zero;
use super::stirling::{deviance, stirling_error};

/// Largest parameter: the terms needed grow with its square root.
pub(super) const LARGEST: f64 = 1e10;
/// Most terms of the continued fraction; parameters of 10¹⁰ need some hundred thousand near the mean.
const TERMS: u32 = 2_000_000;

/// Both tails at `x` of the beta distribution, and x·f(x). `y` is 1 − x, given on its own because its digits count where x
/// is near 1.
///
/// Continued fraction of Didonato & Morris (1992, *ACM Transactions on Mathematical Software* 18, equation 9) for the tail
/// that is away from the mean, with the factor before it in the form of Loader (2000).
pub(super) fn beta_tails(a: f64, b: f64, x: f64, y: f64) -> Option<Tails> {
    if x <= 0.0 || y <= 0.0 {
        let lower = if x <= 0.0 { 0.0 } else { 1.0 };
        return Some(Tails { lower, upper: 1.0 - lower, slope: 0.0 });
    }
    let factor = factor(a, b, x, y);
    let slope = factor / y;
    if x * (a + b + 2.0) < a + 1.0 {
        let lower = if factor == 0.0 { 0.0 } else { (factor * fraction(a, b, x, y)?).clamp(0.0, 1.0) };
        return Some(Tails { lower, upper: 1.0 - lower, slope });
    }
    let upper = if factor == 0.0 { 0.0 } else { (factor * fraction(b, a, y, x)?).clamp(0.0, 1.0) };
    Some(Tails { lower: 1.0 - upper, upper, slope })
}

/// xᵃ yᵇ / B(a, b).
fn factor(a: f64, b: f64, x: f64, y: f64) -> f64 {
    binomial_density(a, b, x, y) * (a * (b / (a + b)))
}

/// Γ(a+b+1) / (Γ(a+1) Γ(b+1)) xᵃ yᵇ: for whole a and b the binomial probability of a successes and b failures.
pub(super) fn binomial_density(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    // a − nx = ay − bx = −(b − ny): written so, it keeps its digits where x or y is tiny.
    let off = a * y - b * x;
    let deviance = deviance(a, n * x, off) + deviance(b, n * y, -off);
    let exponent = stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance;
    // ½ ln(n / (2π a b)) joins the exponent: for tiny a or b either alone would leave the range.
    (exponent + 0.5 * (n.ln() - a.ln() - b.ln() - std::f64::consts::TAU.ln())).exp()
}

/// The continued fraction 1/(β₀ + α₁/(β₁ + α₂/(β₂ + …))) that belongs to Iₓ(a, b), with
/// αₙ = n (b−n) (a+n−1) (a+b+n−1) x² / (a+2n−1)² and
/// βₙ = n + n (b−n) x / (a+2n−1) + (a+n) (a − (a+b) x + 1 + n (1+y)) / (a+2n+1).
fn fraction(a: f64, b: f64, x: f64, y: f64) -> Option<f64> {
    let off = a * y - b * x + 1.0;
    let mut value = off_zero(off * (a / (a + 1.0)));
    let mut c = value;
    let mut d = 0.0;
    for n in 1..TERMS {
        let n = f64::from(n);
        let before = a + 2.0 * n - 1.0;
        let share = n * (b - n) * x / before;
        let alpha = share * ((a + n - 1.0) / before) * (a + b + n - 1.0) * x;
        let beta = n + share + (a + n) / (before + 2.0) * (off + n * (1.0 + y));
        d = 1.0 / off_zero(beta + alpha * d);
        c = off_zero(beta + alpha / c);
        value *= c * d;
        if (c * d - 1.0).abs() <= 2.0 * f64::EPSILON {
            return Some(1.0 / value);
        }
    }
    None
}
