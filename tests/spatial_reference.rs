//! Spatial weights of German boundaries against the links and sums that R (spdep) finds in them. The boundaries lie
//! beside the checkout (`../shared/data`) and are no part of it.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot read its fixture has failed

use std::path::{Path, PathBuf};

use serde_json::Value;
use sozialatlas::stats::{
    Contiguity, Quadrant, Rings, SpatialWeights, contiguity, corner_contiguity, geary, general_g, local_g,
    local_g_star, local_moran, moran,
};

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from).join("data");
    if folder.join("boundaries").is_dir() && folder.join("spatialstats").is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is required and not there");
    println!("left out: ../shared/data is not there");
    None
}

fn json(path: &Path) -> Value {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_slice(&bytes).unwrap()
}

/// Boundaries of a GeoJSON file and the features' keys.
fn boundaries(file: &Path) -> (Rings, Vec<String>) {
    let read = json(file);
    let (mut rings, mut keys) = (Rings::new(), Vec::new());
    for feature in read["features"].as_array().unwrap() {
        let coordinates = &feature["geometry"]["coordinates"];
        let outlines: Vec<&Value> = match feature["geometry"]["type"].as_str().unwrap() {
            "Polygon" => coordinates.as_array().unwrap().iter().collect(),
            "MultiPolygon" => {
                coordinates.as_array().unwrap().iter().flat_map(|part| part.as_array().unwrap()).collect()
            }
            other => panic!("{other} in {}", file.display()),
        };
        let point = |p: &Value| [p[0].as_f64().unwrap(), p[1].as_f64().unwrap()];
        let outlines: Vec<Vec<[f64; 2]>> =
            outlines.iter().map(|ring| ring.as_array().unwrap().iter().map(point).collect()).collect();
        rings.push(outlines.iter().map(Vec::as_slice)).unwrap();
        keys.push(feature["properties"]["AGS"].as_str().unwrap_or_default().to_string());
    }
    (rings, keys)
}

fn links(w: &SpatialWeights) -> usize {
    w.pairs() / 2
}

#[test]
fn links_of_german_boundaries() {
    let Some(data) = shared() else { return };
    let expected = [
        ("th_kreise_22_2021-07-01.geojson", 22, 43),
        ("zwickau_gemeinden_33.geojson", 33, 71),
        ("th_gemeinden_631.geojson", 631, 1_835),
        ("de_kreise_400.geojson", 400, 1_046),
        ("berlin_plr_542_2021_simpl.geojson", 542, 1_619),
    ];
    for (file, units, queen) in expected {
        let (rings, _) = boundaries(&data.join("boundaries").join(file));
        let by_corners = corner_contiguity(&rings, Contiguity::Queen).unwrap();
        let exact = contiguity(&rings, Contiguity::Queen, 0.0).unwrap();
        let rook = contiguity(&rings, Contiguity::Rook, 0.0).unwrap();
        println!(
            "{file}: {} units, queen {} (by corners {}), rook {}, {} groups",
            rings.len(),
            links(&exact),
            links(&by_corners),
            links(&rook),
            exact.components()
        );
        assert_eq!(rings.len(), units);
        assert_eq!(links(&exact), queen, "{file}");
    }
}

/// The four data sets of which spdep's values are known, with their boundaries.
fn known(data: &Path) -> Vec<(String, Value, Rings)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/data");
    let known = json(&data.join("spatialstats/spdep_reference.json"));
    let sets = [
        ("columbus_CRIME", own.join("columbus.geojson")),
        ("nc_sids_SIDR74", own.join("sids2.geojson")),
        ("th22_GISD2021", data.join("boundaries/th_kreise_22_2021-07-01.geojson")),
        ("de400_GISD2021", data.join("boundaries/de_kreise_400.geojson")),
    ];
    let with = |(name, file): (&str, PathBuf)| {
        let (rings, keys) = boundaries(&file);
        let german = name.starts_with("th") || name.starts_with("de");
        let ids: Vec<&str> = known[name]["ids"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert!(!german || ids == keys, "{name}: other units");
        (name.to_string(), known[name].clone(), rings)
    };
    sets.into_iter().map(with).collect()
}

fn floats(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

fn near(what: &str, found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-12 + 1e-9 * expected.abs(), "{what}: {found}, expected {expected}");
}

#[test]
fn weights_as_in_spdep() {
    let Some(data) = shared() else { return };
    for (name, expected, rings) in known(&data) {
        let w = contiguity(&rings, Contiguity::Queen, 0.0).unwrap();
        let lists = expected["neighbours_queen"].as_array().unwrap();
        assert_eq!(w.len(), lists.len());
        for (i, list) in lists.iter().enumerate() {
            let found: Vec<f64> = w.neighbours(i).iter().map(|j| f64::from(*j)).collect();
            assert_eq!(found, floats(list), "{name}: unit {i}");
        }
        let rook = contiguity(&rings, Contiguity::Rook, 0.0).unwrap();
        assert_eq!(Some(w.pairs() as u64), expected["links_queen"].as_u64(), "{name}");
        assert_eq!(Some(rook.pairs() as u64), expected["links_rook"].as_u64(), "{name}");
        let lag = w.row_standardised().lag(&floats(&expected["x"])).unwrap();
        for (i, (found, expected)) in lag.into_iter().zip(floats(&expected["lag_W"])).enumerate() {
            near(&format!("{name}: lag of unit {i}"), found, expected);
        }
    }
}

