//! From edges to polygons: which edges bound a region, and the rings that they make.
//!
//! All edges must be noded: they meet only in their ends.

use std::collections::HashMap;

use super::plane::{
    Edge, Point, Polygon, Ring, Side, box_of, cross, edges, middle, ring_side, signed_area, undirected,
};

/// The edges that bound a region, the region to their left. `inside` says from the winding numbers of all rings whether
/// a place belongs to it.
pub(super) fn boundary(rings: &[&[Point]], inside: &dyn Fn(&[i32]) -> bool) -> Vec<Edge> {
    let mut uses: Vec<(Edge, usize, i32)> = Vec::new();
    for (number, ring) in rings.iter().enumerate() {
        let directed = edges(ring).filter(|(a, b)| a != b);
        uses.extend(directed.map(|edge| (undirected(edge), number, if edge.0 <= edge.1 { 1 } else { -1 })));
    }
    uses.sort_unstable();
    let groups: Vec<&[(Edge, usize, i32)]> = uses.chunk_by(|a, b| a.0 == b.0).collect();
    let columns = Columns::new(&groups);
    let mut kept = Vec::new();
    for group in &groups {
        let (a, b) = group[0].0;
        // Above the middle, or east of it where the edge goes north.
        let mut right = columns.windings(&groups, (a, b), rings.len());
        let mut left = right.clone();
        let is_upright = a.0 == b.0;
        for (_, ring, turns) in *group {
            let (at, by) = if is_upright { (&mut left, *turns) } else { (&mut right, -*turns) };
            if let Some(winding) = at.get_mut(*ring) {
                *winding += by;
            }
        }
        match (inside(&left), inside(&right)) {
            (true, false) => kept.push((a, b)),
            (false, true) => kept.push((b, a)),
            _ => {}
        }
    }
    kept
}

/// Edges by columns of the plane, for rays that go north.
struct Columns {
    by_column: Vec<Vec<u32>>,
    west: i64,
    width: i64,
}

impl Columns {
    fn new(groups: &[&[(Edge, usize, i32)]]) -> Columns {
        let [west, _, east, _] = box_of(groups.iter().flat_map(|g| [&g[0].0.0, &g[0].0.1]));
        let (west, east) = (i64::from(west), i64::from(east));
        let count = (groups.len() as i64).clamp(1, 4096);
        let width = ((east - west) / count).max(0) + 1;
        let mut by_column = vec![Vec::new(); count as usize];
        for (number, group) in groups.iter().enumerate() {
            let (a, b) = group[0].0;
            let column = |x: i32| ((i64::from(x) - west) / width).clamp(0, count - 1) as usize;
            for list in by_column.iter_mut().take(column(b.0) + 1).skip(column(a.0)) {
                list.push(number as u32);
            }
        }
        Columns { by_column, west, width }
    }

    /// The winding number of each ring just above the middle of an edge, or just east of an upright one.
    fn windings(&self, groups: &[&[(Edge, usize, i32)]], edge: Edge, rings: usize) -> Vec<i32> {
        let mut windings = vec![0; rings];
        let (x, y) = middle(edge);
        let column = ((x.div_euclid(2) - self.west) / self.width).clamp(0, self.by_column.len() as i64 - 1);
        let near = self.by_column.get(column as usize).map_or(&[][..], Vec::as_slice);
        for group in near.iter().filter_map(|number| groups.get(*number as usize)) {
            let (a, b) = group[0].0;
            let spans = 2 * i64::from(a.0) <= x && x < 2 * i64::from(b.0);
            if (a, b) == edge || !spans {
                continue;
            }
            // The middle lies to the right of an edge that goes east: the edge is above it.
            let (dx, dy) = (i64::from(b.0) - i64::from(a.0), i64::from(b.1) - i64::from(a.1));
            let above = dx * (y - 2 * i64::from(a.1)) - dy * (x - 2 * i64::from(a.0)) < 0;
            if above {
                for (_, ring, turns) in *group {
                    // Going west above a place is turning around it counter-clockwise.
                    if let Some(winding) = windings.get_mut(*ring) {
                        *winding -= *turns;
                    }
                }
            }
        }
        windings
    }
}

/// The polygons that directed edges bound, the region to their left: outlines turn counter-clockwise, holes clockwise.
/// `None` if the edges do not close.
pub(super) fn trace(mut all: Vec<Edge>) -> Option<Vec<Polygon>> {
    rings(&mut all).map(nest)
}

