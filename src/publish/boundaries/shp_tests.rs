use super::*;
use proptest::prelude::*;

/// Bytes of a `.shp` with polygons given as rings.
pub(crate) fn shp(shapes: &[Vec<Vec<Position>>]) -> Vec<u8> {
    let mut bytes = vec![0u8; HEADER];
    bytes[..4].copy_from_slice(&9994i32.to_be_bytes());
    bytes[28..32].copy_from_slice(&1000i32.to_le_bytes());
    bytes[32..36].copy_from_slice(&5i32.to_le_bytes());
    for (number, rings) in shapes.iter().enumerate() {
        let points: usize = rings.iter().map(Vec::len).sum();
        let mut content = 5i32.to_le_bytes().to_vec();
        content.extend([0u8; 32]);
        content.extend((rings.len() as i32).to_le_bytes());
        content.extend((points as i32).to_le_bytes());
        let mut start = 0i32;
        for ring in rings {
            content.extend(start.to_le_bytes());
            start += ring.len() as i32;
        }
        for (x, y) in rings.iter().flatten() {
            content.extend(x.to_le_bytes());
            content.extend(y.to_le_bytes());
        }
        bytes.extend((number as i32 + 1).to_be_bytes());
        bytes.extend((content.len() as i32 / 2).to_be_bytes());
        bytes.extend(content);
    }
    let words = (bytes.len() / 2) as i32;
    bytes[24..28].copy_from_slice(&words.to_be_bytes());
    bytes
}

/// Bytes of a `.dbf` with one column `AGS`.
pub(crate) fn dbf_of(keys: &[&str]) -> Vec<u8> {
    let width = 12usize;
    let mut bytes = vec![3u8; 1];
    bytes.resize(32, 0);
    bytes[4..8].copy_from_slice(&(keys.len() as u32).to_le_bytes());
    bytes[8..10].copy_from_slice(&65u16.to_le_bytes());
    bytes[10..12].copy_from_slice(&(width as u16 + 1).to_le_bytes());
    let mut field = [0u8; 32];
    field[..3].copy_from_slice(b"AGS");
    field[11] = b'C';
    field[16] = width as u8;
    bytes.extend(field);
    bytes.push(0x0d);
    for key in keys {
        bytes.push(b' ');
        bytes.extend(format!("{key:<width$}").bytes());
    }
    bytes
}

fn square(x: f64, y: f64, s: f64) -> Vec<Position> {
    vec![(x, y), (x, y + s), (x + s, y + s), (x + s, y), (x, y)] // clockwise: an outline
}

#[test]
fn outlines_holes_islands_and_wrong_directions() {
    let hole: Vec<Position> = square(1.0, 1.0, 3.0).into_iter().rev().collect();
    let island = square(2.0, 2.0, 1.0);
    let bytes = shp(&[
        vec![square(0.0, 0.0, 9.0), hole.clone(), island],
        vec![square(9.0, 0.0, 1.0).into_iter().rev().collect()],
    ]);
    let parts = Parts::of("k", &[("shp", &bytes), ("dbf", &dbf_of(&["1", "2"]))]);
    let layer = read(&parts).unwrap();
    assert_eq!(layer.features[0].polygons.len(), 2, "the island in the hole is a part of its own");
    assert_eq!(layer.features[0].polygons[0][1], hole);
    assert_eq!((layer.features[0].turned, layer.features[1].turned), (0, 1));
    assert_eq!(layer.features[1].get("ags"), "2");
}

#[test]
fn a_cut_file_keeps_what_is_whole() {
    let bytes = shp(&[vec![square(0.0, 0.0, 1.0)], vec![square(1.0, 0.0, 1.0)]]);
    let table = dbf_of(&["1", "2"]);
    let parts = Parts::of("k", &[("shp", &bytes[..bytes.len() - 20]), ("dbf", &table)]);
    let layer = read(&parts).unwrap();
    assert_eq!(layer.features[0].polygons.len(), 1);
    assert!(layer.features[1].polygons.is_empty(), "the area stays, without boundary");
    assert_eq!(layer.remarks[0].kind.id, "boundary-record-damaged");
    assert_eq!(layer.remarks[0].row, Some(2));
    let alone = read(&Parts::of("k", &[("shp", &bytes)])).unwrap_err();
    assert_eq!(alone.kind.id, "boundary-part-missing");
}

#[test]
fn a_shapefile_of_points_is_refused() {
    let mut bytes = shp(&[vec![square(0.0, 0.0, 1.0)]]);
    bytes[HEADER + 8] = 1;
    let error = read(&Parts::of("k", &[("shp", &bytes), ("dbf", &dbf_of(&["1"]))])).unwrap_err();
    assert_eq!((error.kind.id, error.found.as_str()), ("boundary-no-polygons", "Point"));
}

proptest! {
    #[test]
    fn any_bytes_are_survived(
        noise in proptest::collection::vec((0usize..400, any::<u8>()), 0..12), cut in 0usize..400, shx: Vec<u8>,
    ) {
        let hole: Vec<Position> = square(1.0, 1.0, 3.0).into_iter().rev().collect();
        let mut bytes = shp(&[vec![square(0.0, 0.0, 9.0), hole], vec![square(9.0, 0.0, 1.0)]]);
        let mut table = dbf_of(&["1", "2"]);
        for (at, byte) in noise {
            if let Some(place) = bytes.get_mut(at) { *place = byte; }
            if let Some(place) = table.get_mut(at) { *place = byte; }
        }
        bytes.truncate(bytes.len().min(cut + 60));
        let index = [&9994i32.to_be_bytes()[..], &[0; 96], &shx].concat();
        let _ = read(&Parts::of("k", &[("shp", &bytes), ("dbf", &table), ("shx", &index)]));
    }
}
