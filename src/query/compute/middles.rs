//! The middles of shapes, from which distances are measured.

use crate::geo::shrink_at;

use super::links::Shape;

/// Kilometres a degree of latitude.
const KILOMETRES_PER_DEGREE: f64 = 111.2;

/// The centroids of shapes in a plane: longitude and latitude become kilometres, other coordinates stay.
/// A shape without area has the mean of its points; one without points lies at NaN, which no method takes.
pub fn middles(shapes: &[&Shape]) -> (Vec<f64>, Vec<f64>) {
    let points = || shapes.iter().copied().flatten().flatten();
    let degrees = points().all(|[x, y]| x.abs() <= 180.0 && y.abs() <= 90.0);
    let south = points().map(|p| p[1]).fold(f64::INFINITY, f64::min);
    let north = points().map(|p| p[1]).fold(f64::NEG_INFINITY, f64::max);
    let (wide, high) = if degrees && south.is_finite() {
        (KILOMETRES_PER_DEGREE * shrink_at((south + north) / 2.0), KILOMETRES_PER_DEGREE)
    } else {
        (1.0, 1.0)
    };
    shapes.iter().map(|rings| middle(rings)).map(|(x, y)| (x * wide, y * high)).unzip()
}

fn middle(rings: &[Vec<[f64; 2]>]) -> (f64, f64) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (place, ring) in rings.iter().enumerate() {
        let (size, cx, cy) = ring_sums(ring);
        // Files disagree on the direction of rings: what lies inside an odd number of other rings is a hole.
        let others = rings.iter().enumerate().filter(|(other, _)| *other != place);
        let depth = others.filter(|(_, other)| ring.first().is_some_and(|p| inside(other, *p))).count();
        let sign = if (size < 0.0) == (depth % 2 == 0) { -1.0 } else { 1.0 };
        (area, x, y) = (area + sign * size, x + sign * cx, y + sign * cy);
    }
    if area > 0.0 {
        return (x / (3.0 * area), y / (3.0 * area));
    }
    let points = || rings.iter().flatten();
    let n = points().count() as f64;
    (points().map(|p| p[0]).sum::<f64>() / n, points().map(|p| p[1]).sum::<f64>() / n)
}

/// Twice the signed area and six times the moments of a ring, by the shoelace formula around its first point.
fn ring_sums(ring: &[[f64; 2]]) -> (f64, f64, f64) {
    let Some([ox, oy]) = ring.first().copied() else { return (0.0, 0.0, 0.0) };
    let (mut area, mut mx, mut my) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        let cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
        area += cross;
        mx += cross * (ax + bx + ox);
        my += cross * (ay + by + oy);
    }
    (area, mx, my)
}

fn inside(ring: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let crosses =
        |[ax, ay]: [f64; 2], [bx, by]: [f64; 2]| (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax);
    ring.windows(2).filter(|pair| crosses(pair[0], pair[1])).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, size: f64) -> Vec<[f64; 2]> {
        vec![[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    }

    #[test]
    fn holes_weigh_against_their_outline_whatever_their_direction() {
        let mut hole = square(3.0, 0.0, 1.0);
        for _ in 0..2 {
            // 16 around (2, 2) less 1 around (3.5, 0.5).
            let (x, y) = middle(&[square(0.0, 0.0, 4.0), hole.clone()]);
            assert!((x - (32.0 - 3.5) / 15.0).abs() < 1e-12 && (y - (32.0 - 0.5) / 15.0).abs() < 1e-12, "{x} {y}");
            hole.reverse();
        }
    }
}
