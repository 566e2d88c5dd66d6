//! The tree of a hierarchical clustering.

use super::super::StatError;
use super::first_seen_labels;

/// One step of a hierarchical clustering: two nodes become one.
///
/// Nodes 0 to n − 1 are the units; merge m makes node n + m.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// The node with the lower number: the lower unit, or what was merged earlier.
    pub left: u32,
    /// The other node.
    pub right: u32,
    /// How unlike the two are, in the method's measure.
    pub height: f64,
    /// Number of units in the new node.
    pub size: u32,
}

/// The tree of a hierarchical clustering: the merges in the order in which they are made.
///
/// It is one tree if everything could be merged; where only neighbours may be merged, one for each group of linked units.
#[derive(Clone, Debug, PartialEq)]
pub struct Dendrogram {
    /// The merges in order; n − 1 of them, or n minus the number of groups that are not linked.
    pub merges: Vec<Merge>,
    /// Number of units.
    pub units: u32,
}

impl Dendrogram {
    /// The tree that joins, step by step, the clusters of two units.
    pub(super) fn of_joins(units: usize, joins: &[(u32, u32, f64)]) -> Dendrogram {
        let mut sets = DisjointSets::of(units);
        let mut nodes: Vec<u32> = (0..units as u32).collect();
        let mut sizes = vec![1u32; units];
        let mut merges = Vec::with_capacity(units.saturating_sub(1));
        for &(a, b, height) in joins {
            let (a, b) = (sets.root(a) as usize, sets.root(b) as usize);
            let size = sizes[a] + sizes[b];
            merges.push(Merge { left: nodes[a].min(nodes[b]), right: nodes[a].max(nodes[b]), height, size });
            sets.join(a as u32, b as u32);
            let root = sets.root(a as u32) as usize;
            nodes[root] = (units + merges.len() - 1) as u32;
            sizes[root] = size;
        }
        Dendrogram { merges, units: units as u32 }
    }

    /// The heights of the merges in order.
    ///
    /// ```
    /// use sozialatlas::stats::{Points, ward};
    /// let tree = ward(&Points::new(&[[0.0, 2.0, 10.0]]).unwrap(), &mut |_| ());
    /// let heights = tree.heights();
    /// // 0 and 2 first; then their middle 1 and 10, a pair and one unit: √(2 · 2 · 1 / 3) · 9 = √108.
    /// assert!((heights[0] - 2.0).abs() < 1e-12 && (heights[1] - 108f64.sqrt()).abs() < 1e-12);
    /// ```
    pub fn heights(&self) -> Vec<f64> {
        self.merges.iter().map(|m| m.height).collect()
    }

    /// The partition into k clusters that is reached after n − k merges, numbered by first units.
    ///
    /// # Errors
    /// [`StatError::Parameter`] if k is 0, more than there are units, or fewer than there are groups that are not linked.
    ///
    /// ```
    /// use sozialatlas::stats::{Points, ward};
    /// let tree = ward(&Points::new(&[[9.0, 1.0, 8.0, 2.5]]).unwrap(), &mut |_| ());
    /// assert_eq!(tree.cut(2), Ok(vec![0, 1, 0, 1]));
    /// assert_eq!(tree.cut(3), Ok(vec![0, 1, 0, 2])); // 9 and 8 are merged first
    /// ```
    pub fn cut(&self, k: u32) -> Result<Vec<u32>, StatError> {
        let steps = self.units.checked_sub(k).filter(|steps| k > 0 && *steps as usize <= self.merges.len());
        let steps = steps.ok_or(StatError::Parameter)? as usize;
        // From the last step down: each node hands its number on to its parts.
        let n = self.units as usize;
        let mut owner: Vec<u32> = (0..(n + steps) as u32).collect();
        for (step, merge) in self.merges.iter().take(steps).enumerate().rev() {
            let own = owner[n + step];
            owner[merge.left as usize] = own;
            owner[merge.right as usize] = own;
        }
        owner.truncate(n);
        Ok(first_seen_labels(&owner))
    }

