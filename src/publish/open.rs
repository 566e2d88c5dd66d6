//! Source bundles on disk: a folder, or a zip archive.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::bundle::{FileError, Files, Limits, from_zip, safe_path};

/// A folder as the files of a bundle. Links that lead out of it are not followed.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens a folder.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn open(path: &Path) -> Result<Folder> {
        let root = path.canonicalize().with_context(|| path.display().to_string())?;
        Ok(Folder { root })
    }

    /// The first bytes of a file, at most `most`.
    pub(crate) fn head(&self, path: &str, most: u64) -> Result<Vec<u8>, FileError> {
        use std::io::Read;
        let unreadable = |error: std::io::Error| FileError::Unreadable(error.kind().to_string());
        let full = self.inside(path)?;
        let mut bytes = Vec::new();
        fs::File::open(full).map_err(unreadable)?.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }

    /// The full path of a file that lies in the folder, wherever links lead.
    fn inside(&self, path: &str) -> Result<PathBuf, FileError> {
        if !safe_path(path) {
            return Err(FileError::Absent);
        }
        let full = self.root.join(path).canonicalize().map_err(refuse)?;
        if full.starts_with(&self.root) && full.is_file() { Ok(full) } else { Err(FileError::Absent) }
    }

    fn collect(&self, folder: &Path, prefix: &str, into: &mut Vec<String>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{prefix}{name}");
            match entry.file_type() {
                // Ten times the entries of an archive: beyond that nobody meant this folder.
                Ok(kind) if kind.is_dir() && into.len() < Limits::ENTRIES * 10 => {
                    self.collect(&entry.path(), &format!("{path}/"), into);
                }
                Ok(kind) if kind.is_file() => into.push(path),
                _ => {}
            }
        }
    }
}

impl Files for Folder {
    fn list(&self) -> Vec<String> {
        let mut files = Vec::new();
        self.collect(&self.root, "", &mut files);
        files.sort();
        files
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let full = self.inside(path)?;
        if fs::metadata(&full).map_err(refuse)?.len() > Limits::PART {
            return Err(FileError::TooLarge);
        }
        fs::read(&full).map_err(refuse)
    }
}

fn refuse(error: std::io::Error) -> FileError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => FileError::Absent,
        _ => FileError::Unreadable(error.kind().to_string()),
    }
}

/// Opens a source bundle: a folder, its `datapackage.json`, or a zip archive.
///
/// # Errors
/// Nothing of that name, a file of another kind, a damaged or hostile archive.
pub fn open(path: &Path) -> Result<Box<dyn Files>> {
    if path.is_dir() {
        return Ok(Box::new(Folder::open(path)?));
    }
    if path.file_name().is_some_and(|name| name == "datapackage.json") {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return Ok(Box::new(Folder::open(parent)?));
    }
    let size = fs::metadata(path).with_context(|| path.display().to_string())?.len();
    if size > Limits::TOTAL {
        bail!("{}: {size} bytes, the limit is {}", path.display(), Limits::TOTAL);
    }
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    if !bytes.starts_with(b"PK") {
        bail!("{}: neither a folder nor a zip archive", path.display());
    }
    Ok(Box::new(from_zip(&bytes).with_context(|| path.display().to_string())?))
}
