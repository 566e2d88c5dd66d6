//! The pages as markup: what is on display in words and pictures, and the controls around it.

mod about;
mod catalogue;
pub mod controls;
mod display;
mod facts;
mod frame;
mod indicator;
mod places;
mod profile;
mod profile_rows;
mod start;
mod table;
mod trouble;

use std::sync::Arc;

use leptos::prelude::*;

pub use display::{Display, Shows, look_at};
pub use places::lines as found_places;

use super::paint::Page;
use super::session::Session;
use super::store::{Load, Opened};
use crate::text::{self, Text};
use crate::view::{View, ViewState};

/// Results that are kept while only other things change: typing in a search must not draw a map.
#[derive(Clone, Copy)]
pub struct Memos {
    display: Memo<Shows>,
    profile: Memo<Option<Arc<profile::Body>>>,
}

impl Memos {
    /// The memos of one page life.
    pub fn of(session: Session) -> Memos {
        Memos { display: display::memo(session), profile: profile::memo(session) }
    }

    /// Whether the start still waits for its map, tracked; what is needed is asked for. Nothing waits for what has failed.
    pub fn start_waits(self, session: Session) -> bool {
        session.store.opened().failed().is_none() && matches!(self.display(), Shows::Busy)
    }
}

/// What all pages are made from.
struct Frame<'a> {
    session: Session,
    memos: Memos,
    state: &'a ViewState,
    opened: &'a Arc<Opened>,
    t: &'static Text,
}

impl Frame<'_> {
    /// Another view in the same bundle, edition and language, as a link.
    fn link(&self, view: View, edit: impl FnOnce(&mut ViewState)) -> String {
        super::address::href(&super::session::beside(self.state, view, edit))
    }
}

/// The page for the current state; reads the signals it depends on.
pub fn page(session: Session, memos: Memos) -> Page {
    let state = session.address.get();
    let t = text::words(state.lang);
    let mut page = Page { complete: true, ..Page::default() };
    let opened = match session.store.opened() {
        Load::Ready(opened) => Some(opened),
        Load::Busy => {
            page.complete = false;
            page.skeleton = trouble::busy(t.app.loading_catalogue);
            None
        }
        Load::Failed(error) => {
            page.skeleton = ["<div id=\"notices\"></div>", &trouble::trouble(t, &error)].concat();
            None
        }
    };
    frame::fill(&mut page, session, &state, opened.as_deref(), t);
    if let Some(opened) = &opened {
        let frame = Frame { session, memos, state: &state, opened, t };
        let heading = match state.view {
            View::Indicator => indicator::fill(&mut page, &frame),
            View::Profile => profile::fill(&mut page, &frame),
            View::Catalogue => catalogue::fill(&mut page, &frame),
            View::About => about::fill(&mut page, &frame),
            // Views that this version does not have lead to the start; a notice says so.
            View::Start | View::Compare | View::Analysis | View::Report => start::fill(&mut page, &frame),
        };
        let title = opened.catalogue.title.get(state.lang);
        page.title = if heading.is_empty() { title.to_owned() } else { [&heading, " – ", title].concat() };
    } else {
        page.title = t.app.name.to_owned();
    }
    page
}
