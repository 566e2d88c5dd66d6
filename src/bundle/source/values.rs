//! Tables of figures, wide or long, become series.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;

use super::areas::contains;
use super::columns;
use super::number::{self, Format};
use super::package::Resource;
use super::series::{AllSeries, Cell};
use super::sheet::{Row, Sheet};
use crate::bundle::json::Json;
use crate::bundle::{Code, Finding, Findings, Limits};
use crate::model::{AreaIx, AreaKey, Breakdown, CategoryId, IndicatorId, Level, Observation, Period, Slice};

/// What is known before the figures are read, and what reading them adds.
pub struct Reading<'f> {
    /// The levels; rows of larger areas add references.
    pub levels: Vec<Level>,
    /// The property the keys of each level were taken from.
    pub key_properties: Vec<String>,
    /// Row of every key, level by level.
    pub rows: Vec<HashMap<String, AreaIx>>,
    /// The keys of each level in order, if shorter keys mean larger areas there.
    pub hierarchies: Vec<Option<BTreeSet<String>>>,
    /// Ids of the catalogue, `None` if the package has none.
    pub indicators: Option<BTreeSet<IndicatorId>>,
    /// Declared breakdowns.
    pub breakdowns: Vec<Breakdown>,
    /// The period of tables that name none.
    pub assumed: Option<Period>,
    /// The series read so far.
    pub series: AllSeries,
    /// The columns the series of plain tables come from, in order.
    pub plain: Vec<(IndicatorId, Json)>,
    /// The cells read so far.
    pub cells: usize,
    /// Where tables have their keys, periods and figures.
    #[cfg(feature = "publish")]
    pub plans: Vec<super::placed::PlacedTable>,
    /// Where findings go.
    pub findings: &'f mut Findings,
}

/// A table on its way: its columns and its level.
pub struct Plan<'t> {
    /// The resource.
    pub resource: &'t Resource,
    /// Its place in the package; there are fewer than 2^16, as there are columns.
    pub file: u16,
    /// Its rows.
    pub sheet: &'t Sheet<'t>,
    /// Its level.
    pub level: usize,
    /// The column of keys.
    pub key: usize,
    /// The column of periods, if there is one.
    pub period: Option<usize>,
}

