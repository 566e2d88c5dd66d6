//! What the ranks of a unit in many draws come to.

use super::whole::sort_whole;

/// The middle of drawn ranks and the interval that holds a given share of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct DrawnRanks {
    /// At most (1 − level) / 2 of the draws give a lower rank.
    pub lower: u32,
    /// Median; between two ranks where the draws are even.
    pub median: f64,
    /// At most (1 − level) / 2 of the draws give a higher rank.
    pub upper: u32,
}

impl DrawnRanks {
    /// Of the ranks of one unit, at least one; they are sorted.
    pub fn of(ranks: &mut [u32], level: f64) -> DrawnRanks {
        sort_whole(ranks);
        let n = ranks.len();
        // So many draws may lie outside at either end; a share that is whole but for rounding counts as whole.
        let outside = (n as f64 * (1.0 - level) / 2.0 + 1e-9).floor() as usize;
        let outside = outside.min((n - 1) / 2);
        DrawnRanks {
            lower: ranks[outside],
            median: (f64::from(ranks[(n - 1) / 2]) + f64::from(ranks[n / 2])) / 2.0,
            upper: ranks[n - 1 - outside],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Twenty draws: a tenth on each side is two draws, so the third from either end.
        let mut ranks: Vec<u32> = (1..=20).rev().collect();
        assert_eq!(DrawnRanks::of(&mut ranks, 0.8), DrawnRanks { lower: 3, median: 10.5, upper: 18 });
        assert_eq!(DrawnRanks::of(&mut ranks, 0.95), DrawnRanks { lower: 1, median: 10.5, upper: 20 });
        assert_eq!(DrawnRanks::of(&mut [7], 0.5), DrawnRanks { lower: 7, median: 7.0, upper: 7 });
        assert_eq!(DrawnRanks::of(&mut [4, 9], 1e-9), DrawnRanks { lower: 4, median: 6.5, upper: 9 });
    }
}
