//! What every page needs: the address, the opened bundle, the area that is lit, what is open or typed on the page.

use leptos::prelude::*;

use super::address::Address;
use super::fetch::{Cause, LoadError};
use super::open::{self, Remark};
use super::sizes::Sizes;
use super::store::{EMBEDDED, Store};
use crate::model::{AreaIx, AreaKey, Lang, LevelId};
use crate::view::{View, ViewState};

/// Handles to the owners of state; copy it freely.
#[derive(Clone, Copy)]
pub struct Session {
    /// The address: everything a reader would share.
    pub address: Address,
    /// The bundle.
    pub store: Store,
    /// The area under the pointer or keyboard: a row of the level on display.
    pub lit: RwSignal<Option<u32>>,
    /// What is typed, open or just happened on this page.
    pub local: RwSignal<Local>,
    /// Whether the first view is on the screen: what it can do without is asked for only then.
    pub calm: RwSignal<bool>,
    /// How wide pictures may be.
    pub sizes: RwSignal<Sizes>,
}

/// State of the page that no link carries.
#[derive(Clone, Debug, Default)]
pub struct Local {
    /// Typed into the place search.
    pub place: String,
    /// Whether the found places are open.
    pub open: bool,
    /// The found place that the arrow keys are on.
    pub active: Option<usize>,
    /// What happened to the reader's position.
    pub position: &'static str,
    /// Typed into the catalogue search.
    pub find: String,
    /// Whether the years are playing.
    pub playing: bool,
    /// What happened on sharing.
    pub said: &'static str,
    /// What the validator found in a source bundle.
    pub remarks: Vec<Remark>,
    /// The part of the next page that a link leads to; empty for its top.
    pub part: String,
}

impl Session {
    /// Reads the address and opens the bundle it names, now and whenever it names another one.
    pub fn start() -> Session {
        let session = Session {
            address: Address::open(),
            store: Store::new(),
            lit: RwSignal::new(None),
            local: RwSignal::new(Local::default()),
            calm: RwSignal::new(false),
            sizes: RwSignal::new(Sizes::of_window()),
        };
        Effect::new(move |before: Option<(Option<String>, Option<String>)>| {
            let now = session.address.with(|s| (s.bundle.clone(), s.edition.clone()));
            // The reader's own file stays open while the address only changes views.
            if before.as_ref() != Some(&now) && !untrack(|| session.store.bundle()).is_some_and(|o| o.private) {
                session.open(now.0.as_deref(), now.1.clone());
            }
            now
        });
        session
    }

    fn open(self, bundle: Option<&str>, edition: Option<String>) {
        self.set(|l| l.remarks.clear());
        match bundle.map(base_of) {
            None => self.store.open(EMBEDDED.to_owned(), edition),
            Some(Ok(base)) => open::by_address(self, base, edition),
            Some(Err(error)) => self.store.fail(error),
        }
    }

    /// Asks again for what failed.
    pub fn retry(self) {
        if untrack(|| self.store.opened()).failed().is_some() {
            let state = self.address.now();
            self.open(state.bundle.as_deref(), state.edition);
        } else {
            self.store.retry();
        }
    }

    /// What is typed, open or said on the page, tracked.
    pub fn read<T>(self, read: impl FnOnce(&Local) -> T) -> T {
        self.local.with(read)
    }

    /// Leaves the reader's own bundle for the embedded one.
    pub fn close_own(self) {
        self.address.set_private(false);
        self.open(None, None);
    }

    /// Changes what is typed, open or said on the page.
    pub fn set(self, edit: impl FnOnce(&mut Local)) {
        self.local.update(edit);
    }

    /// The level on display and the key of one of its rows, for handlers that know only the row.
    pub fn area_of(self, row: u32) -> Option<(LevelId, AreaKey)> {
        let opened = self.store.bundle_now()?;
        let resolved = crate::query::resolve(&self.address.now(), &opened.catalogue)?;
        let key = resolved.level.area(AreaIx(row))?.key.clone();
        Some((resolved.level.id.clone(), key))
    }
}

/// Another view in the same bundle, edition and language.
pub fn beside(now: &ViewState, view: View, edit: impl FnOnce(&mut ViewState)) -> ViewState {
    let (bundle, edition) = (now.bundle.clone(), now.edition.clone());
    let mut state = ViewState { view, lang: now.lang, bundle, edition, ..ViewState::default() };
    edit(&mut state);
    state
}

/// Whether a language is read as English by screen readers.
pub fn code(lang: Lang) -> &'static str {
    if lang == Lang::En { "en" } else { "de" }
}

/// The folder of a bundle named in an address: a bare name lies in `bundles/`. Only places beside the app.
fn base_of(bundle: &str) -> Result<String, LoadError> {
    let foreign = bundle.contains([':', '\\']) || bundle.starts_with('/');
    if foreign || bundle.is_empty() || bundle.split('/').any(|step| step == "..") {
        return Err(LoadError { file: bundle.to_owned(), cause: Cause::Refused });
    }
    let folder = bundle.trim_end_matches('/');
    Ok(if folder.bytes().any(|b| b == b'/') { format!("{folder}/") } else { format!("bundles/{folder}/") })
}
