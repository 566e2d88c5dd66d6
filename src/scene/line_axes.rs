//! Axes of a trend: round figures at the left, periods below, breaks across.

use super::line::LineInput;
use super::measure::{shorten, text_width};
use super::scale::{Scale, keep_inside};
use super::sketch::Sketch;
use super::ticks::{Ticks, ticks};
use super::{Anchor, Paint};
use crate::model::{Period, ascending_once};

/// Room for periods below, and half a letter above.
const FOOT: f64 = 24.0;
const HEAD: f64 = 8.0;

/// Both axes of a trend.
pub(crate) struct Axes {
    pub(crate) time: Scale,
    pub(crate) figures: Scale,
    ticks: Ticks,
    periods: Vec<Period>,
    /// Height of the labels of breaks above the lines.
    breaks: f64,
}

impl Axes {
    /// Axes over all series; `None` if no series has a figure. `right` is the room for labels at the right.
    pub(crate) fn of(input: &LineInput, top: f64, right: f64) -> Option<Axes> {
        let series = || input.series.iter().chain(input.background);
        let figures = || series().flat_map(|s| &s.points).filter_map(|p| p.figure.value());
        let periods = ascending_once(series().flat_map(|s| &s.points).map(|p| p.period));
        let all = figures().chain(input.zero.then_some(0.0));
        figures().next()?;
        let breaks = if input.breaks.is_empty() { 0.0 } else { 18.0 };
        let (from, to) = (input.height - FOOT, top + HEAD + breaks);
        let span = Scale::over(all, from, to)?;
        let wanted = ((from - to) / 50.0).clamp(1.0, 5.0) as u8;
        let ticks = ticks(span.low, span.high, wanted);
        let figures = Scale::over(ticks.values.iter().copied(), from, to).unwrap_or(span);
        let labels = ticks.values.iter().map(|v| text_width(&(input.number)(*v, ticks.decimals)));
        let left = labels.fold(0.0, f64::max) + 10.0;
        let time = Scale::over(periods.iter().map(|p| position(*p)), left, input.width - right.max(8.0))?;
        Some(Axes { time, figures, ticks, periods, breaks })
    }

    /// The place of a figure.
    pub(crate) fn place(&self, period: Period, figure: f64) -> (f64, f64) {
        (self.time.at(position(period)), self.figures.at(figure))
    }
}

/// A period as a number of years.
pub(crate) fn position(period: Period) -> f64 {
    let year = f64::from(period.year());
    match period {
        Period::Year(_) => year,
        Period::Month(_, month) => year + (f64::from(month) - 1.0) / 12.0,
        Period::Day(_, month, day) => year + (f64::from(month) - 1.0) / 12.0 + (f64::from(day) - 1.0) / 372.0,
    }
}

/// Draws axes and breaks.
pub(crate) fn push_axes(sketch: &mut Sketch, input: &LineInput, axes: &Axes) {
    for value in &axes.ticks.values {
        let y = axes.figures.at(*value);
        let paint = if *value == 0.0 { Paint::Muted } else { Paint::Grid };
        sketch.line((axes.time.from - 4.0, y), (axes.time.to, y), paint);
        let text = (input.number)(*value, axes.ticks.decimals);
        sketch.text(axes.time.from - 8.0, y, Anchor::End, Paint::Muted, &text);
    }
    push_periods(sketch, input, axes);
    push_breaks(sketch, input, axes);
}

/// Labels of the last period, then the first, then of those between that fit.
fn push_periods(sketch: &mut Sketch, input: &LineInput, axes: &Axes) {
    let count = axes.periods.len();
    let order = [count.saturating_sub(1), 0].into_iter().chain(between(count));
    let mut placed: Vec<(f64, f64)> = Vec::new();
    for period in order.filter_map(|i| axes.periods.get(i)) {
        let text = (input.period)(*period);
        let half = text_width(&text) / 2.0;
        let x = axes.time.at(position(*period));
        let middle = keep_inside(x, half * 2.0, input.width);
        if placed.iter().all(|&(at, other)| (at - middle).abs() > half + other + 8.0) {
            placed.push((middle, half));
            sketch.line((x, axes.figures.from), (x, axes.figures.from + 4.0), Paint::Muted);
            sketch.text(middle, input.height - 9.0, Anchor::Middle, Paint::Muted, &text);
        }
    }
}

/// Inner positions in an order that fills the axis evenly: every 16th from the end, every 8th, and so on.
fn between(count: usize) -> impl Iterator<Item = usize> {
    [16usize, 8, 4, 2, 1]
        .into_iter()
        .flat_map(move |step| (1..count).step_by(step).map(move |i| count - i))
        .map(|i| i - 1)
}

/// A dashed line between the last period before a break and the first after it, with its label above.
fn push_breaks(sketch: &mut Sketch, input: &LineInput, axes: &Axes) {
    let mut free_from = 0.0;
    for (period, label) in input.breaks {
        let after = axes.periods.partition_point(|p| p < period);
        let (Some(last), Some(first)) =
            (after.checked_sub(1).and_then(|i| axes.periods.get(i)), axes.periods.get(after))
        else {
            continue;
        };
        let x = (axes.time.at(position(*last)) + axes.time.at(position(*first))) / 2.0;
        let top = axes.figures.to - axes.breaks + 4.0;
        sketch.dashed((x, axes.figures.to - 4.0), (x, axes.figures.from), Paint::Muted);
        // Reasons may be long; the picture shows their beginning, the page the whole of them.
        let text = shorten(label, (input.width * 0.6).min(input.width - free_from));
        let width = text_width(&text);
        let middle = keep_inside(x, width, input.width).max(free_from + width / 2.0);
        sketch.text(middle, top, Anchor::Middle, Paint::Muted, &text);
        free_from = middle + width / 2.0 + 8.0;
    }
}
