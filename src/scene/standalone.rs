//! A scene as a file of its own: colours instead of classes, with title and attribution.

use super::measure::{FONT_SIZE, wrap};
use super::palette::{Tone, colour, edge, needs_edge};
use super::svg::{push_hatching, push_pattern_id, push_shape};
use super::write::{push_attribute, push_number, push_text, push_text_attribute};
use super::{Anchor, Mark, Paint, Scene, Shape};
use crate::model::Missing;

const MARGIN: f64 = 12.0;
const LINE_HEIGHT: f64 = 18.0;

/// The picture as a complete SVG file: title at the head, marks, attribution at the foot, on its own paper. Needs no
/// style sheet and no font file; every colour is an attribute, so that word processors show it as well.
pub fn standalone(scene: &Scene, tone: Tone, attribution: &str) -> String {
    let room = scene.width.max(280.0);
    let (head, foot) = (wrap(&scene.title, room * 0.9), wrap(attribution, room));
    let top = MARGIN + head.len() as f64 * LINE_HEIGHT + if head.is_empty() { 0.0 } else { 6.0 };
    let bottom = top + scene.height + if foot.is_empty() { 0.0 } else { 10.0 };
    let height = bottom + foot.len() as f64 * LINE_HEIGHT + MARGIN;
    let width = room + 2.0 * MARGIN;

    let mut out = String::with_capacity(1024 + scene.marks.len() * 128);
    push_opening(&mut out, scene, width, height);
    push_used_hatchings(&mut out, scene, tone);
    push_shape(&mut out, &Shape::Bar(0.0, 0.0, width, height));
    push_text_attribute(&mut out, "fill", colour(Paint::Paper, tone));
    out.push_str("/>\n");
    push_lines(&mut out, &head, MARGIN, Paint::Ink, tone);
    out.push_str("<g transform=\"translate(");
    push_number(&mut out, MARGIN);
    out.push(' ');
    push_number(&mut out, top);
    out.push_str(")\">\n");
    for mark in &scene.marks {
        push_mark(&mut out, mark, tone);
    }
    out.push_str("</g>\n");
    push_lines(&mut out, &foot, bottom, Paint::Muted, tone);
    out.push_str("</svg>\n");
    out
}

fn push_opening(out: &mut String, scene: &Scene, width: f64, height: f64) {
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    push_attribute(out, "width", width);
    push_attribute(out, "height", height);
    out.push_str(" viewBox=\"0 0 ");
    push_number(out, width);
    out.push(' ');
    push_number(out, height);
    out.push_str("\" role=\"img\" font-family=\"system-ui, sans-serif\"");
    push_attribute(out, "font-size", FONT_SIZE);
    out.push_str(">\n");
    for (element, text) in [("title", &scene.title), ("desc", &scene.summary)] {
        out.push('<');
        out.push_str(element);
        out.push('>');
        push_text(out, text);
        out.push_str("</");
        out.push_str(element);
        out.push_str(">\n");
    }
}

fn push_used_hatchings(out: &mut String, scene: &Scene, tone: Tone) {
    let used = |reason: &Missing| scene.marks.iter().any(|m| m.paint == Paint::Missing(*reason));
    if !Missing::ALL.iter().any(used) {
        return;
    }
    let ground = [" fill=\"", colour(Paint::Paper, tone), "\""].concat();
    let stroke = [" fill=\"none\" stroke=\"", colour(Paint::Muted, tone), "\""].concat();
    out.push_str("<defs>");
    for reason in Missing::ALL.into_iter().filter(used) {
        push_hatching(out, reason, &ground, &stroke);
    }
    out.push_str("</defs>\n");
}

fn push_lines(out: &mut String, lines: &[String], top: f64, paint: Paint, tone: Tone) {
    for (i, line) in lines.iter().enumerate() {
        let y = top + (i as f64 + 0.75) * LINE_HEIGHT;
        push_shape(out, &Shape::Text(MARGIN, y, Anchor::Start, String::new()));
        push_text_attribute(out, "fill", colour(paint, tone));
        if paint == Paint::Ink {
            out.push_str(" font-weight=\"600\"");
        }
        out.push('>');
        push_text(out, line);
        out.push_str("</text>\n");
    }
}

