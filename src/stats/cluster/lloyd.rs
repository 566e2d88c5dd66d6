//! Lloyd's algorithm from given starts.

use super::super::StatError;
use super::super::lanes::Pair;
use super::blocks::{Blocks, LANES, numbers, squared_distances};
use super::points::squared_distance;
use super::{Partition, Points};

/// What k-means found.
#[derive(Clone, Debug, PartialEq)]
pub struct KMeans {
    /// The clusters; their order is that of the starts ([`kmeans_from`]) or of their first units
    /// ([`kmeans`](super::kmeans)). `within_ss` is the *inertia*.
    pub partition: Partition,
    /// How often the units were assigned, the last, confirming time included.
    pub iterations: u32,
    /// Did the last assignment change nothing? If not, more iterations would improve the result.
    pub converged: bool,
}

/// k-means by Lloyd's algorithm (Lloyd 1982) from given starting centres: assign each unit to its nearest centre, move
/// each centre to the mean of its units, and repeat until no unit changes its cluster.
///
/// *Ties:* a unit equally near to several centres joins the one with the lower number.
/// *Empty clusters:* a centre that no unit joins is put onto the unit that is farthest from its own centre (ties: the
/// first such unit, among clusters with more than one), so that k clusters stay k.
/// *Order:* cluster c grew from start c; the labels are not renumbered.
///
/// The result is a local optimum that depends on the starts; [`kmeans`](super::kmeans) tries many. Each iteration costs
/// n · k · indicators.
///
/// # Errors
/// [`StatError::Parameter`] without starts or iterations, [`StatError::TooFew`] if there are fewer units, or fewer
/// different units, than starts; [`StatError::Lengths`] if a start has another number of coordinates,
/// [`StatError::NotFinite`], [`StatError::Overflow`] if a start is too far away for squared distances.
///
/// ```
/// use sozialatlas::stats::{Points, kmeans_from};
/// let points = Points::new(&[[0.0, 1.0, 5.0, 9.0, 10.0]]).unwrap();
/// // Starts 0 and 1. First all but the 0 are nearer to 1: means 0 and 6.25. Then 0 and 1 go to the first (1 is 1 from 0
/// // and 5.25 from 6.25): means 0.5 and 8. Then 5 is 4.5 from 0.5 and 3 from 8: nothing changes any more.
/// let found = kmeans_from(&points, &[vec![0.0], vec![1.0]], 100).unwrap();
/// assert_eq!(found.partition.labels, [0, 0, 1, 1, 1]);
/// assert_eq!(found.partition.within_ss(), 0.5 + 14.0); // 2 · 0.5²; 3² + 1² + 2²
/// assert_eq!((found.iterations, found.converged), (3, true));
/// ```
pub fn kmeans_from(points: &Points, starts: &[Vec<f64>], max_iterations: u32) -> Result<KMeans, StatError> {
    if starts.is_empty() || max_iterations == 0 {
        return Err(StatError::Parameter);
    }
    if let Some(wrong) = starts.iter().find(|s| s.len() != points.dimensions()) {
        return Err(StatError::Lengths { left: points.dimensions(), right: wrong.len() });
    }
    if starts.iter().flatten().any(|x| !x.is_finite()) {
        return Err(StatError::NotFinite);
    }
    if starts.len() > points.len() {
        return Err(StatError::TooFew { needed: starts.len(), got: points.len() });
    }
    let run = lloyd(points, &Blocks::of(points), starts.concat(), max_iterations)?;
    let partition = Partition::of(points, run.labels)?;
    Ok(KMeans { partition, iterations: run.iterations, converged: run.converged })
}

/// A run of Lloyd's algorithm.
pub(super) struct Run {
    pub labels: Vec<u32>,
    pub iterations: u32,
    pub converged: bool,
}

