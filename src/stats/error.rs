//! Why a statistic is undefined.

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
}

impl fmt::Display for StatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StatError::TooFew { needed, got } => write!(f, "needs at least {needed} values, got {got}"),
            StatError::NotFinite => f.write_str("a value is not a finite number"),
            StatError::NoVariation => f.write_str("all values are equal"),
            StatError::Parameter => f.write_str("a parameter is out of range"),
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
    if values.len() < needed {
        return Err(StatError::TooFew { needed, got: values.len() });
    }
    if values.iter().any(|v| !v.is_finite()) {
        return Err(StatError::NotFinite);
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    Ok(sorted)
}
