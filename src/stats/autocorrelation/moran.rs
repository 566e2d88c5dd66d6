//! Moran's I (Moran 1950).

use super::super::{Permutations, SpatialWeights, StatError, WeightSums};
use super::deviations::{Deviations, cross_products, no_unit_with_itself};
use super::inference::NormalTest;
use super::shuffle::{Form, GlobalPermutations, shuffled};

/// Moran's I of a column and its tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moran {
    /// I = n / S₀ · Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ², z the deviations from the mean.
    pub value: f64,
    /// Test under the assumption that the values come from a normal distribution.
    pub normality: NormalTest,
    /// Test under the assumption that every arrangement of these values on the map is equally likely (randomisation).
    pub randomisation: NormalTest,
    /// Number of units without neighbours. They have no term in the numerator but stay in n, mean and variance.
    pub islands: usize,
}

/// Moran's I: do units resemble their neighbours?
///
/// I = n / S₀ · Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ² with zᵢ = xᵢ − mean and S₀ = Σ wᵢⱼ. Without unit. About −1/(n − 1) if the values lie
/// on the map by chance, greater if similar values are neighbours, less if neighbours differ; with row-standardised weights
/// it is the slope of the neighbours' mean on the own value. Not bounded by ±1 in general.
///
/// Expected value E = −1 / (n − 1). Variances (Cliff & Ord 1981, pp. 42-46), with the sums S₀, S₁, S₂ of [`WeightSums`]
/// and the kurtosis b = n Σ z⁴ / (Σ z²)²:
/// - normality: (n² S₁ − n S₂ + 3 S₀²) / ((n² − 1) S₀²) − E²
/// - randomisation: [n ((n² − 3n + 3) S₁ − n S₂ + 3 S₀²) − b ((n² − n) S₁ − 2n S₂ + 6 S₀²)] / ((n − 1)(n − 2)(n − 3) S₀²) − E²
///
/// Islands (units without neighbours) stay in n, as in PySAL: randomisation may place any value on them. To leave them out,
/// restrict column and weights first ([`SpatialWeights::restricted_to`]).
///
/// # Errors
/// [`StatError::TooFew`] under 4 units, [`StatError::NotFinite`], [`StatError::NoVariation`] for a constant column,
/// [`StatError::Lengths`], [`StatError::NoNeighbours`], [`StatError::NoTotal`] if all weights are 0,
/// [`StatError::Parameter`] if a unit is its own neighbour, [`StatError::Overflow`] with weights near the end of the range.
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, moran};
/// // Four units in a row: z = −1.5, −0.5, 0.5, 1.5, Σ z² = 5.
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = moran(&[1.0, 2.0, 3.0, 4.0], &row).unwrap();
/// // Σ w z z = 2 (0.75 − 0.25 + 0.75) = 2.5 and S₀ = 6: I = 4/6 · 2.5/5 = 1/3.
/// assert!((found.value - 1.0 / 3.0).abs() < 1e-15);
/// // S₁ = 12, S₂ = 40: (16·12 − 4·40 + 3·36) / (15·36) − 1/9 = 4/27.
/// assert!((found.normality.variance - 4.0 / 27.0).abs() < 1e-15);
/// // b = 4 · 10.25 / 25 = 1.64: (4·32 − 1.64·40) / 216 − 1/9 = 8/45.
/// assert!((found.randomisation.variance - 8.0 / 45.0).abs() < 1e-15);
/// ```
pub fn moran(values: &[f64], w: &SpatialWeights) -> Result<Moran, StatError> {
    let d = Deviations::of(values, w, 4)?;
    no_unit_with_itself(w)?;
    let s = total(w)?;
    let n = values.len() as f64;
    let value = cross_products(&d.z, w) / s.s0;
    let expected = -1.0 / (n - 1.0);
    let (s1, s2) = (s.s1 / s.s0 / s.s0, s.s2 / s.s0 / s.s0);
    let second = (n * n * s1 - n * s2 + 3.0) / (n * n - 1.0);
    let square = expected * expected;
    let normality = NormalTest::of(value, expected, second - square, second)?;
    let second = second_moment(&d, s1, s2);
    let randomisation = NormalTest::of(value, expected, second - square, second)?;
    Ok(Moran { value, normality, randomisation, islands: w.islands().len() })
}

