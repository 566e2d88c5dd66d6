//! Minimum spanning trees of neighbours.

use super::super::{SpatialWeights, StatError, order_of};
use super::Points;
use super::dendrogram::DisjointSets;
use super::partition::Links;

/// A link of a spanning tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreeEdge {
    /// The unit with the lower number.
    pub from: u32,
    /// The other unit.
    pub to: u32,
    /// Squared Euclidean distance of the two points: how unlike they are.
    pub cost: f64,
}

/// The minimum spanning tree of the links between neighbours (Kruskal 1956): as few links as hold all units together,
/// with the least sum of costs. Cost is the squared Euclidean distance of the two units' points; the tree is the same for
/// the distance itself.
///
/// Links count in either direction, whatever their weight. Units that are not all linked give one tree for each group.
/// *Ties:* equal costs are taken by the lower unit, then by the other one, which makes the tree unique. Links come in the
/// order in which they are taken: by (cost, from, to).
///
/// # Errors
/// [`StatError::Lengths`] if weights and points are not of the same units.
///
/// ```
/// use sozialatlas::stats::{Points, SpatialWeights, spanning_tree};
/// // A triangle: 0–1 costs 1, 1–2 costs 4, 0–2 costs 9 and is left out.
/// let points = Points::new(&[[0.0, 1.0, 3.0]]).unwrap();
/// let all = SpatialWeights::binary(&[vec![1, 2], vec![0, 2], vec![0, 1]]).unwrap();
/// let tree = spanning_tree(&points, &all).unwrap();
/// let links: Vec<_> = tree.iter().map(|e| (e.from, e.to, e.cost)).collect();
/// assert_eq!(links, [(0, 1, 1.0), (1, 2, 4.0)]);
/// ```
pub fn spanning_tree(points: &Points, weights: &SpatialWeights) -> Result<Vec<TreeEdge>, StatError> {
    points.fit(weights.len())?;
    let links = Links::of(weights);
    let mut edges = Vec::with_capacity(weights.pairs());
    for unit in 0..points.len() {
        for other in links.of_unit(unit).filter(|other| *other > unit) {
            edges.push(TreeEdge { from: unit as u32, to: other as u32, cost: points.squared_distance(unit, other) });
        }
    }
    // They stand in the order of their units, which equal costs keep.
    let costs: Vec<f64> = edges.iter().map(|edge| edge.cost).collect();
    let mut sets = DisjointSets::of(points.len());
    let cheapest_first = order_of(&costs).into_iter().map(|at| edges[at as usize]);
    Ok(cheapest_first.filter(|edge| sets.join(edge.from, edge.to)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_lower_units_and_groups_stay_apart() {
        let points = Points::new(&[[1.0; 6]]).unwrap();
        let square = [vec![1, 3], vec![2], vec![3], vec![], vec![5], vec![]];
        let tree = spanning_tree(&points, &SpatialWeights::binary(&square).unwrap()).unwrap();
        let links: Vec<_> = tree.iter().map(|e| (e.from, e.to)).collect();
        assert_eq!(links, [(0, 1), (0, 3), (1, 2), (4, 5)]);
    }
}
