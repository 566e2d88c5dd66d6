//! Fewer points, and nothing else changed: shared borders stay shared, no line crosses another, no area vanishes or
//! gets other neighbours.
//!
//! Points go in the order of Visvalingam and Whyatt (1993): first the one whose triangle with its neighbours on the
//! line is smallest. A point goes only if no other point of any line lies in that triangle: then the shorter line can
//! meet nothing that the longer one did not meet, whatever the order (the argument is that of the "safe" elimination
//! in the literature on topology-preserving simplification: a line that enters a triangle without corners inside must
//! leave it through one of the two sides, which are lines already). With a tolerance, every point that ever stood
//! between two neighbours must lie within it of the edge that replaces it.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::plane::{METRES, Point, cross};
use super::snap::Scale;
use crate::geo::Topology;

/// What shall be left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Goal {
    /// How far a border may move, in metres.
    pub tolerance: Option<f64>,
    /// How many points over all borders shall be left at most; shared borders count once.
    pub points: Option<usize>,
}

/// Simplifies a topology. Its grid must be the one of the boundaries; more points than asked for may remain.
pub(super) fn simplify(topology: &Topology, goal: Goal, scale: Scale) -> Topology {
    if goal == Goal::default() {
        return topology.clone();
    }
    let mut lines = Lines::new(topology, scale);
    lines.thin(goal);
    let (mut points, mut starts) = (Vec::new(), vec![0u32]);
    for arc in 0..topology.arc_count() {
        points.extend(lines.arc(arc));
        starts.push(points.len() as u32);
    }
    let areas = topology.areas().to_vec();
    Topology::from_parts(topology.grid(), points, starts, areas).unwrap_or_else(|| topology.clone())
}

/// All arcs in one row of points, with the points that are left linked to each other.
struct Lines {
    points: Vec<Point>,
    /// Where each arc starts; one more than arcs.
    starts: Vec<usize>,
    arc_of: Vec<u32>,
    before: Vec<usize>,
    after: Vec<usize>,
    gone: Vec<bool>,
    /// Points between the ends that each arc still has, and must keep.
    inner: Vec<(usize, usize)>,
    cells: HashMap<(i32, i32), Vec<u32>>,
    cell: i32,
    /// Ends of arcs that have no points between them any more.
    straight: HashSet<(Point, Point)>,
    scale: Scale,
}

impl Lines {
    fn new(topology: &Topology, scale: Scale) -> Lines {
        let (mut points, mut starts, mut arc_of, mut inner) = (Vec::new(), vec![0], Vec::new(), Vec::new());
        let mut straight = HashSet::new();
        for (number, arc) in topology.arcs().enumerate() {
            points.extend_from_slice(arc);
            starts.push(points.len());
            arc_of.resize(points.len(), number as u32);
            // A closed line stays a triangle.
            let closed = arc.first() == arc.last();
            inner.push((arc.len().saturating_sub(2), if closed { 2 } else { 0 }));
            if let [a, b] = arc {
                straight.insert(ordered(*a, *b));
            }
        }
        let count: usize = points.len();
        let length: f64 = points.windows(2).map(|w| f64::from(w[0].0.abs_diff(w[1].0).min(100_000))).sum();
        let cell = (2.0 * length / count.max(1) as f64).clamp(16.0, 50_000.0) as i32;
        let mut cells: HashMap<(i32, i32), Vec<u32>> = HashMap::new();
        for (place, p) in points.iter().enumerate() {
            cells.entry((p.0.div_euclid(cell), p.1.div_euclid(cell))).or_default().push(place as u32);
        }
        let (before, after) = ((0..count).map(|i| i.saturating_sub(1)).collect(), (1..=count).collect());
        let gone = vec![false; count];
        Lines { points, starts, arc_of, before, after, gone, inner, cells, cell, straight, scale }
    }

