//! Territory on real figures: Eisenach and the Wartburgkreis, conversion keys of the BBSR, an older edition of INKAR.

#![allow(clippy::unwrap_used)] // a test that cannot read its file has failed

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use sozialatlas::model::{Missing, Observation, Period, ValueFlags};
use sozialatlas::publish::import::{CellRef, Taken, layouts, read_tables};
use sozialatlas::publish::territory::{
    Column, Conversion, Crosswalk, Way, Weight, carry_counts, carry_others, carry_rate, day_of,
};

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from);
    if folder.join("data").is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is required and not there");
    println!("left out: ../shared is not there");
    None
}

fn fresh(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    path
}

fn atlas(arguments: &[&str]) -> (bool, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_atlas")).arg("territory").args(arguments).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
    (done.status.success(), said)
}

type Rows = BTreeMap<(String, String, String, String), (String, String)>;

/// A long table: key, indicator, period and categories to value and flag.
fn long(path: &Path) -> Rows {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|h| h == name).unwrap();
    let (key, indicator, period, value, flag) =
        (column("key"), column("indicator"), column("period"), column("value"), column("flag"));
    let row = |r: csv::StringRecord| {
        let rest: Vec<&str> =
            (0..r.len()).filter(|c| ![key, indicator, period, value, flag].contains(c)).map(|c| &r[c]).collect();
        let name = (r[key].to_owned(), r[indicator].to_owned(), r[period].to_owned(), rest.concat());
        (name, (r[value].to_owned(), r[flag].to_owned()))
    };
    reader.records().map(|r| row(r.unwrap())).collect()
}

const CROSSWALK: &str = "old,new,weight,date\n16056,16063,1,2021-07-01\n";

fn public() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/bundles/thueringen")
}

/// The bundle of the atlas on the territory since 1 July 2021, its level of 23 districts converted.
fn converted(name: &str) -> (PathBuf, String) {
    let out = fresh(name);
    std::fs::create_dir_all(&out).unwrap();
    let walk = out.join("x.csv");
    std::fs::write(&walk, CROSSWALK).unwrap();
    let bundle = out.join("bundle");
    let (source, walk) = (public(), walk.display().to_string());
    let report = out.join("report.csv").display().to_string();
    let arguments = [
        source.to_str().unwrap(),
        "--crosswalk",
        &walk,
        "--to",
        "2021-07-01",
        "--out",
        bundle.to_str().unwrap(),
        "--report",
        &report,
    ];
    let (fine, said) = atlas(&arguments);
    assert!(fine, "{said}");
    assert!(!atlas(&arguments).0, "an output that is there is not replaced");
    (bundle, said)
}

#[test]
fn eisenach_joins_the_wartburgkreis() {
    let (bundle, said) = converted("eisenach");
    let (before, after) = (long(&public().join("werte_kreis23.csv")), long(&bundle.join("werte_kreis23.csv")));
    assert!(after.keys().all(|(key, ..)| key != "16056") && before.keys().any(|(key, ..)| key == "16056"));
    for (name, (value, flag)) in after.iter().filter(|((key, ..), _)| key != "16063") {
        let (old, old_flag) = &before[name];
        let number = |text: &str| text.parse::<f64>().ok();
        assert_eq!(number(value), number(old), "{name:?}: areas that did not change keep their figures");
        // A sign in the place of a figure becomes the flag of the same meaning.
        assert!(flag == old_flag || (number(old).is_none() && !flag.is_empty()), "{name:?}: {flag} {old_flag}");
    }
    let get = |rows: &Rows, key: &str, year: &str| -> f64 {
        rows[&(key.to_owned(), "pop_avg".to_owned(), year.to_owned(), String::new())].0.parse().unwrap()
    };
    let (east, west, both) =
        (get(&before, "16056", "2019"), get(&before, "16063", "2019"), get(&after, "16063", "2019"));
    assert_eq!(east + west, both);
    let lost = after[&("16063".into(), "births_10k".into(), "2010".into(), String::new())].clone();
    assert_eq!(lost, (String::new(), "territory".to_owned()), "a rate without its counts");
    assert!(
        said.contains("[territory-summed]") && said.contains("[territory-lost]") && said.contains("[territory-gone]")
    );
    let catalogue = std::fs::read_to_string(bundle.join("katalog.csv")).unwrap();
    let manifest = std::fs::read_to_string(bundle.join("datapackage.json")).unwrap();
    assert!(catalogue.contains("Gebietsstand 01.07.2021") && manifest.contains("2021-07-01"));
    let report = std::fs::read_to_string(bundle.join("../report.csv")).unwrap();
    assert!(report.contains("pop_avg,2019,,16063,summed,") && report.contains("16056 16063"));
}

