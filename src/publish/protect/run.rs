//! From a source with secrets to one without.

use std::collections::{BTreeMap, BTreeSet};

use super::case::Case;
use super::coarse::coarse;
use super::gate::gate;
use super::kinds;
use super::manifest::{self, Altered};
use super::net::{Reason, Spot};
use super::previous::Previous;
use super::primary::primaries;
use super::report::Report;
use super::rewrite::{Changes, rewrite};
use super::rounding::round;
use super::rules::{RateMethod, Rules};
use super::suppress::suppress;
use crate::bundle::source::{Placed, PlacedTable, further, placed};
use crate::bundle::{Code, Files, Finding, Memory, Severity};
use crate::publish::Remark;

/// How figures are made safe.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Method {
    /// Cells are withheld.
    #[default]
    Suppress,
    /// Counts are rounded to multiples of so many.
    Round(u32),
}

/// What a publisher asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Rules beyond those that the source declares.
    pub rules: Rules,
    /// The edition that is published already.
    pub previous: Option<Previous>,
    /// How figures are made safe.
    pub method: Method,
}

/// A source without secrets.
#[derive(Clone, Debug)]
pub struct Protected {
    /// Its files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the publisher should know.
    pub remarks: Vec<Remark>,
    /// What was withheld and why. It must not leave the office.
    pub report: Report,
}

/// Why there is none.
#[derive(Clone, Debug, Default)]
pub struct Refused {
    /// Errors of the source.
    pub findings: Vec<Finding>,
    /// What could not be done.
    pub remarks: Vec<Remark>,
    /// What was withheld and is not enough, if it came to that.
    pub report: Option<Report>,
}

/// What is written instead of figures, by place.
pub(super) type Texts = BTreeMap<Spot, String>;

/// Makes a protected source of one with secrets.
///
/// Figures that break a rule are withheld, then those that would give them away, then the rates of both. What is left
/// stays byte for byte as it was. The result is read again and attacked before it is given out: what comes back has
/// passed the gate of `atlas build`.
///
/// # Errors
/// Errors in the source; rules about what is not there; no rule at all; cells that cannot be protected.
pub fn protect(files: &dyn Files, asked: &Asked, progress: &mut dyn FnMut(f64)) -> Result<Protected, Box<Refused>> {
    let (read, findings) = placed(files);
    let allowed = |f: &&Finding| matches!(f.code, Code::CountSmall | Code::SingleSuppressed);
    let errors: Vec<Finding> =
        findings.iter().filter(|f| f.severity == Severity::Error && !allowed(f)).cloned().collect();
    let Some(mut source) = read.filter(|_| errors.is_empty()) else {
        let remark = Remark::new(&kinds::SOURCE_FAULTY, "").found(errors.len().max(1));
        return Err(Box::new(Refused { findings: errors, remarks: vec![remark], report: None }));
    };
    check_rules(&source, asked)?;
    let contributions = further(files, &asked.rules.contributor_columns());
    without_contributors(&mut source, &asked.rules);
    let mut spots: BTreeMap<Spot, Reason> = BTreeMap::new();
    let mut texts = Texts::new();
    let mut remarks = Vec::new();
    match asked.method {
        Method::Suppress => {
            if asked.rules.rates == RateMethod::Round {
                texts = coarse(&mut source, &asked.rules);
            }
            let case = Case::of(&source, &asked.rules, asked.previous.as_ref(), false);
            spots = primaries(&case, &contributions);
            remarks = suppress(&case, &mut spots, &mut |done| progress(done * 0.7));
        }
        Method::Round(base) => texts = round(&mut source, &asked.rules, f64::from(base), &mut spots),
    }
    let report = Report::of(&source, &spots, &texts, asked);
    let out = write(files, &source, &asked.rules, &spots, &texts, &mut remarks);
    let checked = check(&out, &source, asked, &spots, &texts, &mut |done| progress(0.7 + done * 0.3));
    remarks.extend(checked);
    remarks.extend(super::texts::mentioned(&out, &source, &spots));
    if remarks.iter().any(|r| r.kind.severity == Severity::Error) {
        return Err(Box::new(Refused { findings: Vec::new(), remarks, report: Some(report) }));
    }
    Ok(Protected { files: out, remarks, report })
}

