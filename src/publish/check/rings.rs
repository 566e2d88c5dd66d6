//! The rings of one area: whether they enclose a surface, touch themselves, cross or contain each other.

use std::collections::HashSet;

use crate::bundle::source::{Polygon, Ring};

type Point = (f64, f64);

/// The most pairs of edges that are compared in one area; a hostile one could ask for billions.
const COMPARISONS: usize = 4_000_000;

/// What is wrong with the rings of an area, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    /// A polygon without surface.
    NoSurface(Point),
    /// There and back on one line.
    Spike(Point),
    /// A ring that touches itself.
    SelfTouch(Point),
    /// Two rings that cross.
    Cross(Point),
    /// A hole outside of its polygon.
    HoleOutside(Point),
    /// A polygon within another, a hole within a hole.
    Nested(Point),
}

/// The first fault of each sort.
pub(super) fn faults(polygons: &[Polygon]) -> Vec<Fault> {
    let mut found = Vec::new();
    for polygon in polygons {
        let Some((outer, holes)) = polygon.split_first() else { continue };
        let [size, whole, holes] =
            [box_size(outer), twice_area(outer).abs(), holes.iter().map(|h| twice_area(h).abs()).sum()];
        // A ring that crosses itself may well have a sum of zero and enclose something.
        let filled = whole > size * 1e-9 && whole - holes <= size * 1e-9;
        if let Some(start) = outer.first().filter(|_| filled || is_line(outer)) {
            found.push(Fault::NoSurface(*start));
        }
    }
    if found.is_empty() {
        found.extend(polygons.iter().flatten().find_map(spike).map(Fault::Spike));
        found.extend(touches_and_crossings(polygons));
        if !found.iter().any(|f| matches!(f, Fault::Cross(_))) {
            found.extend(misplaced(polygons));
        }
    }
    found
}

/// Twice the signed area of a ring.
pub(super) fn twice_area(ring: &[Point]) -> f64 {
    let Some(start) = ring.first() else { return 0.0 };
    // Relative to the first position: no digits are lost far from the origin.
    ring.windows(2).map(|w| (w[0].0 - start.0) * (w[1].1 - start.1) - (w[1].0 - start.0) * (w[0].1 - start.1)).sum()
}

/// Whether all positions lie on one line.
fn is_line(ring: &Ring) -> bool {
    let Some(start) = ring.first() else { return true };
    let length = |p: &Point| (p.0 - start.0).abs() + (p.1 - start.1).abs();
    let Some(far) = ring.iter().max_by(|a, b| length(a).total_cmp(&length(b))) else { return true };
    let limit = length(far) * length(far) * 1e-9;
    ring.iter().all(|p| side(*start, *far, *p).abs() <= limit)
}

fn box_size(ring: &Ring) -> f64 {
    let side = |of: fn(&Point) -> f64| {
        let (low, high) = ring.iter().map(of).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        high - low
    };
    side(|p| p.0) * side(|p| p.1)
}

/// A position at which the ring turns back on itself.
fn spike(ring: &Ring) -> Option<Point> {
    let mut way: Vec<Point> = ring.clone();
    way.dedup();
    let next = way.get(1).copied()?;
    way.push(next);
    let turns = |w: &&[Point]| {
        let (a, b) = ((w[1].0 - w[0].0, w[1].1 - w[0].1), (w[2].0 - w[1].0, w[2].1 - w[1].1));
        let (cross, dot) = (a.0 * b.1 - a.1 * b.0, a.0 * b.0 + a.1 * b.1);
        dot < 0.0 && cross.abs() <= -dot * 1e-12
    };
    way.windows(3).find(turns).map(|w| w[1])
}

struct Edge {
    ring: usize,
    west: Point,
    east: Point,
}

