//! `atlas site` as a publisher meets it: pages, links, escaping, hosts, editions, the same bytes from every folder.
#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

#[path = "site/html.rs"]
mod html;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};

fn atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atlas")).args(arguments).output().unwrap()
}

fn done(arguments: &[&str]) -> String {
    let output = atlas(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = atlas(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).to_str().unwrap().to_owned()
}

fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Every file below a folder with its content, by its path with `/`.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    files
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let bytes =
        files.get(path).unwrap_or_else(|| panic!("{path} is not there: {:?}", files.keys().collect::<Vec<_>>()));
    String::from_utf8(bytes.clone()).unwrap()
}

/// The pages that `atlas site` wrote itself.
fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&String, String)> {
    let own = |path: &str| path.ends_with(".html") && path != "index.html" && path != "404.html";
    files
        .iter()
        .filter(move |(path, _)| own(path))
        .map(|(path, bytes)| (path, String::from_utf8(bytes.clone()).unwrap()))
}

#[test]
fn a_page_for_each_area_and_indicator() {
    let out = scratch("pages").join("out");
    let said = done(&["site", &fixture("bundles/ok-base"), "--out", out.to_str().unwrap()]);
    assert!(said.contains("[site-without-url]") && said.contains("Seiten"), "{said}");
    let files = content(&out);
    for key in ["01001", "01002", "01003"] {
        let page = text(&files, &format!("test-atlas/gebiete/gebiete/{key}.html"));
        assert!(page.contains("<table class=\"profile\">") && page.contains("<svg"), "{page}");
        assert!(page.contains("arbeitslose") && page.contains("einwohner"), "{page}");
        assert!(!page.contains("<script") && page.contains("<html lang=\"de\">"));
    }
    let page = text(&files, "test-atlas/indikatoren/arbeitslose.html");
    assert!(
        page.contains("<h1>arbeitslose</h1>") && page.contains(">302<") && page.contains("3 Gebiete, von 102"),
        "{page}"
    );
    assert!(
        page.contains("<svg") && page.contains("class=\"crumb\"") && page.contains("<title>arbeitslose – Testatlas")
    );
    assert!(text(&files, "index.html").contains("url=test-atlas/index.html"));
    assert!(!files.contains_key("sitemap.xml") && text(&files, "robots.txt").contains("Allow: /"));
    let again = refused(&["site", &fixture("bundles/ok-base"), "--out", out.to_str().unwrap()]);
    assert!(again.contains("[out-exists]"), "{again}");
}

#[test]
fn gaps_are_said_in_words() {
    let folder = scratch("gaps");
    for (path, bytes) in content(Path::new(&fixture("bundles/ok-missing-dot"))) {
        let newest = String::from_utf8(bytes).unwrap().replace("01002,2024,202", "01002,2024,.");
        fs::write(folder.join(path), newest).unwrap();
    }
    let out = folder.join("out");
    done(&["site", folder.to_str().unwrap(), "--out", out.to_str().unwrap(), "--english"]);
    let files = content(&out);
    let all: Vec<(&String, String)> = pages(&files).collect();
    assert!(all.iter().any(|(_, p)| p.contains("unbekannt oder geheim") && p.contains("Zeichenerklärung")));
    let area = text(&files, "test-atlas/gebiete/gebiete/01002.html");
    assert!(area.contains("2023, 2024: unbekannt oder geheim") && area.contains(">201<"), "{area}");
    let english = |path: &str| path.starts_with("en/");
    assert!(all.iter().any(|(path, p)| english(path) && p.contains("unknown or confidential")));
    for (path, page) in &all {
        let lang = if english(path) { "<html lang=\"en\">" } else { "<html lang=\"de\">" };
        assert!(page.contains(lang), "{path}");
    }
}

