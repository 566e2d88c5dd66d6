//! Means of groups, for the measures that split into a part between and a part within them.

use super::super::StatError;
use super::super::order::order_of_keys;
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
    let mut found = Vec::new();
    let mut means = vec![0.0; all.len()];
    let order = order_of_keys(labels.iter().map(|label| *label as u64).zip(0..).collect());
    for members in order.chunk_by(|a, b| a.0 == b.0) {
        let mut group = Group::default();
        for (_, at) in members {
            let unit = all[*at as usize];
            group.share += unit.share;
            group.relative += unit.share * unit.relative;
        }
        if group.share > 0.0 {
            group.relative /= group.share;
            found.push(group);
        }
        members.iter().for_each(|(_, at)| means[*at as usize] = group.relative);
    }
    Ok((found, means))
}
