use super::*;
use crate::scene::{Paint, Ramp};

fn mark(shape: Shape, area: Option<u32>, name: &str) -> Mark {
    Mark { shape, paint: Paint::Class(Ramp::Sequential, 4), area: area.map(AreaIx), name: name.to_owned() }
}

fn scene(marks: Vec<Mark>) -> Scene {
    Scene { width: 20.0, height: 10.0, title: "Titel".to_owned(), summary: "Kurz.".to_owned(), marks }
}

const HOSTILE: &str = "\"><script>alert('x')</script>&\0\u{202e}";

#[test]
fn an_interactive_picture_has_one_option_for_each_area() {
    let bar = Shape::Bar(0.0, 0.0, 1.0, 2.0);
    let dot = Shape::Dot(1.0, 1.0, 0.5);
    let scene = scene(vec![
        mark(bar.clone(), Some(3), "Gera"),
        mark(dot.clone(), Some(3), "Gera 2023"),
        mark(bar, Some(4), "Jena"),
        mark(dot, None, "Land"),
    ]);
    let html = page(&scene, &PageOptions { id: "m", interactive: true, selected: &[AreaIx(4)] });
    assert_eq!(
        html,
        "<svg id=\"m\" class=\"g\" width=\"20\" height=\"10\" viewBox=\"0 0 20 10\" \
         role=\"listbox\" tabindex=\"0\" aria-label=\"Titel\" \
         aria-describedby=\"m-d\"><desc id=\"m-d\">Kurz.</desc>\
         <rect x=\"0\" y=\"0\" width=\"1\" height=\"2\" class=\"s4\" role=\"option\" id=\"m-3\" aria-label=\"Gera\" \
         aria-selected=\"false\" data-a=\"3\"/>\
         <g aria-hidden=\"true\"><circle cx=\"1\" cy=\"1\" r=\".5\" class=\"s4\" data-n=\"Gera 2023\" data-a=\"3\"/></g>\
         <rect x=\"0\" y=\"0\" width=\"1\" height=\"2\" class=\"s4 sel\" role=\"option\" id=\"m-4\" \
         aria-label=\"Jena\" aria-selected=\"true\" data-a=\"4\"/>\
         <g aria-hidden=\"true\"><circle cx=\"1\" cy=\"1\" r=\".5\" class=\"s4\"/></g></svg>"
    );
}

#[test]
fn an_image_has_title_and_summary_as_its_name() {
    let html = page(&scene(vec![mark(Shape::Line("M0 0".to_owned()), Some(1), "Gera")]), &PageOptions::default());
    assert_eq!(
        html,
        "<svg class=\"g\" width=\"20\" height=\"10\" viewBox=\"0 0 20 10\" role=\"img\" aria-label=\"Titel. Kurz.\">\
         <path d=\"M0 0\" class=\"l s4\"/></svg>"
    );
}

#[test]
fn hostile_names_stay_text() {
    let text = Shape::Text(0.0, 0.0, Anchor::End, HOSTILE.to_owned());
    let mut scene =
        scene(vec![mark(text, Some(0), HOSTILE), mark(Shape::Region(HOSTILE.to_owned()), Some(0), HOSTILE)]);
    scene.title = HOSTILE.to_owned();
    scene.summary = HOSTILE.to_owned();
    let html = page(&scene, &PageOptions { id: HOSTILE, interactive: true, selected: &[] });
    assert!(!html.contains("<script") && !html.contains('\0') && !html.contains('\''), "{html}");
    // Every quotation mark belongs to an attribute of ours: the text between tags has none.
    for text in html.split('<').filter_map(|part| part.split_once('>')) {
        assert!(!text.1.contains(['"', '<']), "{text:?}");
        assert_eq!(text.0.matches('"').count() % 2, 0, "{text:?}");
    }
}

#[test]
fn no_style_attribute_is_written() {
    let html = [defs(), page(&scene(vec![mark(Shape::Dashed("M0 0".to_owned()), None, "")]), &PageOptions::default())];
    assert!(!html.concat().contains("style="));
}

#[test]
fn each_reason_has_a_hatching_of_its_own() {
    let defs = defs();
    let patterns: Vec<&str> = defs.split("<pattern id=").skip(1).collect();
    assert_eq!(patterns.len(), Missing::ALL.len());
    for (i, pattern) in patterns.iter().enumerate() {
        let line = |p: &str| p.rsplit_once(" d=\"").map(|(_, rest)| rest.to_owned());
        assert!(patterns[..i].iter().all(|other| line(other) != line(pattern)));
    }
}