/// Lloyd's algorithm from the starts, one after the other in `centres`.
pub(super) fn lloyd(
    points: &Points,
    blocks: &Blocks,
    mut centres: Vec<f64>,
    max_iterations: u32,
) -> Result<Run, StatError> {
    let dimensions = points.dimensions();
    let k = centres.len() / dimensions;
    let mut labels = vec![u32::MAX; points.len()];
    let mut next = labels.clone();
    let mut sizes = vec![0u32; k];
    for iterations in 1..=max_iterations {
        if !assign(blocks, &centres, &mut next) {
            return Err(StatError::Overflow);
        }
        sizes.fill(0);
        next.iter().for_each(|label| sizes[*label as usize] += 1);
        fill_empty(points, &centres, &mut next, &mut sizes)?;
        if next == labels {
            return Ok(Run { labels, iterations, converged: true });
        }
        std::mem::swap(&mut labels, &mut next);
        centre(points, &labels, &sizes, &mut centres);
    }
    Ok(Run { labels, iterations: max_iterations, converged: false })
}

/// Gives each unit the number of its nearest centre, the lower one on ties. False if a distance is not a number any more.
fn assign(blocks: &Blocks, centres: &[f64], labels: &mut [u32]) -> bool {
    let dimensions = blocks.dimensions();
    let mut all_finite = true;
    for (block, labels) in blocks.iter().zip(labels.chunks_mut(LANES)) {
        let mut nearest = [Pair::both(f64::INFINITY); LANES / 2];
        let mut chosen = [Pair::both(0.0); LANES / 2];
        let mut number = Pair::both(0.0);
        for centre in centres.chunks_exact(dimensions) {
            let distances = squared_distances(block, centre);
            for ((near, chosen), distance) in nearest.iter_mut().zip(&mut chosen).zip(distances) {
                *chosen = distance.if_less(*near, number, *chosen);
                *near = distance.if_less(*near, distance, *near);
            }
            number = number + Pair::both(1.0);
        }
        all_finite &= numbers(nearest).iter().all(|d| d.is_finite());
        labels.iter_mut().zip(numbers(chosen)).for_each(|(label, number)| *label = number as u32);
    }
    all_finite
}

/// Moves the farthest units into clusters that are empty.
fn fill_empty(points: &Points, centres: &[f64], labels: &mut [u32], sizes: &mut [u32]) -> Result<(), StatError> {
    let dimensions = points.dimensions();
    while let Some(empty) = sizes.iter().position(|size| *size == 0) {
        let mut farthest = None;
        let mut distance = 0.0;
        for (unit, (row, label)) in points.rows().zip(labels.iter()).enumerate() {
            let own = *label as usize;
            // A cluster that has been filled holds one unit: it gives none away.
            let from = squared_distance(row, &centres[own * dimensions..(own + 1) * dimensions]);
            if sizes[own] > 1 && from > distance {
                (farthest, distance) = (Some(unit), from);
            }
        }
        let filled = sizes.iter().filter(|size| **size > 0).count();
        let unit = farthest.ok_or(StatError::TooFew { needed: sizes.len(), got: filled })?;
        sizes[labels[unit] as usize] -= 1;
        sizes[empty] = 1;
        labels[unit] = empty as u32;
    }
    Ok(())
}

