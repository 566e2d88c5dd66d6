//! Levels, areas and boundaries.

use std::collections::BTreeMap;

use super::{Change, What};
use crate::geo::{LonLatPolygon, Topology, shrink_at};
use crate::model::{Area, AreaKey, Interval, Level, Words};
use crate::publish::Published;

/// Kilometres a degree of latitude.
const DEGREE: f64 = 111.195;
/// Below this share of an area's extent a boundary has not moved for any reader.
const UNSEEN: f64 = 0.001;

/// Adds what changed about levels, their areas and boundaries.
pub(super) fn compare(old: &Published, new: &Published, into: &mut Vec<Change>) {
    for level in &old.catalogue.levels {
        if new.catalogue.level(&level.id).is_none() {
            into.push(Change::new(What::Level, "", Some(described(level)), None).on(&level.id));
        }
    }
    for level in &new.catalogue.levels {
        let Some(before) = old.catalogue.level(&level.id) else {
            into.push(Change::new(What::Level, "", None, Some(described(level))).on(&level.id));
            continue;
        };
        let status = |l: &Level| l.territorial_status.map(|p| p.to_string()).unwrap_or_default();
        for (field, a, b) in [
            ("title", all(&before.title), all(&level.title)),
            ("territorialStatus", status(before), status(level)),
            ("valid", interval(before.valid), interval(level.valid)),
        ] {
            if a != b {
                into.push(Change::new(What::Level, field, Some(a), Some(b)).on(&level.id));
            }
        }
        rows(before, level, into);
        boundaries(old, new, before, level, into);
    }
}

fn described(level: &Level) -> String {
    all(&level.title)
}

fn rows(before: &Level, level: &Level, into: &mut Vec<Change>) {
    let known: BTreeMap<&AreaKey, &Area> = before.rows().map(|a| (&a.key, a)).collect();
    let kept: BTreeMap<&AreaKey, &Area> = level.rows().map(|a| (&a.key, a)).collect();
    for area in before.rows().filter(|a| !kept.contains_key(&a.key)) {
        into.push(Change::new(What::Area, "", Some(area.name.clone()), None).on(&level.id).of(&area.key));
    }
    for area in level.rows() {
        let Some(before) = known.get(&area.key) else {
            into.push(Change::new(What::Area, "", None, Some(area.name.clone())).on(&level.id).of(&area.key));
            continue;
        };
        let parent = |a: &Area| a.parent.as_ref().map(|k| k.to_string()).unwrap_or_default();
        for (field, a, b) in [
            ("name", before.name.clone(), area.name.clone()),
            ("type", all(&before.kind), all(&area.kind)),
            ("parent", parent(before), parent(area)),
            ("valid", interval(before.valid), interval(area.valid)),
        ] {
            if a != b {
                into.push(Change::new(What::Area, field, Some(a), Some(b)).on(&level.id).of(&area.key));
            }
        }
    }
}

fn boundaries(old: &Published, new: &Published, before: &Level, level: &Level, into: &mut Vec<Change>) {
    let shapes = |p: &'_ Published| -> Option<Topology> { p.full.get(&level.id).or(p.shapes.get(&level.id)).cloned() };
    let (Some(a), Some(b)) = (shapes(old), shapes(new)) else { return };
    let places: BTreeMap<&AreaKey, usize> = before.areas.iter().enumerate().map(|(i, a)| (&a.key, i)).collect();
    for (place, area) in level.areas.iter().enumerate() {
        let Some(&was) = places.get(&area.key) else { continue };
        let (was, is) = (Extent::of(&a.polygons(was)), Extent::of(&b.polygons(place)));
        if was.points == is.points {
            continue;
        }
        let change = Change::new(What::Boundary, "", Some(was.words()), Some(is.words()));
        into.push(Change { minor: was.is_like(&is), ..change.on(&level.id).of(&area.key) });
    }
}

/// A boundary as far as it is compared.
struct Extent {
    /// All points in whole steps of a hundred-thousandth of a degree (one metre), in order of size: where a ring
    /// begins and which way it turns is no matter.
    points: Vec<(i64, i64)>,
    square_km: f64,
    bounds: [f64; 4],
}

impl Extent {
    fn of(polygons: &[LonLatPolygon]) -> Extent {
        let mut extent =
            Extent { points: Vec::new(), square_km: 0.0, bounds: [f64::MAX, f64::MAX, f64::MIN, f64::MIN] };
        for ring in polygons.iter().flat_map(|p| p.iter().enumerate()) {
            let (place, ring) = ring;
            let mut twice = 0.0;
            for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let middle = shrink_at((a.1 + b.1) / 2.0);
                twice += (b.0 - a.0) * middle * (a.1 + b.1);
                extent.points.push(((a.0 * 1e5).round() as i64, (a.1 * 1e5).round() as i64));
                let [west, south, east, north] = extent.bounds;
                extent.bounds = [west.min(a.0), south.min(a.1), east.max(a.0), north.max(a.1)];
            }
            // The rings behind the first are holes.
            let size = twice.abs() / 2.0 * DEGREE * DEGREE;
            extent.square_km += if place == 0 { size } else { -size };
        }
        extent.points.sort_unstable();
        extent.points.dedup();
        extent
    }

    fn words(&self) -> String {
        format!("{:.2} km², {} points", self.square_km, self.points.len())
    }

    fn is_like(&self, other: &Extent) -> bool {
        let side = self.square_km.max(other.square_km).sqrt();
        let moved = self.bounds.iter().zip(&other.bounds).map(|(a, b)| (a - b).abs() * DEGREE).fold(0.0, f64::max);
        let grown = (self.square_km - other.square_km).abs();
        moved <= side * UNSEEN * 10.0 && grown <= self.square_km.max(other.square_km) * UNSEEN
    }
}

/// All languages of a text, so that a changed translation is noticed too.
pub(super) fn all(words: &Words) -> String {
    let parts = [&words.de, &words.en, &words.simple];
    let mut parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
    while parts.last().is_some_and(|p| p.is_empty()) {
        parts.pop();
    }
    parts.join(" / ")
}

pub(super) fn interval(of: Interval) -> String {
    let end = |p: Option<crate::model::Period>| p.map(|p| p.to_string()).unwrap_or_default();
    match (of.from, of.to) {
        (None, None) => String::new(),
        (from, to) => format!("{}..{}", end(from), end(to)),
    }
}
