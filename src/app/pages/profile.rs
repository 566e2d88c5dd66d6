//! The profile of an area: every theme, each indicator with figure, reference, place among all, rank and trend.

use std::sync::Arc;

use leptos::prelude::*;

use super::display::keep_level;
use super::profile_rows::themes;
use super::share::Actions;
use crate::app::html::Html;
use crate::app::parts::search::{PlaceSearch, profile};
use crate::app::parts::settle::settle;
use crate::app::parts::trouble::Trouble;
use crate::app::session::Session;
use crate::app::store::{Load, Opened, Pack};
use crate::model::{AreaIx, Catalogue, Details, Lang, Level};
use crate::query::{self, Profile, resolve};
use crate::text::{self, fill};
use crate::view::ViewState;

/// One area.
#[component]
pub fn ProfilePage(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    keep_level(session, opened.clone());
    let subject = {
        let opened = opened.clone();
        Memo::new(move |_| {
            session.address.with(|s| {
                let resolved = resolve(s, &opened.catalogue)?;
                Some((resolved.level.id.clone(), resolved.areas.first().copied()))
            })
        })
    };
    let pack = move || subject.get().map(|(level, _)| session.store.pack(&level)).unwrap_or(Load::Busy);
    let body = {
        let opened = opened.clone();
        Memo::new(move |_| match (session.address.get(), pack(), session.store.details()) {
            (state, Load::Ready(pack), details) => {
                write(&opened.catalogue, &state, &pack, details.ready().as_deref()).unwrap_or_default()
            }
            _ => Body::default(),
        })
    };
    let title = {
        let opened = opened.clone();
        Memo::new(move |_| {
            let (level, area) = subject.get()?;
            opened.catalogue.level(&level)?.area(area?).map(|a| (a.name.clone(), a.kind.clone()))
        })
    };
    let name = Signal::derive(move || title.get().map(|t| t.0).unwrap_or_default());
    let none = move || title.with(Option::is_none);
    let head = {
        let opened = opened.clone();
        move || {
            let edition = fill(session.words().app.edition_of, &[&opened.catalogue.edition]);
            [name.get().as_str(), opened.catalogue.title.get(session.lang()), &edition].join(" · ")
        }
    };
    settle(
        session,
        name,
        Signal::derive(move || body.with(|b| b.spoken.clone())),
        Signal::derive(move || none() || !matches!(pack(), Load::Busy)),
    );
    view! {
        <div class="sheet">
        // Paper repeats the head of a table on every page: so each page names the area.
        <div class="print-head" aria-hidden="true"><p>{head}</p></div>
        <div class="sheet-body">
        <p class="crumb">{move || title.get().map(|t| t.1)}</p>
        <h1>{move || if none() { session.words().page.choose_area.to_owned() } else { name.get() }}</h1>
        {
            let opened = opened.clone();
            move || none().then(|| view! { <NoArea opened=opened.clone()/> })
        }
        {move || match (none(), pack()) {
            (false, Load::Busy) => Some(view! { <p class="busy" role="status">{session.words().app.loading_values}</p> }.into_any()),
            (false, Load::Failed(error)) => Some(view! { <Trouble error/> }.into_any()),
            _ => None,
        }}
        <div class="summary" id="sentence" inner_html=move || body.with(|b| b.summary.clone())></div>
        <div hidden=none><Actions opened/></div>
        <div class="themes" inner_html=move || body.with(|b| b.themes.clone())></div>
        </div>
        </div>
    }
}

/// A profile without area: the search, and every area as a link.
#[component]
fn NoArea(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <PlaceSearch opened=opened.clone()/>
        <ul class="columns" inner_html=move || area_links(session, &opened)></ul>
    }
}

/// Every area of the first level as a link to its profile.
pub fn area_links(session: Session, opened: &Opened) -> String {
    let mut html = Html::new();
    let Some(level) = opened.catalogue.levels.first() else { return String::new() };
    let values = vec![crate::model::Observation::Missing(crate::model::Missing::NotPublished); level.areas.len()];
    let by_name = crate::view::Sort { column: crate::view::SortColumn::Name, descending: false };
    for row in query::order_rows(level, &values, by_name) {
        if let Some(area) = level.area(row) {
            let to = profile(session, opened, level.id.clone(), area.key.clone());
            html.raw("<li>").link(&crate::app::address::href(&to), "", &area.name).raw("</li>");
        }
    }
    html.done()
}

/// Markup of a profile.
#[derive(Clone, Default, PartialEq)]
struct Body {
    summary: String,
    /// The summary as plain text, for the announcement.
    spoken: String,
    themes: String,
}

fn write(catalogue: &Catalogue, state: &ViewState, pack: &Pack, details: Option<&Details>) -> Option<Body> {
    let resolved = resolve(state, catalogue)?;
    let area = *resolved.areas.first()?;
    let profile = Profile::of(catalogue, resolved.level, area, resolved.reference, &|id| pack.get(id));
    let sentences = query::profile_summary(&profile, resolved.reference, state.lang);
    let mut html = Html::new();
    for sentence in &sentences {
        html.el("p", "", sentence);
    }
    notes(&mut html, details, resolved.level, area, state.lang);
    Some(Body {
        summary: html.done(),
        spoken: sentences.first().cloned().unwrap_or_default(),
        themes: themes(&resolved, &profile, pack, details, state),
    })
}

/// Notes on the area, apart from the figures.
fn notes(html: &mut Html, details: Option<&Details>, level: &Level, area: AreaIx, lang: Lang) {
    let Some(key) = level.area(area).map(|a| &a.key) else { return };
    let of_area = |n: &&crate::model::Note| n.area.as_ref() == Some(key) && n.indicator.is_none();
    let notes: Vec<_> = details.map(|d| d.notes.iter().filter(of_area).collect()).unwrap_or_default();
    if notes.is_empty() {
        return;
    }
    html.raw("<div class=\"note\">").el("h2", "figure-title", text::words(lang).page.notes);
    for note in notes {
        html.el("p", "", note.text.get(lang));
    }
    html.raw("</div>");
}

/// "3 Indikatoren" for a number of them.
pub fn count_words(n: usize, lang: Lang) -> String {
    let t = text::words(lang);
    if n == 1 { t.page.one_indicator.to_owned() } else { fill(t.page.indicators, &[&n.to_string()]) }
}
