//! Golden pictures: every kind of scene, printed as a file, must stay as it was seen and approved.
//!
//! A difference writes `NAME-changed.svg` (or `.html`) beside the golden picture and fails. Look at both; `UPDATE=1 cargo test
//! --test golden` accepts the new ones.

#[path = "golden/scenes.rs"]
mod scenes;

use std::fs;
use std::path::PathBuf;

use sozialatlas::model::AreaIx;
use sozialatlas::scene::{PageOptions, Scene, Tone, defs, page, standalone};

const ATTRIBUTION: &str = "Datenquelle: Statistisches Amt Beispielland, 2023, Tabelle 0815, \
     https://example.org/statistik/tabellen/0815; dl-de/by-2-0 (www.govdata.de/dl-de/by-2-0); \
     Daten geändert (eigene Berechnung)";

/// Compares with the golden file; the answer says what to do about a difference.
fn compare(name: &str, text: &str) -> Result<(), String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let golden = folder.join(name);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "svg"));
    let changed = folder.join(format!("{stem}-changed.{ending}"));
    if fs::read_to_string(&golden).is_ok_and(|old| old == text) {
        let _ = fs::remove_file(changed);
        return Ok(());
    }
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        let _ = fs::remove_file(changed);
        return fs::write(golden, text).map_err(|e| e.to_string());
    }
    fs::write(&changed, text).map_err(|e| e.to_string())?;
    Err(format!("tests/golden/{name} differs from {}", changed.display()))
}

fn expect_all(results: impl Iterator<Item = Result<(), String>>) {
    let failures: Vec<String> = results.filter_map(Result::err).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn files_are_as_approved() {
    expect_all(scenes::all().iter().map(|(name, scene)| {
        let tone = if name.ends_with("dark") { Tone::Dark } else { Tone::Light };
        compare(&format!("{name}.svg"), &standalone(scene, tone, ATTRIBUTION))
    }));
}

/// The same scenes as a page shows them: opened in a browser, the golden page looks like the atlas.
#[test]
fn the_page_is_as_approved() {
    let mut html = String::from(
        "<!doctype html>\n<html lang=\"de\">\n<meta charset=\"utf-8\">\n<title>Bilder</title>\n\
         <link rel=\"stylesheet\" href=\"../../public/style/graphics.css\">\n",
    );
    html.push_str(&defs());
    for (i, (name, scene)) in scenes::all().iter().enumerate() {
        let id = format!("g{i}");
        let options = PageOptions { id: &id, interactive: !name.contains("small"), selected: &[AreaIx(3)] };
        html.push_str(&format!("\n<h2>{name}</h2>\n{}", page(scene, &options)));
    }
    html.push_str("\n</html>\n");
    expect_all([compare("page.html", &html)].into_iter());
}

#[test]
fn every_picture_has_words() {
    for (name, Scene { title, summary, width, height, .. }) in scenes::all() {
        assert!(!title.is_empty() && !summary.is_empty(), "{name}");
        assert!(width > 0.0 && height > 0.0, "{name}");
    }
}

#[test]
fn nothing_leaves_the_picture() {
    use sozialatlas::scene::Shape;
    for (name, scene) in scenes::all() {
        for mark in &scene.marks {
            let inside = |x: f64, y: f64| {
                (-0.01..=scene.width + 0.01).contains(&x) && (-0.01..=scene.height + 0.01).contains(&y)
            };
            let held = match mark.shape {
                Shape::Bar(x, y, width, height) => inside(x, y) && inside(x + width, y + height),
                Shape::Dot(x, y, radius) => inside(x - radius, y - radius) && inside(x + radius, y + radius),
                Shape::Text(x, y, ..) => inside(x, y),
                _ => true,
            };
            assert!(held, "{name}: {mark:?}");
        }
    }
}
