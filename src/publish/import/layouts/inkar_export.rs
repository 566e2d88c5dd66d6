//! INKAR's own export (`.xls`): a sheet `Daten` with a row an area and a column a year, below the indicator's name, and a
//! sheet `Metadaten` that explains the indicators.

use super::cell::{self, Writing};
use super::draft::{Draft, Why};
use super::inkar_words::{ATTRIBUTION, LICENCE, SOURCE, note_on, unit_and_measure};
use super::kinds;
use super::listing::{begins, heading};
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

const DATA: [&str; 3] = ["Kennziffer", "Raumeinheit", "Aggregat"];
const META: [&str; 3] = ["Indikator", "Langname", "Quelle"];

const LEVELS: [(&str, &str, usize); 7] = [
    ("Bund", "country", 0),
    ("Bundesländer", "land", 2),
    ("Länder", "land", 2),
    ("Kreise", "district", 5),
    ("Raumordnungsregionen", "region", 4),
    ("Gemeindeverbände", "association", 9),
    ("Gemeinden", "municipality", 8),
];

const OTHER: Why = Why {
    de: "Dieses Aggregat ist keine Ebene, die der Atlas kennt.",
    en: "This aggregate is no level that the atlas knows.",
};

/// Whether the sheet is the data or the explanations of an export.
pub fn recognise(grid: &Grid) -> bool {
    begins(grid, 0, &DATA) || meta_head(grid).is_some()
}

fn meta_head(grid: &Grid) -> Option<usize> {
    (0..grid.rows().min(4)).find(|row| begins(grid, *row, &META))
}

fn id_of(name: &str) -> String {
    format!("inkar_{}", cell::slug(name))
}

/// Takes the figures of the sheet `Daten`, or from `Metadaten` series without figures that complete them.
///
/// # Errors
/// Cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    if let Some(head) = meta_head(grid) {
        return Ok(explanations(grid, head));
    }
    let mut draft = Draft::default();
    let mut faults = Vec::new();
    let columns: Vec<(usize, String, String)> = (DATA.len()..grid.row_width(0))
        .filter_map(|c| Some((c, heading(grid.cell(0, c)), cell::year(grid.cell(1, c))?.to_owned())))
        .collect();
    for row in 2..grid.rows() {
        let (key, name, kind) = (grid.cell(row, 0).trim(), grid.cell(row, 1).trim(), grid.cell(row, 2).trim());
        if key.is_empty() {
            continue;
        }
        let Some((_, level, width)) = LEVELS.iter().find(|(words, ..)| *words == kind) else {
            draft.leave_out(format!("Aggregat „{kind}“"), 1, OTHER);
            continue;
        };
        if key.len() > *width && *width > 0 || !key.bytes().all(|b| b.is_ascii_digit()) {
            let remark = Remark::new(&kinds::KEY_ODD, file).at(grid.line(row)).found(key);
            draft.remark(remark.expected(format!("{width} Ziffern")));
            continue;
        }
        let key = if *width == 0 { "0".to_owned() } else { format!("{key:0>width$}") };
        let place = draft.place(&key, name, level);
        for (column, title, year) in &columns {
            let text = grid.cell(row, *column);
            let Some(cell) = cell::read(text, Writing::English) else {
                let remark = Remark::new(&kinds::CELL_UNREADABLE, file).at(grid.line(row)).column(title);
                faults.push(remark.found(text.trim()).expected("1234.5"));
                continue;
            };
            let series = draft.series(&id_of(title), || plain(title));
            draft.figure(place, series, year, cell, grid.line(row));
        }
    }
    if !faults.is_empty() {
        faults.truncate(20);
        return Err(faults);
    }
    Ok(draft.finish())
}

fn plain(title: &str) -> Series {
    Series {
        title: title.to_owned(),
        source: SOURCE.to_owned(),
        licence: LICENCE.to_owned(),
        attribution: ATTRIBUTION.to_owned(),
        ..Series::default()
    }
}

fn explanations(grid: &Grid, head: usize) -> Taken {
    let at = |name: &str| grid.row(head).position(|c| heading(c) == name);
    let (formula, note) = (at("Berechnungsgrundlage"), at("Anmerkungen"));
    let mut draft = Draft::default();
    for row in head + 1..grid.rows() {
        let text = |column: Option<usize>| column.map(|c| heading(grid.cell(row, c))).unwrap_or_default();
        let title = text(Some(0));
        if title.is_empty() {
            continue;
        }
        draft.series(&id_of(&title), || {
            let long = text(Some(1));
            let (unit, measure, per) = unit_and_measure(&long);
            let formula = text(formula);
            let note = text(note);
            let definition = if note.is_empty() { long } else { format!("{}. {note}", long.trim_end_matches('.')) };
            Series {
                unit,
                measure,
                per,
                definition,
                reference_date: note_on(&formula).to_owned(),
                formula: formula.replace(" <Zeitpunkt>", "").replace(" <Zeitraum>", ""),
                source: text(Some(2)),
                ..plain(&title)
            }
        });
    }
    draft.finish()
}
