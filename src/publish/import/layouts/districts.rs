//! List of districts with area and population of the Federal Statistical Office: the workbook `04-kreise.xlsx` with its
//! three rows of headings, or the same list as CSV with English headings.

use super::cell::{self, Writing};
use super::draft::{Draft, Why};
use super::kinds;
use super::listing::{begins, heading};
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

const TOTALS: Why = Why {
    de: "Summenzeilen der Länder und Deutschlands haben keinen Schlüssel.",
    en: "Rows of totals of the Länder and of Germany have no key.",
};
const WORDS: Why = Why {
    de: "Die Spalte ist ein Wort (Art des Kreises, NUTS-Schlüssel), keine Zahl.",
    en: "The column is a word (kind of district, NUTS key), no figure.",
};

/// A column of figures: id, title, unit, measure, and the sex it is of.
type Figure = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

/// Where the columns are.
struct Form {
    first: usize,
    name: usize,
    figures: Vec<(usize, Figure)>,
    day: Option<String>,
}

const CSV: [&str; 5] = ["AGS", "type", "name", "NUTS3", "area_km2"];

fn workbook_head(grid: &Grid) -> Option<usize> {
    (0..grid.rows().min(10)).find(|row| heading(grid.cell(*row, 0)).replace('-', "").starts_with("Schlüsselnummer"))
}

/// Whether the headings are those of the workbook or of its CSV form.
pub fn recognise(grid: &Grid) -> bool {
    begins(grid, 0, &CSV) || workbook_head(grid).is_some()
}

fn form(grid: &Grid) -> Option<Form> {
    let csv = begins(grid, 0, &CSV);
    let head = if csv { 0 } else { workbook_head(grid)? };
    let rows = if csv { head..head + 1 } else { head..(head + 3).min(grid.rows()) };
    let width = rows.clone().map(|row| grid.row_width(row)).max().unwrap_or(0);
    let at = |names: &[&str]| {
        let says =
            |c: &usize| rows.clone().any(|row| names.contains(&heading(grid.cell(row, *c)).to_lowercase().as_str()));
        (0..width).find(says)
    };
    let wanted = [
        (&["area_km2", "fläche in km2"][..], "flaeche", "Fläche", "km²", "count", None),
        (&["population", "insgesamt"], "bevoelkerung", "Bevölkerung", "Personen", "count", None),
        (&["population_male", "männlich"], "bevoelkerung", "Bevölkerung", "Personen", "count", Some("männlich")),
        (&["population_female", "weiblich"], "bevoelkerung", "Bevölkerung", "Personen", "count", Some("weiblich")),
        (
            &["population_per_km2", "je km2"],
            "bevoelkerungsdichte",
            "Bevölkerungsdichte",
            "Einwohner je km²",
            "ratio",
            None,
        ),
    ];
    let found = wanted
        .into_iter()
        .filter_map(|(names, id, title, unit, measure, sex)| Some((at(names)?, (id, title, unit, measure, sex))));
    let day = (0..=head).find_map(|row| grid.row(row).find(|c| c.contains("Gebietsstand")).and_then(cell::date_within));
    Some(Form { first: rows.end, name: 2, figures: found.collect(), day })
}

/// Takes area, population (also by sex) and density of all districts.
///
/// # Errors
/// No year in table or file name, no columns of figures, cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let Some(form) = form(grid).filter(|f| !f.figures.is_empty()) else {
        return Err(vec![Remark::new(&kinds::NO_FIGURES, file)]);
    };
    let year = form.day.as_deref().and_then(|d| d.get(..4)).or_else(|| cell::year_within(file));
    let year = year.ok_or_else(|| vec![Remark::new(&kinds::YEAR_UNKNOWN, file).found(file)])?;
    let mut draft = Draft::default();
    draft.territory(form.day.clone());
    let mut faults = Vec::new();
    for row in form.first..grid.rows() {
        let text = |column: usize| grid.cell(row, column).trim();
        let key = text(0);
        let digits = key.bytes().all(|b| b.is_ascii_digit());
        if key.len() == 2 && digits {
            draft.place(key, text(1), "land");
        }
        if key.is_empty() && text(2) == "Insgesamt" {
            draft.leave_out("Summenzeilen", 1, TOTALS);
        }
        if key.len() != 5 || !digits {
            continue;
        }
        // In the CSV form, a name with a comma is not quoted, but the table is cut at semicolons.
        let place = draft.place(key, text(form.name), "district");
        for (column, (id, title, unit, measure, sex)) in &form.figures {
            let Some(cell) = cell::read(text(*column), Writing::English) else {
                faults.push(
                    Remark::new(&kinds::CELL_UNREADABLE, file)
                        .at(grid.line(row))
                        .column(*title)
                        .found(text(*column))
                        .expected("1234.5"),
                );
                continue;
            };
            let series = draft.series(id, || describe(title, unit, measure, form.day.as_deref(), year));
            let slice: Vec<(String, String)> =
                sex.map(|s| ("Geschlecht".to_owned(), s.to_owned())).into_iter().collect();
            draft.sliced(place, series, year, &slice, cell, grid.line(row));
        }
    }
    draft.leave_out("Spalten Art und NUTS", 2, WORDS);
    if !faults.is_empty() {
        faults.truncate(20);
        return Err(faults);
    }
    Ok(draft.finish())
}

fn describe(title: &str, unit: &str, measure: &str, day: Option<&str>, year: &str) -> Series {
    let day = day.map(|d| d.split('-').rev().map(str::to_owned).collect::<Vec<_>>().join("."));
    Series {
        title: title.to_owned(),
        unit: unit.to_owned(),
        measure: Some(measure.to_owned()),
        theme: "Bevölkerung und Gebiet".to_owned(),
        source: "Gemeindeverzeichnis-Informationssystem GV-ISys".to_owned(),
        source_table: "04-kreise".to_owned(),
        attribution: "© Statistisches Bundesamt (Destatis), Gemeindeverzeichnis GV-ISys; Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet".to_owned(),
        reference_date: day.unwrap_or_else(|| format!("31.12.{year}")),
        ..Series::default()
    }
}
