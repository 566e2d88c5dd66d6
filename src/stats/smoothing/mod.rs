//! Rates of small units, steadied by those of others.

mod empirical_bayes;
mod local;
mod spatial_rate;

pub use empirical_bayes::{EmpiricalBayes, empirical_bayes};
pub use local::{LocalEmpiricalBayes, local_empirical_bayes};
pub use spatial_rate::{excess_risk, spatial_rates};

use super::StatError;
use super::rates::{check, finite};

/// Is every number finite?
fn all_finite(values: &[f64]) -> Result<(), StatError> {
    if values.iter().all(|v| v.is_finite()) { Ok(()) } else { Err(StatError::Overflow) }
}
