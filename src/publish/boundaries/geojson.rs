//! GeoJSON as it occurs: a collection, a bare list of features or a single one; polygons also inside collections of
//! geometries; any columns. RFC 7946 and the older form with `crs`.

use super::kinds;
use super::raw::{Feature, Layer, Polygon, Position};
use crate::bundle::json::{Json, JsonError, Scanner};
use crate::model::plain;
use crate::publish::Remark;

type Scanned<T> = Result<T, JsonError>;

/// Reads a text.
pub(super) fn read(file: &str, text: &str) -> Result<Layer, Remark> {
    let mut layer = Layer { format: "GeoJSON", file: file.to_owned(), ..Layer::default() };
    let mut scanner = Scanner::new(text);
    let mut seen = Seen::default();
    let read = match scanner.peek() {
        Some(b'[') => features(&mut scanner, &mut layer, &mut seen),
        Some(b'{') => collection(&mut scanner, &mut layer, &mut seen),
        _ => scanner.error(),
    };
    read.and_then(|()| scanner.end()).map_err(|error| no_json(file, &error))?;
    if layer.features.is_empty() {
        return Err(Remark::new(&kinds::UNREADABLE, file).found(seen.kind).expected("FeatureCollection"));
    }
    if layer.features.iter().all(|f| f.polygons.is_empty()) && !seen.other.is_empty() {
        return Err(Remark::new(&kinds::NO_POLYGONS, file).found(seen.other));
    }
    for row in seen.unreadable {
        let remark = Remark::new(&kinds::RECORD_DAMAGED, file).at(row as usize);
        layer.remarks.push(remark.found("coordinates").expected("[[[x, y], …]]"));
    }
    Ok(layer)
}

/// A text that is no JSON, with the line where it stops being some.
pub(super) fn no_json(file: &str, error: &JsonError) -> Remark {
    let found = if error.truncated { "…" } else { error.found.as_str() };
    Remark::new(&kinds::UNREADABLE, file).at(error.row as usize).found(found).expected("JSON")
}

/// What a file holds besides polygons.
#[derive(Default)]
struct Seen {
    kind: String,
    other: String,
    unreadable: Vec<u32>,
}

fn collection(s: &mut Scanner<'_>, layer: &mut Layer, seen: &mut Seen) -> Scanned<()> {
    let mut single = Feature { row: s.row(), ..Feature::default() };
    let mut geometry_found = false;
    s.object(|s, name| {
        match name {
            "type" => seen.kind = s.value()?.text().unwrap_or_default().to_owned(),
            "crs" => layer.system = s.value()?.get("properties").string("name"),
            "features" if s.peek() == Some(b'[') => features(s, layer, seen)?,
            // A single feature as the whole file.
            _ => geometry_found |= member(s, name, &mut single, seen)?,
        }
        Ok(())
    })?;
    if layer.features.is_empty() && geometry_found {
        layer.features.push(single);
    }
    Ok(())
}

fn features(s: &mut Scanner<'_>, layer: &mut Layer, seen: &mut Seen) -> Scanned<()> {
    s.array(|s| {
        if s.peek() != Some(b'{') {
            return s.value().map(drop);
        }
        let mut feature = Feature { row: s.row(), ..Feature::default() };
        let mut is_collection = false;
        s.object(|s, name| {
            // A list may hold whole collections beside features.
            if name == "features" && s.peek() == Some(b'[') {
                is_collection = true;
                return features(s, layer, seen);
            }
            member(s, name, &mut feature, seen).map(drop)
        })?;
        if is_collection {
            return Ok(());
        }
        layer.features.push(feature);
        Ok(())
    })
}

/// Takes one member of a feature; whether it is a geometry.
fn member(s: &mut Scanner<'_>, name: &str, feature: &mut Feature, seen: &mut Seen) -> Scanned<bool> {
    match name {
        "id" => {
            let id = text_of(&s.value()?);
            // The properties say more: the id stands behind them and serves where they have no key.
            feature.columns.extend(id.map(|id| ("id".to_owned(), id)));
        }
        "properties" => {
            let properties = s.value()?;
            let own = properties.members().iter();
            let columns = own.map(|(name, value)| (name.clone(), text_of(value).unwrap_or_default()));
            feature.columns.splice(0..0, columns);
        }
        "geometry" if s.peek() == Some(b'{') => {
            geometry(s, feature, seen)?;
            return Ok(true);
        }
        _ => drop(s.value()?),
    }
    Ok(false)
}

/// What stands in a cell, as text.
pub(super) fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.trim().to_owned()),
        Json::Number(number) => Some(plain(*number)),
        Json::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}

fn geometry(s: &mut Scanner<'_>, feature: &mut Feature, seen: &mut Seen) -> Scanned<()> {
    let (mut kind, mut read) = (String::new(), None);
    let row = feature.row;
    s.object(|s, name| {
        match name {
            "type" => kind = s.value()?.text().unwrap_or_default().to_owned(),
            "coordinates" => read = Some(coordinates(s)?),
            "geometries" if s.peek() == Some(b'[') => {
                s.array(|s| if s.peek() == Some(b'{') { geometry(s, feature, seen) } else { s.value().map(drop) })?
            }
            _ => drop(s.value()?),
        }
        Ok(())
    })?;
    match (kind.as_str(), read) {
        ("Polygon" | "MultiPolygon", Some(Some(polygons))) => feature.polygons.extend(polygons),
        ("Polygon" | "MultiPolygon", _) => seen.unreadable.push(row),
        ("GeometryCollection", _) => {}
        _ => seen.other = kind,
    }
    Ok(())
}

