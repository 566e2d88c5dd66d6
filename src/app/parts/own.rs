//! The reader's own bundle: dropped on the page or chosen. It stays on the device and in no link.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{DragEvent, HtmlInputElement};

use crate::app::open;
use crate::app::session::Session;

/// Lets files be dropped anywhere on the page.
pub fn install(session: Session) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let drag = Closure::<dyn FnMut(DragEvent)>::new(move |event: DragEvent| {
        let Some(data) = event.data_transfer() else { return };
        if !data.types().includes(&"Files".into(), 0) {
            return;
        }
        // Without this the browser would leave the page and show the file itself.
        event.prevent_default();
        if event.type_() == "drop"
            && let Some(files) = data.files().filter(|f| f.length() > 0)
        {
            open::own_files(session, files);
        }
    });
    for name in ["dragover", "drop"] {
        let _ = document.add_event_listener_with_callback(name, drag.as_ref().unchecked_ref());
    }
    drag.forget();
}

/// A place to choose files, with the promise that they stay here.
#[component]
pub fn OwnFiles() -> impl IntoView {
    let session = expect_context::<Session>();
    let chosen = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        if let Some(files) = input.and_then(|i| i.files()).filter(|f| f.length() > 0) {
            open::own_files(session, files);
        }
    };
    view! {
        <section class="section no-print">
            <h2>{move || session.words().page.own_data}</h2>
            <div class="drop">
                <p>{move || session.words().page.own_data_kind}</p>
                <p><label for="own">{move || session.words().page.choose_file}</label></p>
                <input id="own" type="file" multiple=true accept=".zip,.json,.csv,.geojson" on:change=chosen/>
                <p class="small muted">{move || session.words().page.own_data_private}</p>
            </div>
        </section>
    }
}
