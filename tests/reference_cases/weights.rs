//! Spatial weights: contiguity, nearest neighbours, distance bands.

use serde_json::Value;
use sozialatlas::stats::{
    Contiguity, Rings, SpatialWeights, contiguity, corner_contiguity, distance_band, largest_nearest_distance,
    nearest_neighbours,
};

use super::folder::{floats, neighbours};
use super::{Check, Folder};

/// Runs a case of the family.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    match check.method().as_str() {
        "contiguity" => touching(folder, check),
        "knn" => nearest(folder, check),
        "distance_band" => band(folder, check),
        other => Err(format!("unknown method {other}")),
    }
}

fn touching(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let params = params(check, &["kind", "tolerance", "tolerance_cases"])?;
    let rings = boundaries(folder, &check.case["input"])?;
    let kinds: Vec<&str> = params["kind"].as_str().ok_or("no kind")?.split('+').collect();
    if let Some(cases) = params.get("tolerance_cases") {
        for tolerance in floats(cases) {
            for kind in &kinds {
                let w = contiguity(&rings, kind_of(kind)?, tolerance).map_err(|e| e.to_string())?;
                let key = key_of(check, kind, tolerance)?;
                same_lists(check, &key, &w);
            }
        }
        return Ok(());
    }
    let tolerance = params["tolerance"].as_f64().ok_or("no tolerance")?;
    for kind in kinds {
        let w = contiguity(&rings, kind_of(kind)?, tolerance).map_err(|e| e.to_string())?;
        if check.expects(kind) {
            same_lists(check, kind, &w);
        }
        let by_corners = format!("vertex_hash_{kind}");
        if check.expects(&by_corners) {
            let corners = corner_contiguity(&rings, kind_of(kind)?).map_err(|e| e.to_string())?;
            same_lists(check, &by_corners, &corners);
        }
        same_file(folder, check, &w, None)?;
    }
    Ok(())
}

fn kind_of(kind: &str) -> Result<Contiguity, String> {
    match kind {
        "queen" => Ok(Contiguity::Queen),
        "rook" => Ok(Contiguity::Rook),
        other => Err(format!("unknown kind {other}")),
    }
}

/// The key of a case of tolerance: `queen_tol1e_6` is 1e-6, `queen_tol0_5` one half.
fn key_of(check: &Check, kind: &str, tolerance: f64) -> Result<String, String> {
    let expected = check.case["expect"].as_object().ok_or("expects nothing")?;
    let means = |key: &&String| {
        let digits = key.strip_prefix(kind).and_then(|rest| rest.strip_prefix("_tol"));
        let read = |point: &str| digits.is_some_and(|d| d.replace('_', point).parse() == Ok(tolerance));
        read("-") || read(".")
    };
    expected.keys().find(means).cloned().ok_or(format!("no result for {kind} with tolerance {tolerance}"))
}

fn nearest(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let params = params(check, &["k", "metric", "tie", "symmetrise"])?;
    let known = |key: &str, names: [&str; 2]| names.iter().any(|name| params[key] == **name);
    if !known("metric", ["planar euclidean", "euclidean"]) || !known("tie", ["lower index first", "lower index"]) {
        return Err(format!("unknown metric or ties: {params}"));
    }
    let (x, y) = places(folder, &check.case["input"])?;
    let k = params["k"].as_u64().ok_or("no k")? as usize;
    let w = nearest_neighbours(&x, &y, k).map_err(|e| e.to_string())?;
    let w = match &params["symmetrise"] {
        Value::Bool(false) | Value::Null => w,
        Value::Bool(true) => w.either_way(),
        Value::String(how) if how == "union" => w.either_way(),
        Value::String(how) if how == "intersection" => w.both_ways(),
        other => return Err(format!("unknown symmetrise {other}")),
    };
    same_file(folder, check, &w, Some((&x, &y)))
}

fn band(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let params = params(check, &["threshold", "include_equal", "note"])?;
    let (x, y) = places(folder, &check.case["input"])?;
    let mut threshold = params["threshold"].as_f64().ok_or("no threshold")?;
    if params["note"].as_str().is_some_and(|note| note.contains("*(1+1e-12)")) {
        threshold *= 1.0 + 1e-12;
    }
    let include_equal = params["include_equal"].as_bool().ok_or("no include_equal")?;
    let w = distance_band(&x, &y, threshold, include_equal).map_err(|e| e.to_string())?;
    let largest = largest_nearest_distance(&x, &y);
    check.same_if("threshold_max_nn", largest);
    if let Ok(largest) = largest {
        let islands = distance_band(&x, &y, largest, true).map_err(|e| e.to_string())?.islands();
        check.that(islands.is_empty(), format!("islands in the band of the largest nearest distance: {islands:?}"));
    }
    same_file(folder, check, &w, Some((&x, &y)))
}

/// The parameters, all of which must be known.
fn params(check: &Check, known: &[&str]) -> Result<Value, String> {
    let params = check.case["params"].clone();
    match params.as_object().into_iter().flat_map(|all| all.keys()).find(|key| !known.contains(&key.as_str())) {
        Some(unknown) => Err(format!("unknown parameter {unknown}")),
        None => Ok(params),
    }
}

