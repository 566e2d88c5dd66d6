//! Percent ranks.

use super::super::StatError;
use super::super::check::all_finite;
use super::radix::keyed_order;

/// What a percent rank counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PercentRank {
    /// Percentage of values that are smaller: 100 · #(<) / n. The smallest value has 0.
    Strict,
    /// Percentage of values that are not greater: 100 · #(≤) / n. The largest value has 100.
    Weak,
    /// The mean of the two, as for percentile ranks of test scores: the median of distinct values has 50.
    #[default]
    Mean,
    /// Share of the *other* values that are smaller: #(<) / (n − 1), from 0 to 1, as `PERCENTRANK.INC` of spreadsheets
    /// and `percent_rank` of SQL. Not a percentage.
    Inclusive,
}

/// The percent rank of each value among all values, in their order.
///
/// It says how many of the units a unit surpasses, which readers take in more easily than a rank among n. Equal values
/// have equal percent ranks; 0 and −0 are equal.
///
/// # Errors
/// [`StatError::NotFinite`]; [`StatError::TooFew`] for [`PercentRank::Inclusive`] of a single value, which has no
/// others. No values give no ranks.
///
/// ```
/// use sozialatlas::stats::{PercentRank, percent_ranks};
/// // Of four values, 2 surpasses one (25 %) and is not surpassed by three (75 %); the mean of the two is 50.
/// let x = [1.0, 2.0, 2.0, 8.0];
/// assert_eq!(percent_ranks(&x, PercentRank::Strict), Ok(vec![0.0, 25.0, 25.0, 75.0]));
/// assert_eq!(percent_ranks(&x, PercentRank::Weak), Ok(vec![25.0, 75.0, 75.0, 100.0]));
/// assert_eq!(percent_ranks(&x, PercentRank::Mean), Ok(vec![12.5, 50.0, 50.0, 87.5]));
/// // One of the three others is smaller.
/// assert_eq!(percent_ranks(&x, PercentRank::Inclusive).unwrap()[1], 1.0 / 3.0);
/// ```
pub fn percent_ranks(values: &[f64], kind: PercentRank) -> Result<Vec<f64>, StatError> {
    all_finite(values)?;
    if values.len() == 1 && kind == PercentRank::Inclusive {
        return Err(StatError::TooFew { needed: 2, got: 1 });
    }
    let order = keyed_order(values);
    let n = values.len() as f64;
    let mut found = vec![0.0; values.len()];
    let mut less = 0;
    for equal in order.chunk_by(|a, b| a.0 == b.0) {
        let upto = less + equal.len();
        let percent = match kind {
            PercentRank::Strict => 100.0 * less as f64 / n,
            PercentRank::Weak => 100.0 * upto as f64 / n,
            PercentRank::Mean => 50.0 * (less + upto) as f64 / n,
            PercentRank::Inclusive => less as f64 / (n - 1.0),
        };
        for (_, at) in equal {
            found[*at as usize] = percent;
        }
        less = upto;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Reference: scipy.stats.percentileofscore, kinds strict, weak and mean; PERCENTRANK.INC.
    #[test]
    fn agrees_with_scipy_and_spreadsheets() {
        let x = [2.5, 2.5, 7.0, 1.0, 9.0, 9.0, 9.0, 4.0, 0.0, -3.0];
        let all = |kind| percent_ranks(&x, kind).unwrap();
        assert_eq!(all(PercentRank::Strict), [30.0, 30.0, 60.0, 20.0, 70.0, 70.0, 70.0, 50.0, 10.0, 0.0]);
        assert_eq!(all(PercentRank::Weak), [50.0, 50.0, 70.0, 30.0, 100.0, 100.0, 100.0, 60.0, 20.0, 10.0]);
        assert_eq!(all(PercentRank::Mean), [40.0, 40.0, 65.0, 25.0, 85.0, 85.0, 85.0, 55.0, 15.0, 5.0]);
        assert_eq!(all(PercentRank::Inclusive)[4], 7.0 / 9.0);
    }

    #[test]
    fn edges() {
        assert_eq!(percent_ranks(&[], PercentRank::Inclusive), Ok(vec![]));
        assert_eq!(percent_ranks(&[4.0], PercentRank::Mean), Ok(vec![50.0]));
        assert_eq!(percent_ranks(&[4.0], PercentRank::Inclusive), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(percent_ranks(&[f64::INFINITY], PercentRank::Mean), Err(StatError::NotFinite));
        assert_eq!(percent_ranks(&[3.0, 3.0], PercentRank::Inclusive), Ok(vec![0.0, 0.0]));
    }
}
