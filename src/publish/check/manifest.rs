//! The manifest: what the reader would silently pass over.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::kinds;
use super::notes::Notes;
use super::periods::read_period;
use super::sheets::{Package, list, text_of};
use crate::bundle::{Code, Finding, safe_path};
use crate::model::Period;
use crate::publish::{Kind, Remark};

const FILE: &str = "datapackage.json";
const TYPES: [&str; 17] = [
    "string",
    "number",
    "integer",
    "boolean",
    "object",
    "list",
    "datetime",
    "date",
    "time",
    "year",
    "yearmonth",
    "duration",
    "geopoint",
    "geojson",
    "any",
    "default",
    "array",
];

/// Checks the manifest.
pub(super) fn check(package: &Package, notes: &mut Notes) {
    shapes(package, notes);
    minimums(&package.json, "", notes);
    dates(package, notes);
    lists(package, notes);
    paths(package, notes);
    for entry in list(&package.json, "resources") {
        resource(entry, notes);
    }
    for read in &package.resources {
        schema(&read.name, &read.schema, &read.json, notes);
    }
}

fn remark(kind: &'static Kind, member: &str) -> Remark {
    let remark = Remark::new(kind, FILE);
    if member.is_empty() { remark } else { remark.column(member) }
}

/// A value as the manifest writes it.
fn written(json: &Value) -> String {
    match json {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Reports a member of another form than the one in which it has an effect.
fn expect(json: &Value, name: &str, place: &str, expected: &str, fine: impl Fn(&Value) -> bool, notes: &mut Notes) {
    if let Some(value) = json.get(name).filter(|v| !v.is_null() && !fine(v)) {
        let found = format!("{name}: {}", written(value));
        notes.add(remark(&kinds::MANIFEST_MEMBER, place).found(found).expected(expected));
    }
}

fn shapes(package: &Package, notes: &mut Notes) {
    expect(&package.json, "atlas", "", "object", Value::is_object, notes);
    for name in ["levels", "references", "themes", "modules", "breakdowns", "editions"] {
        expect(package.atlas(), name, "atlas", "list", Value::is_array, notes);
    }
    expect(package.atlas(), "defaultView", "atlas", "object", Value::is_object, notes);
    for edition in list(package.atlas(), "editions") {
        let path = text_of(edition, "path");
        if !safe_path(path.trim_start_matches("../").trim_start_matches("./")) {
            notes.find(Finding::new(Code::PathUnsafe, FILE).column("atlas.editions").found(path));
        }
    }
    let reference = text_of(package.atlas(), "referenceArea");
    if !reference.is_empty() && !package.keys().contains(reference) {
        notes.find(Finding::new(Code::ReferenceToUnknown, FILE).column("atlas.referenceArea").found(reference));
    }
}

fn resource(entry: &Value, notes: &mut Notes) {
    let name = text_of(entry, "name");
    expect(entry, "bytes", name, "a whole number", Value::is_u64, notes);
    expect(entry, "hash", name, "a text", Value::is_string, notes);
    expect(entry, "encoding", name, "a text", Value::is_string, notes);
    expect(entry, "atlas", name, "object", Value::is_object, notes);
    expect(entry, "dialect", name, "object", |v| v.is_object() || v.is_string(), notes);
    expect(entry, "missingValues", name, "list", Value::is_array, notes);
    dialect(entry.get("dialect").unwrap_or(&Value::Null), name, notes);
}

/// Every number that is meant as the smallest publishable count and would not be read as one.
fn minimums(json: &Value, place: &str, notes: &mut Notes) {
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                let lower = name.to_lowercase().replace(['_', '-'], "");
                let inside = format!("{place}{}{name}", if place.is_empty() { "" } else { "." });
                let in_sdc = place.ends_with("x-sdc") && name == "minimum";
                let exact = name == "minimumCases" || in_sdc;
                let alike = ["minimumcases", "mincases", "mindestfall", "fallzahl", "minimumcount"];
                let meant = exact || alike.iter().any(|word| lower.contains(word));
                if meant && !(exact && value.is_u64()) {
                    let found = format!("{name}: {}", written(value));
                    let place = remark(&kinds::MINIMUM_UNREADABLE, &inside);
                    notes.add(place.found(found).expected("minimumCases: 3"));
                } else if name != "data" {
                    minimums(value, &inside, notes);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| minimums(item, place, notes)),
        _ => {}
    }
}

fn dialect(dialect: &Value, name: &str, notes: &mut Notes) {
    let mut refuse = |member: &str, expected: &str| {
        let found = format!("{member}: {}", dialect.get(member).map(written).unwrap_or_default());
        notes.add(remark(&kinds::DIALECT_UNSUPPORTED, name).found(found).expected(expected));
    };
    let text = |member: &str| dialect.get(member).and_then(Value::as_str);
    for member in ["delimiter", "quoteChar"] {
        if dialect.get(member).is_some_and(|v| v.as_str().is_none_or(|t| t.len() != 1)) {
            refuse(member, "1");
        }
    }
    if text("delimiter").is_some() && text("delimiter") == text("quoteChar") {
        refuse("quoteChar", "≠ delimiter");
    }
    if dialect.get("header") == Some(&Value::Bool(false)) {
        refuse("header", "true");
    }
    if dialect.get("doubleQuote") == Some(&Value::Bool(false)) {
        refuse("doubleQuote", "true");
    }
    if dialect.get("headerRows").is_some_and(|rows| *rows != serde_json::json!([1])) {
        refuse("headerRows", "[1]");
    }
    for member in ["commentChar", "commentRows", "escapeChar", "columns", "sheetName", "property"] {
        if dialect.get(member).is_some_and(|v| !v.is_null()) {
            refuse(member, "–");
        }
    }
    if text("lineTerminator").is_some_and(|end| !["\n", "\r\n"].contains(&end)) {
        refuse("lineTerminator", "\\n, \\r\\n");
    }
}

fn schema(name: &str, schema: &Value, entry: &Value, notes: &mut Notes) {
    expect(schema, "fields", name, "list", Value::is_array, notes);
    expect(schema, "missingValues", name, "list", Value::is_array, notes);
    let delimiter = entry.get("dialect").map(|d| text_of(d, "delimiter")).filter(|d| !d.is_empty()).unwrap_or(",");
    missing(name, schema, notes);
    missing(name, entry, notes);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for field in list(schema, "fields") {
        let title = text_of(field, "name");
        let place = format!("{name}.{title}");
        if title.trim().is_empty() {
            let found = format!("fields: {}", written(field));
            notes.add(remark(&kinds::MANIFEST_MEMBER, name).found(found).expected("name"));
        } else if !seen.insert(title.trim().to_lowercase()) {
            notes.add(remark(&kinds::FIELD_TWICE, name).found(title));
        }
        let kind = field.get("type").map(written).unwrap_or_default();
        if !kind.is_empty() && !TYPES.contains(&kind.as_str()) {
            notes.add(remark(&kinds::FIELD_TYPE_UNKNOWN, &place).found(kind).expected("string, integer, number, year"));
        }
        missing(&place, field, notes);
        number_format(field, &place, delimiter, notes);
    }
}

/// Signs for missing values that are figures in their own right.
fn missing(place: &str, json: &Value, notes: &mut Notes) {
    for sign in list(json, "missingValues") {
        let text = sign.as_str().or_else(|| sign.get("value").and_then(Value::as_str)).unwrap_or_default();
        let labelled = sign.get("label").is_some();
        let zero = text.trim().replace(',', ".").parse::<f64>().is_ok_and(|v| v == 0.0);
        let expected = text.trim();
        if zero && !labelled {
            notes.add(remark(&kinds::MISSING_IS_ZERO, place).found(expected));
        }
    }
}

fn number_format(field: &Value, place: &str, delimiter: &str, notes: &mut Notes) {
    let sign = |name: &str| field.get(name).map(written);
    let (decimal, group) = (sign("decimalChar"), sign("groupChar"));
    let mut refuse = |why: &str| {
        let found = [("decimalChar", &decimal), ("groupChar", &group)];
        let found: Vec<String> = found.iter().filter_map(|(n, v)| Some(format!("{n} {}", v.as_ref()?))).collect();
        notes.add(remark(&kinds::FIELD_FORMAT, place).found(found.join(", ")).expected(why));
    };
    let one = |sign: &Option<String>| sign.as_ref().is_none_or(|s| s.chars().count() == 1);
    if !one(&decimal) || !one(&group) {
        refuse("1 Zeichen / character");
    } else if group.is_some() && group.as_deref() == Some(decimal.as_deref().unwrap_or(".")) {
        refuse("decimalChar = groupChar");
    } else if [&decimal, &group].iter().any(|s| s.as_deref().is_some_and(|s| s.chars().all(|c| c.is_ascii_digit()))) {
        refuse("0–9");
    } else if decimal.as_deref() == Some("-") || group.as_deref() == Some("-") {
        refuse("-");
    } else if delimiter == "\t" && group.as_deref() == Some("\t") {
        refuse("delimiter");
    }
}

fn dates(package: &Package, notes: &mut Notes) {
    let created = text_of(&package.json, "created");
    let day = created.get(..10).and_then(Period::parse).or_else(|| Period::parse(created));
    if !created.is_empty() && day.is_none() {
        notes.add(remark(&kinds::DATE_ODD, "created").found(created));
    }
    let mut date = |json: &Value, name: &str, place: &str| -> Option<Period> {
        let value = json.get(name).filter(|v| !v.is_null())?;
        let text = written(value);
        let period = value.as_str().and_then(read_period);
        if period.is_none() && !text.is_empty() {
            notes.add(remark(&kinds::DATE_UNREADABLE, place).found(&text).expected(name));
        }
        period
    };
    date(package.atlas(), "territorialStatus", "atlas");
    let mut spans = Vec::new();
    for level in list(package.atlas(), "levels") {
        let place = format!("atlas.levels.{}", text_of(level, "id"));
        date(level, "territorialStatus", &place);
        spans.push((date(level, "validFrom", &place), date(level, "validTo", &place), place));
    }
    for (from, to, place) in spans {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            notes.add(remark(&kinds::INTERVAL_REVERSED, &place).found(to).expected(from));
        }
    }
}

