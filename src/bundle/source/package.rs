//! `datapackage.json`: what the package says about itself and its resources.

use std::collections::BTreeSet;

use super::sheet::Dialect;
use super::{links, text};
use crate::bundle::json::{Json, Scanner};
use crate::bundle::{Code, FileError, Files, Finding, Findings, Limits, safe_path};
use crate::model::Words;

/// The name of the manifest.
pub const MANIFEST: &str = "datapackage.json";

/// What a resource is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Boundaries of one level.
    Areas,
    /// Figures; `true` if the package says so, `false` if it is only a table.
    Values(bool),
    /// One row an indicator.
    Catalogue,
    /// Planning areas.
    AreaSets,
    /// Qualitative notes.
    Notes,
    /// Nothing that is read.
    Other,
}

/// One file of the package.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Name, unique.
    pub name: String,
    /// Title, may be empty.
    pub title: String,
    /// Path inside the bundle.
    pub path: String,
    /// What it is for.
    pub role: Role,
    /// Its level, if it names one.
    pub level: Option<String>,
    /// Its `atlas` properties.
    pub atlas: Json,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Encoding as declared.
    pub encoding: String,
    /// Dialect of a table.
    pub dialect: Dialect,
    /// Fields of its schema, in order.
    pub fields: Vec<Json>,
    /// `missingValues` of the schema or the resource, with labels.
    pub missing: Vec<(String, String)>,
    /// Declared smallest publishable count.
    pub minimum: Option<u64>,
}

impl Resource {
    /// The schema's field of a column.
    pub fn field(&self, column: &str) -> Option<&Json> {
        self.fields.iter().find(|f| f.string("name").eq_ignore_ascii_case(column))
    }
}

/// The manifest, checked.
#[derive(Clone, Debug)]
pub struct Package {
    /// The whole manifest.
    pub json: Json,
    /// Its `atlas` properties.
    pub atlas: Json,
    /// The resources whose files could be read.
    pub resources: Vec<Resource>,
}

/// Reads a JSON file of the package.
pub fn read_json(files: &dyn Files, path: &str, findings: &mut Findings) -> Option<Json> {
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(FileError::Absent) if path == MANIFEST => {
            findings.add(Finding::new(Code::PackageMissing, ""));
            return None;
        }
        Err(error) => {
            file_error(error, path, findings);
            return None;
        }
    };
    let content = text::decode(&bytes, "", path, findings)?;
    let mut scanner = Scanner::new(&content);
    let value = scanner.value().and_then(|value| scanner.end().map(|()| value));
    for (name, row) in &scanner.doubled {
        findings.add(Finding::new(Code::JsonDuplicateKey, path).at(*row).found(name));
    }
    match value {
        Ok(value) => Some(value),
        Err(error) => {
            findings.add(json_finding(&error, path));
            None
        }
    }
}

/// A JSON error as a finding.
pub fn json_finding(error: &crate::bundle::json::JsonError, file: &str) -> Finding {
    let code = if error.truncated { Code::JsonTruncated } else { Code::JsonInvalid };
    Finding::new(code, file).at(error.row).found(&error.found)
}

fn file_error(error: FileError, path: &str, findings: &mut Findings) {
    let limit = Limits::PART.to_string();
    findings.add(match error {
        FileError::Absent => Finding::new(Code::FileMissing, path).found(path),
        FileError::TooLarge => Finding::new(Code::TooLarge, path).found(format!("> {limit}")).expected(limit),
        FileError::Unreadable(why) => Finding::new(Code::FileUnreadable, path).found(why),
    });
}

