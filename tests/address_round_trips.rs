//! Round trips of the address: any state, any text, hostile strings.

use proptest::option;
use proptest::prelude::*;
use sozialatlas::model::{Lang, Period, Slice};
use sozialatlas::view::{
    Classes, Embed, Norm, PeriodChoice, ReferenceChoice, Sort, SortColumn, Theme, Tool, UrlNoteKind, View, ViewState,
    Weight, Widget, decode, encode,
};

/// A text that means something: any characters, not empty.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9_]{1,12}",
        "[ _%,:;~.&=+#?/-]{1,6}",
        "(peers|median|none|ref|x:1|q5|start)",
        any::<String>().prop_filter("empty", |s| !s.is_empty()),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        (0..=9999_i16).prop_map(Period::Year),
        (0..=9999_i16, 1..=12_u8).prop_map(|(y, m)| Period::Month(y, m)),
        (0..=9999_i16, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| Period::Day(y, m, d)),
    ]
}

fn period_choice() -> impl Strategy<Value = PeriodChoice> {
    (period(), period(), any::<bool>()).prop_map(|(a, b, change)| {
        if change && a != b { PeriodChoice::Change(a.min(b), a.max(b)) } else { PeriodChoice::At(a) }
    })
}

fn reference() -> impl Strategy<Value = ReferenceChoice> {
    prop_oneof![
        text().prop_map(|key| ReferenceChoice::Area(key.as_str().into())),
        Just(ReferenceChoice::Peers),
        Just(ReferenceChoice::Median),
        Just(ReferenceChoice::None),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>().prop_filter("finite", |x| x.is_finite()),
        (-1000..1000_i32).prop_map(|x| f64::from(x) / 8.0)
    ]
}

fn class_choice() -> impl Strategy<Value = Classes> {
    let own = prop::collection::vec(number(), 1..=8).prop_map(|mut bounds| {
        bounds.sort_by(f64::total_cmp);
        bounds.dedup();
        Classes::Own(bounds)
    });
    prop_oneof![
        (2..=9_u8).prop_map(Classes::Quantile),
        (2..=9_u8).prop_map(Classes::Natural),
        (2..=9_u8).prop_map(Classes::Equal),
        Just(Classes::StandardDeviation),
        Just(Classes::Reference),
        own,
    ]
}

fn sort() -> impl Strategy<Value = Sort> {
    let column = prop::sample::select(vec![SortColumn::Value, SortColumn::Name, SortColumn::Change]);
    (column, any::<bool>()).prop_map(|(column, descending)| Sort { column, descending })
}

fn embed() -> impl Strategy<Value = Embed> {
    let theme = prop::sample::select(vec![None, Some(Theme::Light), Some(Theme::Dark)]);
    let widget = prop::sample::select(Widget::ALL.map(|(widget, _)| widget).to_vec());
    (widget, any::<[bool; 4]>(), theme).prop_map(|(widget, [no_controls, search, period, indicator], theme)| Embed {
        widget,
        no_controls,
        search,
        period,
        indicator,
        theme,
    })
}

/// Different texts in any order.
fn texts(most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::hash_set(text(), 0..most).prop_map(|set| set.into_iter().collect())
}

fn numbered() -> impl Strategy<Value = Vec<(String, f64)>> {
    prop::collection::hash_map(text(), number(), 0..4).prop_map(|map| map.into_iter().collect())
}

