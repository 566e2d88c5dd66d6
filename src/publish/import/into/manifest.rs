//! The manifest names what is there; members and resources that a person wrote stay as they are.

use super::super::json::{list, member, object};
use super::bundle::Bundle;
use super::targets::NewReference;
use super::values::ValuesFile;
use crate::bundle::json::Json;

/// A column of a table as the schema describes it.
fn field(name: &str, kind: &str, description: &str) -> Json {
    object(vec![("name", Json::from(name)), ("type", Json::from(kind)), ("description", Json::from(description))])
}

/// The description of a file of figures.
pub fn values(file: &ValuesFile, title: &str, categories: &[String]) -> Json {
    let (years, flags, level) = (file.years, file.flags, file.level.as_str());
    let mut fields = vec![
        field("key", "string", "Gebietsschlüssel"),
        field("indicator", "string", "Kennung des Indikators im Katalog"),
        field("period", if years { "year" } else { "string" }, "Jahr, Monat oder Stichtag"),
    ];
    fields.extend(categories.iter().map(|c| field(c, "string", "Gliederung; leer = insgesamt")));
    fields.push(field("value", "number", "Wert wie veröffentlicht, oder ein amtliches Zeichen"));
    if flags {
        fields.push(field("flag", "string", "Kennzeichen, durch Leerzeichen getrennt"));
    }
    let missing: Vec<Json> = ["", ".", "...", "/", "x", "-"].map(Json::from).to_vec();
    if let Some(Json::Object(value)) = fields.get_mut(3 + categories.len()) {
        value.push(("missingValues".to_owned(), Json::List(missing)));
    }
    let schema = object(vec![("fields", Json::List(fields)), ("missingValues", Json::List(vec![Json::from("")]))]);
    let atlas = object(vec![("role", Json::from("values")), ("level", Json::from(level))]);
    table(&file.path, title, schema, atlas)
}

/// The description of a new catalogue.
pub fn catalogue(path: &str) -> Json {
    table(path, "Katalog: eine Zeile je Indikator", Json::Null, object(vec![("role", Json::from("catalogue"))]))
}

fn table(path: &str, title: &str, schema: Json, atlas: Json) -> Json {
    object(vec![
        ("name", Json::from(resource_name(path))),
        ("path", Json::from(path)),
        ("type", Json::from("table")),
        ("title", Json::from(title)),
        ("format", Json::from("csv")),
        ("mediatype", Json::from("text/csv")),
        ("encoding", Json::from("utf-8")),
        ("schema", schema),
        ("atlas", atlas),
    ])
}

/// A resource's name: small letters, digits and hyphens.
pub fn resource_name(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    super::super::slug(stem).replace('_', "-")
}

/// Puts a resource in the place of the one of the same path, or behind the others. What a person added to it stays.
pub fn put_resource(package: &mut Json, resource: Json) {
    let path = resource.string("path");
    let resources = list(member(package, "resources"));
    let Some(there) = resources.iter_mut().find(|r| r.string("path") == path) else {
        resources.push(resource);
        return;
    };
    for (name, value) in resource.members() {
        *member(there, name) = value.clone();
    }
    forget_checksum(there);
}

/// Size and checksum of a file that was changed are no longer true.
fn forget_checksum(resource: &mut Json) {
    if let Json::Object(members) = resource {
        members.retain(|(name, _)| name != "bytes" && name != "hash");
    }
}

/// Notes that a file of the bundle was changed.
pub fn changed(package: &mut Json, path: &str) {
    list(member(package, "resources")).iter_mut().filter(|r| r.string("path") == path).for_each(forget_checksum);
}

/// Takes a resource away.
pub fn remove_resource(package: &mut Json, path: &str) {
    list(member(package, "resources")).retain(|r| r.string("path") != path);
}

/// Declares references that the bundle did not have.
pub fn add_references(bundle: &mut Bundle, new: &[NewReference]) {
    for reference in new {
        let country = reference.country;
        let (kind, english) = if country { ("Bund", "federation") } else { ("Land", "federal state") };
        let json = object(vec![
            ("key", Json::from(reference.key.as_str())),
            ("name", Json::from(reference.name.as_str())),
            ("parent", if country { Json::Null } else { Json::from("0") }),
            ("type", Json::from(kind)),
            ("type_en", Json::from(english)),
        ]);
        let there = list(member(member(&mut bundle.package, "atlas"), "references"));
        if !there.iter().any(|r| r.string("key") == reference.key) {
            there.push(json);
        }
    }
    let has_country = bundle.package.get("atlas").get("references").items().iter().any(|r| r.string("key") == "0");
    if !has_country {
        for reference in list(member(member(&mut bundle.package, "atlas"), "references")) {
            if let Json::Object(members) = reference {
                members.retain(|(name, value)| name != "parent" || *value != Json::from("0"));
            }
        }
    }
    if bundle.package.get("atlas").get("references").items().is_empty()
        && let Json::Object(members) = member(&mut bundle.package, "atlas")
    {
        members.retain(|(name, _)| name != "references");
    }
}

/// Notes the `Gebietsstand` of a level that does not say its own.
pub fn set_status(package: &mut Json, level: &str, status: &str) {
    let levels = list(member(member(package, "atlas"), "levels"));
    let place = levels.iter().position(|l| l.string("id") == level).unwrap_or_else(|| {
        levels.push(object(vec![("id", Json::from(level))]));
        levels.len() - 1
    });
    if let Some(there) = levels.get_mut(place) {
        *member(there, "territorialStatus") = Json::from(status);
    }
}
