//! A strict reader of the markup that `atlas site` writes: it knows the elements and attributes of these pages and
//! nothing else, so whatever a name smuggles in is noticed.

const ELEMENTS: &str = " html head meta title link body a header div nav main ol li h1 h2 h3 p section svg defs pattern path \
    rect circle text g desc strong small span table caption thead tbody tr th td dl dt dd ul br footer picture source img ";
const ATTRIBUTES: &str = " lang charset http-equiv content name rel href type property class id aria-label aria-current \
    aria-hidden scope width height viewBox role d x y cx cy r patternUnits hreflang media srcset src alt ";

/// Fails unless the page consists of known elements with known, quoted attributes, properly nested.
pub fn check(path: &str, page: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut rest = page.strip_prefix("<!doctype html>").unwrap_or_else(|| panic!("{path} has no doctype"));
    while let Some((text, tag)) = rest.split_once('<') {
        assert!(!text.contains('>'), "{path}: a stray > in {text:?}");
        rest = match tag.strip_prefix('/') {
            Some(end) => {
                let (name, behind) = end.split_once('>').unwrap_or_else(|| panic!("{path}: an open end tag"));
                assert_eq!(open.pop().as_deref(), Some(name), "{path}: {}", tag.chars().take(200).collect::<String>());
                behind
            }
            None => start(path, tag, &mut open),
        };
    }
    assert!(open.is_empty(), "{path}: {open:?} are not closed");
}

fn start<'p>(path: &str, tag: &'p str, open: &mut Vec<String>) -> &'p str {
    let near = || tag.chars().take(200).collect::<String>();
    let end = tag.find([' ', '>', '/']).unwrap_or_else(|| panic!("{path}: {}", near()));
    let (name, mut rest) = tag.split_at(end);
    assert!(ELEMENTS.contains(&format!(" {name} ")), "{path}: element {name:?} in {}", near());
    loop {
        if let Some(behind) = rest.strip_prefix("/>") {
            return behind;
        }
        if let Some(behind) = rest.strip_prefix('>') {
            if !matches!(name, "meta" | "link" | "br" | "img" | "source") {
                open.push(name.to_owned());
            }
            return behind;
        }
        let (attribute, value) = rest.trim_start().split_once("=\"").unwrap_or_else(|| panic!("{path}: {}", near()));
        assert!(ATTRIBUTES.contains(&format!(" {attribute} ")), "{path}: attribute {attribute:?} in {}", near());
        let (value, behind) = value.split_once('"').unwrap_or_else(|| panic!("{path}: {}", near()));
        assert!(!value.contains('<'), "{path}: {value}");
        if matches!(attribute, "href" | "src" | "srcset") {
            let lower = value.trim().to_lowercase();
            assert!(
                !lower.starts_with("javascript:") && (!lower.starts_with("data:") || value == "data:,"),
                "{path}: {value}"
            );
        }
        rest = behind;
    }
}

/// Where the links of a page lead inside the site, as paths from its top.
pub fn targets(path: &str, page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in [" href=\"", " src=\"", " srcset=\""] {
        for rest in page.split(name).skip(1) {
            let target = rest.split('"').next().unwrap_or_default().replace("&amp;", "&");
            if !target.contains("://")
                && !target.starts_with("mailto:")
                && !target.starts_with("data:")
                && !target.starts_with('#')
            {
                found.push(resolved(path, &target));
            }
        }
    }
    found
}

fn resolved(path: &str, target: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for step in target.split('/') {
        if step == ".." {
            assert!(parts.pop().is_some(), "{path} leads out of the site: {target}");
        } else {
            parts.push(step);
        }
    }
    parts.join("/")
}
