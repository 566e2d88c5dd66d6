//! Correlation and least squares.

use serde_json::Value;
use sozialatlas::stats::{self, CorrelationMatrix, LineBand, LinearFit, StatError};

use super::Check;
use super::folder::{Folder, floats, strings};
use super::inputs::{complete, confidence, numbers, only};

/// Compares one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let params = check.case["params"].clone();
    only(&params, &["conf", "missing"])?;
    let missing = params["missing"].as_str().unwrap_or("pairwise complete");
    if !missing.starts_with("pairwise") {
        return Err(format!("missing values: {missing}"));
    }
    match check.method().as_str() {
        "correlation" => pair(folder, check, confidence(&params)),
        "ols" => line(folder, check, confidence(&params)),
        "corr_matrix" => matrix(folder, check),
        other => Err(format!("unknown method {other}")),
    }
}

/// The pairs that have both values.
fn pairs(folder: &Folder, input: &Value) -> Result<(Vec<f64>, Vec<f64>), String> {
    let column = |short: &str, long: &str| {
        let found = numbers(folder, input, short)?;
        found.map_or_else(|| numbers(folder, input, long), |f| Ok(Some(f)))?.ok_or(format!("no {short}"))
    };
    let mut kept = complete(&[&column("x", "values_x")?, &column("y", "values_y")?]).into_iter();
    Ok((kept.next().unwrap_or_default(), kept.next().unwrap_or_default()))
}

fn pair(folder: &Folder, check: &mut Check, conf: f64) -> Result<(), String> {
    let (x, y) = pairs(folder, &check.case["input"])?;
    check.same_if("n", x.len());
    check.same_if("pearson", stats::pearson(&x, &y));
    let test = stats::pearson_test(&x, &y, conf);
    check.same_if("pearson_p", test.map(|t| t.p));
    check.same_if("pearson_t", test.ok().and_then(|t| t.t));
    interval(check, "fisher_ci", test.ok().and_then(|t| t.interval));
    check.same_if("spearman", stats::spearman(&x, &y));
    check.same_if("spearman_p_t", stats::spearman_test(&x, &y).map(|t| t.p));
    check.same_if("kendall_tau_b", stats::kendall(&x, &y));
    check.same_if("kendall_p_asymptotic", stats::kendall_test(&x, &y).map(|t| t.p));
    Ok(())
}

/// Two ends, or null where there is no interval.
fn interval(check: &mut Check, key: &str, found: Option<(f64, f64)>) {
    if check.expects(key) && check.case["expect"][key].is_null() {
        check.same(key, found.map(|ends| ends.0));
    } else {
        let ends = [found.map(|e| e.0), found.map(|e| e.1)];
        check.same_if(key, ends.as_slice());
    }
}

fn line(folder: &Folder, check: &mut Check, conf: f64) -> Result<(), String> {
    let (x, y) = pairs(folder, &check.case["input"])?;
    let fit = stats::linear_fit(&x, &y);
    let of = |f: &dyn Fn(&LinearFit) -> Option<f64>| fit.as_ref().ok().and_then(f);
    check.same_if("n", x.len());
    check.same_if("intercept", of(&|l| Some(l.intercept)));
    check.same_if("slope", of(&|l| Some(l.slope)));
    check.same_if("sigma", of(&|l| Some(l.sigma)));
    check.same_if("r2", of(&|l| l.r2));
    check.same_if("adj_r2", of(&|l| l.adjusted_r2));
    let tests = fit.as_ref().ok().map(|l| [l.intercept_test(conf), l.slope_test(conf)]);
    let both = |f: &dyn Fn(&stats::Coefficient) -> Option<f64>| -> Vec<Option<f64>> {
        (0..2).map(|i| tests.as_ref().and_then(|t| t[i].as_ref().ok()).and_then(f)).collect()
    };
    check.same_if("se", both(&|c| Some(c.se)));
    check.same_if("t", both(&|c| c.t));
    check.same_if("p", both(&|c| c.p));
    let (low, high) = (both(&|c| Some(c.low)), both(&|c| Some(c.high)));
    check.same_if("ci_intercept", vec![low[0], high[0]]);
    check.same_if("ci_slope", vec![low[1], high[1]]);
    let Ok(fit) = fit else {
        for key in ["residuals", "leverage", "studentised_internal"] {
            check.same_if(key, None::<f64>);
        }
        return Ok(());
    };
    check.same_if("residuals", &fit.residuals);
    check.same_if("leverage", &fit.leverage);
    check.same_if("studentised_internal", fit.studentised.as_slice());
    bands(check, &fit, &x, conf)
}

