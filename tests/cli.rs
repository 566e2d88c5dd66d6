//! The command line as a publisher meets it: exit status, findings, output folders, the local server.
#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atlas")).args(arguments).output().unwrap()
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles").join(name);
    path.to_str().unwrap().to_owned()
}

/// An empty folder of this test.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[test]
fn exit_status_says_how_it_went() {
    assert_eq!(atlas(&["validate", &fixture("ok-base")]).status.code(), Some(0));
    assert_eq!(atlas(&["validate", &fixture("geo-null")]).status.code(), Some(0));
    assert_eq!(atlas(&["validate", &fixture("csv-nan")]).status.code(), Some(1));
    assert_eq!(atlas(&["validate", "/does/not/exist"]).status.code(), Some(1));
    assert_eq!(atlas(&["validate"]).status.code(), Some(2));
    assert_eq!(atlas(&["validate", "--format", "xml", "x"]).status.code(), Some(2));
    assert_eq!(atlas(&["--help"]).status.code(), Some(0));
}

#[test]
fn findings_are_json_lines() {
    let output = atlas(&["validate", &fixture("csv-ags-leading-zero-lost"), "--format", "json", "--lang", "en"]);
    let lines: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let first = &lines[0];
    assert_eq!((&first["severity"], &first["code"]), (&"error".into(), &"key-leading-zero".into()));
    assert_eq!((&first["file"], &first["row"], &first["column"]), (&"werte.csv".into(), &2.into(), &"ags".into()));
    assert!(first["message"].as_str().unwrap().contains("01001"));
    let german = atlas(&["validate", &fixture("csv-ags-leading-zero-lost")]);
    let german = String::from_utf8(german.stdout).unwrap();
    assert!(german.starts_with("Fehler [key-leading-zero] werte.csv, Zeile 2, Spalte „ags“: "), "{german}");
}

#[test]
fn builds_inspects_and_notices_damage() {
    let folder = scratch("build");
    let out = folder.join("site/bundle");
    let (source, out_text) = (fixture("ok-base"), out.to_str().unwrap());
    let built = atlas(&["build", &source, "--out", out_text]);
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(out.join("atlas.json").is_file());
    let inspected = atlas(&["inspect", out_text]);
    assert_eq!(inspected.status.code(), Some(0), "{}", String::from_utf8_lossy(&inspected.stderr));
    assert!(String::from_utf8(inspected.stdout).unwrap().contains("3 areas"));
    let again = atlas(&["build", &source, "--out", out_text]);
    assert_eq!(again.status.code(), Some(1));
    let before: Vec<Vec<u8>> = files_below(&out).iter().map(|p| fs::read(p).unwrap()).collect();
    assert_eq!(atlas(&["build", &source, "--out", out_text, "--force"]).status.code(), Some(0));
    let after: Vec<Vec<u8>> = files_below(&out).iter().map(|p| fs::read(p).unwrap()).collect();
    assert_eq!(before, after, "the same source gives the same bytes");
    assert_eq!(fs::read_dir(out.parent().unwrap()).unwrap().count(), 1, "nothing is left beside the output");
    for path in files_below(&out).iter().filter(|p| !p.ends_with("atlas.json")) {
        assert_eq!(atlas(&["inspect", path.to_str().unwrap()]).status.code(), Some(0), "{}", path.display());
        let whole = fs::read(path).unwrap();
        let mut damaged = whole.clone();
        damaged[whole.len() / 2] ^= 1;
        fs::write(path, &damaged).unwrap();
        assert_eq!(atlas(&["inspect", out_text]).status.code(), Some(1), "{}", path.display());
        assert_eq!(atlas(&["inspect", path.to_str().unwrap()]).status.code(), Some(1), "{}", path.display());
        fs::write(path, &whole).unwrap();
    }
    assert_eq!(atlas(&["inspect", out_text]).status.code(), Some(0));
}

#[test]
fn an_interrupted_or_refused_build_keeps_the_previous_output() {
    let folder = scratch("interrupted");
    let out = folder.join("bundle");
    let out_text = out.to_str().unwrap();
    assert_eq!(atlas(&["build", &fixture("ok-base"), "--out", out_text]).status.code(), Some(0));
    let manifest = fs::read(out.join("atlas.json")).unwrap();
    assert_eq!(atlas(&["build", &fixture("csv-nan"), "--out", out_text, "--force"]).status.code(), Some(1));
    assert_eq!(fs::read(out.join("atlas.json")).unwrap(), manifest);
    // As a build leaves it that was killed while writing ...
    fs::create_dir_all(folder.join(".bundle.atlas-new/half")).unwrap();
    assert_eq!(atlas(&["build", &fixture("ok-base"), "--out", out_text, "--force"]).status.code(), Some(0));
    assert!(!folder.join(".bundle.atlas-new").exists());
    // ... and one that was killed between the two renames.
    fs::rename(&out, folder.join(".bundle.atlas-old")).unwrap();
    assert_eq!(atlas(&["build", &fixture("ok-base"), "--out", out_text]).status.code(), Some(1));
    assert_eq!(fs::read(out.join("atlas.json")).unwrap(), manifest);
    let other = folder.join("letters");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("letter.txt"), "mine").unwrap();
    let refused = atlas(&["build", &fixture("ok-base"), "--out", other.to_str().unwrap(), "--force"]);
    assert_eq!((refused.status.code(), other.join("letter.txt").is_file()), (Some(1), true));
}