impl Reading<'_> {
    /// Whether a table has a column of keys; asked of tables without a role.
    pub fn fits(&self, sheet: &Sheet<'_>) -> bool {
        (0..self.levels.len()).any(|level| self.key_column(sheet, level).is_some_and(|(_, hits)| hits > 0))
    }

    /// Reads a table of figures.
    pub fn table(&mut self, file: u16, resource: &Resource, sheet: &Sheet<'_>) {
        let at = |code| Finding::new(code, &resource.path);
        let Some(level) = self.level_of(resource, sheet) else { return };
        for field in &resource.fields {
            let name = field.string("name");
            if sheet.column(&name).is_none() {
                let there = sheet.header.join(", ");
                self.findings.add(at(Code::ColumnMissing).at(1).column(&name).found(&name).expected(there));
            }
        }
        let Some((key, _)) = self.key_column(sheet, level) else {
            let example = self.levels[level].areas.first().map(|a| a.key.as_str()).unwrap_or_default();
            self.findings.add(at(Code::KeyColumnMissing).at(1).found(sheet.header.join(", ")).expected(example));
            return;
        };
        let period = columns::period(sheet, resource).filter(|p| *p != key);
        match (period, self.assumed) {
            (None, Some(assumed)) => self.findings.add(at(Code::PeriodAssumed).found(assumed.to_string())),
            (None, None) => {
                self.findings.add(at(Code::PeriodColumnMissing).at(1));
                return;
            }
            _ => {}
        }
        let plan = Plan { resource, file, sheet, level, key, period };
        let long = sheet.column("indicator").or_else(|| sheet.column("indikator"));
        let value = columns::named(sheet, &["value", "wert"]);
        #[cfg(feature = "publish")]
        self.plans.push(super::placed::PlacedTable::of(&plan, long.zip(value), &self.breakdowns));
        match (long, value) {
            (Some(indicator), Some(value)) => self.long(&plan, indicator, value),
            _ => self.wide(&plan),
        }
    }

    /// The level of a table: the declared one, else the one most of its keys belong to.
    fn level_of(&mut self, resource: &Resource, sheet: &Sheet<'_>) -> Option<usize> {
        let Some(declared) = &resource.level else {
            let hits = |level: &usize| self.key_column(sheet, *level).map_or(0, |(_, hits)| hits);
            return (0..self.levels.len()).rev().max_by_key(hits);
        };
        let place = self.levels.iter().position(|l| l.id.as_str() == declared);
        if place.is_none() {
            let there: Vec<&str> = self.levels.iter().map(|l| l.id.as_str()).collect();
            let finding = Finding::new(Code::LevelUnknown, &resource.path).found(declared);
            self.findings.add(finding.expected(there.join(", ")));
        }
        place
    }

    /// The column of keys and how many of its cells are keys: most hits first, then the better name.
    fn key_column(&self, sheet: &Sheet<'_>, level: usize) -> Option<(usize, usize)> {
        let rows = &self.rows[level];
        let own = self.key_properties[level].as_str();
        let names = [
            own,
            "key",
            "ags",
            "ars",
            "nuts",
            "id",
            "gebietsschluessel",
            "gebietsschlüssel",
            "schluessel",
            "schlüssel",
            "kennziffer",
            "area",
        ];
        let rank = |column: usize| {
            let name = |n: &&str| !n.is_empty() && sheet.header[column].eq_ignore_ascii_case(n);
            names.iter().position(name).unwrap_or(names.len())
        };
        let hits = |column: usize| {
            let is_key = |row: &&Row<'_>| row.cells.get(column).is_some_and(|c| rows.contains_key(c.trim()));
            sheet.rows.iter().filter(is_key).count()
        };
        let scored = (0..sheet.header.len()).map(|c| (c, hits(c)));
        let best = scored.min_by_key(|(c, hits)| (usize::MAX - hits, rank(*c)))?;
        (best.1 > 0 || rank(best.0) < names.len()).then_some(best)
    }

    /// Area and period of a row; findings if it has none.
    pub fn place(&mut self, plan: &Plan<'_>, row: &Row<'_>) -> Option<(AreaIx, Period)> {
        let area = self.area(plan, row);
        let Some(column) = plan.period else { return area.zip(self.assumed) };
        let text = row.cells[column].trim();
        let period = columns::read_period(text);
        if period.is_none() {
            let finding = Finding::new(Code::PeriodInvalid, &plan.resource.path).at(row.line);
            self.findings.add(finding.column(&plan.sheet.header[column]).found(text));
        }
        area.zip(period)
    }

    fn area(&mut self, plan: &Plan<'_>, row: &Row<'_>) -> Option<AreaIx> {
        let key = row.cells[plan.key].trim();
        if let Some(area) = self.rows[plan.level].get(key) {
            return Some(*area);
        }
        if let Some(area) = self.parent_row(plan, row, key) {
            return Some(area);
        }
        let rows = &self.rows[plan.level];
        let padded = (1..=2).map(|zeros| format!("{}{key}", "0".repeat(zeros))).find(|k| rows.contains_key(k));
        let code = match (&padded, key) {
            (_, "") => Code::KeyEmpty,
            (Some(_), _) => Code::KeyLeadingZero,
            (None, _) => Code::KeyUnknown,
        };
        let finding = Finding::new(code, &plan.resource.path).at(row.line).column(&plan.sheet.header[plan.key]);
        self.findings.add(finding.found(key).expected(padded.unwrap_or_default()));
        None
    }

    /// A row whose key begins the keys of areas: their total, which becomes a reference.
    fn parent_row(&mut self, plan: &Plan<'_>, row: &Row<'_>, key: &str) -> Option<AreaIx> {
        // In order, everything that begins with a key follows it directly.
        let after = (Bound::Excluded(key), Bound::Unbounded);
        let next = self.hierarchies[plan.level].as_ref().and_then(|keys| keys.range::<str, _>(after).next());
        if !next.is_some_and(|next| contains(key, next)) {
            return None;
        }
        let level = &mut self.levels[plan.level];
        let name = columns::named(plan.sheet, &["name", "gebiet", "bezeichnung"]).map(|c| row.cells[c].trim());
        for area in level.areas.iter_mut().filter(|a| a.parent.is_none() && contains(key, a.key.as_str())) {
            area.parent = Some(AreaKey::new(key));
        }
        let place = AreaIx::at(level.areas.len() + level.references.len());
        level.references.push(super::plain::reference(key, name.filter(|n| !n.is_empty()).unwrap_or(key)));
        self.rows[plan.level].insert(key.to_owned(), place);
        Some(place)
    }

    fn long(&mut self, plan: &Plan<'_>, indicator: usize, value: usize) {
        let field = plan.resource.field(&plan.sheet.header[value]);
        let format = Format { integer: false, ..columns::format(field, plan.resource) };
        let flag = columns::named(plan.sheet, &["flag", "flags", "kennzeichen"]);
        let mut by: Vec<(usize, Breakdown)> = Vec::new();
        for breakdown in &self.breakdowns {
            by.extend(plan.sheet.column(breakdown.id.as_str()).map(|c| (c, breakdown.clone())));
        }
        let (mut unknown, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for row in &plan.sheet.rows {
            let id = IndicatorId::new(row.cells[indicator].trim());
            if self.indicators.as_ref().is_some_and(|known| !known.contains(&id)) {
                if unknown.insert(id.clone()) {
                    let finding = Finding::new(Code::IndicatorUnknown, &plan.resource.path).at(row.line);
                    self.findings.add(finding.column(&plan.sheet.header[indicator]).found(id.as_str()));
                }
                continue;
            }
            let slice = self.slice(plan, row, &by);
            let Some((area, period)) = self.place(plan, row) else { continue };
            seen.insert(area);
            let flags = flag.map_or("", |c| row.cells[c].trim());
            let observed = self.observation(plan, row, value, flags, &format);
            let (Some(slice), Some(observed)) = (slice, observed) else { continue };
            if self.indicators.is_none() && !self.plain.iter().any(|(known, _)| *known == id) {
                self.plain.push((id.clone(), Json::Null));
            }
            let entry = self.series.entry((plan.level, id)).or_default();
            entry.begin(plan.resource, &plan.sheet.header[value], plan.resource.minimum);
            let slice = entry.slice(slice);
            let (file, column) = (plan.file, value as u16);
            entry.cells.push(Cell { slice, area, period, row: row.line, file, column, value: observed });
            self.cells += 1;
        }
        let empty = self.levels[plan.level].areas.iter().enumerate().filter(|(i, _)| !seen.contains(&AreaIx::at(*i)));
        for (_, area) in empty {
            let finding = Finding::new(Code::AreaWithoutValues, &plan.resource.path).found(area.key.as_str());
            self.findings.add(finding.expected(area.name.as_str()));
        }
    }

    fn slice(&mut self, plan: &Plan<'_>, row: &Row<'_>, by: &[(usize, Breakdown)]) -> Option<Slice> {
        let mut parts = Vec::new();
        for (column, breakdown) in by {
            let text = row.cells[*column].trim();
            if text.is_empty() {
                continue;
            }
            if !breakdown.categories.iter().any(|c| c.id.as_str() == text) {
                let known: Vec<&str> = breakdown.categories.iter().map(|c| c.id.as_str()).collect();
                let finding = Finding::new(Code::CategoryUnknown, &plan.resource.path).at(row.line);
                let finding = finding.column(breakdown.id.as_str()).found(text).expected(known.join(", "));
                self.findings.add(finding);
                return None;
            }
            parts.push((breakdown.id.clone(), CategoryId::new(text)));
        }
        Some(Slice::of(parts))
    }

    /// A cell and its flags as one observation.
    pub fn observation(
        &mut self,
        plan: &Plan<'_>,
        row: &Row<'_>,
        column: usize,
        flags: &str,
        format: &Format,
    ) -> Option<Observation> {
        let text = row.cells[column].as_ref();
        let at = |code| Finding::new(code, &plan.resource.path).at(row.line).column(&plan.sheet.header[column]);
        let value = match number::cell(text, format) {
            Ok(value) => value,
            Err(fault) => {
                self.findings.add(at(fault.code).found(text.trim()).expected(fault.meant));
                return None;
            }
        };
        let said = flags;
        let flags = columns::flags(said);
        for word in &flags.unknown {
            self.findings.add(at(Code::FlagUnknown).found(word).expected(columns::FLAG_WORDS));
        }
        match (value, flags.missing) {
            (Observation::Known(..), Some(_)) if text.trim() != "-" => {
                self.findings.add(at(Code::ValueBesideFlag).found(said));
                None
            }
            (_, Some(reason)) => Some(Observation::Missing(reason)),
            (Observation::Known(value, own), None) => Some(Observation::Known(value, own.with(flags.flags))),
            (missing @ Observation::Missing(_), None) => Some(missing),
        }
    }

    /// Whether more cells were read than a reader takes in.
    pub fn too_many(&mut self, file: &str) -> bool {
        let limit = Limits::CELLS;
        if self.cells > limit {
            let finding = Finding::new(Code::TooLarge, file).found(self.cells.to_string());
            self.findings.add(finding.expected(limit.to_string()));
        }
        self.cells > limit
    }
}
