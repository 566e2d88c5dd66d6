//! Series become rows of the catalogue; what a person wrote there stays.

use super::super::json::{list, member, object};
use super::super::{Series, slug};
use super::bundle::Bundle;
use super::kinds;
use crate::bundle::json::Json;
use crate::publish::Remark;

/// What the figures of a series look like.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shape {
    /// The most digits behind the decimal point.
    pub decimals: usize,
    /// The largest absolute figure.
    pub largest: f64,
    /// How many figures there are; 0 for a series that only describes.
    pub figures: usize,
}

/// The indicator of each series: the one it became before; else the one of its id; else a new one.
pub fn ids(bundle: &Bundle, import: &str, series: &[Series]) -> Vec<String> {
    let before = bundle.record.import(import);
    let mut taken: Vec<String> = Vec::new();
    for one in series {
        let known = before.and_then(|i| i.series.iter().find(|(own, _)| *own == one.id)).map(|(_, id)| id.clone());
        let id = known.unwrap_or_else(|| {
            let stem = slug(if one.id.is_empty() { &one.title } else { &one.id });
            let free = |id: &String| !taken.contains(id) && (is_same(bundle, import, id, one));
            let numbered = (2..).map(|n| format!("{stem}_{n}"));
            std::iter::once(stem.clone()).chain(numbered).find(free).unwrap_or(stem)
        });
        taken.push(id);
    }
    taken
}

/// Whether an indicator is this series, or not there yet. Another import's is the same only if it was the same id in
/// the same kind of file or has the same title.
fn is_same(bundle: &Bundle, import: &str, id: &str, series: &Series) -> bool {
    let Some(row) = bundle.catalogue.find("id", id) else { return true };
    let other = |i: &&super::Imported| i.id != import && i.series.iter().any(|(own, to)| *own == series.id && to == id);
    let title = bundle.catalogue.get(row, "title_de");
    bundle.record.imports.iter().any(|i| other(&i)) || title == series.title || series.title.is_empty()
}

/// Writes the rows of the catalogue. A cell is filled if it is empty or holds what an import wrote there; what differs
/// is a person's and stays, which is reported where the file now says something new.
pub fn merge(
    bundle: &mut Bundle,
    series: &[Series],
    ids: &[String],
    shapes: &[Shape],
    status: Option<&str>,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for ((one, id), shape) in series.iter().zip(ids).zip(shapes) {
        let row = match bundle.catalogue.find("id", id) {
            Some(row) => row,
            // A description without figures only completes what is there.
            None if shape.figures == 0 => continue,
            None => {
                let row = bundle.catalogue.add();
                bundle.catalogue.set(row, "id", id);
                bundle.catalogue.set(row, "status", "figure");
                row
            }
        };
        let theme = theme(bundle, &one.theme);
        for (column, text) in cells(one, &theme, *shape, status) {
            remarks.extend(fill(bundle, row, id, column, &text));
        }
    }
    remarks
}

fn fill(bundle: &mut Bundle, row: usize, id: &str, column: &str, text: &str) -> Option<Remark> {
    if text.is_empty() {
        return None;
    }
    let there = bundle.catalogue.get(row, column).to_owned();
    let last = bundle.record.cell(id, column).map(str::to_owned);
    let ours = there.is_empty() && last.is_none() || last.as_deref() == Some(there.as_str());
    if there == text || ours {
        bundle.catalogue.set(row, column, text);
        bundle.record.set_cell(id, column, text);
        return None;
    }
    // The office says what it said before: a person has changed it on purpose.
    if last.as_deref() == Some(text) {
        return None;
    }
    bundle.record.set_cell(id, column, text);
    let remark = Remark::new(&kinds::EDIT_KEPT, &bundle.catalogue_path).at(row + 2).column(column);
    Some(remark.found(there).expected(text))
}

