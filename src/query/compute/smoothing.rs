//! Rates of small units, steadied by those of others.

use crate::stats;

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "empirical-bayes",
        about: "Rates drawn towards the common rate, the more the smaller the population (Marshall 1991)",
        parameters: &[EVENTS, POPULATION, PER],
        run: empirical_bayes,
    },
    Method {
        name: "local-empirical-bayes",
        about: "Rates drawn towards the rate of the unit and its neighbours (Marshall 1991)",
        parameters: &[EVENTS, POPULATION, PER],
        run: local_empirical_bayes,
    },
    Method {
        name: "spatial-rate",
        about: "The rate of each unit and its neighbours together",
        parameters: &[EVENTS, POPULATION, PER],
        run: spatial_rate,
    },
    Method {
        name: "excess-risk",
        about: "How many times the common rate each unit has (relative risk)",
        parameters: &[EVENTS, POPULATION],
        run: excess_risk,
    },
];

const EVENTS: Parameter = Parameter::new("events", Kind::Column, "the column of events");
const POPULATION: Parameter = Parameter::new("population", Kind::Column, "the column of the population");
const PER: Parameter = Parameter::new("per", Kind::Number(Some(100_000.0)), "population to which rates refer");

/// Events, population and the factor of rates, if there is one.
fn read(call: &mut Call<'_>, per: bool) -> Result<(Vec<f64>, Vec<f64>, f64), ComputeError> {
    let factor = if per { call.number("per")? } else { 1.0 };
    stats::crude_rate(1.0, 1.0, factor)?;
    let mut columns = call.rows(&["events", "population"])?.columns.into_iter();
    Ok((columns.next().unwrap_or_default(), columns.next().unwrap_or_default(), factor))
}

fn empirical_bayes(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (events, population, per) = read(call, true)?;
    let found = stats::empirical_bayes(&events, &population)?;
    Ok(Answer::default()
        .with("prior_mean", found.prior_mean * per)
        .with("prior_variance", found.prior_variance * per * per)
        .column("rate", call.place(found.rates.iter().map(|r| r * per))))
}

fn local_empirical_bayes(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (events, population, per) = read(call, true)?;
    let found = stats::local_empirical_bayes(&events, &population, &call.weights()?)?;
    Ok(Answer::default()
        .column("rate", call.place(found.rates.iter().map(|r| r * per)))
        .column("prior_mean", call.place(found.prior_means.iter().map(|r| r * per)))
        .column("prior_variance", call.place(found.prior_variances.iter().map(|r| r * per * per))))
}

fn spatial_rate(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (events, population, per) = read(call, true)?;
    let found = stats::spatial_rates(&events, &population, &call.weights()?)?;
    Ok(Answer::default().column("rate", call.place(found.iter().map(|r| r * per))))
}

fn excess_risk(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (events, population, _) = read(call, false)?;
    let found = stats::excess_risk(&events, &population)?;
    Ok(Answer::default().column("relative_risk", call.place(found)))
}
