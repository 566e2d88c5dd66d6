//! Addresses in texts and fields that must not become links.

use serde_json::Value;

use super::notes::Notes;
use super::sheets::{Package, list, text_of};
use crate::bundle::source::is_harmless;
use crate::bundle::{Code, Finding};

/// Checks what the reader takes for plain text or passes over.
pub(super) fn check(package: &Package, notes: &mut Notes) {
    for resource in &package.resources {
        for field in list(&resource.schema, "fields") {
            let atlas = field.get("atlas").unwrap_or(&Value::Null);
            for name in ["sourceUri", "licenceUri"] {
                let link = text_of(atlas, name);
                if !is_harmless(link) {
                    let place = format!("{}.{}.{name}", resource.name, text_of(field, "name"));
                    notes.find(Finding::new(Code::LinkScheme, "datapackage.json").column(&place).found(link));
                }
            }
        }
        let Some(sheet) = resource.sheet.as_ref().filter(|_| resource.role != "values") else { continue };
        for (line, row) in &sheet.rows {
            for (column, cell) in row.iter().enumerate() {
                for link in links_in(cell).into_iter().filter(|l| !is_harmless(l)) {
                    let name = sheet.header.get(column).map_or("", String::as_str);
                    let row = u32::try_from(*line).unwrap_or(u32::MAX);
                    notes.find(Finding::new(Code::LinkScheme, &resource.path).at(row).column(name).found(link));
                }
            }
        }
    }
    texts(&package.json, "", notes);
}

/// Every text of the manifest.
fn texts(json: &Value, place: &str, notes: &mut Notes) {
    match json {
        Value::String(text) => {
            for link in links_in(text).into_iter().filter(|l| !is_harmless(l)) {
                notes.find(Finding::new(Code::LinkScheme, "datapackage.json").column(place).found(link));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, place, notes)),
        Value::Object(members) => {
            for (name, value) in members {
                texts(value, if place.is_empty() { name } else { place }, notes);
            }
        }
        _ => {}
    }
}

/// What Markdown would make a link of: `[words](address)`, `[words]: address` and `<address>`.
fn links_in(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("](") {
        let rest = text.get(at + 2..).unwrap_or_default();
        let mut depth = 0;
        let end = rest.find(|c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth < 0
        });
        found.extend(end.and_then(|end| rest.get(..end)));
    }
    for (at, _) in text.match_indices("]:") {
        found.extend(text.get(at + 2..).and_then(|rest| rest.split_whitespace().next()));
    }
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let link = rest.find('>').and_then(|end| rest.get(..end));
        found.extend(link.filter(|l| l.contains(':') && !l.contains(char::is_whitespace)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::links_in;

    #[test]
    fn links_of_markdown_are_found() {
        assert_eq!(
            links_in("see [here](https://a.de/x_(y)) and <mailto:a@b.de>"),
            ["https://a.de/x_(y)", "mailto:a@b.de"]
        );
        assert_eq!(links_in("[1]: javascript:x rest"), ["javascript:x"]);
        assert!(links_in("a < b: c > d, [no](link").is_empty());
    }
}
