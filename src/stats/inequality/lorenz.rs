//! The Lorenz curve.

use super::super::StatError;
use super::amounts::{amounts, poorest_first};

/// The corners of a Lorenz curve, from (0, 0) to (1, 1): one more than there are units.
#[derive(Clone, Debug, PartialEq)]
pub struct Lorenz {
    /// Cumulated share of the units (of the weights, if there are any), poorest first.
    pub population: Vec<f64>,
    /// Share of the whole amount that they have together.
    pub amount: Vec<f64>,
}

/// The Lorenz curve: which share of the whole the poorest p per cent have.
///
/// The units are put in ascending order of their values; corner k is (Σ w / W, Σ w x / Σ all w x) over the first k of
/// them. The curve lies on the diagonal if all have the same, and sags the more the less equal they are; the area
/// between it and the diagonal is half the Gini coefficient. Units with equal values lie on one straight piece, so that
/// their order does not matter. Zeros are allowed, negative values refused.
///
/// Follows Lorenz (1905).
///
/// # Errors
/// As [`gini`](super::gini()).
///
/// ```
/// use sozialatlas::stats::lorenz;
/// // 1, 2, 5 of together 8: cumulated 1, 3, 8.
/// let curve = lorenz(&[5.0, 1.0, 2.0], None).unwrap();
/// assert_eq!(curve.amount, [0.0, 0.125, 0.375, 1.0]);
/// assert!((curve.population[1] - 1.0 / 3.0).abs() < 1e-15);
/// ```
pub fn lorenz(values: &[f64], weights: Option<&[f64]>) -> Result<Lorenz, StatError> {
    let all = poorest_first(&amounts(values, weights)?);
    let mut curve = Lorenz { population: vec![0.0], amount: vec![0.0] };
    let (mut heads, mut amount) = (0.0, 0.0);
    for a in &all {
        heads += a.share;
        amount += a.share * a.relative;
        curve.population.push(heads);
        curve.amount.push(amount);
    }
    // Both end at 1 but for rounding: dividing by the end puts it there.
    curve.population.iter_mut().for_each(|p| *p /= heads);
    curve.amount.iter_mut().for_each(|a| *a /= amount);
    Ok(curve)
}

#[cfg(test)]
mod tests {
    use super::super::gini;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn convex_below_the_diagonal_and_twice_the_area_is_gini(cells in proptest::collection::vec((0.1..50.0, 0.1..9.0), 1..40)) {
            let (values, weights): (Vec<f64>, Vec<f64>) = cells.into_iter().unzip();
            let curve = lorenz(&values, Some(&weights)).unwrap();
            prop_assert_eq!((curve.population.last(), curve.amount.last()), (Some(&1.0), Some(&1.0)));
            let mut area = 0.0;
            for k in 1..curve.amount.len() {
                let width = curve.population[k] - curve.population[k - 1];
                let (low, high) = (curve.amount[k - 1], curve.amount[k]);
                prop_assert!(high >= low && high <= curve.population[k] + 1e-12);
                area += width * (low + high) / 2.0;
            }
            prop_assert!((1.0 - 2.0 * area - gini(&values, Some(&weights)).unwrap()).abs() < 1e-12);
        }
    }
}
