//! Weighted geometric means of indicators.

use super::super::StatError;
use super::{Part, Standardisation, normalised_weights, standardise};

/// A multiplicative index: what it is for each unit, and out of what it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct GeometricComposite {
    /// The index, one number a unit, from the floor to 1.
    pub scores: Vec<f64>,
    /// The weights as shares that add up to 1.
    pub weights: Vec<f64>,
    /// `normalised[j][i]`: indicator j of unit i from the floor to 1, turned where it is reversed.
    pub normalised: Vec<Vec<f64>>,
    /// `factors[j][i]`: by what indicator j multiplies the score of unit i. Their product is the score; 1 means that
    /// the indicator takes nothing away.
    pub factors: Vec<Vec<f64>>,
}

/// The weighted geometric mean: Iᵢ = Πⱼ uᵢⱼ^wⱼ, u = f + (1 − f) t, t from 0 (smallest) to 1 (largest value), Σ wⱼ = 1.
///
/// A mean that offsets less: who lacks one thing altogether is low, whatever else there is in plenty. The Human
/// Development Index has been computed so since 2010 (UNDP 2010, technical note 1). The floor f (0.01 is usual) keeps the
/// last unit in an indicator from being 0 in everything.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < `floor` < 1; those of [`standardise`] and [`normalised_weights`].
///
/// ```
/// use sozialatlas::stats::{Part, geometric_composite};
/// // Floor 0.25: the values become 0.25, 0.25 + 0.75/3 = 0.5 and 1; 0.25, 1 and 0.5. √(0.5 · 1) = 0.7071…
/// let columns = [vec![0.0, 1.0, 3.0], vec![0.0, 3.0, 1.0]];
/// let index = geometric_composite(&columns, &[Part::weighing(1.0); 2], 0.25).unwrap();
/// assert!((index.scores[0] - 0.25).abs() < 1e-12 && (index.scores[1] - 0.5f64.sqrt()).abs() < 1e-12);
/// assert!((index.factors[0][1] - 0.5f64.sqrt()).abs() < 1e-12 && index.factors[1][1] == 1.0);
/// ```
pub fn geometric_composite(columns: &[Vec<f64>], parts: &[Part], floor: f64) -> Result<GeometricComposite, StatError> {
    if !(floor > 0.0 && floor < 1.0) {
        return Err(StatError::Parameter);
    }
    let weights = normalised_weights(&parts.iter().map(|p| p.weight).collect::<Vec<_>>())?;
    let mut normalised = standardise(columns, parts, Standardisation::MinMax)?;
    normalised.iter_mut().flatten().for_each(|t| *t = floor + (1.0 - floor) * *t);
    let mut factors = normalised.clone();
    let mut logarithms = vec![0.0; factors.first().map_or(0, Vec::len)];
    for (column, weight) in factors.iter_mut().zip(&weights) {
        for (factor, sum) in column.iter_mut().zip(&mut logarithms) {
            let logarithm = weight * factor.ln();
            *sum += logarithm;
            *factor = logarithm.exp();
        }
    }
    let scores = logarithms.iter().map(|sum| sum.exp()).collect();
    Ok(GeometricComposite { scores, weights, normalised, factors })
}

#[cfg(test)]
mod tests {
    use super::super::weighted_composite;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn undefined_is_refused() {
        let part = [Part::weighing(1.0)];
        for floor in [0.0, 1.0, -0.1, f64::NAN] {
            assert_eq!(geometric_composite(&[vec![1.0, 2.0]], &part, floor), Err(StatError::Parameter));
        }
        assert_eq!(geometric_composite(&[vec![1.0, 1.0]], &part, 0.01), Err(StatError::NoVariation));
        assert_eq!(geometric_composite(&[vec![1.0, 2.0]], &[Part::weighing(0.0)], 0.01), Err(StatError::NoTotal));
    }

    proptest! {
        #[test]
        fn below_the_arithmetic_mean_and_product_of_its_factors(columns in (1usize..4, 2usize..9).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(proptest::num::f64::ANY, n), p)), floor in 0.001f64..0.5) {
            let parts: Vec<Part> = (1..=columns.len()).map(|w| Part::weighing(w as f64)).collect();
            if let Ok(index) = geometric_composite(&columns, &parts, floor) {
                let mean = weighted_composite(&columns, &parts, Standardisation::MinMax).unwrap();
                for (i, (score, mean)) in index.scores.iter().zip(&mean.scores).enumerate() {
                    let product: f64 = index.factors.iter().map(|f| f[i]).product();
                    prop_assert!((product - score).abs() < 1e-12);
                    prop_assert!(*score <= floor + (1.0 - floor) * mean + 1e-12 && *score >= floor - 1e-12);
                }
            }
        }
    }
}
