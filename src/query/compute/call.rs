//! One call of a method: its parameters read, its columns without gaps.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{parse_number, plain};
use crate::stats::{self, Permutations, SpatialWeights};

use super::links::Shape;
use super::{ComputeError, Kind, Links, Method};

/// What to compute, as plain values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Name of the method.
    pub method: String,
    /// Parameters by name, as they are written.
    pub parameters: BTreeMap<String, String>,
    /// Names of the rows.
    pub units: Vec<String>,
    /// Columns of numbers by name. NaN is a gap, here and nowhere else: columns of many rows are passed on as they are.
    pub columns: Vec<(String, Vec<f64>)>,
    /// Columns of words by name, such as groups.
    pub words: Vec<(String, Vec<Option<String>>)>,
    /// Whose neighbour each row is, rows counted from 0.
    pub neighbours: Option<Vec<Vec<u32>>>,
    /// The rings of each row's shape, as closed lists of positions; an empty list for a row without shape.
    pub shapes: Option<Vec<Shape>>,
    /// Which rows are neighbours, read from their shapes.
    pub links: Links,
    /// Gaps between shapes that are closed, in units of their coordinates.
    pub snap: f64,
}

/// Columns without gaps: only the rows that have a number in every one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// Names of the columns.
    pub names: Vec<String>,
    /// The columns, all of one length.
    pub columns: Vec<Vec<f64>>,
}

/// As [`Rows`], the columns being the request's own where no row is dropped.
pub struct Taken<'a> {
    /// Names of the columns.
    pub names: Vec<String>,
    /// The columns, all of one length.
    pub columns: Vec<Cow<'a, [f64]>>,
}

/// One call of a method.
pub struct Call<'a> {
    request: &'a Request,
    method: &'static Method,
    progress: &'a mut dyn FnMut(f64),
    kept: Vec<bool>,
}