/// Rules must speak of what is there, and there must be one.
fn check_rules(source: &Placed, asked: &Asked) -> Result<(), Box<Refused>> {
    let rules = &asked.rules;
    let known: Vec<&str> = source.source.catalogue.indicators.iter().map(|i| i.id.as_str()).collect();
    let mut named: Vec<&str> = rules.indicators.keys().map(|id| id.as_str()).collect();
    named.extend(rules.population.iter().map(|(id, _)| id.as_str()));
    named.extend(rules.dominance.iter().map(|d| d.indicator.as_str()));
    named.extend(rules.sums.iter().flat_map(|(whole, parts)| parts.iter().chain([whole])).map(|id| id.as_str()));
    for link in &rules.years {
        match link {
            super::Years::Cumulated { indicator, annual } => {
                named.extend(annual.iter().chain([indicator]).map(|id| id.as_str()));
            }
            super::Years::Sum { indicator, of, .. } => named.extend([indicator.as_str(), of.as_str()]),
        }
    }
    let list = known.join(", ");
    let unknown = |name: &&str| !known.contains(name);
    let mut remarks: Vec<Remark> = named
        .into_iter()
        .filter(unknown)
        .map(|name| Remark::new(&kinds::RULES_UNKNOWN, "").found(name).expected(&list))
        .collect();
    let columns: BTreeSet<&str> = source.tables.iter().flat_map(|t| &t.header).map(String::as_str).collect();
    for column in rules.contributor_columns().iter().filter(|c| !columns.contains(c.as_str())) {
        let there = columns.iter().copied().collect::<Vec<_>>().join(", ");
        remarks.push(Remark::new(&kinds::RULES_UNKNOWN, "").found(column).expected(there));
    }
    let case = Case::of(source, rules, None, false);
    let declared = case.variables.iter().any(|v| v.limits.minimum.is_some());
    let other = rules.population.is_some() || !rules.dominance.is_empty();
    if !declared && !other && remarks.is_empty() {
        remarks.push(Remark::new(&kinds::NO_RULE, ""));
    }
    if remarks.is_empty() { Ok(()) } else { Err(Box::new(Refused { remarks, ..Refused::default() })) }
}

/// Columns of contributions are no indicators, even where a package without a catalogue would make them some.
fn without_contributors(source: &mut Placed, rules: &Rules) {
    let columns = rules.contributor_columns();
    let is = |id: &crate::model::IndicatorId| columns.iter().any(|c| c == id.as_str());
    source.series.retain(|(_, id), _| !is(id));
    source.source.catalogue.indicators.retain(|i| !is(&i.id));
    source.source.figures.retain(|(_, id, _)| !is(id));
}

/// The files of the protected source.
fn write(
    files: &dyn Files,
    source: &Placed,
    rules: &Rules,
    spots: &BTreeMap<Spot, Reason>,
    texts: &Texts,
    remarks: &mut Vec<Remark>,
) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut altered = BTreeMap::new();
    let (mut left_out, mut used) = (BTreeSet::new(), BTreeSet::from(["datapackage.json".to_owned()]));
    for (place, file) in source.files.iter().enumerate() {
        let table = source.tables.iter().find(|t| usize::from(t.file) == place);
        if file.role.is_empty() || (file.role == "values" && table.is_none()) {
            left_out.insert(file.name.clone());
            remarks.push(Remark::new(&kinds::FILE_LEFT, "").found(&file.path));
            used.insert(file.path.clone());
            continue;
        }
        let Ok(bytes) = files.read(&file.path) else { continue };
        used.insert(file.path.clone());
        let bytes = match table {
            Some(table) => {
                let (changes, change) = changes(source, table, spots, texts);
                for column in &change.left_out {
                    remarks.push(Remark::new(&kinds::COLUMN_LEFT, &file.path).column(column).found(column));
                }
                altered.insert(file.name.clone(), change);
                rewrite(&bytes, file.delimiter, file.quote, &changes)
            }
            None => bytes,
        };
        out.insert(file.path.clone(), bytes);
    }
    let package = files.read("datapackage.json").ok().and_then(|bytes| manifest::read(&bytes)).unwrap_or_default();
    for resource in package.get("resources").items() {
        let Some(path) = resource.get("schema").text() else { continue };
        let Some(schema) = files.read(path).ok().and_then(|bytes| manifest::read(&bytes)) else { continue };
        used.insert(path.to_owned());
        let own = *resource.get("missingValues") == Default::default();
        let changes = altered.get(&resource.string("name"));
        let schema = changes.map_or(schema.clone(), |changes| manifest::schema(&schema, changes, own));
        out.insert(path.to_owned(), manifest::write(&schema));
    }
    let strays = files.list().into_iter().filter(|path| !used.contains(path));
    remarks.extend(strays.map(|path| Remark::new(&kinds::FILE_LEFT, "").found(path)));
    let package = manifest::manifest(&package, rules, &altered, &left_out);
    out.insert("datapackage.json".to_owned(), manifest::write(&package));
    out
}

