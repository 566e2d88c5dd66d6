//! Neighbours by distance: all units within a threshold.

use super::super::StatError;
use super::SpatialWeights;
use super::places::tree;

/// Binary weights of all units within `threshold` of each other, by planar Euclidean distance between their points
/// (centroids). A distance equal to the threshold counts if `include_equal` says so, as is usual.
///
/// Symmetric. Units with nobody within the threshold are islands ([`SpatialWeights::islands`]); with the threshold
/// [`largest_nearest_distance`] there are none. Units at the same place are neighbours (unless the threshold is 0 and
/// does not count). x and y must be planar (projected) coordinates, the threshold has their unit.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::NotFinite`]; [`StatError::Overflow`] for coordinates beyond ±10¹⁴⁰;
/// [`StatError::Parameter`] if the threshold is negative or not finite.
///
/// Literature: Cliff & Ord 1981, *Spatial Processes*; Getis & Ord 1992 for statistics that want such weights.
///
/// ```
/// use sozialatlas::stats::distance_band;
/// // At (0, 0), (3, 4) and (9, 4): distances 5, 6 and √97.
/// let (x, y) = ([0.0, 3.0, 9.0], [0.0, 4.0, 4.0]);
/// let w = distance_band(&x, &y, 5.0, true).unwrap();
/// assert_eq!((w.neighbours(0), w.neighbours(1), w.islands()), (&[1][..], &[0][..], vec![2]));
/// assert_eq!(distance_band(&x, &y, 5.0, false).unwrap().islands(), [0, 1, 2]);
/// ```
pub fn distance_band(x: &[f64], y: &[f64], threshold: f64, include_equal: bool) -> Result<SpatialWeights, StatError> {
    let tree = tree(x, y)?;
    if !threshold.is_finite() || threshold < 0.0 {
        return Err(StatError::Parameter);
    }
    // A little wider, so that the distance itself decides and not its rounded square.
    let square = (threshold * (1.0 + 1e-9)).powi(2);
    if square.is_infinite() {
        return Err(StatError::Parameter);
    }
    let lists = (0u32..).zip(x.iter().zip(y)).map(|(i, (x, y))| {
        let near = tree.locate_within_distance([*x, *y], square.max(f64::MIN_POSITIVE));
        let within = near.filter(|place| {
            let [px, py] = place.geom();
            let distance = ((px - x) * (px - x) + (py - y) * (py - y)).sqrt();
            place.data != i && (distance < threshold || (include_equal && distance == threshold))
        });
        within.map(|place| place.data).collect()
    });
    SpatialWeights::binary(&lists.collect::<Vec<_>>())
}

/// The largest of all units' distances to their nearest unit: the smallest threshold with which
/// [`distance_band`] leaves no island. Planar Euclidean, in the unit of the coordinates.
///
/// # Errors
/// [`StatError::TooFew`] for fewer than two units; [`StatError::Lengths`], [`StatError::NotFinite`],
/// [`StatError::Overflow`] as [`distance_band`].
///
/// ```
/// use sozialatlas::stats::{distance_band, largest_nearest_distance};
/// // At (0, 0), (3, 4) and (9, 4) the nearest are at 5, 5 and 6.
/// let (x, y) = ([0.0, 3.0, 9.0], [0.0, 4.0, 4.0]);
/// let threshold = largest_nearest_distance(&x, &y).unwrap();
/// assert_eq!(threshold, 6.0);
/// assert!(distance_band(&x, &y, threshold, true).unwrap().islands().is_empty());
/// ```
pub fn largest_nearest_distance(x: &[f64], y: &[f64]) -> Result<f64, StatError> {
    let tree = tree(x, y)?;
    if x.len() < 2 {
        return Err(StatError::TooFew { needed: 2, got: x.len() });
    }
    let squares = (0u32..).zip(x.iter().zip(y)).filter_map(|(i, (x, y))| {
        let mut near = tree.nearest_neighbor_iter_with_distance_2([*x, *y]);
        near.find(|(place, _)| place.data != i).map(|(_, square)| square)
    });
    Ok(squares.fold(0.0, f64::max).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_answer_is_refused() {
        let x = [0.0, 1.0];
        assert_eq!(distance_band(&x, &x, -1.0, true), Err(StatError::Parameter));
        assert_eq!(distance_band(&x, &x, f64::NAN, true), Err(StatError::Parameter));
        assert_eq!(distance_band(&x, &x, 1e300, true), Err(StatError::Parameter));
        assert_eq!(largest_nearest_distance(&x[..1], &x[..1]), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(largest_nearest_distance(&x, &x[..1]), Err(StatError::Lengths { left: 2, right: 1 }));
    }

    #[test]
    fn at_threshold_zero_only_the_same_place_counts() {
        let w = distance_band(&[1.0, 1.0, 2.0], &[0.0; 3], 0.0, true).unwrap();
        assert_eq!((w.neighbours(0), w.islands()), (&[1][..], vec![2]));
        assert_eq!(distance_band(&[1.0, 1.0, 2.0], &[0.0; 3], 0.0, false).unwrap().pairs(), 0);
    }

    proptest! {
        #[test]
        fn as_by_comparing_all(points in proptest::collection::vec((-1e3..1e3, -1e3..1e3), 2..40), strict: bool) {
            let (x, y): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
            let threshold = largest_nearest_distance(&x, &y).unwrap();
            let w = distance_band(&x, &y, threshold, !strict).unwrap();
            prop_assert!(strict || w.islands().is_empty());
            for i in 0..x.len() {
                let near = |j: &usize| {
                    let distance = ((x[*j] - x[i]).powi(2) + (y[*j] - y[i]).powi(2)).sqrt();
                    *j != i && (distance < threshold || !strict && distance == threshold)
                };
                let expected: Vec<u32> = (0..x.len()).filter(near).map(|j| j as u32).collect();
                prop_assert_eq!(w.neighbours(i), expected);
            }
        }
    }
}
