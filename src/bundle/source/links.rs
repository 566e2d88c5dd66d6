//! Links of a manifest: only http, https and mailto may become one.

use super::package::MANIFEST;
use crate::bundle::json::Json;
use crate::bundle::{Code, Finding, Findings};

/// Whether a text may be shown as a link: http, https, mailto, or no scheme at all.
///
/// White space and control characters count as absent, because browsers drop them before they read the scheme.
pub fn is_harmless(link: &str) -> bool {
    let clean: String = link.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let clean = clean.to_ascii_lowercase();
    let Some((scheme, _)) = clean.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    !is_scheme || matches!(scheme, "http" | "https" | "mailto")
}

/// A link if it is harmless, else nothing.
pub fn harmless(link: String) -> String {
    if is_harmless(&link) { link } else { String::new() }
}

/// Reports the links of a manifest that must not become links.
pub fn check_manifest(json: &Json, findings: &mut Findings) {
    let atlas = json.get("atlas");
    for name in ["contact", "imprint", "accessibilityStatement"] {
        check(atlas.get(name), &format!("atlas.{name}"), findings);
    }
    for name in ["homepage", "image", "$schema"] {
        check(json.get(name), name, findings);
    }
    check_lists(json, findings);
    json.get("resources").items().iter().for_each(|resource| check_lists(resource, findings));
}

fn check_lists(entry: &Json, findings: &mut Findings) {
    check(entry.get("homepage"), "homepage", findings);
    for list in ["licenses", "sources", "contributors"] {
        for item in entry.get(list).items() {
            check(item.get("path"), &format!("{list}.path"), findings);
            check(item.get("email"), &format!("{list}.email"), findings);
        }
    }
}

fn check(link: &Json, member: &str, findings: &mut Findings) {
    if let Some(bad) = link.text().filter(|link| !is_harmless(link)) {
        findings.add(Finding::new(Code::LinkScheme, MANIFEST).column(member).found(bad));
    }
}

#[cfg(test)]
mod tests {
    use super::is_harmless;

    #[test]
    fn schemes() {
        for fine in
            ["https://a.de/x:y", "http://a", "mailto:a@b.de", "a@b.de", "LICENSE.txt", "", "/x?a=b:c", "HTTPS://a"]
        {
            assert!(is_harmless(fine), "{fine}");
        }
        for bad in ["javascript:1", " JavaScript:1", "java\nscript:1", "data:text/html,x", "vbscript:x", "file:///etc"]
        {
            assert!(!is_harmless(bad), "{bad}");
        }
    }
}
