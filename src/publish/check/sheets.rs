//! The files of a package as they are written: the manifest as JSON, tables as text with their lines.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::bundle::json::Json;
use crate::bundle::source::geojson::{self, Feature};
use crate::bundle::{Files, safe_path};
use crate::model::plain;

/// The most bytes of figures that are read again as text: beyond that a machine would need gigabytes.
const READ_AGAIN: usize = 160 << 20;

/// A package whose manifest could be read.
pub(in crate::publish) struct Package {
    /// The manifest.
    pub json: Value,
    /// Its resources with a safe path.
    pub resources: Vec<Resource>,
}

/// A resource and its text.
pub(in crate::publish) struct Resource {
    /// Its entry in the manifest.
    pub json: Value,
    /// Its name.
    pub name: String,
    /// Path inside the bundle.
    pub path: String,
    /// `areas`, `values`, `catalogue` ...; guessed as the reader does.
    pub role: String,
    /// Its schema, read from a file if it lies in one.
    pub schema: Value,
    /// Its text, if it could be decoded.
    pub text: String,
    /// Its rows, if it is a table.
    pub sheet: Option<Sheet>,
    /// Its features, if it is a file of boundaries.
    pub features: Vec<Feature>,
}

/// A table.
pub(in crate::publish) struct Sheet {
    /// Names of the columns, trimmed.
    pub header: Vec<String>,
    /// Rows with their line; rows of another width than the header are left out, the reader has reported them.
    pub rows: Vec<(usize, csv::StringRecord)>,
}

impl Sheet {
    /// The place of a column, upper and lower case alike.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h.eq_ignore_ascii_case(name))
    }

    /// The first of some names that is a column.
    pub fn any_column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.column(name))
    }

    /// The column of area keys, by its name.
    pub fn keys(&self) -> Option<usize> {
        self.any_column(&["key", "ags", "ars", "nuts", "id", "gebietsschluessel", "schluessel", "kennziffer", "area"])
    }

    /// The column of periods, by its name.
    pub fn periods(&self) -> Option<usize> {
        self.any_column(&["period", "jahr", "year", "stichtag", "zeit", "zeitraum", "berichtsjahr", "date", "datum"])
    }

    /// The rows as line and the trimmed cell of a named column.
    pub fn cells<'s>(&'s self, name: &str) -> impl Iterator<Item = (usize, &'s str)> + use<'s> {
        let column = self.column(name);
        self.rows.iter().map(move |(line, row)| (*line, column.and_then(|c| row.get(c)).unwrap_or("").trim()))
    }

    fn read(text: &str, delimiter: u8, quote: u8) -> Option<Sheet> {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(delimiter).quote(quote).flexible(true).has_headers(false);
        let mut reader = builder.from_reader(text.as_bytes());
        let mut header: Option<Vec<String>> = None;
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.ok()?;
            let line = record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(usize::MAX));
            match &header {
                None => header = Some(record.iter().map(|c| c.trim().to_owned()).collect()),
                Some(header) if header.len() == record.len() => rows.push((line, record)),
                Some(_) => {}
            }
        }
        header.map(|header| Sheet { header, rows })
    }
}

/// A row of a small table with named cells.
pub(in crate::publish) fn cell<'r>(sheet: &Sheet, row: &'r csv::StringRecord, name: &str) -> &'r str {
    sheet.column(name).and_then(|c| row.get(c)).unwrap_or("").trim()
}

impl Package {
    /// Reads the manifest and the texts of its resources; `None` if there is none that could be read.
    pub fn open(files: &dyn Files) -> Option<Package> {
        let bytes = files.read("datapackage.json").ok()?;
        let json: Value = serde_json::from_str(decoded(&bytes, "").as_deref()?.trim_start_matches('\u{feff}')).ok()?;
        let mut resources = Vec::new();
        let mut read = 0;
        for entry in json.get("resources").and_then(Value::as_array).into_iter().flatten() {
            let path = match entry.get("path") {
                Some(Value::Array(parts)) if parts.len() == 1 => parts.first().and_then(Value::as_str),
                other => other.and_then(Value::as_str),
            };
            let Some(path) = path.map(|p| p.strip_prefix("./").unwrap_or(p)).filter(|p| safe_path(p)) else { continue };
            let Ok(bytes) = files.read(path) else { continue };
            let role = role_of(entry, path);
            read += bytes.len();
            let fits = read <= READ_AGAIN || role != "values";
            let text = decoded(&bytes, text_of(entry, "encoding")).filter(|_| fits).unwrap_or_default();
            let is_table = !matches!(role.as_str(), "areas" | "");
            let dialect = entry.get("dialect").unwrap_or(&Value::Null);
            let byte = |name: &str| text_of(dialect, name).bytes().next();
            let default = if path.to_ascii_lowercase().ends_with(".tsv") { b'\t' } else { b',' };
            let (delimiter, quote) = (byte("delimiter").unwrap_or(default), byte("quoteChar").unwrap_or(b'"'));
            let sheet = if is_table { Sheet::read(&text, delimiter, quote) } else { None };
            resources.push(Resource {
                name: text_of(entry, "name").to_owned(),
                path: path.to_owned(),
                schema: schema_of(entry, files),
                features: if role == "areas" {
                    geojson::read(&text).map(|collection| collection.features).unwrap_or_default()
                } else {
                    Vec::new()
                },
                json: entry.clone(),
                role,
                text,
                sheet: sheet.filter(|s| s.header.len() > 1),
            });
        }
        Some(Package { json, resources })
    }

