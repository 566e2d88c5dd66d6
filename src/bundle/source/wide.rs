//! Wide tables: a column an indicator.

use std::collections::{BTreeMap, BTreeSet};

use super::columns;
use super::number::{self, Format};
use super::package::minimum_of;
use super::series::Cell;
use super::values::{Plan, Reading};
use crate::bundle::{Code, Finding};
use crate::model::{AreaIx, IndicatorId, Observation, Period, Slice};

/// A column of figures in a wide table.
struct FigureColumn {
    column: usize,
    flag: Option<usize>,
    id: IndicatorId,
    format: Format,
    minimum: Option<u64>,
}

impl Reading<'_> {
    /// Reads a wide table.
    pub fn wide(&mut self, plan: &Plan<'_>) {
        let columns = self.figure_columns(plan);
        if columns.is_empty() {
            self.findings.add(Finding::new(Code::NoIndicator, &plan.resource.path).at(1));
            return;
        }
        let mut seen: BTreeMap<(AreaIx, Period), u32> = BTreeMap::new();
        for row in &plan.sheet.rows {
            let Some((area, period)) = self.place(plan, row) else { continue };
            if let Some(first) = seen.insert((area, period), row.line) {
                let found = format!("{}, {period}", row.cells[plan.key].trim());
                let finding = Finding::new(Code::RowDuplicate, &plan.resource.path).at(row.line).found(found);
                self.findings.add(finding.expected(first.to_string()));
                continue;
            }
            for figure in &columns {
                let flag = figure.flag.map_or("", |c| row.cells[c].trim());
                let Some(value) = self.observation(plan, row, figure.column, flag, &figure.format) else { continue };
                let entry = self.series.entry((plan.level, figure.id.clone())).or_default();
                entry.begin(plan.resource, &plan.sheet.header[figure.column], figure.minimum);
                let slice = entry.slice(Slice::total());
                let (file, column) = (plan.file, figure.column as u16);
                entry.cells.push(Cell { slice, area, period, row: row.line, file, column, value });
                self.cells += 1;
            }
        }
        self.report_gaps(plan, &seen);
    }

    /// Areas without a row, with the periods they lack.
    fn report_gaps(&mut self, plan: &Plan<'_>, seen: &BTreeMap<(AreaIx, Period), u32>) {
        let periods: BTreeSet<Period> = seen.keys().map(|(_, p)| *p).collect();
        for (place, area) in self.levels[plan.level].areas.iter().enumerate() {
            let lacks = |p: &&Period| !seen.contains_key(&(AreaIx::at(place), **p));
            // A few say enough; all of them would be areas times periods.
            let mut gaps: Vec<String> = periods.iter().filter(lacks).take(6).map(Period::to_string).collect();
            if gaps.is_empty() {
                continue;
            }
            if gaps.len() > 5 {
                gaps[5] = "…".to_owned();
            }
            let finding = Finding::new(Code::AreaWithoutValues, &plan.resource.path).found(area.key.as_str());
            self.findings.add(finding.expected(gaps.join(", ")));
        }
    }

    /// The columns that hold figures: numeric by the schema, or by their cells where it says nothing.
    fn figure_columns(&mut self, plan: &Plan<'_>) -> Vec<FigureColumn> {
        let sheet = plan.sheet;
        let mut found = Vec::new();
        for (column, name) in sheet.header.iter().enumerate() {
            let flag_of = name.to_lowercase().strip_suffix("_flag").is_some_and(|n| sheet.column(n).is_some());
            if column == plan.key || Some(column) == plan.period || flag_of || is_label(name) {
                continue;
            }
            let field = plan.resource.field(name);
            let mut format = columns::format(field, plan.resource);
            let numeric = match field.map(|f| f.string("type")).as_deref() {
                Some("integer" | "number") => true,
                None | Some("" | "any") => self.looks_numeric(plan, column, &mut format),
                Some(_) => false,
            };
            if !numeric {
                continue;
            }
            let id = IndicatorId::new(name.as_str());
            match &self.indicators {
                Some(known) if !known.contains(&id) => {
                    let finding = Finding::new(Code::ReferenceToUnknown, &plan.resource.path).at(1);
                    self.findings.add(finding.column(name).found(name));
                    continue;
                }
                Some(_) => {}
                None => {
                    if !self.plain.iter().any(|(known, _)| *known == id) {
                        self.plain.push((id.clone(), field.cloned().unwrap_or_default()));
                    }
                }
            }
            let minimum = field.and_then(minimum_of).or(plan.resource.minimum);
            found.push(FigureColumn { column, flag: sheet.column(&format!("{name}_flag")), id, format, minimum });
        }
        found
    }

    /// Whether most cells of a column are figures. Groups of three digits among whole numbers make it a column of
    /// whole numbers, in which `1.234` is reported.
    fn looks_numeric(&self, plan: &Plan<'_>, column: usize, format: &mut Format) -> bool {
        let (mut figures, mut others, mut grouped, mut broken) = (0_usize, 0_usize, false, false);
        for row in &plan.sheet.rows {
            let text = row.cells[column].trim();
            match number::cell(text, format) {
                Ok(Observation::Known(value, _)) => {
                    figures += 1;
                    let groups = number::is_grouped(text, format.decimal);
                    grouped |= groups;
                    broken |= !groups && value.fract() != 0.0;
                }
                Ok(Observation::Missing(_)) => {}
                // A number with a fault is a figure that someone meant.
                Err(fault) => *(if fault.code == Code::NumberInvalid { &mut others } else { &mut figures }) += 1,
            }
        }
        format.integer = grouped && !broken && figures > 1;
        figures > others
    }
}

/// Whether a column only names the area.
fn is_label(name: &str) -> bool {
    let labels = ["name", "gebiet", "bezeichnung", "ags", "ars", "nuts", "key", "id", "schluessel", "schlüssel"];
    labels.contains(&name.to_lowercase().as_str())
}
