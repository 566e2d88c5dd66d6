//! Spatial weights: for each unit its neighbours and how much each of them counts.

use super::super::StatError;
use super::super::check::{all_finite, in_range};
use super::super::order::{sort_by_unit, sort_whole};

/// Largest weight: the sums of squares of any number of them are still numbers.
const LARGEST: f64 = 1e100;

/// The spatial weights wᵢⱼ of n units, stored sparsely: for each unit i its neighbours j in ascending order.
///
/// Units are numbered 0 to n − 1 in the order of the values that are analysed with them. A unit without neighbours is an
/// *island*; islands are allowed and named ([`SpatialWeights::islands`]), each method says what it does with them.
/// A unit may be its own neighbour only where a method puts it there ([`SpatialWeights::with_self`]).
#[derive(Clone, Debug, PartialEq)]
pub struct SpatialWeights {
    /// Where each unit's row starts in the other two, and where the last one ends.
    pub(super) starts: Vec<u32>,
    pub(super) neighbours: Vec<u32>,
    pub(super) values: Vec<f64>,
}

impl SpatialWeights {
    /// Binary weights: every neighbour counts 1. Lists may be unsorted; a neighbour named twice counts once.
    ///
    /// # Errors
    /// [`StatError::Parameter`] if a unit is its own neighbour or a neighbour does not exist.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// // Three units in a row, and an island.
    /// let w = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1], vec![]]).unwrap();
    /// assert_eq!(w.neighbours(1), [0, 2]);
    /// assert_eq!(w.islands(), [3]);
    /// assert_eq!(w.row_standardised().weights(1), [0.5, 0.5]);
    /// ```
    pub fn binary(neighbours: &[Vec<u32>]) -> Result<SpatialWeights, StatError> {
        let lists = neighbours.iter().map(|list| list.iter().map(|j| (*j, 1.0)).collect()).collect();
        SpatialWeights::weighted(lists)
    }

    /// Weights of any kind, as pairs of neighbour and weight for each unit. A neighbour named twice counts once, with
    /// the weight named first; a weight of 0 is kept (the pair counts as neighbours).
    ///
    /// # Errors
    /// [`StatError::Parameter`] if a unit is its own neighbour, a neighbour does not exist or a weight is negative;
    /// [`StatError::NotFinite`]; [`StatError::Overflow`] for a weight beyond 10¹⁰⁰, of which sums of squares are no
    /// numbers any more.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// // Unit 0 names its neighbour 1 twice: the first weight stays.
    /// let w = SpatialWeights::weighted(vec![vec![(1, 0.5), (1, 2.0)], vec![]]).unwrap();
    /// assert_eq!((w.neighbours(0), w.weights(0)), (&[1][..], &[0.5][..]));
    /// ```
    pub fn weighted(lists: Vec<Vec<(u32, f64)>>) -> Result<SpatialWeights, StatError> {
        let n = lists.len();
        let mut made = SpatialWeights { starts: vec![0], neighbours: Vec::new(), values: Vec::new() };
        for (i, mut list) in lists.into_iter().enumerate() {
            sort_by_unit(&mut list);
            list.dedup_by_key(|(j, _)| *j);
            for (j, weight) in list {
                if j as usize >= n || j as usize == i || weight < 0.0 {
                    return Err(StatError::Parameter);
                }
                if !weight.is_finite() {
                    return Err(StatError::NotFinite);
                }
                if weight > LARGEST {
                    return Err(StatError::Overflow);
                }
                made.neighbours.push(j);
                made.values.push(weight);
            }
            made.starts.push(u32::try_from(made.neighbours.len()).map_err(|_| StatError::Parameter)?);
        }
        Ok(made)
    }

    /// Binary weights of n units from pairs that are neighbours of each other, in any order, each pair named once: (i, j) or
    /// (j, i).
    ///
    /// # Errors
    /// [`StatError::Parameter`] if a unit is its own neighbour, a unit does not exist or a pair is named twice;
    /// [`StatError::Overflow`] for more than 2³² links.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::mutual(4, &[(2, 1), (0, 1)]).unwrap();
    /// assert_eq!((w.neighbours(1), w.islands()), (&[0, 2][..], vec![3]));
    /// ```
    pub fn mutual(n: usize, pairs: &[(u32, u32)]) -> Result<SpatialWeights, StatError> {
        if pairs.iter().any(|(i, j)| i == j || *i as usize >= n || *j as usize >= n) {
            return Err(StatError::Parameter);
        }
        let mut ends = vec![0usize; n];
        pairs.iter().for_each(|(i, j)| {
            ends[*i as usize] += 1;
            ends[*j as usize] += 1;
        });
        let mut sum = 0;
        for end in &mut ends {
            // Where the row starts for now; filling it moves this to its end.
            sum += std::mem::replace(end, sum);
        }
        let mut rows = vec![0u32; sum];
        for (i, j) in pairs {
            for (unit, neighbour) in [(i, j), (j, i)] {
                let end = &mut ends[*unit as usize];
                rows[*end] = *neighbour;
                *end += 1;
            }
        }
        let mut made = SpatialWeights::with_capacity(n, sum);
        let mut start = 0;
        for end in ends {
            sort_whole(&mut rows[start..end]);
            if rows[start..end].windows(2).any(|pair| pair.first() == pair.get(1)) {
                return Err(StatError::Parameter);
            }
            made.neighbours.extend_from_slice(&rows[start..end]);
            made.starts.push(u32::try_from(made.neighbours.len()).map_err(|_| StatError::Overflow)?);
            start = end;
        }
        made.values = vec![1.0; made.neighbours.len()];
        Ok(made)
    }

