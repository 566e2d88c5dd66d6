//! A small CSV table of the bundle, such as the catalogue, that is changed cell by cell and otherwise stays as it is.

use super::super::Origin;
use super::super::delimited::split_by;
use super::super::encoding::decode;
use crate::bundle::json::Json;
use crate::publish::Remark;

/// A table with a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The sign between cells.
    pub delimiter: char,
    /// The columns.
    pub header: Vec<String>,
    /// The rows, each as long as the header.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// An empty table.
    pub fn new(header: &[&str]) -> Sheet {
        Sheet { delimiter: ',', header: header.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new() }
    }

    /// Reads a table of the bundle, whose manifest names the delimiter; the encoding may be any.
    ///
    /// # Errors
    /// Bytes that are no table.
    pub fn read(bytes: &[u8], delimiter: u8, file: &str) -> Result<Sheet, Remark> {
        let (text, encoding, _) = decode(bytes, file)?;
        let grid = split_by(&text, encoding, delimiter, b'"', file)?;
        let Origin::Text { delimiter, .. } = grid.origin else { return Ok(Sheet::new(&[])) };
        let header: Vec<String> = grid.row(0).map(|c| c.trim().to_owned()).collect();
        let row = |r: usize| (0..header.len()).map(|c| grid.cell(r, c).to_owned()).collect();
        let rows = (1..grid.rows()).map(row).collect();
        Ok(Sheet { delimiter, header, rows })
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h.eq_ignore_ascii_case(name))
    }

    /// The cell of a row; empty if there is no such column.
    pub fn get(&self, row: usize, column: &str) -> &str {
        let cell = self.column(column).and_then(|c| self.rows.get(row).and_then(|r| r.get(c)));
        cell.map_or("", |c| c.trim())
    }

    /// Writes a cell; a column that is not there is added behind the others.
    pub fn set(&mut self, row: usize, column: &str, text: &str) {
        let place = self.column(column).unwrap_or_else(|| {
            self.header.push(column.to_owned());
            self.rows.iter_mut().for_each(|r| r.push(String::new()));
            self.header.len() - 1
        });
        if let Some(cell) = self.rows.get_mut(row).and_then(|r| r.get_mut(place)) {
            text.clone_into(cell);
        }
    }

    /// The row whose cell in a column is this text.
    pub fn find(&self, column: &str, text: &str) -> Option<usize> {
        let place = self.column(column)?;
        self.rows.iter().position(|r| r.get(place).is_some_and(|c| c.trim() == text))
    }

    /// Adds an empty row and tells its place.
    pub fn add(&mut self) -> usize {
        self.rows.push(vec![String::new(); self.header.len()]);
        self.rows.len() - 1
    }

    /// The table as UTF-8 text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for row in std::iter::once(&self.header).chain(&self.rows) {
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    text.push(self.delimiter);
                }
                push_cell(cell, self.delimiter, &mut text);
            }
            text.push('\n');
        }
        text
    }
}

/// The delimiter of a resource as its manifest names it.
pub fn delimiter_of(resource: &Json) -> u8 {
    let named = resource.get("dialect").get("delimiter").text().and_then(|t| t.bytes().next());
    let tabs = resource.string("path").to_ascii_lowercase().ends_with(".tsv");
    named.unwrap_or(if tabs { b'\t' } else { b',' })
}

/// A cell, in quotes where it needs them.
pub fn push_cell(cell: &str, delimiter: char, text: &mut String) {
    if cell.contains([delimiter, '"', '\n', '\r']) || cell.starts_with([' ', '\'']) || cell.ends_with(' ') {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a-zä,;\"\n ]{0,6}", 3), 0..6)) {
            let mut sheet = Sheet::new(&["id", "b", "c"]);
            sheet.rows = rows.into_iter().enumerate().map(|(i, mut r)| { r[0] = format!("n{i}"); r }).collect();
            let back = Sheet::read(sheet.text().as_bytes(), b',', "f").unwrap();
            prop_assert_eq!(back, sheet);
        }
    }
}
