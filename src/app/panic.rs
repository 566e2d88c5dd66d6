//! A panic must never leave a page that looks alive: a message and a reload button that keeps the address.

use wasm_bindgen::prelude::*;

/// Installs the hook. The overlay is made with plain DOM calls, because nothing of the app can be trusted then.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        let _ = show(&place);
    }));
}

fn show(place: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    if document.get_element_by_id("panic").is_some() {
        return None;
    }
    if let Some(app) = document.get_element_by_id("app") {
        // Dead controls must not be reachable by pointer or keyboard.
        app.set_attribute("inert", "").ok()?;
    }
    let text = |name: &str, words: &str| {
        let element = document.create_element(name).ok()?;
        element.set_text_content(Some(words));
        Some(element)
    };
    let overlay = document.create_element("div").ok()?;
    overlay.set_id("panic");
    overlay.set_attribute("role", "alertdialog").ok()?;
    overlay.set_attribute("aria-label", "Fehler / Error").ok()?;
    overlay.append_child(text("h2", "Ein unerwarteter Fehler ist aufgetreten")?.as_ref()).ok()?;
    let words = "Der Atlas kann nicht weiterrechnen. Nach dem Neuladen sehen Sie dieselbe Ansicht. \
                 (An unexpected error: reload the page to see the same view.)";
    overlay.append_child(text("p", words)?.as_ref()).ok()?;
    overlay.append_child(text("p", place)?.as_ref()).ok()?;
    let button = text("button", "Seite neu laden / Reload")?;
    let reload = Closure::<dyn FnMut()>::new(|| {
        let _ = web_sys::window().map(|w| w.location().reload());
    });
    button.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref()).ok()?;
    reload.forget();
    overlay.append_child(&button).ok()?;
    document.body()?.append_child(&overlay).ok()?;
    button.dyn_into::<web_sys::HtmlElement>().ok()?.focus().ok()
}
