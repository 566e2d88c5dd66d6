//! Local Moran (Anselin 1995).

use super::super::check::all_finite;
use super::super::{SpatialWeights, StatError};
use super::conditional::{Kernel, Setting};
use super::deviations::{Deviations, no_unit_with_itself, spread_of_row};
use super::draws::Draws;
use super::inference::{LocalPermutations, TailCounts};

/// Where a unit lies in Moran's scatter plot: its own value and the mean of its neighbours, each above the mean or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// High among high: a cluster of high values.
    HighHigh = 1,
    /// Low among high: an outlier.
    LowHigh = 2,
    /// Low among low: a cluster of low values.
    LowLow = 3,
    /// High among low: an outlier.
    HighLow = 4,
}

/// Local Moran of each unit.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalMoran {
    /// Iᵢ; 0 for a unit without neighbours.
    pub values: Vec<f64>,
    /// Expected value of Iᵢ under conditional randomisation.
    pub expected: Vec<f64>,
    /// Variance of Iᵢ under conditional randomisation.
    pub variance: Vec<f64>,
    /// (Iᵢ − expected) / √variance; None where the variance is 0 (no neighbours, all others are neighbours, or the unit's
    /// value is the mean).
    pub z: Vec<Option<f64>>,
    /// None for a unit without neighbours. A quadrant is no finding yet: only with a small p-value is it a cluster.
    pub quadrants: Vec<Option<Quadrant>>,
}

/// Local Moran: which units are among similar ones, which stand out from their neighbours?
///
/// Iᵢ = (n − 1) zᵢ Σⱼ wᵢⱼ zⱼ / Σ z², z the deviations from the mean (the scale of PySAL and GeoDa; with n in place of n − 1
/// it is that of R's spdep). Positive: neighbours on the same side of the mean; negative: on the other. With
/// row-standardised weights and no islands the sum over all units is (n − 1) I of [`super::moran`](fn@super::moran).
///
/// Expected value and variance are those of conditional randomisation, which leaves zᵢ where it is and deals the others
/// out (Sokal et al. 1998), with W₁ = Σⱼ wᵢⱼ and W₂ = Σⱼ wᵢⱼ² of the row, N = n − 1, and s² the others' variance (divisor N):
/// - Eᵢ = −W₁ zᵢ² / Σ z²
/// - Vᵢ = ((n − 1) zᵢ / Σ z²)² s² (N W₂ − W₁²) / (N − 1)
///
/// High means above the mean, strictly; a value equal to the mean is low. Values are compared with rounding in mind.
///
/// # Errors
/// [`StatError::TooFew`] under 3 units, [`StatError::NotFinite`], [`StatError::NoVariation`], [`StatError::Lengths`],
/// [`StatError::NoNeighbours`], [`StatError::Parameter`] if a unit is its own neighbour, [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{Quadrant, SpatialWeights, local_moran};
/// // Four units in a row: z = −1.5, −0.5, 0.5, 1.5, Σ z² = 5.
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap().row_standardised();
/// let found = local_moran(&[1.0, 2.0, 3.0, 4.0], &row).unwrap();
/// // I₀ = 3 · (−1.5) · (−0.5) / 5 = 0.45; the lag of unit 1 is (−1.5 + 0.5) / 2: 3 · (−0.5) · (−0.5) / 5 = 0.15.
/// assert!((found.values[0] - 0.45).abs() < 1e-15 && (found.values[1] - 0.15).abs() < 1e-15);
/// // The others of unit 0 have s² = 2/3, W₁ = W₂ = 1: E = −2.25/5, V = (3 · 1.5/5)² · 2/3 · (3 − 1)/2.
/// assert!((found.expected[0] + 0.45).abs() < 1e-15 && (found.variance[0] - 0.54).abs() < 1e-15);
/// assert_eq!(found.quadrants[0], Some(Quadrant::LowLow));
/// ```
pub fn local_moran(values: &[f64], w: &SpatialWeights) -> Result<LocalMoran, StatError> {
    let d = Deviations::of(values, w, 3)?;
    no_unit_with_itself(w)?;
    let n = values.len();
    let mut found = LocalMoran {
        values: Vec::with_capacity(n),
        expected: Vec::with_capacity(n),
        variance: Vec::with_capacity(n),
        z: Vec::with_capacity(n),
        quadrants: Vec::with_capacity(n),
    };
    for (i, z) in d.z.iter().enumerate() {
        found.push(*z, w.weights(i), w.of(i).map(|(j, weight)| weight * d.z[j]).sum(), &d);
    }
    let all = [&found.values, &found.expected, &found.variance];
    if all.iter().all(|list| all_finite(list).is_ok()) { Ok(found) } else { Err(StatError::Overflow) }
}

