//! Why a statistic is undefined.

use super::check::enough;
use std::fmt;

/// Why a statistic has no value for these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatError {
    /// Fewer values than the method needs.
    TooFew {
        /// How many the method needs.
        needed: usize,
        /// How many there are.
        got: usize,
    },
    /// A value is infinite or not a number.
    NotFinite,
    /// All values are equal, where the method divides by their spread.
    NoVariation,
    /// A parameter is outside the range for which the method is defined.
    Parameter,
    /// Two columns that belong together have different lengths.
    Lengths {
        /// Length of the first.
        left: usize,
        /// Length of the other.
        right: usize,
    },
    /// A value is zero or negative where the method needs positive ones (logarithms, ratios, denominators).
    NotPositive,
    /// The weights or totals that the method divides by add up to zero.
    NoTotal,
    /// No unit has a neighbour.
    NoNeighbours,
    /// The columns depend on each other, so that no inverse exists.
    Dependent,
    /// The result is too large or too small for a number of the computer.
    Overflow,
}

impl fmt::Display for StatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StatError::TooFew { needed, got } => write!(f, "needs at least {needed} values, got {got}"),
            StatError::NotFinite => f.write_str("a value is not a finite number"),
            StatError::NoVariation => f.write_str("all values are equal"),
            StatError::Parameter => f.write_str("a parameter is out of range"),
            StatError::Lengths { left, right } => write!(f, "columns of different length: {left} and {right}"),
            StatError::NotPositive => f.write_str("a value is zero or negative where a positive one is needed"),
            StatError::NoTotal => f.write_str("the weights or totals add up to zero"),
            StatError::NoNeighbours => f.write_str("no unit has a neighbour"),
            StatError::Dependent => f.write_str("the columns depend on each other"),
            StatError::Overflow => f.write_str("the result is outside the range of numbers"),
        }
    }
}

impl std::error::Error for StatError {}

/// The values in ascending order. At least `needed` of them, all finite.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::{StatError, sorted};
/// assert_eq!(sorted(&[3.0, 1.0, 2.0], 1), Ok(vec![1.0, 2.0, 3.0]));
/// assert_eq!(sorted(&[], 1), Err(StatError::TooFew { needed: 1, got: 0 }));
/// assert_eq!(sorted(&[f64::NAN], 1), Err(StatError::NotFinite));
/// ```
pub fn sorted(values: &[f64], needed: usize) -> Result<Vec<f64>, StatError> {
    enough(values, needed)?;
    let mut sorted = values.to_vec();
    heap_sort(&mut sorted);
    Ok(sorted)
}

/// Sorts in a fifth of the code that the standard library's sort brings into the browser's module.
fn heap_sort(values: &mut [f64]) {
    for root in (0..values.len() / 2).rev() {
        sink(values, root);
    }
    for end in (1..values.len()).rev() {
        values.swap(0, end);
        sink(&mut values[..end], 0);
    }
}

/// Lets the number at `root` sink in the heap until nothing below it is greater.
fn sink(heap: &mut [f64], mut root: usize) {
    loop {
        let mut child = 2 * root + 1;
        if child + 1 < heap.len() && heap[child].total_cmp(&heap[child + 1]).is_lt() {
            child += 1;
        }
        if child >= heap.len() || heap[root].total_cmp(&heap[child]).is_ge() {
            return;
        }
        heap.swap(root, child);
        root = child;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(values in proptest::collection::vec(proptest::num::f64::NORMAL | proptest::num::f64::ZERO, 0..60)) {
            let mut expected = values.clone();
            expected.sort_by(f64::total_cmp);
            let bits = |v: &[f64]| v.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&sorted(&values, 0).unwrap()), bits(&expected));
        }
    }
}
