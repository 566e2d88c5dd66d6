//! What most methods ask of a column before they begin, and of their numbers when they end. In one place each, so that it
//! is compiled once.

use super::StatError;
use super::lanes::Pair;

/// Are all values numbers?
///
/// # Errors
/// [`StatError::NotFinite`].
#[inline(never)]
pub(super) fn all_finite(values: &[f64]) -> Result<(), StatError> {
    if values.iter().all(|v| v.is_finite()) { Ok(()) } else { Err(StatError::NotFinite) }
}

/// Are all values numbers, neither infinite nor NaN? For long columns, several at a time.
///
/// ```
/// use sozialatlas::stats::all_numbers;
/// assert!(all_numbers(&[1.0, -0.0, f64::MAX]) && all_numbers(&[]));
/// assert!(!all_numbers(&[1.0, f64::NAN]) && !all_numbers(&[f64::NEG_INFINITY]));
/// ```
#[inline(never)]
pub fn all_numbers(values: &[f64]) -> bool {
    // A number times zero is zero, anything else is not: one product after the other without a question in between.
    let (fours, rest) = values.as_chunks::<4>();
    let (zero, mut sums) = (Pair::both(0.0), [Pair::both(0.0); 2]);
    for [a, b, c, d] in fours {
        sums = [sums[0] + Pair::new(*a, *b) * zero, sums[1] + Pair::new(*c, *d) * zero];
    }
    let [a, b] = (sums[0] + sums[1]).values();
    rest.iter().fold(a + b, |sum, x| sum + x * 0.0) == 0.0
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
