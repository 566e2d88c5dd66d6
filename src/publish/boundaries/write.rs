//! Areas as GeoJSON: one feature a line, so that a change of one area is a change of one line.

use std::fmt::Write;

use super::{Area, Boundaries};
use crate::geo::LonLatPolygon;

/// The file of a level: RFC 7946, five decimals (about a metre), properties `key`, `name`, `type`, `type_en`,
/// `parent`, `valid_from`, `valid_to`, each where it is known. The same
/// areas give the same bytes.
pub fn to_geojson(boundaries: &Boundaries) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for (place, area) in boundaries.areas.iter().enumerate() {
        out.push_str(if place > 0 { ",\n" } else { "" });
        feature(&mut out, area);
    }
    out.push_str("\n]}\n");
    out
}

fn feature(out: &mut String, area: &Area) {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let _ = write!(out, "{{\"type\":\"Feature\",\"id\":{0},\"properties\":{{\"key\":{0}", quoted(&area.key));
    let members = [
        ("name", &area.name),
        ("type", &area.kind),
        ("type_en", &area.kind_en),
        ("parent", &area.parent),
        ("valid_from", &area.valid_from),
        ("valid_to", &area.valid_to),
    ];
    for (name, value) in members {
        if !value.is_empty() {
            let _ = write!(out, ",\"{name}\":{}", quoted(value));
        }
    }
    out.push_str("},\"geometry\":");
    match area.polygons.as_slice() {
        [] => out.push_str("null"),
        [one] => {
            out.push_str("{\"type\":\"Polygon\",\"coordinates\":");
            polygon(out, one);
            out.push('}');
        }
        several => {
            out.push_str("{\"type\":\"MultiPolygon\",\"coordinates\":");
            list(out, several, polygon);
            out.push('}');
        }
    }
    out.push('}');
}

fn polygon(out: &mut String, polygon: &LonLatPolygon) {
    list(out, polygon, |out, ring| {
        let closed: Vec<(f64, f64)> = ring.iter().chain(ring.first()).copied().collect();
        list(out, &closed, |out, (lon, lat)| {
            let _ = write!(out, "[{},{}]", decimals(*lon), decimals(*lat));
        });
    });
}

fn list<T>(out: &mut String, items: &[T], mut item: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (place, one) in items.iter().enumerate() {
        out.push_str(if place > 0 { "," } else { "" });
        item(out, one);
    }
    out.push(']');
}

/// Five decimals without the zeros behind.
fn decimals(degrees: f64) -> String {
    let text = format!("{degrees:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_feature_a_line() {
        let ring = vec![(9.0, 50.0), (10.10001, 50.0), (10.0, 51.5)];
        let area = |key: &str, polygons| Area { key: key.into(), name: "A\"b".into(), polygons, ..Area::default() };
        let areas = vec![area("01", vec![vec![ring]]), area("02", vec![])];
        let text = to_geojson(&Boundaries { areas, ..Boundaries::default() });
        let lines: Vec<&str> = text.lines().collect();
        let expected = r#"{"type":"Feature","id":"01","properties":{"key":"01","name":"A\"b"},"geometry":{"type":"Polygon","coordinates":[[[9,50],[10.10001,50],[10,51.5],[9,50]]]}},"#;
        assert_eq!(lines[1], expected);
        assert!(lines[2].ends_with("\"geometry\":null}"));
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    }
}
