//! GeoJSON as areas need it: keys and names as text, polygons as plain lists, everything else left out.

use super::{Polygon, Ring};
use crate::bundle::Limits;
use crate::bundle::json::{Json, JsonError, Scanner};

/// A feature.
#[derive(Clone, Debug, Default)]
pub struct Feature {
    /// The line it begins in.
    pub row: u32,
    /// Its `id`, `null` if it has none.
    pub id: Json,
    /// Its properties, in order; only strings and numbers are kept.
    pub properties: Vec<(String, Json)>,
    /// Its geometry.
    pub geometry: Geometry,
}

/// The geometry of a feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Geometry {
    /// None, or one without positions.
    #[default]
    Null,
    /// One polygon or several.
    Polygons(Vec<Polygon>),
    /// Another type of geometry.
    Kind(String),
    /// Coordinates that are no nested lists of number pairs.
    Unreadable,
    /// More vertices than a reader takes in.
    TooLarge,
}

/// A feature collection.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// The `type` of the file.
    pub kind: String,
    /// The name of a declared coordinate system, empty if none.
    pub crs: String,
    /// The features.
    pub features: Vec<Feature>,
    /// Members named twice, with their line.
    pub doubled: Vec<(String, u32)>,
}

/// Reads a collection.
///
/// # Errors
/// Text that is no JSON. A file of another shape gives a collection without features.
pub fn read(text: &str) -> Result<Collection, JsonError> {
    let mut scanner = Scanner::new(text);
    let mut collection = Collection::default();
    let mut vertices = 0;
    if scanner.peek() != Some(b'{') {
        collection.kind = scanner.value()?.kind().to_owned();
    } else {
        scanner.object(|s, name| {
            match name {
                "type" => collection.kind = s.value()?.text().unwrap_or_default().to_owned(),
                "crs" => collection.crs = s.value()?.get("properties").string("name"),
                "features" if s.peek() == Some(b'[') => s.array(|s| {
                    collection.features.extend(feature(s, &mut vertices)?);
                    Ok(())
                })?,
                _ => drop(s.value()?),
            }
            Ok(())
        })?;
    }
    scanner.end()?;
    collection.doubled = scanner.doubled;
    Ok(collection)
}

fn feature(s: &mut Scanner<'_>, vertices: &mut usize) -> Result<Option<Feature>, JsonError> {
    if s.peek() != Some(b'{') {
        s.value()?;
        return Ok(None);
    }
    let mut feature = Feature { row: s.row(), ..Feature::default() };
    s.object(|s, name| {
        match name {
            "id" => feature.id = s.value()?,
            "properties" => {
                let Json::Object(members) = s.value()? else { return Ok(()) };
                feature.properties = members;
                feature.properties.retain(|(_, value)| matches!(value, Json::Text(_) | Json::Number(_)));
            }
            "geometry" if s.peek() == Some(b'{') => feature.geometry = geometry(s, vertices)?,
            _ => drop(s.value()?),
        }
        Ok(())
    })?;
    Ok(Some(feature))
}

fn geometry(s: &mut Scanner<'_>, vertices: &mut usize) -> Result<Geometry, JsonError> {
    let (mut kind, mut nested) = (String::new(), None);
    s.object(|s, name| {
        match name {
            "type" => kind = s.value()?.text().unwrap_or_default().to_owned(),
            "coordinates" => nested = Some(coordinates(s, vertices)?),
            _ => drop(s.value()?),
        }
        Ok(())
    })?;
    if *vertices > Limits::VERTICES {
        return Ok(Geometry::TooLarge);
    }
    Ok(match (kind.as_str(), nested) {
        ("Polygon", Some(Nested { depth: 3, polygons, fine: true })) => Geometry::Polygons(polygons),
        ("MultiPolygon", Some(Nested { depth: 4, polygons, fine: true })) => Geometry::Polygons(polygons),
        ("Polygon" | "MultiPolygon", Some(Nested { depth: 0, .. })) => Geometry::Null,
        ("Polygon" | "MultiPolygon", _) => Geometry::Unreadable,
        _ => Geometry::Kind(kind),
    })
}

/// Coordinates with the depth of their nesting; depth 0 if there is not a single position.
struct Nested {
    depth: usize,
    polygons: Vec<Polygon>,
    fine: bool,
}

