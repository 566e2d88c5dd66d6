//! How far the order of units depends on the weights.

use super::super::check::all_finite;
use super::super::matrix::{same_length, weighted_sum};
use super::super::order::DrawnRanks;
use super::super::{Direction, Random, StatError, Ties, ascending, ranks};
use super::normalised_weights;

/// Most ranks that are kept at a time: 134 megabytes.
const MOST_RANKS: usize = 1 << 25;

/// Which weights count as defensible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightRange {
    /// Any weights that add up to 1, each combination equally likely (uniform on the simplex, Dirichlet with all
    /// parameters 1). Answers: what holds whoever sets the weights?
    Any,
    /// Each weight between (1 − share) and (1 + share) times the given one, independently and evenly, then normalised
    /// to add up to 1. Share 0.25 means a quarter more or less.
    Around(f64),
}

/// What is drawn, and what is asked of the draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightDraws {
    /// Which weights are drawn.
    pub range: WeightRange,
    /// How many sets of weights; 1,000 are usual. Four bytes a unit and draw are kept while counting, and 2²⁵ (34
    /// million) of them are the most.
    pub count: u32,
    /// Start of the random numbers: the same seed gives the same draws on every device.
    pub seed: u64,
    /// Share of the draws that the interval of ranks holds, such as 0.9.
    pub level: f64,
    /// For how many places at the top the share of draws is counted.
    pub top: u32,
    /// Which end of the scores has rank 1.
    pub direction: Direction,
}

/// Where a unit ranks under the weights that were drawn. Ranks count from 1; equal scores share the better place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankBand {
    /// Rank with the given weights.
    pub rank: u32,
    /// Lower end of the interval: at most (1 − level)/2 of the draws give a better rank.
    pub lower: u32,
    /// Median rank; between two ranks where the draws are even.
    pub median: f64,
    /// Upper end of the interval: at most (1 − level)/2 of the draws give a worse rank.
    pub upper: u32,
    /// Share of the draws in which the unit is among the first `top`.
    pub top_share: f64,
}

/// Sensitivity of a whole ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// One for each unit.
    pub bands: Vec<RankBand>,
    /// Mean distance between a unit's rank with the drawn and with the given weights, over all units and draws: the
    /// *average shift in rank* R̄ of Saisana, Saltelli & Tarantola (2005).
    pub average_shift: f64,
}

/// How the ranks of a weighted mean move when the weights do (uncertainty analysis of Saisana, Saltelli & Tarantola 2005,
/// *Journal of the Royal Statistical Society A* 168; *Handbook on Constructing Composite Indicators*, OECD & JRC 2008,
/// step 7).
///
/// `normalised` are indicators on one scale and in one direction ([`super::Composite::normalised`]); for a geometric
/// mean give the logarithms of [`super::GeometricComposite::normalised`], which order the units alike. `weights` are
/// those of the index; they are ranked first. Each draw computes the index with other weights and ranks the units. A unit
/// whose interval is narrow owes its place to the data; a wide one owes it to the weights.
///
/// Uniform weights are the gaps between sorted uniform numbers, which need no logarithm and are the same on every
/// machine. `progress` is told the share that is done.
///
/// # Errors
/// Those of [`normalised_weights`]; [`StatError::TooFew`] without columns, units or draws; [`StatError::Lengths`];
/// [`StatError::NotFinite`]; [`StatError::Parameter`] unless 0 < level < 1, for a share outside 0 … 1 and too many draws;
/// [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{Direction, WeightDraws, WeightRange, rank_sensitivity};
/// // The first unit is best in both indicators and the last is worst in both: no weights change that.
/// // The two between change places: at weight w of the first, they have 0.8 w + 0.2 (1 − w) and 0.5.
/// let columns = [vec![1.0, 0.8, 0.5, 0.0], vec![1.0, 0.2, 0.5, 0.0]];
/// let draws = WeightDraws { range: WeightRange::Any, count: 500, seed: 1, level: 0.9, top: 2,
///     direction: Direction::Descending };
/// let found = rank_sensitivity(&columns, &[3.0, 1.0], draws, &mut |_| {}).unwrap();
/// let bands: Vec<_> = found.bands.iter().map(|b| (b.rank, b.lower, b.upper)).collect();
/// assert_eq!(bands, [(1, 1, 1), (2, 2, 3), (3, 2, 3), (4, 4, 4)]);
/// assert!((found.bands[1].top_share - 0.5).abs() < 0.1); // w > ½ in half of the draws
/// ```
pub fn rank_sensitivity(
    normalised: &[Vec<f64>],
    weights: &[f64],
    draws: WeightDraws,
    progress: &mut dyn FnMut(f64),
) -> Result<Sensitivity, StatError> {
    let weights = check(normalised, weights, draws)?;
    let n = same_length(normalised)?;
    let count = draws.count as usize;
    let base = places(&weighted_sum(normalised, &weights), draws.direction)?;
    let mut random = Random::new(draws.seed);
    // Unit by unit, so that the draws of a unit lie side by side when they are sorted.
    let mut drawn_ranks = vec![0u32; n * count];
    let mut shift = 0.0;
    for draw in 0..count {
        let drawn = draws.range.draw(&weights, &mut random);
        let found = places(&weighted_sum(normalised, &drawn), draws.direction)?;
        for (unit, (rank, base)) in found.iter().zip(&base).enumerate() {
            drawn_ranks[unit * count + draw] = *rank;
            shift += f64::from(rank.abs_diff(*base));
        }
        if draw % 16 == 0 {
            progress(0.9 * draw as f64 / count as f64);
        }
    }
    let bands =
        drawn_ranks.chunks_exact_mut(count).zip(&base).map(|(of_unit, rank)| band(of_unit, *rank, draws)).collect();
    progress(1.0);
    Ok(Sensitivity { bands, average_shift: shift / (n as f64 * count as f64) })
}