/// What was computed by hand for the bundle of the atlas comes out of the command as well.
#[test]
fn the_level_of_22_districts_is_reproduced() {
    let (bundle, _) = converted("reproduced");
    let (made, published) = (long(&bundle.join("werte_kreis23.csv")), long(&bundle.join("werte_kreis.csv")));
    let mut same = BTreeMap::<String, usize>::new();
    for (name, (value, flag)) in made.iter().filter(|((key, ..), (value, _))| key == "16063" && !value.is_empty()) {
        let Some((theirs, _)) = published.get(name).filter(|(v, _)| !v.is_empty()) else { continue };
        let (a, b): (f64, f64) = (value.parse().unwrap(), theirs.parse().unwrap());
        assert!((a - b).abs() <= 0.005 * b.abs().max(1.0) && (a == b || b.fract() != 0.0), "{name:?}: {a} {b}");
        assert!(flag.contains("recomputed"), "{name:?}: {flag}");
        *same.entry(name.1.clone()).or_default() += 1;
    }
    assert!(same.len() >= 20 && same.values().sum::<usize>() >= 180, "{same:?}");
}

#[test]
fn figures_harmonised_elsewhere_are_the_same() {
    let Some(folder) = shared() else { return };
    let (bundle, _) = converted("harmonised");
    let made = long(&bundle.join("werte_kreis23.csv"));
    let mut reader = csv::Reader::from_path(folder.join("figures/harmonised_16063.csv")).unwrap();
    let (mut counts, mut rates) = (0, 0);
    for row in reader.records().map(Result::unwrap) {
        let name = ("16063".to_owned(), row[2].to_owned(), row[3].to_owned(), String::new());
        let Some((value, _)) = made.get(&name).filter(|(v, _)| !v.is_empty()) else { continue };
        let (a, b): (f64, f64) = (value.parse().unwrap(), row[4].parse().unwrap());
        if b.fract() == 0.0 {
            assert_eq!(a, b, "{name:?}");
            counts += 1;
        } else {
            assert!((a - b).abs() < 0.06, "{name:?}: {a} {b}");
            rates += 1;
        }
    }
    assert!(counts >= 130 && rates >= 2, "{counts} counts, {rates} rates");
}

fn keys(folder: &Path, file: &str) -> Crosswalk {
    let bytes = std::fs::read(folder.join("data/registers").join(file)).unwrap();
    let (walk, _) = Crosswalk::read(&bytes, file).unwrap_or_else(|faults| panic!("{:?}", faults.first()));
    walk
}

fn known(value: f64) -> Observation {
    Observation::Known(value, ValueFlags::NONE)
}

fn total(column: impl Iterator<Item = Observation>) -> f64 {
    column.filter_map(|v| v.value()).sum()
}

#[test]
fn kaltennordheim_leaves_by_its_residents() {
    let Some(folder) = shared() else { return };
    let walk = keys(&folder, "ref-kreise-umrech-2021-1990-2020.xlsx");
    let way = walk.between(Period::Year(2018), day_of("2021-12-31").unwrap()).unwrap();
    let rows = long(&public().join("werte_kreis23.csv"));
    let districts = rows.iter().filter(|((key, id, period, rest), _)| {
        key.len() == 5 && id == "pop_avg" && period == "2018" && rest.is_empty()
    });
    let before: Column = districts.map(|((key, ..), (v, _))| (key.clone(), known(v.parse().unwrap()))).collect();
    let all: BTreeSet<String> = before.keys().cloned().collect();
    let after = carry_counts(&before, &way, Weight::Population, &all);
    assert_eq!((before.len(), after.len()), (23, 22));
    assert!((total(before.values().copied()) - total(after.values().map(|c| c.value))).abs() < 1e-6, "nobody is lost");
    // By hand: 2.68157 % of the residents of the Wartburgkreis lived in Kaltennordheim.
    let old = |key: &str| before[key].value().unwrap();
    let left = old("16063") * 0.026_815_7;
    let new = |key: &str| after[key].value.value().unwrap();
    assert!((new("16063") - (old("16063") - left + old("16056"))).abs() < 0.5);
    assert!((new("16066") - (old("16066") + left)).abs() < 0.5);
    assert_eq!(
        (after["16063"].way, after["16066"].way, after["16051"].way),
        (Way::Shared, Way::Shared, Way::Unchanged)
    );
    assert!(after["16066"].value.flags().has(ValueFlags::ESTIMATED));
    let rates = carry_others(&before, &way, &all);
    assert_eq!(rates["16066"].value, Observation::Missing(Missing::TerritoryChanged));
    assert_eq!(rates["16051"].value, before["16051"]);
}

#[test]
fn municipalities_follow_their_keys() {
    let Some(folder) = shared() else { return };
    let walk = keys(&folder, "ref-gemeinden-ab-2020.xlsx");
    let way = walk.between(Period::Year(2020), *walk.dates().last().unwrap()).unwrap();
    assert_eq!(way.parts("16056000").iter().map(|p| p.new.as_str()).collect::<Vec<_>>(), ["16063105"]);
    let bytes = std::fs::read(folder.join("data/registers/ref-gemeinden-ab-2020.xlsx")).unwrap();
    let grids = read_tables(&bytes, "g").unwrap().grids;
    let shares = layouts::conversion::shares(&grids[0], "g").unwrap().0;
    let thuringia: BTreeSet<String> = shares.iter().map(|s| s.old.clone()).filter(|k| k.starts_with("16")).collect();
    let before: Column = thuringia.iter().enumerate().map(|(n, k)| (k.clone(), known(n as f64))).collect();
    let after = carry_counts(&before, &way, Weight::Population, &thuringia);
    assert!(thuringia.len() > 600 && after.len() < thuringia.len());
    assert_eq!(after["16063105"].value, before["16056000"]);
    assert!((total(before.values().copied()) - total(after.values().map(|c| c.value))).abs() < 1e-6);
}

