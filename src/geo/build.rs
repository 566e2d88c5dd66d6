//! From published polygons to a topology.

use std::collections::BTreeMap;

use super::{ArcRef, Grid, LonLatPolygon, Topology};

type Point = (i32, i32);
type GridRing = Vec<Point>;

impl Topology {
    /// Builds the topology of areas, in their order; an area without polygons is one without boundary.
    ///
    /// Coordinates are rounded to `per_degree` steps a degree. Two areas share an edge where both have the same
    /// rounded points; nothing is snapped beyond that. Repeated points are dropped, so are points that are not
    /// finite or no degrees, rings of fewer than three different points, and polygons whose outline is such a ring.
    pub fn build(areas: &[Vec<LonLatPolygon>], per_degree: u32) -> Topology {
        let per_degree = per_degree.clamp(1, Grid::FINEST);
        let (grid, areas) = quantise(areas, per_degree);
        let junctions = junctions(&areas);
        let mut arcs = Arcs::default();
        let mut cut_polygon = |polygon: Vec<GridRing>| {
            polygon.into_iter().map(|ring| cut(ring, &junctions, &mut arcs)).collect::<Vec<_>>()
        };
        let areas: Vec<_> =
            areas.into_iter().map(|area| area.into_iter().map(&mut cut_polygon).collect::<Vec<_>>()).collect();
        let (points, starts) = arcs.into_parts();
        Topology::from_parts(grid, points, starts, areas).unwrap_or_else(|| Topology::without_areas(grid))
    }
}

/// Rounds all points to the grid whose corner is the south-west of them all.
fn quantise(areas: &[Vec<LonLatPolygon>], per_degree: u32) -> (Grid, Vec<Vec<Vec<GridRing>>>) {
    let steps = f64::from(per_degree);
    let fits = |v: f64| v.abs() <= Grid::FARTHEST; // false for NaN
    let round = |v: f64| (v * steps).round() as i32;
    let usable = |p: &&(f64, f64)| fits(p.0) && fits(p.1);
    let points = || areas.iter().flatten().flatten().flatten().filter(usable);
    let corner = points().fold((i32::MAX, i32::MAX), |low, p| (low.0.min(round(p.0)), low.1.min(round(p.1))));
    let corner = if points().next().is_some() { corner } else { (0, 0) };
    let ring_on_grid = |ring: &Vec<(f64, f64)>| {
        let points = ring.iter().filter(usable).map(|p| (round(p.0) - corner.0, round(p.1) - corner.1));
        clean(points)
    };
    let polygon_on_grid = |polygon: &LonLatPolygon| {
        let mut rings = polygon.iter().map(ring_on_grid);
        let outline = rings.next().flatten()?;
        Some(std::iter::once(outline).chain(rings.flatten()).collect::<Vec<_>>())
    };
    let areas = areas.iter().map(|area| area.iter().filter_map(polygon_on_grid).collect()).collect();
    (Grid { per_degree, west: corner.0, south: corner.1 }, areas)
}

/// A ring without repeated neighbours and without the closing point; `None` with fewer than three different points.
fn clean(points: impl Iterator<Item = Point>) -> Option<GridRing> {
    let mut ring: GridRing = Vec::new();
    for point in points {
        if ring.last() != Some(&point) {
            ring.push(point);
        }
    }
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let first = *ring.first()?;
    let second = *ring.iter().find(|p| **p != first)?;
    ring.iter().any(|p| *p != first && *p != second).then_some(ring)
}

/// The points at which rings part: those that have different neighbours in different passes. Sorted.
fn junctions(areas: &[Vec<Vec<GridRing>>]) -> Vec<Point> {
    let mut passes: Vec<(Point, Point, Point)> = Vec::new();
    for ring in areas.iter().flatten().flatten() {
        for (i, point) in ring.iter().enumerate() {
            let before = ring[(i + ring.len() - 1) % ring.len()];
            let after = ring[(i + 1) % ring.len()];
            passes.push((*point, before.min(after), before.max(after)));
        }
    }
    passes.sort_unstable();
    passes.dedup();
    let mut junctions: Vec<Point> = passes.windows(2).filter(|w| w[0].0 == w[1].0).map(|w| w[0].0).collect();
    junctions.dedup();
    junctions
}

/// The arcs found so far, each once, in the direction of its first use.
#[derive(Default)]
struct Arcs {
    /// Points of the arc in the smaller of its two directions -> its number and whether first used that way.
    known: BTreeMap<Vec<Point>, (usize, bool)>,
    points: Vec<Point>,
    starts: Vec<u32>,
}

