//! Quantiles, and classes with the same number of values in each.

use super::{StatError, sorted};

/// Which of the usual definitions of a sample quantile (Hyndman and Fan 1996, the numbering of R).
///
/// The first three are always one of the values, or the middle of two: they invert the steps of the distribution
/// function at the position n p. The others interpolate between neighbours at the place a + p (n + 1 − a − b), counted from 1, and
/// differ in `a` and `b`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuantileType {
    /// The smallest value that at least the share p does not exceed.
    One,
    /// As [`QuantileType::One`], but the middle of both where n p is whole: SAS, the textbook median.
    Two,
    /// The value whose rank is nearest to n p, of two the even one.
    Three,
    /// a = 0, b = 1: the steps joined by lines.
    Four,
    /// a = b = 1/2: hydrologists.
    Five,
    /// a = b = 0: Weibull, Minitab, SPSS.
    Six,
    /// a = b = 1: the default of R, NumPy and spreadsheets.
    #[default]
    Seven,
    /// a = b = 1/3: approximately unbiased for the median.
    Eight,
    /// a = b = 3/8: approximately unbiased for a normal distribution; groups of the GISD.
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
///
/// ```
/// use sozialatlas::stats::{QuantileType, quantile_of_sorted};
/// // Half of four values: n p = 2 is whole. Type 1 takes the second value, type 2 the middle of the second and third,
/// // type 3 the even rank 2.
/// let x = [1.0, 2.0, 4.0, 8.0];
/// let half = |kind| quantile_of_sorted(&x, 0.5, kind).unwrap();
/// assert_eq!([QuantileType::One, QuantileType::Two, QuantileType::Three].map(half), [2.0, 3.0, 2.0]);
/// ```
pub fn quantile_of_sorted(sorted: &[f64], p: f64, kind: QuantileType) -> Result<f64, StatError> {
    if !(0.0..=1.0).contains(&p) {
        return Err(StatError::Parameter);
    }
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    };
    let n = sorted.len() as f64;
    // The order of these operations is NumPy's. Where the exact position is whole, rounding decides to which side of a
    // value the bound falls; published bounds and class counts then agree with ours to the last digit.
    let by = |a: f64, b: f64| n * p + (a + p * (1.0 - a - b)) - 1.0;
    let position = match kind {
        QuantileType::One | QuantileType::Two | QuantileType::Three => return Ok(step_of(sorted, p, kind)),
        QuantileType::Four => by(0.0, 1.0),
        QuantileType::Five => by(0.5, 0.5),
        QuantileType::Six => by(0.0, 0.0),
        QuantileType::Seven => (n - 1.0) * p,
        QuantileType::Eight => by(1.0 / 3.0, 1.0 / 3.0),
        QuantileType::Nine => by(0.375, 0.375),
    };
    if position < 0.0 {
        return Ok(first);
    }
    if position >= n - 1.0 {
        return Ok(last);
    }
    let whole = position.floor();
    Ok(between(sorted[whole as usize], sorted[whole as usize + 1], position - whole))
}

/// The point at the share `rest` of the way from `below` to `above`, reckoned from the nearer of them.
fn between(below: f64, above: f64, rest: f64) -> f64 {
    // Halves, so that no difference overflows.
    let half = 0.5 * above - 0.5 * below;
    if rest < 0.5 { below + 2.0 * (half * rest) } else { above - 2.0 * (half * (1.0 - rest)) }
}

/// Types 1 to 3: a value of `sorted`, which is not empty, or the middle of two.
fn step_of(sorted: &[f64], p: f64, kind: QuantileType) -> f64 {
    let position = sorted.len() as f64 * p - if kind == QuantileType::Three { 0.5 } else { 0.0 };
    // 0.3 · 10 is whole but for rounding.
    let fuzz = 4.0 * f64::EPSILON * position.abs().max(1.0);
    let whole = (position + fuzz).floor();
    let beyond = position > whole + fuzz;
    // Ranks from 1; those outside stand for the ends.
    let at = |rank: f64| sorted[(rank.max(1.0) as usize).min(sorted.len()) - 1];
    match kind {
        _ if beyond => at(whole + 1.0),
        QuantileType::Two => between(at(whole), at(whole + 1.0), 0.5),
        QuantileType::Three if whole.rem_euclid(2.0) == 1.0 => at(whole + 1.0),
        _ => at(whole),
    }
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
    fn steps_agree_with_r() {
        let x = [2.5, 2.5, 7.0, 1.0, 9.0, 9.0, 9.0, 4.0, 0.0, -3.0];
        let p = [0.0, 0.01, 0.05, 0.1, 0.15, 0.25, 0.3, 0.5, 0.75, 0.9, 0.99, 1.0];
        let all = |kind| p.map(|p| quantile(&x, p, kind).unwrap());
        // By hand after R's quantile(type = 1 .. 4); ascending -3 0 1 2.5 2.5 4 7 9 9 9. n p is 0 0.1 0.5 1 1.5 2.5 3 5
        // 7.5 9 9.9 10.
        assert!(close(&all(QuantileType::One), &[-3.0, -3.0, -3.0, -3.0, 0.0, 1.0, 1.0, 2.5, 9.0, 9.0, 9.0, 9.0]));
        assert!(close(&all(QuantileType::Two), &[-3.0, -3.0, -3.0, -1.5, 0.0, 1.0, 1.75, 3.25, 9.0, 9.0, 9.0, 9.0]));
        // n p − 0.5 is −0.5 −0.4 0 0.5 1 2 2.5 4.5 7 8.5 9.4 9.5: whole and even 0 (the end), 2; whole and odd 1, 7.
        assert!(close(&all(QuantileType::Three), &[-3.0, -3.0, -3.0, -3.0, 0.0, 0.0, 1.0, 2.5, 9.0, 9.0, 9.0, 9.0]));
        assert!(close(&all(QuantileType::Four), &[-3.0, -3.0, -3.0, -3.0, -1.5, 0.5, 1.0, 2.5, 8.0, 9.0, 9.0, 9.0]));
    }

    #[test]
    fn the_whole_range_of_numbers() {
        let x = [-f64::MAX, f64::MAX];
        assert_eq!(quantile(&x, 0.5, QuantileType::Seven), Ok(0.0));
        assert_eq!(quantile(&x, 0.5, QuantileType::Two), Ok(0.0));
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
