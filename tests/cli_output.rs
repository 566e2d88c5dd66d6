//! Output folders as a publisher meets them: killed commands, two at once, folders that hold something else.
#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Instant;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atlas"));
    command.args(arguments);
    command
}

fn atlas(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn bundle(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles").join(name);
    path.to_str().unwrap().to_owned()
}

fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("output").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Every file below a folder with its content.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
                }
            }
        }
    }
    files
}

/// Puts a folder back to what it was; what a killed command has left beside it stays.
fn restore(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) {
    fs::remove_dir_all(folder).unwrap();
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Runs a command that is killed at many moments, spread over the time it takes: at every moment the folder `out` is
/// what it was before or what the command makes of it, and the next run completes and cleans up.
fn survives_being_killed(arguments: &[&str], out: &Path) {
    let before = content(out);
    let start = Instant::now();
    assert!(atlas(arguments).status.success());
    let whole = start.elapsed();
    let after = content(out);
    let (mut kept, mut done) = (0, 0);
    assert!(before != after, "the command changes nothing");
    for turn in 0..60u32 {
        restore(out, &before);
        // Steps that share no divisor with the number of turns meet moments in no order.
        let wait = whole.mul_f64(f64::from(turn * 37 % 60) / 55.0);
        let mut child = command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(wait);
        let _ = child.kill();
        child.wait().unwrap();
        let now = content(out);
        assert!(now == before || now == after, "killed after {wait:?}: the folder is neither the old nor the new one");
        if now == after { done += 1 } else { kept += 1 }
    }
    assert!(kept > 0, "{kept} kept, {done} done");
    let last = atlas(arguments);
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    assert_eq!(content(out), after);
    let beside: Vec<_> = fs::read_dir(out.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside, [out.file_name().unwrap()], "nothing is left beside the output");
}

#[test]
fn a_killed_build_keeps_the_previous_output() {
    let out = scratch("build").join("bundle");
    let out_text = out.to_str().unwrap();
    assert!(atlas(&["build", &bundle("geo-null"), "--out", out_text]).status.success());
    survives_being_killed(&["build", &bundle("ok-base"), "--out", out_text, "--force"], &out);
}

#[test]
fn a_killed_site_keeps_the_previous_one() {
    let out = scratch("site").join("site");
    let out_text = out.to_str().unwrap();
    assert!(atlas(&["site", &bundle("geo-null"), "--out", out_text]).status.success());
    survives_being_killed(&["site", &bundle("ok-base"), "--out", out_text, "--force", "--forget-all"], &out);
}

#[test]
fn a_killed_protection_keeps_the_previous_source() {
    let out = scratch("protect").join("protected");
    for (path, bytes) in content(Path::new(&bundle("ok-base"))) {
        fs::create_dir_all(&out).unwrap();
        fs::write(out.join(path), bytes).unwrap();
    }
    survives_being_killed(&["protect", &bundle("sdc-small-count"), "--out", out.to_str().unwrap(), "--force"], &out);
}

#[test]
fn a_killed_import_leaves_whole_files_and_is_completed_by_the_next_run() {
    let folder = scratch("import").join("bundle");
    let before = content(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/bundles/thueringen"));
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/layouts/12411-05-01-4.csv");
    let arguments = ["import", table.to_str().unwrap(), "--into", folder.to_str().unwrap()];
    fs::create_dir_all(&folder).unwrap();
    restore(&folder, &before);
    let start = Instant::now();
    assert!(atlas(&arguments).status.success());
    let whole = start.elapsed();
    let after = content(&folder);
    assert!(before != after, "the import changes nothing");
    for turn in 0..40u32 {
        restore(&folder, &before);
        let mut child = command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(whole.mul_f64(f64::from(turn * 23 % 40) / 38.0));
        let _ = child.kill();
        child.wait().unwrap();
        for (path, bytes) in content(&folder) {
            let beside = path.file_name().unwrap().to_str().unwrap().starts_with('.');
            let known = [before.get(&path), after.get(&path)].contains(&Some(&bytes));
            assert!(known || beside, "{} is neither the old nor the new one", path.display());
        }
        let again = atlas(&arguments);
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
        assert_eq!(content(&folder), after, "the next run completes");
    }
}

#[test]
fn refusals_name_what_was_expected_and_the_next_step() {
    let folder = scratch("refusals");
    let out = folder.join("letters");
    let out_text = out.to_str().unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("brief.txt"), "mine").unwrap();
    let refused = |arguments: &[&str]| {
        let output = atlas(arguments);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let german = refused(&["build", &bundle("ok-base"), "--out", out_text, "--force"]);
    assert!(german.contains("[out-other-content]") && german.contains("„brief.txt“"), "{german}");
    assert!(german.contains("„atlas.json“") && german.contains("neuen Ordner angeben"), "{german}");
    let english = refused(&["build", &bundle("ok-base"), "--out", out_text, "--lang", "en"]);
    assert!(english.starts_with("error [out-other-content]") && english.contains("Name an empty"), "{english}");
    fs::remove_file(out.join("brief.txt")).unwrap();
    assert!(atlas(&["build", &bundle("ok-base"), "--out", out_text]).status.success());
    let again = refused(&["build", &bundle("ok-base"), "--out", out_text]);
    assert!(again.contains("[out-exists]") && again.contains("--force"), "{again}");
    let source = folder.join("source");
    fs::create_dir(&source).unwrap();
    for (path, bytes) in content(Path::new(&bundle("ok-base"))) {
        fs::write(source.join(path), bytes).unwrap();
    }
    let inside = refused(&["build", source.to_str().unwrap(), "--out", folder.to_str().unwrap(), "--force"]);
    assert!(inside.contains("[out-over-source]"), "{inside}");
    assert!(source.join("datapackage.json").is_file());
}
