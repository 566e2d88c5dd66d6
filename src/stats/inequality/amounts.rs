//! What every measure of inequality starts from: values relative to their mean, and shares of the weights.

use super::super::check::{all_finite, enough};
use super::super::scale::power_of_two;
use super::super::{StatError, order_of};

/// One unit as the measures see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// Value divided by the (weighted) mean: 1 is average.
    pub relative: f64,
    /// Weight divided by the sum of the weights.
    pub share: f64,
}

/// The units in the order given, those of weight 0 included. The shares and the share-weighted relative values each add
/// up to 1.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::Lengths`], [`StatError::NotFinite`], [`StatError::NotPositive`]
/// for a negative value or weight, [`StatError::NoTotal`] if the weights or the weighted values add up to zero,
/// [`StatError::Overflow`] if a value is more than about 1e308 times the mean.
pub(super) fn amounts(values: &[f64], weights: Option<&[f64]>) -> Result<Vec<Amount>, StatError> {
    if values.iter().any(|v| *v < 0.0) {
        return Err(StatError::NotPositive);
    }
    relative(values, weights)
}

/// As [`amounts`] for values of both signs with a positive mean.
pub(super) fn relative(values: &[f64], weights: Option<&[f64]>) -> Result<Vec<Amount>, StatError> {
    enough(values, 1)?;
    let shares = shares(values.len(), weights)?;
    let scale = power_of_two(values);
    let mean: f64 = values.iter().zip(&shares).map(|(v, p)| v / scale * p).sum();
    if mean == 0.0 {
        return Err(StatError::NoTotal);
    }
    if mean < 0.0 {
        return Err(StatError::NotPositive);
    }
    let all: Vec<Amount> =
        values.iter().zip(&shares).map(|(v, p)| Amount { relative: v / scale / mean, share: *p }).collect();
    if all.iter().any(|a| !a.relative.is_finite()) {
        return Err(StatError::Overflow);
    }
    Ok(all)
}

/// The units in ascending order of their values.
pub(super) fn poorest_first(all: &[Amount]) -> Vec<Amount> {
    let relative: Vec<f64> = all.iter().map(|unit| unit.relative).collect();
    order_of(&relative).into_iter().map(|at| all[at as usize]).collect()
}

/// Each weight as a share of all of them; 1/n each without weights.
fn shares(n: usize, weights: Option<&[f64]>) -> Result<Vec<f64>, StatError> {
    let Some(weights) = weights else {
        return Ok(vec![1.0 / n as f64; n]);
    };
    if weights.len() != n {
        return Err(StatError::Lengths { left: n, right: weights.len() });
    }
    all_finite(weights)?;
    if weights.iter().any(|w| *w < 0.0) {
        return Err(StatError::NotPositive);
    }
    let scale = power_of_two(weights);
    let total: f64 = weights.iter().map(|w| w / scale).sum();
    if total == 0.0 {
        return Err(StatError::NoTotal);
    }
    Ok(weights.iter().map(|w| w / scale / total).collect())
}

/// The result, if it is a number at all.
pub(super) fn finite(value: f64) -> Result<f64, StatError> {
    if value.is_finite() { Ok(value) } else { Err(StatError::Overflow) }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wild_values_and_weights_give_numbers_or_refusals(cells in prop::collection::vec((prop::num::f64::POSITIVE, prop::num::f64::POSITIVE, 0usize..3), 1..12), epsilon in 0.0..5.0) {
            let values: Vec<f64> = cells.iter().map(|c| c.0).collect();
            let weights: Vec<f64> = cells.iter().map(|c| c.1).collect();
            let labels: Vec<usize> = cells.iter().map(|c| c.2).collect();
            for w in [None, Some(weights.as_slice())] {
                let shares = [gini(&values, w), hoover(&values, w), atkinson(&values, w, epsilon)];
                prop_assert!(shares.iter().flatten().all(|v| (0.0..=1.0 + 1e-9).contains(v)), "{:?}", shares);
                let amounts = [theil(&values, w), mean_log_deviation(&values, w), williamson(&values, &weights)];
                prop_assert!(amounts.iter().flatten().all(|v| v.is_finite() && *v >= 0.0), "{:?}", amounts);
                let parts = [theil_by_group(&values, w, &labels), mean_log_deviation_by_group(&values, w, &labels)];
                prop_assert!(parts.iter().flatten().all(|d| d.between.is_finite() && d.within.is_finite()), "{:?}", parts);
                if let Ok(curve) = lorenz(&values, w) {
                    prop_assert!(curve.amount.iter().chain(&curve.population).all(|v| (0.0..=1.0).contains(v)));
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_compared_is_refused() {
        let refused = |values: &[f64], weights: Option<&[f64]>| amounts(values, weights).map(|_| ()).unwrap_err();
        assert_eq!(refused(&[], None), StatError::TooFew { needed: 1, got: 0 });
        assert_eq!(refused(&[1.0, -1.0], None), StatError::NotPositive);
        assert_eq!(refused(&[0.0, 0.0], None), StatError::NoTotal);
        assert_eq!(refused(&[1.0, f64::NAN], None), StatError::NotFinite);
        assert_eq!(refused(&[1.0], Some(&[1.0, 2.0])), StatError::Lengths { left: 1, right: 2 });
        assert_eq!(refused(&[1.0], Some(&[0.0])), StatError::NoTotal);
        assert_eq!(refused(&[1.0, 2.0], Some(&[1.0, -1.0])), StatError::NotPositive);
        assert_eq!(refused(&[1.0], Some(&[f64::INFINITY])), StatError::NotFinite);
        // All the weight lies on a zero: there is no mean to compare with.
        assert_eq!(refused(&[0.0, 5.0], Some(&[1.0, 0.0])), StatError::NoTotal);
    }

    #[test]
    fn magnitudes_do_not_matter() {
        for scale in [5e-324, 1e-300, 1.0, 5e307] {
            let all = amounts(&[scale, 2.0 * scale, 3.0 * scale], Some(&[1e308, 1e308, 1e308])).unwrap();
            assert!(all.iter().zip([0.5, 1.0, 1.5]).all(|(a, r)| (a.relative - r).abs() < 1e-15), "{all:?}");
        }
    }
}
