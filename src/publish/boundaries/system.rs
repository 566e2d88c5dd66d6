//! Coordinate systems: which one a file uses, and from there to longitude and latitude (WGS84).

use proj4rs::Proj;

use super::kinds;
use super::raw::{Layer, Position};
use super::wkt;
use crate::publish::Remark;

/// From the German main triangulation net (DHDN, Bessel 1841) to WGS84: the seven parameters for all of Germany
/// (EPSG 1777), good to about 3 metres. The federal grid BeTA2007 would be good to decimetres.
pub(super) const DHDN: &str = "+ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7";
/// The European system (ETRS89): within half a metre of WGS84, which is the same for an atlas.
pub(super) const ETRS: &str = "+ellps=GRS80 +towgs84=0,0,0";
/// The eastern system of 1942/83, seven parameters for eastern Germany (EPSG 1674), good to about 2 metres.
pub(super) const S42: &str = "+ellps=krass +towgs84=24.9,-126.4,-93.2,-0.063,-0.247,-0.041,1.01";

/// A coordinate system with its name and what `proj` knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct System {
    pub name: String,
    pub definition: String,
}

impl System {
    fn new(name: impl Into<String>, definition: impl Into<String>) -> System {
        System { name: name.into(), definition: definition.into() }
    }

    /// Longitude and latitude.
    pub fn degrees() -> System {
        System::new("WGS84 (EPSG:4326)", "+proj=longlat +ellps=WGS84 +towgs84=0,0,0")
    }

    pub fn is_degrees(&self) -> bool {
        self.definition.contains("+proj=longlat")
    }

    /// Whether the step to WGS84 costs metres: an old datum.
    pub fn is_old(&self) -> bool {
        self.definition.contains(DHDN) || self.definition.contains(S42)
    }

    /// A system by its number in the register of EPSG; the official ones in Germany and those of web maps.
    ///
    /// UTM is `false easting + zone` in 4647 and 5650; Gauss-Krüger zone z has the middle meridian 3z degrees.
    pub fn epsg(code: u32) -> Option<System> {
        let transverse = |meridian: u32, scale: f64, easting: u32, datum: &str| {
            format!("+proj=tmerc +lat_0=0 +lon_0={meridian} +k={scale} +x_0={easting} +y_0=0 {datum} +units=m")
        };
        let kruger = |zone: u32, datum| transverse(3 * zone, 1.0, zone * 1_000_000 + 500_000, datum);
        let definition = match code {
            4326 | 4979 | 84 => return Some(System::degrees()),
            4258 => return Some(System::new("ETRS89 (EPSG:4258)", format!("+proj=longlat {ETRS}"))),
            4314 => format!("+proj=longlat {DHDN}"),
            25831..=25833 => transverse(6 * (code - 25830) - 3, 0.9996, 500_000, ETRS),
            32631..=32633 => transverse(6 * (code - 32630) - 3, 0.9996, 500_000, "+ellps=WGS84 +towgs84=0,0,0"),
            4647 => transverse(9, 0.9996, 32_500_000, ETRS),
            5650 => transverse(15, 0.9996, 33_500_000, ETRS),
            31466..=31469 => kruger(code - 31464, DHDN),
            5676..=5678 => kruger(code - 5674, DHDN),
            2398 | 2399 => kruger(code - 2394, S42),
            3857 | 900_913 | 3785 | 102_100 | 102_113 => {
                "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null"
                    .to_owned()
            }
            3035 => format!("+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 {ETRS} +units=m"),
            3034 => {
                format!("+proj=lcc +lat_1=35 +lat_2=65 +lat_0=52 +lon_0=10 +x_0=4000000 +y_0=2800000 {ETRS} +units=m")
            }
            3068 => format!(
                "+proj=cass +lat_0=52.41864827777778 +lon_0=13.62720366666667 +x_0=40000 +y_0=10000 {DHDN} +units=m"
            ),
            _ => return None,
        };
        Some(System::new(format!("{} (EPSG:{code})", title(code)), definition))
    }

    /// A system as a person or a file names it: a number, `EPSG:25832`, `urn:ogc:def:crs:EPSG::25832`, `CRS84`, or the
    /// text of a `.prj` file.
    pub fn named(text: &str) -> Option<System> {
        let text = text.trim();
        if text.to_uppercase().ends_with("CRS84") {
            return Some(System::degrees());
        }
        if let Some(system) = wkt::read(text) {
            return Some(system);
        }
        let digits = text.rsplit([':', '/', ' ']).next().unwrap_or(text);
        digits.parse().ok().and_then(System::epsg)
    }
}

