//! Spearman's rank correlation.

use super::super::{Direction, StatError, Ties, ranks};
use super::centred::paired;
use super::pearson::{pearson, t_of};

/// Spearman's rank correlation ρ: Pearson's correlation of the ranks, ties sharing the average of their ranks.
///
/// How closely the pairs follow *any* rising or falling line: 1 if the order of both columns is the same, −1 if it is
/// reversed. Extreme values count by their place only.
///
/// Follows Spearman (1904); with ties the correlation of average ranks (Kendall & Gibbons 1990), not the shortcut
/// 1 − 6 Σd² / (n³ − n), which ties make wrong.
///
/// # Errors
/// As [`pearson`](super::pearson()).
///
/// ```
/// use sozialatlas::stats::spearman;
/// // Ranks 1 2 3 4 and 1 3 2 4: 1 − 6 · 2 / 60 = 0.8. The 1000 counts as the largest, no more.
/// assert!((spearman(&[1.0, 2.0, 3.0, 4.0], &[-5.0, 8.0, 0.0, 1000.0]).unwrap() - 0.8).abs() < 1e-15);
/// // Ranks 1.5 1.5 3 and 1 2 3: deviations −.5 −.5 1 and −1 0 1: 1.5 / √(1.5 · 2).
/// assert!((spearman(&[7.0, 7.0, 9.0], &[1.0, 2.0, 3.0]).unwrap() - 0.75f64.sqrt()).abs() < 1e-15);
/// ```
pub fn spearman(x: &[f64], y: &[f64]) -> Result<f64, StatError> {
    paired(x, y)?;
    pearson(&average_ranks(x)?, &average_ranks(y)?)
}

/// A rank correlation with its test against 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpearmanTest {
    /// Number of pairs.
    pub n: usize,
    /// The coefficient ρ.
    pub rho: f64,
    /// t = ρ √((n − 2) / (1 − ρ²)); None where it is infinite or there are only two pairs.
    pub t: Option<f64>,
    /// Two-sided p-value of ρ = 0 from Student's t with n − 2 degrees of freedom: an approximation that is good from
    /// about ten pairs. 1 for two pairs.
    pub p: f64,
}

/// Spearman's rank correlation, tested against 0.
///
/// # Errors
/// As [`spearman`].
///
/// ```
/// use sozialatlas::stats::spearman_test;
/// // ρ = 0.8 of four pairs: t = 0.8 √(2 / 0.36), and p = 0.2 as for Pearson's r.
/// let found = spearman_test(&[1.0, 2.0, 3.0, 4.0], &[-5.0, 8.0, 0.0, 1000.0]).unwrap();
/// assert!((found.t.unwrap() - 1.8856180831641265).abs() < 1e-12 && (found.p - 0.2).abs() < 1e-12);
/// ```
pub fn spearman_test(x: &[f64], y: &[f64]) -> Result<SpearmanTest, StatError> {
    let rho = spearman(x, y)?;
    let (t, p) = t_of(rho, x.len())?;
    Ok(SpearmanTest { n: x.len(), rho, t, p })
}

/// Ranks from 1, ties sharing their average.
pub(super) fn average_ranks(values: &[f64]) -> Result<Vec<f64>, StatError> {
    ranks(values, Ties::Average, Direction::Ascending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), Err(StatError::NoVariation));
        assert_eq!(spearman(&[1.0], &[1.0]), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(spearman(&[1.0, 2.0], &[1.0]), Err(StatError::Lengths { left: 2, right: 1 }));
        assert_eq!(spearman(&[1.0, f64::NAN], &[1.0, 2.0]), Err(StatError::NotFinite));
        let exact = spearman_test(&[1.0, 2.0, 3.0], &[1.0, 4.0, 9.0]).unwrap();
        assert_eq!((exact.rho, exact.t, exact.p), (1.0, None, 0.0));
    }
}
