//! Ratios of a population's age groups, and rates.
//!
//! The bounds of "young" and "old" are parameters and belong beside every figure: the official ratios count from 20 to
//! below 65, older tables to below 60, and international ones from 15. Values with different bounds cannot be compared.

mod age_groups;
mod age_ratio;
mod billeter;
mod rate;

pub use age_groups::AgeGroups;
pub use rate::rate_per;
