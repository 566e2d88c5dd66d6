//! What became of a value over time: change, growth, and whether a series rises or falls.
//!
//! Times are plain numbers (2021, or 2021.5 for the middle of the year) and need not lie evenly; everything "a year"
//! is for one unit of time. A series has one value for each time; gaps are left out before. A break in a series (a new
//! law, a new census) must be cut, not passed through.

mod change;
mod linear;
mod mann_kendall;
mod theil_sen;

pub use change::{absolute_change, annual_growth, percent_change};
pub use linear::{LinearTrend, linear_trend};
pub use mann_kendall::{MannKendall, mann_kendall};
pub use theil_sen::{TheilSen, theil_sen};
