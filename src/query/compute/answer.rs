//! What a method found.

/// Results of a method: single figures, lists, columns beside the table, and tables of their own.
///
/// One pointer to its [`Contents`], because methods hand it from step to step while they fill it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer(Box<Contents>);

/// What an answer holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// Single figures by name, in the method's order; None where a figure is not defined.
    pub figures: Vec<(String, Option<f64>)>,
    /// Lists of figures by name, such as class bounds.
    pub lists: Vec<(String, Vec<f64>)>,
    /// Columns with one cell for each row of the request's table; None for rows that were dropped.
    pub columns: Vec<(String, Cells)>,
    /// Tables with rows and columns of their own, such as a correlation matrix.
    pub grids: Vec<Grid>,
    /// The rows that have a gap and took no part, from 0.
    pub dropped: Vec<usize>,
    /// The parameters that were used, defaults included: what it takes to compute the same again.
    pub parameters: Vec<(String, String)>,
}

/// The cells of a column of results.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Numbers.
    Numbers(Vec<Option<f64>>),
    /// Words from a fixed list, such as the quadrants of a Moran diagram.
    Words(Vec<Option<&'static str>>),
}

/// A table of results.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// What it holds.
    pub name: String,
    /// Names of its rows.
    pub rows: Vec<String>,
    /// Names of its columns.
    pub columns: Vec<String>,
    /// The cells, row by row.
    pub cells: Vec<Option<f64>>,
}

impl std::ops::Deref for Answer {
    type Target = Contents;

    fn deref(&self) -> &Contents {
        &self.0
    }
}

impl std::ops::DerefMut for Answer {
    fn deref_mut(&mut self) -> &mut Contents {
        &mut self.0
    }
}

// None of these is inlined: hundreds of calls would each bring an allocation and a growing list.
impl Answer {
    /// Adds a figure.
    #[inline(never)]
    pub fn with(mut self, name: &str, value: impl Into<Option<f64>>) -> Answer {
        self.figures.push((name.to_owned(), value.into()));
        self
    }

    /// Adds a list.
    #[inline(never)]
    pub fn list(mut self, name: &str, values: impl Into<Vec<f64>>) -> Answer {
        self.lists.push((name.to_owned(), values.into()));
        self
    }

    /// Adds a column of numbers that is in the places of all rows already ([`super::Call::place`]).
    #[inline(never)]
    pub fn column(mut self, name: &str, values: Vec<Option<f64>>) -> Answer {
        self.columns.push((name.to_owned(), Cells::Numbers(values)));
        self
    }

    /// Adds a column of words.
    #[inline(never)]
    pub fn words(mut self, name: &str, values: Vec<Option<&'static str>>) -> Answer {
        self.columns.push((name.to_owned(), Cells::Words(values)));
        self
    }

    /// Adds a table.
    #[inline(never)]
    pub fn grid(mut self, name: &str, rows: Vec<String>, columns: Vec<String>, cells: Vec<Option<f64>>) -> Answer {
        self.grids.push(Grid { name: name.to_owned(), rows, columns, cells });
        self
    }

    /// The figure of this name.
    pub fn figure(&self, name: &str) -> Option<f64> {
        self.figures.iter().find(|(n, _)| n == name).and_then(|(_, value)| *value)
    }
}