/// Moves each centre to the mean of its units.
fn centre(points: &Points, labels: &[u32], sizes: &[u32], centres: &mut [f64]) {
    let dimensions = points.dimensions();
    centres.fill(0.0);
    for (row, label) in points.rows().zip(labels) {
        let start = *label as usize * dimensions;
        centres[start..start + dimensions].iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
    }
    for (centre, size) in centres.chunks_exact_mut(dimensions).zip(sizes) {
        centre.iter_mut().for_each(|sum| *sum /= f64::from(*size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Random;

    /// Lloyd's algorithm as the textbook writes it, one pair after the other.
    fn plain(points: &Points, starts: &[Vec<f64>], max: u32) -> Vec<usize> {
        let mut centres = starts.to_vec();
        let mut labels = vec![usize::MAX; points.len()];
        for _ in 0..max {
            let nearest = |row: &[f64]| {
                let distances: Vec<f64> = centres.iter().map(|c| squared_distance(row, c)).collect();
                // `min_by` keeps the first of equals: the lower number.
                (0..distances.len()).min_by(|a, b| distances[*a].total_cmp(&distances[*b]))
            };
            let next: Vec<usize> = points.rows().map(|row| nearest(row).unwrap()).collect();
            let best = |row: &[f64], label: usize| {
                centres.iter().take(label).all(|c| squared_distance(row, c) > squared_distance(row, &centres[label]))
            };
            assert!(points.rows().zip(&next).all(|(row, label)| best(row, *label)));
            if next == labels {
                break;
            }
            labels = next;
            for (number, centre) in centres.iter_mut().enumerate() {
                let members: Vec<&[f64]> =
                    points.rows().zip(&labels).filter(|(_, l)| **l == number).map(|(r, _)| r).collect();
                for (d, value) in centre.iter_mut().enumerate() {
                    *value = members.iter().map(|row| row[d]).sum::<f64>() / members.len() as f64;
                }
            }
        }
        labels
    }

    #[test]
    fn identical_to_the_plain_loop() {
        let mut random = Random::new(4);
        for (n, dimensions, k) in [(203, 1, 3), (500, 3, 4), (97, 8, 5), (40, 13, 2)] {
            let columns: Vec<Vec<f64>> =
                (0..dimensions).map(|_| (0..n).map(|_| (random.normal() * 4.0).round() / 4.0).collect()).collect();
            let points = Points::new(&columns).unwrap();
            let starts: Vec<Vec<f64>> = (0..k).map(|c| points.of(c * 7).to_vec()).collect();
            let Ok(found) = kmeans_from(&points, &starts, 200) else { panic!("duplicate starts") };
            let labels: Vec<usize> = found.partition.labels.iter().map(|l| *l as usize).collect();
            assert_eq!(labels, plain(&points, &starts, 200), "{n} x {dimensions}, k = {k}");
            assert!(found.converged);
        }
    }

    #[test]
    fn a_tie_goes_to_the_lower_number() {
        let points = Points::new(&[[0.0, 1.0, 2.0]]).unwrap();
        let found = kmeans_from(&points, &[vec![2.0], vec![0.0]], 1).unwrap();
        assert_eq!(found.partition.labels, [1, 0, 0]);
        assert!(!found.converged);
    }

    #[test]
    fn an_empty_cluster_takes_the_farthest_unit() {
        // All are nearer to 0 than to 100, so the second centre takes the 9, the farthest from 0.
        let points = Points::new(&[[0.0, 1.0, 2.0, 9.0]]).unwrap();
        let found = kmeans_from(&points, &[vec![0.0], vec![100.0]], 9).unwrap();
        assert_eq!(found.partition.labels, [0, 0, 0, 1]);
        // Three centres for two different units.
        let points = Points::new(&[[1.0, 1.0, 2.0]]).unwrap();
        let starts = [vec![1.0], vec![1.0], vec![1.0]];
        assert_eq!(kmeans_from(&points, &starts, 9), Err(StatError::TooFew { needed: 3, got: 2 }));
    }

    #[test]
    fn impossible_starts_are_refused() {
        let points = Points::new(&[[0.0, 1.0]]).unwrap();
        assert_eq!(kmeans_from(&points, &[], 9), Err(StatError::Parameter));
        assert_eq!(kmeans_from(&points, &[vec![0.0]], 0), Err(StatError::Parameter));
        assert_eq!(kmeans_from(&points, &[vec![]], 9), Err(StatError::Lengths { left: 1, right: 0 }));
        assert_eq!(kmeans_from(&points, &[vec![f64::NAN]], 9), Err(StatError::NotFinite));
        assert_eq!(kmeans_from(&points, &[vec![1e300]], 9), Err(StatError::Overflow));
        let three = [vec![0.0], vec![1.0], vec![2.0]];
        assert_eq!(kmeans_from(&points, &three, 9), Err(StatError::TooFew { needed: 3, got: 2 }));
    }
}
