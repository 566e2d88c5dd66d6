//! Confidence intervals of rates and shares, limits of funnel plots, overdispersion.

use serde_json::Value;
use sozialatlas::stats::{
    Interval, StatError, binomial_funnel_limit, byar_interval, clopper_pearson_interval, crude_rate,
    expected_at_common_rate, overdispersion, pearson_residuals, poisson_funnel_byar, poisson_funnel_limit,
    poisson_funnel_normal, poisson_interval, wilson_interval,
};

use super::folder::floats;
use super::inputs::{complete, confidence, numbers, only};
use super::ranking::quantile_type;
use super::{Check, Folder};

/// Runs one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    match check.method().as_str() {
        "rate_ci" => rate_ci(folder, check, &input, &params),
        "funnel_poisson" => funnel_poisson(folder, check, &input, &params),
        "funnel_binomial" => funnel_binomial(folder, check, &input, &params),
        "overdispersion" => scatter(folder, check, &input, &params),
        other => Err(format!("unknown method {other}")),
    }
}

fn needed(folder: &Folder, input: &Value, key: &str) -> Result<Vec<Option<f64>>, String> {
    numbers(folder, input, key)?.ok_or(format!("no {key}"))
}

/// Compares lower and upper bounds with an expected pair of bounds, or pair of lists of bounds.
pub fn bounds(check: &mut Check, key: &str, found: &[Option<Interval>]) {
    let expected = check.expect(key);
    let sides: [Vec<Option<f64>>; 2] =
        [found.iter().map(|i| i.map(|i| i.lower)).collect(), found.iter().map(|i| i.map(|i| i.upper)).collect()];
    let Some(pair) = expected.as_array().filter(|pair| pair.len() == 2) else {
        return check.against(key, sides.concat().into_iter().flatten().next(), &expected);
    };
    for (side, expected) in sides.into_iter().zip(pair) {
        if expected.is_array() {
            check.against(key, side, expected);
        } else {
            check.against(key, side.first().copied().flatten(), expected);
        }
    }
}

fn rate_ci(folder: &Folder, check: &mut Check, input: &Value, params: &Value) -> Result<(), String> {
    only(params, &["conf", "per"])?;
    let (conf, per) = (confidence(params), params["per"].as_f64().ok_or("no per")?);
    let (events, population) = (needed(folder, input, "events")?, needed(folder, input, "population")?);
    let units: Vec<Option<(f64, f64)>> = events.iter().zip(&population).map(|(e, n)| e.zip(*n)).collect();
    let rates: Vec<Option<f64>> = units.iter().map(|u| u.and_then(|(e, n)| crude_rate(e, n, per).ok())).collect();
    check.same_if("rate", rates);
    let scaled = |found: Result<Interval, StatError>, n: f64| found.and_then(|i| i.times(per / n)).ok();
    type Method<'a> = (&'a str, &'a dyn Fn(f64, f64) -> Option<Interval>);
    let methods: [Method; 4] = [
        ("byar", &|e, n| scaled(byar_interval(e, conf), n)),
        ("poisson_exact", &|e, n| scaled(poisson_interval(e, conf), n)),
        ("wilson", &|e, n| wilson_interval(e, n, conf).ok()),
        ("clopper_pearson", &|e, n| clopper_pearson_interval(e, n, conf).ok()),
    ];
    for (key, method) in methods {
        if check.expects(key) {
            let found: Vec<Option<Interval>> = units.iter().map(|u| u.and_then(|(e, n)| method(e, n))).collect();
            bounds(check, key, &found);
        }
    }
    Ok(())
}

/// The probabilities of the lower and the upper limit.
fn pair_of_p(params: &Value) -> Result<[f64; 2], String> {
    floats(&params["p"]).try_into().map_err(|p| format!("two probabilities, not {p:?}"))
}

fn funnel_poisson(folder: &Folder, check: &mut Check, input: &Value, params: &Value) -> Result<(), String> {
    only(params, &["p", "scale", "interpolation"])?;
    let stated = |key: &str, start: &str| params[key].as_str().is_none_or(|text| text.starts_with(start));
    if !stated("scale", "O/E, target 1") || !stated("interpolation", "Spiegelhalter 2005 A.1.1") {
        return Err(format!("unknown convention: {params}"));
    }
    let expected = needed(folder, input, "expected")?;
    type Method<'a> = (&'a str, &'a dyn Fn(f64, f64) -> Result<f64, StatError>);
    let methods: [Method; 3] = [
        ("", &poisson_funnel_limit),
        ("normal_", &|e, p| poisson_funnel_normal(e, p, 1.0)),
        ("byar_style_", &poisson_funnel_byar),
    ];
    for (prefix, method) in methods {
        for (side, p) in ["lo", "hi"].iter().zip(pair_of_p(params)?) {
            let found: Vec<Option<f64>> = expected.iter().map(|e| e.and_then(|e| method(e, p).ok())).collect();
            check.same_if(&format!("{prefix}{side}"), found);
        }
    }
    Ok(())
}

fn funnel_binomial(folder: &Folder, check: &mut Check, input: &Value, params: &Value) -> Result<(), String> {
    only(params, &["p"])?;
    let n = needed(folder, input, "n")?;
    let target = input["target"].as_f64().ok_or("no target")?;
    for (side, p) in ["lo", "hi"].iter().zip(pair_of_p(params)?) {
        let limit = |n: &Option<f64>| n.and_then(|n| binomial_funnel_limit(n, target, p).ok());
        check.same_if(side, n.iter().map(limit).collect::<Vec<_>>());
    }
    Ok(())
}

fn scatter(folder: &Folder, check: &mut Check, input: &Value, params: &Value) -> Result<(), String> {
    only(params, &["winsor", "quantile_type"])?;
    let kept = complete(&[&needed(folder, input, "events")?, &needed(folder, input, "population")?]);
    let kind = quantile_type(params)?;
    let winsor = params["winsor"].as_f64();
    let z = expected_at_common_rate(&kept[0], &kept[1]).and_then(|expected| pearson_residuals(&kept[0], &expected));
    check.same_if("phi", z.clone().and_then(|z| overdispersion(&z, None, kind)));
    check.same_if("phi_winsorised", z.and_then(|z| overdispersion(&z, winsor, kind)));
    Ok(())
}