#[test]
fn the_app_shows_the_first_source() {
    let out = scratch("app").join("out");
    let (out_text, app) = (out.to_str().unwrap(), fixture("site/app"));
    let sources = [fixture("bundles/ok-base"), fixture("bundles/formula-0")];
    let other = scratch("app-other");
    for (path, bytes) in content(Path::new(&sources[1])) {
        let bytes = String::from_utf8_lossy(&bytes).replace("\"test-atlas\"", "\"zweiter\"");
        fs::write(other.join(path), bytes).unwrap();
    }
    let twice = refused(&["site", &sources[0], &sources[0], "--out", out_text]);
    assert!(twice.contains("[site-same-name]") && twice.contains("„test-atlas“"), "{twice}");
    assert!(refused(&["site", &sources[0], "--out", out_text, "--app", &fixture("bundles")]).contains("[site-no-app]"));
    assert!(refused(&["site", &sources[0], "--out", out_text, "--url", "atlas.de"]).contains("[site-url]"));
    let url = "https://atlas.example.de/sozial/";
    let two = [sources[0].as_str(), other.to_str().unwrap()];
    done(&["site", two[0], two[1], "--out", out_text, "--app", &app, "--url", url]);
    let files = content(&out);
    assert!(!files.keys().any(|path| path.starts_with("bundles/thueringen")), "the app's own bundle is left out");
    let page = text(&files, "index.html");
    assert!(page.contains(" id=\"start\" data-bundle=\"test-atlas\" data-figures=\"atlanten.html\""), "{page}");
    assert!(page.contains("<title>Testatlas</title>") && !page.contains("Thüringen"), "{page}");
    assert!(page.contains("href=\"bundles/test-atlas/atlas.json\"") && !page.contains("bundles/thueringen"), "{page}");
    assert!(page.contains("href=\"https://atlas.example.de/sozial/\"") && page.contains("bundle=zweiter"), "{page}");
    assert!(page.contains("<div id=\"app\"></div>") && page.matches("<main id=\"first-view\">").count() == 1, "{page}");
    let area = text(&files, "test-atlas/gebiete/gebiete/01002.html");
    assert!(
        area.contains("href=\"../../../index.html?v=profile&amp;l=gebiete&amp;a=01002&amp;bundle=test-atlas\""),
        "{area}"
    );
    let image = area.split("og:image\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    let image = files.get(image.strip_prefix(url).unwrap()).unwrap();
    assert!(image.starts_with(b"\x89PNG"));
    assert!(area.contains(&format!("<link rel=\"canonical\" href=\"{url}test-atlas/gebiete/gebiete/01002.html\">")));
    let map = text(&files, "sitemap.xml");
    let listed = map.matches("<loc>").count();
    assert_eq!(listed, files.keys().filter(|p| p.ends_with(".html") && *p != "404.html").count());
    assert!(text(&files, "robots.txt").contains("Sitemap: https://atlas.example.de/sozial/sitemap.xml"));
    assert!(text(&files, "404.html").contains("href=\"/sozial/seiten-"));
    assert!(text(&files, "atlanten.html").contains("zweiter/index.html"));
    done(&["site", two[0], "--out", out_text, "--app", &app, "--with-app-bundles", "--force"]);
    assert!(content(&out).contains_key("bundles/thueringen/atlas.json"));
}

#[test]
fn every_link_leads_somewhere() {
    let out = scratch("links").join("out");
    let arguments = ["--out", out.to_str().unwrap(), "--app", &fixture("site/app"), "--english"];
    done(
        &[&["site", &fixture("bundles/ok-base"), &fixture("bundles/region-without-data")][..2], &arguments[..]]
            .concat(),
    );
    let files = content(&out);
    for (path, page) in pages(&files).chain([(&"index.html".to_owned(), text(&files, "index.html"))]) {
        for target in html::targets(path, &page) {
            let place = target.split(['?', '#']).next().unwrap();
            assert!(place.is_empty() || files.contains_key(place), "{path} leads to {target}");
            let Some(anchor) = target.split('#').nth(1).filter(|_| place.ends_with(".html")) else { continue };
            assert!(text(&files, place).contains(&format!("id=\"{anchor}\"")), "{path} leads to {target}");
        }
    }
}

/// A source whose areas, indicators and words are made of the given texts.
fn naughty(folder: &Path, texts: &[String]) -> String {
    let square = |i: usize| {
        let (x, y) = ((i % 40) as f64 * 0.1, 50.0 + (i / 40) as f64 * 0.1);
        vec![vec![[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]]
    };
    let feature = |(i, name): (usize, &String)| {
        serde_json::json!({ "type": "Feature", "id": format!("{i:05}"), "properties": { "name": name, "type": name },
            "geometry": { "type": "Polygon", "coordinates": square(i) } })
    };
    let features: Vec<_> = texts.iter().enumerate().map(feature).collect();
    let shapes = serde_json::json!({ "type": "FeatureCollection", "features": features });
    fs::write(folder.join("g.geojson"), shapes.to_string()).unwrap();
    let mut table = String::from("key,jahr,a\n");
    (0..texts.len()).for_each(|i| table.push_str(&format!("{i:05},2024,{i}\n")));
    fs::write(folder.join("w.csv"), table).unwrap();
    let long = texts.join(" ");
    let package = serde_json::json!({ "name": "naughty", "title": texts[0], "description": long,
        "atlas": { "contact": texts[1], "imprint": "javascript:alert(1)", "boundaries": long },
        "resources": [
            { "name": "g", "path": "g.geojson", "title": texts[2] },
            { "name": "w", "path": "w.csv", "schema": { "fields": [{ "name": "key", "type": "string" },
                { "name": "jahr", "type": "year" }, { "name": "a", "title": texts[0], "description": long, "type": "integer" }] } },
        ] });
    fs::write(folder.join("datapackage.json"), package.to_string()).unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn markup_in_names_is_text_everywhere() {
    let folder = scratch("names");
    let mut texts: Vec<String> = [
        "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "</title><script>alert(1)</script>",
        "'><svg/onload=alert(1)>",
        "--><!--",
        "&lt;b&gt;",
        "]]>",
        "{{7*7}}",
        "ﬁ\u{202e}gnp.exe",
        "a\u{0}b",
        "\u{feff}",
    ]
    .map(str::to_owned)
    .into();
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from);
    match fs::read(shared.join("corpora/strings/blns.json")) {
        Ok(bytes) => texts.extend(serde_json::from_slice::<Vec<String>>(&bytes).unwrap()),
        Err(_) => {
            assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is not there");
            println!("left out: ../shared is not there");
        }
    }
    texts.retain(|t| !t.trim().is_empty());
    let source = naughty(&folder, &texts);
    let out = folder.join("out");
    done(&["site", &source, "--out", out.to_str().unwrap(), "--app", &fixture("site/app"), "--url", "https://a.de"]);
    let files = content(&out);
    let mut seen = 0;
    for (path, page) in pages(&files) {
        html::check(path, &page);
        seen += 1;
    }
    assert!(seen > texts.len(), "{seen} pages");
    let front = text(&files, "index.html");
    assert!(!front.contains("<img src=x") && !front.contains("<script>alert"), "{front}");
}

#[test]
fn the_same_bytes_from_every_folder() {
    let folder = scratch("same");
    let mut made = Vec::new();
    for name in ["one", "another place/b"] {
        let place = folder.join(name);
        fs::create_dir_all(place.join("quelle")).unwrap();
        for (path, bytes) in content(Path::new(&fixture("bundles/ok-missing-dot"))) {
            fs::write(place.join("quelle").join(path), bytes).unwrap();
        }
        let status = Command::new(env!("CARGO_BIN_EXE_atlas"))
            .args([
                "site",
                "quelle",
                "--out",
                "fertig",
                "--url",
                "https://a.de/",
                "--english",
                "--app",
                &fixture("site/app"),
            ])
            .current_dir(&place)
            .output()
            .unwrap();
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        made.push(content(&place.join("fertig")));
    }
    assert_eq!(made[0].keys().collect::<Vec<_>>(), made[1].keys().collect::<Vec<_>>());
    for (path, bytes) in &made[0] {
        assert_eq!(bytes, &made[1][path], "{path}");
        let words = String::from_utf8_lossy(bytes);
        assert!(!words.contains("another place") && !words.contains(env!("CARGO_MANIFEST_DIR")), "{path}");
    }
}

#[test]
fn hosts_and_offline_use() {
    let out = scratch("hosts").join("out");
    done(&["site", &fixture("bundles/ok-base"), "--out", out.to_str().unwrap(), "--app", &fixture("site/app")]);
    let files = content(&out);
    let policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-x'; connect-src 'self'";
    for host in ["_headers", ".htaccess", "nginx.conf", "web.config"] {
        let file = text(&files, host);
        assert!(file.contains(policy) && file.contains("nosniff"), "{host}: {file}");
        assert!(file.contains("31536000") || file.contains("365.00"), "{host}: {file}");
    }
    assert!(text(&files, "_headers").contains("/bundles/test-atlas/values/*\n  Cache-Control: public"));
    let list: serde_json::Value = serde_json::from_str(&text(&files, "service-worker-files.json")).unwrap();
    let listed = list["files"].as_array().unwrap();
    for file in listed {
        let bytes = &files[file["path"].as_str().unwrap()];
        let hash: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!((file["bytes"].as_u64(), file["sha256"].as_str()), (Some(bytes.len() as u64), Some(hash.as_str())));
    }
    let aside = ["_headers", ".htaccess", "nginx.conf", "web.config", "robots.txt", "service-worker-files.json"];
    assert_eq!(listed.len() + aside.len(), files.len());
}

#[test]
fn editions_stay_and_are_signed() {
    let folder = scratch("editions");
    let out = folder.join("out");
    let (out_text, key) = (out.to_str().unwrap(), folder.join("k"));
    let key_text = key.to_str().unwrap();
    done(&["key", "new", key_text]);
    done(&["site", &fixture("bundles/ok-base"), "--out", out_text, "--key", key_text]);
    let bundle = out.join("bundles/test-atlas");
    let public = format!("{key_text}.pub");
    done(&["verify", bundle.to_str().unwrap(), "--key", &public]);
    // Another edition of the same atlas: its name is the same, its figures are others.
    let next = folder.join("next");
    fs::create_dir(&next).unwrap();
    for (path, bytes) in content(Path::new(&fixture("bundles/ok-missing-dot"))) {
        fs::write(next.join(path), bytes).unwrap();
    }
    let said = done(&["site", next.to_str().unwrap(), "--out", out_text, "--key", key_text, "--force"]);
    assert!(said.contains("frühere Ausgabe bleibt"), "{said}");
    done(&["verify", bundle.to_str().unwrap(), "--key", &public]);
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(bundle.join("atlas.json")).unwrap()).unwrap();
    assert_eq!(manifest["editions"].as_array().unwrap().len(), 1);
}
