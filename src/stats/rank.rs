//! Ranks with ties.

use super::{StatError, sorted};

/// The rank of each value, from 1, as the span of places that equal values share.
///
/// Standard competition ranking: three areas that share places 4, 5 and 6 all get `(4, 6)`; a value of its own gets the
/// same number twice. Equal means exactly equal. The result is in the order of the values.
///
/// # Errors
/// [`StatError::NotFinite`]. No values give no ranks.
///
/// ```
/// use sozialatlas::stats::competition_ranks;
/// let ranks = competition_ranks(&[9.0, 4.0, 9.0, 1.0], true).unwrap();
/// assert_eq!(ranks, [(1, 2), (3, 3), (1, 2), (4, 4)]);
/// ```
pub fn competition_ranks(values: &[f64], descending: bool) -> Result<Vec<(u32, u32)>, StatError> {
    let sorted = sorted(values, 0)?;
    let rank = |value: &f64| {
        // How many are smaller, and how many are not greater: 0.0 and -0.0 are equal here.
        let below = sorted.partition_point(|v| v < value) as u32;
        let upto = sorted.partition_point(|v| v <= value) as u32;
        let all = sorted.len() as u32;
        if descending { (all - upto + 1, all - below) } else { (below + 1, upto) }
    };
    Ok(values.iter().map(rank).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    // Reference: scipy.stats.rankdata, methods min and max, both directions.
    #[test]
    fn agrees_with_scipy() {
        let x = [2.5, 2.5, 7.0, 1.0, 9.0, 9.0, 9.0, 4.0, 0.0, -3.0];
        let up = competition_ranks(&x, false).unwrap();
        assert_eq!(up.iter().map(|r| r.0).collect::<Vec<_>>(), [4, 4, 7, 3, 8, 8, 8, 6, 2, 1]);
        assert_eq!(up.iter().map(|r| r.1).collect::<Vec<_>>(), [5, 5, 7, 3, 10, 10, 10, 6, 2, 1]);
        let down = competition_ranks(&x, true).unwrap();
        assert_eq!(down.iter().map(|r| r.0).collect::<Vec<_>>(), [6, 6, 4, 8, 1, 1, 1, 5, 9, 10]);
        assert_eq!(down.iter().map(|r| r.1).collect::<Vec<_>>(), [7, 7, 4, 8, 3, 3, 3, 5, 9, 10]);
    }

    #[test]
    fn edges() {
        assert_eq!(competition_ranks(&[], true), Ok(vec![]));
        assert_eq!(competition_ranks(&[0.0, -0.0], true), Ok(vec![(1, 2), (1, 2)]));
        assert_eq!(competition_ranks(&[f64::NAN], true), Err(StatError::NotFinite));
    }
}
