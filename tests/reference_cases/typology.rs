//! The typology of status and dynamics.

use serde_json::Value;
use sozialatlas::stats::{Axis, ClassCuts, Cut, CutSide, Direction, Part, status_dynamics};

use super::composite::{Table, ddof, refused};
use super::folder::{floats, strings};
use super::{Check, Folder};

/// Compares one case. Classes count from 1 there, and the dynamics are the levels minus those before.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    if check.method() != "mss" {
        return Err(format!("unknown method {}", check.method()));
    }
    let names = strings(&input["status_columns"]);
    let indicators = names.len();
    let table = Table::of(folder, &input, [names, strings(&input["previous_columns"])].concat())?;
    let (levels, before) = table.columns.split_at(indicators);
    let change = |(now, before): (&Vec<f64>, &Vec<f64>)| now.iter().zip(before).map(|(a, b)| a - b).collect();
    let changes: Vec<Vec<f64>> = levels.iter().zip(before).map(change).collect();
    let parts = parts(&params, indicators)?;
    let status_cuts = cuts(&params, "status_cuts_sd")?;
    let dynamics_cuts = cuts(&params, "dynamics_cuts_sd")?;
    let Ok(found) = status_dynamics(
        Axis { columns: levels, parts: &parts, classes: classes(&status_cuts) },
        Axis { columns: &changes, parts: &parts, classes: classes(&dynamics_cuts) },
        ddof(&params)?,
    ) else {
        refused(check);
        return Ok(());
    };
    for (key, values) in [
        ("status_index", &found.status.sums),
        ("dynamics_index", &found.dynamics.sums),
        ("status_z", &found.status.z),
        ("dynamics_z", &found.dynamics.z),
    ] {
        check.same(key, table.place(values));
    }
    let from_one = |classes: &[usize]| classes.iter().map(|c| *c as f64 + 1.0).collect::<Vec<_>>();
    check.same("status_class", table.place(&from_one(&found.status_classes)));
    check.same("dynamics_class", table.place(&from_one(&found.dynamics_classes)));
    let rows = check.expect("table");
    for (row, expected) in found.table.iter().zip(rows.as_array().into_iter().flatten()) {
        check.against("table", row, expected);
    }
    check.that(rows.as_array().is_some_and(|r| r.len() == found.table.len()), "number of status classes");
    combined(check, &table, &found.status_classes, &found.dynamics_classes)
}

/// Names of the groups: number of the status class and sign of the dynamics.
fn combined(check: &mut Check, table: &Table, status: &[usize], dynamics: &[usize]) -> Result<(), String> {
    let names = status.iter().zip(dynamics).map(|(s, d)| format!("{}{}", s + 1, ["+", "±", "-"][(*d).min(2)]));
    let mut names = names.map(Value::from);
    let placed: Vec<Value> =
        table.kept.iter().map(|kept| if *kept { names.next().unwrap_or_default() } else { Value::Null }).collect();
    let expected = check.expect("combined");
    check.that(expected == Value::from(placed), "names of the groups");
    Ok(())
}

/// Every indicator with the orientation and the weight that the case states.
fn parts(params: &Value, indicators: usize) -> Result<Vec<Part>, String> {
    let orientation = params["orientation"].as_str().ok_or("no orientation")?;
    let reversed = match (orientation.contains("= -sum(z)"), orientation.contains("= sum(z)")) {
        (true, false) => true,
        (false, true) => false,
        _ => return Err(format!("unknown orientation {orientation}")),
    };
    let weights = match (params["equal_weights"].as_bool(), &params["weights"]) {
        (Some(true), _) => vec![1.0; indicators],
        (_, list @ Value::Array(_)) => floats(list),
        _ => return Err("no weights".to_string()),
    };
    Ok(weights.into_iter().map(|weight| Part { weight, reversed }).collect())
}

fn classes(cuts: &[Cut]) -> ClassCuts<'_> {
    let descending = cuts.first().zip(cuts.last()).is_none_or(|(first, last)| first.at >= last.at);
    ClassCuts { cuts, direction: if descending { Direction::Descending } else { Direction::Ascending } }
}

/// The cuts with the side on which each is closed, read from the sentence on boundaries.
fn cuts(params: &Value, key: &str) -> Result<Vec<Cut>, String> {
    let sentence = params["boundary"].as_str().ok_or("no boundary")?;
    let at = floats(&params[key]);
    let descending = at.first() >= at.last();
    let cut = |at: f64| {
        let below = sentence.split(';').find_map(|part| interval(part.trim()).belongs_below(at));
        // Of a descending list, the class after the cut is the one below it.
        let below = below.ok_or_else(|| format!("boundary says nothing of {at}: {sentence}"))?;
        Ok(Cut { at, equal: if below == descending { CutSide::After } else { CutSide::Before } })
    };
    at.into_iter().map(cut).collect()
}

/// An interval such as `>1`, `<= 2`, `[-1,1]` or `[-1.5,-1)`.
struct Interval {
    lower: Option<(f64, bool)>,
    upper: Option<(f64, bool)>,
}

fn interval(text: &str) -> Interval {
    let number = |t: &str| {
        let end = t.trim().find(|c: char| !"+-.0123456789".contains(c)).unwrap_or(t.trim().len());
        t.trim()[..end].parse::<f64>().ok()
    };
    let bound = |rest: &str, closed: bool| number(rest).map(|v| (v, closed));
    let (lower, upper) = if let Some(rest) = text.strip_prefix(">=") {
        (bound(rest, true), None)
    } else if let Some(rest) = text.strip_prefix("<=") {
        (None, bound(rest, true))
    } else if let Some(rest) = text.strip_prefix('>') {
        (bound(rest, false), None)
    } else if let Some(rest) = text.strip_prefix('<') {
        (None, bound(rest, false))
    } else if let Some((left, right)) = text.get(1..).and_then(|t| t.split_once(',')) {
        let closed = right.find([']', ')']).is_some_and(|end| right[end..].starts_with(']'));
        (bound(left, text.starts_with('[')), bound(right, closed))
    } else {
        (None, None)
    };
    Interval { lower, upper }
}

impl Interval {
    /// Does a value at the cut belong below it? None if this interval does not end there.
    fn belongs_below(&self, at: f64) -> Option<bool> {
        let upper = self.upper.filter(|(v, _)| *v == at).map(|(_, closed)| closed);
        upper.or_else(|| self.lower.filter(|(v, _)| *v == at).map(|(_, closed)| !closed))
    }
}
