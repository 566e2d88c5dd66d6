//! Cases of clusters and regions.

use serde_json::Value;
use sozialatlas::stats::{
    Dendrogram, KMeansSearch, MaxPRules, Partition, Points, SkaterRules, SpatialWeights, kmeans, kmeans_from, max_p,
    regions_are_contiguous, skater, ward, ward_constrained,
};

use super::folder::{Folder, floats, strings};
use super::inputs::{complete, numbers, only};
use super::{Check, folder};

/// Runs a case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let input = check.case["input"].clone();
    let params = check.case["params"].clone();
    only(&params, &KNOWN)?;
    let data = Data::of(folder, &input, &params)?;
    match check.method().as_str() {
        "kmeans_lloyd" => lloyd(&data, &input, &params, check),
        "ward" => free_ward(&data, check),
        "ward_constrained" => constrained(&data, &params, check),
        "skater" => cut_tree(&data, &params, check),
        "max_p" => regions(&data, &params, check),
        other => Err(format!("unknown method {other}")),
    }
}

const KNOWN: [&str; 12] = [
    "k",
    "standardise",
    "algorithm",
    "height",
    "floor",
    "dissimilarity",
    "objective",
    "tie",
    "threshold",
    "seed",
    "starts",
    "max_iterations",
];

/// The units of a case that have all values.
struct Data {
    points: Points,
    /// Is each unit of the data set among them?
    kept: Vec<bool>,
    weights: Option<SpatialWeights>,
    threshold: Option<Vec<f64>>,
}

impl Data {
    fn of(folder: &Folder, input: &Value, params: &Value) -> Result<Data, String> {
        let mut columns = columns(folder, input)?;
        let threshold = numbers(folder, input, "threshold_column")?.or(numbers(folder, input, "threshold_values")?);
        let has_threshold = threshold.is_some();
        columns.extend(threshold);
        let all: Vec<&[Option<f64>]> = columns.iter().map(Vec::as_slice).collect();
        let n = all.iter().map(|c| c.len()).min().ok_or("no columns")?;
        let kept: Vec<bool> = (0..n).map(|unit| all.iter().all(|c| c[unit].is_some())).collect();
        let mut columns = complete(&all);
        let threshold = if has_threshold { columns.pop() } else { None };
        let weights = weights(folder, input).map(|w| w.restricted_to(&kept).map_err(|e| e.to_string())).transpose()?;
        Ok(Data { points: points(&columns, params)?, kept, weights, threshold })
    }

    fn weights(&self) -> Result<&SpatialWeights, String> {
        self.weights.as_ref().ok_or("no weights".to_string())
    }

    /// The values of the kept units; expected labels may be given for all or for the kept ones.
    fn of_kept(&self, all: &Value) -> Result<Vec<u32>, String> {
        let list = folder::options(all);
        let kept = if list.len() == self.kept.len() {
            list.iter().zip(&self.kept).filter(|(_, kept)| **kept).map(|(label, _)| *label).collect()
        } else {
            list
        };
        let labels: Option<Vec<u32>> = kept.into_iter().map(|label| label.map(|l| l as u32)).collect();
        labels.ok_or("a unit with all values has no label".to_string())
    }
}

fn columns(folder: &Folder, input: &Value) -> Result<Vec<Vec<Option<f64>>>, String> {
    match &input["columns"] {
        Value::Array(list) if list.iter().all(Value::is_string) => {
            let dataset = input["dataset"].as_str().ok_or("no data set")?;
            Ok(strings(&input["columns"]).iter().map(|name| folder.column(dataset, name)).collect())
        }
        Value::Array(list) => Ok(list.iter().map(folder::options).collect()),
        other => Err(format!("columns: {other}")),
    }
}

fn weights(folder: &Folder, input: &Value) -> Option<SpatialWeights> {
    match &input["weights"] {
        Value::Null => None,
        Value::String(_) => Some(folder.weights(input)),
        inline => SpatialWeights::binary(&folder::neighbours(inline.get("neighbors").unwrap_or(inline))).ok(),
    }
}

/// Standardised as the case says; z with divisor n − 1 where it says nothing.
fn points(columns: &[Vec<f64>], params: &Value) -> Result<Points, String> {
    let said = [&params["standardise"], &params["dissimilarity"]].into_iter().find_map(Value::as_str);
    let said = said.unwrap_or("z (ddof=1)").replace(' ', "");
    let made = match said.as_str() {
        text if text.contains("ddof=1") => Points::standardised(columns, 1),
        text if text.contains("ddof=0") => Points::standardised(columns, 0),
        "none" | "raw" | "squaredEuclidean" | "squaredEuclideanonrawvalues" => Points::new(columns),
        other => return Err(format!("standardise: {other}")),
    };
    made.map_err(|e| e.to_string())
}