impl LocalMoran {
    fn push(&mut self, z: f64, weights: &[f64], lag: f64, d: &Deviations) {
        let n = d.z.len() as f64;
        let others = n - 1.0;
        let sum: f64 = weights.iter().sum();
        let share = others / n * z;
        let (value, expected) = (share * lag, -sum * z * z / n);
        let variance_of_others = (n - z * z) / others - (z / others) * (z / others);
        let variance = share * share * variance_of_others.max(0.0) * spread_of_row(weights, others);
        self.values.push(value);
        self.expected.push(expected);
        self.variance.push(variance);
        self.z.push((variance > 0.0).then(|| (value - expected) / variance.sqrt()).filter(|z| z.is_finite()));
        let high = lag > 1e-14 * sum * d.largest;
        self.quadrants.push((!weights.is_empty()).then_some(match (z > 0.0, high) {
            (true, true) => Quadrant::HighHigh,
            (false, true) => Quadrant::LowHigh,
            (false, false) => Quadrant::LowLow,
            (true, false) => Quadrant::HighLow,
        }));
    }
}

/// Conditional permutation test of local Moran: `at_least` counts the permutations whose Iᵢ is not less than the observed
/// one ([`super::Alternative::Greater`]: among similar units; [`super::Alternative::Less`]: an outlier).
///
/// A unit whose value is the mean has Iᵢ = 0 whatever its neighbours are: all permutations tie, p = 1.
///
/// With equal weights in each row the time is nearly independent of the number of units (see [`Draws::Seeded`]).
///
/// # Errors
/// As [`local_moran`]; [`StatError::Parameter`] for no permutations or a table that is not one of draws.
///
/// ```
/// use sozialatlas::stats::{Alternative, Draws, SpatialWeights, local_moran_permutations};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// // The one neighbour of unit 0 is, among units 1, 2 and 3, the first, the second and the third.
/// let table = [vec![0, 1], vec![1, 2], vec![2, 0]];
/// let found = local_moran_permutations(&[1.0, 2.0, 3.0, 4.0], &row, &Draws::Given(&table), &mut |_| {}).unwrap();
/// // z₁ = −0.5 is the lowest of the others: only drawing it is as similar to unit 0, which is low too.
/// assert_eq!(found.tails[0].unwrap().at_least, 1);
/// assert_eq!(found.p(Alternative::Greater)[0], Some(0.5)); // (1 + 1) / (3 + 1)
/// ```
pub fn local_moran_permutations(
    values: &[f64],
    w: &SpatialWeights,
    draws: &Draws,
    progress: &mut dyn FnMut(f64),
) -> Result<LocalPermutations, StatError> {
    let d = Deviations::of(values, w, 3)?;
    no_unit_with_itself(w)?;
    let setting = Setting { z: &d.z, w, largest: d.largest, kernel: Kernel::Lag };
    let mut found = setting.test(draws, progress)?;
    // From lags to Iᵢ = c zᵢ lag: a negative zᵢ turns the order round, zᵢ = 0 makes all equal.
    let all = TailCounts { at_least: found.permutations, at_most: found.permutations };
    for (tails, z) in found.tails.iter_mut().zip(&d.z) {
        *tails = tails.map(|t| match z {
            z if *z > 0.0 => t,
            z if *z < 0.0 => TailCounts { at_least: t.at_most, at_most: t.at_least },
            _ => all,
        });
    }
    Ok(found)
}

