//! Web worker: reads and compiles source bundles, so that the page's own module needs neither readers nor archives
//! and the page stays responsive. Source bundle in, compiled bundle or findings out; messages: `app::message`.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use sozialatlas::app::message;
use sozialatlas::bundle::compiled::{self, Part};
use sozialatlas::bundle::source;
use sozialatlas::bundle::{BundleError, Finding, Memory, Severity, from_zip};
use sozialatlas::model::Lang;

/// Answers every task that the page sends.
fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| {
            if let Ok(answer) = run(&event.data()) {
                let _ = scope.post_message(&answer);
            }
        }
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    let _ = scope.post_message(&message::LISTENING.into());
}

fn run(task: &JsValue) -> Result<JsValue, JsValue> {
    let field = |name: &str| Reflect::get(task, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let lang = if field(message::ENGLISH).is_truthy() { Lang::En } else { Lang::De };
    let (remarks, parts) = match field(message::VERSION).as_f64() {
        Some(v) if v == f64::from(message::CURRENT) => open(files(&field(message::FILES)), lang),
        _ => (vec![(true, "version".to_owned())], Vec::new()),
    };
    let list = Array::new();
    for (error, text) in remarks {
        list.push(&Array::of2(&error.into(), &text.into()));
    }
    let bytes = Array::new();
    for part in parts {
        bytes.push(&Array::of2(&part.path.into(), &Uint8Array::from(part.bytes.as_slice())));
    }
    let answer = Object::new();
    Reflect::set(&answer, &message::VERSION.into(), &JsValue::from(message::CURRENT))?;
    Reflect::set(&answer, &message::REMARKS.into(), &list)?;
    Reflect::set(&answer, &message::PARTS.into(), &bytes)?;
    Ok(answer.into())
}

fn files(list: &JsValue) -> Vec<(String, Vec<u8>)> {
    let list = list.dyn_ref::<Array>().cloned().unwrap_or_default();
    let file = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).dyn_into::<Uint8Array>().ok()?.to_vec()))
    };
    list.iter().filter_map(file).collect()
}

/// Remarks (is it an error, words) and the compiled parts, none if there is an error.
fn open(files: Vec<(String, Vec<u8>)>, lang: Lang) -> (Vec<(bool, String)>, Vec<Part>) {
    let broken = |error: BundleError| (vec![(true, error.message(lang))], Vec::new());
    let memory = match files.as_slice() {
        [(_, bytes)] if bytes.starts_with(b"PK") => match from_zip(bytes) {
            Ok(memory) => memory,
            Err(error) => return broken(error),
        },
        _ => Memory(files.into_iter().collect()),
    };
    let read = source::read(&memory);
    let is_error = |f: &Finding| f.severity == Severity::Error;
    let remarks: Vec<(bool, String)> =
        read.findings.iter().map(|f| (is_error(f), format!("{}: {}", f.place(lang), f.message(lang)))).collect();
    let Some(source) = read.source.filter(|_| !read.findings.iter().any(is_error)) else {
        return (remarks, Vec::new());
    };
    match compiled::compile(&source) {
        Ok(parts) => (remarks, parts),
        Err(error) => broken(error),
    }
}
