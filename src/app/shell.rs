//! The life of the page: the document follows the address, the bundle and what the reader does.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement};

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
    let scene = Rc::new(RefCell::new(Scene::default()));
    Effect::new(move |_| {
        // While the prerendered picture is to be seen, an unfinished page would cost time and show less.
        if scene.try_borrow().is_ok_and(|now| now.life.first_stands(&document)) && memos.start_waits(session) {
            return;
        }
        let mut page = pages::page(session, memos);
        let lang = code(session.address.with(|s| s.lang));
        if let Some(root) = document.document_element().filter(|r| r.get_attribute("lang").as_deref() != Some(lang)) {
            let _ = root.set_attribute("lang", lang);
        }
        let Ok(mut now) = scene.try_borrow_mut() else { return };
        let change = now.painted.paint(&document, &page);
        if change.slots {
            graphic::relight(session);
        }
        now.late = std::mem::take(&mut page.late);
        now.title.clone_from(&page.title);
        now.life.next(session, &document, &page, &change);
        if !std::mem::replace(&mut now.waiting, true) {
            let scene = scene.clone();
            let document = document.clone();
            after_frame(move || finish(session, &document, &scene));
        }
    });
}

/// What the effect keeps from one run to the next.
#[derive(Default)]
struct Scene {
    painted: Painted,
    life: Life,
    /// Slots that follow the first picture, and the window's title, whose change costs the browser as much as a map.
    late: Vec<(&'static str, String)>,
    title: String,
    /// Whether that is under way.
    waiting: bool,
}

/// Runs when the next picture is on the screen.
fn after_frame(run: impl FnOnce() + 'static) {
    let task = Closure::once_into_js(run);
    let frame = Closure::once_into_js(move || {
        let window = web_sys::window()?;
        window.set_timeout_with_callback(task.unchecked_ref()).ok()
    });
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(frame.unchecked_ref());
    }
}

/// What follows the first picture: slots further down, the title, and the sign that the view is whole.
fn finish(session: Session, document: &Document, scene: &RefCell<Scene>) {
    let Ok(mut now) = scene.try_borrow_mut() else { return };
    now.waiting = false;
    let late = std::mem::take(&mut now.late);
    if now.painted.fill(document, &late) {
        graphic::relight(session);
    }
    if document.title() != now.title {
        document.set_title(&now.title);
    }
    if now.life.complete {
        ready(document);
    }
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
    /// Whether a page has taken the place of the prerendered one.
    begun: bool,
    /// A new view that is not complete yet.
    pending: bool,
    /// Whether everything of the page is there.
    complete: bool,
}

impl Life {
    /// Whether the reader still looks at the prerendered picture. A link to another view hides it (`public/start.js`).
    fn first_stands(&self, document: &Document) -> bool {
        !self.begun && document.document_element().is_some_and(|root| !root.has_attribute("data-link"))
    }

    fn next(&mut self, session: Session, document: &Document, page: &Page, change: &Change) {
        self.pending |= change.skeleton;
        self.complete = page.complete;
        if !page.complete {
            if let Some(root) = document.document_element() {
                let _ = root.set_attribute("data-ready", "false");
            }
            return;
        }
        // The prerendered page goes at the moment its successor is whole.
        if !std::mem::replace(&mut self.begun, true) {
            if let Some(first) = document.get_element_by_id("first") {
                first.remove();
            }
            after_frame(move || interactive(session));
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

/// The first view is on the screen and answers: those who measure are told, and what it could do without may follow.
fn interactive(session: Session) {
    if let Some(performance) = web_sys::window().and_then(|w| w.performance()) {
        let _ = performance.mark("atlas:interactive");
    }
    session.calm.set(true);
}

/// Tells styles, and those who measure, that the current view is complete and painted.
fn ready(document: &Document) {
    if let (Some(root), Some(window)) = (document.document_element(), web_sys::window()) {
        let _ = root.set_attribute("data-ready", "true");
        let _ = js_sys::Reflect::set(&window, &"__ready".into(), &true.into());
    }
}
