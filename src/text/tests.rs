use std::collections::BTreeMap;

use super::*;
use crate::model::{Missing, ValueFlags};

const GERMAN: &str = concat!(include_str!("de/mod.rs"), include_str!("de/remarks.rs"), include_str!("de/forms.rs"));
const ENGLISH: &str = concat!(include_str!("en/mod.rs"), include_str!("en/remarks.rs"), include_str!("en/forms.rs"));
const SIMPLE: &str = include_str!("simple.rs");

/// Every text of a language: group and field with the text.
fn texts(source: &str) -> BTreeMap<(String, String), String> {
    let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = BTreeMap::new();
    let mut group = String::new();
    let mut rest = source.as_str();
    while let Some(at) = rest.find(": \"") {
        let before = &rest[..at];
        if let Some(open) = before.rfind("Text {") {
            let start = before[..open].rfind(' ').map_or(0, |space| space + 1);
            group = before[start..open].to_owned();
        }
        let field = before.rsplit([' ', '{', ',']).next().unwrap().to_owned();
        let text = &rest[at + 3..];
        let end = text.find('"').unwrap();
        found.insert((group.clone(), field), text[..end].to_owned());
        rest = &text[end + 1..];
    }
    found
}

fn places(text: &str) -> Vec<usize> {
    (0..10).filter(|place| text.contains(&format!("{{{place}}}"))).collect()
}

#[test]
fn every_language_fills_the_same_places() {
    let german = texts(GERMAN);
    assert!(german.len() > 200, "{}", german.len());
    let english = texts(ENGLISH);
    assert_eq!(german.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    // German days are written with two digits, English ones with the month's name; simple German has short notes.
    let free = |field: &str| field == "day";
    for (key, text) in english.iter().chain(&texts(SIMPLE)) {
        assert!(free(&key.1) || places(text) == places(&german[key]), "{key:?}: {text}");
    }
}

#[test]
fn no_text_is_empty_or_judges() {
    for source in [GERMAN, ENGLISH, SIMPLE] {
        for (key, text) in texts(source) {
            assert!(!text.trim().is_empty(), "{key:?}");
            assert_eq!(text.trim(), text, "{key:?}");
            let lower = text.to_lowercase();
            for word in
                ["spitzenreiter", "schlusslicht", "sozial schwach", "brennpunkt", "verlierer", "worst", "deprived"]
            {
                assert!(!lower.contains(word), "{key:?}: {text}");
            }
        }
    }
}

#[test]
fn every_sign_is_explained_in_every_language() {
    for lang in [Lang::De, Lang::En, Lang::DeSimple] {
        let state = &words(lang).state;
        assert_eq!(state.all().count(), 1 + Missing::ALL.len() + ValueFlags::ALL.len());
        let mut signs: Vec<&str> = state.all().map(|sign| sign.sign).collect();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), state.all().count(), "no sign has two meanings");
        assert!(state.all().all(|sign| sign.long.ends_with('.') && !sign.short.ends_with('.')));
        assert!(state.flag(ValueFlags::NONE).is_none());
    }
    assert_eq!(words(Lang::De).state.missing(Missing::UnknownOrConfidential).sign, ".");
    assert_eq!(words(Lang::De).state.missing(Missing::Pending).sign, "...");
    assert_eq!(words(Lang::De).state.missing(Missing::Unreliable).sign, "/");
    assert_eq!(words(Lang::De).state.missing(Missing::NotApplicable).sign, "x");
}
