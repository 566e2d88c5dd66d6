//! How sure a figure is: confidence intervals of counts, rates and shares, limits of funnel plots, overdispersion.

mod binomial_funnel;
mod byar;
mod clopper_pearson;
mod overdispersion;
mod poisson;
mod poisson_funnel;
mod wilson;

pub use binomial_funnel::{binomial_funnel_limit, binomial_funnel_normal};
pub use byar::byar_interval;
pub use clopper_pearson::clopper_pearson_interval;
pub use overdispersion::{expected_at_common_rate, overdispersion, pearson_residuals};
pub use poisson::poisson_interval;
pub use poisson_funnel::{poisson_funnel_byar, poisson_funnel_limit, poisson_funnel_normal};
pub use wilson::wilson_interval;

use super::StatError;

/// A confidence interval: the values that the data do not speak against, both bounds included.
///
/// An interval of confidence 95 % is made by a recipe that covers the true value in 95 of 100 repetitions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub lower: f64,
    /// The upper bound.
    pub upper: f64,
}

impl Interval {
    /// Both bounds, finite and in order.
    ///
    /// # Errors
    /// [`StatError::Overflow`] if a bound left the range of numbers.
    pub(super) fn checked(lower: f64, upper: f64) -> Result<Interval, StatError> {
        if lower.is_finite() && upper.is_finite() && lower <= upper {
            return Ok(Interval { lower, upper });
        }
        Err(StatError::Overflow)
    }

