//! What every cluster method returns: who belongs together, and how alike the members are.

use super::super::order::{first_alike, sort_whole};
use super::super::{SpatialWeights, StatError};
use super::Points;
use super::points::squared_distance;

/// One cluster of a partition.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Number of its units.
    pub size: u32,
    /// The mean of each indicator over its units. With standardised points this is the cluster's profile: mean z-scores,
    /// 0 is the mean of all units, ±1 a standard deviation from it.
    pub centroid: Vec<f64>,
    /// Σ of its units' squared distances from the centroid.
    pub within_ss: f64,
}

/// A division of all units into clusters.
#[derive(Clone, Debug, PartialEq)]
pub struct Partition {
    /// The cluster of each unit, 0 to k − 1.
    pub labels: Vec<u32>,
    /// The clusters by number; none is empty.
    pub clusters: Vec<Cluster>,
    /// Σ of squared distances of all units from the common mean.
    pub total_ss: f64,
}

impl Partition {
    /// The partition that the labels describe.
    ///
    /// # Errors
    /// [`StatError::Lengths`] if there is not a label for each unit, [`StatError::Parameter`] if a number from 0 to the
    /// largest label is not used.
    ///
    /// ```
    /// use sozialatlas::stats::{Partition, Points};
    /// let points = Points::new(&[[0.0, 2.0, 10.0]]).unwrap();
    /// let found = Partition::of(&points, vec![0, 0, 1]).unwrap();
    /// assert_eq!(found.clusters[0].centroid, [1.0]);
    /// assert_eq!(found.within_ss(), 2.0); // (0 − 1)² + (2 − 1)² + 0
    /// // Total: mean 4, 16 + 4 + 36 = 56; the clusters explain 54 of it.
    /// assert_eq!(found.between_share(), Ok(54.0 / 56.0));
    /// assert_eq!(found.smaller_than(2), [1]);
    /// ```
    pub fn of(points: &Points, labels: Vec<u32>) -> Result<Partition, StatError> {
        points.fit(labels.len())?;
        let k = labels.iter().max().map_or(0, |l| *l as usize + 1);
        if k > labels.len() {
            return Err(StatError::Parameter);
        }
        let blank = Cluster { size: 0, centroid: vec![0.0; points.dimensions()], within_ss: 0.0 };
        let mut clusters = vec![blank; k];
        for (row, label) in points.rows().zip(&labels) {
            let cluster = &mut clusters[*label as usize];
            cluster.size += 1;
            cluster.centroid.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        }
        if clusters.iter().any(|c| c.size == 0) {
            return Err(StatError::Parameter);
        }
        for cluster in &mut clusters {
            let size = f64::from(cluster.size);
            cluster.centroid.iter_mut().for_each(|sum| *sum /= size);
        }
        for (row, label) in points.rows().zip(&labels) {
            let cluster = &mut clusters[*label as usize];
            cluster.within_ss += squared_distance(row, &cluster.centroid);
        }
        let made = Partition { labels, clusters, total_ss: points.total_ss() };
        let finite = |c: &Cluster| c.within_ss.is_finite() && c.centroid.iter().all(|x| x.is_finite());
        if made.clusters.iter().all(finite) { Ok(made) } else { Err(StatError::Overflow) }
    }

    /// Within-cluster sum of squares (k-means: *inertia*; regions: *sum of squared deviations*): what all methods here
    /// try to make small.
    pub fn within_ss(&self) -> f64 {
        self.clusters.iter().map(|c| c.within_ss).sum()
    }

    /// Which share of all differences between units lies between the clusters: 1 − within / total, from 0 (the clusters
    /// tell nothing) to 1 (units of a cluster are equal). It grows with the number of clusters, so it compares only
    /// partitions of equal k.
    ///
    /// # Errors
    /// [`StatError::NoVariation`] if all units are equal.
    pub fn between_share(&self) -> Result<f64, StatError> {
        if self.total_ss <= 0.0 {
            return Err(StatError::NoVariation);
        }
        Ok((1.0 - self.within_ss() / self.total_ss).clamp(0.0, 1.0))
    }

    /// Numbers of the clusters with fewer than `size` units: readers should be told that these rest on few units, and
    /// that a cluster of one is an unusual unit rather than a group.
    pub fn smaller_than(&self, size: u32) -> Vec<u32> {
        let small = self.clusters.iter().zip(0..).filter(|(cluster, _)| cluster.size < size);
        small.map(|(_, number)| number).collect()
    }
}

