//! k-means from many random starts.

use super::super::{Random, StatError};
use super::blocks::{Blocks, LANES, numbers, squared_distances};
use super::lloyd::lloyd;
use super::{KMeans, Partition, Points, first_seen_labels};

/// How k-means searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KMeansSearch {
    /// Number of clusters.
    pub k: u32,
    /// How many random starts; the best of their results is kept. 50 is usual, 1 is a gamble.
    pub restarts: u32,
    /// Start of the random numbers.
    pub seed: u64,
    /// Iterations after which a start is taken as it is.
    pub max_iterations: u32,
}

/// k-means with random starts: the k clusters with the smallest sum of squared distances from their means that
/// `restarts` runs of Lloyd's algorithm find.
///
/// Each run chooses its starts by k-means++ (Arthur & Vassilvitskii 2007): the first centre is any unit, each further
/// one a unit drawn with a probability proportional to its squared distance from the nearest centre so far. The expected
/// result is at most 8 (ln k + 2) times the optimum, and in practice near it; the optimum itself cannot be computed in
/// reasonable time. Run r has its own random numbers, derived from the seed and r: more restarts never give a worse
/// result, and the same seed gives the same clusters everywhere.
///
/// Clusters are numbered by their first units. Equal results: the earlier run counts. Empty clusters: see
/// [`kmeans_from`](super::kmeans_from).
///
/// *Which k?* No k is true. Compare [`calinski_harabasz`](super::calinski_harabasz) or
/// [`silhouette`](super::silhouette) for a few, and prefer the smallest k that tells the story.
///
/// # Errors
/// [`StatError::Parameter`] if k, restarts or iterations are 0; [`StatError::TooFew`] if there are fewer different units
/// than clusters.
///
/// ```
/// use sozialatlas::stats::{KMeansSearch, Points, kmeans};
/// let points = Points::new(&[[0.0, 1.0, 50.0, 51.0, 99.0, 100.0]]).unwrap();
/// let search = KMeansSearch { k: 3, restarts: 20, seed: 1, max_iterations: 100 };
/// let found = kmeans(&points, &search, &mut |_| ()).unwrap();
/// assert_eq!(found.partition.labels, [0, 0, 1, 1, 2, 2]);
/// assert_eq!(found.partition.within_ss(), 1.5); // three pairs, each 2 · 0.5²
/// ```
pub fn kmeans(points: &Points, search: &KMeansSearch, progress: &mut dyn FnMut(f64)) -> Result<KMeans, StatError> {
    let KMeansSearch { k, restarts, seed, max_iterations } = *search;
    if k == 0 || restarts == 0 || max_iterations == 0 {
        return Err(StatError::Parameter);
    }
    if k as usize > points.len() {
        return Err(StatError::TooFew { needed: k as usize, got: points.len() });
    }
    let blocks = Blocks::of(points);
    let mut best: Option<(f64, KMeans)> = None;
    for restart in 0..restarts {
        let mut random = Random::stream(seed, u64::from(restart));
        let centres = spread_centres(points, &blocks, k as usize, &mut random)?;
        let run = lloyd(points, &blocks, centres, max_iterations)?;
        let partition = Partition::of(points, first_seen_labels(&run.labels))?;
        let inertia = partition.within_ss();
        if best.as_ref().is_none_or(|(least, _)| inertia < *least) {
            best = Some((inertia, KMeans { partition, iterations: run.iterations, converged: run.converged }));
        }
        progress(f64::from(restart + 1) / f64::from(restarts));
    }
    best.map(|(_, found)| found).ok_or(StatError::Parameter)
}

/// Starting centres by k-means++, one after the other.
fn spread_centres(points: &Points, blocks: &Blocks, k: usize, random: &mut Random) -> Result<Vec<f64>, StatError> {
    let first = random.below(points.len() as u32) as usize;
    let mut centres = points.of(first).to_vec();
    let mut nearest = vec![f64::INFINITY; points.len()];
    let mut newest = first;
    for chosen in 1..k {
        for (block, nearest) in blocks.iter().zip(nearest.chunks_mut(LANES)) {
            let distances = numbers(squared_distances(block, points.of(newest)));
            nearest.iter_mut().zip(distances).for_each(|(near, d)| *near = near.min(d));
        }
        newest = draw(&nearest, random).ok_or(StatError::TooFew { needed: k, got: chosen })?;
        centres.extend_from_slice(points.of(newest));
    }
    Ok(centres)
}

