//! Statistical tasks of the worker: every method of `query::compute` by name, with progress. `public/compute.js` is the
//! page's side.
//!
//! Messages are plain values. Task: `{ v, id, method, english, parameters: [[name, value]], units: [name],
//! columns: [[name, Float64Array]], words: [[name, [text or null]]], neighbours: { starts, list } or none,
//! shapes: { areas, rings, points } or none, links: "queen" and the like, snap }`. In the columns NaN is a gap, here and in the answer, and nowhere else.
//! `neighbours.list` holds the neighbours of row i from `starts[i]` to `starts[i + 1]`; in `shapes`, `areas` counts the
//! rings of each row, `rings` the positions of each ring, `points` has their coordinates in turn.
//! Answers: `{ v, id, done }` now and then, at last `{ v, id, answer, ms }` or `{ v, id, error }`; `ms` is what the method
//! itself took.

use js_sys::{Array, Float64Array, Object, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

use super::message;
use crate::model::Lang;
use crate::query::compute::{Answer, Cells, ComputeError, Links, Request, compute};

/// Answers a task, with progress before.
pub fn work(scope: &DedicatedWorkerGlobalScope, task: &JsValue) {
    let id = field(task, "id");
    if field(task, message::VERSION).as_f64() != Some(f64::from(message::CURRENT)) {
        return send(scope, &[("id", id), ("error", "version".into())]);
    }
    let lang = if field(task, "english").is_truthy() { Lang::En } else { Lang::De };
    let refuse = |error: ComputeError| send(scope, &[("id", id.clone()), ("error", error.message(lang).into())]);
    let request = match request(task) {
        Ok(request) => request,
        Err(error) => return refuse(error),
    };
    let mut told = 0.0;
    // Whole per cents: a message costs more than many steps of the work.
    let mut tell = |done: f64| {
        if done - told >= 0.01 {
            told = done;
            send(scope, &[("id", id.clone()), ("done", done.into())]);
        }
    };
    let clock = scope.performance();
    let now = || clock.as_ref().map_or(0.0, web_sys::Performance::now);
    let start = now();
    let found = compute(&request, &mut tell);
    let spent = now() - start;
    match found {
        Ok(answer) => send(scope, &[("id", id.clone()), ("answer", plain(&answer)), ("ms", spent.into())]),
        Err(error) => refuse(error),
    }
}

#[inline(never)]
fn send(scope: &DedicatedWorkerGlobalScope, fields: &[(&str, JsValue)]) {
    let made = object(fields);
    let _ = Reflect::set(&made, &message::VERSION.into(), &message::CURRENT.into());
    let _ = scope.post_message(&made);
}

#[inline(never)]
fn object(fields: &[(&str, JsValue)]) -> Object {
    let made = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&made, &(*name).into(), value);
    }
    made
}

#[inline(never)]
fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

#[inline(never)]
fn list(value: &JsValue) -> Vec<JsValue> {
    value.dyn_ref::<Array>().map(|list| list.iter().collect()).unwrap_or_default()
}

/// The items of a list of pairs of a text and a value.
fn pairs(value: &JsValue) -> impl Iterator<Item = (String, JsValue)> {
    list(value).into_iter().filter_map(|pair| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1)))
    })
}

#[inline(never)]
fn whole(value: &JsValue, name: &str) -> Vec<u32> {
    field(value, name).dyn_ref::<Uint32Array>().map(Uint32Array::to_vec).unwrap_or_default()
}

fn floats(value: &JsValue) -> Vec<f64> {
    value.dyn_ref::<Float64Array>().map(Float64Array::to_vec).unwrap_or_default()
}

