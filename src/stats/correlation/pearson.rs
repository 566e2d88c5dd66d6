//! Pearson's correlation with test and interval.

use super::super::{StatError, t_two_sided, two_sided_z};
use super::centred::{Centred, paired, ratio};

/// Pearson's product-moment correlation: r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²).
///
/// How closely the pairs follow a straight line: 1 exactly, rising; −1 exactly, falling; 0 no linear relation (there may
/// well be a curved one). No unit; it does not change if a column is multiplied or shifted. One extreme unit can decide
/// it; [`spearman`](super::spearman()) looks at ranks only.
///
/// Follows Pearson (1896). An offset common to all values costs no digits, and no magnitude overflows. A result that
/// differs from ±1 by rounding alone is ±1.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::TooFew`] below two pairs; [`StatError::NotFinite`]; [`StatError::NoVariation`] if
/// one column has only equal values: the correlation is undefined, not 0.
///
/// ```
/// use sozialatlas::stats::{StatError, pearson};
/// // Deviations −1 0 1 and −2 1 1: 3 / √(2 · 6).
/// assert!((pearson(&[1.0, 2.0, 3.0], &[1.0, 4.0, 4.0]).unwrap() - 3.0 / 12f64.sqrt()).abs() < 1e-15);
/// assert_eq!(pearson(&[1.0, 1.0], &[1.0, 2.0]), Err(StatError::NoVariation));
/// ```
pub fn pearson(x: &[f64], y: &[f64]) -> Result<f64, StatError> {
    paired(x, y)?;
    let (x, y) = (Centred::of(x, 2)?, Centred::of(y, 2)?);
    Ok(ratio(x.product(&y), x.squares, y.squares))
}

/// A correlation with its test against 0 and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PearsonTest {
    /// Number of pairs.
    pub n: usize,
    /// The coefficient.
    pub r: f64,
    /// t = r √((n − 2) / (1 − r²)); None where it is infinite (|r| = 1) or there are only two pairs.
    pub t: Option<f64>,
    /// Two-sided p-value of r = 0, from Student's t with n − 2 degrees of freedom. 1 for two pairs, which always lie on
    /// a line.
    pub p: f64,
    /// Lower and upper end of Fisher's interval; None below four pairs.
    pub interval: Option<(f64, f64)>,
}

/// Pearson's correlation, tested against 0, with Fisher's interval at the level `conf` (0.95 for 95 %).
///
/// The interval is tanh(artanh r ± z / √(n − 3)) (Fisher 1921). Test and interval suppose pairs that are independent of
/// each other and jointly normal; for all districts of a Land they say how strong the relation is compared with chance,
/// no more.
///
/// # Errors
/// As [`pearson`]; [`StatError::Parameter`] unless 0 < `conf` < 1.
///
/// ```
/// use sozialatlas::stats::pearson_test;
/// // x 1 2 3 4 and y 1 3 2 4: products of deviations 4, squares 5 and 5, r = 0.8;
/// // t = 0.8 √(2 / 0.36) = 1.8856; with two degrees p = 1 − t / √(2 + t²) = 1 − 0.8.
/// let found = pearson_test(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0], 0.95).unwrap();
/// assert!((found.r - 0.8).abs() < 1e-15 && (found.t.unwrap() - 1.8856180831641265).abs() < 1e-12);
/// assert!((found.p - 0.2).abs() < 1e-12);
/// // artanh 0.8 = 1.0986 = ln 3; ± 1.96 / √1: from −0.8614 to 3.0586.
/// let (low, high) = found.interval.unwrap();
/// assert!((low - (-0.861_351_7f64).tanh()).abs() < 1e-6 && (high - 3.058_576_3f64.tanh()).abs() < 1e-6);
/// ```
pub fn pearson_test(x: &[f64], y: &[f64], conf: f64) -> Result<PearsonTest, StatError> {
    let z = two_sided_z(conf)?;
    let r = pearson(x, y)?;
    let n = x.len();
    let (t, p) = t_of(r, n)?;
    let interval = (n > 3).then(|| {
        let half = z / ((n - 3) as f64).sqrt();
        // artanh(±1) is infinite, and its tanh is ±1 again.
        ((r.atanh() - half).tanh(), (r.atanh() + half).tanh())
    });
    Ok(PearsonTest { n, r, t, p, interval })
}

/// t and two-sided p of a correlation of `n` pairs.
pub(super) fn t_of(r: f64, n: usize) -> Result<(Option<f64>, f64), StatError> {
    if n < 3 {
        return Ok((None, 1.0));
    }
    let free = (n - 2) as f64;
    let t = r * (free / ((1.0 - r) * (1.0 + r))).sqrt();
    if t.is_finite() { Ok((Some(t), t_two_sided(t, free)?)) } else { Ok((None, 0.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        let line = [1.0, 2.0, 3.0, 4.0];
        let exact = pearson_test(&line, &line, 0.95).unwrap();
        assert_eq!((exact.t, exact.p, exact.interval), (None, 0.0, Some((1.0, 1.0))));
        let two = pearson_test(&[1.0, 2.0], &[4.0, 3.0], 0.95).unwrap();
        assert_eq!((two.r, two.t, two.p, two.interval), (-1.0, None, 1.0, None));
        assert_eq!(pearson_test(&line, &line, 1.0), Err(StatError::Parameter));
        assert_eq!(pearson(&line, &[1.0]), Err(StatError::Lengths { left: 4, right: 1 }));
        assert_eq!(pearson(&[1.0], &[1.0]), Err(StatError::TooFew { needed: 2, got: 1 }));
    }

    #[test]
    fn magnitude_and_offset_do_not_matter() {
        let (x, y) = ([1.0, 2.0, 3.0, 5.0], [2.0, 1.0, 4.0, 4.0]);
        let r = pearson(&x, &y).unwrap();
        for (scale, offset) in [(1e300, 0.0), (1e-300, 0.0), (0.25, 1e9), (-1.0, 0.0)] {
            let other = x.map(|v: f64| v * scale + offset);
            assert!((pearson(&other, &y).unwrap() - r * scale.signum()).abs() < 1e-13);
        }
        assert!(pearson(&[-f64::MAX, f64::MAX, 0.0], &[5e-324, 0.0, 0.0]).is_ok_and(f64::is_finite));
    }
}
