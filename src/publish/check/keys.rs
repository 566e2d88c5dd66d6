//! Keys wherever they stand, names and parents of areas.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::kinds;
use super::notes::Notes;
use super::sheets::{Package, json_text, list, text_of};
use super::tables::check_letters;
use crate::bundle::source::Source;
use crate::model::{AreaIx, Level, Period};
use crate::publish::Remark;

/// Checks keys outside the tables of figures.
pub(super) fn check(package: &Package, notes: &mut Notes) {
    let known = package.keys();
    for (role, column) in [("area-sets", "member"), ("notes", "area"), ("crosswalk", "new"), ("facilities", "area")] {
        for (resource, sheet) in package.tables(role) {
            for (line, key) in sheet.cells(column) {
                let at = Remark::new(&kinds::ZERO_LOST, resource.path.as_str()).at(line).column(column);
                lost_zero(at, key, &known, notes);
            }
        }
    }
    for resource in package.resources.iter().filter(|r| r.role == "areas") {
        let at = |kind, row: u32| Remark::new(kind, resource.path.as_str()).at(row as usize);
        let keys: BTreeSet<String> = resource.features.iter().map(|f| resource.key_of(f)).collect();
        let usual = ["name", "gen", "bezeichnung", "label", "title"];
        for feature in &resource.features {
            let (key, id) = (resource.key_of(feature), json_text(&feature.id));
            if id != key && keys.contains(&id) {
                notes.add(at(&kinds::ID_DIFFERS, feature.row).found(&id).expected(&key));
            }
            let name = resource.property_of(feature, "name", &usual);
            if name.is_empty() && !key.is_empty() {
                notes.add(at(&kinds::NAME_MISSING, feature.row).found(&key));
            }
            check_letters(&name, &|kind| at(kind, feature.row), notes);
            let parent = resource.property_of(feature, "parent", &["parent"]);
            lost_zero(at(&kinds::ZERO_LOST, feature.row).column("parent"), &parent, &known, notes);
            let day = |what: &str, usual: &str| {
                let text = resource.property_of(feature, what, &[usual]);
                (Period::parse(&text), text)
            };
            let (from, to) = (day("validFrom", "valid_from"), day("validTo", "valid_to"));
            for (name, (period, text)) in [("valid_from", &from), ("valid_to", &to)] {
                if period.is_none() && !text.is_empty() {
                    notes.add(at(&kinds::DATE_UNREADABLE, feature.row).column(name).found(text).expected(name));
                }
            }
            if let (Some(from), Some(to)) = (from.0, to.0)
                && to < from
            {
                notes.add(at(&kinds::INTERVAL_REVERSED, feature.row).found(to).expected(from));
            }
        }
    }
    // A reference of one digit, where the areas' keys begin with a zero before it.
    for key in list(package.atlas(), "references").iter().map(|r| text_of(r, "key")) {
        let padded = format!("0{key}");
        let begins = |k: &String| k.len() > padded.len() && k.starts_with(&padded);
        let none = |k: &String| k.len() > key.len() && k.starts_with(key);
        if key.len() == 1 && key != "0" && known.iter().any(begins) && !known.iter().any(none) {
            let at = Remark::new(&kinds::ZERO_LOST, "datapackage.json").column("atlas.references");
            notes.add(at.found(key).expected(padded));
        }
    }
}

/// Reports a key that is unknown as it stands and known with one or two zeros before it.
fn lost_zero(at: Remark, key: &str, known: &BTreeSet<String>, notes: &mut Notes) {
    if key.is_empty() || known.contains(key) {
        return;
    }
    let zeros = ["0", "00"].map(|zeros| format!("{zeros}{key}"));
    // In order, everything that begins with a key follows it directly.
    let next = |meant: &String| known.range::<str, _>((Bound::Included(meant.as_str()), Bound::Unbounded)).next();
    let begins =
        |meant: &String| next(meant).is_some_and(|k| k == meant || (meant.len() == 2 && k.starts_with(meant.as_str())));
    if let Some(meant) = zeros.iter().find(|meant| begins(meant)) {
        notes.add(at.found(key).expected(meant));
    }
}

