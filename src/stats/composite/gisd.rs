//! The recipe of the German Index of Socioeconomic Deprivation.

use super::super::check::{each_column, slices};
use super::super::matrix::{dot, same_length, unit_deviations};
use super::super::{QuantileType, StatError, ascending, quantile_of_sorted, z_scores};
use super::{min_max, pca};

/// A range of added dimensions below this is 0 but for rounding.
const CANCELLED: f64 = 1e-9;

/// One dimension of the index (education, employment, income).
#[derive(Clone, Debug, PartialEq)]
pub struct GisdDimension {
    /// Weight of each indicator in the first component; the squares add up to 1.
    pub rotation: Vec<f64>,
    /// Squared weights: each indicator's share in the dimension, as the Robert Koch-Institut publishes it.
    pub shares: Vec<f64>,
    /// Correlation of each indicator with the dimension.
    pub loadings: Vec<f64>,
    /// The first component of each unit.
    pub raw: Vec<f64>,
    /// The same stretched to 0 … 1.
    pub normalised: Vec<f64>,
    /// `contributions[j][i]`: what indicator j adds to the index of unit i, beside [`Gisd::base`].
    pub contributions: Vec<Vec<f64>>,
}

/// An index by the recipe of the GISD.
#[derive(Clone, Debug, PartialEq)]
pub struct Gisd {
    /// The dimensions in the order given.
    pub dimensions: Vec<GisdDimension>,
    /// The index from 0 (least) to 1 (most deprived).
    pub scores: Vec<f64>,
    /// The index of a unit that has the mean in every indicator. Base and contributions add up to the score.
    pub base: f64,
    /// Quantiles at 0, 1/q … 1 of the scores (type 9).
    pub breaks: Vec<f64>,
    /// Group of each unit, from 0: how many of the inner breaks are not above its score.
    pub groups: Vec<usize>,
}

/// The German Index of Socioeconomic Deprivation as a recipe for any indicators (Kroll et al. 2017; Michalski et al.
/// 2022, *Journal of Health Monitoring*; release of the Robert Koch-Institut of 2025).
///
/// 1. In each dimension the first principal component of the indicators ([`pca`], correlation matrix).
/// 2. The component is turned so that it correlates positively with `anchor`, a column that means deprivation (the
///    institut uses unemployment, income turned and so on; the anchor need not be among the indicators).
/// 3. Each dimension is stretched to 0 … 1 and the dimensions are added, each with the same weight.
/// 4. The sum is stretched to 0 … 1 again.
/// 5. `groups` groups of units by quantiles of type 9. With five: 1 low, 2 to 4 middle, 5 high deprivation.
///
/// The index compares units of the same table only. The institut rounds scores to five digits before it forms groups;
/// this does not.
///
/// # Errors
/// [`StatError::TooFew`] without dimensions, with fewer than two units or an empty dimension, [`StatError::Lengths`],
/// [`StatError::NotFinite`]; [`StatError::NoVariation`] if an indicator, the anchor or the sum is constant;
/// [`StatError::Parameter`] for `groups` = 0.
///
/// ```
/// use sozialatlas::stats::gisd;
/// let unemployed = vec![4.0, 6.0, 10.0];
/// let income = vec![24.0, 22.0, 18.0];
/// let found = gisd(&[vec![unemployed.clone()], vec![income]], &unemployed, 3).unwrap();
/// // Income runs against unemployment and is turned: both dimensions are 0, (6 − 4) / 6 and 1.
/// assert!(found.dimensions[1].rotation[0] == -1.0);
/// assert!((found.scores[1] - 1.0 / 3.0).abs() < 1e-12 && found.groups == [0, 1, 2]);
/// ```
pub fn gisd(dimensions: &[Vec<Vec<f64>>], anchor: &[f64], groups: usize) -> Result<Gisd, StatError> {
    if groups == 0 {
        return Err(StatError::Parameter);
    }
    if dimensions.is_empty() {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    let towards = unit_deviations(anchor)?;
    let mut sums = vec![0.0; anchor.len()];
    let mut made = Vec::with_capacity(dimensions.len());
    for columns in dimensions {
        let dimension = dimension(columns, &towards)?;
        sums.iter_mut().zip(&dimension.normalised).for_each(|(sum, value)| *sum += value);
        made.push(dimension);
    }
    let mut dimensions = made;
    let range = span(&sums);
    if range < CANCELLED {
        return Err(StatError::NoVariation);
    }
    let scores = min_max(&sums)?;
    for indicator in dimensions.iter_mut().flat_map(|d| &mut d.contributions) {
        indicator.iter_mut().for_each(|c| *c /= range);
    }
    let added: f64 = dimensions.iter().flat_map(|d| &d.contributions).filter_map(|c| c.first()).sum();
    let base = scores.first().map_or(0.0, |first| first - added);
    let (breaks, groups) = quantile_groups(&scores, groups)?;
    Ok(Gisd { dimensions, scores, base, breaks, groups })
}

/// Steps 1 to 3 for one dimension; its contributions are shares of the dimension's range.
fn dimension(columns: &[Vec<f64>], towards: &[f64]) -> Result<GisdDimension, StatError> {
    let n = same_length(columns)?;
    if n != towards.len() {
        return Err(StatError::Lengths { left: towards.len(), right: n });
    }
    let found = pca(columns, 0, 1)?;
    let loadings = found.loadings(0).unwrap_or_default();
    let (Some(mut rotation), Some(mut raw)) = (found.vectors.into_iter().next(), found.scores.into_iter().next())
    else {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    };
    let sign = if dot(&raw, towards) < 0.0 { -1.0 } else { 1.0 };
    rotation.iter_mut().chain(&mut raw).for_each(|v| *v *= sign);
    let normalised = min_max(&raw)?;
    let range = span(&raw);
    let mut contributions = each_column(&slices(columns), &|column| Ok(z_scores(column, 1)?.z))?;
    for (column, v) in contributions.iter_mut().zip(&rotation) {
        column.iter_mut().for_each(|z| *z = v * *z / range);
    }
    Ok(GisdDimension {
        shares: rotation.iter().map(|v| v * v).collect(),
        loadings: loadings.iter().map(|l| l * sign).collect(),
        rotation,
        raw,
        normalised,
        contributions,
    })
}

/// Largest minus smallest value.
fn span(values: &[f64]) -> f64 {
    let (min, max) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(*v), b.max(*v)));
    max - min
}

