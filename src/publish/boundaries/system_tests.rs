use super::*;

/// Erfurt's cathedral in the systems of the official maps. The German federal office's converter and PROJ agree on
/// these to centimetres (UTM) and a metre (Gauss-Krüger, seven parameters).
const PLACE: Position = (11.0, 51.0);

fn metres_from(place: Position, (lon, lat): Position) -> f64 {
    let north = (lat - place.1) * 111_250.0;
    let east = (lon - place.0) * 111_320.0 * place.1.to_radians().cos();
    north.hypot(east)
}

fn to_degrees(code: u32, position: Position) -> Position {
    Transform::new(&System::epsg(code).unwrap(), false).unwrap().place(position).unwrap()
}

#[test]
fn utm_on_the_middle_meridian_is_a_matter_of_the_meridian_arc() {
    // Meridian arc of GRS80 from the equator to 50 degrees: 5 540 847.042 m; times 0.9996.
    let north = 5_540_847.041_6 * 0.9996;
    assert!(metres_from((9.0, 50.0), to_degrees(25832, (500_000.0, north))) < 0.01);
    assert!(metres_from((15.0, 50.0), to_degrees(25833, (500_000.0, north))) < 0.01);
    assert!(metres_from((9.0, 50.0), to_degrees(4647, (32_500_000.0, north))) < 0.01);
    assert!(metres_from((15.0, 50.0), to_degrees(5650, (33_500_000.0, north))) < 0.01);
}

#[test]
fn zones_meet() {
    // A place has coordinates in both zones; both lead back to it.
    let back = |code: u32| {
        let system = Proj::from_proj_string(&System::epsg(code).unwrap().definition).unwrap();
        let degrees = Proj::from_proj_string(&System::degrees().definition).unwrap();
        let mut point = (PLACE.0.to_radians(), PLACE.1.to_radians());
        proj4rs::transform::transform(&degrees, &system, &mut point).unwrap();
        to_degrees(code, point)
    };
    for code in [25832, 25833, 4647, 5650, 31467, 31468, 3857, 3035, 3034, 3068, 5677, 2398] {
        assert!(metres_from(PLACE, back(code)) < 0.05, "{code}");
    }
}

#[test]
fn gauss_kruger_is_shifted_to_the_new_datum() {
    // Without the shift a place lies some 150 m away.
    let shifted = to_degrees(31468, (4_430_000.0, 5_650_000.0));
    let plain = System::new("", "+proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=bessel +towgs84=0,0,0");
    let unshifted = Transform::new(&plain, false).unwrap().place((4_430_000.0, 5_650_000.0)).unwrap();
    assert!((80.0..250.0).contains(&metres_from(unshifted, shifted)));
}

#[test]
fn web_mercator_is_a_sphere() {
    let (lon, lat) = to_degrees(3857, (1_224_514.398_7, 6_621_293.722_7));
    assert!(metres_from((11.0, 51.0), (lon, lat)) < 0.1, "{lon} {lat}");
}

fn layer(system: &str, corners: [f64; 4]) -> Layer {
    let [west, south, east, north] = corners;
    let ring = vec![(west, south), (east, south), (east, north), (west, north)];
    let feature = super::super::raw::Feature { polygons: vec![vec![ring]], ..Default::default() };
    Layer { file: "k.shp".to_owned(), system: system.to_owned(), features: vec![feature], ..Layer::default() }
}

fn recognised(system: &str, asked: Option<&str>, corners: [f64; 4]) -> (String, bool, Vec<&'static str>) {
    let mut remarks = Vec::new();
    let found = recognise(&layer(system, corners), asked, &mut remarks).unwrap();
    let code = found.system.name.rsplit(['(', ')']).nth(1).unwrap_or_default().to_owned();
    (code, found.swapped, remarks.iter().map(|r| r.kind.id).collect())
}

#[test]
fn recognised_by_the_size_of_the_numbers() {
    let seen = |corners| recognised("", None, corners);
    assert_eq!(seen([9.8, 50.2, 12.7, 51.7]), ("EPSG:4326".into(), false, vec![]));
    assert_eq!(seen([50.2, 9.8, 51.7, 12.7]), ("EPSG:4326".into(), true, vec!["boundary-swapped"]));
    let assumed = "boundary-system-assumed";
    assert_eq!(seen([560e3, 5.56e6, 760e3, 5.72e6]), ("EPSG:25832".into(), false, vec![assumed]));
    assert_eq!(seen([5.56e6, 560e3, 5.72e6, 760e3]), ("EPSG:25832".into(), true, vec![assumed, "boundary-swapped"]));
    assert_eq!(seen([32.56e6, 5.56e6, 32.76e6, 5.72e6]), ("EPSG:4647".into(), false, vec![assumed]));
    let old = vec![assumed, "boundary-old-datum"];
    assert_eq!(seen([3.28e6, 5.23e6, 3.92e6, 6.1e6]), ("EPSG:31467".into(), false, old.clone()));
    assert_eq!(seen([4.4e6, 5.6e6, 4.5e6, 5.7e6]), ("EPSG:31468".into(), false, old));
    assert_eq!(seen([1.09e6, 6.48e6, 1.41e6, 6.75e6]), ("EPSG:3857".into(), false, vec![assumed]));
}

#[test]
fn what_the_file_says_counts_unless_its_numbers_contradict() {
    let utm = "urn:ogc:def:crs:EPSG::25833";
    assert_eq!(recognised(utm, None, [300e3, 5.6e6, 400e3, 5.7e6]), ("EPSG:25833".into(), false, vec![]));
    let (code, _, ids) = recognised(utm, None, [9.8, 50.2, 12.7, 51.7]);
    assert_eq!((code.as_str(), ids), ("EPSG:4326", vec!["boundary-system-contradicted"]));
    let (code, _, ids) = recognised("LOCAL_CS[\"x\"]", None, [560e3, 5.56e6, 760e3, 5.72e6]);
    assert_eq!(code, "EPSG:25832");
    assert_eq!(ids, ["boundary-system-not-understood", "boundary-system-assumed"]);
    assert_eq!(recognised("", Some("25833"), [300e3, 5.6e6, 400e3, 5.7e6]).0, "EPSG:25833");
}

#[test]
fn what_cannot_be_is_refused() {
    let refuse = |asked, corners| recognise(&layer("", corners), asked, &mut Vec::new()).unwrap_err().kind.id;
    assert_eq!(refuse(None, [1e9, 1e9, 2e9, 2e9]), "boundary-system-unknown");
    assert_eq!(refuse(Some("EPSG:999"), [9.0, 50.0, 10.0, 51.0]), "boundary-system-unknown");
    assert_eq!(refuse(Some("EPSG:25832"), [9.0, 50.0, 10.0, 51.0]), "boundary-system-not-fitting");
}
