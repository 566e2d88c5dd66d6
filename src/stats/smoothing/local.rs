//! Empirical Bayes rates with a prior from each unit's surroundings.

use super::super::{SpatialWeights, StatError};
use super::empirical_bayes::{prior, shrunk};
use super::{all_finite, check};

/// Locally smoothed rates and the prior of each unit.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalEmpiricalBayes {
    /// The smoothed rate of each unit, events per person.
    pub rates: Vec<f64>,
    /// The mean of each unit's prior: the rate of the unit and its neighbours together.
    pub prior_means: Vec<f64>,
    /// The variance of each unit's prior, at least 0.
    pub prior_variances: Vec<f64>,
}

/// Rates drawn towards those of the surroundings: empirical Bayes with a prior from the window of each unit, which is the unit
/// itself and its neighbours (Marshall 1991, *Applied Statistics* 40).
///
/// As [`super::empirical_bayes`], with mean and variance of the window; every neighbour counts once, whatever its weight. What
/// is high here and all around stays high; a lone extreme of few cases is levelled. An island has only itself and keeps its
/// own rate. Unit: events per person.
///
/// # Errors
/// As [`super::empirical_bayes`]; [`StatError::Lengths`] also if there are not as many units as in the weights.
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, local_empirical_bayes};
/// let w = SpatialWeights::binary(&[vec![1], vec![0], vec![]]).unwrap();
/// let found = local_empirical_bayes(&[10.0, 50.0, 7.0], &[100.0, 100.0, 10.0], &w).unwrap();
/// assert!((found.rates[0] - 0.115).abs() < 1e-12); // window of two: 0.3 + 0.925 · (0.1 − 0.3)
/// assert_eq!(found.rates[2], 0.7); // the island
/// ```
pub fn local_empirical_bayes(
    events: &[f64],
    population: &[f64],
    weights: &SpatialWeights,
) -> Result<LocalEmpiricalBayes, StatError> {
    check(events, population)?;
    weights.fits(events)?;
    let mut found = LocalEmpiricalBayes { rates: Vec::new(), prior_means: Vec::new(), prior_variances: Vec::new() };
    for (unit, (o, n)) in events.iter().zip(population).enumerate() {
        let others = weights.neighbours(unit).iter().map(|j| *j as usize).filter(|j| *j != unit);
        let window = std::iter::once(unit).chain(others).map(|j| (events[j], population[j]));
        let (mean, variance) = prior(window)?;
        found.rates.push(shrunk(o / n, *n, mean, variance));
        found.prior_means.push(mean);
        found.prior_variances.push(variance.max(0.0));
    }
    all_finite(&found.rates)?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_of_all_is_the_global_prior() {
        let w = SpatialWeights::binary(&[vec![1, 2], vec![0, 2], vec![0, 1]]).unwrap();
        let (o, n) = ([1.0, 20.0, 3.0], [10.0, 50.0, 40.0]);
        let (local, global) =
            (local_empirical_bayes(&o, &n, &w).unwrap(), super::super::empirical_bayes(&o, &n).unwrap());
        for unit in 0..3 {
            assert!((local.rates[unit] - global.rates[unit]).abs() < 1e-15);
            assert!((local.prior_variances[unit] - global.prior_variance).abs() < 1e-15);
        }
        // A unit that is its own neighbour already counts once.
        assert_eq!(local_empirical_bayes(&o, &n, &w.with_self(1.0).unwrap()).unwrap(), local);
        assert_eq!(local_empirical_bayes(&o[..2], &n[..2], &w), Err(StatError::Lengths { left: 3, right: 2 }));
    }
}
