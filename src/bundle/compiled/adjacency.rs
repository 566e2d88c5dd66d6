//! Neighbours of a level as bytes.

use super::bytes::{PartKind, Reader, put, start, too_large};
use super::limits::AREAS;
use crate::bundle::{BundleError, BundleErrorKind as Kind};

/// The bytes of an `adjacency` part. `neighbours` holds for each area its neighbours, ascending, without itself, and
/// is symmetric (as [`adjacency`](crate::geo::adjacency) gives it): only the later neighbour of a pair is written.
pub fn write_adjacency(neighbours: &[Vec<u32>]) -> Vec<u8> {
    let mut out = start(PartKind::Adjacency);
    put(&mut out, neighbours.len() as u64);
    for (area, list) in neighbours.iter().enumerate() {
        let later: Vec<u64> = list.iter().map(|n| u64::from(*n)).filter(|n| *n > area as u64).collect();
        put(&mut out, later.len() as u64);
        let mut before = area as u64;
        for neighbour in later {
            put(&mut out, neighbour - before - 1);
            before = neighbour;
        }
    }
    out
}

/// Reads an `adjacency` part: for each area its neighbours, ascending.
///
/// # Errors
/// Other bytes than the format's, neighbours that are no areas.
pub fn read_adjacency(file: &str, bytes: &[u8]) -> Result<Vec<Vec<u32>>, BundleError> {
    read(bytes).map_err(|kind| BundleError::new(file, kind))
}

fn read(bytes: &[u8]) -> Result<Vec<Vec<u32>>, Kind> {
    let mut reader = Reader::new(bytes, PartKind::Adjacency)?;
    let areas = reader.count(1, "number of areas")?;
    too_large(areas as u64, AREAS)?;
    let mut neighbours = vec![Vec::new(); areas];
    for area in 0..areas {
        let mut at = area;
        for _ in 0..reader.count(1, "number of neighbours")? {
            let gap = usize::try_from(reader.number()?).map_err(|_| Kind::Layout("neighbour"))?;
            at = at
                .checked_add(gap)
                .and_then(|n| n.checked_add(1))
                .filter(|n| *n < areas)
                .ok_or(Kind::Layout("neighbour"))?;
            // Both directions in ascending order: an area's earlier neighbours have all been read before it.
            neighbours[area].push(at as u32);
            neighbours[at].push(area as u32);
        }
    }
    reader.end()?;
    Ok(neighbours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_in_a_row() {
        let row = vec![vec![1], vec![0, 2], vec![1]];
        let bytes = write_adjacency(&row);
        assert_eq!(bytes, b"SAa\x01\x03\x01\x00\x01\x00\x00");
        assert_eq!(read_adjacency("", &bytes), Ok(row));
        assert!(read_adjacency("", b"SAa\x01\x01\x01\x00").is_err(), "no such area");
    }

    proptest! {
        #[test]
        fn any_neighbours_come_back(pairs in proptest::collection::btree_set((0u32..40, 0u32..40), 0..80)) {
            let mut lists = vec![std::collections::BTreeSet::new(); 40];
            for (a, b) in pairs.into_iter().filter(|(a, b)| a != b) {
                lists[a as usize].insert(b);
                lists[b as usize].insert(a);
            }
            let lists: Vec<Vec<u32>> = lists.into_iter().map(|l| l.into_iter().collect()).collect();
            prop_assert_eq!(read_adjacency("", &write_adjacency(&lists)), Ok(lists));
        }

        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>) {
            let _ = read_adjacency("", &[b"SAa\x01".as_slice(), &bytes].concat());
        }
    }
}
