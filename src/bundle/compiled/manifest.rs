//! `atlas.json`: which parts there are, how long they are and what their SHA-256 is.

use sha2::{Digest, Sha256};

use super::catalogue::read_edition;
use super::json::{Node, Object, read, written};
use super::{FORMAT, bytes::too_large, limits};
use crate::bundle::json::Json;
use crate::bundle::{BundleError, BundleErrorKind as Kind, safe_path};
use crate::model::{Edition, Words, order};

/// A part of a compiled bundle, ready to be written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Path relative to `atlas.json`.
    pub path: String,
    /// What it is for: `catalogue`, `values:kreis:births`.
    pub role: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Part {
    /// A part whose path follows from its role and content.
    pub fn new(role: &str, bytes: Vec<u8>) -> Part {
        let path = path_of(role, &Sha256::digest(&bytes).into());
        Part { path, role: role.to_owned(), bytes }
    }

    /// What the manifest says about the part.
    pub fn entry(&self) -> PartEntry {
        let sha256 = Sha256::digest(&self.bytes).into();
        PartEntry { path: self.path.clone(), bytes: self.bytes.len() as u64, sha256, role: self.role.clone() }
    }
}

/// What is known about a part before it is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartEntry {
    /// Path relative to `atlas.json`.
    pub path: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
    /// What it is for.
    pub role: String,
}

/// The manifest of a compiled bundle, with what its indexes have added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Machine name of the bundle.
    pub name: String,
    /// Title.
    pub title: Words,
    /// Edition.
    pub edition: String,
    /// When the publisher made it, as the package says; empty if it does not.
    pub created: String,
    /// Editions before this one.
    pub editions: Vec<Edition>,
    /// The parts known so far, in the order of the file.
    pub parts: Vec<PartEntry>,
}

impl Manifest {
    /// Reads `atlas.json`.
    ///
    /// # Errors
    /// No JSON or JSON of another shape, an unknown version, an unsafe path, two parts of one role, too many parts.
    pub fn read(bytes: &[u8]) -> Result<Manifest, BundleError> {
        let fill = |root: &Node<'_>| {
            let format = root.need("format").whole();
            if format != u64::from(FORMAT) {
                root.refuse(|| Kind::Version(u32::try_from(format).unwrap_or(u32::MAX)));
            }
            let manifest = Manifest {
                name: root.text_or_empty("name"),
                title: root.words_or_empty("title"),
                edition: root.text_or_empty("edition"),
                created: root.text_or_empty("created"),
                editions: root.list("editions", read_edition),
                parts: Vec::new(),
            };
            (manifest, root.list("parts", read_entry))
        };
        let read = read(bytes, fill).and_then(|(mut manifest, parts)| manifest.add(parts).map(|()| manifest));
        read.map_err(|kind| BundleError::new("atlas.json", kind))
    }

    /// The bytes of `atlas.json`.
    pub fn write(&self) -> Vec<u8> {
        let mut root = Object::default();
        root.put("format", Json::from(FORMAT));
        root.text("name", &self.name);
        root.words("title", &self.title);
        root.text("edition", &self.edition);
        root.text("created", &self.created);
        root.list("editions", &self.editions, |e| Json::from(vec![e.id.as_str(), e.path.as_str()]));
        root.list("parts", &self.parts, write_entry);
        written(&root.value())
    }

    /// A part by role, `None` if it is not there or its index has not been added yet.
    pub fn part(&self, role: &str) -> Option<&PartEntry> {
        self.parts.iter().find(|p| p.role == role)
    }

    /// Adds the entries of an index part. What is known already stays.
    ///
    /// # Errors
    /// A damaged index, an unsafe path, two entries of one role, too many parts.
    pub fn add_index(&mut self, file: &str, bytes: &[u8]) -> Result<(), BundleError> {
        let entries = super::read_index(file, bytes)?;
        self.add(entries).map_err(|kind| BundleError::new(file, kind))
    }

    fn add(&mut self, entries: Vec<PartEntry>) -> Result<(), Kind> {
        let known = self.parts.len();
        too_large((known + entries.len()) as u64, limits::PARTS)?;
        self.parts.extend(entries);
        let by_role = order(self.parts.len(), &|a, b| self.parts[a].role.cmp(&self.parts[b].role));
        let mut again = vec![false; self.parts.len()];
        for pair in by_role.windows(2) {
            let (first, second) = (&self.parts[pair[0]], &self.parts[pair[1]]);
            if first.role == second.role {
                if pair[0] >= known || first != second {
                    return Err(Kind::DuplicateEntry);
                }
                again[pair[1]] = true;
            }
        }
        let mut again = again.into_iter();
        self.parts.retain(|_| !again.next().unwrap_or(false));
        match self.parts.iter().all(|p| safe_path(&p.path)) {
            true => Ok(()),
            false => Err(Kind::UnsafePath),
        }
    }
}

