//! How well each unit lies in its cluster.

use super::super::StatError;
use super::blocks::{Blocks, LANES, numbers, squared_distances};
use super::{Partition, Points};

/// Silhouettes of a partition.
#[derive(Clone, Debug, PartialEq)]
pub struct Silhouette {
    /// The silhouette of each unit, −1 to 1.
    pub units: Vec<f64>,
    /// The mean of each cluster.
    pub clusters: Vec<f64>,
    /// The mean of all units: the usual aid for choosing k, the larger the better.
    pub mean: f64,
}

/// Silhouettes (Rousseeuw 1987): for each unit
///
/// s = (b − a) / max(a, b),
///
/// where a is its mean distance from the other units of its cluster and b the smallest mean distance from the units of
/// another cluster. Near 1: well placed; near 0: between two clusters; negative: nearer to another cluster than to its
/// own. Distances are Euclidean. A unit alone in its cluster gets 0 as the paper proposes, and so does one for which
/// a = b = 0.
///
/// Costs n² distances: about a second for 11,000 units.
///
/// # Errors
/// [`StatError::Parameter`] for fewer than two clusters, [`StatError::Lengths`] if the partition is of other points.
///
/// ```
/// use sozialatlas::stats::{Partition, Points, silhouette};
/// let points = Points::new(&[[0.0, 1.0, 4.0]]).unwrap();
/// let found = silhouette(&points, &Partition::of(&points, vec![0, 0, 1]).unwrap(), &mut |_| ()).unwrap();
/// // First: a = 1, b = 4; second: a = 1, b = 3; the third is alone.
/// assert_eq!(found.units, [0.75, 2.0 / 3.0, 0.0]);
/// assert_eq!(found.clusters[0], (0.75 + 2.0 / 3.0) / 2.0);
/// ```
pub fn silhouette(
    points: &Points,
    partition: &Partition,
    progress: &mut dyn FnMut(f64),
) -> Result<Silhouette, StatError> {
    points.fit(partition.labels.len())?;
    let k = partition.clusters.len();
    if k < 2 {
        return Err(StatError::Parameter);
    }
    let n = points.len();
    let blocks = Blocks::of(points);
    let sizes: Vec<f64> = partition.clusters.iter().map(|c| f64::from(c.size)).collect();
    let mut found = Silhouette { units: Vec::with_capacity(n), clusters: vec![0.0; k], mean: 0.0 };
    let mut sums = vec![0.0; k];
    for (unit, (row, label)) in points.rows().zip(&partition.labels).enumerate() {
        sums.fill(0.0);
        for (block, labels) in blocks.iter().zip(partition.labels.chunks(LANES)) {
            let distances = numbers(squared_distances(block, row)).map(f64::sqrt);
            labels.iter().zip(distances).for_each(|(l, d)| sums[*l as usize] += d);
        }
        let width = width(&sums, &sizes, *label as usize);
        found.clusters[*label as usize] += width / sizes[*label as usize];
        found.mean += width / n as f64;
        found.units.push(width);
        if unit % 256 == 255 || unit + 1 == n {
            progress((unit + 1) as f64 / n as f64);
        }
    }
    Ok(found)
}

/// The silhouette of a unit of cluster `own` from the sums of its distances to the clusters' units.
fn width(sums: &[f64], sizes: &[f64], own: usize) -> f64 {
    if sizes[own] <= 1.0 {
        return 0.0;
    }
    let inside = sums[own] / (sizes[own] - 1.0);
    let means = sums.iter().zip(sizes).map(|(sum, size)| sum / size).enumerate();
    let outside = means.filter(|(cluster, _)| *cluster != own).map(|(_, mean)| mean).fold(f64::INFINITY, f64::min);
    let larger = inside.max(outside);
    if larger > 0.0 { (outside - inside) / larger } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Random;

    #[test]
    fn between_minus_one_and_one_and_best_for_the_true_groups() {
        let mut random = Random::new(5);
        let column: Vec<f64> = (0..60).map(|i| f64::from(i % 3) * 20.0 + random.normal()).collect();
        let points = Points::new(&[column]).unwrap();
        let mean = |labels: Vec<u32>| {
            let partition = Partition::of(&points, labels).unwrap();
            let found = silhouette(&points, &partition, &mut |_| ()).unwrap();
            assert!(found.units.iter().all(|s| (-1.0..=1.0).contains(s)));
            found.mean
        };
        let truth = mean((0..60).map(|i| i % 3).collect());
        assert!(truth > 0.9 && truth > mean((0..60).map(|i| i % 2).collect()));
    }

    #[test]
    fn one_cluster_has_none() {
        let points = Points::new(&[[1.0, 1.0]]).unwrap();
        let run = |labels| silhouette(&points, &Partition::of(&points, labels).unwrap(), &mut |_| ());
        assert_eq!(run(vec![0, 0]), Err(StatError::Parameter));
        assert_eq!(run(vec![0, 1]).map(|s| s.units), Ok(vec![0.0, 0.0]));
    }
}
