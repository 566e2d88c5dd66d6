//! Empirical Bayes rates with one prior for all units.

use super::super::StatError;
use super::{all_finite, check, finite};

/// Smoothed rates and the prior that they lean on.
#[derive(Clone, Debug, PartialEq)]
pub struct EmpiricalBayes {
    /// The smoothed rate of each unit, events per person.
    pub rates: Vec<f64>,
    /// The mean m of the prior: the rate of all units together.
    pub prior_mean: f64,
    /// The variance A of the prior: how much the true rates differ. 0 if chance explains all differences.
    pub prior_variance: f64,
    /// The estimate of A before it was raised to 0, if it was negative.
    pub unclamped_variance: f64,
}

/// Rates drawn towards the common rate, the more the smaller the population: global empirical Bayes by the method of moments
/// (Marshall 1991, *Applied Statistics* 40).
///
/// Answers "what rate is plausible for a unit whose own rate rests on few cases". With rᵢ = Oᵢ/nᵢ, m = ΣO/Σn and n̄ the mean
/// population, A = Σ nᵢ (rᵢ − m)²/Σn − m/n̄ estimates the variance between units that is not chance, and
/// θᵢ = m + wᵢ (rᵢ − m) with wᵢ = A/(A + m/nᵢ). A negative A counts as 0: then all units get m. Without any event all rates
/// are 0. Unit: events per person. Smoothed rates are for maps and rankings; published figures are the crude ones.
///
/// # Errors
/// [`StatError::NotPositive`] if a population is 0 or negative; [`StatError::TooFew`] without units; [`StatError::Lengths`],
/// [`StatError::NotFinite`]; [`StatError::Parameter`] for negative events; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::empirical_bayes;
/// // Rates 0.1 and 0.5 of 100 each: m = 0.3; A = 0.04 − 0.3/100 = 0.037; w = 0.037/(0.037 + 0.003) = 0.925.
/// let found = empirical_bayes(&[10.0, 50.0], &[100.0, 100.0]).unwrap();
/// assert!((found.prior_mean - 0.3).abs() < 1e-12 && (found.prior_variance - 0.037).abs() < 1e-12);
/// assert!((found.rates[1] - 0.485).abs() < 1e-12); // 0.3 + 0.925 · 0.2
/// ```
pub fn empirical_bayes(events: &[f64], population: &[f64]) -> Result<EmpiricalBayes, StatError> {
    check(events, population)?;
    let units = || events.iter().copied().zip(population.iter().copied());
    let (prior_mean, unclamped_variance) = prior(units())?;
    let prior_variance = unclamped_variance.max(0.0);
    let rates: Vec<f64> = units().map(|(o, n)| shrunk(o / n, n, prior_mean, prior_variance)).collect();
    all_finite(&rates)?;
    Ok(EmpiricalBayes { rates, prior_mean, prior_variance, unclamped_variance })
}

/// Mean and variance (negative ones as they are) of the prior from events and populations.
pub(super) fn prior(units: impl Iterator<Item = (f64, f64)> + Clone) -> Result<(f64, f64), StatError> {
    let (mut events, mut persons, mut count) = (0.0, 0.0, 0.0);
    for (o, n) in units.clone() {
        events += o;
        persons += n;
        count += 1.0;
    }
    let mean = finite(events / finite(persons)?)?;
    let mut scatter = 0.0;
    for (o, n) in units {
        let off = o / n - mean;
        scatter += n / persons * off * off;
    }
    Ok((mean, finite(scatter - mean / (persons / count))?))
}

/// m + w (r − m) with w = A/(A + m/n).
pub(super) fn shrunk(rate: f64, persons: f64, mean: f64, variance: f64) -> f64 {
    if variance <= 0.0 {
        return mean;
    }
    mean + variance / (variance + mean / persons) * (rate - mean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_to_smooth() {
        // A single unit is its own prior; equal rates stay; no events are no rates.
        assert_eq!(empirical_bayes(&[3.0], &[12.0]).unwrap().rates, [0.25]);
        let equal = empirical_bayes(&[1.0, 2.0], &[10.0, 20.0]).unwrap();
        assert!(equal.rates.iter().all(|r| (r - 0.1).abs() < 1e-15));
        assert_eq!(empirical_bayes(&[0.0, 0.0], &[10.0, 20.0]).unwrap().rates, [0.0, 0.0]);
    }

    #[test]
    fn refusals() {
        assert_eq!(empirical_bayes(&[1.0], &[0.0]), Err(StatError::NotPositive));
        assert_eq!(empirical_bayes(&[-1.0], &[1.0]), Err(StatError::Parameter));
        assert_eq!(empirical_bayes(&[], &[]), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(empirical_bayes(&[1e308], &[1e-308]), Err(StatError::Overflow));
        assert_eq!(empirical_bayes(&[1.0, 1.0], &[1e308, 1e308]), Err(StatError::Overflow));
    }

    proptest! {
        #[test]
        fn between_own_and_common(units in proptest::collection::vec((0u32..1000, 1u32..100_000), 1..30)) {
            let (o, n): (Vec<f64>, Vec<f64>) = units.iter().map(|(o, n)| (f64::from(*o), f64::from(*n))).unzip();
            let found = empirical_bayes(&o, &n).unwrap();
            for ((o, n), rate) in o.iter().zip(&n).zip(&found.rates) {
                let (low, high) = ((o / n).min(found.prior_mean), (o / n).max(found.prior_mean));
                let slack = 1e-12 * (1.0 + high);
                prop_assert!(*rate >= low - slack && *rate <= high + slack);
            }
        }

        #[test]
        fn never_anything_but_numbers(units in proptest::collection::vec((proptest::num::f64::ANY, proptest::num::f64::ANY), 1..6)) {
            let (o, n): (Vec<f64>, Vec<f64>) = units.iter().map(|(o, n)| (o.abs(), n.abs())).unzip();
            if let Ok(found) = empirical_bayes(&o, &n) {
                prop_assert!(found.rates.iter().all(|r| r.is_finite()) && found.prior_variance.is_finite());
            }
        }
    }
}
