//! Areas beside each other: where they overlap, where they leave a gap, and how narrow both are.

use std::collections::BTreeMap;

use super::noding::Cells;
use super::plane::{Edge, Point, Polygon, Ring, Side, box_of, edges, middle, side_of, signed_area, undirected};
use super::region::{boundary, edges_of, rings, trace, without_shared};
use super::snap::Scale;

/// Gaps wider than this are taken for land or water that belongs to nobody here.
const GAP_METRES: f64 = 100.0;
/// More overlapping pairs than this are no oversight but several levels in one file.
const PAIRS: usize = 3000;

/// Two areas that overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The areas, by their place.
    pub areas: (usize, usize),
    /// Square kilometres that both have.
    pub km2: f64,
    /// Width in metres: twice the area by the length of its outline.
    pub width: f64,
    /// Whether the second area gave the land up.
    pub closed: bool,
}

/// Land between areas that no area has.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// The area with the longest border to it.
    pub neighbour: usize,
    /// Square kilometres.
    pub km2: f64,
    /// Width in metres: twice the area by the length of its outline.
    pub width: f64,
    /// Whether the neighbour got it.
    pub closed: bool,
}

/// The edges of all areas with their owner, by the undirected edge; `true` where the owner uses it from its smaller end.
fn owned(areas: &[Vec<Polygon>]) -> Vec<(Edge, u32, bool)> {
    let mut all = Vec::new();
    for (area, polygons) in areas.iter().enumerate() {
        all.extend(edges_of(polygons).into_iter().map(|edge| (undirected(edge), area as u32, edge.0 <= edge.1)));
    }
    all.sort_unstable();
    all
}

/// Finds overlaps; those up to `tolerance` metres wide are closed: the later area gives the land up.
pub(super) fn overlaps(areas: &mut [Vec<Polygon>], tolerance: f64, scale: Scale) -> Vec<Overlap> {
    let pairs = overlapping(areas);
    let mut found = Vec::new();
    let many = pairs.len() > PAIRS;
    for (a, b) in pairs.into_iter().take(PAIRS) {
        let both = combined(areas, a, b, &|in_a, in_b| in_a && in_b);
        let (doubled, length) = measure(&both, scale);
        if doubled == 0 {
            continue;
        }
        let (m2, km2) = (scale.square_metres(doubled), scale.square_metres(doubled) / 1e6);
        let width = 2.0 * m2 / length;
        let rest = combined(areas, b, a, &|in_b, in_a| in_b && !in_a);
        let closed = width <= tolerance && !many && !rest.is_empty();
        if closed {
            areas[b] = rest;
        }
        found.push(Overlap { areas: (a, b), km2, width, closed });
    }
    found
}

/// Pairs of areas that have land in common: an edge of one lies inside the other, or both use an edge the same way.
fn overlapping(areas: &[Vec<Polygon>]) -> Vec<(usize, usize)> {
    let index = Index::new(areas);
    let mut pairs: BTreeMap<(usize, usize), ()> = BTreeMap::new();
    for group in owned(areas).chunk_by(|a, b| a.0 == b.0) {
        for (i, (_, a, forwards)) in group.iter().enumerate() {
            for (_, b, _) in group[i + 1..].iter().filter(|(_, b, f)| b != a && f == forwards) {
                pairs.insert(((*a).min(*b) as usize, (*a).max(*b) as usize), ());
            }
        }
        if let [(edge, area, _)] = group {
            for other in index.containing(areas, *edge) {
                if other != *area as usize {
                    pairs.insert((other.min(*area as usize), other.max(*area as usize)), ());
                }
            }
        }
    }
    pairs.into_keys().collect()
}

/// Areas by their boxes.
struct Index {
    cells: Cells,
    boxes: Vec<[i32; 4]>,
}