#[test]
fn autocorrelation_as_in_spdep() {
    let Some(data) = shared() else { return };
    for (name, expected, rings) in known(&data) {
        let binary = contiguity(&rings, Contiguity::Queen, 0.0).unwrap();
        let w = binary.row_standardised();
        let x = floats(&expected["x"]);
        let one = |found: f64, key: &str| {
            let at = key.split('.').fold(&expected, |value, part| &value[part]);
            near(&format!("{name}: {key}"), found, at.as_f64().unwrap());
        };
        let found = moran(&x, &w).unwrap();
        one(found.value, "moran.I");
        one(found.randomisation.expected, "moran.E");
        one(found.randomisation.variance, "moran.VarRand");
        one(found.randomisation.z().unwrap(), "moran.zRand");
        one(found.normality.variance, "moran.VarNorm");
        let found = geary(&x, &w).unwrap();
        one(found.value, "geary.C");
        one(found.randomisation.variance, "geary.Var");
        // spdep was given the column moved so that its smallest value is 0.1: G wants positive values.
        let smallest = x.iter().copied().fold(f64::INFINITY, f64::min);
        let moved: Vec<f64> = x.iter().map(|v| v - smallest + 0.1).collect();
        one(general_g(&moved, &binary).unwrap().value, "globalG_binary_shifted");
    }
}

#[test]
fn local_statistics_as_in_spdep() {
    let Some(data) = shared() else { return };
    for (name, expected, rings) in known(&data) {
        let binary = contiguity(&rings, Contiguity::Queen, 0.0).unwrap();
        let w = binary.row_standardised();
        let x = floats(&expected["x"]);
        let all = |found: &[f64], key: &str| {
            let expected = floats(&expected[key]);
            assert_eq!(found.len(), expected.len(), "{name}: {key}");
            found.iter().zip(expected).enumerate().for_each(|(i, (a, b))| near(&format!("{name}: {key}[{i}]"), *a, b));
        };
        let there = |found: Vec<Option<f64>>| found.into_iter().map(|v| v.expect("no island")).collect::<Vec<_>>();
        let found = local_moran(&x, &w).unwrap();
        // spdep divides Σ z² by n where we, as PySAL and GeoDa, divide by n − 1.
        let scale = x.len() as f64 / (x.len() as f64 - 1.0);
        let scaled = |values: &[f64], by: f64| values.iter().map(|v| v * by).collect::<Vec<_>>();
        all(&scaled(&found.values, scale), "local_moran_Ii");
        all(&scaled(&found.expected, scale), "local_moran_E");
        all(&scaled(&found.variance, scale * scale), "local_moran_Var");
        all(&there(found.z), "local_moran_z");
        same_quadrants(&name, &x, &w, &found.quadrants, &expected["quadrant"]);
        all(&there(local_g(&x, &w).unwrap().z), "Gi_z");
        let star = binary.with_self(1.0).unwrap().row_standardised();
        all(&there(local_g_star(&x, &star).unwrap().z), "Gi_star_z");
    }
}

/// spdep parts the neighbours' means at the mean of these means, we part them at the mean of the column, as Moran's
/// scatter plot does: the two may differ only where a neighbours' mean lies between.
fn same_quadrants(name: &str, x: &[f64], w: &SpatialWeights, found: &[Option<Quadrant>], expected: &Value) {
    let lag = w.lag(x).unwrap();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (column, means) = (mean(x), mean(&lag));
    let mut between = 0;
    for (i, quadrant) in found.iter().enumerate() {
        let word = match quadrant {
            Some(Quadrant::HighHigh) => "High-High",
            Some(Quadrant::LowHigh) => "Low-High",
            Some(Quadrant::LowLow) => "Low-Low",
            Some(Quadrant::HighLow) => "High-Low",
            None => "none",
        };
        let expected = expected[i].as_str().unwrap();
        if (lag[i] > column) == (lag[i] > means) {
            assert_eq!(word, expected, "{name}: quadrant of unit {i}");
        } else {
            between += 1;
            assert_ne!(word, expected, "{name}: quadrant of unit {i}");
            assert_eq!(word.split('-').next(), expected.split('-').next(), "{name}: side of unit {i}");
        }
    }
    println!("{name}: {between} of {} units lie between the two means", x.len());
    assert!(10 * between <= x.len(), "{name}: {between} units between the two means");
}
