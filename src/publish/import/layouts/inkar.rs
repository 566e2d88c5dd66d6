//! INKAR of the Federal Institute for Research on Building, Urban Affairs and Spatial Development (BBSR) as long tables:
//! a row an area, year and indicator. Three forms: edition 2024 with the kind of area, its municipalities, and edition
//! 2022, whose rows carry title and formula themselves.

use super::cell::Writing;
use super::draft::{Draft, Why};
use super::inkar_words::{ATTRIBUTION, LICENCE, SOURCE, note_on, unit_and_measure};
use super::kinds;
use super::listing::{Listing, begins};
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

const DISTRICTS: [&str; 7] = ["raumbezug", "ags", "name", "year", "kuerzel", "value", "bereich"];
const MUNICIPALITIES: [&str; 5] = ["ags", "name", "year", "kuerzel", "value"];
const EDITION_2022: [&str; 9] =
    ["ags", "name", "year", "value", "id", "bereich", "kurzname", "indikator", "algorithmus"];

const OTHER_KIND: Why = Why {
    de: "Der Raumbezug ist keiner von Bund, Bundesländer, Kreise und Gemeinden.",
    en: "The kind of area is none of federation, Länder, districts and municipalities.",
};

/// Whether the headings are those of a long table.
pub fn recognise(grid: &Grid) -> bool {
    [&DISTRICTS[..], &MUNICIPALITIES[..], &EDITION_2022[..]].iter().any(|headings| begins(grid, 0, headings))
}

/// Takes every row. Titles, units, formulas and notes of edition 2024 come with its table of indicators, which is a
/// layout of its own ([`super::inkar_meta`]): imported together, the two complete each other.
///
/// # Errors
/// Missing columns; cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let mut table = Listing::new(grid, 0, file);
    let (key, name, year, value) =
        (table.column("ags")?, table.column("name")?, table.column("year")?, table.column("value")?);
    let (kind, via) = (table.find("raumbezug"), table.find("via"));
    let old = table.find("indikator");
    let id = if old.is_some() { table.column("id")? } else { table.column("kuerzel")? };
    let mut draft = Draft::default();
    let mut editions = table.find("edition").map(|c| table.rows().map(move |row| grid.cell(row, c).trim()));
    if editions.as_mut().is_some_and(|e| e.len() > 0 && e.all(|e| e == "INKAR2024")) {
        draft.territory(Some("2022-12-31".to_owned()));
    }
    for row in table.rows() {
        let found = table.text(row, key);
        let Some((whole, level)) = area_of(kind.map(|c| table.text(row, c)), found) else {
            let what = kind.map_or(found, |c| table.text(row, c));
            if kind.is_some() {
                draft.leave_out(format!("Raumbezug „{what}“"), 1, OTHER_KIND);
            } else {
                let remark = Remark::new(&kinds::KEY_ODD, file).at(table.line(row)).found(found);
                draft.remark(remark.expected("2, 5 oder 8 Ziffern"));
            }
            continue;
        };
        let Some(cell) = table.cell(row, value, Writing::English) else { continue };
        let place = draft.place(whole, table.text(row, name), level);
        let code = table.text(row, id);
        let series = match old {
            Some(title) => draft.series(&format!("inkar_{code}"), || described(&table, row, title)),
            None => draft.series(code, || named(&table, row, code, via)),
        };
        draft.figure(place, series, last_year(table.text(row, year)), cell, table.line(row));
    }
    table.refuse_faults()?;
    Ok(draft.finish())
}

/// The mean of three years is written `2016/2017/2018`: it counts as the last of them, and the series says so.
fn last_year(text: &str) -> &str {
    text.rsplit('/').next().unwrap_or(text)
}

/// Key and level: `111` is Germany there; districts and municipalities lose no zeros in these files.
fn area_of<'t>(kind: Option<&str>, key: &'t str) -> Option<(&'t str, &'static str)> {
    if key.is_empty() || !key.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match (kind, key.len()) {
        (Some("Bund"), _) => Some(("0", "country")),
        (Some("Bundesländer"), 2) | (None, 2) => Some((key, "land")),
        (Some("Kreise"), 5) | (None, 5) => Some((key, "district")),
        (Some("Gemeinden"), 8) | (None, 8) => Some((key, "municipality")),
        _ => None,
    }
}

/// Edition 2024: the code is all that a row says; the source of what was not taken from INKAR itself is named.
fn named(table: &Listing<'_>, row: usize, code: &str, via: Option<usize>) -> Series {
    let (mut source, mut attribution) = (SOURCE.to_owned(), ATTRIBUTION.to_owned());
    match via.map(|c| table.text(row, c)) {
        Some(v) if v.starts_with("gerda") => {
            source = "INKAR, in der Fassung von GERDA".to_owned();
            attribution = format!("{ATTRIBUTION}; Heddesheimer, Hilbig, Sichart, Wiedemann (2025): GERDA");
        }
        Some(v) if v.starts_with("RKI") => {
            source = "INKAR, in der Fassung der Rohdaten des GISD".to_owned();
            attribution = format!("{ATTRIBUTION}; Robert Koch-Institut, GISD Rohdaten");
        }
        _ => {}
    }
    let mut series = Series { source, attribution, licence: LICENCE.to_owned(), ..Series::default() };
    if let Some(known) = super::inkar_words::beyond_the_list(code) {
        known.clone_into(&mut series.title);
        (series.unit, series.measure, series.per) = unit_and_measure(known);
    }
    series
}

/// Edition 2022: the row says it all.
fn described(table: &Listing<'_>, row: usize, title: usize) -> Series {
    let year = table.find("year").map_or("", |c| table.text(row, c));
    let get = |name: &str| table.find(name).map_or("", |c| table.text(row, c));
    let definition = table.text(row, title);
    let (unit, measure, per) = unit_and_measure(definition);
    Series {
        title: get("kurzname").to_owned(),
        unit,
        measure,
        per,
        theme: get("bereich").to_owned(),
        definition: definition.to_owned(),
        formula: get("algorithmus").to_owned(),
        source: "INKAR, Ausgabe 2022".to_owned(),
        licence: LICENCE.to_owned(),
        attribution: "Datenbasis: INKAR 2022, BBSR Bonn".to_owned(),
        reference_date: match year.split_once('/') {
            Some((first, _)) => format!("Mittel der Jahre {first} bis {}", last_year(year)),
            None => note_on(get("algorithmus")).to_owned(),
        },
        ..Series::default()
    }
}
