//! Boundaries become a level of areas.

use std::collections::{BTreeMap, BTreeSet};

use super::geojson::{self, Collection, Feature, Geometry};
use super::package::{Resource, json_finding};
use super::rings::{self, Crossing};
use super::{Polygon, text};
use crate::bundle::json::Json;
use crate::bundle::{Code, Finding, Findings, Limits};
use crate::geo::label_point;
use crate::model::{Area, AreaKey, Interval, Period, Words, plain};

/// The areas of one file and their polygons, in the same order.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Areas.
    pub areas: Vec<Area>,
    /// Polygons of each area.
    pub polygons: Vec<Vec<Polygon>>,
    /// Areas of the file that contain others of it by their key: they serve as references.
    pub parents: Vec<Area>,
    /// The property the keys were taken from.
    pub key_property: String,
}

/// Properties that hold keys, tried in this order.
const KEYS: [&str; 6] = ["ags", "ars", "key", "id", "nuts", "nuts_id"];

/// Reads the areas of a resource. `columns` are the columns of the package's tables: a property of such a name is
/// the better key.
pub fn read(resource: &Resource, columns: &BTreeSet<String>, findings: &mut Findings) -> Option<Drawn> {
    let file = resource.path.as_str();
    let content = text::decode(&resource.bytes, &resource.encoding, file, findings)?;
    let collection = match geojson::read(&content) {
        Ok(collection) => collection,
        Err(error) => {
            findings.add(json_finding(&error, file));
            return None;
        }
    };
    for (name, row) in &collection.doubled {
        findings.add(Finding::new(Code::JsonDuplicateKey, file).at(*row).found(name));
    }
    if collection.kind != "FeatureCollection" {
        findings.add(Finding::new(Code::GeoNotCollection, file).at(1).found(&collection.kind));
        return None;
    }
    check_crs(&collection, file, findings);
    let drawn = areas_of(collection, resource, columns, findings);
    if drawn.areas.is_empty() {
        findings.add(Finding::new(Code::GeoEmpty, file));
        return None;
    }
    Some(drawn)
}

fn check_crs(collection: &Collection, file: &str, findings: &mut Findings) {
    let crs = collection.crs.as_str();
    if !crs.is_empty() && !crs.ends_with("CRS84") && !crs.ends_with(":4326") {
        findings.add(Finding::new(Code::GeoCrs, file).found(crs));
    }
}

fn areas_of(collection: Collection, resource: &Resource, columns: &BTreeSet<String>, findings: &mut Findings) -> Drawn {
    let file = resource.path.as_str();
    let property = key_property(&collection.features, resource.atlas.get("key").text(), columns);
    let mut drawn = Drawn { key_property: property.clone(), ..Drawn::default() };
    let mut seen = BTreeMap::new();
    for feature in collection.features {
        let Some(key) = key_of(&feature, &property, file, findings) else { continue };
        if seen.insert(key.clone(), ()).is_some() {
            findings.add(Finding::new(Code::GeoKeyDuplicate, file).at(feature.row).found(&key));
            continue;
        }
        let named = |names: &[&str]| names.iter().find_map(|n| property_text(&feature, n)).unwrap_or_default();
        let declared = |what: &str| resource.atlas.get(what).text().map(str::to_owned).unwrap_or_default();
        let name = named(&[&declared("name"), "name", "gen", "bezeichnung", "label", "title"]);
        let polygons = polygons_of(feature.geometry.clone(), feature.row, &key, file, findings);
        drawn.areas.push(Area {
            name: if name.is_empty() { key.clone() } else { name },
            kind: Words {
                de: named(&[&declared("type"), "type", "typ", "bez"]),
                en: named(&["type_en"]),
                simple: String::new(),
            },
            parent: Some(named(&[&declared("parent"), "parent"])).filter(|p| !p.is_empty()).map(AreaKey::new),
            label: label_point(&polygons),
            bounds: rings::bounds(&polygons),
            valid: Interval {
                from: Period::parse(&named(&[&declared("validFrom"), "valid_from"])),
                to: Period::parse(&named(&[&declared("validTo"), "valid_to"])),
            },
            key: AreaKey::new(key),
        });
        drawn.polygons.push(polygons);
    }
    set_parents_apart(&mut drawn, file, findings);
    drawn
}

fn property_text(feature: &Feature, name: &str) -> Option<String> {
    let value = feature.properties.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, v)| v)?;
    as_text(value)
}

fn as_text(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Json::Number(number) => Some(plain(*number)),
        _ => None,
    }
}

/// The property that holds the keys; empty for the feature's own `id`.
pub fn key_property(features: &[Feature], declared: Option<&str>, columns: &BTreeSet<String>) -> String {
    if let Some(declared) = declared {
        return declared.to_owned();
    }
    let everywhere = |name: &str| !features.is_empty() && features.iter().all(|f| property_text(f, name).is_some());
    let in_tables = |name: &str| columns.contains(&name.to_lowercase());
    let official = KEYS.iter().filter(|name| everywhere(name));
    let best = official.clone().find(|name| in_tables(name)).map(|name| (*name).to_owned());
    let any_id = features.iter().any(|f| as_text(&f.id).is_some());
    let shared = || {
        let mut names = features.first().map(|f| f.properties.as_slice()).unwrap_or_default().iter().map(|(n, _)| n);
        names.find(|n| in_tables(n) && everywhere(n) && !n.eq_ignore_ascii_case("name")).cloned()
    };
    best.or_else(|| official.clone().next().map(|name| (*name).to_owned()))
        .or_else(|| if any_id { Some(String::new()) } else { None })
        .or_else(shared)
        .unwrap_or_default()
}

