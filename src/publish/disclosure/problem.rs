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
    /// What everybody knows it cannot fall below; 0 for counts, minus infinity for balances.
    pub low: f64,
    /// What everybody knows it cannot exceed, whatever rule is applied: the size of the population, for instance. What
    /// only those know who know the rule (a primary cell is below the threshold) belongs into [`super::Rule`], so that
    /// both kinds of attacker are tried.
    pub high: Option<f64>,
    /// How wide the interval that an attacker can compute must be at least, if the cell is withheld. 0: it is only not
    /// published, and nothing about it needs to be protected.
    pub width: f64,
}

impl Cell {
    /// An open count: free to be withheld at cost 1, not below 0, its interval at least 3 wide if it is withheld.
    ///
    /// ```
    /// use sozialatlas::publish::disclosure::{Cell, State};
    /// let cell = Cell { state: State::Primary, ..Cell::count(2.0) };
    /// assert_eq!((cell.value, cell.low, cell.high, cell.width), (2.0, 0.0, None, 3.0));
    /// ```
    pub fn count(value: f64) -> Self {
        Self { value, state: State::Open, free: true, cost: 1.0, low: 0.0, high: None, width: 3.0 }
    }

    /// Whether its figure stays inside the publisher's house.
    pub fn is_withheld(&self) -> bool {
        self.state != State::Open
    }
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

impl Problem {
    /// Adds a cell and says its place.
    pub fn add(&mut self, cell: Cell) -> usize {
        self.cells.push(cell);
        self.cells.len() - 1
    }

    /// Adds the equation "`total` is the sum of `parts`".
    ///
    /// ```
    /// use sozialatlas::publish::disclosure::{Cell, Problem};
    /// let mut problem = Problem::default();
    /// let women = problem.add(Cell::count(5.0));
    /// let men = problem.add(Cell::count(4.0));
    /// let all = problem.add(Cell::count(9.0));
    /// problem.add_total(all, &[women, men]);
    /// assert_eq!(problem.equations[0].terms, [(women, 1.0), (men, 1.0), (all, -1.0)]);
    /// ```
    pub fn add_total(&mut self, total: usize, parts: &[usize]) {
        let mut terms: Vec<(usize, f64)> = parts.iter().map(|&part| (part, 1.0)).collect();
        terms.push((total, -1.0));
        self.equations.push(Equation { terms });
    }
}
