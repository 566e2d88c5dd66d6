//! Rings that are no rings: what was wrong with an area and what it became.

use super::plane::{Edge, Point, Polygon, Ring, Side, box_of, edges, ring_side, signed_area, to_grid, undirected};
use super::raw::Position;
use super::region::{boundary, trace};

/// What can be wrong with the boundary of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The last point of a ring is not the first: closed by a straight edge.
    Unclosed,
    /// A point directly behind itself: taken once.
    RepeatedPoint,
    /// A point that is no place on earth: left out.
    NoPlace,
    /// A ring of fewer than three different points, or without room inside: left out.
    Empty,
    /// An edge that goes out and comes back: cut off.
    Spike,
    /// A ring that touches itself in a point: divided there.
    Touching,
    /// A line that crosses itself: every lobe is kept.
    Crossing,
    /// A hole that is not inside its outline: it takes nothing away.
    HoleOutside,
    /// A ring that turns against its place: an outline read as a hole by others, or the reverse.
    Turned,
    /// Parts of one area that overlap: counted once.
    Overlap,
    /// A part narrower than the tolerance beside larger ones: left out, its neighbour gets the room.
    Sliver,
}

impl Fault {
    /// In words.
    pub fn words(self, german: bool) -> &'static str {
        let (de, en) = match self {
            Fault::Unclosed => ("Ring nicht geschlossen", "ring not closed"),
            Fault::RepeatedPoint => ("doppelte Punkte", "repeated points"),
            Fault::NoPlace => ("Punkte, die kein Ort sind", "points that are no place"),
            Fault::Empty => ("Ring ohne Fläche", "ring without area"),
            Fault::Spike => ("Stachel", "spike"),
            Fault::Touching => ("Ring berührt sich selbst", "ring touches itself"),
            Fault::Crossing => ("Linie kreuzt sich selbst", "line crosses itself"),
            Fault::HoleOutside => ("Loch außerhalb des Umrisses", "hole outside of its outline"),
            Fault::Turned => ("falscher Drehsinn", "wrong direction of turning"),
            Fault::Overlap => ("Teile überlappen sich", "parts overlap"),
            Fault::Sliver => ("Splitter", "sliver"),
        };
        if german { de } else { en }
    }
}

/// Puts the rings of an area on the grid: closed, without repeated points. Adds what was wrong to `faults`.
pub(super) fn on_grid(polygons: &[Vec<Vec<Position>>], faults: &mut Vec<Fault>) -> Vec<Polygon> {
    let mut out = Vec::new();
    for polygon in polygons {
        let mut rings = polygon.iter();
        let Some(outline) = rings.next().and_then(|ring| ring_on_grid(ring, faults)) else { continue };
        let holes = rings.filter_map(|ring| ring_on_grid(ring, faults));
        out.push(std::iter::once(outline).chain(holes).collect());
    }
    out
}

fn ring_on_grid(ring: &[Position], faults: &mut Vec<Fault>) -> Option<Ring> {
    if ring.first() != ring.last() {
        faults.push(Fault::Unclosed);
    }
    if ring.windows(2).any(|pair| pair[0] == pair[1]) {
        faults.push(Fault::RepeatedPoint);
    }
    let points: Vec<Point> = ring.iter().copied().filter_map(to_grid).collect();
    if points.len() < ring.len() {
        faults.push(Fault::NoPlace);
    }
    let clean = clean(points);
    if clean.is_none() {
        faults.push(Fault::Empty);
    }
    clean
}

/// A ring without repeated points and without the closing one; `None` with fewer than three different points.
pub(super) fn clean(mut points: Ring) -> Option<Ring> {
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let first = *points.first()?;
    let second = *points.iter().find(|p| **p != first)?;
    points.iter().any(|p| *p != first && *p != second).then_some(points)
}

/// Makes the noded polygons of one area sound: rings that visit no point twice, outlines counter-clockwise with their
/// holes clockwise inside, parts apart. An area that is sound already comes back with its own rings.
pub(super) fn repair(polygons: Vec<Polygon>, crossed: bool, faults: &mut Vec<Fault>) -> Vec<Polygon> {
    if !crossed && is_simple(&polygons) && is_nested(&polygons) {
        return polygons.into_iter().map(oriented).collect();
    }
    let rings: Vec<&[Point]> = polygons.iter().flatten().map(Vec::as_slice).collect();
    let lengths: Vec<usize> = polygons.iter().map(Vec::len).collect();
    let inside = |windings: &[i32]| {
        let mut rest = windings;
        lengths.iter().any(|count| {
            let (own, others) = rest.split_at((*count).min(rest.len()));
            rest = others;
            own.split_first().is_some_and(|(outline, holes)| *outline != 0 && holes.iter().all(|w| *w == 0))
        })
    };
    let kept = boundary(&rings, &inside);
    note_faults(&polygons, &kept, crossed, faults);
    match trace(kept) {
        Some(sound) => sound,
        // Not closed: coordinates beyond what noding can settle. The area keeps what it had.
        None => polygons.into_iter().map(oriented).collect(),
    }
}

