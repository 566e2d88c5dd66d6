//! Rates of windows, and rates relative to the common one.

use super::super::{SpatialWeights, StatError};
use super::{all_finite, check, finite};

/// The rate of each unit and its neighbours together: (Oᵢ + Σⱼ Oⱼ)/(nᵢ + Σⱼ nⱼ) over the neighbours j.
///
/// A moving average that weighs by population; every neighbour counts once, whatever its weight. An island keeps its own rate.
/// Unit: events per person.
///
/// # Errors
/// [`StatError::NotPositive`] if a population is 0 or negative; [`StatError::TooFew`] without units; [`StatError::Lengths`],
/// [`StatError::NotFinite`]; [`StatError::Parameter`] for negative events; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{SpatialWeights, spatial_rates};
/// let w = SpatialWeights::binary(&[vec![1], vec![0], vec![]]).unwrap();
/// // (1 + 5)/(10 + 20) for both neighbours, 3/10 for the island.
/// assert_eq!(spatial_rates(&[1.0, 5.0, 3.0], &[10.0, 20.0, 10.0], &w), Ok(vec![0.2, 0.2, 0.3]));
/// ```
pub fn spatial_rates(events: &[f64], population: &[f64], weights: &SpatialWeights) -> Result<Vec<f64>, StatError> {
    check(events, population)?;
    weights.fits(events)?;
    let rates: Vec<f64> = (0..events.len())
        .map(|unit| {
            let (mut all, mut persons) = (events[unit], population[unit]);
            for j in weights.neighbours(unit).iter().map(|j| *j as usize).filter(|j| *j != unit) {
                all += events[j];
                persons += population[j];
            }
            // A sum that overflows must not pass for a rate of 0.
            if persons.is_finite() { all / persons } else { f64::NAN }
        })
        .collect();
    all_finite(&rates)?;
    Ok(rates)
}

/// How many times the common rate each unit has: (Oᵢ/nᵢ)/(ΣO/Σn), also called relative risk or location quotient.
///
/// 1 is the common rate, 2 twice as much; without unit. The same as observed over expected events.
///
/// # Errors
/// [`StatError::NoTotal`] if there is no event at all; [`StatError::NotPositive`] if a population is 0 or negative;
/// [`StatError::TooFew`], [`StatError::Lengths`], [`StatError::NotFinite`]; [`StatError::Parameter`] for negative events;
/// [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::excess_risk;
/// // The common rate is 6/30 = 0.2; own rates 0.1 and 0.25.
/// assert_eq!(excess_risk(&[1.0, 5.0], &[10.0, 20.0]), Ok(vec![0.5, 1.25]));
/// ```
pub fn excess_risk(events: &[f64], population: &[f64]) -> Result<Vec<f64>, StatError> {
    check(events, population)?;
    let (all, persons): (f64, f64) = (events.iter().sum(), population.iter().sum());
    if all == 0.0 {
        return Err(StatError::NoTotal);
    }
    let common = finite(all)? / finite(persons)?;
    let risks: Vec<f64> = events.iter().zip(population).map(|(o, n)| o / n / common).collect();
    all_finite(&risks)?;
    Ok(risks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals() {
        let w = SpatialWeights::binary(&[vec![], vec![]]).unwrap();
        assert_eq!(excess_risk(&[0.0], &[1.0]), Err(StatError::NoTotal));
        assert_eq!(excess_risk(&[1.0], &[0.0]), Err(StatError::NotPositive));
        assert_eq!(spatial_rates(&[1.0], &[1.0], &w), Err(StatError::Lengths { left: 2, right: 1 }));
        assert_eq!(excess_risk(&[5e-324], &[1e308]), Err(StatError::Overflow));
        assert_eq!(excess_risk(&[1.0, 1.0], &[1e308, 1e308]), Err(StatError::Overflow));
        assert_eq!(excess_risk(&[1e308, 1e308], &[1.0, 1.0]), Err(StatError::Overflow));
        let w = SpatialWeights::binary(&[vec![1], vec![]]).unwrap();
        assert_eq!(spatial_rates(&[1.0, 1.0], &[1e308, 1e308], &w), Err(StatError::Overflow));
    }
}
