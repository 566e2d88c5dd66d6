//! Theil's T.

use super::super::StatError;
use super::amounts::{Amount, amounts, finite};
use super::groups::{Decomposition, groups};

/// Theil's T index: Σ pᵢ rᵢ ln rᵢ, where pᵢ is the unit's share of the weights (1/n without weights) and rᵢ = xᵢ / x̄ its
/// value relative to the mean.
///
/// Natural logarithm, so the unit is the nat. 0: all have the same; ln n if one of n units has everything. It weighs
/// differences among the rich more than [`mean_log_deviation`](super::mean_log_deviation()) does. A value of 0 counts
/// 0 ln 0 = 0; negative values are refused.
///
/// Follows Theil (1967), *Economics and Information Theory*, chapter 4.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::Lengths`]; [`StatError::NotPositive`] for a negative
/// value or weight; [`StatError::NoTotal`] if values or weights add up to zero.
///
/// ```
/// use sozialatlas::stats::theil;
/// // Mean 2, relative values 0.5 and 1.5: (0.5 ln 0.5 + 1.5 ln 1.5) / 2 = (−0.346574 + 0.608198) / 2.
/// assert!((theil(&[1.0, 3.0], None).unwrap() - 0.130812).abs() < 1e-6);
/// assert!((theil(&[0.0, 0.0, 0.0, 10.0], None).unwrap() - 4f64.ln()).abs() < 1e-15);
/// ```
pub fn theil(values: &[f64], weights: Option<&[f64]>) -> Result<f64, StatError> {
    finite(total(&amounts(values, weights)?))
}

/// Theil's T with its parts between and within groups, T = between + within.
///
/// With p_g the group's share of the weights, r_g its relative mean and T_g the index inside it:
/// between = Σ p_g r_g ln r_g, within = Σ p_g r_g T_g: a group counts by its share of the *amount*. `labels` name each
/// unit's group by any number.
///
/// Follows Bourguignon (1979) and Shorrocks (1980).
///
/// # Errors
/// As [`theil`]; [`StatError::Lengths`] also for labels.
///
/// ```
/// use sozialatlas::stats::theil_by_group;
/// // Groups {1, 3} and {2, 2}: both have the mean 2, so nothing is between them. The first has half of the amount and
/// // T = 0.130812 as above, the second T = 0.
/// let t = theil_by_group(&[1.0, 3.0, 2.0, 2.0], None, &[1, 1, 7, 7]).unwrap();
/// assert!(t.between.abs() < 1e-15 && (t.within - 0.065406).abs() < 1e-6);
/// ```
pub fn theil_by_group(values: &[f64], weights: Option<&[f64]>, labels: &[usize]) -> Result<Decomposition, StatError> {
    let all = amounts(values, weights)?;
    let (groups, means) = groups(&all, labels)?;
    let between = groups.iter().map(|g| g.share * excess(g.relative)).sum();
    let part = |(unit, mean): (&Amount, &f64)| {
        // A group whose mean is 0 has only zeros and no inequality.
        if *mean > 0.0 { unit.share * mean * excess(unit.relative / mean) } else { 0.0 }
    };
    let within = all.iter().zip(&means).map(part).sum();
    Ok(Decomposition { total: finite(total(&all))?, between: finite(between)?, within: finite(within)? })
}

fn total(all: &[Amount]) -> f64 {
    all.iter().map(|unit| unit.share * excess(unit.relative)).sum()
}

/// r ln r − (r − 1): never negative, and as the mean of r is 1, its mean is that of r ln r.
fn excess(r: f64) -> f64 {
    if r > 0.0 { (r * r.ln() - (r - 1.0)).max(0.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn between_and_within_add_up(cells in proptest::collection::vec((0.0..50.0, 0.1..9.0, 0usize..4), 1..40)) {
            let values: Vec<f64> = cells.iter().map(|c: &(f64, f64, usize)| c.0.floor() + f64::from(u8::from(c.2 == 3))).collect();
            let weights: Vec<f64> = cells.iter().map(|c| c.1).collect();
            let labels: Vec<usize> = cells.iter().map(|c| c.2).collect();
            prop_assume!(values.iter().any(|v| *v > 0.0));
            let t = theil_by_group(&values, Some(&weights), &labels).unwrap();
            prop_assert!((t.between + t.within - t.total).abs() < 1e-12, "{t:?}");
            prop_assert!(t.between >= 0.0 && t.within >= 0.0);
            prop_assert_eq!(theil(&values, Some(&weights)), Ok(t.total));
        }

        #[test]
        fn never_outside_its_range(values in proptest::collection::vec(0.0..f64::MAX, 1..40)) {
            let most = (values.len() as f64).ln();
            prop_assert!(theil(&values, None).is_ok_and(|t| (0.0..=most + 1e-12).contains(&t)));
        }
    }

    #[test]
    fn one_group_has_nothing_between_and_labels_must_fit() {
        let t = theil_by_group(&[1.0, 3.0, 8.0], None, &[5, 5, 5]).unwrap();
        assert!(t.between < 1e-15 && (t.within - t.total).abs() < 1e-15);
        let zeros = theil_by_group(&[0.0, 0.0, 4.0], None, &[0, 0, 1]).unwrap();
        assert!((zeros.between - 3f64.ln()).abs() < 1e-15 && zeros.within == 0.0);
        assert_eq!(theil_by_group(&[1.0], None, &[]), Err(StatError::Lengths { left: 1, right: 0 }));
    }
}
