//! The Hoover index.

use super::super::StatError;
use super::amounts::amounts;

/// The Hoover index (Robin Hood index): the share of the whole amount that would have to move for all to have the same.
///
/// H = ½ Σ pᵢ |xᵢ / x̄ − 1|, pᵢ the unit's share of the weights (1/n without weights). From 0 to 1 − 1/n (with weights:
/// 1 − the smallest share). It is the largest vertical distance between the Lorenz curve and the diagonal. Zeros are
/// allowed, negative values refused.
///
/// Follows Hoover (1936).
///
/// # Errors
/// As [`gini`](super::gini()).
///
/// ```
/// use sozialatlas::stats::hoover;
/// // Mean 4; the third has 4 too much, of together 12.
/// assert!((hoover(&[1.0, 3.0, 8.0], None).unwrap() - 4.0 / 12.0).abs() < 1e-15);
/// assert_eq!(hoover(&[2.0, 2.0], None), Ok(0.0));
/// ```
pub fn hoover(values: &[f64], weights: Option<&[f64]>) -> Result<f64, StatError> {
    let all = amounts(values, weights)?;
    // What the poorer lack equals what the richer have too much but for rounding; equal values must give exactly 0.
    if values.iter().all(|v| Some(v) == values.first()) {
        return Ok(0.0);
    }
    Ok(all.iter().map(|unit| unit.share * (unit.relative - 1.0).abs()).sum::<f64>() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn at_most_gini_and_within_its_range(values in proptest::collection::vec(0.0..f64::MAX, 1..40)) {
            let h = hoover(&values, None).unwrap();
            prop_assert!((0.0..=1.0).contains(&h));
            prop_assert!(h <= super::super::gini(&values, None).unwrap() + 1e-12);
        }
    }

    #[test]
    fn refusals() {
        assert_eq!(hoover(&[0.0], None), Err(StatError::NoTotal));
        assert_eq!(hoover(&[-1.0, 2.0], None), Err(StatError::NotPositive));
    }
}
