//! A scene as SVG for a page: classes instead of colours, names for those who do not see it.

use super::palette::{class_name, missing_class};
use super::write::{push_attribute, push_digits, push_text, push_text_attribute};
use super::{Anchor, Mark, Scene, Shape};
use crate::model::{AreaIx, Missing};

/// How a picture is built into a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageOptions<'a> {
    /// Id of the picture, unique in the page; the area with place 3 gets the id `{id}-3`.
    pub id: &'a str,
    /// Whether areas can be chosen in it: then it is a list box with one option for each area. Otherwise it is an
    /// image with title and summary as its name.
    pub interactive: bool,
    /// Selected areas.
    pub selected: &'a [AreaIx],
}

/// The picture as one `svg` element of class `g`, in its natural size unless a style sheet says otherwise. Colours
/// come from `public/style/graphics.css`, hatching from [`defs`], which the page needs once.
///
/// An interactive picture has one element with `role="option"` for each area: the first mark that has a name. Further
/// marks of the area carry `data-a` (place of the area) and, if they have a name, `data-n`, and are hidden from
/// assistive technology, as is decoration.
pub fn page(scene: &Scene, options: &PageOptions) -> String {
    let mut out = String::with_capacity(256 + scene.marks.len() * 96);
    out.push_str("<svg");
    if !options.id.is_empty() {
        push_text_attribute(&mut out, "id", options.id);
    }
    out.push_str(" class=\"g\"");
    push_attribute(&mut out, "width", scene.width);
    push_attribute(&mut out, "height", scene.height);
    out.push_str(" viewBox=\"0 0 ");
    super::write::push_number(&mut out, scene.width);
    out.push(' ');
    super::write::push_number(&mut out, scene.height);
    out.push('"');
    let described = options.interactive && !scene.summary.is_empty() && !options.id.is_empty();
    if options.interactive {
        out.push_str(" role=\"listbox\" tabindex=\"0\"");
        push_text_attribute(&mut out, "aria-label", &scene.title);
    } else {
        out.push_str(" role=\"img\"");
        push_text_attribute(&mut out, "aria-label", &title_and_summary(scene));
    }
    if described {
        push_text_attribute(&mut out, "aria-describedby", &[options.id, "-d"].concat());
    }
    out.push('>');
    if described {
        out.push_str("<desc");
        push_text_attribute(&mut out, "id", &[options.id, "-d"].concat());
        out.push('>');
        push_text(&mut out, &scene.summary);
        out.push_str("</desc>");
    }
    push_marks(&mut out, &scene.marks, options);
    out.push_str("</svg>");
    out
}

/// Only the marks, for a page that keeps the `svg` element and renews what is in it.
pub fn marks(marks: &[Mark], options: &PageOptions) -> String {
    let mut out = String::with_capacity(marks.len() * 96);
    push_marks(&mut out, marks, options);
    out
}

/// The hatchings of all missing reasons, as an invisible `svg` element: once in each page.
pub fn defs() -> String {
    let mut out = String::from("<svg class=\"g defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>");
    for reason in Missing::ALL {
        push_hatching(&mut out, reason, " class=\"pap\"", " class=\"l mut\"");
    }
    out.push_str("</defs></svg>");
    out
}

/// Appends the pattern of a reason. They differ in kind of line, not in colour: strokes rising, dots, level, crossed,
/// upright, falling, zigzag.
pub(crate) fn push_hatching(out: &mut String, reason: Missing, ground: &str, stroke: &str) {
    let (width, height, path) = match reason {
        Missing::NotPublished => ("6", "6", "M-1 1l2-2M0 6l6-6M5 7l2-2"),
        Missing::UnknownOrConfidential => ("5", "5", "M2 2h1.4M2 3h1.4"),
        Missing::Pending => ("6", "6", "M0 3h6"),
        Missing::Unreliable => ("7", "7", "M0 0l7 7M0 7l7-7"),
        Missing::NotApplicable => ("5", "5", "M2.5 0v5"),
        Missing::NoSuchArea => ("9", "9", "M-1 8l2 2M0 0l9 9M8-1l2 2"),
        Missing::TerritoryChanged => ("8", "6", "M-1 5l1-1l2-2l2 2l2-2l2 2l1 1"),
    };
    out.push_str("<pattern id=\"");
    push_pattern_id(out, reason);
    for (name, value) in [("\" width=\"", width), ("\" height=\"", height)] {
        out.push_str(name);
        out.push_str(value);
    }
    out.push_str("\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 0h9v9H0z\"");
    out.push_str(ground);
    out.push_str("/><path d=\"");
    out.push_str(path);
    out.push('"');
    out.push_str(stroke);
    out.push_str("/></pattern>");
}

