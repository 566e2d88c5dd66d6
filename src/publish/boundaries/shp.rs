//! Shapefiles: polygons of a `.shp`, rows of the `.dbf` beside it.
//!
//! Written for damaged files too: every record that can be read is read, the others are named. ESRI, Shapefile
//! Technical Description, 1998.

use super::dbf;
use super::input::Parts;
use super::kinds;
use super::raw::{Feature, Layer, Polygon, Position, is_inside, turning};
use crate::publish::Remark;

const HEADER: usize = 100;

/// Reads a shapefile from its parts.
pub(super) fn read(parts: &Parts) -> Result<Layer, Remark> {
    let bytes = parts.get("shp");
    let unreadable = |why: &str| Remark::new(&kinds::UNREADABLE, parts.name("shp")).found(why);
    if big_endian(bytes, 0) != Some(9994) {
        return Err(unreadable("Shapefile: 00 00 27 0a").expected("00 00 27 0a"));
    }
    let mut layer = Layer { format: "Shapefile", file: parts.name("shp"), ..Layer::default() };
    layer.system = String::from_utf8_lossy(parts.get("prj")).trim().to_owned();
    let table = match parts.has("dbf") {
        true => dbf::read(parts, &mut layer.remarks)?,
        false => return Err(Remark::new(&kinds::PART_MISSING, parts.name("shp")).found(".dbf")),
    };
    for (number, record) in records(parts).into_iter().enumerate() {
        let row = u32::try_from(number + 1).unwrap_or(u32::MAX);
        let about = |kind| Remark::new(kind, parts.name("shp")).at(number + 1);
        let Some(columns) = table.get(number) else {
            layer.remarks.push(about(&kinds::RECORD_DAMAGED).found(".dbf").expected(table.len()));
            continue;
        };
        let Some(columns) = columns else { continue }; // deleted in the table
        let (polygons, turned) = match record.map_or(Content::Damaged, shape) {
            Content::Rings(rings) => nested(rings),
            Content::Nothing => (Vec::new(), 0),
            Content::Damaged => {
                layer.remarks.push(about(&kinds::RECORD_DAMAGED).found(".shp").expected("shape"));
                (Vec::new(), 0)
            }
            Content::Other(kind) => {
                return Err(about(&kinds::NO_POLYGONS).found(type_name(kind)));
            }
        };
        layer.features.push(Feature { row, columns: columns.clone(), polygons, turned });
    }
    if table.len() > layer.features.len() && table.iter().flatten().count() > layer.features.len() {
        let (found, expected) = (layer.features.len(), table.iter().flatten().count());
        layer.remarks.push(Remark::new(&kinds::RECORDS_MISSING, parts.name("shp")).found(found).expected(expected));
    }
    Ok(layer)
}

/// The content of each record; `None` where the file ends before the record does.
fn records(parts: &Parts) -> Vec<Option<&[u8]>> {
    let (bytes, index) = (parts.get("shp"), parts.get("shx"));
    let content = |offset: usize| {
        let words = usize::try_from(big_endian(bytes, offset.checked_add(4)?)?).ok()?;
        let start = offset.checked_add(8)?;
        bytes.get(start..start.checked_add(words.checked_mul(2)?)?)
    };
    // The index leads past whatever lies between records.
    let indexed = index.get(HEADER..).unwrap_or(&[]).chunks_exact(8).map(|entry| {
        let offset = usize::try_from(big_endian(entry, 0)?).ok()?.checked_mul(2)?;
        Some(offset).filter(|o| *o >= HEADER)
    });
    let offsets: Vec<Option<usize>> = indexed.collect();
    if big_endian(index, 0) == Some(9994) && offsets.iter().all(|o| o.is_some_and(|o| content(o).is_some())) {
        return offsets.into_iter().map(|offset| content(offset?)).collect();
    }
    let (mut found, mut at) = (Vec::new(), HEADER);
    while at + 8 <= bytes.len() {
        let record = content(at);
        found.push(record);
        let Some(record) = record else { break };
        at += 8 + record.len();
    }
    found
}

