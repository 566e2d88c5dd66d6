//! The contract of the address: every row with examples.

use sozialatlas::model::{Lang, Period, Slice};
use sozialatlas::view::{
    Classes, Embed, Norm, PeriodChoice, ReferenceChoice, Sort, SortColumn, Theme, Tool, UrlNoteKind, View, ViewState,
    Weight, Widget, decode, encode,
};

fn plain() -> ViewState {
    ViewState::default()
}

/// The address stands for the state and is the one that is written for it.
#[track_caller]
fn same(address: &str, state: &ViewState) {
    let read = decode(address);
    assert_eq!((&read.state, read.notes.as_slice()), (state, [].as_slice()), "{address}");
    assert_eq!(encode(state), address);
}

/// Parameter, value and kind of every note.
fn notes(address: &str) -> Vec<(String, String, UrlNoteKind)> {
    decode(address).notes.into_iter().map(|n| (n.parameter, n.value, n.kind)).collect()
}

fn invalid(parameter: &str, value: &str) -> (String, String, UrlNoteKind) {
    (parameter.to_owned(), value.to_owned(), UrlNoteKind::InvalidValue)
}

#[test]
fn views_indicators_levels_areas() {
    same("", &plain());
    for (view, word) in View::ALL.into_iter().skip(1) {
        same(&format!("v={word}"), &ViewState { view, ..plain() });
    }
    same("i=unemp_rate", &ViewState { indicators: vec!["unemp_rate".into()], ..plain() });
    same(
        "i=unemp_rate,gisd_score",
        &ViewState { indicators: vec!["unemp_rate".into(), "gisd_score".into()], ..plain() },
    );
    same("l=kreis", &ViewState { level: Some("kreis".into()), ..plain() });
    same("a=16053,01001", &ViewState { areas: vec!["16053".into(), "01001".into()], ..plain() });
    assert_eq!(decode("v=start").state, plain());
    assert_eq!(notes("v=map&i=a&l=b"), [invalid("v", "map")]);
}

#[test]
fn periods_and_changes() {
    let at = |period| ViewState { period: Some(PeriodChoice::At(period)), ..plain() };
    same("p=2023", &at(Period::Year(2023)));
    same("p=2023-12", &at(Period::Month(2023, 12)));
    same("p=2023-12-31", &at(Period::Day(2023, 12, 31)));
    let change = PeriodChoice::Change(Period::Year(2015), Period::Year(2023));
    same("p=2015..2023", &ViewState { period: Some(change), ..plain() });
    for wrong in ["23", "2023..2015", "2023..2023", "2015..", "2015..2020..2023", "2015-2023", "heute"] {
        assert_eq!(notes(&format!("p={wrong}")), [invalid("p", wrong)]);
        assert_eq!(decode(&format!("p={wrong}")).state, plain());
    }
}

#[test]
fn references() {
    let to = |reference| ViewState { reference: Some(reference), ..plain() };
    same("ref=0", &to(ReferenceChoice::Area("0".into())));
    same("ref=peers", &to(ReferenceChoice::Peers));
    same("ref=median", &to(ReferenceChoice::Median));
    same("ref=none", &to(ReferenceChoice::None));
    same("ref=%256Dedian", &to(ReferenceChoice::Area("median".into())));
}

#[test]
fn breakdowns() {
    let slice = Slice::of(vec![("sex".into(), "f".into()), ("age".into(), "15-24".into())]);
    same("b=age:15-24,sex:f", &ViewState { breakdown: slice.clone(), ..plain() });
    assert_eq!(decode("b=sex:f,age:15-24").state.breakdown, slice, "any order is read");
    let read = decode("b=sex:f,age,sex:m,:x");
    assert_eq!(read.state.breakdown, Slice::of(vec![("sex".into(), "f".into())]));
    let kinds: Vec<_> = read.notes.iter().map(|n| (n.value.as_str(), n.kind)).collect();
    let invalid = UrlNoteKind::InvalidValue;
    assert_eq!(kinds, [("age", invalid), ("sex:m", UrlNoteKind::Duplicate), (":x", invalid)]);
}

