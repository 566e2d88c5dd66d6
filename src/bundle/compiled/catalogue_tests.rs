use super::*;
use crate::bundle::BundleErrorKind as Kind;
use crate::model::{Area, Interval};
use proptest::prelude::*;

fn words() -> impl Strategy<Value = Words> {
    (".{0,6}", ".{0,6}", ".{0,3}").prop_map(|(de, en, simple)| Words { de, en, simple })
}

fn years() -> impl Strategy<Value = Vec<Period>> {
    proptest::collection::btree_set(1990i16..2030, 0..8).prop_map(|set| set.into_iter().map(Period::Year).collect())
}

fn intervals() -> impl Strategy<Value = Interval> {
    let end = proptest::option::of((1990i16..2030, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| Period::Day(y, m, d)));
    (end.clone(), end).prop_map(|(from, to)| Interval { from, to })
}

fn areas() -> impl Strategy<Value = Vec<Area>> {
    let label = proptest::option::of((-1_800_000i32..1_800_000, -900_000i32..900_000));
    let bounds = proptest::option::of([-180_000i32..180_000, -90_000..90_000, -180_000..180_000, -90_000..90_000]);
    let kind = ("[ab]{0,1}", "[ab]{0,1}").prop_map(|(de, en)| Words { de, en, simple: String::new() });
    let area = (".{0,5}", ".{0,8}", kind, "[xy]{0,1}", label, bounds, intervals());
    let area = area.prop_map(|(key, name, kind, parent, label, bounds, valid)| Area {
        key: key.as_str().into(),
        name,
        kind,
        parent: Some(parent.as_str()).filter(|p| !p.is_empty()).map(Into::into),
        label: label.map(|(x, y)| (f64::from(x) / 1e4, f64::from(y) / 1e4)),
        bounds: bounds.map(|b| b.map(|e| f64::from(e) / 1e3)),
        valid,
    });
    proptest::collection::vec(area, 0..6)
}

fn indicators() -> impl Strategy<Value = Indicator> {
    let measure = prop_oneof![
        Just(Measure::Count),
        Just(Measure::Share),
        any::<u32>().prop_map(|per| Measure::Rate { per }),
        Just(Measure::Mean),
        Just(Measure::Ratio),
        Just(Measure::Index),
    ];
    let polarity = prop_oneof![Just(Polarity::HigherIsBetter), Just(Polarity::HigherIsWorse), Just(Polarity::Neutral)];
    let texts = (".{1,5}", words(), words(), ".{0,3}", "[a-c]{0,2}");
    let rest = (measure, polarity, any::<u8>(), any::<[bool; 3]>(), proptest::option::of("[a-c]{1,3}"));
    (texts, rest, years(), years()).prop_map(|(t, r, first, second)| Indicator {
        id: t.0.as_str().into(),
        title: t.1.clone(),
        unit: t.2,
        decimals: r.2,
        measure: r.0,
        polarity: r.1,
        theme: t.3.as_str().into(),
        module: t.4,
        front: r.3[0],
        additive: r.3[1],
        numerator: r.4.as_deref().map(Into::into),
        denominator: r.4.as_deref().map(Into::into),
        breakdowns: vec!["sex".into()],
        series_breaks: vec![SeriesBreak { period: Period::Month(2022, 5), reason: t.1 }],
        unfit: r.3[2],
        coverage: vec![
            Coverage { level: "kreis".into(), periods: first },
            Coverage { level: "gemeinde".into(), periods: second },
        ],
    })
}

fn catalogues() -> impl Strategy<Value = Catalogue> {
    let many = (proptest::collection::vec(indicators(), 0..4), areas(), areas(), intervals());
    (many, words(), ".{0,9}", any::<bool>()).prop_map(|((indicators, areas, references, valid), title, text, some)| {
        let breakdown = Breakdown {
            id: "sex".into(),
            title: title.clone(),
            categories: vec![Category { id: "f".into(), title: title.clone() }],
            complete: some,
        };
        let level = Level {
            id: "kreis".into(),
            title: title.clone(),
            areas,
            references,
            territorial_status: some.then_some(Period::Day(2021, 7, 1)),
            valid,
        };
        Catalogue {
            name: text.clone(),
            title: title.clone(),
            description: title.clone(),
            edition: text.clone(),
            editions: vec![Edition { id: text.clone(), path: "a/b".into() }],
            default_view: DefaultView { level: some.then(|| "kreis".into()), indicator: (!some).then(|| "i".into()) },
            themes: vec![Theme { id: "t".into(), title: title.clone() }],
            modules: vec![Module { id: "m".into(), title: title.clone() }],
            indicators,
            breakdowns: vec![breakdown],
            levels: vec![level],
            sets: vec![AreaSet { id: "s".into(), title, members: vec![SetMember { area: "16".into(), valid }] }],
            boundaries: text.clone(),
            contact: text.clone(),
            imprint: text.clone(),
            accessibility_statement: text,
        }
    })
}

