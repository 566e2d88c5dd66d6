//! The map: every area as a region, the selected ones with an outline, names where there is room.

use super::measure::{FONT_SIZE, text_width};
use super::regions::chord;
use super::sketch::Sketch;
use super::{Anchor, Mark, Paint, Scene, Shape};
use crate::model::AreaIx;

/// What a map shows. Slices are in the level's order of areas; where one is shorter, areas are unnamed or without
/// paint.
#[derive(Clone, Copy, Debug, Default)]
pub struct MapInput<'a> {
    /// Width in user units.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// Title.
    pub title: &'a str,
    /// What the map tells.
    pub summary: &'a str,
    /// Path data of each area; empty for areas without boundary, which are left out.
    pub regions: &'a [String],
    /// Paint of each area.
    pub paints: &'a [Paint],
    /// Accessible name of each area, with figure and rank.
    pub names: &'a [String],
    /// Selected areas: outlined.
    pub selected: &'a [AreaIx],
    /// Labels: area, place and text. The first come first; what does not fit into its area is left out.
    pub labels: &'a [(AreaIx, f64, f64, String)],
}

/// The map as a picture: regions, outlines of the selected areas, labels.
pub fn map(input: &MapInput) -> Scene {
    let mut sketch = Sketch::new(input.width, input.title, input.summary);
    for (i, path) in input.regions.iter().enumerate().filter(|(_, path)| !path.is_empty()) {
        let paint = input.paints.get(i).copied().unwrap_or(Paint::Grid);
        let name = input.names.get(i).map_or("", String::as_str);
        sketch.mark(Shape::Region(path.clone()), paint, Some(AreaIx::at(i)), name);
    }
    for mark in selection(input.regions, input.selected) {
        sketch.mark(mark.shape, mark.paint, mark.area, "");
    }
    for (area, x, y, text) in fitting_labels(input) {
        // Letters on a halo of paper are legible on every class and every hatching.
        sketch.area_text(x, y, Anchor::Middle, Paint::Paper, text, Some(area));
        sketch.area_text(x, y, Anchor::Middle, Paint::Ink, text, Some(area));
    }
    sketch.finish(input.height)
}

/// The outlines of selected areas, on their own, because a page renews them without renewing the map.
pub fn selection(regions: &[String], selected: &[AreaIx]) -> Vec<Mark> {
    outline(regions, selected, Paint::Accent)
}

/// Outlines of areas: a line on a wider one in the colour of the paper, so that it is seen on any class. For the area
/// under the pointer or with the keyboard's focus, [`Paint::Ink`] sets it apart from the selected ones.
pub fn outline(regions: &[String], areas: &[AreaIx], paint: Paint) -> Vec<Mark> {
    let mut marks = Vec::new();
    for paint in [Paint::Paper, paint] {
        for &area in areas {
            if let Some(path) = regions.get(area.ix()).filter(|path| !path.is_empty()) {
                marks.push(Mark { shape: Shape::Line(path.clone()), paint, area: Some(area), name: String::new() });
            }
        }
    }
    marks
}

/// Labels that lie within their areas and do not touch each other.
fn fitting_labels<'a>(input: &MapInput<'a>) -> Vec<(AreaIx, f64, f64, &'a str)> {
    let mut placed: Vec<(AreaIx, f64, f64, &str)> = Vec::new();
    for (area, x, y, text) in input.labels {
        let half = text_width(text) / 2.0 + 2.0;
        let path = input.regions.get(area.ix()).map_or("", String::as_str);
        let fits = [-0.5, 0.0, 0.5].iter().all(|step| {
            chord(path, *x, y + step * FONT_SIZE).is_some_and(|(left, right)| left <= x - half && x + half <= right)
        });
        let free = |other: &(AreaIx, f64, f64, &str)| {
            (other.2 - y).abs() > FONT_SIZE * 1.2 || (other.1 - x).abs() > half + text_width(other.3) / 2.0
        };
        if fits && placed.iter().all(free) {
            placed.push((*area, *x, *y, text));
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_without_boundary_and_labels_without_room_are_left_out() {
        let regions = ["M0 0h100v50h-100z".to_owned(), String::new(), "M100 0h20v50h-20z".to_owned()];
        let names = ["Gera: 9,8 %".to_owned(), "fehlt".to_owned(), "Jena: 4,2 %".to_owned()];
        let labels = [(AreaIx(0), 50.0, 25.0, "Gera".to_owned()), (AreaIx(2), 110.0, 25.0, "Schmalkalden".to_owned())];
        let scene = map(&MapInput {
            width: 120.0,
            height: 50.0,
            regions: &regions,
            paints: &[Paint::Neutral; 3],
            names: &names,
            selected: &[AreaIx(2), AreaIx(1)],
            labels: &labels,
            ..MapInput::default()
        });
        let regions: Vec<_> = scene.marks.iter().filter(|m| matches!(m.shape, Shape::Region(_))).collect();
        assert_eq!(regions.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["Gera: 9,8 %", "Jena: 4,2 %"]);
        assert_eq!(regions[1].area, Some(AreaIx(2)));
        let lines = scene.marks.iter().filter(|m| matches!(m.shape, Shape::Line(_))).count();
        assert_eq!(lines, 2);
        let texts: Vec<_> = scene.marks.iter().filter(|m| matches!(m.shape, Shape::Text(..))).collect();
        assert_eq!(texts.len(), 2, "the halo and the letters of one label");
        assert_eq!(texts[1].area, Some(AreaIx(0)));
    }
}
