//! The local statistics Gᵢ and Gᵢ* (Getis & Ord 1992, Ord & Getis 1995).

use super::super::{SpatialWeights, StatError};
use super::conditional::{Kernel, Setting, without_self};
use super::deviations::{Deviations, no_unit_with_itself, spread_of_row};
use super::draws::Draws;
use super::inference::{Alternative, LocalPermutations, normal_p};

/// Gᵢ or Gᵢ* of each unit.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalG {
    /// The share that the neighbours' values have in the sum of all (Gᵢ: of all others); None where that sum is 0.
    pub values: Vec<Option<f64>>,
    /// Standard score of the neighbours' sum: positive where high values gather (hot spot), negative where low ones do.
    /// None where it cannot vary: no neighbours, or all units neighbours alike.
    pub z: Vec<Option<f64>>,
}

impl LocalG {
    /// p-values by the normal distribution. Doubtful for units with few neighbours or very skewed columns: prefer
    /// permutations there.
    ///
    /// ```
    /// use sozialatlas::stats::{Alternative, SpatialWeights, local_g};
    /// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
    /// // z = −√1.5 (see `local_g`); 11 % of a normal distribution lie below −1.2247.
    /// let p = local_g(&[1.0, 2.0, 3.0, 4.0], &row).unwrap().p(Alternative::Less);
    /// assert!((p[0].unwrap() - 0.1103).abs() < 1e-4);
    /// ```
    pub fn p(&self, alternative: Alternative) -> Vec<Option<f64>> {
        self.z.iter().map(|z| z.map(|z| normal_p(z, alternative))).collect()
    }
}

/// Gᵢ: do high or low values lie *around* each unit? The unit's own value does not count.
///
/// Gᵢ = Σⱼ wᵢⱼ xⱼ / Σⱼ≠ᵢ xⱼ. Its standard score under randomisation (Ord & Getis 1995, equation 14), with W₁ = Σⱼ wᵢⱼ,
/// W₂ = Σⱼ wᵢⱼ², N = n − 1, and mean x̄ᵢ and variance sᵢ² (divisor N) of the others:
/// z = (Σⱼ wᵢⱼ xⱼ − W₁ x̄ᵢ) / (sᵢ √((N W₂ − W₁²) / (N − 1))). The same for binary and for row-standardised weights. Negative
/// values are allowed; only the share Gᵢ means little then.
///
/// # Errors
/// [`StatError::TooFew`] under 3 units, [`StatError::NotFinite`], [`StatError::NoVariation`], [`StatError::Lengths`],
/// [`StatError::NoNeighbours`], [`StatError::Parameter`] if a unit is its own neighbour.
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, local_g};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = local_g(&[1.0, 2.0, 3.0, 4.0], &row).unwrap();
/// // Unit 0: 2 / (2 + 3 + 4). The others have mean 3 and variance 2/3: z = (2 − 3) / √(2/3 · (3 − 1)/2).
/// assert!((found.values[0].unwrap() - 2.0 / 9.0).abs() < 1e-15);
/// assert!((found.z[0].unwrap() + 1.5f64.sqrt()).abs() < 1e-14);
/// ```
pub fn local_g(values: &[f64], w: &SpatialWeights) -> Result<LocalG, StatError> {
    no_unit_with_itself(w)?;
    scores(values, w, false)
}

/// Gᵢ*: do high or low values lie *at and around* each unit? The unit counts among its neighbours.
///
/// Gᵢ* = Σⱼ wᵢⱼ xⱼ / Σⱼ xⱼ over weights that contain the unit itself ([`SpatialWeights::with_self`], usually of weight 1
/// and before the rows are standardised). z = (Σⱼ wᵢⱼ xⱼ − W₁ x̄) / (s √((n W₂ − W₁²) / (n − 1))), mean and variance
/// (divisor n) of all units (Ord & Getis 1995). A unit without neighbours is judged by its own value alone.
///
/// # Errors
/// As [`local_g`], but [`StatError::Parameter`] if a unit is *not* its own neighbour.
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, local_g_star};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = local_g_star(&[1.0, 2.0, 3.0, 4.0], &row.with_self(1.0).unwrap().row_standardised()).unwrap();
/// // Unit 0: (1 + 2)/2 of 10. Mean 2.5, variance 1.25: z = (1.5 − 2.5) / √(1.25 · (4 · 0.5 − 1)/3) = −√2.4.
/// assert!((found.values[0].unwrap() - 0.15).abs() < 1e-15);
/// assert!((found.z[0].unwrap() + 2.4f64.sqrt()).abs() < 1e-14);
/// ```
pub fn local_g_star(values: &[f64], w: &SpatialWeights) -> Result<LocalG, StatError> {
    if (0..w.len()).any(|i| w.neighbours(i).binary_search(&(i as u32)).is_err()) {
        return Err(StatError::Parameter);
    }
    scores(values, w, true)
}