fn touches_and_crossings(polygons: &[Polygon]) -> Vec<Fault> {
    let mut found = Vec::new();
    for ring in polygons.iter().flatten() {
        let mut way: Vec<Point> = ring.clone();
        way.dedup();
        let mut seen = HashSet::new();
        let bits = |p: &Point| (p.0.to_bits(), p.1.to_bits());
        if let Some(twice) = way.iter().skip(1).find(|p| !seen.insert(bits(p))) {
            found.push(Fault::SelfTouch(*twice));
            break;
        }
    }
    let mut edges: Vec<Edge> = Vec::new();
    for (ring, points) in polygons.iter().flatten().enumerate() {
        edges.extend(points.windows(2).filter(|w| w[0] != w[1]).map(|w| {
            let (west, east) = if w[0].0 <= w[1].0 { (w[0], w[1]) } else { (w[1], w[0]) };
            Edge { ring, west, east }
        }));
    }
    edges.sort_by(|a, b| a.west.0.total_cmp(&b.west.0));
    let (mut compared, mut touch, mut cross) = (0, None, None);
    for (place, a) in edges.iter().enumerate() {
        for b in edges.iter().skip(place + 1).take_while(|b| b.west.0 <= a.east.0) {
            compared += 1;
            if compared > COMPARISONS {
                return found;
            }
            if a.ring == b.ring {
                touch = touch.or_else(|| touching(a, b));
            } else {
                cross = cross.or_else(|| crossing(a, b));
            }
        }
    }
    if found.is_empty() {
        found.extend(touch.map(Fault::SelfTouch));
    }
    found.extend(cross.map(Fault::Cross));
    found
}

fn side(p: Point, q: Point, r: Point) -> f64 {
    (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)
}

/// An end of one edge that lies within the other.
fn touching(a: &Edge, b: &Edge) -> Option<Point> {
    let within = |edge: &Edge, p: Point| {
        let (low, high) = (edge.west.1.min(edge.east.1), edge.west.1.max(edge.east.1));
        let inside = p.0 >= edge.west.0 && p.0 <= edge.east.0 && p.1 >= low && p.1 <= high;
        inside && p != edge.west && p != edge.east && side(edge.west, edge.east, p) == 0.0
    };
    let ends = [(b, a.west), (b, a.east), (a, b.west), (a, b.east)];
    ends.into_iter().find(|(edge, p)| within(edge, *p)).map(|(_, p)| p)
}

/// Where two edges properly cross.
fn crossing(a: &Edge, b: &Edge) -> Option<Point> {
    let (c, d) = (side(a.west, a.east, b.west), side(a.west, a.east, b.east));
    let (e, f) = (side(b.west, b.east, a.west), side(b.west, b.east, a.east));
    let t = e / (e - f);
    let proper = c * d < 0.0 && e * f < 0.0;
    let point = (a.west.0 + t * (a.east.0 - a.west.0), a.west.1 + t * (a.east.1 - a.west.1));
    if proper { Some(point) } else { None }
}

/// Whether a position lies within a ring; on its line either may be said.
pub(super) fn is_inside(ring: &[Point], (x, y): Point) -> bool {
    let crosses = |w: &&[Point]| {
        (w[0].1 > y) != (w[1].1 > y) && x < (w[1].0 - w[0].0) * (y - w[0].1) / (w[1].1 - w[0].1) + w[0].0
    };
    ring.windows(2).filter(crosses).count() % 2 == 1
}

/// A position of a ring that is no position of the other.
fn own_position(ring: &Ring, other: &Ring) -> Option<Point> {
    ring.iter().find(|p| !other.contains(p)).copied()
}

