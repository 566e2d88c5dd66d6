//! Composite indices, principal components, the recipe of the GISD.

use serde_json::Value;
use sozialatlas::stats::{
    Part, Standardisation, Ties, geometric_composite, gisd, pca, pca_weighted_composite, weighted_composite,
};

use super::folder::{floats, strings};
use super::{Check, Folder};

/// Compares one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let input = check.case["input"].clone();
    let table = Table::read(folder, &input)?;
    let params = check.case["params"].clone();
    match check.method().as_str() {
        "zsum" => additive(check, &table, Standardisation::Z { ddof: ddof(&params)? }),
        "minmax_mean" => additive(check, &table, Standardisation::MinMax),
        "rank_mean" => {
            if params["scale"].as_str().unwrap_or("(r-0.5)/n") != "(r-0.5)/n" {
                return Err(format!("ranks on another scale: {params}"));
            }
            additive(check, &table, Standardisation::Percentile { ties: ties(&params)? })
        }
        "geometric" => geometric(check, &table, &params),
        "pca" => components(check, &table, &params),
        "pca_weighted_zsum" => {
            match pca_weighted_composite(&table.columns, table.anchor(&params, &input)?) {
                Ok(found) => check.same("score", table.place(&found.scores)),
                Err(_) => refused(check),
            }
            Ok(())
        }
        "gisd" => deprivation(check, &table, &input, &params),
        other => Err(format!("unknown method {other}")),
    }
}

/// The rows without a gap of the columns that a case names.
pub struct Table {
    /// Names of the columns.
    pub names: Vec<String>,
    /// The columns, only rows without a gap.
    pub columns: Vec<Vec<f64>>,
    /// Which rows of the data these are.
    pub kept: Vec<bool>,
}

impl Table {
    /// The columns under these keys, in one table without gaps.
    pub fn of(folder: &Folder, input: &Value, names: Vec<String>) -> Result<Table, String> {
        let cells: Vec<Vec<Option<f64>>> = match input["dataset"].as_str() {
            Some(dataset) => names.iter().map(|name| folder.column(dataset, name)).collect(),
            None => return Err(format!("no data set in {input}")),
        };
        let rows = cells.first().map_or(0, Vec::len);
        let kept: Vec<bool> = (0..rows).map(|i| cells.iter().all(|c| c[i].is_some())).collect();
        let pick = |c: &Vec<Option<f64>>| c.iter().zip(&kept).filter(|(_, k)| **k).filter_map(|(v, _)| *v).collect();
        Ok(Table { columns: cells.iter().map(pick).collect(), names, kept })
    }

    fn read(folder: &Folder, input: &Value) -> Result<Table, String> {
        let mut names = match &input["dims"] {
            Value::Object(dims) => dims.values().flat_map(strings).collect(),
            _ => strings(&input["columns"]),
        };
        names.extend(input["anchor"].as_str().map(str::to_string));
        names.dedup();
        Table::of(folder, input, names)
    }

    /// A column by its name.
    pub fn column(&self, name: &str) -> Result<&Vec<f64>, String> {
        let at = self.names.iter().position(|n| n == name).ok_or_else(|| format!("no column {name}"))?;
        Ok(&self.columns[at])
    }

    /// Results of the kept rows in the places of all rows.
    pub fn place(&self, found: &[f64]) -> Vec<Option<f64>> {
        let mut found = found.iter();
        self.kept.iter().map(|k| if *k { found.next().copied() } else { None }).collect()
    }

    /// The column that fixes signs: named by `anchor`, or by a sentence on the loading of a column; else the first.
    fn anchor(&self, params: &Value, input: &Value) -> Result<usize, String> {
        let named = params["anchor"].as_str().or_else(|| input["anchor"].as_str()).map(str::to_string);
        let sentence = params["sign"].as_str().and_then(|s| s.split_once("loading of "));
        let said = sentence.and_then(|(_, rest)| rest.split(' ').next().map(str::to_string));
        match named.or(said) {
            None => Ok(0),
            Some(name) => self.names.iter().position(|n| *n == name).ok_or_else(|| format!("no anchor {name}")),
        }
    }
}

fn ties(params: &Value) -> Result<Ties, String> {
    match params["ties"].as_str().unwrap_or("average") {
        "average" => Ok(Ties::Average),
        "min" => Ok(Ties::Min),
        "max" => Ok(Ties::Max),
        "dense" => Ok(Ties::Dense),
        "ordinal" => Ok(Ties::Ordinal),
        other => Err(format!("unknown ties {other}")),
    }
}

/// The divisor that a case states.
pub fn ddof(params: &Value) -> Result<usize, String> {
    params["ddof"].as_u64().map(|d| d as usize).ok_or_else(|| format!("no ddof in {params}"))
}

/// Direction and weight of each column.
fn parts(params: &Value, columns: usize) -> Result<Vec<Part>, String> {
    let list = |key: &str| if params[key].is_null() { vec![1.0; columns] } else { floats(&params[key]) };
    let part = |(weight, sign): (f64, f64)| Part { weight, reversed: sign < 0.0 };
    Ok(list("weights").into_iter().zip(list("signs")).map(part).collect())
}