/// What the cells of a row say. The title of a series without one is its id.
fn cells(series: &Series, theme: &str, shape: Shape, status: Option<&str>) -> Vec<(&'static str, String)> {
    let described = shape.figures > 0;
    let title = if series.title.is_empty() && described { &series.id } else { &series.title };
    let (measure, per) = measure(series);
    let vintage =
        |words: &str, text: &dyn Fn(&str) -> String| status.map(|s| format!("{words} {}", text(s))).unwrap_or_default();
    let german = |iso: &str| iso.split('-').rev().collect::<Vec<_>>().join(".");
    let decimals = if described { decimals(shape, measure.as_deref()).to_string() } else { String::new() };
    vec![
        ("title_de", title.clone()),
        ("theme", theme.to_owned()),
        ("unit_de", series.unit.clone()),
        ("decimals", decimals),
        ("measure", measure.unwrap_or_default()),
        ("per", per.map(|p| p.to_string()).unwrap_or_default()),
        ("definition_de", series.definition.clone()),
        ("formula", series.formula.clone()),
        ("source", series.source.clone()),
        ("source_table", series.source_table.clone()),
        ("licence", series.licence.clone()),
        ("attribution", series.attribution.clone()),
        ("reference_date", series.reference_date.clone()),
        ("vintage", vintage("Gebietsstand", &german)),
        ("vintage_en", vintage("Territory as of", &|iso| iso.to_owned())),
    ]
}

/// Digits behind the decimal point that a reader is shown: two at most, four where all figures are small.
fn decimals(shape: Shape, measure: Option<&str>) -> usize {
    let most = if measure == Some("count") {
        1
    } else if shape.largest <= 2.0 {
        4
    } else {
        2
    };
    shape.decimals.min(most)
}

/// What the file says, else what unit and title leave no doubt about.
fn measure(series: &Series) -> (Option<String>, Option<u32>) {
    if series.measure.is_some() {
        return (series.measure.clone(), series.per);
    }
    let text = format!("{} {}", series.unit, series.title).to_lowercase();
    let unit = series.unit.to_lowercase();
    if unit == "prozent" || unit == "%" || unit == "percent" || text.contains("anteil ") {
        return (Some("share".to_owned()), None);
    }
    let counts = ["anzahl", "personen", "einwohner", "fälle", "haushalte", "count", "persons", "kinder"];
    if counts.contains(&unit.as_str()) {
        return (Some("count".to_owned()), None);
    }
    for (word, per) in [
        ("100.000", 100_000),
        ("100 000", 100_000),
        ("10.000", 10_000),
        ("10 000", 10_000),
        ("1.000", 1000),
        ("1 000", 1000),
        ("1000", 1000),
    ] {
        if text.contains(&format!("je {word}")) {
            return (Some("rate".to_owned()), Some(per));
        }
    }
    (None, series.per)
}

/// Indicators without a theme belong to one that readers of bundles call `werte`: it is declared beside others.
pub fn declare_rest(bundle: &mut Bundle) {
    let sheet = &bundle.catalogue;
    let without =
        (0..sheet.rows.len()).any(|row| sheet.get(row, "theme").is_empty() && sheet.get(row, "status") != "gap");
    let themes = list(member(member(&mut bundle.package, "atlas"), "themes"));
    if without && !themes.is_empty() && !themes.iter().any(|t| t.string("id") == "werte") {
        let title = object(vec![("de", Json::from("Weitere Werte")), ("en", Json::from("Further figures"))]);
        themes.push(object(vec![("id", Json::from("werte")), ("title", title)]));
    }
}

/// The id of a theme, declared if it is new: by its id or title.
fn theme(bundle: &mut Bundle, title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let id = slug(title);
    let themes = list(member(member(&mut bundle.package, "atlas"), "themes"));
    let is_it = |t: &&Json| t.string("id") == id || t.string("id") == title || t.get("title").string("de") == title;
    if let Some(there) = themes.iter().find(is_it) {
        return there.string("id");
    }
    let title = object(vec![("de", Json::from(title))]);
    themes.push(object(vec![("id", Json::from(id.as_str())), ("title", title)]));
    id
}