/// Whether no point occurs twice in the area.
fn is_simple(polygons: &[Polygon]) -> bool {
    let mut points: Vec<Point> = polygons.iter().flatten().flatten().copied().collect();
    points.sort_unstable();
    points.windows(2).all(|pair| pair[0] != pair[1])
}

/// Whether all holes lie in their outlines, none in another, and no polygon in another one's land.
fn is_nested(polygons: &[Polygon]) -> bool {
    let boxes: Vec<[i32; 4]> = polygons.iter().map(|p| box_of(p.first().into_iter().flatten())).collect();
    let meet = |a: [i32; 4], b: [i32; 4]| a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
    let within = |ring: &Ring, outer: &Ring| ring_side(ring, outer) == Side::Inside;
    let holes_fit = polygons.iter().all(|polygon| {
        let Some((outline, holes)) = polygon.split_first() else { return true };
        let apart = |i: usize| holes.iter().enumerate().all(|(j, other)| i == j || !within(&holes[i], other));
        (0..holes.len()).all(|i| within(&holes[i], outline) && apart(i))
    });
    let in_land = |i: usize, j: usize| {
        let (Some(ring), Some((outline, holes))) = (polygons[i].first(), polygons[j].split_first()) else {
            return false;
        };
        meet(boxes[i], boxes[j]) && within(ring, outline) && !holes.iter().any(|hole| within(ring, hole))
    };
    holes_fit && (0..polygons.len()).all(|i| (0..polygons.len()).all(|j| i == j || !in_land(i, j)))
}

/// A polygon whose outline turns counter-clockwise and whose holes turn clockwise.
fn oriented(mut polygon: Polygon) -> Polygon {
    for (place, ring) in polygon.iter_mut().enumerate() {
        if (signed_area(ring) > 0) != (place == 0) {
            ring.reverse();
        }
    }
    polygon
}

fn note_faults(polygons: &[Polygon], kept: &[Edge], crossed: bool, faults: &mut Vec<Fault>) {
    let mut kept: Vec<Edge> = kept.iter().copied().map(undirected).collect();
    kept.sort_unstable();
    let dropped = |edge: &Edge| kept.binary_search(&undirected(*edge)).is_err();
    let turns = |ring: &Ring| {
        let mut all: Vec<Edge> = edges(ring).map(undirected).collect();
        all.sort_unstable();
        all.windows(2).any(|pair| pair[0] == pair[1])
    };
    let visits_twice = |ring: &Ring| !is_simple(&[vec![ring.clone()]]);
    let mut doubled = false;
    for ring in polygons.iter().flatten() {
        if turns(ring) {
            doubled = true;
            faults.push(Fault::Spike);
        } else if visits_twice(ring) {
            faults.push(if crosses_in_a_point(ring) { Fault::Crossing } else { Fault::Touching });
        }
    }
    if crossed && !faults.contains(&Fault::Crossing) && !doubled {
        faults.push(Fault::Crossing);
    }
    for (outline, hole) in
        polygons.iter().filter_map(|p| p.split_first()).flat_map(|(o, h)| h.iter().map(move |h| (o, h)))
    {
        if ring_side(hole, outline) == Side::Outside {
            faults.push(Fault::HoleOutside);
        }
    }
    let simple_loss = polygons.iter().flatten().flat_map(|ring| edges(ring)).any(|edge| dropped(&edge));
    let explained = [Fault::Spike, Fault::Touching, Fault::Crossing, Fault::HoleOutside];
    if simple_loss && polygons.len() > 1 && !faults.iter().any(|f| explained.contains(f)) {
        faults.push(Fault::Overlap);
    }
}

