//! The categories of a breakdown (age groups, sexes) of one area, each beside its reference.

use super::bars::{BarRow, BarsInput, push_rows};
use super::measure::{shorten, text_width};
use super::sketch::Sketch;
use super::{Anchor, Paint, Scene, Shape};

/// What a picture of a breakdown shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct GroupsInput<'a> {
    /// Width in user units; below 420 names stand above their bars.
    pub width: f64,
    /// Title.
    pub title: &'a str,
    /// What the bars tell.
    pub summary: &'a str,
    /// One row for each category in the breakdown's order, which is kept; `compare` is the reference's figure.
    pub rows: &'a [BarRow],
    /// What the bars stand for, with their paint: the area.
    pub area: (Paint, &'a str),
    /// What the upright marks stand for; empty without reference.
    pub reference: &'a str,
}

/// Categories as bars with the reference as an upright mark on each, under a key.
pub fn groups(input: &GroupsInput) -> Scene {
    let mut sketch = Sketch::new(input.width, input.title, input.summary);
    let (paint, area) = input.area;
    let area = shorten(area, input.width - 20.0);
    sketch.shape(Shape::Bar(0.0, 4.0, 12.0, 12.0), paint);
    sketch.text(18.0, 10.0, Anchor::Start, Paint::Ink, &area);
    let mut top = 24.0;
    if !input.reference.is_empty() {
        let reference = shorten(input.reference, input.width - 20.0);
        let (mut x, mut y) = (36.0 + text_width(&area), 10.0);
        if x + 12.0 + text_width(&reference) > input.width {
            (x, y) = (4.0, 30.0);
            top = 44.0;
        }
        sketch.line((x + 2.0, y - 7.0), (x + 2.0, y + 7.0), Paint::Reference);
        sketch.text(x + 12.0, y, Anchor::Start, Paint::Ink, &reference);
    }
    let bars = BarsInput { width: input.width, rows: input.rows, ..BarsInput::default() };
    let height = push_rows(&mut sketch, &bars, top, true);
    sketch.finish(height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Observation, ValueFlags};

    #[test]
    fn each_category_has_a_bar_and_a_mark_of_the_reference() {
        let row = |name: &str, figure: f64, compare: f64| BarRow {
            area: None,
            name: name.to_owned(),
            rank: String::new(),
            figure: Observation::Known(figure, ValueFlags::NONE),
            text: "3,1 %".to_owned(),
            paint: Paint::Neutral,
            compare: Some(compare),
            label: "unter 3 Jahre: 3,1 %, Thüringen 2,4 %".to_owned(),
        };
        let rows = [row("unter 3", 3.1, 2.4), row("3 bis 6", 2.9, 2.6)];
        let input = GroupsInput {
            width: 330.0,
            rows: &rows,
            area: (Paint::Neutral, "Landkreis Saalfeld-Rudolstadt"),
            reference: "Thüringen",
            ..GroupsInput::default()
        };
        let scene = groups(&input);
        let count = |shape: fn(&Shape) -> bool, paint| {
            scene.marks.iter().filter(|m| shape(&m.shape) && m.paint == paint).count()
        };
        assert_eq!(count(|s| matches!(s, Shape::Bar(..)), Paint::Neutral), 3, "two categories and the key");
        assert_eq!(count(|s| matches!(s, Shape::Line(_)), Paint::Reference), 3);
    }
}
