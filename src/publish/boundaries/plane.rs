//! Points, rings and areas on a grid of whole numbers, where equal is equal and a crossing is a crossing.
//!
//! Steps are a hundred-thousandth of a degree, about a metre: the precision that the compiled bundle keeps.

use super::raw::Position;

/// Steps a degree.
pub(super) const STEPS: f64 = 100_000.0;
/// Metres a step of latitude.
pub(super) const METRES: f64 = 111_320.0 / STEPS;

/// Longitude and latitude in steps.
pub(super) type Point = (i32, i32);
/// Points in order, not closed by a repeated one.
pub(super) type Ring = Vec<Point>;
/// An outline and its holes.
pub(super) type Polygon = Vec<Ring>;
/// A directed edge.
pub(super) type Edge = (Point, Point);

/// A position in degrees on the grid; `None` if it is no place on earth.
pub(super) fn to_grid((lon, lat): Position) -> Option<Point> {
    let fits = lon.abs() <= 180.0 && lat.abs() <= 90.0; // false for NaN
    fits.then(|| ((lon * STEPS).round() as i32, (lat * STEPS).round() as i32))
}

/// Degrees of a point.
pub(super) fn to_degrees((x, y): Point) -> Position {
    (f64::from(x) / STEPS, f64::from(y) / STEPS)
}

/// Twice the area of the triangle a, b, c; above 0 if they turn counter-clockwise.
pub(super) fn cross(a: Point, b: Point, c: Point) -> i64 {
    let d = |p: i32, q: i32| i64::from(p) - i64::from(q);
    d(b.0, a.0) * d(c.1, a.1) - d(b.1, a.1) * d(c.0, a.0)
}

/// The edges of a ring in its direction, the closing one last.
pub(super) fn edges(ring: &[Point]) -> impl Iterator<Item = Edge> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// An edge without direction: the smaller point first.
pub(super) fn undirected((a, b): Edge) -> Edge {
    if a <= b { (a, b) } else { (b, a) }
}

/// Twice the signed area in square steps; above 0 if the ring turns counter-clockwise.
pub(super) fn signed_area(ring: &[Point]) -> i128 {
    let Some(first) = ring.first() else { return 0 };
    ring.windows(2).map(|pair| i128::from(cross(*first, pair[0], pair[1]))).sum()
}

/// West, south, east, north.
pub(super) fn box_of<'a>(points: impl IntoIterator<Item = &'a Point>) -> [i32; 4] {
    let start = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
    points.into_iter().fold(start, |b, p| [b[0].min(p.0), b[1].min(p.1), b[2].max(p.0), b[3].max(p.1)])
}

/// Where a point lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Inside,
    Outside,
    On,
}

/// Where a point in half steps (twice its coordinates) lies from a ring.
pub(super) fn side_of(ring: &[Point], (x, y): (i64, i64)) -> Side {
    let mut odd = false;
    for (a, b) in edges(ring) {
        let (ax, ay) = (2 * i64::from(a.0) - x, 2 * i64::from(a.1) - y);
        let (bx, by) = (2 * i64::from(b.0) - x, 2 * i64::from(b.1) - y);
        let turn = ax * by - ay * bx;
        if turn == 0 && ax * bx <= 0 && ay * by <= 0 {
            return Side::On;
        }
        if (ay > 0) != (by > 0) && (turn > 0) == (by > ay) {
            odd = !odd;
        }
    }
    if odd { Side::Inside } else { Side::Outside }
}

/// The middle of an edge in half steps.
pub(super) fn middle((a, b): Edge) -> (i64, i64) {
    (i64::from(a.0) + i64::from(b.0), i64::from(a.1) + i64::from(b.1))
}

/// Where a ring lies from another one that it does not cross: the first of its points or middles of edges that is not
/// on the other one decides. `On` if all are.
pub(super) fn ring_side(inner: &[Point], outer: &[Point]) -> Side {
    let corners = inner.iter().map(|p| (2 * i64::from(p.0), 2 * i64::from(p.1)));
    let places = corners.chain(edges(inner).map(middle));
    places.map(|place| side_of(outer, place)).find(|side| *side != Side::On).unwrap_or(Side::On)
}

/// Square kilometres of a ring in degrees, on the ellipsoid of GRS80, without sign.
///
/// The plane of longitude and authalic sine keeps areas (Lambert's cylinder); edges are straight there. J. P. Snyder,
/// Map Projections: A Working Manual, 1987, equation 3-12.
///
/// ```text
/// q(φ) = (1 − e²) [ sin φ / (1 − e² sin² φ) + atanh(e sin φ) / e ],   area = a²/2 · Σ Δλ · (q₁ + q₂)/2
/// ```
pub(super) fn square_kilometres(ring: &[Position]) -> f64 {
    const A: f64 = 6378.137;
    const E2: f64 = 0.006_694_380_022_9;
    let e = E2.sqrt();
    let q = |lat: f64| {
        let s = lat.to_radians().sin();
        (1.0 - E2) * (s / (1.0 - E2 * s * s) + (e * s).atanh() / e)
    };
    let Some(first) = ring.first() else { return 0.0 };
    let base = q(first.1);
    let next = ring.iter().cycle().skip(1);
    let strip = |a: &Position, b: &Position| (b.0 - a.0).to_radians() * ((q(a.1) - base) + (q(b.1) - base)) / 2.0;
    (ring.iter().zip(next).map(|(a, b)| strip(a, b)).sum::<f64>() * A * A / 2.0).abs()
}

/// Square kilometres of polygons in degrees: outlines less holes.
pub(super) fn area_of(polygons: &[Vec<Vec<Position>>]) -> f64 {
    let of = |polygon: &Vec<Vec<Position>>| {
        let mut rings = polygon.iter().map(|ring| square_kilometres(ring));
        rings.next().unwrap_or(0.0) - rings.sum::<f64>()
    };
    polygons.iter().map(of).sum()
}

/// Polygons of the grid in degrees.
pub(super) fn in_degrees(polygons: &[Polygon]) -> Vec<Vec<Vec<Position>>> {
    let ring = |ring: &Ring| ring.iter().map(|p| to_degrees(*p)).collect();
    polygons.iter().map(|polygon| polygon.iter().map(ring).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_square_at_the_equator_and_the_whole_earth() {
        // By integrating a²(1 − e²) cos φ / (1 − e² sin² φ)² over the square.
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        assert!((square_kilometres(&square) - 12_308.463_893_57).abs() < 1e-6);
        let earth = [(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0)];
        assert!((square_kilometres(&earth) / 510_065_621.7 - 1.0).abs() < 1e-9);
    }

    #[test]
    fn sides_of_a_ring() {
        let ring = [(0, 0), (4, 0), (4, 4), (2, 2), (0, 4)];
        let side = |x: i64, y: i64| side_of(&ring, (x, y));
        assert_eq!(side(2, 2), Side::Inside);
        assert_eq!(side(4, 6), Side::Outside, "in the notch");
        assert_eq!(side(4, 4), Side::On);
        assert_eq!(side(8, 1), Side::On);
        assert_eq!(side(9, 1), Side::Outside);
        assert_eq!(signed_area(&ring), 24);
        assert_eq!(ring_side(&[(0, 0), (1, 0), (1, 1)], &ring), Side::Inside, "touches at a corner");
        assert_eq!(ring_side(&ring, &ring), Side::On);
    }
}
