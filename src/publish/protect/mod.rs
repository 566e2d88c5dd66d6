//! Disclosure control before publication: out of a source bundle with secret figures comes one without.
mod kinds;
mod net;
mod reveal;
mod rules;
mod sums;
mod territory;
mod variable;
pub use reveal::{coarse_decimals, numerator_of};
