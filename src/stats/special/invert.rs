//! Quantiles of distributions on the positive numbers, by a search that cannot run away.

use super::super::StatError;
use super::Tails;

/// Most steps a search may take. Bisection alone narrows all positive numbers to one within 80.
const STEPS: usize = 200;
/// The error of the logarithm of a tail from which one step more ends the search.
const CLOSE: f64 = 1e-6;

/// The x in (0, `high`] whose lower tail is `lower` and whose upper tail is `upper` (= 1 − lower, given on its own because
/// the smaller of the two decides).
///
/// Halley's method on the logarithm of the smaller tail as a function of ln x, where tails are nearly straight lines.
/// `bend` is the slope of ln(x f(x)) over ln x. A bracket is kept and halved (in ln x) whenever a step leaves it, so the
/// search ends after at most 200 evaluations, whatever the tails return. An x too small for a number is 0.
///
/// # Errors
/// [`StatError::Overflow`] if the tails could not be computed.
pub(super) fn invert(
    target: (f64, f64),
    start: f64,
    high: f64,
    tails: &dyn Fn(f64) -> Option<Tails>,
    bend: &dyn Fn(f64) -> f64,
) -> Result<f64, StatError> {
    let (lower, upper) = target;
    let (mut low, mut high) = (f64::MIN_POSITIVE, high);
    let mut x = if start > low && start < high { start } else { halfway(low, high) };
    for _ in 0..STEPS {
        let at = tails(x).ok_or(StatError::Overflow)?;
        let (error, slope, bow) = if lower <= upper {
            let slope = at.slope / at.lower;
            (at.lower.ln() - lower.ln(), slope, bend(x) - slope)
        } else {
            let slope = at.slope / at.upper;
            (upper.ln() - at.upper.ln(), slope, bend(x) + slope)
        };
        if error == 0.0 {
            return Ok(x);
        }
        if error > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let newton = error / slope;
        let step = newton / (1.0 - 0.5 * newton * bow).clamp(0.5, 2.0);
        let next = x * (-step).exp();
        // Errors shrink with the third power: after a millionth one step is enough, and more would chase rounding.
        if error.abs() < CLOSE && next.is_finite() {
            return Ok(not_tiny(next.clamp(low, high)));
        }
        let next = if next > low && next < high { next } else { halfway(low, high) };
        if (next - x).abs() <= 2.0 * f64::EPSILON * x {
            return Ok(not_tiny(next));
        }
        x = next;
    }
    Err(StatError::Overflow)
}

/// 0 in place of the numbers next to it, whose digits are gone.
fn not_tiny(x: f64) -> f64 {
    if x > 2.0 * f64::MIN_POSITIVE { x } else { 0.0 }
}

/// The geometric mean, without leaving the range of numbers.
fn halfway(low: f64, high: f64) -> f64 {
    low.sqrt() * high.sqrt()
}