/// Reads the manifest and the files it names.
pub fn read(files: &dyn Files, findings: &mut Findings) -> Option<Package> {
    let json = read_json(files, MANIFEST, findings)?;
    let shape = |found: &Json, expected: &str, member: &str| {
        Finding::new(Code::ManifestShape, MANIFEST).column(member).found(found.kind()).expected(expected)
    };
    if !matches!(json, Json::Object(_)) {
        findings.add(shape(&json, "object", ""));
        return None;
    }
    links::check_manifest(&json, findings);
    let listed = json.get("resources");
    if listed.items().is_empty() {
        findings.add(Finding::new(Code::ResourcesMissing, MANIFEST));
        return None;
    }
    if listed.items().len() > Limits::ENTRIES {
        let (found, limit) = (listed.items().len().to_string(), Limits::ENTRIES.to_string());
        findings.add(Finding::new(Code::TooLarge, MANIFEST).column("resources").found(found).expected(limit));
        return None;
    }
    let atlas = json.get("atlas").clone();
    check_properties(&atlas, PACKAGE_PROPERTIES, "", findings);
    let minimum = minimum_of(&json);
    let mut names = BTreeSet::new();
    let mut resources = Vec::new();
    for (place, entry) in listed.items().iter().enumerate() {
        if !matches!(entry, Json::Object(_)) {
            findings.add(shape(entry, "object", "resources"));
            continue;
        }
        let name = entry.string("name");
        let name = if name.is_empty() {
            let name = format!("resource-{}", place + 1);
            findings.add(Finding::new(Code::ResourceNameMissing, MANIFEST).column("resources").found(&name));
            name
        } else {
            name
        };
        if !names.insert(name.clone()) {
            findings.add(Finding::new(Code::ResourceNameDuplicate, MANIFEST).column("resources").found(&name));
        }
        resources.extend(resource(entry, name, minimum, files, findings));
    }
    Some(Package { json, atlas, resources })
}

fn resource(
    entry: &Json,
    name: String,
    minimum: Option<u64>,
    files: &dyn Files,
    findings: &mut Findings,
) -> Option<Resource> {
    let path = resource_path(entry, &name, findings)?;
    let atlas = entry.get("atlas").clone();
    check_properties(&atlas, RESOURCE_PROPERTIES, &name, findings);
    let role = role_of(entry, &atlas, &path, findings);
    let bytes = match files.read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            file_error(error, &path, findings);
            return None;
        }
    };
    check_bytes(entry, &bytes, &path, findings);
    let schema = schema_of(entry, files, findings);
    let missing = [schema.get("missingValues"), entry.get("missingValues")].into_iter().find(|m| **m != Json::Null);
    Some(Resource {
        title: entry.string("title"),
        level: atlas.get("level").text().map(str::to_owned),
        encoding: entry.string("encoding"),
        dialect: dialect_of(entry.get("dialect"), &path),
        fields: schema.get("fields").items().to_vec(),
        missing: missing.map(missing_values).unwrap_or_default(),
        minimum: minimum_of(entry).or(minimum),
        name,
        path,
        role,
        atlas,
        bytes,
    })
}

/// The schema, or the file the schema lies in.
fn schema_of(entry: &Json, files: &dyn Files, findings: &mut Findings) -> Json {
    match entry.get("schema") {
        Json::Text(path) if safe_path(path) => read_json(files, path, findings).unwrap_or_default(),
        Json::Text(path) => {
            findings.add(Finding::new(Code::PathUnsafe, MANIFEST).column("schema").found(path));
            Json::Null
        }
        schema => schema.clone(),
    }
}

fn resource_path(entry: &Json, name: &str, findings: &mut Findings) -> Option<String> {
    let at = |code| Finding::new(code, MANIFEST).column(name);
    let path = match entry.get("path") {
        Json::List(parts) if parts.len() == 1 => parts[0].text(),
        other => other.text(),
    };
    let Some(path) = path else {
        let found = if *entry.get("data") == Json::Null { entry.get("path").kind() } else { "data" };
        findings.add(at(Code::ManifestShape).found(found).expected("path"));
        return None;
    };
    let path = path.strip_prefix("./").unwrap_or(path);
    let remote = ["http://", "https://", "ftp://", "//"].iter().any(|p| path.to_ascii_lowercase().starts_with(p));
    if remote || !safe_path(path) {
        findings.add(at(if remote { Code::PathRemote } else { Code::PathUnsafe }).found(path));
        return None;
    }
    Some(path.to_owned())
}

