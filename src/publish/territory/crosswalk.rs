//! Crosswalks: changes of territory with their dates, from a table of our own or from the conversion keys of the BBSR.

use std::collections::BTreeMap;

use super::conversion::{Conversion, Part};
use super::kinds;
use crate::model::Period;
use crate::publish::Remark;
use crate::publish::import::layouts::conversion::{self, Share};
use crate::publish::import::{Grid, read_tables};

/// Names under which the columns of a crosswalk are known, ours first.
const OLD: [&str; 5] = ["old", "old_key", "alt", "from_ags", "schluessel_alt"];
const NEW: [&str; 5] = ["new", "new_key", "neu", "to_ags", "schluessel_neu"];
const BOTH: [&str; 4] = ["weight", "gewicht", "share", "anteil"];
const POPULATION: [&str; 2] = ["weight_population", "gewicht_bevoelkerung"];
const AREA: [&str; 2] = ["weight_area", "gewicht_flaeche"];
const DATE: [&str; 5] = ["date", "valid_from", "datum", "effective", "gueltig_ab"];
const END: [&str; 2] = ["valid_to", "gueltig_bis"];

/// Changes of territory in the order of their dates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crosswalk {
    /// What changed on a day: figures of a status before that day have to be converted.
    steps: BTreeMap<Period, Conversion>,
    /// Conversions from the status of one day straight to that of a later one.
    jumps: BTreeMap<(Period, Period), Conversion>,
}

impl Crosswalk {
    /// Reads a crosswalk: a CSV table with old key, new key, weight and date, or a workbook of conversion keys of the
    /// BBSR, whose sheets are one year each.
    ///
    /// Columns of the table: `old`, `new`, `weight` (or `weight_population` and `weight_area`; 1 if there is none),
    /// `date` (the first day of the new territory; or `valid_to`, the last day of the old one).
    ///
    /// # Errors
    /// Missing columns, keys, dates; weights that are no number from 0 to 1 or do not sum to 1.
    pub fn read(bytes: &[u8], file: &str) -> Result<(Crosswalk, Vec<Remark>), Vec<Remark>> {
        let tables = read_tables(bytes, file)?;
        let (mut walk, mut remarks, mut faults) = (Crosswalk::default(), tables.remarks, Vec::new());
        for grid in &tables.grids {
            let read = match conversion::recognise(grid) {
                true => conversion::shares(grid, file).map(|(shares, found)| {
                    walk.add_shares(&shares);
                    found
                }),
                false => walk.add_table(grid, file),
            };
            match read {
                Ok(found) => remarks.extend(found),
                Err(found) => faults.extend(found),
            }
        }
        faults.extend(walk.faults(file));
        if faults.is_empty() { Ok((walk, remarks)) } else { Err(faults) }
    }

    /// Adds conversion keys: each pair of years is a way of its own, not a step on the way.
    ///
    /// Of an area in which nobody lives the keys say that each part gets all residents; there the shares of the surface
    /// stand for both.
    pub fn add_shares(&mut self, shares: &[Share]) {
        let day = |year: u16| Period::Day(i16::try_from(year).unwrap_or(i16::MAX), 12, 31);
        let mut parts: BTreeMap<(u16, u16, &str), (usize, f64)> = BTreeMap::new();
        for share in shares {
            let (count, people) = parts.entry((share.years.0, share.years.1, &share.old)).or_default();
            *count += 1;
            *people += share.population;
        }
        for share in shares {
            let (count, people) =
                parts.get(&(share.years.0, share.years.1, share.old.as_str())).copied().unwrap_or_default();
            #[allow(clippy::cast_precision_loss)] // a handful of parts
            let empty = count > 1 && (people - count as f64).abs() < 1e-9;
            let population = if empty { share.area } else { share.population };
            let way = self.jumps.entry((day(share.years.0), day(share.years.1))).or_default();
            way.add(&share.old, Part { new: share.new.clone(), population, area: share.area });
        }
    }

    /// Takes the changes of another crosswalk in.
    pub fn join(&mut self, other: Crosswalk) {
        for (day, step) in other.steps {
            self.steps.entry(day).or_default().join(step);
        }
        for (way, step) in other.jumps {
            self.jumps.entry(way).or_default().join(step);
        }
    }

    /// Adds one change.
    pub fn add(&mut self, date: Period, old: &str, part: Part) {
        self.steps.entry(date).or_default().add(old, part);
    }