#[inline(never)]
fn request(task: &JsValue) -> Result<Request, ComputeError> {
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    let links = field(task, "links").as_string().unwrap_or_default();
    let read = if links.is_empty() { Some(Links::default()) } else { Links::parse(&links) };
    let Some(links) = read else {
        return Err(ComputeError::BadValue { name: "links".into(), value: links, expected: "queen, rook".into() });
    };
    Ok(Request {
        method: text(field(task, "method")),
        parameters: pairs(&field(task, "parameters")).map(|(name, value)| (name, text(value))).collect(),
        units: list(&field(task, "units")).into_iter().map(text).collect(),
        columns: pairs(&field(task, "columns")).map(|(name, value)| (name, floats(&value))).collect(),
        words: pairs(&field(task, "words"))
            .map(|(name, value)| (name, list(&value).iter().map(JsValue::as_string).collect()))
            .collect(),
        neighbours: Some(field(task, "neighbours")).filter(JsValue::is_object).map(|found| neighbours(&found)),
        shapes: Some(field(task, "shapes")).filter(JsValue::is_object).map(|found| shapes(&found)),
        links,
        snap: field(task, "snap").as_f64().unwrap_or_default(),
    })
}

#[inline(never)]
fn neighbours(value: &JsValue) -> Vec<Vec<u32>> {
    let (starts, list) = (whole(value, "starts"), whole(value, "list"));
    let row = |bounds: &[u32]| list.get(bounds[0] as usize..bounds[1] as usize).unwrap_or_default().to_vec();
    starts.windows(2).map(row).collect()
}

#[inline(never)]
fn shapes(value: &JsValue) -> Vec<Vec<Vec<[f64; 2]>>> {
    let points = floats(&field(value, "points"));
    let mut points = points.chunks_exact(2).map(|p| [p[0], p[1]]);
    let rings = whole(value, "rings");
    let mut rings = rings.into_iter();
    let mut ring = || points.by_ref().take(rings.next().unwrap_or(0) as usize).collect();
    whole(value, "areas").into_iter().map(|count| (0..count).map(|_| ring()).collect()).collect()
}

#[inline(never)]
fn plain(answer: &Answer) -> JsValue {
    let number = |value: &Option<f64>| value.map_or(JsValue::NULL, JsValue::from);
    let numbers = |values: &[Option<f64>]| {
        let flat: Vec<f64> = values.iter().map(|v| v.unwrap_or(f64::NAN)).collect();
        JsValue::from(Float64Array::from(flat.as_slice()))
    };
    let texts = |names: &[String]| JsValue::from(names.iter().map(JsValue::from).collect::<Array>());
    let pair = |name: &str, value: JsValue| JsValue::from(Array::of2(&name.into(), &value));
    let columns = answer.columns.iter().map(|(name, cells)| match cells {
        Cells::Numbers(values) => pair(name, numbers(values)),
        Cells::Words(words) => {
            pair(name, words.iter().map(|w| w.map_or(JsValue::NULL, JsValue::from)).collect::<Array>().into())
        }
    });
    let grids = answer.grids.iter().map(|g| {
        let fields = [
            ("name", g.name.as_str().into()),
            ("rows", texts(&g.rows)),
            ("columns", texts(&g.columns)),
            ("cells", numbers(&g.cells)),
        ];
        JsValue::from(object(&fields))
    });
    let dropped: Vec<u32> = answer.dropped.iter().map(|row| *row as u32).collect();
    let fields = [
        ("figures", answer.figures.iter().map(|(name, value)| pair(name, number(value))).collect::<Array>().into()),
        (
            "lists",
            answer
                .lists
                .iter()
                .map(|(n, v)| pair(n, Float64Array::from(v.as_slice()).into()))
                .collect::<Array>()
                .into(),
        ),
        ("columns", columns.collect::<Array>().into()),
        ("grids", grids.collect::<Array>().into()),
        ("dropped", Uint32Array::from(dropped.as_slice()).into()),
        ("parameters", answer.parameters.iter().map(|(n, v)| pair(n, v.as_str().into())).collect::<Array>().into()),
    ];
    object(&fields).into()
}
