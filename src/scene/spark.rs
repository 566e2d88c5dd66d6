//! A small trend without axes, to stand beside a figure.

use super::line::{Point, stretches};
use super::line_axes::position;
use super::scale::Scale;
use super::sketch::{Sketch, push_polyline};
use super::{Paint, Scene, Shape};
use crate::model::Period;

/// What a small trend shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct SparkInput<'a> {
    /// Width in user units.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// Title.
    pub title: &'a str,
    /// What the line tells.
    pub summary: &'a str,
    /// Figures by period, ascending.
    pub points: &'a [Point],
    /// The reference's figures, on the same scale; may be empty.
    pub reference: &'a [Point],
    /// Breaks of the series: the first period after the break, and a label that is not drawn.
    pub breaks: &'a [(Period, String)],
}

/// A line that fills the height, interrupted by gaps and breaks, with a dot at the last figure.
pub fn spark(input: &SparkInput) -> Scene {
    let mut sketch = Sketch::new(input.width, input.title, input.summary);
    let points = || input.points.iter().chain(input.reference);
    let time = Scale::over(points().map(|p| position(p.period)), 4.0, input.width - 5.0);
    let figures = Scale::over(points().filter_map(|p| p.figure.value()), input.height - 5.0, 5.0);
    if let (Some(time), Some(figures)) = (time, figures) {
        let place = |period, figure| (time.at(position(period)), figures.at(figure));
        for (points, paint) in [(input.reference, Paint::Reference), (input.points, Paint::Accent)] {
            let mut path = String::new();
            for stretch in stretches(points, input.breaks, place) {
                match stretch[..] {
                    [(x, y)] => sketch.shape(Shape::Dot(x, y, 2.0), paint),
                    _ => push_polyline(&mut path, &stretch),
                }
            }
            if !path.is_empty() {
                sketch.shape(Shape::Line(path), paint);
            }
        }
        let last = input.points.iter().rev().find_map(|p| Some((p.period, p.figure.value()?)));
        if let Some((period, figure)) = last {
            let (x, y) = place(period, figure);
            sketch.shape(Shape::Dot(x, y, 3.5), Paint::Accent);
        }
    }
    sketch.finish(input.height)
}
