//! The one reader and writer of the page's address.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::view::{self, UrlNote, ViewState};

/// The address as a signal. Pages read it; only [`Address::change`] and [`Address::go`] write it.
#[derive(Clone, Copy)]
pub struct Address {
    state: RwSignal<ViewState>,
    notes: RwSignal<Vec<UrlNote>>,
    /// Whether the bundle on display is the reader's own: nothing of it may stand in the address.
    private: StoredValue<bool>,
}

impl Address {
    /// Reads the page's address and follows the reader's back and forward.
    pub fn open() -> Address {
        let decoded = view::decode(&search());
        let address = Address {
            state: RwSignal::new(decoded.state),
            notes: RwSignal::new(decoded.notes),
            private: StoredValue::new(false),
        };
        let follow = Closure::<dyn FnMut(web_sys::PopStateEvent)>::new(move |event: web_sys::PopStateEvent| {
            // Views of an own bundle are kept in the history's memory, which no link and no server sees.
            let kept = event.state().as_string().filter(|_| address.private.get_value());
            let decoded = view::decode(&kept.unwrap_or_else(search));
            address.notes.set(decoded.notes);
            address.state.set(decoded.state);
        });
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback("popstate", follow.as_ref().unchecked_ref());
        }
        follow.forget();
        address
    }

    /// The state, tracked.
    pub fn get(self) -> ViewState {
        self.state.get()
    }

    /// A part of the state, tracked.
    pub fn with<T>(self, read: impl FnOnce(&ViewState) -> T) -> T {
        self.state.with(read)
    }

    /// The state, not tracked: for event handlers.
    pub fn now(self) -> ViewState {
        self.state.get_untracked()
    }

    /// Parts of the address that were not understood.
    pub fn notes(self) -> Vec<UrlNote> {
        self.notes.get()
    }

    /// Changes the state. What a reader would call another view gets a history entry; refinements replace it.
    pub fn change(self, edit: impl FnOnce(&mut ViewState)) {
        let before = self.now();
        let mut after = before.clone();
        edit(&mut after);
        self.go(after);
    }

    /// Goes to a state.
    pub fn go(self, after: ViewState) {
        let before = self.now();
        if before == after {
            return;
        }
        write(&after, is_another_view(&before, &after), self.private.get_value());
        self.notes.set(Vec::new());
        self.state.set(after);
    }

    /// Enters or leaves a bundle of the reader's own, at its start.
    pub fn set_private(self, private: bool) {
        self.private.set_value(private);
        let start = ViewState { lang: self.now().lang, ..ViewState::default() };
        write(&start, true, private);
        self.notes.set(Vec::new());
        self.state.set(start);
    }

    /// The full link that reproduces the view, with the edition pinned; the plain address while an own bundle is open.
    pub fn share_link(self, edition: &str) -> String {
        let mut state = self.now();
        state.edition = Some(edition.to_owned()).filter(|e| !e.is_empty());
        let location = web_sys::window().map(|w| w.location());
        let base = location.and_then(|l| Some(l.origin().ok()? + &l.pathname().ok()?)).unwrap_or_default();
        if self.private.get_value() { base } else { base + &href(&state) }
    }
}

/// A link within the atlas.
pub fn href(state: &ViewState) -> String {
    format!("?{}", view::encode(state))
}

fn is_another_view(before: &ViewState, after: &ViewState) -> bool {
    before.view != after.view
        || before.indicators != after.indicators
        || before.areas != after.areas
        || before.level != after.level
        || before.bundle != after.bundle
        || before.lang != after.lang
}

fn search() -> String {
    web_sys::window().and_then(|w| w.location().search().ok()).unwrap_or_default()
}

fn write(state: &ViewState, push: bool, private: bool) {
    let Some(window) = web_sys::window() else { return };
    let (Ok(history), Ok(path)) = (window.history(), window.location().pathname()) else { return };
    let query = view::encode(state);
    let url = if query.is_empty() || private { path } else { path + "?" + &query };
    let kept = if private { JsValue::from(query) } else { JsValue::NULL };
    // A browser that limits the number of entries refuses; the page itself goes on.
    let _ = if push {
        history.push_state_with_url(&kept, "", Some(&url))
    } else {
        history.replace_state_with_url(&kept, "", Some(&url))
    };
}