impl Index {
    fn new(areas: &[Vec<Polygon>]) -> Index {
        let outlines = |area: &Vec<Polygon>| box_of(area.iter().filter_map(|p| p.first()).flatten());
        let boxes: Vec<[i32; 4]> = areas.iter().map(outlines).collect();
        let diagonal = |b: &[i32; 4]| if b[0] > b[2] { ((0, 0), (0, 0)) } else { ((b[0], b[1]), (b[2], b[3])) };
        Index { cells: Cells::new(&boxes.iter().map(diagonal).collect::<Vec<_>>()), boxes }
    }

    /// The areas that have the middle of an edge inside.
    fn containing(&self, areas: &[Vec<Polygon>], edge: Edge) -> Vec<usize> {
        let place = middle(edge);
        let at = ((place.0 / 2) as i32, (place.1 / 2) as i32);
        let near = self.cells.near([at.0, at.1, at.0, at.1]).into_iter().map(|a| a as usize);
        let fits = |a: &usize| {
            let b = self.boxes[*a];
            b[0] <= at.0 + 1 && at.0 - 1 <= b[2] && b[1] <= at.1 + 1 && at.1 - 1 <= b[3]
        };
        near.filter(fits).filter(|a| areas[*a].iter().any(|polygon| holds(polygon, place))).collect()
    }
}

fn holds(polygon: &Polygon, place: (i64, i64)) -> bool {
    let Some((outline, holes)) = polygon.split_first() else { return false };
    side_of(outline, place) == Side::Inside && holes.iter().all(|hole| side_of(hole, place) == Side::Outside)
}

/// The region that a rule makes of two areas.
fn combined(areas: &[Vec<Polygon>], a: usize, b: usize, rule: &dyn Fn(bool, bool) -> bool) -> Vec<Polygon> {
    let of = |area: usize| areas[area].iter().flatten().map(Vec::as_slice);
    let rings: Vec<&[Point]> = of(a).chain(of(b)).collect();
    let count = of(a).count();
    // Outlines turn one way, holes the other: the sum says whether a place is inside.
    let inside = |windings: &[i32]| {
        let (first, second) = windings.split_at(count.min(windings.len()));
        rule(first.iter().sum::<i32>() > 0, second.iter().sum::<i32>() > 0)
    };
    trace(boundary(&rings, &inside)).unwrap_or_default()
}

/// Twice the area in square steps, and the length of all rings in metres.
fn measure(polygons: &[Polygon], scale: Scale) -> (i128, f64) {
    let doubled = polygons.iter().flatten().map(|ring| signed_area(ring)).sum();
    let length = polygons.iter().flatten().flat_map(|ring| edges(ring)).map(|(a, b)| scale.metres(a, b)).sum();
    (doubled, length)
}

/// Finds narrow gaps; those up to `tolerance` metres wide are closed: the neighbour with the longest border gets them.
pub(super) fn gaps(areas: &mut [Vec<Polygon>], tolerance: f64, scale: Scale) -> Vec<Gap> {
    let all = owned(areas);
    let outside = without_shared(areas.iter().flat_map(|a| edges_of(a)).collect());
    let mut open: Vec<Edge> = outside.into_iter().map(|(a, b)| (b, a)).collect();
    let Some(openings) = rings(&mut open) else { return Vec::new() };
    let mut found = Vec::new();
    for opening in openings.into_iter().filter(|ring| signed_area(ring) > 0) {
        let ring = vec![vec![opening]];
        let (doubled, length) = measure(&ring, scale);
        let m2 = scale.square_metres(doubled);
        let width = 2.0 * m2 / length;
        if width > GAP_METRES.max(tolerance) {
            continue;
        }
        let Some(neighbour) = longest_border(&all, &ring[0][0], scale) else { continue };
        let closed = width <= tolerance && fill(&mut areas[neighbour], &ring[0][0]);
        found.push(Gap { neighbour, km2: m2 / 1e6, width, closed });
    }
    found
}

