//! Every kind of remark that a publisher can meet, in one list: `docs/findings.md` explains each of them.

use super::remark::Kind;

/// The kinds of each part of the publisher: one line a part.
static GROUPS: &[&[&Kind]] = &[
    super::open::KINDS,                   // sources that cannot be opened
    super::check::FILES,                  // manifest and tables
    super::check::CONTENTS,               // keys, catalogue, planning areas
    super::check::BOUNDARIES,             // boundaries
    super::check::SECRETS,                // what figures give away
    super::check::PLAUSIBLE,              // plausibility and fitness
    super::protect::KINDS,                // disclosure control
    super::territory::KINDS,              // changes of territory
    super::output::KINDS,                 // output folders
    super::editions::KINDS,               // editions
    super::site::KINDS,                   // the site
    super::sign::KINDS,                   // keys and signatures
    super::import::into::kinds::KINDS,    // writing into a bundle
    super::new::KINDS,                    // new bundles
    super::import::kinds::KINDS,          // offices' files
    super::import::layouts::kinds::KINDS, // their layouts
    super::boundaries::kinds::KINDS,      // boundaries
];

/// The kinds of all commands.
pub fn kinds() -> Vec<&'static Kind> {
    GROUPS.iter().flat_map(|group| group.iter()).copied().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::bundle::Code;

    /// The rows of the page's tables of codes: code, severity, meaning, next step.
    fn described() -> Vec<[&'static str; 4]> {
        let page = include_str!("../../docs/findings.md");
        let row = |line: &'static str| {
            let cells: Vec<&str> = line.strip_prefix("| `")?.strip_suffix('|')?.split(" | ").map(str::trim).collect();
            let [code, severity, meaning, next] = cells[..] else { return None };
            Some([code.strip_suffix('`')?, severity, meaning, next])
        };
        page.lines().filter_map(row).collect()
    }

    #[test]
    fn the_page_lists_every_code_once_and_no_other() {
        let reader = Code::ALL.iter().map(|c| (c.id(), c.severity().id()));
        let ours = kinds().into_iter().map(|k| (k.id, k.severity.id()));
        let mut known = BTreeMap::new();
        for (id, severity) in reader.chain(ours) {
            assert_eq!(known.insert(id, severity), None, "{id} is the id of two kinds");
        }
        let mut listed = BTreeMap::new();
        for [code, severity, meaning, next] in described() {
            assert_eq!(listed.insert(code, severity), None, "{code} is described twice");
            assert!(meaning.len() > 10 && next.len() > 3, "{code} is hardly described");
        }
        let missing: Vec<_> = known.iter().filter(|(id, s)| listed.get(*id) != Some(*s)).collect();
        let stray: Vec<_> = listed.keys().filter(|id| !known.contains_key(*id)).collect();
        assert!(missing.is_empty() && stray.is_empty(), "not (so) on the page: {missing:?}; only there: {stray:?}");
    }

    #[test]
    fn every_kind_speaks_both_languages_and_says_what_to_do() {
        for kind in kinds() {
            let id = kind.id;
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{id}");
            assert!(!kind.de.is_empty() && !kind.en.is_empty() && kind.de != kind.en, "{id}");
            assert!(!kind.next_de.is_empty() && !kind.next_en.is_empty(), "{id} names no next step");
            for hole in ["{found}", "{expected}"] {
                let german = kind.de.contains(hole) || kind.next_de.contains(hole);
                let english = kind.en.contains(hole) || kind.next_en.contains(hole);
                assert_eq!(german, english, "{id}: {hole} in one language only");
            }
        }
    }
}
