//! Ward's hierarchical clustering.

use super::super::order_of;
use super::blocks::{Blocks, LANES, numbers, squared_distances};
use super::{Dendrogram, Points};

/// Ward's method (Ward 1963): starting from single units, always merge the two clusters whose union raises the sum of
/// squares within clusters least. For clusters of nₐ and n_b units with means a and b the rise is
///
/// ΔSSE = nₐ n_b / (nₐ + n_b) · |a − b|²,
///
/// and the *height* of the merge is √(2 ΔSSE), which for two units is their distance (Murtagh & Legendre 2014: "Ward2",
/// R's `ward.D2`, SciPy's `ward`). Heights ascend.
///
/// The merges are found along chains of nearest neighbours (Murtagh 1983) on the clusters' means, which gives Ward's
/// tree exactly and needs memory for n points, not for n² distances; the time grows with n² · indicators.
///
/// *Ties:* of equally near clusters the chain goes back to its last one, else to the one whose first unit is lowest;
/// merges of equal height keep the order in which the chain found them. With ties another order of the units can give
/// another tree; without, it gives the same one.
///
/// ```
/// use sozialatlas::stats::{Points, ward};
/// let points = Points::new(&[[0.0, 1.0, 4.0]]).unwrap();
/// let tree = ward(&points, &mut |_| ());
/// // 0 and 1: distance 1. Then a mean of 0.5 and 4: ΔSSE = 2 · 1 / 3 · 3.5² = 49 / 6, height √(49 / 3).
/// assert_eq!(tree.merges[0].height, 1.0);
/// assert!((tree.merges[1].height - (49.0f64 / 3.0).sqrt()).abs() < 1e-14);
/// assert_eq!(tree.cut(2), Ok(vec![0, 0, 1]));
/// ```
pub fn ward(points: &Points, progress: &mut dyn FnMut(f64)) -> Dendrogram {
    let n = points.len();
    let mut living = Living::of(points);
    let mut joins = Vec::with_capacity(n - 1);
    let mut chain: Vec<u32> = Vec::new();
    while joins.len() + 1 < n {
        let top = chain.pop().unwrap_or_else(|| living.lowest());
        let before = chain.last().copied();
        let (near, rise) = living.nearest(top, before);
        if before == Some(near) {
            chain.pop();
            joins.push((top, near, living.merge(top, near, rise)));
            if joins.len() % 64 == 0 || joins.len() + 1 == n {
                // The work left shrinks with the square of the clusters left.
                let left = (n - 1 - joins.len()) as f64 / n as f64;
                progress(1.0 - left * left);
            }
        } else {
            chain.push(top);
            // Only rounding can lead back to an earlier link: the chain goes on from there.
            if let Some(earlier) = chain.iter().position(|link| *link == near) {
                chain.truncate(earlier);
            }
            chain.push(near);
        }
    }
    let heights: Vec<f64> = joins.iter().map(|join| join.2).collect();
    let ascending: Vec<_> = order_of(&heights).into_iter().map(|at| joins[at as usize]).collect();
    Dendrogram::of_joins(n, &ascending)
}

/// The clusters not merged yet, side by side without gaps. A cluster is named by its first unit.
struct Living {
    means: Blocks,
    names: Vec<u32>,
    sizes: Vec<f64>,
    heights: Vec<f64>,
    rows: Vec<Vec<f64>>,
    places: Vec<u32>,
}

impl Living {
    fn of(points: &Points) -> Living {
        let n = points.len();
        Living {
            means: Blocks::of(points),
            names: (0..n as u32).collect(),
            sizes: vec![1.0; n],
            heights: vec![0.0; n],
            rows: points.rows().map(<[f64]>::to_vec).collect(),
            places: (0..n as u32).collect(),
        }
    }

    fn lowest(&self) -> u32 {
        self.names.iter().copied().min().unwrap_or(0)
    }

    /// The cluster whose union with `name` raises the sum of squares least, and that rise.
    fn nearest(&self, name: u32, before: Option<u32>) -> (u32, f64) {
        let own = self.places[name as usize] as usize;
        let (row, size) = (&self.rows[own], self.sizes[own]);
        let (mut near, mut least) = (u32::MAX, f64::INFINITY);
        let places = self.sizes.chunks(LANES).zip(self.names.chunks(LANES));
        for (block, (sizes, names)) in self.means.iter().zip(places) {
            let mut rises = numbers(squared_distances(block, row));
            rises.iter_mut().zip(sizes).for_each(|(rise, other)| *rise *= size * other / (size + other));
            if !rises.iter().fold(false, |any, rise| any | (*rise <= least)) {
                continue;
            }
            for (rise, other) in rises.iter().zip(names).filter(|(_, other)| **other != name) {
                let preferred = before == Some(*other) || (before != Some(near) && *other < near);
                if *rise < least || (*rise == least && preferred) {
                    (near, least) = (*other, *rise);
                }
            }
        }
        (near, least)
    }

