//! Local Moran, local Geary, Gᵢ and Gᵢ*.

use serde_json::Value;
use sozialatlas::stats::{self, Alternative, Draws, LocalMoran, LocalPermutations, TailCounts};

use super::folder::Folder;
use super::inputs::only;
use super::local_clusters::{clusters, p_values, tails};
use super::spatial_units::{DRAWN, Units, styled};
use super::{Check, IS_REMARK};

/// Compares one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    let units = Units::of(folder, &input)?;
    match check.method().as_str() {
        "local_moran" => local_moran(&units, &params, check),
        "local_geary" => local_geary(&units, &params, check),
        "getis_ord_local" => local_g(&units, &params, check),
        "local_moran_with_permutations" => with_permutations(&units, &input, &params, check),
        other => Err(format!("unknown method {other}")),
    }
}

/// The keys that a case expects, without remarks.
fn keys(check: &Check) -> Vec<String> {
    let expected = check.case["expect"].as_object().into_iter().flatten();
    expected.map(|(key, _)| key.clone()).filter(|key| !IS_REMARK.contains(&key.as_str())).collect()
}

fn local_moran(units: &Units, params: &Value, check: &mut Check) -> Result<(), String> {
    only(params, &["style", "scale", "null", "quadrant_codes", "p_directed", "p_two_sided"])?;
    let w = units.weights(params, "W")?;
    let n = units.values.len() as f64;
    let scale = match params["scale"].as_str() {
        Some(text) if text.starts_with("n/") => n / (n - 1.0),
        None => 1.0,
        Some(text) if text.starts_with("(n-1)/") => 1.0,
        Some(other) => return Err(format!("scale {other}")),
    };
    if params.get("null").is_some_and(|null| !null.as_str().unwrap_or_default().starts_with("conditional")) {
        return Err(format!("null {}", params["null"]));
    }
    let found = stats::local_moran(&units.values, &w).map_err(|e| e.to_string())?;
    let drawn = stats::local_moran_permutations(&units.values, &w, &Draws::Seeded(DRAWN), &mut |_| {});
    let drawn = drawn.map_err(|e| e.to_string())?;
    let times = |list: &[f64], factor: f64| units.place(list, |x| Some(factor * x));
    for key in keys(check) {
        match key.as_str() {
            "Is" => check.same(&key, times(&found.values, scale)),
            "sum_Is_equals_n_minus_1_times_I" => sum(units, &found, &key, check)?,
            "E_cond" => check.same(&key, times(&found.expected, scale)),
            "V_cond" => check.same(&key, times(&found.variance, scale * scale)),
            "z_cond" => check.same(&key, units.place(&found.z, |z| *z)),
            "quadrant" => check.same(&key, units.place(&found.quadrants, |q| Some(q.map_or(0, |q| q as u8).into()))),
            "island" => check.same(&key, units.place(&found.quadrants, |q| Some(f64::from(u8::from(q.is_none()))))),
            "tail_ge_ref" | "tail_le_ref" => tails(units, &drawn, &key, check),
            "p_directed_ref" => p_values(units, &drawn, Alternative::Directed, &key, check),
            "p_two_sided_ref" => p_values(units, &drawn, Alternative::TwoSided, &key, check),
            _ => clusters(units, &found, &drawn, &key, check)?,
        }
    }
    Ok(())
}

/// The local values add up to (n − 1) I if the rows are standardised and there are no islands.
fn sum(units: &Units, found: &LocalMoran, key: &str, check: &mut Check) -> Result<(), String> {
    let sum: f64 = found.values.iter().sum();
    check.same(key, sum);
    if units.binary.islands().is_empty() && check.case["params"]["style"] != "B" {
        let global = stats::moran(&units.values, &units.binary.row_standardised()).map_err(|e| e.to_string())?;
        check.near(key, (units.values.len() as f64 - 1.0) * global.value, sum);
    }
    Ok(())
}