/// The units that are clusters or outliers: their quadrant where p ≤ `alpha`, else None (as for units without p-value).
///
/// For a map of many units take the cutoff of [`super::benjamini_hochberg`] as `alpha`.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::Parameter`] if `alpha` is not between 0 and 1.
///
/// ```
/// use sozialatlas::stats::{Quadrant, clusters};
/// let quadrants = [Some(Quadrant::HighHigh), Some(Quadrant::LowHigh), None];
/// assert_eq!(clusters(&quadrants, &[Some(0.05), Some(0.06), None], 0.05), Ok(vec![quadrants[0], None, None]));
/// ```
pub fn clusters(
    quadrants: &[Option<Quadrant>],
    p: &[Option<f64>],
    alpha: f64,
) -> Result<Vec<Option<Quadrant>>, StatError> {
    if quadrants.len() != p.len() {
        return Err(StatError::Lengths { left: quadrants.len(), right: p.len() });
    }
    if !(0.0..=1.0).contains(&alpha) {
        return Err(StatError::Parameter);
    }
    let pairs = quadrants.iter().zip(p);
    Ok(pairs.map(|(quadrant, p)| quadrant.filter(|_| p.is_some_and(|p| p <= alpha))).collect())
}

#[cfg(test)]
mod tests {
    use super::super::super::Permutations;
    use super::super::moran;
    use super::*;

    #[test]
    fn islands_and_mean_values() {
        let w = SpatialWeights::binary(&[vec![1], vec![0], vec![0, 1], vec![]]).unwrap().row_standardised();
        let x = [1.0, 5.0, 3.0, 3.0];
        let found = local_moran(&x, &w).unwrap();
        assert_eq!((found.values[3], found.z[3], found.quadrants[3]), (0.0, None, None));
        assert_eq!((found.values[2], found.z[2], found.quadrants[2]), (0.0, None, Some(Quadrant::LowLow)));
        assert_eq!(found.quadrants[..2], [Some(Quadrant::LowHigh), Some(Quadrant::HighLow)]);
        let draws = Draws::Seeded(Permutations { count: 99, seed: 1 });
        let test = local_moran_permutations(&x, &w, &draws, &mut |_| {}).unwrap();
        assert_eq!(test.tails[3], None);
        assert_eq!(test.tails[2], Some(TailCounts { at_least: 99, at_most: 99 }));
    }

    #[test]
    fn local_values_add_up_to_the_global_one() {
        let lists = [vec![1, 2], vec![0], vec![3, 4, 0], vec![2], vec![1]];
        let w = SpatialWeights::binary(&lists).unwrap().row_standardised();
        let x = [3.0, 0.5, 7.5, 1.0, 2.0];
        let sum: f64 = local_moran(&x, &w).unwrap().values.iter().sum();
        assert!((sum - 4.0 * moran(&x, &w).unwrap().value).abs() < 1e-14);
    }

    /// With one neighbour each choice is one of the others: mean and variance over all of them.
    #[test]
    fn moments_over_all_choices() {
        let w = SpatialWeights::weighted(vec![vec![(1, 2.0)], vec![], vec![], vec![]]).unwrap();
        let x = [3.0, 0.5, 7.5, 1.0];
        let found = local_moran(&x, &w).unwrap();
        let each = [1, 2, 3].map(|j| {
            let w = SpatialWeights::weighted(vec![vec![(j, 2.0)], vec![], vec![], vec![]]).unwrap();
            local_moran(&x, &w).unwrap().values[0]
        });
        let mean = each.iter().sum::<f64>() / 3.0;
        let variance = each.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / 3.0;
        assert!((found.expected[0] - mean).abs() < 1e-14 && (found.variance[0] - variance).abs() < 1e-14);
    }
}
