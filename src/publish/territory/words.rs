//! What a converted bundle says about itself: the territorial status in catalogue and manifest.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::crosswalk::last_day;
use super::table::Table;
use crate::model::Period;
use crate::publish::check::sheets::{Package, Resource, Sheet, list, text_of};

/// The catalogue with the territorial status of every indicator.
pub fn catalogue(sheet: &Sheet, to: Period) -> String {
    let in_words = match last_day(to) {
        Period::Day(year, month, day) => format!("{day:02}.{month:02}.{year:04}"),
        other => other.to_string(),
    };
    let named = |names: [&str; 2]| names.iter().find_map(|n| sheet.column(n));
    let german = named(["vintage_de", "vintage"]);
    let english = sheet.column("vintage_en");
    let mut header = sheet.header.clone();
    let gap = sheet.column("status");
    header.extend(german.is_none().then(|| "vintage_de".to_owned()));
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    drop(out.write_record(&header));
    for (_, row) in &sheet.rows {
        let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
        cells.resize(header.len(), String::new());
        let is_gap = gap.and_then(|c| row.get(c)) == Some("gap");
        let words = [(german.or(header.len().checked_sub(1)), "Gebietsstand"), (english, "territory of")];
        for (column, word) in words.into_iter().filter(|_| !is_gap) {
            if let Some(text) = column.and_then(|c| cells.get_mut(c)) {
                let before = text.split("; ").filter(|p| !p.starts_with(word) && !p.is_empty());
                let mut parts: Vec<String> = before.map(str::to_owned).collect();
                let date = if word == "Gebietsstand" { in_words.clone() } else { last_day(to).to_string() };
                parts.push(format!("{word} {date}"));
                *text = parts.join("; ");
            }
        }
        drop(out.write_record(&cells));
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The manifest with the new status, and with resources as they are now.
pub fn manifest(package: &Package, tables: &[(&Resource, Table)], to: Period) -> Value {
    let mut manifest = package.json.clone();
    let status = json!(last_day(to).to_string());
    if !manifest.get("atlas").is_some_and(Value::is_object) {
        manifest["atlas"] = json!({});
    }
    manifest["atlas"]["territorialStatus"] = status.clone();
    let levels: BTreeSet<&str> =
        tables.iter().filter_map(|(r, _)| r.json.get("atlas").map(|a| text_of(a, "level"))).collect();
    for level in manifest["atlas"].get_mut("levels").and_then(Value::as_array_mut).into_iter().flatten() {
        if levels.contains(text_of(level, "id")) {
            level["territorialStatus"] = status.clone();
        }
    }
    for entry in manifest.get_mut("resources").and_then(Value::as_array_mut).into_iter().flatten() {
        let name = text_of(entry, "name").to_owned();
        let catalogue = package.tables("catalogue").any(|(r, _)| r.name == name);
        let table = tables.iter().find(|(r, _)| r.name == name).map(|(_, t)| t);
        let Some(members) = entry.as_object_mut().filter(|_| catalogue || table.is_some()) else { continue };
        ["bytes", "hash", "dialect", "encoding"].iter().for_each(|m| drop(members.remove(*m)));
        if let Some(table) = table {
            members.insert("schema".to_owned(), schema(table, package));
        }
    }
    manifest
}

fn schema(table: &Table, package: &Package) -> Value {
    let known = package.resources.iter().flat_map(|r| list(&r.schema, "fields"));
    let fields: Vec<&Value> = known.collect();
    let described = |name: &str, kind: &str| {
        let own = fields.iter().find(|f| text_of(f, "name").eq_ignore_ascii_case(name));
        let mut field = own.map_or_else(|| json!({"name": name, "type": kind}), |f| (*f).clone());
        for member in ["decimalChar", "groupChar", "bareNumber", "format"] {
            field.as_object_mut().map(|f| f.remove(member));
        }
        field
    };
    let mut list = vec![described(&table.key, "string")];
    if table.long {
        list.push(described("indicator", "string"));
    }
    list.extend(table.period.iter().map(|p| described(p, "any")));
    if table.long {
        list.extend(table.breakdowns.iter().map(|b| described(b, "string")));
        list.push(json!({"name": "value", "type": "number"}));
        list.push(json!({"name": "flag", "type": "string"}));
    } else {
        for indicator in &table.indicators {
            let mut field = described(indicator, "number");
            // Shared-out counts have decimals.
            field["type"] = json!("number");
            list.push(field);
            list.push(json!({"name": format!("{indicator}_flag"), "type": "string"}));
        }
    }
    json!({"fields": list, "missingValues": [""]})
}
