//! Disclosure control over cells and equations: what an attacker can compute, and what must be withheld so that nobody can.

mod attack;
mod choose;
mod dominance;
mod exact;
mod moves;
mod narrow;
mod problem;
mod protect;
mod public;
mod rates;
mod reopen;
mod rounding;
mod search;
mod solve;
mod system;

pub use attack::{Attack, Interval, Rule, Verdict, attack, attack_public};
pub use dominance::{is_dominated, is_estimable};
pub use problem::{Cell, Equation, Problem, State};
pub use protect::{Pattern, Protection, Unprotected, protect};
pub use public::{Public, Seen};
pub use rates::{Span, denominator_revealed_by_rate, most_digits, revealed_by_rate};
pub use rounding::{revealed_by_rounding, round_at_random, round_line, round_to};
