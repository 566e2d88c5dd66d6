//! Monitoring Soziale Stadtentwicklung Berlin, editions 2021 and 2019, computed again from the published shares.
//!
//! The published tables lie beside the checkout (`../shared/data/berlin_mss`) and are no part of it.
//!
//! | file | column | here |
//! |---|---|---|
//! | `mss_2021_index_indikatoren.csv` | `PLR_ID`, `KOM` | key; only rows that are "gültig": five with fewer than 300 residents and an outlier are left out |
//! | | `S1`, `S3`, `S4` | status indicators: unemployed, transfer recipients, transfer recipients under 15, in % |
//! | | `D1`, `D3`, `D4` | their change over two years, in percentage points |
//! | `mss_2021_index-indikatoren_z-werte_plr.csv` | `zS1` … `zD4` | z of each indicator, to two decimals |
//! | | `Status-summe`, `Dynamik-summe` | their sums |
//! | | `Status-Index (…)`, `Dynamik-Index (…)` | the sums as z: the indices |
//! | | `Zuordnung Klasse …` | the classes, in words |
//! | `mss_2021_indizes.csv` | `SI_N`, `DI_N`, `SDI` | status class 1 to 4, dynamics class 1, 3, 5, the pair such as `2-` |
//! | `berlin-…-2019-00-2-1-planning-areas.csv` | `s1_…`, `s3_…`, `s4_…`, `d1_…` … | the same shares in 2019 |
//! | `berlin-…-2019-00-1-planning-areas.csv` | `status_index`, `dynamic_index` | status class 1 to 4, dynamics `+`, `+/-`, `-`; empty where a row is left out |
//!
//! z with divisor n over the valid rows, sum, z again; cuts on the scale of burden, on which more is worse.

#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sozialatlas::stats::{Axis, BERLIN_DYNAMICS, BERLIN_STATUS, Part, Typology, status_dynamics, z_scores};

/// Published z-values have two decimals; they were computed before the shares were rounded to five decimals, which moves
/// a z-value by up to 5e-6 over its standard deviation (at least 0.8 points here), and a sum of three by thrice that.
const ROUNDING: f64 = 0.005 + 2e-5;

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from).join("data/berlin_mss");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is required and not there");
    println!("left out: ../shared is not there");
    None
}

/// A table by its rows' keys: each row's cells by the names of the columns.
type Table = BTreeMap<String, BTreeMap<String, String>>;

fn table(file: &Path, key: &str, delimiter: u8) -> Table {
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(|name| name.trim().to_string()).collect();
    let mut rows = Table::new();
    for record in reader.records() {
        let row: BTreeMap<String, String> =
            names.iter().cloned().zip(record.unwrap().iter().map(|cell| cell.trim().to_string())).collect();
        assert!(rows.insert(row[key].clone(), row).is_none(), "a key twice");
    }
    rows
}

/// Columns of these rows, as numbers.
fn columns(table: &Table, keys: &[String], names: &[&str]) -> Vec<Vec<f64>> {
    let number = |key: &String, name: &str| {
        table[key][name].parse().unwrap_or_else(|_| panic!("{key} {name}: {:?}", table[key][name]))
    };
    names.iter().map(|name| keys.iter().map(|key| number(key, name)).collect()).collect()
}

fn typology(status: &[Vec<f64>], dynamics: &[Vec<f64>]) -> Typology {
    let parts = [Part::weighing(1.0); 3];
    let axis = |columns, classes| Axis { columns, parts: &parts, classes };
    status_dynamics(axis(status, BERLIN_STATUS), axis(dynamics, BERLIN_DYNAMICS), 0).unwrap()
}

/// Fails unless every number rounds to the published one.
fn published(table: &Table, keys: &[String], name: &str, found: &[f64]) {
    let expected = &columns(table, keys, &[name])[0];
    assert_eq!(expected.len(), found.len());
    for ((key, expected), found) in keys.iter().zip(expected).zip(found) {
        assert!((expected - found).abs() <= ROUNDING, "{key} {name}: {found}, published {expected}");
    }
}

