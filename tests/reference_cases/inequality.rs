//! Inequality.

use serde_json::Value;
use sozialatlas::stats::{self, QuantileType, StatError};

use super::folder::Folder;
use super::inputs::{complete, labels, natural_logarithm, numbers, only};
use super::{Check, IS_REMARK};

/// Values without gaps, with the labels and weights that belong to them.
struct Units {
    values: Vec<f64>,
    groups: Option<Vec<usize>>,
    weighted: Option<Weighted>,
}

/// The values that have a weight, the weights and the labels.
type Weighted = (Vec<f64>, Vec<f64>, Option<Vec<usize>>);

/// Compares one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    if check.method() != "inequality" {
        return Err(format!("unknown method {}", check.method()));
    }
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    only(&params, &["log", "ddof", "epsilon", "quantile_type"])?;
    natural_logarithm(&params)?;
    let units = units(folder, &input)?;
    let keys: Vec<String> =
        check.case["expect"].as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect();
    for key in keys.iter().filter(|key| !IS_REMARK.contains(&key.as_str())) {
        match key.as_str() {
            "lorenz_cum_share" => {
                let curve = stats::lorenz(&units.values, None).map_err(|e| e.to_string())?;
                check.same(key, &curve.amount);
            }
            "n" => check.same(key, units.values.len()),
            _ => check.same(key, one(key, &units, &params)?),
        }
    }
    Ok(())
}

fn units(folder: &Folder, input: &Value) -> Result<Units, String> {
    let all = folder.values(input);
    let named = if input["groups"].is_null() { "group_column" } else { "groups" };
    let labels = labels(folder, input, named);
    let pick = |keep: &dyn Fn(usize) -> bool| {
        labels.as_ref().map(|l| l.iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, l)| *l).collect::<Vec<usize>>())
    };
    let key = if input["weights"].is_array() { "weights" } else { "weight_column" };
    let weighted = numbers(folder, input, key)?.map(|weights| {
        let kept = complete(&[&all, &weights]);
        (kept[0].clone(), kept[1].clone(), pick(&|i| all[i].is_some() && weights[i].is_some()))
    });
    Ok(Units { values: all.iter().flatten().copied().collect(), groups: pick(&|i| all[i].is_some()), weighted })
}

/// One expected number by its name. The outer error: no such number; the inner one: it is undefined.
fn one(key: &str, units: &Units, params: &Value) -> Result<Result<f64, StatError>, String> {
    let x = &units.values;
    let groups = || units.groups.as_ref().ok_or(format!("{key} without groups"));
    Ok(match key {
        "gini" => stats::gini(x, None),
        "gini_unbiased" => stats::gini_unbiased(x),
        "theil_T" => stats::theil(x, None),
        "theil_between" => stats::theil_by_group(x, None, groups()?).map(|t| t.between),
        "theil_within" => stats::theil_by_group(x, None, groups()?).map(|t| t.within),
        "mld_L" => stats::mean_log_deviation(x, None),
        "mld_between" => stats::mean_log_deviation_by_group(x, None, groups()?).map(|l| l.between),
        "mld_within" => stats::mean_log_deviation_by_group(x, None, groups()?).map(|l| l.within),
        "cv0" => stats::coefficient_of_variation(x, 0),
        "cv1" => stats::coefficient_of_variation(x, 1),
        "cv" => stats::coefficient_of_variation(x, params["ddof"].as_u64().ok_or("cv without ddof")? as usize),
        "hoover" => stats::hoover(x, None),
        "atkinson" => stats::atkinson(x, None, params["epsilon"].as_f64().ok_or("atkinson without epsilon")?),
        "max_min" => stats::max_min_ratio(x),
        _ => return special(key, units, params),
    })
}

/// Names that carry a parameter, and those of the weighted measures.
fn special(key: &str, units: &Units, params: &Value) -> Result<Result<f64, StatError>, String> {
    let unknown = || format!("unknown measure {key}");
    if let Some(epsilon) = key.strip_prefix("atkinson_") {
        return Ok(stats::atkinson(&units.values, None, aversion(epsilon).ok_or_else(unknown)?));
    }
    if let Some(name) = key.strip_prefix("w_") {
        let (x, w, groups) = units.weighted.as_ref().ok_or(format!("{key} without weights"))?;
        let groups = || groups.as_ref().ok_or(format!("{key} without groups"));
        return Ok(match name {
            "gini" => stats::gini(x, Some(w)),
            "theil_T" => stats::theil(x, Some(w)),
            "theil_between" => stats::theil_by_group(x, Some(w), groups()?).map(|t| t.between),
            "theil_within" => stats::theil_by_group(x, Some(w), groups()?).map(|t| t.within),
            "mld_L" => stats::mean_log_deviation(x, Some(w)),
            "mld_between" => stats::mean_log_deviation_by_group(x, Some(w), groups()?).map(|l| l.between),
            "mld_within" => stats::mean_log_deviation_by_group(x, Some(w), groups()?).map(|l| l.within),
            "cv_williamson" => stats::williamson(x, w),
            "hoover" => stats::hoover(x, Some(w)),
            _ => {
                let epsilon = name.strip_prefix("atkinson_").and_then(aversion).ok_or_else(unknown)?;
                stats::atkinson(x, Some(w), epsilon)
            }
        });
    }
    let (high, low, kind) = quantiles(key, params).ok_or_else(unknown)?;
    Ok(stats::quantile_ratio(&units.values, high, low, kind))
}

/// 1 is 1, 05 is 0.5, 0.25 is itself.
fn aversion(text: &str) -> Option<f64> {
    match text.strip_prefix('0') {
        Some(rest) if !rest.is_empty() && !rest.starts_with('.') => format!("0.{rest}").parse().ok(),
        _ => text.parse().ok(),
    }
}

/// `p90_p10_type7`; without a type the parameter's, else 7.
fn quantiles(key: &str, params: &Value) -> Option<(f64, f64, QuantileType)> {
    let mut parts = key.split('_');
    let mut percent = || parts.next()?.strip_prefix('p')?.parse::<f64>().ok().map(|p| p / 100.0);
    let (high, low) = (percent()?, percent()?);
    let named = parts
        .next()
        .map_or(Some(params["quantile_type"].as_u64().unwrap_or(7)), |t| t.strip_prefix("type")?.parse().ok());
    let kind = match named? {
        5 => QuantileType::Five,
        6 => QuantileType::Six,
        7 => QuantileType::Seven,
        8 => QuantileType::Eight,
        9 => QuantileType::Nine,
        _ => return None,
    };
    Some((high, low, kind))
}
