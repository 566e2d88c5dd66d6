//! The order of a column and the ranks that follow from it.

mod radix;

pub use radix::{ascending, order_of};
