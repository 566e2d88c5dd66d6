//! Runs every reference case of the folder named by `ATLAS_REFERENCE` (default: `tests/reference`) and prints one line
//! a family. A wrong case fails, and so does a case that is unknown, compares nothing, or leaves an expected value out.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot read its fixture has failed

mod reference_cases;

use std::path::{Path, PathBuf};

use reference_cases::{Check, Folder, run};
use serde_json::Value;

/// What became of the cases of one family.
struct Family {
    name: String,
    cases: usize,
    failed: Vec<String>,
    worst: f64,
    worst_share: f64,
}

fn own_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

fn folder() -> PathBuf {
    std::env::var_os("ATLAS_REFERENCE").map_or_else(own_folder, PathBuf::from)
}

fn case_files(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root.join("cases")).unwrap_or_else(|e| panic!("{}: {e}", root.display()));
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    files
}

fn run_family(folder: &Folder, file: &Path) -> Family {
    let text = std::fs::read_to_string(file).unwrap();
    let read: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let name = read["family"].as_str().expect("a family").to_string();
    let cases = read["cases"].as_array().expect("cases");
    let mut found = Family { name, cases: cases.len(), failed: Vec::new(), worst: 0.0, worst_share: 0.0 };
    for case in cases {
        let check = run(folder, &found.name, case);
        found.worst = found.worst.max(check.worst);
        found.worst_share = found.worst_share.max(check.worst_share);
        found.failed.extend(check.verdict().map(|why| format!("{}: {why}", case["id"])));
    }
    found
}

#[test]
fn every_reference_case() {
    let root = folder();
    let files = case_files(&root);
    assert!(!files.is_empty(), "{}: no cases", root.display());
    let folder = Folder::new(&root);
    let families: Vec<Family> = files.iter().map(|file| run_family(&folder, file)).collect();
    println!("{:<22} {:>5} {:>6}  worst relative error (share of the tolerance)", "family", "cases", "passed");
    for f in &families {
        let passed = f.cases - f.failed.len();
        println!("{:<22} {:>5} {:>6}  {:.1e} ({:.0e})", f.name, f.cases, passed, f.worst, f.worst_share);
    }
    let cases: usize = families.iter().map(|f| f.cases).sum();
    let failed: Vec<&String> = families.iter().flat_map(|f| &f.failed).collect();
    println!("{:<22} {:>5} {:>6}", "all", cases, cases - failed.len());
    for why in &failed {
        println!("{why}");
    }
    assert!(failed.is_empty(), "{} of {cases} reference cases fail", failed.len());
}

/// The net has no holes: whatever number is falsified in a case of the repository, the case fails.
#[test]
fn a_falsified_case_fails() {
    let root = own_folder();
    let folder = Folder::new(&root);
    let mut falsified = 0;
    let mut unseen = Vec::new();
    for file in case_files(&root) {
        let read: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let family = read["family"].as_str().unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for case in read["cases"].as_array().unwrap() {
            if !seen.insert(case["fn"].as_str().unwrap()) {
                continue;
            }
            for key in case["expect"].as_object().unwrap().keys() {
                if reference_cases::IS_REMARK.contains(&key.as_str()) {
                    continue;
                }
                let mut wrong = case.clone();
                if reference_cases::falsify(&mut wrong["expect"][key]) {
                    falsified += 1;
                    if run(&folder, family, &wrong).verdict().is_none() {
                        unseen.push(format!("{}: {key}", case["id"]));
                    }
                }
            }
        }
    }
    assert!(unseen.is_empty(), "falsified values that no comparison saw:\n{}", unseen.join("\n"));
    assert!(falsified > 200, "only {falsified} values were falsified");
    let unknown = serde_json::json!({"id": "x", "fn": "no_such_method", "input": {}, "params": {}, "expect": {"a": 1}, "tol": {"rel": 0, "abs": 0}});
    assert!(run(&folder, "ranking", &unknown).verdict().is_some());
    assert!(Check::of(&unknown).verdict().is_some(), "a case that compares nothing has not passed");
}
