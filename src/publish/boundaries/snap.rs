//! Borders that were meant to be one: points of different areas closer than a tolerance become one point, and a point
//! beside another area's edge becomes a point of that edge. Only edges that one area alone has are looked at, so what
//! fits already stays exactly as it is, and so does the detail within an area.

use std::collections::{BTreeSet, HashMap};

use super::noding::Cells;
use super::plane::{Edge, METRES, Point, Polygon, Ring, edges, undirected};
use super::repair::clean;
use crate::geo::shrink_at;

/// Distances on the grid in metres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// How long a step of longitude is, in steps of latitude.
    shrink: f64,
}

impl Scale {
    /// The scale at a latitude in degrees.
    pub fn at(latitude: f64) -> Scale {
        Scale { shrink: shrink_at(latitude) }
    }

    pub fn metres(&self, a: Point, b: Point) -> f64 {
        let (dx, dy) = (f64::from(b.0) - f64::from(a.0), f64::from(b.1) - f64::from(a.1));
        (dx * self.shrink).hypot(dy) * METRES
    }

    /// Square metres of twice an area in square steps.
    pub fn square_metres(&self, doubled: i128) -> f64 {
        doubled.unsigned_abs() as f64 / 2.0 * self.shrink * METRES * METRES
    }

    /// Metres between a point and an edge; `None` beyond the edge's ends.
    pub fn beside(&self, (a, b): Edge, p: Point) -> Option<f64> {
        let d = |p: i32, q: i32| f64::from(p) - f64::from(q);
        let (ux, uy) = (d(b.0, a.0) * self.shrink, d(b.1, a.1));
        let (vx, vy) = (d(p.0, a.0) * self.shrink, d(p.1, a.1));
        let length = ux * ux + uy * uy;
        let along = ux * vx + uy * vy;
        (along > 0.0 && along < length).then(|| (ux * vy - uy * vx).abs() / length.sqrt() * METRES)
    }

    /// The same distance in steps of longitude, at least one.
    pub fn steps(&self, metres: f64) -> i32 {
        ((metres / METRES / self.shrink).ceil() as i32).saturating_add(1)
    }
}

/// Moves points onto their neighbours' and gives edges the points beside them; no area is lost. Second: how many points
/// were moved or added.
pub(super) fn snap(areas: &[Vec<Polygon>], tolerance: f64, scale: Scale) -> (Vec<Vec<Polygon>>, usize) {
    let alone = Alone::new(areas);
    let mut kept: BTreeSet<u32> = BTreeSet::new();
    // An area that would collapse keeps its points; a second try is nearly always the last.
    for _ in 0..4 {
        let moves = alone.moves(tolerance, scale, &kept);
        let inserts = alone.inserts(tolerance, scale, &moves);
        let snapped: Vec<Vec<Polygon>> = areas.iter().map(|area| moved(area, &moves, &inserts)).collect();
        let lost: Vec<u32> =
            (0..areas.len()).filter(|i| snapped[*i].len() < areas[*i].len()).map(|i| i as u32).collect();
        if lost.is_empty() {
            return (snapped, moves.len() + inserts.values().map(Vec::len).sum::<usize>());
        }
        kept.extend(lost);
    }
    (areas.to_vec(), 0)
}

/// Edges that one area alone has, and the areas of their points.
struct Alone {
    edges: Vec<(Edge, u32)>,
    owners: HashMap<Point, Vec<u32>>,
}