/// The quantiles at 0, 1/q … 1 (type 9), and for each value how many of those between 0 and 1 are not above it.
fn quantile_groups(values: &[f64], q: usize) -> Result<(Vec<f64>, Vec<usize>), StatError> {
    let sorted = ascending(values);
    let mut breaks = Vec::new();
    for i in 0..=q {
        breaks.push(quantile_of_sorted(&sorted, i as f64 / q as f64, QuantileType::Nine)?);
    }
    let inner = breaks.get(1..q).unwrap_or_default();
    let groups = values.iter().map(|v| inner.partition_point(|b| b <= v)).collect();
    Ok((breaks, groups))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn undefined_is_refused() {
        let column = vec![1.0, 2.0, 4.0];
        assert_eq!(gisd(&[], &column, 5), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(gisd(&[vec![]], &column, 5), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(gisd(&[vec![column.clone()]], &column, 0), Err(StatError::Parameter));
        assert_eq!(gisd(&[vec![column.clone()]], &[1.0; 3], 5), Err(StatError::NoVariation));
        let longer = gisd(&[vec![column]], &[1.0, 2.0], 5);
        assert_eq!(longer, Err(StatError::Lengths { left: 2, right: 3 }));
        // An anchor that is unrelated to the indicator does not prevent the index.
        assert!(gisd(&[vec![vec![1.0, -2.0, 1.0]]], &[1.0, 2.0, 3.0], 2).is_ok());
    }

    proptest! {
        #[test]
        fn base_and_contributions_are_the_score(columns in (2usize..6, 3usize..20).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(-1e3f64..1e3, n), p)), q in 1usize..7) {
            let (first, second) = columns.split_at(columns.len() / 2);
            let found = gisd(&[first.to_vec(), second.to_vec()], &columns[0], q).unwrap();
            prop_assert!(found.scores.iter().all(|s| (0.0..=1.0).contains(s)) && found.breaks.len() == q + 1);
            for (i, score) in found.scores.iter().enumerate() {
                let added: f64 = found.dimensions.iter().flat_map(|d| &d.contributions).map(|c| c[i]).sum();
                prop_assert!((found.base + added - score).abs() < 1e-9 && found.groups[i] < q);
            }
        }

        #[test]
        fn finite_whatever_comes(columns in (1usize..4, 2usize..9).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(proptest::num::f64::ANY, n), p))) {
            if let Ok(found) = gisd(std::slice::from_ref(&columns), &columns[0], 5) {
                prop_assert!(found.scores.iter().chain(found.dimensions[0].contributions.iter().flatten()).all(|v| v.is_finite()));
            }
        }

        #[test]
        fn scale_and_direction_of_an_indicator_do_not_matter(columns in (3usize..12).prop_flat_map(|n|
            proptest::collection::vec(proptest::collection::vec(-1e3f64..1e3, n), 3))) {
            let moved = [columns[0].clone(), columns[1].iter().map(|x| 5.0 - 3.0 * x).collect(), columns[2].clone()];
            let a = gisd(std::slice::from_ref(&columns), &columns[0], 5).unwrap();
            let b = gisd(&[moved.to_vec()], &columns[0], 5).unwrap();
            // Where two components explain the same, either may be first.
            let clear = pca(&columns, 0, 0).unwrap().eigenvalues.windows(2).all(|w| w[0] - w[1] > 1e-3);
            let anchored = dot(&unit_deviations(&columns[0]).unwrap(), &unit_deviations(&a.dimensions[0].raw).unwrap()) > 1e-3;
            prop_assume!(clear && anchored);
            prop_assert!(a.scores.iter().zip(&b.scores).all(|(a, b)| (a - b).abs() < 1e-6));
        }
    }
}
