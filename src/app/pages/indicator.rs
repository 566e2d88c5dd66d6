//! The indicator page: map, sorted bars and table as three views of one truth, trend, meaning and source.

use super::{Display, Frame, Shows, controls, facts, trouble};
use crate::app::html::Html;
use crate::app::paint::Page;
use crate::text::Text;
use crate::view::View;

/// Fills the page; returns its heading.
pub fn fill(page: &mut Page, frame: &Frame<'_>) -> String {
    page.skeleton = skeleton(frame.t);
    controls::fill(page, frame);
    page.late.push(("facts", facts::markup(frame)));
    page.late.push(("credit", facts::credit(frame)));
    page.slot("said", frame.session.read(|l| l.said));
    match frame.memos.display() {
        Shows::Ready(display) => {
            show(page, frame, &display);
            display.title.clone()
        }
        Shows::Busy => {
            page.complete = false;
            page.slot("busy", trouble::busy(frame.t.app.loading_values));
            String::new()
        }
        Shows::Failed(error) => {
            page.slot("busy", trouble::trouble(frame.t, &error));
            String::new()
        }
    }
}

fn skeleton(t: &Text) -> String {
    let mut html = Html::new();
    html.raw(
        "<div id=\"notices\"></div><p class=\"crumb\" id=\"about\"></p><h1 id=\"title\"></h1><div id=\"busy\"></div><p class=\"lead\" id=\"sentence\"></p>",
    );
    html.raw("<p class=\"no-print\" id=\"to-profile\"></p><ul class=\"notes\" id=\"notes\"></ul>");
    html.raw(&controls::skeleton(t)).raw("<div class=\"two\"><section").attr("aria-label", t.figure.map).raw(">");
    html.raw(
        "<div class=\"graphic\" id=\"map\"></div><p class=\"readout num\" id=\"readout\" aria-hidden=\"true\"></p>",
    );
    html.raw("<div class=\"graphic\" id=\"strip\"></div><p class=\"credit\" id=\"credit\"></p></section><section")
        .attr("aria-label", t.figure.bars);
    html.raw("><div class=\"graphic\" id=\"bars\"></div></section></div>").el(
        "p",
        "small muted no-print",
        t.figure.keys,
    );
    html.raw(&actions(t, true)).raw("<section class=\"section\" id=\"trend-part\">").el("h2", "", t.figure.trend);
    html.raw("<div class=\"graphic\" id=\"trend\"></div></section><section class=\"section\" id=\"parts-part\">");
    html.el("h2", "", t.figure.breakdown).raw("<div class=\"two\" id=\"parts\"></div></section>");
    html.raw("<section class=\"section\" id=\"table\">");
    html.el("h2", "", t.figure.table);
    html.raw("<div class=\"table\" id=\"rows\" tabindex=\"0\" role=\"region\"").attr("aria-label", t.figure.table);
    html.raw("></div></section><section class=\"section\">").el("h2", "", t.source.heading);
    html.raw("<div id=\"facts\"></div></section>").done()
}

/// What of the link does not exist here, and what readers should know of the figures.
pub fn notes(notes: &[String]) -> String {
    let mut html = Html::new();
    for note in notes {
        html.el("li", "note", note);
    }
    html.done()
}

/// Copy the link, save table and map, print.
pub fn actions(t: &Text, with_files: bool) -> String {
    let mut html = Html::new();
    html.raw("<div class=\"actions\">");
    for (act, words, shown) in [
        ("copy", t.share.link, true),
        ("csv", t.share.csv, with_files),
        ("svg", t.share.svg, with_files),
        ("print", t.share.print, true),
    ] {
        if shown {
            html.raw("<button class=\"button plain\" type=\"button\"")
                .attr("data-do", act)
                .raw(">")
                .text(words)
                .raw("</button>");
        }
    }
    html.raw("<span class=\"small\" role=\"status\" id=\"said\"></span></div>").done()
}

fn show(page: &mut Page, frame: &Frame<'_>, display: &Display) {
    let text = |words: &str| Html::new().text(words).done();
    page.slot("busy", "");
    page.slot("about", text(&display.about));
    page.slot("title", text(&display.title));
    page.slot("sentence", text(&display.sentence));
    page.words.clone_from(&display.sentence);
    page.slot("notes", notes(&display.notes));
    let (areas, level) = (&frame.state.areas, &frame.state.level);
    let profile = frame.link(View::Profile, |s| (s.areas, s.level) = (areas.clone(), level.clone()));
    let link = || Html::new().link(&profile, "", frame.t.figure.open_profile).done();
    page.slot("to-profile", if display.has_area { link() } else { String::new() });
    page.slot("map", display.map.as_str());
    page.slot("strip", display.strip.as_str());
    page.slot("bars", display.bars.as_str());
    page.late.push(("rows", display.table.clone()));
    page.late.push(("trend", display.trend.clone()));
    page.late.push(("parts", display.parts.clone()));
    page.attribute("parts-part", "hidden", if display.parts.is_empty() { "hidden" } else { "" });
    page.attribute("trend-part", "hidden", if display.trend.is_empty() { "hidden" } else { "" });
}
