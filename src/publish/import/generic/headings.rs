//! The headings of a table, which may stand in several rows.

use std::collections::HashMap;

use super::super::Grid;

/// The headings of a table's columns, each different from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headings {
    /// One a column. Headings of several rows are joined with ` / `; an empty one is named after its place (`A`, `B`).
    pub names: Vec<String>,
    /// First row of the headings.
    pub first: usize,
    /// How many rows they have.
    pub rows: usize,
}

impl Headings {
    /// The headings in these rows. An empty cell in an upper row continues the cell to its left, as merged cells do.
    pub fn read(grid: &Grid, first: usize, rows: usize) -> Headings {
        let mut parts: Vec<Vec<String>> = vec![Vec::new(); grid.width()];
        for row in first..first + rows {
            let mut left = String::new();
            for (column, parts) in parts.iter_mut().enumerate() {
                let cell = grid.cell(row, column).split_whitespace().collect::<Vec<_>>().join(" ");
                // Only what stands over columns of figures goes on to the right: below it there is a heading.
                let goes_on = row + 1 < first + rows && !grid.cell(row + 1, column).trim().is_empty();
                if !cell.is_empty() {
                    left.clone_from(&cell);
                } else if !goes_on {
                    left.clear();
                }
                if !left.is_empty() && parts.last() != Some(&left) {
                    parts.push(left.clone());
                }
                if row + 1 == first + rows {
                    left.clear();
                }
            }
        }
        let mut seen: HashMap<String, usize> = HashMap::new();
        let name = |(column, parts): (usize, Vec<String>)| {
            let name = if parts.is_empty() { super::super::letters(column) } else { parts.join(" / ") };
            let count = seen.entry(name.to_lowercase()).or_default();
            *count += 1;
            if *count > 1 { format!("{name} ({count})") } else { name }
        };
        Headings { names: parts.into_iter().enumerate().map(name).collect(), first, rows }
    }

    /// The column of a heading, capitals and small letters alike.
    pub fn column(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|n| n == name);
        exact.or_else(|| self.names.iter().position(|n| n.to_lowercase() == name.to_lowercase()))
    }

    /// The first row below the headings.
    pub fn body(&self) -> usize {
        self.first + self.rows
    }

    /// The headings that hold all of these names: at the line they were when the mapping was made, or wherever a newer
    /// file has them. The names that are missing from the best place otherwise.
    pub fn find(grid: &Grid, line: usize, rows: usize, wanted: &[&str]) -> Result<Headings, Vec<String>> {
        let recorded = (0..grid.rows()).position(|row| grid.line(row) == line);
        let mut best: Option<Vec<String>> = None;
        for first in recorded.into_iter().chain(0..grid.rows().min(60)) {
            let headings = Headings::read(grid, first, rows);
            let missing = wanted.iter().filter(|name| headings.column(name).is_none());
            let missing: Vec<String> = missing.map(|name| (*name).to_owned()).collect();
            if missing.is_empty() {
                return Ok(headings);
            }
            if best.as_ref().is_none_or(|b| missing.len() < b.len()) {
                best = Some(missing);
            }
        }
        Err(best.unwrap_or_else(|| wanted.iter().map(|name| (*name).to_owned()).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_several_rows() {
        let grid = Grid::of(
            "",
            &[
                &["Tabelle 5"],
                &["", "", "Arbeitslose", "", "Quote"],
                &["AGS", "Name", "2019", "2020", "2019"],
                &["01001", "Flensburg", "1", "2", "3"],
            ],
        );
        let headings = Headings::read(&grid, 1, 2);
        assert_eq!(headings.names, ["AGS", "Name", "Arbeitslose / 2019", "Arbeitslose / 2020", "Quote / 2019"]);
        assert_eq!(Headings::find(&grid, 1, 2, &["AGS", "Quote / 2019"]).unwrap().first, 1);
        assert_eq!(Headings::find(&grid, 2, 2, &["ags", "Fehlt"]).unwrap_err(), ["Fehlt"]);
    }

    #[test]
    fn equal_and_empty_headings_are_told_apart() {
        let grid = Grid::of("", &[&["a", "A", ""]]);
        assert_eq!(Headings::read(&grid, 0, 1).names, ["a", "A (2)", "C"]);
    }
}