impl Arcs {
    fn add(&mut self, arc: Vec<Point>) -> ArcRef {
        let reversed: Vec<Point> = arc.iter().rev().copied().collect();
        let forwards = arc <= reversed;
        let key = if forwards { &arc } else { &reversed };
        if let Some((number, first)) = self.known.get(key) {
            return ArcRef::new(*number, forwards != *first);
        }
        let number = self.known.len();
        self.starts.push(self.points.len() as u32);
        self.points.extend_from_slice(&arc);
        self.known.insert(if forwards { arc } else { reversed }, (number, forwards));
        ArcRef::new(number, false)
    }

    fn into_parts(mut self) -> (Vec<Point>, Vec<u32>) {
        self.starts.push(self.points.len() as u32);
        (self.points, self.starts)
    }
}

/// Cuts a ring at its junctions. A ring without any is one closed arc that starts at its smallest point, so that
/// the hole and the island in it agree.
fn cut(mut ring: GridRing, junctions: &[Point], arcs: &mut Arcs) -> Vec<ArcRef> {
    let is_junction = |p: &Point| junctions.binary_search(p).is_ok();
    let start = ring.iter().position(is_junction);
    let smallest = || ring.iter().enumerate().min_by_key(|(_, p)| **p).map_or(0, |(i, _)| i);
    let start = start.unwrap_or_else(smallest);
    ring.rotate_left(start);
    let first = ring[0];
    let mut used = Vec::new();
    let mut arc = vec![first];
    for point in ring.into_iter().skip(1) {
        arc.push(point);
        if is_junction(&point) {
            used.push(arcs.add(std::mem::replace(&mut arc, vec![point])));
        }
    }
    arc.push(first);
    used.push(arcs.add(arc));
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, size: f64) -> Vec<(f64, f64)> {
        vec![(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    }

    #[test]
    fn two_squares_share_one_edge_in_either_winding() {
        let mut clockwise = square(1.0, 0.0, 1.0);
        clockwise.reverse();
        for right in [square(1.0, 0.0, 1.0), clockwise] {
            let t = Topology::build(&[vec![vec![square(0.0, 0.0, 1.0)]], vec![vec![right]]], 10);
            assert_eq!(t.arc_count(), 3, "left outside, shared, right outside");
            assert_eq!(t.point_count(), 4 + 2 + 4);
            let uses: Vec<usize> = t.areas().iter().flatten().flatten().flatten().map(|r| r.arc()).collect();
            let shared = uses.iter().find(|a| uses.iter().filter(|b| b == a).count() == 2);
            assert_eq!(t.arc(*shared.unwrap()).len(), 2);
        }
    }

    #[test]
    fn an_island_and_its_hole_share_a_closed_arc() {
        let hole: Vec<_> = square(1.0, 1.0, 1.0).into_iter().rev().collect();
        let island = vec![(2.0, 2.0), (1.0, 2.0), (1.0, 1.0), (2.0, 1.0)]; // other start, not closed
        let t = Topology::build(&[vec![vec![square(0.0, 0.0, 3.0), hole]], vec![vec![island]]], 1);
        assert_eq!(t.arc_count(), 2);
        assert_eq!(t.areas()[0][0][1][0].arc(), t.areas()[1][0][0][0].arc());
        assert_eq!(t.bounds(), Some([0.0, 0.0, 3.0, 3.0]));
        assert_eq!(t.area_bounds(1), Some([1.0, 1.0, 2.0, 2.0]));
    }

    #[test]
    fn what_is_no_polygon_is_dropped_and_the_area_stays() {
        let line = vec![(0.0, 0.0), (1.0, 1.0), (0.0, 0.0)];
        let odd = vec![(f64::NAN, 1.0), (5e5, 5e6), (0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (1.0, 1.0)];
        let t = Topology::build(&[vec![], vec![vec![line]], vec![vec![odd]]], 100);
        assert_eq!(t.len(), 3);
        assert!(t.areas()[0].is_empty() && t.areas()[1].is_empty());
        assert_eq!(t.polygons(2), vec![vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]]]);
        assert_eq!(Topology::build(&[], 5).bounds(), None);
    }

    #[test]
    fn published_decimals_come_back_exactly() {
        let ring = vec![(11.17066, 51.01873), (11.12662, 51.0144), (11.10677, 51.03421)];
        let t = Topology::build(&[vec![vec![ring.clone()]]], 100_000);
        let mut back = t.polygons(0)[0][0].clone();
        back.sort_by(|a, b| b.0.total_cmp(&a.0));
        assert_eq!(back, ring);
    }
}
