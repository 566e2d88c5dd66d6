//! How unevenly an amount (income, places, doctors) is spread over units or heads.
//!
//! All measures here are relative: they do not change when every value is multiplied by the same number, and they do not
//! depend on the order of the units. Without weights every unit counts once (inequality *between units*); with the
//! residents as weights every resident counts once and has the mean of the unit (inequality *between people*, as far as
//! means of units can show it: inequality inside a unit is invisible to both).
//!
//! Zeros and negative values, method by method:
//!
//! | method | zeros | negative values |
//! |---|---|---|
//! | Gini, Lorenz, Hoover, Theil T | allowed (0 ln 0 = 0) | refused |
//! | mean log deviation L | refused: the logarithm of 0 does not exist | refused |
//! | Atkinson | allowed; for ε ≥ 1 one zero makes the index 1 | refused |
//! | coefficient of variation | allowed | allowed while the mean is positive |
//! | ratios of quantiles, of maximum and minimum | allowed above the lower mark, which must be positive | as zeros |

mod amounts;
mod atkinson;
mod gini;
mod groups;
mod hoover;
mod log_deviation;
mod lorenz;
mod ratio;
mod theil;
mod variation;

pub use atkinson::atkinson;
pub use gini::{gini, gini_unbiased};
pub use groups::Decomposition;
pub use hoover::hoover;
pub use log_deviation::{mean_log_deviation, mean_log_deviation_by_group};
pub use lorenz::{Lorenz, lorenz};
pub use ratio::{max_min_ratio, quantile_ratio};
pub use theil::{theil, theil_by_group};
pub use variation::{coefficient_of_variation, williamson};
