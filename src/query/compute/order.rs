//! Ranks, quantiles and z-scores of a column.

use crate::stats::{self, Direction, PercentRank, QuantileType, RankDraws, Ties, UncertainRank};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter, Taken};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "rank",
        about: "Rank of each unit, from 1, by one of the usual rules for ties",
        parameters: &[COLUMN, ORDER, TIES],
        run: rank,
    },
    Method {
        name: "ranks",
        about: "Rank of each unit in every column, from 1; rows with a gap in one of the columns take no part",
        parameters: &[Parameter::new("columns", Kind::Columns, "the columns"), ORDER, TIES],
        run: rank_all,
    },
    Method {
        name: "percent-rank",
        about: "Percentage of units with a smaller value, with one not greater, and the mean of both; and the share of \
                the other units with a smaller value, as spreadsheets compute it",
        parameters: &[COLUMN],
        run: percent_rank,
    },
    Method {
        name: "rank-uncertainty",
        about: "How the rank of each unit scatters when its value does, normally and with a given standard error: mean \
                and median rank, interval, probability to be among the first and the last",
        parameters: &[
            COLUMN,
            Parameter::new("error", Kind::Column, "the column of standard errors"),
            ORDER,
            DRAWS,
            SEED,
            LEVEL,
            PLACES,
        ],
        run: rank_uncertainty,
    },
    Method {
        name: "rank-uncertainty-intervals",
        about: "As rank-uncertainty, with standard errors from intervals of the form estimate ± z · standard error",
        parameters: &[
            COLUMN,
            Parameter::new("lower", Kind::Column, "the column of the intervals' lower ends"),
            Parameter::new("upper", Kind::Column, "the column of the intervals' upper ends"),
            Parameter::new("conf", Kind::Number(Some(0.95)), "confidence of the intervals, between 0 and 1"),
            ORDER,
            DRAWS,
            SEED,
            LEVEL,
            PLACES,
        ],
        run: rank_uncertainty_from_intervals,
    },
    Method {
        name: "quantiles",
        about: "Quantiles of a column by one of the nine types of Hyndman and Fan",
        parameters: &[
            COLUMN,
            Parameter::new("p", Kind::Numbers(Some(&[0.1, 0.25, 0.5, 0.75, 0.9])), "shares from 0 to 1"),
            Parameter::new("quantile_type", Kind::Whole(Some(7)), "1 to 9, numbered as in R"),
        ],
        run: quantiles,
    },
    Method {
        name: "z-scores",
        about: "Distance of each value from the mean in standard deviations",
        parameters: &[COLUMN, Parameter::new("ddof", Kind::Whole(Some(0)), "divisor n − ddof: 0 population, 1 sample")],
        run: z_scores,
    },
    Method {
        name: "robust-z",
        about: "Distance of each value from the median in units of 1.4826 · MAD, which outliers do not move",
        parameters: &[COLUMN],
        run: robust_z,
    },
    Method {
        name: "moments",
        about: "Mean, variance, coefficient of variation, skewness and excess kurtosis of a column",
        parameters: &[COLUMN],
        run: moments,
    },
];

const COLUMN: Parameter = Parameter::new("column", Kind::Column, "the column of values");
const TIES: Parameter = Parameter::new(
    "ties",
    Kind::Choice(&["min", "average", "max", "dense", "ordinal"]),
    "the rank that equal values get",
);
const ORDER: Parameter =
    Parameter::new("order", Kind::Choice(&["descending", "ascending"]), "does the largest or the smallest have rank 1");
const DRAWS: Parameter = Parameter::new("draws", Kind::Whole(Some(1000)), "how often all values are drawn");
const SEED: Parameter = Parameter::new("seed", Kind::Whole(Some(1)), "start of the random numbers");
const LEVEL: Parameter =
    Parameter::new("level", Kind::Number(Some(0.95)), "share of the draws that the interval of ranks holds");
const PLACES: Parameter = Parameter::new("places", Kind::Whole(Some(10)), "how many places are the first and the last");

fn direction(call: &Call<'_>) -> Result<Direction, ComputeError> {
    Ok(if call.choice("order")? == "ascending" { Direction::Ascending } else { Direction::Descending })
}

/// The type that the parameter `quantile_type` names.
pub(super) fn quantile_type(call: &Call<'_>) -> Result<QuantileType, ComputeError> {
    use QuantileType::{Eight, Five, Four, Nine, One, Seven, Six, Three, Two};
    let types = [One, Two, Three, Four, Five, Six, Seven, Eight, Nine];
    let found = call.count("quantile_type")?.checked_sub(1).and_then(|at| types.get(at));
    found.copied().ok_or(ComputeError::Undefined(stats::StatError::Parameter))
}

