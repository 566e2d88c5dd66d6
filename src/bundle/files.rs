//! The files of a bundle, wherever they are.

use std::collections::BTreeMap;

use super::archive::{Archive, Damage};
use super::{BundleError, BundleErrorKind};

/// The files of a bundle by path; paths are relative and use `/`.
pub trait Files {
    /// All paths, sorted.
    fn list(&self) -> Vec<String>;

    /// The bytes of one file.
    ///
    /// # Errors
    /// [`FileError::Absent`] if there is no such file.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is none of this name.
    Absent,
    /// It is larger than [`Limits::PART`].
    TooLarge,
    /// Something else, in the words of the file system.
    Unreadable(String),
}

/// The most a reader takes in, so that a hostile bundle cannot fill the memory.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// Decoded bytes of one part.
    pub const PART: u64 = 64 << 20;
    /// Decoded bytes of an archive.
    pub const TOTAL: u64 = 256 << 20;
    /// Entries of an archive, resources of a package.
    pub const ENTRIES: usize = 200;
    /// Columns of a table.
    pub const COLUMNS: usize = 256;
    /// Cells of all tables.
    pub const CELLS: usize = if cfg!(feature = "publish") { 50_000_000 } else { 5_000_000 };
    /// Vertices of all boundaries.
    pub const VERTICES: usize = 5_000_000;
}

/// Files held in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn list(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.0.get(path).cloned().ok_or(FileError::Absent)
    }
}

/// Whether a path stays inside its bundle on every system: relative, no parent, no drive, no scheme, no backslash,
/// no encoded dots or slashes.
///
/// ```
/// use sozialatlas::bundle::safe_path;
/// assert!(safe_path("daten/werte.csv"));
/// assert!(!safe_path("../werte.csv") && !safe_path("/werte.csv") && !safe_path("a%2f..%2fb"));
/// ```
pub fn safe_path(path: &str) -> bool {
    let odd = |c: char| c.is_control() || c == '\\' || c == ':';
    let bad = |code: &[u8]| ["%2e", "%2f", "%5c", "%00", "%3a"].iter().any(|b| code.eq_ignore_ascii_case(b.as_bytes()));
    let encoded = path.as_bytes().windows(3).any(bad);
    let parts_fine = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    !path.is_empty() && path.len() <= 512 && !path.contains(odd) && !path.starts_with('~') && !encoded && parts_fine
}

/// Unpacks a zip archive. A single folder around everything is taken off; folders and the system files that
/// macOS and Windows add are left out.
///
/// # Errors
/// A damaged archive, an unsafe or doubled path, or more than [`Limits`] allows.
pub fn from_zip(bytes: &[u8]) -> Result<Memory, BundleError> {
    let damaged = |file: &str, why: Damage| {
        let (de, en) = why.words();
        BundleError::new(file, BundleErrorKind::Zip(de, en))
    };
    let (archive, entries) = Archive::open(bytes, Limits::ENTRIES).map_err(|why| damaged("", why))?;
    too_large("", entries.len() as u64, Limits::ENTRIES as u64)?;
    let (mut files, mut total) = (BTreeMap::new(), 0);
    for entry in entries {
        if entry.is_folder() || is_system_file(&entry.name) {
            continue;
        }
        if !safe_path(&entry.name) || entry.is_link {
            return Err(BundleError::new(entry.name, BundleErrorKind::UnsafePath));
        }
        // The declared size may lie, so the cap is on what comes out.
        let content = archive.content(&entry, Limits::PART as usize).map_err(|why| damaged(&entry.name, why))?;
        total += content.len() as u64;
        too_large(&entry.name, content.len() as u64, Limits::PART)?;
        too_large("", total, Limits::TOTAL)?;
        if files.insert(entry.name.clone(), content).is_some() {
            return Err(BundleError::new(entry.name, BundleErrorKind::DuplicateEntry));
        }
    }
    Ok(Memory(without_top_folder(files)))
}

fn too_large(file: &str, found: u64, limit: u64) -> Result<(), BundleError> {
    if found > limit { Err(BundleError::new(file, BundleErrorKind::TooLarge { found, limit })) } else { Ok(()) }
}

fn is_system_file(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

fn without_top_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let top = files.keys().next().and_then(|name| name.split_once('/')).map(|(top, _)| format!("{top}/"));
    match top {
        Some(top) if files.keys().all(|name| name.starts_with(&top)) => {
            files.into_iter().map(|(name, content)| (name[top.len()..].to_owned(), content)).collect()
        }
        _ => files,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_single_top_folder_is_taken_off() {
        let files = from_zip(&zip_of(&[("b/datapackage.json", b"{}"), ("b/d/w.csv", b"1"), ("__MACOSX/x", b"")]));
        assert_eq!(files.unwrap().list(), ["d/w.csv", "datapackage.json"].map(str::to_owned).to_vec());
        let flat = from_zip(&zip_of(&[("datapackage.json", b"{}"), ("d/w.csv", b"1")])).unwrap();
        assert_eq!(flat.list(), ["d/w.csv", "datapackage.json"].map(str::to_owned).to_vec());
        assert_eq!(flat.read("none"), Err(FileError::Absent));
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        let error = from_zip(&zip_of(&[("../x.csv", b"")])).unwrap_err();
        assert_eq!(error.kind, BundleErrorKind::UnsafePath);
        let unsafe_paths = [
            "",
            "/a",
            "//h/a",
            "a/../b",
            "..",
            "C:\\a",
            "C:/a",
            "a\\b",
            "file:///a",
            "data:x",
            "~/a",
            "%2E%2e/a",
            "a//b",
        ];
        assert!(unsafe_paths.iter().all(|path| !safe_path(path)));
        assert!(safe_path("ü/..b.csv"));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let error = from_zip(&zip_of(&[("a", &vec![0; (Limits::PART + 1) as usize])])).unwrap_err();
        assert_eq!(error.kind, BundleErrorKind::TooLarge { found: Limits::PART + 1, limit: Limits::PART });
        let many: Vec<String> = (0..=Limits::ENTRIES).map(|i| i.to_string()).collect();
        let entries: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(matches!(from_zip(&zip_of(&entries)).unwrap_err().kind, BundleErrorKind::TooLarge { .. }));
    }

    #[test]
    fn damaged_archives_are_named() {
        let whole = zip_of(&[("a", b"hello hello hello")]);
        assert!(matches!(from_zip(b"PK").unwrap_err().kind, BundleErrorKind::Zip(..)));
        for end in 0..whole.len() {
            assert!(from_zip(&whole[..end]).is_err());
        }
    }
}