impl Alone {
    fn new(areas: &[Vec<Polygon>]) -> Alone {
        let mut all: Vec<(Edge, u32)> = Vec::new();
        for (area, polygons) in areas.iter().enumerate() {
            let rings = polygons.iter().flatten();
            all.extend(rings.flat_map(|r| edges(r)).map(|edge| (undirected(edge), area as u32)));
        }
        all.sort_unstable();
        let single: Vec<(Edge, u32)> =
            all.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() == 1).map(|group| group[0]).collect();
        let ends: BTreeSet<Point> = single.iter().flat_map(|(edge, _)| [edge.0, edge.1]).collect();
        let mut owners: HashMap<Point, Vec<u32>> = HashMap::new();
        for (edge, area) in &all {
            for end in [edge.0, edge.1] {
                if ends.contains(&end) {
                    let list = owners.entry(end).or_default();
                    if let Err(place) = list.binary_search(area) {
                        list.insert(place, *area);
                    }
                }
            }
        }
        Alone { edges: single, owners }
    }

    /// Where points go: the nearest pairs first, never two points of one area onto another.
    fn moves(&self, tolerance: f64, scale: Scale, kept: &BTreeSet<u32>) -> HashMap<Point, Point> {
        let mut points: Vec<Point> = self.owners.keys().copied().collect();
        points.sort_unstable();
        let reach = scale.steps(tolerance);
        let free = |p: &Point| self.owners.get(p).is_some_and(|areas| areas.iter().all(|a| !kept.contains(a)));
        let cell = |p: &Point| (p.0.div_euclid(reach), p.1.div_euclid(reach));
        let mut cells: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
        points.iter().enumerate().for_each(|(i, p)| cells.entry(cell(p)).or_default().push(i));
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (i, p) in points.iter().enumerate() {
            let (x, y) = cell(p);
            for near in (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y))) {
                for j in cells.get(&near).into_iter().flatten().copied().filter(|j| *j > i) {
                    let distance = scale.metres(*p, points[j]);
                    if distance <= tolerance && (free(p) || free(&points[j])) {
                        pairs.push((distance, i, j));
                    }
                }
            }
        }
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut clusters = Clusters::new(&points, &self.owners);
        for (_, i, j) in pairs {
            clusters.join(i, j, &|place| free(&points[place]));
        }
        clusters.moves(&points)
    }

    /// Points that edges of other areas get, by the edge before any move.
    fn inserts(&self, tolerance: f64, scale: Scale, moves: &HashMap<Point, Point>) -> HashMap<Edge, Vec<Point>> {
        let moved = |p: Point| moves.get(&p).copied().unwrap_or(p);
        let lines: Vec<Edge> = self.edges.iter().map(|(e, _)| (moved(e.0), moved(e.1))).collect();
        let cells = Cells::new(&lines);
        let reach = scale.steps(tolerance);
        let mut inserts: HashMap<Edge, Vec<Point>> = HashMap::new();
        let mut after: HashMap<Point, BTreeSet<u32>> = HashMap::new();
        for (point, owners) in &self.owners {
            after.entry(moved(*point)).or_default().extend(owners);
        }
        let mut points: Vec<(&Point, &Vec<u32>)> = self.owners.iter().collect();
        points.sort_unstable();
        for (point, owners) in points {
            let p = moved(*point);
            // Of each other area the nearest edge.
            let mut nearest: HashMap<u32, (f64, usize)> = HashMap::new();
            for line in cells.near([p.0 - reach, p.1 - reach, p.0 + reach, p.1 + reach]) {
                let (edge, area) = (lines[line as usize], self.edges[line as usize].1);
                if owners.contains(&area) || p == edge.0 || p == edge.1 {
                    continue;
                }
                let Some(distance) = scale.beside(edge, p).filter(|d| *d <= tolerance) else { continue };
                let best = nearest.entry(area).or_insert((distance, line as usize));
                if distance < best.0 {
                    *best = (distance, line as usize);
                }
            }
            for (area, (_, line)) in nearest {
                // An area that has a corner here already needs no second one.
                if !after.get(&p).is_some_and(|owners| owners.contains(&area)) {
                    inserts.entry(self.edges[line].0).or_default().push(p);
                }
            }
        }
        inserts
    }
}

/// Points that become one.
struct Clusters {
    parent: Vec<usize>,
    areas: Vec<Vec<u32>>,
}

