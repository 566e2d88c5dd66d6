//! The way of a file from bytes to areas, step by step.

use std::collections::{BTreeMap, BTreeSet};

use super::attributes::{self, Group};
use super::dissolve::{Drawn, dissolve};
use super::input::Input;
use super::noding::node;
use super::plane::{Edge, Polygon, area_of, edges, in_degrees, signed_area, to_degrees, undirected};
use super::raw::Layer;
use super::repair::{Fault, on_grid, repair};
use super::report::{Repair, Report};
use super::simplify::{Goal, is_worth, simplify};
use super::snap::{Scale, snap};
use super::system::{Recognised, Transform, recognise};
use super::{Area, Boundaries, Named, Options, coverage, kinds};
use crate::bundle::Severity;
use crate::geo::{LonLatPolygon, Topology, label_point};
use crate::publish::Remark;

/// Steps a degree of the topology: those of the grid.
const PER_DEGREE: u32 = 100_000;

/// Reads the areas of one layer. `progress` is told the share that is done.
///
/// The result holds every area of the file that was asked for, in order; one without a usable boundary has no
/// polygons and an error among the remarks.
///
/// # Errors
/// A file that is no boundaries, an unknown coordinate system, no column of keys, no area of the prefix. Everything
/// that is wrong with single areas is a remark instead.
///
/// ```
/// use sozialatlas::publish::boundaries::{Input, Options, read};
/// let two = br#"{"type":"FeatureCollection","features":[
///   {"type":"Feature","properties":{"AGS":"16051","GEN":"Erfurt"},
///    "geometry":{"type":"Polygon","coordinates":[[[11,51],[11.1,51],[11.1,51.1],[11,51.1],[11,51]]]}},
///   {"type":"Feature","properties":{"AGS":"16052","GEN":"Gera"},
///    "geometry":{"type":"Polygon","coordinates":[[[11.1,51],[11.2,51],[11.2,51.1],[11.1,51.1]]]}}]}"#;
/// let input = Input::from_bytes("two.geojson", two.to_vec()).unwrap();
/// let found = read(&input, &Options::default(), &mut |_| {}).unwrap();
/// assert_eq!((found.areas[0].name.as_str(), found.areas[0].parent.as_str()), ("Erfurt", "16"));
/// assert_eq!(found.remarks[0].kind.id, "boundary-unclosed"); // Gera's ring lacks its last point
/// // 0.1° of longitude at 51.05° is 7.01 km, 0.1° of latitude 11.13 km.
/// assert!((found.areas[0].km2 - 78.0).abs() < 0.1);
/// ```
pub fn read(input: &Input, options: &Options, progress: &mut dyn FnMut(f64)) -> Result<Boundaries, Vec<Remark>> {
    let mut layer = input.layer(options.layer.as_deref()).map_err(|remark| vec![remark])?;
    progress(0.2);
    let mut remarks = std::mem::take(&mut layer.remarks);
    let refused = |remarks: &mut Vec<Remark>, last: Remark| {
        remarks.push(last);
        std::mem::take(remarks)
    };
    let system = match recognise(&layer, options.system.as_deref(), &mut remarks) {
        Ok(system) => system,
        Err(last) => return Err(refused(&mut remarks, last)),
    };
    let chosen = attributes::columns(&layer, options).and_then(|columns| {
        attributes::groups(&layer, &columns, &options.only, &mut remarks)
            .map(|(groups, counts)| (columns, groups, counts))
    });
    let (columns, groups, counts) = match chosen {
        Ok(chosen) => chosen,
        Err(last) => return Err(refused(&mut remarks, last)),
    };
    let mut report = Report {
        format: layer.format.to_owned(),
        file: layer.file.clone(),
        system: system.system.name.clone(),
        columns,
        records: layer.features.len(),
        left_out: counts.other,
        water: counts.water,
        parts: counts.parts,
        ..Report::default()
    };
    let (mut drawn, before) = draw(&layer, &groups, &system, options.snap, &mut report);
    progress(0.5);
    mend_coverage(&mut drawn, options.snap, &mut report);
    progress(0.7);
    note_repairs(&drawn, &before, &layer, &mut report, &mut remarks);
    for step in &options.dissolve {
        drawn = dissolve(drawn, step, &layer.file, &mut remarks);
        report.dissolved = true;
    }
    let areas = finish(drawn, options, &mut report, progress);
    note_names(&areas, &layer.file, &mut remarks);
    note_coverage(&areas, &mut report, &mut remarks);
    remarks.sort_by_key(|r| std::cmp::Reverse(grade(r.kind.severity)));
    progress(1.0);
    Ok(Boundaries { areas, remarks, report })
}

