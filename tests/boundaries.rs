//! Boundaries as offices deliver them: the federal office's shapefiles whole, city districts, broken files.

#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use sozialatlas::bundle::{Severity, compiled, source};
use sozialatlas::geo::{LonLatPolygon, Topology, adjacency, locate};
use sozialatlas::publish::boundaries::{Boundaries, Dissolve, Input, Options, read, to_geojson};
use sozialatlas::publish::open;

fn shared(file: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from).join("data/boundaries");
    if folder.is_dir() {
        return Some(folder.join(file));
    }
    assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is required and not there");
    println!("left out: ../shared is not there");
    None
}

fn boundaries(path: &Path, options: &Options) -> Boundaries {
    let input = Input::open(path).unwrap();
    read(&input, options, &mut |_| {}).unwrap_or_else(|remarks| panic!("{remarks:#?}"))
}

fn topology(found: &Boundaries) -> Topology {
    let areas: Vec<Vec<LonLatPolygon>> = found.areas.iter().map(|a| a.polygons.clone()).collect();
    Topology::build(&areas, 100_000)
}

fn pairs(lists: &[Vec<u32>]) -> usize {
    lists.iter().map(Vec::len).sum::<usize>() / 2
}

/// Every arc is used by one area or, in opposite directions, by two: no gap and no overlap along any line.
fn assert_exact(topology: &Topology) {
    let mut uses: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
    for (area, polygons) in topology.areas().iter().enumerate() {
        for used in polygons.iter().flatten().flatten() {
            uses.entry(used.arc()).or_default().push((area, used.backwards()));
        }
    }
    for (arc, uses) in uses {
        match uses[..] {
            [_] => {}
            [(a, way), (b, other)] => assert!(a != b && way != other, "arc {arc}: {uses:?}"),
            _ => panic!("arc {arc} is used {} times", uses.len()),
        }
    }
}

/// Twice the area of everything, in square steps: of the areas one by one, and of the outer lines of their union.
fn sums(topology: &Topology) -> (i128, i128) {
    let mut uses = vec![0u32; topology.arc_count()];
    let all = || topology.areas().iter().flatten().flatten();
    all().flatten().for_each(|used| uses[used.arc()] += 1);
    let term = |used: &sozialatlas::geo::ArcRef| -> i128 {
        let arc = topology.arc(used.arc());
        let sum: i128 = arc
            .windows(2)
            .map(|w| i128::from(w[0].0) * i128::from(w[1].1) - i128::from(w[1].0) * i128::from(w[0].1))
            .sum();
        if used.backwards() { -sum } else { sum }
    };
    let single = all().flatten().map(term).sum();
    let union = all().flatten().filter(|used| uses[used.arc()] == 1).map(term).sum();
    (single, union)
}

