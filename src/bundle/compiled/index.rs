//! Indexes: the parts of a level that the first map does not need. Kept out of `atlas.json`, because hashes do not
//! compress: 260 of them would be half of all data on the way to the first map.

use super::bytes::{PartKind, Reader, put, put_text, start, too_large};
use super::manifest::path_of;
use super::{PartEntry, limits};
use crate::bundle::{BundleError, BundleErrorKind as Kind};

/// The bytes of an `index` part: all roles, then all lengths, then all hashes. Paths follow from role and hash.
pub fn write_index(entries: &[PartEntry]) -> Vec<u8> {
    let mut out = start(PartKind::Index);
    put(&mut out, entries.len() as u64);
    entries.iter().for_each(|e| put_text(&mut out, &e.role));
    entries.iter().for_each(|e| put(&mut out, e.bytes));
    entries.iter().for_each(|e| out.extend_from_slice(&e.sha256));
    out
}

/// Reads an `index` part.
///
/// # Errors
/// Other bytes than the format's, too many parts.
pub fn read_index(file: &str, bytes: &[u8]) -> Result<Vec<PartEntry>, BundleError> {
    read(bytes).map_err(|kind| BundleError::new(file, kind))
}

fn read(bytes: &[u8]) -> Result<Vec<PartEntry>, Kind> {
    let mut reader = Reader::new(bytes, PartKind::Index)?;
    let count = reader.count(34, "number of parts")?;
    too_large(count as u64, limits::PARTS)?;
    let roles: Vec<&str> = (0..count).map(|_| reader.text()).collect::<Result<_, _>>()?;
    let lengths: Vec<u64> = (0..count).map(|_| reader.number()).collect::<Result<_, _>>()?;
    let mut entries = Vec::with_capacity(count);
    for (role, bytes) in roles.into_iter().zip(lengths) {
        let sha256 = reader.take(32)?.try_into().map_err(|_| Kind::Truncated)?;
        entries.push(PartEntry { path: path_of(role, &sha256), bytes, sha256, role: role.to_owned() });
    }
    reader.end()?;
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::super::{Manifest, Part};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn adds_to_the_manifest_once() {
        let parts = [Part::new("values:kreis:a", vec![1]), Part::new("values:kreis:b", vec![2])];
        let entries: Vec<PartEntry> = parts.iter().map(Part::entry).collect();
        let index = write_index(&entries);
        let mut manifest = Manifest { parts: vec![entries[0].clone()], ..Manifest::default() };
        manifest.add_index("i.bin", &index).unwrap();
        manifest.add_index("i.bin", &index).unwrap();
        assert_eq!(manifest.parts, entries);
        let other = write_index(&[Part::new("values:kreis:a", vec![9]).entry()]);
        assert_eq!(manifest.add_index("i.bin", &other).unwrap_err().kind, Kind::DuplicateEntry);
    }

    proptest! {
        #[test]
        fn any_entries_come_back(parts in proptest::collection::vec((".{0,9}", any::<Vec<u8>>()), 0..9)) {
            let entries: Vec<_> = parts.into_iter().map(|(role, bytes)| Part::new(&role, bytes).entry()).collect();
            prop_assert_eq!(read_index("", &write_index(&entries)), Ok(entries));
        }

        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>) {
            let _ = read_index("", &[b"SAi\x01".as_slice(), &bytes].concat());
            let _ = Manifest::read(&bytes);
        }
    }
}
