//! An office's file becomes tables: what it is, is judged by its bytes and not by its name.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::grid::Grid;
use super::{delimited, encoding, kinds, workbook};
use crate::publish::Remark;

/// The most bytes that a file may hold when it is unpacked: places in a table are counted with 32 bits.
const LARGEST: u64 = (u32::MAX as u64) - 1;

/// The tables of a file: one for a text file, one a sheet for a workbook; sheets that hold nothing are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// At least one, none of them empty.
    pub grids: Vec<Grid>,
    /// What is odd about the file.
    pub remarks: Vec<Remark>,
}

/// Reads a CSV, TSV or TXT file in any of the usual encodings, a workbook (`.xlsx`, `.xls`, `.ods`), or one of these
/// packed with gzip. `file` is the name for messages.
///
/// ```
/// use sozialatlas::publish::import::read_tables;
/// let tables = read_tables(b"ags;Stra\xdfe\n01001;4,5\n", "kreise.csv").unwrap();
/// assert_eq!(tables.grids[0].cell(0, 1), "Straße", "Windows-1252");
/// let refused = read_tables(b"<!DOCTYPE html><title>Anmelden</title>", "kreise.csv").unwrap_err();
/// assert_eq!(refused[0].kind.id, "import-html");
/// ```
///
/// # Errors
/// A web page in the place of data, an empty, cut or damaged file, one that is protected by a password, or no table at
/// all.
pub fn read_tables(bytes: &[u8], file: &str) -> Result<Tables, Vec<Remark>> {
    let bytes = unpacked(bytes, file).map_err(|remark| vec![remark])?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(vec![Remark::new(&kinds::FILE_EMPTY, file)]);
    }
    let (grids, remarks) = if bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        workbook::sheets(&bytes, file).map_err(|remark| vec![remark])?
    } else {
        text_table(&bytes, file)?
    };
    if grids.is_empty() {
        return Err(vec![Remark::new(&kinds::FILE_EMPTY, file)]);
    }
    Ok(Tables { grids, remarks })
}

fn text_table(bytes: &[u8], file: &str) -> Result<(Vec<Grid>, Vec<Remark>), Vec<Remark>> {
    let (text, encoding, remarks) = encoding::decode(bytes, file).map_err(|remark| vec![remark])?;
    if let Some(remark) = not_data(&text, file) {
        return Err(vec![remark]);
    }
    if remarks.iter().any(|r| r.kind.id == kinds::FILE_CUT.id) {
        return Err(remarks);
    }
    let grid = delimited::split(&text, encoding, file).map_err(|remark| vec![remark])?;
    Ok((Some(grid).filter(|g| !g.is_empty()).into_iter().collect(), remarks))
}

/// Whether a text is a page, a message in JSON or a program's own format in the place of a table.
fn not_data(text: &str, file: &str) -> Option<Remark> {
    let start: String = text.trim_start().chars().take(400).collect();
    let lower = start.to_ascii_lowercase();
    let title = || text.split_once("<title>").and_then(|(_, t)| t.split_once("</title>")).map(|(t, _)| t.trim());
    if ["<!doctype html", "<html", "<head", "<body", "<table"].iter().any(|tag| lower.starts_with(tag)) {
        return Some(Remark::new(&kinds::HTML_INSTEAD, file).found(title().unwrap_or("HTML")));
    }
    if lower.starts_with("<?xml") || lower.starts_with("<!doctype") {
        let html = lower.contains("<html");
        return Some(if html {
            Remark::new(&kinds::HTML_INSTEAD, file).found(title().unwrap_or("HTML"))
        } else {
            Remark::new(&kinds::NOT_A_TABLE, file).found("XML")
        });
    }
    let json = start.starts_with('{') || start.starts_with("[{") || start.starts_with("[\n");
    json.then(|| Remark::new(&kinds::NOT_A_TABLE, file).found("JSON"))
}

fn unpacked<'b>(bytes: &'b [u8], file: &str) -> Result<Cow<'b, [u8]>, Remark> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return too_large(bytes.len() as u64, file).map_or(Ok(Cow::Borrowed(bytes)), Err);
    }
    let mut content = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(LARGEST + 1).read_to_end(&mut content);
    if let Err(error) = read {
        return Err(Remark::new(&kinds::GZIP_DAMAGED, file).found(error));
    }
    too_large(content.len() as u64, file).map_or(Ok(Cow::Owned(content)), Err)
}

fn too_large(bytes: u64, file: &str) -> Option<Remark> {
    (bytes > LARGEST).then(|| Remark::new(&kinds::FILE_TOO_LARGE, file).found(bytes).expected(LARGEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    fn refused(bytes: &[u8]) -> &'static str {
        read_tables(bytes, "f").unwrap_err()[0].kind.id
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_is_no_data_is_refused_with_its_cause() {
        assert_eq!(refused(b""), "import-empty");
        assert_eq!(refused(b" \n\r\n"), "import-empty");
        assert_eq!(refused(b";;;\n;;;\n"), "import-empty");
        assert_eq!(refused(b"\n<html><body>Bitte anmelden"), "import-html");
        assert_eq!(refused(b"<?xml version=\"1.0\"?><Workbook/>"), "import-not-a-table");
        assert_eq!(refused(b"{\"error\": 404}"), "import-not-a-table");
        assert_eq!(refused(b"PK\x03\x04 and nothing more"), "import-workbook");
        assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "import-workbook");
    }

    #[test]
    fn gzip_is_unpacked_and_a_cut_one_refused() {
        let packed = gz(b"a;b\n1;2\n");
        assert_eq!(read_tables(&packed, "f.csv.gz").unwrap().grids[0].cell(1, 1), "2");
        for end in 2..packed.len() {
            assert_eq!(refused(&packed[..end]), "import-gzip", "{end}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_table_or_a_remark(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            match read_tables(&bytes, "f") {
                Ok(tables) => prop_assert!(tables.grids.iter().all(|g| !g.is_empty()) && !tables.grids.is_empty()),
                Err(remarks) => prop_assert!(!remarks.is_empty()),
            }
        }
    }
}