fn additive(check: &mut Check, table: &Table, how: Standardisation) -> Result<(), String> {
    let parts = parts(&check.case["params"], table.columns.len())?;
    let Ok(found) = weighted_composite(&table.columns, &parts, how) else {
        refused(check);
        return Ok(());
    };
    check.same("score", table.place(&found.scores));
    normalised(check, table, &found.normalised);
    for (i, score) in found.scores.iter().enumerate() {
        let added: f64 = found.contributions.iter().map(|c| c[i]).sum();
        check.that((added - score).abs() < 1e-9, format!("contributions to score {i}"));
    }
    Ok(())
}

/// A refusal stands for nothing but null.
pub fn refused(check: &mut Check) {
    let keys: Vec<String> = check.case["expect"].as_object().into_iter().flat_map(|e| e.keys().cloned()).collect();
    keys.iter().for_each(|key| check.same(key, None));
}

/// The normalised values, a row for each unit.
fn normalised(check: &mut Check, table: &Table, columns: &[Vec<f64>]) {
    if !check.expects("normalised") {
        return;
    }
    let rows = check.expect("normalised");
    let placed: Vec<Vec<Option<f64>>> = columns.iter().map(|c| table.place(c)).collect();
    for i in 0..table.kept.len() {
        let expected = if rows[i].is_null() { vec![Value::Null; columns.len()].into() } else { rows[i].clone() };
        check.against("normalised", placed.iter().map(|c| c[i]).collect::<Vec<_>>(), &expected);
    }
}

fn geometric(check: &mut Check, table: &Table, params: &Value) -> Result<(), String> {
    let floor = params["floor"].as_f64().ok_or("no floor")?;
    match geometric_composite(&table.columns, &parts(params, table.columns.len())?, floor) {
        Ok(found) => {
            check.same("score", table.place(&found.scores));
            normalised(check, table, &found.normalised);
        }
        Err(_) => refused(check),
    }
    Ok(())
}

fn components(check: &mut Check, table: &Table, params: &Value) -> Result<(), String> {
    if !params["scale"].as_str().is_none_or(|s| s.contains("correlation matrix")) {
        return Err(format!("not the correlation matrix: {params}"));
    }
    let anchor = table.anchor(params, &check.case["input"])?;
    let Ok(found) = pca(&table.columns, anchor, table.columns.len()) else {
        refused(check);
        return Ok(());
    };
    check.same("eigenvalues", &found.eigenvalues);
    check.same("explained_ratio", &found.explained);
    check.same("loadings_pc1", &found.loadings(0).unwrap_or_default());
    check.same("weights_sq", found.vectors[0].iter().map(|v| Some(v * v)).collect::<Vec<_>>());
    check.same("scores_pc1", table.place(&found.scores[0]));
    check.same("min_rel_eigengap", found.smallest_gap());
    check.same("kaiser_k", found.kaiser());
    let vectors = check.expect("eigenvectors_columns");
    check.that(vectors.as_array().is_some_and(|v| v.len() == found.vectors.len()), "number of eigenvectors");
    for (vector, expected) in found.vectors.iter().zip(vectors.as_array().into_iter().flatten()) {
        check.against("eigenvectors_columns", vector, expected);
    }
    Ok(())
}

fn deprivation(check: &mut Check, table: &Table, input: &Value, params: &Value) -> Result<(), String> {
    let dims = input["dims"].as_object().ok_or("no dimensions")?;
    let mut columns = Vec::new();
    for names in dims.values() {
        columns.push(strings(names).iter().map(|n| table.column(n).cloned()).collect::<Result<Vec<_>, _>>()?);
    }
    let anchor = table.column(input["anchor"].as_str().ok_or("no anchor")?)?;
    let q = params["q"].as_u64().ok_or("no q")? as usize;
    let Ok(found) = gisd(&columns, anchor, q) else {
        refused(check);
        return Ok(());
    };
    let expected = check.expect("dims");
    for (name, dimension) in dims.keys().zip(&found.dimensions) {
        let wanted = &expected[name];
        check.that(wanted["columns"] == dims[name], format!("columns of {name}"));
        for (key, values) in
            [("rotation", &dimension.rotation), ("share", &dimension.shares), ("loading", &dimension.loadings)]
        {
            check.against(&format!("{name}.{key}"), values, &wanted[key]);
        }
        for (key, values) in [("raw", &dimension.raw), ("normalised", &dimension.normalised)] {
            check.against(&format!("{name}.{key}"), table.place(values), &wanted[key]);
        }
    }
    check.same("score", table.place(&found.scores));
    check.same("breaks_type9", &found.breaks);
    let groups: Vec<f64> = found.groups.iter().map(|g| *g as f64 + 1.0).collect();
    check.same("quantile_group", table.place(&groups));
    Ok(())
}
