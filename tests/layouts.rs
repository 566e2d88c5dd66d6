//! Official layouts on the real files, which lie beside the checkout (`../shared/data`) and are no part of it: how much is
//! taken, figures read by eye, value states, and what is left out for which reason.

#![allow(clippy::unwrap_used)] // a test that cannot read its file has failed

use std::path::{Path, PathBuf};

use sozialatlas::model::Lang;
use sozialatlas::publish::import::layouts::conversion;
use sozialatlas::publish::import::{CellRef, Grid, Taken, layouts, read_tables};

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from).join("data");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is required and not there");
    println!("left out: ../shared is not there");
    None
}

fn sheets(folder: &Path, name: &str) -> Vec<Grid> {
    read_tables(&std::fs::read(folder.join(name)).unwrap(), name).unwrap().grids
}

/// What the first sheet that a layout recognises gives.
fn taken(folder: &Path, name: &str, layout: &str) -> Taken {
    let grids = sheets(folder, name);
    let (grid, found) = grids.iter().find_map(|g| Some((g, layouts::recognise(g)?))).unwrap();
    assert_eq!(found.id, layout, "{name}");
    (found.take)(grid, name).unwrap()
}

/// The cell of an area, series and period, and of a category if one is asked.
fn cell(taken: &Taken, key: &str, series: &str, period: &str, category: &str) -> String {
    let found = taken.figures.iter().filter(|f| {
        taken.places[f.place as usize].key == key
            && taken.series[f.series as usize].id == series
            && f.period == period
            && f.breakdown.first().map_or("", |(_, c)| c) == category
    });
    let texts: Vec<&str> = found
        .map(|f| match f.cell {
            CellRef::Number(text) | CellRef::Sign(text) => text,
        })
        .collect();
    assert_eq!(texts.len(), 1, "{key} {series} {period} {category}: {texts:?}");
    texts[0].to_owned()
}

fn signs(taken: &Taken, sign: &str) -> usize {
    taken.figures.iter().filter(|f| f.cell == CellRef::Sign(sign)).count()
}

fn size(taken: &Taken) -> (usize, usize, usize) {
    (taken.series.len(), taken.places.len(), taken.figures.len())
}

fn left_out(taken: &Taken, words: &str) -> usize {
    taken.left_out.iter().filter(|l| l.what.contains(words)).map(|l| l.count).sum()
}

#[test]
fn regional_database_tables_whole() {
    let Some(folder) = shared() else { return };
    let population = taken(&folder, "genesis/12411-05-01-4.csv", "genesis");
    assert_eq!(
        (size(&population), signs(&population, "."), left_out(&population, "aufgelöster")),
        ((1, 538, 36_711), 792, 1213)
    );
    assert_eq!(cell(&population, "0", "durchschnittliche_jahresbevoelkerung", "2019", ""), "83092962");
    assert_eq!(cell(&population, "01001", "durchschnittliche_jahresbevoelkerung", "2019", "weiblich"), "45083");
    assert_eq!(cell(&population, "11001001", "durchschnittliche_jahresbevoelkerung", "2019", "männlich"), ".");
    let cars = taken(&folder, "genesis/46251-01-02-4.csv", "genesis");
    assert_eq!((size(&cars), left_out(&cars, "aufgelöster")), ((1, 462, 20_245), 793));
    assert_eq!(cell(&cars, "16054", "kraftfahrzeugbestand", "2020", "Krafträder"), "1635");
    assert_eq!(cars.series[0].reference_date, "01.01.");
    let income = taken(&folder, "genesis/82411-01-03-4.csv", "genesis");
    assert_eq!((size(&income), signs(&income, ".")), ((2, 462, 17_544), 596));
    assert_eq!(cell(&income, "16054", "verfueg_einkommen_der_priv_haushalte_je_einwohner", "2018", ""), "22371");
    assert_eq!((income.series[0].unit.as_str(), income.series[1].measure.as_deref()), ("Tsd. EUR", Some("mean")));
    let schools = taken(&folder, "genesis/AI-N-06.csv", "genesis");
    assert_eq!((size(&schools), signs(&schools, "-"), signs(&schools, "x")), ((2, 538, 13_806), 29, 58));
    assert_eq!(cell(&schools, "16056", "anteil_schulabgaenger_innen_ohne_hauptschulabschluss", "2019", ""), "10.7");
    let atlas = taken(&folder, "genesis/AI002-1.csv", "genesis");
    assert_eq!((size(&atlas), signs(&atlas, "."), signs(&atlas, "x")), ((7, 538, 42_966), 4871, 525));
    assert_eq!(cell(&atlas, "16072", "bevoelkerungsentwicklung_im_jahr_je_10_000_ew", "2019", ""), ".");
    assert_eq!(cell(&atlas, "16054", "bevoelkerungsentwicklung_im_jahr_je_10_000_ew", "2018", ""), "-94.6");
    assert_eq!((atlas.series[1].per, atlas.series[1].unit.as_str()), (Some(10_000), "je 10.000 EW"));
}