/// Whether the lobes of a ring that visits a point twice turn in different directions, as a bow-tie's.
fn crosses_in_a_point(ring: &Ring) -> bool {
    let mut all: Vec<Edge> = edges(ring).collect();
    let Some(lobes) = super::region::rings(&mut all) else { return true };
    let turns: Vec<bool> = lobes.iter().map(|lobe| signed_area(lobe) > 0).collect();
    let contained = |i: usize| (0..lobes.len()).any(|j| i != j && ring_side(&lobes[i], &lobes[j]) == Side::Inside);
    // A lobe inside another is a hole that touches, which must turn the other way.
    (0..lobes.len()).any(|i| !contained(i) && turns[i] != turns[0] && !contained(0))
}

#[cfg(test)]
mod tests {
    use super::super::noding::node;
    use super::*;

    fn repaired(polygons: &[Polygon]) -> (Vec<Polygon>, Vec<Fault>, i128) {
        let all = polygons.iter().flatten().flat_map(|r| edges(r)).map(undirected).collect();
        let noded = node(all);
        let mut faults = Vec::new();
        let sound = repair(noded.polygons(polygons), !noded.crossings.is_empty(), &mut faults);
        let area = sound.iter().flatten().map(|r| signed_area(r)).sum();
        (sound, faults, area)
    }

    fn square(x: i32, y: i32, s: i32) -> Ring {
        vec![(x, y), (x + s, y), (x + s, y + s), (x, y + s)]
    }

    #[test]
    fn sound_areas_keep_their_rings() {
        let polygon = vec![square(0, 0, 90), square(10, 10, 10).into_iter().rev().collect::<Ring>()];
        let (sound, faults, _) = repaired(std::slice::from_ref(&polygon));
        assert_eq!((sound, faults), (vec![polygon], vec![]));
        let pinched = vec![(0, 0), (90, 0), (90, 90), (60, 60), (30, 60), (90, 90), (0, 90)];
        let (sound, faults, _) = repaired(&[vec![pinched]]);
        assert_eq!((sound.len(), sound[0].len(), faults), (1, 2, vec![Fault::Touching]), "outline and hole");
        let touching = vec![square(0, 0, 90), vec![(0, 0), (30, 60), (60, 30)]];
        let (sound, faults, area) = repaired(&[touching]);
        assert_eq!((sound[0].len(), faults, area), (2, vec![], 2 * 8100 - 2700), "a hole may touch");
    }

    #[test]
    fn every_fault_is_mended_and_named() {
        let bow_tie = vec![(0, 0), (100, 100), (100, 0), (0, 100)];
        let (sound, faults, area) = repaired(&[vec![bow_tie]]);
        assert_eq!((sound.len(), faults, area), (2, vec![Fault::Crossing], 10_000));

        let knotted = vec![(0, 0), (50, 50), (100, 100), (100, 0), (50, 50), (0, 100)];
        assert_eq!(repaired(&[vec![knotted]]).1, [Fault::Crossing], "crosses in a point of its own");

        let spike = vec![(0, 0), (100, 0), (100, 50), (200, 50), (100, 50), (100, 100), (0, 100)];
        let (sound, faults, area) = repaired(&[vec![spike]]);
        assert_eq!((sound.len(), faults, area), (1, vec![Fault::Spike], 20_000));

        let (sound, faults, area) = repaired(&[vec![square(0, 0, 100), square(200, 0, 10)]]);
        assert_eq!((sound[0].len(), faults, area), (1, vec![Fault::HoleOutside], 20_000));

        let (sound, faults, area) = repaired(&[vec![square(0, 0, 100)], vec![square(50, 50, 100)]]);
        assert_eq!((sound.len(), faults.len(), area), (1, 1, 2 * 17_500));

        let turned: Ring = square(0, 0, 100).into_iter().rev().collect();
        assert_eq!(repaired(&[vec![turned]]).2, 20_000);

        let (sound, _, area) = repaired(&[vec![square(0, 0, 100)], vec![square(100, 0, 100)]]);
        assert_eq!((sound.len(), area), (1, 40_000), "parts that touch along a border become one");
    }

    #[test]
    fn rings_on_the_grid() {
        let mut faults = Vec::new();
        let ring = vec![(9.0, 50.0), (9.0, 50.0), (9.1, 50.0), (f64::NAN, 1.0), (9.1, 50.1)];
        let line = vec![(9.0, 50.0), (9.1, 50.0), (9.0, 50.0)];
        let polygons = on_grid(&[vec![ring, line]], &mut faults);
        assert_eq!(polygons, [vec![vec![(900_000, 5_000_000), (910_000, 5_000_000), (910_000, 5_010_000)]]]);
        assert_eq!(faults, [Fault::Unclosed, Fault::RepeatedPoint, Fault::NoPlace, Fault::Empty]);
    }
}
