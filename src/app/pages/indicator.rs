//! The indicator page: map, sorted bars and table as three views of one truth, trend, meaning and source.

use std::sync::Arc;

use leptos::prelude::*;

use super::controls::{Controls, Settings};
use super::display::{Display, Shows, display, keep_level};
use super::facts::Facts;
use super::share::Actions;
use crate::app::address::href;
use crate::app::graphic::Graphic;
use crate::app::parts::settle::settle;
use crate::app::parts::trouble::Trouble;
use crate::app::session::Session;
use crate::app::store::Opened;
use crate::view::View;

/// One indicator.
#[component]
pub fn IndicatorPage(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    keep_level(session, opened.clone());
    let shows = display(session, opened.clone());
    let title = Memo::new(move |_| picked(shows, |d| d.title.clone()));
    let sentence = Memo::new(move |_| picked(shows, |d| d.sentence.clone()));
    settle(session, title.into(), sentence.into(), Signal::derive(move || !matches!(shows.get(), Shows::Busy)));
    let markup =
        move |pick: fn(&Display) -> &String| Signal::from(Memo::new(move |_| picked(shows, |d| pick(d).clone())));
    let trend = markup(|d| &d.trend);
    view! {
        <h1>{move || title.get()}</h1>
        {move || match shows.get() {
            Shows::Busy => Some(view! { <p class="busy" role="status">{session.words().app.loading_values}</p> }.into_any()),
            Shows::Failed(error) => Some(view! { <Trouble error/> }.into_any()),
            Shows::Ready(_) => None,
        }}
        <p class="lead" id="sentence">{move || sentence.get()}</p>
        <ToProfile/>
        <ul class="notes" hidden=move || picked(shows, |d| d.notes.is_empty().to_string()) == "true"
            inner_html=move || list(&picked(shows, |d| d.notes.clone()))></ul>
        <Controls opened=opened.clone()/>
        <Settings opened=opened.clone()/>
        <div class="two">
            <section aria-label=move || session.words().figure.map>
                <Graphic class="graphic" markup=markup(|d| &d.map)/>
                <Readout shows/>
                <Graphic class="graphic" markup=markup(|d| &d.strip)/>
            </section>
            <section aria-label=move || session.words().figure.bars>
                <Graphic class="graphic" markup=markup(|d| &d.bars)/>
            </section>
        </div>
        <p class="small muted no-print">{move || session.words().figure.keys}</p>
        <Actions opened=opened.clone()/>
        <section class="section" hidden=move || trend.with(String::is_empty)>
            <h2>{move || session.words().figure.trend}</h2>
            <Graphic class="graphic" markup=trend/>
        </section>
        <section class="section" id="table">
            <h2>{move || session.words().figure.table}</h2>
            <div class="table" tabindex="0" role="region" aria-label=move || title.get()
                inner_html=move || picked(shows, |d| d.table.clone())></div>
        </section>
        <Facts opened/>
    }
}

/// From the chosen area to all of its figures.
#[component]
fn ToProfile() -> impl IntoView {
    let session = expect_context::<Session>();
    let target = move || {
        let (areas, level) = session.address.with(|s| (s.areas.clone(), s.level.clone()));
        href(&session.to(View::Profile, |s| (s.areas, s.level) = (areas, level)))
    };
    view! {
        <p class="no-print" hidden=move || session.address.with(|s| s.areas.is_empty())>
            <a href=target>{move || session.words().figure.open_profile}</a>
        </p>
    }
}

/// What the pointer or keyboard is on, in words: for those who see, beside the picture; screen readers hear the option.
#[component]
pub fn Readout(shows: Memo<Shows>) -> impl IntoView {
    let session = expect_context::<Session>();
    let words = move || {
        let row = session.lit.get().map(|row| row as usize);
        row.and_then(|row| picked(shows, |d| d.names.get(row).cloned())).unwrap_or_default()
    };
    view! { <p class="readout num" aria-hidden="true">{words}</p> }
}

/// A part of the display, empty while there is none.
pub fn picked<T: Default>(shows: Memo<Shows>, pick: impl Fn(&Display) -> T) -> T {
    shows.with(|shows| match shows {
        Shows::Ready(display) => pick(display),
        _ => T::default(),
    })
}

fn list(notes: &[String]) -> String {
    let mut html = crate::app::html::Html::new();
    for note in notes {
        html.el("li", "note", note);
    }
    html.done()
}
