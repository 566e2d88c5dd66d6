//! A table and its mapping become figures.

use std::collections::HashMap;

use super::super::{CellRef, FigureRef, Grid, KnownArea, LeftOut, Names, Said, Series, Taken, kinds, place, read_cell};
use super::period::period_of;
use super::{Headings, Mapping, When};
use crate::publish::Remark;

/// Figures that are not numbers are listed so many times; the rest is counted.
const LISTED: usize = 10;

/// The columns of a mapping in a table.
pub(super) struct Columns {
    pub(super) key: usize,
    pub(super) name: Option<usize>,
    period: Option<usize>,
    indicator: Option<usize>,
    beside: [Option<usize>; 4],
    flag: Option<usize>,
    values: Vec<usize>,
    breakdowns: Vec<usize>,
}

fn columns(grid: &Grid, mapping: &Mapping, file: &str) -> Result<(Headings, Columns), Vec<Remark>> {
    let mut wanted: Vec<&str> = vec![&mapping.key.column];
    wanted.extend(mapping.values.iter().map(|v| v.column.as_str()));
    wanted.extend(mapping.breakdowns.iter().map(|b| b.column.as_str()));
    wanted.extend(mapping.long.iter().map(|l| l.indicator.as_str()));
    if let When::Column(column) = &mapping.period {
        wanted.push(column);
    }
    let headings = Headings::find(grid, mapping.header, mapping.header_rows, &wanted).map_err(|missing| {
        let there = Headings::read(grid, mapping.header.saturating_sub(1).min(grid.rows()), mapping.header_rows);
        let remark = |name: String| {
            let remark = Remark::new(&kinds::COLUMN_MISSING, place(file, grid)).column(name.as_str());
            remark.found(name).expected(there.names.join("; "))
        };
        missing.into_iter().map(remark).collect::<Vec<_>>()
    })?;
    let at = |name: &str| headings.column(name).unwrap_or(usize::MAX);
    let optional = |name: &Option<String>| name.as_deref().and_then(|n| headings.column(n));
    let long = mapping.long.as_ref();
    let beside = long.map_or([None; 4], |l| [&l.title, &l.unit, &l.theme, &l.formula].map(optional));
    let columns = Columns {
        key: at(&mapping.key.column),
        name: optional(&mapping.name),
        period: if let When::Column(column) = &mapping.period { Some(at(column)) } else { None },
        indicator: long.map(|l| at(&l.indicator)),
        beside,
        flag: optional(&mapping.flag),
        values: mapping.values.iter().map(|v| at(&v.column)).collect(),
        breakdowns: mapping.breakdowns.iter().map(|b| at(&b.column)).collect(),
    };
    Ok((headings, columns))
}

/// Takes the figures out of a table as the mapping says. `areas` are the areas of the bundle, for names and for keys
/// that have lost their leading zero.
///
/// # Errors
/// Columns that the table does not have, or no figure at all.
pub fn take(grid: &Grid, mapping: &Mapping, areas: &[KnownArea], file: &str) -> Result<Taken, Vec<Remark>> {
    let (headings, columns) = columns(grid, mapping, file)?;
    let mut taking = Taking::new(grid, mapping, areas, file);
    taking.leave_unnamed(&headings, &columns);
    for row in headings.body()..grid.rows() {
        taking.row(row, &columns);
    }
    taking.finish()
}

pub(super) struct Taking<'t> {
    pub(super) grid: &'t Grid,
    pub(super) mapping: &'t Mapping,
    file: &'t str,
    pub(super) names: Names<'t>,
    pub(super) keys: HashMap<&'t str, &'t KnownArea>,
    pub(super) places: HashMap<String, Option<u32>>,
    series: HashMap<String, u32>,
    periods: HashMap<String, Option<String>>,
    pub(super) taken: Taken,
    pub(super) padded: Vec<(usize, String, String)>,
    left: Vec<(&'static crate::publish::Kind, usize, usize, String)>,
    bad: usize,
    digits: String,
}

