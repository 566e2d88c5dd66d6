//! Sorted bars: one row for each area, on a common axis with zero.

use super::measure::{shorten, text_width};
use super::scale::{Scale, keep_inside};
use super::sketch::{Sketch, polyline, push_polyline};
use super::{Anchor, Paint, Scene, Shape};
use crate::model::{AreaIx, Observation};

/// Below this width, names stand above their bars.
const NARROW: f64 = 420.0;
/// Room at the left for the sign of a selected row.
const INSET: f64 = 8.0;

/// What a bar picture shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct BarsInput<'a> {
    /// Width in user units; below 420 names stand above their bars.
    pub width: f64,
    /// Title.
    pub title: &'a str,
    /// What the bars tell.
    pub summary: &'a str,
    /// Rows in the reader's order; rows without a figure are moved to the end.
    pub rows: &'a [BarRow],
    /// References (Land, median): figure and label.
    pub references: &'a [(f64, String)],
    /// Selected areas: marked at the left.
    pub selected: &'a [AreaIx],
}

/// One row of a bar picture.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// The area, if the row is one.
    pub area: Option<AreaIx>,
    /// Name as shown; shortened where there is no room.
    pub name: String,
    /// Rank as shown ("4.–6."), empty without ranking.
    pub rank: String,
    /// The figure that the bar's length stands for.
    pub figure: Observation,
    /// The figure as shown, or the words for why there is none.
    pub text: String,
    /// Paint of the bar.
    pub paint: Paint,
    /// A figure to compare with, marked on the bar.
    pub compare: Option<f64>,
    /// Accessible name of the whole row.
    pub label: String,
}

/// Sorted bars as a picture. Each row is at least 24 units high; the whole row is the target of the pointer. The axis
/// contains zero, so that lengths can be compared; negative figures go to the left of it.
pub fn bars(input: &BarsInput) -> Scene {
    let mut sketch = Sketch::new(input.width, input.title, input.summary);
    let height = push_rows(&mut sketch, input, 0.0, false);
    sketch.finish(height)
}

/// Places common to all rows.
struct Layout {
    narrow: bool,
    row_height: f64,
    rank_end: f64,
    name_at: f64,
    name_room: f64,
    value_end: f64,
    scale: Scale,
}

impl Layout {
    fn of(input: &BarsInput) -> Layout {
        let widest = |text: fn(&BarRow) -> &str, known: bool| {
            let rows = input.rows.iter().filter(|r| !known || r.figure.value().is_some());
            rows.map(|r| text_width(text(r))).fold(0.0, f64::max)
        };
        let rank = widest(|r| &r.rank, false);
        let name = widest(|r| &r.name, false);
        let value = widest(|r| &r.text, true);
        let narrow = input.width < NARROW;
        let rank_end = INSET + rank;
        let name_at = if rank > 0.0 { rank_end + 8.0 } else { INSET };
        let (name_room, value_end, from) = if narrow {
            (input.width - name_at - value - 10.0, input.width - 2.0, INSET)
        } else {
            let room = name.min(input.width * 0.36);
            let value_end = name_at + room + 12.0 + value;
            (room, value_end, value_end + 12.0)
        };
        let figures = input.rows.iter().flat_map(|r| [r.figure.value(), r.compare]).flatten();
        let all = figures.chain(input.references.iter().map(|r| r.0)).chain([0.0]);
        let zero = Scale { low: 0.0, high: 0.0, from, to: input.width - 2.0 };
        let scale = Scale::over(all, from, input.width - 2.0).unwrap_or(zero);
        // Without any figure but zero, zero is still at the left.
        let scale = if scale.high > scale.low { scale } else { Scale { high: scale.low + 1.0, ..scale } };
        Layout { narrow, row_height: if narrow { 42.0 } else { 24.0 }, rank_end, name_at, name_room, value_end, scale }
    }

    /// Top and height of the bar in a row that begins at `top`.
    fn bar(&self, top: f64) -> (f64, f64) {
        if self.narrow { (top + 22.0, 12.0) } else { (top + 5.0, 14.0) }
    }

    /// Where the name of a row begins, and its room. In narrow pictures a name has the line for itself where there is
    /// neither rank nor figure.
    fn name(&self, row: &BarRow, width: f64) -> (f64, f64) {
        match (self.narrow, row.rank.is_empty(), row.figure.value()) {
            (true, true, None) => (INSET, width - INSET),
            _ => (self.name_at, self.name_room),
        }
    }

