//! A panic stops the program for good. The start script hears the error that follows and puts a message with a reload
//! button over the page; here only the place is told to whoever looks into the console.

use wasm_bindgen::JsValue;

/// Installs the hook.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        if let Some(place) = info.location() {
            let words = ["panicked at ", place.file(), ":", &place.line().to_string()].concat();
            web_sys::console::error_1(&JsValue::from(words));
        }
    }));
}
