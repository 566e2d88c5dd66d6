//! A column minus its mean.

use super::super::StatError;
use super::super::check::enough;
use super::super::scale::power_of_two;

/// The deviations of a column from its mean, and the sum of their squares; both of the values divided by `scale`.
#[derive(Clone, Debug)]
pub(in super::super) struct Centred {
    /// A power of two near the largest value: dividing by it is exact, and no square leaves the range of numbers.
    pub scale: f64,
    /// Mean of the divided values.
    pub mean: f64,
    /// Divided value minus mean.
    pub deviations: Vec<f64>,
    /// Sum of their squares, above zero.
    pub squares: f64,
}

impl Centred {
    /// Two passes for the mean, the second over the deviations from the first one: an offset common to all values (years,
    /// coordinates) costs no digits.
    ///
    /// # Errors
    /// [`StatError::TooFew`] below `needed`, [`StatError::NotFinite`], [`StatError::NoVariation`] for equal values.
    pub(in super::super) fn of(values: &[f64], needed: usize) -> Result<Centred, StatError> {
        enough(values, needed)?;
        if values.iter().all(|v| Some(v) == values.first()) {
            return Err(StatError::NoVariation);
        }
        let scale = power_of_two(values);
        // The inverse of a power of two is exact too, and multiplying is faster.
        let inverse = scale.recip();
        let count = values.len() as f64;
        let about = sum(values, |x| x * inverse) / count;
        let mut deviations: Vec<f64> = values.iter().map(|x| x * inverse - about).collect();
        let rest = sum(&deviations, |d| d) / count;
        deviations.iter_mut().for_each(|d| *d -= rest);
        let squares = sum(&deviations, |d| d * d);
        Ok(Centred { scale, mean: about + rest, deviations, squares })
    }

    /// The product sum with another column's deviations.
    pub(super) fn product(&self, other: &Centred) -> f64 {
        let (fours, rest) = self.deviations.as_chunks::<4>();
        let (other_fours, other_rest) = other.deviations.as_chunks::<4>();
        let mut lanes = [0.0; 4];
        for (a, b) in fours.iter().zip(other_fours) {
            lanes.iter_mut().zip(a).zip(b).for_each(|((lane, a), b)| *lane += a * b);
        }
        lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + rest.iter().zip(other_rest).map(|(a, b)| a * b).sum::<f64>()
    }
}

/// The correlation from a product sum and two sums of squares. What differs from ±1 by rounding alone is ±1.
pub(super) fn ratio(product: f64, squares: f64, other_squares: f64) -> f64 {
    let r = product / (squares * other_squares).sqrt();
    if r.abs() > 1.0 - 4.0 * f64::EPSILON { r.signum() } else { r }
}

/// The sum of `f` over the values, in four running sums that the processor can work on at once.
fn sum(values: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    let mut lanes = [0.0; 4];
    let (fours, rest) = values.as_chunks::<4>();
    for four in fours {
        lanes.iter_mut().zip(four).for_each(|(lane, x)| *lane += f(*x));
    }
    lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + rest.iter().map(|x| f(*x)).sum::<f64>()
}

/// Two columns of one length must be asked for together.
pub(super) fn paired(x: &[f64], y: &[f64]) -> Result<(), StatError> {
    if x.len() == y.len() { Ok(()) } else { Err(StatError::Lengths { left: x.len(), right: y.len() }) }
}
