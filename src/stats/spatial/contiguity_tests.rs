//! Contiguity of odd boundaries, and what holds for all of them.

use proptest::prelude::*;

use super::super::StatError;
use super::contact::{Edge, meet, overlap};
use super::{Contiguity, Rings, SpatialWeights, contiguity, corner_contiguity};

type Unit = Vec<Vec<[f64; 2]>>;

fn block(x: f64, y: f64, width: f64, height: f64) -> Unit {
    vec![vec![[x, y], [x + width, y], [x + width, y + height], [x, y + height]]]
}

fn lists(w: &SpatialWeights) -> Vec<Vec<u32>> {
    (0..w.len()).map(|i| w.neighbours(i).to_vec()).collect()
}

fn of(units: &[Unit], kind: Contiguity, tolerance: f64) -> Vec<Vec<u32>> {
    lists(&contiguity(&Rings::of(units).unwrap(), kind, tolerance).unwrap())
}

/// By comparing each edge with each other.
fn slowly(units: &[Unit], kind: Contiguity) -> Vec<Vec<u32>> {
    let edges = |unit: &Unit| -> Vec<Edge> {
        let all = unit.iter().flat_map(|ring| (0..ring.len()).map(|k| [ring[k], ring[(k + 1) % ring.len()]]));
        all.collect()
    };
    let touch = |a: &Unit, b: &Unit| {
        let (a, b) = (edges(a), edges(b));
        a.iter().any(|e| b.iter().any(|f| if kind == Contiguity::Queen { meet(*e, *f) } else { overlap(*e, *f) }))
    };
    let others = |i: usize| (0..units.len()).filter(move |j| *j != i && touch(&units[i], &units[*j]));
    (0..units.len()).map(|i| others(i).map(|j| j as u32).collect()).collect()
}

#[test]
fn an_enclave_touches_what_surrounds_it_and_nothing_else() {
    let mut ring = block(0.0, 0.0, 9.0, 9.0);
    ring.extend(block(3.0, 3.0, 3.0, 3.0));
    let units = [ring, block(3.0, 3.0, 3.0, 3.0), block(4.0, 4.0, 1.0, 1.0), vec![], block(9.0, 9.0, 1.0, 1.0)];
    // The third lies inside the second without a hole for it: the boundaries have nothing in common.
    assert_eq!(of(&units, Contiguity::Queen, 0.0), [vec![1, 4], vec![0], vec![], vec![], vec![0]]);
    assert_eq!(of(&units, Contiguity::Rook, 0.0), [vec![1], vec![0], vec![], vec![], vec![]]);
}

#[test]
fn crossing_boundaries_and_lines_and_points_touch() {
    let units = [
        block(0.0, 1.0, 3.0, 1.0),
        block(1.0, 0.0, 1.0, 3.0),
        vec![vec![[3.0, 1.5]]],
        vec![vec![[3.0, 1.2], [3.0, 1.8]]],
    ];
    assert_eq!(of(&units, Contiguity::Queen, 0.0), [vec![1, 2, 3], vec![0], vec![0, 3], vec![0, 2]]);
    assert_eq!(of(&units, Contiguity::Rook, 0.0), [vec![3], vec![], vec![], vec![0]]);
}

#[test]
fn a_tolerance_bridges_gaps_and_keeps_corners_corners() {
    // A gap of 0.001 between the first two, the third across the corner of the first, the fourth far away.
    let units = [
        block(0.0, 0.0, 1.0, 1.0),
        block(1.001, 0.0, 1.0, 1.0),
        block(1.001, 1.001, 1.0, 1.0),
        block(5.0, 5.0, 1.0, 1.0),
    ];
    assert_eq!(of(&units, Contiguity::Queen, 0.0), vec![vec![]; 4] as Vec<Vec<u32>>);
    assert_eq!(of(&units, Contiguity::Queen, 0.002), [vec![1, 2], vec![0, 2], vec![0, 1], vec![]]);
    assert_eq!(of(&units, Contiguity::Rook, 0.002), [vec![1], vec![0, 2], vec![1], vec![]]);
    let rings = Rings::of(&units).unwrap();
    assert_eq!(contiguity(&rings, Contiguity::Queen, -1.0), Err(StatError::Parameter));
    assert_eq!(contiguity(&rings, Contiguity::Queen, f64::INFINITY), Err(StatError::Parameter));
}

#[test]
fn nothing_has_no_neighbours() {
    assert!(contiguity(&Rings::new(), Contiguity::Queen, 0.0).unwrap().is_empty());
    assert_eq!(of(&[vec![], vec![vec![]]], Contiguity::Rook, 1.0), vec![vec![]; 2] as Vec<Vec<u32>>);
}

#[test]
fn long_boundaries_are_searched_whole() {
    // A comb of a thousand teeth above a bar whose upper side has corners of its own: they touch between corners only.
    let comb: Vec<[f64; 2]> = (0..1000).map(|k| [f64::from(k), if k % 2 == 0 { 3.0 } else { 4.0 }]).collect();
    let mut comb = comb;
    comb[700][1] = 1.0; // one tooth reaches down to the bar, between its corners at 699.5 and 700.5
    comb.extend([[999.0, 9.0], [0.0, 9.0]]);
    let mut bar: Vec<[f64; 2]> = (0..1000).map(|k| [f64::from(k) + 0.5, 1.0]).collect();
    bar.extend([[999.5, 0.0], [0.5, 0.0]]);
    let units = [vec![comb], vec![bar]];
    assert_eq!(of(&units, Contiguity::Queen, 0.0), [[1], [0]]);
    assert_eq!(of(&units, Contiguity::Rook, 0.0), [[], []] as [[u32; 0]; 2]);
    assert_eq!(
        lists(&corner_contiguity(&Rings::of(&units).unwrap(), Contiguity::Queen).unwrap()),
        [[], []] as [[u32; 0]; 2]
    );
}

