//! A continuous scale instead of classes.

use super::super::StatError;
use super::super::check::all_finite;
use super::super::order::ascending;
use super::super::quantile::{QuantileType, quantile_of_sorted};

/// The place of each value on a continuous colour scale, t = (x − a) / (b − a), from 0 to 1 (unclassed map, Tobler 1973,
/// *Geographical Analysis* 5).
///
/// a and b are the minimum and the maximum or, with `clamp`, the quantiles (type 7) of these two probabilities: values
/// outside them get 0 or 1, so that a few extreme values do not take the whole scale.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`]; [`StatError::Parameter`] if the probabilities are not
/// in 0 to 1 or do not ascend; [`StatError::NoVariation`] if a = b.
///
/// ```
/// use sozialatlas::stats::unclassed;
/// assert_eq!(unclassed(&[2.0, 3.0, 6.0], None), Ok(vec![0.0, 0.25, 1.0]));
/// // Quartiles of 0 1 2 3 100 are 1 and 3: t of 2 is (2 − 1) / (3 − 1).
/// assert_eq!(unclassed(&[0.0, 1.0, 2.0, 3.0, 100.0], Some((0.25, 0.75))), Ok(vec![0.0, 0.0, 0.5, 1.0, 1.0]));
/// ```
pub fn unclassed(values: &[f64], clamp: Option<(f64, f64)>) -> Result<Vec<f64>, StatError> {
    all_finite(values)?;
    let (low, high) = clamp.unwrap_or((0.0, 1.0));
    if low > high {
        return Err(StatError::Parameter);
    }
    let sorted = ascending(values);
    let end = |p| quantile_of_sorted(&sorted, p, QuantileType::Seven);
    let (a, b) = (end(low)?, end(high)?);
    if a >= b {
        return Err(StatError::NoVariation);
    }
    // Of numbers near the end of the range the halves are subtracted; half of the smallest one would be 0.
    let half = if (b - a).is_finite() { 1.0 } else { 0.5 };
    let t = |x: &f64| (half * x.clamp(a, b) - half * a) / (half * b - half * a);
    Ok(values.iter().map(t).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn undefined_is_refused() {
        assert_eq!(unclassed(&[], None), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(unclassed(&[3.0, 3.0], None), Err(StatError::NoVariation));
        assert_eq!(unclassed(&[0.0, 0.0, 0.0, 0.0, 9.0], Some((0.1, 0.5))), Err(StatError::NoVariation));
        assert_eq!(unclassed(&[1.0, 2.0], Some((0.9, 0.1))), Err(StatError::Parameter));
        assert_eq!(unclassed(&[1.0, 2.0], Some((f64::NAN, 0.1))), Err(StatError::Parameter));
        assert_eq!(unclassed(&[1.0, 2.0], Some((0.0, 1.1))), Err(StatError::Parameter));
        assert_eq!(unclassed(&[1.0, f64::NAN], None), Err(StatError::NotFinite));
    }

    proptest! {
        #[test]
        fn always_between_the_ends(values in prop::collection::vec(prop::num::f64::ANY, 0..20), low in 0.0f64..0.5) {
            if let Ok(t) = unclassed(&values, Some((low, 1.0 - low))) {
                prop_assert!(t.iter().all(|t| (0.0..=1.0).contains(t)), "{:?}", t);
            }
        }
    }
}
