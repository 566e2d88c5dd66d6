//! The legend that is a strip of all figures: classes along the axis of figures, with a dot for each area.

use super::measure::{shorten, text_width};
use super::scale::{Scale, ascending, keep_inside};
use super::sketch::{Sketch, polyline};
use super::{Anchor, Paint, Scene, Shape};
use crate::model::{AreaIx, Missing};

/// What the strip of a legend shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct StripInput<'a> {
    /// Width in user units.
    pub width: f64,
    /// Title.
    pub title: &'a str,
    /// What the strip tells.
    pub summary: &'a str,
    /// Classes, lowest first, touching each other.
    pub classes: &'a [StripClass],
    /// Class bounds with their text: one more than classes.
    pub bounds: &'a [(f64, String)],
    /// One entry for each area with a figure.
    pub ticks: &'a [StripTick],
    /// References: figure and label.
    pub references: &'a [(f64, String)],
    /// Selected areas: larger dots in the accent.
    pub selected: &'a [AreaIx],
    /// Reasons for missing figures with words and the number of areas ("unbekannt oder geheim (2)").
    pub missing: &'a [(Missing, String)],
}

/// One class of figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StripClass {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Paint.
    pub paint: Paint,
}

/// One area on the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct StripTick {
    /// The area.
    pub area: AreaIx,
    /// Its figure.
    pub figure: f64,
    /// Paint of its class.
    pub paint: Paint,
    /// Accessible name.
    pub name: String,
}

const SWATCH: f64 = 12.0;
const LINE: f64 = 17.0;
/// Dots are stacked no higher than this; where more is needed, they become thin upright ticks.
const STACK_ROOM: f64 = 42.0;

/// The strip: labels of references, dots of the areas, classes, their bounds, and the missing reasons below.
/// Figures that are alike are stacked; labels that would touch are moved to a second line or left out.
pub fn strip(input: &StripInput) -> Scene {
    let mut sketch = Sketch::new(input.width, input.title, input.summary);
    let bounds = input.classes.iter().flat_map(|c| [c.low, c.high]);
    let figures = input.ticks.iter().map(|t| t.figure).chain(input.references.iter().map(|r| r.0));
    let mut y = 0.0;
    if let Some(scale) = Scale::over(bounds.chain(figures), 6.0, input.width - 6.0) {
        let head = LINE * reference_lines(input) as f64;
        let dots = Dots::of(input, &scale);
        let ground = head + dots.height + 4.0;
        push_references(&mut sketch, input, &scale, ground);
        dots.push(&mut sketch, input, &scale, ground - 4.0);
        for class in input.classes {
            let (from, to) = (scale.at(class.low), scale.at(class.high));
            sketch.shape(Shape::Bar(from, ground, (to - from).max(2.0), SWATCH), class.paint);
        }
        for (figure, _) in input.references {
            let x = scale.at(*figure);
            sketch.over(polyline(&[(x, ground), (x, ground + SWATCH + 3.0)]), false, Paint::Reference);
        }
        y = push_bounds(&mut sketch, input, &scale, ground + SWATCH + 3.0);
    }
    let end = push_missing(&mut sketch, input, y);
    sketch.finish(end)
}

/// References with a label stand one below the other, so that they cannot collide.
fn reference_lines(input: &StripInput) -> usize {
    input.references.iter().filter(|r| !r.1.is_empty()).count()
}

/// Lines of the references down to the classes, behind the dots, with their labels.
fn push_references(sketch: &mut Sketch, input: &StripInput, scale: &Scale, ground: f64) {
    let mut y = LINE / 2.0;
    for (figure, label) in input.references {
        let x = scale.at(*figure);
        sketch.line((x, if label.is_empty() { 0.0 } else { y - 7.0 }), (x, ground), Paint::Reference);
        if label.is_empty() {
            continue;
        }
        let text = shorten(label, input.width - 16.0);
        let width = text_width(&text);
        // The label stands beside its line, on the side that has room.
        let after = x + 6.0 + width <= input.width;
        let before = x - 6.0 - width >= 0.0;
        match (after, before) {
            (true, _) => sketch.text(x + 5.0, y, Anchor::Start, Paint::Reference, &text),
            (_, true) => sketch.text(x - 5.0, y, Anchor::End, Paint::Reference, &text),
            _ => sketch.text(keep_inside(x, width, input.width), y, Anchor::Middle, Paint::Reference, &text),
        }
        y += LINE;
    }
}

/// Where the areas' dots are.
struct Dots {
    radius: f64,
    height: f64,
    /// Level above the ground for each tick of the input.
    levels: Vec<usize>,
}

impl Dots {
    /// The largest dots whose stacks fit; upright ticks (radius 0) if none do.
    fn of(input: &StripInput, scale: &Scale) -> Dots {
        for radius in [4.0, 3.0, 2.2] {
            let levels = stack(input.ticks, scale, radius);
            let height = levels.iter().max().map_or(0.0, |top| (*top as f64 + 1.0) * (2.0 * radius + 1.0));
            if height <= STACK_ROOM {
                return Dots { radius, height: height.max(12.0), levels };
            }
        }
        Dots { radius: 0.0, height: 16.0, levels: vec![0; input.ticks.len()] }
    }

