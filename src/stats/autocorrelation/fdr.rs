//! The false discovery rate (Benjamini & Hochberg 1995).

use super::super::{StatError, order_of};

/// Which of many tests remain when the share of false discoveries is controlled.
#[derive(Clone, Debug, PartialEq)]
pub struct FalseDiscovery {
    /// The p-value up to which a test is a discovery: α r / n, r the number of discoveries; 0 if there is none.
    pub cutoff: f64,
    /// Number of discoveries r.
    pub discoveries: usize,
    /// For each test, in the order given, the smallest α at which it would be a discovery.
    pub adjusted: Vec<f64>,
}

/// Control of the false discovery rate: among the tests called significant, at most the share α is expected to be false.
///
/// With n tests and p-values in ascending order p₁ ≤ … ≤ pₙ, r is the greatest rank with pᵣ ≤ α r / n; the r smallest are
/// discoveries. Adjusted p-values: the minimum over all s ≥ r of pₛ n / s, at most 1. Equal p-values share their fate.
///
/// A map of local statistics is n tests at once: of 400 units without any pattern 20 are "significant" at 5 %. Caldas de
/// Castro & Singer (2006) recommend this control for them: it finds more than Bonferroni's and stays valid under the
/// positive dependence of neighbours. Pass only the units that were tested, without islands. The smallest p-value of m
/// permutations is 1 / (m + 1): with m = 999 and 11,000 units at least 220 units must reach it before one is a discovery
/// at α = 0.05, so take more permutations for more units.
///
/// # Errors
/// [`StatError::TooFew`] without tests, [`StatError::Parameter`] if α or a p-value is not between 0 and 1.
///
/// ```
/// use sozialatlas::stats::benjamini_hochberg;
/// let found = benjamini_hochberg(&[0.01, 0.04, 0.03, 0.5], 0.05).unwrap();
/// // 0.01 ≤ 0.05 · 1/4, but 0.03 > 0.05 · 2/4, 0.04 > 0.05 · 3/4 and 0.5 > 0.05: one discovery.
/// assert_eq!((found.discoveries, found.cutoff), (1, 0.0125));
/// // 0.01 · 4/1; 0.04 · 4/3 = 0.0533 is less than 0.03 · 4/2 and holds for both; 0.5 · 4/4.
/// let rounded: Vec<f64> = found.adjusted.iter().map(|p| (p * 1e4).round() / 1e4).collect();
/// assert_eq!(rounded, [0.04, 0.0533, 0.0533, 0.5]);
/// ```
pub fn benjamini_hochberg(p: &[f64], alpha: f64) -> Result<FalseDiscovery, StatError> {
    if p.is_empty() {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    if !(0.0..=1.0).contains(&alpha) || !p.iter().all(|p| (0.0..=1.0).contains(p)) {
        return Err(StatError::Parameter);
    }
    let n = p.len() as f64;
    let order = order_of(p);
    let reached = |rank: usize| p[order[rank - 1] as usize] <= alpha * rank as f64 / n;
    let discoveries = (1..=p.len()).rev().find(|rank| reached(*rank)).unwrap_or(0);
    let mut adjusted = vec![0.0; p.len()];
    let mut least: f64 = 1.0;
    for (at, test) in order.iter().enumerate().rev() {
        least = least.min(p[*test as usize] * (n / (at as f64 + 1.0)));
        adjusted[*test as usize] = least;
    }
    Ok(FalseDiscovery { cutoff: alpha * discoveries as f64 / n, discoveries, adjusted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_refused() {
        assert_eq!(benjamini_hochberg(&[], 0.05), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(benjamini_hochberg(&[1.1], 0.05), Err(StatError::Parameter));
        assert_eq!(benjamini_hochberg(&[f64::NAN], 0.05), Err(StatError::Parameter));
        assert_eq!(benjamini_hochberg(&[0.5], -0.1), Err(StatError::Parameter));
    }

    #[test]
    fn a_large_p_lets_smaller_ones_in() {
        // 0.03 alone is above 0.05 · 1/2; 0.045 ≤ 0.05 · 2/2 brings it in.
        let found = benjamini_hochberg(&[0.045, 0.03], 0.05).unwrap();
        assert_eq!((found.discoveries, found.cutoff), (2, 0.05));
        assert_eq!(found.adjusted, [0.045, 0.045]);
    }

    proptest! {
        #[test]
        fn cutoff_and_adjusted_values_agree(p in proptest::collection::vec(0.0..0.2f64, 1..60), alpha in 0.01..0.3f64) {
            let found = benjamini_hochberg(&p, alpha).unwrap();
            prop_assert_eq!(p.iter().filter(|p| **p <= found.cutoff).count(), found.discoveries);
            // Up to rounding at the very edge.
            let edge = found.adjusted.iter().filter(|a| **a <= alpha * (1.0 + 1e-12)).count();
            prop_assert!(edge >= found.discoveries);
            prop_assert!(found.adjusted.iter().filter(|a| **a <= alpha * (1.0 - 1e-12)).count() <= found.discoveries);
            prop_assert!(p.iter().zip(&found.adjusted).all(|(p, a)| a >= p && *a <= 1.0));
        }
    }
}
