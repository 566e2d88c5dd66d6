//! A small catalogue for the tests of this room: invented figures, real names.

use crate::model::{
    Area, AreaIx, Breakdown, Catalogue, Category, Coverage, DefaultView, Figures, Indicator, Interval, Level, Measure,
    Missing, Observation, Period, Polarity, Slice, Table, Theme, ValueFlags, Words,
};

pub fn area(key: &str, name: &str, kind: &str, parent: Option<&str>) -> Area {
    Area {
        key: key.into(),
        name: name.into(),
        kind: Words::plain(kind),
        parent: parent.map(Into::into),
        label: None,
        bounds: None,
        valid: Interval::default(),
    }
}

pub fn level(id: &str, areas: Vec<Area>) -> Level {
    Level {
        id: id.into(),
        title: Words::plain("Kreise"),
        areas,
        references: vec![area("16", "Thüringen", "Land", Some("0")), area("0", "Deutschland", "Bund", None)],
        territorial_status: None,
        valid: Interval::default(),
    }
}

pub fn indicator(id: &str, title: &str, measure: Measure, levels: &[(&str, &[i16])]) -> Indicator {
    let coverage = |(level, years): &(&str, &[i16])| Coverage {
        level: (*level).into(),
        periods: years.iter().map(|y| Period::Year(*y)).collect(),
    };
    Indicator {
        id: id.into(),
        title: Words::plain(title),
        unit: Words::plain(if measure == Measure::Share { "%" } else { "EUR" }),
        decimals: 1,
        measure,
        polarity: Polarity::HigherIsWorse,
        theme: "arbeit".into(),
        module: String::new(),
        front: true,
        additive: true,
        numerator: None,
        denominator: None,
        breakdowns: vec!["sex".into()],
        series_breaks: Vec::new(),
        unfit: false,
        coverage: levels.iter().map(coverage).collect(),
    }
}

/// Four districts with Land and Bund, the same with Eisenach on a second level, two indicators.
pub fn catalogue() -> Catalogue {
    let areas = || {
        vec![
            area("16051", "Erfurt", "kreisfreie Stadt", Some("16")),
            area("16053", "Jena", "kreisfreie Stadt", Some("16")),
            area("16067", "Gotha", "Landkreis", Some("16")),
            area("16068", "Sömmerda", "Landkreis", Some("16")),
        ]
    };
    let mut before = areas();
    before.push(area("16056", "Eisenach", "kreisfreie Stadt", Some("16")));
    let categories = ["f", "m"].map(|id| Category { id: id.into(), title: Words::plain(id) });
    Catalogue {
        edition: "2026-01".into(),
        default_view: DefaultView { level: None, indicator: Some("unemp_rate".into()) },
        themes: vec![Theme { id: "arbeit".into(), title: Words::plain("Arbeit") }],
        indicators: vec![
            indicator(
                "unemp_rate",
                "Arbeitslosenquote",
                Measure::Share,
                &[("kreis", &[2018, 2022, 2023]), ("kreis23", &[2018])],
            ),
            indicator("income", "Verfügbares Einkommen", Measure::Mean, &[("kreis", &[2021, 2022])]),
        ],
        breakdowns: vec![Breakdown {
            id: "sex".into(),
            title: Words::plain("Geschlecht"),
            categories: categories.to_vec(),
            complete: true,
        }],
        levels: vec![level("kreis", areas()), level("kreis23", before)],
        ..Catalogue::default()
    }
}

/// A table of the first level: one row of (2018, 2022, 2023) for each area and reference; `None` is confidential.
pub fn table(rows: &[[Option<f64>; 3]], references: usize) -> Table {
    let years = [2018, 2022, 2023].map(Period::Year);
    let mut table = Table::new(years.to_vec(), rows.len() - references, references);
    for (i, row) in rows.iter().enumerate() {
        for (year, value) in years.iter().zip(row) {
            let gap = Observation::Missing(Missing::UnknownOrConfidential);
            table.set(AreaIx::at(i), *year, value.map_or(gap, |v| Observation::Known(v, ValueFlags::NONE)));
        }
    }
    table
}

/// Figures of the first indicator on the first level.
pub fn figures() -> Figures {
    let rows = [
        [Some(6.0), Some(5.5), Some(5.0)],
        [Some(4.0), None, Some(4.0)],
        [Some(7.0), Some(6.5), Some(6.0)],
        [Some(8.0), Some(7.0), None],
        [Some(6.0), Some(5.7), Some(5.5)],
        [Some(5.0), Some(5.2), Some(5.3)],
    ];
    Figures { tables: vec![(Slice::total(), table(&rows, 2))] }
}
