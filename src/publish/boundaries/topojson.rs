//! TopoJSON: arcs that several areas share, mostly quantised. Format: github.com/topojson/topojson-specification.

use super::geojson::{no_json, text_of};
use super::kinds;
use super::raw::{Feature, Layer, Polygon, Position};
use crate::bundle::json::{Json, Scanner};
use crate::publish::Remark;

/// Whether a JSON text is a topology: its `type` stands in the first lines.
pub(super) fn is_topology(text: &str) -> bool {
    let start: String = text.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    start.contains(r#""type":"Topology""#) || (start.starts_with('{') && !start.contains("Feature") && has_arcs(text))
}

fn has_arcs(text: &str) -> bool {
    text.contains("\"Topology\"") && text.contains("\"arcs\"")
}

/// Reads a topology; all its objects become one layer, in their order.
pub(super) fn read(file: &str, text: &str) -> Result<Layer, Remark> {
    let mut scanner = Scanner::new(text);
    let value = scanner.value().and_then(|value| scanner.end().map(|()| value));
    let topology = value.map_err(|error| no_json(file, &error))?;
    let arcs = Arcs::read(&topology)
        .ok_or_else(|| Remark::new(&kinds::UNREADABLE, file).found("arcs").expected("TopoJSON"))?;
    let mut layer = Layer { format: "TopoJSON", file: file.to_owned(), ..Layer::default() };
    layer.system = topology.get("crs").get("properties").string("name");
    let mut reader = Reader { arcs, layer, other: String::new() };
    for (_, object) in topology.get("objects").members() {
        reader.object(object);
    }
    let Reader { layer, other, .. } = reader;
    if layer.features.iter().all(|f| f.polygons.is_empty()) {
        return Err(Remark::new(&kinds::NO_POLYGONS, file).found(other));
    }
    Ok(layer)
}

/// A few arcs used over and over would fill any memory.
const MOST_POINTS: usize = 50_000_000;

struct Arcs {
    arcs: Vec<Vec<Position>>,
    points: usize,
}

impl Arcs {
    /// The arcs in coordinates; with a `transform` they are steps of a grid, each counted from the one before.
    fn read(topology: &Json) -> Option<Arcs> {
        let transform = topology.get("transform");
        let pair = |name: &str| match transform.get(name).items() {
            [Json::Number(x), Json::Number(y)] => Some((*x, *y)),
            _ => None,
        };
        let grid = if *transform == Json::Null { None } else { Some((pair("scale")?, pair("translate")?)) };
        let arc = |arc: &Json| {
            let (mut at, mut points) = ((0.0, 0.0), Vec::with_capacity(arc.items().len()));
            for position in arc.items() {
                let [Json::Number(x), Json::Number(y), ..] = position.items() else { return None };
                points.push(match grid {
                    None => (*x, *y),
                    Some((scale, move_by)) => {
                        at = (at.0 + x, at.1 + y);
                        (at.0 * scale.0 + move_by.0, at.1 * scale.1 + move_by.1)
                    }
                });
            }
            Some(points)
        };
        let Json::List(arcs) = topology.get("arcs") else { return None };
        let arcs = arcs.iter().map(arc).collect::<Option<_>>()?;
        Some(Arcs { arcs, points: 0 })
    }

    /// A ring: arcs one behind the other, `!3` is arc 3 read backwards; the joints stand once.
    fn ring(&mut self, uses: &Json) -> Option<Vec<Position>> {
        let mut ring: Vec<Position> = Vec::new();
        for used in uses.items() {
            let number = used.signed()?;
            let arc = self.arcs.get(usize::try_from(if number < 0 { !number } else { number }).ok()?)?;
            self.points = self.points.saturating_add(arc.len()).saturating_add(1);
            if self.points > MOST_POINTS {
                return None;
            }
            let from = usize::from(!ring.is_empty());
            if number < 0 {
                ring.extend(arc.iter().rev().skip(from));
            } else {
                ring.extend(arc.iter().skip(from));
            }
        }
        Some(ring)
    }

    fn polygon(&mut self, rings: &Json) -> Option<Polygon> {
        rings.items().iter().map(|ring| self.ring(ring)).collect()
    }
}

struct Reader {
    arcs: Arcs,
    layer: Layer,
    other: String,
}

impl Reader {
    fn object(&mut self, object: &Json) {
        if object.string("type") == "GeometryCollection" {
            object.get("geometries").items().iter().for_each(|geometry| self.feature(geometry));
        } else {
            self.feature(object);
        }
    }

    fn feature(&mut self, geometry: &Json) {
        let row = u32::try_from(self.layer.features.len() + 1).unwrap_or(u32::MAX);
        let own = geometry.get("properties").members().iter();
        let mut columns: Vec<(String, String)> =
            own.map(|(name, value)| (name.clone(), text_of(value).unwrap_or_default())).collect();
        columns.extend(text_of(geometry.get("id")).map(|id| ("id".to_owned(), id)));
        let mut feature = Feature { row, columns, ..Feature::default() };
        if self.geometry(geometry, &mut feature.polygons).is_none() {
            let remark = Remark::new(&kinds::RECORD_DAMAGED, self.layer.file.as_str()).at(row as usize);
            self.layer.remarks.push(remark.found("arcs").expected("Polygon"));
        }
        self.layer.features.push(feature);
    }

    fn geometry(&mut self, geometry: &Json, polygons: &mut Vec<Polygon>) -> Option<()> {
        let arcs = geometry.get("arcs");
        match geometry.string("type").as_str() {
            "Polygon" => polygons.push(self.arcs.polygon(arcs)?),
            "MultiPolygon" => {
                for polygon in arcs.items() {
                    polygons.push(self.arcs.polygon(polygon)?);
                }
            }
            "GeometryCollection" => {
                for inner in geometry.get("geometries").items() {
                    self.geometry(inner, polygons)?;
                }
            }
            "" => {}
            other => other.clone_into(&mut self.other),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Two unit squares side by side that share arc 0, on a grid of tenths from (9, 50).
    const QUANTISED: &str = r#"{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[9,50]},
        "objects":{"k":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","id":"01","properties":{"GEN":"West"},"arcs":[[0,1]]},
            {"type":"MultiPolygon","properties":{"GEN":"Ost"},"arcs":[[[2,-1]]]},
            {"type":null,"properties":{"GEN":"leer"}}]}},
        "arcs":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,0],[10,0],[0,10],[-10,0]]]}"#;

    #[test]
    fn quantised_arcs_forwards_and_backwards() {
        assert!(is_topology(QUANTISED));
        let layer = read("k", QUANTISED).unwrap();
        let rings: Vec<_> = layer.features.iter().map(|f| f.polygons.concat().concat()).collect();
        assert_eq!(rings[0], [(10.0, 50.0), (10.0, 51.0), (9.0, 51.0), (9.0, 50.0), (10.0, 50.0)]);
        assert_eq!(rings[1], [(10.0, 50.0), (11.0, 50.0), (11.0, 51.0), (10.0, 51.0), (10.0, 50.0)]);
        assert_eq!((layer.features[0].get("id"), layer.features[1].get("GEN")), ("01", "Ost"));
        assert!(layer.features[2].polygons.is_empty());
    }

    #[test]
    fn arcs_that_do_not_exist_are_named() {
        let layer = read("k", &QUANTISED.replace("[2,-1]", "[9,-1]")).unwrap();
        assert_eq!((layer.remarks[0].kind.id, layer.remarks[0].row), ("boundary-record-damaged", Some(2)));
        assert_eq!(read("k", r#"{"type":"Topology","objects":{}}"#).unwrap_err().kind.id, "boundary-unreadable");
        assert_eq!(read("k", r#"{"type":"Topology","arcs":[]}"#).unwrap_err().kind.id, "boundary-no-polygons");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(arcs in "[\\[\\]0-9,.-]{0,40}", uses in "[\\[\\]0-9,-]{0,20}") {
            let _ = read("k", &format!(r#"{{"type":"Topology","objects":{{"a":{{"type":"Polygon","arcs":{uses}}}}},"arcs":{arcs}}}"#));
        }
    }
}
