//! The cells of one indicator on one level on their way into tables.

use std::collections::BTreeMap;

use super::package::Resource;
use crate::bundle::{Code, Finding, Findings};
use crate::model::{AreaIx, Figures, IndicatorId, Level, Observation, Period, Slice, Table, arranged};

/// One cell with its place in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Place in the series' slices.
    pub slice: usize,
    /// Row of the level.
    pub area: AreaIx,
    /// Period.
    pub period: Period,
    /// Line of the file.
    pub row: u32,
    /// Place of the file among the package's resources.
    pub file: u16,
    /// Place of the column in that file.
    pub column: u16,
    /// What stands there.
    pub value: Observation,
}

/// Everything read of one indicator on one level.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// The file it was first found in.
    pub file: String,
    /// The column of its figures.
    pub column: String,
    /// Smallest publishable count.
    pub minimum: Option<u64>,
    /// Slices in the order found.
    pub slices: Vec<Slice>,
    /// Cells in the order found; after [`Series::sort`] by slice, area and period.
    pub cells: Vec<Cell>,
}

/// All series of a bundle, by level and indicator.
pub type AllSeries = BTreeMap<(usize, IndicatorId), Series>;

impl Series {
    /// Notes where the series was first found.
    pub fn begin(&mut self, resource: &Resource, column: &str, minimum: Option<u64>) {
        if self.file.is_empty() {
            self.file.clone_from(&resource.path);
            column.clone_into(&mut self.column);
            self.minimum = minimum;
        }
    }

    /// The place of a slice, which is added if it is new.
    pub fn slice(&mut self, slice: Slice) -> usize {
        self.slices.iter().position(|s| *s == slice).unwrap_or_else(|| {
            self.slices.push(slice);
            self.slices.len() - 1
        })
    }

    /// Sorts the cells and reports those given twice; the first stays.
    pub fn sort(&mut self, level: &Level, findings: &mut Findings) {
        self.cells.sort_by_key(|c| (c.slice, c.area, c.period, c.row));
        let place = |c: &Cell| (c.slice, c.area, c.period);
        for pair in self.cells.windows(2).filter(|p| place(&p[0]) == place(&p[1])) {
            let key = level.area(pair[1].area).map(|a| a.key.as_str()).unwrap_or_default();
            let found = format!("{key}, {}", pair[1].period);
            let finding = Finding::new(Code::RowDuplicate, &self.file).at(pair[1].row).column(&self.column);
            findings.add(finding.found(found).expected(pair[0].row.to_string()));
        }
        self.cells.dedup_by(|b, a| place(a) == place(b));
    }

    /// The value of one cell of sorted cells.
    pub fn get(&self, slice: usize, area: AreaIx, period: Period) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&(slice, area, period), |c| (c.slice, c.area, c.period));
        found.ok().and_then(|place| self.cells.get(place))
    }

    /// The tables of sorted cells, the total first.
    pub fn figures(&self, level: &Level) -> Figures {
        let mut tables = Vec::new();
        for cells in self.cells.chunk_by(|a, b| a.slice == b.slice) {
            let Some(slice) = cells.first().and_then(|c| self.slices.get(c.slice)) else { continue };
            let periods: Vec<Period> = cells.iter().map(|c| c.period).collect();
            let mut table = Table::new(periods, level.areas.len(), level.references.len());
            for cell in cells {
                table.set(cell.area, cell.period, cell.value);
            }
            tables.push((slice.clone(), table));
        }
        Figures { tables: arranged(tables, &|a, b| a.0.cmp(&b.0)) }
    }

    /// Every figure of the series.
    pub fn figures_only(&self) -> impl Iterator<Item = (&Cell, f64)> {
        self.cells.iter().filter_map(|c| c.value.value().map(|v| (c, v)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Missing, ValueFlags};

    #[test]
    fn doubled_cells_are_named_and_the_first_stays() {
        let area = crate::model::Area {
            key: "01".into(),
            name: "A".into(),
            kind: Default::default(),
            parent: None,
            label: None,
            bounds: None,
            valid: Default::default(),
        };
        let level = Level {
            id: "l".into(),
            title: Default::default(),
            areas: vec![area],
            references: vec![],
            territorial_status: None,
            valid: Default::default(),
        };
        let cell = |year, row, value| Cell {
            slice: 0,
            area: AreaIx(0),
            period: Period::Year(year),
            row,
            file: 0,
            column: 0,
            value,
        };
        let known = |v| Observation::Known(v, ValueFlags::NONE);
        let mut series = Series { slices: vec![Slice::total()], ..Series::default() };
        series.cells = vec![cell(2021, 4, known(2.0)), cell(2020, 3, known(1.0)), cell(2021, 2, known(3.0))];
        let mut findings = Findings::default();
        series.sort(&level, &mut findings);
        let list = findings.into_list();
        assert_eq!((list.len(), list[0].row, list[0].expected.as_str()), (1, Some(4), "2"));
        let figures = series.figures(&level);
        let total = figures.total().unwrap();
        assert_eq!(total.get(AreaIx(0), Period::Year(2021)), known(3.0));
        assert_eq!(total.get(AreaIx(0), Period::Year(1999)), Observation::Missing(Missing::NotPublished));
    }
}
