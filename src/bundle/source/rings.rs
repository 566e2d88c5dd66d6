//! Rings of positions: what is wrong with them, where their area lies.

use super::Polygon;
use crate::model::arranged;

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

/// Looks for two edges of a closed ring that properly cross. Edges that only touch are left alone: neighbours do.
pub fn crossing(ring: &[Point]) -> Crossing {
    let edges = ring.windows(2).map(|w| if w[0].0 <= w[1].0 { (w[0], w[1]) } else { (w[1], w[0]) });
    let edges = arranged(edges.collect(), &|a, b| a.0.0.total_cmp(&b.0.0));
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
    if proper { Some((a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1))) } else { None }
}

/// West, south, east, north of some polygons.
pub fn bounds(polygons: &[Polygon]) -> Option<[f64; 4]> {
    let mut outer = polygons.iter().filter_map(|p| p.first()).flatten();
    let first = outer.next()?;
    let start = [first.0, first.1, first.0, first.1];
    Some(outer.fold(start, |b, p| [b[0].min(p.0), b[1].min(p.1), b[2].max(p.0), b[3].max(p.1)]))
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
        assert_eq!(crossing(&square), Crossing::None);
    }

    #[test]
    fn bounds_are_those_of_the_outlines() {
        assert_eq!(bounds(&[]), None);
        let square = vec![(1.0, 0.0), (3.0, 0.0), (3.0, 2.0), (1.0, 2.0), (1.0, 0.0)];
        assert_eq!(bounds(&[vec![square]]), Some([1.0, 0.0, 3.0, 2.0]));
    }

    proptest! {
        #[test]
        fn never_panics(ring in proptest::collection::vec((-180f64..180.0, -90f64..90.0), 0..30)) {
            crossing(&ring);
            bounds(&[vec![ring]]);
        }
    }
}
