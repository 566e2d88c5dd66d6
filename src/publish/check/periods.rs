//! Periods that nobody meant, and series that write them in several ways.

use std::collections::BTreeSet;

use super::kinds;
use super::notes::Notes;
use super::sheets::{Package, text_of};
use crate::bundle::source::Source;
use crate::model::Period;
use crate::publish::Remark;

/// Before this year there was no official statistics to speak of.
const FIRST: i16 = 1800;

/// Reads a period as tables write it: ISO 8601 or `31.12.2023`.
pub(super) fn read_period(text: &str) -> Option<Period> {
    Period::parse(text).or_else(|| {
        let [day, month, year] = text.split('.').collect::<Vec<_>>()[..] else { return None };
        Period::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
    })
}

/// Whether a text stands for a period.
pub(super) fn reads_as(text: &str, period: Period) -> bool {
    read_period(text) == Some(period)
}

/// Checks the periods of all series.
pub(super) fn check(package: &Package, source: &Source, notes: &mut Notes) {
    let created = text_of(&package.json, "created").get(..4).and_then(|year| year.parse::<i16>().ok());
    // A package that does not say when it was made is checked against the time it can at most have been made at.
    let made = created.or_else(this_year);
    let mut reported: BTreeSet<Period> = BTreeSet::new();
    for indicator in &source.catalogue.indicators {
        let periods: BTreeSet<Period> = indicator.coverage.iter().flat_map(|c| &c.periods).copied().collect();
        for period in periods.iter().filter(|p| reported.insert(**p)) {
            if period.year() < FIRST {
                notes.add(Remark::new(&kinds::PERIOD_IMPLAUSIBLE, "").column(indicator.id.as_str()).found(period));
            } else if let Some(made) = made.filter(|made| period.year() > *made) {
                let remark = Remark::new(&kinds::PERIOD_FUTURE, "").column(indicator.id.as_str());
                notes.add(remark.found(period).expected(made));
            }
        }
        let shape = |p: &Period| match p {
            Period::Year(_) => 0,
            Period::Month(..) => 1,
            Period::Day(..) => 2,
        };
        let mut examples: Vec<&Period> = Vec::new();
        for period in &periods {
            if !examples.iter().any(|e| shape(e) == shape(period)) {
                examples.push(period);
            }
        }
        if examples.len() > 1 {
            let examples: Vec<String> = examples.iter().map(|p| p.to_string()).collect();
            let remark = Remark::new(&kinds::PERIOD_MIXED, "").found(indicator.id.as_str());
            notes.add(remark.expected(examples.join(", ")));
        }
        for at in &indicator.series_breaks {
            let inside = periods.first().zip(periods.last());
            if inside.is_some_and(|(first, last)| at.period.year() < first.year() || at.period.year() > last.year()) {
                let remark = Remark::new(&kinds::BREAK_OUTSIDE, "").found(at.period);
                notes.add(remark.expected(indicator.id.as_str()));
            }
        }
    }
}

fn this_year() -> Option<i16> {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    i16::try_from(1970 + seconds / 31_556_952).ok()
}
