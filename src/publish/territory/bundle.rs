//! A whole source bundle on another territorial status.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::carry::{Carried, Column, Way, carry_counts, carry_others, carry_rate};
use super::conversion::{Conversion, Weight};
use super::crosswalk::{Crosswalk, day_of, last_day};
use super::kinds;
use super::table::{Figures, Name, Table};
use super::words::{catalogue, manifest};
use crate::bundle::Files;
use crate::model::Period;
use crate::publish::Remark;
use crate::publish::check::sheets::{Package, Resource, cell, list, text_of};

/// The territorial status that figures come on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// All of them on that of one day.
    Day(Period),
    /// Each on that of the end of its own period, as offices publish them year by year.
    Each,
    /// On that which the level or the package declares; where nothing is declared, each on that of its own period.
    Declared,
}

/// What a publisher decides.
#[derive(Clone, Debug)]
pub struct Options {
    /// The status of the figures.
    pub from: From,
    /// The day whose territory they shall have.
    pub to: Period,
    /// By what counts are shared out.
    pub weight: Weight,
    /// Indicators that are shared out by surface all the same.
    pub by_area: BTreeSet<String>,
    /// Parts smaller than this by residents and surface are left aside.
    pub least: f64,
}

/// A bundle on its new territory.
#[derive(Clone, Debug, Default)]
pub struct Converted {
    /// The files that changed: tables, catalogue and manifest. All others stay as they are.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was summed, shared out, computed anew, lost and why.
    pub remarks: Vec<Remark>,
    /// Every figure that is not simply the old one, as a CSV table: indicator, period, categories, key, how, from which
    /// areas.
    pub report: String,
}

/// How the figures of an indicator are carried.
#[derive(Clone, Debug, Default)]
struct Nature {
    additive: bool,
    numerator: Option<String>,
    denominator: Option<String>,
    scale: f64,
    decimals: u8,
}

/// Carries all figures of a source bundle to another territorial status.
///
/// Tables keep their form. The manifest names the new status, and the catalogue names it for every indicator
/// ("Gebietsstand 01.07.2021"). Boundaries are not changed: they are to be those of the new status.
///
/// # Errors
/// No manifest or table of figures; cells that are no figures; a way into the past.
pub fn convert(files: &dyn Files, walk: &Crosswalk, options: &Options) -> Result<Converted, Vec<Remark>> {
    let none = || vec![Remark::new(&kinds::NO_TABLE, "datapackage.json").found("values")];
    let package = Package::open(files).ok_or_else(none)?;
    let mut tables: Vec<(&Resource, Table)> = Vec::new();
    for (resource, sheet) in package.tables("values") {
        tables.extend(Table::read(resource, sheet, package.atlas())?.map(|table| (resource, table)));
    }
    if tables.is_empty() {
        return Err(none());
    }
    let natures = natures(&package);
    let mut converted = Converted::default();
    let mut report = csv::Writer::from_writer(Vec::new());
    drop(report.write_record(["file", "indicator", "period", "category", "key", "how", "value", "from"]));
    for (resource, table) in &tables {
        let from = match options.from {
            From::Declared => declared(&package, resource).map_or(From::Each, From::Day),
            from => from,
        };
        let ways = Ways { walk, options, from, cache: BTreeMap::new() };
        let (figures, remarks) = carry(table, &natures, ways, &resource.path)?;
        converted.remarks.extend(remarks);
        for ((id, slice, period), column) in &figures {
            for (key, carried) in column.iter().filter(|(_, c)| c.way != Way::Unchanged) {
                let value = carried.value.value().map(|v| v.to_string()).unwrap_or_default();
                let indicator = table.indicators.get(*id).map_or("", String::as_str);
                let categories: Vec<&str> = slice.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
                let (slice, from) = (categories.join(" "), carried.from.join(" "));
                let how = format!("{:?}", carried.way).to_lowercase();
                let row = [&resource.path, indicator, period, &slice, key, &how, &value, &from];
                drop(report.write_record(row));
            }
        }
        converted.files.insert(resource.path.clone(), table.write(&figures).into_bytes());
    }
    converted.report = String::from_utf8(report.into_inner().unwrap_or_default()).unwrap_or_default();
    for (resource, sheet) in package.tables("catalogue") {
        converted.files.insert(resource.path.clone(), catalogue(sheet, options.to).into_bytes());
    }
    let manifest = manifest(&package, &tables, options.to);
    converted.files.insert("datapackage.json".to_owned(), format!("{manifest:#}\n").into_bytes());
    Ok(converted)
}

