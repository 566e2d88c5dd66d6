//! Distributions.

use serde_json::Value;
use sozialatlas::stats::{
    StatError, beta_quantile, chi2_quantile, gamma_quantile, normal_cdf, normal_quantile, normal_sf, t_quantile,
    t_two_sided,
};

use super::folder::floats;
use super::{Check, Folder};

/// Runs one case.
pub fn run(_folder: &Folder, check: &mut Check) -> Result<(), String> {
    let input = check.case["input"].clone();
    match check.method().as_str() {
        "norm" => {
            let (z, p) = (floats(&input["z"]), floats(&input["p"]));
            check.same("cdf", &z.iter().map(|z| normal_cdf(*z)).collect::<Vec<_>>());
            check.same("sf", &z.iter().map(|z| normal_sf(*z)).collect::<Vec<_>>());
            check.same("ppf", each(&p, normal_quantile));
        }
        "t" => {
            let (t, df) = (floats(&input["t"]), floats(&input["df"]));
            let pairs: Vec<(f64, f64)> = t.into_iter().zip(df).collect();
            check.same("two_sided_p", pairs.iter().map(|(t, df)| t_two_sided(*t, *df).ok()).collect::<Vec<_>>());
            check.same("ppf975", pairs.iter().map(|(_, df)| t_quantile(0.975, *df).ok()).collect::<Vec<_>>());
        }
        "chi2" => by_p(check, &input, &floats(&input["df"]), |p, df, _| chi2_quantile(p, df)),
        "gamma" => by_p(check, &input, &floats(&input["shape"]), |p, shape, _| gamma_quantile(p, shape)),
        "beta" => {
            let b = floats(&input["b"]);
            by_p(check, &input, &floats(&input["a"]), |p, a, at| beta_quantile(p, a, b[at]));
        }
        other => return Err(format!("unknown method {other}")),
    }
    Ok(())
}

fn each(values: &[f64], found: impl Fn(f64) -> Result<f64, StatError>) -> Vec<Option<f64>> {
    values.iter().map(|v| found(*v).ok()).collect()
}

/// A table of quantiles: a row for each probability, a column for each parameter.
fn by_p(
    check: &mut Check,
    input: &Value,
    parameters: &[f64],
    quantile: impl Fn(f64, f64, usize) -> Result<f64, StatError>,
) {
    let expected = check.expect("ppf");
    let rows = expected.as_array().cloned().unwrap_or_default();
    let p = floats(&input["p"]);
    check.that(rows.len() == p.len(), "as many rows as probabilities");
    for (p, expected) in p.iter().zip(&rows) {
        let found: Vec<Option<f64>> =
            parameters.iter().enumerate().map(|(at, parameter)| quantile(*p, *parameter, at).ok()).collect();
        check.against("ppf", found, expected);
    }
}
