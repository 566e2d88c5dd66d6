//! Noding: wherever edges meet, both get a point.
//!
//! After it edges meet only in their ends. Then a crossing is a point that two lines visit, a shared border is a row of
//! equal edges, and everything that follows is bookkeeping with equal numbers. Points that lie within half a step of an
//! edge are taken to lie on it (snap rounding after J. D. Hobby, Practical segment intersection with finite precision
//! output, 1999), so that rounding a crossing to the grid never makes a new one.

use std::collections::HashMap;

use super::plane::{Edge, Point, Polygon, Ring, cross, edges, undirected};

/// Rounds until nothing meets any more; in practice three are enough.
const ROUNDS: usize = 12;

/// What noding found: edges that properly crossed, as pairs of the edges before.
#[derive(Debug, Default)]
pub(super) struct Noded {
    /// Points to insert in an edge, from its smaller end.
    chains: HashMap<Edge, Vec<Point>>,
    /// Pairs of edges that crossed between their ends.
    pub crossings: Vec<(Edge, Edge)>,
}

impl Noded {
    /// A ring with the points that its edges got.
    pub fn ring(&self, ring: &[Point]) -> Ring {
        let mut out = Ring::with_capacity(ring.len());
        for edge in edges(ring) {
            out.push(edge.0);
            if let Some(chain) = self.chains.get(&undirected(edge)) {
                if edge.0 <= edge.1 { out.extend(chain) } else { out.extend(chain.iter().rev()) }
            }
        }
        out
    }

    /// Polygons with the points that their edges got.
    pub fn polygons(&self, polygons: &[Polygon]) -> Vec<Polygon> {
        polygons.iter().map(|polygon| polygon.iter().map(|ring| self.ring(ring)).collect()).collect()
    }
}

/// Finds where edges meet; they are undirected and need not be in order.
pub(super) fn node(mut all: Vec<Edge>) -> Noded {
    all.sort_unstable();
    all.dedup();
    all.retain(|(a, b)| a != b);
    let mut noded = Noded::default();
    let mut fresh: Vec<bool> = vec![true; all.len()];
    // What each edge of the present round goes back to.
    let mut parents: Vec<Edge> = all.clone();
    for _ in 0..ROUNDS {
        let (splits, crossings) = meetings(&all, &fresh);
        noded.crossings.extend(crossings.iter().map(|(a, b)| (parents[*a], parents[*b])));
        if splits.is_empty() {
            break;
        }
        let mut next: Vec<(Edge, bool, Edge)> = Vec::with_capacity(all.len() + splits.len());
        for (at, edge) in all.iter().enumerate() {
            let Some(points) = splits.get(&at) else {
                next.push((*edge, false, parents[at]));
                continue;
            };
            let chain = in_order(*edge, points);
            for pair in chain.windows(2) {
                next.push((undirected((pair[0], pair[1])), true, parents[at]));
            }
            insert(&mut noded.chains, parents[at], *edge, &chain);
        }
        // Pieces of different edges may have become one; each edge keeps its own chain.
        next.sort_unstable_by_key(|(edge, fresh, parent)| (*edge, !*fresh, *parent));
        all = next.iter().map(|n| n.0).collect();
        fresh = next.iter().map(|n| n.1).collect();
        parents = next.iter().map(|n| n.2).collect();
    }
    noded
}

/// Puts the points of a split piece into the chain of the edge it comes from.
fn insert(chains: &mut HashMap<Edge, Vec<Point>>, parent: Edge, piece: Edge, chain: &[Point]) {
    let inner = chain.get(1..chain.len().saturating_sub(1)).unwrap_or(&[]);
    let known = chains.entry(parent).or_default();
    let mut whole: Vec<Point> = vec![parent.0];
    whole.append(known);
    whole.push(parent.1);
    let place = whole.windows(2).position(|pair| undirected((pair[0], pair[1])) == piece);
    if let Some(place) = place {
        let forwards = whole[place] == piece.0;
        let points: Vec<Point> = if forwards { inner.to_vec() } else { inner.iter().rev().copied().collect() };
        whole.splice(place + 1..place + 1, points);
    }
    *known = whole[1..whole.len() - 1].to_vec();
}

