//! Which class a value belongs to.

use super::super::StatError;
use super::super::check::all_finite;

/// The class of a value, from 0: how many of the ascending bounds are smaller than it.
///
/// Classes are right-closed: a value equal to a bound belongs to the class below it. With the upper bounds of a
/// classification, whose last one is the maximum, the classes are 0 to k − 1, and k stands for a value above them
/// all; with k − 1 inner bounds they are 0 to k − 1, the last one open.
///
/// ```
/// use sozialatlas::stats::class_of;
/// // Upper bounds 2, 10, 30: up to 2, above 2 up to 10, above 10 up to 30.
/// assert_eq!([1.0, 2.0, 2.5, 30.0, 31.0].map(|x| class_of(&[2.0, 10.0, 30.0], x)), [0, 0, 1, 2, 3]);
/// ```
pub fn class_of(bounds: &[f64], value: f64) -> usize {
    bounds.partition_point(|bound| *bound < value)
}

/// The class of each value, as [`class_of`].
///
/// # Errors
/// [`StatError::NotFinite`]; [`StatError::Parameter`] if the bounds do not ascend or are not finite.
///
/// ```
/// use sozialatlas::stats::{StatError, classify};
/// assert_eq!(classify(&[9.0, 1.0, 30.0, 2.0], &[2.0, 10.0, 30.0]), Ok(vec![1, 0, 2, 0]));
/// assert_eq!(classify(&[9.0], &[10.0, 2.0]), Err(StatError::Parameter));
/// ```
pub fn classify(values: &[f64], bounds: &[f64]) -> Result<Vec<usize>, StatError> {
    all_finite(values)?;
    if !ascend(bounds) {
        return Err(StatError::Parameter);
    }
    Ok(values.iter().map(|value| class_of(bounds, *value)).collect())
}

/// How many values each class has, empty classes included.
///
/// # Errors
/// As [`classify`]; [`StatError::Parameter`] also if a value lies above the last upper bound.
///
/// ```
/// use sozialatlas::stats::class_counts;
/// assert_eq!(class_counts(&[9.0, 1.0, 30.0, 2.0], &[2.0, 5.0, 30.0]), Ok(vec![2, 0, 2]));
/// ```
pub fn class_counts(values: &[f64], upper: &[f64]) -> Result<Vec<usize>, StatError> {
    let mut counts = vec![0; upper.len()];
    for class in classify(values, upper)? {
        *counts.get_mut(class).ok_or(StatError::Parameter)? += 1;
    }
    Ok(counts)
}

/// Do the bounds ascend strictly, and are they finite?
pub(super) fn ascend(bounds: &[f64]) -> bool {
    bounds.iter().all(|b| b.is_finite()) && bounds.windows(2).all(|pair| pair[0] < pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        assert_eq!(class_of(&[], 5.0), 0);
        assert_eq!(classify(&[], &[1.0]), Ok(vec![]));
        assert_eq!(class_counts(&[3.0], &[1.0, 2.0]), Err(StatError::Parameter));
        assert_eq!(classify(&[f64::NAN], &[1.0]), Err(StatError::NotFinite));
        assert_eq!(classify(&[1.0], &[1.0, 1.0]), Err(StatError::Parameter));
        assert_eq!(classify(&[1.0], &[1.0, f64::INFINITY]), Err(StatError::Parameter));
    }
}
