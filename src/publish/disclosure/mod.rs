//! Disclosure control over cells and equations: what an attacker can compute, and what must be withheld so that nobody can.

mod problem;

pub use problem::{Cell, Equation, Problem, State};
