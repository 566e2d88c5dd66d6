//! The units that are most like a given one.

use super::check::{each_column, slices};
use super::matrix::{cross_products, same_length, symmetric_eigen, unit_deviations, weighted_sum};
use super::{StatError, order_of, z_scores};

/// Eigenvalues of a correlation matrix below this count as 0: along such a direction the units differ by rounding only.
const DEPENDENT: f64 = 1e-10;

/// What makes two units alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimilarityMetric {
    /// d² = Σⱼ (zᵢⱼ − zₜⱼ)²: each indicator counts the same. Indicators that say the same thing count it twice.
    StandardisedEuclidean,
    /// d² = (xᵢ − xₜ)ᵀ S⁻¹ (xᵢ − xₜ), S the covariance matrix (Mahalanobis 1936): what indicators have in common counts
    /// once, and a difference against their usual relation (rich and much unemployment) counts much.
    Mahalanobis,
}

/// A unit that is like the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// The unit's place in the columns.
    pub unit: usize,
    /// Its distance, in standard deviations.
    pub distance: f64,
    /// What each indicator adds to the *square* of the distance: they add up to distance².
    ///
    /// Standardised Euclidean: (zᵢⱼ − zₜⱼ)², never negative. Mahalanobis: dⱼ · (R⁻¹ d)ⱼ with d = zᵢ − zₜ and R the
    /// correlation matrix (Garthwaite & Koch 2016 discuss such partitions). A part may be *negative* there: the
    /// indicator differs as the others let expect, and makes the pair more alike.
    pub contributions: Vec<f64>,
}

/// The `top` units nearest to unit `target` among all units of the columns, nearest first.
///
/// The comparison behind "districts like mine": with all indicators in standard deviations (divisor n − ddof, over all
/// units, the target included), the distances to every other unit are sorted. Units at exactly the same distance stand
/// in the order of the data. Fewer than `top` are returned if there are not that many others. Who is near to whom
/// depends on the choice of indicators: show it.
///
/// The Mahalanobis distance is computed on the correlation matrix of the z-values, which gives the same as the covariance
/// matrix of the values and is safer against columns of very different scale.
///
/// # Errors
/// [`StatError::TooFew`] without columns or with fewer than two units or `ddof + 1`, [`StatError::Lengths`],
/// [`StatError::NotFinite`], [`StatError::NoVariation`] if a column is constant, [`StatError::Overflow`];
/// [`StatError::Parameter`] if there is no unit `target`; for Mahalanobis [`StatError::Dependent`] if one column follows
/// from the others (shares that add up to 100 %), or there are no more units than columns.
///
/// ```
/// use sozialatlas::stats::{SimilarityMetric, nearest_similar};
/// // z with divisor n: the first column has mean 2 and s = √2, the second mean 0 and s = 1.
/// let columns = [vec![0.0, 2.0, 2.0, 4.0], vec![-1.0, -1.0, 1.0, 1.0]];
/// let near = nearest_similar(&columns, 0, 2, SimilarityMetric::StandardisedEuclidean, 0).unwrap();
/// // To unit 1: (2/√2)² + 0 = 2; to unit 2: (2/√2)² + 2² = 6.
/// assert_eq!((near[0].unit, near[1].unit), (1, 2));
/// assert!((near[0].distance - 2.0f64.sqrt()).abs() < 1e-12 && (near[1].contributions[1] - 4.0).abs() < 1e-12);
/// // Products of z are √2, 0, 0, √2, so r = 2√2 / 4 = 1/√2 and R⁻¹ = [2 −√2; −√2 2].
/// // To unit 1 the difference is (√2, 0): d² = 2 · 2 = 4.
/// let near = nearest_similar(&columns, 0, 1, SimilarityMetric::Mahalanobis, 0).unwrap();
/// assert!(near[0].unit == 1 && (near[0].distance - 2.0).abs() < 1e-12);
/// ```
pub fn nearest_similar(
    columns: &[Vec<f64>],
    target: usize,
    top: usize,
    metric: SimilarityMetric,
    ddof: usize,
) -> Result<Vec<Similar>, StatError> {
    let n = same_length(columns)?;
    if n < 2 {
        return Err(StatError::TooFew { needed: 2, got: n });
    }
    if target >= n {
        return Err(StatError::Parameter);
    }
    let z = each_column(&slices(columns), &|column| Ok(z_scores(column, ddof)?.z))?;
    let axes = match metric {
        SimilarityMetric::StandardisedEuclidean => None,
        SimilarityMetric::Mahalanobis => Some(Axes::of(columns)?),
    };
    let squares = match &axes {
        None => squared_distances(&z, target),
        Some(axes) => squared_distances(&axes.project(&z), target),
    };
    let others = order_of(&squares).into_iter().map(|unit| unit as usize).filter(|unit| *unit != target);
    let similar = |unit: usize| {
        let differences: Vec<f64> = z.iter().map(|c| c[unit] - c[target]).collect();
        let contributions = match &axes {
            None => differences.iter().map(|d| d * d).collect(),
            Some(axes) => axes.partition(&differences),
        };
        Similar { unit, distance: squares[unit].sqrt(), contributions }
    };
    Ok(others.take(top).map(similar).collect())
}

