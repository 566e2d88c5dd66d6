//! Rates, and rates made comparable between populations of different age: direct and indirect standardisation.

mod crude;
mod direct;
mod indirect;

pub use crude::crude_rate;
pub use direct::{DirectRate, direct_rate};
pub use indirect::{IndirectRatio, indirect_ratio};

use super::StatError;
use super::check::all_finite;

/// Events and what they are related to: as many of both, all finite, no event below 0, no population of 0 or less.
pub(super) fn check(events: &[f64], population: &[f64]) -> Result<(), StatError> {
    if events.len() != population.len() {
        return Err(StatError::Lengths { left: events.len(), right: population.len() });
    }
    if events.is_empty() {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    all_finite(events)?;
    all_finite(population)?;
    if events.iter().any(|e| *e < 0.0) {
        return Err(StatError::Parameter);
    }
    if population.iter().any(|n| *n <= 0.0) { Err(StatError::NotPositive) } else { Ok(()) }
}

/// Figures of the strata: as many as there are strata, finite, not negative.
fn weights(values: &[f64], strata: usize) -> Result<(), StatError> {
    if values.len() != strata {
        return Err(StatError::Lengths { left: strata, right: values.len() });
    }
    all_finite(values)?;
    if values.iter().any(|v| *v < 0.0) { Err(StatError::Parameter) } else { Ok(()) }
}

/// The factor of a rate, such as 1,000 or 100,000.
fn per(value: f64) -> Result<f64, StatError> {
    if value > 0.0 && value.is_finite() { Ok(value) } else { Err(StatError::Parameter) }
}

pub(super) fn finite(value: f64) -> Result<f64, StatError> {
    if value.is_finite() { Ok(value) } else { Err(StatError::Overflow) }
}
