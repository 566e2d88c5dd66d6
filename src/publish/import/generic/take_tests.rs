//! Tables and what is taken out of them.

use super::super::{CellRef, FigureRef, Grid, KnownArea, Taken};
use super::{Mapping, propose, take};
use crate::publish::Remark;
use proptest::prelude::*;

fn areas() -> Vec<KnownArea> {
    let area = |(key, name): (&str, &str)| KnownArea { level: "kreis".into(), key: key.into(), name: name.into() };
    [("01001", "Flensburg"), ("01002", "Kiel"), ("16051", "Erfurt")].map(area).to_vec()
}

/// Proposes, takes, and lists figures as `key series period value`.
fn taken(rows: &[&[&str]], title: &str) -> Result<(Vec<String>, Taken), Vec<&'static str>> {
    let grid = Grid::of("", rows);
    let ids = |remarks: Vec<Remark>| remarks.iter().map(|r| r.kind.id).collect::<Vec<_>>();
    let proposed = propose(&grid, &areas(), None, title, "f.csv").map_err(ids)?;
    let text = super::super::json::pretty(&proposed.mapping.to_json());
    assert_eq!(Mapping::read(&text, "m").unwrap(), proposed.mapping, "{text}");
    let taken = take(&grid, &proposed.mapping, &areas(), "f.csv").map_err(ids)?;
    let line = |f: FigureRef<'_>| {
        let (CellRef::Number(cell) | CellRef::Sign(cell)) = f.cell;
        let by: String = f.breakdown.iter().map(|(a, b)| format!(" {a}={b}")).collect();
        let (place, series) = (&taken.places[f.place as usize], &taken.series[f.series as usize]);
        format!("{} {} {}{by} {cell}{}", place.key, series.id, f.period, f.flag)
    };
    Ok((taken.figures.iter().map(line).collect(), taken))
}

#[test]
fn years_as_columns() {
    let rows: &[&[&str]] = &[
        &["Arbeitslosenquote"],
        &["AGS", "Kreis", "2019", "2020"],
        &["1001", "Flensburg", "8,4", "."],
        &["1002", "Kiel", "7,9", "8,1p"],
        &["16051", "Erfurt", "5,5", "(6,0)"],
        &["Quelle: Agentur"],
    ];
    let (figures, taken) = taken(rows, "quote").unwrap();
    assert_eq!(
        figures[..4],
        ["01001 quote 2019 8.4", "01001 quote 2020 .", "01002 quote 2019 7.9", "01002 quote 2020 8.1p"]
    );
    assert_eq!(figures[5], "16051 quote 2020 6.0()");
    assert_eq!(taken.series[0].source, "Agentur");
    let kinds: Vec<&str> = taken.remarks.iter().map(|r| r.kind.id).collect();
    assert_eq!(kinds, ["import-keys-padded", "import-rows-without-key"]);
}

#[test]
fn long_tables_with_breakdowns() {
    let rows: &[&[&str]] = &[
        &["ags", "jahr", "indikator", "Geschlecht", "einheit", "wert", "via"],
        &["01001", "2019", "alo", "Insgesamt", "Personen", "1.234", "x"],
        &["01001", "2019", "alo", "weiblich", "Personen", "600", "x"],
        &["01002", "2019", "quote", "Insgesamt", "%", "4,5", "x"],
    ];
    let (figures, taken) = taken(rows, "t").unwrap();
    assert_eq!(figures, ["01001 alo 2019 1234", "01001 alo 2019 sex=weiblich 600", "01002 quote 2019 4.5"]);
    assert_eq!(taken.series[1].unit, "%");
    assert_eq!(taken.left_out[0].what, "via");
}

#[test]
fn areas_by_name() {
    let rows: &[&[&str]] = &[
        &["Stadt", "Jahr", "Einwohner"],
        &["KIEL", "2020", "5"],
        &["Erfurt, Stadt", "2020", "7"],
        &["Flensburg", "2020", "7"],
        &["Rostock", "2020", "9"],
    ];
    let (figures, taken) = taken(rows, "t").unwrap();
    assert_eq!(figures, ["01002 einwohner 2020 5", "16051 einwohner 2020 7", "01001 einwohner 2020 7"]);
    assert_eq!(taken.remarks[0].kind.id, "import-names-unknown");
}

#[test]
fn what_is_missing_is_said() {
    assert_eq!(taken(&[&["a", "b"], &["x", "1"]], "t").unwrap_err(), ["import-no-key"]);
    assert_eq!(
        taken(&[&["ags", "n"], &["01001", "1"], &["01002", "1"], &["16051", "2"]], "t").unwrap_err(),
        ["import-no-period"]
    );
    assert!(taken(&[&["ags", "n"], &["01001", "1"], &["01002", "1"], &["16051", "2"]], "t 2020").is_ok());
    assert_eq!(
        taken(&[&["ags", "n"], &["01001", "a"], &["01002", "b"], &["16051", "c"]], "2020").unwrap_err(),
        ["import-no-figure-column"]
    );
}

proptest! {
    #[test]
    fn any_table_is_taken_or_refused_with_words(
        rows in proptest::collection::vec(proptest::collection::vec("01001|01002|16051|1001|Kiel|20[12][0-9]|[0-9.,%()-]{0,6}|[a-c]|\\PC{0,4}", 0..6), 0..12),
        header in proptest::collection::vec("ags|jahr|indikator|wert|Geschlecht|2019|[a-c ]{0,3}", 0..6),
    ) {
        let mut all: Vec<Vec<&str>> = vec![header.iter().map(String::as_str).collect()];
        all.extend(rows.iter().map(|r| r.iter().map(String::as_str).collect::<Vec<_>>()));
        let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
        match taken(&all, "t 2020") {
            Ok((figures, _)) => prop_assert!(!figures.is_empty()),
            Err(kinds) => prop_assert!(!kinds.is_empty()),
        }
    }
}
