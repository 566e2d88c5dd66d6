//! Kendall's rank correlation in n log n steps.

use super::super::check::enough;
use super::super::{StatError, normal_sf, order_of};
use super::centred::paired;

/// The pairs of units that two columns order in the same and in opposite ways, with the ties: what Kendall's tau, its
/// variance and the Mann-Kendall test are made of. Every count is exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concordance {
    /// Number of units n.
    pub n: usize,
    /// S: pairs ordered alike minus pairs ordered oppositely.
    pub score: f64,
    /// Pairs of units, n (n − 1) / 2.
    pub pairs: f64,
    /// Pairs tied in x.
    pub tied_x: f64,
    /// Pairs tied in y.
    pub tied_y: f64,
    /// Variance of S if x and y are unrelated, with these ties (Kendall 1970, chapter 5).
    pub variance: f64,
    /// The first term of it alone, (v − Σ t (t−1)(2t+5) − Σ u (u−1)(2u+5)) / 18, which Sen's interval uses.
    pub plain_variance: f64,
}

/// Counts concordant and discordant pairs with the idea of Knight (1966): in the order of x, the discordant pairs are the
/// exchanges of neighbours that sorting by y would take. n log n steps instead of n².
///
/// With v(2n + 5) = n (n − 1)(2n + 5) and sums over the groups of t (or u) equal values, the variance is
/// (v − Σ t (t−1)(2t+5) − Σ u (u−1)(2u+5)) / 18 + Σ t (t−1)(t−2) Σ u (u−1)(u−2) / (9 n (n−1)(n−2))
/// + Σ t (t−1) Σ u (u−1) / (2 n (n−1)).
///
/// # Errors
/// [`StatError::Lengths`], [`StatError::TooFew`] below two units, [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::concordance;
/// // Of the three pairs (1,2) (1,3) (2,3) of units, the first two are ordered alike, the last oppositely: S = 1.
/// let found = concordance(&[1.0, 2.0, 3.0], &[1.0, 5.0, 4.0]).unwrap();
/// assert_eq!((found.score, found.pairs), (1.0, 3.0));
/// assert!((found.variance - 3.0 * 2.0 * 11.0 / 18.0).abs() < 1e-15);
/// ```
pub fn concordance(x: &[f64], y: &[f64]) -> Result<Concordance, StatError> {
    paired(x, y)?;
    let (x, y) = (Places::of(x)?, Places::of(y)?);
    Ok(x.with(&y))
}

/// Kendall's tau-b: S / √((pairs − tied in x)(pairs − tied in y)).
///
/// The surplus of pairs of units that both columns order alike: 1 if all are, −1 if none is; ties count for neither. Of
/// two units drawn at random, tau is the probability of the same order minus that of the opposite one. Usually closer to
/// 0 than Spearman's ρ.
///
/// Follows Kendall (1945).
///
/// # Errors
/// As [`concordance`]; [`StatError::NoVariation`] if one column has only equal values.
///
/// ```
/// use sozialatlas::stats::kendall;
/// assert!((kendall(&[1.0, 2.0, 3.0], &[1.0, 5.0, 4.0]).unwrap() - 1.0 / 3.0).abs() < 1e-15);
/// // One pair tied in x: S = 2 of √(2 · 3).
/// assert!((kendall(&[1.0, 1.0, 3.0], &[1.0, 4.0, 5.0]).unwrap() - 2.0 / 6f64.sqrt()).abs() < 1e-15);
/// ```
pub fn kendall(x: &[f64], y: &[f64]) -> Result<f64, StatError> {
    concordance(x, y)?.tau_b()
}

/// A tau-b with its test against 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KendallTest {
    /// Number of pairs of values.
    pub n: usize,
    /// The coefficient tau-b.
    pub tau: f64,
    /// S divided by its standard deviation, without continuity correction.
    pub z: f64,
    /// Two-sided p-value of "no relation" from the normal distribution, the variance corrected for ties: an
    /// approximation that is good from about ten units.
    pub p: f64,
}

/// Kendall's tau-b, tested against 0.
///
/// # Errors
/// As [`kendall`].
///
/// ```
/// use sozialatlas::stats::kendall_test;
/// // S = 1, variance 66 / 18: z = 0.5222, and 60 % of all orders are at least as far from 0 (approximately).
/// let found = kendall_test(&[1.0, 2.0, 3.0], &[1.0, 5.0, 4.0]).unwrap();
/// assert!((found.z - 1.0 / (11.0f64 / 3.0).sqrt()).abs() < 1e-15 && (found.p - 0.6015).abs() < 1e-4);
/// ```
pub fn kendall_test(x: &[f64], y: &[f64]) -> Result<KendallTest, StatError> {
    let counts = concordance(x, y)?;
    let tau = counts.tau_b()?;
    let z = counts.score / counts.variance.sqrt();
    Ok(KendallTest { n: counts.n, tau, z, p: 2.0 * normal_sf(z.abs()) })
}

