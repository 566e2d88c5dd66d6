//! The start: find a place, see one map, choose a theme.

use std::sync::Arc;

use leptos::prelude::*;

use super::display::{display, keep_level};
use super::indicator::{Readout, picked};
use super::profile::{area_links, count_words};
use crate::app::address::href;
use crate::app::graphic::Graphic;
use crate::app::html::Html;
use crate::app::parts::own::OwnFiles;
use crate::app::parts::search::PlaceSearch;
use crate::app::parts::settle::settle;
use crate::app::parts::trouble::Trouble;
use crate::app::session::Session;
use crate::app::store::Opened;
use crate::view::View;

/// The first page.
#[component]
pub fn Start(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    keep_level(session, opened.clone());
    let shows = display(session, opened.clone());
    let busy = move || matches!(shows.get(), super::display::Shows::Busy);
    settle(session, Signal::derive(String::new), Signal::derive(String::new), Signal::derive(move || !busy()));
    let title = move || picked(shows, |d| d.title.clone());
    let map = Memo::new(move |_| picked(shows, |d| d.map.clone()));
    let strip = Memo::new(move |_| picked(shows, |d| d.strip.clone()));
    let description = {
        let opened = opened.clone();
        move || opened.catalogue.description.get(session.lang()).to_owned()
    };
    let question = {
        let opened = opened.clone();
        move || crate::scene::first::question(&opened.catalogue, session.lang())
    };
    let whole = {
        let opened = opened.clone();
        move || {
            let id = crate::query::resolve(&session.address.get(), &opened.catalogue).map(|r| r.indicator.id.clone());
            href(&session.to(View::Indicator, |s| s.indicators = id.into_iter().collect()))
        }
    };
    view! {
        <div class="two hero">
            <section>
                <h1>{question}</h1>
                <p class="lead">{description}</p>
                <PlaceSearch opened=opened.clone()/>
                <h2 class="figure-title">{move || session.words().page.choose_area}</h2>
                <ul class="columns" inner_html={
                    let opened = opened.clone();
                    move || area_links(session, &opened)
                }></ul>
            </section>
            <section>
                <h2 class="figure-title"><a href=whole>{title}</a></h2>
                {move || match shows.get() {
                    super::display::Shows::Failed(error) => Some(view! { <Trouble error/> }),
                    _ => None,
                }}
                <p class="busy" role="status" hidden=move || !busy()>{move || session.words().app.loading_values}</p>
                <Graphic class="graphic" markup=map.into()/>
                <Readout shows/>
                <Graphic class="graphic" markup=strip.into()/>
                <p id="sentence">{move || picked(shows, |d| d.sentence.clone())}</p>
            </section>
        </div>
        <section class="section">
            <h2>{move || session.words().page.themes}</h2>
            <ul class="tiles" inner_html={
                let opened = opened.clone();
                move || tiles(session, &opened)
            }></ul>
        </section>
        <OwnFiles/>
    }
}

/// Themes with their first indicators, and the way to all of them.
fn tiles(session: Session, opened: &Opened) -> String {
    let lang = session.lang();
    let mut html = Html::new();
    for theme in &opened.catalogue.themes {
        let indicators: Vec<_> = opened.catalogue.of_theme(&theme.id).collect();
        html.raw("<li class=\"tile\">").el("h3", "", theme.title.get(lang)).raw("<ul>");
        for indicator in indicators.iter().filter(|i| i.front).take(4) {
            let to = session.to(View::Indicator, |s| s.indicators = vec![indicator.id.clone()]);
            html.raw("<li>").link(&href(&to), "", indicator.title.get(lang)).raw("</li>");
        }
        let to = href(&session.to(View::Catalogue, |_| ())) + "#" + theme.id.as_str();
        html.raw("</ul>").link(&to, "small", &count_words(indicators.len(), lang)).raw("</li>");
    }
    html.done()
}
