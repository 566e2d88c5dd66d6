//! When a view is complete: title of the window, heading focus, announcement, and the sign that nothing is loading.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::frame::focus_heading;
use crate::app::session::Session;

/// Follows a page until it is complete, and again after every change. `words` are announced when they change.
pub fn settle(session: Session, title: Signal<String>, words: Signal<String>, complete: Signal<bool>) {
    let first = session.first.get_untracked();
    session.first.set(false);
    Effect::new(move |before: Option<bool>| {
        let complete = complete.get();
        ready(complete);
        let Some(document) = web_sys::window().and_then(|w| w.document()) else { return complete };
        let bundle =
            session.store.bundle().map(|o| o.catalogue.title.get(session.lang()).to_owned()).unwrap_or_default();
        let title = title.get();
        document.set_title(&if title.is_empty() { bundle } else { format!("{title} – {bundle}") });
        // The reader's own navigation moves the focus to the new heading; the first view leaves it at the top.
        if complete && before != Some(true) && !first {
            let part = session.part.get_value();
            session.part.set_value(String::new());
            match document.get_element_by_id(&part) {
                Some(element) => element.scroll_into_view(),
                None => arrive(),
            }
        }
        complete
    });
    Effect::new(move |before: Option<String>| {
        let words = words.get();
        // The first words are the page itself; only what changes afterwards needs saying.
        if before.as_ref().is_some_and(|b| !b.is_empty() && *b != words) && !words.is_empty() {
            let live = web_sys::window().and_then(|w| w.document()?.get_element_by_id("live"));
            if let Some(live) = live {
                live.set_text_content(Some(&words));
            }
        }
        words
    });
}

/// At the top of a new page, with the focus on its heading.
fn arrive() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus_heading();
}

/// Tells the page, its styles and those who measure it whether the current view is painted.
fn ready(complete: bool) -> Option<()> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    if !complete {
        return root.set_attribute("data-ready", "false").ok();
    }
    // After the next picture on screen: the pictures are in the document now, but not painted yet.
    let painted = Closure::once_into_js(move || {
        let _ = root.set_attribute("data-ready", "true");
        let window = web_sys::window()?;
        let first = window.document()?.get_element_by_id("first");
        if let Some(first) = first {
            first.remove();
            let _ = window.performance()?.mark("atlas:interactive");
        }
        js_sys::Reflect::set(&window, &"__ready".into(), &true.into()).ok()
    });
    window.request_animation_frame(painted.unchecked_ref()).ok()?;
    Some(())
}
