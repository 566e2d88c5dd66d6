//! Berlin's Monitoring Soziale Stadtentwicklung (MSS): shares, changes, z-values, classes and context indicators of the
//! planning areas (LOR Planungsräume), editions 2021 and 2019, and the tables beside them (names, residents).

use super::cell::Writing;
use super::draft::{Draft, Why};
use super::kinds;
use super::listing::Listing;
use super::mss_columns::{Known, known, reason};
use crate::publish::Remark;
use crate::publish::import::{Cell, Grid, Series, Taken};

const KEYS: [&str; 4] = ["PLR_ID", "PLR-ID", "Planungsraum (Nummer)", "id"];
const NAMES: [&str; 3] = ["PLR_NAME", "PLR-Name", "Planungsraum (Name)"];

const INVALID: Why = Why {
    de: "Der Senat hat den Planungsraum von der Indexberechnung ausgeschlossen (unter 300 Einwohner oder Ausreißer); die Werte stehen als „x“ (nicht sinnvoll).",
    en: "The senate excluded the planning area from the index (fewer than 300 residents, or an outlier); its figures are “x” (not meaningful).",
};

const NO_RESIDENTS: Why = Why {
    de: "Eine Tabelle lässt die Einwohnerzahl eines unbewohnten Planungsraums leer, die anderen nennen 0.",
    en: "One table leaves the residents of an uninhabited planning area empty, the others say 0.",
};

/// Whether there is a key of planning areas and at least two columns of the monitoring.
pub fn recognise(grid: &Grid) -> bool {
    let table = Listing::new(grid, 0, "");
    let headings = table.headings();
    let ours = headings.iter().filter(|h| known(h).is_some() || reason(h).is_some()).count();
    KEYS.iter().any(|k| table.find(k).is_some())
        && ours >= 2
        && key_of(grid.cell(1, column(&table, &KEYS).unwrap_or(0))).is_some()
}

fn column(table: &Listing<'_>, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| table.find(name))
}

fn key_of(text: &str) -> Option<&str> {
    let text = text.trim();
    (text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) && text != "00000000").then_some(text)
}

/// Takes every column that is known; class numbers for the source's own maps and words are left out.
///
/// # Errors
/// A table whose columns are shifted (the z-values of 2019 under the name of districts); cells that are neither figure
/// nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let mut table = Listing::new(grid, 0, file);
    refuse_shifted(&table)?;
    let key = column(&table, &KEYS).ok_or_else(|| vec![Remark::new(&kinds::NO_FIGURES, file)])?;
    let name = column(&table, &NAMES);
    let old = table.find("inhabitants").is_some();
    let year = year(&table, old);
    let mut draft = Draft::default();
    draft.territory(Some(if old { "2018-12-31" } else { "2021-01-01" }.to_owned()));
    let (columns, context_shifted) = columns(&table, &[Some(key), name], old, &mut draft);
    if context_shifted {
        draft.leave_out("Spalten k06 bis k13", table.rows().len(), super::mss_columns::SHIFTED);
    }
    let verdict = table.find("KOM");
    let status = ["S1", "zS1", "SI_N", "s1_percentage_unemployed", "status_index"].iter().find_map(|h| table.find(h));
    let mut invalid = 0;
    for row in table.rows() {
        let found = table.text(row, key);
        let Some(key) = key_of(found) else {
            if !found.is_empty() && found != "00000000" {
                let remark = Remark::new(&kinds::KEY_ODD, file).at(table.line(row)).found(found);
                draft.remark(remark.expected("8 Ziffern"));
            }
            continue;
        };
        let place = draft.place(key, name.map_or("", |c| table.text(row, c)), "planning_area");
        let excluded = match (verdict, status) {
            (Some(c), _) => table.text(row, c).starts_with("ungültig"),
            (None, Some(c)) => table.text(row, c).is_empty(),
            _ => false,
        };
        invalid += usize::from(excluded);
        for (at, known) in &columns {
            if known.always && table.text(row, *at).is_empty() {
                draft.leave_out("leere Einwohnerzahlen", 1, NO_RESIDENTS);
                continue;
            }
            let cell = if excluded && !known.always {
                Some((Cell::Sign("x".to_owned()), ""))
            } else if known.id == "mss_dynamik" {
                Some(dynamics(table.text(row, *at)))
            } else {
                table.cell(row, *at, writing(table.text(row, *at)))
            };
            let Some(cell) = cell else { continue };
            let series = draft.series(known.id, || describe(known, old));
            draft.figure(place, series, year, cell, table.line(row));
        }
    }
    draft.leave_out("Planungsräume ohne gültigen Index", invalid, INVALID);
    table.refuse_faults()?;
    Ok(draft.finish())
}

