//! The last step of the build: the first picture in the page, hashed names, preload links, content security policy.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::compact;
use super::published::spoken;
use crate::bundle::compiled::{self, Manifest};
use crate::model::Lang;
use crate::scene::first;

/// The embedded bundle, relative to the site.
const BUNDLE: &str = "bundles/thueringen";

/// Finishes the site in `dist` that the build has put together.
///
/// # Errors
/// If a file of the site is missing or damaged, or the page does not have the expected places.
pub fn finish(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).with_context(|| format!("{}: run trunk build first", page.display()))?;
    html = compact::styles(&html);
    let start = hashed(dist, "start", "js")?;
    html = html.replacen("src=\"start.js\"", &format!("src=\"{start}\""), 1);
    if !html.contains(&start) {
        bail!("index.html does not start start.js");
    }
    // Hashes are checked by nobody on preload links, and a mismatch would load everything twice.
    html = without_attribute(&html, "integrity");
    let first = first_picture(&dist.join(BUNDLE))?;
    html = html.replacen("<div id=\"first\"></div>", &first.markup, 1);
    // Outside the first picture, because every later picture needs the hatchings too.
    html = html.replacen("<div id=\"defs\"></div>", &crate::scene::defs(), 1);
    let head = first
        .preload
        .iter()
        .map(|path| format!("<link rel=\"preload\" href=\"{BUNDLE}/{path}\" as=\"fetch\" crossorigin=\"anonymous\">"));
    let head: String = head.collect();
    html = html.replacen("</head>", &(head + "</head>"), 1);
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy(&html)?);
    html = html.replacen("<meta charset=\"utf-8\" />", &format!("<meta charset=\"utf-8\" />{policy}"), 1);
    fs::write(&page, html)?;
    Ok(())
}

/// Takes the comments out of a script of the site and gives it a name with a hash of its content, so that it may be
/// cached for ever.
fn hashed(dist: &Path, stem: &str, ending: &str) -> Result<String> {
    let plain = dist.join(format!("{stem}.{ending}"));
    let script = fs::read_to_string(&plain).with_context(|| plain.display().to_string())?;
    let script = compact::script(&script);
    let name = format!("{stem}-{}.{ending}", &hex(&Sha256::digest(&script))[..16]);
    fs::write(dist.join(&name), script)?;
    fs::remove_file(&plain)?;
    Ok(name)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn without_attribute(html: &str, name: &str) -> String {
    let start = format!(" {name}=\"");
    let mut rest = html;
    let mut kept = String::with_capacity(html.len());
    while let Some((before, after)) = rest.split_once(&start) {
        kept.push_str(before);
        rest = after.split_once('"').map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The first picture of a bundle, as it stands in the app's page.
pub(super) struct First {
    /// Heading, map, summary.
    pub markup: String,
    /// Parts that the app asks for first, relative to the bundle.
    pub preload: Vec<String>,
}

/// What stands in a text between two others.
pub(super) fn inner<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(inside, _)| inside)
}

/// Draws the first picture of a compiled bundle.
pub(super) fn first_picture(bundle: &Path) -> Result<First> {
    let read = |path: &str| {
        let file = bundle.join(path);
        fs::read(&file).with_context(|| file.display().to_string())
    };
    let manifest = Manifest::read(&read("atlas.json")?).map_err(spoken)?;
    let mut preload = vec!["atlas.json".to_owned()];
    let mut part = |role: &str| -> Result<Vec<u8>> {
        let entry = manifest.part(role).with_context(|| format!("atlas.json names no part {role}"))?;
        let bytes = read(&entry.path)?;
        compiled::verify(entry, &bytes).map_err(spoken)?;
        preload.push(entry.path.clone());
        Ok(bytes)
    };
    let catalogue = compiled::read_catalogue("catalogue", &part("catalogue")?).map_err(spoken)?;
    let (level, indicator) = first::subject(&catalogue).context("the bundle has nothing to show first")?;
    let shapes = compiled::read_shapes("shapes", &part(&format!("shapes:{level}:overview"))?).map_err(spoken)?;
    let figures = compiled::read_values("values", &part(&format!("values:{level}:{indicator}"))?).map_err(spoken)?;
    let markup = first::page(&catalogue, &shapes, &figures, Lang::De).context("the first picture is empty")?;
    Ok(First { markup, preload })
}

/// Only files of the site itself; the inline style sheets by their hashes.
fn policy(html: &str) -> Result<String> {
    let mut styles = String::new();
    for style in html.split("<style").skip(1) {
        let (_, rest) = style.split_once('>').context("an open <style> tag")?;
        let (text, _) = rest.split_once("</style>").context("a <style> without end")?;
        styles.push_str(&format!(" 'sha256-{}'", base64(&Sha256::digest(text.as_bytes()))));
    }
    Ok(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'{styles}; img-src 'self' data: blob:; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
    ))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_the_rfc() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_policy_allows_no_inline_script_and_names_every_style() {
        let policy = policy("<style>a{}</style><style media=\"print\">b{}</style>").unwrap();
        assert_eq!(policy.matches("'sha256-").count(), 2);
        assert!(!policy.contains("unsafe-inline"));
    }

    #[test]
    fn attributes_are_taken_out_whole() {
        assert_eq!(without_attribute("<a integrity=\"x\" b=\"c\"><d integrity=\"\">", "integrity"), "<a b=\"c\"><d>");
    }
}
