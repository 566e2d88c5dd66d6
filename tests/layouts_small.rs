//! Official layouts without the real files beside the checkout: extracts of the regional database (attribution in
//! `fixtures/layouts/LIZENZ.txt`), invented tables in the layouts of the other offices, and faults of every kind.

#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::path::Path;

use proptest::prelude::*;
use sozialatlas::publish::import::layouts::{self, conversion};
use sozialatlas::publish::import::{CellRef, Grid, Taken, read_tables};

fn table(text: &str) -> Grid {
    read_tables(text.as_bytes(), "t.csv").unwrap().grids.remove(0)
}

fn take(grid: &Grid, file: &str, layout: &str) -> Taken {
    let found = layouts::recognise(grid).unwrap();
    assert_eq!(found.id, layout);
    (found.take)(grid, file).unwrap()
}

fn extract(name: &str, layout: &str) -> Taken {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/layouts").join(name);
    let tables = read_tables(&std::fs::read(path).unwrap(), name).unwrap();
    take(&tables.grids[0], name, layout)
}

/// All figures as lines `key series period category: cell flag`.
fn lines(taken: &Taken) -> Vec<String> {
    let line = |f: sozialatlas::publish::import::FigureRef<'_>| {
        let (CellRef::Number(text) | CellRef::Sign(text)) = f.cell;
        let category: Vec<&str> = f.breakdown.iter().map(|(_, c)| c.as_str()).collect();
        let place = &taken.places[f.place as usize];
        let series = &taken.series[f.series as usize];
        format!("{} {} {} {}: {text}{}", place.key, series.id, f.period, category.join("/"), f.flag)
    };
    taken.figures.iter().map(line).collect()
}

fn left_out(taken: &Taken) -> usize {
    taken.left_out.iter().map(|l| l.count).sum()
}

#[test]
fn extracts_of_the_regional_database() {
    let population = extract("12411-05-01-4.csv", "genesis");
    let lines_of = lines(&population);
    assert!(
        lines_of.contains(&"16056 durchschnittliche_jahresbevoelkerung 2008 männlich: 21076".to_owned()),
        "{lines_of:#?}"
    );
    assert!(!lines_of.iter().any(|l| l.starts_with("141 ")), "dissolved in 2008");
    assert_eq!((population.places[0].key.as_str(), population.places[0].level.as_str()), ("0", "country"));
    assert!(
        population.series[0]
            .definition
            .starts_with("Die durchschnittliche Jahresbevölkerung ist das arithmetische Mittel")
    );
    assert_eq!(population.series[0].source, "Fortschreibung des Bevölkerungsstandes");
    assert_eq!(
        (population.series[0].licence.as_str(), population.series[0].source_table.as_str()),
        ("dl-de/by-2-0", "12411-05-01-4")
    );
    let schools = extract("AI-N-06.csv", "genesis");
    assert!(
        lines(&schools).contains(&"09471 anteil_schulabgaenger_innen_mit_allgem_hochschulreife 2019 : -".to_owned()),
        "a zero beside a figure stays"
    );
    for (name, series) in [("46251-01-02-4.csv", 1), ("82411-01-03-4.csv", 2), ("AI002-1.csv", 7)] {
        let taken = extract(name, "genesis");
        assert_eq!(taken.series.len(), series, "{name}");
        assert!(taken.places.iter().any(|p| p.name == "Wartburgkreis" && p.level == "district"), "{name}");
    }
}

#[test]
fn a_destroyed_encoding_costs_no_figure_and_no_name_that_is_known() {
    let households = extract("12111-31-01-4.csv", "genesis");
    assert!(lines(&households).contains(&"01003 private_haushalte 2011 2: 35482".to_owned()));
    assert_eq!(
        households.places.iter().find(|p| p.key == "01003").unwrap().name,
        "Lübeck, Hansestadt, kreisfreie Stadt"
    );
    let lost = table(
        "GENESIS-Tabelle: 12111-31-01-4\nHaushalte;;;\n09.05.2011;;;\n;;Insgesamt;1\n;;Anzahl;Anzahl\n99001;  Gr\u{fffd}nburg, Kreis;50000;100\n__________\n",
    );
    let taken = take(&lost, "t.csv", "genesis");
    assert_eq!((taken.places[0].name.as_str(), taken.remarks[0].kind.id), ("99001", "layout-name-lost"));
}

#[test]
fn an_extract_of_the_police_statistics() {
    let crimes = extract("bka_2020.csv", "bka-pks");
    let all = lines(&crimes);
    assert!(all.contains(&"01003 pks_gesamt_faelle 2020 : 20942".to_owned()), "{all:?}");
    assert!(all.contains(&"16063 pks_980100_aufklaerungsquote 2020 : 51".to_owned()));
    assert_eq!((crimes.series.len(), crimes.places.len(), all.len()), (26, 4, 104));
}

