//! Quantiles, and classes with the same number of values in each.

use super::{StatError, sorted};

/// Which of the usual definitions of a sample quantile (Hyndman and Fan 1996, the numbering of R).
///
/// All interpolate between neighbours at the position h = a + p (n + 1 − 2a) and differ in `a`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuantileType {
    /// a = 1/2: hydrologists.
    Five,
    /// a = 0: Weibull, Minitab, SPSS.
    Six,
    /// a = 1: the default of R, NumPy and spreadsheets.
    #[default]
    Seven,
    /// a = 1/3: approximately unbiased for the median.
    Eight,
    /// a = 3/8: approximately unbiased for a normal distribution; groups of the GISD.
    Nine,
}

/// The quantile at `p` (0 to 1) of values in any order.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::Parameter`] if `p` is outside 0 to 1.
///
/// ```
/// use sozialatlas::stats::{QuantileType, quantile};
/// // Type 7 of five values: position 1 + 4 p = 2.2, so 2 + 0.2 (4 − 2).
/// let q = quantile(&[8.0, 1.0, 2.0, 4.0, 16.0], 0.3, QuantileType::Seven).unwrap();
/// assert!((q - 2.4).abs() < 1e-12);
/// ```
pub fn quantile(values: &[f64], p: f64, kind: QuantileType) -> Result<f64, StatError> {
    quantile_of_sorted(&sorted(values, 1)?, p, kind)
}

/// As [`quantile`], for finite values that are already ascending.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::Parameter`].
pub fn quantile_of_sorted(sorted: &[f64], p: f64, kind: QuantileType) -> Result<f64, StatError> {
    if !(0.0..=1.0).contains(&p) {
        return Err(StatError::Parameter);
    }
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    };
    let n = sorted.len() as f64;
    let a = match kind {
        QuantileType::Five => 0.5,
        QuantileType::Six => 0.0,
        QuantileType::Seven => 1.0,
        QuantileType::Eight => 1.0 / 3.0,
        QuantileType::Nine => 0.375,
    };
    let position = a + p * (n + 1.0 - 2.0 * a);
    // A position that is whole but for rounding must not reach for the next value.
    let whole = (position + 4.0 * f64::EPSILON).floor();
    if whole < 1.0 {
        return Ok(first);
    }
    if whole >= n {
        return Ok(last);
    }
    let rest = (position - whole).max(0.0);
    let below = sorted[whole as usize - 1];
    Ok(below + rest * (sorted[whole as usize] - below))
}

/// Upper bounds of `k` classes with as equal a number of values as ties permit: the quantiles at 1/k, 2/k ... 1.
///
/// Ascending, right-closed, the last is the maximum. Bounds that coincide because of ties collapse,
/// so that there may be fewer than `k` classes.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::Parameter`] for `k` = 0.
///
/// ```
/// use sozialatlas::stats::{QuantileType, quantile_classes};
/// assert_eq!(quantile_classes(&[1.0, 2.0, 3.0, 4.0], 2, QuantileType::Seven), Ok(vec![2.5, 4.0]));
/// assert_eq!(quantile_classes(&[5.0, 5.0, 5.0], 3, QuantileType::Seven), Ok(vec![5.0]));
/// ```
pub fn quantile_classes(values: &[f64], k: usize, kind: QuantileType) -> Result<Vec<f64>, StatError> {
    if k == 0 {
        return Err(StatError::Parameter);
    }
    let sorted = sorted(values, 1)?;
    let mut upper = Vec::with_capacity(k);
    for i in 1..=k {
        upper.push(quantile_of_sorted(&sorted, i as f64 / k as f64, kind)?);
    }
    upper.dedup();
    Ok(upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: &[f64], b: &[f64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    #[test]
    fn types_agree_with_r() {
        let x = [2.5, 2.5, 7.0, 1.0, 9.0, 9.0, 9.0, 4.0, 0.0, -3.0];
        let p = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99];
        let all = |kind| p.map(|p| quantile(&x, p, kind).unwrap());
        // Reference: R quantile(type = 5 .. 9).
        assert!(close(&all(QuantileType::Five), &[-3.0, -1.5, 1.0, 3.25, 9.0, 9.0, 9.0]));
        assert!(close(&all(QuantileType::Six), &[-3.0, -2.7, 0.75, 3.25, 9.0, 9.0, 9.0]));
        assert!(close(&all(QuantileType::Seven), &[-2.73, -0.3, 1.375, 3.25, 8.5, 9.0, 9.0]));
        assert!(close(&all(QuantileType::Eight), &[-3.0, -1.9, 0.9166666666666665, 3.25, 9.0, 9.0, 9.0]));
        assert!(close(&all(QuantileType::Nine), &[-3.0, -1.8, 0.9375, 3.25, 9.0, 9.0, 9.0]));
    }

    #[test]
    fn tied_bounds_collapse() {
        let x = [1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 10.0, 10.0, 50.0];
        assert!(close(&quantile_classes(&x, 5, QuantileType::Seven).unwrap(), &[1.0, 2.0, 3.0, 8.6, 50.0]));
        let zeros = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 100.0];
        assert!(close(&quantile_classes(&zeros, 5, QuantileType::Seven).unwrap(), &[0.0, 1.8, 100.0]));
    }

    #[test]
    fn parameters_out_of_range_are_refused() {
        assert_eq!(quantile(&[1.0], 1.1, QuantileType::Seven), Err(StatError::Parameter));
        assert_eq!(quantile(&[1.0], f64::NAN, QuantileType::Seven), Err(StatError::Parameter));
        assert_eq!(quantile_classes(&[1.0], 0, QuantileType::Seven), Err(StatError::Parameter));
    }
}
