//! Whether two edges touch, and whether they run along each other.

use super::orientation::orientation;

/// A straight edge from one corner to the next.
pub(super) type Edge = [[f64; 2]; 2];

/// Do two edges have a point in common? Exact.
pub(super) fn meet(e: Edge, f: Edge) -> bool {
    let ends = [orientation(f[0], f[1], e[0]), orientation(f[0], f[1], e[1])];
    let others = [orientation(e[0], e[1], f[0]), orientation(e[0], e[1], f[1])];
    let opposite = |o: [f64; 2]| (o[0] > 0.0 && o[1] < 0.0) || (o[0] < 0.0 && o[1] > 0.0);
    if opposite(ends) && opposite(others) {
        return true;
    }
    let on = |o: f64, p: [f64; 2], edge: Edge| o == 0.0 && in_box(p, edge);
    on(ends[0], e[0], f) || on(ends[1], e[1], f) || on(others[0], f[0], e) || on(others[1], f[1], e)
}

/// Do two edges have a piece of positive length in common? Exact: they do if two different ends lie on both.
pub(super) fn overlap(e: Edge, f: Edge) -> bool {
    let on = |p: [f64; 2], edge: Edge| in_box(p, edge) && orientation(edge[0], edge[1], p) == 0.0;
    two_apart(e, f, on, |p, q| p != q)
}

/// Is the distance between two edges at most `tolerance`?
pub(super) fn near(e: Edge, f: Edge, tolerance: f64) -> bool {
    let close = |p: [f64; 2], edge: Edge| distance(p, edge) <= tolerance;
    e.iter().any(|p| close(*p, f)) || f.iter().any(|p| close(*p, e)) || meet(e, f)
}

/// Do two edges run along each other within `tolerance`: are there two ends, more than twice the tolerance apart, that
/// lie within the tolerance of the other edge?
pub(super) fn along(e: Edge, f: Edge, tolerance: f64) -> bool {
    let close = |p: [f64; 2], edge: Edge| distance(p, edge) <= tolerance;
    two_apart(e, f, close, |p, q| (p[0] - q[0]).hypot(p[1] - q[1]) > 2.0 * tolerance)
}

/// Are there two ends that are `on` the other edge (or belong to both) and `apart` from each other?
fn two_apart(
    e: Edge,
    f: Edge,
    on: impl Fn([f64; 2], Edge) -> bool,
    apart: impl Fn([f64; 2], [f64; 2]) -> bool,
) -> bool {
    let ends = [(e[0], f), (e[1], f), (f[0], e), (f[1], e)];
    let mut first: [Option<[f64; 2]>; 4] = [None; 4];
    for (at, (end, other)) in ends.into_iter().enumerate() {
        if on(end, other) {
            if first.iter().flatten().any(|known| apart(*known, end)) {
                return true;
            }
            first[at] = Some(end);
        }
    }
    false
}

fn in_box(p: [f64; 2], edge: Edge) -> bool {
    let [a, b] = edge;
    let between = |k: usize| (a[k] <= p[k] && p[k] <= b[k]) || (b[k] <= p[k] && p[k] <= a[k]);
    between(0) && between(1)
}

/// Distance of a point from an edge.
fn distance(p: [f64; 2], edge: Edge) -> f64 {
    let [a, b] = edge;
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length } else { 0.0 };
    if share >= 1.0 {
        return (p[0] - b[0]).hypot(p[1] - b[1]);
    }
    let share = share.max(0.0);
    (p[0] - (a[0] + share * dx)).hypot(p[1] - (a[1] + share * dy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: [f64; 2], b: [f64; 2]) -> Edge {
        [a, b]
    }

    #[test]
    fn edges_meet_at_ends_across_and_on_the_way() {
        let e = edge([0.0, 0.0], [4.0, 4.0]);
        assert!(meet(e, edge([4.0, 4.0], [9.0, 0.0])), "at an end");
        assert!(meet(e, edge([0.0, 2.0], [2.0, 0.0])), "across");
        assert!(meet(e, edge([3.0, 3.0], [3.0, 0.0])), "an end on the way");
        assert!(meet(e, edge([3.0, 3.0], [3.0, 3.0])), "a point on the way");
        assert!(!meet(e, edge([5.0, 5.0], [9.0, 9.0])), "on the same line, behind the end");
        assert!(!meet(e, edge([3.0, 3.0 - 4e-16], [3.0, 0.0])), "a hair beside it");
        assert!(!meet(e, edge([2.0, 1.9], [2.0, 0.0])));
    }

    #[test]
    fn only_edges_on_one_line_overlap() {
        let e = edge([0.0, 0.0], [4.0, 4.0]);
        assert!(overlap(e, e) && overlap(e, edge([4.0, 4.0], [0.0, 0.0])));
        assert!(overlap(e, edge([1.0, 1.0], [2.0, 2.0])), "a part");
        assert!(overlap(e, edge([9.0, 9.0], [3.0, 3.0])), "one end on each");
        assert!(!overlap(e, edge([4.0, 4.0], [9.0, 9.0])), "end to end");
        assert!(!overlap(e, edge([4.0, 4.0], [0.0, 1.0])) && !overlap(e, edge([0.0, 2.0], [2.0, 0.0])));
        assert!(!overlap(e, edge([2.0, 2.0], [2.0, 2.0])), "a point has no length");
    }

    #[test]
    fn a_gap_is_bridged_by_the_tolerance() {
        let (e, f) = (edge([0.0, 0.0], [4.0, 0.0]), edge([1.0, 0.5], [9.0, 0.5]));
        assert!(near(e, f, 0.5) && along(e, f, 0.5) && !near(e, f, 0.49) && !along(e, f, 0.49));
        // End to end across a gap: near, but not along.
        let g = edge([4.25, 0.0], [9.0, 0.0]);
        assert!(near(e, g, 0.25) && !along(e, g, 0.25));
        assert!(near(e, edge([2.0, -1.0], [2.0, 1.0]), 0.25), "across");
    }
}
