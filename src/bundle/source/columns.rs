//! Which column is which, and what the flags in a column of flags say.

use super::number::Format;
use super::package::{Resource, missing_values};
use super::sheet::Sheet;
use crate::bundle::json::Json;
use crate::model::{Missing, Period, ValueFlags};

/// The first of some names that is a column.
pub fn named(sheet: &Sheet<'_>, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| sheet.column(name))
}

/// The column that names the period: by its type in the schema, else by its name.
pub fn period(sheet: &Sheet<'_>, resource: &Resource) -> Option<usize> {
    let dated = |column: &String| {
        let kind = resource.field(column).map(|f| f.string("type")).unwrap_or_default();
        matches!(kind.as_str(), "year" | "yearmonth" | "date")
    };
    let names = [
        "period",
        "jahr",
        "year",
        "stichtag",
        "zeit",
        "zeitraum",
        "berichtsjahr",
        "date",
        "datum",
        "monat",
        "month",
        "time",
        "reference_date",
    ];
    let official = |column: &usize| dated(&sheet.header[*column]);
    let by_name = named(sheet, &names);
    by_name.filter(official).or_else(|| sheet.header.iter().position(dated)).or(by_name)
}

/// Reads a period as tables write it: ISO 8601 or `31.12.2023`.
pub fn read_period(text: &str) -> Option<Period> {
    Period::parse(text).or_else(|| {
        let mut parts = text.split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Period::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
    })
}

/// How the figures of a column are written, from its field, schema and resource.
pub fn format(field: Option<&Json>, resource: &Resource) -> Format {
    let letter = |name: &str| field.and_then(|f| f.get(name).text()).and_then(|t| t.chars().next());
    let own = field.map(|f| f.get("missingValues")).filter(|m| **m != Json::Null).map(missing_values);
    Format {
        decimal: letter("decimalChar").unwrap_or('.'),
        group: letter("groupChar"),
        integer: field.is_some_and(|f| f.string("type") == "integer"),
        missing: own.unwrap_or_else(|| resource.missing.clone()),
    }
}

/// What a cell of flags says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Remarks on a figure.
    pub flags: ValueFlags,
    /// Why there is none.
    pub missing: Option<Missing>,
    /// Words that are not known.
    pub unknown: Vec<String>,
}

/// The words a column of flags may use.
pub const FLAG_WORDS: &str = "provisional revised estimated limited rounded break recomputed territory confidential";

/// Reads flags, separated by spaces, commas or semicolons.
pub fn flags(text: &str) -> Flags {
    let mut read = Flags::default();
    for word in text.split([' ', ',', ';', '|']).filter(|w| !w.is_empty()) {
        let flag = match word.to_ascii_lowercase().as_str() {
            "provisional" | "p" => ValueFlags::PROVISIONAL,
            "revised" | "r" => ValueFlags::REVISED,
            "estimated" | "s" => ValueFlags::ESTIMATED,
            "limited" | "()" => ValueFlags::LIMITED_RELIABILITY,
            "rounded" | "0" => ValueFlags::ROUNDED,
            "break" | "b" => ValueFlags::BREAK,
            "recomputed" => ValueFlags::RECOMPUTED,
            other => {
                match missing(other) {
                    Some(reason) => read.missing = Some(reason),
                    None => read.unknown.push(word.to_owned()),
                }
                continue;
            }
        };
        read.flags = read.flags.with(flag);
    }
    read
}

fn missing(word: &str) -> Option<Missing> {
    Some(match word {
        "territory" => Missing::TerritoryChanged,
        "confidential" | "unknown" | "suppressed" | "." => Missing::UnknownOrConfidential,
        "pending" | "..." => Missing::Pending,
        "unreliable" | "/" => Missing::Unreliable,
        "not_applicable" | "x" => Missing::NotApplicable,
        "no_such_area" => Missing::NoSuchArea,
        "not_published" => Missing::NotPublished,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_a_set() {
        let read = flags("break recomputed");
        assert_eq!(read.flags, ValueFlags::BREAK.with(ValueFlags::RECOMPUTED));
        assert_eq!(flags("territory").missing, Some(Missing::TerritoryChanged));
        assert_eq!(flags("p; wat").unknown, ["wat"]);
        assert_eq!(flags(""), Flags::default());
    }

    #[test]
    fn german_dates() {
        assert_eq!(read_period("31.12.2023"), Some(Period::Day(2023, 12, 31)));
        assert_eq!(read_period("1.1.2023"), Some(Period::Day(2023, 1, 1)));
        assert_eq!(
            (read_period("2023"), read_period("31.12."), read_period("2023.0")),
            (Some(Period::Year(2023)), None, None)
        );
    }
}
