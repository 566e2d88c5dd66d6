//! Who counts as a neighbour: from shapes to spatial weights.

use crate::geo::shrink_at;
use crate::stats::{self, Contiguity, Rings, SpatialWeights};

use super::ComputeError;

/// Kilometres a degree of latitude.
const KILOMETRES_PER_DEGREE: f64 = 111.2;

/// Which rows are neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Links {
    /// Shapes that share a point.
    #[default]
    Queen,
    /// Shapes that share a piece of border.
    Rook,
    /// The k rows whose middles are nearest.
    Nearest(usize),
    /// Rows whose middles are at most this far: kilometres for longitude and latitude, else units of the coordinates.
    Within(f64),
}

impl Links {
    /// Reads `queen`, `rook`, `nearest:4` or `within:25`.
    ///
    /// ```
    /// use sozialatlas::query::compute::Links;
    /// assert_eq!(Links::parse("nearest:4"), Some(Links::Nearest(4)));
    /// assert_eq!(Links::parse("within:2.5"), Some(Links::Within(2.5)));
    /// assert_eq!(Links::parse("bishop"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Links> {
        match text.split_once(':') {
            None if text == "queen" => Some(Links::Queen),
            None if text == "rook" => Some(Links::Rook),
            Some(("nearest", k)) => k.parse().ok().map(Links::Nearest),
            Some(("within", d)) => d.parse().ok().filter(|d: &f64| d.is_finite() && *d >= 0.0).map(Links::Within),
            _ => None,
        }
    }

    /// The weights of these shapes; each shape is the list of its rings. `snap` closes gaps of contiguity, in units of
    /// the coordinates.
    ///
    /// # Errors
    /// [`ComputeError::Undefined`] for coordinates that are not finite, or more nearest rows than there are.
    pub fn weights(self, shapes: &[Vec<Vec<[f64; 2]>>], snap: f64) -> Result<SpatialWeights, ComputeError> {
        let touching = |kind| stats::contiguity(&Rings::of(shapes)?, kind, snap);
        let (x, y) = if matches!(self, Links::Queen | Links::Rook) { (vec![], vec![]) } else { middles(shapes) };
        Ok(match self {
            Links::Queen => touching(Contiguity::Queen)?,
            Links::Rook => touching(Contiguity::Rook)?,
            Links::Nearest(k) => stats::nearest_neighbours(&x, &y, k)?,
            Links::Within(distance) => stats::distance_band(&x, &y, distance, true)?,
        })
    }
}

/// The centroids of shapes in a plane: longitude and latitude become kilometres, other coordinates stay.
/// A shape without area has the mean of its points; one without points lies at NaN, which no method takes.
fn middles(shapes: &[Vec<Vec<[f64; 2]>>]) -> (Vec<f64>, Vec<f64>) {
    let points = || shapes.iter().flatten().flatten();
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

    #[test]
    fn distances_are_kilometres_for_degrees_and_units_otherwise() {
        let shapes = [vec![square(11.0, 51.0, 0.1)], vec![square(11.1, 51.0, 0.1)], vec![square(11.5, 51.0, 0.1)]];
        // A tenth of a degree of longitude at 51.05 degrees north: 11.12 km · cos = 6.99 km.
        let near = Links::Within(7.0).weights(&shapes, 0.0).unwrap();
        assert_eq!((near.neighbours(0), near.islands()), (&[1][..], vec![2]));
        assert!(Links::Within(6.9).weights(&shapes, 0.0).unwrap().neighbours(0).is_empty());
        let plane = [vec![square(0.0, 0.0, 100.0)], vec![square(1000.0, 0.0, 100.0)]];
        assert_eq!(Links::Within(1000.0).weights(&plane, 0.0).unwrap().neighbours(0), [1]);
        assert_eq!(Links::Queen.weights(&shapes, 0.0).unwrap().neighbours(0), [1]);
        assert_eq!(Links::Nearest(1).weights(&shapes, 0.0).unwrap().neighbours(2), [1]);
    }

    #[test]
    fn rows_without_a_shape_have_no_distance() {
        assert!(Links::Nearest(1).weights(&[vec![square(0.0, 0.0, 1.0)], vec![]], 0.0).is_err());
        assert_eq!(Links::Queen.weights(&[vec![square(0.0, 0.0, 1.0)], vec![]], 0.0).unwrap().islands(), [0, 1]);
    }
}
