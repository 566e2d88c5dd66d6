//! Any wide or long table: a mapping file says what its columns are, and is proposed from looking at them.

mod area;
mod headings;
mod key;
mod mapping;
mod period;
mod propose;
mod roles;
mod take;

pub use area::level_of_key;
pub use headings::Headings;
pub use mapping::{Breakdown, By, Key, Long, Mapping, ValueColumn, When};
pub use period::period_of;
pub use propose::{Proposed, propose};
pub use take::take;
