//! Boundaries of a level as bytes.

use super::bytes::{PartKind, Reader, put, put_signed, start, too_large};
use super::limits::{AREAS, VERTICES};
use crate::bundle::{BundleError, BundleErrorKind as Kind};
use crate::geo::{ArcRef, Grid, Polygon, Ring, Topology};

/// The bytes of a `shapes` part.
pub fn write_shapes(topology: &Topology) -> Vec<u8> {
    let mut out = start(PartKind::Shapes);
    let grid = topology.grid();
    put(&mut out, u64::from(grid.per_degree));
    put_signed(&mut out, i64::from(grid.west));
    put_signed(&mut out, i64::from(grid.south));
    put(&mut out, topology.arc_count() as u64);
    for arc in topology.arcs() {
        put(&mut out, (arc.len() - 2) as u64);
    }
    // All points in one walk: the next arc mostly starts where the last one ended.
    let mut at = (0, 0);
    for point in topology.arcs().flatten() {
        put_signed(&mut out, i64::from(point.0) - at.0);
        put_signed(&mut out, i64::from(point.1) - at.1);
        at = (i64::from(point.0), i64::from(point.1));
    }
    put(&mut out, topology.len() as u64);
    let mut next = 0;
    for polygons in topology.areas() {
        put(&mut out, polygons.len() as u64);
        for polygon in polygons {
            put(&mut out, polygon.len() as u64);
            for ring in polygon {
                put(&mut out, ring.len() as u64);
                ring.iter().for_each(|used| put_use(&mut out, *used, &mut next));
            }
        }
    }
    out
}

/// How far behind the newest arc this one is, and whether it is read backwards. The first use of an arc is 0.
fn put_use(out: &mut Vec<u8>, used: ArcRef, next: &mut i64) {
    let arc = used.arc() as i64;
    let behind = *next - arc;
    let folded = ((behind << 1) ^ (behind >> 63)) as u64;
    put(out, folded << 1 | u64::from(used.backwards()));
    *next = (*next).max(arc + 1);
}

/// Reads a `shapes` part.
///
/// # Errors
/// Other bytes than the format's, rings that are not closed, more than the caps allow.
pub fn read_shapes(file: &str, bytes: &[u8]) -> Result<Topology, BundleError> {
    read(bytes).map_err(|kind| BundleError::new(file, kind))
}

fn read(bytes: &[u8]) -> Result<Topology, Kind> {
    let mut reader = Reader::new(bytes, PartKind::Shapes)?;
    let whole = |number: i64| i32::try_from(number).map_err(|_| Kind::Layout("grid"));
    let per_degree = u32::try_from(reader.number()?).map_err(|_| Kind::Layout("grid"))?;
    let grid = Grid { per_degree, west: whole(reader.signed()?)?, south: whole(reader.signed()?)? };
    let starts = read_arc_lengths(&mut reader)?;
    let points = read_points(&mut reader, starts.last().copied().unwrap_or(0))?;
    let areas = read_areas(&mut reader)?;
    reader.end()?;
    Topology::from_parts(grid, points, starts, areas).ok_or(Kind::Layout("rings"))
}

fn read_arc_lengths(reader: &mut Reader<'_>) -> Result<Vec<u32>, Kind> {
    // An arc takes one byte here and four more for the least two points.
    let arcs = reader.count(5, "number of arcs")?;
    let mut starts = Vec::with_capacity(arcs + 1);
    let mut total = 0u64;
    starts.push(0);
    for _ in 0..arcs {
        total = total.saturating_add(reader.number()?).saturating_add(2);
        too_large(total, VERTICES)?;
        starts.push(total as u32);
    }
    Ok(starts)
}

fn read_points(reader: &mut Reader<'_>, count: u32) -> Result<Vec<(i32, i32)>, Kind> {
    let mut points = Vec::new();
    let (mut x, mut y) = (0i64, 0i64);
    let step = |at: i64, by: i64| at.checked_add(by).filter(|v| i32::try_from(*v).is_ok()).ok_or(Kind::Layout("point"));
    for _ in 0..count {
        x = step(x, reader.signed()?)?;
        y = step(y, reader.signed()?)?;
        points.push((x as i32, y as i32));
    }
    Ok(points)
}