fn whole(params: &Value, key: &str) -> Result<u32, String> {
    params[key].as_u64().and_then(|v| u32::try_from(v).ok()).ok_or(format!("{key}: {}", params[key]))
}

fn lloyd(data: &Data, input: &Value, params: &Value, check: &mut Check) -> Result<(), String> {
    if !params["algorithm"].as_str().is_none_or(|a| a.starts_with("Lloyd to convergence")) {
        return Err(format!("algorithm: {}", params["algorithm"]));
    }
    let k = whole(params, "k")?;
    // Rows are those of the data set.
    let place = |row: f64| data.kept.iter().take(row as usize).filter(|kept| **kept).count();
    let starts: Vec<Vec<f64>> =
        floats(&input["init_rows"]).into_iter().map(|row| data.points.of(place(row)).to_vec()).collect();
    check.that(starts.len() == k as usize, "k starts");
    let iterations = params["max_iterations"].as_u64().map_or(10_000, |v| v as u32);
    let found = kmeans_from(&data.points, &starts, iterations).map_err(|e| e.to_string())?;
    check.that(found.converged || params.get("max_iterations").is_some(), "it converges");
    let partition = &found.partition;
    let labels = check.expect("labels_init_order");
    check.that(data.of_kept(&labels)? == partition.labels, "labels_init_order: other labels");
    check.same("inertia", partition.within_ss());
    check.same("total_ss", partition.total_ss);
    let centroids = check.expect("centroids");
    check.that(centroids.as_array().is_some_and(|list| list.len() == partition.clusters.len()), "k centroids");
    for (cluster, expected) in partition.clusters.iter().zip(centroids.as_array().into_iter().flatten()) {
        check.against("centroids", &cluster.centroid, expected);
    }
    best_known(data, k, partition.within_ss(), check)
}

/// Free starts come within 2 % of the best result known, which is no worse than that of the given starts.
fn best_known(data: &Data, k: u32, given: f64, check: &mut Check) -> Result<(), String> {
    if !check.expects("best_known_inertia") {
        return Ok(());
    }
    let best = check.expect("best_known_inertia").as_f64().ok_or("best_known_inertia is a number")?;
    check.that(best <= given * (1.0 + 1e-9), "the best inertia known is worse than that of the given starts");
    for seed in 0..5 {
        let search = KMeansSearch { k, restarts: 50, seed, max_iterations: 300 };
        let found = kmeans(&data.points, &search, &mut |_| ()).map_err(|e| e.to_string())?;
        let inertia = found.partition.within_ss();
        check.that(inertia <= 1.02 * best, format!("inertia {inertia} with seed {seed}, best known {best}"));
    }
    Ok(())
}

/// Do the two say the same of every pair of units?
fn same_partition(a: &[u32], b: &[u32]) -> bool {
    a.len() == b.len() && sozialatlas::stats::first_seen_labels(a) == sozialatlas::stats::first_seen_labels(b)
}

fn free_ward(data: &Data, check: &mut Check) -> Result<(), String> {
    let tree = ward(&data.points, &mut |_| ());
    check.same("heights", &tree.heights());
    cuts(data, &tree, check)
}

fn cuts(data: &Data, tree: &Dendrogram, check: &mut Check) -> Result<(), String> {
    let (cuts, gaps) = (check.expect("cuts"), check.expect("min_gap_at_cut"));
    for (k, labels) in cuts.as_object().into_iter().flatten() {
        let found = tree.cut(k.parse().map_err(|_| format!("cut into {k}"))?).map_err(|e| e.to_string())?;
        check.that(same_partition(&found, &data.of_kept(labels)?), format!("cuts: another partition into {k}"));
    }
    for (k, gap) in gaps.as_object().into_iter().flatten() {
        check.against("min_gap_at_cut", tree.gap(k.parse().map_err(|_| format!("gap at {k}"))?), gap);
    }
    Ok(())
}