fn title(code: u32) -> String {
    match code {
        25831..=25833 => format!("ETRS89 / UTM {}", code - 25800),
        32631..=32633 => format!("WGS84 / UTM {}", code - 32600),
        4647 => "ETRS89 / UTM 32".to_owned(),
        5650 => "ETRS89 / UTM 33".to_owned(),
        31466..=31469 => format!("DHDN / Gauss-Krüger {}", code - 31464),
        5676..=5678 => format!("DHDN / Gauss-Krüger {}", code - 5674),
        2398 | 2399 => format!("S42/83 / Gauss-Krüger {}", code - 2394),
        4314 => "DHDN".to_owned(),
        3035 => "ETRS89 / LAEA".to_owned(),
        3034 => "ETRS89 / LCC".to_owned(),
        3068 => "DHDN / Soldner Berlin".to_owned(),
        _ => "Web Mercator".to_owned(),
    }
}

/// A system that was recognised, and whether the file has northing before easting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recognised {
    pub system: System,
    pub swapped: bool,
}

/// Recognises the system: what the publisher says counts first, then what the file says, then the size of the numbers.
pub(super) fn recognise(layer: &Layer, asked: Option<&str>, remarks: &mut Vec<Remark>) -> Result<Recognised, Remark> {
    let about = |kind| Remark::new(kind, layer.file.as_str());
    let bounds = bounds(layer);
    let declared = match asked {
        Some(name) => {
            Some(System::named(name).ok_or_else(|| about(&kinds::SYSTEM_UNKNOWN).found(name).expected(EXAMPLES))?)
        }
        None if layer.system.is_empty() => None,
        None => {
            let system = System::named(&layer.system);
            if system.is_none() {
                remarks.push(about(&kinds::SYSTEM_NOT_UNDERSTOOD).found(&layer.system));
            }
            system
        }
    };
    let guessed = guess(bounds);
    let fits = |system: &System, swapped| plausible(system, bounds, swapped);
    let recognised = match (declared, guessed) {
        (Some(system), _) if fits(&system, false) => Recognised { system, swapped: false },
        (Some(system), _) if fits(&system, true) => Recognised { system, swapped: true },
        // The file says one thing, its numbers another: the numbers cannot lie.
        (Some(system), Some(guess)) if asked.is_none() => {
            remarks.push(about(&kinds::SYSTEM_CONTRADICTED).found(&system.name).expected(&guess.system.name));
            guess
        }
        (Some(system), _) => return Err(about(&kinds::SYSTEM_NOT_FITTING).found(shown(bounds)).expected(&system.name)),
        (None, Some(guess)) => {
            if !guess.system.is_degrees() {
                remarks.push(about(&kinds::SYSTEM_ASSUMED).found(shown(bounds)).expected(&guess.system.name));
            }
            guess
        }
        (None, None) => return Err(about(&kinds::SYSTEM_UNKNOWN).found(shown(bounds)).expected(EXAMPLES)),
    };
    if recognised.swapped {
        remarks.push(about(&kinds::SWAPPED).found(shown(bounds)));
    }
    if recognised.system.is_old() {
        remarks.push(about(&kinds::OLD_DATUM).found(&recognised.system.name));
    }
    Ok(recognised)
}

const EXAMPLES: &str = "EPSG:4326, EPSG:25832, EPSG:25833, EPSG:31466 … 31469, EPSG:3857";

fn bounds(layer: &Layer) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let positions = layer.features.iter().flat_map(|f| f.polygons.iter().flatten().flatten());
    positions
        .filter(|p| p.0.is_finite() && p.1.is_finite())
        .fold(start, |b, p| [b[0].min(p.0), b[1].min(p.1), b[2].max(p.0), b[3].max(p.1)])
}

fn shown([west, south, east, north]: [f64; 4]) -> String {
    format!("{west:.2}, {south:.2} … {east:.2}, {north:.2}")
}