    /// The middle of the text line in a row that begins at `top`.
    fn line(&self, top: f64) -> f64 {
        if self.narrow { top + 11.0 } else { top + self.row_height / 2.0 }
    }
}

/// Adds the rows from `top` downwards and returns where they end. With `keep_order`, rows without a figure stay where
/// they are.
pub(crate) fn push_rows(sketch: &mut Sketch, input: &BarsInput, top: f64, keep_order: bool) -> f64 {
    let layout = Layout::of(input);
    let (known, missing): (Vec<&BarRow>, Vec<&BarRow>) =
        input.rows.iter().partition(|row| keep_order || row.figure.value().is_some());
    let head = push_reference_labels(sketch, input, &layout, top);
    let mut y = head;
    for row in &known {
        push_row(sketch, row, &layout, y, input);
        y += layout.row_height;
    }
    if !known.is_empty() {
        push_upright(sketch, &layout, 0.0, head, known.len(), Paint::Muted);
        for (figure, _) in input.references {
            push_upright(sketch, &layout, *figure, head, known.len(), Paint::Reference);
        }
        y += if missing.is_empty() { 0.0 } else { 6.0 };
    }
    for row in &missing {
        push_row(sketch, row, &layout, y, input);
        y += layout.row_height;
    }
    y
}

/// Labels of the reference lines, in as many lines as needed; returns where they end.
fn push_reference_labels(sketch: &mut Sketch, input: &BarsInput, layout: &Layout, top: f64) -> f64 {
    let mut lines: Vec<Vec<(f64, f64)>> = Vec::new();
    for (figure, label) in input.references.iter().filter(|r| !r.1.is_empty()) {
        let text = shorten(label, input.width);
        let half = text_width(&text) / 2.0;
        let x = keep_inside(layout.scale.at(*figure), half * 2.0, input.width);
        let free = |line: &Vec<(f64, f64)>| line.iter().all(|&(at, other)| (at - x).abs() > half + other + 6.0);
        let place = lines.iter().position(free).unwrap_or(lines.len());
        if place == lines.len() {
            lines.push(Vec::new());
        }
        lines[place].push((x, half));
        sketch.text(x, top + 9.0 + place as f64 * 18.0, Anchor::Middle, Paint::Reference, &text);
    }
    top + lines.len() as f64 * 18.0 + if lines.is_empty() { 0.0 } else { 3.0 }
}

/// An upright line at a figure along the known rows: whole, or only beside the bars where text stands between them.
fn push_upright(sketch: &mut Sketch, layout: &Layout, figure: f64, top: f64, rows: usize, paint: Paint) {
    let x = layout.scale.at(figure);
    let mut path = String::new();
    if layout.narrow {
        for row in 0..rows {
            let (bar, height) = layout.bar(top + row as f64 * layout.row_height);
            push_polyline(&mut path, &[(x, bar - 3.0), (x, bar + height + 3.0)]);
        }
    } else {
        push_polyline(&mut path, &[(x, top), (x, top + rows as f64 * layout.row_height)]);
    }
    if paint == Paint::Reference {
        sketch.over(path, !layout.narrow, paint);
    } else {
        sketch.shape(Shape::Line(path), paint);
    }
}

