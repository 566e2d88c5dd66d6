//! Any wide or long table: a mapping file says what its columns are, and is proposed from looking at them.

mod area;
mod headings;
mod key;
mod mapping;
mod period;
mod propose;
mod renew;
mod roles;
mod take;
#[cfg(test)]
mod take_tests;

pub use area::level_of_key;
pub use headings::Headings;
pub use mapping::{Breakdown, By, Key, Long, Mapping, ValueColumn, When};
pub use period::period_of;
pub use propose::{Proposed, propose, year_in};
pub use renew::renewed;
pub use take::take;