    /// How clearly a cut into k clusters is marked: the height of the next merge minus the height of the last one made.
    /// A large gap says that the next step would join what is unlike. 0 stands for the last height where none was made.
    ///
    /// # Errors
    /// [`StatError::Parameter`] if there is no next merge: k below 2, more than the units or too few for the groups.
    ///
    /// ```
    /// use sozialatlas::stats::{Points, ward};
    /// let tree = ward(&Points::new(&[[0.0, 2.0, 10.0]]).unwrap(), &mut |_| ());
    /// // Two clusters stand after the merge of height 2; the next one has √108.
    /// assert!((tree.gap(2).unwrap() - (108f64.sqrt() - 2.0)).abs() < 1e-12);
    /// ```
    pub fn gap(&self, k: u32) -> Result<f64, StatError> {
        let made = self.units.checked_sub(k).filter(|_| k > 1).ok_or(StatError::Parameter)? as usize;
        let next = self.merges.get(made).ok_or(StatError::Parameter)?.height;
        let last = made.checked_sub(1).and_then(|step| self.merges.get(step)).map_or(0.0, |m| m.height);
        Ok(next - last)
    }

    /// The units from left to right, so that a drawn tree has no crossing lines: at each merge the part made earlier
    /// stands left, of two units the lower one.
    ///
    /// ```
    /// use sozialatlas::stats::{Points, ward};
    /// let tree = ward(&Points::new(&[[9.0, 1.0, 8.0, 2.5]]).unwrap(), &mut |_| ());
    /// assert_eq!(tree.order(), [0, 2, 1, 3]);
    /// ```
    pub fn order(&self) -> Vec<u32> {
        let n = self.units as usize;
        let mut is_part = vec![false; n + self.merges.len()];
        for merge in &self.merges {
            is_part[merge.left as usize] = true;
            is_part[merge.right as usize] = true;
        }
        let mut order = Vec::with_capacity(n);
        let mut waiting: Vec<usize> = (0..is_part.len()).rev().filter(|node| !is_part[*node]).collect();
        while let Some(node) = waiting.pop() {
            match node.checked_sub(n).and_then(|step| self.merges.get(step)) {
                Some(merge) => waiting.extend([merge.right as usize, merge.left as usize]),
                None => order.push(node as u32),
            }
        }
        order
    }
}

/// Sets of units that grow together (union-find with path halving).
pub(super) struct DisjointSets {
    parents: Vec<u32>,
    sizes: Vec<u32>,
}

impl DisjointSets {
    /// Each unit a set of its own.
    pub fn of(units: usize) -> DisjointSets {
        DisjointSets { parents: (0..units as u32).collect(), sizes: vec![1; units] }
    }

    /// The unit that stands for the set.
    pub fn root(&mut self, mut unit: u32) -> u32 {
        while self.parents[unit as usize] != unit {
            let above = self.parents[self.parents[unit as usize] as usize];
            self.parents[unit as usize] = above;
            unit = above;
        }
        unit
    }

    /// Joins two sets. False if they were one already.
    pub fn join(&mut self, a: u32, b: u32) -> bool {
        let (mut a, mut b) = (self.root(a), self.root(b));
        if a == b {
            return false;
        }
        if self.sizes[a as usize] < self.sizes[b as usize] {
            std::mem::swap(&mut a, &mut b);
        }
        self.parents[b as usize] = a;
        self.sizes[a as usize] += self.sizes[b as usize];
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Dendrogram {
        // Two groups that are never merged: 0-2-3 and 1-4.
        Dendrogram::of_joins(5, &[(2, 3, 1.0), (4, 1, 2.0), (0, 3, 5.0)])
    }

    #[test]
    fn nodes_are_numbered_in_order() {
        let nodes: Vec<_> = tree().merges.iter().map(|m| (m.left, m.right, m.size)).collect();
        assert_eq!(nodes, [(2, 3, 2), (1, 4, 2), (0, 5, 3)]);
        assert_eq!(tree().heights(), [1.0, 2.0, 5.0]);
        assert_eq!(tree().order(), [1, 4, 0, 2, 3]);
    }

    #[test]
    fn cuts_stop_at_the_groups() {
        assert_eq!(tree().cut(2), Ok(vec![0, 1, 0, 0, 1]));
        assert_eq!(tree().cut(3), Ok(vec![0, 1, 2, 2, 1]));
        assert_eq!(tree().cut(5), Ok(vec![0, 1, 2, 3, 4]));
        assert_eq!([tree().cut(0), tree().cut(1), tree().cut(6)], [const { Err(StatError::Parameter) }; 3]);
    }

    #[test]
    fn gaps_lie_between_two_merges() {
        assert_eq!((tree().gap(3), tree().gap(5)), (Ok(3.0), Ok(1.0)));
        assert_eq!([tree().gap(2), tree().gap(1), tree().gap(6)], [const { Err(StatError::Parameter) }; 3]);
    }
}
