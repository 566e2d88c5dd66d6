//! Figures that the bundle has already: which are new, which changed, which are gone.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};

use super::super::{delimited, encoding};
use super::sheet::delimiter_of;
use crate::bundle::json::Json;

/// What distinguishes a figure of the bundle, as a number: level, key, indicator, period and categories.
pub fn key_hash(level: &str, key: &str, indicator: &str, period: &str, categories: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (level, key, indicator, period).hash(&mut hasher);
    categories.iter().filter(|c| !c.is_empty()).for_each(|c| c.hash(&mut hasher));
    hasher.finish()
}

/// What a figure says, as a number; `5.0` and `5.00` say the same.
pub fn value_hash(value: &str, flag: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let value = if value.contains('.') && !value.contains('e') && value.len() > 1 && !value.starts_with("..") {
        value.trim_end_matches('0').trim_end_matches('.')
    } else {
        value
    };
    (value, flag).hash(&mut hasher);
    hasher.finish()
}

/// One row of a table of figures that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldRow {
    /// The area.
    pub key: String,
    /// The indicator.
    pub indicator: String,
    /// The period.
    pub period: String,
    /// Categories: breakdown and category.
    pub categories: Vec<(String, String)>,
    /// The figure.
    pub value: String,
    /// Its flags.
    pub flag: String,
}

/// Calls `each` with every row of a long table of the bundle; wide tables are read by their columns. `false` if the
/// table cannot be told apart into figures.
///
/// # Errors
/// Failures of the file system.
pub fn rows_of(folder: &Path, resource: &Json, each: &mut dyn FnMut(usize, OldRow)) -> Result<bool> {
    let path = resource.string("path");
    let full = folder.join(&path);
    if !crate::bundle::safe_path(&path) || !full.is_file() {
        return Ok(true);
    }
    let bytes = std::fs::read(&full).with_context(|| full.display().to_string())?;
    let Ok((text, name, _)) = encoding::decode(&bytes, &path) else { return Ok(false) };
    let Ok(grid) = delimited::split_by(&text, name, delimiter_of(resource), b'"', &path) else { return Ok(false) };
    let header: Vec<String> = grid.row(0).map(|c| c.trim().to_lowercase()).collect();
    let at = |names: &[&str]| names.iter().find_map(|n| header.iter().position(|h| h == n));
    let (Some(key), Some(period)) = (at(&["key", "ags", "ars", "id"]), at(&["period", "jahr", "year"])) else {
        return Ok(false);
    };
    let long = at(&["indicator", "indikator"]).zip(at(&["value", "wert"]));
    let flag = at(&["flag", "flags", "kennzeichen"]);
    let known = |c: usize| [Some(key), Some(period), flag, long.map(|l| l.0), long.map(|l| l.1)].contains(&Some(c));
    let cell = |row: usize, column: usize| grid.cell(row, column).trim().to_owned();
    for row in 1..grid.rows() {
        let base = OldRow {
            key: cell(row, key),
            indicator: String::new(),
            period: cell(row, period),
            categories: Vec::new(),
            value: String::new(),
            flag: String::new(),
        };
        if let Some((indicator, value)) = long {
            let others = header.iter().enumerate().filter(|(c, _)| !known(*c));
            let categories = others.map(|(c, name)| (name.clone(), cell(row, c))).filter(|(_, c)| !c.is_empty());
            let flag = flag.map(|c| cell(row, c)).unwrap_or_default();
            let (indicator, value) = (cell(row, indicator), cell(row, value));
            each(row, OldRow { indicator, categories: categories.collect(), value, flag, ..base });
        } else {
            for (column, name) in header.iter().enumerate().filter(|(c, _)| !known(*c)) {
                each(row, OldRow { indicator: name.clone(), value: cell(row, column), ..base.clone() });
            }
        }
    }
    Ok(true)
}

/// The figures of an import by the hash of their place, with the hash of what they say.
#[derive(Clone, Debug, Default)]
pub struct Fresh {
    by_place: HashMap<u64, u64>,
}

/// What a figure that is there is to the figures that are imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// It is imported again, and says the same.
    Same,
    /// It is imported again, and says something else.
    Changed,
    /// It is not imported.
    Gone,
}

impl Fresh {
    /// Room for so many figures.
    pub fn with_capacity(figures: usize) -> Fresh {
        Fresh { by_place: HashMap::with_capacity(figures) }
    }

    /// Adds a figure.
    pub fn add(&mut self, place: u64, value: u64) {
        self.by_place.insert(place, value);
    }

    /// Compares a row that is there.
    pub fn against(&self, level: &str, row: &OldRow) -> Against {
        let mut categories: Vec<&(String, String)> = row.categories.iter().collect();
        categories.sort();
        let categories: Vec<&str> = categories.iter().map(|(_, c)| c.as_str()).collect();
        let place = key_hash(level, &row.key, &row.indicator, &row.period, &categories);
        match self.by_place.get(&place) {
            None => Against::Gone,
            Some(value) if *value == value_hash(&row.value, &row.flag) => Against::Same,
            Some(_) => Against::Changed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_say_the_same() {
        assert_eq!(value_hash("5.0", ""), value_hash("5", ""));
        assert_eq!(value_hash("5.10", "p"), value_hash("5.1", "p"));
        assert_ne!(value_hash("50", ""), value_hash("5", ""));
        assert_ne!(value_hash(".", ""), value_hash("", ""));
        assert_ne!(value_hash("...", ""), value_hash(".", ""));
    }
}
