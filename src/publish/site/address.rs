//! Where each page of the site lies.

use std::collections::{BTreeMap, BTreeSet};

use crate::bundle::source::sha256;
use crate::model::{AreaKey, Catalogue, IndicatorId, Lang, LevelId};
use crate::view::{ViewState, encode};

/// The bundle that the app opens when its address names none; see `app/store.rs`.
pub(super) const EMBEDDED: &str = "thueringen";

/// The public address of the site: `https://host/folder/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Public {
    /// With a slash at the end.
    whole: String,
    /// The path alone, with slashes at both ends.
    pub path: String,
}

impl Public {
    /// `None` unless it is an http or https address of a host, without query.
    pub fn parse(text: &str) -> Option<Public> {
        let (scheme, rest) = text.trim().split_once("://")?;
        let fine = |c: char| c.is_ascii_alphanumeric() || "-._~:/%[]@".contains(c);
        if !matches!(scheme, "http" | "https") || rest.is_empty() || !rest.chars().all(fine) {
            return None;
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = path.trim_matches('/');
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        (!host.is_empty()).then(|| Public { whole: format!("{scheme}://{host}{path}"), path })
    }

    /// The absolute address of a page; that of `index.html` is its folder's.
    pub fn of(&self, path: &str) -> String {
        let path = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        self.whole.clone() + path
    }
}

/// The way from one page to another, so that the site works in any folder and from a disk.
pub(super) fn relative(from: &str, to: &str) -> String {
    let same = from.split('/').zip(to.split('/')).take_while(|(a, b)| a == b).count();
    // A page is no folder: what only the page's own name shares does not count.
    let same = same.min(from.split('/').count() - 1).min(to.split('/').count() - 1);
    let up = from.split('/').count() - 1 - same;
    let rest: Vec<&str> = to.split('/').skip(same).collect();
    "../".repeat(up) + &rest.join("/")
}

/// The pages of one bundle.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    /// The bundle's name as a folder.
    pub folder: String,
    /// Whether the app shows it unasked: the first one of the site, if it lies where the app looks.
    unasked: bool,
    areas: BTreeMap<(LevelId, AreaKey), String>,
    indicators: BTreeMap<IndicatorId, String>,
    levels: BTreeMap<LevelId, String>,
}

impl Pages {
    /// Names for everything in a catalogue: keys and ids as they are where they may stand in a path, made safe and told
    /// apart by a checksum where not.
    pub fn of(folder: &str, catalogue: &Catalogue, is_first: bool) -> Pages {
        let mut names = Names::default();
        let levels: BTreeMap<_, _> =
            catalogue.levels.iter().map(|l| (l.id.clone(), names.take(l.id.as_str()))).collect();
        let mut areas = BTreeMap::new();
        for level in &catalogue.levels {
            let mut names = Names::default();
            for area in level.rows() {
                areas.insert((level.id.clone(), area.key.clone()), names.take(area.key.as_str()));
            }
        }
        let mut names = Names::default();
        let indicators = catalogue.indicators.iter().map(|i| (i.id.clone(), names.take(i.id.as_str()))).collect();
        Pages { folder: folder.to_owned(), unasked: is_first && folder == EMBEDDED, areas, indicators, levels }
    }

    /// The overview of areas and indicators.
    pub fn overview(&self, lang: Lang) -> String {
        format!("{}{}/index.html", prefix(lang), self.folder)
    }

    /// An area's page.
    pub fn area(&self, level: &LevelId, key: &AreaKey, lang: Lang) -> Option<String> {
        let (level_name, name) = (self.levels.get(level)?, self.areas.get(&(level.clone(), key.clone()))?);
        Some(format!("{}{}/gebiete/{level_name}/{name}.html", prefix(lang), self.folder))
    }

    /// An indicator's page on a level: the first level has the indicator's own name. Long tables go on on further pages.
    pub fn indicator(&self, id: &IndicatorId, level: Option<&LevelId>, page: usize, lang: Lang) -> Option<String> {
        let mut name = self.indicators.get(id)?.clone();
        if let Some(level) = level {
            // A tilde occurs in no name, so no two pages share one.
            name = format!("{name}~{}", self.levels.get(level)?);
        }
        if page > 0 {
            name = format!("{name}~{}", page + 1);
        }
        Some(format!("{}{}/indikatoren/{name}.html", prefix(lang), self.folder))
    }

    /// The app's query for a view of this bundle.
    pub fn query(&self, state: ViewState) -> String {
        let bundle = Some(self.folder.clone()).filter(|_| !self.unasked);
        let query = encode(&ViewState { bundle, ..state });
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

/// The folder of a language.
pub(super) fn prefix(lang: Lang) -> &'static str {
    if lang == Lang::En { "en/" } else { "" }
}

/// Names in one folder; none twice, also where capitals do not count.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

/// Names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Names {
    /// A name for a text.
    pub fn take(&mut self, text: &str) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
        let safe: String = text.chars().map(plain).take(60).collect();
        let lower = safe.to_ascii_lowercase();
        let device = DEVICES.contains(&lower.as_str())
            || (lower.len() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")));
        if safe == text && !safe.is_empty() && !device && self.0.insert(lower) {
            return safe;
        }
        let digest = sha256(text.as_bytes());
        // Eight digits are enough; more if chance wants it.
        let lengths = 8..=64;
        let mut names = lengths.filter_map(|n| Some(format!("{safe}-{}", digest.get(..n)?)));
        let found = names.find(|name| self.0.insert(name.to_ascii_lowercase()));
        found.unwrap_or_else(|| format!("{safe}-{digest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_pages() {
        assert_eq!(relative("a/b/c.html", "a/b/d.html"), "d.html");
        assert_eq!(relative("a/b/c.html", "index.html"), "../../index.html");
        assert_eq!(relative("a/gebiete/k/1.html", "a/indikatoren/x.html"), "../../indikatoren/x.html");
        assert_eq!(relative("index.html", "a/index.html"), "a/index.html");
        assert_eq!(relative("a/index.html", "a/index.html"), "index.html");
        assert_eq!(relative("en/a/x.html", "a/x.html"), "../../a/x.html");
    }

    #[test]
    fn names_are_safe_and_told_apart() {
        let mut names = Names::default();
        let taken: Vec<String> =
            ["16051", "a", "A", "a/b", "a_b", "", "aux", "ä", "../x"].map(|t| names.take(t)).into();
        assert_eq!((taken[0].as_str(), taken[1].as_str(), taken[4].as_str()), ("16051", "a", "a_b"));
        assert!(taken[2].starts_with("A-") && taken[3].starts_with("a_b-") && taken[6].starts_with("aux-"));
        let lower: BTreeSet<String> = taken.iter().map(|t| t.to_ascii_lowercase()).collect();
        assert_eq!(lower.len(), taken.len());
        assert!(taken.iter().all(|t| t.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')));
    }

    #[test]
    fn public_addresses() {
        let public = Public::parse("https://atlas.example.de/soziales").unwrap();
        assert_eq!(public.of("a/index.html"), "https://atlas.example.de/soziales/a/");
        assert_eq!(public.of("a/b.html"), "https://atlas.example.de/soziales/a/b.html");
        assert_eq!(public.path, "/soziales/");
        assert_eq!(Public::parse("http://localhost:8080").unwrap().of("index.html"), "http://localhost:8080/");
        for odd in ["atlas.de", "ftp://a.de", "https://", "https://a.de/?x", "https://a.de/\"x", "javascript://a"] {
            assert_eq!(Public::parse(odd), None, "{odd}");
        }
    }
}