/// Points of the units: columns of a data set or lists.
fn places(folder: &Folder, input: &Value) -> Result<(Vec<f64>, Vec<f64>), String> {
    if input["x"].is_array() {
        return Ok((floats(&input["x"]), floats(&input["y"])));
    }
    let set = input["dataset"].as_str().ok_or("no data set")?;
    let read = folder.json(&format!("data/{set}.columns.json"));
    let column = |key: &str| {
        let name = input[key].as_str().ok_or(format!("no {key}"))?;
        let place = read.get(name).unwrap_or(&read["columns"][name]);
        if place.is_array() { Ok(floats(place)) } else { Err(format!("no column {name}")) }
    };
    Ok((column("x")?, column("y")?))
}

fn boundaries(folder: &Folder, input: &Value) -> Result<Rings, String> {
    let mut rings = Rings::new();
    let mut add =
        |geometry: &Value| rings.push(outlines(geometry)?.iter().map(Vec::as_slice)).map_err(|e| e.to_string());
    if let Some(file) = input["geojson"].as_str() {
        let read = folder.json(file);
        let features = read["features"].as_array().ok_or("no features")?;
        features.iter().try_for_each(|feature| add(&feature["geometry"]))?;
    } else {
        input["geometries"].as_array().ok_or("no geometries")?.iter().try_for_each(add)?;
    }
    Ok(rings)
}

/// All rings of a geometry.
fn outlines(geometry: &Value) -> Result<Vec<Vec<[f64; 2]>>, String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let coordinates = &geometry["coordinates"];
    let rings = match geometry["type"].as_str() {
        Some("Polygon") => list(coordinates),
        Some("MultiPolygon") => list(coordinates).iter().flat_map(list).collect(),
        None if geometry.is_null() => Vec::new(),
        other => return Err(format!("unknown geometry {other:?}")),
    };
    let point = |p: &Value| match (p[0].as_f64(), p[1].as_f64()) {
        (Some(x), Some(y)) => Ok([x, y]),
        _ => Err(format!("not a point: {p}")),
    };
    rings.iter().map(|ring| list(ring).iter().map(point).collect()).collect()
}

fn lists_of(w: &SpatialWeights) -> Vec<Vec<u32>> {
    (0..w.len()).map(|i| w.neighbours(i).to_vec()).collect()
}

fn same_lists(check: &mut Check, key: &str, w: &SpatialWeights) {
    let expected = neighbours(&check.expect(key));
    check.that(lists_of(w) == expected, format!("{key}: {:?}, expected {expected:?}", lists_of(w)));
}

/// Compares with everything that the file of weights says, and with the number of links.
fn same_file(
    folder: &Folder,
    check: &mut Check,
    w: &SpatialWeights,
    at: Option<(&[f64], &[f64])>,
) -> Result<(), String> {
    check.same_if("nonzero", w.pairs());
    if !check.expects("file") {
        return Ok(());
    }
    let file = check.expect("file");
    let read = folder.json(file.as_str().ok_or("not a file")?);
    let sums = |w: &SpatialWeights| {
        let s = w.sums();
        [s.s0, s.s1, s.s2]
    };
    let counts: Vec<usize> = (0..w.len()).map(|i| w.neighbours(i).len()).collect();
    let numbers = |list: Vec<u32>| list.into_iter().map(f64::from).collect::<Vec<f64>>();
    for (key, expected) in read.as_object().ok_or("not an object")? {
        match key.as_str() {
            "dataset" | "kind" => {}
            "index_base" => check.against(key, 0.0, expected),
            "n" => check.against(key, w.len(), expected),
            "nonzero" => check.against(key, w.pairs(), expected),
            "neighbors" => check.that(lists_of(w) == neighbours(expected), "neighbours differ from the file"),
            "islands" => check.against(key, &numbers(w.islands()), expected),
            "n_components" => check.against(key, w.components(), expected),
            "components" => check.against(key, &numbers(w.component_labels()), expected),
            "card_min" => check.against(key, *counts.iter().min().ok_or("no units")?, expected),
            "card_max" => check.against(key, *counts.iter().max().ok_or("no units")?, expected),
            "card_mean" => check.against(key, w.pairs() as f64 / w.len() as f64, expected),
            "s0_s1_s2_B" => check.against(key, sums(w), expected),
            "s0_s1_s2_W" => check.against(key, sums(&w.row_standardised()), expected),
            "threshold" => check.against(key, check.case["params"]["threshold"].as_f64(), expected),
            "distances_sorted" => same_distances(check, w, at.ok_or("no places")?, expected)?,
            other => return Err(format!("{other} of the file was not compared")),
        }
    }
    Ok(())
}

fn same_distances(check: &mut Check, w: &SpatialWeights, at: (&[f64], &[f64]), expected: &Value) -> Result<(), String> {
    let distances = w.by_distance(at.0, at.1, 1.0).map_err(|e| e.to_string())?;
    let rows = expected.as_array().ok_or("no lists of distances")?;
    check.that(rows.len() == w.len(), "another number of lists of distances");
    for (i, row) in rows.iter().enumerate() {
        let mut found = distances.weights(i).to_vec();
        found.sort_unstable_by(f64::total_cmp);
        check.against(&format!("distances_sorted[{i}]"), &found, row);
    }
    Ok(())
}
