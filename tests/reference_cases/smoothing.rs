//! Empirical Bayes, rates of windows, excess risk.

use serde_json::Value;
use sozialatlas::stats::{
    SpatialWeights, crude_rate, empirical_bayes, excess_risk, local_empirical_bayes, spatial_rates,
};

use super::folder::in_place;
use super::inputs::{numbers, only};
use super::{Check, Folder};

/// Events and populations of the units that have both, and where these stand among all units.
struct Units {
    known: Vec<Option<f64>>,
    events: Vec<f64>,
    population: Vec<f64>,
}

impl Units {
    fn of(folder: &Folder, input: &Value) -> Result<Units, String> {
        let needed = |key: &str| numbers(folder, input, key)?.ok_or(format!("no {key}"));
        let (events, population) = (needed("events")?, needed("population")?);
        let known: Vec<Option<f64>> = events.iter().zip(&population).map(|(o, n)| n.and(*o)).collect();
        let persons = events.iter().zip(&population).filter_map(|(o, n)| o.and(*n)).collect();
        Ok(Units { events: known.iter().flatten().copied().collect(), known, population: persons })
    }

    fn weights(&self, folder: &Folder, input: &Value) -> Result<SpatialWeights, String> {
        let kept: Vec<bool> = self.known.iter().map(Option::is_some).collect();
        folder.weights(input).restricted_to(&kept).map_err(|e| e.to_string())
    }

    /// Results in the places of all units; nothing anywhere if the method refused.
    fn placed(&self, found: Option<&[f64]>) -> Vec<Option<f64>> {
        found.map_or_else(|| vec![None; self.known.len()], |found| in_place(&self.known, found, |rate| rate))
    }
}

/// Runs one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    let units = Units::of(folder, &input)?;
    match check.method().as_str() {
        "eb_global" => {
            known(&params, "estimator", "Marshall 1991")?;
            known(&params, "clamp", "a<0 => 0")?;
            only(&params, &["estimator", "clamp"])?;
            let found = empirical_bayes(&units.events, &units.population).ok();
            check.same_if("rate", units.placed(found.as_ref().map(|f| f.rates.as_slice())));
            check.same_if("prior_mean", found.as_ref().map(|f| f.prior_mean));
            check.same_if("prior_var", found.as_ref().map(|f| f.prior_variance));
            check.same_if("prior_var_unclamped", found.as_ref().map(|f| f.unclamped_variance));
        }
        "eb_local" => {
            known(&params, "window", "neighbours + self")?;
            known(&params, "prior_mean", "sum(e)/sum(b) in window")?;
            known(&params, "prior_var", "max(0, ")?;
            only(&params, &["window", "prior_mean", "prior_var"])?;
            let found = local_empirical_bayes(&units.events, &units.population, &units.weights(folder, &input)?).ok();
            check.same_if("rate", units.placed(found.as_ref().map(|f| f.rates.as_slice())));
            check.same_if("prior_mean", units.placed(found.as_ref().map(|f| f.prior_means.as_slice())));
            check.same_if("prior_var", units.placed(found.as_ref().map(|f| f.prior_variances.as_slice())));
        }
        "rates" => {
            only(&params, &[])?;
            let crude: Result<Vec<f64>, _> =
                units.events.iter().zip(&units.population).map(|(o, n)| crude_rate(*o, *n, 1.0)).collect();
            check.same_if("crude", units.placed(crude.ok().as_deref()));
            check.same_if("excess_risk", units.placed(excess_risk(&units.events, &units.population).ok().as_deref()));
            if check.expects("spatial_rate") {
                let found = spatial_rates(&units.events, &units.population, &units.weights(folder, &input)?);
                check.same("spatial_rate", units.placed(found.ok().as_deref()));
            }
        }
        other => return Err(format!("unknown method {other}")),
    }
    Ok(())
}

/// Fails if a convention is named that is another one.
fn known(params: &Value, key: &str, start: &str) -> Result<(), String> {
    let named = params[key].as_str().unwrap_or(start);
    if named.starts_with(start) { Ok(()) } else { Err(format!("unknown {key}: {named}")) }
}
