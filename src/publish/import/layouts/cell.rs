//! Cells of offices' tables: figures with commas or points, and the signs that stand in their place.

use crate::publish::import::Cell;

/// How a table writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// `1.234,5`: a point or a blank groups thousands, a comma begins the decimals.
    German,
    /// `1,234.5`: a comma groups thousands, a point begins the decimals.
    English,
}

/// The signs of official statistics that stand in the place of a figure.
const SIGNS: [&str; 11] = ["", "-", "–", ".", "...", "…", "/", "x", "X", "·", "()"];

/// A cell and its mark (`( )`, `p`, `r`, `s` or nothing); `None` if it is neither a figure nor a sign.
///
/// Nothing is rounded: the digits stay as they stand, only separators go. `(12,3)` is a figure of limited reliability.
/// Thousands are groups of three: `8,38` in a table that groups with commas is refused rather than read as 838.
pub(super) fn read(text: &str, writing: Writing) -> Option<(Cell, &'static str)> {
    let text = text.trim();
    if SIGNS.contains(&text) {
        return Some((Cell::Sign(plain_sign(text).to_owned()), ""));
    }
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let (body, mut mark) = inner.map_or((text, ""), |inner| (inner.trim(), "( )"));
    let (body, letter) = match body.char_indices().next_back() {
        Some((at, c @ ('p' | 'r' | 's'))) => (body[..at].trim_end(), Some(c)),
        _ => (body, None),
    };
    mark = match letter {
        Some('p') => "p",
        Some('r') => "r",
        Some(_) => "s",
        None => mark,
    };
    number(body, writing).map(|digits| (Cell::Number(digits), mark))
}

fn plain_sign(text: &str) -> &str {
    match text {
        "–" => "-",
        "…" => "...",
        "X" => "x",
        "·" => ".",
        other => other,
    }
}

/// The digits with a decimal point and without separators.
pub(super) fn number(text: &str, writing: Writing) -> Option<String> {
    let (group, point) = match writing {
        Writing::German => ('.', ','),
        Writing::English => (',', '.'),
    };
    let negative = text.starts_with(['-', '\u{2212}']);
    let body = text.strip_prefix(['-', '\u{2212}', '+']).unwrap_or(text);
    let (whole, decimals) = body.split_once(point).map_or((body, None), |(w, d)| (w, Some(d)));
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') || c == group;
    let mut groups = whole.split(blank);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|g| g.len() == 3 && digits(g)));
    if !digits(first) || !grouped || !decimals.is_none_or(digits) || body.len() > 40 {
        return None;
    }
    let mut out = String::with_capacity(body.len() + 1);
    out.push_str(if negative { "-" } else { "" });
    out.push_str(first);
    rest.iter().for_each(|g| out.push_str(g));
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    Some(out)
}

/// `31.12.2023` as `2023-12-31`.
pub(super) fn date(text: &str) -> Option<String> {
    let mut parts = text.trim().splitn(3, '.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = |t: &str, long: bool| {
        t.bytes().all(|b| b.is_ascii_digit()) && if long { t.len() == 4 } else { (1..=2).contains(&t.len()) }
    };
    (fits(day, false) && fits(month, false) && fits(year, true)).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// The first date `TT.MM.JJJJ` within a text, as `JJJJ-MM-TT`.
pub(super) fn date_within(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|w| w.trim_matches('.')).find_map(date)
}

/// Four digits of a year from 1900 to 2100.
pub(super) fn year(text: &str) -> Option<&str> {
    let text = text.trim();
    (text.len() == 4 && text.parse::<u32>().is_ok_and(|y| (1900..=2100).contains(&y))).then_some(text)
}

/// The only year within a text such as the name of a file: `bka_2020_KR.csv` gives `2020`.
pub(super) fn year_within(text: &str) -> Option<&str> {
    let mut years = text.split(|c: char| !c.is_ascii_digit()).filter_map(year);
    let first = years.next()?;
    years.all(|y| y == first).then_some(first)
}

/// An id made from a title: lower case letters, digits and underscores, umlauts written out.
pub(super) fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        let piece = match c {
            'ä' => "ae",
            'ö' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'é' | 'è' => "e",
            c if c.is_ascii_alphanumeric() => {
                out.push(c);
                continue;
            }
            _ if out.is_empty() || out.ends_with('_') => "",
            _ => "_",
        };
        out.push_str(piece);
    }
    let mut out: String = out.chars().take(60).collect();
    out.truncate(out.trim_end_matches('_').len());
    if out.is_empty() { "reihe".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn figure(text: &str, writing: Writing) -> Option<String> {
        match read(text, writing) {
            Some((Cell::Number(digits), _)) => Some(digits),
            _ => None,
        }
    }

    #[test]
    fn reads_figures_as_offices_write_them() {
        assert_eq!(figure("1.898.499,50", Writing::German).as_deref(), Some("1898499.50"));
        assert_eq!(figure("-26,2", Writing::German).as_deref(), Some("-26.2"));
        assert_eq!(figure("1 000", Writing::German).as_deref(), Some("1000"));
        assert_eq!(figure("1,847,253", Writing::English).as_deref(), Some("1847253"));
        assert_eq!(figure("8,38", Writing::English), None);
        assert_eq!(read("(12,3)", Writing::German), Some((Cell::Number("12.3".into()), "( )")));
        assert_eq!(read("12,3p", Writing::German), Some((Cell::Number("12.3".into()), "p")));
        assert_eq!(read(" x ", Writing::German), Some((Cell::Sign("x".into()), "")));
        assert_eq!(read("…", Writing::German), Some((Cell::Sign("...".into()), "")));
        assert_eq!(read("k. A.", Writing::German), None);
        assert_eq!(read("1.2.3", Writing::German), None);
    }

    #[test]
    fn reads_dates_years_and_makes_ids() {
        assert_eq!(date_within("- Stichtag 09.05.2011 -").as_deref(), Some("2011-05-09"));
        assert_eq!(date_within("Gebietsstand: 31.12.2019").as_deref(), Some("2019-12-31"));
        assert_eq!(date("2019"), None);
        assert_eq!(year_within("bka_2020_KR-F-01"), Some("2020"));
        assert_eq!(year_within("2018-2020"), None);
        assert_eq!(slug("Verfügbares Einkommen (EUR)"), "verfuegbares_einkommen_eur");
    }

    proptest! {
        #[test]
        fn any_text_gives_a_cell_or_none(text in "\\PC{0,12}") {
            for writing in [Writing::German, Writing::English] {
                if let Some((Cell::Number(digits), _)) = read(&text, writing) {
                    prop_assert!(digits.parse::<f64>().is_ok_and(f64::is_finite), "{digits}");
                }
            }
            let _ = (date_within(&text), year_within(&text), slug(&text));
        }

        #[test]
        fn a_written_number_is_read_back(value in -999_999_999_i64..999_999_999, decimals in 0_u32..99) {
            let digits = value.unsigned_abs().to_string();
            let mut grouped = String::new();
            for (at, c) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at).is_multiple_of(3) { grouped.push('.'); }
                grouped.push(c);
            }
            let sign = if value < 0 { "-" } else { "" };
            let read = figure(&format!("{sign}{grouped},{decimals}"), Writing::German);
            prop_assert_eq!(read, Some(format!("{sign}{digits}.{decimals}")));
        }
    }
}
