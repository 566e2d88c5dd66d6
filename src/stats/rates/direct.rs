//! Direct standardisation.

use super::super::{Interval, StatError, byar_interval, gamma_quantile, gamma_upper_quantile};
use super::{check, finite, per, weights};

/// A directly standardised rate, with what its intervals need. All figures are per `per` of the population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DirectRate {
    /// The rate: Σ wᵢ Oᵢ/nᵢ.
    pub rate: f64,
    /// Its variance, if the events of each stratum are Poisson: Σ wᵢ² Oᵢ/nᵢ².
    pub variance: f64,
    /// All events, ΣO.
    pub events: f64,
    /// The rate of all strata together without standardisation: ΣO/Σn.
    pub crude: f64,
    /// The largest weight that a single event can have: max wᵢ/nᵢ.
    pub largest_weight: f64,
}

/// The rate that a standard population would have with the rates of this one, stratum by stratum (usually age groups).
///
/// Answers "how would units compare if all had the same age structure": Σ wᵢ Oᵢ/nᵢ with wᵢ = Sᵢ/ΣS the share of the
/// standard population in stratum i, Oᵢ the events and nᵢ the population there (Breslow & Day 1987; Dobson et al. 1991,
/// *Statistics in Medicine* 10). Unit: events per `per` persons. Only rates with the same standard may be compared. A stratum in
/// which nobody lives has no rate: join it with the next one before.
///
/// # Errors
/// [`StatError::NotPositive`] if a stratum has no population; [`StatError::NoTotal`] if the standard population is 0
/// throughout; [`StatError::Lengths`], [`StatError::TooFew`], [`StatError::NotFinite`]; [`StatError::Parameter`] for negative
/// numbers; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::direct_rate;
/// // Young: 2 of 100; old: 30 of 300. The standard has three young for one old.
/// let found = direct_rate(&[2.0, 30.0], &[100.0, 300.0], &[3.0, 1.0], 1000.0).unwrap();
/// assert!((found.rate - 40.0).abs() < 1e-9); // (0.75 · 0.02 + 0.25 · 0.1) · 1,000
/// assert!((found.crude - 80.0).abs() < 1e-9); // 32/400: the unit is older than the standard
/// // 0.75² · 2/100² + 0.25² · 30/300² = 0.0001125 + 0.0000208333, per 1,000 squared.
/// assert!((found.variance - 133.33333).abs() < 1e-4);
/// ```
pub fn direct_rate(
    events: &[f64],
    population: &[f64],
    standard: &[f64],
    per_persons: f64,
) -> Result<DirectRate, StatError> {
    check(events, population)?;
    weights(standard, events.len())?;
    let per = per(per_persons)?;
    let total = finite(standard.iter().sum())?;
    if total == 0.0 {
        return Err(StatError::NoTotal);
    }
    let (mut rate, mut variance, mut largest) = (0.0, 0.0, 0.0f64);
    for ((o, n), s) in events.iter().zip(population).zip(standard) {
        // What one event of this stratum adds to the rate.
        let weight = s / total / n * per;
        rate += weight * o;
        variance += weight * o * weight;
        largest = largest.max(weight);
    }
    let all: f64 = events.iter().sum();
    let crude = finite(all / finite(population.iter().sum())? * per)?;
    Ok(DirectRate {
        rate: finite(rate)?,
        variance: finite(variance)?,
        events: finite(all)?,
        crude,
        largest_weight: finite(largest)?,
    })
}

impl DirectRate {
    /// The interval of Dobson, Kuulasmaa, Eberle & Scherer (1991) on Byar's limits of the number of events:
    /// rate + √(variance/O) · (limit − O), lower and upper. The method of English public health statistics, which shows
    /// no standardised rate of fewer than 10 events.
    ///
    /// # Errors
    /// [`StatError::NoTotal`] without events, since then the variance is unknown; [`StatError::Parameter`] unless
    /// 0 < conf < 1; [`StatError::Overflow`].
    ///
    /// ```
    /// use sozialatlas::stats::{byar_interval, direct_rate};
    /// // One stratum: the interval is that of the count, times per/n = 10.
    /// let (found, count) = (direct_rate(&[9.0], &[100.0], &[1.0], 1000.0).unwrap(), byar_interval(9.0, 0.95).unwrap());
    /// assert!((found.dobson_byar(0.95).unwrap().upper - 10.0 * count.upper).abs() < 1e-9);
    /// ```
    pub fn dobson_byar(&self, conf: f64) -> Result<Interval, StatError> {
        if self.events == 0.0 {
            return Err(StatError::NoTotal);
        }
        let limits = byar_interval(self.events, conf)?;
        let unit = (self.variance / self.events).sqrt();
        let at = |limit: f64| self.rate + unit * (limit - self.events);
        Interval::checked(at(limits.lower), at(limits.upper))
    }