fn constrained(data: &Data, params: &Value, check: &mut Check) -> Result<(), String> {
    let tree = ward_constrained(&data.points, data.weights()?, &mut |_| ()).map_err(|e| e.to_string())?;
    let labels = tree.cut(whole(params, "k")?).map_err(|e| e.to_string())?;
    check.that(regions_are_contiguous(data.weights()?, &labels) == Ok(true), "a region is not contiguous");
    let partition = Partition::of(&data.points, labels).map_err(|e| e.to_string())?;
    let expected = check.expect("labels");
    check.that(same_partition(&partition.labels, &data.of_kept(&expected)?), "labels: another partition");
    check.same("ssd", partition.within_ss());
    Ok(())
}

fn cut_tree(data: &Data, params: &Value, check: &mut Check) -> Result<(), String> {
    let floor = params["floor"].as_f64().unwrap_or(1.0);
    let rules = SkaterRules { k: whole(params, "k")?, floor, amounts: data.threshold.as_deref() };
    let found = skater(&data.points, data.weights()?, &rules, &mut |_| ()).map_err(|e| e.to_string())?;
    let labels = check.expect("labels");
    check.that(same_partition(&found.partition.labels, &data.of_kept(&labels)?), "labels: another partition");
    check.same("ssd", found.partition.within_ss());
    check.same("mst_weight_sqeuclid", found.tree_cost);
    check.same("total_ssd", found.partition.total_ss);
    check.same("ratio_between_total", found.partition.between_share());
    check.same("min_relative_gap_best_vs_second", found.narrowest_lead);
    let expected = check.expect("cuts");
    check.that(expected.as_array().is_some_and(|list| list.len() == found.cuts.len()), "number of cuts");
    // Cuts name the units by the same rows as the labels.
    let rows: Vec<usize> = (0..data.kept.len()).filter(|row| data.kept[*row]).collect();
    let all = labels.as_array().is_some_and(|list| list.len() == data.kept.len());
    let row = |unit: u32| if all { rows[unit as usize] as f64 } else { f64::from(unit) };
    for (cut, expected) in found.cuts.iter().zip(expected.as_array().into_iter().flatten()) {
        check.against("cuts", [row(cut.from), row(cut.to), cut.gain], expected);
    }
    Ok(())
}

fn regions(data: &Data, params: &Value, check: &mut Check) -> Result<(), String> {
    let threshold = params["threshold"].as_f64().ok_or("no threshold")?;
    let amounts = data.threshold.as_ref().ok_or("no column for the threshold")?;
    let number = |check: &mut Check, key: &str| check.expect(key).as_f64().ok_or(format!("{key} is a number"));
    let (p_best, ssd_best) = (number(check, "p_best_known")?, number(check, "ssd_best_known")?);
    // No plan has more regions than the total holds thresholds.
    let bound = (amounts.iter().sum::<f64>() / threshold).floor();
    check.same("p_upper_bound", bound);
    let example = check.expect("example_labels");
    let example = Partition::of(&data.points, data.of_kept(&example)?).map_err(|e| e.to_string())?;
    check.that(example.clusters.len() as f64 == p_best, "p_best_known is not that of the example");
    check.near("ssd_best_known", example.within_ss(), ssd_best);
    sound_plan(data, &example.labels, amounts, threshold, check)?;
    for seed in 0..5 {
        let rules = MaxPRules { threshold, starts: 200, seed };
        let found = max_p(&data.points, data.weights()?, amounts, &rules, &mut |_| ()).map_err(|e| e.to_string())?;
        sound_plan(data, &found.partition.labels, amounts, threshold, check)?;
        let (p, ssd) = (found.partition.clusters.len() as f64, found.partition.within_ss());
        check.that(p >= p_best - 1.0 && p <= bound && p <= f64::from(found.upper_bound), format!("p = {p}"));
        check.that(p != p_best || ssd <= 1.25 * ssd_best, format!("ssd = {ssd}, seed {seed}"));
    }
    Ok(())
}

/// Contiguous regions that hold the threshold.
fn sound_plan(data: &Data, labels: &[u32], amounts: &[f64], threshold: f64, check: &mut Check) -> Result<(), String> {
    check.that(labels.len() == data.points.len(), "a label for every unit");
    check.that(regions_are_contiguous(data.weights()?, labels) == Ok(true), "a region is not contiguous");
    let mut held = vec![0.0; labels.iter().max().map_or(0, |l| *l as usize + 1)];
    labels.iter().zip(amounts).for_each(|(label, amount)| held[*label as usize] += amount);
    check.that(held.iter().all(|amount| *amount >= threshold), format!("{held:?} below {threshold}"));
    Ok(())
}