/// Intervals at the places named by the case; without names, evenly from the smallest to the largest x.
fn bands(check: &mut Check, fit: &LinearFit, x: &[f64], conf: f64) -> Result<(), String> {
    let given = ["input", "params"].into_iter().map(|part| &check.case[part]["band_x"]).find(|v| v.is_array());
    let places = if let Some(given) = given {
        floats(given)
    } else {
        let count = check.case["expect"]["band_x"].as_array().map_or(0, Vec::len);
        let (low, high) = x.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(*v), h.max(*v)));
        (0..count).map(|i| low + (high - low) * i as f64 / (count - 1).max(1) as f64).collect()
    };
    let found: Result<Vec<LineBand>, StatError> = places.iter().map(|x| fit.band(*x, conf)).collect();
    let found = found.map_err(|e| e.to_string())?;
    let of = |f: fn(&LineBand) -> f64| found.iter().map(f).map(Some).collect::<Vec<_>>();
    check.same_if("band_x", &places);
    check.same_if("band_fit", of(|b| b.fit));
    check.same_if("band_mean_lo", of(|b| b.mean.0));
    check.same_if("band_mean_hi", of(|b| b.mean.1));
    check.same_if("pred_lo", of(|b| b.single.0));
    check.same_if("pred_hi", of(|b| b.single.1));
    Ok(())
}

type OfMatrix = fn(&[&[f64]], &mut dyn FnMut(f64)) -> Result<CorrelationMatrix, StatError>;
type OfPair = fn(&[f64], &[f64]) -> Result<f64, StatError>;

fn matrix(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let input = check.case["input"].clone();
    let dataset = input["dataset"].as_str().ok_or("no data set")?;
    let all: Vec<_> = strings(&input["columns"]).iter().map(|name| folder.column(dataset, name)).collect();
    let methods: [(&str, OfMatrix, OfPair); 3] = [
        ("pearson", stats::pearson_matrix, stats::pearson),
        ("spearman", stats::spearman_matrix, stats::spearman),
        ("kendall", stats::kendall_matrix, stats::kendall),
    ];
    for (key, of_matrix, of_pair) in methods {
        if !check.expects(key) {
            continue;
        }
        let cells = if all.iter().flatten().all(Option::is_some) {
            let columns: Vec<Vec<f64>> = all.iter().map(|c| c.iter().flatten().copied().collect()).collect();
            let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            of_matrix(&slices, &mut |_| {}).map_err(|e| e.to_string())?.cells().to_vec()
        } else {
            // Every pair has gaps of its own.
            let of = |a: &[Option<f64>], b: &[Option<f64>]| {
                let kept = complete(&[a, b]);
                of_pair(&kept[0], &kept[1]).ok()
            };
            all.iter().flat_map(|a| all.iter().map(|b| of(a, b)).collect::<Vec<_>>()).collect()
        };
        let expected = check.expect(key);
        let rows = expected.as_array().ok_or(format!("{key} is no matrix"))?;
        check.that(rows.len() == all.len(), format!("{key}: {} rows, expected {}", all.len(), rows.len()));
        for (at, (row, cells)) in rows.iter().zip(cells.chunks(all.len())).enumerate() {
            check.against(&format!("{key}[{at}]"), cells, row);
        }
    }
    Ok(())
}
