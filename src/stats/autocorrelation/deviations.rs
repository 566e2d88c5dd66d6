//! Deviations from the mean, the common start of all measures of autocorrelation.

use super::super::check::enough;
use super::super::{SpatialWeights, StatError};

/// A column as standard scores (divisor n): Σ z = 0 and Σ z² = n.
pub(super) struct Deviations {
    pub z: Vec<f64>,
    /// The column in units of its standard deviation: x / sd.
    pub x: Vec<f64>,
    /// Its mean in the same unit: x / sd = level + z.
    pub level: f64,
    /// The largest |z|.
    pub largest: f64,
}

impl Deviations {
    /// # Errors
    /// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::NoVariation`]; [`StatError::Lengths`] if the weights
    /// belong to another number of units; [`StatError::NoNeighbours`] if no unit has a neighbour.
    pub fn of(values: &[f64], w: &SpatialWeights, needed: usize) -> Result<Deviations, StatError> {
        w.fits(values)?;
        enough(values, needed)?;
        if w.pairs() == 0 {
            return Err(StatError::NoNeighbours);
        }
        standardised(values)
    }

    /// Sum of the powers of the scores. Multiplied out: the library's `powi` may round differently elsewhere.
    pub fn moment(&self, power: u32) -> f64 {
        self.z.iter().map(|z| (0..power).fold(1.0, |product, _| product * z)).sum()
    }
}

fn standardised(values: &[f64]) -> Result<Deviations, StatError> {
    let n = values.len() as f64;
    // Only extreme numbers are scaled, so that their squares stay in range.
    let size = values.iter().fold(0.0, |a: f64, x| a.max(x.abs()));
    let scale = if (1e-100..1e100).contains(&size) || size == 0.0 { 1.0 } else { size };
    let scaled: Vec<f64> = values.iter().map(|x| x / scale).collect();
    let first = scaled.iter().sum::<f64>() / n;
    let mean = first + scaled.iter().map(|x| x - first).sum::<f64>() / n;
    // What differs from the mean by rounding only is the mean: it is neither high nor low.
    let rounding = 2.0 * f64::EPSILON * mean.abs();
    let snapped = |d: f64| if d.abs() <= rounding { 0.0 } else { d };
    let d: Vec<f64> = scaled.iter().map(|x| snapped(x - mean)).collect();
    let sd = (d.iter().map(|d| d * d).sum::<f64>() / n).sqrt();
    if sd == 0.0 {
        return Err(StatError::NoVariation);
    }
    let z: Vec<f64> = d.iter().map(|d| d / sd).collect();
    let largest = z.iter().fold(0.0, |a: f64, z| a.max(z.abs()));
    let x = scaled.iter().map(|x| x / sd).collect();
    finite(Deviations { z, x, level: mean / sd, largest }, |d| d.level.is_finite() && d.largest.is_finite())
}

/// The result, unless one of its numbers left the range.
pub(super) fn finite<T>(result: T, is_finite: impl Fn(&T) -> bool) -> Result<T, StatError> {
    if is_finite(&result) { Ok(result) } else { Err(StatError::Overflow) }
}

/// Sum of the weights in the row and the column of each unit.
pub(super) fn row_and_column_sums(w: &SpatialWeights) -> Vec<f64> {
    let mut sums = vec![0.0; w.len()];
    for i in 0..w.len() {
        for (j, weight) in w.of(i) {
            sums[i] += weight;
            sums[j] += weight;
        }
    }
    sums
}

/// Σᵢⱼ wᵢⱼ zᵢ zⱼ.
pub(super) fn cross_products(z: &[f64], w: &SpatialWeights) -> f64 {
    let rows = z.iter().enumerate();
    rows.map(|(i, zi)| zi * w.of(i).map(|(j, weight)| weight * z[j]).sum::<f64>()).sum()
}

/// Refuses weights in which a unit is its own neighbour.
pub(super) fn no_unit_with_itself(w: &SpatialWeights) -> Result<(), StatError> {
    let own = (0..w.len()).any(|i| w.neighbours(i).binary_search(&(i as u32)).is_ok());
    if own { Err(StatError::Parameter) } else { Ok(()) }
}

/// Variance of Σⱼ wⱼ Yⱼ in units of Y's variance (divisor N), if the row's Y are drawn from N values without replacement:
/// (N Σ w² − (Σ w)²) / (N − 1). Exactly 0 where only rounding is left of it.
pub(super) fn spread_of_row(weights: &[f64], others: f64) -> f64 {
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(s, q), w| (s + w, q + w * w));
    let spread = others * squares - sum * sum;
    if spread <= 1e-12 * others * squares { 0.0 } else { spread / (others - 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> SpatialWeights {
        SpatialWeights::binary(&[vec![1], vec![0], vec![0]]).unwrap()
    }

    #[test]
    fn extreme_numbers_have_scores() {
        for scale in [1.0, 1e308, 5e-324, 1e-200] {
            let d = Deviations::of(&[scale, 0.0, -scale], &pair(), 2).unwrap();
            assert!((d.moment(2) - 3.0).abs() < 1e-12 && d.moment(1).abs() < 1e-12 && d.z[1] == 0.0);
        }
    }

    #[test]
    fn what_has_no_scores() {
        let of = |values: &[f64]| Deviations::of(values, &pair(), 3).err();
        assert_eq!(of(&[0.1, 0.1, 0.1]), Some(StatError::NoVariation));
        assert_eq!(of(&[0.0, 0.0, 0.0]), Some(StatError::NoVariation));
        assert_eq!(of(&[0.0, f64::INFINITY, 0.0]), Some(StatError::NotFinite));
        assert_eq!(of(&[0.0, 1.0]), Some(StatError::Lengths { left: 3, right: 2 }));
        let alone = SpatialWeights::binary(&[vec![], vec![], vec![]]).unwrap();
        assert_eq!(Deviations::of(&[1.0, 2.0, 3.0], &alone, 3).err(), Some(StatError::NoNeighbours));
    }
}
