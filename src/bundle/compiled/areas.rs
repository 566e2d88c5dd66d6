//! Areas of a level inside the catalogue: a column for each property, because columns compress better than rows.

use serde_json::Value;

use super::json::{Node, Object, interval_value};
use super::limits::{AREAS, JSON_BYTES};
use crate::bundle::BundleErrorKind as Kind;
use crate::model::{Area, Interval};

/// Label points are kept to 0.0001 degree.
const LABEL_STEPS: f64 = 1e4;
/// Boxes are kept to 0.001 degree, rounded outwards.
const BOX_STEPS: f64 = 1e3;

/// Areas as columns.
pub(super) fn write_areas(areas: &[Area]) -> Value {
    let mut columns = Object::default();
    columns.list("key", areas, |a| Value::from(a.key.as_str()));
    columns.list("name", areas, |a| Value::from(a.name.as_str()));
    columns.put("kind", write_repeated(areas.iter().map(|a| a.kind.as_str())));
    columns.put("parent", write_repeated(areas.iter().map(|a| a.parent.as_ref().map_or("", |p| p.as_str()))));
    if areas.iter().any(|a| a.label.is_some()) {
        let mut before = [0; 2];
        columns.list("label", areas, |a| write_steps(a.label.map(label_steps), &mut before));
    }
    if areas.iter().any(|a| a.bounds.is_some()) {
        let mut before = [0; 4];
        columns.list("box", areas, |a| write_steps(a.bounds.map(box_steps), &mut before));
    }
    let bounded: Vec<(usize, &Area)> =
        areas.iter().enumerate().filter(|(_, a)| a.valid != Interval::default()).collect();
    columns.list("valid", &bounded, |(place, a)| Value::Array(vec![Value::from(*place), interval_value(&a.valid)]));
    columns.value()
}

/// Areas from columns; none if the member is not there.
pub(super) fn read_areas(level: &Node<'_>, name: &str) -> Result<Vec<Area>, Kind> {
    let Some(columns) = level.member(name) else { return Ok(Vec::new()) };
    let keys = columns.need("key")?;
    let count = keys.items()?.len();
    super::bytes::too_large(count as u64, AREAS)?;
    let names = columns.need("name")?;
    let mut areas = Vec::new();
    let kinds = read_repeated(&columns, "kind", count)?;
    let parents = read_repeated(&columns, "parent", count)?;
    let labels = read_steps::<2>(&columns, "label", count)?;
    let boxes = read_steps::<4>(&columns, "box", count)?;
    for place in 0..count {
        areas.push(Area {
            key: keys.item(place)?.text()?.into(),
            name: names.item(place)?.text()?.to_owned(),
            kind: kinds[place].to_owned(),
            parent: Some(parents[place]).filter(|p| !p.is_empty()).map(Into::into),
            label: labels[place].map(|[x, y]| (x as f64 / LABEL_STEPS, y as f64 / LABEL_STEPS)),
            bounds: boxes[place].map(|edges| edges.map(|e| e as f64 / BOX_STEPS)),
            valid: Interval::default(),
        });
    }
    let valid = columns.list("valid", |n| Ok((n.item(0)?.place(count)?, n.item(1)?.interval()?)))?;
    for (place, interval) in valid {
        areas[place].valid = interval;
    }
    Ok(areas)
}

fn label_steps((lon, lat): (f64, f64)) -> [i64; 2] {
    [(lon * LABEL_STEPS).round() as i64, (lat * LABEL_STEPS).round() as i64]
}

fn box_steps([west, south, east, north]: [f64; 4]) -> [i64; 4] {
    // The slack keeps a box that has been rounded once from growing again.
    let low = |v: f64| (v * BOX_STEPS + 1e-6).floor() as i64;
    let high = |v: f64| (v * BOX_STEPS - 1e-6).ceil() as i64;
    [low(west), low(south), high(east), high(north)]
}

/// The difference to the last area that has such numbers, null without.
fn write_steps<const N: usize>(steps: Option<[i64; N]>, before: &mut [i64; N]) -> Value {
    let Some(steps) = steps else { return Value::Null };
    let old = std::mem::replace(before, steps);
    steps.iter().zip(old).map(|(new, old)| Value::from(new - old)).collect()
}

fn read_steps<const N: usize>(columns: &Node<'_>, name: &str, count: usize) -> Result<Vec<Option<[i64; N]>>, Kind> {
    let Some(column) = columns.member(name) else { return Ok(vec![None; count]) };
    let mut at = [0i64; N];
    let mut read = |item: &Node<'_>| {
        if item.value.is_null() {
            return Ok(None);
        }
        for (i, number) in at.iter_mut().enumerate() {
            let step = item.item(i)?.signed()?;
            // Far beyond any place on earth, far from any overflow.
            let next = number.saturating_add(step);
            *number = if next.abs() <= 1 << 40 { next } else { return Err(item.wrong()) };
        }
        Ok(Some(at))
    };
    let steps = column.items()?.map(|item| read(&item)).collect::<Result<Vec<_>, Kind>>()?;
    if steps.len() == count { Ok(steps) } else { Err(column.wrong()) }
}

/// A column of few different texts: one text for all, or the texts and the place of each row's.
fn write_repeated<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Value {
    let mut different: Vec<&str> = Vec::new();
    let mut at = Vec::new();
    for text in texts {
        let known = different.iter().position(|t| *t == text);
        at.push(known.unwrap_or(different.len()));
        if known.is_none() {
            different.push(text);
        }
    }
    match different.as_slice() {
        [] => Value::Null,
        [only] => Value::from(*only),
        _ => Value::Array(vec![Value::from(different), Value::from(at)]),
    }
}

fn read_repeated<'a>(columns: &Node<'a>, name: &str, count: usize) -> Result<Vec<&'a str>, Kind> {
    let wrong = || columns.member(name).map_or(Kind::Json(name.to_owned()), |m| m.wrong());
    // One long text for many areas must not fill the memory when each area gets its own.
    let mut left = JSON_BYTES;
    let mut text = |value: &'a Value| {
        let text = value.as_str().ok_or_else(wrong)?;
        left = left.checked_sub(text.len() as u64).ok_or_else(wrong)?;
        Ok(text)
    };
    match columns.value.get(name) {
        None | Some(Value::Null) => Ok(vec![""; count]),
        Some(only @ Value::String(_)) => (0..count).map(|_| text(only)).collect(),
        Some(Value::Array(parts)) => {
            let (Some(Value::Array(texts)), Some(Value::Array(at))) = (parts.first(), parts.get(1)) else {
                return Err(wrong());
            };
            if at.len() != count {
                return Err(wrong());
            }
            let place = |v: &Value| v.as_u64().and_then(|i| texts.get(usize::try_from(i).ok()?));
            at.iter().map(|v| place(v).ok_or_else(wrong).and_then(&mut text)).collect()
        }
        Some(_) => Err(wrong()),
    }
}
