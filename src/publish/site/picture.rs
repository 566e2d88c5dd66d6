//! Pictures of the static pages.

use crate::geo::{Projection, Topology};
use crate::model::{AreaIx, Level};
use crate::scene::{Mark, PageOptions, Paint, Scene, Shape, marks};

/// A picture beside words that say the same: hidden from assistive technology.
pub(super) fn decoration(scene: &Scene) -> String {
    let still = PageOptions { id: "", interactive: false, selected: &[] };
    format!(
        "<svg class=\"g\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" aria-hidden=\"true\">{2}</svg>",
        scene.width,
        scene.height,
        marks(&scene.marks, &still)
    )
}

/// Where a figure lies: a line from the lowest to the highest figure, a bar for the middle half, the reference, a dot.
pub(super) fn position([min, lower, upper, max]: [f64; 4], value: f64, reference: Option<f64>) -> Scene {
    const WIDTH: f64 = 120.0;
    const HEIGHT: f64 = 16.0;
    let ends = [value].into_iter().chain(reference);
    let (low, high) = ends.fold((min, max), |(l, h), v| (l.min(v), h.max(v)));
    // Halves, because the difference of two huge numbers is none.
    let span = high / 2.0 - low / 2.0;
    let x =
        |v: f64| 6.0 + if span > 0.0 { (v / 2.0 - low / 2.0) / span * (WIDTH - 12.0) } else { (WIDTH - 12.0) / 2.0 };
    let mark = |shape, paint| Mark { shape, paint, area: None, name: String::new() };
    let line = |x1: f64, y1: f64, x2: f64, y2: f64| Shape::Line(format!("M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}"));
    let middle = HEIGHT / 2.0;
    let mut all = vec![
        mark(line(x(min), middle, x(max), middle), Paint::Grid),
        mark(Shape::Bar(x(lower), middle - 3.0, (x(upper) - x(lower)).max(1.0), 6.0), Paint::Grid),
    ];
    if let Some(reference) = reference {
        all.push(mark(line(x(reference), 1.0, x(reference), HEIGHT - 1.0), Paint::Reference));
    }
    all.push(mark(Shape::Dot(x(value), middle, 4.5), Paint::Accent));
    Scene { width: WIDTH, height: HEIGHT, marks: all, ..Scene::default() }
}

/// Where an area lies: it and what is around it, or the whole level if that is small.
pub(super) fn locator(
    shapes: &Topology,
    level: &Level,
    area: AreaIx,
    around: &[usize],
    title: &str,
    summary: &str,
) -> Option<Scene> {
    const WIDTH: f64 = 340.0;
    let whole = shapes.len() <= WHOLE;
    let bounds = if whole { shapes.bounds()? } else { wider(shapes.area_bounds(area.ix())?) };
    let [west, south, east, north] = bounds;
    let shrink = crate::geo::shrink_at((north + south) / 2.0);
    let ratio = ((north - south) / ((east - west) * shrink).max(1e-9)).clamp(0.4, 1.2);
    let height = (WIDTH * ratio).round();
    let projection = Projection::fit(bounds, WIDTH, height, 4.0);
    let mut all = Vec::new();
    let shown: Vec<usize> = if whole { (0..level.areas.len()).collect() } else { around.to_vec() };
    let mut add = |place: usize, paint| {
        let path = region(shapes, place, &projection, (WIDTH, height));
        if !path.is_empty() {
            all.push(Mark { shape: Shape::Region(path), paint, area: None, name: String::new() });
        }
    };
    shown.into_iter().filter(|place| *place != area.ix()).for_each(|place| add(place, Paint::Grid));
    add(area.ix(), Paint::Accent);
    Some(Scene { width: WIDTH, height, title: title.to_owned(), summary: summary.to_owned(), marks: all })
}

/// Levels of up to so many areas are shown whole behind one of them.
const WHOLE: usize = 60;

fn wider([west, south, east, north]: [f64; 4]) -> [f64; 4] {
    let (wide, high) = ((east - west) * 0.6, (north - south) * 0.6);
    [west - wide, south - high, east + wide, north + high]
}

/// Path data of one area, with one decimal. Outside of the picture points are moved to a frame around it, so that no
/// neighbour draws far beyond.
fn region(shapes: &Topology, place: usize, projection: &Projection, (width, height): (f64, f64)) -> String {
    let mut path = String::new();
    for ring in shapes.areas().get(place).into_iter().flatten().flatten() {
        let mut last = None;
        shapes.visit_ring(ring, |point| {
            let (lon, lat) = shapes.grid().degrees(point);
            let (x, y) = projection.to_plane(lon, lat);
            let (x, y) = (x.clamp(-8.0, width + 8.0), y.clamp(-8.0, height + 8.0));
            let at = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
            let Some((px, py)) = last.replace(at) else {
                path.push_str(&format!("M{} {}l", tenths(at.0), tenths(at.1)));
                return;
            };
            if at != (px, py) {
                path.push_str(&format!("{} {} ", tenths(at.0 - px), tenths(at.1 - py)));
            }
        });
        path.truncate(path.trim_end().len());
        path.push('z');
    }
    path
}

fn tenths(of: i64) -> String {
    let sign = if of < 0 { "-" } else { "" };
    match (of.unsigned_abs() / 10, of.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tenths_are_numbers() {
        assert_eq!([0, 5, -5, 120, -123].map(tenths), ["0", "0.5", "-0.5", "12", "-12.3"]);
    }

    proptest! {
        #[test]
        fn every_position_is_inside(values in proptest::collection::vec(any::<f64>().prop_filter("finite", |v| v.is_finite()), 6)) {
            let mut spread = [values[0], values[1], values[2], values[3]];
            spread.sort_by(f64::total_cmp);
            let scene = position(spread, values[4], Some(values[5]));
            for mark in &scene.marks {
                if let Shape::Dot(x, ..) = mark.shape {
                    prop_assert!((0.0..=120.0).contains(&x), "{x}");
                }
            }
        }
    }
}
