//! Groups of units that hang together.

use super::SpatialWeights;

impl SpatialWeights {
    /// Number of groups of units that are linked among each other, over links in either direction; an island is one.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// // 0 and 1 hang together, 2 is an island.
    /// assert_eq!(SpatialWeights::binary(&[vec![1], vec![], vec![]]).unwrap().components(), 2);
    /// ```
    pub fn components(&self) -> usize {
        self.component_labels().iter().max().map_or(0, |last| *last as usize + 1)
    }

    /// For each unit its group: units have the same number if links, in either direction, lead from one to the other.
    /// The groups are numbered from 0 in the order of their first units.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![2], vec![], vec![], vec![1]]).unwrap();
    /// assert_eq!(w.component_labels(), [0, 1, 0, 1]);
    /// ```
    pub fn component_labels(&self) -> Vec<u32> {
        self.labels_with(&self.transposed())
    }

    /// The labels from these weights and the same turned round.
    pub(super) fn labels_with(&self, turned: &SpatialWeights) -> Vec<u32> {
        const NONE: u32 = u32::MAX;
        let mut labels = vec![NONE; self.len()];
        let mut next = 0;
        for start in 0..self.len() {
            if labels[start] != NONE {
                continue;
            }
            labels[start] = next;
            let mut waiting = vec![start];
            while let Some(i) = waiting.pop() {
                for j in self.neighbours(i).iter().chain(turned.neighbours(i)) {
                    let label = &mut labels[*j as usize];
                    if *label == NONE {
                        *label = next;
                        waiting.push(*j as usize);
                    }
                }
            }
            next += 1;
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_follow_links_in_either_direction() {
        assert_eq!(SpatialWeights::binary(&[vec![1], vec![2, 0], vec![1], vec![]]).unwrap().components(), 2);
        assert_eq!(SpatialWeights::binary(&[vec![2], vec![], vec![]]).unwrap().components(), 2);
        assert_eq!(SpatialWeights::binary(&[]).unwrap().components(), 0);
    }
}