fn local_geary(units: &Units, params: &Value, check: &mut Check) -> Result<(), String> {
    only(params, &["style", "z"])?;
    let ddof = match params["z"].as_str().unwrap_or("ddof=0") {
        "ddof=0" => 0,
        "ddof=1" => 1,
        other => return Err(format!("z {other}")),
    };
    let w = units.weights(params, "W")?;
    let found = stats::local_geary(&units.values, &w, ddof).map_err(|e| e.to_string())?;
    let drawn = stats::local_geary_permutations(&units.values, &w, &Draws::Seeded(DRAWN), &mut |_| {});
    let drawn = drawn.map_err(|e| e.to_string())?;
    for key in keys(check) {
        match key.as_str() {
            "c" => check.same(&key, units.numbers(&found.values)),
            "E_cond" => check.same(&key, units.numbers(&found.expected)),
            "V_cond" => check.same(&key, units.numbers(&found.variance)),
            "z_cond" => check.same(&key, units.place(&found.z, |z| *z)),
            "tail_ge_ref" | "tail_le_ref" => tails(units, &drawn, &key, check),
            "p_directed_ref" => p_values(units, &drawn, Alternative::Directed, &key, check),
            "p_two_sided_ref" => p_values(units, &drawn, Alternative::TwoSided, &key, check),
            other => return Err(format!("unknown result {other}")),
        }
    }
    Ok(())
}

fn local_g(units: &Units, params: &Value, check: &mut Check) -> Result<(), String> {
    only(params, &["star", "style", "star_self_weight"])?;
    let star = params["star"].as_bool().ok_or("star is not stated")?;
    let found = if star {
        let with_self = units.binary.with_self(own_weight(params)?).map_err(|e| e.to_string())?;
        stats::local_g_star(&units.values, &styled(&with_self, params, "W")?)
    } else {
        stats::local_g(&units.values, &units.weights(params, "W")?)
    };
    let found = found.map_err(|e| e.to_string())?;
    let drawn = stats::local_g_permutations(&units.values, &units.binary, &Draws::Seeded(DRAWN), &mut |_| {});
    let drawn = drawn.map_err(|e| e.to_string())?;
    for key in keys(check) {
        match key.as_str() {
            "G" => check.same(&key, units.place(&found.values, |g| *g)),
            "z" => check.same(&key, units.place(&found.z, |z| *z)),
            "p_two_sided" => check.same(&key, units.place(&found.p(Alternative::TwoSided), |p| *p)),
            "p_directed" => check.same(&key, units.place(&found.p(Alternative::Directed), |p| *p)),
            "tail_ge_ref" | "tail_le_ref" => tails(units, &drawn, &key, check),
            "p_directed_ref" => p_values(units, &drawn, Alternative::Directed, &key, check),
            "p_two_sided_ref" => p_values(units, &drawn, Alternative::TwoSided, &key, check),
            other => return Err(format!("unknown result {other}")),
        }
    }
    Ok(())
}

/// A number, or a text that starts with one.
fn own_weight(params: &Value) -> Result<f64, String> {
    match &params["star_self_weight"] {
        Value::Null => Ok(1.0),
        Value::Number(number) => number.as_f64().ok_or("no number".to_string()),
        other => {
            let first = other.as_str().and_then(|text| text.split(' ').next()).and_then(|word| word.parse().ok());
            first.ok_or(format!("star_self_weight {other}"))
        }
    }
}

/// Counts from a given table are exact.
fn with_permutations(units: &Units, input: &Value, params: &Value, check: &mut Check) -> Result<(), String> {
    only(params, &["meaning", "style"])?;
    let w = units.weights(params, "W")?;
    let table = super::folder::neighbours(&input["permutations"]);
    let found = stats::local_moran_permutations(&units.values, &w, &Draws::Given(&table), &mut |_| {});
    let found: LocalPermutations = found.map_err(|e| e.to_string())?;
    let count = |of: fn(TailCounts) -> u32| units.place(&found.tails, |tails| tails.map(|t| of(t).into()));
    for key in keys(check) {
        match key.as_str() {
            "count_ge" => check.same(&key, count(|t| t.at_least)),
            "count_le" => check.same(&key, count(|t| t.at_most)),
            "p_directed" => check.same(&key, units.place(&found.p(Alternative::Directed), |p| *p)),
            "p_two_sided" => check.same(&key, units.place(&found.p(Alternative::TwoSided), |p| *p)),
            other => return Err(format!("unknown result {other}")),
        }
    }
    Ok(())
}
