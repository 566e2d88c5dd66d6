//! The catalogue: formulas, units, titles, ids.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds;
use super::notes::Notes;
use super::sheets::{Package, cell, list, text_of};
use crate::bundle::source::Source;
use crate::model::{Catalogue, Indicator, IndicatorId, Measure};
use crate::publish::{Kind, Remark};

/// Checks the table as it is written.
pub(super) fn check_table(package: &Package, notes: &mut Notes) {
    let breakdowns: Vec<&str> = list(package.atlas(), "breakdowns").iter().map(|b| text_of(b, "id")).collect();
    let mut themes: BTreeSet<&str> = BTreeSet::new();
    for (resource, sheet) in package.tables("catalogue") {
        let at = |kind, line: usize, column: &str| Remark::new(kind, resource.path.as_str()).at(line).column(column);
        let mut ids: BTreeMap<String, &str> = BTreeMap::new();
        for (line, row) in &sheet.rows {
            let get = |name: &str| cell(sheet, row, name);
            let id = get("id");
            themes.insert(get("theme"));
            if let Some(first) = ids.insert(id.to_lowercase(), id).filter(|first| *first != id) {
                notes.add(at(&kinds::ID_LOOKALIKE, *line, "id").found(id).expected(first));
            }
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            if !id.chars().all(plain) {
                notes.add(at(&kinds::ID_ODD, *line, "id").found(id));
            }
            if get("status") == "gap" {
                continue;
            }
            if [get("title_de"), get("title")].iter().all(|t| t.is_empty()) {
                notes.add(at(&kinds::TITLE_MISSING, *line, "title_de").found(id));
            }
            for word in get("breakdowns").split_whitespace().filter(|w| !breakdowns.contains(w)) {
                notes.add(at(&kinds::BREAKDOWN_UNKNOWN, *line, "breakdowns").found(word));
            }
            let minimum = get("minimum_cases");
            if !minimum.is_empty() && minimum.parse::<u32>().is_err() {
                let remark = at(&kinds::MINIMUM_UNREADABLE, *line, "minimum_cases");
                notes.add(remark.found(minimum).expected("3"));
            }
            if get("measure") == "rate" && get("per").is_empty() {
                notes.add(at(&kinds::RATE_BASE, *line, "per").found(id));
            }
            if get("links").split_whitespace().any(|link| link == id) {
                notes.add(at(&kinds::LINK_TO_ITSELF, *line, "links").found(id));
            }
        }
    }
    if package.tables("catalogue").next().is_some() {
        for theme in list(package.atlas(), "themes").iter().map(|t| text_of(t, "id")).filter(|t| !themes.contains(t)) {
            let remark = Remark::new(&kinds::THEME_EMPTY, "datapackage.json").column("atlas.themes");
            notes.add(remark.found(theme));
        }
    }
}

/// Checks what the catalogue means.
pub(super) fn check(package: &Package, source: &Source, notes: &mut Notes) {
    let file = |id: &IndicatorId| -> (String, usize) {
        let place = package.tables("catalogue").find_map(|(resource, sheet)| {
            let (line, _) = sheet.cells("id").find(|(_, cell)| *cell == id.as_str())?;
            Some((resource.path.clone(), line))
        });
        place.unwrap_or_default()
    };
    let at = |kind: &'static Kind, id: &IndicatorId, column: &str| {
        let (path, line) = file(id);
        let remark = Remark::new(kind, path).column(column);
        if line == 0 { remark } else { remark.at(line) }
    };
    let catalogue = &source.catalogue;
    let mut titles: BTreeMap<(&str, &str), &Indicator> = BTreeMap::new();
    for indicator in &catalogue.indicators {
        let id = &indicator.id;
        if let Some(first) = titles.insert((&indicator.title.de, &indicator.unit.de), indicator) {
            notes.add(at(&kinds::TITLE_TWICE, id, "title_de").found(id).expected(&first.id));
        }
        if indicator.numerator.is_some() && indicator.numerator == indicator.denominator {
            let both = indicator.numerator.as_ref().map(IndicatorId::to_string).unwrap_or_default();
            notes.add(at(&kinds::RATE_OF_ONE, id, "numerator_id").found(id).expected(both));
        }
        if let Some(path) = cycle(catalogue, id) {
            notes.add(at(&kinds::FORMULA_CYCLE, id, "numerator_id").found(id).expected(path.join(" → ")));
        }
        if indicator.additive && indicator.measure != Measure::Count {
            notes.add(at(&kinds::ADDITIVE_SHARE, id, "additive").found(id));
        }
        if let Some(why) = contradiction(indicator) {
            notes.add(at(&kinds::UNIT_CONTRADICTION, id, "unit_de").found(&indicator.unit.de).expected(why));
        }
    }
}

/// The way from an indicator over numerators and denominators back to itself.
fn cycle(catalogue: &Catalogue, start: &IndicatorId) -> Option<Vec<String>> {
    let parts = |id: &IndicatorId| {
        let found = catalogue.indicator(id);
        found.into_iter().flat_map(|i| [i.numerator.clone(), i.denominator.clone()]).flatten().collect::<Vec<_>>()
    };
    let mut seen = BTreeSet::new();
    let mut open: Vec<Vec<IndicatorId>> = parts(start).into_iter().map(|p| vec![start.clone(), p]).collect();
    while let Some(path) = open.pop() {
        let last = path.last()?;
        if last == start {
            return Some(path.iter().map(IndicatorId::to_string).collect());
        }
        if seen.insert(last.clone()) {
            open.extend(parts(last).into_iter().map(|next| [path.as_slice(), &[next]].concat()));
        }
    }
    None
}

/// A unit that cannot belong to the measure.
fn contradiction(indicator: &Indicator) -> Option<&'static str> {
    let unit = indicator.unit.de.trim().to_lowercase();
    let persons = ["personen", "menschen", "anzahl", "einwohner", "fälle", "haushalte", "euro", "eur", "€", "jahre"];
    let percent = ["%", "prozent", "v. h.", "v.h.", "percent"];
    match indicator.measure {
        Measure::Share if persons.contains(&unit.as_str()) => Some("share = %"),
        Measure::Count if percent.contains(&unit.as_str()) => Some("count ≠ %"),
        Measure::Rate { per } if per > 1 && percent.contains(&unit.as_str()) && per != 100 => Some("rate ≠ %"),
        _ => None,
    }
}
