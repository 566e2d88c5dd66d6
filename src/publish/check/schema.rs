//! The rules that a Table Schema states about its own table: types, constraints, primary and foreign keys.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::kinds;
use super::notes::Notes;
use super::periods::read_period;
use super::sheets::{Package, Resource, Sheet, list, text_of};
use crate::bundle::{Code, Finding};
use crate::model::Period;
use crate::publish::Remark;

/// Checks one table against its schema.
pub(super) fn check(package: &Package, resource: &Resource, sheet: &Sheet, notes: &mut Notes) {
    let missing = signs(&resource.schema).or_else(|| signs(&resource.json)).unwrap_or_else(|| vec![String::new()]);
    for field in list(&resource.schema, "fields") {
        let name = text_of(field, "name");
        let Some(column) = sheet.column(name) else { continue };
        let rules = Rules::of(field, resource.role.as_str());
        let own = signs(field);
        let missing = own.as_ref().unwrap_or(&missing);
        let mut seen = HashSet::new();
        for (line, row) in &sheet.rows {
            let text = row.get(column).unwrap_or("").trim();
            let at = |kind| Remark::new(kind, resource.path.as_str()).at(*line).column(name).found(text);
            if text.is_empty() || missing.iter().any(|m| m == text) {
                if rules.required && text.is_empty() {
                    notes.add(at(&kinds::CONSTRAINT_BROKEN).expected("required"));
                }
                continue;
            }
            if let Some(expected) = rules.type_broken(text) {
                notes.add(at(&kinds::TYPE_BROKEN).expected(expected));
            } else if let Some(rule) = rules.broken(text) {
                notes.add(at(&kinds::CONSTRAINT_BROKEN).expected(rule));
            }
            if rules.unique && !seen.insert(text) {
                notes.add(at(&kinds::CONSTRAINT_BROKEN).expected("unique"));
            }
        }
    }
    primary_key(resource, sheet, notes);
    for key in list(&resource.schema, "foreignKeys") {
        foreign_key(package, resource, sheet, key, notes);
    }
}

/// Signs for missing values; `None` if nothing is declared.
fn signs(json: &Value) -> Option<Vec<String>> {
    let items = json.get("missingValues")?.as_array()?;
    let sign = |item: &Value| item.as_str().or_else(|| item.get("value").and_then(Value::as_str)).map(str::to_owned);
    Some(items.iter().filter_map(sign).collect())
}

struct Rules<'f> {
    kind: &'f str,
    /// Figures are the reader's matter, with its signs and flags.
    figures: bool,
    required: bool,
    unique: bool,
    constraints: &'f Value,
    decimal: char,
    group: Option<char>,
}

impl<'f> Rules<'f> {
    fn of(field: &'f Value, role: &str) -> Rules<'f> {
        let constraints = field.get("constraints").unwrap_or(&Value::Null);
        let is = |name: &str| constraints.get(name) == Some(&Value::Bool(true));
        let letter = |name: &str| text_of(field, name).chars().next();
        let kind = text_of(field, "type");
        Rules {
            kind,
            figures: role == "values" && matches!(kind, "number" | "integer"),
            required: is("required"),
            unique: is("unique"),
            constraints,
            decimal: letter("decimalChar").unwrap_or('.'),
            group: letter("groupChar"),
        }
    }

    fn number(&self, text: &str) -> Option<f64> {
        let plain: String = text.chars().filter(|c| Some(*c) != self.group).collect();
        plain.replace(self.decimal, ".").parse().ok().filter(|v: &f64| v.is_finite())
    }

    fn type_broken(&self, text: &str) -> Option<&'f str> {
        if self.figures {
            return None;
        }
        let date = |text: &str| matches!(read_period(text), Some(Period::Day(..)));
        let fine = match self.kind {
            "integer" => self.number(text).is_some_and(|v| v.fract() == 0.0),
            "number" => self.number(text).is_some(),
            "boolean" => ["true", "false", "1", "0", "ja", "nein", "yes", "no"].contains(&text.to_lowercase().as_str()),
            "date" => date(text),
            "datetime" => text.get(..10).is_some_and(date),
            // Other columns of periods are the reader's matter.
            _ => true,
        };
        (!fine).then_some(self.kind)
    }

