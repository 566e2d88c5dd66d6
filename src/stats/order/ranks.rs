//! Ranks under the usual rules for ties.

use super::super::StatError;
use super::super::check::all_finite;
use super::radix::keyed_order;

/// The rank that equal values get. Three units that share the places 4, 5 and 6 get
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// 5 each, the mean of the places: the rule of rank correlation and rank tests, for it keeps the sum of ranks.
    #[default]
    Average,
    /// 4 each, the first of the places: competition ranking, as in sports and published rankings.
    Min,
    /// 6 each, the last of the places: how many are at least as good.
    Max,
    /// The next number after the group before them, and the following unit the number after that: no gaps.
    Dense,
    /// 4, 5 and 6 in the order in which they stand in the data. The order among them carries no meaning.
    Ordinal,
}

/// Which end of a ranking has rank 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The smallest value has rank 1.
    #[default]
    Ascending,
    /// The largest value has rank 1.
    Descending,
}

/// The rank of each value, from 1, in the order of the values.
///
/// Equal means exactly equal (0 and −0 are); values that only look equal on screen are to be rounded before.
/// Only [`Ties::Average`] gives ranks that are not whole (halves). The rules are those of `rankdata` in SciPy and `rank`
/// in R (Kendall 1945, *Biometrika* 33, on the mean rank). O(n): the order comes from [`super::order_of`].
///
/// # Errors
/// [`StatError::NotFinite`]. No values give no ranks.
///
/// ```
/// use sozialatlas::stats::{Direction, Ties, ranks};
/// // Ascending 1, 4, 9, 9: the two 9 share the places 3 and 4.
/// let x = [9.0, 4.0, 9.0, 1.0];
/// let up = |ties| ranks(&x, ties, Direction::Ascending).unwrap();
/// assert_eq!(up(Ties::Average), [3.5, 2.0, 3.5, 1.0]);
/// assert_eq!(up(Ties::Min), [3.0, 2.0, 3.0, 1.0]);
/// assert_eq!(up(Ties::Max), [4.0, 2.0, 4.0, 1.0]);
/// assert_eq!(up(Ties::Dense), [3.0, 2.0, 3.0, 1.0]);
/// assert_eq!(up(Ties::Ordinal), [3.0, 2.0, 4.0, 1.0]);
/// // Descending the two 9 share the places 1 and 2, and the dense rank of 4 is 2.
/// assert_eq!(ranks(&x, Ties::Dense, Direction::Descending), Ok(vec![1.0, 2.0, 1.0, 3.0]));
/// ```
pub fn ranks(values: &[f64], ties: Ties, direction: Direction) -> Result<Vec<f64>, StatError> {
    all_finite(values)?;
    let sign = if direction == Direction::Descending { -1.0 } else { 1.0 };
    let turned: Vec<f64> = values.iter().map(|v| sign * v).collect();
    let order = keyed_order(&turned);
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0u32;
    for (group, equal) in order.chunk_by(|a, b| a.0 == b.0).enumerate() {
        let upto = before + equal.len() as u32;
        let shared = match ties {
            Ties::Average => (f64::from(before) + 1.0 + f64::from(upto)) / 2.0,
            Ties::Min | Ties::Ordinal => f64::from(before + 1),
            Ties::Max => f64::from(upto),
            Ties::Dense => (group + 1) as f64,
        };
        let step = if ties == Ties::Ordinal { 1.0 } else { 0.0 };
        let mut rank = shared;
        for (_, at) in equal {
            ranks[*at as usize] = rank;
            rank += step;
        }
        before = upto;
    }
    Ok(ranks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RULES: [Ties; 5] = [Ties::Average, Ties::Min, Ties::Max, Ties::Dense, Ties::Ordinal];

    // Reference: scipy.stats.rankdata, all methods.
    #[test]
    fn agrees_with_scipy() {
        let x = [2.5, 2.5, 7.0, 1.0, 9.0, 9.0, 9.0, 4.0, 0.0, -3.0];
        let up = |ties| ranks(&x, ties, Direction::Ascending).unwrap();
        assert_eq!(up(Ties::Average), [4.5, 4.5, 7.0, 3.0, 9.0, 9.0, 9.0, 6.0, 2.0, 1.0]);
        assert_eq!(up(Ties::Min), [4.0, 4.0, 7.0, 3.0, 8.0, 8.0, 8.0, 6.0, 2.0, 1.0]);
        assert_eq!(up(Ties::Max), [5.0, 5.0, 7.0, 3.0, 10.0, 10.0, 10.0, 6.0, 2.0, 1.0]);
        assert_eq!(up(Ties::Dense), [4.0, 4.0, 6.0, 3.0, 7.0, 7.0, 7.0, 5.0, 2.0, 1.0]);
        assert_eq!(up(Ties::Ordinal), [4.0, 5.0, 7.0, 3.0, 8.0, 9.0, 10.0, 6.0, 2.0, 1.0]);
        let down = ranks(&x, Ties::Ordinal, Direction::Descending).unwrap();
        assert_eq!(down, [6.0, 7.0, 4.0, 8.0, 1.0, 2.0, 3.0, 5.0, 9.0, 10.0]);
    }

    #[test]
    fn edges() {
        for ties in RULES {
            assert_eq!(ranks(&[], ties, Direction::Ascending), Ok(vec![]));
            assert_eq!(ranks(&[7.0], ties, Direction::Descending), Ok(vec![1.0]));
            assert_eq!(ranks(&[f64::NAN, 1.0], ties, Direction::Ascending), Err(StatError::NotFinite));
        }
        assert_eq!(ranks(&[0.0, -0.0], Ties::Average, Direction::Ascending), Ok(vec![1.5, 1.5]));
    }

    proptest! {
        /// By definition: a rank counts the values that are better and those that are equal.
        #[test]
        fn ranks_count(values in prop::collection::vec(-5i8..5, 1..120), down in any::<bool>()) {
            let x: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
            let direction = if down { Direction::Descending } else { Direction::Ascending };
            let found = RULES.map(|ties| ranks(&x, ties, direction).unwrap());
            for (i, v) in values.iter().enumerate() {
                let better = |w: &i8| if down { w > v } else { w < v };
                let less = values.iter().filter(|w| better(w)).count() as f64;
                let equal = values.iter().filter(|w| *w == v).count() as f64;
                let earlier = values[..i].iter().filter(|w| *w == v).count() as f64;
                let mut distinct: Vec<i8> = values.iter().copied().filter(|w| better(w)).collect();
                distinct.sort_unstable();
                distinct.dedup();
                let expected =
                    [less + (equal + 1.0) / 2.0, less + 1.0, less + equal, distinct.len() as f64 + 1.0, less + earlier + 1.0];
                for (found, expected) in found.iter().zip(expected) {
                    prop_assert_eq!(found[i], expected);
                }
            }
        }
    }
}
