//! Bytes to text: encodings, byte order marks, web pages in the wrong place.

use std::borrow::Cow;

use crate::bundle::{Code, Finding, Findings};

/// What stands at 0x80 to 0x9f in Windows-1252; the five unused places stay replacement characters.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// The text of a file in its declared encoding (UTF-8 if none), without byte order mark. `None` after an error.
pub fn decode<'a>(bytes: &'a [u8], encoding: &str, file: &str, findings: &mut Findings) -> Option<Cow<'a, str>> {
    let text = match encoding.to_ascii_lowercase().replace('_', "-").as_str() {
        "" | "utf-8" | "utf8" | "utf-8-sig" | "us-ascii" | "ascii" => utf8(bytes, file, findings)?,
        "windows-1252" | "cp1252" | "ansi" | "iso-8859-1" | "latin1" | "latin-1" => Cow::Owned(windows_1252(bytes)),
        other => {
            let known = "utf-8, windows-1252, iso-8859-1";
            findings.add(Finding::new(Code::EncodingUnknown, file).found(other).expected(known));
            return None;
        }
    };
    // A byte order mark read as Windows-1252 stands before the page as three letters.
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || "\u{feff}ï»¿".contains(c)).as_bytes();
    if start.first() == Some(&b'<') && start.get(1).is_some_and(|b| b.is_ascii_alphabetic() || b"!?/".contains(b)) {
        findings.add(Finding::new(Code::HtmlInstead, file).at(1));
        return None;
    }
    Some(text)
}

fn utf8<'a>(bytes: &'a [u8], file: &str, findings: &mut Findings) -> Option<Cow<'a, str>> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        findings.add(Finding::new(Code::EncodingUnknown, file).found("utf-16").expected("utf-8, windows-1252"));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text))),
        Err(error) => {
            let place = error.valid_up_to();
            let row = bytes[..place].iter().filter(|b| **b == b'\n').count() + 1;
            let byte = format!("0x{:02X}", bytes.get(place).copied().unwrap_or_default());
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            findings.add(Finding::new(Code::NotUtf8, file).at(row).found(byte));
            None
        }
    }
}

fn windows_1252(bytes: &[u8]) -> String {
    let letter = |b: &u8| match b {
        0x80..=0x9f => WINDOWS_1252[usize::from(b - 0x80)],
        other => char::from(*other),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(bytes: &[u8], encoding: &str) -> (Option<String>, Vec<Code>) {
        let mut findings = Findings::default();
        let text = decode(bytes, encoding, "f", &mut findings).map(Cow::into_owned);
        (text, findings.into_list().iter().map(|f| f.code).collect())
    }

    #[test]
    fn reads_the_declared_encoding() {
        assert_eq!(codes(b"\xef\xbb\xbfa", "").0.as_deref(), Some("a"));
        assert_eq!(codes(b"L\xfcbeck \x80", "windows-1252").0.as_deref(), Some("Lübeck €"));
    }

    #[test]
    fn names_the_cause() {
        assert_eq!(codes(b"a\nL\xfcbeck", "utf-8"), (None, vec![Code::NotUtf8]));
        assert_eq!(codes(b"\xff\xfea\0", ""), (None, vec![Code::EncodingUnknown]));
        for page in [
            &b" <!DOCTYPE html>"[..],
            b"<!-- proxy --><HTML>",
            b"<p>Session expired",
            b"<?xml version",
            b"\xef\xbb\xbf<br />",
        ] {
            assert_eq!(codes(page, ""), (None, vec![Code::HtmlInstead]));
            assert_eq!(codes(page, "windows-1252"), (None, vec![Code::HtmlInstead]));
        }
        assert_eq!(codes(b"<15,15-64\n1,2\n", "").1, vec![], "a column of ages");
    }
}