/// Σⱼ (cᵢⱼ − cₜⱼ)² for every unit i.
fn squared_distances(columns: &[Vec<f64>], target: usize) -> Vec<f64> {
    let mut squares = vec![0.0; columns.first().map_or(0, Vec::len)];
    for column in columns {
        let own = column[target];
        squares.iter_mut().zip(column).for_each(|(sum, value)| *sum += (value - own) * (value - own));
    }
    squares
}

/// Directions vₖ/√λₖ of a correlation matrix R: Σₖ (vₖ·d)²/λₖ = dᵀ R⁻¹ d.
struct Axes(Vec<Vec<f64>>);

impl Axes {
    fn of(columns: &[Vec<f64>]) -> Result<Axes, StatError> {
        let units = each_column(&slices(columns), &unit_deviations)?;
        let mut eigen = symmetric_eigen(&cross_products(&units), columns.len());
        for (vector, value) in eigen.vectors.iter_mut().zip(&eigen.values) {
            if *value < DEPENDENT {
                return Err(StatError::Dependent);
            }
            vector.iter_mut().for_each(|v| *v /= value.sqrt());
        }
        Ok(Axes(eigen.vectors))
    }

    /// Uncorrelated columns of variance 1, among which the Euclidean distance is the Mahalanobis distance.
    fn project(&self, z: &[Vec<f64>]) -> Vec<Vec<f64>> {
        self.0.iter().map(|axis| weighted_sum(z, axis)).collect()
    }

