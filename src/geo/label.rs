//! A point inside an area for its label.

use super::LonLatPolygon;

/// A point well inside the largest polygon: near the centre of the largest circle that fits into it, to about a
/// hundredth of the polygon's size. `None` if there is no ring with points; a polygon without area gives one of its
/// points.
///
/// Cells that can still hold a better centre are quartered, best first.
pub fn label_point(polygons: &[LonLatPolygon]) -> Option<(f64, f64)> {
    let area = |polygon: &&LonLatPolygon| polygon.first().map_or(0.0, |ring| ring_area(ring));
    let polygon = polygons.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?;
    let outline = polygon.first()?;
    let anchor = *outline.first()?;
    let (mut low, mut high) = (anchor, anchor);
    for p in outline {
        low = (low.0.min(p.0), low.1.min(p.1));
        high = (high.0.max(p.0), high.1.max(p.1));
    }
    // Degrees of longitude are shorter: measure distances in degrees of latitude.
    let shrink = super::shrink_at((low.1 + high.1) / 2.0);
    let shape = Shape { polygon, shrink };
    let size = ((high.0 - low.0) * shrink).max(high.1 - low.1);
    if !(size.is_finite() && size > 0.0) {
        return Some(anchor);
    }
    let middle = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
    Some(shape.widest_place(middle, size / 2.0).unwrap_or(anchor))
}

/// A square that may hold the place sought.
#[derive(Clone, Copy)]
struct Cell {
    middle: (f64, f64),
    half: f64,
    /// Distance of the middle from the boundary, negative outside.
    inside: f64,
}

impl Cell {
    /// The most any point of the cell can be inside.
    fn most(&self) -> f64 {
        self.inside + self.half * std::f64::consts::SQRT_2
    }
}

struct Shape<'a> {
    polygon: &'a LonLatPolygon,
    shrink: f64,
}

impl Shape<'_> {
    fn widest_place(&self, middle: (f64, f64), half: f64) -> Option<(f64, f64)> {
        let enough = half / 50.0;
        let mut best = self.cell(middle, half);
        let mut open = vec![best];
        for _ in 0..2000 {
            let next = (0..open.len()).max_by(|a, b| open[*a].most().total_cmp(&open[*b].most()));
            let Some(cell) = next.map(|i| open.swap_remove(i)) else { break };
            if cell.most() - best.inside.max(0.0) <= enough && best.inside > 0.0 {
                break;
            }
            let half = cell.half / 2.0;
            for (right, up) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
                let place = (cell.middle.0 + right * half / self.shrink, cell.middle.1 + up * half);
                let quarter = self.cell(place, half);
                if quarter.inside > best.inside {
                    best = quarter;
                }
                if quarter.most() > best.inside {
                    open.push(quarter);
                }
            }
        }
        (best.inside > 0.0).then_some(best.middle)
    }

    fn cell(&self, middle: (f64, f64), half: f64) -> Cell {
        Cell { middle, half, inside: self.inside(middle) }
    }

    /// Distance of a point from the nearest edge in degrees of latitude, negative outside.
    fn inside(&self, (x, y): (f64, f64)) -> f64 {
        let (mut odd, mut nearest) = (false, f64::INFINITY);
        for ring in self.polygon {
            let next = ring.iter().cycle().skip(1);
            for (a, b) in ring.iter().zip(next) {
                let (a, b) = (((a.0 - x) * self.shrink, a.1 - y), ((b.0 - x) * self.shrink, b.1 - y));
                if (a.1 > 0.0) != (b.1 > 0.0) && a.0 + (b.0 - a.0) * a.1 / (a.1 - b.1) > 0.0 {
                    odd = !odd;
                }
                nearest = nearest.min(distance_squared(a, b));
            }
        }
        let distance = nearest.sqrt();
        if odd { distance } else { -distance }
    }
}

/// Squared distance of the origin from a segment.
fn distance_squared(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (-(a.0 * dx + a.1 * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    let (x, y) = (a.0 + along * dx, a.1 + along * dy);
    x * x + y * y
}

/// Area of a ring in square degrees, whatever its winding.
fn ring_area(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    (ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lies_inside_a_horseshoe_and_beside_a_hole() {
        let horseshoe =
            vec![(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (8.0, 9.0), (8.0, 1.0), (1.0, 1.0), (1.0, 9.0), (0.0, 9.0)];
        let (x, y) = label_point(&[vec![horseshoe.clone()]]).unwrap();
        assert!(y < 1.0 || !(1.0..=8.0).contains(&x), "{x} {y}");
        let hole = vec![(1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0)];
        let square = vec![(0.0, 0.0), (10.0, 0.0), (10.0, 4.0), (0.0, 4.0)];
        let (x, y) = label_point(&[vec![square, hole]]).unwrap();
        assert!((x - 6.5).abs() < 2.0 && (y - 2.0).abs() < 0.1, "{x} {y}");
    }

    #[test]
    fn takes_the_largest_polygon() {
        let square = |x: f64, s: f64| vec![vec![(x, 0.0), (x + s, 0.0), (x + s, s), (x, s)]];
        let (x, y) = label_point(&[square(0.0, 1.0), square(5.0, 2.0)]).unwrap();
        assert!((x - 6.0).abs() < 0.1 && (y - 1.0).abs() < 0.1);
    }

    #[test]
    fn nothing_and_lines() {
        assert_eq!(label_point(&[]), None);
        assert_eq!(label_point(&[vec![]]), None);
        assert_eq!(label_point(&[vec![vec![(1.0, 2.0)]]]), Some((1.0, 2.0)));
        let line = label_point(&[vec![vec![(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]]]);
        assert_eq!(line, Some((0.0, 0.0)));
    }
}