/// Whether the bytes of a part are the ones its publisher made: their length and their SHA-256.
///
/// # Errors
/// [`Kind::Bytes`] or [`Kind::Hash`], with the part's path.
pub fn verify(entry: &PartEntry, bytes: &[u8]) -> Result<(), BundleError> {
    let refuse = |kind| Err(BundleError::new(entry.path.as_str(), kind));
    if entry.bytes != bytes.len() as u64 {
        return refuse(Kind::Bytes { declared: entry.bytes, found: bytes.len() as u64 });
    }
    if Sha256::digest(bytes).as_slice() != entry.sha256 {
        return refuse(Kind::Hash);
    }
    Ok(())
}

/// The path of a part: its stem, the first 12 hexadecimal digits of its SHA-256, and `json` or `bin`.
pub(super) fn path_of(role: &str, sha256: &[u8; 32]) -> String {
    let kind = if matches!(role, "catalogue" | "details") { "json" } else { "bin" };
    let mut path = stem_of(role);
    path.push('.');
    path.push_str(&hexadecimal(&sha256[..6]));
    path.push('.');
    path.push_str(kind);
    path
}

/// The path of a role without hash: colons divide folders, and what is no letter, digit, `_` or `-` in ASCII
/// becomes `_`. Different roles may share a stem; their hashes differ unless their content is the same.
///
/// ```
/// use sozialatlas::bundle::compiled::stem_of;
/// assert_eq!(stem_of("values:kreis:Quote ü.3"), "values/kreis/Quote___3");
/// ```
pub fn stem_of(role: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' };
    role.chars().map(|c| if c == ':' { '/' } else { plain(c) }).collect()
}

fn read_entry(node: &Node<'_>) -> PartEntry {
    let (sha256, role) = (node.need("sha256"), node.need("role"));
    let sha256 = from_hexadecimal(sha256.text()).unwrap_or_else(|| sha256.wrong_as([0; 32]));
    if role.text().is_empty() {
        role.wrong();
    }
    PartEntry {
        path: node.need("path").text().to_owned(),
        bytes: node.need("bytes").whole(),
        sha256,
        role: role.text().to_owned(),
    }
}

fn write_entry(entry: &PartEntry) -> Json {
    let mut object = Object::default();
    object.text("path", &entry.path);
    object.put("bytes", Json::from(entry.bytes as i64));
    object.text("sha256", &hexadecimal(&entry.sha256));
    object.text("role", &entry.role);
    object.value()
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half & 15)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}

fn from_hexadecimal(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let digits: Vec<u8> = text.chars().map_while(|c| c.to_digit(16)).map(|d| d as u8).collect();
    if text.len() != 64 || digits.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair[0] << 4 | pair[1];
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let parts = [Part::new("catalogue", b"{}".to_vec()), Part::new("values:kreis:a/b", vec![1, 2])];
        Manifest {
            name: "th".into(),
            title: Words { de: "T\"".into(), en: "E".into(), simple: String::new() },
            edition: "2026-11-21".into(),
            created: String::new(),
            editions: vec![Edition { id: "1".into(), path: "old/atlas.json".into() }],
            parts: parts.iter().map(Part::entry).collect(),
        }
    }

    #[test]
    fn comes_back_and_finds_parts() {
        let m = manifest();
        assert_eq!(Manifest::read(&m.write()), Ok(m.clone()));
        // SHA-256 of "{}" starts with 44136fa355b3
        assert_eq!(m.part("catalogue").unwrap().path, "catalogue.44136fa355b3.json");
        assert!(m.part("values:kreis:a/b").unwrap().path.starts_with("values/kreis/a_b."));
        assert_eq!(m.part("values:kreis:c"), None);
    }

    #[test]
    fn one_flipped_bit_is_refused() {
        let part = Part::new("catalogue", b"{\"a\":1}".to_vec());
        let entry = part.entry();
        assert_eq!(verify(&entry, &part.bytes), Ok(()));
        for place in 0..part.bytes.len() * 8 {
            let mut bytes = part.bytes.clone();
            bytes[place / 8] ^= 1 << (place % 8);
            assert_eq!(verify(&entry, &bytes).unwrap_err().kind, Kind::Hash);
        }
        let shorter = verify(&entry, &part.bytes[1..]).unwrap_err();
        assert_eq!(shorter, BundleError::new(part.path, Kind::Bytes { declared: 7, found: 6 }));
    }

    #[test]
    fn odd_manifests_are_refused() {
        let refused = |text: &str| Manifest::read(text.as_bytes()).unwrap_err().kind;
        assert_eq!(refused("[]"), Kind::Json("format".into()));
        assert_eq!(refused("{\"format\":2}"), Kind::Version(2));
        assert_eq!(refused("{\"format\":1,\"parts\":[{\"path\":\"a\"}]}"), Kind::Json("parts[0].sha256".into()));
        let nameless = String::from_utf8(manifest().write()).unwrap().replace("\"catalogue\"", "\"\"");
        assert_eq!(refused(&nameless), Kind::Json("parts[0].role".into()));
        let mut m = manifest();
        m.parts[0].path = "../a".into();
        assert_eq!(Manifest::read(&m.write()).unwrap_err().kind, Kind::UnsafePath);
        m.parts[0] = m.parts[1].clone();
        assert_eq!(Manifest::read(&m.write()).unwrap_err().kind, Kind::DuplicateEntry);
    }
}