/// The ends of an edge with the points between them, in their order along it.
fn in_order((a, b): Edge, points: &[Point]) -> Vec<Point> {
    let along = |p: &Point| {
        let d = |p: i32, q: i32| i64::from(p) - i64::from(q);
        d(p.0, a.0) * d(b.0, a.0) + d(p.1, a.1) * d(b.1, a.1)
    };
    let mut inner: Vec<Point> = points.to_vec();
    inner.sort_unstable_by_key(|p| (along(p), *p));
    inner.dedup();
    let mut chain = vec![a];
    chain.extend(inner.into_iter().filter(|p| *p != a && *p != b));
    chain.push(b);
    chain
}

type Splits = HashMap<usize, Vec<Point>>;

/// Where edges meet others between their ends, if one of both is fresh: points for edges by number, and crossings.
fn meetings(all: &[Edge], fresh: &[bool]) -> (Splits, Vec<(usize, usize)>) {
    let (mut splits, mut crossings) = (Splits::new(), Vec::new());
    let cells = Cells::new(all);
    let mut split = |at: usize, edge: Edge, p: Point| {
        if p != edge.0 && p != edge.1 {
            splits.entry(at).or_default().push(p);
        }
    };
    for group in cells.groups() {
        for (i, (_, first)) in group.iter().enumerate() {
            for (_, second) in &group[i + 1..] {
                let (m, n) = (*first as usize, *second as usize);
                if !(fresh[m] || fresh[n]) || all[m] == all[n] || apart(all[m], all[n]) {
                    continue;
                }
                let (e, f) = (all[m], all[n]);
                let near = [(m, e, f.0), (m, e, f.1), (n, f, e.0), (n, f, e.1)];
                let mut touched = false;
                for (at, edge, p) in near {
                    if is_near(edge, p) {
                        split(at, edge, p);
                        touched = true;
                    }
                }
                if !touched && let Some(p) = crossing(e, f) {
                    split(m, e, p);
                    split(n, f, p);
                    crossings.push((m.min(n), m.max(n)));
                }
            }
        }
    }
    crossings.sort_unstable();
    crossings.dedup();
    (splits, crossings)
}

fn apart((a, b): Edge, (c, d): Edge) -> bool {
    // Two steps of room: points beside an edge count as on it.
    a.0.max(b.0) + 1 < c.0.min(d.0)
        || c.0.max(d.0) + 1 < a.0.min(b.0)
        || a.1.max(b.1) + 1 < c.1.min(d.1)
        || c.1.max(d.1) + 1 < a.1.min(b.1)
}

/// Whether a point that is no end of the edge lies within half a step of it.
fn is_near((a, b): Edge, p: Point) -> bool {
    if p == a || p == b {
        return false;
    }
    let d = |p: i32, q: i32| i64::from(p) - i64::from(q);
    let (dx, dy) = (d(b.0, a.0), d(b.1, a.1));
    let along = d(p.0, a.0) * dx + d(p.1, a.1) * dy;
    let length = dx * dx + dy * dy;
    let across = i128::from(cross(a, b, p));
    along > 0 && along < length && 4 * across * across <= i128::from(length)
}

/// The rounded point where two edges properly cross.
fn crossing((a, b): Edge, (c, d): Edge) -> Option<Point> {
    let (c_side, d_side) = (cross(a, b, c), cross(a, b, d));
    let (a_side, b_side) = (cross(c, d, a), cross(c, d, b));
    let apart = |p: i64, q: i64| (p > 0 && q < 0) || (p < 0 && q > 0);
    if !(apart(c_side, d_side) && apart(a_side, b_side)) {
        return None;
    }
    let t = a_side as f64 / (a_side as f64 - b_side as f64);
    let at = |p: i32, q: i32| (f64::from(p) + t * (f64::from(q) - f64::from(p))).round() as i32;
    Some((at(a.0, b.0), at(a.1, b.1)))
}

