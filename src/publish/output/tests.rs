use std::path::PathBuf;

use super::*;
use crate::publish::Kind;

fn scratch(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("sozialatlas-output-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn kind(refused: Result<Output>) -> &'static Kind {
    refused.unwrap_err().downcast_ref::<Remark>().unwrap().kind
}

fn write(out: &Path, text: &str, force: bool) {
    let output = Output::begin(out, "m", force).unwrap();
    output.write("m", text.as_bytes()).unwrap();
    output.write("a/b", text.as_bytes()).unwrap();
    output.commit().unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_is_replaced_as_a_whole() {
    let folder = scratch("whole");
    let out = folder.join("new/out");
    write(&out, "one", false);
    fs::write(out.join("rest"), "old").unwrap();
    assert_eq!(kind(Output::begin(&out, "m", false)), &EXISTS);
    assert_eq!(kind(Output::begin(&out, "another", true)), &kinds::OTHER);
    write(&out, "two", true);
    assert_eq!(fs::read_to_string(out.join("a/b")).unwrap(), "two");
    assert_eq!(names(&out), ["a", "m"]);
    assert_eq!(names(&folder.join("new")), ["out"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_given_up_leaves_nothing() {
    let folder = scratch("given-up");
    let out = folder.join("out");
    write(&out, "one", false);
    let output = Output::begin(&out, "m", true).unwrap();
    output.write("m", b"two").unwrap();
    drop(output);
    assert_eq!(fs::read_to_string(out.join("m")).unwrap(), "one");
    assert_eq!(names(&folder), ["out"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn every_moment_of_an_interruption_is_put_right() {
    let folder = scratch("interrupted");
    let out = folder.join("out");
    // Killed while writing, and after the exchange (the old content lies where the new was written) ...
    write(&out, "one", false);
    fs::create_dir_all(folder.join(".out.atlas-new/a")).unwrap();
    fs::write(folder.join(".out.atlas-lock"), "").unwrap();
    write(&out, "two", true);
    assert_eq!(names(&folder), ["out"]);
    // ... between the two renames of systems that cannot exchange ...
    fs::rename(&out, folder.join(".out.atlas-old")).unwrap();
    fs::create_dir_all(folder.join(".out.atlas-new/a")).unwrap();
    assert_eq!(kind(Output::begin(&out, "m", false)), &EXISTS);
    assert_eq!(fs::read_to_string(out.join("m")).unwrap(), "two");
    // ... and after them.
    fs::create_dir_all(folder.join(".out.atlas-old")).unwrap();
    write(&out, "three", true);
    assert_eq!((names(&folder), fs::read_to_string(out.join("m")).unwrap()), (vec!["out".into()], "three".into()));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn one_command_at_a_time() {
    let folder = scratch("lock");
    let out = folder.join("out");
    let first = Output::begin(&out, "m", false).unwrap();
    assert_eq!(kind(Output::begin(&out, "m", true)), &kinds::LOCKED);
    first.write("m", b"one").unwrap();
    first.commit().unwrap();
    assert!(Output::begin(&out, "m", true).is_ok());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn files_and_drives_are_no_folders() {
    let folder = scratch("file");
    let file = folder.join("letter");
    fs::write(&file, "mine").unwrap();
    assert_eq!(kind(Output::begin(&file, "m", true)), &NO_FOLDER);
    assert_eq!(kind(Output::begin(Path::new("/"), "m", true)), &NO_FOLDER);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    write_file(&file, b"yours").unwrap();
    assert_eq!((names(&folder), fs::read_to_string(&file).unwrap()), (vec!["letter".into()], "yours".into()));
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_stays_a_link() {
    let folder = scratch("link");
    write(&folder.join("real"), "one", false);
    std::os::unix::fs::symlink(folder.join("real"), folder.join("link")).unwrap();
    write(&folder.join("link"), "two", true);
    assert_eq!(fs::read_to_string(folder.join("real/m")).unwrap(), "two");
    assert_eq!(names(&folder), ["link", "real"]);
    fs::remove_dir_all(folder).unwrap();
}