fn push_row(sketch: &mut Sketch, row: &BarRow, layout: &Layout, top: f64, input: &BarsInput) {
    let ground = Shape::Bar(0.0, top, input.width, layout.row_height);
    sketch.mark(ground, Paint::Paper, row.area, &row.label);
    if row.area.is_some_and(|area| input.selected.contains(&area)) {
        sketch.mark(Shape::Bar(0.0, top + 3.0, 4.0, layout.row_height - 6.0), Paint::Accent, row.area, "");
    }
    let line = layout.line(top);
    sketch.area_text(layout.rank_end, line, Anchor::End, Paint::Muted, &row.rank, row.area);
    let (at, room) = layout.name(row, input.width);
    sketch.area_text(at, line, Anchor::Start, Paint::Ink, &shorten(&row.name, room), row.area);
    let (bar, height) = layout.bar(top);
    match row.figure {
        Observation::Known(figure, _) => {
            sketch.area_text(layout.value_end, line, Anchor::End, Paint::Ink, &row.text, row.area);
            let (zero, end) = (layout.scale.at(0.0), layout.scale.at(figure));
            sketch.mark(Shape::Bar(zero.min(end), bar, (end - zero).abs(), height), row.paint, row.area, "");
        }
        Observation::Missing(reason) => {
            let x = layout.scale.from;
            sketch.mark(Shape::Bar(x, bar, 24.0, height), Paint::Missing(reason), row.area, "");
            let mut words_at = x + 32.0;
            // Words make way for the mark of the figure to compare with.
            let end = words_at + text_width(&row.text) + 4.0;
            if let Some(mark) = row.compare.map(|figure| layout.scale.at(figure)).filter(|mark| *mark < end) {
                words_at = words_at.max(mark + 8.0);
            }
            let words = shorten(&row.text, input.width - words_at);
            sketch.area_text(words_at, bar + height / 2.0, Anchor::Start, Paint::Muted, &words, row.area);
        }
    }
    if let Some(figure) = row.compare {
        let x = layout.scale.at(figure);
        sketch.over(polyline(&[(x, bar - 3.0), (x, bar + height + 3.0)]), false, Paint::Reference);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Missing, ValueFlags};

    fn row(area: u32, figure: Result<f64, Missing>) -> BarRow {
        BarRow {
            area: Some(AreaIx(area)),
            name: "Saalfeld-Rudolstadt".to_owned(),
            rank: "1.".to_owned(),
            figure: figure.map_or_else(Observation::Missing, |v| Observation::Known(v, ValueFlags::NONE)),
            text: "9,8 %".to_owned(),
            paint: Paint::Neutral,
            compare: None,
            label: "Zeile".to_owned(),
        }
    }

    fn scene(width: f64) -> Scene {
        let rows = [row(0, Ok(4.0)), row(1, Err(Missing::Pending)), row(2, Ok(-2.0)), row(3, Ok(0.0))];
        let references = [(1.0, "Thüringen 1,0".to_owned()), (1.1, "Deutschland 1,1".to_owned())];
        let selected = [AreaIx(2)];
        bars(&BarsInput { width, rows: &rows, references: &references, selected: &selected, ..BarsInput::default() })
    }

    fn rects(scene: &Scene) -> Vec<(&Paint, Option<AreaIx>, [f64; 4])> {
        scene
            .marks
            .iter()
            .filter_map(|m| match m.shape {
                Shape::Bar(x, y, w, h) => Some((&m.paint, m.area, [x, y, w, h])),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn lengths_are_proportional_and_negative_bars_go_left_of_zero() {
        for width in [330.0, 760.0] {
            let scene = scene(width);
            let bars: Vec<[f64; 4]> =
                rects(&scene).into_iter().filter(|r| *r.0 == Paint::Neutral).map(|r| r.2).collect();
            assert!((bars[0][2] - 2.0 * bars[1][2]).abs() < 1e-9, "{bars:?}");
            assert!((bars[1][0] + bars[1][2] - bars[0][0]).abs() < 1e-9, "both begin at zero: {bars:?}");
            assert_eq!(bars[2][2], 0.0);
            assert!(bars[0][0] + bars[0][2] <= width);
        }
    }

    #[test]
    fn rows_without_figure_come_last_with_hatching_and_words() {
        let scene = scene(760.0);
        let rows: Vec<_> = scene.marks.iter().filter(|m| !m.name.is_empty()).filter_map(|m| m.area).collect();
        assert_eq!(rows, [0, 2, 3, 1].map(AreaIx));
        let hatched = scene.marks.iter().filter(|m| m.paint == Paint::Missing(Missing::Pending));
        assert!(hatched.into_iter().all(|m| m.area == Some(AreaIx(1))));
    }

    #[test]
    fn rows_are_targets_of_at_least_24_units() {
        for width in [330.0, 760.0] {
            let scene = scene(width);
            let grounds = rects(&scene).into_iter().filter(|r| *r.0 == Paint::Paper);
            assert!(grounds.into_iter().all(|r| r.2[3] >= 24.0 && r.2[2] == width));
        }
    }

    #[test]
    fn labels_of_close_references_stand_in_two_lines() {
        let scene = scene(760.0);
        let labels: Vec<f64> = scene
            .marks
            .iter()
            .filter(|m| m.paint == Paint::Reference)
            .filter_map(|m| match m.shape {
                Shape::Text(_, y, ..) => Some(y),
                _ => None,
            })
            .collect();
        assert_eq!(labels.len(), 2);
        assert!((labels[0] - labels[1]).abs() >= 18.0);
    }

    #[test]
    fn no_rows_and_only_zeros_are_pictures_too() {
        assert!(bars(&BarsInput { width: 300.0, ..BarsInput::default() }).marks.is_empty());
        let zeros = [row(0, Ok(0.0))];
        assert!(bars(&BarsInput { width: 300.0, rows: &zeros, ..BarsInput::default() }).height >= 24.0);
    }
}