fn coordinates(s: &mut Scanner<'_>, vertices: &mut usize) -> Result<Nested, JsonError> {
    let depth = s.brackets();
    let mut nested = Nested { depth, polygons: Vec::new(), fine: true };
    match depth {
        3 => nested.polygons.push(polygon(s, vertices, &mut nested.fine)?),
        4 => list(s, &mut nested.fine, |s, fine| {
            nested.polygons.push(polygon(s, vertices, fine)?);
            Ok(())
        })?,
        _ => nested.depth = if is_empty(&s.value()?) { 0 } else { depth.max(1) },
    }
    Ok(nested)
}

/// Whether nested lists hold nothing.
fn is_empty(json: &Json) -> bool {
    matches!(json, Json::List(items) if items.iter().all(is_empty))
}

fn polygon(s: &mut Scanner<'_>, vertices: &mut usize, fine: &mut bool) -> Result<Polygon, JsonError> {
    let mut rings: Polygon = Vec::new();
    list(s, fine, |s, fine| {
        let mut ring: Ring = Vec::new();
        list(s, fine, |s, fine| {
            ring.extend(position(s, fine)?);
            Ok(())
        })?;
        *vertices = vertices.saturating_add(ring.len());
        if *vertices <= Limits::VERTICES {
            rings.push(ring);
        }
        Ok(())
    })?;
    Ok(rings)
}

/// A list, or anything else, which is skipped and marked.
fn list(
    s: &mut Scanner<'_>,
    fine: &mut bool,
    mut item: impl FnMut(&mut Scanner<'_>, &mut bool) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
    if s.peek() == Some(b'[') {
        return s.array(|s| item(s, fine));
    }
    *fine = false;
    s.value().map(drop)
}

fn position(s: &mut Scanner<'_>, fine: &mut bool) -> Result<Option<(f64, f64)>, JsonError> {
    let (mut pair, mut count) = ([0.0; 2], 0);
    let mut numbers = true;
    list(s, fine, |s, _| {
        if !matches!(s.peek(), Some(b'-' | b'0'..=b'9')) {
            numbers = false;
            return s.value().map(drop);
        }
        let number = s.number()?;
        if let Some(place) = pair.get_mut(count) {
            *place = number;
        }
        count += 1;
        Ok(())
    })?;
    if !numbers || count < 2 {
        *fine = false;
        return Ok(None);
    }
    Ok(Some((pair[0], pair[1])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn geometry_of(geometry: &str) -> Geometry {
        let text = format!(r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{geometry}}}]}}"#);
        read(&text).unwrap().features.remove(0).geometry
    }

    #[test]
    fn polygons_in_any_order_of_members() {
        let ring = vec![(1.0, 2.0), (3.0, 2.0), (3.0, 4.5), (1.0, 2.0)];
        let text = "[[[1,2],[3,2,99],[3,4.5],[1,2]]]";
        let polygon = geometry_of(&format!(r#"{{"coordinates":{text},"type":"Polygon"}}"#));
        assert_eq!(polygon, Geometry::Polygons(vec![vec![ring.clone()]]));
        let multi = geometry_of(&format!(r#"{{"type":"MultiPolygon","coordinates":[{text},{text}]}}"#));
        assert_eq!(multi, Geometry::Polygons(vec![vec![ring.clone()], vec![ring]]));
    }

    #[test]
    fn what_is_no_polygon() {
        assert_eq!(geometry_of("null"), Geometry::Null);
        assert_eq!(geometry_of(r#"{"type":"Polygon","coordinates":[]}"#), Geometry::Null);
        assert_eq!(geometry_of(r#"{"type":"Point","coordinates":[1,2]}"#), Geometry::Kind("Point".into()));
        for bad in ["[[[1],[2,3]]]", "[[1,2]]", "[[[1,\"a\"]]]", "[[[[1,2]]]]", "null", "[[[1,2],3]]"] {
            assert_eq!(
                geometry_of(&format!(r#"{{"type":"Polygon","coordinates":{bad}}}"#)),
                Geometry::Unreadable,
                "{bad}"
            );
        }
    }

    proptest! {
        #[test]
        fn never_panics(inner in "[\\[\\]1,. \"a{}:]{0,30}") {
            let _ = read(&format!(r#"{{"type":"FeatureCollection","features":[{{"geometry":{{"type":"Polygon","coordinates":{inner}}}}}]}}"#));
        }
    }
}
