use super::super::{LonLatPolygon, adjacency, label_point, locate};
use super::*;
use proptest::prelude::*;

const SIDE: usize = 4;

/// A grid of crooked quadrilaterals that fill a square, every second one turning the other way.
fn quilt(crooked: &[(f64, f64)]) -> Vec<Vec<LonLatPolygon>> {
    let corner = |x: usize, y: usize| {
        let (dx, dy) = crooked[y * (SIDE + 1) + x];
        // Outer corners stay, so that the whole stays a square.
        let inner = |v: usize, d: f64| if v == 0 || v == SIDE { v as f64 } else { v as f64 + d };
        (inner(x, dx), inner(y, dy))
    };
    let quad = |i: usize| {
        let (x, y) = (i % SIDE, i / SIDE);
        let mut ring = vec![corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)];
        ring.rotate_left(i % 4);
        if i.is_multiple_of(2) {
            ring.reverse();
        }
        vec![vec![ring]]
    };
    (0..SIDE * SIDE).map(quad).collect()
}

fn crooked() -> impl Strategy<Value = Vec<(f64, f64)>> {
    proptest::collection::vec((-0.2f64..0.2, -0.2f64..0.2), (SIDE + 1) * (SIDE + 1))
}

proptest! {
    #[test]
    fn every_point_lies_in_exactly_one_area(crooked in crooked(), x in 0.01f64..3.99, y in 0.01f64..3.99) {
        let areas = quilt(&crooked);
        let t = Topology::build(&areas, 1000);
        let alone = |area: &Vec<LonLatPolygon>| Topology::build(std::slice::from_ref(area), 1000);
        let holding: Vec<usize> = (0..areas.len()).filter(|i| locate(&alone(&areas[*i]), x, y).is_some()).collect();
        let found = locate(&t, x, y);
        prop_assert!(found.is_some_and(|area| holding.contains(&area)), "{:?} {:?}", found, holding);
    }

    #[test]
    fn neighbours_are_those_of_the_grid_before_and_after_simplification(crooked in crooked()) {
        let t = Topology::build(&quilt(&crooked), 1000);
        prop_assert_eq!(t.arc_count(), 2 * SIDE * (SIDE + 1) - 4, "corners of the square are no junctions");
        let near = |a: usize, b: usize| a != b && (a % SIDE).abs_diff(b % SIDE) <= 1 && (a / SIDE).abs_diff(b / SIDE) <= 1;
        let expected: Vec<Vec<u32>> =
            (0..SIDE * SIDE).map(|a| (0..SIDE * SIDE).filter(|b| near(a, *b)).map(|b| b as u32).collect()).collect();
        prop_assert_eq!(&adjacency(&t), &expected);
        prop_assert_eq!(&adjacency(&t.simplified(1)), &expected);
    }

    #[test]
    fn labels_lie_in_their_areas(crooked in crooked()) {
        let areas = quilt(&crooked);
        let t = Topology::build(&areas, 10_000);
        for (i, area) in areas.iter().enumerate() {
            let (x, y) = label_point(area).unwrap();
            prop_assert_eq!(locate(&t, x, y), Some(i));
        }
    }
}

#[test]
fn parts_that_do_not_fit_are_no_topology() {
    let grid = Grid { per_degree: 1, west: 0, south: 0 };
    let points = vec![(0, 0), (1, 0), (0, 1), (0, 0)];
    let ring = |refs: &[i32]| vec![vec![vec![refs.iter().map(|r| ArcRef(*r)).collect()]]];
    let make = |starts: &[u32], areas| Topology::from_parts(grid, points.clone(), starts.to_vec(), areas);
    assert!(make(&[0, 4], ring(&[0])).is_some());
    assert!(make(&[0, 4], ring(&[!0])).is_some());
    assert!(make(&[0, 4], ring(&[1])).is_none(), "no such arc");
    assert!(make(&[0, 4], ring(&[])).is_none(), "a ring of nothing");
    assert!(make(&[0, 2, 4], ring(&[0])).is_none(), "not closed");
    assert!(make(&[0, 3, 4], ring(&[0])).is_none(), "an arc of one point");
    assert!(make(&[0, 5], ring(&[0])).is_none(), "points that are not there");
    assert!(Topology::from_parts(Grid { per_degree: 0, ..grid }, Vec::new(), vec![0], Vec::new()).is_none());
}
