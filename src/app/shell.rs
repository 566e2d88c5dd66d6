//! The page around the pages: header, notices, footer, and which page is shown.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::graphic;
use super::pages::{
    about::About, catalogue::CataloguePage, indicator::IndicatorPage, profile::ProfilePage, start::Start,
};
use super::parts::{frame::Footer, frame::Header, own, search, trouble::Notices, trouble::Opening};
use super::session::Session;
use super::{links, panic};
use crate::model::Lang;
use crate::view::View;

/// Starts the atlas in the element `#app`.
pub fn start() {
    panic::install();
    let Some(root) = web_sys::window().and_then(|w| w.document()?.get_element_by_id("app")) else { return };
    mount_to(root.unchecked_into(), Atlas).forget();
}

#[component]
fn Atlas() -> impl IntoView {
    let session = Session::start();
    provide_context(session);
    links::install(session);
    own::install(session);
    graphic::install(session, move |row| pick(session, row));
    Effect::new(move |_| {
        let code = if session.lang() == Lang::En { "en" } else { "de" };
        let root = web_sys::window().and_then(|w| w.document()?.document_element());
        root.map(|r| r.set_attribute("lang", code));
    });
    let view = Memo::new(move |_| session.address.with(|s| (s.view, s.lang)));
    view! {
        <a class="skip" href="#main">{move || session.words().app.skip}</a>
        <Header/>
        <main id="main" tabindex="-1">
            <Notices/>
            <Opening/>
            {move || {
                // The catalogue is the ground of every page; until it is there, `Opening` speaks.
                let opened = session.store.bundle()?;
                Some(match view.get().0 {
                    View::Indicator => view! { <IndicatorPage opened/> }.into_any(),
                    View::Profile => view! { <ProfilePage opened/> }.into_any(),
                    View::Catalogue => view! { <CataloguePage opened/> }.into_any(),
                    View::About => view! { <About opened/> }.into_any(),
                    // Views that this version does not have yet lead to the start; the notices say so.
                    View::Start | View::Compare | View::Analysis | View::Report => {
                        view! { <Start opened/> }.into_any()
                    }
                })
            }}
        </main>
        <Footer/>
    }
}

/// An area was clicked or entered: its profile, or on the indicator page its place in the comparison.
fn pick(session: Session, row: u32) {
    let (Some(key), Some(opened), Some(level)) =
        (session.key_of(row), session.store.bundle_now(), session.level.get_untracked())
    else {
        return;
    };
    if session.address.now().view == View::Indicator {
        session.address.change(|state| {
            state.areas = if state.areas.first() == Some(&key) { Vec::new() } else { vec![key] };
        });
    } else {
        session.address.go(search::profile(session, &opened, level, key));
    }
}
