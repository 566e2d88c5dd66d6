//! When a figure was true.

use std::fmt;

/// A reporting period or reference date. Periods order by time; a year comes before its months and days.
///
/// ```
/// use sozialatlas::model::Period;
/// assert_eq!(Period::parse("2023"), Some(Period::Year(2023)));
/// assert_eq!(Period::parse("2023-12-31"), Some(Period::Day(2023, 12, 31)));
/// assert_eq!(Period::parse("2023-13"), None);
/// assert!(Period::Year(2023) < Period::Month(2023, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A calendar year.
    Year(i16),
    /// A month of a year, 1 to 12.
    Month(i16, u8),
    /// A day (reference date, "Stichtag").
    Day(i16, u8, u8),
}

impl Period {
    /// Reads `2023`, `2023-05` or `2023-05-31`; years have four digits. Anything else is `None`.
    pub fn parse(text: &str) -> Option<Period> {
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        let mut parts = text.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let two = |text: &str| (text.len() == 2).then(|| text.parse::<u8>().ok()).flatten();
        let Some(month) = parts.next() else { return Some(Period::Year(year)) };
        let month = two(month).filter(|m| (1..=12).contains(m))?;
        let Some(day) = parts.next() else { return Some(Period::Month(year, month)) };
        let day = two(day).filter(|d| (1..=days_in(year, month)).contains(d))?;
        parts.next().is_none().then_some(Period::Day(year, month, day))
    }

    /// The calendar year the period lies in.
    pub fn year(self) -> i16 {
        match self {
            Period::Year(y) | Period::Month(y, _) | Period::Day(y, _, _) => y,
        }
    }

    fn sort_key(self) -> (i16, u8, u8) {
        match self {
            Period::Year(y) => (y, 0, 0),
            Period::Month(y, m) => (y, m, 0),
            Period::Day(y, m, d) => (y, m, d),
        }
    }
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    /// ISO 8601, the form of files and addresses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Period::Year(y) => write!(f, "{y:04}"),
            Period::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Period::Day(y, m, d) => write!(f, "{y:04}-{m:02}-{d:02}"),
        }
    }
}

/// A span of time with open ends: the validity of an area or a territorial status. Both ends belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// First period, open if `None`.
    pub from: Option<Period>,
    /// Last period, open if `None`.
    pub to: Option<Period>,
}