    /// Merges two clusters. Returns the height.
    fn merge(&mut self, a: u32, b: u32, rise: f64) -> f64 {
        let kept = self.places[a.min(b) as usize] as usize;
        let gone = self.places[a.max(b) as usize] as usize;
        let size = self.sizes[kept] + self.sizes[gone];
        let share = self.sizes[gone] / size;
        let other = std::mem::take(&mut self.rows[gone]);
        self.rows[kept].iter_mut().zip(&other).for_each(|(mean, x)| *mean += (x - *mean) * share);
        self.means.set(kept, &self.rows[kept]);
        self.sizes[kept] = size;
        // Rounding must not put a merge below its parts.
        let height = (2.0 * rise).sqrt().max(self.heights[kept]).max(self.heights[gone]);
        self.heights[kept] = height;
        self.close_gap(gone);
        height
    }

    /// Fills a place with the last cluster.
    fn close_gap(&mut self, place: usize) {
        self.names.swap_remove(place);
        self.sizes.swap_remove(place);
        self.heights.swap_remove(place);
        self.rows.swap_remove(place);
        if let Some(moved) = self.names.get(place) {
            self.places[*moved as usize] = place as u32;
            self.means.set(place, &self.rows[place]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Random;

    fn cloud(seed: u64, n: usize, dimensions: usize) -> Vec<Vec<f64>> {
        let mut random = Random::new(seed);
        (0..dimensions).map(|_| (0..n).map(|_| random.normal()).collect()).collect()
    }

    /// The same tree from all n² distances by another algorithm, that of the crate kodama.
    #[test]
    fn as_from_all_distances() {
        for (seed, n, dimensions) in [(1, 2, 1), (2, 61, 3), (3, 200, 8), (4, 150, 1)] {
            let points = Points::new(&cloud(seed, n, dimensions)).unwrap();
            let mut distances = Vec::new();
            for a in 0..n {
                distances.extend((a + 1..n).map(|b| points.squared_distance(a, b).sqrt()));
            }
            let expected = kodama::linkage(&mut distances, n, kodama::Method::Ward);
            let tree = ward(&points, &mut |_| ());
            for (found, step) in tree.merges.iter().zip(expected.steps()) {
                assert!((found.height - step.dissimilarity).abs() < 1e-9 * (1.0 + step.dissimilarity));
                let (left, right) = (step.cluster1.min(step.cluster2), step.cluster1.max(step.cluster2));
                assert_eq!((found.left as usize, found.right as usize), (left, right));
                assert_eq!(found.size as usize, step.size);
            }
            assert_eq!(tree.merges.len(), n - 1);
        }
    }

    #[test]
    fn the_order_of_the_units_does_not_matter() {
        let columns = cloud(9, 80, 4);
        let mut order: Vec<usize> = (0..80).collect();
        Random::new(3).shuffle(&mut order);
        let turned: Vec<Vec<f64>> = columns.iter().map(|c| order.iter().map(|i| c[*i]).collect()).collect();
        let (tree, other) = (Points::new(&columns).unwrap(), Points::new(&turned).unwrap());
        let (tree, other) = (ward(&tree, &mut |_| ()), ward(&other, &mut |_| ()));
        for k in [2, 5, 17] {
            let (labels, moved) = (tree.cut(k).unwrap(), other.cut(k).unwrap());
            let expected: Vec<u32> = order.iter().map(|i| labels[*i]).collect();
            assert_eq!(moved, super::super::first_seen_labels(&expected));
        }
    }

    #[test]
    fn ties_and_equal_units_end() {
        // A grid: nearly every distance is tied; and each point twice.
        let xs: Vec<f64> = (0..98).map(|i| f64::from(i % 7)).collect();
        let ys: Vec<f64> = (0..98).map(|i| f64::from(i / 7 % 7)).collect();
        let tree = ward(&Points::new(&[xs, ys]).unwrap(), &mut |_| ());
        assert_eq!(tree.merges.len(), 97);
        assert!(tree.merges.windows(2).all(|m| m[0].height <= m[1].height));
        assert_eq!(tree.merges[48].height, 0.0);
        assert_eq!(tree.merges[49].height, 1.0 * 2.0f64.sqrt());
        let equal = ward(&Points::new(&[[4.2; 9]]).unwrap(), &mut |_| ());
        assert_eq!(equal.heights(), [0.0; 8]);
        assert!(ward(&Points::new(&[[1.0]]).unwrap(), &mut |_| ()).merges.is_empty());
    }

    #[test]
    fn heights_add_up_to_the_total() {
        // Each merge raises the sum of squares within by height² / 2; at the end all of it is within.
        let points = Points::standardised(&cloud(5, 120, 3), 1).unwrap();
        let sum: f64 = ward(&points, &mut |_| ()).heights().iter().map(|h| h * h / 2.0).sum();
        assert!((sum - points.total_ss()).abs() < 1e-9);
    }
}