/// Rings that visit no point twice.
pub(super) fn rings(all: &mut [Edge]) -> Option<Vec<Ring>> {
    all.sort_unstable();
    let mut used = vec![false; all.len()];
    let leaving = |p: Point| {
        let from = all.partition_point(|e| e.0 < p);
        let count = all.get(from..).unwrap_or(&[]).iter().take_while(|e| e.0 == p).count();
        from..from + count
    };
    let mut found = Vec::new();
    for start in 0..all.len() {
        if used[start] {
            continue;
        }
        used[start] = true;
        let (mut path, mut places) = (vec![all[start].0], HashMap::from([(all[start].0, 0usize)]));
        let mut edge = all[start];
        loop {
            if let Some(place) = places.get(&edge.1).copied() {
                let ring: Ring = path.split_off(place);
                for point in &ring {
                    places.remove(point);
                }
                if ring.len() > 2 {
                    found.push(ring);
                }
                if path.is_empty() {
                    break;
                }
            }
            places.insert(edge.1, path.len());
            path.push(edge.1);
            let open = leaving(edge.1).filter(|next| !used[*next]);
            let next = open.min_by(|a, b| clockwise_first(edge, all[*a].1, all[*b].1))?;
            used[next] = true;
            edge = all[next];
        }
    }
    Some(found)
}

/// Which of two ways on comes first when one turns clockwise from where one came: the leftmost way.
fn clockwise_first((from, at): Edge, a: Point, b: Point) -> std::cmp::Ordering {
    // Left of the line of travel (0), straight on (1), right of it (2), back (3).
    let half = |p: Point| match cross(from, at, p) {
        turn if turn > 0 => 0,
        turn if turn < 0 => 2,
        _ => {
            let d = |p: i32, q: i32| i64::from(p) - i64::from(q);
            let onward = d(at.0, from.0) * d(p.0, at.0) + d(at.1, from.1) * d(p.1, at.1);
            if onward > 0 { 1 } else { 3 }
        }
    };
    half(a).cmp(&half(b)).then_with(|| cross(at, a, b).cmp(&0)).then_with(|| a.cmp(&b))
}

/// Rings as polygons: those that turn counter-clockwise are outlines, the others holes of the smallest outline around.
pub(super) fn nest(rings: Vec<Ring>) -> Vec<Polygon> {
    let (mut outlines, mut holes): (Vec<Ring>, Vec<Ring>) = (Vec::new(), Vec::new());
    for ring in rings {
        match signed_area(&ring) {
            0 => {}
            area if area > 0 => outlines.push(ring),
            _ => holes.push(ring),
        }
    }
    outlines.sort_by_cached_key(|ring| signed_area(ring));
    let boxes: Vec<[i32; 4]> = outlines.iter().map(box_of).collect();
    let mut polygons: Vec<Polygon> = outlines.into_iter().map(|outline| vec![outline]).collect();
    for hole in holes {
        let own = box_of(&hole);
        let around = |b: &[i32; 4]| b[0] <= own[0] && b[1] <= own[1] && b[2] >= own[2] && b[3] >= own[3];
        let mut candidates = polygons.iter_mut().zip(&boxes).filter(|(_, b)| around(b)).map(|(p, _)| p);
        let home = candidates.find(|p| p.first().is_some_and(|outline| ring_side(&hole, outline) == Side::Inside));
        if let Some(polygon) = home {
            polygon.push(hole);
        }
    }
    polygons.reverse();
    polygons
}

/// The directed edges of polygons that are in order: the area to their left.
pub(super) fn edges_of(polygons: &[Polygon]) -> Vec<Edge> {
    polygons.iter().flatten().flat_map(|ring| edges(ring)).collect()
}