enum Content {
    Rings(Vec<Vec<Position>>),
    Nothing,
    Other(i32),
    Damaged,
}

fn shape(record: &[u8]) -> Content {
    match little_endian(record, 0) {
        Some(0) => Content::Nothing,
        // Polygon, with heights, with measures: these follow behind the points and are not read.
        Some(5 | 15 | 25) => rings(record).map_or(Content::Damaged, Content::Rings),
        Some(kind @ (1 | 3 | 8 | 11 | 13 | 18 | 21 | 23 | 28 | 31)) => Content::Other(kind),
        _ => Content::Damaged,
    }
}

fn rings(record: &[u8]) -> Option<Vec<Vec<Position>>> {
    let count = |at| usize::try_from(little_endian(record, at)?).ok();
    let (parts, points) = (count(36)?, count(40)?);
    let first_point = 44usize.checked_add(parts.checked_mul(4)?)?;
    let places = record.get(first_point..first_point.checked_add(points.checked_mul(16)?)?)?;
    let number = |bytes: &[u8]| bytes.try_into().map(f64::from_le_bytes).unwrap_or(f64::NAN);
    let positions: Vec<Position> =
        places.chunks_exact(16).map(|pair| (number(&pair[..8]), number(&pair[8..]))).collect();
    let starts: Option<Vec<usize>> = (0..parts).map(|part| count(44 + 4 * part)).chain([Some(points)]).collect();
    let starts = starts?;
    starts.windows(2).map(|ends| positions.get(ends[0]..ends[1]).map(<[Position]>::to_vec)).collect()
}

/// Which ring is an outline and which a hole: the format says it by the direction, damaged files say it wrongly. So
/// the place decides: a ring in an even number of others is an outline. Second: how many turn against their place.
fn nested(rings: Vec<Vec<Position>>) -> (Vec<Polygon>, usize) {
    let boxes: Vec<[f64; 4]> = rings.iter().map(|r| box_of(r)).collect();
    let within = |inner: usize, outer: usize| {
        let (a, b) = (boxes[inner], boxes[outer]);
        let fits = a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
        // Rings may touch: most of the points decide. Of two that are equal neither contains the other.
        fits && inner != outer && a != b && {
            let inside = rings[inner].iter().filter(|p| is_inside(&rings[outer], **p)).count();
            2 * inside > rings[inner].len()
        }
    };
    let around: Vec<Vec<usize>> =
        (0..rings.len()).map(|i| (0..rings.len()).filter(|o| within(i, *o)).collect()).collect();
    let is_hole = |i: usize| around[i].len() % 2 == 1;
    let turned = (0..rings.len()).filter(|i| (turning(&rings[*i]) > 0.0) != is_hole(*i)).count();
    let outlines: Vec<usize> = (0..rings.len()).filter(|i| !is_hole(*i)).collect();
    let belongs = |hole: usize, outline: usize| {
        is_hole(hole) && around[hole].contains(&outline) && around[hole].len() == around[outline].len() + 1
    };
    let polygon = |outline: &usize| {
        let holes = (0..rings.len()).filter(|hole| belongs(*hole, *outline));
        std::iter::once(*outline).chain(holes).map(|i| rings[i].clone()).collect()
    };
    (outlines.iter().map(polygon).collect(), turned)
}

fn box_of(ring: &[Position]) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    ring.iter().fold(start, |b, p| [b[0].min(p.0), b[1].min(p.1), b[2].max(p.0), b[3].max(p.1)])
}

fn big_endian(bytes: &[u8], at: usize) -> Option<i32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(i32::from_be_bytes)
}

fn little_endian(bytes: &[u8], at: usize) -> Option<i32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(i32::from_le_bytes)
}

fn type_name(kind: i32) -> &'static str {
    match kind % 10 {
        1 => "Point",
        3 => "PolyLine",
        8 => "MultiPoint",
        _ => "?",
    }
}

#[cfg(test)]
#[path = "shp_tests.rs"]
pub(super) mod tests;
