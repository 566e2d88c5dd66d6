//! What every page needs: the address, the opened bundle, the area that is lit, the words.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::address::Address;
use super::pages::Sizes;
use super::store::{EMBEDDED, Store};
use crate::model::{AreaKey, Lang, LevelId};
use crate::text::{self, Text};
use crate::view::{View, ViewState};

/// Handles to the three owners of state; copy it freely.
#[derive(Clone, Copy)]
pub struct Session {
    /// The address.
    pub address: Address,
    /// The bundle.
    pub store: Store,
    /// The area under the pointer or keyboard: a row of the level on display.
    pub lit: RwSignal<Option<u32>>,
    /// Whether no page has been shown yet.
    pub first: RwSignal<bool>,
    /// How wide pictures may be.
    pub sizes: RwSignal<Sizes>,
    /// The part of the next page that a link leads to; empty for its top.
    pub part: StoredValue<String>,
    /// What the validator found in a source bundle.
    pub remarks: RwSignal<Vec<super::open::Remark>>,
    /// The level on display, for handlers that know only a row.
    pub level: RwSignal<Option<LevelId>>,
}

impl Session {
    /// Reads the address and opens the bundle it names.
    pub fn start() -> Session {
        let session = Session {
            address: Address::open(),
            store: Store::new(),
            lit: RwSignal::new(None),
            first: RwSignal::new(true),
            sizes: RwSignal::new(Sizes::of_window()),
            part: StoredValue::new(String::new()),
            remarks: RwSignal::new(Vec::new()),
            level: RwSignal::new(None),
        };
        let resized = Closure::<dyn FnMut()>::new(move || {
            let sizes = Sizes::of_window();
            if session.sizes.get_untracked() != sizes {
                session.sizes.set(sizes);
            }
        });
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback("resize", resized.as_ref().unchecked_ref());
        }
        resized.forget();
        let bundle = Memo::new(move |_| session.address.with(|s| (s.bundle.clone(), s.edition.clone())));
        Effect::new(move |before: Option<(Option<String>, Option<String>)>| {
            let now = bundle.get();
            // The reader's own file stays open while the address only changes views.
            let same = before.as_ref() == Some(&now);
            if !same {
                session.open(now.0.as_deref(), now.1.clone());
            }
            now
        });
        session
    }

    fn open(self, bundle: Option<&str>, edition: Option<String>) {
        match bundle.map(base_of) {
            None => self.store.open(EMBEDDED.to_owned(), edition),
            Some(Ok(base)) => super::open::by_address(self, base, edition),
            Some(Err(error)) => self.store.fail(error),
        }
    }

    /// Opens again after a failure.
    pub fn retry(self) {
        if self.store.opened().failed().is_some() {
            let state = self.address.now();
            self.open(state.bundle.as_deref(), state.edition);
        } else {
            self.store.retry();
        }
    }

    /// The reader's language, tracked.
    pub fn lang(self) -> Lang {
        self.address.with(|s| s.lang)
    }

    /// The words in the reader's language, tracked.
    pub fn words(self) -> &'static Text {
        text::words(self.lang())
    }

    /// A link to another view; language and bundle stay.
    pub fn to(self, view: View, edit: impl FnOnce(&mut ViewState)) -> ViewState {
        let now = self.address.get();
        let mut state =
            ViewState { view, lang: now.lang, bundle: now.bundle, edition: now.edition, ..ViewState::default() };
        edit(&mut state);
        state
    }

    /// The key of a row of the level on display.
    pub fn key_of(self, row: u32) -> Option<AreaKey> {
        let opened = self.store.bundle_now()?;
        let level = self.level.get_untracked()?;
        let level = opened.catalogue.level(&level)?;
        level.area(crate::model::AreaIx(row)).map(|area| area.key.clone())
    }
}

/// The folder of a bundle named in an address: a bare name lies in `bundles/`. Only places beside the app.
fn base_of(bundle: &str) -> Result<String, super::fetch::LoadError> {
    let refused = || super::fetch::LoadError { file: bundle.to_owned(), cause: super::fetch::Cause::Refused };
    let foreign = bundle.contains(':') || bundle.contains('\\') || bundle.starts_with('/');
    if foreign || bundle.is_empty() || bundle.split('/').any(|step| step == "..") {
        return Err(refused());
    }
    let folder = bundle.trim_end_matches('/');
    Ok(if folder.contains('/') { format!("{folder}/") } else { format!("bundles/{folder}/") })
}
