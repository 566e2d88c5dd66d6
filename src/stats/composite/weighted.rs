//! Weighted sums of standardised indicators.

use super::super::StatError;
use super::super::matrix::weighted_sum;
use super::{Part, Standardisation, normalised_weights, pca, standardise};

/// An additive index: what it is for each unit, and out of what it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Composite {
    /// The index, one number a unit.
    pub scores: Vec<f64>,
    /// The weights as shares that add up to 1.
    pub weights: Vec<f64>,
    /// `normalised[j][i]`: indicator j of unit i on the common scale, turned where it is reversed.
    pub normalised: Vec<Vec<f64>>,
    /// `contributions[j][i]`: what indicator j adds to the score of unit i, wⱼ · normalised. They add up to the score.
    pub contributions: Vec<Vec<f64>>,
}

/// The weighted mean of standardised indicators: Iᵢ = Σⱼ wⱼ tᵢⱼ, Σ wⱼ = 1.
///
/// With [`Standardisation::Z`] it is the z-sum of German social monitorings (scaled by the weights' total), with
/// [`Standardisation::MinMax`] the arithmetic mean of the older Human Development Index, with
/// [`Standardisation::Percentile`] a mean of ranks. Adding means offsetting: much of one makes up for lack of another
/// ([`super::geometric_composite`] allows less of that). A higher score means more of what the parts point to.
///
/// # Errors
/// Those of [`standardise`] and [`normalised_weights`].
///
/// ```
/// use sozialatlas::stats::{Part, Standardisation, weighted_composite};
/// let columns = [vec![1.0, 2.0, 5.0], vec![30.0, 10.0, 20.0]];
/// let parts = [Part::weighing(3.0), Part::weighing(1.0).turned()];
/// let index = weighted_composite(&columns, &parts, Standardisation::MinMax).unwrap();
/// // Weights 0.75 and 0.25; the second unit has 0.75 · 0.25 + 0.25 · 1.
/// assert_eq!(index.scores, [0.0, 0.4375, 0.875]);
/// assert_eq!((index.contributions[0][1], index.contributions[1][1]), (0.1875, 0.25));
/// ```
pub fn weighted_composite(columns: &[Vec<f64>], parts: &[Part], how: Standardisation) -> Result<Composite, StatError> {
    let weights = normalised_weights(&parts.iter().map(|p| p.weight).collect::<Vec<_>>())?;
    let normalised = standardise(columns, parts, how)?;
    let scores = weighted_sum(&normalised, &weights);
    if scores.iter().any(|s| !s.is_finite()) {
        return Err(StatError::Overflow);
    }
    let added = |(column, weight): (&Vec<f64>, &f64)| column.iter().map(|t| weight * t).collect();
    let contributions = normalised.iter().zip(&weights).map(added).collect();
    Ok(Composite { scores, weights, normalised, contributions })
}

/// A z-sum that takes its weights from the data: the squared weights of the first principal component, in its direction.
///
/// wⱼ = v₁ⱼ², which add up to 1, and indicator j is turned if v₁ⱼ < 0; z with divisor n − 1. What varies together gets
/// much weight, which is not the same as what matters: the handbook of OECD & JRC (2008, step 6) warns of weights from
/// components as a substitute for a decision. `anchor` is the column that the index shall follow ([`pca`]).
///
/// # Errors
/// Those of [`pca`].
///
/// ```
/// use sozialatlas::stats::pca_weighted_composite;
/// // Two columns have squared weights ½ and ½; they run against each other, so that the second is turned:
/// // z of both is then (−1, 0, 1).
/// let index = pca_weighted_composite(&[vec![1.0, 2.0, 3.0], vec![30.0, 20.0, 10.0]], 0).unwrap();
/// assert!((index.weights[0] - 0.5).abs() < 1e-12 && (index.scores[2] - 1.0).abs() < 1e-12);
/// ```
pub fn pca_weighted_composite(columns: &[Vec<f64>], anchor: usize) -> Result<Composite, StatError> {
    let found = pca(columns, anchor, 0)?;
    let first = found.vectors.first().map_or(&[][..], Vec::as_slice);
    let parts: Vec<Part> = first.iter().map(|v| Part { weight: v * v, reversed: *v < 0.0 }).collect();
    weighted_composite(columns, &parts, Standardisation::Z { ddof: 1 })
}