/// The area with the longest border to a ring.
fn longest_border(all: &[(Edge, u32, bool)], ring: &Ring, scale: Scale) -> Option<usize> {
    let mut lengths: BTreeMap<u32, f64> = BTreeMap::new();
    for edge in edges(ring) {
        let from = all.partition_point(|(known, _, _)| *known < undirected(edge));
        let owners = all.get(from..).unwrap_or(&[]).iter().take_while(|(known, _, _)| *known == undirected(edge));
        owners.for_each(|(_, area, _)| *lengths.entry(*area).or_default() += scale.metres(edge.0, edge.1));
    }
    lengths.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(area, _)| area as usize)
}

/// Adds a ring's land to an area; whether that worked.
fn fill(area: &mut Vec<Polygon>, ring: &Ring) -> bool {
    let mut all = edges_of(area);
    all.extend(edges(ring));
    let union = trace(without_shared(all));
    let fits = union.as_ref().is_some_and(|u| !u.is_empty());
    if let Some(union) = union.filter(|_| fits) {
        *area = union;
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::super::noding::node;
    use super::*;

    fn square(x: i32, y: i32, w: i32, h: i32) -> Vec<Polygon> {
        vec![vec![vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h)]]]
    }

    fn noded(areas: &[Vec<Polygon>]) -> Vec<Vec<Polygon>> {
        let all = areas.iter().flatten().flatten().flat_map(|r| edges(r)).map(undirected).collect();
        let noded = node(all);
        areas.iter().map(|area| noded.polygons(area)).collect()
    }

    fn total(areas: &[Vec<Polygon>]) -> i128 {
        areas.iter().flatten().flatten().map(|ring| signed_area(ring)).sum()
    }

    #[test]
    fn a_narrow_overlap_is_closed_and_a_wide_one_told() {
        let scale = Scale::at(0.0);
        let mut areas = noded(&[square(0, 0, 100, 100), square(98, 0, 100, 100), square(0, 90, 50, 50)]);
        let found = overlaps(&mut areas, 5.0, scale);
        assert_eq!(found.iter().map(|o| (o.areas, o.closed)).collect::<Vec<_>>(), [((0, 1), true), ((0, 2), false)]);
        assert!((found[0].km2 - 2.0 * 100.0 * 1.1132f64.powi(2) / 1e6).abs() < 1e-9);
        assert_eq!(total(&areas), 2 * (10_000 + 9_800 + 2_500));
        assert!(overlaps(&mut areas.split_off(1), 5.0, scale).is_empty());
    }

    #[test]
    fn a_contained_area_overlaps_and_never_vanishes() {
        let mut areas = noded(&[square(0, 0, 100, 100), square(40, 40, 3, 3)]);
        let found = overlaps(&mut areas, 50.0, Scale::at(0.0));
        assert_eq!((found.len(), found[0].closed), (1, false));
        let mut twice = noded(&[square(0, 0, 9, 9), square(0, 0, 9, 9)]);
        assert!(!overlaps(&mut twice, 50.0, Scale::at(0.0))[0].closed);
    }

    #[test]
    fn a_gap_goes_to_the_neighbour_with_the_longest_border() {
        let scale = Scale::at(0.0);
        // Four areas around a slit of 3 x 80; the left one has the longest border to it.
        let parts = [square(0, 0, 50, 100), square(53, 10, 50, 80), square(50, 0, 53, 10), square(50, 90, 53, 10)];
        let mut areas = noded(&parts);
        let before = total(&areas);
        let found = gaps(&mut areas, 1.0, scale);
        assert_eq!((found.len(), found[0].closed), (1, false));
        assert!(found[0].width > 2.5 && found[0].width < 4.0, "{:?}", found[0]);
        let found = gaps(&mut areas, 5.0, scale);
        assert!(found[0].closed && found[0].neighbour <= 1);
        assert_eq!(total(&areas) - before, 2 * 3 * 80);
        assert!(gaps(&mut areas, 5.0, scale).is_empty());
    }
}
