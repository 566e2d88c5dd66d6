//! Header and footer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::address::href;
use crate::app::session::Session;
use crate::model::Lang;
use crate::text::{Text, fill, words};
use crate::view::{View, ViewState};

/// Name, navigation, language, light and dark.
#[component]
pub fn Header() -> impl IntoView {
    let session = expect_context::<Session>();
    let link = move |view: View| href(&session.to(view, |_| ()));
    let current = move |view: View| session.address.with(|s| (s.view == view).then_some("page"));
    let other = move || {
        let mut state: ViewState = session.address.get();
        state.lang = if state.lang == Lang::En { Lang::De } else { Lang::En };
        href(&state)
    };
    let place = move || session.store.bundle().map(|o| o.catalogue.title.get(session.lang()).to_owned());
    view! {
        <header class="bar">
            <div class="bar-in">
                <a class="brand" href=move || link(View::Start)>
                    <svg viewBox="0 0 24 24" aria-hidden="true">
                        <path fill="var(--accent)" d="M12 1 21.5 6.5v11L12 23 2.5 17.5v-11z"></path>
                        <path fill="var(--paper)" d="M12 5.5 17.6 8.75 12 12 6.4 8.75z" opacity=".85"></path>
                    </svg>
                    <span>{move || place().unwrap_or_else(|| "Sozialatlas".to_owned())}</span>
                </a>
                <nav class="nav" aria-label=move || session.words().app.menu>
                    {[View::Start, View::Catalogue, View::About]
                        .map(|view| {
                            view! {
                                <a href=move || link(view) aria-current=move || current(view)>
                                    {move || title(session.words(), view)}
                                </a>
                            }
                        })
                        .collect_view()}
                    <a href=other lang=move || if session.lang() == Lang::En { "de" } else { "en" }>
                        {move || other_name(session.lang())}
                    </a>
                    <button type="button" on:click=move |_| toggle_tone().unwrap_or_default()>{move || tones(session.words())}</button>
                </nav>
            </div>
        </header>
    }
}

/// The name of a page in the menu.
fn title(t: &'static Text, view: View) -> &'static str {
    match view {
        View::Start => t.app.start,
        View::Indicator => t.app.indicator,
        View::Profile => t.app.profile,
        View::Compare => t.app.compare,
        View::Analysis => t.app.analysis,
        View::Report => t.app.report,
        View::Catalogue => t.app.catalogue,
        View::About => t.app.about,
    }
}

/// The other language, in itself.
fn other_name(lang: Lang) -> &'static str {
    words(if lang == Lang::En { Lang::De } else { Lang::En }).app.language_name
}

/// "Hell/dunkel".
fn tones(t: &Text) -> String {
    [t.app.light, t.app.dark].join("/")
}

/// Light becomes dark and dark light, for this visit only: nothing is stored on the reader's device.
fn toggle_tone() -> Option<()> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    let system = || window.match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|m| m.matches());
    let dark = root.get_attribute("data-theme").map_or_else(system, |theme| theme == "dark");
    root.set_attribute("data-theme", if dark { "light" } else { "dark" }).ok()
}

/// Sources, edition, contact, statements.
#[component]
pub fn Footer() -> impl IntoView {
    let session = expect_context::<Session>();
    let lines = move || {
        let opened = session.store.bundle()?;
        let (t, lang) = (session.words(), session.lang());
        let catalogue = &opened.catalogue;
        let mut html = crate::app::html::Html::new();
        html.raw("<p>").text(catalogue.title.get(lang)).text(" · ");
        html.text(&fill(t.app.edition_of, &[&catalogue.edition]));
        html.raw("</p><p>").text(&catalogue.boundaries).raw("</p><p>").text(t.about.privacy).raw("</p>");
        let links = [
            (t.app.contact, catalogue.contact.as_str()),
            (t.app.imprint, &catalogue.imprint),
            (t.app.accessibility, &catalogue.accessibility_statement),
        ];
        html.raw("<p class=\"no-print\">");
        for (title, target) in links.into_iter().filter(|(_, target)| !target.is_empty()) {
            html.link(target, "", title).raw(" ");
        }
        Some(html.raw("</p>").done())
    };
    view! { <footer class="foot"><div class="foot-in" inner_html=move || lines().unwrap_or_default()></div></footer> }
}

/// Moves keyboard focus to the page's heading after a change of view, so that screen readers start there.
pub fn focus_heading() -> Option<()> {
    let heading = web_sys::window()?.document()?.query_selector("main h1").ok()??;
    heading.set_attribute("tabindex", "-1").ok()?;
    heading.dyn_into::<web_sys::HtmlElement>().ok()?.focus().ok()
}