/// The territorial status that the level of a table declares, or the package.
fn declared(package: &Package, resource: &Resource) -> Option<Period> {
    let level = resource.json.get("atlas").map(|a| text_of(a, "level")).unwrap_or_default();
    let levels = list(package.atlas(), "levels");
    let own = levels.iter().find(|l| text_of(l, "id") == level).map(|l| text_of(l, "territorialStatus"));
    let own = own.filter(|status| !status.is_empty());
    day_of(own.unwrap_or_else(|| text_of(package.atlas(), "territorialStatus")))
}

/// Conversions by the period of the figures.
struct Ways<'w> {
    walk: &'w Crosswalk,
    options: &'w Options,
    from: From,
    cache: BTreeMap<Period, (Conversion, usize)>,
}

impl Ways<'_> {
    fn of(&mut self, period: &str) -> Result<&(Conversion, usize), Remark> {
        let from = match self.from {
            From::Day(day) => day,
            // A table without periods is on the status that it shall have.
            From::Each | From::Declared => day_of(period).unwrap_or(self.options.to),
        };
        if !self.cache.contains_key(&from) {
            let target = last_day(self.options.to);
            let way = if self.options.from != From::Day(from) && last_day(from) >= target {
                Conversion::identity()
            } else {
                self.walk.between(from, target)?
            };
            self.cache.insert(from, way.without_scraps(self.options.least));
        }
        Ok(self.cache.entry(from).or_default())
    }
}

fn carry(
    table: &Table,
    natures: &BTreeMap<String, Nature>,
    mut ways: Ways<'_>,
    file: &str,
) -> Result<(Figures, Vec<Remark>), Vec<Remark>> {
    let mut figures = Figures::new();
    let nature = |id: usize| table.indicators.get(id).and_then(|i| natures.get(i)).cloned().unwrap_or_default();
    let place = |id: &str| table.indicators.iter().position(|i| i == id);
    let (mut scraps, mut gone) = (0, BTreeMap::new());
    for additive in [true, false] {
        for (name, column) in table.columns.iter().filter(|((id, ..), _)| nature(*id).additive == additive) {
            let way = ways.of(&name.2).map_err(|remark| vec![remark])?;
            let (conversion, left) = (&way.0, way.1);
            scraps = scraps.max(left);
            for old in conversion.changed().filter(|old| table.keys.contains(*old)) {
                let parts = conversion.parts(old);
                if parts.iter().all(|p| p.new != old) {
                    gone.insert(old.to_owned(), parts.into_iter().map(|p| p.new).collect::<Vec<_>>().join(", "));
                }
            }
            let nature = nature(name.0);
            let carried = if additive {
                let id = table.indicators.get(name.0).cloned().unwrap_or_default();
                let by_area = ways.options.by_area.contains(&id);
                let weight = if by_area { Weight::Area } else { ways.options.weight };
                carry_counts(column, &ways.of(&name.2).map_err(|r| vec![r])?.0, weight, &table.keys)
            } else {
                rate(&figures, table, name, column, &nature, conversion, &place)
            };
            figures.insert(name.clone(), carried);
        }
    }
    let mut remarks = told(table, &figures, file);
    if scraps > 0 {
        remarks.push(Remark::new(&kinds::SCRAPS, file).found(scraps).expected(ways.options.least));
    }
    let mut into: BTreeMap<String, Vec<String>> = BTreeMap::new();
    gone.into_iter().for_each(|(old, new)| into.entry(new).or_default().push(old));
    for (new, old) in into {
        remarks.push(Remark::new(&kinds::GONE, file).found(old.join(", ")).expected(new));
    }
    Ok((figures, remarks))
}

