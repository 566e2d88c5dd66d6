//! Class bounds that are easy to read.

use super::super::StatError;
use super::super::check::all_finite;
use super::super::order::ascending;
use super::class_of::ascend;

/// Class bounds moved to round numbers nearby: multiples of 1, 2 or 5 times a power of ten, the roundest that lies
/// within the tolerance. The number of classes stays.
///
/// A bound may move by `tolerance` (0 to less than ½) times the width of the narrower class beside it, so that bounds
/// cannot meet; it moves less far where a class would lose its last value. Of the steps ... 50, 20, 10, 5, 2, 1, 0.5 ...
/// the largest is taken that has a multiple within reach. The last upper bound stays the maximum, for nothing may lie
/// above it. Rounding changes which class values near a bound are in: natural breaks are no longer optimal, quantiles no
/// longer equal in number. Readers gain a legend that can be read aloud (Brewer & Pickle 2002, *Annals of the AAG* 92).
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`]; [`StatError::Parameter`] for a tolerance out of range,
/// bounds that do not ascend, or a last bound below the maximum.
///
/// ```
/// use sozialatlas::stats::rounded_breaks;
/// let x = [0.0, 3.0, 9.0, 40.0, 61.0, 100.0];
/// // 3.87 may move by a tenth of 3.87 − 0: 5 is too far, of the even numbers 4 is within reach.
/// // 12.34 by a tenth of 12.34 − 3.87: 10 is too far, 12 is not. 47.9 by a tenth of 47.9 − 12.34: 50.
/// assert_eq!(rounded_breaks(&x, &[3.87, 12.34, 47.9, 100.0], 0.1), Ok(vec![4.0, 12.0, 50.0, 100.0]));
/// ```
pub fn rounded_breaks(values: &[f64], upper: &[f64], tolerance: f64) -> Result<Vec<f64>, StatError> {
    all_finite(values)?;
    let sorted = ascending(values);
    let (Some(min), Some(max)) = (sorted.first(), sorted.last()) else {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    };
    if !(0.0..0.5).contains(&tolerance) || !ascend(upper) || upper.last().is_none_or(|last| last < max) {
        return Err(StatError::Parameter);
    }
    let mut rounded = upper.to_vec();
    for at in 0..upper.len() - 1 {
        let (bound, next) = (upper[at], upper[at + 1]);
        let (before, moved) = if at == 0 { (*min, f64::NEG_INFINITY) } else { (upper[at - 1], rounded[at - 1]) };
        let reach = tolerance * (bound - before).min(next - bound);
        let holds =
            |low: f64, high: f64| sorted.partition_point(|v| *v <= low) < sorted.partition_point(|v| *v <= high);
        let start = if at == 0 { f64::NEG_INFINITY } else { before };
        let (below, above) = (holds(start, bound), holds(bound, next));
        let keeps = |to: f64| (!below || holds(moved, to)) && (!above || holds(to, next));
        rounded[at] = roundest(bound, reach, keeps);
    }
    Ok(rounded)
}

/// The roundest number at most `reach` away from `bound` that `keeps` accepts; the bound itself if there is none.
fn roundest(bound: f64, reach: f64, keeps: impl Fn(f64) -> bool) -> f64 {
    let size = bound.abs().max(reach);
    if !(reach > 0.0 && size.is_finite()) {
        return bound;
    }
    let largest = size.log10().floor() as i32 + 1;
    let steps = (0..20).flat_map(|down| [5.0, 2.0, 1.0].map(|digit| (digit, largest - down)));
    let mut multiples = steps.map(|(digit, exponent)| nearest_multiple(bound, digit, exponent));
    multiples.find(|to| (to - bound).abs() <= reach && keeps(*to)).unwrap_or(bound)
}

/// The multiple of digit · 10^exponent that is nearest to `x`. Not a number if the step is outside the range.
fn nearest_multiple(x: f64, digit: f64, exponent: i32) -> f64 {
    // Powers with a positive exponent are exact up to 10²²; dividing by one rounds only once: 3 / 10 is 0.3.
    let power = 10f64.powi(exponent.abs());
    let times = if exponent < 0 { (x * power / digit).round() } else { (x / power / digit).round() };
    // Adding zero turns −0 into 0.
    if exponent < 0 { times * digit / power + 0.0 } else { times * digit * power + 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_the_nearest_numbers() {
        let x = [0.1, 0.28, 0.42, 0.9];
        assert_eq!(rounded_breaks(&x, &[0.301, 0.5987, 0.9], 0.2), Ok(vec![0.3, 0.6, 0.9]));
        assert_eq!(rounded_breaks(&[-4.0, 0.01, 4.0], &[-0.04, 4.0], 0.1), Ok(vec![0.0, 4.0]));
    }

    #[test]
    fn a_class_keeps_its_last_value() {
        // 10 would be the roundest bound, but takes 9.9 out of the upper class.
        assert_eq!(rounded_breaks(&[1.0, 9.9], &[9.0, 9.9], 0.4), Ok(vec![9.0, 9.9]));
        assert_eq!(rounded_breaks(&[1.0, 9.9, 30.0], &[9.0, 30.0], 0.4), Ok(vec![10.0, 30.0]));
        assert_eq!(rounded_breaks(&[1.0, 9.9, 12.0], &[9.5, 11.0, 12.0], 0.4), Ok(vec![9.5, 11.0, 12.0]));
    }

    #[test]
    fn bounds_that_cannot_move_stay() {
        assert_eq!(rounded_breaks(&[0.123, 5.0], &[0.123, 5.0], 0.3), Ok(vec![0.123, 5.0]));
        assert_eq!(rounded_breaks(&[0.123, 5.0], &[2.345, 5.0], 0.0), Ok(vec![2.345, 5.0]));
        assert_eq!(rounded_breaks(&[3.0], &[3.0], 0.3), Ok(vec![3.0]));
    }

    #[test]
    fn undefined_is_refused() {
        assert_eq!(rounded_breaks(&[], &[1.0], 0.1), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(rounded_breaks(&[1.0], &[], 0.1), Err(StatError::Parameter));
        assert_eq!(rounded_breaks(&[1.0], &[0.5], 0.1), Err(StatError::Parameter));
        assert_eq!(rounded_breaks(&[1.0], &[1.0], 0.5), Err(StatError::Parameter));
        assert_eq!(rounded_breaks(&[1.0], &[1.0], f64::NAN), Err(StatError::Parameter));
        assert_eq!(rounded_breaks(&[f64::NAN], &[1.0], 0.1), Err(StatError::NotFinite));
    }

    proptest! {
        #[test]
        fn classes_stay_and_keep_their_order(
            values in prop::collection::vec(prop_oneof![-1e4f64..1e4, prop::num::f64::NORMAL], 2..40),
            tolerance in 0.0f64..0.49,
        ) {
            let mut upper = ascending(&values);
            upper.dedup();
            let upper: Vec<f64> = upper.iter().rev().step_by(3).rev().copied().collect();
            let found = rounded_breaks(&values, &upper, tolerance).unwrap();
            prop_assert_eq!(found.len(), upper.len());
            prop_assert!(ascend(&found), "{:?}", found);
            prop_assert!(super::super::class_counts(&values, &found).unwrap().iter().all(|count| *count > 0));
        }
    }
}
