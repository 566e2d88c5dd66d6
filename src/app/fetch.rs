//! Fetching bytes from static hosting: with a time limit, a size cap and an error that names the cause.

use js_sys::{Array, Map, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestInit, Response, Window};

/// Why a file could not be loaded. Shown to the reader with a retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// The file, relative to the app.
    pub file: String,
    /// The cause.
    pub cause: Cause,
}

/// The cause of a failed load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The device says it has no network.
    Offline,
    /// The connection failed.
    Network,
    /// No answer in time.
    Timeout,
    /// The server answered with this status.
    Status(u16),
    /// A web page came instead of data (a server that answers every address with its start page).
    WebPage,
    /// More bytes than a part may have.
    TooLarge,
    /// Fewer bytes than the manifest says.
    Truncated,
    /// Other bytes than the manifest says.
    Damaged,
    /// The bytes cannot be read.
    Unreadable(String),
    /// The validator found errors; they are listed beside.
    Rejected,
    /// The address of the bundle is not allowed.
    Refused,
}

/// Longest wait for one file. Slow mobile connections need some 10 s for the largest part.
const TIMEOUT_MS: i32 = 45_000;

/// Loads a file, at most `cap` bytes.
pub async fn get(url: &str, cap: usize) -> Result<Vec<u8>, LoadError> {
    let fail = |cause| LoadError { file: url.to_owned(), cause };
    let window = web_sys::window().ok_or_else(|| fail(Cause::Network))?;
    let abort = AbortController::new().map_err(|_| fail(Cause::Network))?;
    let init = RequestInit::new();
    init.set_signal(Some(&abort.signal()));
    let guard = {
        let abort = abort.clone();
        Closure::<dyn FnMut()>::new(move || abort.abort())
    };
    let timer =
        window.set_timeout_with_callback_and_timeout_and_arguments_0(guard.as_ref().unchecked_ref(), TIMEOUT_MS);
    let answer = read(&window, url, &init, cap).await;
    if let Ok(timer) = timer {
        window.clear_timeout_with_handle(timer);
    }
    answer.map_err(|cause| match cause {
        Cause::Network if abort.signal().aborted() => fail(Cause::Timeout),
        Cause::Network if !window.navigator().on_line() => fail(Cause::Offline),
        cause => fail(cause),
    })
}

async fn read(window: &Window, url: &str, init: &RequestInit, cap: usize) -> Result<Vec<u8>, Cause> {
    if let Some(promise) = ahead(window, url)
        && let Ok(pair) = JsFuture::from(promise).await
    {
        let pair: Array = pair.unchecked_into();
        check(pair.get(0).unchecked_ref())?;
        let bytes = Uint8Array::new(&pair.get(1));
        return if bytes.length() as usize > cap { Err(Cause::TooLarge) } else { Ok(bytes.to_vec()) };
    }
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, init)).await.map_err(|_| Cause::Network)?;
    let response: Response = answer.dyn_into().map_err(|_| Cause::Network)?;
    check(&response)?;
    let Some(body) = response.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into().map_err(|_| Cause::Network)?;
    let mut bytes = Vec::new();
    loop {
        // Read piece by piece: a body that never ends must not fill the memory before its length is known.
        let piece = JsFuture::from(reader.read()).await.map_err(|_| Cause::Network)?;
        let done = Reflect::get(&piece, &"done".into()).ok().and_then(|d| d.as_bool()).unwrap_or(true);
        if done {
            return Ok(bytes);
        }
        let value = Reflect::get(&piece, &"value".into()).map_err(|_| Cause::Network)?;
        let chunk: Uint8Array = value.dyn_into().map_err(|_| Cause::Network)?;
        let start = bytes.len();
        let end = start + chunk.length() as usize;
        if end > cap {
            let _ = reader.cancel();
            return Err(Cause::TooLarge);
        }
        bytes.resize(end, 0);
        chunk.copy_to(&mut bytes[start..]);
    }
}

/// The answer that the page has fetched while the program was on its way, with its body (`public/start.js`); once.
fn ahead(window: &Window, url: &str) -> Option<Promise> {
    let answers: Map = Reflect::get(window, &"__ahead".into()).ok()?.dyn_into().ok()?;
    let url = JsValue::from(url);
    let answer = answers.get(&url).dyn_into().ok();
    answers.delete(&url);
    answer
}

/// Whether the answer is a file of ours.
fn check(response: &Response) -> Result<(), Cause> {
    if !response.ok() {
        return Err(Cause::Status(response.status()));
    }
    let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    if kind.starts_with("text/html") { Err(Cause::WebPage) } else { Ok(()) }
}
