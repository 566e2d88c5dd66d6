//! The order of a column and the ranks that follow from it.

mod percent;
mod radix;
mod ranks;

pub use percent::{PercentRank, percent_ranks};
pub use radix::{ascending, order_of};
pub use ranks::{Direction, Ties, ranks};
