//! Areas of a level inside the catalogue: a column for each property, because columns compress better than rows.

use super::json::{Node, Object, interval_value, words_value};
use super::limits::{AREAS, JSON_BYTES};
use crate::bundle::json::Json;
use crate::model::{Area, Interval, Words};

/// Label points are kept to 0.0001 degree.
const LABEL_STEPS: f64 = 1e4;
/// Boxes are kept to 0.001 degree, rounded outwards.
const BOX_STEPS: f64 = 1e3;

/// Areas as columns.
pub(super) fn write_areas(areas: &[Area]) -> Json {
    let mut columns = Object::default();
    columns.list("key", areas, |a| Json::from(a.key.as_str()));
    columns.list("name", areas, |a| Json::from(a.name.as_str()));
    columns.put("kind", write_repeated(areas.iter().map(|a| words_value(&a.kind))));
    let parent = |a: &Area| Json::from(a.parent.as_ref().map_or("", |p| p.as_str()));
    columns.put("parent", write_repeated(areas.iter().map(parent)));
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
    columns.list("valid", &bounded, |(place, a)| Json::List(vec![Json::from(*place), interval_value(&a.valid)]));
    columns.value()
}

/// Areas from columns; none if the member is not there.
pub(super) fn read_areas(level: &Node<'_>, name: &str) -> Vec<Area> {
    let Some(columns) = level.member(name) else { return Vec::new() };
    let (keys, names) = (columns.need("key"), columns.need("name"));
    let count = keys.count();
    if let Err(kind) = super::bytes::too_large(count as u64, AREAS) {
        columns.refuse(|| kind);
    }
    let (mut kinds, mut parents) = (Repeated::of(&columns, "kind", count), Repeated::of(&columns, "parent", count));
    let mut labels = Steps::<2>::of(&columns, "label", count);
    let mut boxes = Steps::<4>::of(&columns, "box", count);
    let mut areas = Vec::new();
    for place in 0..count {
        if !columns.fine() {
            break;
        }
        areas.push(Area {
            key: keys.item(place).text().into(),
            name: names.item(place).text().to_owned(),
            kind: kinds.read(place).map_or(Words::default(), |n| n.words()),
            parent: parents.read(place).map(|n| n.text()).filter(|p| !p.is_empty()).map(Into::into),
            label: labels.read(place).map(|[x, y]| (x as f64 / LABEL_STEPS, y as f64 / LABEL_STEPS)),
            bounds: boxes.read(place).map(|edges| edges.map(|e| e as f64 / BOX_STEPS)),
            valid: Interval::default(),
        });
    }
    for (place, interval) in columns.list("valid", |n| (n.item(0).small::<usize>(), n.item(1).interval())) {
        match areas.get_mut(place) {
            Some(area) => area.valid = interval,
            None => columns.need("valid").wrong(),
        }
    }
    areas
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
fn write_steps<const N: usize>(steps: Option<[i64; N]>, before: &mut [i64; N]) -> Json {
    let Some(steps) = steps else { return Json::Null };
    let old = std::mem::replace(before, steps);
    steps.iter().zip(old).map(|(new, old)| Json::from(new - old)).collect()
}

/// Reads a column of such differences.
struct Steps<'a, const N: usize> {
    column: Option<Node<'a>>,
    at: [i64; N],
}

impl<'a, const N: usize> Steps<'a, N> {
    fn of(columns: &'a Node<'a>, name: &'a str, count: usize) -> Steps<'a, N> {
        let column = columns.member(name);
        if let Some(column) = column.filter(|c| c.count() != count) {
            column.wrong();
        }
        Steps { column, at: [0; N] }
    }

    fn read(&mut self, place: usize) -> Option<[i64; N]> {
        let column = self.column?;
        let item = column.item(place);
        if *item.value == Json::Null {
            return None;
        }
        for (i, number) in self.at.iter_mut().enumerate() {
            *number = number.saturating_add(item.item(i).signed());
            // Far beyond any place on earth, far from any overflow.
            if number.abs() > 1 << 40 {
                item.wrong();
            }
        }
        Some(self.at)
    }
}

/// A column of few different texts: one text for all; or a list of the texts, and behind it, if there are several, the
/// place of each row's.
fn write_repeated(texts: impl Iterator<Item = Json>) -> Json {
    let mut different: Vec<Json> = Vec::new();
    let mut at = Vec::new();
    for text in texts {
        let known = different.iter().position(|t| *t == text);
        at.push(known.unwrap_or(different.len()));
        if known.is_none() {
            different.push(text);
        }
    }
    match different.as_slice() {
        [] => Json::Null,
        [Json::Text(only)] => Json::from(only.as_str()),
        [_] => Json::List(vec![Json::from(different)]),
        _ => Json::List(vec![Json::from(different), Json::from(at)]),
    }
}

/// Reads such a column.
struct Repeated<'a> {
    column: Option<Node<'a>>,
    /// One long text for many areas must not fill the memory when each area gets its own.
    left: u64,
}

impl<'a> Repeated<'a> {
    fn of(columns: &'a Node<'a>, name: &'a str, count: usize) -> Repeated<'a> {
        let column = columns.member(name);
        if let Some(column) = column {
            let rows = match column.value {
                Json::Text(_) => count,
                list if list.items().len() == 1 => count,
                list => list.items().get(1).map_or(0, |rows| rows.items().len()),
            };
            if rows != count {
                column.wrong();
            }
        }
        Repeated { column, left: JSON_BYTES }
    }

    fn read(&mut self, place: usize) -> Option<Node<'a>> {
        let column = self.column?;
        let text = match column.value {
            Json::Text(_) => column.value,
            list => {
                let at = match list.items().get(1) {
                    Some(rows) => rows.items().get(place).and_then(Json::whole),
                    None => Some(0),
                };
                let text = at.and_then(|at| list.items().first()?.items().get(usize::try_from(at).ok()?));
                text.unwrap_or_else(|| column.wrong_as(&Json::Null))
            }
        };
        let bytes = |text: &Json| text.text().map_or(0, str::len) as u64;
        let size = bytes(text) + text.items().iter().map(bytes).sum::<u64>();
        self.left = self.left.checked_sub(size).unwrap_or_else(|| column.wrong_as(0));
        Some(column.instead(text))
    }
}