/// A unit drawn with a probability proportional to its share; none if all shares are 0.
fn draw(shares: &[f64], random: &mut Random) -> Option<usize> {
    let total: f64 = shares.iter().sum();
    let mut left = random.uniform() * total;
    let mut last = None;
    for (unit, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        last = Some(unit);
        if left < *share {
            break;
        }
        left -= share;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn search(k: u32, restarts: u32) -> KMeansSearch {
        KMeansSearch { k, restarts, seed: 11, max_iterations: 300 }
    }

    #[test]
    fn draws_follow_the_shares() {
        let mut random = Random::new(1);
        let mut counts = [0u32; 4];
        for _ in 0..30_000 {
            counts[draw(&[1.0, 0.0, 2.0, 3.0], &mut random).unwrap()] += 1;
        }
        // Expected 5,000, 0, 10,000 and 15,000; the standard deviations are below 90.
        assert!(counts[1] == 0 && counts[0].abs_diff(5_000) < 450 && counts[2].abs_diff(10_000) < 450, "{counts:?}");
        assert_eq!(draw(&[0.0, 0.0], &mut random), None);
    }

    #[test]
    fn impossible_searches_are_refused() {
        let points = Points::new(&[[1.0, 1.0, 2.0]]).unwrap();
        let run = |k, restarts| kmeans(&points, &search(k, restarts), &mut |_| ());
        assert_eq!(run(0, 1), Err(StatError::Parameter));
        assert_eq!(run(2, 0), Err(StatError::Parameter));
        assert_eq!(run(4, 1), Err(StatError::TooFew { needed: 4, got: 3 }));
        assert_eq!(run(3, 1), Err(StatError::TooFew { needed: 3, got: 2 }));
        assert_eq!(run(1, 1).unwrap().partition.labels, [0, 0, 0]);
    }

    #[test]
    fn progress_ends_at_one() {
        let points = Points::new(&[[1.0, 4.0, 2.0]]).unwrap();
        let mut told = Vec::new();
        kmeans(&points, &search(2, 4), &mut |share| told.push(share)).unwrap();
        assert_eq!(told, [0.25, 0.5, 0.75, 1.0]);
    }

    proptest! {
        #[test]
        fn more_restarts_are_never_worse(
            xs in proptest::collection::vec((-50i32..50, -50i32..50), 6..40), k in 1u32..5, restarts in 1u32..6,
        ) {
            let columns = [xs.iter().map(|p| f64::from(p.0)).collect::<Vec<_>>(), xs.iter().map(|p| f64::from(p.1)).collect()];
            let points = Points::new(&columns).unwrap();
            let few = kmeans(&points, &search(k, restarts), &mut |_| ());
            let more = kmeans(&points, &search(k, restarts + 3), &mut |_| ());
            prop_assert_eq!(few.is_ok(), more.is_ok());
            if let (Ok(few), Ok(more)) = (few, more) {
                prop_assert!(more.partition.within_ss() <= few.partition.within_ss());
                prop_assert_eq!(more.partition.clusters.len(), k as usize);
                prop_assert!(few.partition.within_ss() <= points.total_ss() * (1.0 + 1e-12));
                prop_assert_eq!(&few.partition.labels, &first_seen_labels(&few.partition.labels));
            }
        }

        #[test]
        fn wild_numbers_give_a_finite_result_or_none(
            xs in proptest::collection::vec(proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO, 3..20),
            scale in prop_oneof![Just(1.0), Just(1e-300)], k in 1u32..4,
        ) {
            let column: Vec<f64> = xs.iter().map(|x| x * scale).collect();
            let found = Points::new(&[column]).and_then(|points| kmeans(&points, &search(k, 2), &mut |_| ()));
            if let Ok(found) = found {
                prop_assert!(found.partition.within_ss().is_finite());
                prop_assert!(found.partition.clusters.iter().all(|c| c.size > 0 && c.centroid[0].is_finite()));
            }
        }
    }
}
