//! The place search: a combobox that forgives typing errors, and the reader's own position on request.

use super::Frame;
use crate::app::address::href;
use crate::app::html::Html;
use crate::app::paint::Page;
use crate::app::session::beside;
use crate::app::store::Opened;
use crate::model::{Area, AreaKey, Level, LevelId};
use crate::query::{Places, order_rows};
use crate::text::{Text, fill as filled, words};
use crate::view::{Sort, SortColumn, View, ViewState};

/// A found place: name, what it is, and the link to its profile.
pub struct Line {
    name: String,
    kind: String,
    /// The link to its profile.
    pub href: String,
}

/// The search as part of a skeleton; [`fill`] fills it.
pub fn skeleton(t: &Text) -> String {
    let mut html = Html::new();
    html.raw("<div class=\"search\" role=\"search\"><label for=\"place\">").text(t.search.label).raw("</label>");
    html.raw("<input id=\"place\" type=\"search\" role=\"combobox\" autocomplete=\"off\" spellcheck=\"false\"");
    html.raw(" aria-autocomplete=\"list\" aria-controls=\"places\" aria-expanded=\"false\"");
    html.attr("placeholder", t.search.placeholder).raw("><ul class=\"hits\" id=\"places\" role=\"listbox\" hidden");
    html.attr("aria-label", t.search.label).raw("></ul><p class=\"small muted\" role=\"status\" id=\"found\"></p>");
    html.raw("<p class=\"small muted\"><button class=\"link\" type=\"button\" data-do=\"near\">").text(t.search.locate);
    html.raw("</button> ")
        .text(t.search.nothing_sent)
        .raw("</p><p class=\"small\" role=\"status\" id=\"near\"></p></div>");
    html.done()
}

/// Fills the search with what is typed and found.
pub fn fill(page: &mut Page, frame: &Frame<'_>) {
    let (typed, open, active, position) = frame.session.read(|l| (l.place.clone(), l.open, l.active, l.position));
    let lines = lines(frame.state, frame.opened, &typed);
    let mut html = Html::new();
    for (i, line) in lines.iter().enumerate() {
        html.raw("<li role=\"option\"").attr("id", &format!("place-{i}")).attr("data-go", &line.href);
        html.attr("aria-selected", if active == Some(i) { "true" } else { "false" }).raw(">");
        html.el("span", "", &line.name).el("span", "small muted", &line.kind).raw("</li>");
    }
    let shown = open && !lines.is_empty();
    page.slot("places", html.done());
    page.attribute("places", "hidden", if shown { "" } else { "hidden" });
    page.attribute("place", "aria-expanded", if shown { "true" } else { "false" });
    let active = active.filter(|_| shown).map(|i| format!("place-{i}"));
    page.attribute("place", "aria-activedescendant", active.unwrap_or_default());
    page.slot(
        "found",
        match lines.len() {
            _ if typed.trim().is_empty() => String::new(),
            0 => frame.t.search.none.to_owned(),
            1 => frame.t.search.one.to_owned(),
            many => filled(frame.t.search.many, &[&many.to_string()]),
        },
    );
    page.slot("near", position);
    if typed.is_empty() {
        page.values.push(("place", typed));
    }
}

/// The places that a text finds, best first.
pub fn lines(state: &ViewState, opened: &Opened, text: &str) -> Vec<Line> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let catalogue = &opened.catalogue;
    let mut lines = Vec::new();
    for hit in Places::of(catalogue).find(text).into_iter().take(8) {
        let Some(level) = catalogue.level(&hit.level) else { continue };
        let Some(area) = level.area(hit.area) else { continue };
        let mut line = |level: &Level, area: &Area, kind: &str| {
            let href = href(&profile(state, opened, &level.id, &area.key));
            lines.push(Line { name: area.name.clone(), kind: kind.to_owned(), href });
        };
        let today = catalogue.levels.first();
        // Whoever looks for a dissolved area mostly wants to know how people live there today.
        if let Some((first, now)) = today.and_then(|l| Some((l, l.area(hit.now_in?)?))) {
            line(first, now, &filled(words(state.lang).page.now_for, &[&area.name]));
        }
        let first = today.is_some_and(|l| l.id == hit.level);
        line(level, area, if first { area.kind.get(state.lang) } else { level.title.get(state.lang) });
    }
    lines
}

/// The profile of an area; the level is named only where it is not the default.
pub fn profile(state: &ViewState, opened: &Opened, level: &LevelId, area: &AreaKey) -> ViewState {
    let catalogue = &opened.catalogue;
    let default = catalogue.default_view.level.as_ref().or(catalogue.levels.first().map(|l| &l.id));
    beside(state, View::Profile, |to| {
        to.areas = vec![area.clone()];
        to.level = Some(level.clone()).filter(|l| Some(l) != default);
    })
}

/// Every area of the first level as a link to its profile, by name.
pub fn all(state: &ViewState, opened: &Opened) -> String {
    let mut html = Html::new();
    let Some(level) = opened.catalogue.levels.first() else { return String::new() };
    for row in order_rows(level, &[], Sort { column: SortColumn::Name, descending: false }) {
        if let Some(area) = level.area(row) {
            let to = profile(state, opened, &level.id, &area.key);
            html.raw("<li>").link(&href(&to), "", &area.name).raw("</li>");
        }
    }
    html.done()
}
