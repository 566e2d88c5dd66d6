//! Change over time.

use serde_json::Value;
use sozialatlas::stats;

use super::Check;
use super::folder::{Folder, floats, options, strings};
use super::inputs::{complete, confidence, only};

/// Compares one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    only(&params, &["conf"])?;
    match check.method().as_str() {
        "trend" => trend(&series(folder, &input)?, check, confidence(&params)),
        "cagr" => growth(&input, check),
        other => Err(format!("unknown method {other}")),
    }
}

/// Times and values of a series, gaps left out.
fn series(folder: &Folder, input: &Value) -> Result<[Vec<f64>; 2], String> {
    let values = if input["values"].is_array() {
        options(&input["values"])
    } else {
        let dataset = input["dataset"].as_str().ok_or("neither values nor a data set")?;
        let row = input["row"].as_u64().ok_or("no row")? as usize;
        strings(&input["columns"]).iter().map(|name| folder.column(dataset, name)[row]).collect()
    };
    let times: Vec<Option<f64>> = floats(&input["times"]).into_iter().map(Some).collect();
    let mut kept = complete(&[&times, &values]).into_iter();
    Ok([kept.next().unwrap_or_default(), kept.next().unwrap_or_default()])
}

fn trend([times, values]: &[Vec<f64>; 2], check: &mut Check, conf: f64) -> Result<(), String> {
    check.same_if("n", values.len());
    let ends = times.first().zip(times.last()).zip(values.first().zip(values.last()));
    let change = |f: &dyn Fn(f64, f64, f64) -> Option<f64>| ends.and_then(|((t0, t1), (y0, y1))| f(*y0, *y1, t1 - t0));
    check.same_if("abs_change", change(&|from, to, _| stats::absolute_change(from, to).ok()));
    check.same_if("pct_change", change(&|from, to, _| stats::percent_change(from, to).ok()));
    check.same_if("cagr", change(&|from, to, years| stats::annual_growth(from, to, years).ok()));
    let line = stats::linear_trend(times, values);
    check.same_if("ols_slope", line.map(|l| l.slope));
    check.same_if("ols_intercept", line.map(|l| l.intercept));
    check.same_if("ols_p", line.ok().and_then(|l| l.p));
    let robust = stats::theil_sen(times, values, conf);
    check.same_if("theil_sen_slope", robust.map(|l| l.slope));
    check.same_if("theil_sen_intercept", robust.map(|l| l.intercept));
    check.same_if("theil_sen_ci", vec![robust.ok().map(|l| l.low), robust.ok().map(|l| l.high)]);
    let test = stats::mann_kendall(times, values);
    check.same_if("kendall_tau_a", test.map(|t| t.tau));
    if check.expects("mk") {
        let expected = check.expect("mk");
        for (key, expected) in expected.as_object().ok_or("mk holds no names")? {
            let found = match key.as_str() {
                "S" => test.map(|t| t.score),
                "var" => test.map(|t| t.variance),
                "z" => test.map(|t| t.z),
                "p_two_sided" => test.map(|t| t.p),
                "tau" => test.map(|t| t.tau),
                "n" => test.map(|t| t.n as f64),
                other => return Err(format!("mk: unknown {other}")),
            };
            check.against(&format!("mk {key}"), found, expected);
        }
    }
    Ok(())
}

/// Pairs of a first and a last value.
fn growth(input: &Value, check: &mut Check) -> Result<(), String> {
    let years = input["years"].as_f64().ok_or("no years")?;
    let pairs = input["pairs"].as_array().ok_or("no pairs")?;
    let rate = |pair: &Value| stats::annual_growth(pair[0].as_f64()?, pair[1].as_f64()?, years).ok();
    check.same("cagr", pairs.iter().map(rate).collect::<Vec<_>>());
    Ok(())
}
