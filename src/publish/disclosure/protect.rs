//! What else must be withheld.

use super::attack::{Attack, Interval, attack};
use super::choose::Choice;
use super::{Problem, Public, State};

/// Against whom a problem is protected.
#[derive(Clone, Debug, PartialEq)]
pub struct Protection {
    /// The attackers that must fail.
    pub attacks: Vec<Attack>,
}

impl Default for Protection {
    /// Against a reader who knows nothing but what is published.
    fn default() -> Self {
        Self { attacks: vec![Attack::default()] }
    }
}

/// What is withheld in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What is to happen to each cell, in the order of [`Problem::cells`].
    pub states: Vec<State>,
}

impl Pattern {
    /// How many cells are withheld, for their own sake or for others.
    pub fn withheld(&self) -> usize {
        self.states.iter().filter(|state| **state != State::Open).count()
    }

    /// Writes the states into the cells.
    pub fn apply(&self, problem: &mut Problem) {
        for (cell, state) in problem.cells.iter_mut().zip(&self.states) {
            cell.state = *state;
        }
    }
}

/// The best pattern that was found does not protect everything: too few cells may be withheld.
#[derive(Clone, Debug, PartialEq)]
pub struct Unprotected {
    /// It all the same.
    pub pattern: Pattern,
    /// The cells that are exposed in spite of it.
    pub exposed: Vec<Interval>,
}

/// Chooses which open cells must be withheld as well (*secondary suppression*).
pub fn protect(
    problem: &Problem,
    protection: &Protection,
    progress: &mut dyn FnMut(f64),
) -> Result<Pattern, Unprotected> {
    let public = Public::of(problem);
    let free: Vec<bool> = problem.cells.iter().map(|cell| cell.free).collect();
    let costs: Vec<f64> = problem.cells.iter().map(|cell| cell.cost).collect();
    let knows_rule = protection.attacks.iter().any(|attack| attack.rule.is_some());
    let mut choice = Choice::of(&public, &free, &costs, !knows_rule);
    let order: Vec<usize> = (0..problem.cells.len()).collect();
    choice.grow(&order, &mut |share| progress(share * 0.4));
    choice.shrink(&mut |share| progress(0.4 + share * 0.3));
    let mut protected = problem.clone();
    for (cell, place) in protected.cells.iter_mut().enumerate() {
        if choice.withholds(cell) && place.state == State::Open {
            place.state = State::Secondary;
        }
    }
    let pattern = Pattern { states: protected.cells.iter().map(|cell| cell.state).collect() };
    let mut exposed = Vec::new();
    for known in &protection.attacks {
        exposed.extend(attack(&protected, known, progress).into_iter().filter(|interval| !interval.is_safe()));
    }
    if exposed.is_empty() { Ok(pattern) } else { Err(Unprotected { pattern, exposed }) }
}