/// Nested lists of positions; `None` if they are something else. Depth 3 is a polygon, 4 several.
fn coordinates(s: &mut Scanner<'_>) -> Scanned<Option<Vec<Polygon>>> {
    let mut polygons = Vec::new();
    let mut fine = true;
    match s.brackets() {
        3 => polygons.push(polygon(s, &mut fine)?),
        4 => s.array(|s| {
            if s.peek() == Some(b'[') {
                polygons.push(polygon(s, &mut fine)?);
                return Ok(());
            }
            fine = false;
            s.value().map(drop)
        })?,
        _ => fine = is_empty(&s.value()?),
    }
    Ok(fine.then_some(polygons))
}

/// Whether nested lists hold nothing.
fn is_empty(value: &Json) -> bool {
    matches!(value, Json::List(items) if items.iter().all(is_empty))
}

fn polygon(s: &mut Scanner<'_>, fine: &mut bool) -> Scanned<Polygon> {
    let mut rings = Polygon::new();
    list(s, fine, |s, fine| {
        let mut ring: Vec<Position> = Vec::new();
        list(s, fine, |s, fine| {
            let mut numbers: Vec<f64> = Vec::with_capacity(2);
            list(s, fine, |s, fine| match s.peek() {
                Some(b'-' | b'0'..=b'9') => {
                    numbers.push(s.number()?);
                    Ok(())
                }
                _ => {
                    *fine = false;
                    s.value().map(drop)
                }
            })?;
            match numbers[..] {
                [x, y, ..] => ring.push((x, y)),
                _ => *fine = false,
            }
            Ok(())
        })?;
        rings.push(ring);
        Ok(())
    })?;
    Ok(rings)
}

fn list(
    s: &mut Scanner<'_>,
    fine: &mut bool,
    mut item: impl FnMut(&mut Scanner<'_>, &mut bool) -> Scanned<()>,
) -> Scanned<()> {
    if s.peek() == Some(b'[') {
        return s.array(|s| item(s, fine));
    }
    *fine = false;
    s.value().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RING: &str = "[[[9,50],[10,50],[10,51,120],[9,50]]]";

    #[test]
    fn collections_lists_and_single_features() {
        let feature = format!(
            r#"{{"type":"Feature","id":7,"properties":{{"AGS":"01","n":1.5,"w":true,"x":null}},"geometry":{{"coordinates":{RING},"type":"Polygon"}}}}"#
        );
        let crs = r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}}"#;
        let collection = format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{feature}]}}"#);
        let lists = [format!("[{feature}]"), format!(r#"[{{"type":"FeatureCollection","features":[{feature}]}}]"#)];
        for text in [&collection, &lists[0], &lists[1], &feature] {
            let layer = read("k", text).unwrap();
            let one = &layer.features[0];
            assert_eq!(one.polygons, vec![vec![vec![(9.0, 50.0), (10.0, 50.0), (10.0, 51.0), (9.0, 50.0)]]]);
            let texts: Vec<&str> = ["ags", "n", "w", "x", "id", "none"].iter().map(|c| one.get(c)).collect();
            assert_eq!(texts, ["01", "1.5", "true", "", "7", ""]);
        }
        assert_eq!(read("k", &collection).unwrap().system, "urn:ogc:def:crs:EPSG::25832");
        assert_eq!(read("k", &feature.replace("\"AGS\":\"01\",", "")).unwrap().features.len(), 1);
    }

    #[test]
    fn polygons_in_collections_of_geometries() {
        let text = format!(
            r#"[{{"geometry":{{"type":"GeometryCollection","geometries":[{{"type":"Point","coordinates":[1,2]}},{{"type":"MultiPolygon","coordinates":[{RING},{RING}]}}]}}}}]"#
        );
        assert_eq!(read("k", &text).unwrap().features[0].polygons.len(), 2);
    }

    #[test]
    fn faults_have_a_place() {
        let points = r#"[{"geometry":{"type":"Point","coordinates":[1,2]}}]"#;
        assert_eq!(read("k", points).unwrap_err().kind.id, "boundary-no-polygons");
        let error = read("k", "{\"type\":\n\"FeatureCollection\",\"features\":[x]}").unwrap_err();
        assert_eq!((error.kind.id, error.row), ("boundary-unreadable", Some(2)));
        assert_eq!(read("k", "<html>").unwrap_err().kind.id, "boundary-unreadable");
        assert_eq!(read("k", "{}").unwrap_err().kind.id, "boundary-unreadable");
        let odd = format!(
            r#"[{{"geometry":{{"type":"Polygon","coordinates":[[1,2]]}}}},{{"geometry":{{"type":"Polygon","coordinates":{RING}}}}}]"#
        );
        let layer = read("k", &odd).unwrap();
        assert_eq!((layer.features.len(), layer.remarks.len()), (2, 1), "the area stays, without boundary");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(inner in "[\\[\\]1,. \"a{}:-]{0,40}", text: String) {
            let _ = read("k", &text);
            let _ = read("k", &format!(r#"[{{"geometry":{{"type":"MultiPolygon","coordinates":{inner}}}}}]"#));
        }
    }
}