fn misplaced(polygons: &[Polygon]) -> Vec<Fault> {
    let mut found = Vec::new();
    for polygon in polygons {
        let Some((outer, holes)) = polygon.split_first() else { continue };
        for (place, hole) in holes.iter().enumerate() {
            if let Some(p) = own_position(hole, outer).filter(|p| !is_inside(outer, *p) && !on_line(outer, *p)) {
                found.push(Fault::HoleOutside(p));
            }
            let others = holes.iter().enumerate().filter(|(other, _)| *other != place);
            for (_, other) in others {
                if let Some(p) = own_position(hole, other).filter(|p| is_inside(other, *p) && !on_line(other, *p)) {
                    found.push(Fault::Nested(p));
                }
            }
        }
    }
    for (place, polygon) in polygons.iter().enumerate() {
        let Some(outer) = polygon.first() else { continue };
        for (_, other) in polygons.iter().enumerate().filter(|(other, _)| *other != place) {
            let Some((around, holes)) = other.split_first() else { continue };
            let nested = |p: &Point| {
                let in_hole = holes.iter().any(|hole| is_inside(hole, *p) || on_line(hole, *p));
                is_inside(around, *p) && !on_line(around, *p) && !in_hole
            };
            found.extend(own_position(outer, around).filter(nested).map(Fault::Nested));
        }
    }
    found
}

fn on_line(ring: &Ring, p: Point) -> bool {
    ring.windows(2).any(|w| {
        let (low, high) = ((w[0].0.min(w[1].0), w[0].1.min(w[1].1)), (w[0].0.max(w[1].0), w[0].1.max(w[1].1)));
        p.0 >= low.0 && p.0 <= high.0 && p.1 >= low.1 && p.1 <= high.1 && side(w[0], w[1], p).abs() <= 1e-12
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(x: f64, y: f64, side: f64) -> Ring {
        vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    }

    #[test]
    fn good_polygons_have_no_fault() {
        let with_hole = vec![square(0.0, 0.0, 4.0), square(1.0, 1.0, 1.0)];
        assert_eq!(faults(&[with_hole, vec![square(6.0, 0.0, 1.0)]]), []);
        let island = vec![square(1.25, 1.25, 0.5)];
        assert_eq!(faults(&[vec![square(0.0, 0.0, 4.0), square(1.0, 1.0, 1.0)], island]), [], "an island in a lake");
    }

    #[test]
    fn each_fault_is_named() {
        let line = vec![(0.0, 0.0), (2.0, 2.0), (1.0, 1.0), (0.0, 0.0)];
        assert_eq!(faults(&[vec![line]]), [Fault::NoSurface((0.0, 0.0))]);
        let hole_is_all = vec![square(0.0, 0.0, 2.0), square(0.0, 0.0, 2.0)];
        assert_eq!(faults(&[hole_is_all]), [Fault::NoSurface((0.0, 0.0))]);
        let outside = vec![square(0.0, 0.0, 2.0), square(5.0, 0.0, 1.0)];
        assert_eq!(faults(&[outside]), [Fault::HoleOutside((5.0, 0.0))]);
        let nested = [vec![square(0.0, 0.0, 4.0)], vec![square(1.0, 1.0, 1.0)]];
        assert_eq!(faults(&nested), [Fault::Nested((1.0, 1.0))]);
        let overlap = [vec![square(0.0, 0.0, 2.0)], vec![square(1.0, 1.0, 2.0)]];
        assert_eq!(faults(&overlap), [Fault::Cross((1.0, 2.0))]);
        let spiky =
            vec![(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (3.0, 1.0), (2.0, 1.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)];
        assert!(faults(&[vec![spiky]]).contains(&Fault::Spike((3.0, 1.0))));
    }

    proptest! {
        #[test]
        fn never_panics(rings in proptest::collection::vec(proptest::collection::vec((-3i8..3, -3i8..3), 0..9), 0..5)) {
            let ring = |r: &Vec<(i8, i8)>| r.iter().map(|p| (f64::from(p.0), f64::from(p.1))).collect::<Ring>();
            let rings: Vec<Ring> = rings.iter().map(ring).collect();
            faults(std::slice::from_ref(&rings));
            faults(&rings.into_iter().map(|r| vec![r]).collect::<Vec<_>>());
        }
    }
}
