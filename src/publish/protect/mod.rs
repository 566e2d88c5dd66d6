//! Disclosure control before publication: out of a source bundle with secret figures comes one without.
mod case;
mod kinds;
mod net;
mod previous;
mod primary;
mod reveal;
mod rules;
mod sums;
mod suppress;
mod territory;
mod variable;
pub use previous::Previous;
pub use primary::is_dominated;
pub use reveal::{coarse_decimals, numerator_of};
pub use rules::{Dominance, DominanceRule, Limits, RateMethod, Rules, Years};
