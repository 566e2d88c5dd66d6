//! Neighbours by rank: the k nearest units.

use rstar::RTree;

use super::super::StatError;
use super::super::order::sort_whole;
use super::SpatialWeights;
use super::places::{Place, tree};

/// Binary weights of the k nearest units of each unit, by planar Euclidean distance between their points (centroids).
///
/// Every unit has exactly k neighbours, so there are no islands. **Ties** go to the lower index: where several units are
/// equally far and not all fit, those that come first in the data are taken. Units at the same place are neighbours at
/// distance 0. The relation is not symmetric in general: the nearest unit of a remote place has nearer ones itself. Use
/// [`SpatialWeights::either_way`] or [`SpatialWeights::both_ways`] where a method needs mutual neighbours.
///
/// x and y must be planar (projected) coordinates: degrees of longitude are shorter than degrees of latitude, so
/// distances in them are distorted. Distances below about 10⁻¹⁵⁴ count as equal.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::NotFinite`]; [`StatError::Overflow`] for coordinates beyond ±10¹⁴⁰;
/// [`StatError::Parameter`] if k is 0; [`StatError::TooFew`] if there are not more than k units.
///
/// Literature: Cliff & Ord 1981, *Spatial Processes*; Anselin & Rey 2014, *Modern Spatial Econometrics in Practice*,
/// chapter 4.
///
/// ```
/// use sozialatlas::stats::nearest_neighbours;
/// // On a line at 0, 1, 2 and 10. Unit 1 is as far from 0 as from 2: the lower index is taken.
/// let w = nearest_neighbours(&[0.0, 1.0, 2.0, 10.0], &[0.0; 4], 1).unwrap();
/// assert_eq!([0, 1, 2, 3].map(|i| w.neighbours(i)[0]), [1, 0, 1, 2]);
/// // Nobody has unit 3 as the nearest: taken either way, 2 and 3 are neighbours of each other.
/// assert_eq!(w.either_way().neighbours(2), [1, 3]);
/// ```
pub fn nearest_neighbours(x: &[f64], y: &[f64], k: usize) -> Result<SpatialWeights, StatError> {
    let tree = tree(x, y)?;
    if k == 0 {
        return Err(StatError::Parameter);
    }
    if x.len() <= k {
        return Err(StatError::TooFew { needed: k + 1, got: x.len() });
    }
    let lists: Vec<Vec<u32>> = (0..).zip(x.iter().zip(y)).map(|(i, (x, y))| nearest(&tree, i, [*x, *y], k)).collect();
    SpatialWeights::binary(&lists)
}

/// The k nearest other units of unit `i` at `at`, unsorted; ties to the lower index.
fn nearest(tree: &RTree<Place>, i: u32, at: [f64; 2], k: usize) -> Vec<u32> {
    let mut found = Vec::with_capacity(k + 1);
    // Where those begin that are as far as the last one.
    let (mut last, mut as_far) = (f64::NEG_INFINITY, 0);
    for (place, square) in tree.nearest_neighbor_iter_with_distance_2(at).filter(|(place, _)| place.data != i) {
        // Beyond the k-th only those that are as far as it may still come in.
        if found.len() >= k && square > last {
            break;
        }
        if square > last {
            (last, as_far) = (square, found.len());
        }
        found.push(place.data);
    }
    sort_whole(&mut found[as_far..]);
    found.truncate(k);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_answer_is_refused() {
        let x = [0.0, 1.0];
        assert_eq!(nearest_neighbours(&x, &x, 0), Err(StatError::Parameter));
        assert_eq!(nearest_neighbours(&x, &x, 2), Err(StatError::TooFew { needed: 3, got: 2 }));
        assert_eq!(nearest_neighbours(&x, &x[..1], 1), Err(StatError::Lengths { left: 2, right: 1 }));
        assert_eq!(nearest_neighbours(&[0.0, f64::NAN], &x, 1), Err(StatError::NotFinite));
        assert_eq!(nearest_neighbours(&[0.0, 1e308], &x, 1), Err(StatError::Overflow));
    }

    #[test]
    fn units_at_one_place_go_by_index() {
        let w = nearest_neighbours(&[3.0; 5], &[4.0; 5], 2).unwrap();
        assert_eq!([0, 1, 4].map(|i| w.neighbours(i).to_vec()), [[1, 2], [0, 2], [0, 1]]);
    }

    proptest! {
        // Whole coordinates from a small range: ties everywhere.
        #[test]
        fn as_by_comparing_all(points in proptest::collection::vec((0i8..6, 0i8..6), 4..40), k in 1usize..4) {
            let (x, y): (Vec<f64>, Vec<f64>) = points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
            let w = nearest_neighbours(&x, &y, k).unwrap();
            for i in 0..x.len() {
                let square = |j: usize| (x[i] - x[j]).powi(2) + (y[i] - y[j]).powi(2);
                let mut others: Vec<usize> = (0..x.len()).filter(|j| *j != i).collect();
                others.sort_by(|a, b| square(*a).total_cmp(&square(*b))); // stable: ties by index
                others.truncate(k);
                others.sort_unstable();
                prop_assert_eq!(w.neighbours(i).iter().map(|j| *j as usize).collect::<Vec<_>>(), others);
            }
        }
    }
}
