//! A series over time.

use crate::stats;

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[Method {
    name: "trend",
    about: "Change, annual growth, straight line, Theil-Sen slope and Mann-Kendall test of a series (one row a time)",
    parameters: &[
        Parameter::new("column", Kind::Column, "the column of values"),
        Parameter::new("time", Kind::Column, "the column of times, such as years; they need not lie evenly"),
        Parameter::new("conf", Kind::Number(Some(0.95)), "level of the interval of the Theil-Sen slope"),
    ],
    run: trend,
}];

fn trend(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let mut columns = call.rows(&["column", "time"])?.columns.into_iter();
    let (values, times) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
    let line = stats::linear_trend(&times, &values)?;
    let robust = stats::theil_sen(&times, &values, call.number("conf")?)?;
    let test = stats::mann_kendall(&times, &values)?;
    let series = || times.iter().zip(&values);
    let first = series().min_by(|a, b| a.0.total_cmp(b.0));
    let last = series().max_by(|a, b| a.0.total_cmp(b.0));
    let change = |of: &dyn Fn(f64, f64, f64) -> Result<f64, stats::StatError>| {
        let ((t0, y0), (t1, y1)) = first.zip(last)?;
        of(*y0, *y1, t1 - t0).ok()
    };
    Ok(Answer::default()
        .with("n", test.n as f64)
        .with("change", change(&|from, to, _| stats::absolute_change(from, to)))
        .with("change_per_cent", change(&|from, to, _| stats::percent_change(from, to)))
        .with("annual_growth", change(&stats::annual_growth))
        .with("line_slope", line.slope)
        .with("line_intercept", line.intercept)
        .with("line_p", line.p)
        .with("theil_sen_slope", robust.slope)
        .with("theil_sen_intercept", robust.intercept)
        .with("theil_sen_low", robust.low)
        .with("theil_sen_high", robust.high)
        .with("mann_kendall_s", test.score)
        .with("mann_kendall_variance", test.variance)
        .with("mann_kendall_z", test.z)
        .with("mann_kendall_p", test.p)
        .with("kendall_tau_a", test.tau))
}