/// Checks what the keys mean in the bundle as it was read.
pub(super) fn check_source(package: &Package, source: &Source, notes: &mut Notes) {
    for level in &source.catalogue.levels {
        lengths(level, notes);
        // On a declared territorial status, figures of earlier years are converted ones.
        if level.territorial_status.is_none() {
            validity(level, source, notes);
        }
    }
    parents(package, source, notes);
}

/// District keys of four digits, municipal keys of seven or eleven: the zero is lost in boundaries and figures alike.
fn lengths(level: &Level, notes: &mut Notes) {
    let all_digits = level.areas.iter().all(|a| a.key.as_str().bytes().all(|b| b.is_ascii_digit()));
    let mut lengths: BTreeMap<usize, &str> = BTreeMap::new();
    level.areas.iter().for_each(|a| {
        lengths.entry(a.key.as_str().len()).or_insert(a.key.as_str());
    });
    let odd = [4, 7, 11].into_iter().find_map(|length| lengths.get_key_value(&length));
    let others = |length: &usize| lengths.keys().all(|l| l == length || *l == length + 1);
    if let Some((length, example)) = odd.filter(|(length, _)| all_digits && others(length)) {
        let leads = level.areas.iter().any(|a| a.key.as_str().len() == *length && a.key.as_str().starts_with('0'));
        if !leads {
            let remark = Remark::new(&kinds::KEY_LENGTH, "").column(level.id.as_str());
            notes.add(remark.found(example).expected(length));
        }
    }
}

/// Figures from times in which an area did not exist.
fn validity(level: &Level, source: &Source, notes: &mut Notes) {
    let dated = level.areas.iter().enumerate().filter(|(_, a)| a.valid.from.is_some() || a.valid.to.is_some());
    for (place, area) in dated {
        let outside = |p: &Period| {
            area.valid.from.is_some_and(|from| p.year() < from.year())
                || area.valid.to.is_some_and(|to| p.year() > to.year())
        };
        let tables = source.figures.iter().filter(|(on, ..)| *on == level.id).flat_map(|(_, _, f)| &f.tables);
        let mut odd = BTreeSet::new();
        for (_, table) in tables {
            let known = |p: &&Period| table.get(AreaIx::at(place), **p).value().is_some();
            odd.extend(table.periods().iter().filter(|p| outside(p)).filter(known).copied());
        }
        if !odd.is_empty() {
            let some: Vec<String> = odd.iter().take(5).map(Period::to_string).collect();
            let remark = Remark::new(&kinds::OUTSIDE_VALIDITY, "").column(level.id.as_str());
            notes.add(remark.found(area.key.as_str()).expected(some.join(", ")));
        }
    }
}

/// Parents that are not there, and areas that contain themselves.
fn parents(package: &Package, source: &Source, notes: &mut Notes) {
    let rows = || source.catalogue.levels.iter().flat_map(Level::rows);
    let known: BTreeSet<&str> = rows().map(|a| a.key.as_str()).collect();
    let parent_of: BTreeMap<&str, &str> =
        rows().filter_map(|a| Some((a.key.as_str(), a.parent.as_ref()?.as_str()))).collect();
    let mut drawn: BTreeMap<String, (&str, u32)> = BTreeMap::new();
    for resource in &package.resources {
        for feature in &resource.features {
            drawn.entry(resource.key_of(feature)).or_insert((resource.path.as_str(), feature.row));
        }
    }
    let at = |kind, key: &str| match drawn.get(key) {
        Some((path, row)) if *row > 0 => Remark::new(kind, *path).at(*row as usize),
        Some((path, _)) => Remark::new(kind, *path),
        None => Remark::new(kind, ""),
    };
    for (key, parent) in &parent_of {
        // A district that the official key of its municipality names need not be in an atlas of municipalities.
        let by_key = parent.len() < key.len() && key.starts_with(*parent);
        if !known.contains(parent) && !by_key {
            notes.add(at(&kinds::PARENT_UNKNOWN, key).found(parent).expected(key));
        }
        let mut chain = vec![*key];
        while let Some(next) = chain.last().and_then(|k| parent_of.get(k)) {
            if next == key {
                notes.add(at(&kinds::PARENT_CYCLE, key).found(key).expected(chain.join(" → ")));
                break;
            }
            if chain.contains(next) {
                break;
            }
            chain.push(next);
        }
    }
}
