//! Columns and parameters of a case, in the forms in which cases give them.

use serde_json::Value;

use super::folder::{Folder, options};

/// The numbers that `input[key]` gives: a list, or the name of a column of the case's data set. None if it gives none.
pub fn numbers(folder: &Folder, input: &Value, key: &str) -> Result<Option<Vec<Option<f64>>>, String> {
    match &input[key] {
        Value::Null => Ok(None),
        Value::Array(_) => Ok(Some(options(&input[key]))),
        Value::String(column) => {
            let dataset = input["dataset"].as_str().ok_or(format!("{key} names a column of no data set"))?;
            Ok(Some(folder.column(dataset, column)))
        }
        other => Err(format!("{key} is {other}")),
    }
}

/// The labels that `input[key]` gives, numbered in the order in which they occur: a list, or the name of a column of
/// words or numbers.
pub fn labels(folder: &Folder, input: &Value, key: &str) -> Option<Vec<usize>> {
    let set = input["dataset"].as_str().map(|name| folder.json(&format!("data/{name}.columns.json")));
    let list = match (&input[key], &set) {
        (Value::String(name), Some(set)) => {
            ["strings", "columns"].into_iter().find_map(|kind| set[kind][name.as_str()].as_array())?
        }
        (given, _) => given.as_array()?,
    };
    let mut known: Vec<&Value> = Vec::new();
    let number = |label| {
        known.iter().position(|k| *k == label).unwrap_or_else(|| {
            known.push(label);
            known.len() - 1
        })
    };
    Some(list.iter().map(number).collect())
}

/// Fails on a parameter that is none of `known`.
pub fn only(params: &Value, known: &[&str]) -> Result<(), String> {
    let unknown = params.as_object().into_iter().flatten().map(|(key, _)| key).find(|k| !known.contains(&k.as_str()));
    unknown.map_or(Ok(()), |key| Err(format!("unknown parameter {key}: {}", params[key])))
}

/// Fails unless logarithms are natural.
pub fn natural_logarithm(params: &Value) -> Result<(), String> {
    let named = params["log"].as_str().unwrap_or("natural");
    if named.starts_with("natural") { Ok(()) } else { Err(format!("logarithm: {named}")) }
}

/// The level of confidence, 0.95 unless given.
pub fn confidence(params: &Value) -> f64 {
    params["conf"].as_f64().unwrap_or(0.95)
}

/// Only the places where every column has a value. All columns are of one length.
pub fn complete(columns: &[&[Option<f64>]]) -> Vec<Vec<f64>> {
    let n = columns.iter().map(|c| c.len()).min().unwrap_or(0);
    let kept: Vec<usize> = (0..n).filter(|i| columns.iter().all(|c| c[*i].is_some())).collect();
    columns.iter().map(|c| kept.iter().filter_map(|i| c[*i]).collect()).collect()
}