#[test]
fn the_table_with_the_destroyed_encoding_gives_all_figures_and_names() {
    let Some(folder) = shared() else { return };
    let households = taken(&folder, "genesis/12111-31-01-4.csv", "genesis");
    assert_eq!((size(&households), left_out(&households, "aufgelöster")), ((1, 459, 3213), 79));
    assert_eq!(cell(&households, "16054", "private_haushalte", "2011", "6 und mehr"), "108");
    assert!(households.places.iter().all(|p| !p.name.contains('\u{fffd}')));
    assert_eq!(households.remarks.iter().map(|r| r.kind.id).collect::<Vec<_>>(), ["layout-names-repaired"]);
    assert_eq!(households.series[0].attribution, "© Statistische Ämter des Bundes und der Länder, Deutschland, 2021");
}

#[test]
fn police_statistics_whole() {
    let Some(folder) = shared() else { return };
    let crimes = taken(&folder, "genesis/bka_2020_KR-F-01-T01-Kreise-Faelle-HZ_csv.csv", "bka-pks");
    assert_eq!((size(&crimes), left_out(&crimes, "ohne Überschrift")), ((546, 401, 218_946), 5));
    assert_eq!(cell(&crimes, "01001", "pks_gesamt_faelle", "2020", ""), "8380");
    assert_eq!(cell(&crimes, "02000", "pks_gesamt_faelle", "2020", ""), "199280");
    assert_eq!(cell(&crimes, "16054", "pks_gesamt_hz", "2020", ""), "12466");
    assert_eq!(cell(&crimes, "16077", "pks_980100_tv_nd_anteil", "2020", ""), "13.3");
    assert_eq!(
        crimes.remarks.iter().map(|r| (r.kind.id, r.expected.as_str())).collect::<Vec<_>>(),
        [("layout-zeros-restored", "318")]
    );
}

#[test]
fn inkar_in_all_its_forms() {
    let Some(folder) = shared() else { return };
    let districts = taken(&folder, "inkar/inkar2024_th_sn_kreise_long.csv.gz", "inkar");
    assert_eq!((size(&districts), districts.territorial_status.as_deref()), ((147, 52, 115_276), Some("2022-12-31")));
    assert_eq!(cell(&districts, "16054", "q_alo", "2021", ""), "5.84");
    assert_eq!(cell(&districts, "0", "a_schul_abi", "1995", ""), "24.34");
    let meta = taken(&folder, "inkar/inkar2024_indikatoren_meta.csv", "inkar-meta");
    assert_eq!((size(&meta), left_out(&meta, "weitere Zeilen")), ((146, 0, 0), 29));
    let explained = |id: &str| meta.series.iter().any(|s| s.id == id);
    let missing: Vec<&str> = districts.series.iter().map(|s| s.id.as_str()).filter(|id| !explained(id)).collect();
    assert_eq!(missing, ["d_Haushaltseinkommen"]);
    let rate = meta.series.iter().find(|s| s.id == "q_alo").unwrap();
    assert_eq!(
        (rate.title.as_str(), rate.unit.as_str(), rate.measure.as_deref()),
        ("Arbeitslosenquote", "%", Some("share"))
    );
    assert_eq!(rate.formula, "Arbeitslose / alle zivile Erwerbspersonen x 100");
    let municipalities = taken(&folder, "inkar/inkar2024_gemeinden_th_zwickau_long.csv.gz", "inkar");
    assert_eq!(size(&municipalities), (34, 664, 130_299));
    assert_eq!(cell(&municipalities, "14524330", "q_hausarzt_bev", "2022", ""), "5.85");
    let older = taken(&folder, "inkar/inkar2022ed_th_sn_kreise_long.csv.gz", "inkar");
    assert_eq!(size(&older), (65, 36, 24_568));
    assert!(older.places.iter().any(|p| p.key == "16056"));
    assert_eq!(cell(&older, "16063", "inkar_343", "2018", ""), "1751.0");
    assert_eq!(
        older.series.iter().find(|s| s.id == "inkar_343").unwrap().reference_date,
        "Mittel der Jahre 2016 bis 2018"
    );
    let export = taken(&folder, "gisd/E_Schuldnerquote.xls", "inkar-export");
    assert_eq!(size(&export), (1, 400, 7200));
    assert_eq!(cell(&export, "01001", "inkar_schuldnerquote", "2021", ""), "14.79");
    let grids = sheets(&folder, "gisd/E_Schuldnerquote.xls");
    let notes = (layouts::by_id("inkar-export").unwrap().take)(&grids[1], "x").unwrap();
    assert_eq!((notes.series[0].id.as_str(), notes.series[0].unit.as_str()), ("inkar_schuldnerquote", "%"));
    assert_eq!(taken(&folder, "gisd/E_Haushaltseinkommen.xls", "inkar-export").places.len(), 400);
}