    /// The gamma interval of Fay & Feuer (1997, *Statistics in Medicine* 16): v/(2y) χ²(α/2; 2y²/v) below and
    /// (v + w²)/(2(y + w)) χ²(1 − α/2; 2(y + w)²/(v + w²)) above, with y the rate, v its variance and w the largest weight of
    /// an event. It covers the true rate at least as often as stated and is defined without events, then from 0.
    ///
    /// # Errors
    /// [`StatError::Parameter`] unless 0 < conf < 1; [`StatError::Overflow`].
    ///
    /// ```
    /// use sozialatlas::stats::{direct_rate, poisson_interval};
    /// // One stratum: the exact interval of the count, times per/n = 10.
    /// let (found, count) = (direct_rate(&[9.0], &[100.0], &[1.0], 1000.0).unwrap(), poisson_interval(9.0, 0.95).unwrap());
    /// assert!((found.fay_feuer(0.95).unwrap().lower - 10.0 * count.lower).abs() < 1e-9);
    /// assert!((found.fay_feuer(0.95).unwrap().upper - 10.0 * count.upper).abs() < 1e-9);
    /// ```
    pub fn fay_feuer(&self, conf: f64) -> Result<Interval, StatError> {
        if !(conf > 0.0 && conf < 1.0) {
            return Err(StatError::Parameter);
        }
        let tail = (1.0 - conf) / 2.0;
        let (y, v, w) = (self.rate, self.variance, self.largest_weight);
        // A χ² quantile is twice a gamma quantile of half the degrees of freedom; the scale is variance over rate.
        let lower = if y == 0.0 { 0.0 } else { v / y * shaped(y, v).and_then(|shape| gamma_quantile(tail, shape))? };
        let (y_next, v_next) = (y + w, v + w * w);
        let upper = v_next / y_next * shaped(y_next, v_next).and_then(|shape| gamma_upper_quantile(tail, shape))?;
        Interval::checked(lower.min(y), upper.max(y))
    }
}

/// The shape of the gamma distribution with this mean and variance: mean²/variance.
fn shaped(mean: f64, variance: f64) -> Result<f64, StatError> {
    let shape = mean / variance * mean;
    if shape.is_finite() && shape > 0.0 { Ok(shape) } else { Err(StatError::Overflow) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_events() {
        let none = direct_rate(&[0.0, 0.0], &[100.0, 50.0], &[1.0, 1.0], 1000.0).unwrap();
        assert_eq!((none.rate, none.variance, none.largest_weight), (0.0, 0.0, 10.0));
        assert_eq!(none.dobson_byar(0.95), Err(StatError::NoTotal));
        // The upper bound of no events, 3.689, times the largest weight.
        let open = none.fay_feuer(0.95).unwrap();
        assert!(open.lower == 0.0 && (open.upper - 36.88879454113936).abs() < 1e-9);
    }

    #[test]
    fn refusals() {
        assert_eq!(direct_rate(&[1.0], &[0.0], &[1.0], 1.0), Err(StatError::NotPositive));
        assert_eq!(direct_rate(&[1.0], &[1.0], &[0.0], 1.0), Err(StatError::NoTotal));
        assert_eq!(direct_rate(&[1.0], &[1.0], &[1.0, 2.0], 1.0), Err(StatError::Lengths { left: 1, right: 2 }));
        assert_eq!(direct_rate(&[1.0], &[1.0], &[-1.0], 1.0), Err(StatError::Parameter));
        assert_eq!(direct_rate(&[1.0], &[1.0], &[1.0], 0.0), Err(StatError::Parameter));
        assert_eq!(direct_rate(&[], &[], &[], 1.0), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(direct_rate(&[1.0, 1.0], &[1.0, 1.0], &[1e308, 1e308], 1.0), Err(StatError::Overflow));
        assert_eq!(direct_rate(&[1e308, 1e308], &[1.0, 1.0], &[1.0, 1.0], 1.0), Err(StatError::Overflow));
    }

    proptest! {
        #[test]
        fn intervals_hold_the_rate(
            strata in proptest::collection::vec((0u32..500, 1u32..100_000, 0u32..9000), 1..20),
            conf in 0.01..0.999f64, more in 0.0001..0.001f64,
        ) {
            let column = |f: &dyn Fn(&(u32, u32, u32)) -> u32| strata.iter().map(|s| f64::from(f(s))).collect::<Vec<_>>();
            let (o, n, s) = (column(&|s| s.0), column(&|s| s.1), column(&|s| s.2));
            let Ok(found) = direct_rate(&o, &n, &s, 1e5) else { return Ok(()) };
            for interval in [DirectRate::dobson_byar, DirectRate::fay_feuer] {
                let (Ok(at), Ok(wider)) = (interval(&found, conf), interval(&found, conf + more)) else { continue };
                prop_assert!(at.contains(found.rate) && wider.lower <= at.lower && wider.upper >= at.upper, "{found:?} {at:?} {wider:?}");
            }
        }

        #[test]
        fn never_anything_but_numbers(
            strata in proptest::collection::vec([proptest::num::f64::ANY, proptest::num::f64::ANY, proptest::num::f64::ANY], 1..4),
            per in proptest::num::f64::ANY, conf in proptest::num::f64::ANY,
        ) {
            let column = |k: usize| strata.iter().map(|s| s[k].abs()).collect::<Vec<_>>();
            if let Ok(found) = direct_rate(&column(0), &column(1), &column(2), per.abs()) {
                for at in [found.dobson_byar(conf), found.fay_feuer(conf)].into_iter().flatten() {
                    prop_assert!(at.lower.is_finite() && at.upper.is_finite() && at.contains(found.rate));
                }
            }
        }
    }
}