fn push_mark(out: &mut String, mark: &Mark, tone: Tone) {
    let element = push_shape(out, &mark.shape);
    let paint = colour(mark.paint, tone);
    match &mark.shape {
        Shape::Line(_) | Shape::Dashed(_) => {
            out.push_str(" fill=\"none\"");
            push_stroke(out, paint, line_width(mark.paint));
            out.push_str(" stroke-linejoin=\"round\"");
            if matches!(mark.shape, Shape::Dashed(_)) {
                out.push_str(" stroke-dasharray=\"4 3\"");
            }
        }
        Shape::Text(_, _, anchor, text) => {
            push_text_attribute(out, "fill", paint);
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
                Anchor::End => out.push_str(" text-anchor=\"end\""),
            }
            if mark.paint == Paint::Paper {
                // The halo under a label on coloured ground.
                push_stroke(out, paint, 3.0);
                out.push_str(" stroke-linejoin=\"round\"");
            }
            out.push('>');
            push_text(out, text);
            out.push_str("</text>\n");
            return;
        }
        shape => {
            push_fill(out, mark.paint, tone);
            if matches!(shape, Shape::Region(_)) || needs_edge(mark.paint) {
                push_stroke(out, edge(mark.paint, tone), 0.8);
            }
        }
    }
    push_end(out, element, &mark.name);
}

fn push_fill(out: &mut String, paint: Paint, tone: Tone) {
    if let Paint::Missing(reason) = paint {
        out.push_str(" fill=\"url(#");
        push_pattern_id(out, reason);
        out.push_str(")\"");
    } else {
        push_text_attribute(out, "fill", colour(paint, tone));
    }
}

fn push_stroke(out: &mut String, colour: &str, width: f64) {
    push_text_attribute(out, "stroke", colour);
    push_attribute(out, "stroke-width", width);
}

/// Width of a line; the style sheet has the same.
fn line_width(paint: Paint) -> f64 {
    match paint {
        Paint::Accent => 2.5,
        Paint::Paper => 5.0,
        Paint::Grid | Paint::Muted => 1.0,
        _ => 1.8,
    }
}

/// Closes an element; a name becomes its title, which viewers show under the pointer.
fn push_end(out: &mut String, element: &str, name: &str) {
    if name.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str("><title>");
    push_text(out, name);
    out.push_str("</title></");
    out.push_str(element);
    out.push_str(">\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene() -> Scene {
        Scene {
            width: 100.0,
            height: 50.0,
            title: "Titel <b>".to_owned(),
            summary: "Kurz.".to_owned(),
            marks: vec![
                Mark {
                    shape: Shape::Bar(0.0, 0.0, 10.0, 10.0),
                    paint: Paint::Missing(Missing::Pending),
                    area: None,
                    name: "A & B".to_owned(),
                },
                Mark {
                    shape: Shape::Line("M0 0L1 1".to_owned()),
                    paint: Paint::Accent,
                    area: None,
                    name: String::new(),
                },
            ],
        }
    }

    #[test]
    fn a_file_says_everything_itself() {
        let file = standalone(&scene(), Tone::Dark, "Datenquelle: Amt, 2023");
        assert!(file.contains("<title>Titel &lt;b&gt;</title>\n<desc>Kurz.</desc>"), "{file}");
        assert!(file.contains("<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"url(#h-pe)\""), "{file}");
        assert!(file.contains("<title>A &amp; B</title></rect>"), "{file}");
        assert!(file.contains("<pattern id=\"h-pe\"") && !file.contains("h-uc"), "{file}");
        assert!(file.contains("Datenquelle: ") && !file.contains("class=") && !file.contains("style="), "{file}");
    }

    #[test]
    fn the_attribution_is_complete() {
        let attribution = "Datenquelle: Thüringer Landesamt für Statistik, 2023, Tabelle 12345, Lizenz dl-de/by-2-0";
        let file = standalone(&scene(), Tone::Light, attribution);
        for word in attribution.split(' ') {
            assert!(file.contains(word), "{word} in {file}");
        }
    }
}
