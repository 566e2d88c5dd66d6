//! The Gini coefficient.

use super::super::StatError;
use super::amounts::{amounts, poorest_first};

/// The Gini coefficient: half the mean difference between two units drawn at random, relative to the mean.
///
/// G = Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 W² x̄), with W = Σ w and x̄ = Σ w x / W; without weights every wᵢ is 1 and G is
/// ΣΣ |xᵢ − xⱼ| / (2 n² x̄). It is twice the area between the Lorenz curve ([`lorenz`](super::lorenz())) and the
/// diagonal. 0: all have the same; the largest possible value is 1 − 1/n (one unit has everything), which
/// [`gini_unbiased`] stretches to 1. No unit. Ties need no care, zeros are allowed, negative values are refused (the
/// index could exceed 1).
///
/// Computed as Σₖ Fₖ (1 − Fₖ) (xₖ₊₁ − xₖ) / x̄ over the ascending values, Fₖ the share of the weights up to xₖ: one sort,
/// no pairs, no cancellation.
///
/// Follows Gini (1914) and Sen (1973), *On Economic Inequality*, section 2.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::Lengths`]; [`StatError::NotPositive`] for a negative
/// value or weight; [`StatError::NoTotal`] if values or weights add up to zero.
///
/// ```
/// use sozialatlas::stats::gini;
/// // Differences of the ordered pairs of 1, 3, 5: 2+4+2+2+4+2 = 16; 16 / (2 · 9 · 3) = 8/27.
/// assert!((gini(&[1.0, 3.0, 5.0], None).unwrap() - 8.0 / 27.0).abs() < 1e-15);
/// assert_eq!(gini(&[0.0, 0.0, 0.0, 10.0], None), Ok(0.75)); // 1 − 1/4
/// // A weight is a number of heads: 1 once and 3 three times is the column 1, 3, 3, 3.
/// let heads = gini(&[1.0, 3.0], Some(&[1.0, 3.0])).unwrap();
/// assert!((heads - gini(&[1.0, 3.0, 3.0, 3.0], None).unwrap()).abs() < 1e-15);
/// ```
pub fn gini(values: &[f64], weights: Option<&[f64]>) -> Result<f64, StatError> {
    let all = poorest_first(&amounts(values, weights)?);
    // The shares above each unit are added up from their end: 1 − below would lose the few who have nearly everything.
    let mut above: Vec<f64> =
        all.iter().rev().scan(0.0, |sum, unit| Some(std::mem::replace(sum, *sum + unit.share))).collect();
    above.reverse();
    let (mut below, mut sum) = (0.0, 0.0);
    for (pair, above) in all.windows(2).zip(&above) {
        if let [a, b] = pair {
            below += a.share;
            sum += below * above * (b.relative - a.relative);
        }
    }
    Ok(sum)
}

/// The Gini coefficient times n / (n − 1), so that "one unit has everything" gives 1 whatever the number of units.
///
/// G* = ΣΣ |xᵢ − xⱼ| / (2 n (n − 1) x̄). Use it to compare Länder with few districts and Länder with many; it is also
/// the estimate of a population's Gini from a sample (Deltas 2003). There is no version with weights: the correction
/// counts units.
///
/// # Errors
/// As [`gini`]; [`StatError::TooFew`] below two values.
///
/// ```
/// use sozialatlas::stats::gini_unbiased;
/// // 8/27 · 3/2 = 4/9
/// assert!((gini_unbiased(&[1.0, 3.0, 5.0]).unwrap() - 4.0 / 9.0).abs() < 1e-15);
/// assert_eq!(gini_unbiased(&[0.0, 0.0, 0.0, 10.0]), Ok(1.0));
/// ```
pub fn gini_unbiased(values: &[f64]) -> Result<f64, StatError> {
    let n = values.len();
    if n < 2 {
        return Err(StatError::TooFew { needed: 2, got: n });
    }
    Ok(gini(values, None)? * n as f64 / (n - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_pairs(values: &[f64], weights: &[f64]) -> f64 {
        let total: f64 = weights.iter().sum();
        let mean = values.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>() / total;
        let pairs = values
            .iter()
            .zip(weights)
            .flat_map(|(x, v)| values.iter().zip(weights).map(move |(y, w)| v * w * (x - y).abs()));
        pairs.sum::<f64>() / (2.0 * total * total * mean)
    }

    proptest! {
        #[test]
        fn as_all_pairs(cells in proptest::collection::vec((0.0..50.0, 0.1..9.0), 1..40)) {
            let (values, weights): (Vec<f64>, Vec<f64>) = cells.into_iter().map(|(v, w): (f64, f64)| (v.floor() + 1.0, w)).unzip();
            let found = gini(&values, Some(&weights)).unwrap();
            prop_assert!((found - by_pairs(&values, &weights)).abs() < 1e-12);
            let ones = vec![1.0; values.len()];
            prop_assert!((gini(&values, None).unwrap() - by_pairs(&values, &ones)).abs() < 1e-12);
        }

        #[test]
        fn never_outside_its_range(values in proptest::collection::vec(0.0..f64::MAX, 2..40)) {
            let bound = 1.0 - 1.0 / values.len() as f64;
            prop_assert!(gini(&values, None).is_ok_and(|g| (0.0..=bound + 1e-14).contains(&g)));
        }
    }

    #[test]
    fn equal_values_are_exactly_equal() {
        for n in 1..60 {
            assert_eq!(gini(&vec![0.1; n], None), Ok(0.0));
        }
        assert_eq!(gini_unbiased(&[2.0]), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(gini(&[1.0, -1.0], None), Err(StatError::NotPositive));
    }
}