#[test]
fn invented_tables_in_the_layouts_of_other_offices() {
    let long = table(
        "raumbezug,ags,name,year,kuerzel,value,bereich,edition,via\nBund,111,D,2020,q_x,1.5,b,INKAR2024,v\nKreise,09999,K,2020,q_x,2,b,INKAR2024,v\nMittelbereiche,1,M,2020,q_x,2,b,INKAR2024,v\n",
    );
    let taken = take(&long, "t.csv", "inkar");
    assert_eq!(
        (lines(&taken), left_out(&taken)),
        (vec!["0 q_x 2020 : 1.5".to_owned(), "09999 q_x 2020 : 2".to_owned()], 1)
    );
    let export = table("Kennziffer;Raumeinheit;Aggregat;Quote;Quote\n;;;2020;2021\n01001;A;Kreise;1.5;\n");
    assert_eq!(
        lines(&take(&export, "t.csv", "inkar-export")),
        ["01001 inkar_quote 2020 : 1.5", "01001 inkar_quote 2021 : "]
    );
    let index = table("kreis_id,kreis_name,year,gisd_score\n16051,E,2020,0.5\n16052,G,2020,0.7\n");
    assert_eq!(lines(&take(&index, "t.csv", "gisd"))[1], "16052 gisd_thueringen 2020 : 0.7");
    let atlas = table("ags,name,indicator,value\n16051,E,alq,5.5\n16051,E,schulden,9\n16051,E,neu,1\n");
    let taken = take(&atlas, "da_2022.csv", "deutschlandatlas");
    assert_eq!((lines(&taken), left_out(&taken)), (vec!["16051 da_alq 2023 : 5.5".to_owned()], 2));
    let census = table(
        "ags,municipality_name,population_census22,share_under18_census22,share_foreign_census22,avg_household_size_census22,vacancy_rate_census22,share_owner_occupied_census22,avg_rent_per_m2_census22\n14524010,B,2140.0,14.5,1.0,2.2,8.2,67.6,\n",
    );
    assert_eq!(lines(&take(&census, "t.csv", "zensus2022"))[4], "14524010 zensus_miete 2022 : ");
    let social = table("PLR_NAME,PLR_ID,EW,S1,SI_N,SI_V\nA,01100101,3419,4.2,2,mittel\nB,01100102,38,,,\n");
    let taken = take(&social, "t.csv", "berlin-mss");
    assert_eq!(
        lines(&taken)[3..],
        ["01100102 mss_s1 2020 : x", "01100102 mss_status 2020 : x", "01100102 mss_ew 2020 : 38"]
    );
    let leipzig =
        table("district,year,indicator,value,rubrik\nWahren,2022,Ausländer,5,2-1\nWahren,2022,Ausländer,3,7-3\n");
    assert_eq!(lines(&take(&leipzig, "t.csv", "leipzig"))[1], "Wahren l7_3_auslaender 2022 : 3");
    let list = table("AGS;type;name;NUTS3;area_km2;population\n01001;Stadt;A, Stadt;DE1;56.73;89504\n");
    assert_eq!(lines(&take(&list, "kreise_2022.csv", "kreise"))[1], "01001 bevoelkerung 2022 : 89504");
}

#[test]
fn the_municipal_register_joins_its_keys() {
    let head = "Satz-art;Text-kenn-zeichen;Amtlicher Regionalschlüssel (ARS);;;;;Gemeindename;Fläche km2 1);Bevölkerung;;;;Postleit-zahl3);Mittelpunkt;\n;;Land;RB;Kreis;VB;Gem;;;insgesamt;männlich;weiblich;je km2;;Längengrad;Breitengrad\n;;Gebietsstand am 31.12.2024;;;;;;31.12.2023 (Jahr);am 31.12.2023 (Jahr);;;;;;\n";
    let rows = "10;;16;;;;;Thüringen\n40;41;16;0;51;;;Erfurt\n50;50;16;0;51;0000;;Erfurt\n60;61;16;0;51;0000;000;Erfurt, Stadt;269.91;215675;104791;110884;799;99084;11,027236;50,977122\n60;66;01;0;53;9105;105;Wald;58.49;0;0;0;0;;10,37;53,53\n";
    let taken = take(&table(&format!("{head}{rows}")), "t.xlsx", "gv-isys");
    let all = lines(&taken);
    assert_eq!(all[..2], ["16051000 bevoelkerungsdichte 2023 : 799", "16051000 bevoelkerung 2023 : 215675"]);
    assert!(
        all.contains(&"16051000 flaeche 2023 : 269.91".to_owned())
            && !all.contains(&"01053105 bevoelkerungsdichte 2023 : 0".to_owned())
    );
    assert_eq!(
        (taken.points[0].1, taken.territorial_status.as_deref()),
        ([11.027_236, 50.977_122], Some("2024-12-31"))
    );
    assert_eq!(
        taken.places.iter().map(|p| p.key.as_str()).collect::<Vec<_>>(),
        ["16", "16051", "16051000", "01053105"]
    );
}