    /// The points that are left of an arc.
    fn arc(&self, arc: usize) -> impl Iterator<Item = Point> + '_ {
        (self.starts[arc]..self.starts[arc + 1]).filter(|i| !self.gone[*i]).map(|i| self.points[i])
    }

    fn is_end(&self, place: usize) -> bool {
        let arc = self.arc_of[place] as usize;
        place == self.starts[arc] || place + 1 == self.starts[arc + 1]
    }

    fn weight(&self, place: usize) -> u64 {
        let (p, n) = (self.points[self.before[place]], self.points[self.after[place]]);
        cross(p, self.points[place], n).unsigned_abs()
    }

    fn thin(&mut self, goal: Goal) {
        let mut heap: BinaryHeap<Reverse<(u64, usize)>> =
            (0..self.points.len()).filter(|i| !self.is_end(*i)).map(|i| Reverse((self.weight(i), i))).collect();
        let mut left = self.points.len();
        let fewest = goal.points.unwrap_or(0);
        // Nothing is lost by letting points on straight lines go.
        let tolerance = goal.tolerance.unwrap_or(f64::INFINITY);
        while left > fewest {
            let Some(Reverse((weight, place))) = heap.pop() else { break };
            if self.gone[place] || self.weight(place) != weight || !self.may_go(place, tolerance) {
                continue;
            }
            let (p, n) = (self.before[place], self.after[place]);
            let arc = self.arc_of[place] as usize;
            self.gone[place] = true;
            self.after[p] = n;
            self.before[n] = p;
            self.inner[arc].0 -= 1;
            if self.inner[arc].0 == 0 {
                self.straight.insert(ordered(self.points[p], self.points[n]));
            }
            left -= 1;
            for neighbour in [p, n] {
                if !self.is_end(neighbour) {
                    heap.push(Reverse((self.weight(neighbour), neighbour)));
                }
            }
        }
    }

    fn may_go(&self, place: usize, tolerance: f64) -> bool {
        let (p, n) = (self.before[place], self.after[place]);
        let (left, least) = self.inner[self.arc_of[place] as usize];
        let (a, b) = (self.points[p], self.points[n]);
        if left <= least || a == b || (left == 1 && self.straight.contains(&ordered(a, b))) {
            return false;
        }
        // The last triangle of a closed line must have room.
        let flat = || {
            let arc = self.arc_of[place] as usize;
            let rest: Vec<Point> = self.arc(arc).filter(|q| *q != self.points[place]).collect();
            matches!(rest[..], [q, r, s, _] if cross(q, r, s) == 0)
        };
        if left == 3 && least == 2 && flat() {
            return false;
        }
        let near = |i: usize| self.scale.distance((a, b), self.points[i]) <= tolerance;
        (tolerance.is_infinite() || (p + 1..n).all(near)) && self.is_free(a, self.points[place], b)
    }

    /// Whether no point that is left lies in a triangle or on its sides, its corners apart.
    fn is_free(&self, a: Point, b: Point, c: Point) -> bool {
        let low = (a.0.min(b.0).min(c.0), a.1.min(b.1).min(c.1));
        let high = (a.0.max(b.0).max(c.0), a.1.max(b.1).max(c.1));
        let inside = |q: &Point| {
            let boxed = low.0 <= q.0 && q.0 <= high.0 && low.1 <= q.1 && q.1 <= high.1;
            let sides = [cross(a, b, *q), cross(b, c, *q), cross(c, a, *q)];
            let one_side = sides.iter().all(|s| *s >= 0) || sides.iter().all(|s| *s <= 0);
            boxed && one_side && *q != a && *q != b && *q != c
        };
        let blocked =
            |list: &Vec<u32>| list.iter().any(|i| !self.gone[*i as usize] && inside(&self.points[*i as usize]));
        let cell = |v: i32| v.div_euclid(self.cell);
        let mut columns = cell(low.0)..=cell(high.0);
        !columns.any(|x| (cell(low.1)..=cell(high.1)).any(|y| self.cells.get(&(x, y)).is_some_and(blocked)))
    }
}

impl Scale {
    /// Metres between a point and an edge, its ends included.
    fn distance(&self, edge: (Point, Point), p: Point) -> f64 {
        let ends = || self.metres(edge.0, p).min(self.metres(edge.1, p));
        self.beside(edge, p).unwrap_or_else(ends)
    }
}

fn ordered(a: Point, b: Point) -> (Point, Point) {
    if a <= b { (a, b) } else { (b, a) }
}

/// How far apart the given tolerance is on the grid: below it nothing is gained.
pub(super) fn is_worth(tolerance: f64) -> bool {
    tolerance > METRES / 4.0
}