/// The sums of the weights, which must not add up to 0.
pub(super) fn total(w: &SpatialWeights) -> Result<WeightSums, StatError> {
    let sums = w.sums();
    if sums.s0 == 0.0 {
        return Err(StatError::NoTotal);
    }
    Ok(sums)
}

/// E(I²) under randomisation, with S₁ and S₂ already divided by S₀².
pub(super) fn second_moment(d: &Deviations, s1: f64, s2: f64) -> f64 {
    let n = d.z.len() as f64;
    let kurtosis = d.moment(4) / n;
    let first = n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0);
    let other = kurtosis * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0);
    (first - other) / ((n - 1.0) * (n - 2.0) * (n - 3.0))
}

/// Permutation test of Moran's I: the values are put on the map in random order, each order equally likely, and I is
/// computed anew. Mean and variance of the simulated values estimate expectation and variance under randomisation.
///
/// # Errors
/// As [`moran`]; [`StatError::Parameter`] for no permutations.
///
/// ```
/// use sozialatlas::stats::{Alternative, Permutations, SpatialWeights, moran_permutations};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let few = Permutations { count: 999, seed: 1 };
/// let test = moran_permutations(&[1.0, 2.0, 3.0, 4.0], &row, few, &mut |_| {}).unwrap();
/// // Of the 24 orders only 1 2 3 4 and 4 3 2 1 reach I = 1/3: one in twelve.
/// assert!((test.p(Alternative::Greater) - 1.0 / 12.0).abs() < 0.04);
/// ```
pub fn moran_permutations(
    values: &[f64],
    w: &SpatialWeights,
    permutations: Permutations,
    progress: &mut dyn FnMut(f64),
) -> Result<GlobalPermutations, StatError> {
    let d = Deviations::of(values, w, 4)?;
    no_unit_with_itself(w)?;
    let form = Form { cross: 1.0 / total(w)?.s0, linear: 0.0, square: 0.0, constant: 0.0 };
    shuffled(&d.z, w, &form, permutations, progress)
}

#[cfg(test)]
mod tests {
    use super::super::Alternative;
    use super::*;

    #[test]
    fn islands_stay_in_n() {
        let w = SpatialWeights::binary(&[vec![1], vec![0], vec![3], vec![2], vec![]]).unwrap();
        let found = moran(&[1.0, 1.0, 0.0, 0.0, 3.0], &w).unwrap();
        // Mean 1, z = 0 0 −1 −1 2, Σ z² = 6, Σ w z z = 2: 5/4 · 2/6.
        assert!((found.value - 5.0 / 12.0).abs() < 1e-15);
        assert_eq!((found.islands, found.normality.expected), (1, -0.25));
    }

    #[test]
    fn where_all_are_neighbours_nothing_varies() {
        let w = SpatialWeights::binary(&[vec![1, 2, 3], vec![0, 2, 3], vec![0, 1, 3], vec![0, 1, 2]]).unwrap();
        let found = moran(&[1.0, 5.0, 2.0, 9.0], &w).unwrap();
        assert!((found.value + 1.0 / 3.0).abs() < 1e-15);
        assert_eq!(found.randomisation.p(Alternative::TwoSided), Err(StatError::NoVariation));
    }

    #[test]
    fn what_is_refused() {
        let w = SpatialWeights::weighted(vec![vec![(1, 0.0)], vec![], vec![], vec![]]).unwrap();
        assert_eq!(moran(&[1.0, 5.0, 2.0, 9.0], &w), Err(StatError::NoTotal));
        let own = SpatialWeights::binary(&[vec![1], vec![0], vec![], vec![]]).unwrap().with_self(1.0).unwrap();
        assert_eq!(moran(&[1.0, 5.0, 2.0, 9.0], &own), Err(StatError::Parameter));
        let w = SpatialWeights::binary(&[vec![1], vec![0], vec![]]).unwrap();
        assert_eq!(moran(&[1.0, 5.0, 2.0], &w), Err(StatError::TooFew { needed: 4, got: 3 }));
    }
}