fn role_of(entry: &Json, atlas: &Json, path: &str, findings: &mut Findings) -> Role {
    let lower = path.to_ascii_lowercase();
    let is = |what: &str| entry.string("format").eq_ignore_ascii_case(what) || lower.ends_with(&format!(".{what}"));
    match atlas.get("role").text() {
        Some("areas") => Role::Areas,
        Some("values") => Role::Values(true),
        Some("catalogue") => Role::Catalogue,
        Some("area-sets") => Role::AreaSets,
        Some("notes") => Role::Notes,
        Some(later @ ("crosswalk" | "facilities" | "dimensions" | "projection")) => {
            findings.add(Finding::new(Code::RoleLater, path).found(later));
            Role::Other
        }
        Some(other) => {
            findings.add(Finding::new(Code::RoleUnknown, path).found(other));
            Role::Other
        }
        None if is("geojson") || entry.string("mediatype").contains("geo+json") => Role::Areas,
        None if is("csv") || is("tsv") || entry.string("type") == "table" => Role::Values(false),
        None if is("json") && !matches!(entry.get("schema"), Json::Object(_)) => Role::Areas,
        None => Role::Other,
    }
}

fn dialect_of(dialect: &Json, path: &str) -> Dialect {
    let byte =
        |name: &str| dialect.get(name).text().and_then(|t| t.bytes().next().filter(|b| t.len() == 1 && b.is_ascii()));
    let default = if path.to_ascii_lowercase().ends_with(".tsv") { b'\t' } else { b',' };
    Dialect { delimiter: byte("delimiter").unwrap_or(default), quote: byte("quoteChar").unwrap_or(b'"') }
}

/// `missingValues`, as plain strings or as `{ value, label }`.
pub fn missing_values(list: &Json) -> Vec<(String, String)> {
    let entry = |item: &Json| match item {
        Json::Text(value) => Some((value.clone(), String::new())),
        Json::Object(_) => {
            let Json::Text(value) = item.get("value") else { return None };
            Some((value.clone(), item.string("label")))
        }
        _ => None,
    };
    list.items().iter().filter_map(entry).collect()
}

/// The declared minimum of a package, resource or field.
pub fn minimum_of(entry: &Json) -> Option<u64> {
    entry.get("atlas").get("minimumCases").whole().or_else(|| entry.get("x-sdc").get("minimum").whole())
}

fn check_bytes(entry: &Json, bytes: &[u8], path: &str, findings: &mut Findings) {
    if let Some(declared) = entry.get("bytes").whole().filter(|d| *d != bytes.len() as u64) {
        let found = bytes.len().to_string();
        findings.add(Finding::new(Code::BytesMismatch, path).found(found).expected(declared.to_string()));
    }
    let Some(hash) = entry.get("hash").text() else { return };
    let declared = hash.to_ascii_lowercase();
    let declared = declared.strip_prefix("sha256:").unwrap_or(&declared);
    if declared.len() != 64 || !declared.bytes().all(|b| b.is_ascii_hexdigit()) {
        findings.add(Finding::new(Code::HashUnchecked, path).found(hash));
        return;
    }
    let found = super::edition::sha256(bytes);
    if found != declared {
        findings.add(Finding::new(Code::HashMismatch, path).found(&found[..16]).expected(&declared[..16]));
    }
}

const PACKAGE_PROPERTIES: &[&str] = &[
    "edition",
    "title",
    "description",
    "territorialStatus",
    "referenceArea",
    "references",
    "levels",
    "themes",
    "modules",
    "breakdowns",
    "defaultView",
    "editions",
    "contact",
    "accessibilityStatement",
    "imprint",
    "minimumCases",
    "boundaries",
    "sums",
];
const RESOURCE_PROPERTIES: &[&str] = &[
    "role",
    "level",
    "attribution",
    "key",
    "name",
    "type",
    "parent",
    "validFrom",
    "validTo",
    "minimumCases",
    "title",
    "indicator",
    "period",
    "value",
    "flag",
];

fn check_properties(atlas: &Json, known: &[&str], resource: &str, findings: &mut Findings) {
    for (name, _) in atlas.members() {
        if !known.contains(&name.as_str()) {
            findings.add(Finding::new(Code::PropertyUnknown, MANIFEST).column(resource).found(format!("atlas.{name}")));
        }
    }
}

/// A publisher's text: a string, or an object of languages.
pub fn words(json: &Json) -> Words {
    match json {
        Json::Text(text) => Words::plain(text.clone()),
        other => {
            let mut words = Words { de: other.string("de"), en: other.string("en"), simple: other.string("simple") };
            if words.de.is_empty() {
                words.de.clone_from(&words.en);
            }
            words
        }
    }
}