#[cfg(test)]
mod tests {
    use super::super::noding::node;
    use super::super::plane::{Edge, edges, undirected};
    use super::*;
    use crate::geo::{LonLatPolygon, adjacency};
    use proptest::prelude::*;

    /// Wavy quadrilaterals that fill a square, with an island in the middle of one.
    fn quilt(waves: &[(f64, f64)]) -> Vec<Vec<LonLatPolygon>> {
        const SIDE: usize = 3;
        let point = |x: usize, y: usize| {
            let (dx, dy) = waves[y * (SIDE * 4 + 1) + x];
            (9.0 + x as f64 / 400.0 + dx, 50.0 + y as f64 / 400.0 + dy)
        };
        let quad = |qx: usize, qy: usize| {
            let (x, y) = (qx * 4, qy * 4);
            let south = (0..4).map(|i| point(x + i, y));
            let east = (0..4).map(|i| point(x + 4, y + i));
            let north = (0..4).map(|i| point(x + 4 - i, y + 4));
            let west = (0..4).map(|i| point(x, y + 4 - i));
            vec![vec![south.chain(east).chain(north).chain(west).collect()]]
        };
        let mut areas: Vec<_> = (0..SIDE * SIDE).map(|i| quad(i % SIDE, i / SIDE)).collect();
        let (x, y) = (9.004, 50.004);
        let ring: Vec<_> =
            [(0.0, 0.0), (4e-4, 0.0), (5e-4, 2e-4), (4e-4, 4e-4), (0.0, 4e-4)].map(|(a, b)| (x + a, y + b)).to_vec();
        areas[0][0].push(ring.clone());
        areas.push(vec![vec![ring]]);
        areas
    }

    fn waves() -> impl Strategy<Value = Vec<(f64, f64)>> {
        proptest::collection::vec((-9e-4f64..9e-4, -9e-4f64..9e-4), 13 * 13)
    }

    proptest! {
        #[test]
        fn nothing_crosses_nothing_vanishes_neighbours_stay(waves in waves(), tolerance in 10f64..2000.0, fewest in 0usize..200) {
            let full = Topology::build(&quilt(&waves), 100_000);
            let scale = Scale::at(50.0);
            for goal in [Goal { tolerance: Some(tolerance), points: None }, Goal { tolerance: None, points: Some(fewest) }] {
                let coarse = simplify(&full, goal, scale);
                prop_assert_eq!(adjacency(&coarse), adjacency(&full));
                let all: Vec<Edge> = coarse.arcs().flat_map(|arc| arc.windows(2).map(|w| undirected((w[0], w[1])))).collect();
                let mut once = all.clone();
                once.sort_unstable();
                once.dedup();
                prop_assert_eq!(once.len(), all.len(), "two lines became one");
                prop_assert_eq!(node(all).crossings.len(), 0, "lines cross");
                for area in 0..coarse.len() {
                    for ring in coarse.polygons(area).iter().flatten() {
                        prop_assert!(ring.len() >= 3);
                    }
                }
                if let Some(tolerance) = goal.tolerance {
                    for (fine, rough) in full.arcs().zip(coarse.arcs()) {
                        let far = |p: &Point| rough.windows(2).map(|w| scale.distance((w[0], w[1]), *p)).fold(f64::INFINITY, f64::min);
                        prop_assert!(fine.iter().all(|p| far(p) <= tolerance + 1e-6));
                    }
                }
            }
        }
    }

    #[test]
    fn points_on_straight_lines_go_first_and_the_number_asked_for_is_reached() {
        let ring: Vec<(f64, f64)> =
            (0..40).map(|i| (9.0 + f64::from(i) / 1000.0, 50.0)).chain([(9.039, 50.04), (9.0, 50.04)]).collect();
        let full = Topology::build(&[vec![vec![ring]]], 100_000);
        let exact = simplify(&full, Goal { tolerance: Some(0.5), points: None }, Scale::at(50.0));
        assert_eq!(exact.point_count(), 5, "four corners, the first once more");
        let few = simplify(&full, Goal { tolerance: None, points: Some(10) }, Scale::at(50.0));
        assert_eq!(few.point_count(), 10);
        let ring = &exact.polygons(0)[0][0];
        assert_eq!(
            edges(&ring.iter().map(|p| super::super::plane::to_grid(*p).unwrap()).collect::<Vec<_>>()).count(),
            4
        );
    }
}
