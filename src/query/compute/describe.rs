//! Location and spread.

use crate::stats;

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[Method {
    name: "describe",
    about: "Number of values, minimum, quartiles (type 7), maximum and mean of a column",
    parameters: &[Parameter::new("column", Kind::Column, "the column of values")],
    run: describe,
}];

fn describe(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let found = stats::describe(&call.column("column")?)?;
    Ok(Answer::default()
        .with("n", found.n as f64)
        .with("min", found.min)
        .with("lower_quartile", found.lower)
        .with("median", found.median)
        .with("upper_quartile", found.upper)
        .with("max", found.max)
        .with("mean", found.mean))
}
