//! Boundaries of a level: rings, stray positions, areas that lie upon each other.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::kinds;
use super::notes::Notes;
use super::rings::{Fault, faults, is_inside};
use super::sheets::{Package, Resource};
use crate::bundle::source::geojson::Geometry;
use crate::bundle::source::{LevelShapes, Polygon, Source};
use crate::model::Level;
use crate::publish::Remark;

/// West, south, east, north of Germany with some room.
const GERMANY: [f64; 4] = [5.0, 46.5, 16.0, 56.0];

/// Checks all boundaries.
pub(super) fn check(package: &Package, source: &Source, notes: &mut Notes) {
    for resource in package.resources.iter().filter(|r| r.role == "areas") {
        rings(resource, notes);
        stray(resource, notes);
    }
    for (level, shapes) in source.catalogue.levels.iter().zip(&source.shapes) {
        same(package, level, shapes, notes);
        overlaps(package, level, shapes, notes);
    }
}

fn at(kind: &'static crate::publish::Kind, resource: &Resource, row: u32, key: &str) -> Remark {
    Remark::new(kind, resource.path.as_str()).at(row as usize).found(key)
}

fn rings(resource: &Resource, notes: &mut Notes) {
    for feature in &resource.features {
        let Geometry::Polygons(polygons) = &feature.geometry else { continue };
        // Rings that are open or too short are the reader's matter.
        if polygons.iter().flatten().any(|r| r.len() < 4 || r.first() != r.last()) {
            continue;
        }
        let key = resource.key_of(feature);
        for fault in faults(polygons) {
            let (kind, (x, y)) = match fault {
                Fault::NoSurface(p) => (&kinds::GEO_NO_SURFACE, p),
                Fault::Spike(p) => (&kinds::GEO_SPIKE, p),
                Fault::SelfTouch(p) => (&kinds::GEO_SELF_TOUCH, p),
                Fault::Cross(p) => (&kinds::GEO_RINGS_CROSS, p),
                Fault::HoleOutside(p) => (&kinds::GEO_HOLE_OUTSIDE, p),
                Fault::Nested(p) => (&kinds::GEO_NESTED, p),
            };
            notes.add(at(kind, resource, feature.row, &key).expected(format!("{x:.5}, {y:.5}")));
        }
    }
}

/// Positions off Germany in an area that lies in Germany.
fn stray(resource: &Resource, notes: &mut Notes) {
    let in_germany = |p: &&(f64, f64)| {
        let [west, south, east, north] = GERMANY;
        p.0 >= west && p.0 <= east && p.1 >= south && p.1 <= north
    };
    for feature in &resource.features {
        let Geometry::Polygons(polygons) = &feature.geometry else { continue };
        let points = || polygons.iter().flatten().flatten();
        let inside = points().filter(in_germany).count();
        let Some((x, y)) = points().find(|p| !in_germany(p)) else { continue };
        // A degree of room at the border: a neighbour's area may reach beyond.
        let far = *x < 4.0 || *x > 18.0 || *y < 45.0 || *y > 57.0;
        if far && inside * 2 >= points().count() {
            let key = resource.key_of(feature);
            notes.add(at(&kinds::GEO_STRAY, resource, feature.row, &key).expected(format!("{x:.5}, {y:.5}")));
        }
    }
}

/// A remark about an area at its place in the file.
fn about(kind: &'static crate::publish::Kind, package: &Package, key: &str) -> Remark {
    let found = package.resources.iter().filter(|r| r.role == "areas").find_map(|r| {
        let feature = r.features.iter().find(|f| r.key_of(f) == key)?;
        Some(at(kind, r, feature.row, key))
    });
    found.unwrap_or_else(|| Remark::new(kind, "").found(key))
}

/// Areas with the very same boundary.
fn same(package: &Package, level: &Level, shapes: &LevelShapes, notes: &mut Notes) {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    for (place, polygons) in shapes.areas.iter().enumerate().filter(|(_, p)| !p.is_empty()) {
        let mut hasher = DefaultHasher::new();
        for point in polygons.iter().flatten().flatten() {
            (point.0.to_bits(), point.1.to_bits()).hash(&mut hasher);
        }
        let first = *seen.entry(hasher.finish()).or_insert(place);
        if first != place && shapes.areas.get(first) == Some(polygons) {
            let key = |place: usize| level.areas.get(place).map(|a| a.key.to_string()).unwrap_or_default();
            notes.add(about(&kinds::GEO_SAME, package, &key(place)).expected(key(first)));
        }
    }
}

fn covers(polygons: &[Polygon], p: (f64, f64)) -> bool {
    polygons.iter().any(|polygon| {
        polygon
            .split_first()
            .is_some_and(|(outer, holes)| is_inside(outer, p) && !holes.iter().any(|h| is_inside(h, p)))
    })
}

/// Areas whose middle lies within another.
fn overlaps(package: &Package, level: &Level, shapes: &LevelShapes, notes: &mut Notes) {
    let boxes: Vec<(usize, [f64; 4])> =
        level.areas.iter().enumerate().filter_map(|(place, a)| Some((place, a.bounds?))).collect();
    let Some(cell) = boxes.iter().map(|(_, b)| (b[2] - b[0]).max(b[3] - b[1])).reduce(f64::max) else { return };
    let cell = (cell / 8.0).max(1e-6);
    let index = |v: f64| (v / cell).floor() as i64;
    let mut grid: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    for (place, [west, south, east, north]) in &boxes {
        for x in index(*west)..=index(*east) {
            for y in index(*south)..=index(*north) {
                grid.entry((x, y)).or_default().push(*place);
            }
        }
    }
    for (place, area) in level.areas.iter().enumerate() {
        let Some((x, y)) = area.label else { continue };
        let near = grid.get(&(index(x), index(y))).map_or(&[][..], Vec::as_slice);
        let own = shapes.areas.get(place);
        for other in near.iter().filter(|other| **other != place) {
            let theirs = shapes.areas.get(*other);
            let under = theirs.is_some_and(|p| covers(p, (x, y))) && own != theirs;
            if let Some(upper) = level.areas.get(*other).filter(|_| under) {
                notes.add(about(&kinds::GEO_OVERLAP, package, area.key.as_str()).expected(upper.key.as_str()));
            }
        }
    }
}
