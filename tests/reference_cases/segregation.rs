//! Segregation.

use serde_json::Value;
use sozialatlas::stats::{GroupCounts, StatError};

use super::Check;
use super::folder::{Folder, floats, strings};
use super::inputs::{complete, natural_logarithm, numbers, only};

/// Compares one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    only(&params, &["log"])?;
    natural_logarithm(&params)?;
    let counts = match check.method().as_str() {
        "segregation_two" => two(folder, &input)?,
        "segregation_multi" => many(folder, &input)?,
        other => return Err(format!("unknown method {other}")),
    };
    let of =
        |measure: &dyn Fn(&GroupCounts) -> Result<f64, StatError>| counts.as_ref().map_err(|e| *e).and_then(measure);
    check.same_if("D", of(&|c| c.dissimilarity(0, 1)));
    check.same_if("isolation_xPx", of(&|c| c.isolation(0)));
    check.same_if("interaction_xPy", of(&|c| c.interaction(0, 1)));
    check.same_if("eta2", of(&|c| c.correlation_ratio(0)));
    check.same_if("E", of(&|c| Ok(c.entropy())));
    check.same_if("E_normalised", of(&|c| Ok(c.entropy_normalised())));
    check.same_if("H", of(&|c| c.information()));
    check.same_if("D_multigroup", of(&|c| c.dissimilarity_of_all()));
    check.same_if("simpson_interaction", of(&|c| Ok(c.simpson_interaction())));
    check.same_if("n", of(&|c| Ok(c.units() as f64)));
    check.same_if("dropped", of(&|c| Ok(c.dropped() as f64)));
    Ok(())
}

fn two(folder: &Folder, input: &Value) -> Result<Result<GroupCounts, StatError>, String> {
    let x = numbers(folder, input, "x")?.ok_or("no x")?;
    let columns = match (numbers(folder, input, "y")?, numbers(folder, input, "total")?) {
        (Some(y), _) => complete(&[&x, &y]),
        (None, Some(total)) => {
            let kept = complete(&[&x, &total]);
            let rest = kept[0].iter().zip(&kept[1]).map(|(x, t)| t - x).collect();
            vec![kept[0].clone(), rest]
        }
        (None, None) => return Err("neither y nor total".to_string()),
    };
    Ok(GroupCounts::new(&[&columns[0], &columns[1]]))
}

fn many(folder: &Folder, input: &Value) -> Result<Result<GroupCounts, StatError>, String> {
    let columns: Vec<Vec<f64>> = if let Some(units) = input["groups"].as_array() {
        let units: Vec<Vec<f64>> = units.iter().map(floats).collect();
        let groups = units.first().map_or(0, Vec::len);
        (0..groups).map(|g| units.iter().map(|unit| unit[g]).collect()).collect()
    } else {
        let dataset = input["dataset"].as_str().ok_or("neither groups nor a data set")?;
        let all: Vec<_> = strings(&input["columns"]).iter().map(|name| folder.column(dataset, name)).collect();
        complete(&all.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    Ok(GroupCounts::new(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}
