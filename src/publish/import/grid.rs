//! A table as rows of text, wherever it came from.

use std::ops::Range;

/// Where the cells of a [`Grid`] came from: what a message says about the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A text file.
    Text {
        /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`.
        encoding: &'static str,
        /// The sign between cells.
        delimiter: char,
    },
    /// A sheet of a workbook.
    Workbook,
}

/// A table as an office delivers it: rows of cells, all of them text, with their place in the file.
///
/// Nothing is interpreted: indentation, signs for missing values and thousands separators are as they stand there. In a
/// workbook a number is written with a decimal point and at most 15 significant digits (what the spreadsheet shows of a
/// stored 0.30000000000000004 is 0.3), a date as `2021-12-31`, a fault as `#DIV/0!`.
///
/// All cells lie one behind the other in one text, so that ten million of them take little more room than the file.
///
/// ```
/// use sozialatlas::publish::import::Grid;
/// let grid = Grid::of("", &[&["ags", "2019"], &["01001", "4,5"]]);
/// assert_eq!((grid.rows(), grid.width()), (2, 2));
/// assert_eq!(grid.cell(1, 0), "01001");
/// assert_eq!(grid.cell(1, 7), "", "outside the table every cell is empty");
/// assert_eq!(grid.row(1).collect::<Vec<_>>(), ["01001", "4,5"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Name of the sheet; empty for a text file.
    pub sheet: String,
    /// Where it came from.
    pub origin: Origin,
    /// Replacement characters (`\u{fffd}`): letters that were lost before the file reached us.
    pub damaged: usize,
    text: String,
    ends: Vec<u32>,
    rows: Vec<u32>,
    lines: Vec<u32>,
    width: usize,
}

impl Grid {
    /// An empty table that rows are added to.
    pub fn new(sheet: impl Into<String>, origin: Origin) -> Grid {
        Grid {
            sheet: sheet.into(),
            origin,
            damaged: 0,
            text: String::new(),
            ends: Vec::new(),
            rows: Vec::new(),
            lines: Vec::new(),
            width: 0,
        }
    }

    /// A table from rows of cells, as if each stood in a line of its own.
    pub fn of(sheet: &str, rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::new(sheet, Origin::Text { encoding: "utf-8", delimiter: ';' });
        for (place, row) in rows.iter().enumerate() {
            row.iter().for_each(|cell| grid.push_cell(cell));
            grid.end_row(place + 1);
        }
        grid
    }

    /// Adds a cell to the row that is being written. What exceeds 4 GiB is left out; readers refuse such files before.
    pub fn push_cell(&mut self, text: &str) {
        if self.text.len() + text.len() <= u32::MAX as usize {
            self.damaged += text.matches('\u{fffd}').count();
            self.text.push_str(text);
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Ends the row that was being written; it began in this line of the file, counted from 1.
    pub fn end_row(&mut self, line: usize) {
        let before = self.rows.last().copied().unwrap_or(0);
        let now = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.width = self.width.max(now.saturating_sub(before) as usize);
        self.rows.push(now);
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }

    /// How many rows there are. Blank lines of the file are no rows.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The cells of the longest row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many cells all rows have together.
    pub fn cells(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The line of the file in which a row begins, counted from 1; in a workbook the number beside the row.
    pub fn line(&self, row: usize) -> usize {
        self.lines.get(row).map_or(0, |line| *line as usize)
    }

    /// A cell as it stands in the file; empty outside the table.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let places = self.places(row);
        if column < places.len() { self.at(places.start + column) } else { "" }
    }

    /// The cells of a row; none for a row that is not there.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.places(row).map(|place| self.at(place))
    }

    /// How many cells a row has.
    pub fn row_width(&self, row: usize) -> usize {
        self.places(row).len()
    }

    /// Whether every cell of a row is empty or blank.
    pub fn is_blank(&self, row: usize) -> bool {
        self.row(row).all(|cell| cell.trim().is_empty())
    }

    fn places(&self, row: usize) -> Range<usize> {
        let Some(end) = self.rows.get(row) else { return 0..0 };
        let start = row.checked_sub(1).and_then(|before| self.rows.get(before)).copied().unwrap_or(0);
        start as usize..*end as usize
    }

    fn at(&self, place: usize) -> &str {
        let end = self.ends.get(place).copied().unwrap_or(0) as usize;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0) as usize;
        self.text.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(rows in proptest::collection::vec(proptest::collection::vec("\\PC{0,5}", 0..5), 0..6)) {
            let mut grid = Grid::new("s", Origin::Workbook);
            for (place, row) in rows.iter().enumerate() {
                row.iter().for_each(|cell| grid.push_cell(cell));
                grid.end_row(place * 2 + 1);
            }
            let back: Vec<Vec<String>> = (0..grid.rows()).map(|r| grid.row(r).map(str::to_owned).collect()).collect();
            prop_assert_eq!(&back, &rows);
            prop_assert_eq!(grid.width(), rows.iter().map(Vec::len).max().unwrap_or(0));
            prop_assert_eq!(grid.cells(), rows.iter().map(Vec::len).sum::<usize>());
            for (r, row) in rows.iter().enumerate() {
                prop_assert_eq!(grid.line(r), r * 2 + 1);
                prop_assert_eq!(grid.cell(r, row.len()), "");
            }
            prop_assert_eq!(grid.cell(rows.len(), 0), "");
            prop_assert_eq!(grid.row(rows.len()).len(), 0);
        }
    }
}
