//! Web worker of the statistics, so that the page stays responsive. Messages: `app::statistics`. Built for speed, with
//! and without SIMD.

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use sozialatlas::app::{message, statistics};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| statistics::work(&scope, &event.data())
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    let _ = scope.post_message(&message::LISTENING.into());
}
