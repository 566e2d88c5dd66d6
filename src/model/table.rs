//! Figures as dense tables: areas x periods, area-major.

use super::{AreaIx, BreakdownId, CategoryId, Missing, Observation, Period, ascending_once};

/// One indicator (or one slice of it) on one level: a row an area or reference, a column a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    periods: Vec<Period>,
    areas: usize,
    rows: usize,
    cells: Vec<Observation>,
}

impl Table {
    /// A table in which nothing is published yet. `areas` rows are areas, `references` rows follow them.
    /// `periods` are sorted and freed of duplicates.
    pub fn new(periods: Vec<Period>, areas: usize, references: usize) -> Table {
        let periods = ascending_once(periods);
        let rows = areas + references;
        let cells = vec![Observation::Missing(Missing::NotPublished); rows * periods.len()];
        Table { periods, areas, rows, cells }
    }

    /// A table from all its cells, row by row, in each row the earliest period first. `None` unless the periods ascend,
    /// there is a cell for each row and period, and every number is finite.
    ///
    /// ```
    /// use sozialatlas::model::{AreaIx, Missing, Observation, Period, Table, ValueFlags};
    /// let cells = vec![Observation::Missing(Missing::Pending), Observation::Known(2.5, ValueFlags::NONE)];
    /// let years = vec![Period::Year(2022), Period::Year(2023)];
    /// let table = Table::from_cells(years.clone(), 1, 0, cells.clone()).unwrap();
    /// assert_eq!(table.get(AreaIx(0), Period::Year(2023)), cells[1]);
    /// assert_eq!(Table::from_cells(years, 2, 0, cells), None);
    /// ```
    pub fn from_cells(periods: Vec<Period>, areas: usize, references: usize, cells: Vec<Observation>) -> Option<Table> {
        let rows = areas.checked_add(references)?;
        let ascending = periods.windows(2).all(|pair| pair[0] < pair[1]);
        let complete = rows.checked_mul(periods.len()) == Some(cells.len());
        let finite = cells.iter().all(|c| c.value().is_none_or(f64::is_finite));
        (ascending && complete && finite).then_some(Table { periods, areas, rows, cells })
    }

    /// The periods, ascending.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// Number of areas, without references.
    pub fn areas(&self) -> usize {
        self.areas
    }

    /// Number of rows: areas and references.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Writes a cell. Outside the table, or for a number that is not finite, nothing happens and `false` is returned.
    pub fn set(&mut self, area: AreaIx, period: Period, to: Observation) -> bool {
        let finite = to.value().is_none_or(f64::is_finite);
        let place = self.periods.binary_search(&period).ok().filter(|_| area.ix() < self.rows && finite);
        let Some(column) = place else { return false };
        self.cells[area.ix() * self.periods.len() + column] = to;
        true
    }

    /// One area over all periods; empty for an area that is not in the table.
    pub fn row(&self, area: AreaIx) -> &[Observation] {
        let width = self.periods.len();
        self.cells.get(area.ix() * width..(area.ix() + 1) * width).unwrap_or(&[])
    }

    /// One cell; what is not in the table is not published.
    pub fn get(&self, area: AreaIx, period: Period) -> Observation {
        let place = self.periods.binary_search(&period).ok();
        place.and_then(|p| self.row(area).get(p).copied()).unwrap_or(Observation::Missing(Missing::NotPublished))
    }

    /// All areas in one period, `None` if the table has no such period.
    pub fn column(&self, period: Period) -> Option<Column<'_>> {
        let place = self.periods.binary_search(&period).ok()?;
        Some(Column { table: self, place })
    }

    /// The latest period in which at least one area (not only a reference) has a figure.
    pub fn latest(&self) -> Option<Period> {
        let has = |p: &&Period| self.column(**p).is_some_and(|c| c.areas().any(|o| o.value().is_some()));
        self.periods.iter().rev().find(has).copied()
    }
}

/// One period of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    table: &'a Table,
    place: usize,
}

impl<'a> Column<'a> {
    /// The period.
    pub fn period(self) -> Period {
        self.table.periods[self.place]
    }

    /// The figure of an area or reference.
    pub fn get(self, area: AreaIx) -> Observation {
        self.table.row(area).get(self.place).copied().unwrap_or(Observation::Missing(Missing::NotPublished))
    }

    /// The areas' figures in row order, without references.
    pub fn areas(self) -> impl Iterator<Item = Observation> + 'a {
        (0..self.table.areas).map(move |i| self.get(AreaIx::at(i)))
    }
}

/// Which part of an indicator a table holds: one category for each named breakdown. Empty for the total.
/// Kept in the order of breakdown ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice(pub Vec<(BreakdownId, CategoryId)>);

impl Slice {
    /// The whole indicator.
    pub fn total() -> Slice {
        Slice(Vec::new())
    }

    /// A slice from its parts, in canonical order.
    pub fn of(parts: Vec<(BreakdownId, CategoryId)>) -> Slice {
        Slice(ascending_once(parts))
    }

    /// Whether this is the whole indicator.
    pub fn is_total(&self) -> bool {
        self.0.is_empty()
    }
}

/// Everything published of one indicator on one level: the total and its slices.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The tables; the total, if published, comes first.
    pub tables: Vec<(Slice, Table)>,
}

impl Figures {
    /// The table of one slice.
    pub fn slice(&self, slice: &Slice) -> Option<&Table> {
        self.tables.iter().find(|(s, _)| s == slice).map(|(_, t)| t)
    }

    /// The table of the whole indicator.
    pub fn total(&self) -> Option<&Table> {
        self.slice(&Slice::total())
    }
}