/// Whether the corners become places on earth; for systems of Germany, places in or near Germany.
fn plausible(system: &System, [west, south, east, north]: [f64; 4], swapped: bool) -> bool {
    let Some(transform) = Transform::new(system, swapped) else { return false };
    let corners = [(west, south), (east, north), (west, north), (east, south)];
    let near_germany = |(lon, lat): Position| (-10.0..=35.0).contains(&lon) && (35.0..=65.0).contains(&lat);
    let worldwide = system.is_degrees() || system.definition.contains("+proj=merc");
    let europe = |(lon, lat): Position| (-35.0..=50.0).contains(&lon) && (25.0..=75.0).contains(&lat);
    let continental = system.definition.contains("laea") || system.definition.contains("lcc");
    let fits = |place: Option<Position>| {
        place.is_some_and(|p| {
            if worldwide {
                true
            } else if continental {
                europe(p)
            } else {
                near_germany(p)
            }
        })
    };
    let in_germany_swapped = system.is_degrees() && !swapped && is_germany_crosswise([west, south, east, north]);
    !in_germany_swapped && corners.iter().all(|c| fits(transform.place(*c)))
}

/// Germany with latitude first lies in the Indian Ocean, off Somalia: nobody means that.
fn is_germany_crosswise([west, south, east, north]: [f64; 4]) -> bool {
    west >= 47.0 && east <= 55.5 && south >= 5.5 && north <= 15.5
}

/// The system by the size of the numbers alone.
fn guess(bounds: [f64; 4]) -> Option<Recognised> {
    let [west, south, east, north] = bounds;
    if !bounds.iter().all(|v| v.is_finite()) {
        return None;
    }
    let lies = |low: f64, high: f64, from: f64, to: f64| from <= low && high <= to;
    if lies(west, east, -180.0, 180.0) && lies(south, north, -90.0, 90.0) {
        let swapped = is_germany_crosswise(bounds);
        return Some(Recognised { system: System::degrees(), swapped });
    }
    let in_metres = |west: f64, south: f64, east: f64, north: f64| -> Option<u32> {
        if lies(south, north, 5.2e6, 6.15e6) {
            if lies(west, east, 2.2e5, 9.3e5) {
                return Some(25832);
            }
            let zone = ((west + east) / 2e6).floor();
            // A whole country in one zone reaches beyond the zone's own numbers.
            if (2.0..=5.0).contains(&zone) && lies(west, east, zone * 1e6 + 1e5, zone * 1e6 + 9.99e5) {
                return Some(31464 + zone as u32);
            }
            if lies(west, east, 32.2e6, 32.95e6) {
                return Some(4647);
            }
            if lies(west, east, 33.0e6, 33.8e6) {
                return Some(5650);
            }
        }
        lies(west, east, 6.0e5, 1.75e6).then_some(()).filter(|()| lies(south, north, 5.9e6, 7.5e6)).map(|()| 3857)
    };
    let found = |code: u32, swapped| System::epsg(code).map(|system| Recognised { system, swapped });
    let straight = in_metres(west, south, east, north).and_then(|code| found(code, false));
    straight.or_else(|| in_metres(south, west, north, east).and_then(|code| found(code, true)))
}

/// From a file's coordinates to longitude and latitude.
pub(super) struct Transform {
    from: Proj,
    to: Proj,
    degrees: bool,
    swapped: bool,
}

impl Transform {
    pub fn new(system: &System, swapped: bool) -> Option<Transform> {
        let from = Proj::from_proj_string(&system.definition).ok()?;
        let to = Proj::from_proj_string(&System::degrees().definition).ok()?;
        Some(Transform { from, to, degrees: system.is_degrees(), swapped })
    }

    /// Longitude and latitude in degrees; `None` where a position has none on earth.
    pub fn place(&self, (x, y): Position) -> Option<Position> {
        let (x, y) = if self.swapped { (y, x) } else { (x, y) };
        let fits = |(lon, lat): &Position| lon.abs() <= 180.0 && lat.abs() <= 90.0;
        if self.degrees && !self.has_other_ellipsoid() {
            return Some((x, y)).filter(fits);
        }
        if !(x.is_finite() && y.is_finite()) {
            return None;
        }
        let mut point = if self.degrees { (x.to_radians(), y.to_radians()) } else { (x, y) };
        proj4rs::transform::transform(&self.from, &self.to, &mut point).ok()?;
        Some((point.0.to_degrees(), point.1.to_degrees())).filter(fits)
    }

    fn has_other_ellipsoid(&self) -> bool {
        self.from.ellipse_parameters().0 < 6_378_000.0
    }
}

#[cfg(test)]
#[path = "system_tests.rs"]
mod tests;
