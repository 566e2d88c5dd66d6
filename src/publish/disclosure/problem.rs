//! Tables that belong together, as cells and the equations between them.

/// What is to happen, or has happened, to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is published.
    Open,
    /// It breaks a rule: it must not be published.
    Primary,
    /// It is withheld to protect others.
    Secondary,
}

/// A cell of a count table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The true figure. What an attacker or a pattern does may depend on it only while the cell is open.
    pub value: f64,
    /// Whether it is published.
    pub state: State,
    /// Whether it may be withheld (the previous edition may have published it already).
    pub free: bool,
    /// How much withholding it costs: 1 for an inner cell, more for totals. Never a function of the value.
    pub cost: f64,
    /// What everybody knows it cannot fall below; 0 for counts.
    pub low: f64,
    /// What everybody knows it cannot exceed: for a primary cell of a published rule the threshold less one.
    pub high: Option<f64>,
    /// How wide the interval that an attacker can compute must be at least, if the cell is withheld.
    pub width: f64,
}

/// Cells whose weighted sum is zero: a total (-1) and its parts (+1).
#[derive(Clone, Debug, PartialEq)]
pub struct Equation {
    /// Places in [`Problem::cells`] and their weights.
    pub terms: Vec<(usize, f64)>,
}

/// Everything an attacker can combine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// The cells of all tables; a cell that occurs in several is listed once.
    pub cells: Vec<Cell>,
    /// What is known to add up.
    pub equations: Vec<Equation>,
}