    fn add_table(&mut self, grid: &Grid, file: &str) -> Result<Vec<Remark>, Vec<Remark>> {
        let column = |names: &[&str]| {
            names.iter().find_map(|name| grid.row(0).position(|h| h.trim().eq_ignore_ascii_case(name)))
        };
        let missing = |name: &str| {
            let there: Vec<&str> = grid.row(0).map(str::trim).collect();
            vec![Remark::new(&kinds::COLUMN, file).at(grid.line(0)).found(there.join(", ")).expected(name)]
        };
        let old = column(&OLD).ok_or_else(|| missing("old"))?;
        let new = column(&NEW).ok_or_else(|| missing("new"))?;
        let date = column(&DATE).or(column(&END)).ok_or_else(|| missing("date"))?;
        let ends = column(&DATE).is_none();
        let (both, population, area) = (column(&BOTH), column(&POPULATION), column(&AREA));
        let mut faults = Vec::new();
        for row in (1..grid.rows()).filter(|row| !grid.is_blank(*row)) {
            let text = |column: usize| grid.cell(row, column).trim();
            let mut fault = |kind, column: usize, found: &str| {
                faults
                    .push(Remark::new(kind, file).at(grid.line(row)).column(grid.cell(0, column).trim()).found(found));
            };
            let mut weight = |own: Option<usize>| -> Option<f64> {
                let Some(column) = own.or(both) else { return Some(1.0) };
                let value: Option<f64> = text(column).replace(',', ".").parse().ok();
                let value = value.filter(|w| (0.0..=1.0).contains(w));
                if value.is_none() {
                    fault(&kinds::WEIGHT, column, text(column));
                }
                value
            };
            let by_population = weight(population);
            let by_area = if area.is_none() && population.is_none() { by_population } else { weight(area) };
            let from = day_of(text(date)).map(|day| if ends { next_day(day) } else { day });
            if from.is_none() {
                fault(&kinds::DATE, date, text(date));
            }
            for column in [old, new].into_iter().filter(|c| text(*c).is_empty()) {
                fault(&kinds::KEY, column, "");
            }
            if let (Some(population), Some(area), Some(from)) = (by_population, by_area, from)
                && !text(old).is_empty()
                && !text(new).is_empty()
            {
                self.add(from, text(old), Part { new: text(new).to_owned(), population, area });
            }
        }
        if faults.is_empty() { Ok(Vec::new()) } else { Err(faults) }
    }

    /// Areas whose parts do not sum to 1. The offices' keys are rounded to seven decimals.
    fn faults(&self, file: &str) -> Vec<Remark> {
        let mut faults = Vec::new();
        let ways = self.steps.iter().map(|(day, c)| (day.to_string(), c));
        let jumps = self.jumps.iter().map(|((from, to), c)| (format!("{from} → {to}"), c));
        for (when, conversion) in ways.chain(jumps) {
            for (old, population, area) in conversion.uneven(1e-3) {
                let sums = format!("{population:.6} / {area:.6}");
                faults.push(Remark::new(&kinds::SUM, file).found(format!("{old} ({when})")).expected(sums));
            }
        }
        faults
    }

    /// What becomes of areas from the status of one day to that of another: the longest straight way, then step by step.
    ///
    /// The status of a day is that at its end; a change on 1 July 2021 is part of the status of 1 July 2021.
    ///
    /// # Errors
    /// A way into the past: what was joined cannot be taken apart.
    pub fn between(&self, from: Period, to: Period) -> Result<Conversion, Remark> {
        let (from, to) = (last_day(from), last_day(to));
        if to < from {
            return Err(Remark::new(&kinds::BACKWARDS, "").found(from).expected(to));
        }
        let straight = self.jumps.iter().filter(|((start, end), _)| *start == from && *end <= to);
        let (start, way) = match straight.max_by_key(|((_, end), _)| *end) {
            Some(((_, end), way)) => (*end, way.clone()),
            None => (from, Conversion::identity()),
        };
        let later = self.steps.iter().filter(|(day, _)| **day > start && **day <= to);
        Ok(later.fold(way, |way, (_, step)| way.then(step)))
    }

    /// Days on which something changes, straight ways by their end.
    pub fn dates(&self) -> Vec<Period> {
        let mut dates: Vec<Period> = self.steps.keys().copied().chain(self.jumps.keys().map(|(_, to)| *to)).collect();
        dates.sort();
        dates.dedup();
        dates
    }
}

/// Reads a day as tables write it: ISO 8601 or `1.7.2021`; a year is its last day.
pub fn day_of(text: &str) -> Option<Period> {
    let parsed = Period::parse(text).or_else(|| {
        let [day, month, year] = text.split('.').collect::<Vec<_>>()[..] else { return None };
        Period::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
    });
    parsed.map(last_day)
}

/// The last day of a period: figures of a year are on the territory of its 31 December.
pub fn last_day(period: Period) -> Period {
    match period {
        Period::Year(year) => Period::Day(year, 12, 31),
        Period::Month(year, month) => {
            let fits = |day: &u8| Period::parse(&format!("{year:04}-{month:02}-{day:02}")).is_some();
            Period::Day(year, month, [31, 30, 29, 28].into_iter().find(fits).unwrap_or(28))
        }
        day => day,
    }
}

fn next_day(day: Period) -> Period {
    let Period::Day(year, month, d) = day else { return day };
    let later = [(year, month, d.saturating_add(1)), (year, month + 1, 1), (year.saturating_add(1), 1, 1)];
    let exists = |(y, m, d): &(i16, u8, u8)| Period::parse(&format!("{y:04}-{m:02}-{d:02}"));
    later.iter().find_map(exists).unwrap_or(day)
}
