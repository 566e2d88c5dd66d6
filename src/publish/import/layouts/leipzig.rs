//! Leipzig's small-area figures by Ortsteil (Leipzig-Informationssystem): a row an Ortsteil, year and indicator, with the
//! number of the office's table. There are no keys: Ortsteile are known by name.

use std::collections::BTreeMap;

use super::cell::{self, Writing};
use super::draft::{Draft, Why};
use super::kinds;
use super::listing::{Listing, begins};
use crate::publish::Remark;
use crate::publish::import::{Cell, Grid, Series, Taken};

const HEADINGS: [&str; 5] = ["district", "year", "indicator", "value", "rubrik"];

const NO_DWELLING: Why = Why {
    de: "Eine Wohnung von 0 m² gibt es nicht: die Quelle schreibt 0, wo ein Wert fehlt. Übernommen als „unbekannt“.",
    en: "No dwelling has 0 m²: the source writes 0 where a figure is missing. Taken as “unknown”.",
};

/// Tables of the office: number, theme, what its rows are parts of.
const TABLES: [(&str, &str, &str); 18] = [
    ("1-1", "Fläche", ""),
    ("2-1", "Bevölkerung", "Einwohner"),
    ("2-3", "Bevölkerung", ""),
    ("2-5", "Migration", "Einwohner mit Migrationshintergrund"),
    ("2-9", "Bevölkerung", ""),
    ("4-3", "Soziales", "SGB II (Tabelle 4-3)"),
    ("4-4", "Soziales", "SGB II"),
    ("4-6", "Gesundheit", ""),
    ("6-4", "Wohnen", "Gebäude"),
    ("6-5", "Wohnen", ""),
    ("7-3", "Arbeit", "Arbeitslose"),
    ("8-4", "Wirtschaft", "Handwerk (Innungen, alte Gliederung)"),
    ("8-5", "Wirtschaft", "Handwerk"),
    ("8-6", "Wirtschaft", "Einzelhandel"),
    ("9-1", "Einkommen", ""),
    ("10-1", "Verkehr", "Kraftfahrzeuge"),
    ("12-1", "Sicherheit", "Straftaten"),
    ("", "Weitere", ""),
];

/// Words within a title that decide; the first that fits.
const UNITS: [(&str, &str, &str, Option<u32>); 21] = [
    ("je 1 000 Einwohner", "je 1.000 Einwohner", "rate", Some(1000)),
    // The office's title forgets the thousand: 92 offences a head would be many.
    ("Straftaten je Einwohner", "je 1.000 Einwohner", "rate", Some(1000)),
    ("SGB-II-Quote", "%", "share", None),
    ("Ausländeranteil", "%", "share", None),
    ("Migrantenanteil", "%", "share", None),
    ("Anteil an", "%", "share", None),
    ("Jugendquote", "je 100", "ratio", None),
    ("Altenquote", "je 100", "ratio", None),
    ("Durchschnittsalter", "Jahre", "mean", None),
    ("Einwohnerdichte", "Einwohner je km²", "ratio", None),
    ("Wohnfläche je Wohnung", "m²", "mean", None),
    ("Wohnfläche", "1.000 m²", "count", None),
    ("Verkaufsfläche", "m²", "count", None),
    ("Haushaltseinkommen", "EUR", "mean", None),
    ("Persönliches Einkommen", "EUR", "mean", None),
    ("Personen je Bedarfsgemeinschaft", "Personen", "mean", None),
    ("Leistungen", "EUR", "mean", None),
    ("fläche", "ha", "count", None),
    ("Gebäude- und Freifläche", "ha", "count", None),
    ("Gesamtfläche", "ha", "count", None),
    ("", "Anzahl", "count", None),
];

/// Whether the headings are those of the export.
pub fn recognise(grid: &Grid) -> bool {
    begins(grid, 0, &HEADINGS)
}

/// Takes every row. An indicator is named by its table and its title, because titles repeat (`Ausländer` stands in four
/// tables).
///
/// # Errors
/// Missing columns, a cell given twice, cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let mut table = Listing::new(grid, 0, file);
    let (name, year) = (table.column("district")?, table.column("year")?);
    let (title, value, number) = (table.column("indicator")?, table.column("value")?, table.column("rubrik")?);
    let mut draft = Draft::default();
    let mut seen: BTreeMap<(u32, u32, &str), &str> = BTreeMap::new();
    for row in table.rows() {
        let district = table.text(row, name);
        if district.is_empty() {
            continue;
        }
        let Some(mut cell) = table.cell(row, value, Writing::English) else { continue };
        let (title, number) = (table.text(row, title), table.text(row, number));
        let id = format!("l{}_{}", number.replace('-', "_"), cell::slug(title));
        let place = draft.place(district, district, "ortsteil");
        let series = draft.series(&id, || describe(title, number));
        let period = table.text(row, year);
        match seen.insert((place, series, period), table.text(row, value)) {
            Some(before) if before != table.text(row, value) => {
                let what = format!("{district}, {title} ({number}), {period}");
                table.faults.push(Remark::new(&kinds::ROW_DOUBLED, file).at(table.line(row)).found(what));
            }
            Some(_) => {}
            None => {
                if title == "Wohnfläche je Wohnung" && matches!(&cell.0, Cell::Number(digits) if digits == "0") {
                    cell = (Cell::Sign(".".to_owned()), "");
                    draft.leave_out("Nullen bei „Wohnfläche je Wohnung“", 1, NO_DWELLING);
                }
                draft.figure(place, series, period, cell, table.line(row));
            }
        }
    }
    table.refuse_faults()?;
    Ok(draft.finish())
}

fn describe(title: &str, number: &str) -> Series {
    let known = TABLES.iter().find(|(n, ..)| *n == number).unwrap_or(&TABLES[TABLES.len() - 1]);
    let (_, unit, measure, per) =
        UNITS.iter().find(|(words, ..)| title.contains(words)).unwrap_or(&UNITS[UNITS.len() - 1]);
    let mended = title
        .replace("55 ahre", "55 Jahre")
        .replace("Straftaten je Einwohner", "Straftaten je 1.000 Einwohner")
        .replace("bis 1919 bis", "1919 bis")
        .replace("bis 1949 bis", "1949 bis");
    let whole = known.2.is_empty() || mended.contains("insgesamt") || mended.contains(known.2);
    Series {
        title: if whole { mended } else { format!("{}: {mended}", known.2) },
        unit: (*unit).to_owned(),
        measure: Some((*measure).to_owned()),
        per: *per,
        theme: known.1.to_owned(),
        definition: "Auf ganze Zahlen gerundet; gleiche Werte mehrerer Ortsteile sind dadurch häufig.".to_owned(),
        source: "Leipzig-Informationssystem (LIS), Stadt Leipzig, Amt für Statistik und Wahlen".to_owned(),
        source_table: number.to_owned(),
        attribution: "Stadt Leipzig, Amt für Statistik und Wahlen".to_owned(),
        ..Series::default()
    }
}
