//! The distributions that tests and intervals are made of: normal, Student's t, gamma, χ², beta, Poisson, binomial.
//!
//! Each distribution offers probabilities and quantiles as plain functions. Both tails have functions of their own,
//! because 1 − p is lost when p is near 1: the probability beyond 9 standard deviations is 10⁻¹⁹, and 1 − 10⁻¹⁹ is 1.
//!
//! Only the logarithm of the gamma function comes from the library `statrs`. The rest is written here for three reasons:
//! counts of ten million must be answered exactly and in a bounded number of steps (its incomplete beta function ends
//! after 140 terms, its inverse does not end, its incomplete gamma function takes a time that grows with the count);
//! far tails must keep their digits; and no argument may panic.

#[cfg(test)]
mod accuracy;
mod beta;
mod gamma;
mod incomplete_beta;
mod incomplete_gamma;
mod invert;
mod normal;
mod stirling;
mod student;
mod temme;

pub use beta::{beta_cdf, beta_quantile, beta_sf, beta_upper_quantile, binomial_cdf, binomial_pmf};
pub use gamma::{
    chi2_quantile, chi2_sf, gamma_cdf, gamma_quantile, gamma_sf, gamma_upper_quantile, poisson_cdf, poisson_pmf,
    poisson_sf,
};
pub use normal::{normal_cdf, normal_quantile, normal_sf, two_sided_z};
pub use student::{t_quantile, t_two_sided};

use super::StatError;

/// Both tails of a distribution on the positive numbers at x, and the slope x·f(x) of the lower one over ln x.
#[derive(Clone, Copy, Debug)]
struct Tails {
    lower: f64,
    upper: f64,
    slope: f64,
}

/// ln Γ(x) for x from ½ on; below it is not asked for here.
///
/// With this bound known, the compiler leaves out the reflection formula, whose sine is longer than all the rest; it sees
/// the bound because this is the only place that calls the library.
#[inline(never)]
fn ln_gamma(x: f64) -> f64 {
    if x >= 0.5 { statrs::function::gamma::ln_gamma(x) } else { f64::NAN }
}

/// A probability strictly between 0 and 1.
fn probability(p: f64) -> Result<f64, StatError> {
    if p > 0.0 && p < 1.0 { Ok(p) } else { Err(StatError::Parameter) }
}

/// A parameter of a distribution: above 0, at most `limit`.
fn positive(value: f64, limit: f64) -> Result<f64, StatError> {
    if value > 0.0 && value <= limit { Ok(value) } else { Err(StatError::Parameter) }
}
