//! Territory ("Gebietsstand"): figures of one territorial status carried to another.
//!
//! Areas are joined, divided and renumbered. Counts follow by addition; parts follow by their share of residents or
//! surface and are estimates; rates are computed anew from their counts and never averaged; and what cannot be carried
//! over is missing with the reason *territory changed*. A [`Crosswalk`] knows the changes by their dates, a
//! [`Conversion`] is what they come to between two days, [`carry_counts`] and its sisters do the arithmetic, and
//! [`convert`] does it for a whole source bundle.

use crate::publish::Remark;

mod bundle;
mod carry;
mod conversion;
mod crosswalk;
mod folder;
mod kinds;
mod table;
mod words;

pub(in crate::publish) use kinds::KINDS;

pub use bundle::{Converted, From, Options, convert};
pub use carry::{Carried, Column, Way, carry_counts, carry_others, carry_rate};
pub use conversion::{Conversion, Part, Weight};
pub use crosswalk::{Crosswalk, day_of, last_day};
pub use folder::{Outcome, Places, convert_folder};

/// What to say about a territorial status that is no date.
pub fn status_fault(text: &str) -> Remark {
    Remark::new(&kinds::STATUS, "").found(text)
}

#[cfg(test)]
mod tests;
