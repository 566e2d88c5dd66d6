//! Police crime statistics of the Federal Criminal Police Office (BKA, PKS), districts: a row an offence and district.
//!
//! The download writes keys as numbers (`1001`), thousands with commas and decimals with points, and carries unnamed
//! columns at its end.

use super::cell::{self, Writing};
use super::draft::{Draft, Why};
use super::kinds;
use super::listing::{Listing, has};
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

const NEEDED: [&str; 4] = ["Straftat", "Gemeindeschluessel", "Anzahl erfasste Faelle", "Haeufigkeitszahl"];

const UNNAMED: Why = Why {
    de: "Die Spalten am Ende haben keine Überschrift (dort stehen eine Rechengröße, ein zweites Mal Schlüssel und Name, und die Einwohnerzahl).",
    en: "The columns at the end have no heading (a figure for computing, key and name a second time, and the population).",
};

/// Whether one of the first rows has the headings of the police statistics.
pub fn recognise(grid: &Grid) -> bool {
    head(grid).is_some()
}

fn head(grid: &Grid) -> Option<usize> {
    (0..grid.rows().min(8)).find(|row| has(grid, *row, &NEEDED))
}

/// A column and what it becomes.
struct Column {
    place: usize,
    id: String,
    title: String,
    measure: &'static str,
    per: Option<u32>,
    unit: &'static str,
}

/// Takes every named column of figures for every offence: series `------_faelle`, `------_hz` and so on.
///
/// # Errors
/// Missing columns, no year in the file's name, cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let Some(head) = head(grid) else { return Err(vec![Remark::new(&kinds::NO_FIGURES, file)]) };
    let mut table = Listing::new(grid, head, file);
    let offence = table.column("Straftat")?;
    let code = table.find("Schluessel");
    let key = table.column("Gemeindeschluessel")?;
    let name = table.find("Stadt-/Landkreis");
    let year = cell::year_within(file).ok_or_else(|| vec![Remark::new(&kinds::YEAR_UNKNOWN, file).found(file)])?;
    let mut draft = Draft::default();
    let columns = columns(&table, &[Some(offence), code, Some(key), name], &mut draft);
    let (mut restored, mut example) = (std::collections::BTreeSet::new(), String::new());
    for row in table.rows() {
        let found = table.text(row, key);
        if found.is_empty() {
            continue;
        }
        let Some(whole) = whole_key(found) else {
            draft.remark(Remark::new(&kinds::KEY_ODD, file).at(table.line(row)).found(found).expected("5 Ziffern"));
            continue;
        };
        if whole != found && restored.insert(whole.clone()) && example.is_empty() {
            example = format!("{found} → {whole}");
        }
        let place = draft.place(&whole, name.map_or("", |c| table.text(row, c)), "district");
        let offence_title = table.text(row, offence);
        let code = code.map_or("", |c| table.text(row, c));
        let code = if code.bytes().any(|b| b.is_ascii_digit()) { code } else { "gesamt" };
        for column in &columns {
            let Some(cell) = table.cell(row, column.place, Writing::English) else { continue };
            let id = format!("pks_{code}_{}", column.id);
            let series = draft.series(&id, || describe(column, offence_title, code, year));
            draft.figure(place, series, year, cell, table.line(row));
        }
    }
    if !restored.is_empty() {
        draft.remark(Remark::new(&kinds::ZEROS_RESTORED, file).found(example).expected(restored.len()));
    }
    table.refuse_faults()?;
    Ok(draft.finish())
}

fn columns(table: &Listing<'_>, not: &[Option<usize>], draft: &mut Draft) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut unnamed = 0;
    for (place, heading) in table.headings().into_iter().enumerate() {
        if heading.is_empty() {
            unnamed += 1;
            continue;
        }
        if not.contains(&Some(place)) || heading == "Kreisart" {
            continue;
        }
        let share = heading.contains("Anteil in %") || heading.ends_with("quote");
        let (measure, per, unit) = if share {
            ("share", None, "%")
        } else if heading == "Haeufigkeitszahl" {
            ("rate", Some(100_000), "Fälle je 100.000 Einwohner")
        } else {
            ("count", None, "Anzahl")
        };
        let (id, title) = known(&heading);
        columns.push(Column { place, id, title, measure, per, unit });
    }
    draft.leave_out("Spalten ohne Überschrift", unnamed, UNNAMED);
    columns
}

/// Short id and proper title: the source writes umlauts out.
fn known(heading: &str) -> (String, String) {
    let pair = match heading {
        "Anzahl erfasste Faelle" => ("faelle", "erfasste Fälle"),
        "Haeufigkeitszahl" => ("hz", "Häufigkeitszahl"),
        "erfasste Faelle, davon Versuche - Anzahl" => ("versuche", "davon Versuche"),
        "erfasste Faelle, davon Versuche - Anteil in %" => ("versuche_anteil", "Anteil der Versuche"),
        "mit Schusswaffe gedroht" => ("gedroht", "mit Schusswaffe gedroht"),
        "mit Schusswaffe geschossen" => ("geschossen", "mit Schusswaffe geschossen"),
        "Auffklaerung - Anzahl Faelle" => ("aufgeklaert", "aufgeklärte Fälle"),
        "Aufklaerungsquote" => ("aufklaerungsquote", "Aufklärungsquote"),
        "Tatverdaechtige insgesamt" => ("tv", "Tatverdächtige"),
        "Tatverdaechtige - maennlich" => ("tv_m", "männliche Tatverdächtige"),
        "Tatverdaechtige - weiblich" => ("tv_w", "weibliche Tatverdächtige"),
        "Nichtdeutsche Tatverdaechtige - Anzahl" => ("tv_nd", "nichtdeutsche Tatverdächtige"),
        "Nichtdeutsche Tatverdaechtige - Anteil in % an der Gesamtzahl" => {
            ("tv_nd_anteil", "Anteil nichtdeutscher Tatverdächtiger")
        }
        _ => return (cell::slug(heading), heading.to_owned()),
    };
    (pair.0.to_owned(), pair.1.to_owned())
}

fn describe(column: &Column, offence: &str, code: &str, year: &str) -> Series {
    Series {
        title: format!("{offence}: {}", column.title),
        unit: column.unit.to_owned(),
        measure: Some(column.measure.to_owned()),
        per: column.per,
        theme: "Sicherheit".to_owned(),
        definition: format!("Polizeilich erfasst, Straftatenschlüssel {code}; {}.", column.title),
        source: "Polizeiliche Kriminalstatistik".to_owned(),
        source_table: "KR-F-01-T01".to_owned(),
        licence: "dl-de/by-2-0".to_owned(),
        attribution: format!("PKS Bundeskriminalamt, Berichtsjahr {year}"),
        reference_date: format!("Jahr {year}"),
        ..Series::default()
    }
}

/// Four or five digits as a key of five.
fn whole_key(text: &str) -> Option<String> {
    ((4..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{text:0>5}"))
}
