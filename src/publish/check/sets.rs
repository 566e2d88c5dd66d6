//! Planning areas and notes.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds;
use super::notes::Notes;
use super::periods::read_period;
use super::sheets::{Package, Resource, Sheet, cell};
use crate::bundle::{Code, Finding};
use crate::model::{Interval, Period};
use crate::publish::Remark;

/// Beyond this number, sets are not compared pair by pair.
const PAIRS: usize = 400;

/// Checks planning areas and notes.
pub(super) fn check(package: &Package, notes: &mut Notes) {
    let known = package.keys();
    for (resource, sheet) in package.tables("area-sets") {
        sets(resource, sheet, &known, notes);
    }
    for (resource, sheet) in package.tables("notes") {
        for (line, row) in &sheet.rows {
            if ["text_de", "text_en", "text_simple"].iter().all(|name| cell(sheet, row, name).is_empty()) {
                notes.add(Remark::new(&kinds::NOTE_EMPTY, resource.path.as_str()).at(*line).column("text_de"));
            }
        }
    }
}

struct Membership<'s> {
    line: usize,
    member: &'s str,
    valid: Interval,
}

fn sets(resource: &Resource, sheet: &Sheet, known: &BTreeSet<String>, notes: &mut Notes) {
    let at = |kind, line: usize| Remark::new(kind, resource.path.as_str()).at(line);
    let mut members: BTreeMap<&str, Vec<Membership<'_>>> = BTreeMap::new();
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for (line, row) in &sheet.rows {
        let get = |name: &str| cell(sheet, row, name);
        let (set, member, title) = (get("set"), get("member"), get("title_de"));
        if set.is_empty() {
            let row = u32::try_from(*line).unwrap_or(u32::MAX);
            notes.find(Finding::new(Code::KeyEmpty, &resource.path).at(row).column("set"));
            continue;
        }
        let valid = Interval { from: read_period(get("valid_from")), to: read_period(get("valid_to")) };
        if let (Some(from), Some(to)) = (valid.from, valid.to)
            && to < from
        {
            notes.add(at(&kinds::INTERVAL_REVERSED, *line).column("valid_to").found(to).expected(from));
        }
        if !title.is_empty() && *titles.entry(set).or_insert(title) != title {
            let first = titles.get(set).copied().unwrap_or_default();
            notes.add(at(&kinds::SET_TITLE, *line).column("title_de").found(title).expected(first));
        }
        let own = members.entry(set).or_default();
        if own.iter().any(|m| m.member == member && meet(m.valid, valid)) {
            notes.add(at(&kinds::SET_MEMBER_TWICE, *line).column("member").found(member).expected(set));
        }
        own.push(Membership { line: *line, member, valid });
    }
    let names: Vec<(&str, BTreeSet<&str>, usize)> = members
        .iter()
        .map(|(set, list)| {
            let areas = list.iter().map(|m| m.member).filter(|m| known.contains(*m)).collect();
            (*set, areas, list.first().map_or(0, |m| m.line))
        })
        .collect();
    for (set, areas, line) in &names {
        if areas.len() == 1 {
            let only = areas.iter().next().copied().unwrap_or_default();
            notes.add(at(&kinds::SET_OF_ONE, *line).found(set).expected(only));
        }
    }
    if names.len() <= PAIRS {
        compare(&names, &at, notes);
    }
}

/// Sets of the same members, and sets whose difference is one area.
fn compare(
    names: &[(&str, BTreeSet<&str>, usize)],
    at: &dyn Fn(&'static crate::publish::Kind, usize) -> Remark,
    notes: &mut Notes,
) {
    for (place, (set, areas, _)) in names.iter().enumerate() {
        for (other, others, line) in names.iter().skip(place + 1) {
            if areas == others && areas.len() > 1 {
                notes.add(at(&kinds::SET_SAME, *line).found(other).expected(set));
                continue;
            }
            let (large, small) = if areas.len() > others.len() { (areas, others) } else { (others, areas) };
            if small.len() > 1 && large.len() == small.len() + 1 && small.is_subset(large) {
                let one = large.difference(small).next().copied().unwrap_or_default();
                notes.add(at(&kinds::SET_DIFFERENCE, *line).found(one).expected(format!("„{set}“, „{other}“")));
            }
        }
    }
}

/// Whether two spans have a day in common.
fn meet(a: Interval, b: Interval) -> bool {
    let before = |end: Option<Period>, start: Option<Period>| end.zip(start).is_some_and(|(end, start)| end < start);
    !before(a.to, b.from) && !before(b.to, a.from)
}
