//! The nearest similar units.

use sozialatlas::stats::{SimilarityMetric, nearest_similar};

use super::composite::{Table, ddof, refused};
use super::folder::strings;
use super::{Check, Folder};

/// Compares one case. Rows count in the data, rows with gaps included.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    if check.method() != "nearest_similar" {
        return Err(format!("unknown method {}", check.method()));
    }
    if params["tie"].as_str().is_some_and(|rule| rule != "lower index") {
        return Err(format!("unknown tie {}", params["tie"]));
    }
    let metric = match params["metric"].as_str() {
        Some("standardised_euclidean") => SimilarityMetric::StandardisedEuclidean,
        Some("mahalanobis") => SimilarityMetric::Mahalanobis,
        _ => return Err(format!("unknown metric {}", params["metric"])),
    };
    let table = Table::of(folder, &input, strings(&input["columns"]))?;
    let places: Vec<usize> = (0..table.kept.len()).filter(|i| table.kept[*i]).collect();
    let row = input["target_row"].as_u64().ok_or("no target_row")? as usize;
    let target = places.iter().position(|place| *place == row).ok_or("the target has a gap")?;
    let top = params["top"].as_u64().ok_or("no top")? as usize;
    let Ok(found) = nearest_similar(&table.columns, target, top, metric, ddof(&params)?) else {
        refused(check);
        return Ok(());
    };
    let rows: Vec<usize> = found.iter().map(|s| places[s.unit]).collect();
    check.same("rows", &rows);
    check.same("distances", found.iter().map(|s| Some(s.distance)).collect::<Vec<_>>());
    for similar in &found {
        let square: f64 = similar.contributions.iter().sum();
        check.that((square.sqrt() - similar.distance).abs() < 1e-9, format!("contributions of {}", similar.unit));
    }
    Ok(())
}