#[test]
fn classes() {
    let by = |classes| ViewState { classes: Some(classes), ..plain() };
    same("c=q5", &by(Classes::Quantile(5)));
    same("c=j4", &by(Classes::Natural(4)));
    same("c=e9", &by(Classes::Equal(9)));
    same("c=sd", &by(Classes::StandardDeviation));
    same("c=ref", &by(Classes::Reference));
    same("c=x:1;2;3", &by(Classes::Own(vec![1.0, 2.0, 3.0])));
    same("c=x:-0.5;2.25", &by(Classes::Own(vec![-0.5, 2.25])));
    for wrong in ["q1", "q0", "k5", "q12", "q", "5", "x:", "x:1;1", "x:2;1", "x:1;;2", "x:NaN", "x:1;2;3;4;5;6;7;8;9"] {
        assert_eq!(notes(&format!("c={wrong}")), [invalid("c", wrong)]);
    }
    same("fix=0", &ViewState { fix: false, ..plain() });
    assert!(decode("fix=1").state.fix);
    assert_eq!(notes("fix=nein"), [invalid("fix", "nein")]);
}

#[test]
fn order_and_tool() {
    let by = |column, descending| ViewState { sort: Some(Sort { column, descending }), ..plain() };
    same("sort=value", &by(SortColumn::Value, false));
    same("sort=-value", &by(SortColumn::Value, true));
    same("sort=name", &by(SortColumn::Name, false));
    same("sort=-change", &by(SortColumn::Change, true));
    for (tool, word) in Tool::ALL {
        same(&format!("t={word}"), &ViewState { tool: Some(tool), ..plain() });
    }
    assert_eq!(notes("t=hammer&sort=size"), [invalid("t", "hammer"), invalid("sort", "size")]);
}

#[test]
fn weights_norms_and_planning_areas() {
    let weight = |id: &str, weight| Weight { indicator: id.into(), weight };
    let weights = vec![weight("unemp_rate", 2.0), weight("gisd_score", 0.1)];
    same("w=unemp_rate:2,gisd_score:0.1", &ViewState { weights, ..plain() });
    let norms = vec![Norm { of: "kita".to_owned(), value: 0.45 }];
    same("n=kita:0.45", &ViewState { norms, ..plain() });
    assert_eq!(notes("w=a:viel,b:inf,c:1e999,d"), ["a:viel", "b:inf", "c:1e999", "d"].map(|v| invalid("w", v)));
    let sets =
        vec![("Nord Ost".to_owned(), vec!["16061".into(), "16062".into()]), ("Süd_1".to_owned(), vec!["16053".into()])];
    same("set=Nord_Ost:16061~16062;S%C3%BCd__1:16053", &ViewState { sets, ..plain() });
    assert_eq!(notes("set=Nord;:16061;S:~"), ["Nord", ":16061", "S"].map(|v| invalid("set", v)));
}

#[test]
fn language_edition_bundle_embed() {
    same("lang=en", &ViewState { lang: Lang::En, ..plain() });
    same("lang=de-simple", &ViewState { lang: Lang::DeSimple, ..plain() });
    same("e=2026-11-21.3f9a2c1b", &ViewState { edition: Some("2026-11-21.3f9a2c1b".to_owned()), ..plain() });
    same("bundle=zwickau", &ViewState { bundle: Some("zwickau".to_owned()), ..plain() });
    let bundle = Some("https://daten.example/a b/".to_owned());
    same("bundle=https:%2F%2Fdaten.example%2Fa%2520b%2F", &ViewState { bundle, ..plain() });
    for (widget, word) in Widget::ALL {
        same(&format!("embed={word}"), &ViewState { embed: Some(Embed::of(widget)), ..plain() });
    }
    let dark = Embed { no_controls: true, theme: Some(Theme::Dark), ..Embed::of(Widget::Trend) };
    same("embed=trend.nc.dark", &ViewState { embed: Some(dark), ..plain() });
    let controls =
        Embed { search: true, period: true, indicator: true, theme: Some(Theme::Light), ..Embed::of(Widget::Map) };
    same("embed=map.search.period.indicator.light", &ViewState { embed: Some(controls), ..plain() });
    assert_eq!(notes("embed=globe&lang=fr"), [invalid("embed", "globe"), invalid("lang", "fr")]);
    assert_eq!(notes("embed=map.zoom"), [invalid("embed", "zoom")]);
    assert_eq!(decode("embed=map.zoom").state.embed, Some(Embed::of(Widget::Map)));
}

