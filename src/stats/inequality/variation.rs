//! The coefficient of variation, plain and weighted.

use super::super::StatError;
use super::amounts::{Amount, finite, relative};

/// The coefficient of variation: standard deviation / mean, with s² = Σ (x − x̄)² / (n − ddof).
///
/// Dimensionless; 0.2 means that the standard deviation is a fifth of the mean. `ddof` is 0 for all members of a
/// population, 1 for a sample. Only for amounts with a true zero (income, places, not degrees Celsius); single values
/// may be zero or negative, the mean must be positive.
///
/// # Errors
/// [`StatError::TooFew`] with fewer than `ddof` + 1 values, [`StatError::NotFinite`]; [`StatError::NoTotal`] if the mean
/// is zero, [`StatError::NotPositive`] if it is negative; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::coefficient_of_variation;
/// // Mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32, 32 / 8 = 4: 2 / 5.
/// let x = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
/// assert!((coefficient_of_variation(&x, 0).unwrap() - 0.4).abs() < 1e-15);
/// ```
pub fn coefficient_of_variation(values: &[f64], ddof: usize) -> Result<f64, StatError> {
    let n = values.len();
    if n <= ddof {
        return Err(StatError::TooFew { needed: ddof.saturating_add(1), got: n });
    }
    let all = relative(values, None)?;
    if values.iter().all(|v| Some(v) == values.first()) {
        return Ok(0.0);
    }
    finite(root_of_squares(&all) * (n as f64 / (n - ddof) as f64).sqrt())
}

/// Williamson's weighted coefficient of variation: √(Σ pᵢ (xᵢ − x̄)²) / x̄, where pᵢ is the unit's share of the residents
/// and x̄ the mean weighted by them.
///
/// The usual measure of regional inequality: a small rich district does not count as much as a large poor one. Zero and
/// negative values as in [`coefficient_of_variation`].
///
/// Follows Williamson (1965).
///
/// # Errors
/// As [`coefficient_of_variation`]; also [`StatError::Lengths`], [`StatError::NotPositive`] for a negative weight and
/// [`StatError::NoTotal`] if the weights add up to zero.
///
/// ```
/// use sozialatlas::stats::williamson;
/// // Weights 3 and 1: mean (3 · 1 + 1 · 5) / 4 = 2; (3 · 1 + 1 · 9) / 4 = 3; √3 / 2.
/// assert!((williamson(&[1.0, 5.0], &[3.0, 1.0]).unwrap() - 3f64.sqrt() / 2.0).abs() < 1e-15);
/// ```
pub fn williamson(values: &[f64], weights: &[f64]) -> Result<f64, StatError> {
    let all = relative(values, Some(weights))?;
    if values.iter().all(|v| Some(v) == values.first()) {
        return Ok(0.0);
    }
    finite(root_of_squares(&all))
}

fn root_of_squares(all: &[Amount]) -> f64 {
    all.iter().map(|unit| unit.share * (unit.relative - 1.0) * (unit.relative - 1.0)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whole_weights_are_repetitions(cells in proptest::collection::vec((0.1..50.0, 1usize..5), 1..20)) {
            let (values, counts): (Vec<f64>, Vec<usize>) = cells.into_iter().unzip();
            let weights: Vec<f64> = counts.iter().map(|c| *c as f64).collect();
            let long: Vec<f64> = values.iter().zip(&counts).flat_map(|(v, c)| vec![*v; *c]).collect();
            let (a, b) = (williamson(&values, &weights).unwrap(), coefficient_of_variation(&long, 0).unwrap());
            prop_assert!((a - b).abs() < 1e-12);
        }

        #[test]
        fn a_number_or_a_refusal(values in proptest::collection::vec(proptest::num::f64::NORMAL, 1..30)) {
            prop_assert!(coefficient_of_variation(&values, 0).map_or(true, |v| v.is_finite() && v >= 0.0));
        }
    }

    #[test]
    fn means_of_zero_and_below_are_refused() {
        assert_eq!(coefficient_of_variation(&[-1.0, 1.0], 0), Err(StatError::NoTotal));
        assert_eq!(coefficient_of_variation(&[-3.0, 1.0], 0), Err(StatError::NotPositive));
        assert_eq!(coefficient_of_variation(&[0.1, 0.1, 0.1], 1), Ok(0.0));
        assert_eq!(coefficient_of_variation(&[1.0], 1), Err(StatError::TooFew { needed: 2, got: 1 }));
    }
}