impl<'a> Call<'a> {
    /// Checks that every parameter is one of the method's.
    ///
    /// # Errors
    /// [`ComputeError::UnknownParameter`], [`ComputeError::Ragged`].
    pub fn new(
        request: &'a Request,
        method: &'static Method,
        progress: &'a mut dyn FnMut(f64),
    ) -> Result<Call<'a>, ComputeError> {
        let rows = request.units.len();
        if let Some(name) = request.parameters.keys().find(|name| !method.parameters.iter().any(|p| p.name == *name)) {
            return Err(ComputeError::UnknownParameter { method, name: name.clone() });
        }
        let numbers = request.columns.iter().map(|(name, cells)| (name, cells.len()));
        let words = request.words.iter().map(|(name, cells)| (name, cells.len()));
        if let Some((name, cells)) = numbers.chain(words).find(|(_, cells)| *cells != rows) {
            return Err(ComputeError::Ragged { column: name.clone(), cells, rows });
        }
        Ok(Call { request, method, progress, kept: vec![true; rows] })
    }

    /// What a parameter is set to: as given, else its default.
    #[inline(never)]
    fn text(&self, name: &str) -> Result<String, ComputeError> {
        if let Some(given) = self.request.parameters.get(name) {
            return Ok(given.trim().to_owned());
        }
        let known = self.method.parameters.iter().find(|p| p.name == name);
        known
            .and_then(|p| p.default())
            .ok_or_else(|| ComputeError::Needed { method: self.method, name: name.to_owned() })
    }

    #[inline(never)]
    fn bad(&self, name: &str, value: &str, expected: &str) -> ComputeError {
        ComputeError::BadValue { name: name.to_owned(), value: value.to_owned(), expected: expected.to_owned() }
    }

    /// A number.
    ///
    /// # Errors
    /// If it is missing or no finite number.
    #[inline(never)]
    pub fn number(&self, name: &str) -> Result<f64, ComputeError> {
        let text = self.text(name)?;
        let read = parse_number(&text);
        read.ok_or_else(|| self.bad(name, &text, "a number, for example 0.95"))
    }

    /// A whole number from 0.
    ///
    /// # Errors
    /// If it is missing or no whole number.
    #[inline(never)]
    pub fn whole(&self, name: &str) -> Result<u64, ComputeError> {
        let text = self.text(name)?;
        text.parse().map_err(|_| self.bad(name, &text, "a whole number, for example 5"))
    }

    /// A whole number that counts things in memory: at most 4,294,967,295.
    ///
    /// # Errors
    /// If it is missing, no whole number or too large.
    #[inline(never)]
    pub fn count(&self, name: &str) -> Result<usize, ComputeError> {
        let text = self.text(name)?;
        let read = text.parse::<u32>().map_err(|_| self.bad(name, &text, "a whole number, for example 5"))?;
        Ok(read as usize)
    }

    /// Numbers, separated by comma. None are given as an empty text.
    ///
    /// # Errors
    /// If one of them is no finite number.
    #[inline(never)]
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, ComputeError> {
        let text = self.text(name)?;
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let read = parts.map(parse_number);
        read.collect::<Option<_>>()
            .ok_or_else(|| self.bad(name, &text, "numbers with commas between them, for example 1,2.5,7"))
    }

    /// Rows among those that take part, from 0, separated by comma.
    ///
    /// # Errors
    /// If one of them is no whole number below `rows`.
    #[inline(never)]
    pub fn places(&self, name: &str, rows: usize) -> Result<Vec<usize>, ComputeError> {
        let numbers = self.numbers(name)?;
        let place = |v: &f64| Some(*v as usize).filter(|place| *place as f64 == *v && *place < rows);
        let places = numbers.iter().map(place).collect::<Option<_>>();
        places.ok_or_else(|| self.bad(name, &self.text(name).unwrap_or_default(), "rows from 0 up, for example 0,12,7"))
    }

    /// One of the words of a [`Kind::Choice`].
    ///
    /// # Errors
    /// If it is none of them.
    #[inline(never)]
    pub fn choice(&self, name: &str) -> Result<&'static str, ComputeError> {
        let text = self.text(name)?;
        let kind = self.method.parameters.iter().find(|p| p.name == name).map(|p| p.kind);
        let words = if let Some(Kind::Choice(words)) = kind { words } else { &[] };
        let found = words.iter().find(|word| **word == text);
        found.copied().ok_or_else(|| self.bad(name, &text, &words.join(", ")))
    }

    /// How many permutations and from which seed: the parameters `permutations` and `seed`.
    ///
    /// # Errors
    /// If one of them is no whole number.
    #[inline(never)]
    pub fn permutations(&self) -> Result<Permutations, ComputeError> {
        Ok(Permutations { count: self.count("permutations")? as u32, seed: self.whole("seed")? })
    }

    /// The names that a parameter of columns holds; all columns of the table if it is left out.
    #[inline(never)]
    fn names(&self, parameter: &str) -> Result<Vec<String>, ComputeError> {
        let text = self.text(parameter)?;
        let given: Vec<String> = text.split(',').map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
        let kind = self.method.parameters.iter().find(|p| p.name == parameter).map(|p| p.kind);
        if given.is_empty() && kind == Some(Kind::Columns) {
            return Ok(self.request.columns.iter().map(|(name, _)| name.clone()).collect());
        }
        Ok(given)
    }

    /// Is a parameter that may be left out given?
    pub fn has(&self, parameter: &str) -> bool {
        self.request.parameters.get(parameter).is_some_and(|value| !value.trim().is_empty())
    }

    #[inline(never)]
    fn cells(&self, name: &str) -> Result<&'a [f64], ComputeError> {
        let found = self.request.columns.iter().find(|(n, _)| n == name);
        let cells = found.map(|(_, cells)| cells.as_slice());
        cells.ok_or_else(|| ComputeError::NoColumn {
            name: name.to_owned(),
            known: self.request.columns.iter().map(|(n, _)| n.clone()).collect(),
        })
    }

    /// The columns that these parameters name, without the rows that have a gap in one of them (or in the column of
    /// groups, if one was asked for before). The dropped rows are reported with the answer.
    ///
    /// # Errors
    /// [`ComputeError::NoColumn`], [`ComputeError::Needed`].
    pub fn rows(&mut self, parameters: &[&str]) -> Result<Rows, ComputeError> {
        let Taken { names, columns } = self.columns(parameters)?;
        Ok(Rows { names, columns: columns.into_iter().map(Cow::into_owned).collect() })
    }

    /// As [`Call::rows`], without copying the columns of a table that has no gaps.
    ///
    /// # Errors
    /// As [`Call::rows`].
    #[inline(never)]
    pub fn columns(&mut self, parameters: &[&str]) -> Result<Taken<'a>, ComputeError> {
        let mut names = Vec::new();
        for parameter in parameters {
            names.extend(self.names(parameter)?);
        }
        let cells = names.iter().map(|name| self.cells(name)).collect::<Result<Vec<_>, _>>()?;
        // What is no number leaves with its row.
        for column in cells.iter().filter(|column| !stats::all_numbers(column)) {
            self.kept.iter_mut().zip(*column).for_each(|(kept, v)| *kept &= v.is_finite());
        }
        let whole = self.kept.iter().all(|kept| *kept);
        let taken = |column: &'a [f64]| if whole { Cow::Borrowed(column) } else { Cow::Owned(self.pick(column)) };
        Ok(Taken { columns: cells.into_iter().map(taken).collect(), names })
    }

    /// The cells of the rows that take part.
    pub fn pick<T: Clone>(&self, cells: &[T]) -> Vec<T> {
        cells.iter().zip(&self.kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell.clone()).collect()
    }

    /// The column that one parameter names, without gaps.
    ///
    /// # Errors
    /// As [`Call::rows`].
    #[inline(never)]
    pub fn column(&mut self, parameter: &str) -> Result<Vec<f64>, ComputeError> {
        let taken = self.columns(&[parameter])?;
        taken
            .columns
            .into_iter()
            .next()
            .map(Cow::into_owned)
            .ok_or_else(|| ComputeError::Needed { method: self.method, name: parameter.to_owned() })
    }

    /// Leaves out the rows without a group: to be called before [`Call::rows`], whose rows [`Call::groups`] then fits.
    ///
    /// # Errors
    /// [`ComputeError::NoColumn`], [`ComputeError::Needed`].
    #[inline(never)]
    pub fn grouped(&mut self, parameter: &str) -> Result<(), ComputeError> {
        let cells = self.group_cells(parameter)?;
        self.kept.iter_mut().zip(&cells).for_each(|(kept, cell)| *kept &= cell.is_some());
        Ok(())
    }

    /// The group of each row that takes part, numbered from 0 in the order of their names, and the names.
    ///
    /// # Errors
    /// [`ComputeError::NoColumn`], [`ComputeError::Needed`].
    #[inline(never)]
    pub fn groups(&self, parameter: &str) -> Result<(Vec<usize>, Vec<String>), ComputeError> {
        let cells = self.pick(&self.group_cells(parameter)?);
        let mut names: Vec<String> = cells.iter().flatten().cloned().collect();
        names.sort();
        names.dedup();
        let number =
            |cell: &Option<String>| cell.as_ref().and_then(|c| names.binary_search(c).ok()).unwrap_or_default();
        Ok((cells.iter().map(number).collect(), names))
    }

    /// A column of names; a column of numbers will do (codes of Länder, for example).
    fn group_cells(&self, parameter: &str) -> Result<Vec<Option<String>>, ComputeError> {
        let name = self.text(parameter)?;
        if let Some((_, cells)) = self.request.words.iter().find(|(n, _)| *n == name) {
            return Ok(cells.clone());
        }
        Ok(self.cells(&name)?.iter().map(|cell| Some(*cell).filter(|v| !v.is_nan()).map(plain)).collect())
    }

    /// The row of the unit that a parameter names, among the rows that take part.
    ///
    /// # Errors
    /// [`ComputeError::NoUnit`] if there is none, or it has a gap.
    #[inline(never)]
    pub fn unit(&self, parameter: &str) -> Result<usize, ComputeError> {
        let name = self.text(parameter)?;
        self.pick(&self.request.units).iter().position(|unit| *unit == name).ok_or(ComputeError::NoUnit { name })
    }

    /// Names of the units that take part.
    #[inline(never)]
    pub fn units(&self) -> Vec<String> {
        self.pick(&self.request.units)
    }

    /// Binary weights among the rows that take part: as the request names the neighbours, else from the shapes.
    ///
    /// # Errors
    /// [`ComputeError::NoWeights`] if the request has neither; [`ComputeError::Undefined`] if they do not fit the table.
    #[inline(never)]
    pub fn weights(&self) -> Result<SpatialWeights, ComputeError> {
        if let Some(lists) = &self.request.neighbours {
            return Ok(SpatialWeights::binary(lists)?.restricted_to(&self.kept)?);
        }
        let shapes = self.request.shapes.as_ref().ok_or(ComputeError::NoWeights { method: self.method })?;
        // The rows that take part and no others: the nearest of them, not of those that were dropped.
        let shapes: Vec<&Shape> = shapes.iter().zip(&self.kept).filter(|(_, kept)| **kept).map(|(s, _)| s).collect();
        self.request.links.weights(&shapes, self.request.snap)
    }

    /// Weights in the style that the parameter `style` names: `W` row-standardised, `B` binary.
    ///
    /// # Errors
    /// As [`Call::weights`].
    #[inline(never)]
    pub fn styled_weights(&self) -> Result<SpatialWeights, ComputeError> {
        let weights = self.weights()?;
        Ok(if self.choice("style")? == "W" { weights.row_standardised() } else { weights })
    }

    /// To be told the share that is done.
    pub fn progress(&mut self) -> &mut dyn FnMut(f64) {
        self.progress
    }

    /// Results of the rows that took part, put in the places of all rows.
    pub fn place(&self, found: impl IntoIterator<Item = f64>) -> Vec<Option<f64>> {
        let mut found = found.into_iter();
        let mut placed = Vec::with_capacity(self.kept.len());
        for kept in &self.kept {
            placed.push(if *kept { found.next() } else { None });
        }
        placed
    }

    /// As [`Call::place`], where a result itself may be undefined.
    pub fn place_options<T>(&self, found: impl IntoIterator<Item = Option<T>>) -> Vec<Option<T>> {
        let mut found = found.into_iter();
        self.kept.iter().map(|kept| if *kept { found.next().flatten() } else { None }).collect()
    }

    /// The rows that took no part.
    pub(super) fn dropped(&self) -> Vec<usize> {
        (0..self.kept.len()).filter(|row| !self.kept[*row]).collect()
    }

    /// Every parameter as it was used.
    pub(super) fn used(&self) -> Vec<(String, String)> {
        let used = |name: &str| self.text(name).unwrap_or_default();
        self.method
            .parameters
            .iter()
            .map(|p| (p.name.to_owned(), used(p.name)))
            .filter(|(_, v)| !v.is_empty())
            .collect()
    }
}
