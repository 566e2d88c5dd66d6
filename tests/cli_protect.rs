//! `atlas protect` and the gate of `atlas build`, as a publisher meets them.
#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atlas")).args(arguments).output().unwrap()
}

/// A district with eight municipalities and two planning areas, by sex and age over four years; invented figures.
fn fixture() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/protect/musterkreis");
    path.to_str().unwrap().to_owned()
}

fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("protect").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |p: &Path| p.file_name().unwrap().to_str().unwrap().to_owned();
    fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).map(|p| (name(&p), fs::read(&p).unwrap())).collect()
}

/// Lines of a table, cell by cell.
fn lines(bytes: &[u8]) -> Vec<Vec<String>> {
    let text: String = bytes.iter().map(|b| char::from(*b)).collect();
    text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect()
}

#[test]
fn from_a_confidential_source_to_a_published_edition() {
    let folder = scratch("whole");
    let (out, report, site) = (folder.join("offen"), folder.join("bericht.md"), folder.join("site"));
    let refused = atlas(&["build", &fixture(), "--out", text(&site)]);
    assert_eq!(refused.status.code(), Some(1), "the source itself must not be published");
    assert!(words(&refused).contains("[count-small]") && !site.exists());

    let done = atlas(&["protect", &fixture(), "--out", text(&out), "--report", text(&report)]);
    assert_eq!(done.status.code(), Some(0), "{}", words(&done));
    assert!(words(&done).contains("[disclosure-passed]"));

    let (before, after) = (files(Path::new(&fixture())), files(&out));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let mut withheld = 0;
    for name in ["werte_gemeinden.csv", "werte_kreis.csv", "werte_planungsraeume.csv"] {
        for (old, new) in lines(&before[name]).iter().zip(lines(&after[name])) {
            assert_eq!((&old[..5], &old[6..]), (&new[..5], &new[6..]), "only figures change");
            assert!(new[5] == old[5] || new[5] == ".", "{new:?}");
            withheld += usize::from(new[5] == ".");
            let small = old[2] == "kinder_sgb2" && ["1", "2"].contains(&old[5].as_str());
            assert!(!small || new[5] == ".", "{new:?}");
        }
    }
    assert_eq!(before["gemeinden.geojson"], after["gemeinden.geojson"]);
    assert!((100..500).contains(&withheld), "{withheld}");

    let report = fs::read_to_string(&report).unwrap();
    for word in ["# Geheimhaltung", "Nur für den Dienstgebrauch", "primär: Fallzahl", "sekundär", "Mindestfallzahl 3"]
    {
        assert!(report.contains(word), "{word}: {report}");
    }
    for (name, bytes) in &after {
        let content = String::from_utf8_lossy(bytes);
        assert!(!content.contains("sekund") && !content.contains("primär"), "{name} names a reason");
    }

    let built = atlas(&["build", text(&out), "--out", text(&site)]);
    assert_eq!(built.status.code(), Some(0), "{}", words(&built));
    assert_eq!(atlas(&["inspect", text(&site)]).status.code(), Some(0));
    // The same again gives the same bytes, and the edition in the output folder is no obstacle to itself.
    let again = atlas(&["protect", &fixture(), "--out", text(&out), "--previous", text(&site), "--force"]);
    assert_eq!(again.status.code(), Some(0), "{}", words(&again));
    assert_eq!(files(&out), after);
}