#[test]
fn deprivation_index_and_deutschlandatlas() {
    let Some(folder) = shared() else { return };
    let districts = taken(&folder, "gisd/GISD_Bund_Kreis.csv", "gisd");
    assert_eq!(size(&districts), (4, 400, 38_400));
    assert_eq!(cell(&districts, "16054", "gisd", "2021", ""), "0.711");
    assert_eq!(cell(&districts, "16054", "gisd_quintil", "2021", ""), "5");
    let land = taken(&folder, "gisd/GISD_Thueringen_Kreis.csv", "gisd");
    assert_eq!((size(&land), cell(&land, "16054", "gisd_thueringen", "2021", "").as_str()), ((1, 22, 528), "0.86385"));
    for (file, expected) in [
        ("Bund_Raumordnungsregion", (4, 96, 9216)),
        ("Sachsen_Kreis", (1, 13, 312)),
        ("Sachsen_Gemeindeverband", (1, 309, 7416)),
        ("Thueringen_Gemeindeverband", (1, 192, 4608)),
    ] {
        assert_eq!(size(&taken(&folder, &format!("gisd/GISD_{file}.csv"), "gisd")), expected, "{file}");
    }
    let atlas = taken(&folder, "deutschlandatlas/deutschlandatlas_2022_th_sn.csv", "deutschlandatlas");
    assert_eq!((size(&atlas), signs(&atlas, "")), ((48, 35, 1680), 2));
    assert_eq!(cell(&atlas, "16054", "da_alq", "2023", ""), "6.07");
    assert_eq!(cell(&atlas, "16076", "da_preis_miet", "2022", ""), "");
    assert_eq!((left_out(&atlas, "schulden"), left_out(&atlas, "kbetr_ue6")), (35, 35));
    assert_eq!(
        atlas.remarks.iter().map(|r| (r.kind.id, r.expected.as_str())).collect::<Vec<_>>(),
        [("layout-year-doubtful", "40")]
    );
}

#[test]
fn registers_and_conversion_keys() {
    let Some(folder) = shared() else { return };
    let register = taken(&folder, "registers/AuszugGV4QAktuell_2024.xlsx", "gv-isys");
    let municipalities = register.places.iter().filter(|p| p.level == "municipality").count();
    // Two areas of water have no point.
    assert_eq!((municipalities, register.places.len(), register.points.len()), (10_959, 11_375, 10_957));
    assert_eq!(register.territorial_status.as_deref(), Some("2024-12-31"));
    assert_eq!(cell(&register, "16051000", "bevoelkerung", "2023", ""), "215675");
    assert_eq!(cell(&register, "16051000", "bevoelkerung", "2023", "weiblich"), "110884");
    assert_eq!(cell(&register, "16051000", "flaeche", "2023", ""), "269.91");
    assert_eq!(left_out(&register, "unbewohnter"), 205);
    let list = taken(&folder, "registers/04-kreise.xlsx", "kreise");
    assert_eq!((size(&list), list.territorial_status.as_deref()), ((3, 417, 2005), Some("2019-12-31")));
    assert_eq!(cell(&list, "16056", "bevoelkerung", "2019", ""), "42250");
    let (mut rows, mut corrected) = (0, 0);
    for grid in sheets(&folder, "registers/ref-kreise-umrech-2021-1990-2020.xlsx") {
        let (shares, remarks) = conversion::shares(&grid, "k").unwrap();
        let year = grid.sheet.parse::<u16>().unwrap();
        // Four sheets say 2020 in their headings, although Eisenach has joined the Wartburgkreis in them.
        assert!(shares.iter().all(|s| s.years == (year, 2021)), "{}", grid.sheet);
        corrected += remarks.iter().filter(|r| r.kind.id == "layout-year-corrected").count();
        rows += shares.len();
        if year == 2018 {
            let part = shares.iter().find(|s| s.old == "16063" && s.new == "16066").unwrap();
            assert!((part.population - 0.026_815_7).abs() < 1e-6 && (part.area - 0.030_960_8).abs() < 1e-6);
        }
        if year == 2020 {
            let eisenach = shares.iter().find(|s| s.old == "16056").unwrap();
            assert_eq!((eisenach.new.as_str(), eisenach.population, eisenach.area), ("16063", 1.0, 1.0));
        }
    }
    assert_eq!((rows, corrected), (14_165, 4));
    let grids = sheets(&folder, "registers/ref-gemeinden-ab-2020.xlsx");
    let all: Vec<_> = grids.iter().map(|g| conversion::shares(g, "g").unwrap().0).collect();
    assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [11_004, 10_995, 11_000]);
    assert!(all[0].iter().any(|s| s.old == "16056000" && s.new == "16063105"));
}