#[test]
fn edition_2021() {
    let Some(folder) = shared() else { return };
    let shares = table(&folder.join("mss_2021_index_indikatoren.csv"), "PLR_ID", b',');
    let z = table(&folder.join("mss_2021_index-indikatoren_z-werte_plr.csv"), "PLR-ID", b';');
    let classes = table(&folder.join("mss_2021_indizes.csv"), "PLR_ID", b',');
    let keys: Vec<String> =
        shares.iter().filter(|(_, row)| row["KOM"] == "gültig").map(|(key, _)| key.clone()).collect();
    assert_eq!((shares.len(), keys.len()), (542, 536));

    let status = columns(&shares, &keys, &["S1", "S3", "S4"]);
    let dynamics = columns(&shares, &keys, &["D1", "D3", "D4"]);
    let found = typology(&status, &dynamics);

    let single = ["zS1", "zS3", "zS4", "zD1", "zD3", "zD4"];
    for (name, column) in single.into_iter().zip(status.iter().chain(&dynamics)) {
        published(&z, &keys, name, &z_scores(column, 0).unwrap().z);
    }
    published(&z, &keys, "Status-summe", &found.status.sums);
    published(&z, &keys, "Status-Index (standardisierte Statussumme)", &found.status.z);
    published(&z, &keys, "Dynamik-summe", &found.dynamics.sums);
    published(&z, &keys, "Dynamik-Index (standardisierte Dynamik-summe)", &found.dynamics.z);

    let status_words = ["hoch", "mittel", "niedrig", "sehr niedrig"];
    let dynamics_words = ["positiv", "stabil", "negativ"];
    for (i, key) in keys.iter().enumerate() {
        let (s, d) = (found.status_classes[i], found.dynamics_classes[i]);
        assert_eq!(z[key]["Zuordnung Klasse Status-Index"], status_words[s], "{key}");
        assert_eq!(z[key]["Zuordnung Klasse Dynamik-Index"], dynamics_words[d], "{key}");
        assert_eq!(classes[key]["SI_N"], (s + 1).to_string(), "{key}");
        assert_eq!(classes[key]["DI_N"], ["1", "3", "5"][d], "{key}");
        assert_eq!(classes[key]["SDI"], format!("{}{}", s + 1, ["+", "+/-", "-"][d]), "{key}");
    }
    // Counted in the published classes.
    assert_eq!(found.table, [[1, 73, 1], [36, 296, 34], [8, 31, 7], [3, 36, 10]]);
}

#[test]
fn edition_2019() {
    let Some(folder) = shared() else { return };
    let file = |part: &str| {
        folder.join(format!("berlin-monitoring-social-urban-development-2019-00-{part}-planning-areas.csv"))
    };
    let shares = table(&file("2-1"), "id", b',');
    let classes = table(&file("1"), "id", b',');
    let keys: Vec<String> =
        classes.iter().filter(|(_, row)| !row["status_index"].is_empty()).map(|(k, _)| k.clone()).collect();
    assert_eq!((classes.len(), keys.len()), (447, 436));

    let kinds = [
        "1_percentage_unemployed",
        "3_percentage_transfer_payments_recipients",
        "4_percentage_transfer_payments_recipients_below_15_years",
    ];
    let of = |letter: &str| {
        let names: Vec<String> = kinds.iter().map(|kind| format!("{letter}{kind}")).collect();
        columns(&shares, &keys, &names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let found = typology(&of("s"), &of("d"));
    for (i, key) in keys.iter().enumerate() {
        let row = &classes[key];
        let group = format!("{} {}", found.status_classes[i] + 1, ["+", "+/-", "-"][found.dynamics_classes[i]]);
        assert_eq!(group, format!("{} {}", row["status_index"], row["dynamic_index"]), "{key}");
    }
}