/// Edges by the squares of a coarse grid that their boxes touch.
pub(super) struct Cells {
    entries: Vec<((i32, i32), u32)>,
    size: i32,
}

impl Cells {
    pub fn new(all: &[Edge]) -> Cells {
        let span = |(a, b): &Edge| f64::from(a.0.abs_diff(b.0).max(a.1.abs_diff(b.1)));
        let mean = all.iter().map(span).sum::<f64>() / all.len().max(1) as f64;
        // An edge across the whole country must not fill millions of squares.
        let longest = all.iter().map(span).fold(0.0, f64::max);
        let size = (2.0 * mean).max(longest / 500.0).clamp(8.0, 2e7) as i32;
        let mut entries = Vec::with_capacity(2 * all.len());
        for (at, (a, b)) in all.iter().enumerate() {
            let cell = |v: i32| v.div_euclid(size);
            for x in cell(a.0.min(b.0) - 1)..=cell(a.0.max(b.0) + 1) {
                for y in cell(a.1.min(b.1) - 1)..=cell(a.1.max(b.1) + 1) {
                    entries.push(((x, y), at as u32));
                }
            }
        }
        entries.sort_unstable();
        Cells { entries, size }
    }

    pub fn groups(&self) -> impl Iterator<Item = &[((i32, i32), u32)]> {
        self.entries.chunk_by(|a, b| a.0 == b.0)
    }

    /// The edges whose boxes may touch a box.
    pub fn near(&self, [west, south, east, north]: [i32; 4]) -> Vec<u32> {
        let cell = |v: i32| v.div_euclid(self.size);
        let mut found = Vec::new();
        for x in cell(west)..=cell(east) {
            let from = self.entries.partition_point(|e| e.0 < (x, cell(south)));
            let column = self.entries.get(from..).unwrap_or(&[]);
            found.extend(column.iter().take_while(|e| e.0 <= (x, cell(north))).map(|e| e.1));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn noded(rings: &[Ring]) -> (Vec<Ring>, usize) {
        let all = rings.iter().flat_map(|r| edges(r)).map(undirected).collect();
        let found = node(all);
        (rings.iter().map(|ring| found.ring(ring)).collect(), found.crossings.len())
    }

    #[test]
    fn a_bow_tie_gets_its_knot_and_a_corner_on_an_edge_a_point() {
        let (rings, crossings) = noded(&[vec![(0, 0), (10, 10), (10, 0), (0, 10)]]);
        assert_eq!(rings[0], [(0, 0), (5, 5), (10, 10), (10, 0), (5, 5), (0, 10)]);
        assert_eq!(crossings, 1);
        let (rings, crossings) =
            noded(&[vec![(0, 0), (10, 0), (10, 9), (0, 9)], vec![(10, 3), (20, 3), (20, 6), (10, 6)]]);
        assert_eq!(rings[0], [(0, 0), (10, 0), (10, 3), (10, 6), (10, 9), (0, 9)]);
        assert_eq!(crossings, 0);
    }

    proptest! {
        #[test]
        fn afterwards_edges_meet_only_in_their_ends(
            rings in proptest::collection::vec(proptest::collection::vec((0i32..40, 0i32..40), 3..9), 1..5),
        ) {
            let (rings, _) = noded(&rings);
            let mut all: Vec<Edge> = rings.iter().flat_map(|r| edges(r)).map(undirected).collect();
            all.sort_unstable();
            all.dedup();
            for (i, e) in all.iter().enumerate() {
                for f in &all[i + 1..] {
                    prop_assert_eq!(crossing(*e, *f), None, "{:?} {:?}", e, f);
                    for p in [f.0, f.1] {
                        prop_assert!(e.0 == e.1 || !is_near(*e, p), "{:?} {:?}", e, p);
                    }
                }
            }
        }
    }
}
