//! Planning areas and notes.

use std::collections::BTreeSet;

use super::package::Resource;
use super::sheet::Sheet;
use crate::bundle::{Code, Finding, Findings};
use crate::model::{AreaKey, AreaSet, IndicatorId, Interval, Note, SetId, SetMember, ThemeId, Words};

/// What sets and notes may refer to.
pub struct Known {
    /// Keys of areas and references.
    pub areas: BTreeSet<String>,
    /// Ids of themes.
    pub themes: BTreeSet<String>,
    /// Ids of indicators and data gaps.
    pub indicators: BTreeSet<String>,
}

/// Whether a table has the columns it needs; reports the first that is missing.
fn has(sheet: &Sheet<'_>, columns: &[&str], file: &str, findings: &mut Findings) -> bool {
    let Some(missing) = columns.iter().find(|c| sheet.column(c).is_none()) else { return true };
    let finding = Finding::new(Code::ColumnMissing, file).at(1).column(missing).found(missing);
    findings.add(finding.expected(sheet.header.join(", ")));
    false
}

/// Reads planning areas: a row a member.
pub fn area_sets(resource: &Resource, sheet: &Sheet<'_>, known: &Known, findings: &mut Findings) -> Vec<AreaSet> {
    let file = resource.path.as_str();
    let mut sets: Vec<AreaSet> = Vec::new();
    if !has(sheet, &["set", "member"], file, findings) {
        return sets;
    }
    for row in &sheet.rows {
        let get = |name: &str| sheet.cell(row, name);
        if !known.areas.contains(get("member")) {
            let finding = Finding::new(Code::ReferenceToUnknown, file).at(row.line).column("member");
            findings.add(finding.found(get("member")));
            continue;
        }
        let mut end = |name: &str| {
            let text = get(name);
            let period = super::columns::read_period(text);
            if period.is_none() && !text.is_empty() {
                findings.add(Finding::new(Code::PeriodInvalid, file).at(row.line).column(name).found(text));
            }
            period
        };
        let valid: Interval = Interval { from: end("valid_from"), to: end("valid_to") };
        let member = SetMember { area: AreaKey::new(get("member")), valid };
        let id = SetId::new(get("set"));
        if let Some(set) = sets.iter_mut().find(|s| s.id == id) {
            set.members.push(member);
            continue;
        }
        let title = Words { de: get("title_de").to_owned(), en: get("title_en").to_owned(), simple: String::new() };
        let title = if title.is_empty() { Words::plain(id.as_str()) } else { title };
        sets.push(AreaSet { id, title, members: vec![member] });
    }
    sets
}

/// Reads notes: a row a note; an empty cell means any area, theme or indicator.
pub fn notes(resource: &Resource, sheet: &Sheet<'_>, known: &Known, findings: &mut Findings) -> Vec<Note> {
    let file = resource.path.as_str();
    if !has(sheet, &["text_de"], file, findings) {
        return Vec::new();
    }
    let mut notes = Vec::new();
    for row in &sheet.rows {
        let mut target = |name: &str, among: &BTreeSet<String>| {
            let text = sheet.cell(row, name);
            if !text.is_empty() && !among.contains(text) {
                let finding = Finding::new(Code::ReferenceToUnknown, file).at(row.line).column(name);
                findings.add(finding.found(text));
            }
            Some(text.to_owned()).filter(|t| !t.is_empty())
        };
        let area = target("area", &known.areas).map(AreaKey::new);
        let theme = target("theme", &known.themes).map(ThemeId::new);
        let indicator = target("indicator", &known.indicators).map(IndicatorId::new);
        let get = |name: &str| sheet.cell(row, name).to_owned();
        let text = Words { de: get("text_de"), en: get("text_en"), simple: get("text_simple") };
        if !text.is_empty() {
            notes.push(Note { area, theme, indicator, text });
        }
    }
    notes
}
