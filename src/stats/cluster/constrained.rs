//! Ward's clustering of neighbours only.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::{SpatialWeights, StatError};
use super::partition::Links;
use super::points::squared_distance;
use super::{Dendrogram, Points};

/// Ward's method where only neighbours may be merged: every cluster of every cut is one connected region.
///
/// Each step merges the two linked clusters whose union raises the sum of squares within clusters least (the rise and the
/// heights √(2 ΔSSE) as in [`ward`](super::ward)); the union is linked with whatever either part was linked with. This is
/// agglomerative clustering with a connectivity constraint, as scikit-learn and spopt's `WardSpatial` define it.
///
/// A link in either direction counts, whatever its weight. Heights may fall from one merge to the next: a region can
/// become more like its neighbour than its parts were. Cuts therefore follow the order of the merges, not the heights.
///
/// *Not everything linked:* the groups of units that have no links between them are never merged; the tree then is a
/// forest, and no cut has fewer clusters than there are groups.
/// *Ties:* of equal rises the pair counts whose later-made (or higher) node is lower, then the one whose other node is
/// lower.
///
/// # Errors
/// [`StatError::Lengths`] if weights and points are not of the same units.
///
/// ```
/// use sozialatlas::stats::{Points, SpatialWeights, ward_constrained};
/// // Four units in a row. The outer two are equal, but not neighbours.
/// let points = Points::new(&[[0.0, 5.0, 6.0, 0.0]]).unwrap();
/// let row = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let tree = ward_constrained(&points, &row, &mut |_| ()).unwrap();
/// assert_eq!(tree.cut(3), Ok(vec![0, 1, 1, 2]));
/// // Then {5, 6} with mean 5.5 takes either end: the same rise 2 / 3 · 5.5²; of the nodes 0 and 3 the lower is taken.
/// assert_eq!(tree.cut(2), Ok(vec![0, 0, 0, 1]));
/// ```
pub fn ward_constrained(
    points: &Points,
    weights: &SpatialWeights,
    progress: &mut dyn FnMut(f64),
) -> Result<Dendrogram, StatError> {
    points.fit(weights.len())?;
    let n = points.len();
    let mut merging = Merging::of(points, &Links::of(weights));
    let mut joins = Vec::with_capacity(n);
    while let Some((a, b, rise)) = merging.next_pair() {
        let (first, second) = (merging.nodes[a].unit, merging.nodes[b].unit);
        joins.push((first, second, (2.0 * rise).sqrt()));
        merging.merge(a, b);
        if joins.len() % 256 == 0 {
            progress(joins.len() as f64 / n as f64);
        }
    }
    progress(1.0);
    Ok(Dendrogram::of_joins(n, &joins))
}

/// A cluster under way.
struct Node {
    /// One of its units.
    unit: u32,
    size: f64,
    mean: Vec<f64>,
    /// Ascending.
    links: Vec<usize>,
    alive: bool,
}

/// A pair that could be merged: its rise as sortable bits, the higher node, the lower node.
type Candidate = Reverse<(u64, usize, usize)>;

struct Merging {
    nodes: Vec<Node>,
    waiting: BinaryHeap<Candidate>,
}

impl Merging {
    fn of(points: &Points, links: &Links) -> Merging {
        let node = |(unit, row): (usize, &[f64])| Node {
            unit: unit as u32,
            size: 1.0,
            mean: row.to_vec(),
            links: links.of_unit(unit).collect(),
            alive: true,
        };
        let mut made = Merging { nodes: points.rows().enumerate().map(node).collect(), waiting: BinaryHeap::new() };
        for unit in 0..points.len() {
            for other in links.of_unit(unit).filter(|other| *other < unit) {
                made.offer(unit, other);
            }
        }
        made
    }

    /// Notes a pair; `high` is the later node.
    fn offer(&mut self, high: usize, low: usize) {
        let (a, b) = (&self.nodes[high], &self.nodes[low]);
        let rise = a.size * b.size / (a.size + b.size) * squared_distance(&a.mean, &b.mean);
        // Bits of positive numbers sort like the numbers.
        self.waiting.push(Reverse((rise.to_bits(), high, low)));
    }

