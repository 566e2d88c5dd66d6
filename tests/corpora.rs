//! Hostile and odd input: 46 bundles with one fault each, and the corpora of other projects, which lie beside the
//! checkout (`../shared/corpora`) and are no part of it.

#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sozialatlas::bundle::source::{Read, read};
use sozialatlas::bundle::{Memory, Severity, from_zip};
use sozialatlas::model::Lang;

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from);
    if folder.join("corpora").is_dir() {
        return Some(folder.join("corpora"));
    }
    assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is required and not there");
    println!("left out: ../shared is not there");
    None
}

fn folder(path: &Path) -> Memory {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        files.insert(name, std::fs::read(entry.path()).unwrap());
    }
    Memory(files)
}

fn check_bundles(path: &Path) {
    let mut failed = Vec::new();
    let mut names: Vec<PathBuf> = std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    for bundle in &names {
        let expected: serde_json::Value =
            serde_json::from_slice(&std::fs::read(bundle.join("EXPECT.json")).unwrap()).unwrap();
        let found = read(&folder(bundle));
        let warned = found.findings.iter().any(|f| f.severity == Severity::Warning);
        // Some faults only the full check of `atlas validate` finds (tests/validator.rs): the reader says no more.
        let all = expected["by"] != "atlas validate";
        let verdict = match expected["expect"].as_str().unwrap() {
            "ok" => !found.has_errors() && !warned && found.source.is_some(),
            "warn" => !found.has_errors() && (warned || !all) && found.source.is_some(),
            "error" => found.has_errors() || !all,
            _ => true,
        };
        if !verdict {
            failed.push(format!("{} ({}): {:#?}", bundle.display(), expected, found.findings));
        }
        check_words(&found);
    }
    assert!(names.len() >= 46, "only {} bundles", names.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// What must hold for every input.
fn check_words(found: &Read) {
    assert!(found.source.is_some() || found.has_errors(), "nothing was read and nobody says why");
    for finding in &found.findings {
        for lang in [Lang::De, Lang::En] {
            assert!(!finding.message(lang).is_empty());
            assert!(!finding.message(lang).contains(['\n', '\u{0}']) && !finding.place(lang).contains('\n'));
        }
    }
}

#[test]
fn bundles_end_as_expected() {
    check_bundles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles"));
}

#[test]
fn shared_bundles_end_as_expected() {
    if let Some(corpora) = shared() {
        check_bundles(&corpora.join("bundles"));
    }
}

/// Files of a corpus below a folder.
fn all_files(path: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all_files(&path, into) } else { into.push(path) }
    }
}

const MANIFEST: &str = r#"{"name":"t","created":"2024-01-01","resources":[
    {"name":"w","path":"w.csv","format":"csv"},{"name":"g","path":"g.geojson","format":"geojson"}]}"#;

/// A package of given files; what is not given is taken from the valid bundle.
fn package(manifest: &[u8], table: &[u8], boundaries: &[u8]) -> Memory {
    let mut files = BTreeMap::new();
    for (name, content) in [("datapackage.json", manifest), ("w.csv", table), ("g.geojson", boundaries)] {
        files.insert(name.to_owned(), content.to_owned());
    }
    Memory(files)
}

fn valid() -> (Vec<u8>, Vec<u8>) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles/ok-base");
    (std::fs::read(base.join("werte.csv")).unwrap(), std::fs::read(base.join("gebiete.geojson")).unwrap())
}

#[test]
fn foreign_corpora_never_panic() {
    let Some(corpora) = shared() else { return };
    let (table, boundaries) = valid();
    let mut files = Vec::new();
    ["csv", "datapackage", "geojson", "json", "strings", "sdc"]
        .iter()
        .for_each(|c| all_files(&corpora.join(c), &mut files));
    assert!(files.len() > 400, "only {} files", files.len());
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        check_words(&read(&package(&bytes, &table, &boundaries)));
        check_words(&read(&package(MANIFEST.as_bytes(), &bytes, &boundaries)));
        check_words(&read(&package(MANIFEST.as_bytes(), &table, &bytes)));
        let _ = from_zip(&bytes);
    }
}

#[test]
fn manifests_that_are_no_json_are_refused() {
    let Some(corpora) = shared() else { return };
    let (table, boundaries) = valid();
    let mut files = Vec::new();
    all_files(&corpora.join("json/test_parsing"), &mut files);
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let found = read(&package(&std::fs::read(&file).unwrap(), &table, &boundaries));
        let ids: Vec<&str> = found.findings.iter().map(|f| f.code.id()).collect();
        let is_json =
            !ids.iter().any(|c| matches!(*c, "json-invalid" | "json-truncated" | "not-utf8" | "encoding-unknown"));
        match &name[..2] {
            "y_" => assert!(is_json, "{name}: {ids:?}"),
            "n_" => assert!(!is_json || ids.contains(&"html-instead"), "{name}: {ids:?}"),
            _ => {}
        }
    }
}

#[test]
fn hostile_names_stay_as_they_are() {
    let Some(corpora) = shared() else { return };
    let strings: Vec<String> =
        serde_json::from_slice(&std::fs::read(corpora.join("strings/blns.json")).unwrap()).unwrap();
    let (table, boundaries) = valid();
    let boundaries = String::from_utf8(boundaries).unwrap();
    for name in strings.iter().filter(|s| !s.trim().is_empty()) {
        let quoted = serde_json::to_string(name).unwrap();
        let renamed = boundaries.replace("\"Kiel\"", &quoted);
        let found = read(&package(MANIFEST.as_bytes(), &table, renamed.as_bytes()));
        assert!(!found.has_errors(), "{name}: {:?}", found.findings);
        let source = found.source.unwrap();
        assert_eq!(source.catalogue.levels[0].areas[1].name, name.trim());
    }
}

#[test]
fn any_cut_of_a_bundle_is_read_or_refused() {
    let (table, boundaries) = valid();
    for end in 0..boundaries.len() {
        check_words(&read(&package(MANIFEST.as_bytes(), &table, &boundaries[..end])));
    }
    for end in 0..table.len() {
        check_words(&read(&package(MANIFEST.as_bytes(), &table[..end], &boundaries)));
    }
    for end in 0..MANIFEST.len() {
        check_words(&read(&package(&MANIFEST.as_bytes()[..end], &table, &boundaries)));
    }
}

#[test]
fn the_bundle_of_the_atlas_is_without_errors() {
    let found = read(&folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/bundles/thueringen")));
    let remarks: Vec<String> = found
        .findings
        .iter()
        .filter(|f| f.severity != Severity::Info)
        .map(|f| format!("{}: {} {}", f.severity.id(), f.place(Lang::En), f.message(Lang::En)))
        .collect();
    assert!(remarks.is_empty(), "{}", remarks.join("\n"));
    let source = found.source.unwrap();
    let catalogue = &source.catalogue;
    let sizes: Vec<(usize, usize)> = catalogue.levels.iter().map(|l| (l.areas.len(), l.references.len())).collect();
    assert_eq!(sizes, [(22, 2), (23, 2)]);
    assert_eq!(catalogue.themes.len(), 9);
}
