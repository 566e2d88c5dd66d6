//! Tables for the tests, with their margins.

use std::collections::BTreeMap;

use sozialatlas::publish::disclosure::{Cell, Problem, State};

pub const TOTAL: &str = "Total";

/// A table of two dimensions with all its margins; places of the cells by row and column.
pub struct Table {
    pub problem: Problem,
    pub places: BTreeMap<(String, String), usize>,
}

impl Table {
    /// The table with these inner cells. Cells of both margins cost more than inner ones.
    pub fn of(inner: &[(String, String, f64)]) -> Self {
        let mut figures: BTreeMap<(String, String), f64> = BTreeMap::new();
        for (row, column, value) in inner {
            for key in [(row.as_str(), column.as_str()), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)] {
                *figures.entry((key.0.to_string(), key.1.to_string())).or_insert(0.0) += value;
            }
        }
        let mut problem = Problem::default();
        let mut places = BTreeMap::new();
        for (key, value) in &figures {
            let margins = [&key.0, &key.1].iter().filter(|part| *part == &TOTAL).count();
            let cost = [1.0, 2.0, 4.0][margins];
            places.insert(key.clone(), problem.add(Cell { cost, ..Cell::count(*value) }));
        }
        for swapped in [false, true] {
            let mut lines: BTreeMap<&str, (Vec<usize>, Option<usize>)> = BTreeMap::new();
            for ((row, column), place) in &places {
                let (line, part) = if swapped { (column, row) } else { (row, column) };
                let entry = lines.entry(line).or_default();
                if part == TOTAL { entry.1 = Some(*place) } else { entry.0.push(*place) }
            }
            for (parts, total) in lines.values() {
                problem.add_total(total.unwrap(), parts);
            }
        }
        Self { problem, places }
    }

    pub fn place(&self, row: &str, column: &str) -> usize {
        self.places[&(row.to_string(), column.to_string())]
    }

    pub fn withhold(&mut self, row: &str, column: &str, state: State) {
        let place = self.place(row, column);
        self.problem.cells[place].state = state;
    }
}