/// Edges of several regions that do not overlap, without those that two of them share: the boundary of their union.
pub(super) fn without_shared(mut all: Vec<Edge>) -> Vec<Edge> {
    all.sort_unstable_by_key(|edge| (undirected(*edge), *edge));
    let mut kept = Vec::with_capacity(all.len());
    for group in all.chunk_by(|a, b| undirected(*a) == undirected(*b)) {
        let forwards = group.iter().filter(|(a, b)| a <= b).count();
        let backwards = group.len() - forwards;
        match forwards.cmp(&backwards) {
            std::cmp::Ordering::Greater => kept.push(undirected(group[0])),
            std::cmp::Ordering::Less => kept.push((undirected(group[0]).1, undirected(group[0]).0)),
            std::cmp::Ordering::Equal => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::noding::node;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bow_tie_becomes_two_triangles() {
        let ring = [(0, 0), (5, 5), (10, 10), (10, 0), (5, 5), (0, 10)];
        let kept = boundary(&[&ring], &|w| w[0] != 0);
        let polygons = trace(kept).unwrap();
        assert_eq!(polygons.len(), 2);
        assert!(polygons.iter().all(|p| p.len() == 1 && signed_area(&p[0]) == 50));
    }

    #[test]
    fn a_hole_that_touches_stays_a_hole() {
        let outline = [(0, 0), (9, 0), (9, 9), (0, 9)];
        let hole = [(0, 0), (3, 6), (6, 3)];
        let polygons = trace(boundary(&[&outline, &hole], &|w| w[0] != 0 && w[1] == 0)).unwrap();
        assert_eq!(polygons.len(), 1);
        assert_eq!(polygons[0].len(), 2);
        assert_eq!(signed_area(&polygons[0][0]) + signed_area(&polygons[0][1]), 2 * 81 - 27);
    }

    #[test]
    fn neighbours_become_one_without_their_border() {
        let (left, right) = (vec![(0, 0), (2, 0), (2, 2), (0, 2)], vec![(2, 0), (4, 0), (4, 2), (2, 2)]);
        let all = edges_of(&[vec![left], vec![right]]);
        let union = trace(without_shared(all)).unwrap();
        assert_eq!(union.len(), 1);
        assert_eq!(signed_area(&union[0][0]), 16);
        assert_eq!(trace(vec![((0, 0), (1, 0)), ((1, 0), (2, 0))]), None, "not closed");
    }

    /// Area by counting the half-step places of a small grid.
    fn counted(rings: &[Ring], inside: impl Fn(&[i32]) -> bool) -> i128 {
        let winding = |ring: &Ring, x: i64, y: i64| -> i32 {
            // Places at odd quarters never lie on an edge between whole points by accident of x.
            edges(ring)
                .map(|(a, b)| {
                    let (ax, bx) = (4 * i64::from(a.0), 4 * i64::from(b.0));
                    let (ay, by) = (4 * i64::from(a.1), 4 * i64::from(b.1));
                    let turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
                    match (ay <= y, by <= y) {
                        (true, false) if turn > 0 => 1,
                        (false, true) if turn < 0 => -1,
                        _ => 0,
                    }
                })
                .sum()
        };
        let mut count = 0;
        for x in 0..80 {
            for y in 0..80 {
                let w: Vec<i32> = rings.iter().map(|r| winding(r, 2 * x + 1, 2 * y + 1)).collect();
                count += i128::from(inside(&w));
            }
        }
        count
    }

    proptest! {
        /// With corners on a grid of tens the region's area is found again by counting places, to the width of its edges.
        #[test]
        fn the_area_is_that_of_the_places_inside(
            corners in proptest::collection::vec(proptest::collection::vec((0i32..4, 0i32..4), 3..8), 1..4),
        ) {
            let rings: Vec<Ring> = corners.iter().map(|r| r.iter().map(|p| (p.0 * 10, p.1 * 10)).collect()).collect();
            let noded = node(rings.iter().flat_map(|r| edges(r)).map(undirected).collect());
            let noded: Vec<Ring> = rings.iter().map(|r| noded.ring(r)).collect();
            let views: Vec<&[Point]> = noded.iter().map(Vec::as_slice).collect();
            let rule = |w: &[i32]| w.iter().any(|w| *w != 0);
            let polygons = trace(boundary(&views, &rule)).unwrap();
            let area: i128 = polygons.iter().flatten().map(|r| signed_area(r)).sum();
            let places = counted(&noded, rule);
            let edge: f64 = noded.iter().flat_map(|r| edges(r)).map(|(a, b)| f64::from((a.0 - b.0).pow(2) + (a.1 - b.1).pow(2)).sqrt()).sum();
            prop_assert!(((area as f64) / 2.0 - places as f64 / 4.0).abs() <= edge + 1.0, "{area} {places}");
            for ring in polygons.iter().flatten() {
                let mut points = ring.clone();
                points.sort_unstable();
                points.dedup();
                prop_assert_eq!(points.len(), ring.len(), "a point twice in one ring");
            }
        }
    }
}
