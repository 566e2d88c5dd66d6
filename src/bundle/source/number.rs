//! One cell of a table: a figure, an official sign, or a finding.

use crate::bundle::Code;
use crate::model::{Missing, Observation, ValueFlags, parse_number};

/// How the figures of a column are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    /// Between whole and fraction.
    pub decimal: char,
    /// Between thousands, if any.
    pub group: Option<char>,
    /// Whether fractions are refused.
    pub integer: bool,
    /// Signs for missing values, with the publisher's label.
    pub missing: Vec<(String, String)>,
}

impl Default for Format {
    fn default() -> Self {
        Format { decimal: '.', group: None, integer: false, missing: Vec::new() }
    }
}

/// Why a cell holds no figure: the code, and what was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCell {
    /// What kind of fault.
    pub code: Code,
    /// What was probably meant, may be empty.
    pub meant: String,
}

fn bad<T>(code: Code, meant: impl Into<String>) -> Result<T, BadCell> {
    Err(BadCell { code, meant: meant.into() })
}

/// Reads a cell. An empty one is not published; `-` is exactly zero, even where it is listed among the missing signs.
///
/// # Errors
/// Text that is neither number nor sign; separators that were not declared; numbers that are not finite.
pub fn cell(text: &str, format: &Format) -> Result<Observation, BadCell> {
    let text = text.trim();
    if let Some(state) = sign(text, format) {
        return Ok(state);
    }
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return match sign(inner.trim(), format) {
            Some(state) => Ok(state),
            None => Ok(Observation::Known(number(inner.trim(), format)?, ValueFlags::LIMITED_RELIABILITY)),
        };
    }
    let (figure, flags) = suffix(text);
    Ok(Observation::Known(number(figure, format)?, flags))
}

/// An official or declared sign.
fn sign(text: &str, format: &Format) -> Option<Observation> {
    let missing = |reason| Some(Observation::Missing(reason));
    match text {
        "-" | "–" | "−" | "—" => return Some(Observation::Known(0.0, ValueFlags::NONE)),
        "." | "·" | "•" => return missing(Missing::UnknownOrConfidential),
        "..." | "…" => return missing(Missing::Pending),
        "/" => return missing(Missing::Unreliable),
        "x" | "X" => return missing(Missing::NotApplicable),
        _ => {}
    }
    let declared = format.missing.iter().find(|(value, _)| value == text);
    match declared {
        Some((_, label)) => missing(labelled(label)),
        None if text.is_empty() => missing(Missing::NotPublished),
        None => None,
    }
}

/// The state a publisher's label speaks of.
fn labelled(label: &str) -> Missing {
    let label = label.to_lowercase();
    let speaks_of = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if speaks_of(&["geheim", "confidential", "unbekannt", "unknown", "suppress"]) {
        Missing::UnknownOrConfidential
    } else if speaks_of(&["später", "pending", "later"]) {
        Missing::Pending
    } else if speaks_of(&["unsicher", "unreliable"]) {
        Missing::Unreliable
    } else if speaks_of(&["gebietsstand", "territor"]) {
        Missing::TerritoryChanged
    } else if speaks_of(&["kein gebiet", "no such area", "aufgelöst", "dissolved"]) {
        Missing::NoSuchArea
    } else if speaks_of(&["sinnvoll", "not applicable", "meaningful"]) {
        Missing::NotApplicable
    } else {
        Missing::NotPublished
    }
}

/// A figure with a letter behind it: `12 p` provisional, `r` revised, `s` estimated.
fn suffix(text: &str) -> (&str, ValueFlags) {
    let flag = match text.as_bytes().last() {
        Some(b'p') => ValueFlags::PROVISIONAL,
        Some(b'r') => ValueFlags::REVISED,
        Some(b's') => ValueFlags::ESTIMATED,
        _ => return (text, ValueFlags::NONE),
    };
    let figure = text[..text.len() - 1].trim_end();
    if figure.ends_with(|c: char| c.is_ascii_digit()) { (figure, flag) } else { (text, ValueFlags::NONE) }
}

fn number(text: &str, format: &Format) -> Result<f64, BadCell> {
    let lower = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
    let broken = ["#div/0!", "#nv", "#n/a", "#value!", "#wert!", "#ref!", "#bezug!", "#num!", "#zahl!"];
    if matches!(lower.as_str(), "nan" | "inf" | "infinity") || broken.contains(&lower.as_str()) {
        return bad(Code::NumberNotFinite, "");
    }
    let plain: String = text
        .chars()
        .filter(|c| Some(*c) != format.group)
        .map(|c| {
            if c == format.decimal {
                '.'
            } else if c == '−' {
                '-'
            } else if c == '.' {
                '·'
            } else {
                c
            }
        })
        .collect();
    let digits = plain.trim_start_matches(['+', '-']);
    let shape = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    let starts = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let Some(value) = parse_number(&plain).filter(|_| shape && starts) else {
        return if shape && starts && is_too_large(&plain) {
            bad(Code::NumberNotFinite, "")
        } else {
            Err(misread(text, format))
        };
    };
    if format.integer && value.fract() != 0.0 {
        return if is_grouped(text, format.decimal) {
            bad(Code::NumberThousands, text.replace(format.decimal, ""))
        } else {
            bad(Code::NumberNotInteger, "")
        };
    }
    // 12.000 in a column of whole numbers is twelve thousand to a German spreadsheet.
    if format.integer && is_grouped(text, format.decimal) {
        return bad(Code::NumberThousands, text.replace(format.decimal, ""));
    }
    Ok(value)
}

