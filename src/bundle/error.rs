//! Why a bundle cannot be read at all.

use std::fmt;

use crate::model::Lang;

/// A part of a bundle that cannot be read, with the place of the damage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleError {
    /// Path inside the bundle; empty if the bundle as a whole is meant.
    pub file: String,
    /// Line of a text file, counted from 1.
    pub row: Option<u32>,
    /// What is wrong.
    pub kind: BundleErrorKind,
}

/// What makes a part unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleErrorKind {
    /// The file is not there.
    Absent,
    /// The file system or the host refused; the text is theirs.
    Unreadable(String),
    /// More bytes, entries or cells than allowed.
    TooLarge {
        /// What was found, at least.
        found: u64,
        /// The most that is read.
        limit: u64,
    },
    /// An absolute path, or one that leads out of the bundle.
    UnsafePath,
    /// Two entries of one name.
    DuplicateEntry,
    /// No zip archive, or a damaged one; why, in both languages.
    Zip(&'static str, &'static str),
    /// The length differs from the declared one.
    Bytes {
        /// Declared length.
        declared: u64,
        /// Length found.
        found: u64,
    },
    /// The SHA-256 differs from the declared one.
    Hash,
    /// The file ends before its content does.
    Truncated,
    /// A version of the format that this reader does not know.
    Version(u32),
    /// Bytes that do not follow the format; the text names the place in the format.
    Layout(&'static str),
    /// Text that is not JSON, or JSON of another shape; the text names the member.
    Json(String),
    /// A figure, id or level that does not fit the catalogue.
    Mismatch(String),
}

impl BundleError {
    /// An error of a whole file.
    pub fn new(file: impl Into<String>, kind: BundleErrorKind) -> BundleError {
        BundleError { file: file.into(), row: None, kind }
    }

    /// The error in words, with file and row.
    pub fn message(&self, lang: Lang) -> String {
        let mut text = String::new();
        if !self.file.is_empty() {
            text.push_str(&self.file);
            if let Some(row) = self.row {
                text.push_str(if lang == Lang::En { ", row " } else { ", Zeile " });
                text.push_str(&row.to_string());
            }
            text.push_str(": ");
        }
        let (de, en) = self.kind.words();
        text + if lang == Lang::En { &en } else { &de }
    }
}

impl BundleErrorKind {
    fn words(&self) -> (String, String) {
        let same = |de: &str, en: &str| (de.to_owned(), en.to_owned());
        match self {
            Self::Absent => same("Datei fehlt", "file is missing"),
            Self::Unreadable(why) => (format!("nicht lesbar: {why}"), format!("cannot be read: {why}")),
            Self::TooLarge { found, limit } => {
                (format!("zu groß: {found}, erlaubt sind {limit}"), format!("too large: {found}, the limit is {limit}"))
            }
            Self::UnsafePath => same("Pfad führt aus dem Bündel hinaus", "the path leads out of the bundle"),
            Self::DuplicateEntry => same("kommt doppelt vor", "occurs twice"),
            Self::Zip(de, en) => {
                (format!("kein lesbares Zip-Archiv: {de}"), format!("not a readable zip archive: {en}"))
            }
            Self::Bytes { declared, found } => (
                format!("{found} Bytes statt der angegebenen {declared}; vermutlich abgeschnitten oder verändert"),
                format!("{found} bytes instead of the declared {declared}; probably truncated or changed"),
            ),
            Self::Hash => same(
                "Prüfsumme stimmt nicht; die Datei wurde verändert oder beschädigt",
                "checksum does not match; the file was changed or damaged",
            ),
            Self::Truncated => same("Datei ist abgeschnitten", "the file is truncated"),
            Self::Version(v) => (format!("unbekannte Formatversion {v}"), format!("unknown format version {v}")),
            Self::Layout(place) => (format!("beschädigt: {place}"), format!("damaged: {place}")),
            Self::Json(what) => (format!("kein passendes JSON: {what}"), format!("not the expected JSON: {what}")),
            Self::Mismatch(what) => {
                (format!("passt nicht zum Katalog: {what}"), format!("does not fit the catalogue: {what}"))
            }
        }
    }
}

impl fmt::Display for BundleError {
    /// In English, for logs; readers get [`BundleError::message`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for BundleError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_file_and_row() {
        let error = BundleError { file: "a.csv".into(), row: Some(3), kind: BundleErrorKind::Truncated };
        assert_eq!(error.message(Lang::De), "a.csv, Zeile 3: Datei ist abgeschnitten");
        assert_eq!(error.to_string(), "a.csv, row 3: the file is truncated");
    }
}
