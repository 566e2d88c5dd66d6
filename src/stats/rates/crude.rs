//! The crude rate.

use super::super::StatError;
use super::{check, finite, per};

/// Events per `per` of the population: per · O/n. With per = 1 a share, with 1,000 or 100,000 the usual rates.
///
/// No events are a rate of 0; how far from 0 it might be is said by [`super::super::poisson_interval`].
///
/// # Errors
/// [`StatError::NotPositive`] if the population is 0 or negative; [`StatError::Parameter`] if the events are negative or
/// `per` is not above 0; [`StatError::NotFinite`]; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{StatError, crude_rate};
/// assert_eq!(crude_rate(3.0, 600.0, 1000.0), Ok(5.0)); // 3/600 · 1,000
/// assert_eq!(crude_rate(3.0, 0.0, 1000.0), Err(StatError::NotPositive));
/// ```
pub fn crude_rate(events: f64, population: f64, per_persons: f64) -> Result<f64, StatError> {
    check(&[events], &[population])?;
    finite(events / population * per(per_persons)?)
}