    /// The `atlas` properties of the package.
    pub fn atlas(&self) -> &Value {
        self.json.get("atlas").unwrap_or(&Value::Null)
    }

    /// The tables of a role.
    pub fn tables<'p>(&'p self, role: &'p str) -> impl Iterator<Item = (&'p Resource, &'p Sheet)> {
        self.resources.iter().filter(move |r| r.role == role).filter_map(|r| r.sheet.as_ref().map(|s| (r, s)))
    }

    /// The keys of all features of the boundaries and of the declared references, as they are written.
    pub fn keys(&self) -> BTreeSet<String> {
        let references = list(self.atlas(), "references").iter().map(|r| text_of(r, "key").to_owned());
        let own = self.resources.iter().flat_map(|r| r.features.iter().map(|f| r.key_of(f)));
        own.chain(references).filter(|k| !k.is_empty()).collect()
    }
}

impl Resource {
    /// The key of a feature: the declared property, one of the usual ones, or its `id`.
    pub fn key_of(&self, feature: &Feature) -> String {
        let declared = self.json.get("atlas").map(|a| text_of(a, "key")).unwrap_or_default();
        let names = [declared, "ags", "ars", "key", "id", "nuts", "nuts_id"];
        let own = names.iter().filter(|n| !n.is_empty()).map(|n| property(feature, n)).find(|k| !k.is_empty());
        own.unwrap_or_else(|| json_text(&feature.id))
    }

    /// The value of the property that the resource names for something, or of the usual ones.
    pub fn property_of(&self, feature: &Feature, what: &str, usual: &[&str]) -> String {
        let declared = self.json.get("atlas").map(|a| text_of(a, what)).filter(|n| !n.is_empty());
        let mut names = declared.into_iter().chain(usual.iter().copied()).map(|n| property(feature, n));
        names.find(|text| !text.is_empty()).unwrap_or_default()
    }
}

/// A property as text, upper and lower case alike; empty if there is none.
pub(in crate::publish) fn property(feature: &Feature, name: &str) -> String {
    let found = feature.properties.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
    found.map(|(_, v)| json_text(v)).unwrap_or_default()
}

/// A text or number of the reader's JSON as text, trimmed.
pub(in crate::publish) fn json_text(json: &Json) -> String {
    match json {
        Json::Text(text) => text.trim().to_owned(),
        Json::Number(number) => plain(*number),
        _ => String::new(),
    }
}

/// A text member, empty if it is something else.
pub(in crate::publish) fn text_of<'v>(json: &'v Value, name: &str) -> &'v str {
    json.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A list member, empty if it is something else.
pub(in crate::publish) fn list<'v>(json: &'v Value, name: &str) -> &'v [Value] {
    json.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn schema_of(entry: &Value, files: &dyn Files) -> Value {
    match entry.get("schema") {
        Some(Value::String(path)) if safe_path(path) => {
            files.read(path).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default()
        }
        Some(schema) => schema.clone(),
        None => Value::Null,
    }
}

fn role_of(entry: &Value, path: &str) -> String {
    let lower = path.to_ascii_lowercase();
    let is = |what: &str| text_of(entry, "format").eq_ignore_ascii_case(what) || lower.ends_with(&format!(".{what}"));
    let declared = entry.get("atlas").map(|a| text_of(a, "role")).unwrap_or_default();
    let guessed = || {
        if is("geojson") || text_of(entry, "mediatype").contains("geo+json") {
            "areas"
        } else if is("csv") || is("tsv") || text_of(entry, "type") == "table" {
            "values"
        } else if is("json") && !entry.get("schema").is_some_and(Value::is_object) {
            "areas"
        } else {
            ""
        }
    };
    if declared.is_empty() { guessed().to_owned() } else { declared.to_owned() }
}

fn decoded(bytes: &[u8], encoding: &str) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match encoding.to_ascii_lowercase().replace('_', "-").as_str() {
        "windows-1252" | "cp1252" | "ansi" | "iso-8859-1" | "latin1" | "latin-1" => {
            Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
        }
        _ => std::str::from_utf8(bytes).ok().map(str::to_owned),
    }
}
