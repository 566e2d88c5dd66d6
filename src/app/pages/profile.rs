//! The profile of an area: every theme, each indicator with figure, reference, place among all, rank and trend.

use std::sync::Arc;

use leptos::prelude::*;

use super::profile_rows::themes;
use super::{Frame, Memos, indicator, places, trouble};
use crate::app::html::Html;
use crate::app::paint::Page;
use crate::app::session::Session;
use crate::app::store::{Load, Opened, Pack};
use crate::model::{AreaIx, Details, Lang, Level, Note};
use crate::query::{self, Profile, resolve};
use crate::text::{self, fill as filled};
use crate::view::ViewState;

/// Markup of a profile.
#[derive(Debug, Default, PartialEq)]
pub struct Body {
    /// Notes and summary.
    summary: String,
    /// The first sentence, for the announcement.
    spoken: String,
    /// All rows.
    themes: String,
}

impl Memos {
    fn profile(self) -> Option<Arc<Body>> {
        self.profile.get()
    }
}

/// The profile for the address, once its figures are here. Details join when they come.
pub fn memo(session: Session) -> Memo<Option<Arc<Body>>> {
    Memo::new(move |_| {
        let opened = session.store.bundle()?;
        let state = session.address.get();
        let level = &resolve(&state, &opened.catalogue)?.level.id;
        let (pack, details) = (session.store.pack(level), session.store.details());
        write(&opened, &state, &*pack.ready()?, details.ready().as_deref()).map(Arc::new)
    })
}

/// Fills the page; returns its heading.
pub fn fill(page: &mut Page, frame: &Frame<'_>) -> String {
    let resolved = resolve(frame.state, &frame.opened.catalogue);
    let area = resolved.as_ref().and_then(|r| r.level.area(*r.areas.first()?));
    let (Some(resolved), Some(area)) = (&resolved, area) else { return choose(page, frame) };
    let t = frame.t;
    let title = frame.opened.catalogue.title.get(frame.state.lang);
    let edition = filled(t.app.edition_of, &[&frame.opened.catalogue.edition]);
    let mut html = Html::new();
    // Paper repeats the head of a table on every page: so each page names the area.
    html.raw("<div id=\"notices\"></div><div class=\"sheet\"><div class=\"print-head\" aria-hidden=\"true\"><p>");
    html.text(&[area.name.as_str(), title, &edition].join(" · ")).raw("</p></div><div class=\"sheet-body\">");
    html.el("p", "crumb", area.kind.get(frame.state.lang)).el("h1", "", &area.name).raw("<div id=\"busy\"></div>");
    html.raw("<div class=\"summary\" id=\"sentence\"></div>").raw(&indicator::actions(t, false));
    html.raw("<ul class=\"notes\" id=\"notes\"></ul>").el("p", "small muted", t.page.rank_order);
    html.raw("<div class=\"themes\" id=\"themes\"></div></div></div>");
    page.skeleton = html.done();
    page.slot("said", frame.session.read(|l| l.said));
    let mut notes = Html::new();
    for note in &resolved.notes {
        notes.el("li", "note", &note.words(&frame.opened.catalogue, frame.state.lang));
    }
    page.slot("notes", notes.done());
    match (frame.memos.profile(), frame.session.store.pack(&resolved.level.id)) {
        (Some(body), _) => {
            page.slot("busy", "");
            page.slot("sentence", body.summary.as_str());
            page.slot("themes", body.themes.as_str());
            page.words.clone_from(&body.spoken);
        }
        (None, Load::Failed(error)) => page.slot("busy", trouble::trouble(t, &error)),
        (None, _) => {
            page.complete = false;
            page.slot("busy", trouble::busy(t.app.loading_values));
        }
    }
    area.name.clone()
}

/// A profile without area: the search, and every area as a link.
fn choose(page: &mut Page, frame: &Frame<'_>) -> String {
    let heading = frame.t.page.choose_area;
    let mut html = Html::new();
    html.raw("<div id=\"notices\"></div>").el("h1", "", heading).raw("<ul class=\"notes\" id=\"notes\"></ul>");
    html.raw(&places::skeleton(frame.t)).raw("<ul class=\"columns\" id=\"all\"></ul>");
    page.skeleton = html.done();
    let mut notes = Html::new();
    for note in resolve(frame.state, &frame.opened.catalogue).iter().flat_map(|r| &r.notes) {
        notes.el("li", "note", &note.words(&frame.opened.catalogue, frame.state.lang));
    }
    page.slot("notes", notes.done());
    places::fill(page, frame);
    page.slot("all", places::all(frame.state, frame.opened));
    heading.to_owned()
}

fn write(opened: &Opened, state: &ViewState, pack: &Pack, details: Option<&Details>) -> Option<Body> {
    let resolved = resolve(state, &opened.catalogue)?;
    let area = *resolved.areas.first()?;
    let profile = Profile::of(&opened.catalogue, resolved.level, area, resolved.reference, &|id| pack.get(id));
    let sentences = query::profile_summary(&profile, resolved.reference, state.lang);
    let mut html = Html::new();
    for sentence in &sentences {
        html.el("p", "", sentence);
    }
    notes(&mut html, details, resolved.level, area, state.lang);
    let spoken = sentences.into_iter().next().unwrap_or_default();
    Some(Body { summary: html.done(), spoken, themes: themes(&resolved, &profile, pack, details, state) })
}

/// Notes on the area, apart from the figures.
fn notes(html: &mut Html, details: Option<&Details>, level: &Level, area: AreaIx, lang: Lang) {
    let Some(key) = level.area(area).map(|a| &a.key) else { return };
    let of_area = |n: &&Note| n.area.as_ref() == Some(key) && n.indicator.is_none();
    let notes: Vec<&Note> = details.map_or(&[][..], |d| &d.notes).iter().filter(of_area).collect();
    if !notes.is_empty() {
        html.raw("<div class=\"note\">").el("h2", "figure-title", text::words(lang).page.notes);
        for note in notes {
            html.el("p", "", note.text.get(lang));
        }
        html.raw("</div>");
    }
}