impl Clusters {
    fn new(points: &[Point], owners: &HashMap<Point, Vec<u32>>) -> Clusters {
        let areas = points.iter().map(|p| owners.get(p).cloned().unwrap_or_default()).collect();
        Clusters { parent: (0..points.len()).collect(), areas }
    }

    fn root(&self, mut i: usize) -> usize {
        while self.parent[i] != i {
            i = self.parent[i];
        }
        i
    }

    /// Joins two clusters that have no area in common; one whose points must stay gives the place.
    fn join(&mut self, i: usize, j: usize, free: &dyn Fn(usize) -> bool) {
        let (a, b) = (self.root(i), self.root(j));
        if a == b || self.areas[a].iter().any(|area| self.areas[b].contains(area)) {
            return;
        }
        let (to, from) = match (free(a), free(b)) {
            (_, false) => (b, a),
            (false, true) => (a, b),
            // The point where more areas meet stays.
            _ if self.areas[b].len() > self.areas[a].len() => (b, a),
            _ => (a, b),
        };
        if !free(from) {
            return;
        }
        self.parent[from] = to;
        let more = std::mem::take(&mut self.areas[from]);
        self.areas[to].extend(more);
    }

    fn moves(&self, points: &[Point]) -> HashMap<Point, Point> {
        let goes = |i: usize| (points[i], points[self.root(i)]);
        (0..points.len()).map(goes).filter(|(from, to)| from != to).collect()
    }
}

fn moved(area: &[Polygon], moves: &HashMap<Point, Point>, inserts: &HashMap<Edge, Vec<Point>>) -> Vec<Polygon> {
    let to = |p: Point| moves.get(&p).copied().unwrap_or(p);
    let ring = |ring: &Ring| {
        let mut out = Ring::with_capacity(ring.len());
        for edge in edges(ring) {
            out.push(to(edge.0));
            if let Some(points) = inserts.get(&undirected(edge)) {
                let (a, b) = (to(edge.0), to(edge.1));
                let along = |p: &Point| {
                    let d = |p: i32, q: i32| i64::from(p) - i64::from(q);
                    d(p.0, a.0) * d(b.0, a.0) + d(p.1, a.1) * d(b.1, a.1)
                };
                let mut points = points.clone();
                points.sort_unstable_by_key(|p| (along(p), *p));
                out.extend(points);
            }
        }
        clean(out)
    };
    let polygon = |polygon: &Polygon| {
        let mut rings = polygon.iter().map(ring);
        let outline = rings.next().flatten()?;
        Some(std::iter::once(outline).chain(rings.flatten()).collect())
    };
    area.iter().filter_map(polygon).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32, y: i32, s: i32) -> Vec<Polygon> {
        vec![vec![vec![(x, y), (x + s, y), (x + s, y + s), (x, y + s)]]]
    }

    #[test]
    fn neighbours_a_little_apart_become_neighbours() {
        let scale = Scale::at(0.0);
        let areas = [square(0, 0, 100), square(103, 0, 100), square(0, 102, 50)];
        let (snapped, count) = snap(&areas, 5.0, scale);
        assert!(count >= 3, "{count}");
        let mut all: Vec<Edge> = snapped.iter().flatten().flatten().flat_map(|r| edges(r)).map(undirected).collect();
        all.sort_unstable();
        assert!(all.windows(2).filter(|w| w[0] == w[1]).count() >= 2, "{all:?}");
        let (same, none) = snap(&areas, 1.0, scale);
        assert_eq!((same.as_slice(), none), (&areas[..], 0));
    }

    #[test]
    fn areas_smaller_than_the_tolerance_stay() {
        let areas = [square(0, 0, 1000), square(1002, 0, 3), square(2000, 0, 3)];
        let (snapped, _) = snap(&areas, 50.0, Scale::at(0.0));
        assert!(snapped.iter().all(|area| area.len() == 1));
    }
}
