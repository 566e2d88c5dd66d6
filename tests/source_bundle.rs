//! Source bundles as people write them: what is read, and what is said about their faults.
#![allow(clippy::unwrap_used)] // a test whose bundle is not read has failed

use std::collections::BTreeMap;

use sozialatlas::bundle::source::{Read, Source, read};
use sozialatlas::bundle::{Memory, Severity};
use sozialatlas::model::{
    AreaIx, AreaKey, IndicatorId, LevelId, Measure, Missing, Observation, Period, Slice, ValueFlags,
};

const SQUARES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"AGS":"01001","GEN":"Flensburg","BEZ":"Stadt"},"geometry":{"type":"Polygon","coordinates":[[[9,54],[10,54],[10,55],[9,55],[9,54]]]}},
{"type":"Feature","properties":{"AGS":"01002","GEN":"Kiel"},"geometry":{"type":"MultiPolygon","coordinates":[[[[10,54],[11,54],[11,55],[10,55],[10,54]]]]}}]}"#;

fn read_files(files: &[(&str, &[u8])]) -> Read {
    read(&Memory(files.iter().map(|(n, b)| ((*n).to_owned(), b.to_vec())).collect::<BTreeMap<_, _>>()))
}

/// A package of one table and two squares; `table` is what the resource of the table says besides its path.
fn bundle(table: &str, csv: &str) -> Read {
    let manifest = format!(
        r#"{{"name":"t","created":"2024-05-01T00:00:00Z","resources":[{{"name":"w","path":"w.csv"{table}}},{{"name":"g","path":"g.geojson"}}]}}"#
    );
    read_files(&[
        ("datapackage.json", manifest.as_bytes()),
        ("w.csv", csv.as_bytes()),
        ("g.geojson", SQUARES.as_bytes()),
    ])
}