#[test]
fn the_gate_names_the_cells() {
    let folder = scratch("gate");
    let (out, site) = (folder.join("offen"), folder.join("site"));
    assert_eq!(atlas(&["protect", &fixture(), "--out", text(&out)]).status.code(), Some(0));
    // Someone who opens a withheld total by hand may open others with it.
    let path = out.join("werte_gemeinden.csv");
    let (secret, open) =
        (lines(&files(Path::new(&fixture()))["werte_gemeinden.csv"]), lines(&fs::read(&path).unwrap()));
    let mut found = None;
    for row in (0..open.len()).filter(|r| open[*r][2] == "kinder_sgb2" && open[*r][5] == ".") {
        if secret[row][5].parse::<u32>().unwrap() < 3 {
            continue;
        }
        let mut changed = open.clone();
        changed[row][5].clone_from(&secret[row][5]);
        let bytes: Vec<u8> =
            changed.iter().map(|l| l.join(";") + "\r\n").collect::<String>().chars().map(|c| c as u8).collect();
        fs::write(&path, bytes).unwrap();
        let output = atlas(&["build", text(&out), "--out", text(&site), "--lang", "en"]);
        if output.status.code() == Some(1) {
            found = Some(words(&output));
            break;
        }
    }
    let said = found.expect("one of the withheld cells is needed");
    assert!(said.contains("werte_") && said.contains("row ") && said.contains("column “value”"), "{said}");
    assert!(!site.exists(), "nothing is built");
}

#[test]
fn reasons_stay_in_the_office_and_nothing_is_overwritten() {
    let folder = scratch("refusals");
    let (out, report) = (folder.join("offen"), folder.join("bericht.md"));
    let inside = atlas(&["protect", &fixture(), "--out", text(&out), "--report", text(&out.join("x/../bericht.md"))]);
    assert_eq!(inside.status.code(), Some(1));
    assert!(words(&inside).contains("[protect-report-inside]") && !out.exists(), "{}", words(&inside));
    fs::write(&report, "mine").unwrap();
    let there = atlas(&["protect", &fixture(), "--out", text(&out), "--report", text(&report)]);
    assert_eq!(there.status.code(), Some(1));
    assert_eq!((fs::read_to_string(&report).unwrap().as_str(), out.exists()), ("mine", false));
    assert_eq!(atlas(&["protect", &fixture(), "--out", text(&out)]).status.code(), Some(0));
    assert_eq!(atlas(&["protect", &fixture(), "--out", text(&out)]).status.code(), Some(1), "--force is asked for");
    // The secret source is never replaced by its protected copy.
    let copy = folder.join("geheim");
    fs::create_dir(&copy).unwrap();
    files(Path::new(&fixture())).iter().for_each(|(name, bytes)| fs::write(copy.join(name), bytes).unwrap());
    assert_eq!(atlas(&["protect", text(&copy), "--out", text(&copy), "--force"]).status.code(), Some(1));
    assert_eq!(files(&copy), files(Path::new(&fixture())));
    assert_eq!(atlas(&["protect", &fixture(), "--out", "x", "--method", "guess"]).status.code(), Some(2));
}

#[test]
fn rules_come_from_a_file() {
    let folder = scratch("rules");
    let (out, rules) = (folder.join("offen"), folder.join("schutz.json"));
    fs::write(&rules, "{\"minimumCase\": 5}").unwrap();
    let misspelt = atlas(&["protect", &fixture(), "--out", text(&out), "--rules", text(&rules)]);
    assert_eq!(misspelt.status.code(), Some(1));
    assert!(words(&misspelt).contains("[rules-member]") && !out.exists());
    fs::write(&rules, "{\"indicators\": {\"kindr\": {\"minimumCases\": 5}}}").unwrap();
    let unknown = atlas(&["protect", &fixture(), "--out", text(&out), "--rules", text(&rules)]);
    assert!(words(&unknown).contains("[rules-unknown]"), "{}", words(&unknown));
    fs::write(&rules, "{\"minimumCases\": 5, \"indicators\": {\"kinder\": {\"public\": true}}}").unwrap();
    let stricter = atlas(&["protect", &fixture(), "--out", text(&out), "--rules", text(&rules)]);
    assert_eq!(stricter.status.code(), Some(0), "{}", words(&stricter));
    let package = fs::read_to_string(out.join("datapackage.json")).unwrap();
    assert!(package.contains("\"minimumCases\": 5"), "the gate applies the stricter rule too");
    // A bundle that names no minimum needs a rule.
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles/ok-base");
    let none = atlas(&["protect", text(&base), "--out", text(&folder.join("y"))]);
    assert!(words(&none).contains("[protect-no-rule]"), "{}", words(&none));
}
