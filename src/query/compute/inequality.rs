//! Inequality between units, or between the people in them.

use crate::stats::{self, QuantileType};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "inequality",
        about: "Gini, Theil T, mean log deviation, Hoover, Atkinson, coefficient of variation and ratios of a column, \
                with the parts between and within groups",
        parameters: &[
            Parameter::new("column", Kind::Column, "the column of values, none negative"),
            WEIGHTS,
            Parameter::new("groups", Kind::MaybeGroups, "groups between and within which Theil T and L are split"),
            Parameter::new("epsilon", Kind::Number(Some(1.0)), "aversion to inequality of the Atkinson index"),
        ],
        run: inequality,
    },
    Method {
        name: "lorenz",
        about: "Lorenz curve: cumulated share of the amount over the cumulated share of the units or people",
        parameters: &[Parameter::new("column", Kind::Column, "the column of values, none negative"), WEIGHTS],
        run: lorenz,
    },
];

const WEIGHTS: Parameter =
    Parameter::new("weights", Kind::MaybeColumn, "column of residents; every unit counts once if left out");

/// Values and weights of the rows that have both.
fn values(call: &mut Call<'_>) -> Result<(Vec<f64>, Option<Vec<f64>>), ComputeError> {
    let mut columns = call.rows(&["column", "weights"])?.columns.into_iter();
    Ok((columns.next().unwrap_or_default(), columns.next()))
}

fn inequality(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let grouped = call.has("groups");
    if grouped {
        call.grouped("groups")?;
    }
    let (x, weights) = values(call)?;
    let weights = weights.as_deref();
    let ratio = |high, low| stats::quantile_ratio(&x, high, low, QuantileType::Seven).ok();
    let mut answer = Answer::default()
        .with("n", x.len() as f64)
        .with("gini", stats::gini(&x, weights)?)
        .with("gini_unbiased", if weights.is_none() { stats::gini_unbiased(&x).ok() } else { None })
        .with("theil_t", stats::theil(&x, weights)?)
        .with("mean_log_deviation", stats::mean_log_deviation(&x, weights).ok())
        .with("hoover", stats::hoover(&x, weights)?)
        .with("atkinson", stats::atkinson(&x, weights, call.number("epsilon")?)?);
    answer = match weights {
        Some(weights) => answer.with("coefficient_of_variation_weighted", stats::williamson(&x, weights).ok()),
        None => answer
            .with("coefficient_of_variation", stats::coefficient_of_variation(&x, 0).ok())
            .with("coefficient_of_variation_sample", stats::coefficient_of_variation(&x, 1).ok()),
    };
    answer = answer
        .with("quartile_ratio", ratio(0.75, 0.25))
        .with("p90_p10", ratio(0.9, 0.1))
        .with("max_min", stats::max_min_ratio(&x).ok());
    if !grouped {
        return Ok(answer);
    }
    let (labels, _) = call.groups("groups")?;
    let theil = stats::theil_by_group(&x, weights, &labels)?;
    let deviation = stats::mean_log_deviation_by_group(&x, weights, &labels).ok();
    Ok(answer
        .with("theil_t_between", theil.between)
        .with("theil_t_within", theil.within)
        .with("mean_log_deviation_between", deviation.map(|d| d.between))
        .with("mean_log_deviation_within", deviation.map(|d| d.within)))
}

fn lorenz(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (x, weights) = values(call)?;
    let curve = stats::lorenz(&x, weights.as_deref())?;
    Ok(Answer::default().list("population_share", curve.population).list("amount_share", curve.amount))
}
