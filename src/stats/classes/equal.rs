//! Classes of the same width, and classes around the mean.

use super::super::{StatError, sorted, spread};

/// Upper bounds of `k` classes of the same width: min + i (max − min) / k.
///
/// Ascending, right-closed; the last is exactly the maximum. Equal values give one class. Classes may be empty.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::Parameter`] for `k` = 0;
/// [`StatError::Overflow`] if k (max − min) is outside the range of numbers.
///
/// ```
/// use sozialatlas::stats::equal_intervals;
/// assert_eq!(equal_intervals(&[0.0, 1.0, 8.0], 4), Ok(vec![2.0, 4.0, 6.0, 8.0]));
/// assert_eq!(equal_intervals(&[3.0, 3.0], 4), Ok(vec![3.0]));
/// ```
pub fn equal_intervals(values: &[f64], k: usize) -> Result<Vec<f64>, StatError> {
    let sorted = sorted(values, 1)?;
    let (min, max) = (sorted[0], sorted[sorted.len() - 1]);
    if k == 0 {
        return Err(StatError::Parameter);
    }
    if !((max - min) * k as f64).is_finite() {
        return Err(StatError::Overflow);
    }
    let mut upper: Vec<f64> = (1..k).map(|i| min + (max - min) * i as f64 / k as f64).collect();
    // Not min + (max − min): its rounding could leave the maximum outside.
    upper.push(max);
    upper.dedup();
    Ok(upper)
}

/// Inner bounds at mean + m · s for each multiple `m`; bounds that do not lie strictly between minimum and maximum are
/// dropped. `ddof` as in [`spread`].
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::NoVariation`] for equal values; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::deviation_breaks;
/// // Mean 5, standard deviation 2: bounds 2, 4, 6, 8; the 2 is the minimum and is dropped.
/// let x = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
/// assert_eq!(deviation_breaks(&x, &[-1.5, -0.5, 0.5, 1.5], 0), Ok(vec![4.0, 6.0, 8.0]));
/// ```
pub fn deviation_breaks(values: &[f64], multiples: &[f64], ddof: usize) -> Result<Vec<f64>, StatError> {
    let sorted = sorted(values, ddof.saturating_add(1))?;
    let (min, max) = (sorted[0], sorted[sorted.len() - 1]);
    if min == max {
        return Err(StatError::NoVariation);
    }
    let s = spread(&sorted, ddof)?;
    Ok(multiples.iter().map(|m| s.mean + m * s.sd).filter(|b| min < *b && *b < max).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_maximum_is_never_outside() {
        let x = [0.1, 0.7, 1.3];
        for k in 1..30 {
            assert_eq!(equal_intervals(&x, k).unwrap().last(), Some(&1.3));
        }
    }

    #[test]
    fn the_whole_range_of_numbers() {
        assert_eq!(equal_intervals(&[-f64::MAX, f64::MAX], 2), Err(StatError::Overflow));
        assert_eq!(equal_intervals(&[0.0, 1e307], 2), Ok(vec![5e306, 1e307]));
        assert_eq!(deviation_breaks(&[-1e200, 1e200], &[0.0], 0), Err(StatError::Overflow));
    }

    #[test]
    fn undefined_is_refused() {
        assert_eq!(equal_intervals(&[1.0], 0), Err(StatError::Parameter));
        assert_eq!(equal_intervals(&[], 2), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(deviation_breaks(&[1.0, 1.0], &[0.5], 0), Err(StatError::NoVariation));
    }
}