impl<'t> Taking<'t> {
    fn new(grid: &'t Grid, mapping: &'t Mapping, areas: &'t [KnownArea], file: &'t str) -> Taking<'t> {
        let mut taken = Taken { territorial_status: mapping.territorial_status.clone(), ..Taken::default() };
        let mut series = HashMap::new();
        for value in mapping.values.iter().filter(|_| mapping.long.is_none()) {
            let next = u32::try_from(taken.series.len()).unwrap_or(u32::MAX);
            series.entry(value.series.id.clone()).or_insert_with(|| {
                taken.series.push(with_about(value.series.clone(), &mapping.about));
                next
            });
        }
        for (column, de, en) in &mapping.left_out {
            let (what, why_de, why_en) = (column.clone(), de.clone(), en.clone());
            taken.left_out.push(LeftOut { what, count: 0, why_de, why_en });
        }
        Taking {
            grid,
            mapping,
            file,
            names: Names::new(areas),
            keys: areas.iter().map(|a| (a.key.as_str(), a)).collect(),
            places: HashMap::new(),
            series,
            periods: HashMap::new(),
            taken,
            padded: Vec::new(),
            left: Vec::new(),
            bad: 0,
            digits: String::new(),
        }
    }

    pub(super) fn remark(&self, kind: &'static crate::publish::Kind, row: usize, column: &str) -> Remark {
        let remark = Remark::new(kind, place(self.file, self.grid)).at(self.grid.line(row));
        if column.is_empty() { remark } else { remark.column(column) }
    }

    /// Columns that the mapping does not speak of, such as new ones of a newer file.
    fn leave_unnamed(&mut self, headings: &Headings, columns: &Columns) {
        let single = [Some(columns.key), columns.name, columns.period, columns.indicator, columns.flag];
        let named = |c: usize| {
            single.contains(&Some(c))
                || columns.beside.contains(&Some(c))
                || columns.values.contains(&c)
                || columns.breakdowns.contains(&c)
        };
        for (column, name) in headings.names.iter().enumerate().filter(|(c, _)| !named(*c)) {
            let blank = (headings.first..self.grid.rows().min(headings.body() + 50))
                .all(|row| self.grid.cell(row, column).trim().is_empty());
            if !blank && !self.mapping.left_out.iter().any(|(left, ..)| left == name) {
                self.taken.left_out.push(LeftOut {
                    what: name.clone(),
                    count: 0,
                    why_de: "Spalte, von der die Zuordnung nichts sagt".to_owned(),
                    why_en: "a column that the mapping says nothing of".to_owned(),
                });
            }
        }
    }

    fn row(&mut self, row: usize, columns: &Columns) {
        let key = self.grid.cell(row, columns.key).trim();
        let Some(place) = self.place(row, key, columns) else { return };
        let period = match (&self.mapping.period, columns.period) {
            (When::Fixed(period), _) => Some(period.clone()),
            (_, Some(column)) => match self.period(row, column) {
                None => return,
                some => some,
            },
            _ => None,
        };
        let Some(breakdown) = self.breakdown(row, columns) else { return };
        let flag = columns.flag.map_or("", |c| self.grid.cell(row, c).trim());
        for (place_of_value, column) in columns.values.iter().enumerate() {
            let Some(value) = self.mapping.values.get(place_of_value) else { continue };
            let Some(series) = self.series_of(row, columns, &value.series) else { continue };
            let text = self.grid.cell(row, *column);
            let mut digits = std::mem::take(&mut self.digits);
            let said = read_cell(text, value.style, &mut digits);
            let (cell, own) = match said {
                Said::Number(flag, _) => (CellRef::Number(&digits), flag),
                Said::Sign(sign) => (CellRef::Sign(sign), ""),
                Said::Other => {
                    self.not_a_number(row, &value.column, text);
                    (CellRef::Sign(""), "")
                }
            };
            let period = value.period.as_deref().or(period.as_deref()).unwrap_or_default();
            let flag = if own.is_empty() { flag } else { own };
            let row = u32::try_from(self.grid.line(row)).unwrap_or(u32::MAX);
            self.taken.figures.add(FigureRef { place, series, period, breakdown: &breakdown, cell, flag, row });
            self.digits = digits;
        }
    }

    fn not_a_number(&mut self, row: usize, column: &str, text: &str) {
        self.bad += 1;
        if self.bad <= LISTED {
            let remark = self.remark(&kinds::NOT_A_NUMBER, row, column).found(text.trim());
            self.taken.remarks.push(remark);
        }
    }

    fn period(&mut self, row: usize, column: usize) -> Option<String> {
        let text = self.grid.cell(row, column).trim();
        let known = self.periods.get(text).cloned().unwrap_or_else(|| {
            let read = period_of(text);
            self.periods.insert(text.to_owned(), read.clone());
            read
        });
        if known.is_none() {
            self.leave(&kinds::ROWS_WITHOUT_PERIOD, row, text);
        }
        known
    }

    fn breakdown(&mut self, row: usize, columns: &Columns) -> Option<Vec<(String, String)>> {
        let mut parts = Vec::new();
        for (by, column) in self.mapping.breakdowns.iter().zip(&columns.breakdowns) {
            let text = self.grid.cell(row, *column).trim();
            if !text.is_empty() && !by.total.iter().any(|t| t == text) {
                parts.push((by.id.clone(), text.to_owned()));
            }
        }
        Some(parts)
    }

    fn series_of(&mut self, row: usize, columns: &Columns, of: &Series) -> Option<u32> {
        let Some(column) = columns.indicator else { return self.series.get(&of.id).copied() };
        let text = self.grid.cell(row, column).trim();
        if let Some(known) = self.series.get(text) {
            return Some(*known);
        }
        if text.is_empty() {
            self.leave(&kinds::ROWS_WITHOUT_INDICATOR, row, text);
            return None;
        }
        let [title, unit, theme, formula] =
            columns.beside.map(|c| c.map(|c| self.grid.cell(row, c).trim().to_owned()).filter(|t| !t.is_empty()));
        let own = Series {
            id: text.to_owned(),
            title: title.unwrap_or_else(|| text.to_owned()),
            unit: unit.unwrap_or_else(|| of.unit.clone()),
            measure: of.measure.clone(),
            theme: theme.unwrap_or_default(),
            formula: formula.unwrap_or_default(),
            ..Series::default()
        };
        let next = u32::try_from(self.taken.series.len()).unwrap_or(u32::MAX);
        self.taken.series.push(with_about(own, &self.mapping.about));
        self.series.insert(text.to_owned(), next);
        Some(next)
    }

    pub(super) fn leave(&mut self, kind: &'static crate::publish::Kind, row: usize, found: &str) {
        match self.left.iter_mut().find(|(known, ..)| std::ptr::eq(*known, kind)) {
            Some((_, count, _, examples)) => {
                *count += 1;
                if *count <= 3 && !found.is_empty() {
                    examples.push_str(if examples.is_empty() { "" } else { "; " });
                    examples.extend(found.chars().take(30));
                }
            }
            None => self.left.push((kind, 1, row, found.chars().take(30).collect())),
        }
    }

    fn finish(mut self) -> Result<Taken, Vec<Remark>> {
        let column = self.mapping.key.column.clone();
        if let Some((row, lost, whole)) = self.padded.first().cloned() {
            let remark = self.remark(&kinds::KEYS_PADDED, row, &column);
            let found = format!("{lost} ({})", self.padded.len());
            self.taken.remarks.push(remark.found(found).expected(whole));
        }
        for (kind, count, row, examples) in std::mem::take(&mut self.left) {
            let remark = self.remark(kind, row, "").found(count).expected(examples);
            self.taken.remarks.push(remark);
        }
        if self.bad > LISTED {
            let remark = Remark::new(&kinds::MORE_NOT_A_NUMBER, place(self.file, self.grid)).found(self.bad - LISTED);
            self.taken.remarks.push(remark);
        }
        if self.taken.figures.is_empty() {
            let mut remarks = self.taken.remarks;
            remarks.push(Remark::new(&kinds::NO_FIGURES, place(self.file, self.grid)).found(column));
            return Err(remarks);
        }
        Ok(self.taken)
    }
}

/// What a series does not say itself, the mapping says for all.
fn with_about(mut series: Series, about: &Series) -> Series {
    let pairs = [
        (&mut series.theme, &about.theme),
        (&mut series.source, &about.source),
        (&mut series.source_table, &about.source_table),
        (&mut series.licence, &about.licence),
        (&mut series.attribution, &about.attribution),
        (&mut series.reference_date, &about.reference_date),
        (&mut series.definition, &about.definition),
        (&mut series.formula, &about.formula),
    ];
    for (own, general) in pairs {
        if own.is_empty() {
            own.clone_from(general);
        }
    }
    series
}
