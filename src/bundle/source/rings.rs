//! Rings of positions: what is wrong with them, where their area lies, where its label goes.

use super::{Polygon, Ring};

type Point = (f64, f64);

/// The most pairs of edges compared in one ring; a hostile ring could ask for billions.
const COMPARISONS: usize = 5_000_000;

/// Whether a ring crosses itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// It does not.
    None,
    /// It does, near this position.
    At(Point),
    /// There are too many close edges to tell.
    Unchecked,
}

/// Twice the surface of a ring in square degrees, positive if it turns counter-clockwise.
pub fn doubled_surface(ring: &[Point]) -> f64 {
    ring.windows(2).map(|w| w[0].0 * w[1].1 - w[1].0 * w[0].1).sum()
}

/// Looks for two edges of a closed ring that properly cross. Edges that only touch are left alone: neighbours do.
pub fn crossing(ring: &[Point]) -> Crossing {
    let mut edges: Vec<(Point, Point)> =
        ring.windows(2).map(|w| if w[0].0 <= w[1].0 { (w[0], w[1]) } else { (w[1], w[0]) }).collect();
    edges.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
    let mut compared = 0;
    for (i, first) in edges.iter().enumerate() {
        for second in edges[i + 1..].iter().take_while(|e| e.0.0 <= first.1.0) {
            compared += 1;
            if compared > COMPARISONS {
                return Crossing::Unchecked;
            }
            if let Some(point) = meet(*first, *second) {
                return Crossing::At(point);
            }
        }
    }
    Crossing::None
}

/// Where two edges properly cross.
fn meet((a, b): (Point, Point), (c, d): (Point, Point)) -> Option<Point> {
    let apart = a.1.max(b.1) < c.1.min(d.1) || c.1.max(d.1) < a.1.min(b.1);
    if apart {
        return None;
    }
    let side = |p: Point, q: Point, r: Point| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    let (c_side, d_side) = (side(a, b, c), side(a, b, d));
    let (a_side, b_side) = (side(c, d, a), side(c, d, b));
    let proper = c_side * d_side < 0.0 && a_side * b_side < 0.0;
    let t = a_side / (a_side - b_side);
    proper.then(|| (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)))
}

/// West, south, east, north of some polygons.
pub fn bounds(polygons: &[Polygon]) -> Option<[f64; 4]> {
    let mut outer = polygons.iter().filter_map(|p| p.first()).flatten();
    let first = outer.next()?;
    let start = [first.0, first.1, first.0, first.1];
    Some(outer.fold(start, |b, p| [b[0].min(p.0), b[1].min(p.1), b[2].max(p.0), b[3].max(p.1)]))
}

/// A point well inside the largest polygon: the middle of the widest stretch on a few lines through it.
pub fn label(polygons: &[Polygon]) -> Option<Point> {
    let size = |p: &Polygon| p.first().map_or(0.0, |ring| doubled_surface(ring).abs());
    let largest = polygons.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let [_, south, _, north] = bounds(std::slice::from_ref(largest))?;
    // The middle lines first: at equal width the label stands nearer to the centre.
    let lines = [0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75];
    let mut best: Option<(f64, Point)> = None;
    for share in lines {
        let y = south + (north - south) * share;
        if let Some((west, east)) = widest_stretch(largest, y) {
            let width = east - west;
            if best.is_none_or(|(w, _)| width > w * 1.15) {
                best = Some((width, (f64::midpoint(west, east), y)));
            }
        }
    }
    best.map(|(_, point)| point).or_else(|| largest.first().and_then(|ring| ring.first().copied()))
}

/// The longest part of a line of latitude that lies inside.
fn widest_stretch(polygon: &[Ring], y: f64) -> Option<(f64, f64)> {
    let mut cuts: Vec<f64> = Vec::new();
    for ring in polygon {
        for w in ring.windows(2) {
            let (a, b) = (w[0], w[1]);
            if (a.1 > y) != (b.1 > y) {
                cuts.push(a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
            }
        }
    }
    cuts.sort_by(f64::total_cmp);
    let inside = cuts.chunks_exact(2).map(|c| (c[0], c[1]));
    inside.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bowties_cross_and_squares_do_not() {
        let bowtie = [(9.0, 54.0), (10.0, 55.0), (10.0, 54.0), (9.0, 55.0), (9.0, 54.0)];
        assert_eq!(crossing(&bowtie), Crossing::At((9.5, 54.5)));
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
        assert_eq!((crossing(&square), doubled_surface(&square)), (Crossing::None, 2.0));
    }

    #[test]
    fn labels_lie_inside() {
        let square = |x: f64, s: f64| vec![(x, 0.0), (x + s, 0.0), (x + s, s), (x, s), (x, 0.0)];
        assert_eq!(label(&[vec![square(5.0, 1.0)], vec![square(0.0, 2.0)]]), Some((1.0, 1.0)));
        let mut hole = square(0.5, 1.0);
        hole.iter_mut().for_each(|p| p.1 += 0.5);
        let point = label(&[vec![square(0.0, 2.0), hole]]).unwrap();
        assert!(!(point.0 > 0.5 && point.0 < 1.5 && point.1 > 0.5 && point.1 < 1.5), "{point:?}");
        assert_eq!((label(&[]), bounds(&[])), (None, None));
        assert_eq!(bounds(&[vec![square(1.0, 2.0)]]), Some([1.0, 0.0, 3.0, 2.0]));
    }

    proptest! {
        #[test]
        fn never_panics(ring in proptest::collection::vec((-180f64..180.0, -90f64..90.0), 0..30)) {
            crossing(&ring);
            if let Some(p) = label(&[vec![ring]]) { prop_assert!(p.0.is_finite() && p.1.is_finite()); }
        }
    }
}
