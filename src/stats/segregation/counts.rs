//! Members of groups by unit.

use super::super::StatError;
use super::super::scale::power_of_two;

/// How many members of each group live in each unit.
///
/// Units without anybody are dropped: no share can be taken of nothing. [`GroupCounts::dropped`] tells how many they
/// were. Counts need not be whole (estimates, means of two dates), and the measures do not change when all are
/// multiplied by the same number.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupCounts {
    /// One list a group, each with one count a unit.
    groups: Vec<Vec<f64>>,
    /// Everybody in a unit.
    totals: Vec<f64>,
    dropped: usize,
}

impl GroupCounts {
    /// The counts of at least two groups, each over the same units in the same order. The groups do not overlap: together
    /// they are everybody who counts. For one group and the rest, the rest is total minus group.
    ///
    /// # Errors
    /// [`StatError::TooFew`] for fewer than two groups, [`StatError::Lengths`], [`StatError::NotFinite`],
    /// [`StatError::NotPositive`] for a negative count, [`StatError::NoTotal`] if there is nobody at all.
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// let counts = GroupCounts::new(&[&[5.0, 0.0, 3.0], &[5.0, 0.0, 9.0]]).unwrap();
    /// assert_eq!((counts.units(), counts.dropped()), (2, 1)); // nobody lives in the second unit
    /// assert_eq!(counts.share(0), Ok(8.0 / 22.0));
    /// ```
    pub fn new(groups: &[&[f64]]) -> Result<GroupCounts, StatError> {
        let Some(first) = groups.first().filter(|_| groups.len() > 1) else {
            return Err(StatError::TooFew { needed: 2, got: groups.len() });
        };
        if let Some(other) = groups.iter().find(|g| g.len() != first.len()) {
            return Err(StatError::Lengths { left: first.len(), right: other.len() });
        }
        let all = || groups.iter().flat_map(|g| g.iter());
        if all().any(|c| !c.is_finite()) {
            return Err(StatError::NotFinite);
        }
        if all().any(|c| *c < 0.0) {
            return Err(StatError::NotPositive);
        }
        // Scaled, so that no sum of counts can overflow.
        let scale = groups.iter().map(|g| power_of_two_or_zero(g)).fold(0.0, f64::max);
        let scale = if scale > 0.0 { scale } else { 1.0 };
        let total = |unit: usize| groups.iter().filter_map(|g| g.get(unit)).map(|c| c / scale).sum::<f64>();
        let totals: Vec<f64> = (0..first.len()).map(total).collect();
        let kept = |group: &&[f64]| {
            group.iter().zip(&totals).filter(|(_, t)| **t > 0.0).map(|(c, _)| c / scale).collect::<Vec<f64>>()
        };
        let groups: Vec<Vec<f64>> = groups.iter().map(kept).collect();
        let units = totals.iter().filter(|t| **t > 0.0).count();
        if units == 0 {
            return Err(StatError::NoTotal);
        }
        let dropped = totals.len() - units;
        Ok(GroupCounts { groups, totals: totals.into_iter().filter(|t| *t > 0.0).collect(), dropped })
    }

    /// How many units have anybody.
    pub fn units(&self) -> usize {
        self.totals.len()
    }

    /// How many units had nobody and were dropped.
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// The group's share P of everybody, 0 to 1.
    ///
    /// # Errors
    /// [`StatError::Parameter`] for a group that does not exist.
    pub fn share(&self, group: usize) -> Result<f64, StatError> {
        Ok(self.counts(group)?.iter().sum::<f64>() / self.everybody())
    }

    /// Everybody in each unit, in the scale of the counts kept here.
    pub(super) fn totals(&self) -> &[f64] {
        &self.totals
    }

    /// Everybody in all units.
    pub(super) fn everybody(&self) -> f64 {
        self.totals.iter().sum()
    }

    /// One group's counts.
    pub(super) fn counts(&self, group: usize) -> Result<&[f64], StatError> {
        self.groups.get(group).map(Vec::as_slice).ok_or(StatError::Parameter)
    }

    /// Every group's counts with its share of everybody.
    pub(super) fn shares(&self) -> impl Iterator<Item = (&[f64], f64)> {
        let everybody = self.everybody();
        self.groups.iter().map(move |g| (g.as_slice(), g.iter().sum::<f64>() / everybody))
    }

    /// One group's counts and their sum, which must not be zero.
    pub(super) fn members(&self, group: usize) -> Result<(&[f64], f64), StatError> {
        let counts = self.counts(group)?;
        let all: f64 = counts.iter().sum();
        if all > 0.0 { Ok((counts, all)) } else { Err(StatError::NoTotal) }
    }
}

fn power_of_two_or_zero(group: &[f64]) -> f64 {
    if group.iter().any(|c| *c > 0.0) { power_of_two(group) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wild_counts_give_numbers_or_refusals(cells in prop::collection::vec([prop::num::f64::POSITIVE, prop::num::f64::POSITIVE, prop::num::f64::POSITIVE], 1..12)) {
            let column = |group: usize| cells.iter().map(|c| c[group]).collect::<Vec<f64>>();
            if let Ok(counts) = GroupCounts::new(&[&column(0), &column(1), &column(2)]) {
                let bounded = |v: f64| (0.0..=1.0 + 1e-9).contains(&v);
                let shares = [
                    counts.share(0), counts.isolation(0), counts.interaction(0, 1), counts.correlation_ratio(2),
                    counts.dissimilarity(0, 1), counts.dissimilarity_of_all(), counts.information(),
                    Ok(counts.entropy_normalised()), Ok(counts.simpson_interaction()),
                ];
                prop_assert!(shares.iter().flatten().all(|v| bounded(*v)), "{:?}", shares);
                prop_assert!(counts.entropy().is_finite());
            }
        }
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        let refused = |groups: &[&[f64]]| GroupCounts::new(groups).unwrap_err();
        assert_eq!(refused(&[]), StatError::TooFew { needed: 2, got: 0 });
        assert_eq!(refused(&[&[1.0]]), StatError::TooFew { needed: 2, got: 1 });
        assert_eq!(refused(&[&[1.0], &[1.0, 2.0]]), StatError::Lengths { left: 1, right: 2 });
        assert_eq!(refused(&[&[1.0], &[f64::NAN]]), StatError::NotFinite);
        assert_eq!(refused(&[&[1.0], &[-1.0]]), StatError::NotPositive);
        assert_eq!(refused(&[&[0.0], &[0.0]]), StatError::NoTotal);
        assert_eq!(refused(&[&[], &[]]), StatError::NoTotal);
        assert_eq!(GroupCounts::new(&[&[1.0], &[1.0]]).unwrap().share(2), Err(StatError::Parameter));
    }
}
