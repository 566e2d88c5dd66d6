//! The life of the page: the document follows the address, the bundle and what the reader does.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement, Window};

use super::pages::{self, Memos};
use super::paint::{Change, Page, Painted};
use super::session::{Session, code};
use super::sizes::Sizes;
use super::{act, graphic, panic};

/// Starts the atlas in the element `#app`.
pub fn start() {
    panic::install();
    let root = web_sys::window().and_then(|w| w.document()?.get_element_by_id("app"));
    if let Some(root) = root {
        mount_to(root.unchecked_into(), Atlas).forget();
    }
}

/// The frame: places that the pages fill.
#[component]
fn Atlas() -> impl IntoView {
    let session = Session::start();
    act::install(session);
    graphic::install(session);
    follow_window(session);
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        follow_state(session, document);
    }
    view! {
        <a class="skip" href="#main" id="skip"></a>
        <header class="bar" id="head"></header>
        <main id="main" tabindex="-1"></main>
        <footer class="foot" id="foot"></footer>
    }
}

/// One effect paints all: whatever a page reads is what it waits for.
fn follow_state(session: Session, document: Document) {
    let memos = Memos::of(session);
    let mut painted = Painted::default();
    let mut life = Life::default();
    Effect::new(move |_| {
        let page = pages::page(session, memos);
        if let Some(root) = document.document_element() {
            let _ = root.set_attribute("lang", code(session.address.with(|s| s.lang)));
        }
        document.set_title(&page.title);
        let change = painted.paint(&document, &page);
        if change.slots {
            graphic::relight(session);
        }
        life.next(session, &document, &page, &change);
    });
}

fn follow_window(session: Session) {
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
}

/// What has been said and where the reader is: focus and announcements belong to changes, not to states.
#[derive(Default)]
struct Life {
    words: String,
    /// Whether the reader has seen a complete page; the first one leaves the focus at the top.
    arrived: bool,
    /// A new view that is not complete yet.
    pending: bool,
}

impl Life {
    fn next(&mut self, session: Session, document: &Document, page: &Page, change: &Change) {
        self.pending |= change.skeleton;
        ready(document, page.complete);
        if !page.complete {
            return;
        }
        if std::mem::take(&mut self.pending) && std::mem::replace(&mut self.arrived, true) {
            arrive(session, document);
        }
        if self.words != page.words {
            // The first words of a view are on the page the reader has just come to; only changes need saying.
            if !change.skeleton
                && !self.words.is_empty()
                && let Some(live) = document.get_element_by_id("live")
            {
                live.set_text_content(Some(&page.words));
            }
            self.words.clone_from(&page.words);
        }
    }
}

/// At the part of the new page that the link led to, or at its top with the focus on its heading.
fn arrive(session: Session, document: &Document) {
    let part = session.local.with_untracked(|l| l.part.clone());
    if let Some(element) = document.get_element_by_id(&part).filter(|_| !part.is_empty()) {
        element.scroll_into_view();
    } else if let (Some(window), Ok(Some(heading))) = (web_sys::window(), document.query_selector("main h1")) {
        window.scroll_to_with_x_and_y(0.0, 0.0);
        let _ = heading.set_attribute("tabindex", "-1");
        let _ = heading.unchecked_into::<HtmlElement>().focus();
    }
}

/// Tells styles, and those who measure, whether the current view is complete and painted.
fn ready(document: &Document, complete: bool) -> Option<()> {
    let root = document.document_element()?;
    if !complete {
        return root.set_attribute("data-ready", "false").ok();
    }
    // The prerendered page goes at the moment its successor is whole.
    let first = document.get_element_by_id("first");
    if let Some(first) = &first {
        first.remove();
    }
    let window = web_sys::window()?;
    let painted = Closure::once_into_js(move || {
        let window: Window = web_sys::window()?;
        root.set_attribute("data-ready", "true").ok()?;
        if first.is_some() {
            let _ = window.performance()?.mark("atlas:interactive");
        }
        js_sys::Reflect::set(&window, &"__ready".into(), &true.into()).ok()
    });
    window.request_animation_frame(painted.unchecked_ref()).ok()?;
    Some(())
}