fn read_areas(reader: &mut Reader<'_>) -> Result<Vec<Vec<Polygon>>, Kind> {
    let count = reader.count(1, "number of areas")?;
    too_large(count as u64, AREAS)?;
    let (mut areas, mut next, mut uses) = (Vec::new(), 0i64, 0u64);
    for _ in 0..count {
        let mut polygons = Vec::new();
        for _ in 0..reader.count(2, "number of polygons")? {
            let mut polygon = Polygon::new();
            for _ in 0..reader.count(2, "number of rings")? {
                let length = reader.count(1, "length of a ring")?;
                uses += length as u64;
                too_large(uses, VERTICES)?;
                polygon.push(read_ring(reader, length, &mut next)?);
            }
            if polygon.is_empty() {
                return Err(Kind::Layout("number of rings"));
            }
            polygons.push(polygon);
        }
        areas.push(polygons);
    }
    Ok(areas)
}

fn read_ring(reader: &mut Reader<'_>, length: usize, next: &mut i64) -> Result<Ring, Kind> {
    let mut ring = Ring::with_capacity(length);
    for _ in 0..length {
        let code = reader.number()?;
        let folded = code >> 1;
        let behind = (folded >> 1) as i64 ^ -((folded & 1) as i64);
        let arc = *next - behind; // both under 2^62: no overflow
        let arc = i32::try_from(arc).ok().filter(|a| *a >= 0).ok_or(Kind::Layout("arc"))?;
        *next = (*next).max(i64::from(arc) + 1);
        ring.push(ArcRef::new(arc as usize, code & 1 == 1));
    }
    Ok(ring)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(x: f64, y: f64, s: f64) -> Vec<(f64, f64)> {
        vec![(x, y), (x + s, y), (x + s, y + s), (x, y + s)]
    }

    #[test]
    fn two_squares_byte_by_byte() {
        let areas = [vec![vec![square(9.0, 50.0, 1.0)]], vec![], vec![vec![square(10.0, 50.0, 1.0)]]];
        let bytes = write_shapes(&Topology::build(&areas, 1));
        let expected = [
            b"SAs\x01".as_slice(), // head
            &[1, 18, 100],         // one step a degree, corner 9 east, 50 north
            &[3, 0, 2, 2],         // three arcs of 2, 4 and 4 points
            &[2, 0, 0, 2],         // (1,0) (1,1)
            &[0, 0, 1, 0, 0, 1, 2, 0],
            &[2, 0, 0, 0, 0, 0, 0, 0],
        ];
        assert_eq!(&bytes[..11], expected[..3].concat().as_slice());
        let t = read_shapes("", &bytes).unwrap();
        assert_eq!(t, Topology::build(&areas, 1));
        assert_eq!(t.len(), 3);
    }

    #[test]
    fn damage_is_named() {
        let good = write_shapes(&Topology::build(&[vec![vec![square(0.0, 0.0, 1.0)]]], 10));
        for cut in 0..good.len() {
            assert!(read_shapes("s.bin", &good[..cut]).is_err(), "{cut}");
        }
        let longer = [good.as_slice(), &[0]].concat();
        assert_eq!(read_shapes("s.bin", &longer), Err(BundleError::new("s.bin", Kind::Layout("end"))));
        let mut other = good.clone();
        other[3] = 9;
        assert_eq!(read_shapes("", &other), Err(BundleError::new("", Kind::Version(9))));
        let many_points = [b"SAs\x01".as_slice(), &[1, 0, 0, 1, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0]].concat();
        assert!(matches!(read_shapes("", &many_points).unwrap_err().kind, Kind::TooLarge { .. }));
    }

    proptest! {
        #[test]
        fn any_topology_comes_back(
            rings in proptest::collection::vec(
                proptest::collection::vec((0u8..6, 0u8..6), 0..9), 0..12),
            per_degree in 1u32..2000,
        ) {
            let place = |&(x, y): &(u8, u8)| (f64::from(x) / 4.0 + 9.0, f64::from(y) / 4.0 - 1.0);
            let areas: Vec<_> = rings.iter().map(|r| vec![vec![r.iter().map(place).collect::<Vec<_>>()]]).collect();
            let topology = Topology::build(&areas, per_degree);
            prop_assert_eq!(topology.len(), areas.len());
            prop_assert_eq!(read_shapes("", &write_shapes(&topology)), Ok(topology));
        }

        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>) {
            let _ = read_shapes("", &bytes);
            let _ = read_shapes("", &[b"SAs\x01".as_slice(), &bytes].concat());
        }
    }
}
