//! The fitness check ("Eignungsprüfung"): five graded fields an indicator, declared in the catalogue as
//! `bedingt geeignet: reason`. Declared grades are checked; what can be computed is said as a hint on request.

use super::kinds;
use super::notes::Notes;
use super::sheets::{Package, cell};
use super::tables::FITNESS;
use crate::bundle::source::{Source, UNSUITABLE};
use crate::model::{Indicator, Level, Missing, Observation, Period};
use crate::publish::check::secrets::{cells, figures_of};
use crate::publish::{Kind, Remark};

/// Grades of which a reader should learn the reason.
const LIMITED: [&str; 5] = ["bedingt geeignet", "eingeschränkt geeignet", "o", "-", "limited"];
const SUITABLE: [&str; 5] = ["geeignet", "gut geeignet", "++", "+", "suitable"];
/// Grades in words for people.
const GRADES: &str = "geeignet, bedingt geeignet, nicht geeignet; ++, +, o, -, --";

/// Checks declared grades.
pub(super) fn check(package: &Package, notes: &mut Notes) {
    for (resource, sheet) in package.tables("catalogue") {
        for (line, row) in sheet.rows.iter().filter(|(_, row)| cell(sheet, row, "status") != "gap") {
            let get = |name: &str| cell(sheet, row, name);
            let id = get("id");
            let at = |kind, column: &str| Remark::new(kind, resource.path.as_str()).at(*line).column(column);
            let said = FITNESS.map(|(column, field)| {
                let german = [get(&format!("{column}_de")), get(column)].into_iter().find(|t| !t.is_empty());
                (column, field, german.unwrap_or_default())
            });
            let missing: Vec<&str> =
                said.iter().filter(|(.., text)| text.is_empty()).map(|(_, field, _)| *field).collect();
            if !missing.is_empty() && missing.len() < said.len() {
                notes.add(at(&kinds::FITNESS_INCOMPLETE, FITNESS[0].0).found(id).expected(missing.join(", ")));
            }
            let mut failing = Vec::new();
            for (column, field, text) in said.iter().filter(|(.., text)| !text.is_empty()) {
                let (grade, reason) = text.split_once(':').unwrap_or((text, ""));
                let grade = grade.trim().to_lowercase();
                let (bad, limited) = (UNSUITABLE.contains(&grade.as_str()), LIMITED.contains(&grade.as_str()));
                if !bad && !limited && !SUITABLE.contains(&grade.as_str()) {
                    notes.add(at(&kinds::FITNESS_WORD, column).found(&grade).expected(GRADES));
                }
                if (bad || limited) && reason.trim().is_empty() {
                    notes.add(at(&kinds::FITNESS_REASON, column).found(&grade).expected(field));
                }
                failing.extend(bad.then_some(*field));
            }
            let declared = get("unfit").to_lowercase();
            if !failing.is_empty() && ["false", "0", "nein", "no"].contains(&declared.as_str()) {
                notes.add(at(&kinds::FITNESS_CONTRADICTION, "unfit").found(id).expected(failing.join(", ")));
            }
            let barred = ["true", "1", "ja", "yes"].contains(&declared.as_str());
            if barred && failing.is_empty() && get("note_de").is_empty() && get("note").is_empty() {
                notes.add(at(&kinds::FITNESS_UNEXPLAINED, "unfit").found(id));
            }
        }
    }
}

/// What can be computed about the five fields, as remarks for information.
pub(super) fn hints(source: &Source) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for indicator in &source.catalogue.indicators {
        for level in &source.catalogue.levels {
            remarks.extend(on_level(source, indicator, level));
        }
        remarks.extend(described(source, indicator));
    }
    remarks
}

fn hint(kind: &'static Kind, indicator: &Indicator, level: &str, what: impl ToString) -> Remark {
    let remark = Remark::new(kind, "").found(&indicator.id).expected(what);
    if level.is_empty() { remark } else { remark.column(level) }
}

fn on_level(source: &Source, indicator: &Indicator, level: &Level) -> Vec<Remark> {
    let Some(table) = figures_of(source, &level.id, &indicator.id).and_then(|f| f.total()) else { return Vec::new() };
    let id = level.id.as_str();
    let mut remarks = Vec::new();
    let has = |place: &usize| {
        let row = table.row(crate::model::AreaIx::at(*place));
        row.iter().any(|v| v.value().is_some())
    };
    let covered = (0..level.areas.len()).filter(has).count();
    if covered < level.areas.len() {
        let areas = format!("{covered} / {}", level.areas.len());
        remarks.push(hint(&kinds::FIT_COVERAGE, indicator, id, areas));
    }
    let years: Vec<i16> = table.periods().iter().map(|p: &Period| p.year()).collect();
    let gaps = years.windows(2).filter(|w| w[1] - w[0] > 1).map(|w| format!("{}–{}", w[0] + 1, w[1] - 1));
    let gaps: Vec<String> = gaps.collect();
    // Every second year is a rhythm, not a gap.
    let steps: std::collections::BTreeSet<i16> = years.windows(2).map(|w| w[1] - w[0]).collect();
    if !gaps.is_empty() && steps.len() > 1 {
        remarks.push(hint(&kinds::FIT_YEARS, indicator, id, gaps.join(", ")));
    }
    if level.territorial_status.is_none() && years.len() > 1 {
        remarks.push(hint(&kinds::FIT_STATUS, indicator, id, id));
    }
    let areas = level.areas.len();
    let (mut all, mut missing) = (0_usize, 0_usize);
    for (area, _, value) in cells(table).filter(|(area, ..)| area.ix() < areas) {
        let absent = matches!(value, Observation::Missing(m) if m != Missing::NoSuchArea);
        all += usize::from(area.ix() < areas);
        missing += usize::from(absent);
    }
    if missing * 20 > all {
        let percent = 100 * missing / all.max(1);
        remarks.push(hint(&kinds::FIT_MISSING, indicator, id, format!("{percent} %")));
    }
    remarks
}

fn described(source: &Source, indicator: &Indicator) -> Vec<Remark> {
    let Some(about) = source.details.provenance.get(&indicator.id) else { return Vec::new() };
    let mut remarks = Vec::new();
    if !indicator.series_breaks.is_empty() {
        remarks.push(hint(&kinds::FIT_BREAKS, indicator, "", indicator.series_breaks.len()));
    }
    let is_rate = indicator.measure != crate::model::Measure::Count;
    let method = [
        ("definition", about.definition.is_empty()),
        ("formula", is_rate && about.formula.is_empty() && indicator.denominator.is_none()),
        ("reference_date", about.reference_date.is_empty()),
    ];
    let absent = |list: &[(&'static str, bool)]| {
        list.iter().filter(|(_, absent)| *absent).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    };
    let licence = [
        ("source", about.source.is_empty()),
        ("licence", about.licence.is_empty()),
        ("attribution", about.attribution.is_empty()),
    ];
    for (kind, list) in [(&kinds::FIT_METHOD, &method), (&kinds::FIT_LICENCE, &licence)] {
        let absent = absent(list);
        if !absent.is_empty() {
            remarks.push(hint(kind, indicator, "", absent));
        }
    }
    remarks
}