/// The weights as shares, if everything is in order.
fn check(normalised: &[Vec<f64>], weights: &[f64], draws: WeightDraws) -> Result<Vec<f64>, StatError> {
    let n = same_length(normalised)?;
    if n == 0 || draws.count == 0 {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    if weights.len() != normalised.len() {
        return Err(StatError::Lengths { left: normalised.len(), right: weights.len() });
    }
    let share_in_range = match draws.range {
        WeightRange::Any => true,
        WeightRange::Around(share) => (0.0..=1.0).contains(&share),
    };
    let fits = n.checked_mul(draws.count as usize).is_some_and(|ranks| ranks <= MOST_RANKS);
    if !(draws.level > 0.0 && draws.level < 1.0 && share_in_range && fits) {
        return Err(StatError::Parameter);
    }
    normalised.iter().try_for_each(|column| all_finite(column))?;
    normalised_weights(weights)
}

impl WeightRange {
    /// One set of weights that adds up to 1.
    fn draw(self, given: &[f64], random: &mut Random) -> Vec<f64> {
        match self {
            WeightRange::Any => {
                let uniform: Vec<f64> = (1..given.len()).map(|_| random.uniform()).collect();
                let mut cuts = ascending(&uniform);
                cuts.push(1.0);
                let mut below = 0.0;
                cuts.iter().map(|cut| cut - std::mem::replace(&mut below, *cut)).collect()
            }
            WeightRange::Around(share) => {
                let drawn: Vec<f64> =
                    given.iter().map(|w| w * (1.0 + share * (2.0 * random.uniform() - 1.0))).collect();
                // Only a share of 1 can draw zeros alone, at odds of 2⁻⁵³.
                normalised_weights(&drawn).unwrap_or_else(|_| given.to_vec())
            }
        }
    }
}

/// Competition ranks from 1: equal scores share the better place.
fn places(scores: &[f64], direction: Direction) -> Result<Vec<u32>, StatError> {
    let found = ranks(scores, Ties::Min, direction).map_err(|_| StatError::Overflow)?;
    Ok(found.into_iter().map(|rank| rank as u32).collect())
}

/// The band of a unit from its ranks in all draws.
fn band(ranks: &mut [u32], rank: u32, draws: WeightDraws) -> RankBand {
    let drawn = DrawnRanks::of(ranks, draws.level);
    let at_top = ranks.partition_point(|r| *r <= draws.top);
    RankBand {
        rank,
        lower: drawn.lower,
        median: drawn.median,
        upper: drawn.upper,
        top_share: at_top as f64 / ranks.len() as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DRAWS: WeightDraws = WeightDraws {
        range: WeightRange::Any,
        count: 200,
        seed: 7,
        level: 0.9,
        top: 1,
        direction: Direction::Descending,
    };

    #[test]
    fn weights_around_the_given_ones_stay_near() {
        let mut random = Random::new(3);
        for _ in 0..200 {
            let drawn = WeightRange::Around(0.25).draw(&[0.5, 0.3, 0.2], &mut random);
            assert!((drawn.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(drawn.iter().zip([0.5, 0.3, 0.2]).all(|(d, w)| *d >= w * 0.75 / 1.25 && *d <= w * 1.25 / 0.75));
        }
        assert_eq!(WeightRange::Around(0.0).draw(&[0.5, 0.25, 0.25], &mut random), [0.5, 0.25, 0.25]);
    }

    #[test]
    fn any_weights_are_uniform_on_the_simplex() {
        // Each weight of three has mean 1/3 and variance 1/18; P(w > t) = (1 − t)².
        let mut random = Random::new(4);
        let draws: Vec<Vec<f64>> = (0..20_000).map(|_| WeightRange::Any.draw(&[1.0; 3], &mut random)).collect();
        for j in 0..3 {
            let mean = draws.iter().map(|d| d[j]).sum::<f64>() / 20_000.0;
            assert!((mean - 1.0 / 3.0).abs() < 5.0 * (1.0f64 / 18.0 / 20_000.0).sqrt());
            let beyond = draws.iter().filter(|d| d[j] > 0.5).count() as f64 / 20_000.0;
            assert!((beyond - 0.25).abs() < 5.0 * (0.25f64 * 0.75 / 20_000.0).sqrt());
        }
    }

    #[test]
    fn undefined_is_refused() {
        let columns = [vec![1.0, 2.0], vec![3.0, 1.0]];
        let of = |draws| rank_sensitivity(&columns, &[1.0, 1.0], draws, &mut |_| {});
        assert_eq!(of(WeightDraws { count: 0, ..DRAWS }), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(of(WeightDraws { level: 1.0, ..DRAWS }), Err(StatError::Parameter));
        assert_eq!(of(WeightDraws { count: u32::MAX, ..DRAWS }), Err(StatError::Parameter));
        assert_eq!(of(WeightDraws { range: WeightRange::Around(1.5), ..DRAWS }), Err(StatError::Parameter));
        let weights = |w: &[f64]| rank_sensitivity(&columns, w, DRAWS, &mut |_| {});
        assert_eq!(weights(&[0.0, 0.0]), Err(StatError::NoTotal));
        assert_eq!(weights(&[1.0]), Err(StatError::Lengths { left: 2, right: 1 }));
        let huge = [vec![f64::MAX, 1.0], vec![f64::NAN, 1.0]];
        assert_eq!(rank_sensitivity(&huge, &[1.0, 1.0], DRAWS, &mut |_| {}), Err(StatError::NotFinite));
    }

    #[test]
    fn progress_runs_to_the_end() {
        let mut told = Vec::new();
        rank_sensitivity(&[vec![1.0, 2.0, 3.0]], &[1.0], DRAWS, &mut |share| told.push(share)).unwrap();
        assert!(told.len() > 10 && told.is_sorted() && told.last() == Some(&1.0));
    }

    proptest! {
        #[test]
        fn bands_hold_what_they_say(columns in (1usize..4, 1usize..12).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(proptest::num::f64::NORMAL | proptest::num::f64::ZERO, n), p)), seed in 0u64..9) {
            let weights = vec![1.0; columns.len()];
            let draws = WeightDraws { seed, ..DRAWS };
            let Ok(found) = rank_sensitivity(&columns, &weights, draws, &mut |_| {}) else { return Ok(()) };
            let n = columns[0].len() as u32;
            for band in &found.bands {
                prop_assert!(1 <= band.lower && f64::from(band.lower) <= band.median);
                prop_assert!(band.median <= f64::from(band.upper) && band.upper <= n);
            }
            prop_assert_eq!(&found, &rank_sensitivity(&columns, &weights, draws, &mut |_| {}).unwrap());
            // Some unit is first in every draw.
            prop_assert!(found.bands.iter().map(|b| b.top_share).sum::<f64>() > 1.0 - 1e-9);
            if columns.len() == 1 {
                prop_assert!(found.average_shift == 0.0 && found.bands.iter().all(|b| b.lower == b.rank && b.upper == b.rank));
            }
        }

        #[test]
        fn bands_go_with_their_units_and_turn_with_the_scores(columns in (1usize..4, 1usize..12).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(-9i32..9, n), p)), by in 0usize..12) {
            let columns: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().map(|v| f64::from(*v)).collect()).collect();
            let (n, weights) = (columns[0].len(), vec![1.0; columns.len()]);
            let bands = |columns: &[Vec<f64>], draws| rank_sensitivity(columns, &weights, draws, &mut |_| {}).unwrap().bands;
            let mut expected = bands(&columns, DRAWS);
            let negated: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().map(|v| -v).collect()).collect();
            prop_assert_eq!(&bands(&negated, WeightDraws { direction: Direction::Ascending, ..DRAWS }), &expected);
            let mut moved = columns.clone();
            moved.iter_mut().for_each(|c| c.rotate_left(by % n));
            expected.rotate_left(by % n);
            prop_assert_eq!(bands(&moved, DRAWS), expected);
        }
    }
}
