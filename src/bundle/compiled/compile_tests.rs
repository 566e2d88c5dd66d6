use super::super::*;
use super::*;
use crate::model::{
    Area, AreaIx, DefaultView, Details, Indicator, Interval, Measure, Observation, Period, Polarity, Slice, Table,
    ValueFlags, Words,
};

fn area(key: &str) -> Area {
    Area {
        key: key.into(),
        name: format!("Gebiet {key}"),
        kind: Default::default(),
        parent: Some("0".into()),
        label: None,
        bounds: None,
        valid: Interval::default(),
    }
}

fn indicator(id: &str) -> Indicator {
    Indicator {
        id: id.into(),
        title: Words::plain(id),
        unit: Words::default(),
        decimals: 1,
        measure: Measure::Share,
        polarity: Polarity::Neutral,
        theme: "t".into(),
        module: String::new(),
        front: true,
        additive: false,
        numerator: None,
        denominator: None,
        breakdowns: Vec::new(),
        series_breaks: Vec::new(),
        unfit: false,
        coverage: Vec::new(),
    }
}

/// Two squares side by side, with `per_side` points on each side, and two indicators.
fn source(per_side: u32) -> Source {
    let square = |x: f64| {
        let step = |i: u32| f64::from(i) / f64::from(per_side);
        let wave = |i: u32| f64::from(i % 3) / 500.0;
        let mut ring: Vec<(f64, f64)> = (0..per_side).map(|i| (x + step(i), 50.0)).collect();
        ring.extend((0..per_side).map(|i| (x + 1.0 + wave(i), 50.0 + step(i))));
        ring.extend((0..per_side).map(|i| (x + 1.0 - step(i), 51.0)));
        ring.extend((1..=per_side).rev().map(|i| (x + wave(i % per_side), 50.0 + step(i))));
        vec![vec![ring]]
    };
    let level = Level {
        id: "kreis".into(),
        title: Words::plain("Kreise"),
        areas: vec![area("1"), area("2")],
        references: vec![area("0")],
        territorial_status: None,
        valid: Interval::default(),
    };
    let figures = |value: f64| {
        let mut table = Table::new(vec![Period::Year(2022), Period::Year(2023)], 2, 1);
        table.set(AreaIx(0), Period::Year(2023), Observation::Known(value, ValueFlags::NONE));
        Figures { tables: vec![(Slice::total(), table)] }
    };
    Source {
        catalogue: Catalogue {
            name: "test".into(),
            edition: "1".into(),
            indicators: vec![indicator("a"), indicator("b")],
            levels: vec![level],
            default_view: DefaultView { level: None, indicator: Some("b".into()) },
            ..Catalogue::default()
        },
        details: Details::default(),
        shapes: vec![LevelShapes { level: "kreis".into(), areas: vec![square(9.0), square(10.0)] }],
        figures: vec![("kreis".into(), "a".into(), figures(1.5)), ("kreis".into(), "b".into(), figures(0.1 + 0.2))],
    }
}

fn bytes_of<'a>(parts: &'a [Part], entry: &PartEntry) -> &'a [u8] {
    let part = parts.iter().find(|p| p.path == entry.path).unwrap();
    verify(entry, &part.bytes).unwrap();
    &part.bytes
}

#[test]
fn first_map_is_in_the_manifest_and_the_rest_in_the_index() {
    let source = source(4);
    let parts = compile(&source).unwrap();
    assert_eq!(parts, compile(&source).unwrap(), "byte for byte");
    assert_eq!(parts.last().unwrap().path, "atlas.json");
    let mut manifest = Manifest::read(&parts.last().unwrap().bytes).unwrap();
    let roles: Vec<&str> = manifest.parts.iter().map(|p| p.role.as_str()).collect();
    let early = ["catalogue", "shapes:kreis:overview", "values:kreis:b", "index:kreis"];
    assert_eq!(roles, [&early[..], &["details", "pack:kreis"]].concat());
    let pack = manifest.part("pack:kreis").unwrap();
    assert_eq!(read_pack(&pack.path, bytes_of(&parts, pack)).unwrap().len(), source.figures.len());
    let index = manifest.part("index:kreis").unwrap().clone();
    manifest.add_index(&index.path, bytes_of(&parts, &index)).unwrap();
    for (_, id, figures) in &source.figures {
        let entry = manifest.part(&format!("values:kreis:{id}")).unwrap();
        assert_eq!(read_values(&entry.path, bytes_of(&parts, entry)).as_ref(), Ok(figures));
    }
    let entry = manifest.part("adjacency:kreis").unwrap();
    assert_eq!(read_adjacency("", bytes_of(&parts, entry)), Ok(vec![vec![1], vec![0]]));
    assert!(parts.iter().all(|p| p.path == "atlas.json" || manifest.part(&p.role).is_some()), "every part is listed");
    let catalogue = read_catalogue("", bytes_of(&parts, manifest.part("catalogue").unwrap())).unwrap();
    let area = &catalogue.levels[0].areas[1];
    let (x, y) = area.label.unwrap();
    assert!((x - 10.5).abs() < 0.1 && (y - 50.5).abs() < 0.1);
    assert_eq!(area.bounds, Some([10.0, 50.0, 11.004, 51.0]));
}

#[test]
fn fine_boundaries_get_an_overview_of_their_own() {
    let parts = compile(&source(200)).unwrap();
    let shapes = |role: &str| {
        let part = parts.iter().find(|p| p.role == role).unwrap();
        read_shapes(&part.path, &part.bytes).unwrap()
    };
    let (overview, full) = (shapes("shapes:kreis:overview"), shapes("shapes:kreis:full"));
    assert!(overview.point_count() <= 120 && full.point_count() > 1000);
    assert_eq!(overview.len(), 2);
    assert_eq!(overview.bounds(), full.bounds());
}

#[test]
fn figures_of_another_shape_are_refused() {
    let mut wrong = source(4);
    wrong.catalogue.levels[0].references.clear();
    let error = compile(&wrong).unwrap_err();
    assert_eq!((error.file.as_str(), error.kind), ("values:kreis:a", Kind::Mismatch("a".into())));
    wrong.shapes[0].areas.pop();
    assert_eq!(compile(&wrong).unwrap_err().file, "shapes:kreis");
}

#[test]
fn an_indicator_twice_on_a_level_is_refused() {
    let mut wrong = source(4);
    wrong.figures[1].1 = "a".into();
    let error = compile(&wrong).unwrap_err();
    assert_eq!(error.kind, Kind::DuplicateEntry);
}