/// The same clusters, numbered 0, 1, 2 … in the order of their first units: a neutral order, and one that does not
/// depend on how a method came to its result.
///
/// ```
/// use sozialatlas::stats::first_seen_labels;
/// assert_eq!(first_seen_labels(&[7, 7, 2, 7, 0]), [0, 0, 1, 0, 2]);
/// ```
pub fn first_seen_labels(labels: &[u32]) -> Vec<u32> {
    let mut numbers: Vec<u32> = Vec::with_capacity(labels.len());
    let mut next = 0;
    for (unit, first) in first_alike(labels.iter().map(|label| u64::from(*label))).into_iter().enumerate() {
        numbers.push(numbers.get(first as usize).copied().unwrap_or(next));
        next += u32::from(first as usize == unit);
    }
    numbers
}

/// Is every cluster one piece, its units linked through neighbours in the same cluster? Links count in either direction,
/// whatever their weight.
///
/// # Errors
/// [`StatError::Lengths`] if there is not a label for each unit.
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, regions_are_contiguous};
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1]]).unwrap();
/// assert_eq!(regions_are_contiguous(&row, &[0, 0, 1]), Ok(true));
/// assert_eq!(regions_are_contiguous(&row, &[0, 1, 0]), Ok(false));
/// ```
pub fn regions_are_contiguous(weights: &SpatialWeights, labels: &[u32]) -> Result<bool, StatError> {
    if labels.len() != weights.len() {
        return Err(StatError::Lengths { left: weights.len(), right: labels.len() });
    }
    let links = Links::of(weights);
    let labels = first_seen_labels(labels);
    let mut started = 0;
    let mut seen = vec![false; labels.len()];
    for start in 0..labels.len() {
        if seen[start] {
            continue;
        }
        if labels[start] != started {
            return Ok(false);
        }
        started += 1;
        seen[start] = true;
        let mut waiting = vec![start];
        while let Some(unit) = waiting.pop() {
            for next in links.of_unit(unit) {
                if labels[next] == labels[start] && !std::mem::replace(&mut seen[next], true) {
                    waiting.push(next);
                }
            }
        }
    }
    Ok(true)
}

/// Who is linked with whom: neighbours in either direction, ascending, each once.
pub(super) struct Links {
    lists: Vec<Vec<u32>>,
}

impl Links {
    /// The links of the weights' pattern. A unit is not linked with itself.
    pub fn of(weights: &SpatialWeights) -> Links {
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); weights.len()];
        for unit in 0..weights.len() {
            for other in weights.neighbours(unit) {
                if *other as usize != unit {
                    lists[unit].push(*other);
                    lists[*other as usize].push(unit as u32);
                }
            }
        }
        for list in &mut lists {
            sort_whole(list);
            list.dedup();
        }
        Links { lists }
    }

    /// The units linked with one.
    pub fn of_unit(&self, unit: usize) -> impl Iterator<Item = usize> + Clone {
        self.lists[unit].iter().map(|other| *other as usize)
    }

    /// The component of each unit, numbered by first unit, and how many there are.
    pub fn components(&self) -> (Vec<u32>, u32) {
        let mut component = vec![u32::MAX; self.lists.len()];
        let mut count = 0;
        for start in 0..self.lists.len() {
            if component[start] != u32::MAX {
                continue;
            }
            component[start] = count;
            let mut waiting = vec![start];
            while let Some(unit) = waiting.pop() {
                for next in self.of_unit(unit) {
                    if component[next] == u32::MAX {
                        component[next] = count;
                        waiting.push(next);
                    }
                }
            }
            count += 1;
        }
        (component, count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_must_fit() {
        let points = Points::new(&[[0.0, 1.0, 2.0]]).unwrap();
        assert_eq!(Partition::of(&points, vec![0, 1]), Err(StatError::Lengths { left: 3, right: 2 }));
        assert_eq!(Partition::of(&points, vec![0, 2, 2]), Err(StatError::Parameter));
        assert_eq!(Partition::of(&points, vec![0, 4_000_000_000, 2]), Err(StatError::Parameter));
    }

    #[test]
    fn equal_units_have_no_share_between() {
        let points = Points::new(&[[3.0; 4]]).unwrap();
        let partition = Partition::of(&points, vec![0, 0, 1, 1]).unwrap();
        assert_eq!(partition.between_share(), Err(StatError::NoVariation));
    }

    #[test]
    fn one_way_links_hold_a_region_together() {
        let weights = SpatialWeights::binary(&[vec![1], vec![], vec![1], vec![]]).unwrap();
        assert_eq!(regions_are_contiguous(&weights, &[0, 0, 0, 1]), Ok(true));
        assert_eq!(Links::of(&weights).components(), (vec![0, 0, 0, 1], 2));
        let wrong = regions_are_contiguous(&weights, &[0]);
        assert_eq!(wrong, Err(StatError::Lengths { left: 4, right: 1 }));
    }
}
