//! How certain ranks are.

use super::super::check::{all_finite, in_range};
use super::super::{Random, StatError, two_sided_z};
use super::Direction;
use super::drawn::DrawnRanks;
use super::radix::keyed_order;

/// At most so many ranks are kept in memory: units times draws.
const MOST_RANKS: usize = 1 << 26;

/// Work between two reports of progress, in values drawn.
const REPORT: usize = 1 << 14;

/// How ranks are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankDraws {
    /// How many times all values are drawn. 1,000 draws leave a probability of one half uncertain by ±3 percentage
    /// points (95 %), 10,000 by ±1.
    pub count: u32,
    /// Start of the random numbers.
    pub seed: u64,
    /// Share of the draws that the interval of ranks holds, such as 0.95.
    pub level: f64,
    /// How many places at each end count as top and as bottom, such as 10.
    pub places: u32,
    /// Which end has rank 1.
    pub direction: Direction,
}

/// What the draws say of the rank of one unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UncertainRank {
    /// Mean rank. It is drawn to the middle, the more the less certain the value is.
    pub mean: f64,
    /// Median rank; between two ranks where the draws are even.
    pub median: f64,
    /// Lower end of the interval of ranks: at most (1 − level) / 2 of the draws give a lower rank.
    pub lower: u32,
    /// Upper end of the interval of ranks: at most (1 − level) / 2 of the draws give a higher rank.
    pub upper: u32,
    /// Probability to be among the first places: share of the draws with a rank up to `places`.
    pub top: f64,
    /// Probability to be among the last places: share of the draws with a rank above n − `places`.
    pub bottom: f64,
}

/// How certain the ranks of uncertain values are, by simulation (Goldstein & Spiegelhalter 1996, *Journal of the Royal
/// Statistical Society A* 159; Marshall & Spiegelhalter 1998, *BMJ* 316).
///
/// A ranking of estimates looks more certain than it is: where the intervals of many units overlap, places change by
/// chance. Here the value of each unit is drawn again and again from a normal distribution around its estimate, with its
/// standard error (see [`standard_errors`] for published intervals), and the units are ranked each time. What is said of
/// a unit is how its rank scatters: the mean and median rank, an interval, the probability to be among the first or last.
/// A unit whose interval runs from 3 to 19 must not be called the third.
///
/// Assumed are normal errors that are independent between units. For rates from few cases, whose intervals are skewed,
/// rank the logarithms or another scale on which the errors are about normal: ranks do not change with the scale. A
/// standard error of 0 stands for a certain value; equal values in a draw share the lowest of their ranks. Draw by draw
/// and unit by unit, the random numbers are those of [`Random`] from `seed`, the same in every browser.
///
/// `progress` is called with the share that is done. n units and m draws take O(n m) time and 4 n m bytes.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::TooFew`] without units; [`StatError::NotFinite`]; [`StatError::Parameter`] for a
/// negative standard error, no draws, a level outside 0 to 1, or more than 2²⁶ units times draws.
///
/// ```
/// use sozialatlas::stats::{Direction, RankDraws, uncertain_ranks};
/// let draws = RankDraws { count: 2000, seed: 1, level: 0.95, places: 1, direction: Direction::Descending };
/// // The first is 20 standard errors above the others: it is first in every draw. The others are equal: each is second
/// // in about half of the draws, so their mean rank is about 2.5.
/// let found = uncertain_ranks(&[90.0, 50.0, 50.0], &[2.0, 2.0, 2.0], draws, &mut |_| {}).unwrap();
/// assert_eq!((found[0].mean, found[0].lower, found[0].upper, found[0].top), (1.0, 1, 1, 1.0));
/// assert_eq!((found[1].lower, found[1].upper), (2, 3));
/// assert!((found[1].mean - 2.5).abs() < 0.05 && (found[1].bottom - 0.5).abs() < 0.05);
/// ```
pub fn uncertain_ranks(
    values: &[f64],
    standard_errors: &[f64],
    draws: RankDraws,
    progress: &mut dyn FnMut(f64),
) -> Result<Vec<UncertainRank>, StatError> {
    check(values, standard_errors, draws)?;
    let (n, count) = (values.len(), draws.count as usize);
    let mut random = Random::new(draws.seed);
    // Unit by unit, so that the ranks of a unit lie side by side when they are sorted.
    let mut ranks = vec![0u32; n * count];
    let mut drawn = vec![0.0; n];
    let sign = if draws.direction == Direction::Descending { -1.0 } else { 1.0 };
    let every = (REPORT / n).max(1);
    for draw in 0..count {
        for ((drawn, value), error) in drawn.iter_mut().zip(values).zip(standard_errors) {
            *drawn = sign * (value + error * random.normal());
        }
        let mut before = 0;
        for equal in keyed_order(&drawn).chunk_by(|a, b| a.0 == b.0) {
            for (_, unit) in equal {
                ranks[*unit as usize * count + draw] = before + 1;
            }
            before += equal.len() as u32;
        }
        if draw % every == 0 {
            progress(draw as f64 / count as f64);
        }
    }
    let found = ranks.chunks_mut(count).map(|ranks| summary(ranks, n as u32, draws)).collect();
    progress(1.0);
    Ok(found)
}