    fn push(&self, sketch: &mut Sketch, input: &StripInput, scale: &Scale, ground: f64) {
        for (tick, level) in input.ticks.iter().zip(&self.levels) {
            let x = scale.at(tick.figure);
            let selected = input.selected.contains(&tick.area);
            let paint = if selected { Paint::Accent } else { tick.paint };
            let shape = if self.radius > 0.0 {
                let y = ground - self.radius - *level as f64 * (2.0 * self.radius + 1.0);
                Shape::Dot(x, y, self.radius + if selected { 1.0 } else { 0.0 })
            } else {
                let width = if selected { 3.0 } else { 1.0 };
                Shape::Bar(x - width / 2.0, ground - 16.0, width, 16.0)
            };
            sketch.mark(shape, paint, Some(tick.area), &tick.name);
        }
    }
}

/// For each tick the lowest level on which it touches no other, from the left.
fn stack(ticks: &[StripTick], scale: &Scale, radius: f64) -> Vec<usize> {
    let figures: Vec<f64> = ticks.iter().map(|tick| tick.figure).collect();
    let mut ends: Vec<f64> = Vec::new();
    let mut levels = vec![0; ticks.len()];
    for i in ascending(&figures) {
        let x = scale.at(figures[i]);
        let free = ends.iter().position(|end| *end <= x - radius);
        let level = free.unwrap_or(ends.len());
        if level == ends.len() {
            ends.push(0.0);
        }
        ends[level] = x + radius + 1.0;
        levels[i] = level;
    }
    levels
}

/// Bounds below the classes: the ends first, then those that fit beside them, on a second line if need be.
fn push_bounds(sketch: &mut Sketch, input: &StripInput, scale: &Scale, top: f64) -> f64 {
    let last = input.bounds.len().saturating_sub(1);
    let order = (0..input.bounds.len()).filter(|i| *i == 0 || *i == last);
    let order = order.chain((1..last.max(1)).filter(|i| *i < last));
    let mut lines: [Vec<(f64, f64)>; 2] = [Vec::new(), Vec::new()];
    for i in order {
        let (figure, text) = &input.bounds[i];
        let half = text_width(text) / 2.0;
        let x = keep_inside(scale.at(*figure), half * 2.0, input.width);
        let free = |line: &Vec<(f64, f64)>| line.iter().all(|&(at, other)| (at - x).abs() > half + other + 6.0);
        if let Some(place) = lines.iter().position(free) {
            lines[place].push((x, half));
            sketch.text(x, top + 8.0 + place as f64 * 15.0, Anchor::Middle, Paint::Muted, text);
        }
    }
    let used = lines.iter().filter(|line| !line.is_empty()).count();
    top + 3.0 + used as f64 * 15.0
}

/// A hatched swatch and words for each missing reason, beside each other while there is room.
fn push_missing(sketch: &mut Sketch, input: &StripInput, top: f64) -> f64 {
    let (mut x, mut y) = (0.0, top + 6.0);
    for (reason, words) in input.missing {
        let text = shorten(words, input.width - 26.0);
        let width = 26.0 + text_width(&text);
        if x > 0.0 && x + width > input.width {
            (x, y) = (0.0, y + 20.0);
        }
        sketch.shape(Shape::Bar(x + 0.5, y, 18.0, SWATCH), Paint::Missing(*reason));
        sketch.text(x + 25.0, y + SWATCH / 2.0, Anchor::Start, Paint::Muted, &text);
        x += width + 16.0;
    }
    if input.missing.is_empty() { top } else { y + 18.0 }
}

/// What a small strip shows: where one area stands among all.
#[derive(Clone, Copy, Debug, Default)]
pub struct StripSmallInput<'a> {
    /// Width in user units.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// Title.
    pub title: &'a str,
    /// What the strip tells.
    pub summary: &'a str,
    /// The figures of all areas.
    pub figures: &'a [f64],
    /// The figure of this area.
    pub this: Option<f64>,
    /// The figure of the reference.
    pub reference: Option<f64>,
}

/// A line with a thin tick for each area, the reference as a taller one, this area as a dot. No text.
pub fn strip_small(input: &StripSmallInput) -> Scene {
    let mut sketch = Sketch::new(input.width, input.title, input.summary);
    let middle = input.height / 2.0;
    let all = input.figures.iter().copied().chain(input.this).chain(input.reference);
    sketch.line((0.0, middle), (input.width, middle), Paint::Grid);
    if let Some(scale) = Scale::over(all, 6.0, input.width - 6.0) {
        for figure in input.figures {
            let x = scale.at(*figure);
            sketch.shape(Shape::Bar(x - 0.5, middle - 4.0, 1.0, 8.0), Paint::Muted);
        }
        if let Some(reference) = input.reference {
            let x = scale.at(reference);
            sketch.line((x, 1.0), (x, input.height - 1.0), Paint::Reference);
        }
        if let Some(this) = input.this {
            sketch.shape(Shape::Dot(scale.at(this), middle, 5.0), Paint::Accent);
        }
    }
    sketch.finish(input.height)
}

#[cfg(test)]
#[path = "strip_tests.rs"]
mod tests;
