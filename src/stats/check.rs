//! What most methods ask of a column before they begin, and of their numbers when they end. In one place each, so that it
//! is compiled once.

use super::StatError;

/// Are all values numbers?
///
/// # Errors
/// [`StatError::NotFinite`].
#[inline(never)]
pub(super) fn all_finite(values: &[f64]) -> Result<(), StatError> {
    if values.iter().all(|v| v.is_finite()) { Ok(()) } else { Err(StatError::NotFinite) }
}

/// Are there at least `needed` values, all of them numbers?
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], in this order.
#[inline(never)]
pub(super) fn enough(values: &[f64], needed: usize) -> Result<(), StatError> {
    if values.len() < needed {
        return Err(StatError::TooFew { needed, got: values.len() });
    }
    all_finite(values)
}

/// Results, unless one of them left the range of numbers.
///
/// # Errors
/// [`StatError::Overflow`].
#[inline(never)]
pub(super) fn in_range(results: Vec<f64>) -> Result<Vec<f64>, StatError> {
    if all_finite(&results).is_ok() { Ok(results) } else { Err(StatError::Overflow) }
}

/// A column, if it can be made.
type Column = Result<Vec<f64>, StatError>;

/// One column made of each of `columns`, up to the first of which none can be made.
///
/// # Errors
/// Those of `make`.
#[inline(never)]
pub(super) fn each_column(columns: &[&[f64]], make: &dyn Fn(&[f64]) -> Column) -> Result<Vec<Vec<f64>>, StatError> {
    let mut made = Vec::with_capacity(columns.len());
    for column in columns {
        made.push(make(column)?);
    }
    Ok(made)
}

/// Columns as slices.
#[inline(never)]
pub(super) fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused() {
        assert_eq!(enough(&[], 1), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(enough(&[f64::NAN], 2), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(enough(&[f64::NAN, 1.0], 2), Err(StatError::NotFinite));
        assert_eq!(enough(&[f64::MAX, 1.0], 2), Ok(()));
        assert_eq!(in_range(vec![1.0, f64::INFINITY]), Err(StatError::Overflow));
        assert_eq!(in_range(vec![1.0]), Ok(vec![1.0]));
    }
}