/// Units of one to three rings with corners on a small grid: they touch, cross, overlap and repeat themselves.
fn units() -> impl Strategy<Value = Vec<Unit>> {
    let point = (0i8..8, 0i8..8).prop_map(|(x, y)| [f64::from(x), f64::from(y)]);
    let ring = proptest::collection::vec(point, 1..6);
    proptest::collection::vec(proptest::collection::vec(ring, 0..3), 1..9)
}

/// Rings between the smallest and the largest coordinates.
fn wild() -> impl Strategy<Value = Vec<Unit>> {
    let sizes = vec![0.0, -0.0, 5e-324, -5e-324, 1e-200, 1.0, 1.0 + f64::EPSILON, -3.0, 1e16, -1e140, 1e140];
    let ring =
        proptest::collection::vec([proptest::sample::select(sizes.clone()), proptest::sample::select(sizes)], 1..6);
    proptest::collection::vec(proptest::collection::vec(ring, 0..3), 1..9)
}

fn corners(units: &[Unit], kind: Contiguity) -> SpatialWeights {
    corner_contiguity(&Rings::of(units).unwrap(), kind).unwrap()
}

fn within(some: &[Vec<u32>], all: &[Vec<u32>]) -> bool {
    some.iter().zip(all).all(|(some, all)| some.iter().all(|j| all.contains(j)))
}

/// Many small rectangles and a few long ones, so that the search has to cut the plane.
fn scattered() -> impl Strategy<Value = Vec<Unit>> {
    let size = prop_oneof![5 => 1i16..4, 1 => 1i16..40].prop_map(f64::from);
    let one = (0i16..40, 0i16..40, size.clone(), size);
    proptest::collection::vec(one.prop_map(|(x, y, w, h)| block(f64::from(x), f64::from(y), w, h)), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn as_by_comparing_all(units in prop_oneof![units(), scattered()]) {
        for kind in [Contiguity::Queen, Contiguity::Rook] {
            prop_assert_eq!(of(&units, kind, 0.0), slowly(&units, kind));
        }
    }

    #[test]
    fn symmetric_and_nested(units in units(), tolerance in 0.0..2.0) {
        let [queen, rook] = [Contiguity::Queen, Contiguity::Rook].map(|kind| of(&units, kind, 0.0));
        prop_assert!(SpatialWeights::binary(&queen).unwrap().is_symmetric());
        prop_assert!(SpatialWeights::binary(&rook).unwrap().is_symmetric());
        prop_assert!(within(&rook, &queen));
        prop_assert!(within(&lists(&corners(&units, Contiguity::Queen)), &queen));
        prop_assert!(within(&lists(&corners(&units, Contiguity::Rook)), &rook));
        // A tolerance only adds, and rook stays within queen.
        let [wide_queen, wide_rook] = [Contiguity::Queen, Contiguity::Rook].map(|kind| of(&units, kind, tolerance));
        prop_assert!(within(&queen, &wide_queen) && within(&rook, &wide_rook) && within(&wide_rook, &wide_queen));
    }

    #[test]
    fn the_wildest_places_are_compared_too(units in wild(), tolerance in prop_oneof![Just(0.0), 0.0..1.0, Just(1e140), Just(f64::MAX)]) {
        let [queen, rook] = [Contiguity::Queen, Contiguity::Rook].map(|kind| of(&units, kind, tolerance));
        prop_assert!(SpatialWeights::binary(&queen).unwrap().is_symmetric());
        prop_assert!(SpatialWeights::binary(&rook).unwrap().is_symmetric());
        prop_assert!(within(&rook, &queen));
        if tolerance == f64::MAX {
            let all = units.iter().filter(|unit| !unit.is_empty()).count();
            for (unit, list) in units.iter().zip(&queen) {
                prop_assert_eq!(list.len(), if unit.is_empty() { 0 } else { all - 1 });
            }
        }
    }

    #[test]
    fn moving_turning_and_renumbering_change_nothing(units in units(), by in -9i8..9, turn in 0usize..6, first in 0usize..9) {
        for kind in [Contiguity::Queen, Contiguity::Rook] {
            let before = of(&units, kind, 0.0);
            let mut moved = units.clone();
            for ring in moved.iter_mut().flatten() {
                ring.iter_mut().for_each(|p| *p = [p[1] + f64::from(by), -p[0]]);
                let start = turn % ring.len();
                ring.rotate_left(start);
                if turn % 2 == 0 {
                    ring.reverse();
                }
            }
            prop_assert_eq!(&of(&moved, kind, 0.0), &before);
            let n = units.len();
            moved.rotate_left(first % n);
            let renumbered = of(&moved, kind, 0.0);
            for i in 0..n {
                let mut expected: Vec<u32> = before[(i + first) % n].iter().map(|j| (*j + (n - first % n) as u32) % n as u32).collect();
                expected.sort_unstable();
                prop_assert_eq!(&renumbered[i], &expected);
            }
        }
    }
}