/// The tables mix `1.46443` and `1,46`; no figure of theirs has groups.
fn writing(text: &str) -> Writing {
    if text.contains(',') { Writing::German } else { Writing::English }
}

/// Edition 2019 writes the class as a sign, and `-` there is no zero.
fn dynamics(text: &str) -> (Cell, &'static str) {
    let number = match text {
        "+" => "1",
        "+/-" => "3",
        "-" => "5",
        "1" | "3" | "5" => text,
        _ => return (Cell::Sign("x".to_owned()), ""),
    };
    (Cell::Number(number.to_owned()), "")
}

/// Figures of edition 2021 are of the end of 2020, those of 2019 of the end of 2018; residents by age of June 2022.
fn year(table: &Listing<'_>, old: bool) -> &'static str {
    match (old, table.find("65undmehr")) {
        (true, _) => "2018",
        (false, Some(_)) => "2022",
        _ => "2020",
    }
}

/// The z-values of 2019 were published under shifted headings: a class name stands in a column of z-values.
fn refuse_shifted(table: &Listing<'_>) -> Result<(), Vec<Remark>> {
    for (at, heading) in table.headings().iter().enumerate().filter(|(_, h)| h.starts_with("z_")) {
        let word = |row: &usize| table.text(*row, at).chars().any(char::is_alphabetic);
        if let Some(row) = table.rows().find(word) {
            let remark = Remark::new(&kinds::TABLE_SHIFTED, table.file).at(table.line(row)).column(heading);
            return Err(vec![remark.found(table.text(row, at)).expected(heading)]);
        }
    }
    Ok(())
}

fn columns(
    table: &Listing<'_>,
    not: &[Option<usize>],
    old: bool,
    draft: &mut Draft,
) -> (Vec<(usize, &'static Known)>, bool) {
    let (mut columns, mut shifted, mut left) = (Vec::new(), false, Vec::new());
    for (at, heading) in table.headings().into_iter().enumerate() {
        if not.contains(&Some(at)) || heading == "KOM" {
            continue;
        }
        if old && super::mss_columns::is_shifted(&heading) {
            shifted = true;
            continue;
        }
        let filled = table.rows().any(|row| !matches!(table.text(row, at), "" | "-9999" | "-" | "x"));
        match known(&heading) {
            Some(known) if filled => columns.push((at, known)),
            Some(_) => left.push((heading, super::mss_columns::EMPTY)),
            None => {
                let why = reason(&heading).unwrap_or(super::mss_columns::UNKNOWN);
                left.push((heading, why));
            }
        }
    }
    // The monitoring before the residents: the first indicator is the one that an atlas opens with.
    columns.sort_by_key(|(_, known): &(usize, &Known)| known.always);
    // One entry a reason: such tables have dozens of columns that nobody needs.
    while let Some(why) = left.first().map(|(_, why)| *why) {
        let (same, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|(_, w)| w.de == why.de);
        left = others;
        let names: Vec<&str> = same.iter().map(|(name, _)| name.as_str()).take(6).collect();
        let more = if same.len() > names.len() { ", …" } else { "" };
        let what = format!("Werte der Spalten {}{more} ({} Spalten)", names.join(", "), same.len());
        draft.leave_out(what, table.rows().len() * same.len(), why);
    }
    (columns, shifted)
}

fn describe(known: &Known, old: bool) -> Series {
    let (edition, year) = if old { ("2019", "31.12.2018") } else { ("2021", "31.12.2020") };
    let age = known.id.starts_with("ew_");
    Series {
        title: known.title.to_owned(),
        unit: known.unit.to_owned(),
        measure: Some(known.measure.to_owned()),
        theme: known.theme.to_owned(),
        definition: known.definition.to_owned(),
        source: if age {
            "Einwohnerregisterstatistik Berlin".to_owned()
        } else {
            format!("Monitoring Soziale Stadtentwicklung Berlin {edition}")
        },
        licence: if old { "CC-BY-4.0".to_owned() } else { String::new() },
        attribution: if age {
            "Amt für Statistik Berlin-Brandenburg".to_owned()
        } else {
            format!("Senatsverwaltung für Stadtentwicklung Berlin, Monitoring Soziale Stadtentwicklung {edition}")
        },
        reference_date: if age { "30.06.2022".to_owned() } else { year.to_owned() },
        ..Series::default()
    }
}