    /// No rows yet; filled with [`SpatialWeights::push`] and [`SpatialWeights::end_row`].
    pub(super) fn with_capacity(units: usize, pairs: usize) -> SpatialWeights {
        let mut starts = Vec::with_capacity(units + 1);
        starts.push(0);
        SpatialWeights { starts, neighbours: Vec::with_capacity(pairs), values: Vec::with_capacity(pairs) }
    }

    /// Adds a neighbour to the row that is being filled; neighbours come in ascending order.
    pub(super) fn push(&mut self, neighbour: u32, weight: f64) {
        self.neighbours.push(neighbour);
        self.values.push(weight);
    }

    /// Ends a row. There are never more pairs than fit: every row is made from rows that fitted.
    pub(super) fn end_row(&mut self) {
        self.starts.push(self.neighbours.len() as u32);
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Are there no units at all?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of pairs (i, j) that are neighbours; a mutual pair counts twice.
    pub fn pairs(&self) -> usize {
        self.neighbours.len()
    }

    fn range(&self, unit: usize) -> std::ops::Range<usize> {
        self.starts[unit] as usize..self.starts[unit + 1] as usize
    }

    /// The neighbours of a unit, ascending. Panics if there is no such unit, as an index does.
    pub fn neighbours(&self, unit: usize) -> &[u32] {
        &self.neighbours[self.range(unit)]
    }

    /// The weights of a unit's neighbours, in the order of [`SpatialWeights::neighbours`].
    pub fn weights(&self, unit: usize) -> &[f64] {
        &self.values[self.range(unit)]
    }

    /// Neighbours and weights of a unit as pairs.
    pub fn of(&self, unit: usize) -> impl Iterator<Item = (usize, f64)> {
        self.neighbours(unit).iter().map(|j| *j as usize).zip(self.weights(unit).iter().copied())
    }

    /// The units without neighbours.
    pub fn islands(&self) -> Vec<u32> {
        (0..self.len() as u32).filter(|i| self.neighbours(*i as usize).is_empty()).collect()
    }

    /// The spatial lag of a column: for each unit Σⱼ wᵢⱼ xⱼ; 0 for an island.
    ///
    /// # Errors
    /// [`StatError::Lengths`] if the column has another length than the weights; [`StatError::NotFinite`];
    /// [`StatError::Overflow`] if a sum is too large for a number.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1]]).unwrap().row_standardised();
    /// assert_eq!(w.lag(&[1.0, 5.0, 3.0]), Ok(vec![5.0, 2.0, 5.0])); // the middle one: (1 + 3) / 2
    /// ```
    pub fn lag(&self, values: &[f64]) -> Result<Vec<f64>, StatError> {
        self.fits(values)?;
        all_finite(values)?;
        let lag: Vec<f64> = (0..self.len()).map(|i| self.of(i).map(|(j, w)| w * values[j]).sum()).collect();
        in_range(lag)
    }

    /// Does the column have a value for each unit?
    ///
    /// # Errors
    /// [`StatError::Lengths`] if not.
    pub fn fits(&self, values: &[f64]) -> Result<(), StatError> {
        if values.len() == self.len() {
            return Ok(());
        }
        Err(StatError::Lengths { left: self.len(), right: values.len() })
    }

    /// Each weight divided by the sum of its row (style W): every unit but the islands has weights that add up to 1.
    /// A row whose weights add up to 0 is left as it is.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::weighted(vec![vec![(1, 3.0), (2, 1.0)], vec![], vec![]]).unwrap();
    /// assert_eq!(w.row_standardised().weights(0), [0.75, 0.25]); // 3/4 and 1/4
    /// ```
    pub fn row_standardised(&self) -> SpatialWeights {
        let mut made = self.clone();
        for i in 0..self.len() {
            let range = self.range(i);
            let row = &mut made.values[range];
            let sum: f64 = row.iter().sum();
            if sum > 0.0 {
                row.iter_mut().for_each(|w| *w /= sum);
            }
        }
        made
    }

    /// The same neighbours, each with weight 1 (style B).
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::weighted(vec![vec![(1, 0.5)], vec![]]).unwrap();
    /// assert_eq!(w.to_binary().weights(0), [1.0]);
    /// ```
    pub fn to_binary(&self) -> SpatialWeights {
        SpatialWeights { values: vec![1.0; self.values.len()], ..self.clone() }
    }

    /// With each unit as its own neighbour of weight `own`, as the star statistics of Getis and Ord want it.
    ///
    /// # Errors
    /// [`StatError::Parameter`] if `own` is not a number from 0 to 10¹⁰⁰ or a unit is its own neighbour already.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![1], vec![0]]).unwrap().with_self(2.0).unwrap();
    /// assert_eq!((w.neighbours(1), w.weights(1)), (&[0, 1][..], &[1.0, 2.0][..]));
    /// ```
    pub fn with_self(&self, own: f64) -> Result<SpatialWeights, StatError> {
        if !(0.0..=LARGEST).contains(&own) {
            return Err(StatError::Parameter);
        }
        let mut made = SpatialWeights { starts: vec![0], neighbours: Vec::new(), values: Vec::new() };
        for i in 0..self.len() {
            let before = self.neighbours(i).partition_point(|j| (*j as usize) < i);
            if self.neighbours(i).get(before).is_some_and(|j| *j as usize == i) {
                return Err(StatError::Parameter);
            }
            let (low, high) = (self.range(i).start, self.range(i).end);
            let parts = [low..low + before, low + before..high];
            made.neighbours.extend_from_slice(&self.neighbours[parts[0].clone()]);
            made.values.extend_from_slice(&self.values[parts[0].clone()]);
            made.neighbours.push(i as u32);
            made.values.push(own);
            made.neighbours.extend_from_slice(&self.neighbours[parts[1].clone()]);
            made.values.extend_from_slice(&self.values[parts[1].clone()]);
            made.starts.push(made.neighbours.len() as u32);
        }
        Ok(made)
    }

    /// Only the units that `kept` says, renumbered in their order: what remains when units without a value are dropped.
    /// The weights stay as they are; standardise the rows afterwards.
    ///
    /// # Errors
    /// [`StatError::Lengths`].
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![1, 2], vec![0], vec![0]]).unwrap();
    /// let rest = w.restricted_to(&[true, false, true]).unwrap();
    /// assert_eq!((rest.len(), rest.neighbours(0)), (2, &[1][..]));
    /// ```
    pub fn restricted_to(&self, kept: &[bool]) -> Result<SpatialWeights, StatError> {
        if kept.len() != self.len() {
            return Err(StatError::Lengths { left: self.len(), right: kept.len() });
        }
        let mut number = Vec::with_capacity(kept.len());
        let mut next = 0u32;
        for keep in kept {
            number.push(next);
            next += u32::from(*keep);
        }
        let lists = (0..self.len()).filter(|i| kept[*i]).map(|i| {
            let list = self.of(i).filter(|(j, _)| kept[*j]);
            list.map(|(j, w)| (number[j], w)).collect()
        });
        SpatialWeights::weighted(lists.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row_of_four() -> SpatialWeights {
        SpatialWeights::binary(&[vec![1], vec![2, 0], vec![1], vec![]]).unwrap()
    }

    #[test]
    fn a_star_stands_in_its_place() {
        let w = row_of_four().with_self(0.5).unwrap();
        assert_eq!((w.neighbours(1), w.weights(1)), (&[0, 1, 2][..], &[1.0, 0.5, 1.0][..]));
        assert_eq!(w.neighbours(3), [3]);
        assert_eq!(w.with_self(1.0), Err(StatError::Parameter));
    }

    #[test]
    fn impossible_lists_are_refused() {
        assert_eq!(SpatialWeights::binary(&[vec![0]]), Err(StatError::Parameter));
        assert_eq!(SpatialWeights::binary(&[vec![1]]), Err(StatError::Parameter));
        assert_eq!(SpatialWeights::weighted(vec![vec![(1, f64::NAN)], vec![]]), Err(StatError::NotFinite));
        assert_eq!(SpatialWeights::weighted(vec![vec![(1, 1e101)], vec![]]), Err(StatError::Overflow));
        assert_eq!(row_of_four().with_self(f64::NAN), Err(StatError::Parameter));
        for pairs in [&[(0, 0)][..], &[(0, 2)], &[(2, 0)], &[(0, 1), (1, 0)]] {
            assert_eq!(SpatialWeights::mutual(2, pairs), Err(StatError::Parameter));
        }
        assert_eq!(row_of_four().lag(&[1.0]), Err(StatError::Lengths { left: 4, right: 1 }));
        assert_eq!(row_of_four().lag(&[1.0, f64::NAN, 1.0, 1.0]), Err(StatError::NotFinite));
        assert_eq!(row_of_four().lag(&[f64::MAX; 4]), Err(StatError::Overflow));
        assert_eq!(row_of_four().restricted_to(&[true]), Err(StatError::Lengths { left: 4, right: 1 }));
    }
}
