//! Ranks, percent ranks, quantiles, z-scores and the description of a column.

use serde_json::Value;
use sozialatlas::stats::{
    Direction, PercentRank, QuantileType, StatError, Ties, ascending, describe, moments, percent_ranks,
    quantile_of_sorted, ranks, robust_z, z_scores,
};

use super::Check;
use super::folder::{Folder, finite, floats, in_place};

pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let compare = match check.method().as_str() {
        "rank" => rank,
        "percent_rank" => percent_rank,
        "quantile" => quantiles,
        "zscore" => z_score,
        "robust_zscore" => robust,
        "describe" => description,
        other => return Err(format!("unknown method {other}")),
    };
    let params = check.case["params"].clone();
    compare(check, &folder.values(&check.case["input"]), &params)
}

/// A column of results in the places of all values; where it is undefined the case expects null or a list of nulls.
pub fn column(check: &mut Check, key: &str, all: &[Option<f64>], found: Result<Vec<f64>, StatError>) {
    let expected = check.expect(key);
    match found {
        Ok(values) => check.against(key, in_place(all, &values, |v| v), &expected),
        Err(_) if expected.is_null() => check.against(key, None::<f64>, &expected),
        Err(_) => check.against(key, vec![None; all.len()], &expected),
    }
}

/// A parameter that is a whole number.
pub fn whole(params: &Value, key: &str) -> Result<usize, String> {
    let number = params[key].as_f64().filter(|v| *v >= 0.0 && v.fract() == 0.0);
    number.map(|v| v as usize).ok_or_else(|| format!("{key} is no whole number: {}", params[key]))
}

/// A parameter that is a type of quantile; 7 if it is not given.
pub fn quantile_type(params: &Value) -> Result<QuantileType, String> {
    use QuantileType::{Eight, Five, Four, Nine, One, Seven, Six, Three, Two};
    if params.get("quantile_type").is_none() {
        return Ok(Seven);
    }
    let number = whole(params, "quantile_type")?;
    let types = [One, Two, Three, Four, Five, Six, Seven, Eight, Nine];
    types.get(number.wrapping_sub(1)).copied().ok_or_else(|| format!("quantile type {number}"))
}

fn rank(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let ties = match params["ties"].as_str() {
        Some("average") => Ties::Average,
        Some("min") => Ties::Min,
        Some("max") => Ties::Max,
        Some("dense") => Ties::Dense,
        Some("ordinal") => Ties::Ordinal,
        _ => return Err(format!("ties {}", params["ties"])),
    };
    let direction = match params["order"].as_str() {
        Some("asc") => Direction::Ascending,
        Some("desc") => Direction::Descending,
        _ => return Err(format!("order {}", params["order"])),
    };
    if params["ties_ordinal"].as_str().is_some_and(|rule| rule != "input order (stable)") {
        return Err(format!("ties_ordinal {}", params["ties_ordinal"]));
    }
    column(check, "rank", all, ranks(&finite(all), ties, direction));
    Ok(())
}

fn percent_rank(check: &mut Check, all: &[Option<f64>], _params: &Value) -> Result<(), String> {
    let kinds = [
        ("strict", PercentRank::Strict),
        ("weak", PercentRank::Weak),
        ("mean", PercentRank::Mean),
        ("excel_inc", PercentRank::Inclusive),
    ];
    for (key, kind) in kinds.into_iter().filter(|(key, _)| check.expects(key)).collect::<Vec<_>>() {
        column(check, key, all, percent_ranks(&finite(all), kind));
    }
    Ok(())
}

fn quantiles(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let kind = quantile_type(params)?;
    let sorted = ascending(&finite(all));
    if let Some(p) = params["p"].as_f64() {
        check.same("q", quantile_of_sorted(&sorted, p, kind));
        return Ok(());
    }
    let found: Vec<Option<f64>> =
        floats(&params["p"]).iter().map(|p| quantile_of_sorted(&sorted, *p, kind).ok()).collect();
    check.same("q", found);
    Ok(())
}

fn z_score(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let ddof = whole(params, "ddof")?;
    let values = finite(all);
    let found = z_scores(&values, ddof);
    // Equal values have no z-scores, but a mean and a standard deviation of 0.
    let spread = match &found {
        Ok(found) => Some((found.spread.mean, Some(found.spread.sd))),
        Err(_) => moments(&values).ok().map(|m| (m.mean, (values.len() > ddof).then_some(m.variance.sqrt()))),
    };
    check.same_if("mean", spread.map(|s| s.0));
    check.same_if("sd", spread.and_then(|s| s.1));
    column(check, "z", all, found.map(|f| f.z));
    Ok(())
}

fn robust(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    const OWN_FACTOR: f64 = 1.482_602_218_505_602;
    let factor = match params["scale"].as_str() {
        None => OWN_FACTOR,
        Some("MAD") => 1.0,
        Some(scale) => {
            let factor = scale.strip_suffix("*MAD").and_then(|f| f.trim().parse().ok());
            factor.ok_or_else(|| format!("scale {scale}"))?
        }
    };
    let found = robust_z(&finite(all)).map(|z| z.iter().map(|z| z * OWN_FACTOR / factor).collect());
    column(check, "z", all, found);
    Ok(())
}

fn description(check: &mut Check, all: &[Option<f64>], _params: &Value) -> Result<(), String> {
    let values = finite(all);
    let (m, five) = (moments(&values), describe(&values));
    check.same_if("n", values.len());
    let of_moments = [
        ("mean", m.map(|m| m.mean).ok()),
        ("var0", m.map(|m| m.variance).ok()),
        ("var1", m.ok().and_then(|m| m.sample_variance)),
        ("cv0", m.ok().and_then(|m| m.variation)),
        ("cv1", m.ok().and_then(|m| m.sample_variation)),
        ("skew_g1", m.ok().and_then(|m| m.skewness)),
        ("kurt_excess_g2", m.ok().and_then(|m| m.excess_kurtosis)),
        ("median", five.map(|f| f.median).ok()),
        ("min", five.map(|f| f.min).ok()),
        ("max", five.map(|f| f.max).ok()),
        ("iqr7", five.map(|f| f.upper - f.lower).ok()),
    ];
    for (key, found) in of_moments {
        check.same_if(key, found);
    }
    Ok(())
}
