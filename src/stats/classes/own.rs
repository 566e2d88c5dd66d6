//! Classes with bounds of the reader's own.

use super::super::StatError;
use super::super::check::enough;
use super::class_of::ascend;

/// Upper bounds of the classes that own inner bounds make: the bounds and, above the last of them, the maximum.
///
/// Bounds are kept even where no value lies, so that maps of several periods can share them; a class may be empty. If
/// the last bound is the maximum or lies above it, it is the last upper bound. Without inner bounds there is one class.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`] for a value; [`StatError::Parameter`] if the bounds do
/// not ascend strictly or are not finite.
///
/// ```
/// use sozialatlas::stats::{StatError, own_classes};
/// assert_eq!(own_classes(&[3.0, 12.0, 7.0], &[5.0, 10.0]), Ok(vec![5.0, 10.0, 12.0]));
/// assert_eq!(own_classes(&[3.0, 12.0, 7.0], &[5.0, 10.0, 20.0]), Ok(vec![5.0, 10.0, 20.0]));
/// assert_eq!(own_classes(&[3.0], &[10.0, 5.0]), Err(StatError::Parameter));
/// ```
pub fn own_classes(values: &[f64], inner: &[f64]) -> Result<Vec<f64>, StatError> {
    enough(values, 1)?;
    if !ascend(inner) {
        return Err(StatError::Parameter);
    }
    let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut upper = inner.to_vec();
    if upper.last().is_none_or(|last| *last < max) {
        upper.push(max);
    }
    Ok(upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        assert_eq!(own_classes(&[2.0, 1.0], &[]), Ok(vec![2.0]));
        assert_eq!(own_classes(&[2.0, 1.0], &[2.0]), Ok(vec![2.0]));
        assert_eq!(own_classes(&[], &[2.0]), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(own_classes(&[1.0], &[2.0, 2.0]), Err(StatError::Parameter));
        assert_eq!(own_classes(&[1.0], &[f64::NAN]), Err(StatError::Parameter));
        assert_eq!(own_classes(&[f64::NAN], &[1.0]), Err(StatError::NotFinite));
    }
}