    /// dⱼ · (R⁻¹ d)ⱼ for each indicator.
    fn partition(&self, d: &[f64]) -> Vec<f64> {
        let mut inverse = vec![0.0; d.len()];
        for axis in &self.0 {
            let along: f64 = axis.iter().zip(d).map(|(a, d)| a * d).sum();
            inverse.iter_mut().zip(axis).for_each(|(sum, a)| *sum += a * along);
        }
        inverse.iter().zip(d).map(|(r, d)| r * d).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOTH: [SimilarityMetric; 2] = [SimilarityMetric::StandardisedEuclidean, SimilarityMetric::Mahalanobis];

    #[test]
    fn ties_go_to_the_lower_place() {
        let column = vec![0.0, 1.0, -1.0, 1.0, -1.0, 5.0, -5.0];
        for metric in BOTH {
            let near = nearest_similar(std::slice::from_ref(&column), 0, 9, metric, 1).unwrap();
            assert_eq!(near.iter().map(|s| s.unit).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
            assert!(near[0].distance == near[3].distance);
        }
        assert!(nearest_similar(&[column], 0, 0, BOTH[0], 1).unwrap().is_empty());
    }

    #[test]
    fn a_contribution_may_be_negative() {
        // Deviations −1.5 −0.5 0.5 1.5 and −1.5 −0.5 1.5 0.5: products add up to 4, squares to 5, r = 0.8.
        // To the first unit both differences are positive, as the correlation lets expect.
        let columns = [vec![1.0, 2.0, 3.0, 4.0], vec![1.0, 2.0, 4.0, 3.0]];
        let near = nearest_similar(&columns, 2, 3, SimilarityMetric::Mahalanobis, 1).unwrap();
        assert!(near.iter().any(|s| s.contributions.iter().any(|c| *c < 0.0)));
    }

    #[test]
    fn undefined_is_refused() {
        let column = vec![1.0, 2.0, 4.0];
        let of = |columns: &[Vec<f64>], target| nearest_similar(columns, target, 3, SimilarityMetric::Mahalanobis, 1);
        assert_eq!(of(&[], 0), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(of(&[vec![1.0]], 0), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(of(std::slice::from_ref(&column), 3), Err(StatError::Parameter));
        assert_eq!(of(&[column.clone(), vec![7.0; 3]], 0), Err(StatError::NoVariation));
        assert_eq!(of(&[column.clone(), column.iter().map(|x| 3.0 - x).collect()], 0), Err(StatError::Dependent));
        // Two units lie on a line, whatever the columns.
        assert_eq!(of(&[vec![1.0, 2.0], vec![5.0, 1.0]], 0), Err(StatError::Dependent));
    }

    proptest! {
        #[test]
        fn contributions_add_up_to_the_square(columns in (1usize..5, 2usize..12).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(proptest::num::f64::ANY, n), p)), target in 0usize..12) {
            for metric in BOTH {
                let Ok(near) = nearest_similar(&columns, target, 99, metric, 0) else { continue };
                prop_assert!(near.len() == columns[0].len() - 1 && near.is_sorted_by(|a, b| a.distance <= b.distance));
                for similar in near {
                    let square = similar.distance * similar.distance;
                    let sum: f64 = similar.contributions.iter().sum();
                    let size: f64 = similar.contributions.iter().map(|c| c.abs()).sum();
                    prop_assert!(square.is_finite() && (sum - square).abs() <= 1e-6 * size.max(1e-9));
                }
            }
        }

        #[test]
        fn units_of_measurement_do_not_matter(columns in (1usize..4, 6usize..12).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(-100.0f64..100.0, n), p)), scale in 0.5f64..100.0, shift in -50.0f64..50.0) {
            let moved: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().map(|x| shift - scale * x).collect()).collect();
            for metric in BOTH {
                match (nearest_similar(&columns, 0, 99, metric, 1), nearest_similar(&moved, 0, 99, metric, 1)) {
                    (Ok(a), Ok(b)) => prop_assert!(a.iter().zip(&b).all(|(a, b)| (a.distance - b.distance).abs() < 1e-6)),
                    (a, b) => prop_assert_eq!(a.err(), b.err()),
                }
            }
        }

        #[test]
        fn the_order_of_units_does_not_matter(columns in (1usize..4, 6usize..12).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(-100.0f64..100.0, n), p)), by in 1usize..12) {
            let n = columns[0].len();
            let by = by % n;
            let mut moved = columns.clone();
            moved.iter_mut().for_each(|c| c.rotate_left(by));
            for metric in BOTH {
                let Ok(a) = nearest_similar(&columns, by, 99, metric, 1) else { continue };
                let b = nearest_similar(&moved, 0, 99, metric, 1).unwrap();
                let apart = a.windows(2).all(|w| w[1].distance - w[0].distance > 1e-6);
                prop_assert!(a.iter().zip(&b).all(|(a, b)| (a.distance - b.distance).abs() < 1e-6));
                prop_assert!(!apart || a.iter().zip(&b).all(|(a, b)| a.unit == (b.unit + by) % n));
            }
        }
    }
}
