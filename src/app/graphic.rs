//! What all graphics and tables have in common: pointing at an area lights it up everywhere, one tab stop each,
//! arrow keys inside. The listeners sit on the document, so a new picture needs none of its own.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement, KeyboardEvent};

use super::session::Session;

/// Starts listening. `pick` is called with the area that was clicked or entered.
pub fn install(session: Session, pick: impl Fn(u32) + Clone + 'static) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    listen(&document, "pointerover", move |event| session.lit.set(area_of(&event)));
    let picked = pick.clone();
    listen(&document, "click", move |event| {
        // Links inside a row do their own work.
        let link = target(&event).and_then(|t| t.closest("a,button,input,select,label").ok().flatten());
        if let (None, Some(area)) = (link, area_of(&event)) {
            picked(area);
        }
    });
    listen(&document, "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let _ = key(session, event, &pick);
    });
    listen(&document, "focusout", move |event| {
        if graphic_of(event).is_some() {
            session.lit.set(None);
        }
    });
    listen(&document, "focusin", move |event| {
        let Some(graphic) = graphic_of(event) else { return };
        let current = graphic.get_attribute("aria-activedescendant").and_then(|id| id.rsplit('-').next()?.parse().ok());
        session.lit.set(current);
    });
    Effect::new(move |before: Option<Option<u32>>| {
        let now = session.lit.get();
        light(before.flatten(), now);
        now
    });
}

fn listen(document: &Document, name: &str, run: impl FnMut(&Event) + 'static) {
    let mut run = run;
    let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| run(&event));
    let _ = document.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn area_of(event: &Event) -> Option<u32> {
    target(event)?.closest("[data-a]").ok()??.get_attribute("data-a")?.parse().ok()
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

fn key(session: Session, event: &KeyboardEvent, pick: &impl Fn(u32)) -> Option<()> {
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
        pick(options.get(current?)?.get_attribute("data-a")?.parse().ok()?);
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
    let letter = letter.to_lowercase();
    let starts = |e: &Element| e.get_attribute("aria-label").is_some_and(|n| n.to_lowercase().starts_with(&letter));
    let start = from.map_or(0, |i| i + 1);
    (0..options.len()).map(|i| (start + i) % options.len()).find(|i| starts(&options[*i]))
}

/// A place for a picture that keeps keyboard focus and highlight when the picture changes.
#[component]
pub fn Graphic(
    /// Class of the frame.
    class: &'static str,
    /// The picture's markup.
    markup: Signal<String>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let frame = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        let markup = markup.get();
        let Some(frame) = frame.get() else { return };
        let focused =
            frame.query_selector("svg:focus").ok().flatten().and_then(|s| s.get_attribute("aria-activedescendant"));
        let had_focus = frame.query_selector(":focus").ok().flatten().is_some();
        frame.set_inner_html(&markup);
        if had_focus && let Ok(Some(svg)) = frame.query_selector("svg[tabindex]") {
            if let Some(id) = focused {
                let _ = svg.set_attribute("aria-activedescendant", &id);
            }
            // An SVG element can be focused; the method is typed for HTML elements only.
            let _ = svg.unchecked_ref::<HtmlElement>().focus();
        }
        relight(session);
    });
    view! { <div class=class node_ref=frame></div> }
}
