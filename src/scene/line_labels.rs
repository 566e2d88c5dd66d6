//! Labels of a trend's series: at the ends of their lines, or as a key above where there is no room.

use super::line::LineInput;
use super::line_axes::Axes;
use super::measure::{shorten, spread_apart, text_width};
use super::sketch::Sketch;
use super::{Anchor, Paint, Shape};

const GAP: f64 = 16.0;

/// How series are labelled.
pub(crate) enum Labels {
    /// At the ends, in so much room at the right.
    Ends(f64),
    /// In a key above.
    Key,
    /// Not at all.
    None,
}

impl Labels {
    /// At the ends if the longest label takes at most a third of the width and all fit one below the other.
    pub(crate) fn choose(input: &LineInput) -> Labels {
        let labels: Vec<&str> = input.series.iter().map(|s| s.label.as_str()).filter(|l| !l.is_empty()).collect();
        let widest = labels.iter().map(|l| text_width(l)).fold(0.0, f64::max);
        if labels.is_empty() {
            Labels::None
        } else if widest <= input.width * 0.34 && labels.len() as f64 * GAP < input.height - 60.0 {
            Labels::Ends(widest + 12.0)
        } else {
            Labels::Key
        }
    }

    /// Room at the right of the lines.
    pub(crate) fn room(&self) -> f64 {
        if let Labels::Ends(room) = self { *room } else { 0.0 }
    }
}

/// The key above the lines, if there is one; returns where it ends.
pub(crate) fn push_key(sketch: &mut Sketch, input: &LineInput, labels: &Labels) -> f64 {
    if !matches!(labels, Labels::Key) {
        return 0.0;
    }
    let (mut x, mut y) = (0.0, 10.0);
    for series in input.series.iter().filter(|s| !s.label.is_empty()) {
        let text = shorten(&series.label, input.width - 24.0);
        let width = 24.0 + text_width(&text);
        if x > 0.0 && x + width > input.width {
            (x, y) = (0.0, y + 18.0);
        }
        let path = super::sketch::polyline(&[(x, y), (x + 18.0, y)]);
        sketch.shape(if series.dashed { Shape::Dashed(path) } else { Shape::Line(path) }, series.paint);
        sketch.area_text(x + 24.0, y, Anchor::Start, Paint::Ink, &text, series.area);
        x += width + 16.0;
    }
    y + 14.0
}

/// Labels beside the last figures, moved apart where they would touch; a thin line leads to a label that moved far.
pub(crate) fn push_labels(sketch: &mut Sketch, input: &LineInput, labels: &Labels, axes: &Axes) {
    if !matches!(labels, Labels::Ends(_)) {
        return;
    }
    let mut ends = Vec::new();
    for series in input.series.iter().filter(|s| !s.label.is_empty()) {
        let last = series.points.iter().rev().find_map(|p| Some((p.period, p.figure.value()?)));
        if let Some((period, figure)) = last {
            ends.push((series, axes.place(period, figure)));
        }
    }
    let mut places: Vec<f64> = ends.iter().map(|(_, (_, y))| *y).collect();
    spread_apart(&mut places, GAP, axes.figures.to, axes.figures.from);
    for ((series, (x, y)), place) in ends.into_iter().zip(places) {
        if (place - y).abs() > 3.0 || x + 12.0 < axes.time.to {
            sketch.line((x + 5.0, y), (axes.time.to + 9.0, place), Paint::Grid);
        }
        sketch.area_text(
            axes.time.to + 11.0,
            place,
            Anchor::Start,
            label_paint(series.paint),
            &series.label,
            series.area,
        );
    }
}

/// Letters need more contrast than lines: pale paints are written in ink.
fn label_paint(paint: Paint) -> Paint {
    match paint {
        Paint::Accent | Paint::Reference | Paint::Muted => paint,
        Paint::Class(_, step) if step == 1 || step >= 6 => paint,
        _ => Paint::Ink,
    }
}
