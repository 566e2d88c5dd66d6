//! Which area a point lies in.

use super::Topology;

/// The area that contains a point, `None` outside of all.
///
/// Even-odd over all rings of an area, so that holes and exclaves count. A point on a shared edge belongs to exactly
/// one of the two areas; a point on the outer edge belongs to the first area that has it. Where areas overlap, the
/// first is returned.
pub fn locate(topology: &Topology, lon: f64, lat: f64) -> Option<usize> {
    if !(lon.is_finite() && lat.is_finite()) {
        return None;
    }
    let point = topology.grid().steps(lon, lat);
    // Once for each arc, whichever way it is used: so both sides of an edge come to the same answer.
    let crossed: Vec<bool> = topology.arcs().map(|arc| crossings(arc, point) % 2 == 1).collect();
    let inside = |rings: &Vec<super::Polygon>| {
        let uses = rings.iter().flatten().flatten();
        uses.fold(false, |odd, used| odd != crossed.get(used.arc()).copied().unwrap_or(false))
    };
    let on_edge = |rings: &Vec<super::Polygon>| {
        rings.iter().flatten().flatten().any(|used| lies_on(topology.arc(used.arc()), point))
    };
    topology.areas().iter().position(inside).or_else(|| topology.areas().iter().position(on_edge))
}

/// How often the ray from a point to the east crosses an arc; the lower end of a segment belongs to it, the upper not.
fn crossings(arc: &[(i32, i32)], (x, y): (f64, f64)) -> usize {
    let crosses = |pair: &&[(i32, i32)]| {
        let (mut low, mut high) = (pair[0], pair[1]);
        if low.1 > high.1 {
            std::mem::swap(&mut low, &mut high);
        }
        let spans = f64::from(low.1) <= y && y < f64::from(high.1);
        spans && side(low, high, (x, y)) > 0.0
    };
    arc.windows(2).filter(crosses).count()
}

/// Above 0 left of the line from `a` to `b`, below 0 right of it, 0 on it.
fn side(a: (i32, i32), b: (i32, i32), (x, y): (f64, f64)) -> f64 {
    let (ax, ay, bx, by) = (f64::from(a.0), f64::from(a.1), f64::from(b.0), f64::from(b.1));
    (bx - ax) * (y - ay) - (by - ay) * (x - ax)
}

fn lies_on(arc: &[(i32, i32)], point: (f64, f64)) -> bool {
    arc.windows(2).any(|pair| {
        let (a, b) = (pair[0], pair[1]);
        let within = |v: f64, p: i32, q: i32| f64::from(p.min(q)) <= v && v <= f64::from(p.max(q));
        within(point.0, a.0, b.0) && within(point.1, a.1, b.1) && side(a, b, point) == 0.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_holes_exclaves_and_edges() {
        let square = |x: f64, y: f64, s: f64| vec![(x, y), (x + s, y), (x + s, y + s), (x, y + s)];
        let areas = [
            vec![vec![square(0.0, 0.0, 4.0), square(1.0, 1.0, 1.0)], vec![square(8.0, 0.0, 1.0)]],
            vec![vec![square(1.0, 1.0, 1.0)]],
            vec![vec![square(4.0, 0.0, 4.0)]],
        ];
        let t = Topology::build(&areas, 1000);
        assert_eq!(locate(&t, 0.5, 0.5), Some(0));
        assert_eq!(locate(&t, 1.5, 1.5), Some(1));
        assert_eq!(locate(&t, 8.5, 0.5), Some(0));
        assert_eq!(locate(&t, 4.0, 2.0), Some(2), "a shared edge belongs to one of both");
        assert_eq!(locate(&t, 8.0, 4.0), Some(2), "outer corner");
        assert_eq!(locate(&t, 9.0, 0.5), Some(0), "outer edge");
        assert_eq!(locate(&t, 20.0, 0.5), None);
        assert_eq!(locate(&t, f64::NAN, 0.5), None);
    }
}