    /// Does the value lie within the bounds?
    ///
    /// ```
    /// use sozialatlas::stats::Interval;
    /// let interval = Interval { lower: 4.0, upper: 16.0 };
    /// assert!(interval.contains(4.0) && !interval.contains(16.1));
    /// ```
    pub fn contains(&self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// Both bounds times a positive factor: from a count to a rate (`per` / population), from a count to a ratio
    /// (1 / expected).
    ///
    /// # Errors
    /// [`StatError::Parameter`] unless the factor is above 0 and finite; [`StatError::Overflow`].
    ///
    /// ```
    /// use sozialatlas::stats::Interval;
    /// let events = Interval { lower: 4.0, upper: 16.0 };
    /// // In a population of 2,000, per 1,000.
    /// assert_eq!(events.times(1000.0 / 2000.0), Ok(Interval { lower: 2.0, upper: 8.0 }));
    /// ```
    pub fn times(&self, factor: f64) -> Result<Interval, StatError> {
        if !(factor > 0.0 && factor.is_finite()) {
            return Err(StatError::Parameter);
        }
        Interval::checked(self.lower * factor, self.upper * factor)
    }

    /// The part that lies between two bounds, for figures that cannot be below 0 or above 1.
    ///
    /// ```
    /// use sozialatlas::stats::Interval;
    /// assert_eq!(Interval { lower: -0.1, upper: 0.4 }.within(0.0, 1.0), Interval { lower: 0.0, upper: 0.4 });
    /// ```
    pub fn within(&self, low: f64, high: f64) -> Interval {
        Interval { lower: self.lower.max(low).min(high), upper: self.upper.min(high).max(low) }
    }
}

/// A count: finite, at least 0. It need not be whole (weighted cases).
fn count(value: f64) -> Result<f64, StatError> {
    if !value.is_finite() {
        return Err(StatError::NotFinite);
    }
    if value < 0.0 { Err(StatError::Parameter) } else { Ok(value) }
}

/// A number of trials and how many of them succeeded.
fn successes(successes: f64, trials: f64) -> Result<(), StatError> {
    count(successes)?;
    count(trials)?;
    if trials == 0.0 {
        return Err(StatError::NotPositive);
    }
    if successes > trials { Err(StatError::Parameter) } else { Ok(()) }
}

/// The probability beyond each bound of a two-sided interval: (1 − conf)/2. Refuses what is not between 0 and 1.
fn tail(conf: f64) -> Result<f64, StatError> {
    if conf > 0.0 && conf < 1.0 { Ok((1.0 - conf) / 2.0) } else { Err(StatError::Parameter) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_count() -> impl Strategy<Value = f64> {
        prop_oneof![
            Just(0.0),
            (1u32..20_000_000).prop_map(f64::from),
            (0u64..0x7ff0_0000_0000_0000).prop_map(f64::from_bits),
        ]
    }

    fn any_conf() -> impl Strategy<Value = f64> {
        prop_oneof![0.001..0.999f64, (1u64..0x3ff0_0000_0000_0000).prop_map(f64::from_bits)]
    }

    /// Everything that is promised of an interval around an estimate.
    fn sound(
        found: Result<Interval, StatError>,
        wider: Result<Interval, StatError>,
        estimate: f64,
    ) -> Result<(), TestCaseError> {
        let (Ok(found), Ok(wider)) = (found, wider) else { return Ok(()) };
        prop_assert!(found.lower.is_finite() && found.upper.is_finite());
        prop_assert!(found.contains(estimate), "{found:?} {estimate}");
        let slack = 1e-12 * (1.0 + found.upper.abs());
        prop_assert!(wider.lower <= found.lower + slack && wider.upper >= found.upper - slack, "{found:?} {wider:?}");
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn intervals_of_counts(events in any_count(), conf in any_conf(), more in any_conf()) {
            let (conf, more) = (conf.min(more), conf.max(more));
            sound(byar_interval(events, conf), byar_interval(events, more), events)?;
            sound(poisson_interval(events, conf), poisson_interval(events, more), events)?;
        }

        #[test]
        fn intervals_of_shares(a in any_count(), b in any_count(), conf in any_conf(), more in any_conf()) {
            let (conf, more) = (conf.min(more), conf.max(more));
            let (events, n) = (a.min(b), a.max(b));
            if n > 0.0 {
                sound(wilson_interval(events, n, conf), wilson_interval(events, n, more), events / n)?;
                let exact = clopper_pearson_interval(events, n, conf);
                sound(exact, clopper_pearson_interval(events, n, more), events / n)?;
                for found in exact.into_iter().chain(wilson_interval(events, n, conf)) {
                    prop_assert!(found.lower >= 0.0 && found.upper <= 1.0);
                }
            }
        }

        /// Whole counts up to ten million are always answered, at whatever confidence.
        #[test]
        fn ten_million_are_no_exception(events in 0u32..10_000_000, rest in 1u32..10_000_000, conf in any_conf()) {
            let (events, n) = (f64::from(events), f64::from(events) + f64::from(rest));
            prop_assert!(byar_interval(events, conf).is_ok());
            prop_assert!(poisson_interval(events, conf).is_ok());
            prop_assert!(wilson_interval(events, n, conf).is_ok());
            prop_assert!(clopper_pearson_interval(events, n, conf).is_ok());
        }

        #[test]
        fn funnel_limits(expected in any_count(), p in any_conf(), q in any_conf(), target in any_conf()) {
            let (p, q) = (p.min(q), p.max(q));
            for limit in [poisson_funnel_limit, poisson_funnel_byar, |e, p| poisson_funnel_normal(e, p, 1.0)] {
                if let (Ok(low), Ok(high)) = (limit(expected, p), limit(expected, q)) {
                    prop_assert!(low >= 0.0 && high.is_finite() && low <= high + 1e-9 * (1.0 + high), "{low} {high}");
                }
            }
            for limit in [binomial_funnel_limit, |n, t, p| binomial_funnel_normal(n, t, p, 1.0)] {
                if let (Ok(low), Ok(high)) = (limit(expected, target, p), limit(expected, target, q)) {
                    prop_assert!(low >= 0.0 && high <= 1.0 && low <= high + 1e-9, "{low} {high}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_count_is_refused() {
        for conf in [0.0, 1.0, -0.5, f64::NAN] {
            assert_eq!(byar_interval(1.0, conf), Err(StatError::Parameter));
            assert_eq!(poisson_interval(1.0, conf), Err(StatError::Parameter));
            assert_eq!(wilson_interval(1.0, 2.0, conf), Err(StatError::Parameter));
            assert_eq!(clopper_pearson_interval(1.0, 2.0, conf), Err(StatError::Parameter));
        }
        assert_eq!(byar_interval(-1.0, 0.95), Err(StatError::Parameter));
        assert_eq!(poisson_interval(f64::NAN, 0.95), Err(StatError::NotFinite));
        assert_eq!(wilson_interval(3.0, 2.0, 0.95), Err(StatError::Parameter));
        assert_eq!(clopper_pearson_interval(0.0, 0.0, 0.95), Err(StatError::NotPositive));
        assert_eq!(Interval { lower: 0.0, upper: 1e300 }.times(1e300), Err(StatError::Overflow));
        assert_eq!(Interval { lower: 0.0, upper: 1.0 }.times(0.0), Err(StatError::Parameter));
    }
}
