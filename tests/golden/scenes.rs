//! A small country, made by hand: ties, every kind of missing figure, negative changes, long and hostile names.

use sozialatlas::model::{AreaIx, Missing, Observation, Period, ValueFlags};
use sozialatlas::scene::*;

const NAMES: [&str; 14] = [
    "Gera",
    "Jena",
    "Saalfeld-Rudolstadt",
    "Schmalkalden-Meiningen",
    "Unstrut-Hainich-Kreis",
    "Altenburger Land",
    "Suhl",
    "Ilm-Kreis",
    "Mecklenburgische Seenplatte",
    "Weimar",
    "<b>Fulda</b> & \"Söhne\"",
    "Sömmerda",
    "Eisenach",
    "Eichsfeld",
];

fn figures() -> Vec<Observation> {
    use Missing::*;
    let known = |v| Observation::Known(v, ValueFlags::NONE);
    vec![
        known(9.8),
        known(8.1),
        known(7.4),
        known(7.4),
        known(7.4),
        known(5.2),
        known(4.4),
        Observation::Missing(UnknownOrConfidential),
        Observation::Missing(NotPublished),
        Observation::Missing(Pending),
        Observation::Missing(Unreliable),
        Observation::Missing(NotApplicable),
        Observation::Missing(NoSuchArea),
        Observation::Missing(TerritoryChanged),
    ]
}

const BOUNDS: [f64; 6] = [4.4, 5.0, 6.5, 7.4, 8.2, 9.8];

fn german(value: f64, decimals: u8) -> String {
    format!("{value:.*}", usize::from(decimals)).replace('.', ",").replace('-', "\u{2212}")
}

fn words(reason: Missing) -> &'static str {
    match reason {
        Missing::NotPublished => "nicht veröffentlicht",
        Missing::UnknownOrConfidential => "unbekannt oder geheim",
        Missing::Pending => "Angabe fällt später an",
        Missing::Unreliable => "Wert nicht sicher genug",
        Missing::NotApplicable => "Angabe nicht sinnvoll",
        Missing::NoSuchArea => "Gebiet gab es noch nicht",
        Missing::TerritoryChanged => "Gebiet hat sich geändert",
    }
}

fn text(figure: Observation) -> String {
    match figure {
        Observation::Known(value, _) => german(value, 1) + "\u{202f}%",
        Observation::Missing(reason) => words(reason).to_owned(),
    }
}

/// The step of one of five classes.
fn fifth(class: usize) -> u8 {
    [1, 3, 5, 7, 9][class]
}

fn paint(figure: Observation, ramp: Ramp) -> Paint {
    match figure {
        Observation::Known(value, _) => Paint::Class(ramp, fifth(BOUNDS[1..5].iter().filter(|b| value >= **b).count())),
        Observation::Missing(reason) => Paint::Missing(reason),
    }
}

/// Hexagons in four rows; the last area has no boundary.
fn regions() -> Vec<String> {
    let hexagon = |i: usize| {
        let (row, column) = (i / 4, i % 4);
        let x = 4.0 + column as f64 * 80.0 + if row % 2 == 1 { 40.0 } else { 0.0 };
        let y = 2.0 + row as f64 * 66.0;
        format!("M{x} {}l40-22 40 22v44l-40 22-40-22z", y + 22.0)
    };
    (0..NAMES.len()).map(|i| if i == 13 { String::new() } else { hexagon(i) }).collect()
}

fn a_map(title: &str, ramp: Ramp) -> Scene {
    let figures = figures();
    let labels: Vec<(AreaIx, f64, f64, String)> = (0..13)
        .map(|i| {
            let x = 44.0 + (i % 4) as f64 * 80.0 + if i / 4 % 2 == 1 { 40.0 } else { 0.0 };
            (AreaIx::at(i), x, 46.0 + (i / 4) as f64 * 66.0, NAMES[i].to_owned())
        })
        .collect();
    map(&MapInput {
        width: 368.0,
        height: 294.0,
        title,
        summary: "Am höchsten in Gera (9,8 %), am niedrigsten in Suhl (4,4 %).",
        regions: &regions(),
        paints: &figures.iter().map(|f| paint(*f, ramp)).collect::<Vec<_>>(),
        names: &NAMES.iter().zip(&figures).map(|(n, f)| format!("{n}: {}", text(*f))).collect::<Vec<_>>(),
        selected: &[AreaIx(3)],
        labels: &labels,
    })
}

