//! The trend: series over time, with gaps, breaks and labels at their ends.

use super::line_axes::{Axes, push_axes};
use super::line_labels::{Labels, push_key, push_labels};
use super::sketch::{Sketch, push_polyline};
use super::{Paint, Scene, Shape};
use crate::model::{AreaIx, Observation, Period};

/// What a trend shows.
#[derive(Clone, Copy)]
pub struct LineInput<'a> {
    /// Width in user units.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// Title.
    pub title: &'a str,
    /// What the lines tell.
    pub summary: &'a str,
    /// The series that are read: with dots and labels, the last on top.
    pub series: &'a [Series],
    /// All other areas as thin lines behind; may be empty.
    pub background: &'a [Series],
    /// Breaks of the series: the first period after the break, and a label.
    pub breaks: &'a [(Period, String)],
    /// Whether the axis of figures contains zero.
    pub zero: bool,
    /// Figures as text, with so many decimals.
    pub number: &'a dyn Fn(f64, u8) -> String,
    /// Periods as text.
    pub period: &'a dyn Fn(Period) -> String,
}

/// One series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The area or reference it belongs to.
    pub area: Option<AreaIx>,
    /// Label at its end ("Gera 9,8 %").
    pub label: String,
    /// Accessible name of the whole series.
    pub name: String,
    /// Figures by period, ascending.
    pub points: Vec<Point>,
    /// Paint.
    pub paint: Paint,
    /// Dashed: projections.
    pub dashed: bool,
}

/// One figure of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When.
    pub period: Period,
    /// The figure or the reason why there is none: a gap in the line.
    pub figure: Observation,
    /// Accessible name ("Gera 2023: 9,8 %"); may be empty in the background.
    pub name: String,
}

/// Lines over time. A missing figure and a series break interrupt the line; a figure between two gaps is a dot. The
/// distance of periods is that of the calendar, so that uneven years stay uneven.
pub fn line(input: &LineInput) -> Scene {
    let mut sketch = Sketch::new(input.width, input.title, input.summary);
    let labels = Labels::choose(input);
    let top = push_key(&mut sketch, input, &labels);
    let Some(axes) = Axes::of(input, top, labels.room()) else {
        return sketch.finish(top);
    };
    push_axes(&mut sketch, input, &axes);
    for series in input.background {
        push_series(&mut sketch, series, &axes, input.breaks, 1.5);
    }
    for series in input.series {
        push_series(&mut sketch, series, &axes, input.breaks, 3.5);
        push_dots(&mut sketch, series, &axes, input.breaks);
    }
    push_labels(&mut sketch, input, &labels, &axes);
    sketch.finish(input.height)
}

/// The stretches of a series between gaps and breaks, as places.
pub(crate) fn stretches(
    points: &[Point],
    breaks: &[(Period, String)],
    place: impl Fn(Period, f64) -> (f64, f64),
) -> Vec<Vec<(f64, f64)>> {
    let mut all: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut before: Option<Period> = None;
    for point in points {
        let Some(figure) = point.figure.value() else {
            before = None;
            continue;
        };
        let broken = |from: Period| breaks.iter().any(|(at, _)| from < *at && *at <= point.period);
        match all.last_mut() {
            Some(stretch) if before.is_some_and(|from| !broken(from)) => stretch.push(place(point.period, figure)),
            _ => all.push(vec![place(point.period, figure)]),
        }
        before = Some(point.period);
    }
    all
}

fn push_series(sketch: &mut Sketch, series: &Series, axes: &Axes, breaks: &[(Period, String)], dot: f64) {
    let stretches = stretches(&series.points, breaks, |p, v| axes.place(p, v));
    let mut path = String::new();
    for stretch in stretches.iter().filter(|s| s.len() > 1) {
        push_polyline(&mut path, stretch);
    }
    let mut name = series.name.as_str();
    if !path.is_empty() {
        let shape = if series.dashed { Shape::Dashed(path) } else { Shape::Line(path) };
        sketch.mark(shape, series.paint, series.area, name);
        name = "";
    }
    for stretch in stretches.iter().filter(|s| s.len() == 1) {
        let (x, y) = stretch[0];
        sketch.mark(Shape::Dot(x, y, dot), series.paint, series.area, name);
        name = "";
    }
}

/// A dot for each figure, where they do not run into each other; always one for the last.
fn push_dots(sketch: &mut Sketch, series: &Series, axes: &Axes, breaks: &[(Period, String)]) {
    let known: Vec<(&Point, f64)> = series.points.iter().filter_map(|p| Some((p, p.figure.value()?))).collect();
    let sparse = known.len() as f64 * 9.0 < axes.time.to - axes.time.from;
    let alone = stretches(&series.points, breaks, |p, v| axes.place(p, v));
    let alone: Vec<(f64, f64)> = alone.into_iter().filter(|s| s.len() == 1).flatten().collect();
    for (i, (point, figure)) in known.iter().enumerate() {
        let (x, y) = axes.place(point.period, *figure);
        let last = i + 1 == known.len();
        if (sparse || last) && !alone.contains(&(x, y)) {
            sketch.mark(Shape::Dot(x, y, if last { 3.5 } else { 2.5 }), series.paint, series.area, &point.name);
        }
    }
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
