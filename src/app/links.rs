//! Links within the atlas are plain links: they can be opened in a new tab and copied. A click without modifier stays
//! in the page.

use leptos::prelude::SetValue;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MouseEvent};

use super::session::Session;
use crate::view;

/// Starts listening for clicks on links that lead to another state of this page.
pub fn install(session: Session) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let follow = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        let plain =
            event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key();
        let link = event.target().and_then(|t| t.dyn_into::<Element>().ok()?.closest("a[href^='?']").ok()?);
        if let (true, Some(href)) = (plain, link.and_then(|l| l.get_attribute("href"))) {
            event.prevent_default();
            let (query, part) = href.split_once('#').unwrap_or((&href, ""));
            session.part.set_value(part.to_owned());
            session.address.go(view::decode(query).state);
        }
    });
    let _ = document.add_event_listener_with_callback("click", follow.as_ref().unchecked_ref());
    follow.forget();
}
