//! Tables of a published comparison, as bundles.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use sozialatlas::bundle::Memory;
use sozialatlas::publish::protect::Asked;

use crate::bundle::{Bundle, withheld};
use crate::{asked, attacked, ids, protected};

fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("ATLAS_SHARED").map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = named.unwrap_or_else(beside).join("corpora/sdc/ssbtools");
    if folder.is_dir() {
        return Some(folder);
    }
    assert_ne!(std::env::var("ATLAS_REQUIRE_SHARED").as_deref(), Ok("1"), "{} is not there", folder.display());
    println!("left out: ../shared is not there");
    None
}

fn table(name: &str) -> Option<Vec<Vec<u32>>> {
    let text = fs::read_to_string(shared()?.join(format!("{name}_inner.csv"))).unwrap();
    let mut rows: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').map(|c| c.trim_matches('"')).collect();
        rows.entry(cells[0].to_owned()).or_default().push(cells[2].parse().unwrap());
    }
    Some(rows.into_values().collect())
}

/// How many cells are withheld, beside how many the reference withholds; never more than `most`.
fn compare(name: &str, asked: &Asked, reference: usize, most: usize) {
    let Some(figures) = table(name) else { return };
    let done = protected(&Bundle::table(&figures, Some(4)).files(), asked);
    let out = Memory(done.files);
    let count = withheld(&out, "faelle");
    println!("{name}: {count} withheld, reference {reference}");
    assert!(count <= most, "{count} of {name}, the reference withholds {reference}");
    let found = attacked(&out, &asked.rules, None);
    assert_eq!(ids(&found), ["disclosure-passed"], "{found:?}");
}

#[test]
fn regions_by_source_of_income() {
    let asked = asked(r#"{"width": 3}"#);
    compare("z1", &asked, 6, 8);
    compare("z2", &asked, 15, 19);
}

#[test]
fn accidents_with_secret_zeros() {
    compare("mun_accidents", &asked(r#"{"width": 3, "zerosSecret": true}"#), 24, 30);
}