#[test]
fn census_berlin_and_leipzig() {
    let Some(folder) = shared() else { return };
    let census = taken(&folder, "zensus2022/zensus2022_gemeinden_th_zwickau.csv", "zensus2022");
    assert_eq!((census.series.len(), census.places.len()), (5, 664));
    assert_eq!(cell(&census, "14524330", "zensus_leerstand", "2022", ""), "13.1");
    assert_eq!(left_out(&census, "share_under18"), 664);
    let social = taken(&folder, "berlin_mss/mss_2021.csv", "berlin-mss");
    assert_eq!((social.places.len(), signs(&social, "x") / 21), (542, 6));
    assert_eq!(cell(&social, "01100102", "mss_s1", "2020", ""), "1.15858");
    assert_eq!(cell(&social, "10100205", "mss_s1", "2020", ""), "x");
    assert_eq!(cell(&social, "10100205", "mss_ew", "2020", ""), "1262");
    let z = taken(&folder, "berlin_mss/mss_2021_index-indikatoren_z-werte_plr.csv", "berlin-mss");
    assert_eq!(cell(&z, "01100102", "mss_zs1", "2020", ""), "-1.30");
    for (file, series) in [
        ("mss_2021_index_indikatoren", 7),
        ("mss_2021_indizes", 4),
        ("mss_2021_kontext_indikatoren", 14),
        ("einwohnerbestand_06-2022_plr", 11),
        ("LOR_2021", 1),
    ] {
        let table = taken(&folder, &format!("berlin_mss/{file}.csv"), "berlin-mss");
        assert_eq!((table.series.len(), table.places.len()), (series, 542), "{file}");
    }
    let old = taken(
        &folder,
        "berlin_mss/berlin-monitoring-social-urban-development-2019-00-1-planning-areas.csv",
        "berlin-mss",
    );
    assert_eq!((old.places.len(), cell(&old, "01011102", "mss_dynamik", "2018", "").as_str()), (447, "x"));
    let leipzig = taken(&folder, "leipzig/leipzig_ortsteile_long.csv.gz", "leipzig");
    assert_eq!((size(&leipzig), signs(&leipzig, ".")), ((133, 63, 121_779), 29));
    assert_eq!(cell(&leipzig, "Grünau-Mitte", "l4_4_sgb_ii_quote", "2022", ""), "30");
    assert_eq!(cell(&leipzig, "Althen-Kleinpösna", "l6_5_wohnflaeche_je_wohnung", "2000", ""), ".");
}

#[test]
fn tables_that_are_wrong_are_refused_with_their_cause() {
    let Some(folder) = shared() else { return };
    for (name, kind) in [
        ("berlin_mss/berlin-monitoring-social-urban-development-2019-00-3-districts.csv", "layout-table-shifted"),
        ("registers/npm_landkreise-deutschland_3.0.0_districts.csv", "layout-year-unknown"),
    ] {
        let grid = &sheets(&folder, name)[0];
        let refused = (layouts::recognise(grid).unwrap().take)(grid, name).unwrap_err();
        assert_eq!(refused[0].kind.id, kind);
        assert!(refused[0].line(Lang::De).starts_with("Fehler"));
    }
}
