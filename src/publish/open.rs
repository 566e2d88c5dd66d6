//! Source bundles on disk: a folder, or a zip archive.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Remark;
use super::check::kinds::kinds;
use crate::bundle::{BundleErrorKind, FileError, Files, Limits, from_zip, safe_path};

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
    let fault = |kind| Remark::new(kind, path.display().to_string());
    let size = match fs::metadata(path) {
        Ok(about) => about.len(),
        Err(error) => {
            return Err(fault(if error.kind() == ErrorKind::NotFound { &ABSENT } else { &UNREADABLE })
                .found(error.kind())
                .into());
        }
    };
    if size > Limits::TOTAL {
        return Err(fault(&TOO_LARGE).found(size).expected(Limits::TOTAL).into());
    }
    let bytes = fs::read(path).map_err(|error| fault(&UNREADABLE).found(error.kind()))?;
    if !bytes.starts_with(b"PK") {
        let start: Vec<u8> = bytes.iter().take(20).copied().collect();
        return Err(fault(&NO_BUNDLE).found(String::from_utf8_lossy(&start)).into());
    }
    let memory = from_zip(&bytes).map_err(|error| {
        let kind = match &error.kind {
            BundleErrorKind::UnsafePath => &ARCHIVE_PATH,
            BundleErrorKind::DuplicateEntry => &ARCHIVE_TWICE,
            BundleErrorKind::TooLarge { found, limit } => {
                return fault(&TOO_LARGE).found(format!("{} {found}", error.file).trim()).expected(limit);
            }
            _ => &ARCHIVE_DAMAGED,
        };
        fault(kind).found(if error.file.is_empty() { "zip" } else { &error.file })
    })?;
    Ok(Box::new(memory))
}

kinds! { KINDS:
    /// No such file or folder.
    ABSENT "source-absent" Error
        "Diese Datei oder diesen Ordner gibt es nicht." "Den Pfad prüfen; erwartet wird ein Ordner mit datapackage.json oder ein ZIP-Archiv."
        "There is no such file or folder." "Check the path; expected is a folder with datapackage.json or a zip archive.";
    /// The file system refuses.
    UNREADABLE "source-unreadable" Error
        "Die Datei ist nicht lesbar ({found})." "Rechte prüfen und Programme schließen, die sie geöffnet haben."
        "The file cannot be read ({found})." "Check the rights and close programs that have it open.";
    /// Something else than a bundle.
    NO_BUNDLE "source-no-bundle" Error
        "Das ist weder ein Ordner noch ein ZIP-Archiv; die Datei beginnt mit „{found}“. Vielleicht hat der Server eine Webseite statt des Archivs geliefert." "Den Ordner mit der datapackage.json oder das Archiv angeben."
        "This is neither a folder nor a zip archive; the file begins with “{found}”. Perhaps the server delivered a web page." "Name the folder with datapackage.json or the archive.";
    /// Too large.
    TOO_LARGE "source-too-large" Error
        "Zu groß: {found} Bytes, höchstens {expected}." "Das Bündel teilen oder alte Zeiträume weglassen."
        "Too large: {found} bytes, {expected} at most." "Divide the bundle or leave old periods out.";
    /// A damaged archive.
    ARCHIVE_DAMAGED "archive-damaged" Error
        "Das ZIP-Archiv ist beschädigt oder abgeschnitten ({found})." "Noch einmal kopieren oder herunterladen."
        "The zip archive is damaged or truncated ({found})." "Copy or download it again.";
    /// A path that leads out.
    ARCHIVE_PATH "archive-path" Error
        "Das ZIP-Archiv enthält den Pfad „{found}“, der aus dem Bündel hinausführt. Solche Archive sind oft in böser Absicht gemacht." "Das Archiv nicht verwenden oder aus einem Ordner neu packen."
        "The zip archive holds the path “{found}”, which leads out of the bundle. Such archives are often made with bad intent." "Do not use it, or pack it anew from a folder.";
    /// A doubled entry.
    ARCHIVE_TWICE "archive-twice" Error
        "Das ZIP-Archiv enthält „{found}“ zweimal; welche Datei gilt, ist nicht zu entscheiden." "Aus einem Ordner neu packen."
        "The zip archive holds “{found}” twice; which one counts cannot be decided." "Pack it anew from a folder.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn fault(name: &str, bytes: &[u8]) -> &'static str {
        let path = std::env::temp_dir().join(format!("atlas-open-{}-{name}", std::process::id()));
        fs::write(&path, bytes).unwrap();
        let error = open(&path).err().unwrap();
        fs::remove_file(&path).unwrap();
        error.downcast_ref::<Remark>().unwrap().kind.id
    }

    fn zip_of(names: &[&str]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in names {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(b"hello hello").unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn every_fault_of_a_source_is_named() {
        assert_eq!(fault("page", b"<!doctype html>"), "source-no-bundle");
        assert_eq!(fault("empty", b""), "source-no-bundle");
        for name in ["../a", "/etc/a", "C:/a", "..\\a"] {
            assert_eq!(fault("path", &zip_of(&[name])), "archive-path", "{name}");
        }
        let whole = zip_of(&["datapackage.json", "w.csv"]);
        for end in 2..whole.len() {
            assert_eq!(fault("cut", &whole[..end]), "archive-damaged", "{end}");
        }
        let absent = open(Path::new("no/such/bundle.zip")).err().unwrap();
        assert_eq!(absent.downcast_ref::<Remark>().unwrap().kind.id, "source-absent");
    }
}