#[test]
fn another_reader_finds_the_same_shapes() {
    let Some(path) = shared("vg5000/VG5000_KRS.shp") else { return };
    let mut reader = shapefile::Reader::from_path(&path).unwrap();
    let mut theirs: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for record in reader.iter_shapes_and_records() {
        let (shape, record) = record.unwrap();
        let shapefile::Shape::Polygon(polygon) = shape else { panic!("no polygon") };
        let text = |name: &str| match record.get(name) {
            Some(shapefile::dbase::FieldValue::Character(Some(text))) => text.clone(),
            other => panic!("{other:?}"),
        };
        theirs.insert(text("AGS"), (polygon.rings().len(), text("GEN")));
    }
    let ours = boundaries(&path, &Options::default());
    assert_eq!(ours.areas.len(), theirs.len());
    for area in &ours.areas {
        let (rings, name) = &theirs[&area.key];
        assert_eq!((area.polygons.iter().flatten().count(), &area.name), (*rings, name), "{}", area.key);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever polygons a file holds: no panic, no area lost in silence, sound rings, and lines that fit.
    #[test]
    fn any_polygons_are_survived(
        rings in proptest::collection::vec(proptest::collection::vec((0u8..14, 0u8..14), 0..9), 1..9),
        snap in 0.0f64..300.0, tolerance in 0.0f64..500.0, digits in 1usize..4,
    ) {
        let place = |(x, y): &(u8, u8)| format!("[{},{}]", 9.0 + f64::from(*x) / 2000.0, 50.0 + f64::from(*y) / 2000.0);
        let feature = |(i, ring): (usize, &Vec<(u8, u8)>)| {
            let points = ring.iter().map(place).collect::<Vec<_>>().join(",");
            format!(r#"{{"properties":{{"AGS":"1600{i}"}},"geometry":{{"type":"Polygon","coordinates":[[{points}]]}}}}"#)
        };
        let text = format!("[{}]", rings.iter().enumerate().map(feature).collect::<Vec<_>>().join(","));
        let input = Input::from_bytes("k.geojson", text.into_bytes()).unwrap();
        let options = Options { snap, tolerance: Some(tolerance), ..Options::default() };
        if let Ok(found) = read(&input, &options, &mut |_| {}) {
            prop_assert_eq!(found.areas.len(), rings.len());
            for area in &found.areas {
                let told = found.remarks.iter().any(|r| r.found.starts_with(&area.key) && r.kind.severity == Severity::Error);
                prop_assert!(!area.polygons.is_empty() || told, "{} is gone and nobody says so", area.key);
                prop_assert!(area.polygons.is_empty() || area.km2 > 0.0);
            }
            let dissolved = Options { dissolve: vec![Dissolve::Digits(digits)], ..options };
            let dissolved = read(&input, &dissolved, &mut |_| {});
            prop_assert!(dissolved.is_ok());
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>, name in "[a-z]{1,3}\\.(shp|zip|json|geojson|topojson|txt)") {
        for bytes in [bytes.clone(), [b"PK".as_slice(), &bytes].concat(), [b"\x00\x00\x27\x0a".as_slice(), &bytes].concat()] {
            if let Ok(input) = Input::from_bytes(&name, bytes) {
                let _ = read(&input, &Options::default(), &mut |_| {});
            }
        }
    }
}

#[test]
fn districts_of_germany() {
    let Some(path) = shared("vg5000/VG5000_KRS.shp") else { return };
    let found = boundaries(&path, &Options::default());
    assert_eq!(found.areas.len(), 401);
    let eisenach = found.areas.iter().find(|a| a.key == "16056").unwrap();
    assert_eq!(
        (eisenach.name.as_str(), eisenach.kind.as_str(), eisenach.parent.as_str()),
        ("Eisenach", "Kreisfreie Stadt", "16")
    );
    // Germany has 357,588 km²; the file is generalised and has the coastal waters of its districts partly.
    assert!((found.report.km2 / 357_588.0 - 1.0).abs() < 0.01, "{}", found.report.km2);
    assert!(found.remarks.iter().any(|r| r.kind.id == "boundary-old-datum"));
    let exact = topology(&found);
    assert_exact(&exact);
    for (number, area) in found.areas.iter().enumerate() {
        let (lon, lat) = area.label.unwrap();
        assert_eq!(locate(&exact, lon, lat), Some(number), "label of {}", area.name);
    }
    // The same districts, converted by others to degrees: no place is farther away than the datum's few metres.
    let merged =
        Options { dissolve: vec![Dissolve::Table(vec![("16056".into(), "16063".into())])], ..Options::default() };
    let merged = boundaries(&path, &merged);
    let other = boundaries(&shared("de_kreise_400.geojson").unwrap(), &Options::default());
    assert_eq!((merged.areas.len(), other.areas.len()), (400, 400));
    let theirs: BTreeMap<&str, f64> = other.areas.iter().map(|a| (a.key.as_str(), a.km2)).collect();
    for area in &merged.areas {
        assert!(
            (area.km2 / theirs[area.key.as_str()] - 1.0).abs() < 0.002,
            "{} {} {}",
            area.key,
            area.km2,
            theirs[area.key.as_str()]
        );
        let (a, b) = (area.label.unwrap(), other.areas.iter().find(|o| o.key == area.key).unwrap().label.unwrap());
        assert!((a.0 - b.0).abs() < 0.05 && (a.1 - b.1).abs() < 0.05, "{}", area.key);
    }
    assert_eq!(pairs(&adjacency(&topology(&merged))), 1_046);
}

#[test]
fn municipalities_of_germany_simplified() {
    let Some(path) = shared("vg5000/VG5000_GEM.shp") else { return };
    let full = boundaries(&path, &Options::default());
    assert_eq!(full.areas.len(), 10_997);
    assert!(full.areas.iter().all(|a| !a.polygons.is_empty()));
    for remark in &full.remarks {
        println!("{}", remark.line(sozialatlas::model::Lang::De));
    }
    println!("gaps {} overlaps {}", full.report.gaps.len(), full.report.overlaps.len());
    let exact = topology(&full);
    assert_exact(&exact);
    let neighbours = adjacency(&exact);
    let (single, union) = sums(&exact);
    assert_eq!(single, union, "sum of the areas is the area of the union");
    for tolerance in [500.0, 5000.0] {
        let coarse = boundaries(&path, &Options { tolerance: Some(tolerance), ..Options::default() });
        println!("{tolerance} m: {} -> {} points", coarse.report.points_full, coarse.report.points_after);
        assert_eq!(coarse.areas.len(), 10_997);
        assert!(coarse.areas.iter().all(|a| a.km2 > 0.0), "no area vanishes");
        let rough = topology(&coarse);
        assert_exact(&rough);
        let (single, union) = sums(&rough);
        assert_eq!(single, union);
        assert_eq!(adjacency(&rough), neighbours, "queen links before and after");
        assert!(coarse.report.points_after <= coarse.report.points_full);
    }
}

#[test]
fn a_target_number_of_points_and_the_same_bytes_again() {
    let Some(path) = shared("vg5000/VG5000_KRS.shp") else { return };
    let options = Options { points: Some(8_000), only: vec!["16".into(), "14".into()], ..Options::default() };
    let found = boundaries(&path, &options);
    assert_eq!(found.areas.len(), 36);
    assert!(found.report.points_after <= 8_000);
    assert_eq!(to_geojson(&found), to_geojson(&boundaries(&path, &options)));
}

#[test]
fn city_districts_of_berlin_leipzig_and_chemnitz() {
    let expected = [
        ("berlin_plr_542_2021_simpl.geojson", 542),
        ("berlin_bzr_143_2021_simpl.geojson", 143),
        ("berlin_plr_448_until2020_simpl.geojson", 447),
        ("leipzig_ortsteile_63_simpl.geojson", 63),
        ("chemnitz_stadtteile.geojson", 39),
        ("th_gemeinden_631.geojson", 631),
        ("zwickau_gemeinden_33.geojson", 33),
    ];
    for (file, count) in expected {
        let Some(path) = shared(file) else { return };
        let found = boundaries(&path, &Options { snap: 5.0, ..Options::default() });
        println!("{file}: {:?}", found.report.lines(found.areas.len(), sozialatlas::model::Lang::De));
        for remark in &found.remarks {
            println!("  {}", remark.line(sozialatlas::model::Lang::De));
        }
        assert_eq!(found.areas.len(), count, "{file}");
        assert!(found.areas.iter().all(|a| a.km2 > 0.0), "{file}");
    }
}

/// The embedded bundle's boundaries beside the official areas (GV-ISys), as `tests/atlases/thueringen` makes them.
#[test]
fn the_embedded_bundle_has_the_official_areas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (level, count, links) in [("kreis", 22, 43), ("kreis23", 23, 44)] {
        let table = root.join("tests/atlases/thueringen").join(if count == 22 { "kreise.csv" } else { "kreise23.csv" });
        let official: BTreeMap<String, f64> = csv::Reader::from_path(table)
            .unwrap()
            .records()
            .map(|row| row.unwrap())
            .map(|row| (row[0].to_owned(), row[4].parse().unwrap()))
            .collect();
        let path = root.join(format!("public/bundles/thueringen/gebiete_{level}.geojson"));
        let found = boundaries(&path, &Options::default());
        assert_eq!((found.areas.len(), official.len(), found.remarks.len()), (count, count, 0), "{:?}", found.remarks);
        for area in &found.areas {
            let off = area.km2 / official[&area.key] - 1.0;
            assert!(off.abs() < 0.01, "{} {}: {:.2} km², {:+.2} %", area.key, area.name, area.km2, off * 100.0);
        }
        let exact = topology(&found);
        assert_exact(&exact);
        assert_eq!(pairs(&adjacency(&exact)), links, "{level}");
    }
}

/// What the first map draws: no line of it crosses another, and the areas are still the official ones to 2 %.
#[test]
fn the_overview_of_the_embedded_bundle_is_sound() {
    let folder = open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/bundles/thueringen")).unwrap();
    let source = source::read(folder.as_ref()).source.unwrap();
    let parts = compiled::compile(&source).unwrap();
    let shapes = |role: String| {
        let part = parts.iter().find(|p| p.role == role).unwrap();
        compiled::read_shapes(&role, &part.bytes).unwrap()
    };
    let as_areas = |t: &Topology| -> String {
        let areas = (0..t.len()).map(|i| sozialatlas::publish::boundaries::Area {
            key: format!("160{:02}", i + 51),
            polygons: t.polygons(i),
            ..Default::default()
        });
        to_geojson(&Boundaries { areas: areas.collect(), ..Boundaries::default() })
    };
    let check = |t: &Topology| {
        let input = Input::from_bytes("k.geojson", as_areas(t).into_bytes()).unwrap();
        read(&input, &Options { snap: 0.0, ..Options::default() }, &mut |_| {}).unwrap()
    };
    for level in ["kreis", "kreis23"] {
        let (overview, full) = (shapes(format!("shapes:{level}:overview")), shapes(format!("shapes:{level}:full")));
        assert!(overview.point_count() < full.point_count() / 5);
        assert_eq!(adjacency(&overview), adjacency(&full));
        let (coarse, fine) = (check(&overview), check(&full));
        let odd = (&coarse.report.repairs, &coarse.report.overlaps, &coarse.report.gaps);
        assert!(odd.0.is_empty() && odd.1.is_empty() && odd.2.is_empty(), "{level}: {odd:?}");
        for (a, b) in coarse.areas.iter().zip(&fine.areas) {
            assert!((a.km2 / b.km2 - 1.0).abs() < 0.02, "{}: {} {}", a.key, a.km2, b.km2);
        }
    }
}