/// Is it a number but for its size: too many digits, or too large an exponent?
fn is_too_large(text: &str) -> bool {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let figures = exponent.trim_start_matches(['+', '-']);
    let sound = !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit());
    sound && (parse_number(number).is_some() || number.bytes().all(|b| b.is_ascii_digit()))
}

/// What is wrong with a text that is no number.
fn misread(text: &str, format: &Format) -> BadCell {
    let separators = ['.', ',', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];
    let body = text.trim_start_matches(['-', '+', '−']);
    let starts = body.starts_with(|c: char| c.is_ascii_digit());
    if !starts || !body.chars().all(|c| c.is_ascii_digit() || separators.contains(&c)) {
        return BadCell { code: Code::NumberInvalid, meant: String::new() };
    }
    let comma = format.decimal != ',' && body.matches(',').count() == 1;
    if comma && !body.contains(|c: char| c != ',' && !c.is_ascii_digit()) {
        return BadCell { code: Code::NumberDecimalComma, meant: text.replace(',', ".") };
    }
    let meant: String = text.chars().filter(|c| !separators.contains(c)).collect();
    BadCell { code: Code::NumberThousands, meant }
}

/// Whether a number looks like groups of thousands: `1.234`, `12.345.678`.
pub fn is_grouped(text: &str, separator: char) -> bool {
    let mut groups = text.trim().trim_start_matches(['-', '+']).split(separator);
    let first = groups.next().unwrap_or("");
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let mut rest = groups.peekable();
    let first_fine = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    first_fine && rest.peek().is_some() && rest.all(|g| g.len() == 3 && digits(g))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(value: f64) -> Result<Observation, BadCell> {
        Ok(Observation::Known(value, ValueFlags::NONE))
    }

    #[test]
    fn figures() {
        let german = Format { decimal: ',', group: Some('.'), ..Format::default() };
        assert_eq!(cell(" 12.5 ", &Format::default()), known(12.5));
        assert_eq!(cell("1.234,5", &german), known(1234.5));
        assert_eq!(cell("−5", &Format::default()), known(-5.0));
        assert_eq!(cell("1.234", &Format::default()), known(1.234));
        assert_eq!(cell("(12)", &german), Ok(Observation::Known(12.0, ValueFlags::LIMITED_RELIABILITY)));
        assert_eq!(cell("12p", &german), Ok(Observation::Known(12.0, ValueFlags::PROVISIONAL)));
    }

    #[test]
    fn signs_are_states() {
        let listed = Format { missing: vec![("-".into(), "".into()), ("NA".into(), "".into())], ..Format::default() };
        let missing = |reason| Ok(Observation::Missing(reason));
        assert_eq!(cell("-", &listed), known(0.0));
        assert_eq!(cell("", &listed), missing(Missing::NotPublished));
        assert_eq!(cell("NA", &listed), missing(Missing::NotPublished));
        assert_eq!(cell(".", &listed), missing(Missing::UnknownOrConfidential));
        assert_eq!(cell("...", &listed), missing(Missing::Pending));
        assert_eq!(cell("/", &listed), missing(Missing::Unreliable));
        assert_eq!(cell("x", &listed), missing(Missing::NotApplicable));
        let labelled = Format { missing: vec![("-9".into(), "geheim gehalten".into())], ..Format::default() };
        assert_eq!(cell("-9", &labelled), missing(Missing::UnknownOrConfidential));
    }

    #[test]
    fn causes_are_named() {
        let whole = Format { integer: true, ..Format::default() };
        let code = |text: &str, format: &Format| cell(text, format).unwrap_err();
        assert_eq!(code("100,5", &whole), BadCell { code: Code::NumberDecimalComma, meant: "100.5".into() });
        assert_eq!(code("1.234", &whole), BadCell { code: Code::NumberThousands, meant: "1234".into() });
        assert_eq!(code("12.000", &whole).code, Code::NumberThousands);
        assert_eq!(code("1.5", &whole).code, Code::NumberNotInteger);
        assert_eq!(code("1 234", &whole), BadCell { code: Code::NumberThousands, meant: "1234".into() });
        assert_eq!(code("1.234,5", &whole).code, Code::NumberThousands);
        for text in ["NaN", "inf", "-Infinity", "1e999", "#DIV/0!"] {
            assert_eq!(code(text, &Format::default()).code, Code::NumberNotFinite, "{text}");
        }
        for text in ["abc", "12a", "=1+1", "0x10", "1-2", "--", "e5"] {
            assert_eq!(code(text, &Format::default()).code, Code::NumberInvalid, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_never_gives_nan(text in "\\PC{0,12}", decimal in "[.,]") {
            let format = Format { decimal: decimal.chars().next().unwrap(), ..Format::default() };
            if let Ok(Observation::Known(value, _)) = cell(&text, &format) { prop_assert!(value.is_finite()); }
        }

        #[test]
        fn numbers_come_back(value in -1e9f64..1e9) {
            prop_assert_eq!(cell(&value.to_string(), &Format::default()), known(value));
        }
    }
}
