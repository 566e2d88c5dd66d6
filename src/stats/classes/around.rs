//! Classes around a reference value.

use super::super::{QuantileType, StatError, quantile_of_sorted, sorted};

/// Inner bounds in equal steps to both sides of `centre`: centre − (m−1) d, ..., centre, ..., centre + (m−1) d,
/// for `m` classes a side.
///
/// The step d is chosen so that four fifths of the values lie within the outermost bounds,
/// (m−1) d = the 0.8 quantile (type 7) of |x − centre|: one extreme value does not empty the classes near the centre.
/// If that quantile is 0, the largest deviation takes its place. With `m` = 1 the centre is the only bound.
/// Bounds may lie outside the values.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`]; [`StatError::Parameter`] for `m` = 0 or a centre that is not finite;
/// [`StatError::NoVariation`] if every value equals the centre; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::breaks_around;
/// // Deviations 1 1 2 4 4 (sorted); type 7 at 0.8: position 4.2, hence 4; two steps a side of width 2.
/// let x = [9.0, 11.0, 12.0, 6.0, 14.0];
/// assert_eq!(breaks_around(&x, 10.0, 3), Ok(vec![6.0, 8.0, 10.0, 12.0, 14.0]));
/// ```
pub fn breaks_around(values: &[f64], centre: f64, classes_a_side: usize) -> Result<Vec<f64>, StatError> {
    if classes_a_side == 0 || !centre.is_finite() {
        return Err(StatError::Parameter);
    }
    let deviations: Vec<f64> = values.iter().map(|x| (x - centre).abs()).collect();
    let deviations = sorted(&deviations, 1)?;
    let largest = deviations[deviations.len() - 1];
    if largest == 0.0 {
        return Err(StatError::NoVariation);
    }
    let reach = quantile_of_sorted(&deviations, 0.8, QuantileType::Seven)?;
    let reach = if reach > 0.0 { reach } else { largest };
    let steps = classes_a_side - 1;
    let step = reach / steps.max(1) as f64;
    let at = |i: usize| centre + (i as f64 - steps as f64) * step;
    if !(at(0).is_finite() && at(2 * steps).is_finite()) {
        return Err(StatError::Overflow);
    }
    Ok((0..=2 * steps).map(at).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_centre_is_a_bound_whatever_the_values() {
        for centre in [-3.0, 0.1, 4.7, 100.0] {
            assert!(breaks_around(&[1.0, 2.5, 7.0], centre, 4).unwrap().contains(&centre));
        }
        assert_eq!(breaks_around(&[1.0, 2.0], 1.5, 1), Ok(vec![1.5]));
    }

    #[test]
    fn rare_deviations_still_get_a_step() {
        let x = [5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 7.0];
        assert_eq!(breaks_around(&x, 5.0, 2), Ok(vec![3.0, 5.0, 7.0]));
    }

    #[test]
    fn undefined_is_refused() {
        assert_eq!(breaks_around(&[5.0, 5.0], 5.0, 3), Err(StatError::NoVariation));
        assert_eq!(breaks_around(&[5.0], 5.0, 0), Err(StatError::Parameter));
        assert_eq!(breaks_around(&[0.0], f64::MAX, 3), Err(StatError::Overflow));
        assert_eq!(breaks_around(&[], 5.0, 3), Err(StatError::TooFew { needed: 1, got: 0 }));
    }
}
