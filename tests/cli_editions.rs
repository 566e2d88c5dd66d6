//! Editions as a publisher meets them: kept beside the new one, compared, signed, checked.
#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atlas")).args(arguments).output().unwrap()
}

/// Runs a command that must succeed and returns what it printed.
fn done(arguments: &[&str]) -> String {
    let output = atlas(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that must end with status 1 and returns all it said.
fn refused(arguments: &[&str]) -> String {
    let output = atlas(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap()
}

fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editions").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The base bundle as an edition of its own, with one figure as given.
fn source(folder: &Path, edition: &str, figure: &str) -> String {
    let to = folder.join(format!("source-{edition}-{figure}"));
    fs::create_dir_all(&to).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles/ok-base");
    fs::copy(from.join("gebiete.geojson"), to.join("gebiete.geojson")).unwrap();
    let table = fs::read_to_string(from.join("werte.csv")).unwrap();
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    let (head, last) = lines[1].rsplit_once(',').unwrap();
    assert!(last.parse::<f64>().is_ok());
    lines[1] = format!("{head},{figure}");
    fs::write(to.join("werte.csv"), lines.join("\n") + "\n").unwrap();
    let mut package: serde_json::Value =
        serde_json::from_slice(&fs::read(from.join("datapackage.json")).unwrap()).unwrap();
    package["atlas"] = serde_json::json!({ "edition": edition });
    for resource in package["resources"].as_array_mut().unwrap() {
        let resource = resource.as_object_mut().unwrap();
        resource.remove("hash");
        resource.remove("bytes");
    }
    fs::write(to.join("datapackage.json"), package.to_string()).unwrap();
    to.to_str().unwrap().to_owned()
}

fn manifest(folder: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join("atlas.json")).unwrap()).unwrap()
}

#[test]
fn earlier_editions_stay_whole() {
    let folder = scratch("stay");
    let out = folder.join("out");
    let out_text = out.to_str().unwrap();
    done(&["build", &source(&folder, "2024", "9001"), "--out", out_text]);
    let first = fs::read(out.join("atlas.json")).unwrap();
    let alone = folder.join("alone");
    done(&["build", &source(&folder, "2026", "9003"), "--out", alone.to_str().unwrap()]);
    done(&["build", &source(&folder, "2025", "9002"), "--out", out_text, "--force"]);
    done(&["build", &source(&folder, "2026", "9003"), "--out", out_text, "--force"]);
    let editions = manifest(&out)["editions"].clone();
    assert_eq!(
        (&editions[0][0], &editions[1][0], &editions[2]),
        (&"2025".into(), &"2024".into(), &serde_json::Value::Null)
    );
    let path = editions[1][1].as_str().unwrap();
    assert_eq!(fs::read(out.join(path)).unwrap(), first, "the manifest of 2024 is the one that was published");
    // Every part of 2024 is there still, and 2026 is what it would be alone but for the names of the others.
    let report = done(&["diff", out.join(path).to_str().unwrap(), out_text, "--format", "json"]);
    let lines: Vec<serde_json::Value> = report.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((lines[0]["values"].clone(), lines[0]["old"]["edition"].clone()), (1.into(), "2024".into()));
    assert_eq!((lines[1]["old"]["value"].as_f64(), lines[1]["new"]["value"].as_f64()), (Some(9001.0), Some(9003.0)));
    assert_eq!(manifest(&alone)["parts"], manifest(&out)["parts"]);
    // The same edition again is the same.
    let before = fs::read(out.join("atlas.json")).unwrap();
    done(&["build", &source(&folder, "2026", "9003"), "--out", out_text, "--force"]);
    assert_eq!(fs::read(out.join("atlas.json")).unwrap(), before);
    done(&["build", &source(&folder, "2026", "9003"), "--out", out_text, "--force", "--forget", "2024"]);
    assert_eq!(manifest(&out)["editions"].as_array().unwrap().len(), 1);
    assert!(!out.join(path).exists());
}

#[test]
fn an_edition_never_changes() {
    let folder = scratch("never");
    let out = folder.join("out");
    let out_text = out.to_str().unwrap();
    done(&["build", &source(&folder, "2024", "9001"), "--out", out_text]);
    let before = fs::read(out.join("atlas.json")).unwrap();
    let words = refused(&["build", &source(&folder, "2024", "9002"), "--out", out_text, "--force"]);
    assert!(words.contains("[edition-changed]") && words.contains("„2024“") && words.contains("--draft"), "{words}");
    assert_eq!(fs::read(out.join("atlas.json")).unwrap(), before);
    done(&["build", &source(&folder, "2025", "9002"), "--out", out_text, "--force"]);
    let words = refused(&["build", &source(&folder, "2024", "9003"), "--out", out_text, "--force", "--lang", "en"]);
    assert!(words.contains("[edition-changed]") && words.contains("Name a new edition"), "{words}");
    done(&["build", &source(&folder, "2025", "9004"), "--out", out_text, "--force", "--draft"]);
    // A part of an earlier edition that was lost is noticed, not passed over.
    let earlier = manifest(&out)["editions"][0][1].as_str().unwrap().to_owned();
    fs::write(out.join(&earlier), "{}").unwrap();
    let words = refused(&["build", &source(&folder, "2026", "9005"), "--out", out_text, "--force"]);
    assert!(words.contains("[edition-damaged]") && words.contains(&earlier), "{words}");
    done(&["build", &source(&folder, "2026", "9005"), "--out", out_text, "--force", "--forget", "2024"]);
}

#[test]
fn differences_have_an_exit_status_of_their_own() {
    let folder = scratch("diff");
    let (old, new) = (source(&folder, "2024", "9001"), source(&folder, "2025", "9002"));
    let german = done(&["diff", &old, &new]);
    assert!(german.contains("davon geändert: 1") && german.contains("2024 → 2025"), "{german}");
    assert!(done(&["diff", &old, &new, "--lang", "en"]).contains("of these changed: 1"));
    assert_eq!(atlas(&["diff", &old, &new, "--exit-code"]).status.code(), Some(3));
    assert_eq!(atlas(&["diff", &old, &old, "--exit-code"]).status.code(), Some(0));
    assert_eq!(atlas(&["diff", &old, "/does/not/exist"]).status.code(), Some(1));
    assert_eq!(atlas(&["diff", &old]).status.code(), Some(2));
}

#[test]
fn tampering_is_named() {
    let folder = scratch("sign");
    let out = folder.join("out");
    let (out_text, key) = (out.to_str().unwrap(), folder.join("atlas.key"));
    let key_text = key.to_str().unwrap();
    let public = format!("{key_text}.pub");
    done(&["build", &source(&folder, "2024", "9001"), "--out", out_text]);
    assert!(done(&["key", "new", key_text]).contains("sicher aufbewahren"));
    assert!(refused(&["key", "new", key_text]).contains("[key-exists]"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(refused(&["verify", out_text, "--key", &public]).contains("[signature-missing]"));
    assert!(refused(&["sign", out_text, "--key", &public]).contains("[key-not-private]"));
    assert!(refused(&["verify", out_text, "--key", key_text]).contains("[key-not-public]"));
    done(&["sign", out_text, "--key", key_text]);
    let signed = fs::read(out.join("atlas.json")).unwrap();
    done(&["sign", out_text, "--key", key_text]);
    assert_eq!(fs::read(out.join("atlas.json")).unwrap(), signed, "signing again changes nothing");
    assert!(done(&["verify", out_text, "--key", &public]).contains("ist echt"));
    assert_eq!(atlas(&["inspect", out_text]).status.code(), Some(0), "readers take a signed manifest");
    // Another one's signature.
    let other = folder.join("other.key");
    done(&["key", "new", other.to_str().unwrap()]);
    let other_public = format!("{}.pub", other.display());
    assert!(refused(&["verify", out_text, "--key", &other_public]).contains("[signature-other-key]"));
    assert!(refused(&["sign", out_text, "--key", other.to_str().unwrap()]).contains("[signature-by-another]"));
    // One bit anywhere in the manifest.
    for place in (0..signed.len() * 8).step_by(97) {
        let mut changed = signed.clone();
        changed[place / 8] ^= 1 << (place % 8);
        fs::write(out.join("atlas.json"), &changed).unwrap();
        assert_eq!(atlas(&["verify", out_text, "--key", &public]).status.code(), Some(1), "bit {place}");
    }
    fs::write(out.join("atlas.json"), &signed).unwrap();
    // Any part, by name.
    for file in files_below(&out).iter().filter(|f| !f.ends_with("atlas.json")) {
        let whole = fs::read(file).unwrap();
        let name = file.strip_prefix(&out).unwrap().to_str().unwrap();
        let mut damaged = whole.clone();
        damaged[whole.len() / 3] ^= 4;
        fs::write(file, &damaged).unwrap();
        let words = refused(&["verify", out_text, "--key", &public]);
        assert!(words.contains("[part-changed]") && words.contains(name), "{words}");
        fs::remove_file(file).unwrap();
        assert!(refused(&["verify", out_text, "--key", &public]).contains("[part-absent]"));
        assert!(refused(&["sign", out_text, "--key", key_text]).contains("[part-absent]"));
        fs::write(file, &whole).unwrap();
    }
    fs::write(out.join("extra.html"), "").unwrap();
    assert!(done(&["verify", out_text, "--key", &public, "--lang", "en"]).contains("[file-unlisted] extra.html"));
    fs::remove_file(out.join("extra.html")).unwrap();
    // The next edition vouches for the first one.
    done(&["build", &source(&folder, "2025", "9002"), "--out", out_text, "--force"]);
    done(&["sign", out_text, "--key", key_text]);
    done(&["verify", out_text, "--key", &public]);
    let earlier = out.join(manifest(&out)["editions"][0][1].as_str().unwrap());
    let text = fs::read_to_string(&earlier).unwrap().replace("\"2024\"", "\"2023\"");
    fs::write(&earlier, text).unwrap();
    let words = refused(&["verify", out_text, "--key", &public]);
    assert!(words.contains("[signature-wrong]") && words.contains("[part-changed]"), "{words}");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}