fn ties(call: &Call<'_>) -> Result<Ties, ComputeError> {
    Ok(match call.choice("ties")? {
        "average" => Ties::Average,
        "max" => Ties::Max,
        "dense" => Ties::Dense,
        "ordinal" => Ties::Ordinal,
        _ => Ties::Min,
    })
}

fn rank(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (ties, order) = (ties(call)?, direction(call)?);
    let x = call.column("column")?;
    let found = stats::ranks(&x, ties, order)?;
    Ok(Answer::default().with("n", x.len() as f64).column("rank", call.place(found)))
}

fn rank_all(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (ties, order) = (ties(call)?, direction(call)?);
    let Taken { names, columns } = call.columns(&["columns"])?;
    let n = columns.first().map_or(0, |column| column.len());
    let mut answer = Answer::default().with("n", n as f64);
    for (name, column) in names.iter().zip(&columns) {
        answer = answer.column(&format!("rank_{name}"), call.place(stats::ranks(column, ties, order)?));
    }
    Ok(answer)
}

fn percent_rank(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let x = call.column("column")?;
    let mut answer = Answer::default().with("n", x.len() as f64);
    for (name, kind) in [
        ("strict", PercentRank::Strict),
        ("weak", PercentRank::Weak),
        ("mean", PercentRank::Mean),
        ("inclusive", PercentRank::Inclusive),
    ] {
        answer = answer.column(name, call.place(stats::percent_ranks(&x, kind)?));
    }
    Ok(answer)
}

fn rank_uncertainty(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let rows = call.rows(&["column", "error"])?.columns;
    let [x, errors] = rows.as_slice() else {
        return Err(ComputeError::Undefined(stats::StatError::Parameter));
    };
    uncertain(call, x, errors)
}

fn rank_uncertainty_from_intervals(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let rows = call.rows(&["column", "lower", "upper"])?.columns;
    let [x, lower, upper] = rows.as_slice() else {
        return Err(ComputeError::Undefined(stats::StatError::Parameter));
    };
    let errors = stats::standard_errors(lower, upper, call.number("conf")?)?;
    uncertain(call, x, &errors)
}

type Part = fn(&UncertainRank) -> f64;

fn uncertain(call: &mut Call<'_>, x: &[f64], errors: &[f64]) -> Result<Answer, ComputeError> {
    let draws = RankDraws {
        count: call.count("draws")? as u32,
        seed: call.whole("seed")?,
        level: call.number("level")?,
        places: call.count("places")? as u32,
        direction: direction(call)?,
    };
    let observed = stats::ranks(x, Ties::Min, draws.direction)?;
    let found = stats::uncertain_ranks(x, errors, draws, call.progress())?;
    let parts: [(&str, Part); 6] = [
        ("mean_rank", |r| r.mean),
        ("median_rank", |r| r.median),
        ("lower_rank", |r| f64::from(r.lower)),
        ("upper_rank", |r| f64::from(r.upper)),
        ("among_first", |r| r.top),
        ("among_last", |r| r.bottom),
    ];
    let mut answer = Answer::default().with("n", x.len() as f64).column("rank", call.place(observed));
    for (name, part) in parts {
        answer = answer.column(name, call.place(found.iter().map(part)));
    }
    Ok(answer)
}

fn quantiles(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let kind = quantile_type(call)?;
    let shares = call.numbers("p")?;
    let sorted = stats::ascending(&call.column("column")?);
    let found: Result<Vec<f64>, _> = shares.iter().map(|p| stats::quantile_of_sorted(&sorted, *p, kind)).collect();
    Ok(Answer::default().with("n", sorted.len() as f64).list("p", shares).list("quantile", found?))
}

fn z_scores(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let x = call.column("column")?;
    let found = stats::z_scores(&x, call.count("ddof")?)?;
    let answer = Answer::default().with("n", x.len() as f64);
    let answer = answer.with("mean", found.spread.mean).with("standard_deviation", found.spread.sd);
    Ok(answer.column("z", call.place(found.z)))
}

fn robust_z(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let x = call.column("column")?;
    let found = stats::robust_z(&x)?;
    let answer = Answer::default().with("n", x.len() as f64).with("median", stats::median(&x)?);
    Ok(answer.column("robust_z", call.place(found)))
}

fn moments(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let found = stats::moments(&call.column("column")?)?;
    Ok(Answer::default()
        .with("n", found.n as f64)
        .with("mean", found.mean)
        .with("variance", found.variance)
        .with("sample_variance", found.sample_variance)
        .with("coefficient_of_variation", found.variation)
        .with("coefficient_of_variation_sample", found.sample_variation)
        .with("skewness", found.skewness)
        .with("excess_kurtosis", found.excess_kurtosis))
}
