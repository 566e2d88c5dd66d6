//! Tables with one row of headings and one row a record, as most programs write them.

use super::cell::{self, Writing};
use super::kinds;
use crate::publish::Remark;
use crate::publish::import::{Cell, Grid};

/// More faults than this in one file say nothing new.
const FAULTS: usize = 20;

/// A table whose headings stand in one row.
pub(super) struct Listing<'g> {
    pub(super) grid: &'g Grid,
    pub(super) file: &'g str,
    head: usize,
    pub(super) faults: Vec<Remark>,
}

/// Whether the first cells of a row are these headings.
pub(super) fn begins(grid: &Grid, row: usize, headings: &[&str]) -> bool {
    let same = |(cell, wanted): (&str, &&str)| heading(cell) == *wanted;
    grid.row_width(row) >= headings.len() && grid.row(row).zip(headings).all(same)
}

/// Whether a row has all of these headings, wherever.
pub(super) fn has(grid: &Grid, row: usize, headings: &[&str]) -> bool {
    headings.iter().all(|wanted| grid.row(row).any(|cell| heading(cell) == *wanted))
}

/// A heading in one line, without the mark that some programs put at the beginning of a file.
pub(super) fn heading(cell: &str) -> String {
    let parts: Vec<&str> = cell.trim_start_matches('\u{feff}').split_whitespace().collect();
    parts.join(" ")
}

impl<'g> Listing<'g> {
    pub(super) fn new(grid: &'g Grid, head: usize, file: &'g str) -> Listing<'g> {
        Listing { grid, file, head, faults: Vec::new() }
    }

    /// The headings, in order.
    pub(super) fn headings(&self) -> Vec<String> {
        self.grid.row(self.head).map(heading).collect()
    }

    /// The place of a heading, if it is there.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.grid.row(self.head).position(|cell| heading(cell) == name)
    }

    /// The place of a heading that must be there.
    pub(super) fn column(&self, name: &str) -> Result<usize, Vec<Remark>> {
        let missing = || {
            let there = self.headings().join(", ");
            let remark = Remark::new(&kinds::COLUMN_NOT_FOUND, self.file).at(self.grid.line(self.head));
            vec![remark.found(there).expected(name)]
        };
        self.find(name).ok_or_else(missing)
    }

    /// The rows below the headings.
    pub(super) fn rows(&self) -> std::ops::Range<usize> {
        self.head + 1..self.grid.rows()
    }

    /// The line of a row in the file.
    pub(super) fn line(&self, row: usize) -> usize {
        self.grid.line(row)
    }

    /// A cell without blanks around it.
    pub(super) fn text(&self, row: usize, column: usize) -> &'g str {
        self.grid.cell(row, column).trim()
    }

    /// A figure or sign; something else is a fault.
    pub(super) fn cell(&mut self, row: usize, column: usize, writing: Writing) -> Option<(Cell, &'static str)> {
        let text = self.grid.cell(row, column);
        let read = cell::read(text, writing);
        if read.is_none() && self.faults.len() < FAULTS {
            let example = if writing == Writing::German { "1.234,5" } else { "1234.5" };
            let remark = Remark::new(&kinds::CELL_UNREADABLE, self.file).at(self.line(row));
            self.faults
                .push(remark.column(heading(self.grid.cell(self.head, column))).found(text.trim()).expected(example));
        }
        read
    }

    /// Refuses the table if a cell was unreadable.
    pub(super) fn refuse_faults(self) -> Result<(), Vec<Remark>> {
        if self.faults.is_empty() { Ok(()) } else { Err(self.faults) }
    }
}
