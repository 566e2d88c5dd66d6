//! What readers do with links, buttons and fields. The listeners sit on the document; markup says what is meant:
//! `href="?…"` another state, `data-go` the same for rows of a list, `data-do` an action, ids for fields.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{DragEvent, Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::pages::found_places;
use super::session::Session;
use super::{open, play, save};
use crate::app::pages::controls;
use crate::model::{IndicatorId, LevelId, Period, Slice};
use crate::query::resolve;
use crate::view::{self, Classes, PeriodChoice, ReferenceChoice, View};

/// Starts listening.
pub fn install(session: Session) {
    listen("click", move |event| click(session, event));
    listen("change", move |event| change(session, event));
    listen("input", move |event| input(session, event));
    listen("keydown", move |event| key(session, event));
    listen("pointerdown", |event| {
        // Focus must stay in the search field, or leaving it would close the list before the click arrives.
        target(event)?.closest("#places").ok()??;
        event.prevent_default();
        Some(())
    });
    listen("focusout", move |event| {
        target(event).filter(|t| t.id() == "place")?;
        session.set(|l| l.open = false);
        Some(())
    });
    for name in ["dragover", "drop"] {
        listen(name, move |event| dragged(session, event));
    }
}

/// Hears an event of the whole document. `None` means that the event was not for this listener.
pub fn listen(name: &str, mut run: impl FnMut(&Event) -> Option<()> + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        run(&event);
    });
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        let _ = document.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

/// The element of an event.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn click(session: Session, event: &Event) -> Option<()> {
    let target = target(event)?;
    if let Some(button) = target.closest("[data-do]").ok()? {
        return act(session, &button.get_attribute("data-do")?);
    }
    let mouse: &MouseEvent = event.dyn_ref()?;
    // A click with a modifier means another tab: the browser's own business.
    if mouse.button() != 0 || mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key() {
        return None;
    }
    if let Some(row) = target.closest("[data-go]").ok()? {
        go(session, &row.get_attribute("data-go")?);
    } else if let Some(link) = target.closest("a[href^='?']").ok()? {
        event.prevent_default();
        go(session, &link.get_attribute("href")?);
    }
    Some(())
}

fn go(session: Session, href: &str) {
    let (query, part) = href.split_once('#').unwrap_or((href, ""));
    session.set(|l| {
        (l.place, l.find, l.part) = (String::new(), String::new(), part.to_owned());
        (l.open, l.active, l.said) = (false, None, "");
    });
    session.address.go(view::decode(query).state);
}

fn act(session: Session, name: &str) -> Option<()> {
    match name {
        "retry" => session.retry(),
        "copy" => save::copy_link(session),
        "csv" => return save::save(session, true),
        "svg" => return save::save(session, false),
        "print" => return web_sys::window()?.print().ok(),
        "play" => play::toggle(session),
        "near" => near(session),
        "close" => session.close_own(),
        "tone" => return toggle_tone(),
        _ => {}
    }
    Some(())
}

/// Light becomes dark and dark light, for this visit only: nothing is stored on the reader's device.
fn toggle_tone() -> Option<()> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    let system = || window.match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|m| m.matches());
    let dark = root.get_attribute("data-theme").map_or_else(system, |theme| theme == "dark");
    root.set_attribute("data-theme", if dark { "light" } else { "dark" }).ok()
}

fn change(session: Session, event: &Event) -> Option<()> {
    let field = target(event)?;
    let value = Reflect::get(&field, &"value".into()).ok()?.as_string()?;
    let checked = || Reflect::get(&field, &"checked".into()).is_ok_and(|c| c.is_truthy());
    match field.id().as_str() {
        "own" => {
            let files = field.dyn_ref::<HtmlInputElement>()?.files().filter(|f| f.length() > 0)?;
            open::own_files(session, files);
        }
        "indicator" => session.address.change(|s| {
            s.indicators = vec![IndicatorId::new(value)];
            // Another indicator has other periods, categories and bounds.
            (s.period, s.breakdown) = (None, Slice::total());
            s.classes = s.classes.take().filter(|c| !matches!(c, Classes::Own(_)));
        }),
        "part" => session.address.change(|s| {
            let part = value.split_once(':').map(|(b, c)| (b.into(), c.into()));
            s.breakdown = Slice::of(part.into_iter().collect());
        }),
        "change" => {
            let at = shown_period(session)?;
            let from = Period::parse(&value);
            session.address.change(|s| {
                s.period = Some(from.map_or(PeriodChoice::At(at), |from| PeriodChoice::Change(from, at)));
            });
        }
        // Periods of another territory are not those of this one.
        "level" => session.address.change(|s| (s.level, s.period) = (Some(LevelId::new(value)), None)),
        "reference" => session.address.change(|s| {
            s.reference = Some(match value.as_str() {
                "median" => ReferenceChoice::Median,
                "peers" => ReferenceChoice::Peers,
                "none" => ReferenceChoice::None,
                key => ReferenceChoice::Area(key.into()),
            });
        }),
        "classes" => session.address.change(|s| {
            let count = s.classes.as_ref().and_then(controls::count).unwrap_or(5);
            s.classes = controls::classes(&value, count);
        }),
        "count" => session.address.change(|s| {
            let method = s.classes.as_ref().map_or("q", controls::method);
            s.classes = controls::classes(method, value.parse().unwrap_or(5));
        }),
        "fix" => {
            let fix = checked();
            session.address.change(|s| s.fix = fix);
        }
        _ => {}
    }
    Some(())
}