fn grade(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 2,
        Severity::Warning => 1,
        Severity::Info => 0,
    }
}

/// What an area was before anything was done to it.
struct Before {
    km2: f64,
    row: u32,
    faults: Vec<Fault>,
}

/// All areas on the grid, noded and repaired.
fn draw(
    layer: &Layer,
    groups: &[Group],
    system: &Recognised,
    tolerance: f64,
    report: &mut Report,
) -> (Vec<Drawn>, Vec<Before>) {
    let transform = Transform::new(&system.system, system.swapped);
    let place = |p: &(f64, f64)| transform.as_ref().and_then(|t| t.place(*p)).unwrap_or((f64::NAN, f64::NAN));
    let (mut on, mut before) = (Vec::new(), Vec::new());
    for group in groups {
        let mut faults = Vec::new();
        let mut degrees: Vec<Vec<Vec<(f64, f64)>>> = Vec::new();
        for feature in group.features.iter().filter_map(|number| layer.features.get(*number)) {
            faults.extend(std::iter::repeat_n(Fault::Turned, feature.turned));
            let ring = |ring: &Vec<(f64, f64)>| ring.iter().map(place).collect();
            degrees.extend(feature.polygons.iter().map(|polygon| polygon.iter().map(ring).collect()));
        }
        report.points_before += degrees.iter().flatten().map(Vec::len).sum::<usize>();
        on.push(on_grid(&degrees, &mut faults));
        let row = group.features.first().and_then(|n| layer.features.get(*n)).map_or(0, |f| f.row);
        before.push(Before { km2: area_of(&finite(degrees)), row, faults });
    }
    let scale = scale_of(&on);
    if tolerance > 0.0 {
        (on, report.snapped) = snap(&on, tolerance, scale);
    }
    let uses = |area: &[Polygon]| area.iter().flatten().flat_map(|r| edges(r)).map(undirected).collect::<Vec<Edge>>();
    let noded = node(on.iter().flat_map(|area| uses(area)).collect());
    let crossed = crossed_areas(&on, &noded.crossings);
    let mut drawn = Vec::new();
    for (number, (group, polygons)) in groups.iter().zip(&on).enumerate() {
        let faults = &mut before[number].faults;
        let mut polygons = repair(noded.polygons(polygons), crossed.contains(&number), faults);
        drop_slivers(&mut polygons, tolerance, scale, faults);
        let (key, name, kind) = (group.key.clone(), group.name.clone(), group.kind.clone());
        drawn.push(Drawn { members: vec![key.clone()], key, name, kind, polygons });
    }
    (drawn, before)
}

fn finite(mut polygons: Vec<Vec<Vec<(f64, f64)>>>) -> Vec<Vec<Vec<(f64, f64)>>> {
    polygons.iter_mut().flatten().for_each(|ring| ring.retain(|p| p.0.is_finite() && p.1.is_finite()));
    polygons
}

fn scale_of(areas: &[Vec<Polygon>]) -> Scale {
    let latitudes = areas.iter().flatten().flatten().flatten().map(|p| to_degrees(*p).1);
    let (low, high) = latitudes.fold((90.0f64, -90.0f64), |(low, high), y| (low.min(y), high.max(y)));
    Scale::at(if low <= high { (low + high) / 2.0 } else { 51.0 })
}