/// Code and row.
type Fault = (&'static str, Option<u32>);

fn graver(found: &Read) -> Vec<Fault> {
    found.findings.iter().filter(|f| f.severity != Severity::Info).map(|f| (f.code.id(), f.row)).collect()
}

fn total(source: &Source, indicator: &str, area: u32, year: i16) -> Observation {
    let is_it = |(_, id, _): &&(LevelId, IndicatorId, _)| id.as_str() == indicator;
    let (_, _, figures) = source.figures.iter().find(is_it).unwrap();
    figures.total().unwrap().get(AreaIx(area), Period::Year(year))
}

fn known(value: f64) -> Observation {
    Observation::Known(value, ValueFlags::NONE)
}

#[test]
fn a_plain_table_without_a_schema_just_opens() {
    let found = bundle("", "ags,name,jahr,quote,arbeitslose\n01001,F,2022,5.5,10\n01002,K,2022,6.25,x\n");
    assert_eq!(graver(&found), []);
    let source = found.source.unwrap();
    let level = &source.catalogue.levels[0];
    assert_eq!((level.areas[0].name.as_str(), level.areas[0].kind.de.as_str()), ("Flensburg", "Stadt"));
    assert_eq!(level.areas[1].bounds, Some([10.0, 54.0, 11.0, 55.0]));
    assert!(level.areas[1].label.is_some_and(|(x, y)| x > 10.0 && x < 11.0 && y > 54.0 && y < 55.0));
    let measures: Vec<Measure> = source.catalogue.indicators.iter().map(|i| i.measure).collect();
    assert_eq!(measures, [Measure::Share, Measure::Count]);
    assert_eq!(total(&source, "quote", 1, 2022), known(6.25));
    assert_eq!(total(&source, "arbeitslose", 1, 2022), Observation::Missing(Missing::NotApplicable));
    assert_eq!(source.catalogue.indicators[0].coverage[0].periods, [Period::Year(2022)]);
    assert_eq!(source.shapes[0].areas.len(), 2);
}

#[test]
fn an_edition_pins_the_figures() {
    let edition = |csv| bundle("", csv).source.unwrap().catalogue.edition;
    let (one, other) =
        (edition("ags,jahr,a\n01001,2022,1\n01002,2022,2\n"), edition("ags,jahr,a\n01001,2022,1\n01002,2022,3\n"));
    assert!(one.starts_with("2024-05-01.") && one.len() == 19, "{one}");
    assert_ne!(one, other);
}

#[test]
fn german_tables_are_read_as_declared() {
    let table = r#","dialect":{"delimiter":";"},"schema":{"fields":[{"name":"ags","type":"string"},{"name":"stichtag","type":"date"},{"name":"a","type":"number","decimalChar":",","groupChar":"."}]}"#;
    let found = bundle(table, "\u{feff}ags;stichtag;a\r\n01001;31.12.2022;1.234,5\r\n01002;31.12.2022;(7)\r\n");
    assert_eq!(graver(&found), []);
    let source = found.source.unwrap();
    let figures = &source.figures[0].2;
    let day = Period::Day(2022, 12, 31);
    assert_eq!(figures.total().unwrap().get(AreaIx(0), day), known(1234.5));
    let limited = Observation::Known(7.0, ValueFlags::LIMITED_RELIABILITY);
    assert_eq!(figures.total().unwrap().get(AreaIx(1), day), limited);
}

#[test]
fn windows_1252_is_read_if_declared() {
    let manifest = br#"{"name":"t","resources":[{"name":"w","path":"w.csv","encoding":"windows-1252"},{"name":"g","path":"g.geojson"}]}"#;
    let csv = b"ags,jahr,Bev\xf6lkerung\n01001,2022,1\n01002,2022,2\n";
    let found = read_files(&[("datapackage.json", manifest), ("w.csv", csv), ("g.geojson", SQUARES.as_bytes())]);
    assert_eq!(graver(&found), []);
    assert_eq!(found.source.unwrap().catalogue.indicators[0].id.as_str(), "Bevölkerung");
}

#[test]
fn a_row_of_the_land_becomes_the_reference() {
    let found = bundle("", "ags,jahr,a\n01,2022,3\n01001,2022,1\n01002,2022,2\n");
    assert_eq!(graver(&found), []);
    let source = found.source.unwrap();
    let level = &source.catalogue.levels[0];
    assert_eq!((level.references.len(), level.references[0].key.as_str()), (1, "01"));
    assert_eq!(level.areas[0].parent, Some(AreaKey::new("01")));
    assert_eq!(total(&source, "a", 2, 2022), known(3.0));
    let hidden = bundle("", "ags,jahr,a\n01,2022,3\n01001,2022,.\n01002,2022,2\n");
    assert_eq!(graver(&hidden), [("single-suppressed", Some(3))]);
    let both = bundle("", "ags,jahr,a\n01,2022,3\n01001,2022,.\n01002,2022,.\n");
    assert_eq!(graver(&both), []);
}

#[test]
fn flags_and_gaps_keep_their_reason() {
    let csv =
        "key,indicator,period,value,flag\n01001,a,2021,5,provisional break\n01002,a,2021,,territory\n01001,a,2022,-,\n";
    let found = bundle("", csv);
    assert_eq!(graver(&found), []);
    let source = found.source.unwrap();
    let flags = ValueFlags::PROVISIONAL.with(ValueFlags::BREAK);
    assert_eq!(total(&source, "a", 0, 2021), Observation::Known(5.0, flags));
    assert_eq!(total(&source, "a", 1, 2021), Observation::Missing(Missing::TerritoryChanged));
    assert_eq!(total(&source, "a", 0, 2022), known(0.0));
    assert_eq!(total(&source, "a", 1, 2022), Observation::Missing(Missing::NotPublished));
    let leak = bundle("", "key,indicator,period,value,flag\n01001,a,2021,5,confidential\n01002,a,2021,6,\n");
    assert_eq!(graver(&leak), [("value-beside-flag", Some(2))]);
}

#[test]
fn faults_of_figures_have_code_and_row() {
    let cases: [(&str, &[Fault]); 8] = [
        ("ags,jahr,a\n01001,2022,1.234\n01002,2022,12\n", &[("number-thousands", Some(2))]),
        ("ags,jahr,a\n01001,2022,\"1,5\"\n01002,2022,12\n", &[("number-decimal-comma", Some(2))]),
        ("ags,jahr,a\n01001,2022,#DIV/0!\n01002,2022,12\n", &[("number-not-finite", Some(2))]),
        ("ags,jahr,a\n01001,22,1\n01002,2022,2\n", &[("period-invalid", Some(2)), ("area-without-values", None)]),
        ("ags,jahr,a\n,2022,1\n01001,2022,1\n01002,2022,2\n", &[("key-empty", Some(2))]),
        ("ags,jahr,a\n01001,2022,1\n01002,2022,2\n01002,2022,3\n", &[("row-duplicate", Some(4))]),
        ("ags,jahr\n01001,2022\n", &[("no-indicator", Some(1))]),
        ("kreis,jahr,a\nFlensburg,2022,1\n", &[("key-column-missing", Some(1))]),
    ];
    for (csv, expected) in cases {
        assert_eq!(graver(&bundle("", csv)), expected, "{csv}");
    }
    let minimum = r#","atlas":{"minimumCases":3}"#;
    assert_eq!(graver(&bundle(minimum, "ags,jahr,a\n01001,2022,2\n01002,2022,0\n")), [("count-small", Some(2))]);
}

#[test]
fn a_table_without_period_takes_the_year_of_the_package() {
    let found = bundle("", "ags,a\n01001,1\n01002,2\n");
    assert_eq!(graver(&found), [("period-assumed", None)]);
    assert_eq!(total(&found.source.unwrap(), "a", 0, 2024), known(1.0));
}

#[test]
fn paths_that_lead_out_are_refused() {
    let paths = [
        "/etc/passwd",
        "../x.csv",
        "a/../../x.csv",
        "https://example.org/x.csv",
        "//example.org/x.csv",
        "C:\\x.csv",
        "file:///x.csv",
        "data:text/csv,a",
        "javascript:1",
        "%2e%2e/x.csv",
        "\\\\host\\x.csv",
        "blob:x",
        "~/x.csv",
    ];
    for path in paths {
        let manifest = serde_json::json!({ "name": "t", "resources": [{ "name": "w", "path": path }, { "name": "g", "path": "g.geojson" }] });
        let found =
            read_files(&[("datapackage.json", manifest.to_string().as_bytes()), ("g.geojson", SQUARES.as_bytes())]);
        let first = found.findings[0].code.id();
        assert!(matches!(first, "path-unsafe" | "path-remote"), "{path}: {first}");
    }
}

#[test]
fn members_named_twice_are_refused() {
    let manifest =
        br#"{"name":"t","name":"u","resources":[{"name":"w","path":"w.csv"},{"name":"g","path":"g.geojson"}]}"#;
    let csv = b"ags,jahr,a\n01001,2022,1\n01002,2022,2\n";
    let found = read_files(&[("datapackage.json", manifest), ("w.csv", csv), ("g.geojson", SQUARES.as_bytes())]);
    assert_eq!(graver(&found), [("json-duplicate-key", Some(1))]);
}

#[test]
fn coordinates_in_the_wrong_place_are_named() {
    let cases = [
        ("[[[565000,6000000],[566000,6000000],[566000,6001000],[565000,6000000]]]", "geo-projected"),
        ("[[[54,9],[54,10],[55,10],[54,9]]]", "geo-swapped"),
        ("[[[50,100],[51,100],[51,101],[50,100]]]", "geo-swapped"),
        ("[[[190,54],[191,54],[191,55],[190,54]]]", "geo-outside"),
        ("[[[9,54],[10,54],[10,55]]]", "geo-unclosed"),
        ("[[[9,54],[10,54],[9,54]]]", "geo-ring-short"),
        ("[[[9,54],[10,\"x\"],[10,55],[9,54]]]", "geo-coordinates"),
    ];
    for (coordinates, code) in cases {
        let boundaries = SQUARES.replace("[[[9,54],[10,54],[10,55],[9,55],[9,54]]]", coordinates);
        let manifest = br#"{"name":"t","resources":[{"name":"w","path":"w.csv"},{"name":"g","path":"g.geojson"}]}"#;
        let csv = b"ags,jahr,a\n01001,2022,1\n01002,2022,2\n";
        let found = read_files(&[("datapackage.json", manifest), ("w.csv", csv), ("g.geojson", boundaries.as_bytes())]);
        assert_eq!(graver(&found), [(code, Some(2))], "{coordinates}");
    }
}

#[test]
fn a_catalogue_with_breakdowns_names_what_is_unknown() {
    let manifest = r#"{"name":"t","atlas":{"edition":"1","themes":[{"id":"d","title":{"de":"D","en":"E"}}],
        "breakdowns":[{"id":"sex","title":{"de":"G"},"complete":true,"categories":[{"id":"f"},{"id":"m"}]}]},
        "resources":[{"name":"g","path":"g.geojson","atlas":{"role":"areas","level":"kreis"}},
        {"name":"k","path":"k.csv","atlas":{"role":"catalogue"}},
        {"name":"w","path":"w.csv","atlas":{"role":"values","level":"kreis"}}]}"#;
    let catalogue = "id,status,title_de,title_en,theme,measure,per,polarity,breakdowns,links,series_breaks_de,note_de\n\
        pop,figure,Leute,People,d,count,,neutral,sex,gone,2011: Zensus,\n\
        rate,figure,Quote,Rate,d,rate,1000,up,,,,\n\
        care,gap,Pflege,Care,d,,,,,,,keine Quelle\n";
    let values = "key,indicator,period,sex,value\n01001,pop,2022,,10\n01001,pop,2022,f,.\n01001,pop,2022,m,4\n\
        01002,pop,2022,d,5\n01002,none,2022,,5\n";
    let files = [("datapackage.json", manifest), ("g.geojson", SQUARES), ("k.csv", catalogue), ("w.csv", values)];
    let found = read_files(&files.map(|(name, text)| (name, text.as_bytes())));
    let expected = [
        ("category-unknown", Some(5)),
        ("indicator-unknown", Some(6)),
        ("single-suppressed", Some(3)),
        ("word-unknown", Some(3)),
        ("indicator-without-values", None),
        ("reference-unknown", None),
    ];
    assert_eq!(graver(&found), expected);
    let source = found.source.unwrap();
    let pop = &source.catalogue.indicators[0];
    assert_eq!((pop.title.en.as_str(), pop.series_breaks[0].period), ("People", Period::Year(2011)));
    assert_eq!(source.catalogue.indicators[1].measure, Measure::Rate { per: 1000 });
    assert_eq!(source.details.gaps[0].reason.de, "keine Quelle");
    let slice = Slice::of(vec![("sex".into(), "m".into())]);
    let figures = &source.figures[0].2;
    assert_eq!(figures.slice(&slice).unwrap().get(AreaIx(0), Period::Year(2022)), known(4.0));
    assert!(figures.tables[0].0.is_total());
}