fn shown_period(session: Session) -> Option<Period> {
    let opened = session.store.bundle_now()?;
    Some(resolve(&session.address.now(), &opened.catalogue)?.span?.at)
}

fn input(session: Session, event: &Event) -> Option<()> {
    let field = target(event)?;
    let value = Reflect::get(&field, &"value".into()).ok()?.as_string()?;
    match field.id().as_str() {
        "place" => session.set(|l| (l.place, l.open, l.active) = (value, true, None)),
        "find" => session.set(|l| l.find = value),
        "period" => {
            play::stop(session);
            play::show(session, value.parse().ok()?);
        }
        _ => {}
    }
    Some(())
}

/// Keys of the place search.
fn key(session: Session, event: &Event) -> Option<()> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    target(event).filter(|t| t.id() == "place")?;
    let opened = session.store.bundle_now()?;
    let (typed, active) = session.local.with_untracked(|l| (l.place.clone(), l.active));
    let lines = found_places(&session.address.now(), &opened, &typed);
    let last = lines.len().checked_sub(1);
    let to = match event.key().as_str() {
        "ArrowDown" => last.map(|last| active.map_or(0, |i| if i < last { i + 1 } else { 0 })),
        "ArrowUp" => last.map(|last| active.map_or(last, |i| i.checked_sub(1).unwrap_or(last))),
        "Escape" => {
            session.set(|l| (l.open, l.active) = (false, None));
            return Some(());
        }
        "Enter" => {
            event.prevent_default();
            go(session, &lines.get(active.unwrap_or(0))?.href);
            return Some(());
        }
        _ => return None,
    };
    event.prevent_default();
    session.set(|l| (l.open, l.active) = (true, to));
    Some(())
}

fn dragged(session: Session, event: &Event) -> Option<()> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    if !data.types().includes(&"Files".into(), 0) {
        return None;
    }
    // Without this the browser would leave the page and show the file itself.
    event.prevent_default();
    if event.type_() == "drop" {
        open::own_files(session, data.files().filter(|f| f.length() > 0)?);
    }
    Some(())
}

/// The reader's own position: asked for only on request, compared with the boundaries here, sent nowhere.
fn near(session: Session) {
    let t = crate::text::words(session.address.now().lang);
    session.set(|l| l.position = t.search.locating);
    let found = Closure::once_into_js(move |position: JsValue| {
        let number = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.as_f64();
        let place = Reflect::get(&position, &"coords".into()).unwrap_or(JsValue::UNDEFINED);
        if let Some((lon, lat)) = number(&place, "longitude").zip(number(&place, "latitude")) {
            arrive(session, lon, lat);
        }
    });
    let refused = Closure::once_into_js(move |_: JsValue| session.set(|l| l.position = t.search.denied));
    let geolocation = web_sys::window().and_then(|w| w.navigator().geolocation().ok());
    let asked = geolocation.and_then(|g| {
        g.get_current_position_with_error_callback(found.unchecked_ref(), Some(refused.unchecked_ref())).ok()
    });
    if asked.is_none() {
        session.set(|l| l.position = t.search.unavailable);
    }
}

/// The profile of the area at a position, if the atlas has it.
fn arrive(session: Session, lon: f64, lat: f64) {
    let Some(opened) = session.store.bundle_now() else { return };
    let Some(level) = opened.catalogue.levels.first() else { return };
    let shapes = untrack(|| session.store.shapes(&level.id)).ready();
    let state = session.address.now();
    let area = shapes.and_then(|s| level.areas.get(crate::geo::locate(&s, lon, lat)?));
    match area {
        Some(area) => {
            session.address.go(super::session::beside(&state, View::Profile, |s| s.areas = vec![area.key.clone()]))
        }
        None => session.set(|l| l.position = crate::text::words(state.lang).search.outside),
    }
}