/// The areas two of whose own edges cross.
fn crossed_areas(areas: &[Vec<Polygon>], crossings: &[(Edge, Edge)]) -> BTreeSet<usize> {
    let wanted: BTreeSet<Edge> = crossings.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let mut owners: BTreeMap<Edge, BTreeSet<usize>> = BTreeMap::new();
    for (number, area) in areas.iter().enumerate() {
        for edge in area.iter().flatten().flat_map(|r| edges(r)).map(undirected).filter(|e| wanted.contains(e)) {
            owners.entry(edge).or_default().insert(number);
        }
    }
    let none = BTreeSet::new();
    let of = |edge: &Edge| owners.get(edge).unwrap_or(&none);
    crossings.iter().flat_map(|(a, b)| of(a).intersection(of(b)).copied().collect::<Vec<_>>()).collect()
}

/// Leaves out parts narrower than the tolerance, if a wider one is left.
fn drop_slivers(polygons: &mut Vec<Polygon>, tolerance: f64, scale: Scale, faults: &mut Vec<Fault>) {
    let width = |polygon: &Polygon| {
        let length: f64 = polygon.iter().flat_map(|r| edges(r)).map(|(a, b)| scale.metres(a, b)).sum();
        2.0 * scale.square_metres(polygon.iter().map(|r| signed_area(r)).sum()) / length
    };
    let wide: Vec<bool> = polygons.iter().map(|polygon| width(polygon) > tolerance).collect();
    if wide.contains(&true) && wide.contains(&false) {
        let mut keep = wide.iter();
        polygons.retain(|_| keep.next().copied().unwrap_or(true));
        faults.push(Fault::Sliver);
    }
}

/// Closes narrow overlaps and gaps.
fn mend_coverage(drawn: &mut [Drawn], tolerance: f64, report: &mut Report) {
    let mut areas: Vec<Vec<Polygon>> = drawn.iter_mut().map(|d| std::mem::take(&mut d.polygons)).collect();
    let scale = scale_of(&areas);
    report.overlaps = coverage::overlaps(&mut areas, tolerance, scale);
    report.gaps = coverage::gaps(&mut areas, tolerance, scale);
    report.keys = drawn.iter().map(|d| d.key.clone()).collect();
    drawn.iter_mut().zip(areas).for_each(|(d, polygons)| d.polygons = polygons);
}

fn note_repairs(drawn: &[Drawn], before: &[Before], layer: &Layer, report: &mut Report, remarks: &mut Vec<Remark>) {
    for (area, before) in drawn.iter().zip(before) {
        let km2 = area_of(&in_degrees(&area.polygons));
        let called = format!("{} {}", area.key, area.name).trim().to_owned();
        let mut faults = before.faults.clone();
        faults.sort_unstable();
        faults.dedup();
        let at = |kind| Remark::new(kind, layer.file.as_str()).at(before.row as usize).found(&called);
        if area.polygons.is_empty() {
            let words: Vec<&str> = faults.iter().map(|f| f.words(true)).collect();
            let had = before.km2 > 0.0 || !faults.is_empty();
            remarks.push(if had { at(&kinds::LOST).expected(words.join(", ")) } else { at(&kinds::NO_BOUNDARY) });
        } else {
            let change = format!("{:.2} → {km2:.2} km²", before.km2);
            remarks.extend(faults.iter().map(|fault| at(kind_of(*fault)).expected(&change)));
        }
        if !faults.is_empty() {
            report.repairs.push(Repair {
                key: area.key.clone(),
                name: area.name.clone(),
                faults,
                before: before.km2,
                after: km2,
            });
        }
    }
}

fn kind_of(fault: Fault) -> &'static crate::publish::Kind {
    match fault {
        Fault::Unclosed => &kinds::UNCLOSED,
        Fault::RepeatedPoint => &kinds::REPEATED,
        Fault::NoPlace => &kinds::NO_PLACE,
        Fault::Empty => &kinds::EMPTY,
        Fault::Spike => &kinds::SPIKE,
        Fault::Touching => &kinds::TOUCHING,
        Fault::Crossing => &kinds::CROSSING,
        Fault::HoleOutside => &kinds::HOLE_OUTSIDE,
        Fault::Turned => &kinds::TURNED,
        Fault::Overlap => &kinds::PARTS_OVERLAP,
        Fault::Sliver => &kinds::SLIVER,
    }
}