fn scores(values: &[f64], w: &SpatialWeights, star: bool) -> Result<LocalG, StatError> {
    let d = Deviations::of(values, w, 3)?;
    let n = values.len() as f64;
    let mut found = LocalG { values: Vec::with_capacity(values.len()), z: Vec::with_capacity(values.len()) };
    for (i, z) in d.z.iter().enumerate() {
        let weights = w.weights(i);
        let sum: f64 = weights.iter().sum();
        let lag: f64 = w.of(i).map(|(j, weight)| weight * d.z[j]).sum();
        // Mean and variance of all, or of the others, in standard scores.
        let (number, mean, variance) = if star {
            (n, 0.0, 1.0)
        } else {
            let mean = -z / (n - 1.0);
            (n - 1.0, mean, ((n - z * z) / (n - 1.0) - mean * mean).max(0.0))
        };
        let total = number * (d.level + mean);
        // A sum that is 0 but for rounding is 0.
        let share = (sum * d.level + lag) / total;
        let is_share = total.abs() > 1e-14 * n * (d.level.abs() + d.largest) && !weights.is_empty();
        found.values.push(Some(share).filter(|g| is_share && g.is_finite()));
        let spread = variance * spread_of_row(weights, number);
        let score = (lag - sum * mean) / spread.sqrt();
        found.z.push(Some(score).filter(|z| spread > 0.0 && z.is_finite()));
    }
    Ok(found)
}

/// Conditional permutation test of Gᵢ and Gᵢ* alike: each unit keeps its value, so that the two rank the permutations in
/// the same way and have the same p-values ([`Alternative::Greater`]: hot spot, [`Alternative::Less`]: cold spot). A unit
/// that is its own neighbour in `w` does not count as one here; a unit without others is not tested.
///
/// # Errors
/// As [`local_g`]; [`StatError::Parameter`] for no permutations or a table that is not one of draws.
///
/// ```
/// use sozialatlas::stats::{Alternative, Draws, SpatialWeights, local_g_permutations};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// // The one neighbour of unit 0 is, among units 1, 2 and 3, the first, the second and the third.
/// let table = [vec![0, 1], vec![1, 2], vec![2, 0]];
/// let found = local_g_permutations(&[1.0, 2.0, 3.0, 4.0], &row, &Draws::Given(&table), &mut |_| {}).unwrap();
/// // Its neighbour has 2; draws of 2, 3 and 4 are all as high, only the first is as low.
/// assert_eq!(found.p(Alternative::Greater)[0], Some(1.0));
/// assert_eq!(found.p(Alternative::Less)[0], Some(0.5));
/// ```
pub fn local_g_permutations(
    values: &[f64],
    w: &SpatialWeights,
    draws: &Draws,
    progress: &mut dyn FnMut(f64),
) -> Result<LocalPermutations, StatError> {
    let d = Deviations::of(values, w, 3)?;
    let others = without_self(w)?;
    Setting { z: &d.z, w: &others, largest: d.largest, kernel: Kernel::Lag }.test(draws, progress)
}

#[cfg(test)]
mod tests {
    use super::super::super::Permutations;
    use super::super::local_moran;
    use super::*;

    #[test]
    fn islands() {
        let w = SpatialWeights::binary(&[vec![1], vec![0], vec![]]).unwrap();
        let x = [1.0, 2.0, 6.0];
        let found = local_g(&x, &w).unwrap();
        assert_eq!((found.values[2], found.z[2], found.p(Alternative::TwoSided)[2]), (None, None, None));
        let star = local_g_star(&x, &w.with_self(1.0).unwrap()).unwrap();
        // The island alone: (6 − 3) / s, s² = (4 + 1 + 9)/3.
        assert!((star.z[2].unwrap() - 3.0 / (14.0f64 / 3.0).sqrt()).abs() < 1e-14);
        let draws = Draws::Seeded(Permutations { count: 9, seed: 1 });
        let tested = |w: &SpatialWeights| local_g_permutations(&x, w, &draws, &mut |_| {}).unwrap();
        assert_eq!(tested(&w), tested(&w.with_self(1.0).unwrap()));
        assert_eq!(tested(&w).tails[2], None);
    }

    #[test]
    fn a_sum_of_zero_has_no_shares() {
        let w = SpatialWeights::binary(&[vec![1], vec![0], vec![1]]).unwrap();
        let found = local_g_star(&[0.1, 0.2, -0.3], &w.with_self(1.0).unwrap()).unwrap();
        assert_eq!(found.values, [None, None, None]);
        assert!(found.z.iter().all(Option::is_some));
    }

    /// z of Gᵢ is that of local Moran but for the sign of the unit's own deviation.
    #[test]
    fn scores_are_those_of_local_moran() {
        let lists = [vec![1, 2], vec![0], vec![3, 4, 0], vec![2], vec![1]];
        let w = SpatialWeights::binary(&lists).unwrap().row_standardised();
        let x = [3.0, 0.5, 7.5, 1.0, 2.0];
        let (g, moran) = (local_g(&x, &w).unwrap(), local_moran(&x, &w).unwrap());
        for (i, (a, b)) in g.z.iter().zip(&moran.z).enumerate() {
            let sign = (x[i] - 2.8).signum();
            assert!((a.unwrap() - sign * b.unwrap()).abs() < 1e-13);
        }
    }

    #[test]
    fn star_wants_the_unit_itself() {
        let w = SpatialWeights::binary(&[vec![1], vec![0], vec![]]).unwrap();
        assert_eq!(local_g_star(&[1.0, 2.0, 6.0], &w), Err(StatError::Parameter));
        assert_eq!(local_g(&[1.0, 2.0, 6.0], &w.with_self(1.0).unwrap()), Err(StatError::Parameter));
    }
}