fn a_bars(width: f64) -> Scene {
    let ranks = ["1.", "2.", "3.–5.", "3.–5.", "3.–5.", "6.", "7."];
    let rows: Vec<BarRow> = (0..NAMES.len())
        .map(|i| {
            let figure = figures()[i];
            BarRow {
                area: Some(AreaIx::at(i)),
                name: NAMES[i].to_owned(),
                rank: ranks.get(i).copied().unwrap_or("").to_owned(),
                figure,
                text: text(figure),
                paint: paint(figure, Ramp::Sequential),
                compare: None,
                label: format!("{}: {}", NAMES[i], text(figure)),
            }
        })
        .collect();
    bars(&BarsInput {
        width,
        title: "Arbeitslosenquote 2023 nach Kreisen",
        summary: "Am höchsten in Gera. 7 von 14 Gebieten haben keinen Wert.",
        rows: &rows,
        references: &[(6.2, "Beispielland 6,2 %".to_owned()), (5.7, "Deutschland 5,7 %".to_owned())],
        selected: &[AreaIx(3)],
    })
}

fn a_change(width: f64) -> Scene {
    let changes = [12.4, 3.0, 0.0, -0.4, -8.75, -21.0];
    let rows: Vec<BarRow> = changes
        .iter()
        .enumerate()
        .map(|(i, change)| BarRow {
            area: Some(AreaIx::at(i)),
            name: NAMES[i].to_owned(),
            rank: String::new(),
            figure: Observation::Known(*change, ValueFlags::NONE),
            text: german(*change, 1),
            paint: Paint::Class(Ramp::Diverging, if *change > 0.0 { 7 } else { 3 }),
            compare: None,
            label: format!("{}: {} Prozentpunkte", NAMES[i], german(*change, 1)),
        })
        .collect();
    bars(&BarsInput {
        width,
        title: "Veränderung der Quote von 2018 bis 2023 in Prozentpunkten",
        summary: "Zwei Gebiete steigen, drei sinken.",
        rows: &rows,
        references: &[(-1.5, "Land −1,5".to_owned())],
        selected: &[],
    })
}

fn a_strip(width: f64) -> Scene {
    let figures = figures();
    let classes: Vec<StripClass> = BOUNDS
        .windows(2)
        .enumerate()
        .map(|(i, b)| StripClass { low: b[0], high: b[1], paint: Paint::Class(Ramp::Sequential, fifth(i)) })
        .collect();
    let ticks: Vec<StripTick> = figures
        .iter()
        .enumerate()
        .filter_map(|(i, f)| {
            let (area, paint) = (AreaIx::at(i), paint(*f, Ramp::Sequential));
            Some(StripTick { area, figure: f.value()?, paint, name: format!("{}: {}", NAMES[i], text(*f)) })
        })
        .collect();
    strip(&StripInput {
        width,
        title: "Legende: Arbeitslosenquote 2023",
        summary: "Fünf Klassen von 4,4 bis 9,8 %.",
        classes: &classes,
        bounds: &BOUNDS.map(|b| (b, german(b, 1) + if b == 9.8 { " %" } else { "" })),
        ticks: &ticks,
        references: &[(6.2, "Beispielland 6,2 %".to_owned())],
        selected: &[AreaIx(3)],
        missing: &Missing::ALL.map(|m| (m, format!("{} (1)", words(m)))),
    })
}

fn points(name: &str, figures: &[(i16, f64)]) -> Vec<Point> {
    let point = |&(year, value): &(i16, f64)| Point {
        period: Period::Year(year),
        figure: if value < 0.0 {
            Observation::Missing(Missing::UnknownOrConfidential)
        } else {
            Observation::Known(value, ValueFlags::NONE)
        },
        name: format!("{name} {year}: {}", german(value, 1)),
    };
    figures.iter().map(point).collect()
}

fn series(area: u32, label: &str, paint: Paint, figures: &[(i16, f64)]) -> Series {
    let name = NAMES[area as usize];
    Series {
        area: Some(AreaIx(area)),
        label: label.to_owned(),
        name: name.to_owned(),
        points: points(name, figures),
        paint,
        dashed: false,
    }
}