#[test]
fn conversion_keys_become_shares() {
    let keys = "Kreise 31.12.2018,Kreisname 2018,flächen- proportionaler Umsteige-schlüssel,bevölkerungs- proportionaler Umsteige- schlüssel,Kreise 31.12.2021,Kreisname 2021\n16063000,W,0.97,0.97318,16063000,W\n16063000,W,3.1E-2,0.02682,16066000,S\n1001000,F,1,1,1001000,F\n";
    let (shares, remarks) = conversion::shares(&table(keys), "k.csv").unwrap();
    assert_eq!((shares[1].new.as_str(), shares[1].years, shares[1].area), ("16066", (2018, 2021), 0.031));
    assert_eq!((shares[2].old.as_str(), remarks[0].kind.id), ("01001", "layout-zeros-restored"));
    let wrong = keys.replace("0.97318", "1.97");
    assert_eq!(conversion::shares(&table(&wrong), "k.csv").unwrap_err()[0].kind.id, "layout-cell-unreadable");
}

#[test]
fn faults_are_named_with_their_place() {
    let refuse = |text: &str, file: &str| {
        let grid = table(text);
        (layouts::recognise(&grid).unwrap().take)(&grid, file).unwrap_err().remove(0)
    };
    let cell = refuse("GENESIS-Tabelle: 1-2-3-4\nX;;;\n;;;A\n;;;Anzahl\n2019;01001;  Flensburg;8,3 Mio\n", "t.csv");
    assert_eq!((cell.kind.id, cell.row, cell.column.as_deref()), ("layout-cell-unreadable", Some(5), Some("A")));
    assert_eq!(refuse("GENESIS-Tabelle: 12345-1\nnichts;;\n", "t.csv").kind.id, "layout-no-figures");
    assert_eq!(refuse("ags,name,indicator,value\n16051,E,alq,5.5\n", "t.csv").kind.id, "layout-year-unknown");
    let twice = "district,year,indicator,value,rubrik\nWahren,2022,PKW,5,10-1\nWahren,2022,PKW,6,10-1\n";
    assert_eq!((refuse(twice, "t.csv").kind.id, refuse(twice, "t.csv").row), ("layout-row-doubled", Some(3)));
    let column = refuse(
        "Schluessel;Straftat;Gemeindeschluessel;Anzahl erfasste Faelle;Haeufigkeitszahl\n------;S;1001;8,38;1\n",
        "bka_2020.csv",
    );
    assert_eq!((column.kind.id, column.found.as_str()), ("layout-cell-unreadable", "8,38"));
}

#[test]
fn every_layout_has_an_id_of_its_own_and_names_in_both_languages() {
    for (place, layout) in layouts::ALL.iter().enumerate() {
        assert!(
            std::ptr::eq(layouts::by_id(layout.id).unwrap(), layout),
            "{} stands twice, also at {place}",
            layout.id
        );
        assert!(!layout.title_de.is_empty() && layout.title_de != layout.title_en, "{}", layout.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A known head over wild cells: something taken or remarks, and never a panic.
    #[test]
    fn wild_cells_under_known_heads_never_panic(
        head in 0_usize..12,
        cells in proptest::collection::vec(prop_oneof![
            "[0-9]{1,8}", "[0-9]{2}", "(19|20)[0-9]{2}", "\\PC{0,6}", Just("DG".to_owned()), Just("-".to_owned()),
            Just("60".to_owned()), Just("Kreise".to_owned()), Just("16051000".to_owned()), "-?[0-9]{1,3}[.,][0-9]{1,3}",
        ], 0..60),
        width in 1_usize..12,
    ) {
        let heads = [
            "GENESIS-Tabelle: 12345-01", "raumbezug;ags;name;year;kuerzel;value;bereich", "Kennziffer;Raumeinheit;Aggregat;A;B",
            "merk_id;m_id;rubrik;bereich;kuerzel;kurzname;name", "kreis_id;kreis_name;year;gisd_score;gisd_5",
            "Satz-art;;Amtlicher Regionalschlüssel (ARS);;;;;Gemeindename;Fläche km2;Bevölkerung",
            "AGS;type;name;NUTS3;area_km2;population",
            "Kreise 31.12.2018;N;flächen- proportionaler;bevölkerungs- proportionaler;Kreise 31.12.2021;N",
            "ags;municipality_name;population_census22", "PLR_ID;S1;SI_N;EW", "district;year;indicator;value;rubrik",
            "Straftat;Gemeindeschluessel;Anzahl erfasste Faelle;Haeufigkeitszahl;Schluessel",
        ];
        let mut grid = Grid::new("", sozialatlas::publish::import::Origin::Workbook);
        heads[head].split(';').for_each(|cell| grid.push_cell(cell));
        grid.end_row(1);
        for (at, row) in cells.chunks(width).enumerate() {
            row.iter().for_each(|cell| grid.push_cell(cell));
            grid.end_row(at + 2);
        }
        for layout in layouts::ALL {
            match (layout.take)(&grid, "t_2020.csv") {
                Ok(taken) => for figure in taken.figures.iter() {
                    prop_assert!((figure.place as usize) < taken.places.len() && (figure.series as usize) < taken.series.len());
                },
                Err(remarks) => prop_assert!(!remarks.is_empty(), "{}", layout.id),
            }
            let _ = conversion::shares(&grid, "t");
        }
    }
}