/// Appends the id of a reason's pattern, `h-uc`.
pub(crate) fn push_pattern_id(out: &mut String, reason: Missing) {
    out.push('h');
    out.push_str(missing_class(reason).trim_start_matches('m'));
}

/// Title and summary as one text.
pub(crate) fn title_and_summary(scene: &Scene) -> String {
    let mut text = scene.title.clone();
    if !scene.summary.is_empty() {
        text.push_str(if text.ends_with(['.', '?', '!']) || text.is_empty() { " " } else { ". " });
        text.push_str(&scene.summary);
    }
    text
}

/// What a mark is to assistive technology in an interactive picture.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// The area itself.
    Choice,
    /// Decoration, or a further mark of an area.
    Hidden,
    /// Anything, in an image.
    Plain,
}

fn push_marks(out: &mut String, marks: &[Mark], options: &PageOptions) {
    let mut seen: Vec<AreaIx> = Vec::new();
    let mut in_hidden = false;
    for mark in marks {
        let part = match mark.area {
            _ if !options.interactive => Part::Plain,
            Some(area) if !mark.name.is_empty() && !has(&mut seen, area) => Part::Choice,
            _ => Part::Hidden,
        };
        if (part == Part::Hidden) != in_hidden {
            in_hidden = !in_hidden;
            out.push_str(if in_hidden { "<g aria-hidden=\"true\">" } else { "</g>" });
        }
        push_mark(out, mark, part, options);
    }
    if in_hidden {
        out.push_str("</g>");
    }
}

/// Whether the area is in the sorted list; it is afterwards.
fn has(seen: &mut Vec<AreaIx>, area: AreaIx) -> bool {
    match seen.binary_search(&area) {
        Ok(_) => true,
        Err(place) => {
            seen.insert(place, area);
            false
        }
    }
}

fn push_mark(out: &mut String, mark: &Mark, part: Part, options: &PageOptions) {
    push_shape(out, &mark.shape);
    push_classes(out, mark, part, options);
    if let Some(area) = mark.area.filter(|_| part != Part::Plain) {
        push_area(out, area, &mark.name, part, options);
    }
    match &mark.shape {
        Shape::Text(.., text) => {
            out.push('>');
            push_text(out, text);
            out.push_str("</text>");
        }
        _ => out.push_str("/>"),
    }
}

fn push_classes(out: &mut String, mark: &Mark, part: Part, options: &PageOptions) {
    out.push_str(" class=\"");
    out.push_str(match &mark.shape {
        Shape::Line(_) => "l ",
        Shape::Dashed(_) => "l da ",
        Shape::Text(_, _, Anchor::Middle, _) => "tm ",
        Shape::Text(_, _, Anchor::End, _) => "te ",
        _ => "",
    });
    out.push_str(class_name(mark.paint));
    if part == Part::Choice && mark.area.is_some_and(|area| options.selected.contains(&area)) {
        out.push_str(" sel");
    }
    out.push('"');
}

fn push_area(out: &mut String, area: AreaIx, name: &str, part: Part, options: &PageOptions) {
    if part == Part::Choice {
        out.push_str(" role=\"option\"");
        if !options.id.is_empty() {
            out.push_str(" id=\"");
            push_text(out, options.id);
            out.push('-');
            push_digits(out, u64::from(area.0));
            out.push('"');
        }
        push_text_attribute(out, "aria-label", name);
        out.push_str(if options.selected.contains(&area) {
            " aria-selected=\"true\""
        } else {
            " aria-selected=\"false\""
        });
    } else if !name.is_empty() {
        push_text_attribute(out, "data-n", name);
    }
    out.push_str(" data-a=\"");
    push_digits(out, u64::from(area.0));
    out.push('"');
}

/// Appends the beginning of an element with its place, up to where further attributes follow, and returns its name.
pub(crate) fn push_shape(out: &mut String, shape: &Shape) -> &'static str {
    let (element, values): (&'static str, &[(&str, f64)]) = match *shape {
        Shape::Region(ref path) | Shape::Line(ref path) | Shape::Dashed(ref path) => {
            out.push_str("<path");
            push_text_attribute(out, "d", path);
            return "path";
        }
        Shape::Bar(x, y, width, height) => {
            ("rect", &[("x", x), ("y", y), ("width", width.max(0.0)), ("height", height.max(0.0))])
        }
        Shape::Dot(x, y, radius) => ("circle", &[("cx", x), ("cy", y), ("r", radius.max(0.0))]),
        Shape::Text(x, y, ..) => ("text", &[("x", x), ("y", y)]),
    };
    out.push('<');
    out.push_str(element);
    for &(name, value) in values {
        push_attribute(out, name, value);
    }
    element
}

#[cfg(test)]
#[path = "svg_tests.rs"]
mod tests;