impl Concordance {
    /// Kendall's tau-b ([`kendall`]).
    ///
    /// # Errors
    /// [`StatError::NoVariation`] if one column has only equal values.
    ///
    /// ```
    /// use sozialatlas::stats::concordance;
    /// // One pair tied in x: S = 2 of √(2 · 3).
    /// let found = concordance(&[1.0, 1.0, 3.0], &[1.0, 4.0, 5.0]).unwrap();
    /// assert!((found.tau_b().unwrap() - 2.0 / 6f64.sqrt()).abs() < 1e-15);
    /// ```
    pub fn tau_b(&self) -> Result<f64, StatError> {
        let (free_x, free_y) = (self.pairs - self.tied_x, self.pairs - self.tied_y);
        if free_x == 0.0 || free_y == 0.0 {
            return Err(StatError::NoVariation);
        }
        Ok((self.score / (free_x * free_y).sqrt()).clamp(-1.0, 1.0))
    }

    /// Kendall's tau-a: S divided by the number of pairs, ties or not. With ties it cannot reach 1.
    ///
    /// ```
    /// use sozialatlas::stats::concordance;
    /// // One pair tied in x: S = 2 of 3 pairs.
    /// let found = concordance(&[1.0, 1.0, 3.0], &[1.0, 4.0, 5.0]).unwrap();
    /// assert!((found.tau_a() - 2.0 / 3.0).abs() < 1e-15);
    /// ```
    pub fn tau_a(&self) -> f64 {
        self.score / self.pairs
    }
}

/// The order of a column: everything about it that pairs need, so that a matrix finds it once for each column.
pub(super) struct Places {
    /// Positions in ascending order.
    order: Vec<u32>,
    /// For each position the number of its group of equal values, from 0, ascending.
    group: Vec<u32>,
    /// Where each group starts in the order.
    starts: Vec<u32>,
    ties: Ties,
}

/// Sums over the groups of t equal values.
#[derive(Clone, Copy, Debug, Default)]
struct Ties {
    /// Σ t (t − 1).
    two: f64,
    /// Σ t (t − 1)(t − 2).
    three: f64,
    /// Σ t (t − 1)(2 t + 5).
    spread: f64,
}

impl Places {
    /// # Errors
    /// [`StatError::TooFew`] below two values, [`StatError::NotFinite`].
    pub(super) fn of(values: &[f64]) -> Result<Places, StatError> {
        enough(values, 2)?;
        let order = order_of(values);
        let mut group = vec![0; values.len()];
        let (mut starts, mut last) = (Vec::new(), f64::NAN);
        for (place, at) in order.iter().enumerate() {
            let value = values[*at as usize];
            if value != last {
                starts.push(place as u32);
                last = value;
            }
            group[*at as usize] = starts.len() as u32 - 1;
        }
        let mut ties = Ties::default();
        let ends = starts.iter().skip(1).copied().chain([values.len() as u32]);
        for t in starts.iter().zip(ends).map(|(start, end)| f64::from(end - start)) {
            ties.two += t * (t - 1.0);
            ties.three += t * (t - 1.0) * (t - 2.0);
            ties.spread += t * (t - 1.0) * (2.0 * t + 5.0);
        }
        Ok(Places { order, group, starts, ties })
    }

    /// Are there at least two different values?
    pub(super) fn varies(&self) -> bool {
        self.starts.len() > 1
    }

    /// The concordance with another column of the same length.
    pub(super) fn with(&self, y: &Places) -> Concordance {
        let mut sequence = self.sequence(y);
        let tied_both = tied_neighbours(self, &sequence);
        let exchanges = exchanges(&mut sequence);
        let n = self.order.len() as f64;
        let pairs = n * (n - 1.0) / 2.0;
        let (tied_x, tied_y) = (self.ties.two / 2.0, y.ties.two / 2.0);
        let score = pairs - tied_x - tied_y + tied_both - 2.0 * exchanges as f64;
        let plain = n * (n - 1.0) * (2.0 * n + 5.0) - self.ties.spread - y.ties.spread;
        // With two units there are no groups of three.
        let threes = self.ties.three * y.ties.three / (9.0 * n * (n - 1.0) * (n - 2.0).max(1.0));
        let twos = self.ties.two * y.ties.two / (2.0 * n * (n - 1.0));
        let plain_variance = plain / 18.0;
        let variance = plain_variance + threes + twos;
        Concordance { n: self.order.len(), score, pairs, tied_x, tied_y, variance, plain_variance }
    }

