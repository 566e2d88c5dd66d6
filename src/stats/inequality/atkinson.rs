//! The Atkinson index.

use super::super::StatError;
use super::amounts::{Amount, amounts, finite};

/// The Atkinson index: the share of the whole amount that a society would give up for perfect equality, if its aversion
/// to inequality is ε.
///
/// A = 1 − (Σ pᵢ rᵢ^(1−ε))^(1/(1−ε)), and for ε = 1 its limit A = 1 − exp(Σ pᵢ ln rᵢ), with rᵢ = xᵢ / x̄ and pᵢ the unit's
/// share of the weights (1/n without weights). From 0 (all have the same, or ε = 0: no aversion) to 1. The larger ε, the
/// more the poorest count; 0.5, 1 and 2 are usual, and one figure without its ε says nothing.
///
/// Zeros are allowed. For ε ≥ 1 a single zero makes the index 1, its limit; a zero of weight 0 counts nothing. Negative
/// values are refused.
///
/// Follows Atkinson (1970). Computed on logarithms, which is exact near ε = 1 and safe for large ε.
///
/// # Errors
/// As [`gini`](super::gini()); [`StatError::Parameter`] for an ε that is negative or not finite.
///
/// ```
/// use sozialatlas::stats::atkinson;
/// // Relative values 0.5 and 1.5. ε = 1: 1 − √(0.5 · 1.5). ε = 2: 1 − the harmonic mean, 2 / (2 + 2/3) = 0.75.
/// assert!((atkinson(&[1.0, 3.0], None, 1.0).unwrap() - (1.0 - 0.75f64.sqrt())).abs() < 1e-15);
/// assert!((atkinson(&[1.0, 3.0], None, 2.0).unwrap() - 0.25).abs() < 1e-15);
/// // ε = 0.5: ((√0.5 + √1.5) / 2)² = (0.5 + 1.5 + 2 √0.75) / 4
/// assert!((atkinson(&[1.0, 3.0], None, 0.5).unwrap() - (0.5 - 0.75f64.sqrt() / 2.0)).abs() < 1e-15);
/// ```
pub fn atkinson(values: &[f64], weights: Option<&[f64]>, epsilon: f64) -> Result<f64, StatError> {
    if !(epsilon >= 0.0 && epsilon.is_finite()) {
        return Err(StatError::Parameter);
    }
    let mut all = amounts(values, weights)?;
    all.retain(|unit| unit.share > 0.0);
    if epsilon >= 1.0 && all.iter().any(|unit| unit.relative == 0.0) {
        return Ok(1.0);
    }
    let power = 1.0 - epsilon;
    let log_equivalent = if power == 0.0 {
        all.iter().map(|unit| unit.share * unit.relative.ln()).sum()
    } else {
        log_power_mean(&all, power)
    };
    Ok(finite(-log_equivalent.exp_m1())?.clamp(0.0, 1.0))
}

/// ln of (Σ p r^power)^(1/power). Powers are taken relative to the smallest value where they could overflow.
fn log_power_mean(all: &[Amount], power: f64) -> f64 {
    let least = all.iter().map(|unit| unit.relative).fold(f64::INFINITY, f64::min);
    let base = if power < 0.0 { least.ln() } else { 0.0 };
    let sum: f64 = all.iter().map(|unit| unit.share * (power * (unit.relative.ln() - base)).exp_m1()).sum();
    base + sum.ln_1p() / power
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn grows_with_the_aversion(values in proptest::collection::vec(0.01..50.0, 1..30), a in 0.0..40.0, b in 0.0..40.0) {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let (a, b) = (atkinson(&values, None, low).unwrap(), atkinson(&values, None, high).unwrap());
            prop_assert!((0.0..=1.0).contains(&a) && a <= b + 1e-12, "{a} {b}");
        }

        #[test]
        fn a_number_or_a_refusal(values in proptest::collection::vec(0.0..f64::MAX, 1..30), epsilon in 0.0..1e6) {
            prop_assert!(atkinson(&values, None, epsilon).map_or(true, |a| (0.0..=1.0).contains(&a)));
        }
    }

    #[test]
    fn near_one_it_is_the_limit() {
        let x = [1.0, 2.0, 4.0, 9.0];
        let limit = atkinson(&x, None, 1.0).unwrap();
        for step in [1e-6, 1e-9, 1e-12, -1e-9] {
            assert!((atkinson(&x, None, 1.0 + step).unwrap() - limit).abs() < step.abs() + 1e-14);
        }
        assert_eq!(atkinson(&x, None, 0.0).map(|a| a < 1e-15), Ok(true));
        // A very large aversion looks only at the poorest: 1 − 1/4.
        assert!((atkinson(&x, None, 1e6).unwrap() - 0.75).abs() < 1e-5);
    }

    #[test]
    fn zeros_and_refusals() {
        assert_eq!(atkinson(&[0.0, 2.0], None, 1.0), Ok(1.0));
        assert_eq!(atkinson(&[0.0, 2.0], None, 3.0), Ok(1.0));
        assert!((atkinson(&[0.0, 2.0], None, 0.5).unwrap() - 0.5).abs() < 1e-15); // 1 − (√2 / 2)²
        assert!(atkinson(&[0.0, 2.0, 2.0], Some(&[0.0, 1.0, 1.0]), 1.0).unwrap() < 1e-15);
        assert_eq!(atkinson(&[1.0], None, -0.1), Err(StatError::Parameter));
        assert_eq!(atkinson(&[1.0], None, f64::NAN), Err(StatError::Parameter));
        assert_eq!(atkinson(&[-1.0, 3.0], None, 1.0), Err(StatError::NotPositive));
    }
}
