//! `atlas validate` against bundles with one fault each: the fault is found, named by its code, and nothing graver.

#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sozialatlas::bundle::{Code, Memory, Severity};
use sozialatlas::model::Lang;
use sozialatlas::publish::{Validated, check, kinds};
use sozialatlas::query::{Ranking, Shown, resolve};
use sozialatlas::view::ViewState;

fn folder(path: &Path) -> Memory {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        files.insert(entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap());
    }
    Memory(files)
}

fn bundles(path: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    names
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles")
}

/// Severity and code of everything that was found.
fn said(found: &Validated) -> Vec<(Severity, &'static str)> {
    let own = found.read.findings.iter().map(|f| (f.severity, f.code.id()));
    own.chain(found.remarks.iter().map(|r| (r.kind.severity, r.kind.id))).collect()
}

fn check_words(found: &Validated) {
    for lang in [Lang::De, Lang::En] {
        let own = found.read.findings.iter().map(|f| format!("{}{}", f.place(lang), f.message(lang)));
        for line in own.chain(found.remarks.iter().map(|r| r.line(lang))) {
            assert!(
                !line.contains(['\n', '\u{0}']) && !line.contains("{found}") && !line.contains("{expected}"),
                "{line}"
            );
        }
    }
}

fn check_all(path: &Path) -> usize {
    let (mut failed, mut count) = (Vec::new(), 0);
    for bundle in bundles(path) {
        let expected: serde_json::Value =
            serde_json::from_slice(&std::fs::read(bundle.join("EXPECT.json")).unwrap()).unwrap();
        let found = check(&folder(&bundle));
        let said = said(&found);
        let gravest = said.iter().map(|(s, _)| *s).min();
        let wanted = expected["expect"].as_str().unwrap();
        let fits = match wanted {
            "ok" => gravest.is_none_or(|s| s == Severity::Info) && found.read.source.is_some(),
            "warn" => gravest == Some(Severity::Warning) && found.read.source.is_some(),
            "error" => gravest == Some(Severity::Error) && found.has_errors(),
            other => other == "refuse-or-warn",
        };
        let severity = match wanted {
            "ok" => Severity::Info,
            "warn" => Severity::Warning,
            _ => Severity::Error,
        };
        let named = expected["code"].as_str().is_none_or(|code| said.contains(&(severity, code)));
        if !fits || !named {
            failed.push(format!("{}: {expected} {said:?}", bundle.display()));
        }
        check_words(&found);
        count += 1;
    }
    assert!(failed.is_empty(), "{} missed:\n{}", failed.len(), failed.join("\n"));
    count
}

#[test]
fn no_fault_is_missed() {
    let count = check_all(&fixtures());
    assert!(count >= 500, "only {count} bundles");
}

#[test]
fn no_fault_of_the_shared_corpus_is_missed() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from).join("corpora/bundles");
    if shared.is_dir() {
        check_all(&shared);
        return;
    }
    assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is required and not there");
    println!("left out: ../shared is not there");
}

#[test]
fn every_code_of_a_fixture_exists() {
    let known: Vec<&str> = Code::ALL.iter().map(|c| c.id()).chain(kinds().iter().map(|k| k.id)).collect();
    for bundle in bundles(&fixtures()) {
        let expected: serde_json::Value =
            serde_json::from_slice(&std::fs::read(bundle.join("EXPECT.json")).unwrap()).unwrap();
        let name = bundle.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(expected["id"], name.as_str());
        assert!(expected["code"].as_str().is_none_or(|code| known.contains(&code)), "{name}: {expected}");
        assert!(expected["why"].as_str().is_some_and(|why| why.len() > 2), "{name}");
    }
}

/// Its figures raise a few questions, all of them true: Suhl's reception centre, care beyond the own residents.
#[test]
fn the_bundle_of_the_atlas_is_plausible() {
    let found = check(&folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/bundles/thueringen")));
    let lines: Vec<String> = found.remarks.iter().map(|r| r.line(Lang::En)).collect();
    assert!(!found.has_errors(), "{lines:#?}");
    let questions = ["value-jump", "value-outlier", "share-out-of-range", "sum-differs"];
    let odd = found.remarks.iter().filter(|r| r.kind.severity != Severity::Info);
    assert!(odd.clone().all(|r| questions.contains(&r.kind.id) && r.row.is_some()), "{lines:#?}");
    assert!(odd.count() <= 8, "{lines:#?}");
}

#[test]
fn an_indicator_that_fails_is_not_ranked_and_says_why() {
    let found = check(&folder(&fixtures().join("fitness-fails")));
    let source = found.read.source.unwrap();
    let indicator = source.catalogue.indicators.iter().find(|i| i.id.as_str() == "quote").unwrap();
    assert!(indicator.unfit);
    let fitness = &source.details.provenance[&indicator.id].fitness;
    let failing = fitness.iter().find(|g| g.grade == "nicht geeignet").unwrap();
    assert_eq!((failing.field.as_str(), failing.reason.de.as_str()), ("Validität", "misst etwas anderes"));
    assert_eq!(fitness.len(), 5);
    let level = &source.catalogue.levels[0];
    let (_, _, figures) = source.figures.iter().find(|(on, id, _)| *on == level.id && *id == indicator.id).unwrap();
    let resolved = resolve(&ViewState::default(), &source.catalogue).unwrap();
    assert_eq!(resolved.indicator.id, indicator.id);
    assert_eq!(Ranking::of_shown(&Shown::of(&resolved, figures), true), None, "kept out of rankings");
}

/// What the browser reads is what was declared: the compiled bundle carries verdict and reasons.
#[test]
fn a_failed_fitness_check_reaches_the_reader() {
    let found = check(&folder(&fixtures().join("fitness-fails")));
    let parts = sozialatlas::bundle::compiled::compile(found.read.source.as_ref().unwrap()).unwrap();
    let part = |role: &str| parts.iter().find(|p| p.role == role).map(|p| p.bytes.as_slice()).unwrap();
    let catalogue = sozialatlas::bundle::compiled::read_catalogue("catalogue.json", part("catalogue")).unwrap();
    assert!(catalogue.indicators.iter().any(|i| i.unfit && i.id.as_str() == "quote"));
    let details = String::from_utf8(part("details").to_vec()).unwrap();
    assert!(details.contains("nicht geeignet") && details.contains("misst etwas anderes"));
}

#[test]
fn any_cut_of_a_bundle_is_checked_without_a_panic() {
    let whole = folder(&fixtures().join("rich-base"));
    for name in
        ["datapackage.json", "katalog.csv", "planung.csv", "umschluesselung.csv", "gebiete.geojson", "werte.csv"]
    {
        let bytes = whole.0.get(name).unwrap().clone();
        for end in (0..bytes.len()).step_by(7) {
            let mut files = whole.clone();
            files.0.insert(name.to_owned(), bytes[..end].to_vec());
            check_words(&check(&files));
        }
    }
}