fn note_names(areas: &[Area], file: &str, remarks: &mut Vec<Remark>) {
    // City districts are often known by their names alone: then these are the keys.
    let is_number = |key: &str| !key.contains(char::is_alphabetic);
    let unnamed: Vec<&Area> = areas.iter().filter(|a| a.name == a.key && is_number(&a.key)).collect();
    if let Some(first) = unnamed.first() {
        remarks.push(Remark::new(&kinds::NAME_MISSING, file).found(unnamed.len()).expected(&first.key));
    }
}

fn note_coverage(areas: &[Area], report: &mut Report, remarks: &mut Vec<Remark>) {
    let about = |kind| Remark::new(kind, report.file.as_str());
    let key = |place: usize| report.keys.get(place).cloned().unwrap_or_default();
    for overlap in &report.overlaps {
        let pair = format!("{} / {}", key(overlap.areas.0), key(overlap.areas.1));
        let kind = if overlap.closed { &kinds::OVERLAP_CLOSED } else { &kinds::OVERLAP };
        remarks.push(about(kind).found(pair).expected(format!("{:.3} km², {:.0} m", overlap.km2, overlap.width)));
    }
    let (closed, open): (Vec<_>, Vec<_>) = report.gaps.iter().partition(|gap| gap.closed);
    if !closed.is_empty() {
        let km2: f64 = closed.iter().map(|gap| gap.km2).sum();
        remarks.push(about(&kinds::GAP_CLOSED).found(closed.len()).expected(format!("{km2:.4} km²")));
    }
    if !open.is_empty() {
        let widest = open.iter().map(|gap| gap.width).fold(0.0, f64::max);
        remarks.push(about(&kinds::GAP).found(open.len()).expected(format!("{widest:.0}")));
    }
    report.km2 = areas.iter().map(|a| a.km2).sum();
}

/// Simplifies and puts the areas into their final form.
fn finish(drawn: Vec<Drawn>, options: &Options, report: &mut Report, progress: &mut dyn FnMut(f64)) -> Vec<Area> {
    let degrees: Vec<Vec<LonLatPolygon>> = drawn.iter().map(|d| in_degrees(&d.polygons)).collect();
    let full = Topology::build(&degrees, PER_DEGREE);
    let scale = scale_of(&drawn.iter().map(|d| d.polygons.clone()).collect::<Vec<_>>());
    let goal = Goal { tolerance: options.tolerance.filter(|t| is_worth(*t)), points: options.points };
    let topology = simplify(&full, goal, scale);
    progress(0.85);
    report.points_full = full.point_count();
    report.points_after = topology.point_count();
    let names: BTreeMap<&str, &Named> = options.names.iter().map(|named| (named.key.as_str(), named)).collect();
    let digits = options.parent_digits.or_else(|| parent_digits(drawn.iter().map(|d| d.key.as_str())));
    let area = |(number, d): (usize, Drawn)| {
        let polygons = topology.polygons(number);
        let named = names.get(d.key.as_str()).copied().cloned().unwrap_or_default();
        let or = |given: String, own: &str| if given.is_empty() { own.to_owned() } else { given };
        let parent = digits.and_then(|n| d.key.get(..n)).filter(|p| p.len() < d.key.len()).unwrap_or_default();
        Area {
            name: or(or(named.name, &d.name), &d.key),
            kind: or(named.kind, &d.kind),
            kind_en: named.kind_en,
            valid_from: named.valid_from,
            valid_to: named.valid_to,
            parent: parent.to_owned(),
            label: label_point(&polygons),
            km2: area_of(&polygons),
            polygons,
            members: d.members,
            key: d.key,
        }
    };
    drawn.into_iter().enumerate().map(area).collect()
}

/// How many digits name the parent: the district of a municipality, the Land of a district.
fn parent_digits<'a>(keys: impl Iterator<Item = &'a str>) -> Option<usize> {
    let keys: Vec<&str> = keys.collect();
    let length = keys.first()?.len();
    let official = keys.iter().all(|k| k.len() == length && k.bytes().all(|b| b.is_ascii_digit()));
    let by_length = match length {
        12 | 9 | 8 => Some(5),
        5 => Some(2),
        _ => None,
    };
    by_length.filter(|_| official)
}
