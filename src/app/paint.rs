//! From a page's markup to the document: only what changed is replaced, and the keyboard focus stays where it was.

use std::collections::BTreeMap;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

/// A page as it should be. Slots are elements of the skeleton, named by their id.
#[derive(Default)]
pub struct Page {
    /// Markup of the main part: headings and empty slots. Replaced when the view or the language changes.
    pub skeleton: String,
    /// Markup in the slots.
    pub slots: Vec<(&'static str, String)>,
    /// Markup in slots further down, which may follow a moment after the first picture.
    pub late: Vec<(&'static str, String)>,
    /// Attributes of elements: id, attribute, value; an empty value takes the attribute away.
    pub attributes: Vec<(&'static str, &'static str, String)>,
    /// Values of fields that may be in use: id and value.
    pub values: Vec<(&'static str, String)>,
    /// Title of the window.
    pub title: String,
    /// What is announced when it changes.
    pub words: String,
    /// Whether everything is here (or has failed with words).
    pub complete: bool,
}

impl Page {
    /// Adds a slot.
    pub fn slot(&mut self, id: &'static str, markup: impl Into<String>) {
        self.slots.push((id, markup.into()));
    }

    /// Adds an attribute.
    pub fn attribute(&mut self, id: &'static str, name: &'static str, value: impl Into<String>) {
        self.attributes.push((id, name, value.into()));
    }
}

/// What is in the document, so that equal markup is left alone.
#[derive(Default)]
pub struct Painted {
    skeleton: String,
    slots: BTreeMap<&'static str, String>,
}

/// What a painting did.
pub struct Change {
    /// The main part was replaced: another view.
    pub skeleton: bool,
    /// Some slot was replaced.
    pub slots: bool,
}

impl Painted {
    /// Brings the document to the page's state.
    pub fn paint(&mut self, document: &Document, page: &Page) -> Change {
        let mut change = Change { skeleton: false, slots: false };
        if self.skeleton != page.skeleton
            && let Some(main) = document.get_element_by_id("main")
        {
            main.set_inner_html(&page.skeleton);
            self.skeleton.clone_from(&page.skeleton);
            // Header and footer are not part of the skeleton; their slots stay painted.
            self.slots.retain(|id, _| matches!(*id, "head" | "foot"));
            change.skeleton = true;
        }
        change.slots = self.fill(document, &page.slots);
        for (id, name, value) in &page.attributes {
            let element = document.get_element_by_id(id);
            // Even an equal value would make the browser look at its styles again.
            let differs = |e: &Element| e.get_attribute(name).unwrap_or_default() != *value;
            if let Some(element) = element.filter(differs) {
                let _ = match value.as_str() {
                    "" => element.remove_attribute(name),
                    value => element.set_attribute(name, value),
                };
            }
        }
        for (id, value) in &page.values {
            if let Some(field) = document.get_element_by_id(id) {
                // A property, not the attribute: the attribute is only the value a field begins with.
                let _ = js_sys::Reflect::set(&field, &"value".into(), &value.into());
            }
        }
        change
    }

    /// Replaces the slots whose markup is another one now; whether there were any.
    pub fn fill(&mut self, document: &Document, slots: &[(&'static str, String)]) -> bool {
        let mut changed = false;
        for (id, markup) in slots {
            if self.slots.get(id) == Some(markup) {
                continue;
            }
            if let Some(slot) = document.get_element_by_id(id) {
                replace(document, &slot, markup);
                self.slots.insert(id, markup.clone());
                changed = true;
            }
        }
        changed
    }
}

/// Replaces the content of a slot. Whoever had the focus in it gets it back by its id, with the option it was on.
fn replace(document: &Document, slot: &Element, markup: &str) {
    let focused = document.active_element().filter(|e| slot.contains(Some(e)));
    let option = focused.as_ref().and_then(|e| e.get_attribute("aria-activedescendant"));
    let id = focused.map(|e| e.id()).filter(|id| !id.is_empty());
    slot.set_inner_html(markup);
    if let Some(again) = id.and_then(|id| document.get_element_by_id(&id)) {
        if let Some(option) = option {
            let _ = again.set_attribute("aria-activedescendant", &option);
        }
        // An SVG element can be focused too; the method is typed for HTML elements only.
        let _ = again.unchecked_ref::<HtmlElement>().focus();
    }
}