/// The key of a feature in this property; empty for its `id`.
pub fn key_of(feature: &Feature, property: &str, file: &str, findings: &mut Findings) -> Option<String> {
    let own = feature.properties.iter().find(|(name, _)| name.eq_ignore_ascii_case(property)).map(|(_, v)| v);
    let value = own.filter(|_| !property.is_empty()).unwrap_or(&feature.id);
    let Some(key) = as_text(value) else {
        findings.add(Finding::new(Code::GeoKeyMissing, file).at(feature.row));
        return None;
    };
    if matches!(value, Json::Number(_)) {
        findings.add(Finding::new(Code::GeoKeyNumber, file).at(feature.row).found(&key));
    }
    Some(key)
}

fn polygons_of(geometry: Geometry, row: u32, key: &str, file: &str, findings: &mut Findings) -> Vec<Polygon> {
    let at = |code| Finding::new(code, file).at(row).found(key);
    let fault = match geometry {
        Geometry::Polygons(polygons) => {
            return if check_polygons(&polygons, &at, findings) { polygons } else { Vec::new() };
        }
        Geometry::Null => at(Code::GeoNull),
        Geometry::Kind(kind) => at(Code::GeoKind).expected(kind),
        Geometry::Unreadable => at(Code::GeoCoordinates),
        Geometry::TooLarge => {
            let limit = Limits::VERTICES.to_string();
            at(Code::TooLarge).found(format!("> {limit}")).expected(limit)
        }
    };
    findings.add(fault);
    Vec::new()
}

/// Whether the polygons can be drawn.
fn check_polygons(polygons: &[Polygon], at: &dyn Fn(Code) -> Finding, findings: &mut Findings) -> bool {
    let Some(bounds) = rings::bounds(polygons) else {
        findings.add(at(Code::GeoNull));
        return false;
    };
    if let Some(code) = misplaced(bounds) {
        findings.add(at(code).expected(format!("{}, {}", bounds[0], bounds[1])));
        return false;
    }
    let mut fine = true;
    for ring in polygons.iter().flatten() {
        let fault = if ring.first() != ring.last() {
            Some(Code::GeoUnclosed)
        } else if ring.len() < 4 || rings::bounds(&[vec![ring.clone()]]).is_some_and(|b| b[0] == b[2] || b[1] == b[3]) {
            Some(Code::GeoRingShort)
        } else {
            None
        };
        if let Some(code) = fault {
            findings.add(at(code));
            fine = false;
            continue;
        }
        match rings::crossing(ring) {
            Crossing::None => {}
            Crossing::At((x, y)) => findings.add(at(Code::GeoCrossing).expected(format!("{x:.5}, {y:.5}"))),
            Crossing::Unchecked => findings.add(at(Code::GeoUnchecked)),
        }
    }
    fine
}

/// Why a box cannot be degrees with longitude first. The box of Germany read crosswise lies off Somalia.
fn misplaced([west, south, east, north]: [f64; 4]) -> Option<Code> {
    let (x, y) = (west.abs().max(east.abs()), south.abs().max(north.abs()));
    if x > 360.0 || y > 360.0 {
        Some(Code::GeoProjected)
    } else if y > 90.0 && x <= 90.0 {
        Some(Code::GeoSwapped)
    } else if x > 180.0 || y > 90.0 {
        Some(Code::GeoOutside)
    } else {
        (west >= 47.0 && east <= 55.5 && south >= 5.5 && north <= 15.5).then_some(Code::GeoSwapped)
    }
}

/// Whether the key of one area is the beginning of another's, as `01` of `01001`.
pub fn contains(parent: &str, key: &str) -> bool {
    parent.len() >= 2 && key.len() > parent.len() && key.starts_with(parent)
}

/// Whether the keys follow a scheme in which a shorter key means a larger area: all have one length.
/// Running numbers (1, 2, ... 12) do not.
fn is_hierarchical<'a>(mut keys: impl Iterator<Item = &'a str>) -> bool {
    let Some(first) = keys.next() else { return false };
    keys.all(|key| key.len() == first.len())
}

/// The keys of a level in order, if they are hierarchical.
pub fn hierarchy(areas: &[Area]) -> Option<BTreeSet<String>> {
    let keys = || areas.iter().map(|a| a.key.as_str());
    is_hierarchical(keys()).then(|| keys().map(str::to_owned).collect())
}

fn set_parents_apart(drawn: &mut Drawn, file: &str, findings: &mut Findings) {
    let keys: BTreeSet<String> = drawn.areas.iter().map(|a| a.key.as_str().to_owned()).collect();
    // In order, everything that begins with a key follows it directly.
    let is_parent = |key: &str| {
        let mut after = keys.range::<str, _>((std::ops::Bound::Excluded(key), std::ops::Bound::Unbounded));
        after.next().is_some_and(|next| contains(key, next))
    };
    if !is_hierarchical(keys.iter().map(String::as_str).filter(|k| !is_parent(k))) {
        return;
    }
    let areas = std::mem::take(&mut drawn.areas);
    for (area, polygons) in areas.into_iter().zip(std::mem::take(&mut drawn.polygons)) {
        if is_parent(area.key.as_str()) {
            findings.add(Finding::new(Code::GeoBecameReference, file).found(area.key.as_str()));
            drawn.parents.push(area);
        } else {
            drawn.areas.push(area);
            drawn.polygons.push(polygons);
        }
    }
}
