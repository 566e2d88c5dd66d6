//! A column freed of its mean and its scale.

use super::super::StatError;
use super::super::correlation::Centred;

/// A column's deviations from the mean over their length: Σ uᵢ = 0 and Σ uᵢ² = 1 but for rounding.
///
/// √(n − ddof) times it are the z-scores; the sum of products of two such columns is their correlation. Quicker than
/// [`super::super::z_scores`], with the same care: the column is scaled by a power of two first, which is exact, so that
/// values of 1e308 and of 1e-308 are treated as well as others, and the mean is corrected by the mean of the deviations.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`], [`StatError::NoVariation`] if all are equal.
pub(in crate::stats) fn unit_deviations(values: &[f64]) -> Result<Vec<f64>, StatError> {
    let Centred { mut deviations, squares, .. } = Centred::of(values, 1)?;
    if squares == 0.0 {
        return Err(StatError::NoVariation);
    }
    let inverse = 1.0 / squares.sqrt();
    deviations.iter_mut().for_each(|u| *u *= inverse);
    Ok(deviations)
}

/// The length that all columns have.
///
/// # Errors
/// [`StatError::TooFew`] without columns, [`StatError::Lengths`].
pub(in crate::stats) fn same_length<C: AsRef<[f64]>>(columns: &[C]) -> Result<usize, StatError> {
    let Some(first) = columns.first() else { return Err(StatError::TooFew { needed: 1, got: 0 }) };
    let left = first.as_ref().len();
    match columns.iter().map(|c| c.as_ref().len()).find(|right| *right != left) {
        Some(right) => Err(StatError::Lengths { left, right }),
        None => Ok(left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        // Mean 3, deviations −2, 0, 2 of length √8.
        let u = unit_deviations(&[1.0, 3.0, 5.0]).unwrap();
        assert!((u[0] + 0.5f64.sqrt()).abs() < 1e-15 && u[1] == 0.0 && (u[2] - 0.5f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn ends_of_the_range() {
        for unit in [f64::MAX, 1e308, 1.0, 1e-308, f64::from_bits(1)] {
            let u = unit_deviations(&[unit, -unit, unit, -unit]).unwrap();
            assert!(u.iter().zip([0.5, -0.5, 0.5, -0.5]).all(|(u, half)| (u - half).abs() < 1e-15), "{unit:e}: {u:?}");
        }
        assert_eq!(unit_deviations(&[0.1; 10]), Err(StatError::NoVariation));
        assert_eq!(unit_deviations(&[]), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(unit_deviations(&[1.0, f64::NAN]), Err(StatError::NotFinite));
        assert_eq!(same_length(&[vec![1.0], vec![]]), Err(StatError::Lengths { left: 1, right: 0 }));
    }

    proptest! {
        #[test]
        fn finite_whatever_comes(values in proptest::collection::vec(proptest::num::f64::ANY, 0..30)) {
            if let Ok(u) = unit_deviations(&values) {
                prop_assert!(u.iter().all(|u| u.abs() <= 1.0 + 1e-12));
                prop_assert!((super::super::dot(&u, &u) - 1.0).abs() < 1e-12 && u.iter().sum::<f64>().abs() < 1e-9);
            }
        }
    }
}
