//! Bytes to text: which encoding a file is in, judged by its bytes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::kinds;
use crate::publish::Remark;

/// The text of a file and the encoding it was in.
///
/// A byte order mark decides; without one, text that is valid UTF-8 is UTF-8, text in which every second byte is zero
/// is UTF-16, and everything else is Windows-1252, which contains what offices call ISO-8859-1. A file that is UTF-8 but
/// for a few broken places is read as UTF-8 with replacement characters and a remark.
///
/// # Errors
/// Bytes that are no text.
pub fn decode<'b>(bytes: &'b [u8], file: &str) -> Result<(Cow<'b, str>, &'static str, Vec<Remark>), Remark> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Ok(utf8(rest, file));
    }
    if let Some(encoding) = utf_16(bytes) {
        let rest = bytes.strip_prefix(b"\xff\xfe").or(bytes.strip_prefix(b"\xfe\xff")).unwrap_or(bytes);
        let (text, _) = encoding.decode_without_bom_handling(rest);
        let name = if encoding == UTF_16LE { "utf-16le" } else { "utf-16be" };
        return Ok((text, name, Vec::new()));
    }
    if bytes.iter().take(4096).any(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)) {
        return Err(Remark::new(&kinds::NOT_A_TABLE, file).found(shape_of(bytes)));
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        return Ok(utf8(bytes, file));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok((text, "windows-1252", Vec::new()))
}

fn utf8<'b>(bytes: &'b [u8], file: &str) -> (Cow<'b, str>, &'static str, Vec<Remark>) {
    let text = String::from_utf8_lossy(bytes);
    let remark = match std::str::from_utf8(bytes) {
        Ok(_) => None,
        // The last letter was cut in half: so was the file.
        Err(error) if error.error_len().is_none() => {
            let line = line_of(bytes, error.valid_up_to());
            Some(Remark::new(&kinds::FILE_CUT, file).at(line).found("UTF-8"))
        }
        Err(error) => {
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            let line = line_of(bytes, error.valid_up_to());
            Some(Remark::new(&kinds::ENCODING_BROKEN, file).at(line).found(format!("0x{byte:02X}")))
        }
    };
    (text, "utf-8", remark.into_iter().collect())
}

fn line_of(bytes: &[u8], place: usize) -> usize {
    bytes.iter().take(place).filter(|b| **b == b'\n').count() + 1
}

/// UTF-16 by its byte order mark, or by the zeros beside Latin letters.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(UTF_16BE);
    }
    let sample = bytes.get(..bytes.len().min(512) & !1)?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, letters) = (zeros(0), zeros(1), sample.len() / 2);
    if letters < 4 {
        None
    } else if even == 0 && odd * 4 > letters * 3 {
        Some(UTF_16LE)
    } else if odd == 0 && even * 4 > letters * 3 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether nearly all that is not ASCII is well-formed UTF-8: at least nine of ten.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= 9 * broken && good > 0
}

/// What kind of file begins like this, for a message.
pub fn shape_of(bytes: &[u8]) -> String {
    let known: [(&[u8], &str); 9] = [
        (b"%PDF", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"Rar!", "RAR"),
        (b"7z\xbc\xaf", "7z"),
        (b"\xd0\xcf\x11\xe0", "OLE"),
        (b"PK", "ZIP"),
        (b"SQLite", "SQLite"),
    ];
    let name = known.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| (*name).to_owned());
    name.unwrap_or_else(|| bytes.iter().take(4).map(|b| format!("{b:02X} ")).collect::<String>().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (String, &'static str, Vec<&'static str>) {
        let (text, encoding, remarks) = decode(bytes, "f").unwrap();
        (text.into_owned(), encoding, remarks.iter().map(|r| r.kind.id).collect())
    }

    #[test]
    fn each_encoding_is_told_apart() {
        assert_eq!(read("Köln".as_bytes()), ("Köln".into(), "utf-8", vec![]));
        assert_eq!(read(b"\xef\xbb\xbfK\xc3\xb6ln"), ("Köln".into(), "utf-8", vec![]));
        assert_eq!(read(b"K\xf6ln \x80\x96"), ("Köln €–".into(), "windows-1252", vec![]));
        let wide: Vec<u8> = "Köln;1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).0, "Köln;1");
        let marked: Vec<u8> = "\u{feff}Köln".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&marked), ("Köln".into(), "utf-16be", vec![]));
    }

    #[test]
    fn broken_utf8_is_read_and_named() {
        assert_eq!(read(b"K\xc3\xb6ln").2, Vec::<&str>::new());
        let mut many = "äöüß".repeat(5).into_bytes();
        many.extend(b"\nx\xffy");
        let (text, encoding, kinds) = read(&many);
        assert!(text.ends_with("x\u{fffd}y") && encoding == "utf-8");
        assert_eq!(kinds, ["import-encoding"]);
        let mut cut = "äöüß".repeat(5).into_bytes();
        cut.pop();
        assert_eq!(read(&cut).2, ["import-cut"]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refused = decode(b"%PDF-1.4\n\x00\x01\x02", "f").unwrap_err();
        assert_eq!((refused.kind.id, refused.found.as_str()), ("import-not-a-table", "PDF"));
        assert!(decode(&[1, 2, 3, 4, 5], "f").is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_give_text_or_a_remark(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes, "f");
        }
    }
}
