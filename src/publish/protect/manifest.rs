//! The manifest of the protected source: the same but for what has changed.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::Rules;
use crate::bundle::json::{Json, Scanner};
use crate::model::plain;

/// What has become of one resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Altered {
    /// Columns that were left out.
    pub left_out: BTreeSet<String>,
    /// Columns that were added.
    pub added: Vec<String>,
}

/// Reads a JSON file of the bundle; `None` if it is none.
pub fn read(bytes: &[u8]) -> Option<Json> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut scanner = Scanner::new(text.strip_prefix('\u{feff}').unwrap_or(text));
    scanner.value().and_then(|value| scanner.end().map(|()| value)).ok()
}

/// The manifest for the protected source. `altered` names the tables of figures, `left_out` the resources that are not
/// taken over, both by name.
///
/// Lengths and checksums of tables are taken out: a checksum of the secret file would let anyone try out figures until it
/// fits. The sign "." is declared as a missing value in every table of figures, whether it was needed or not.
pub fn manifest(
    package: &Json,
    rules: &Rules,
    altered: &BTreeMap<String, Altered>,
    left_out: &BTreeSet<String>,
) -> Json {
    let mut package = package.clone();
    let resources = package.get("resources").items().iter().enumerate().filter_map(|(place, resource)| {
        let name = resource.string("name");
        let name = if name.is_empty() { format!("resource-{}", place + 1) } else { name };
        if left_out.contains(&name) {
            return None;
        }
        let mut resource = resource.clone();
        if let Some(changes) = altered.get(&name) {
            remove(&mut resource, &["bytes", "hash"]);
            if let Json::Object(_) = resource.get("schema") {
                let own = *resource.get("missingValues") == Json::Null;
                let schema = schema(resource.get("schema"), changes, own);
                set(&mut resource, "schema", schema);
            }
            if let Json::List(_) = resource.get("missingValues") {
                let listed = with_dot(resource.get("missingValues"));
                set(&mut resource, "missingValues", listed);
            }
        }
        Some(resource)
    });
    let resources = Json::List(resources.collect());
    set(&mut package, "resources", resources);
    let mut atlas = match package.get("atlas") {
        Json::Object(members) => Json::Object(members.clone()),
        _ => Json::Object(Vec::new()),
    };
    let mut changed = false;
    let declared = minimum_of(&package);
    if let Some(minimum) = rules.general.minimum.filter(|m| declared.is_none_or(|d| d < *m)) {
        set(&mut atlas, "minimumCases", Json::Number(minimum as f64));
        changed = true;
    }
    if !rules.sums.is_empty() {
        let listed = sums(atlas.get("sums"), rules);
        set(&mut atlas, "sums", listed);
        changed = true;
    }
    if changed {
        set(&mut package, "atlas", atlas);
    }
    package
}

fn minimum_of(package: &Json) -> Option<u64> {
    package.get("atlas").get("minimumCases").whole().or_else(|| package.get("x-sdc").get("minimum").whole())
}

/// Declared sums, and those of the rules that are not declared yet.
fn sums(declared: &Json, rules: &Rules) -> Json {
    let mut all: Vec<Json> = declared.items().to_vec();
    for (whole, parts) in &rules.sums {
        let parts = Json::List(parts.iter().map(|p| Json::from(p.as_str())).collect());
        let sum = Json::Object(vec![("whole".to_owned(), Json::from(whole.as_str())), ("parts".to_owned(), parts)]);
        if !all.contains(&sum) {
            all.push(sum);
        }
    }
    Json::List(all)
}

/// A schema without the columns that are left out, with those that are added, and with "." among the missing values.
/// `own` says whether the missing values belong here.
pub fn schema(schema: &Json, changes: &Altered, own: bool) -> Json {
    let mut schema = schema.clone();
    let mut fields = Vec::new();
    for field in schema.get("fields").items() {
        if changes.left_out.contains(&field.string("name")) {
            continue;
        }
        let mut field = field.clone();
        if let Json::List(_) = field.get("missingValues") {
            let listed = with_dot(field.get("missingValues"));
            set(&mut field, "missingValues", listed);
        }
        fields.push(field);
    }
    let text = |name: &String| {
        Json::Object(vec![("name".to_owned(), Json::from(name.as_str())), ("type".to_owned(), Json::from("string"))])
    };
    fields.extend(changes.added.iter().map(text));
    if *schema.get("fields") != Json::Null {
        set(&mut schema, "fields", Json::List(fields));
    }
    if own {
        let listed = match schema.get("missingValues") {
            Json::List(_) => with_dot(schema.get("missingValues")),
            _ => Json::List(vec![Json::Text(String::new()), Json::from(".")]),
        };
        set(&mut schema, "missingValues", listed);
    }
    schema
}

