//! The table of a shapefile: dBASE III, every field as the text that stands there.

use encoding_rs::Encoding;

use super::input::Parts;
use super::kinds;
use crate::publish::Remark;

/// A row: column and text; `None` for a row that is marked as deleted.
pub(super) type Row = Option<Vec<(String, String)>>;

/// The bytes of German letters in the code pages of DOS (437, 850).
const DOS: [(u8, char); 7] =
    [(0x84, 'ä'), (0x94, 'ö'), (0x81, 'ü'), (0x8e, 'Ä'), (0x99, 'Ö'), (0x9a, 'Ü'), (0xe1, 'ß')];

/// Reads the rows of a `.dbf`.
pub(super) fn read(parts: &Parts, remarks: &mut Vec<Remark>) -> Result<Vec<Row>, Remark> {
    let bytes = parts.get("dbf");
    let damaged = |why: &str| Remark::new(&kinds::UNREADABLE, parts.name("dbf")).found(why).expected("dBASE");
    let short = |at: usize| bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes);
    let rows = bytes.get(4..8).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    let (Some(rows), Some(header), Some(length)) = (rows, short(8), short(10)) else {
        return Err(damaged("dBASE: header"));
    };
    let (header, length) = (usize::from(header), usize::from(length));
    let fields = fields(bytes.get(32..header).unwrap_or(&[]));
    if fields.is_empty() || length == 0 || fields.iter().map(|f| f.1).sum::<usize>() >= length {
        return Err(damaged("dBASE: columns"));
    }
    let encoding = Text::declared(parts, bytes.get(29).copied().unwrap_or(0));
    let mut decoder = Decoder { encoding, wrong: 0 };
    let body = bytes.get(header..).unwrap_or(&[]);
    let records = body.chunks_exact(length).take(rows as usize);
    let table: Vec<Row> = records.map(|record| row(record, &fields, &mut decoder)).collect();
    if decoder.wrong > 0 {
        let remark = Remark::new(&kinds::ENCODING, parts.name("dbf"));
        remarks.push(remark.found(decoder.wrong).expected("UTF-8"));
    }
    Ok(table)
}

/// Names and widths.
fn fields(head: &[u8]) -> Vec<(String, usize)> {
    let described = head.chunks_exact(32).take_while(|field| field[0] != 0x0d && field[0] != 0);
    let name = |field: &[u8]| {
        let end = field[..11].iter().position(|b| *b == 0).unwrap_or(11);
        String::from_utf8_lossy(&field[..end]).trim().to_owned()
    };
    described.map(|field| (name(field), usize::from(field[16]))).collect()
}

fn row(record: &[u8], fields: &[(String, usize)], decoder: &mut Decoder) -> Row {
    if record.first() == Some(&b'*') {
        return None;
    }
    let mut at = 1;
    let mut cells = Vec::with_capacity(fields.len());
    for (name, width) in fields {
        let bytes = record.get(at..at + width).unwrap_or(&[]);
        at += width;
        cells.push((name.clone(), decoder.text(bytes)));
    }
    Some(cells)
}

/// How the letters are written.
#[derive(Clone, Copy)]
enum Text {
    /// Said so in the `.cpg` or the header.
    Known(&'static Encoding),
    /// Code page 437 or 850.
    Dos,
    /// Nothing said: UTF-8 where it can be, else Windows-1252.
    Unknown,
}

impl Text {
    fn declared(parts: &Parts, language: u8) -> Text {
        let named = String::from_utf8_lossy(parts.get("cpg")).trim().to_lowercase();
        let page = named.trim_start_matches("ansi").trim_start_matches("cp").trim();
        match (page, language) {
            ("1252" | "88591", _) => Text::Known(encoding_rs::WINDOWS_1252),
            ("437" | "850", _) => Text::Dos,
            ("", 0x01 | 0x02) => Text::Dos,
            ("", 0x03 | 0x57 | 0x58 | 0x59) => Text::Known(encoding_rs::WINDOWS_1252),
            _ => Encoding::for_label(named.as_bytes()).map_or(Text::Unknown, Text::Known),
        }
    }
}

struct Decoder {
    encoding: Text,
    /// Cells that were not what was declared.
    wrong: usize,
}

impl Decoder {
    fn text(&mut self, bytes: &[u8]) -> String {
        let bytes = bytes.split(|b| *b == 0).next().unwrap_or(&[]);
        if bytes.is_ascii() {
            return String::from_utf8_lossy(bytes).trim().to_owned();
        }
        let decoded = match self.encoding {
            Text::Dos => bytes.iter().map(|b| dos(*b)).collect(),
            Text::Known(encoding) => match encoding.decode_without_bom_handling(bytes) {
                (text, false) => text.into_owned(),
                (_, true) => {
                    self.wrong += 1;
                    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
                }
            },
            Text::Unknown => match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            },
        };
        decoded.trim().to_owned()
    }
}

fn dos(byte: u8) -> char {
    let known = DOS.iter().find(|(code, _)| *code == byte).map(|(_, letter)| *letter);
    known.unwrap_or(if byte.is_ascii() { char::from(byte) } else { '\u{fffd}' })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cell: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0u8; 32];
        bytes[4] = 1;
        bytes[8] = 65;
        bytes[10] = 1 + cell.len() as u8;
        let mut field = [0u8; 32];
        field[..3].copy_from_slice(b"GEN");
        field[11] = b'C';
        field[16] = cell.len() as u8;
        bytes.extend(field);
        bytes.push(0x0d);
        bytes.push(b' ');
        bytes.extend(cell);
        bytes
    }

    fn name_of(cell: &[u8], page: &[u8]) -> (String, usize) {
        let parts = Parts::of("k", &[("dbf", &table(cell)), ("cpg", page)]);
        let mut remarks = Vec::new();
        let rows = read(&parts, &mut remarks).unwrap();
        (rows[0].as_ref().unwrap()[0].1.clone(), remarks.len())
    }

    #[test]
    fn letters_in_every_encoding_offices_use() {
        assert_eq!(name_of("Gößnitz".as_bytes(), b"UTF-8"), ("Gößnitz".to_owned(), 0));
        assert_eq!(name_of(b"G\xf6\xdfnitz", b"1252"), ("Gößnitz".to_owned(), 0));
        assert_eq!(name_of(b"G\xf6\xdfnitz", b"ISO-8859-1"), ("Gößnitz".to_owned(), 0));
        assert_eq!(name_of(b"G\x94\xe1nitz", b"437"), ("Gößnitz".to_owned(), 0));
        assert_eq!(name_of(b"G\xf6\xdfnitz", b""), ("Gößnitz".to_owned(), 0), "guessed");
        assert_eq!(name_of("Gößnitz".as_bytes(), b""), ("Gößnitz".to_owned(), 0), "guessed");
        assert_eq!(name_of(b"G\xf6\xdfnitz", b"UTF-8"), ("Gößnitz".to_owned(), 1), "declared wrongly");
    }
}
