//! Crosswalks: transitions of areas with their weights.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds;
use super::notes::Notes;
use super::periods::read_period;
use super::sheets::{Package, Resource, Sheet};
use crate::bundle::{Code, Finding};
use crate::publish::Remark;

/// Sums of weights may differ from 1 by what rounding to four decimals leaves.
const ROUNDING: f64 = 5e-4;

/// Checks all crosswalks.
pub(super) fn check(package: &Package, notes: &mut Notes) {
    let known = package.keys();
    for (resource, sheet) in package.tables("crosswalk") {
        walk(resource, sheet, &known, notes);
    }
}

fn walk(resource: &Resource, sheet: &Sheet, known: &BTreeSet<String>, notes: &mut Notes) {
    let file = resource.path.as_str();
    let columns = [["old", "old_key", "alt", "from_ags"], ["new", "new_key", "neu", "to_ags"]]
        .map(|names| sheet.any_column(&names));
    let [Some(old_column), Some(new_column)] = columns else {
        let name = if columns.first().is_some_and(Option::is_none) { "old" } else { "new" };
        let finding = Finding::new(Code::ColumnMissing, file).at(1).column(name).found(name);
        return notes.find(finding.expected(sheet.header.join(", ")));
    };
    let date_column = sheet.any_column(&["date", "valid_from", "datum", "effective"]);
    let weights = ["weight", "weight_population", "weight_area", "gewicht", "share"];
    let weights: Vec<(usize, &str)> = weights.iter().filter_map(|w| Some((sheet.column(w)?, *w))).collect();
    let at = |kind, line: usize| Remark::new(kind, file).at(line);
    let mut pairs: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut sums: BTreeMap<(String, String, usize), (f64, usize)> = BTreeMap::new();
    let mut olds: BTreeSet<&str> = BTreeSet::new();
    for (line, row) in &sheet.rows {
        let get = |column: usize| row.get(column).unwrap_or("").trim();
        let (old, new) = (get(old_column), get(new_column));
        let date = date_column.map_or("", get);
        olds.insert(old);
        let row_number = u32::try_from(*line).unwrap_or(u32::MAX);
        for (key, name) in [(old, "old"), (new, "new")].into_iter().filter(|(key, _)| key.is_empty()) {
            notes.find(Finding::new(Code::KeyEmpty, file).at(row_number).column(name).found(key));
        }
        if !date.is_empty() && read_period(date).is_none() {
            notes.find(Finding::new(Code::PeriodInvalid, file).at(row_number).column("date").found(date));
        }
        let pair = (date.to_owned(), old.to_owned(), new.to_owned());
        if let Some(first) = pairs.insert(pair, *line) {
            notes.add(at(&kinds::WALK_PAIR, *line).found(format!("{old} → {new}")).expected(first));
        }
        for (column, name) in &weights {
            let text = get(*column);
            let weight = text.parse::<f64>().ok().filter(|w| (0.0..=100.0).contains(w));
            let Some(weight) = weight else {
                notes.add(at(&kinds::WALK_WEIGHT, *line).column(*name).found(text));
                continue;
            };
            let sum = sums.entry((date.to_owned(), old.to_owned(), *column)).or_insert((0.0, *line));
            sum.0 += weight;
        }
    }
    for ((_, old, _), (sum, line)) in &sums {
        if (sum - 1.0).abs() > ROUNDING && !notes.has(&kinds::WALK_WEIGHT) {
            notes.add(at(&kinds::WALK_WEIGHTS, *line).found(old).expected((sum * 1e6).round() / 1e6));
        }
    }
    for ((date, old, new), line) in &pairs {
        if old < new && pairs.contains_key(&(date.clone(), new.clone(), old.clone())) {
            // An exchange of territory has both areas stay: each goes over into itself as well.
            let stays = |key: &String| pairs.contains_key(&(date.clone(), key.clone(), key.clone()));
            if !stays(old) || !stays(new) {
                notes.add(at(&kinds::WALK_CYCLE, *line).found(old).expected(new));
            }
        }
        if !new.is_empty() && !known.contains(new) && !olds.contains(new.as_str()) {
            notes.add(at(&kinds::WALK_NEW, *line).column("new").found(new));
        }
    }
}
