//! The Theil-Sen line.

use super::super::check::in_range;
use super::super::{StatError, ascending, concordance, two_sided_z};

/// The line whose slope is the median of all slopes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilSen {
    /// Median change a year, in the unit of the values.
    pub slope: f64,
    /// Median of the values − slope · median of the times: height of the line at time 0.
    pub intercept: f64,
    /// Lower end of the slope's interval.
    pub low: f64,
    /// Upper end of the slope's interval.
    pub high: f64,
}

/// The Theil-Sen estimate of a trend: the median of the slopes (yⱼ − yᵢ) / (tⱼ − tᵢ) of all pairs of times, with an
/// interval at the level `conf`.
///
/// Up to 29 % of the values may be arbitrarily wrong before the slope is. Irregular times are allowed; pairs of equal
/// times have no slope and are left out; the series may stand in any order. The ends of the interval are the slopes
/// at the ranks (N ∓ z √V) / 2 of the N slopes, V the variance of Kendall's S, corrected for ties of times and values;
/// an approximation that is good from about ten values. Few values give wide intervals: the smallest and largest slope.
///
/// Follows Theil (1950) and Sen (1968). n² / 2 steps, and as many numbers in memory: for series, not for thousands of
/// units.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::TooFew`] below two values; [`StatError::NotFinite`]; [`StatError::Parameter`]
/// unless 0 < `conf` < 1; [`StatError::NoVariation`] if all times are equal; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::theil_sen;
/// // Slopes 1, 2, 3 between neighbours, 3/2 and 5/2 over two years, 2 over three: median of 1 1.5 2 2 2.5 3.
/// let line = theil_sen(&[0.0, 1.0, 2.0, 3.0], &[1.0, 2.0, 4.0, 7.0], 0.95).unwrap();
/// assert_eq!((line.slope, line.intercept), (2.0, 0.0)); // 3 − 2 · 1.5
/// // z √(26/3) = 5.77: ranks (6 ∓ 5.77) / 2, the ends.
/// assert_eq!((line.low, line.high), (1.0, 3.0));
/// ```
pub fn theil_sen(times: &[f64], values: &[f64], conf: f64) -> Result<TheilSen, StatError> {
    let z = two_sided_z(conf)?;
    let spread = sen_variance(times, values)?.sqrt();
    let slopes = slopes(times, values)?;
    let slope = middle(&slopes).ok_or(StatError::NoVariation)?;
    let count = slopes.len() as f64;
    let last = slopes.len() - 1;
    // Halves round to the even neighbour. The lower rank counts from 1, the upper one is the next above its place.
    let upper = ((count + z * spread) / 2.0).round_ties_even();
    let lower = ((count - z * spread) / 2.0).round_ties_even() - 1.0;
    let at = |rank: f64| slopes[(rank.max(0.0) as usize).min(last)];
    let centre = |column: &[f64]| middle(&ascending(column)).unwrap_or_default();
    let intercept = centre(values) - slope * centre(times);
    let found = TheilSen { slope, intercept, low: at(lower), high: at(upper) };
    let all = [found.slope, found.intercept, found.low, found.high];
    if all.iter().all(|v| v.is_finite()) { Ok(found) } else { Err(StatError::Overflow) }
}

/// Variance of S as Sen (1968, equation 2.6) gives it: the ties of both columns taken off, without their products.
fn sen_variance(times: &[f64], values: &[f64]) -> Result<f64, StatError> {
    let counts = concordance(times, values)?;
    if counts.tied_x == counts.pairs {
        return Err(StatError::NoVariation);
    }
    Ok(counts.plain_variance.max(0.0))
}

/// Slopes of all pairs of different times, ascending.
fn slopes(times: &[f64], values: &[f64]) -> Result<Vec<f64>, StatError> {
    let mut slopes = Vec::with_capacity(times.len() * (times.len() - 1) / 2);
    for (i, (t, y)) in times.iter().zip(values).enumerate() {
        let earlier = times.iter().zip(values).take(i).filter(|(u, _)| *u != t);
        slopes.extend(earlier.map(|(u, x)| (y - x) / (t - u)));
    }
    in_range(slopes).map(|slopes| ascending(&slopes))
}

/// The median of ascending values.
fn middle(sorted: &[f64]) -> Option<f64> {
    let (low, high) = (*sorted.get(sorted.len().saturating_sub(1) / 2)?, *sorted.get(sorted.len() / 2)?);
    let mean = (low + high) / 2.0;
    Some(if mean.is_finite() { mean } else { low / 2.0 + high / 2.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn within_its_interval_and_in_any_order(values in prop::collection::vec(-9i8..9, 2..25), conf in 0.1..0.99) {
            let y: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
            let t: Vec<f64> = (0..y.len()).map(|i| (i * i) as f64).collect();
            let line = theil_sen(&t, &y, conf).unwrap();
            prop_assert!(line.low <= line.slope && line.slope <= line.high);
            let turned: (Vec<f64>, Vec<f64>) = t.iter().rev().copied().zip(y.iter().rev().copied()).unzip();
            prop_assert_eq!(theil_sen(&turned.0, &turned.1, conf), Ok(line));
        }

        #[test]
        fn numbers_or_a_refusal(t in prop::collection::vec(prop::num::f64::NORMAL, 4), y in prop::collection::vec(prop::num::f64::NORMAL, 4)) {
            prop_assert!(theil_sen(&t, &y, 0.9).map_or(true, |l| l.slope.is_finite() && l.intercept.is_finite()));
        }
    }

    #[test]
    fn one_wrong_value_does_not_move_it() {
        let t: Vec<f64> = (0..12).map(f64::from).collect();
        let mut y: Vec<f64> = t.iter().map(|t| 3.0 * t + 1.0).collect();
        y[7] = 1e6;
        let line = theil_sen(&t, &y, 0.95).unwrap();
        assert_eq!((line.slope, line.low, line.high), (3.0, 3.0, 3.0));
    }

    #[test]
    fn edges() {
        let flat = theil_sen(&[0.0, 1.0, 2.0], &[4.0, 4.0, 4.0], 0.95).unwrap();
        assert_eq!((flat.slope, flat.intercept, flat.low, flat.high), (0.0, 4.0, 0.0, 0.0));
        assert_eq!(theil_sen(&[1.0, 1.0], &[1.0, 2.0], 0.9), Err(StatError::NoVariation));
        assert_eq!(theil_sen(&[1.0, 2.0], &[1.0, 2.0], 1.0), Err(StatError::Parameter));
        assert_eq!(theil_sen(&[1.0], &[1.0], 0.9), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(theil_sen(&[0.0, 1.0], &[-f64::MAX, f64::MAX], 0.9), Err(StatError::Overflow));
    }
}
