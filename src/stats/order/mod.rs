//! The order of a column and the ranks that follow from it.

mod drawn;
mod percent;
mod radix;
mod ranks;
mod uncertain;
mod whole;

pub(super) use drawn::DrawnRanks;
pub use percent::{PercentRank, percent_ranks};
pub(super) use radix::order_of_keys;
pub use radix::{ascending, order_of};
pub use ranks::{Direction, Ties, ranks};
pub use uncertain::{RankDraws, UncertainRank, standard_errors, uncertain_ranks};
pub(super) use whole::{first_alike, sort_by_unit, sort_whole};