/// District and year to figure, of one series of a long table of INKAR.
fn series(taken: &Taken, id: &str) -> BTreeMap<(String, String), f64> {
    let place = taken.series.iter().position(|s| s.id == id).unwrap();
    let of = taken.figures.iter().filter(|f| f.series as usize == place);
    let mut found = BTreeMap::new();
    for figure in of {
        let area = &taken.places[figure.place as usize];
        if let (CellRef::Number(text), true) = (figure.cell, area.level == "district") {
            found.insert((area.key.clone(), figure.period.to_owned()), text.parse().unwrap());
        }
    }
    found
}

fn inkar(folder: &Path, file: &str) -> Taken {
    let bytes = std::fs::read(folder.join("data/inkar").join(file)).unwrap();
    let grid = read_tables(&bytes, file).unwrap().grids.remove(0);
    let layout = layouts::recognise(&grid).unwrap();
    (layout.take)(&grid, file).unwrap()
}

/// The edition of 2022 (territory of 31 December 2019, with Eisenach) on the territory of the edition of 2024. It has no
/// counts, so they are rebuilt from rate and residents; figures of 2024 tell whether the sums are right.
#[test]
fn an_older_edition_meets_the_newer_one() {
    let Some(folder) = shared() else { return };
    let old = inkar(&folder, "inkar2022ed_th_sn_kreise_long.csv.gz");
    let new = inkar(&folder, "inkar2024_th_sn_kreise_long.csv.gz");
    let walk = keys(&folder, "ref-kreise-umrech-2021-1990-2020.xlsx");
    let way = walk.between(Period::Year(2019), day_of("2021-12-31").unwrap()).unwrap().without_scraps(0.001).0;
    let rows = long(&public().join("werte_kreis23.csv"));
    let residents = |key: &str, year: &str| -> Option<f64> {
        rows.get(&(key.to_owned(), "pop_avg".to_owned(), year.to_owned(), String::new()))?.0.parse().ok()
    };
    let mut compared = 0;
    // Cars, debtors, debts: titles are the same in both editions. Other pairs of titles differ in what they measure.
    for (id, code, per) in
        [("inkar_347", "q_pkw_bev", 1000.0), ("inkar_233", "q_Schuldner", 100.0), ("inkar_279", "q_gemschuld_bev", 1.0)]
    {
        let (before, after) = (series(&old, id), series(&new, code));
        let year = "2019";
        let column = |of: &BTreeMap<(String, String), f64>| -> Column {
            of.iter().filter(|((_, y), _)| y == year).map(|((k, _), v)| (k.clone(), known(*v))).collect()
        };
        let rates = column(&before);
        let all: BTreeSet<String> = rates.keys().cloned().collect();
        let alone = carry_others(&rates, &way, &all);
        assert_eq!(alone["16063"].value, Observation::Missing(Missing::TerritoryChanged), "{code}: never averaged");
        let mut equal = 0;
        for (key, carried) in alone.iter().filter(|(key, _)| *key != "16063") {
            let theirs = after.get(&(key.clone(), year.to_owned()));
            let same = theirs.is_some_and(|t| (t - carried.value.value().unwrap()).abs() < 1e-6);
            println!(
                "{code} {year} {key}: {:?} {theirs:?} {}",
                carried.value.value(),
                if same { "" } else { "revised" }
            );
            equal += usize::from(same);
        }
        assert!(equal >= 20, "{code}: {equal} of {} equal", alone.len());
        let counts = |f: &dyn Fn(&str, f64) -> Option<f64>| -> BTreeMap<_, _> {
            let known_counts = rates.iter().filter_map(|(k, v)| Some((k.clone(), known(f(k, v.value()?)?)))).collect();
            carry_counts(&known_counts, &way, Weight::Population, &all)
        };
        let above = counts(&|key, rate| Some(rate * residents(key, year)? / per));
        let below = counts(&|key, _| residents(key, year));
        let made = carry_rate(&rates, &way, &all, (&above, &below), per, 2)["16063"].clone();
        let (mine, theirs) = (made.value.value().unwrap(), after[&("16063".to_owned(), year.to_owned())]);
        assert_eq!(made.way, Way::Recomputed);
        assert!((mine - theirs).abs() / theirs < 0.002, "{code}: {mine} against {theirs}");
        // The mean of the two rates would be far off.
        let mean =
            (before[&("16056".to_owned(), year.to_owned())] + before[&("16063".to_owned(), year.to_owned())]) / 2.0;
        assert!((mean - theirs).abs() / theirs > 0.02, "{code}: {mean}");
        compared += 1;
    }
    assert_eq!(compared, 3);
    assert_eq!(Conversion::identity().parts("16056")[0].new, "16056");
}