fn check(values: &[f64], standard_errors: &[f64], draws: RankDraws) -> Result<(), StatError> {
    if values.len() != standard_errors.len() {
        return Err(StatError::Lengths { left: values.len(), right: standard_errors.len() });
    }
    if values.is_empty() {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    all_finite(values)?;
    all_finite(standard_errors)?;
    let fits = values.len().checked_mul(draws.count as usize).is_some_and(|ranks| ranks <= MOST_RANKS);
    let level = draws.level > 0.0 && draws.level < 1.0;
    if draws.count == 0 || !fits || !level || standard_errors.iter().any(|e| *e < 0.0) {
        return Err(StatError::Parameter);
    }
    Ok(())
}

/// What the drawn ranks of one of `n` units come to.
fn summary(ranks: &mut [u32], n: u32, draws: RankDraws) -> UncertainRank {
    let of = DrawnRanks::of(ranks, draws.level);
    let count = ranks.len() as f64;
    let sum: u64 = ranks.iter().map(|r| u64::from(*r)).sum();
    let top = ranks.partition_point(|r| *r <= draws.places);
    let bottom = ranks.len() - ranks.partition_point(|r| *r <= n.saturating_sub(draws.places));
    UncertainRank {
        mean: sum as f64 / count,
        median: of.median,
        lower: of.lower,
        upper: of.upper,
        top: top as f64 / count,
        bottom: bottom as f64 / count,
    }
}

/// Standard errors from published intervals of confidence `level`: half the width over z, with Φ(z) = 1 − (1 − level)/2.
///
/// Right for intervals of the form estimate ± z · standard error. Of a skewed interval it gives the mean of both sides.
///
/// # Errors
/// [`StatError::Lengths`], [`StatError::NotFinite`]; [`StatError::Parameter`] if a lower end lies above its upper end or
/// the level is not between 0 and 1; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::standard_errors;
/// // A 95 % interval from 8.04 to 11.96 is 10 ± 1.96.
/// let errors = standard_errors(&[8.04], &[11.96], 0.95).unwrap();
/// assert!((errors[0] - 1.0).abs() < 1e-4);
/// ```
pub fn standard_errors(lower: &[f64], upper: &[f64], level: f64) -> Result<Vec<f64>, StatError> {
    if lower.len() != upper.len() {
        return Err(StatError::Lengths { left: lower.len(), right: upper.len() });
    }
    all_finite(lower)?;
    all_finite(upper)?;
    if lower.iter().zip(upper).any(|(low, high)| low > high) {
        return Err(StatError::Parameter);
    }
    let z = two_sided_z(level)?;
    let errors: Vec<f64> = lower.iter().zip(upper).map(|(low, high)| (0.5 * high - 0.5 * low) / z).collect();
    // Near a level of 0, z is 0.
    in_range(errors)
}

#[cfg(test)]
mod tests {
    use super::super::super::normal_cdf;
    use super::super::{Ties, ranks};
    use super::*;

    const DRAWS: RankDraws =
        RankDraws { count: 20_000, seed: 42, level: 0.9, places: 1, direction: Direction::Ascending };

    fn of(values: &[f64], errors: &[f64], draws: RankDraws) -> Vec<UncertainRank> {
        uncertain_ranks(values, errors, draws, &mut |_| {}).unwrap()
    }

    /// The first of two is lower with probability Φ(d / √(s₁² + s₂²)).
    #[test]
    fn two_units_as_the_closed_form() {
        for (d, s, t) in [(0.0, 1.0, 1.0), (1.0, 1.0, 1.0), (-2.0, 0.5, 2.0), (3.0, 2.5, 0.0)] {
            let p = normal_cdf(d / f64::hypot(s, t));
            let found = of(&[10.0, 10.0 + d], &[s, t], DRAWS);
            let allowed = 4.5 * (p * (1.0 - p) / 20_000.0).sqrt();
            assert!((found[0].top - p).abs() < allowed, "{} for {p}", found[0].top);
            assert!((found[0].mean - (2.0 - p)).abs() < allowed);
            assert!((found[0].top + found[0].bottom - 1.0).abs() < 1e-12);
            assert!((found[1].top - found[0].bottom).abs() < 1e-12);
        }
    }

    /// The mean rank is 1 + Σ P(another unit is lower).
    #[test]
    fn mean_ranks_as_the_closed_form() {
        let (x, s) = ([3.0, 1.0, 4.0, 1.5, 9.0, 2.6], [1.0, 2.0, 0.5, 0.1, 3.0, 1.0]);
        for (i, found) in of(&x, &s, DRAWS).iter().enumerate() {
            let lower = |j: usize| normal_cdf((x[i] - x[j]) / f64::hypot(s[i], s[j]));
            let expected = 1.0 + (0..6).filter(|j| *j != i).map(lower).sum::<f64>();
            // A rank among six scatters by less than 2.
            assert!((found.mean - expected).abs() < 4.5 * 2.0 / 20_000f64.sqrt(), "{i}: {} {expected}", found.mean);
            assert!(found.lower as f64 <= found.median && found.median <= found.upper as f64);
        }
    }

    #[test]
    fn certain_values_have_their_ranks() {
        let x = [5.0, 2.0, 2.0, 9.0];
        for direction in [Direction::Ascending, Direction::Descending] {
            let draws = RankDraws { count: 50, direction, ..DRAWS };
            let expected = ranks(&x, Ties::Min, direction).unwrap();
            for (found, rank) in of(&x, &[0.0; 4], draws).iter().zip(expected) {
                assert_eq!((found.mean, found.median), (rank, rank));
                assert_eq!((f64::from(found.lower), f64::from(found.upper)), (rank, rank));
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_ranks() {
        let (x, s) = ([1.0, 2.0, 3.0], [1.0, 1.0, 1.0]);
        let draws = RankDraws { count: 100, ..DRAWS };
        assert_eq!(of(&x, &s, draws), of(&x, &s, draws));
        assert_ne!(of(&x, &s, draws), of(&x, &s, RankDraws { seed: 43, ..draws }));
        let shares: f64 = of(&x, &s, draws).iter().map(|f| f.top).sum();
        assert!((shares - 1.0).abs() < 1e-12, "one is first in every draw");
    }

    #[test]
    fn progress_rises_to_one() {
        let mut told = Vec::new();
        uncertain_ranks(&[1.0; 5000], &[1.0; 5000], RankDraws { count: 9, ..DRAWS }, &mut |done| told.push(done))
            .unwrap();
        assert!(told.windows(2).all(|pair| pair[0] < pair[1]) && told.len() > 3 && told.last() == Some(&1.0));
    }

    #[test]
    fn undefined_is_refused() {
        let why = |x: &[f64], s: &[f64], draws| uncertain_ranks(x, s, draws, &mut |_| {}).unwrap_err();
        assert_eq!(why(&[1.0], &[], DRAWS), StatError::Lengths { left: 1, right: 0 });
        assert_eq!(why(&[], &[], DRAWS), StatError::TooFew { needed: 1, got: 0 });
        assert_eq!(why(&[1.0], &[f64::NAN], DRAWS), StatError::NotFinite);
        assert_eq!(why(&[1.0], &[-1.0], DRAWS), StatError::Parameter);
        for draws in
            [RankDraws { count: 0, ..DRAWS }, RankDraws { level: 1.0, ..DRAWS }, RankDraws { level: f64::NAN, ..DRAWS }]
        {
            assert_eq!(why(&[1.0], &[1.0], draws), StatError::Parameter);
        }
        assert_eq!(why(&[1.0; 70], &[1.0; 70], RankDraws { count: 1 << 20, ..DRAWS }), StatError::Parameter);
        assert_eq!(standard_errors(&[2.0], &[1.0], 0.95), Err(StatError::Parameter));
        assert_eq!(standard_errors(&[2.0], &[3.0], 1.0), Err(StatError::Parameter));
        assert_eq!(standard_errors(&[2.0], &[], 0.9), Err(StatError::Lengths { left: 1, right: 0 }));
        assert_eq!(standard_errors(&[f64::NAN], &[1.0], 0.9), Err(StatError::NotFinite));
    }

    #[test]
    fn the_whole_range_of_numbers() {
        let draws = RankDraws { count: 40, ..DRAWS };
        let found = of(&[f64::MAX, -f64::MAX, 0.0], &[f64::MAX, f64::MAX, 5e-324], draws);
        assert!(found.iter().all(|f| f.mean.is_finite() && f.lower >= 1 && f.upper <= 3));
    }
}