/// What becomes of one table.
fn changes(source: &Placed, table: &PlacedTable, spots: &BTreeMap<Spot, Reason>, texts: &Texts) -> (Changes, Altered) {
    let own = |spot: &&Spot| spot.file == table.file;
    let mut changes = Changes::default();
    for (spot, text) in texts.iter().filter(|(s, _)| own(s)) {
        let decimal = table.decimals.get(usize::from(spot.column)).copied().unwrap_or('.');
        changes.cells.insert((spot.row, spot.column), text.replace('.', &decimal.to_string()));
    }
    changes.cells.extend(spots.keys().filter(own).map(|s| ((s.row, s.column), ".".to_owned())));
    let cells = source.series.values().flat_map(|s| &s.cells).filter(|c| c.file == table.file);
    let mut read: BTreeSet<usize> = cells.map(|c| usize::from(c.column)).collect();
    let flags: Vec<(usize, usize)> = flag_columns(table, &read);
    read.extend(flags.iter().map(|(_, flag)| *flag));
    read.extend(&table.labels);
    let mut altered = Altered::default();
    for (column, name) in table.header.iter().enumerate().filter(|(column, _)| !read.contains(column)) {
        changes.left_out.insert(column);
        altered.left_out.insert(name.clone());
    }
    let mut added: BTreeMap<String, BTreeMap<u32, String>> = BTreeMap::new();
    for spot in texts.keys().filter(own).filter(|s| !spots.contains_key(s)) {
        match flags.iter().find(|(figure, _)| *figure == usize::from(spot.column)) {
            Some((_, flag)) => {
                let place = (spot.row, u16::try_from(*flag).unwrap_or(u16::MAX));
                changes.cells.insert(place, "rounded".to_owned());
            }
            None => {
                let name = table.header.get(usize::from(spot.column)).cloned().unwrap_or_default();
                let name = if table.long { "flag".to_owned() } else { format!("{name}_flag") };
                added.entry(name).or_default().insert(spot.row, "rounded".to_owned());
            }
        }
    }
    altered.added = added.keys().cloned().collect();
    changes.added = added.into_iter().collect();
    (changes, altered)
}

/// Columns of figures with their columns of flags.
fn flag_columns(table: &PlacedTable, figures: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    if table.long {
        return figures.iter().filter_map(|column| Some((*column, table.flag?))).collect();
    }
    let flag = |column: &usize| {
        let name = format!("{}_flag", table.header.get(*column)?);
        let place = table.header.iter().position(|h| h.eq_ignore_ascii_case(&name))?;
        Some((*column, place))
    };
    figures.iter().filter_map(flag).collect()
}

/// Reads what was written: every cell is what it should be, and the attacker finds nothing.
fn check(
    out: &BTreeMap<String, Vec<u8>>,
    source: &Placed,
    asked: &Asked,
    spots: &BTreeMap<Spot, Reason>,
    texts: &Texts,
    progress: &mut dyn FnMut(f64),
) -> Vec<Remark> {
    let (read, findings) = placed(&Memory(out.clone()));
    let errors = findings.iter().filter(|f| f.severity == Severity::Error);
    let mut remarks: Vec<Remark> = errors
        .map(|f| Remark::new(&kinds::RESULT_FAULTY, &f.file).at(f.row.unwrap_or_default() as usize).found(f.code))
        .collect();
    let Some(read) = read else { return remarks };
    let unchanged = source.series.iter().all(|(place, series)| {
        let Some(after) = read.series.get(place) else { return false };
        series.cells.len() == after.cells.len()
            && series.cells.iter().zip(&after.cells).all(|(before, after)| {
                let spot = Spot::of(before);
                (before.area, before.period, before.row) == (after.area, after.period, after.row)
                    && match (spots.contains_key(&spot), texts.contains_key(&spot)) {
                        (true, _) => after.value.value().is_none(),
                        (false, true) => after.value.value().is_some(),
                        (false, false) => before.value == after.value,
                    }
            })
    });
    if !unchanged || read.series.len() != source.series.len() {
        remarks.push(Remark::new(&kinds::RESULT_FAULTY, "").found("?").expected("?"));
    }
    let attack = gate(&read, &findings, &asked.rules, asked.previous.as_ref(), progress);
    // What is known from before was said where it was withheld.
    remarks.extend(attack.into_iter().filter(|r| r.kind != &kinds::KNOWN_BEFORE));
    remarks
}