fn a_line(width: f64) -> Scene {
    let gera = [
        (2009, 12.9),
        (2011, 11.2),
        (2013, 10.4),
        (2014, -1.0),
        (2015, 9.1),
        (2016, -1.0),
        (2017, 8.4),
        (2018, 7.6),
        (2019, 7.1),
        (2020, 8.3),
        (2021, 8.0),
        (2022, 7.7),
        (2023, 7.4),
    ];
    let jena = [(2009, 8.4), (2011, 7.0), (2013, 6.6), (2015, 6.0), (2018, 5.1), (2020, 6.0), (2023, 7.1)];
    let land = [(2009, 10.6), (2011, 8.2), (2013, 7.6), (2015, 6.9), (2018, 5.0), (2020, 5.7), (2023, 6.2)];
    let background: Vec<Series> = (4..12u32)
        .map(|i| {
            let shift = f64::from(i % 5) - 1.5;
            let figures = land.map(|(year, v)| (year, v + shift + f64::from((year as u32 * i) % 7) / 10.0));
            series(i, "", Paint::Grid, &figures)
        })
        .collect();
    let reference = Series { area: None, ..series(2, "Land 6,2 %", Paint::Reference, &land) };
    line(&LineInput {
        width,
        height: if width < 420.0 { 260.0 } else { 320.0 },
        title: "Arbeitslosenquote 2009 bis 2023 in Prozent",
        summary: "In Schmalkalden-Meiningen seit 2009 von 12,9 auf 7,4 % gesunken.",
        series: &[
            reference,
            series(1, "Jena 7,1 %", series_paint(1), &jena),
            series(3, "Schmalkalden-Meiningen 7,4 %", series_paint(0), &gera),
        ],
        background: &background,
        breaks: &[(Period::Year(2017), "ab 2017 neue Erhebung".to_owned())],
        zero: true,
        number: &german,
        period: &|p| p.to_string(),
    })
}

fn a_groups(width: f64) -> Scene {
    let ages = ["unter 3", "3 bis unter 6", "6 bis unter 10", "10 bis unter 15", "65 bis unter 75", "75 und älter"];
    let shares = [2.1, 2.6, 3.7, 4.6, 13.9, 14.8];
    let reference = [2.2, 2.7, 3.8, 4.7, 13.0, 13.2];
    let rows: Vec<BarRow> = (0..ages.len())
        .map(|i| BarRow {
            area: None,
            name: ages[i].to_owned(),
            rank: String::new(),
            figure: if i == 2 {
                Observation::Missing(Missing::Unreliable)
            } else {
                Observation::Known(shares[i], ValueFlags::NONE)
            },
            text: if i == 2 { words(Missing::Unreliable).to_owned() } else { german(shares[i], 1) + " %" },
            paint: Paint::Neutral,
            compare: Some(reference[i]),
            label: format!("{}: {}", ages[i], german(shares[i], 1)),
        })
        .collect();
    groups(&GroupsInput {
        width,
        title: "Bevölkerung nach Alter 2023",
        summary: "Über 65 Jahre alt sind mehr als im Land.",
        rows: &rows,
        area: (Paint::Neutral, "Saalfeld-Rudolstadt"),
        reference: "Beispielland",
    })
}

fn small() -> [(&'static str, Scene); 2] {
    let figures: Vec<f64> = figures().iter().filter_map(|f| f.value()).collect();
    let words = ("Lage unter allen Kreisen", "Dritthöchster Wert.");
    let strip = strip_small(&StripSmallInput {
        width: 160.0,
        height: 20.0,
        title: words.0,
        summary: words.1,
        figures: &figures,
        this: Some(7.4),
        reference: Some(6.2),
    });
    let points =
        points("Gera", &[(2015, 9.0), (2016, 8.0), (2017, -1.0), (2018, 7.0), (2019, -1.0), (2023, 8.4), (2024, 8.8)]);
    let spark = spark(&SparkInput {
        width: 120.0,
        height: 32.0,
        title: "Verlauf",
        summary: "Zuletzt gestiegen.",
        points: &points,
        reference: &[],
        breaks: &[],
    });
    [("strip-small", strip), ("spark-small", spark)]
}

/// Every scene with its name; names that end in `dark` are printed for the dark.
pub fn all() -> Vec<(&'static str, Scene)> {
    let mut all = vec![
        ("map", a_map("Arbeitslosenquote 2023", Ramp::Sequential)),
        ("map-diverging-dark", a_map("Abstand zum Land 2023", Ramp::Diverging)),
        ("bars-wide", a_bars(760.0)),
        ("bars-narrow", a_bars(330.0)),
        ("change-wide", a_change(760.0)),
        ("change-narrow-dark", a_change(330.0)),
        ("strip-wide", a_strip(760.0)),
        ("strip-narrow", a_strip(330.0)),
        ("line-wide", a_line(760.0)),
        ("line-narrow-dark", a_line(330.0)),
        ("groups-wide", a_groups(760.0)),
        ("groups-narrow", a_groups(330.0)),
    ];
    all.extend(small());
    all
}
