//! What the checks write down, and where in the files the cells stand that they speak of.

use std::collections::BTreeMap;

use super::kinds;
use super::sheets::{Package, Resource, Sheet};
use crate::bundle::{Finding, Severity};
use crate::model::{IndicatorId, LevelId, Period, Slice};
use crate::publish::{Kind, Remark};

/// The most remarks of one kind about one file; the rest is counted.
const LISTED: usize = 100;

/// A cell that a remark or finding is about, by its meaning.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// Level.
    pub level: LevelId,
    /// Indicator.
    pub indicator: IndicatorId,
    /// Part of it.
    pub slice: Slice,
    /// Key of the area.
    pub key: String,
    /// Period.
    pub period: Period,
}

/// Remarks and further findings on their way.
#[derive(Default)]
pub(super) struct Notes {
    remarks: Vec<(Remark, Option<Cell>)>,
    findings: Vec<(Finding, Option<Cell>)>,
    counts: BTreeMap<(String, &'static str), usize>,
}

impl Notes {
    /// Writes a remark down.
    pub fn add(&mut self, remark: Remark) {
        self.put(remark, None);
    }

    /// Writes a remark about a cell down; its file, row and column are found later.
    pub fn about(&mut self, remark: Remark, cell: Cell) {
        self.put(remark, Some(cell));
    }

    fn put(&mut self, remark: Remark, cell: Option<Cell>) {
        let count = self.counts.entry((remark.file.clone(), remark.kind.id)).or_default();
        *count += 1;
        if *count <= LISTED {
            self.remarks.push((remark, cell));
        }
    }

    /// Writes a finding of the reader's kind down.
    pub fn find(&mut self, finding: Finding) {
        self.findings.push((finding, None));
    }

    /// The same about a cell.
    pub fn find_about(&mut self, finding: Finding, cell: Cell) {
        self.findings.push((finding, Some(cell)));
    }

    /// Whether a remark of this kind was written down.
    pub fn has(&self, kind: &'static Kind) -> bool {
        self.remarks.iter().any(|(r, _)| r.kind == kind)
    }

    /// Looks up the file, row and column of every cell that is spoken of.
    pub fn locate(&mut self, package: &Package) {
        let wanted = self.remarks.iter().filter_map(|(_, c)| c.as_ref());
        let wanted = wanted.chain(self.findings.iter().filter_map(|(_, c)| c.as_ref()));
        let mut keys: BTreeMap<String, Vec<&Cell>> = BTreeMap::new();
        wanted.for_each(|cell| keys.entry(cell.key.clone()).or_default().push(cell));
        let mut places: Vec<(Cell, Place)> = Vec::new();
        if !keys.is_empty() {
            for (resource, sheet) in package.tables("values") {
                search(package, resource, sheet, &keys, &mut places);
            }
        }
        let place = |cell: &Option<Cell>| {
            let cell = cell.as_ref()?;
            places.iter().find(|(c, _)| c == cell).map(|(_, p)| p.clone())
        };
        for (remark, cell) in &mut self.remarks {
            if let Some(place) = place(cell) {
                (remark.file, remark.row, remark.column) =
                    (place.file, u32::try_from(place.line).ok(), Some(place.column));
            }
        }
        for (finding, cell) in &mut self.findings {
            if let Some(place) = place(cell) {
                (finding.file, finding.row, finding.column) =
                    (place.file, u32::try_from(place.line).ok(), Some(place.column));
            }
        }
    }

    /// Findings that the reader does not have already, and the remarks, errors first.
    pub fn finish(self, own: &[Finding]) -> (Vec<Finding>, Vec<Remark>) {
        let same =
            |a: &Finding, b: &Finding| a.code == b.code && a.file == b.file && a.row == b.row && a.found == b.found;
        let mut findings: Vec<Finding> = Vec::new();
        for (finding, _) in self.findings {
            if !own.iter().chain(&findings).any(|known| same(known, &finding)) {
                findings.push(finding);
            }
        }
        let mut remarks: Vec<Remark> = self.remarks.into_iter().map(|(r, _)| r).collect();
        for ((file, id), count) in self.counts {
            if count > LISTED {
                remarks.push(Remark::new(&kinds::MORE, file).found(count - LISTED).expected(id));
            }
        }
        remarks.sort_by_key(|r| match r.kind.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        });
        (findings, remarks)
    }
}

#[derive(Clone)]
struct Place {
    file: String,
    line: usize,
    column: String,
}

/// Finds the rows of wanted cells in a table, long or wide.
fn search(
    package: &Package,
    resource: &Resource,
    sheet: &Sheet,
    wanted: &BTreeMap<String, Vec<&Cell>>,
    places: &mut Vec<(Cell, Place)>,
) {
    let key = sheet.keys().unwrap_or(0);
    let period = sheet.periods();
    let level = resource.json.get("atlas").map(|a| super::sheets::text_of(a, "level")).unwrap_or_default();
    let long = sheet.any_column(&["indicator", "indikator"]).zip(sheet.any_column(&["value", "wert"]));
    let breakdowns = super::sheets::list(package.atlas(), "breakdowns");
    let by: Vec<(&str, usize)> = breakdowns
        .iter()
        .filter_map(|b| {
            let id = super::sheets::text_of(b, "id");
            Some((id, sheet.column(id)?))
        })
        .collect();
    for (line, row) in &sheet.rows {
        let Some(cells) = wanted.get(row.get(key).unwrap_or("").trim()) else { continue };
        let when = period.and_then(|p| row.get(p)).unwrap_or("").trim();
        let here = |c: &&&Cell| level.is_empty() || c.level.as_str() == level;
        for cell in cells.iter().filter(here).filter(|c| period.is_none() || super::periods::reads_as(when, c.period)) {
            let column = match long {
                Some((indicator, value)) => {
                    let same = row.get(indicator).is_some_and(|i| i.trim() == cell.indicator.as_str());
                    let part = |id: &str| cell.slice.0.iter().find(|(b, _)| b.as_str() == id).map(|(_, c)| c.as_str());
                    let all = by.iter().all(|(id, c)| row.get(*c).unwrap_or("").trim() == part(id).unwrap_or(""));
                    Some(value).filter(|_| same && all)
                }
                None => sheet.column(cell.indicator.as_str()),
            };
            let Some(name) = column.and_then(|c| sheet.header.get(c)) else { continue };
            let place = Place { file: resource.path.clone(), line: *line, column: name.clone() };
            places.push(((*cell).clone(), place));
        }
    }
}