    /// The groups of y in the order of x, those of equal x in the order of y: one counting sort.
    fn sequence(&self, y: &Places) -> Vec<u32> {
        let mut next = self.starts.clone();
        let mut sequence = vec![0; y.order.len()];
        for at in &y.order {
            let place = &mut next[self.group[*at as usize] as usize];
            sequence[*place as usize] = y.group[*at as usize];
            *place += 1;
        }
        sequence
    }
}

/// Pairs of units that are tied in both columns.
fn tied_neighbours(x: &Places, sequence: &[u32]) -> f64 {
    let ends = x.starts.iter().skip(1).map(|s| *s as usize).chain([sequence.len()]);
    let of_x = x.starts.iter().zip(ends).filter_map(|(start, end)| sequence.get(*start as usize..end));
    let tied = |run: &[u32]| run.len() as f64 * (run.len() as f64 - 1.0) / 2.0;
    of_x.filter(|run| run.len() > 1).flat_map(|run| run.chunk_by(|a, b| a == b)).map(tied).sum()
}

/// How many pairs stand in descending order: the exchanges of neighbours that sorting takes.
///
/// The numbers are dealt out by their highest bit, keeping their order: every 0 that follows a 1 is a descending pair.
/// Within both halves the next bit decides, until few numbers are left. As many steps as a merge sort, but none that
/// depends on a comparison, whose outcome the processor would guess wrong half the time.
fn exchanges(numbers: &mut [u32]) -> u64 {
    let largest = numbers.iter().copied().max().unwrap_or(0);
    let mut spare = vec![0; numbers.len()];
    descending_pairs(numbers, &mut spare, u32::BITS - largest.leading_zeros())
}

/// The descending pairs of numbers that differ in their lowest `bits` only.
fn descending_pairs(numbers: &mut [u32], spare: &mut [u32], bits: u32) -> u64 {
    const FEW: usize = 32;
    if bits == 0 {
        return 0;
    }
    if numbers.len() <= FEW {
        return descending_pairs_of_few(numbers);
    }
    let (mut low, mut high, mut count) = (0, 0, 0u64);
    for at in 0..numbers.len() {
        let number = numbers[at];
        let bit = (number >> (bits - 1) & 1) as usize;
        // Written to both ends, counted at one: no step waits for a decision.
        numbers[low] = number;
        spare[high] = number;
        low += 1 - bit;
        high += bit;
        count += (high * (1 - bit)) as u64;
    }
    let (below, above) = numbers.split_at_mut(low);
    above.copy_from_slice(&spare[..high]);
    count + descending_pairs(below, spare, bits - 1) + descending_pairs(above, spare, bits - 1)
}

fn descending_pairs_of_few(numbers: &[u32]) -> u64 {
    let before = |(at, number): (usize, &u32)| -> u32 {
        numbers.iter().take(at).map(|earlier| u32::from(earlier > number)).sum()
    };
    numbers.iter().enumerate().map(|n| u64::from(before(n))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_all_pairs(cells in prop::collection::vec((0u8..9, 0u8..40), 2..120)) {
            let (x, y): (Vec<f64>, Vec<f64>) = cells.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
            let found = concordance(&x, &y).unwrap();
            let sign = |a: f64, b: f64| if a < b { 1.0 } else if a > b { -1.0 } else { 0.0 };
            let (mut score, mut tied_x, mut tied_y) = (0.0, 0.0, 0.0);
            for i in 0..x.len() {
                for j in 0..i {
                    score += sign(x[j], x[i]) * sign(y[j], y[i]);
                    tied_x += f64::from(u8::from(x[i] == x[j]));
                    tied_y += f64::from(u8::from(y[i] == y[j]));
                }
            }
            prop_assert_eq!((found.score, found.tied_x, found.tied_y), (score, tied_x, tied_y));
            prop_assert!(found.variance >= 0.0);
            let turned = concordance(&y, &x).unwrap();
            prop_assert!(turned.score == score && (turned.variance - found.variance).abs() <= 1e-9 * found.variance);
        }
    }

    #[test]
    fn edges() {
        assert_eq!(kendall(&[1.0, 1.0], &[1.0, 2.0]), Err(StatError::NoVariation));
        assert_eq!(kendall(&[1.0], &[1.0]), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(kendall(&[1.0, 2.0], &[1.0, f64::INFINITY]), Err(StatError::NotFinite));
        assert_eq!(kendall(&[0.0, -0.0, 1.0], &[1.0, 2.0, 3.0]), kendall(&[0.0, 0.0, 1.0], &[1.0, 2.0, 3.0]));
        let two = kendall_test(&[1.0, 2.0], &[5.0, 4.0]).unwrap();
        assert_eq!((two.tau, two.z), (-1.0, -1.0)); // variance 2 · 1 · 9 / 18
        assert_eq!(concordance(&[1.0, 2.0], &[3.0, 3.0]).unwrap().tau_a(), 0.0);
    }
}
