//! Fewer points for the overview, without gaps between neighbours.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Topology, topology::Ring};
use crate::model::arranged;

impl Topology {
    /// The same areas with at most about `points` points.
    ///
    /// Visvalingam's method on each arc: the point whose triangle with its neighbours is smallest goes first. Arcs are
    /// shared, so neighbours stay exact. Ends of arcs stay, and no ring is reduced below a triangle; that is why more
    /// than `points` may remain. Very coarse requests may let a line cross itself or a neighbour.
    ///
    /// M. Visvalingam, J. D. Whyatt: Line generalisation by repeated elimination of points, 1993.
    #[must_use]
    pub fn simplified(&self, points: usize) -> Topology {
        let keep_inner = self.inner_points_to_keep();
        let weights: Vec<Vec<f64>> = self.arcs().zip(keep_inner).map(|(arc, keep)| weigh(arc, keep)).collect();
        let all: Vec<f64> = weights.iter().flatten().copied().collect();
        if all.len() <= points {
            return self.clone();
        }
        let sorted = arranged(all, &|a, b| b.total_cmp(a));
        // Of points of the same weight all go or all stay, so that the result does not depend on their order.
        let heaviest_gone = sorted[points];
        let (mut kept, mut starts) = (Vec::new(), vec![0]);
        for (arc, weights) in self.arcs().zip(&weights) {
            let stays = |w: f64| w > heaviest_gone || w.is_infinite();
            let heavy = arc.iter().zip(weights).filter(|(_, w)| stays(**w));
            kept.extend(heavy.map(|(p, _)| *p));
            starts.push(kept.len() as u32);
        }
        Topology::from_parts(self.grid(), kept, starts, self.areas().to_vec()).unwrap_or_else(|| self.clone())
    }

    /// How many points between its ends each arc must keep so that every ring stays a triangle at least.
    fn inner_points_to_keep(&self) -> Vec<usize> {
        let mut keep: Vec<usize> = self.arcs().map(|arc| if arc.first() == arc.last() { 2 } else { 0 }).collect();
        let mut raise = |ring: &Ring| {
            if ring.len() == 2 {
                ring.iter().for_each(|used| {
                    if let Some(least) = keep.get_mut(used.arc()) {
                        *least = (*least).max(1);
                    }
                });
            }
        };
        self.areas().iter().flatten().flatten().for_each(&mut raise);
        keep
    }
}

/// The weight of each point of an arc: twice the area of the triangle at which it would go, in steps squared, never
/// less than that of a point which goes before it. Infinite for the ends and the last `keep` points between them.
fn weigh(arc: &[(i32, i32)], keep: usize) -> Vec<f64> {
    let count = arc.len();
    let mut weights = vec![f64::INFINITY; count];
    if count <= keep + 2 {
        return weights;
    }
    let mut before: Vec<usize> = (0..count).map(|i| i.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=count).collect();
    let mut current: Vec<u64> = vec![0; count];
    let mut heap = BinaryHeap::new();
    for i in 1..count - 1 {
        current[i] = triangle(arc[i - 1], arc[i], arc[i + 1]);
        heap.push(Reverse((current[i], i)));
    }
    let (mut left, mut heaviest) = (count - 2, 0);
    while left > keep {
        let Some(Reverse((area, i))) = heap.pop() else { break };
        if weights[i].is_finite() || current[i] != area {
            continue; // gone already, or weighed anew since
        }
        heaviest = area.max(heaviest);
        weights[i] = heaviest as f64;
        left -= 1;
        let (p, n) = (before[i], after[i]);
        after[p] = n;
        before[n] = p;
        for j in [p, n] {
            if j > 0 && j < count - 1 {
                current[j] = triangle(arc[before[j]], arc[j], arc[after[j]]);
                heap.push(Reverse((current[j], j)));
            }
        }
    }
    weights
}

/// Twice the area of a triangle, in steps squared.
fn triangle(a: (i32, i32), b: (i32, i32), c: (i32, i32)) -> u64 {
    let d = |p: i32, q: i32| f64::from(p) - f64::from(q);
    (d(b.0, a.0) * d(c.1, a.1) - d(c.0, a.0) * d(b.1, a.1)).abs() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LonLatPolygon;

    fn wavy(x: f64, upwards: bool) -> Vec<(f64, f64)> {
        let mut line: Vec<_> = (0..=100).map(|i| (x + f64::from(i % 5) / 50.0, f64::from(i) / 100.0)).collect();
        if !upwards {
            line.reverse();
        }
        line
    }

    fn strip(x: f64) -> LonLatPolygon {
        vec![wavy(x, true).into_iter().chain(wavy(x + 1.0, false)).collect()]
    }

    #[test]
    fn neighbours_stay_exact_and_rings_stay_rings() {
        let areas = [vec![strip(0.0)], vec![strip(1.0)], vec![vec![vec![(5.0, 5.0), (6.0, 5.0), (5.0, 6.0)]]]];
        let full = Topology::build(&areas, 1000);
        for points in [0, 10, 50, 200, 10_000] {
            let coarse = full.simplified(points);
            assert_eq!(coarse.areas(), full.areas(), "the same arcs in the same rings");
            assert!(coarse.point_count() <= points.max(full.point_count().min(24)));
            for area in 0..3 {
                for ring in coarse.polygons(area).iter().flatten() {
                    assert!(ring.len() >= 3, "{ring:?}");
                }
            }
        }
        assert_eq!(full.simplified(10_000), full);
    }

    #[test]
    fn the_flattest_point_goes_first() {
        let arc = [(0, 0), (10, 1), (20, 0), (30, 50), (40, 0)];
        let weights = weigh(&arc, 0);
        assert_eq!(weights[0], f64::INFINITY);
        assert!(weights[1] < weights[2] && weights[2] < weights[3]);
        assert_eq!(weights[1], 20.0);
    }
}