fn with_dot(list: &Json) -> Json {
    let mut items = list.items().to_vec();
    let is_dot = |item: &Json| item.text() == Some(".") || item.get("value").text() == Some(".");
    if !items.iter().any(is_dot) {
        let labelled = items.iter().any(|item| matches!(item, Json::Object(_)));
        let label = ("label".to_owned(), Json::from("unbekannt oder geheim"));
        let dot = Json::Object(vec![("value".to_owned(), Json::from(".")), label]);
        items.push(if labelled { dot } else { Json::from(".") });
    }
    Json::List(items)
}

fn set(object: &mut Json, name: &str, value: Json) {
    let Json::Object(members) = object else { return };
    match members.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = value,
        None => members.push((name.to_owned(), value)),
    }
}

fn remove(object: &mut Json, names: &[&str]) {
    if let Json::Object(members) = object {
        members.retain(|(name, _)| !names.contains(&name.as_str()));
    }
}

/// JSON as people read it: two blanks for each depth, short lists on one line.
pub fn write(json: &Json) -> Vec<u8> {
    let mut out = String::new();
    pretty(json, 0, &mut out);
    out.push('\n');
    out.into_bytes()
}

fn pretty(json: &Json, depth: usize, out: &mut String) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Json::Number(number) => out.push_str(&plain(*number)),
        Json::Text(text) => out.push_str(&quoted(text)),
        Json::List(items) => {
            let short = items.iter().all(|i| !matches!(i, Json::List(_) | Json::Object(_)));
            list(items.len(), ('[', ']'), short, depth, out, &mut |place, out| {
                if let Some(item) = items.get(place) {
                    pretty(item, depth + 1, out);
                }
            });
        }
        Json::Object(members) => list(members.len(), ('{', '}'), false, depth, out, &mut |place, out| {
            if let Some((name, value)) = members.get(place) {
                out.push_str(&quoted(name));
                out.push_str(": ");
                pretty(value, depth + 1, out);
            }
        }),
    }
}

fn list(
    count: usize,
    (open, close): (char, char),
    short: bool,
    depth: usize,
    out: &mut String,
    item: &mut dyn FnMut(usize, &mut String),
) {
    out.push(open);
    for place in 0..count {
        if place > 0 {
            out.push_str(if short { ", " } else { "," });
        }
        if !short {
            out.push('\n');
            out.push_str(&"  ".repeat(depth + 1));
        }
        item(place, out);
    }
    if !short && count > 0 {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(close);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_keeps_its_order() {
        let text = r#"{"z": [1, 2.5, "ä\"\n"], "a": {"b": [], "c": {}, "d": [{"e": null}]}, "f": true}"#;
        let json = read(text.as_bytes()).unwrap();
        let written = write(&json);
        assert_eq!(read(&written).unwrap(), json);
        assert!(String::from_utf8(written).unwrap().starts_with("{\n  \"z\": [1, 2.5, "));
    }

    #[test]
    fn checksums_go_and_the_sign_comes() {
        let text = r#"{"resources": [{"name": "w", "hash": "ab", "bytes": 3, "schema": {"fields": [
            {"name": "x"}, {"name": "max1"}, {"name": "y", "missingValues": [{"value": "-9", "label": "fehlt"}]}]}},
            {"name": "geheim"}, {"name": "g", "hash": "cd"}]}"#;
        let altered = BTreeMap::from([(
            "w".to_owned(),
            Altered { left_out: BTreeSet::from(["max1".to_owned()]), added: vec!["x_flag".to_owned()] },
        )]);
        let mut rules = Rules::default();
        rules.general.minimum = Some(3);
        rules.sums.push(("a".into(), vec!["b".into(), "c".into()]));
        let out = manifest(&read(text.as_bytes()).unwrap(), &rules, &altered, &BTreeSet::from(["geheim".to_owned()]));
        let [w, g] = out.get("resources").items() else { panic!("{out:?}") };
        assert_eq!((w.get("hash"), g.string("hash").as_str()), (&Json::Null, "cd"));
        let names: Vec<String> = w.get("schema").get("fields").items().iter().map(|f| f.string("name")).collect();
        assert_eq!(names, ["x", "y", "x_flag"]);
        assert_eq!(w.get("schema").get("missingValues").items(), [Json::Text(String::new()), Json::from(".")]);
        let labelled = w.get("schema").get("fields").items()[1].get("missingValues").items()[1].clone();
        assert_eq!(labelled.string("value"), ".");
        assert_eq!(out.get("atlas").get("minimumCases").whole(), Some(3));
        assert_eq!(out.get("atlas").get("sums").items().len(), 1);
    }
}
