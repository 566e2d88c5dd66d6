//! The mean log deviation, Theil's L.

use super::super::StatError;
use super::amounts::{Amount, amounts, finite};
use super::groups::{Decomposition, groups};

/// The mean log deviation L = Σ pᵢ ln(x̄ / xᵢ), pᵢ the unit's share of the weights (1/n without weights).
///
/// Natural logarithm (nat). 0: all have the same; no upper bound. It weighs differences among the poor most, and its
/// parts between and within groups are the only ones that do not depend on which is taken away first (Shorrocks 1980).
/// Every value must be positive: with a zero the index is infinite and is refused. A unit of weight 0 counts nothing,
/// but its value must be positive as well.
///
/// Follows Theil (1967).
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::Lengths`]; [`StatError::NotPositive`] for a value that
/// is zero or negative or a negative weight; [`StatError::NoTotal`] if the weights add up to zero;
/// [`StatError::Overflow`] if a value is too small beside the mean for a ratio.
///
/// ```
/// use sozialatlas::stats::{StatError, mean_log_deviation};
/// // Mean 2: (ln 2/1 + ln 2/3) / 2 = ln(4/3) / 2.
/// assert!((mean_log_deviation(&[1.0, 3.0], None).unwrap() - (4.0f64 / 3.0).ln() / 2.0).abs() < 1e-15);
/// assert_eq!(mean_log_deviation(&[0.0, 3.0], None), Err(StatError::NotPositive));
/// ```
pub fn mean_log_deviation(values: &[f64], weights: Option<&[f64]>) -> Result<f64, StatError> {
    finite(total(&positive(values, weights)?))
}

/// The mean log deviation with its parts between and within groups, L = between + within.
///
/// between = Σ p_g ln(x̄ / x̄_g), within = Σ p_g L_g: a group counts by its share of the *weights*. `labels` name each
/// unit's group by any number.
///
/// # Errors
/// As [`mean_log_deviation`]; [`StatError::Lengths`] also for labels.
///
/// ```
/// use sozialatlas::stats::mean_log_deviation_by_group;
/// // Groups {1, 1} and {3, 3}: all of ln(4/3) / 2 is between them.
/// let l = mean_log_deviation_by_group(&[1.0, 3.0, 1.0, 3.0], None, &[0, 1, 0, 1]).unwrap();
/// assert!((l.between - (4.0f64 / 3.0).ln() / 2.0).abs() < 1e-15 && l.within.abs() < 1e-15);
/// ```
pub fn mean_log_deviation_by_group(
    values: &[f64],
    weights: Option<&[f64]>,
    labels: &[usize],
) -> Result<Decomposition, StatError> {
    let all = positive(values, weights)?;
    let (groups, means) = groups(&all, labels)?;
    let between = groups.iter().map(|g| g.share * excess(g.relative)).sum();
    // A unit without weight counts nothing, however small its value.
    let part =
        |(unit, mean): (&Amount, &f64)| if unit.share > 0.0 { unit.share * excess(unit.relative / mean) } else { 0.0 };
    let within = all.iter().zip(&means).map(part).sum();
    Ok(Decomposition { total: finite(total(&all))?, between: finite(between)?, within: finite(within)? })
}

fn positive(values: &[f64], weights: Option<&[f64]>) -> Result<Vec<Amount>, StatError> {
    let all = amounts(values, weights)?;
    if values.contains(&0.0) {
        return Err(StatError::NotPositive);
    }
    Ok(all)
}

fn total(all: &[Amount]) -> f64 {
    all.iter().filter(|unit| unit.share > 0.0).map(|unit| unit.share * excess(unit.relative)).sum()
}

/// (r − 1) − ln r: never negative, and as the mean of r is 1, its mean is that of −ln r.
fn excess(r: f64) -> f64 {
    ((r - 1.0) - r.ln()).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn between_and_within_add_up(cells in proptest::collection::vec((0.01..50.0, 0.1..9.0, 0usize..4), 1..40)) {
            let values: Vec<f64> = cells.iter().map(|c: &(f64, f64, usize)| c.0).collect();
            let weights: Vec<f64> = cells.iter().map(|c| c.1).collect();
            let labels: Vec<usize> = cells.iter().map(|c| c.2).collect();
            let l = mean_log_deviation_by_group(&values, Some(&weights), &labels).unwrap();
            prop_assert!((l.between + l.within - l.total).abs() < 1e-12, "{l:?}");
            prop_assert_eq!(mean_log_deviation(&values, Some(&weights)), Ok(l.total));
        }

        #[test]
        fn a_number_or_a_refusal(values in proptest::collection::vec(0.0..f64::MAX, 1..40)) {
            if let Ok(l) = mean_log_deviation(&values, None) {
                prop_assert!(l.is_finite() && l >= 0.0);
            }
        }
    }

    #[test]
    fn a_ratio_that_is_no_number_is_refused() {
        assert_eq!(mean_log_deviation(&[5e-324, 1e308], None), Err(StatError::Overflow));
        assert_eq!(mean_log_deviation(&[1.0, -1.0], None), Err(StatError::NotPositive));
        assert_eq!(mean_log_deviation_by_group(&[1.0], None, &[1, 2]), Err(StatError::Lengths { left: 1, right: 2 }));
    }
}
