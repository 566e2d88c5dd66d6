//! Tables of the regional database of the statistical offices (GENESIS, Regionalstatistik), as the download gives them:
//! `GENESIS-Tabelle: 12411-05-01-4` in the first line, lines of title, rows of headings, a row of units where they differ,
//! rows of figures, an underlined foot with notes, licence and date.

use std::collections::BTreeMap;

use super::cell::{self, Writing};
use super::damaged;
use super::draft::{Draft, Why};
use super::genesis_head::Head;
use super::kinds;
use super::measure::measure;
use crate::publish::Remark;
use crate::publish::import::{Cell, Grid, Series, Taken};

const GONE: Why = Why {
    de: "In allen Spalten steht „-“: das Gebiet bestand in diesem Jahr nicht (aufgelöst oder noch nicht gebildet).",
    en: "Every column says “-”: the area did not exist in that year (dissolved, or not yet formed).",
};

/// Whether the first line names a table of the regional database.
pub fn recognise(grid: &Grid) -> bool {
    let first = grid.cell(0, 0).trim_start_matches('\u{feff}');
    let number = first.strip_prefix("GENESIS-Tabelle:").or_else(|| first.strip_prefix("Tabelle:"));
    number.is_some_and(|n| n.trim().len() >= 5 && n.trim().chars().any(|c| c.is_ascii_digit()))
}

/// Takes series, areas and figures.
///
/// `-` is a known zero, except in rows that have nothing else although no area of that size can be without: those are
/// dissolved areas, and left out. Names are repaired by key where the encoding was destroyed.
///
/// # Errors
/// No rows of figures, or cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let Some(head) = Head::of(grid) else { return Err(vec![Remark::new(&kinds::NO_FIGURES, file)]) };
    let mut draft = Draft::default();
    let series: Vec<u32> =
        head.columns.iter().map(|c| draft.series(&c.id, || describe(&head, &c.title, &c.unit))).collect();
    let smallest = smallest_of_kind(grid, &head);
    let mut faults = Vec::new();
    let mut names = Names::default();
    let mut gone: BTreeMap<String, usize> = BTreeMap::new();
    for row in head.rows(grid) {
        let key = head.key(grid, row);
        let level = level_of(key);
        let period = head.period(grid, row);
        let cells: Vec<_> =
            (0..head.columns.len()).map(|c| cell::read(head.value(grid, row, c), Writing::German)).collect();
        let dashes = cells.iter().all(|c| matches!(c, Some((Cell::Sign(sign), _)) if sign == "-"));
        if dashes && smallest.get(&(period.clone(), key.len())).is_none_or(|least| *least >= 20.0) {
            *gone.entry(head.name(grid, row).trim().to_owned()).or_default() += 1;
            continue;
        }
        let name = names.repaired(key, head.name(grid, row).trim(), file, grid.line(row));
        let place = draft.place(key_of(key), &name, level);
        for (column, cell) in cells.into_iter().enumerate() {
            let at = grid.line(row);
            let Some(cell) = cell else {
                let remark = Remark::new(&kinds::CELL_UNREADABLE, file).at(at).column(&head.columns[column].title);
                faults.push(remark.found(head.value(grid, row, column).trim()).expected("1.234,5"));
                continue;
            };
            draft.sliced(place, series[column], &period, &head.columns[column].slice, cell, at);
        }
    }
    if !faults.is_empty() {
        faults.truncate(20);
        return Err(faults);
    }
    let areas = gone.len();
    let what = format!("Zeilen aufgelöster oder noch nicht gebildeter Gebiete ({areas} Gebiete)");
    draft.leave_out(what, gone.values().sum(), GONE);
    names.report(&mut draft, file);
    Ok(draft.finish())
}

fn describe(head: &Head, title: &str, unit: &str) -> Series {
    let (measure, per) = measure(unit, title);
    let unit = unit_of(unit, title, per);
    Series {
        title: title.to_owned(),
        unit,
        measure,
        per,
        definition: head.note_on(title),
        source: head.statistic.clone(),
        source_table: head.table.clone(),
        licence: head.licence.to_owned(),
        attribution: head.attribution.clone(),
        reference_date: head.reference_date.clone(),
        ..Series::default()
    }
}

/// The regional atlas writes `Anzahl` beside rates; the title tells better.
fn unit_of(unit: &str, title: &str, per: Option<u32>) -> String {
    if unit != "Anzahl" {
        return unit.to_owned();
    }
    let inner =
        title.split_once('(').and_then(|(_, t)| t.split_once(')')).map(|(t, _)| t).filter(|t| t.contains(" je "));
    match (per, inner, title.find(" je ")) {
        (_, Some(inner), _) => inner.to_owned(),
        (Some(_), None, Some(at)) => title.get(at + 1..).unwrap_or_default().to_owned(),
        _ => unit.to_owned(),
    }
}

/// The least positive figure in the first column, by period and length of key: what no existing area falls far below.
fn smallest_of_kind(grid: &Grid, head: &Head) -> BTreeMap<(String, usize), f64> {
    let mut least: BTreeMap<(String, usize), f64> = BTreeMap::new();
    if head.columns.first().is_none_or(|c| measure(&c.unit, &c.title).0.as_deref() != Some("count")) {
        return least;
    }
    for row in head.rows(grid) {
        let value = cell::number(head.value(grid, row, 0).trim(), Writing::German).and_then(|d| d.parse::<f64>().ok());
        let Some(value) = value.filter(|v| *v > 0.0) else { continue };
        let entry = least.entry((head.period(grid, row), head.key(grid, row).len())).or_insert(value);
        *entry = entry.min(value);
    }
    least
}

/// `DG` is Germany, whose key is 0 elsewhere.
fn key_of(key: &str) -> &str {
    if key == "DG" { "0" } else { key }
}

fn level_of(key: &str) -> &'static str {
    match key.len() {
        _ if key == "DG" => "country",
        2 => "land",
        3 => "region",
        5 => "district",
        _ => "municipality",
    }
}

/// Names whose letters were lost, and how many came back.
#[derive(Default)]
struct Names {
    repaired: std::collections::BTreeSet<String>,
    lost: BTreeMap<String, Remark>,
}

impl Names {
    fn repaired(&mut self, key: &str, name: &str, file: &str, line: usize) -> String {
        if !name.contains('\u{fffd}') {
            return name.to_owned();
        }
        let whole = damaged::name(key, name).map_or_else(|| damaged::text(name), str::to_owned);
        if !whole.contains('\u{fffd}') {
            self.repaired.insert(key.to_owned());
            return whole;
        }
        let remark = || Remark::new(&kinds::NAME_LOST, file).at(line).found(name).expected(key);
        self.lost.entry(key.to_owned()).or_insert_with(remark);
        key.to_owned()
    }

    fn report(self, draft: &mut Draft, file: &str) {
        if !self.repaired.is_empty() {
            draft.remark(Remark::new(&kinds::NAMES_REPAIRED, file).found(self.repaired.len()));
        }
        self.lost.into_values().for_each(|remark| draft.remark(remark));
    }
}
