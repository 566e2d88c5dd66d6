//! Tables of figures, long or wide, as columns of one series and period, and back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::carry::{Carried, Column, Way};
use super::kinds;
use crate::bundle::source::columns;
use crate::bundle::source::number::{self, Format};
use crate::model::{Missing, Observation, ValueFlags, plain};
use crate::publish::Remark;
use crate::publish::check::sheets::{Resource, Sheet, list, text_of};

/// Which figures a column holds: indicator (by its place), categories of the breakdowns, period as it is written.
pub type Name = (usize, Vec<String>, String);

/// Carried figures, by what they are.
pub type Figures = BTreeMap<Name, BTreeMap<String, Carried>>;

/// A table of figures.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Names of the columns of keys and periods.
    pub key: String,
    /// The same.
    pub period: Option<String>,
    /// Ids of the indicators, in order.
    pub indicators: Vec<String>,
    /// Names of the columns of breakdowns; none in a wide table.
    pub breakdowns: Vec<String>,
    /// Whether each row is one figure.
    pub long: bool,
    /// The figures.
    pub columns: BTreeMap<Name, Column>,
    /// Every key of the table.
    pub keys: BTreeSet<String>,
}

impl Table {
    /// Reads a table. `None` if it is none of figures.
    ///
    /// # Errors
    /// Cells that are no figures, cells given twice.
    pub fn read(resource: &Resource, sheet: &Sheet, atlas: &Value) -> Result<Option<Table>, Vec<Remark>> {
        let Some(key) = sheet.keys() else { return Ok(None) };
        let period = sheet.periods();
        let name = |column: usize| sheet.header.get(column).cloned().unwrap_or_default();
        let mut table = Table { key: name(key), period: period.map(name), ..Table::default() };
        let place = Place { resource, sheet, key, period };
        let long = sheet.any_column(&["indicator", "indikator"]).zip(sheet.any_column(&["value", "wert"]));
        let mut faults = Vec::new();
        match long {
            Some((indicator, value)) => {
                table.long = true;
                let ids = list(atlas, "breakdowns").iter().map(|b| text_of(b, "id"));
                let by: Vec<usize> = ids.filter_map(|id| sheet.column(id)).collect();
                table.breakdowns = by.iter().map(|c| name(*c)).collect();
                let flag = sheet.any_column(&["flag", "flags", "kennzeichen"]);
                let format = format_of(resource, &name(value));
                let mut places: BTreeMap<String, usize> = BTreeMap::new();
                for (line, row) in &sheet.rows {
                    let get = |column: usize| row.get(column).unwrap_or("").trim();
                    let next = places.len();
                    let id = *places.entry(get(indicator).to_owned()).or_insert(next);
                    if id == table.indicators.len() {
                        table.indicators.push(get(indicator).to_owned());
                    }
                    let slice = by.iter().map(|c| get(*c).to_owned()).collect();
                    table.take(&place, (*line, row), (id, slice), (value, flag), &format, &mut faults);
                }
            }
            None => {
                for (column, title) in sheet.header.iter().enumerate() {
                    let format = format_of(resource, title);
                    if column == key || Some(column) == period || !is_figures(resource, sheet, column, &format) {
                        continue;
                    }
                    let (id, flag) = (table.indicators.len(), sheet.column(&format!("{title}_flag")));
                    table.indicators.push(title.clone());
                    for (line, row) in &sheet.rows {
                        table.take(&place, (*line, row), (id, Vec::new()), (column, flag), &format, &mut faults);
                    }
                }
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Some(table).filter(|t| !t.columns.is_empty()))
    }

    fn take(
        &mut self,
        place: &Place<'_>,
        (line, row): (usize, &csv::StringRecord),
        (id, slice): (usize, Vec<String>),
        (value, flag): (usize, Option<usize>),
        format: &Format,
        faults: &mut Vec<Remark>,
    ) {
        let get = |column: usize| row.get(column).unwrap_or("").trim();
        let at = |kind| {
            let column = place.sheet.header.get(value).cloned().unwrap_or_default();
            Remark::new(kind, place.resource.path.as_str()).at(line).column(column)
        };
        let Ok(read) = number::cell(get(value), format) else {
            if faults.len() < 20 {
                faults.push(at(&kinds::CELL).found(get(value)));
            }
            return;
        };
        let flags = columns::flags(flag.map_or("", get));
        let observed = match (read, flags.missing) {
            (_, Some(reason)) => Observation::Missing(reason),
            (Observation::Known(v, own), None) => Observation::Known(v, own.with(flags.flags)),
            (missing, None) => missing,
        };
        let (key, period) = (get(place.key).to_owned(), place.period.map_or("", get).to_owned());
        self.keys.insert(key.clone());
        let column = self.columns.entry((id, slice, period.clone())).or_default();
        if column.insert(key.clone(), observed).is_some() && faults.len() < 20 {
            faults.push(at(&kinds::TWICE).found(format!("{key}, {period}")).expected("…"));
        }
    }

    /// Writes the table in its own form, with other figures.
    pub fn write(&self, figures: &Figures) -> String {
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        // Writing to memory does not fail.
        let mut row = |cells: &[&str]| drop(out.write_record(cells));
        if self.long {
            self.write_long(figures, &mut row)
        } else {
            self.write_wide(figures, &mut row)
        }
        let bytes = out.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn write_long(&self, figures: &Figures, row: &mut dyn FnMut(&[&str])) {
        let period = self.period.as_deref();
        let mut head = vec![self.key.as_str(), "indicator"];
        head.extend(period.into_iter().chain(self.breakdowns.iter().map(String::as_str)));
        head.extend(["value", "flag"]);
        row(&head);
        for ((id, slice, when), column) in figures {
            for (key, carried) in column {
                let (value, flag) = written(carried);
                let indicator = self.indicators.get(*id).map_or("", String::as_str);
                let mut cells = vec![key.as_str(), indicator];
                cells.extend(period.map(|_| when.as_str()).into_iter().chain(slice.iter().map(String::as_str)));
                cells.extend([value.as_str(), flag.as_str()]);
                row(&cells);
            }
        }
    }

    fn write_wide(&self, figures: &Figures, row: &mut dyn FnMut(&[&str])) {
        let flags: Vec<String> = self.indicators.iter().map(|i| format!("{i}_flag")).collect();
        let mut head: Vec<&str> = std::iter::once(self.key.as_str()).chain(self.period.as_deref()).collect();
        head.extend(self.indicators.iter().zip(&flags).flat_map(|(i, f)| [i.as_str(), f.as_str()]));
        row(&head);
        type Cells = BTreeMap<usize, (String, String)>;
        let mut rows: BTreeMap<(&str, &str), Cells> = BTreeMap::new();
        for ((id, _, when), column) in figures {
            for (key, carried) in column {
                rows.entry((when, key)).or_default().insert(*id, written(carried));
            }
        }
        let nothing = (String::new(), String::new());
        for ((when, key), cells) in &rows {
            let mut line: Vec<&str> = std::iter::once(*key).chain(self.period.as_ref().map(|_| *when)).collect();
            for id in 0..self.indicators.len() {
                let (value, flag) = cells.get(&id).unwrap_or(&nothing);
                line.extend([value.as_str(), flag.as_str()]);
            }
            row(&line);
        }
    }
}

struct Place<'p> {
    resource: &'p Resource,
    sheet: &'p Sheet,
    key: usize,
    period: Option<usize>,
}

/// How the figures of a column are written, as the schema says.
fn format_of(resource: &Resource, column: &str) -> Format {
    let field = list(&resource.schema, "fields").iter().find(|f| text_of(f, "name").eq_ignore_ascii_case(column));
    let letter = |name: &str| field.map(|f| text_of(f, name)).and_then(|t| t.chars().next());
    let signs = |json: &Value| json.get("missingValues").and_then(Value::as_array).cloned();
    let signs = field.and_then(signs).or_else(|| signs(&resource.schema)).or_else(|| signs(&resource.json));
    let sign = |s: &Value| match s.as_str() {
        Some(text) => (text.to_owned(), String::new()),
        None => (text_of(s, "value").to_owned(), text_of(s, "label").to_owned()),
    };
    Format {
        decimal: letter("decimalChar").unwrap_or('.'),
        group: letter("groupChar"),
        integer: false,
        missing: signs.unwrap_or_default().iter().map(sign).collect(),
    }
}

/// Whether a column of a wide table holds figures: by the schema, or because nothing else stands in it.
fn is_figures(resource: &Resource, sheet: &Sheet, column: usize, format: &Format) -> bool {
    let Some(name) = sheet.header.get(column) else { return false };
    let field = list(&resource.schema, "fields").iter().find(|f| text_of(f, "name").eq_ignore_ascii_case(name));
    let label = ["name", "gebiet", "bezeichnung"].contains(&name.to_lowercase().as_str());
    if label || name.to_lowercase().ends_with("_flag") {
        return false;
    }
    match field.map(|f| text_of(f, "type")).unwrap_or_default() {
        "number" | "integer" => true,
        "" | "any" => {
            let cell = |(_, row): &(usize, csv::StringRecord)| number::cell(row.get(column).unwrap_or(""), format);
            sheet.rows.iter().all(|row| cell(row).is_ok())
                && sheet.rows.iter().any(|row| matches!(cell(row), Ok(Observation::Known(..))))
        }
        _ => false,
    }
}

/// A figure as value and flag.
fn written(carried: &Carried) -> (String, String) {
    match carried.value {
        Observation::Known(value, flags) => {
            // A share of a count has as many digits as arithmetic leaves: tenths say that it is an estimate.
            let value = if carried.way == Way::Shared { (value * 10.0).round() / 10.0 } else { value };
            (plain(value), flag_words(flags))
        }
        Observation::Missing(reason) => (String::new(), reason_word(reason).to_owned()),
    }
}

fn flag_words(flags: ValueFlags) -> String {
    let word = |flag: ValueFlags| match flag {
        ValueFlags::PROVISIONAL => "provisional",
        ValueFlags::REVISED => "revised",
        ValueFlags::ESTIMATED => "estimated",
        ValueFlags::LIMITED_RELIABILITY => "limited",
        ValueFlags::ROUNDED => "rounded",
        ValueFlags::BREAK => "break",
        _ => "recomputed",
    };
    flags.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// The word of a column of flags for a reason; an empty cell says "not published" by itself.
fn reason_word(reason: Missing) -> &'static str {
    match reason {
        Missing::NotPublished => "",
        Missing::UnknownOrConfidential => "confidential",
        Missing::Pending => "pending",
        Missing::Unreliable => "unreliable",
        Missing::NotApplicable => "not_applicable",
        Missing::NoSuchArea => "no_such_area",
        Missing::TerritoryChanged => "territory",
    }
}
