//! Putting a picture together, mark by mark.

use super::write::push_number;
use super::{Anchor, Mark, Paint, Scene, Shape};
use crate::model::AreaIx;

/// Distance from the middle of a letter to the line it stands on, in user units.
pub(crate) const BASELINE: f64 = 4.5;

/// A picture in the making: adds marks without a name or an area unless told.
pub(crate) struct Sketch {
    scene: Scene,
}

impl Sketch {
    /// An empty picture.
    pub(crate) fn new(width: f64, title: &str, summary: &str) -> Sketch {
        let scene = Scene { width, title: title.to_owned(), summary: summary.to_owned(), ..Scene::default() };
        Sketch { scene }
    }

    /// The picture, at its final height.
    pub(crate) fn finish(mut self, height: f64) -> Scene {
        self.scene.height = height;
        self.scene
    }

    /// Adds a mark that stands for an area or has a name.
    pub(crate) fn mark(&mut self, shape: Shape, paint: Paint, area: Option<AreaIx>, name: &str) {
        self.scene.marks.push(Mark { shape, paint, area, name: name.to_owned() });
    }

    /// Adds decoration.
    pub(crate) fn shape(&mut self, shape: Shape, paint: Paint) {
        self.mark(shape, paint, None, "");
    }

    /// Adds a text, unless it is empty; `y` is the middle of its letters.
    pub(crate) fn text(&mut self, x: f64, y: f64, anchor: Anchor, paint: Paint, text: &str) {
        self.area_text(x, y, anchor, paint, text, None);
    }

    /// Adds a text that belongs to an area, unless it is empty; `y` is the middle of its letters.
    pub(crate) fn area_text(&mut self, x: f64, y: f64, anchor: Anchor, paint: Paint, text: &str, area: Option<AreaIx>) {
        if !text.is_empty() {
            self.mark(Shape::Text(x, y + BASELINE, anchor, text.to_owned()), paint, area, "");
        }
    }

    /// Adds a straight line.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        self.shape(Shape::Line(straight(from, to)), paint);
    }

    /// Adds a line over other marks, on a wider one in the colour of the paper, so that it is seen on any paint.
    pub(crate) fn over(&mut self, path: String, dashed: bool, paint: Paint) {
        self.shape(Shape::Line(path.clone()), Paint::Paper);
        self.shape(if dashed { Shape::Dashed(path) } else { Shape::Line(path) }, paint);
    }

    /// Adds a dashed straight line.
    pub(crate) fn dashed(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        self.shape(Shape::Dashed(straight(from, to)), paint);
    }
}

fn straight(from: (f64, f64), to: (f64, f64)) -> String {
    polyline(&[from, to])
}

/// Path data of an open line through points, relative after the first, so that it is short.
pub(crate) fn polyline(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    push_polyline(&mut path, points);
    path
}

/// Appends an open line through points to path data.
pub(crate) fn push_polyline(path: &mut String, points: &[(f64, f64)]) {
    for (i, &(x, y)) in points.iter().enumerate() {
        path.push(if i == 0 { 'M' } else { 'L' });
        push_number(path, x);
        path.push(' ');
        push_number(path, y);
    }
}
