//! Readers' questions: what is shown, who ranks where, how it developed, what a place is called.
//!
//! Missing data stops here: gaps are dropped before statistics and travel on with their reasons.
//! [`resolve`] turns an address into existing things, [`Shown`] into figures; the rest answers questions about them.

mod change;
mod classes;
pub mod compute;
mod export;
mod find;
mod fold;
mod notes;
mod parts;
mod portrait;
mod profile;
mod ranking;
mod reference;
mod resolve;
#[cfg(test)]
mod sample;
mod search;
mod shown;
mod summary;
mod trend;

pub use change::{Change, ChangeUnit, five_years_before};
pub use classes::{ClassBounds, ClassNote};
pub use export::{Footer, csv_of_all_periods, csv_of_shown};
pub use find::{Found, find_indicators};
pub use parts::{Part, Parts};
pub use portrait::profile_summary;
pub use profile::{ChangeAmong, Profile, ProfileRow, ProfileTheme, RowFigures, RowState, row as profile_row};
pub use ranking::{RankEntry, Ranking, order_rows};
pub use reference::{Reference, ReferenceKind, ReferenceValue};
pub use resolve::{ResolveNote, Resolved, Span, resolve};
pub use search::{Fit, Hit, Places};
pub use shown::{Shown, ShownUnit};
pub use summary::{area_summary, difference_number, difference_unit, map_summary, trend_summary};
pub use trend::{Trend, TrendChange};
