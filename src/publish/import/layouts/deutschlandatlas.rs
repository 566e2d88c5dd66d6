//! Deutschlandatlas (BBSR, BMWSB): a row a district and indicator, with codes for the indicators and one year for the
//! whole table, which is not the year of every series.

use super::cell::{self, Writing};
use super::draft::{Draft, Why};
use super::kinds;
use super::listing::{Listing, begins};
use super::measure::measure;
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

/// Code, title, unit, year if it is verified, theme; from the atlas's own pages, the years by comparing the figures with
/// their sources. A year of `-` means: held back, for the reason behind.
const INDICATORS: &str = include_str!("deutschlandatlas.csv");

const OVER_INDEBTED: Why = Why {
    de: "Die Werte stammen von einem Dritten (Auskunftei); die freie Lizenz des Atlas deckt sie wahrscheinlich nicht.",
    en: "The figures come from a third party (credit agency); the atlas's open licence probably does not cover them.",
};
const SPORTS: Why = Why {
    de: "Die Bezugsgröße der Vereinsstatistik ist unsicher.",
    en: "The base of the clubs' statistics is uncertain.",
};
const AFTER_SCHOOL: Why = Why {
    de: "Der Hort an Grundschulen ist nicht mitgezählt: die Quote ist in Ländern mit Schulhort irreführend niedrig.",
    en: "After-school care at primary schools is not counted: the rate misleads where schools provide it.",
};
const UNKNOWN: Why = Why {
    de: "Das Kürzel ist nicht bekannt; Titel und Einheit fehlen.",
    en: "The code is not known; title and unit are missing.",
};

/// Whether the headings are those of the table and a known code follows.
pub fn recognise(grid: &Grid) -> bool {
    begins(grid, 0, &["ags", "name", "indicator", "value"]) && known(grid.cell(1, 2).trim()).is_some()
}

struct Known {
    title: &'static str,
    unit: &'static str,
    year: &'static str,
    theme: &'static str,
}

fn known(code: &str) -> Option<Known> {
    INDICATORS.lines().find_map(|line| {
        let mut cells = line.split(';');
        let (id, title, unit) = (cells.next()?, cells.next()?, cells.next()?);
        let (year, theme) = (cells.next()?, cells.next()?);
        (id == code).then_some(Known { title, unit, year, theme })
    })
}

fn held(code: &str) -> Option<Why> {
    match code {
        "schulden" => Some(OVER_INDEBTED),
        "mitgl_sportv" | "ew_sportv" => Some(SPORTS),
        "kbetr_ue6" => Some(AFTER_SCHOOL),
        _ => None,
    }
}

/// Takes all indicators but those whose licence or method forbids it.
///
/// # Errors
/// No year in the file's name, missing columns, cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let mut table = Listing::new(grid, 0, file);
    let (key, name, code, value) =
        (table.column("ags")?, table.column("name")?, table.column("indicator")?, table.column("value")?);
    let label = cell::year_within(file).ok_or_else(|| vec![Remark::new(&kinds::YEAR_UNKNOWN, file).found(file)])?;
    let mut draft = Draft::default();
    let mut doubtful = std::collections::BTreeSet::new();
    for row in table.rows() {
        let id = table.text(row, code);
        let found = table.text(row, key);
        if found.len() != 5 || !found.bytes().all(|b| b.is_ascii_digit()) {
            let remark = Remark::new(&kinds::KEY_ODD, file).at(table.line(row)).found(found);
            draft.remark(remark.expected("5 Ziffern"));
            continue;
        }
        let held = held(id).or_else(|| known(id).is_none().then_some(UNKNOWN));
        let (Some(known), None) = (known(id), held) else {
            draft.leave_out(format!("Indikator „{id}“"), 1, held.unwrap_or(UNKNOWN));
            continue;
        };
        let Some(cell) = table.cell(row, value, Writing::English) else { continue };
        if known.year.is_empty() {
            doubtful.insert(id);
        }
        let place = draft.place(found, table.text(row, name), "district");
        let period = if known.year.is_empty() { label } else { known.year };
        let series = draft.series(&format!("da_{}", cell::slug(id)), || describe(&known, period));
        draft.figure(place, series, period, cell, table.line(row));
    }
    if !doubtful.is_empty() {
        draft.remark(Remark::new(&kinds::YEAR_DOUBTFUL, file).found(label).expected(doubtful.len()));
    }
    table.refuse_faults()?;
    Ok(draft.finish())
}

fn describe(known: &Known, period: &str) -> Series {
    let (measure, per) = measure(known.unit, known.title);
    let verified = !known.year.is_empty();
    Series {
        title: known.title.to_owned(),
        unit: known.unit.to_owned(),
        measure: if known.unit.contains("EUR") { Some("mean".to_owned()) } else { measure },
        per,
        theme: known.theme.to_owned(),
        source: "Deutschlandatlas (BBSR/BMWSB)".to_owned(),
        licence: "dl-de/by-2-0".to_owned(),
        attribution: "Deutschlandatlas (BBSR/BMWSB), Datenbasis Statistische Ämter des Bundes und der Länder u. a."
            .to_owned(),
        reference_date: if verified {
            period.to_owned()
        } else {
            format!("{period} (Angabe der Quelle für alle Reihen, nicht geprüft)")
        },
        ..Series::default()
    }
}
