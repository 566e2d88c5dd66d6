//! Making one-sided neighbours mutual.

use super::SpatialWeights;

impl SpatialWeights {
    /// Neighbours wherever one of the two is the other's neighbour (the union of both directions). A weight that was
    /// there stays; one that is new is that of the other direction.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![1], vec![2], vec![1]]).unwrap();
    /// assert_eq!(w.either_way().neighbours(1), [0, 2]);
    /// ```
    pub fn either_way(&self) -> SpatialWeights {
        merged(self, true)
    }

    /// Neighbours only where each of the two is the other's neighbour (the intersection of both directions), with the
    /// weights as they are. May leave islands.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![1], vec![2], vec![1]]).unwrap();
    /// assert_eq!((w.both_ways().neighbours(1), w.both_ways().islands()), (&[2][..], vec![0]));
    /// ```
    pub fn both_ways(&self) -> SpatialWeights {
        merged(self, false)
    }

    /// Is every unit a neighbour of its neighbours, with the same weight?
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1]]).unwrap();
    /// // Standardised, the end has its one neighbour with weight 1, the middle the end with 1/2.
    /// assert!(row.is_symmetric() && !row.row_standardised().is_symmetric());
    /// ```
    pub fn is_symmetric(&self) -> bool {
        *self == self.transposed()
    }
}

/// Walks the rows of both directions, which are sorted; `all` keeps what is in one of them only.
fn merged(own: &SpatialWeights, all: bool) -> SpatialWeights {
    let turned = own.transposed();
    let mut made = SpatialWeights::with_capacity(own.len(), 2 * own.pairs());
    for i in 0..own.len() {
        let mut others = turned.of(i).peekable();
        for (j, weight) in own.of(i) {
            while let Some((k, v)) = others.next_if(|(k, _)| *k < j) {
                if all {
                    made.push(k as u32, v);
                }
            }
            let mutual = others.next_if(|(k, _)| *k == j).is_some();
            if all || mutual {
                made.push(j as u32, weight);
            }
        }
        if all {
            others.for_each(|(k, v)| made.push(k as u32, v));
        }
        made.end_row();
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn own_weights_come_before_those_of_the_other_direction() {
        let w = SpatialWeights::weighted(vec![vec![(1, 0.5), (2, 0.25)], vec![(0, 1.0)], vec![]]).unwrap();
        let either = w.either_way();
        assert_eq!(
            (either.weights(0), either.weights(1), either.weights(2)),
            (&[0.5, 0.25][..], &[1.0][..], &[0.25][..])
        );
        assert!(!w.is_symmetric() && !either.is_symmetric() && either.to_binary().is_symmetric());
        assert_eq!((w.both_ways().weights(0), w.both_ways().weights(1)), (&[0.5][..], &[1.0][..]));
    }

    proptest! {
        #[test]
        fn union_and_intersection(links in proptest::collection::btree_set((0u32..9, 0u32..9), 0..40)) {
            let mut lists = vec![Vec::new(); 9];
            links.iter().filter(|(i, j)| i != j).for_each(|(i, j)| lists[*i as usize].push(*j));
            let w = SpatialWeights::binary(&lists).unwrap();
            let (either, both) = (w.either_way(), w.both_ways());
            prop_assert!(either.is_symmetric() && both.is_symmetric());
            prop_assert_eq!(either.pairs() + both.pairs(), 2 * w.pairs());
            for (i, j) in links.iter().filter(|(i, j)| i != j) {
                prop_assert!(either.neighbours(*j as usize).contains(i));
                prop_assert_eq!(both.neighbours(*i as usize).contains(j), links.contains(&(*j, *i)));
            }
        }
    }
}