fn rate(
    figures: &Figures,
    table: &Table,
    (_, slice, period): &Name,
    column: &Column,
    nature: &Nature,
    conversion: &Conversion,
    place: &dyn Fn(&str) -> Option<usize>,
) -> BTreeMap<String, Carried> {
    let part = |id: &Option<String>| {
        let id = place(id.as_deref()?)?;
        let total = vec![String::new(); slice.len()];
        let own = figures.get(&(id, slice.clone(), period.clone()));
        own.or_else(|| figures.get(&(id, total, period.clone())))
    };
    match (part(&nature.numerator), part(&nature.denominator)) {
        (Some(above), Some(below)) if nature.scale > 0.0 => {
            let decimals = column.values().filter_map(|v| v.value()).map(decimals_of).max();
            let decimals = decimals.unwrap_or(0).max(nature.decimals);
            carry_rate(column, conversion, &table.keys, (above, below), nature.scale, decimals)
        }
        _ => carry_others(column, conversion, &table.keys),
    }
}

/// How many decimals a figure was written with, at most six.
fn decimals_of(value: f64) -> u8 {
    let whole = |d: &u8| {
        let raised = value * 10_f64.powi(i32::from(*d));
        (raised - raised.round()).abs() < 1e-6
    };
    (0..6).find(whole).unwrap_or(6)
}

/// How many figures of each indicator went which way.
fn told(table: &Table, figures: &Figures, file: &str) -> Vec<Remark> {
    let mut counts: BTreeMap<(usize, Way), (usize, BTreeSet<&str>)> = BTreeMap::new();
    for ((id, ..), column) in figures {
        for (key, carried) in column.iter().filter(|(_, c)| c.way != Way::Unchanged) {
            let (count, keys) = counts.entry((*id, carried.way)).or_default();
            *count += 1;
            keys.insert(key);
        }
    }
    let remark = |((id, way), (count, keys)): (&(usize, Way), &(usize, BTreeSet<&str>))| {
        let kind = match way {
            Way::Unchanged => return None,
            Way::Summed => &kinds::SUMMED,
            Way::Shared => &kinds::SHARED,
            Way::Recomputed => &kinds::RECOMPUTED,
            Way::Lost => &kinds::LOST,
        };
        let mut some = keys.iter().take(4).copied().collect::<Vec<_>>().join(", ");
        if keys.len() > 4 {
            some.push_str(" …");
        }
        let indicator = table.indicators.get(*id).map_or("", String::as_str);
        Some(Remark::new(kind, file).found(indicator).expected(format!("{some}; n = {count}")))
    };
    counts.iter().filter_map(remark).collect()
}

/// What the catalogue, or the field of a wide table, says about how figures may be carried.
fn natures(package: &Package) -> BTreeMap<String, Nature> {
    let mut natures = BTreeMap::new();
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let scale = |measure: &str, per: &str| match measure {
        "share" => 100.0,
        "rate" => per.parse().unwrap_or(1.0),
        "ratio" | "mean" => 1.0,
        _ => 0.0,
    };
    for (_, sheet) in package.tables("catalogue") {
        for (_, row) in &sheet.rows {
            let get = |name: &str| cell(sheet, row, name);
            let additive = match get("additive") {
                "" => get("measure") == "count",
                text => matches!(text, "true" | "1" | "ja" | "yes") && get("measure") == "count",
            };
            let nature = Nature {
                additive,
                numerator: some(get("numerator_id")),
                denominator: some(get("denominator_id")),
                scale: scale(get("measure"), get("per")),
                decimals: get("decimals").parse().unwrap_or(2),
            };
            natures.insert(get("id").to_owned(), nature);
        }
    }
    for (resource, _) in package.tables("values") {
        for field in list(&resource.schema, "fields") {
            let atlas = field.get("atlas").unwrap_or(&Value::Null);
            let measure = match text_of(atlas, "measure") {
                "" if text_of(field, "type") == "integer" => "count",
                other => other,
            };
            let per = atlas.get("per").map(Value::to_string).unwrap_or_default();
            let decimals = atlas.get("decimals").and_then(Value::as_u64).and_then(|d| u8::try_from(d).ok());
            natures.entry(text_of(field, "name").to_owned()).or_insert(Nature {
                additive: measure == "count" && atlas.get("additive") != Some(&Value::Bool(false)),
                numerator: some(text_of(atlas, "numerator")),
                denominator: some(text_of(atlas, "denominator")),
                scale: scale(measure, &per),
                decimals: decimals.unwrap_or(2),
            });
        }
    }
    natures
}