    /// The pair with the least rise whose nodes are both alive.
    fn next_pair(&mut self) -> Option<(usize, usize, f64)> {
        while let Some(Reverse((bits, high, low))) = self.waiting.pop() {
            if self.nodes[high].alive && self.nodes[low].alive {
                return Some((high, low, f64::from_bits(bits)));
            }
        }
        None
    }

    /// Makes one node of two.
    fn merge(&mut self, a: usize, b: usize) {
        let made = self.nodes.len();
        let (of_a, of_b) = (self.close(a), self.close(b));
        let mut links = union(&of_a, &of_b);
        links.retain(|other| *other != a && *other != b);
        let size = self.nodes[a].size + self.nodes[b].size;
        let share = self.nodes[b].size / size;
        let mean = self.nodes[a].mean.iter().zip(&self.nodes[b].mean).map(|(x, y)| x + (y - x) * share).collect();
        for other in &links {
            let links = &mut self.nodes[*other].links;
            for gone in [a, b] {
                if let Ok(at) = links.binary_search(&gone) {
                    links.remove(at);
                }
            }
            links.push(made);
        }
        let unit = self.nodes[a].unit;
        self.nodes.push(Node { unit, size, mean, links: links.clone(), alive: true });
        links.into_iter().for_each(|other| self.offer(made, other));
    }

    /// Ends a node and hands its links over.
    fn close(&mut self, node: usize) -> Vec<usize> {
        self.nodes[node].alive = false;
        std::mem::take(&mut self.nodes[node].links)
    }
}

/// What two ascending lists hold together, ascending, each once.
fn union(a: &[usize], b: &[usize]) -> Vec<usize> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    loop {
        let next = match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) => *x.min(y),
            (Some(x), None) | (None, Some(x)) => *x,
            (None, None) => return all,
        };
        all.push(next);
        i += usize::from(a.get(i) == Some(&next));
        j += usize::from(b.get(j) == Some(&next));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{Random, regions_are_contiguous, ward};

    fn columns(n: usize) -> Vec<Vec<f64>> {
        let mut random = Random::new(8);
        (0..3).map(|_| (0..n).map(|_| random.normal()).collect()).collect()
    }

    #[test]
    fn without_a_constraint_it_is_ward() {
        let points = Points::new(&columns(40)).unwrap();
        let all: Vec<Vec<u32>> = (0..40).map(|i| (0..40).filter(|j| *j != i).collect()).collect();
        let tree = ward_constrained(&points, &SpatialWeights::binary(&all).unwrap(), &mut |_| ()).unwrap();
        for (a, b) in tree.merges.iter().zip(&ward(&points, &mut |_| ()).merges) {
            assert!((a.left, a.right, a.size) == (b.left, b.right, b.size) && (a.height - b.height).abs() < 1e-12);
        }
    }

    #[test]
    fn every_cut_is_contiguous() {
        let points = Points::new(&columns(60)).unwrap();
        // A ladder of 2 × 30.
        let near = |i: u32| (0..60u32).filter(move |j| i.abs_diff(*j) == 2 || (i / 2 == j / 2 && i != *j)).collect();
        let weights = SpatialWeights::binary(&(0..60).map(near).collect::<Vec<Vec<u32>>>()).unwrap();
        let tree = ward_constrained(&points, &weights, &mut |_| ()).unwrap();
        for k in 1..=60 {
            let labels = tree.cut(k).unwrap();
            assert_eq!(regions_are_contiguous(&weights, &labels), Ok(true));
            assert_eq!(labels.iter().max(), Some(&(k - 1)));
        }
    }

    #[test]
    fn islands_stay_alone() {
        let points = Points::new(&[[0.0, 1.0, 0.5]]).unwrap();
        let weights = SpatialWeights::binary(&[vec![1], vec![], vec![]]).unwrap();
        let tree = ward_constrained(&points, &weights, &mut |_| ()).unwrap();
        assert_eq!(tree.cut(2), Ok(vec![0, 0, 1]));
        assert_eq!(tree.cut(1), Err(StatError::Parameter));
        let four = SpatialWeights::binary(&[vec![], vec![], vec![], vec![]]).unwrap();
        assert!(ward_constrained(&points, &four, &mut |_| ()).is_err());
    }
}