proptest! {
    #[test]
    fn any_catalogue_comes_back(catalogue in catalogues()) {
        let bytes = write_catalogue(&catalogue);
        prop_assert_eq!(read_catalogue("", &bytes), Ok(catalogue), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn places_are_rounded_once_and_boxes_outwards() {
    let area = Area {
        key: "1".into(),
        name: "A".into(),
        kind: Words::default(),
        parent: None,
        label: Some((11.123_456, 51.0)),
        bounds: Some([11.0004, -0.0004, 11.2, 51.2001]),
        valid: Interval::default(),
    };
    let level = Level {
        id: "l".into(),
        title: Words::default(),
        areas: vec![area],
        references: Vec::new(),
        territorial_status: None,
        valid: Interval::default(),
    };
    let once =
        read_catalogue("", &write_catalogue(&Catalogue { levels: vec![level], ..Catalogue::default() })).unwrap();
    let area = &once.levels[0].areas[0];
    assert_eq!(area.label, Some((11.1235, 51.0)));
    assert_eq!(area.bounds, Some([11.0, -0.001, 11.2, 51.201]));
    assert_eq!(read_catalogue("", &write_catalogue(&once)), Ok(once));
}

#[test]
fn kinds_are_written_once() {
    let kind = |en: &str| Words { de: "Landkreis".into(), en: en.into(), simple: String::new() };
    let written = |kinds: [&str; 2]| {
        let area = |en: &str| Area {
            key: "1".into(),
            name: "A".into(),
            kind: kind(en),
            parent: None,
            label: None,
            bounds: None,
            valid: Interval::default(),
        };
        let level = Level {
            id: "l".into(),
            title: Words::default(),
            areas: kinds.map(area).into(),
            references: Vec::new(),
            territorial_status: None,
            valid: Interval::default(),
        };
        let catalogue = Catalogue { levels: vec![level], ..Catalogue::default() };
        let bytes = write_catalogue(&catalogue);
        assert_eq!(read_catalogue("", &bytes), Ok(catalogue));
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        value["levels"][0]["areas"]["kind"].to_string()
    };
    assert_eq!(written(["", ""]), r#""Landkreis""#);
    assert_eq!(written(["district", "district"]), r#"[[["Landkreis","district"]]]"#);
    assert_eq!(written(["district", ""]), r#"[[["Landkreis","district"],"Landkreis"],[0,1]]"#);
}

#[test]
fn damage_is_named() {
    let wrong = |text: &str| read_catalogue("c.json", text.as_bytes()).unwrap_err().kind;
    assert_eq!(wrong("{\"indicators\":[{\"id\":\"a\"}]}"), Kind::Json("indicators[0].measure".into()));
    assert_eq!(
        wrong("{\"indicators\":[{\"id\":\"a\",\"measure\":\"count\",\"on\":[[\"l\",3]]}]}"),
        Kind::Json("indicators[0].on[0][1]".into())
    );
    assert_eq!(
        wrong("{\"levels\":[{\"id\":\"a\",\"areas\":{\"key\":[\"1\"],\"name\":[\"n\"],\"kind\":[[\"a\"],[1]]}}]}"),
        Kind::Json("levels[0].areas.kind".into())
    );
    assert_eq!(wrong("{\"periods\":[\"2020,2019\"]}"), Kind::Json("periods[0]".into()));
}

#[test]
fn a_long_text_for_many_areas_is_refused() {
    let keys = vec!["\"a\""; 100_000].join(",");
    let kind = "x".repeat(1000);
    let areas = format!("{{\"key\":[{keys}],\"name\":[{keys}],\"kind\":\"{kind}\"}}");
    let text = format!("{{\"levels\":[{{\"id\":\"l\",\"areas\":{areas}}}]}}");
    let error = read_catalogue("", text.as_bytes()).unwrap_err();
    assert_eq!(error.kind, Kind::Json("levels[0].areas.kind".into()));
}
