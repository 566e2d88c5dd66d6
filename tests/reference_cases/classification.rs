//! Classes of a column, in ordinary and in awkward cases.

use serde_json::Value;
use sozialatlas::stats::{
    NaturalClasses, StatError, ascending, class_counts, classify, deviation_breaks, equal_intervals, head_tail_breaks,
    natural_breaks, natural_classes, quantile_classes, quantile_of_sorted, unclassed,
};

use super::Check;
use super::folder::{Folder, finite, floats, in_place};
use super::ranking::{column, quantile_type, whole};

type Compare = fn(&mut Check, &[Option<f64>], &Value) -> Result<(), String>;

pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let compare: Compare = match check.method().as_str() {
        "equal_interval" => equal,
        "quantile" => quantiles,
        "fisher_jenks" => fisher,
        "fisher_jenks+quantile" => fisher_and_quantiles,
        "std_mean" => deviations,
        "head_tail" => head_tail,
        "unclassed" => continuous,
        other => return Err(format!("unknown method {other}")),
    };
    let params = check.case["params"].clone();
    compare(check, &folder.values(&check.case["input"]), &params)
}

fn undefined(error: StatError) -> String {
    error.to_string()
}

/// The classes of all values; missing values have none.
fn labels(check: &mut Check, key: &str, all: &[Option<f64>], bounds: &[f64]) -> Result<(), String> {
    let found = classify(&finite(all), bounds).map_err(undefined)?;
    check.same_if(key, in_place(all, &found, |class| class as f64));
    Ok(())
}

fn counts(check: &mut Check, all: &[Option<f64>], upper: &[f64]) -> Result<(), String> {
    let found = class_counts(&finite(all), upper).map_err(undefined)?;
    check.same_if("counts", &found);
    Ok(())
}

fn equal(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let upper = equal_intervals(&finite(all), whole(params, "k")?).map_err(undefined)?;
    check.same("upper", &upper);
    labels(check, "labels", all, &upper)?;
    counts(check, all, &upper)
}

fn quantiles(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let (k, kind) = (whole(params, "k")?, quantile_type(params)?);
    if check.expects("upper_raw") {
        let sorted = ascending(&finite(all));
        let at = |i: usize| quantile_of_sorted(&sorted, i as f64 / k as f64, kind).ok();
        let raw: Vec<Option<f64>> = (1..=k).map(at).collect();
        check.same("upper_raw", raw);
    }
    let upper = quantile_classes(&finite(all), k, kind).map_err(undefined)?;
    check.same("upper_unique", &upper);
    labels(check, "labels", all, &upper)?;
    counts(check, all, &upper)
}

/// Sum of squared deviations from the class means, straight from its definition.
fn within_of(values: &[f64], upper: &[f64]) -> f64 {
    let mut low = f64::NEG_INFINITY;
    let mut sum = 0.0;
    for bound in upper {
        let class: Vec<f64> = values.iter().copied().filter(|v| *v > low && v <= bound).collect();
        let mean = class.iter().sum::<f64>() / class.len() as f64;
        sum += class.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>();
        low = *bound;
    }
    sum
}

/// Bounds are compared if there is only one best set of them; of several, the expected one must be as good as ours.
fn natural(check: &mut Check, keys: [&str; 3], values: &[f64], k: usize) -> Result<NaturalClasses, String> {
    let found = natural_classes(values, k).map_err(undefined)?;
    let within = found.within_ss;
    let [upper, within_ss, unique] = keys;
    check.same(within_ss, within);
    if check.expect(unique).as_bool() == Some(true) {
        check.same(upper, &found.upper);
    } else {
        let expected = floats(&check.expect(upper));
        check.near("the expected bounds' sum of squares", within_of(values, &expected), within);
    }
    // Null: the oracle did not ask.
    if !check.expect(unique).is_null() {
        check.same(unique, found.unique);
    }
    Ok(found)
}

fn fisher(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let found = natural(check, ["upper", "within_ss", "optimum_unique"], &finite(all), whole(params, "k")?)?;
    check.same_if("gvf", found.goodness);
    if check.expect("optimum_unique").as_bool() == Some(true) {
        labels(check, "labels", all, &found.upper)?;
        return counts(check, all, &found.upper);
    }
    // Of equally good classes others may have been taken: theirs must follow from their bounds.
    let upper = floats(&check.expect("upper"));
    labels(check, "labels", all, &upper)?;
    counts(check, all, &upper)
}

fn fisher_and_quantiles(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let (values, k) = (finite(all), whole(params, "k")?);
    natural(check, ["fisher_upper", "fisher_within_ss", "fisher_optimum_unique"], &values, k)?;
    // The type of quantile is part of the key: quantile7_upper_unique.
    let mut upper = Vec::new();
    for number in 1..=9 {
        let key = format!("quantile{number}_upper_unique");
        if check.expects(&key) {
            let kind = quantile_type(&serde_json::json!({ "quantile_type": number }))?;
            upper = quantile_classes(&values, k, kind).map_err(undefined)?;
            check.same(&key, &upper);
        }
    }
    labels(check, "labels_quantile", all, &upper)
}

fn deviations(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let breaks = match deviation_breaks(&finite(all), &floats(&params["multiples"]), whole(params, "ddof")?) {
        // Equal values: one class, no bound.
        Err(StatError::NoVariation) => Vec::new(),
        found => found.map_err(undefined)?,
    };
    check.same("inner_breaks", &breaks);
    labels(check, "labels", all, &breaks)
}

fn head_tail(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    let share = &params["max_head_share"];
    if !share.is_null() && !share.is_number() {
        return Err(format!("max_head_share {share}"));
    }
    let breaks = head_tail_breaks(&finite(all), share.as_f64()).map_err(undefined)?;
    check.same("breaks", &breaks);
    check.same_if("n_classes", breaks.len() + 1);
    labels(check, "labels", all, &breaks)
}

fn continuous(check: &mut Check, all: &[Option<f64>], params: &Value) -> Result<(), String> {
    column(check, "t_minmax", all, unclassed(&finite(all), None));
    if let [low, high] = floats(&params["clamp_quantiles"])[..] {
        column(check, "t_clamped", all, unclassed(&finite(all), Some((low, high))));
        return Ok(());
    }
    Err(format!("clamp_quantiles {}", params["clamp_quantiles"]))
}
