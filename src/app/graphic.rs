//! What all graphics and tables have in common: pointing at an area lights it up everywhere, one tab stop each,
//! arrow keys inside. The listeners sit on the document, so a new picture needs none of its own.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent};

use super::act::{listen, target};
use super::session::{Session, beside};
use crate::view::View;

/// Starts listening.
pub fn install(session: Session) {
    listen("pointerover", move |event| {
        session.lit.set(area_of(event));
        Some(())
    });
    listen("click", move |event| {
        // Links inside a row do their own work.
        let link = target(event)?.closest("a,button,input,select,label").ok()?;
        pick(session, area_of(event).filter(|_| link.is_none())?);
        Some(())
    });
    listen("keydown", move |event| key(session, event.dyn_ref()?));
    listen("focusout", move |event| {
        graphic_of(event)?;
        session.lit.set(None);
        Some(())
    });
    listen("focusin", move |event| {
        let current = graphic_of(event)?.get_attribute("aria-activedescendant");
        session.lit.set(current.and_then(|id| id.rsplit('-').next()?.parse().ok()));
        Some(())
    });
    Effect::new(move |before: Option<Option<u32>>| {
        let now = session.lit.get();
        light(before.flatten(), now);
        read_out(now);
        now
    });
}

fn area_of(event: &Event) -> Option<u32> {
    target(event)?.closest("[data-a]").ok()??.get_attribute("data-a")?.parse().ok()
}

/// An area was clicked or entered: its profile, or on the indicator page its place in the comparison.
fn pick(session: Session, row: u32) {
    let Some((level, key)) = session.area_of(row) else { return };
    let state = session.address.now();
    if state.view == View::Indicator {
        session.address.change(|s| s.areas = if s.areas.first() == Some(&key) { Vec::new() } else { vec![key] });
    } else {
        let named = state.level.is_some().then_some(level);
        session.address.go(beside(&state, View::Profile, |s| (s.areas, s.level) = (vec![key], named)));
    }
}

fn graphic_of(event: &Event) -> Option<Element> {
    target(event)?.closest("svg[role=listbox]").ok()?
}

/// Marks every element of an area, and unmarks those of the area before.
fn light(before: Option<u32>, now: Option<u32>) {
    if let Some(before) = before {
        each(&format!("[data-a='{before}']"), |e| {
            let _ = e.class_list().remove_1("on");
        });
    }
    if let Some(now) = now {
        each(&format!("[data-a='{now}']"), |e| {
            let _ = e.class_list().add_1("on");
        });
    }
}

/// What is pointed at, in words, for those who see; screen readers hear the option itself.
fn read_out(row: Option<u32>) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let name = row.and_then(|row| {
        let option = document.query_selector(&format!("[role=option][data-a='{row}']")).ok()??;
        option.get_attribute("aria-label")
    });
    document.get_element_by_id("readout")?.set_text_content(name.as_deref());
    Some(())
}

/// Marks the lit area again after a picture was replaced.
pub fn relight(session: Session) {
    light(None, session.lit.get_untracked());
}

fn each(selector: &str, mut run: impl FnMut(&Element)) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let Ok(list) = document.query_selector_all(selector) else { return };
    for element in (0..list.length()).filter_map(|i| list.item(i)?.dyn_into::<Element>().ok()) {
        run(&element);
    }
}

fn key(session: Session, event: &KeyboardEvent) -> Option<()> {
    let graphic = graphic_of(event)?;
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let options = options(&graphic);
    let current = graphic
        .get_attribute("aria-activedescendant")
        .and_then(|id| options.iter().position(|o| o.id() == id))
        .or_else(|| options.iter().position(|o| o.get_attribute("aria-selected").as_deref() == Some("true")));
    let key = event.key();
    if key == "Enter" || key == " " {
        event.prevent_default();
        pick(session, options.get(current?)?.get_attribute("data-a")?.parse().ok()?);
        return None;
    }
    if key == "Escape" {
        graphic.remove_attribute("aria-activedescendant").ok()?;
        session.lit.set(None);
        return None;
    }
    let next = match (key.as_str(), current) {
        ("Home", _) => Some(0),
        ("End", _) => options.len().checked_sub(1),
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", None) => Some(0),
        ("ArrowUp", Some(i)) => neighbour(&options, i, (0.0, -1.0)),
        ("ArrowDown", Some(i)) => neighbour(&options, i, (0.0, 1.0)),
        ("ArrowLeft", Some(i)) => neighbour(&options, i, (-1.0, 0.0)),
        ("ArrowRight", Some(i)) => neighbour(&options, i, (1.0, 0.0)),
        (letter, at) if letter.chars().count() == 1 => by_letter(&options, at, letter),
        _ => return None,
    };
    event.prevent_default();
    let option = options.get(next?)?;
    graphic.set_attribute("aria-activedescendant", &option.id()).ok()?;
    session.lit.set(option.get_attribute("data-a")?.parse().ok());
    Some(())
}

fn options(graphic: &Element) -> Vec<Element> {
    let Ok(list) = graphic.query_selector_all("[role=option]") else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
}

/// The nearest option in a direction: what lies ahead counts, what lies aside costs double.
/// Where nothing lies ahead, the next or previous one in reading order.
fn neighbour(options: &[Element], from: usize, (dx, dy): (f64, f64)) -> Option<usize> {
    let centre = |e: &Element| {
        let r = e.get_bounding_client_rect();
        (r.left() + r.width() / 2.0, r.top() + r.height() / 2.0)
    };
    let (x, y) = centre(options.get(from)?);
    let mut best: Option<(f64, usize)> = None;
    for (i, option) in options.iter().enumerate().filter(|(i, _)| *i != from) {
        let (ox, oy) = centre(option);
        let ahead = (ox - x) * dx + (oy - y) * dy;
        let aside = ((ox - x) * dy).abs() + ((oy - y) * dx).abs();
        let cost = ahead + 2.0 * aside;
        if ahead > 1.0 && aside <= ahead * 1.5 && best.is_none_or(|(b, _)| cost < b) {
            best = Some((cost, i));
        }
    }
    let step = if dx + dy > 0.0 { from + 1 } else { from.checked_sub(1)? };
    best.map(|(_, i)| i).or((step < options.len()).then_some(step))
}

fn by_letter(options: &[Element], from: Option<usize>, letter: &str) -> Option<usize> {
    let letter = small(letter);
    let starts = |e: &Element| e.get_attribute("aria-label").is_some_and(|n| small(&n).starts_with(&letter));
    let start = from.map_or(0, |i| i + 1);
    (0..options.len()).map(|i| (start + i) % options.len()).find(|i| starts(&options[*i]))
}

/// The browser's own small letters: the library's table would weigh 12 kB.
fn small(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}
