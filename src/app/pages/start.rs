//! The start: find a place, see one map, choose a theme.

use super::{Frame, Shows, facts, indicator, places, trouble};
use leptos::prelude::Get;

use crate::app::html::Html;
use crate::app::paint::Page;
use crate::query::resolve;
use crate::view::View;

/// Fills the page; returns its heading for the window, none for the start.
pub fn fill(page: &mut Page, frame: &Frame<'_>) -> String {
    let (t, lang, catalogue) = (frame.t, frame.state.lang, &frame.opened.catalogue);
    let mut html = Html::new();
    html.raw("<div id=\"notices\"></div><ul class=\"notes\" id=\"notes\"></ul><div class=\"two hero\"><section><h1>");
    html.text(&crate::scene::first::question(catalogue, lang)).raw("</h1>");
    html.el("p", "lead", catalogue.description.get(lang)).raw(&places::skeleton(t));
    // On a phone the map comes first; the list of all areas waits behind one tap.
    let sizes = frame.session.sizes.get();
    html.raw(if sizes.side < sizes.map { "<details open>" } else { "<details>" });
    html.raw("<summary>").text(t.page.choose_area).raw("</summary>");
    html.raw("<ul class=\"columns\" id=\"all\"></ul></details></section>");
    html.raw("<section><h2 class=\"figure-title\" id=\"title\"></h2><div id=\"busy\"></div>");
    html.raw(
        "<div class=\"graphic\" id=\"map\"></div><p class=\"readout num\" id=\"readout\" aria-hidden=\"true\"></p>",
    );
    html.raw("<div class=\"graphic\" id=\"strip\"></div><p id=\"sentence\"></p><p class=\"credit\" id=\"credit\"></p></section></div>");
    html.raw("<section class=\"section\">")
        .el("h2", "", t.page.themes)
        .raw("<ul class=\"tiles\" id=\"tiles\"></ul></section>");
    html.raw(&own_files(t));
    page.skeleton = html.done();
    places::fill(page, frame);
    page.late.push(("all", places::all(frame.state, frame.opened)));
    page.late.push(("tiles", tiles(frame)));
    match frame.memos.display() {
        Shows::Ready(display) => {
            let id = resolve(frame.state, catalogue).map(|r| r.indicator.id.clone());
            let whole = frame.link(View::Indicator, |s| s.indicators = id.into_iter().collect());
            page.slot("title", Html::new().link(&whole, "", &display.title).done());
            page.slot("map", display.map.as_str());
            page.slot("strip", display.strip.as_str());
            page.slot("sentence", Html::new().text(&display.sentence).done());
            page.slot("busy", "");
            page.slot("notes", indicator::notes(&display.notes));
            page.late.push(("credit", facts::credit(frame)));
        }
        Shows::Busy => {
            page.complete = false;
            page.slot("busy", trouble::busy(t.app.loading_values));
        }
        Shows::Failed(error) => page.slot("busy", trouble::trouble(t, &error)),
    }
    String::new()
}

/// Themes with their first indicators, and the way to all of them.
fn tiles(frame: &Frame<'_>) -> String {
    let lang = frame.state.lang;
    let mut html = Html::new();
    for theme in &frame.opened.catalogue.themes {
        let indicators: Vec<_> = frame.opened.catalogue.of_theme(&theme.id).collect();
        html.raw("<li class=\"tile\">").el("h3", "", theme.title.get(lang)).raw("<ul>");
        for indicator in indicators.iter().filter(|i| i.front).take(4) {
            let to = frame.link(View::Indicator, |s| s.indicators = vec![indicator.id.clone()]);
            html.raw("<li>").link(&to, "", indicator.title.get(lang)).raw("</li>");
        }
        let to = [&frame.link(View::Catalogue, |_| ()), "#", theme.id.as_str()].concat();
        let count = match indicators.len() {
            1 => frame.t.page.one_indicator.to_owned(),
            n => crate::text::fill(frame.t.page.indicators, &[&n.to_string()]),
        };
        html.raw("</ul>").link(&to, "small", &count).raw("</li>");
    }
    html.done()
}

/// A place to choose files of one's own, with the promise that they stay here.
pub fn own_files(t: &crate::text::Text) -> String {
    let mut html = Html::new();
    html.raw("<section class=\"section no-print\">").el("h2", "", t.page.own_data).raw("<div class=\"drop\">");
    html.el("p", "", t.page.own_data_kind).raw("<p><label for=\"own\">").text(t.page.choose_file).raw("</label></p>");
    html.raw("<input id=\"own\" type=\"file\" multiple accept=\".zip,.json,.csv,.geojson\">");
    html.el("p", "small muted", t.page.own_data_private).raw("</div></section>").done()
}
