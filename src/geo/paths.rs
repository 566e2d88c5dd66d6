//! Path data for SVG.

use super::{Projection, Topology};

/// The path data of every area in the order of the level, empty for an area without boundary.
///
/// One decimal, relative commands, closed rings; even-odd and non-zero fill agree on areas without overlap when
/// `fill-rule="evenodd"` is set, which is needed because both windings occur. Points that round to the same tenth of
/// a unit are written once. Neighbours round the same points the same way, so they meet exactly.
pub fn region_paths(topology: &Topology, projection: &Projection) -> Vec<String> {
    let plane = Plane { topology, projection };
    let path = |polygons: &Vec<super::Polygon>| {
        let mut pen = Pen::default();
        for ring in polygons.iter().flatten() {
            let mut start = true;
            topology.visit_ring(ring, |p| pen.to(plane.tenths(p), std::mem::replace(&mut start, false)));
            pen.close();
        }
        pen.path
    };
    topology.areas().iter().map(path).collect()
}

/// One path that draws every border once, not closed: for lines that must not be doubled between neighbours.
pub fn borders(topology: &Topology, projection: &Projection) -> String {
    let plane = Plane { topology, projection };
    let mut pen = Pen::default();
    for arc in topology.arcs() {
        for (i, point) in arc.iter().enumerate() {
            pen.to(plane.tenths(*point), i == 0);
        }
    }
    pen.path
}

struct Plane<'a> {
    topology: &'a Topology,
    projection: &'a Projection,
}

impl Plane<'_> {
    /// A grid point in whole tenths of a unit. Rounding the places, not the distances, keeps errors from adding up.
    fn tenths(&self, point: (i32, i32)) -> (i64, i64) {
        let (lon, lat) = self.topology.grid().degrees(point);
        let (x, y) = self.projection.to_plane(lon, lat);
        ((x * 10.0).round() as i64, (y * 10.0).round() as i64)
    }
}

/// Writes relative path data.
#[derive(Default)]
struct Pen {
    path: String,
    at: (i64, i64),
    start: (i64, i64),
    /// Whether the next number follows another one, so that it needs a space unless it has a sign.
    after_number: bool,
}

impl Pen {
    fn to(&mut self, place: (i64, i64), start: bool) {
        let step = (place.0.saturating_sub(self.at.0), place.1.saturating_sub(self.at.1));
        if start {
            // Relative as well; what follows a move without a letter is a line.
            self.path.push('m');
            self.after_number = false;
            self.start = place;
        } else if step == (0, 0) {
            return;
        }
        self.number(step.0);
        self.number(step.1);
        self.at = place;
    }

    fn close(&mut self) {
        self.path.push('z');
        self.at = self.start;
    }

    fn number(&mut self, tenths: i64) {
        if tenths < 0 {
            self.path.push('-');
        } else if self.after_number {
            self.path.push(' ');
        }
        self.after_number = true;
        let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        if whole > 0 || tenth == 0 {
            self.digits(whole);
        }
        if tenth > 0 {
            self.path.push('.');
            self.digits(tenth);
        }
    }

    fn digits(&mut self, number: u64) {
        if number >= 10 {
            self.digits(number / 10);
        }
        self.path.push(char::from(b'0' + (number % 10) as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_closed_and_short() {
        let square = |x: f64, y: f64, s: f64| vec![(x, y), (x + s, y), (x + s, y + s), (x, y + s)];
        let areas = [vec![vec![square(0.0, -1.0, 2.0)], vec![square(3.0, 0.0, 0.5)]], vec![]];
        let t = Topology::build(&areas, 100);
        let p = Projection::fit([0.0, -2.0, 4.0, 2.0], 40.0, 40.0, 0.0);
        let paths = region_paths(&t, &p);
        assert_eq!(paths, ["m0 30 20 0 0-20-20 0zm30-10 5 0 0-5-5 0z", ""]);
        assert_eq!(borders(&t, &p), "m0 30 20 0 0-20-20 0 0 20m30-10 5 0 0-5-5 0 0 5");
    }

    #[test]
    fn tenths_are_written_without_a_leading_zero() {
        let mut pen = Pen::default();
        pen.to((5, -12), true);
        pen.to((4, 90), false);
        pen.to((4, 90), false);
        assert_eq!(pen.path, "m.5-1.2-.1 10.2");
    }
}