#[cfg(test)]
mod tests {
    use super::super::super::Ties;
    use super::*;
    use proptest::prelude::*;

    const ALL: [Standardisation; 4] = [
        Standardisation::Z { ddof: 1 },
        Standardisation::RobustZ,
        Standardisation::MinMax,
        Standardisation::Percentile { ties: Ties::Average },
    ];

    fn table() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<Part>)> {
        (1usize..5, 3usize..15).prop_flat_map(|(p, n)| {
            let column = proptest::collection::vec(-1000i32..1000, n);
            let columns = proptest::collection::vec(column.prop_map(|c| c.into_iter().map(f64::from).collect()), p);
            let part = (0.0f64..9.0, proptest::bool::ANY).prop_map(|(weight, reversed)| Part { weight, reversed });
            (columns, proptest::collection::vec(part, p))
        })
    }

    fn close(a: &[f64], b: &[f64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    proptest! {
        #[test]
        fn contributions_add_up((columns, parts) in table()) {
            for how in ALL {
                let Ok(index) = weighted_composite(&columns, &parts, how) else { continue };
                let sums: Vec<f64> = (0..index.scores.len()).map(|i| index.contributions.iter().map(|c| c[i]).sum()).collect();
                prop_assert!(close(&sums, &index.scores));
                prop_assert!((index.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }

        #[test]
        fn scale_of_the_weights_does_not_matter((columns, parts) in table(), factor in 1e-3f64..1e3) {
            let scaled: Vec<Part> = parts.iter().map(|p| Part { weight: p.weight * factor, ..*p }).collect();
            for how in ALL {
                match (weighted_composite(&columns, &parts, how), weighted_composite(&columns, &scaled, how)) {
                    (Ok(a), Ok(b)) => prop_assert!(close(&a.scores, &b.scores)),
                    (a, b) => prop_assert_eq!(a.err(), b.err()),
                }
            }
        }

        #[test]
        fn turning_all_parts_turns_the_index((columns, parts) in table()) {
            let turned: Vec<Part> = parts.iter().map(|p| p.turned()).collect();
            for how in ALL {
                let Ok(index) = weighted_composite(&columns, &parts, how) else { continue };
                let sum = if matches!(how, Standardisation::Z { .. } | Standardisation::RobustZ) { 0.0 } else { 1.0 };
                let expected: Vec<f64> = index.scores.iter().map(|s| sum - s).collect();
                prop_assert!(close(&weighted_composite(&columns, &turned, how).unwrap().scores, &expected));
            }
        }

        #[test]
        fn the_order_of_units_does_not_matter((columns, parts) in table(), by in 0usize..15) {
            let turned = |c: &Vec<f64>| { let mut c = c.clone(); let by = by % c.len(); c.rotate_left(by); c };
            let moved: Vec<Vec<f64>> = columns.iter().map(turned).collect();
            for how in ALL {
                match (weighted_composite(&columns, &parts, how), weighted_composite(&moved, &parts, how)) {
                    (Ok(a), Ok(b)) => prop_assert!(close(&turned(&a.scores), &b.scores)),
                    (a, b) => prop_assert_eq!(a.err(), b.err()),
                }
            }
        }

        #[test]
        fn finite_whatever_comes(columns in (1usize..4, 2usize..9).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(proptest::num::f64::ANY, n), p))) {
            let parts = vec![Part::weighing(1.0); columns.len()];
            let found = ALL.into_iter().map(|how| weighted_composite(&columns, &parts, how));
            for index in found.chain([pca_weighted_composite(&columns, 0)]).flatten() {
                prop_assert!(index.scores.iter().chain(index.contributions.iter().flatten()).all(|v| v.is_finite()));
            }
        }
    }
}