fn state() -> impl Strategy<Value = ViewState> {
    let view = prop::sample::select(View::ALL.map(|(view, _)| view).to_vec());
    let tool = prop::sample::select(Tool::ALL.map(|(tool, _)| tool).to_vec());
    let lang = prop::sample::select(vec![Lang::De, Lang::En, Lang::DeSimple]);
    let sets = prop::collection::hash_map(text(), texts(4).prop_filter("empty", |m| !m.is_empty()), 0..3);
    let names = (view, texts(5), option::of(text()), texts(5), prop::collection::btree_map(text(), text(), 0..3));
    let choices = (
        option::of(period_choice()),
        option::of(reference()),
        option::of(class_choice()),
        any::<bool>(),
        option::of(sort()),
        option::of(tool),
    );
    let rest = (numbered(), numbered(), sets, lang, option::of(text()), option::of(text()), option::of(embed()));
    (names, choices, rest).prop_map(|(names, choices, rest)| {
        let (view, indicators, level, areas, slice) = names;
        let (period, reference, classes, fix, sort, tool) = choices;
        let (weights, norms, sets, lang, edition, bundle, embed) = rest;
        ViewState {
            view,
            indicators: indicators.iter().map(|i| i.as_str().into()).collect(),
            level: level.map(|l| l.as_str().into()),
            period,
            areas: areas.iter().map(|a| a.as_str().into()).collect(),
            reference,
            breakdown: Slice::of(slice.iter().map(|(b, c)| (b.as_str().into(), c.as_str().into())).collect()),
            classes,
            fix,
            sort,
            tool,
            weights: weights.into_iter().map(|(i, weight)| Weight { indicator: i.as_str().into(), weight }).collect(),
            norms: norms.into_iter().map(|(of, value)| Norm { of, value }).collect(),
            sets: sets.into_iter().map(|(n, m)| (n, m.iter().map(|k| k.as_str().into()).collect())).collect(),
            lang,
            edition,
            bundle,
            embed,
        }
    })
}

/// Reading, writing and reading again changes nothing any more.
fn settles(address: &str) {
    let state = decode(address).state;
    let written = encode(&state);
    if written.len() > 8192 {
        return; // Longer than what is read: a note says so.
    }
    let again = decode(&written);
    assert_eq!((&again.state, again.notes.as_slice()), (&state, [].as_slice()), "{address:?} {written:?}");
    assert_eq!(encode(&again.state), written);
    assert!(!written.contains(['+', ' ']) && !written.contains("%20"), "{written:?}");
}

proptest! {
    #[test]
    fn every_state_survives(state in state()) {
        let address = encode(&state);
        prop_assume!(address.len() <= 8192);
        let read = decode(&address);
        prop_assert_eq!(&read.state, &state, "{}", address);
        prop_assert_eq!(read.notes, vec![]);
        prop_assert_eq!(encode(&read.state), address);
    }

    #[test]
    fn every_text_is_read(address in any::<String>()) {
        settles(&address);
    }

    #[test]
    fn every_text_of_our_alphabet_is_read(address in "([a-z]{1,3}=[a-z0-9_.,:;~%+-]{0,12}&){0,6}") {
        settles(&address);
    }

    #[test]
    fn every_value_of_our_parameters_is_read(
        name in prop::sample::select(vec!["v", "i", "l", "p", "a", "ref", "b", "c", "w", "n", "set", "e", "embed"]),
        value in "[a-z0-9_.,:;~%+ äß-]{0,30}",
    ) {
        settles(&format!("{name}={value}"));
    }
}

#[test]
fn hostile_strings_are_read() {
    let path = std::path::Path::new("../shared/corpora/strings/blns.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none(), "{} is required", path.display());
        println!("left out: ../shared is not there");
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&text).unwrap();
    assert!(strings.len() > 400);
    for hostile in strings.iter().filter(|s| !s.is_empty()) {
        settles(hostile);
        settles(&format!("a={hostile}&set={hostile}:1"));
        let state = ViewState {
            areas: vec![hostile.as_str().into()],
            sets: vec![(hostile.clone(), vec![hostile.as_str().into()])],
            bundle: Some(hostile.clone()),
            ..ViewState::default()
        };
        let address = encode(&state);
        assert!(address.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:;,%&=".contains(&b)), "{address}");
        if address.len() > 8192 {
            assert_eq!(decode(&address).notes[0].kind, UrlNoteKind::TooLong);
            continue;
        }
        assert_eq!(decode(&address).state, state);
    }
}