/// Lists of the package whose members have an id.
fn lists(package: &Package, notes: &mut Notes) {
    let atlas = package.atlas();
    let mut twice = |items: &[Value], member: &str, kind: &'static Kind, of: &str, place: &str| {
        let mut seen: Vec<&str> = Vec::new();
        for id in items.iter().map(|i| text_of(i, member)) {
            if seen.contains(&id) {
                notes.add(remark(kind, place).found(id).expected(of));
            }
            seen.push(id);
        }
    };
    twice(list(atlas, "themes"), "id", &kinds::THEME_TWICE, "", "atlas.themes");
    twice(list(atlas, "breakdowns"), "id", &kinds::BREAKDOWN_TWICE, "", "atlas.breakdowns");
    twice(list(atlas, "references"), "key", &kinds::AREA_TWICE, "references", "atlas.references");
    for breakdown in list(atlas, "breakdowns") {
        let categories = list(breakdown, "categories");
        twice(categories, "id", &kinds::CATEGORY_TWICE, text_of(breakdown, "id"), "atlas.breakdowns");
    }
    for reference in list(atlas, "references").iter().map(|r| text_of(r, "key")) {
        let drawn = |r: &&super::sheets::Resource| r.features.iter().any(|f| r.key_of(f) == reference);
        // A parent that lies in the same file as its children may be named again; an area of its own may not.
        let is_parent = |r: &super::sheets::Resource| {
            r.features.iter().map(|f| r.key_of(f)).any(|k| k.len() > reference.len() && k.starts_with(reference))
        };
        if let Some(found) = package.resources.iter().find(drawn).filter(|r| !is_parent(r)) {
            notes.add(remark(&kinds::AREA_TWICE, "atlas.references").found(reference).expected(&found.path));
        }
    }
    let has_areas = |id: &str| {
        let level = |r: &super::sheets::Resource| r.json.get("atlas").map(|a| text_of(a, "level").to_owned());
        package
            .resources
            .iter()
            .filter(|r| r.role == "areas")
            .any(|r| level(r).filter(|l| !l.is_empty()).unwrap_or_else(|| r.name.clone()) == id)
    };
    for level in list(atlas, "levels").iter().map(|l| text_of(l, "id")).filter(|id| !has_areas(id)) {
        notes.add(remark(&kinds::LEVEL_WITHOUT_AREAS, "atlas.levels").found(level));
    }
}

fn paths(package: &Package, notes: &mut Notes) {
    const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for resource in &package.resources {
        let reserved = resource.path.split('/').any(|part| {
            let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
            let numbered = |name: &str| stem.strip_prefix(name).is_some_and(|n| n.len() == 1 && n != "0");
            RESERVED[..4].contains(&stem.as_str())
                || RESERVED[4..].iter().any(|name| numbered(name))
                || part.ends_with(['.', ' '])
                || part.contains(['<', '>', '"', '|', '?', '*'])
        });
        if reserved {
            notes.add(remark(&kinds::PATH_NOT_PORTABLE, &resource.name).found(&resource.path));
        }
        if let Some(first) = seen.insert(&resource.path, &resource.name) {
            notes.add(remark(&kinds::PATH_TWICE, &resource.name).found(&resource.name).expected(first));
        }
    }
}