#[test]
fn finishes_a_site() {
    let site = scratch("finish");
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/bundles/thueringen");
    let out = site.join("bundles/thueringen");
    let built = atlas(&["build", bundle.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    let page = "<!doctype html><html><head><meta charset=\"utf-8\" /><script id=\"start\" type=\"module\" \
                src=\"start.js\"></script></head><body><div id=\"first\"></div></body></html>";
    fs::write(site.join("index.html"), page).unwrap();
    fs::write(site.join("start.js"), "1").unwrap();
    let finished = atlas(&["finish", site.to_str().unwrap()]);
    assert_eq!(finished.status.code(), Some(0), "{}", String::from_utf8_lossy(&finished.stderr));
    let page = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("Content-Security-Policy") && page.contains("rel=\"preload\""));
    assert!(page.contains("src=\"start-4355a46b19d348dc.js\"") && !site.join("start.js").exists());
    assert_eq!(atlas(&["finish", "/does/not/exist"]).status.code(), Some(1));
}

/// A server that is ended with the test.
struct Running(std::process::Child, String);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(arguments: &[&str]) -> Running {
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_atlas")).arg("serve").args(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    Running(child, line.trim().to_owned())
}

fn ask(server: &Running, request: &str) -> String {
    let address = server.1.strip_prefix("http://").unwrap().split('/').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn serves_a_site_and_a_bundle() {
    let folder = scratch("serve");
    fs::write(folder.join("secret.txt"), "secret").unwrap();
    let site = folder.join("dist");
    fs::create_dir(&site).unwrap();
    fs::write(site.join("index.html"), "<p>ä").unwrap();
    fs::write(site.join("a.wasm"), "plain").unwrap();
    fs::write(site.join("a.wasm.br"), "brotli").unwrap();
    let server = serve(&[site.to_str().unwrap(), "--port", "0", "--bundle", &fixture("ok-base")]);
    assert!(
        server.1.starts_with("http://127.0.0.1:") && server.1.ends_with("/?bundle=bundles/test-atlas"),
        "{}",
        server.1
    );
    let get = |path: &str, more: &str| ask(&server, &format!("GET {path} HTTP/1.1\r\nHost: x\r\n{more}\r\n"));
    let page = get("/", "");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("text/html; charset=utf-8") && page.ends_with("<p>ä"));
    assert!(page.contains("Cache-Control: no-cache") && page.contains("Content-Length: 5"));
    assert!(get("/a.wasm", "").ends_with("plain"));
    let packed = get("/a.wasm", "Accept-Encoding: gzip, br\r\n");
    assert!(
        packed.contains("Content-Encoding: br") && packed.contains("application/wasm") && packed.ends_with("brotli")
    );
    let manifest = get("/bundles/test-atlas/atlas.json", "");
    assert!(manifest.starts_with("HTTP/1.1 200") && manifest.contains("no-cache"), "{manifest}");
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//etc/passwd"] {
        let answer = get(path, "");
        assert!(answer.starts_with("HTTP/1.1 4") && !answer.contains("secret\n"), "{path}: {answer}");
    }
    assert!(get("/none", "").starts_with("HTTP/1.1 404"));
    assert!(ask(&server, "DELETE / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
    let head = ask(&server, "HEAD / HTTP/1.1\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n") && head.contains("Content-Length: 5"));
}

#[test]
fn computes_a_statistic_from_a_table() {
    let folder = scratch("compute");
    let table = folder.join("quoten.csv");
    fs::write(&table, "Schlüssel;Quote;Land\n16051;4,5;TH\n16052;.;TH\n16053;7,5;TH\n").unwrap();
    let table = table.to_str().unwrap();
    let text = |output: &Output| String::from_utf8(output.stdout.clone()).unwrap();
    let words = |output: &Output| String::from_utf8(output.stderr.clone()).unwrap();
    let found = atlas(&["compute", "describe", "column=Quote", "--input", table]);
    assert_eq!(found.status.code(), Some(0), "{}", words(&found));
    assert!(text(&found).lines().any(|l| l.starts_with("mean") && l.ends_with(" 6")), "{}", text(&found));
    assert!(words(&found).contains("1 Zeilen haben eine Lücke und zählen nicht mit: 16052"), "{}", words(&found));
    let json = atlas(&["compute", "describe", "column=Quote", "--input", table, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&json["figures"]["n"], &json["parameters"]["column"]), (&2.0.into(), &"Quote".into()));
    let csv = atlas(&["compute", "describe", "column=Quote", "--input", table, "--format", "csv"]);
    assert!(text(&csv).starts_with("n,2\nmin,4.5\n"), "{}", text(&csv));
    // What is wrong is told with its place.
    let wrong = atlas(&["compute", "describe", "column=Land", "--input", table]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(words(&wrong).contains("Zeile 2: „TH“ ist keine Zahl"), "{}", words(&wrong));
    assert_eq!(atlas(&["compute", "nothing", "--input", table]).status.code(), Some(1));
    assert!(words(&atlas(&["compute", "describe", "column", "--input", table])).contains("name=value"));
    assert!(text(&atlas(&["compute", "--list"])).contains("describe "));
    assert!(text(&atlas(&["compute", "describe"])).contains("column=…  the column of values (needed)"));
}

#[test]
fn every_method_is_in_the_documentation() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/statistics.md")).unwrap();
    let list = String::from_utf8(atlas(&["compute", "--list"]).stdout).unwrap();
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 50, "{names:?}");
    let absent: Vec<&&str> = names.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(absent.is_empty(), "docs/statistics.md does not name {absent:?}");
}
