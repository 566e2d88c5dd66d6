//! What everybody can see of a problem: the side of it that an attacker computes with.

use super::{Equation, Problem, State};

/// A cell as a reader of the publication meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// The figure if it is published. There is no place here for a withheld one.
    pub figure: Option<f64>,
    /// What it cannot fall below, see [`super::Cell::low`].
    pub low: f64,
    /// What it cannot exceed, see [`super::Cell::high`].
    pub high: Option<f64>,
    /// How wide its interval must remain, see [`super::Cell::width`].
    pub width: f64,
    /// Whether it is withheld because of its own figure. That is not published either; an attacker who knows the rule
    /// ([`super::Rule`]) is assumed to have guessed it, because the worst case counts.
    pub primary: bool,
}

/// A [`Problem`] without its secrets.
///
/// What an attacker computes, and what is chosen on the grounds of that, must not depend on a withheld figure: whoever
/// knows how it was computed could reason backwards from the result. Here this holds by construction and not by care:
/// [`super::attack`] gets to see this type, in which a withheld cell has no figure.
///
/// ```
/// use sozialatlas::publish::disclosure::{Cell, Problem, Public, State};
/// let mut problem = Problem::default();
/// let open = problem.add(Cell::count(12.0));
/// let secret = problem.add(Cell { state: State::Primary, ..Cell::count(2.0) });
/// let public = Public::of(&problem);
/// assert_eq!(public.cells()[open].figure, Some(12.0));
/// assert_eq!(public.cells()[secret].figure, None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Public {
    cells: Vec<Seen>,
    equations: Vec<Equation>,
}

impl Public {
    /// What is public of `problem`.
    pub fn of(problem: &Problem) -> Self {
        let seen = |cell: &super::Cell| Seen {
            figure: (cell.state == State::Open).then_some(cell.value),
            low: cell.low,
            high: cell.high,
            width: cell.width,
            primary: cell.state == State::Primary,
        };
        Self { cells: problem.cells.iter().map(seen).collect(), equations: problem.equations.clone() }
    }

    /// Publishes or withholds a cell.
    pub(super) fn set(&mut self, cell: usize, figure: Option<f64>) {
        if let Some(seen) = self.cells.get_mut(cell) {
            seen.figure = figure;
        }
    }

    /// The cells, in the order of [`Problem::cells`].
    pub fn cells(&self) -> &[Seen] {
        &self.cells
    }

    /// What is known to add up.
    pub fn equations(&self) -> &[Equation] {
        &self.equations
    }
}