    /// The first constraint that a text breaks.
    fn broken(&self, text: &str) -> Option<String> {
        let bound = |name: &str| self.constraints.get(name).filter(|v| !v.is_null());
        let length = text.chars().count() as u64;
        let at_least = |limit: &Value| match (limit.as_f64(), self.number(text)) {
            (Some(limit), Some(value)) => value >= limit,
            (Some(_), None) => true,
            (None, _) => limit.as_str().is_none_or(|l| text >= l),
        };
        let at_most = |limit: &Value| match (limit.as_f64(), self.number(text)) {
            (Some(limit), Some(value)) => value <= limit,
            (Some(_), None) => true,
            (None, _) => limit.as_str().is_none_or(|l| text <= l),
        };
        let listed = |items: &Value| {
            let same = |item: &Value| match item.as_f64() {
                Some(number) => self.number(text) == Some(number),
                None => item.as_str() == Some(text),
            };
            items.as_array().is_none_or(|items| items.iter().any(same))
        };
        let named = |name: &str, limit: &Value| format!("{name} {limit}");
        if let Some(limit) = bound("minimum").filter(|l| !at_least(l)) {
            return Some(named("minimum", limit));
        }
        if let Some(limit) = bound("maximum").filter(|l| !at_most(l)) {
            return Some(named("maximum", limit));
        }
        if let Some(limit) = bound("minLength").filter(|l| l.as_u64().is_some_and(|l| length < l)) {
            return Some(named("minLength", limit));
        }
        if let Some(limit) = bound("maxLength").filter(|l| l.as_u64().is_some_and(|l| length > l)) {
            return Some(named("maxLength", limit));
        }
        bound("enum").filter(|items| !listed(items)).map(|items| named("enum", items))
    }
}

/// The names of a key: a text or a list of texts.
fn names(json: Option<&Value>) -> Vec<String> {
    match json {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(items)) => items.iter().filter_map(|i| i.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// The places of columns, or the first that is not there.
fn columns(sheet: &Sheet, names: &[String]) -> Result<Vec<usize>, String> {
    names.iter().map(|name| sheet.column(name).ok_or_else(|| name.clone())).collect()
}

fn primary_key(resource: &Resource, sheet: &Sheet, notes: &mut Notes) {
    let names = names(resource.schema.get("primaryKey"));
    if names.is_empty() {
        return;
    }
    let places = match columns(sheet, &names) {
        Ok(places) => places,
        Err(name) => {
            let finding = Finding::new(Code::ColumnMissing, &resource.path).at(1).column("primaryKey");
            notes.find(finding.found(name).expected(sheet.header.join(", ")));
            return;
        }
    };
    let mut seen: HashMap<Vec<&str>, usize> = HashMap::with_capacity(sheet.rows.len());
    for (line, row) in &sheet.rows {
        let key: Vec<&str> = places.iter().map(|p| row.get(*p).unwrap_or("").trim()).collect();
        let shown = key.join(", ");
        if let Some(first) = seen.insert(key, *line) {
            let remark = Remark::new(&kinds::PRIMARY_KEY_BROKEN, resource.path.as_str()).at(*line);
            notes.add(remark.column(names.join(", ")).found(shown).expected(first));
        }
    }
}

fn foreign_key(package: &Package, resource: &Resource, sheet: &Sheet, key: &Value, notes: &mut Notes) {
    let reference = key.get("reference").unwrap_or(&Value::Null);
    let (own, theirs) = (names(key.get("fields")), names(reference.get("fields")));
    let target = text_of(reference, "resource");
    let at = || Remark::new(&kinds::FOREIGN_KEY_BROKEN, resource.path.as_str()).column(own.join(", ")).expected(target);
    let other = match target {
        "" => Some(sheet),
        name => package.resources.iter().find(|r| r.name == name).and_then(|r| r.sheet.as_ref()),
    };
    let Some(other) = other else { return notes.add(at().found(target)) };
    let places = columns(sheet, &own).and_then(|own| Ok((own, columns(other, &theirs)?)));
    let (own_places, their_places) = match places {
        Ok(places) => places,
        Err(name) => return notes.add(at().found(name)),
    };
    let key_of = |row: &csv::StringRecord, places: &[usize]| -> Vec<String> {
        places.iter().map(|p| row.get(*p).unwrap_or("").trim().to_owned()).collect()
    };
    let known: HashSet<Vec<String>> = other.rows.iter().map(|(_, row)| key_of(row, &their_places)).collect();
    let mut reported = HashSet::new();
    for (line, row) in &sheet.rows {
        let key = key_of(row, &own_places);
        if key.iter().any(|part| !part.is_empty()) && !known.contains(&key) && reported.insert(key.clone()) {
            notes.add(at().at(*line).found(key.join(", ")));
        }
    }
}
