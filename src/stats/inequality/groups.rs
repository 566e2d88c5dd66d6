//! Means of groups, for the measures that split into a part between and a part within them.

use std::collections::BTreeMap;

use super::super::StatError;
use super::amounts::Amount;

/// A measure of inequality that adds up: all of it = between the groups + within the groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decomposition {
    /// Inequality of all units.
    pub total: f64,
    /// What would remain if every unit had the mean of its group.
    pub between: f64,
    /// What would remain if all groups had the same mean: the groups' own inequalities, weighted.
    pub within: f64,
}

/// One group: its share of the weights, and its mean relative to the mean of all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub share: f64,
    pub relative: f64,
}

/// The groups that have any weight, and for each unit the relative mean of its group.
pub(super) fn groups(all: &[Amount], labels: &[usize]) -> Result<(Vec<Group>, Vec<f64>), StatError> {
    if labels.len() != all.len() {
        return Err(StatError::Lengths { left: all.len(), right: labels.len() });
    }
    let mut found: BTreeMap<usize, Group> = BTreeMap::new();
    for (unit, label) in all.iter().zip(labels) {
        let group = found.entry(*label).or_default();
        group.share += unit.share;
        group.relative += unit.share * unit.relative;
    }
    for group in found.values_mut().filter(|g| g.share > 0.0) {
        group.relative /= group.share;
    }
    let means = labels.iter().map(|label| found.get(label).map_or(0.0, |g| g.relative)).collect();
    Ok((found.into_values().filter(|g| g.share > 0.0).collect(), means))
}
