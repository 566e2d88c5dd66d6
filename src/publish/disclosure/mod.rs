//! Disclosure control over cells and equations: what an attacker can compute, and what must be withheld so that nobody can.

mod attack;
mod choose;
mod exact;
mod moves;
mod narrow;
mod problem;
mod protect;
mod public;
mod search;
mod solve;
mod system;

pub use attack::{Attack, Interval, Rule, Verdict, attack, attack_public};
pub use problem::{Cell, Equation, Problem, State};
pub use protect::{Pattern, Protection, Unprotected, protect};
pub use public::{Public, Seen};
