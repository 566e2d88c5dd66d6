//! Indirect standardisation.

use super::super::{Interval, StatError, byar_interval, poisson_interval};
use super::{finite, weights};

/// A ratio of observed to expected events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndirectRatio {
    /// The events that happened, ΣO.
    pub observed: f64,
    /// The events that there would be with the reference rates: Σ nᵢ Rᵢ.
    pub expected: f64,
    /// Observed over expected: 1 as in the reference, 1.2 a fifth more. (Published often times 100.)
    pub ratio: f64,
}

/// The standardised mortality or morbidity ratio (SMR): the events of a unit over those that its population would have at the
/// rates of a reference, stratum by stratum (Breslow & Day 1987, chapter 2).
///
/// Answers "more or fewer than expected, given the age structure", and needs only the sum of events, so it works for units
/// whose age-specific rates would rest on single cases. Ratios of two units must strictly not be compared with each other,
/// only each with the reference. `reference_rates` are events per person. A stratum in which nobody lives expects nothing.
///
/// # Errors
/// [`StatError::NoTotal`] if nothing is expected; [`StatError::Lengths`], [`StatError::TooFew`], [`StatError::NotFinite`]; [`StatError::Parameter`] for negative numbers;
/// [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::indirect_ratio;
/// // Expected: 100 · 0.01 + 300 · 0.05 = 16; observed 2 + 22 = 24.
/// let found = indirect_ratio(&[2.0, 22.0], &[100.0, 300.0], &[0.01, 0.05]).unwrap();
/// assert!((found.expected - 16.0).abs() < 1e-12 && (found.ratio - 1.5).abs() < 1e-12);
/// ```
pub fn indirect_ratio(events: &[f64], population: &[f64], reference_rates: &[f64]) -> Result<IndirectRatio, StatError> {
    if events.is_empty() {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    for column in [events, population, reference_rates] {
        weights(column, events.len())?;
    }
    let observed = finite(events.iter().sum())?;
    let expected = finite(population.iter().zip(reference_rates).map(|(n, r)| n * r).sum())?;
    if expected == 0.0 {
        return Err(StatError::NoTotal);
    }
    Ok(IndirectRatio { observed, expected, ratio: finite(observed / expected)? })
}

impl IndirectRatio {
    /// The interval of the ratio from Byar's limits of the observed events ([`byar_interval`]) over the expected ones, which
    /// are taken as known.
    ///
    /// # Errors
    /// As [`byar_interval`].
    pub fn byar(&self, conf: f64) -> Result<Interval, StatError> {
        self.over_expected(byar_interval(self.observed, conf)?)
    }

    /// The interval of the ratio from the exact limits of the observed events ([`poisson_interval`]).
    ///
    /// # Errors
    /// As [`poisson_interval`].
    ///
    /// ```
    /// use sozialatlas::stats::indirect_ratio;
    /// // None observed, 10 expected: 0 to 3.689/10.
    /// let found = indirect_ratio(&[0.0], &[100.0], &[0.1]).unwrap().exact(0.95).unwrap();
    /// assert!(found.lower == 0.0 && (found.upper - 0.3688879).abs() < 1e-6);
    /// ```
    pub fn exact(&self, conf: f64) -> Result<Interval, StatError> {
        self.over_expected(poisson_interval(self.observed, conf)?)
    }

    fn over_expected(&self, events: Interval) -> Result<Interval, StatError> {
        Interval::checked(events.lower / self.expected, events.upper / self.expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refusals() {
        assert_eq!(indirect_ratio(&[1.0], &[1.0], &[0.0]), Err(StatError::NoTotal));
        assert_eq!(indirect_ratio(&[1.0], &[-1.0], &[0.1]), Err(StatError::Parameter));
        assert_eq!(indirect_ratio(&[], &[], &[]), Err(StatError::TooFew { needed: 1, got: 0 }));
        // Nobody lives in the second stratum.
        assert_eq!(indirect_ratio(&[1.0, 0.0], &[5.0, 0.0], &[0.1, 0.2]).map(|r| r.expected), Ok(0.5));
        assert_eq!(indirect_ratio(&[1.0], &[1.0], &[f64::NAN]), Err(StatError::NotFinite));
        assert_eq!(indirect_ratio(&[1e308], &[1e-300], &[1e-10]), Err(StatError::Overflow));
    }

    proptest! {
        #[test]
        fn never_anything_but_numbers(o in proptest::num::f64::ANY, n in proptest::num::f64::ANY, r in proptest::num::f64::ANY, conf in 0.0..1.0f64) {
            if let Ok(found) = indirect_ratio(&[o.abs()], &[n.abs()], &[r.abs()]) {
                for at in [found.byar(conf), found.exact(conf)].into_iter().flatten() {
                    prop_assert!(at.lower.is_finite() && at.upper.is_finite() && at.contains(found.ratio), "{found:?} {at:?}");
                }
            }
        }
    }
}
