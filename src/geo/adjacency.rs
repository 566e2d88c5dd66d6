//! Who touches whom.

use super::Topology;
use crate::model::ascending_once;

/// Queen neighbours: areas that share at least one point of their boundaries, ascending, for every area.
///
/// Islands and areas without boundary have none. An area is not its own neighbour. Points that lie on a neighbour's
/// edge without being one of its points do not count: boundaries of one level share their points exactly.
pub fn adjacency(topology: &Topology) -> Vec<Vec<u32>> {
    // Shared points are ends of arcs: where rings part there is a junction, and shared closed arcs share their start.
    let mut touches: Vec<((i32, i32), u32)> = Vec::new();
    for (area, polygons) in topology.areas().iter().enumerate() {
        for used in polygons.iter().flatten().flatten() {
            let (start, end) = topology.ends(*used);
            touches.push((start, area as u32));
            touches.push((end, area as u32));
        }
    }
    touches.sort_unstable();
    touches.dedup();
    let mut neighbours = vec![Vec::new(); topology.len()];
    for group in touches.chunk_by(|a, b| a.0 == b.0) {
        for (_, area) in group {
            let others = group.iter().map(|(_, other)| *other).filter(|other| other != area);
            if let Some(list) = neighbours.get_mut(*area as usize) {
                list.extend(others);
            }
        }
    }
    neighbours.into_iter().map(ascending_once).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_corners_and_enclosed_islands_touch() {
        let square = |x: f64, y: f64, s: f64| vec![(x, y), (x + s, y), (x + s, y + s), (x, y + s)];
        let areas = [
            vec![vec![square(0.0, 0.0, 4.0), square(1.0, 1.0, 1.0)]],
            vec![vec![square(1.0, 1.0, 1.0)]],
            vec![vec![square(4.0, 4.0, 1.0)]],
            vec![vec![square(9.0, 9.0, 1.0)]],
            vec![],
        ];
        let neighbours = adjacency(&Topology::build(&areas, 10));
        assert_eq!(neighbours, vec![vec![1, 2], vec![0], vec![0], vec![], vec![]]);
    }
}