#[test]
fn what_other_services_do_to_links_is_survived() {
    let state = decode("v=indicator&a=16053,16054&c=x:1;2&set=Nord_Ost:1~2").state;
    let recoded = "?v=indicator&amp;a=16053%2c16054&amp;c=x%3A1%3B2&set=Nord%5FOst%3A1%7E2&utm_source=a&fbclid=b#oben";
    let read = decode(recoded);
    assert_eq!((read.state, read.notes), (state.clone(), vec![]));
    assert_eq!(decode("v=indicator&a=16053,+16054&c=x:1;2&set=Nord%20Ost:1~2").state, state);
    assert_eq!(decode("?i=&a=&v=&p").state, plain(), "an empty form field says nothing");
    assert_eq!(decode("i=&a=&v=&p").notes, []);
}

#[test]
fn what_is_not_understood_is_named() {
    let read = decode("x=1&v=indicator&v=profile&a=%FF&i=a,b,a&=y");
    assert_eq!((read.state.view, read.state.indicators.len()), (View::Indicator, 2));
    let named: Vec<_> = read.notes.iter().map(|n| (n.parameter.as_str(), n.value.as_str(), n.kind)).collect();
    let expected = [
        ("x", "1", UrlNoteKind::UnknownParameter),
        ("v", "profile", UrlNoteKind::Duplicate),
        ("a", "%FF", UrlNoteKind::Unreadable),
        ("i", "a", UrlNoteKind::Duplicate),
        ("", "y", UrlNoteKind::UnknownParameter),
    ];
    assert_eq!(named, expected);
}

#[test]
fn limits_are_named() {
    let keys: Vec<String> = (0..70).map(|key| key.to_string()).collect();
    let read = decode(&format!("a={}", keys.join(",")));
    assert_eq!(read.state.areas.len(), 64);
    assert_eq!(
        read.notes.iter().map(|n| (n.value.as_str(), n.kind)).collect::<Vec<_>>(),
        [("64", UrlNoteKind::TooLong)]
    );
    let read = decode(&format!("v=profile&a=16053&e={}", "ü".repeat(5000)));
    assert_eq!((read.state.view, read.state.areas.len(), read.state.edition), (View::Profile, 1, None));
    assert_eq!(read.notes.iter().map(|n| n.kind).collect::<Vec<_>>(), [UrlNoteKind::TooLong]);
}

#[test]
fn addresses_of_any_length_are_read() {
    for part in ["a", "&", "%", "a=1&", "x=1&", "set=a:1~2;", "a=,", "%C3", "ü", "#", "?", "amp;"] {
        let address = part.repeat(1_000_000 / part.len());
        let read = decode(&address);
        assert!(read.notes.len() <= 8193, "{part}");
    }
}

#[test]
fn a_typical_view_fits_a_poster() {
    let address = "v=indicator&i=unemp_rate&l=kreis&p=2015..2023&a=16052,16053&c=j5&sort=-value&e=2026-11-21.3f9a2c1b";
    let read = decode(address);
    assert_eq!((encode(&read.state).as_str(), read.notes.len()), (address, 0));
    assert!(address.len() < 120);
}

#[test]
fn the_end_is_never_cut_off_by_chat_programs() {
    for end in ['.', ',', ';', ':', '~', '_', '-', '!', '?', ')', ' ', '*', '\'', '"', '>', 'ü', '😀'] {
        let state = ViewState { bundle: Some(format!("a{end}")), ..plain() };
        let address = encode(&state);
        assert!(address.ends_with(|c: char| c.is_ascii_alphanumeric()), "{address}");
        if address.len() > 8192 {
            assert_eq!(decode(&address).notes[0].kind, UrlNoteKind::TooLong);
            continue;
        }
        assert_eq!(decode(&address).state, state);
    }
}
