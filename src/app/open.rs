//! Opening other bundles: by address, or from a file of the reader's own device, which never leaves it.
//! Source bundles are read and compiled by the worker, whose module is loaded only then.

use std::collections::BTreeMap;

use js_sys::{Array, JSON, Object, Promise, Reflect, Uint8Array};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileList, MessageEvent, Worker};

use super::fetch::{self, Cause, LoadError};
use super::message;
use super::session::Session;

/// Files by path.
type Bytes = BTreeMap<String, Vec<u8>>;

/// Most bytes of a reader's own file.
const CAP: usize = 256 << 20;

/// What the worker found in a source bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Whether it keeps the bundle from opening.
    pub error: bool,
    /// In words, with place and likely cause.
    pub text: String,
}

/// Opens the bundle in a folder beside the app: compiled if there is an `atlas.json`, else a source package.
pub fn by_address(session: Session, base: String, edition: Option<String>) {
    session.set(|l| l.remarks.clear());
    spawn_local(async move {
        let probe = fetch::get(&format!("{base}atlas.json"), CAP).await;
        match probe.map_err(|e| e.cause) {
            Err(Cause::Status(404) | Cause::WebPage) => match package_files(&base).await {
                Ok(files) => compile(session, files, false).await,
                Err(error) => session.store.fail(error),
            },
            // Any other failure is told by the opening itself, which asks again.
            _ => session.store.open(base, edition),
        }
    });
}

/// Opens files that the reader chose or dropped. They stay on the device and enter no link.
pub fn own_files(session: Session, list: FileList) {
    session.set(|l| l.remarks.clear());
    session.store.wait();
    spawn_local(async move {
        let mut files = Bytes::new();
        for file in (0..list.length()).filter_map(|i| list.item(i)) {
            let fail = |cause| LoadError { file: file.name(), cause };
            if file.size() > CAP as f64 {
                return session.store.fail(fail(Cause::TooLarge));
            }
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => files.insert(file.name(), Uint8Array::new(&buffer).to_vec()),
                Err(_) => return session.store.fail(fail(Cause::Network)),
            };
        }
        compile(session, files, true).await;
    });
}

/// Loads every file that a package by address names.
async fn package_files(base: &str) -> Result<Bytes, LoadError> {
    let name = "datapackage.json";
    let manifest = fetch::get(&format!("{base}{name}"), CAP).await?;
    let paths = resource_paths(&manifest).ok_or_else(|| LoadError {
        file: format!("{base}{name}"),
        cause: Cause::Unreadable("datapackage.json".to_owned()),
    })?;
    let mut files = Bytes::from([(name.to_owned(), manifest)]);
    for path in paths {
        // The reader of packages names unsafe paths; they are never fetched.
        if path.contains([':', '\\']) || path.starts_with('/') || path.split('/').any(|s| s == "..") {
            continue;
        }
        match fetch::get(&format!("{base}{path}"), CAP).await {
            Ok(bytes) => files.insert(path, bytes),
            // A resource that is not there is a finding with its own words.
            Err(LoadError { cause: Cause::Status(404) | Cause::WebPage, .. }) => None,
            Err(error) => return Err(error),
        };
    }
    Ok(files)
}

fn resource_paths(manifest: &[u8]) -> Option<Vec<String>> {
    let package = JSON::parse(&String::from_utf8_lossy(manifest)).ok()?;
    let resources: Array = Reflect::get(&package, &"resources".into()).ok()?.dyn_into().ok()?;
    Some(resources.iter().filter_map(|r| Reflect::get(&r, &"path".into()).ok()?.as_string()).collect())
}

async fn compile(session: Session, files: Bytes, private: bool) {
    let english = session.address.now().lang == crate::model::Lang::En;
    let answer = ask(files, english).await;
    let Ok(answer) = answer else {
        let name = worker_name().unwrap_or_default();
        return session.store.fail(LoadError { file: name, cause: Cause::Network });
    };
    let field = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let remarks: Vec<Remark> = pairs(&field(message::REMARKS))
        .filter_map(|(error, text)| Some(Remark { error: error.is_truthy(), text: text.as_string()? }))
        .collect();
    let parts: Bytes = pairs(&field(message::PARTS))
        .filter_map(|(path, bytes)| Some((path.as_string()?, bytes.dyn_into::<Uint8Array>().ok()?.to_vec())))
        .collect();
    session.set(|l| l.remarks = remarks);
    if parts.is_empty() {
        let file = field(message::FILE).as_string().unwrap_or_default();
        session.store.fail(LoadError { file, cause: Cause::Rejected });
    } else {
        if private {
            session.address.set_private(true);
        }
        session.store.open_files(parts, private);
    }
}

fn pairs(list: &JsValue) -> impl Iterator<Item = (JsValue, JsValue)> {
    let list = list.dyn_ref::<Array>().cloned().unwrap_or_default();
    list.to_vec().into_iter().filter_map(|pair| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0), pair.get(1)))
    })
}

/// The build writes the worker's name, with its hash, into the start script's element.
fn worker_name() -> Option<String> {
    let start = web_sys::window()?.document()?.get_element_by_id("start")?;
    start.get_attribute("data-worker")
}

/// Starts a worker for one bundle, sends it the files, waits for its one answer and ends it.
async fn ask(files: Bytes, english: bool) -> Result<JsValue, JsValue> {
    let worker = Worker::new(&worker_name().ok_or(JsValue::NULL)?)?;
    let list = Array::new();
    for (path, bytes) in &files {
        list.push(&Array::of2(&path.as_str().into(), &Uint8Array::from(bytes.as_slice())));
    }
    let task = Object::new();
    Reflect::set(&task, &message::VERSION.into(), &JsValue::from(message::CURRENT))?;
    Reflect::set(&task, &message::ENGLISH.into(), &english.into())?;
    Reflect::set(&task, &message::FILES.into(), &list)?;
    let answer = Promise::new(&mut |resolve, reject| {
        let ready = Closure::<dyn FnMut(MessageEvent)>::new({
            let worker = worker.clone();
            let task = task.clone();
            move |event: MessageEvent| {
                // The first message says that the worker listens; the files follow then.
                if event.data().as_string().as_deref() == Some(message::LISTENING) {
                    let _ = worker.post_message(&task);
                } else {
                    let _ = resolve.call1(&JsValue::NULL, &event.data());
                }
            }
        });
        let failed = Closure::<dyn FnMut()>::new(move || {
            let _ = reject.call0(&JsValue::NULL);
        });
        worker.set_onmessage(Some(ready.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        ready.forget();
        failed.forget();
    });
    let answer = JsFuture::from(answer).await;
    worker.terminate();
    answer
}
