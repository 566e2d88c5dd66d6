//! Neighbours by touching: queen and rook.

use super::super::StatError;
use super::SpatialWeights;
use super::boxes::{Boxes, Run};
use super::contact::{Edge, along, meet, near, overlap};
use super::rings::Rings;
use super::shared::shared;

/// What two units must have in common to be neighbours, named after the moves of chess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contiguity {
    /// A point of their boundaries: a border or only a corner.
    Queen,
    /// A piece of their boundaries that has a length; a corner is not enough.
    Rook,
}

/// Contiguity weights (binary, symmetric) from the units' boundaries: the neighbours of a unit are those whose boundary
/// touches its own.
///
/// - **Queen:** the boundaries have a point in common.
/// - **Rook:** they have a piece of positive length in common.
///
/// With `tolerance` 0 the answer is exact, whatever the boundaries look like: a corner of one unit on an edge of another
/// (a *T-junction*) touches, a border that the two sides divide at different points is a border, and no rounding
/// decides (for units that do not overlap this is *touches* of the DE-9IM model, with an intersection of dimension 1 for
/// rook). A gap of one billionth separates. Boundaries that were drawn or rounded separately have such gaps; a positive
/// `tolerance`, in the unit of the coordinates, closes them:
///
/// - **Queen:** the distance between the boundaries is at most the tolerance.
/// - **Rook:** they share a piece exactly, or two edges run along each other: there are two ends of these edges, more
///   than twice the tolerance apart, that lie within the tolerance of the other edge.
///
/// Choose the tolerance well below the length of the shortest edge. Overlapping units are neighbours if their boundaries
/// cross; one that lies wholly inside another without a hole for it touches nobody. Parts and holes count like
/// outlines: an enclave is a neighbour of what surrounds it. Units that touch nobody are islands
/// ([`SpatialWeights::islands`]).
///
/// Cost: linear in the number of points for borders that match point for point, plus a comparison of nearby edges for
/// the other pairs whose boxes overlap.
///
/// # Errors
/// [`StatError::Parameter`] if the tolerance is negative or not finite.
///
/// Literature: Cliff & Ord 1981, *Spatial Processes*, section 1.4; Anselin & Rey 2014, *Modern Spatial Econometrics in
/// Practice*, chapter 3; Clementini, Di Felice & van Oosterom 1993 for the DE-9IM relations.
///
/// ```
/// use sozialatlas::stats::{Contiguity, Rings, contiguity};
/// let square = |x: f64, y: f64, s: f64| vec![vec![[x, y], [x + s, y], [x + s, y + s], [x, y + s]]];
/// // A large square; two small ones on its right side, whose common corner (2, 1) lies on that side;
/// // and one that touches the large square at its corner (2, 2) only.
/// let units = [square(0.0, 0.0, 2.0), square(2.0, 0.0, 1.0), square(2.0, 1.0, 1.0), square(2.0, 2.0, 1.0)];
/// let rings = Rings::of(&units).unwrap();
/// let queen = contiguity(&rings, Contiguity::Queen, 0.0).unwrap();
/// assert_eq!(queen.neighbours(0), [1, 2, 3]);
/// let rook = contiguity(&rings, Contiguity::Rook, 0.0).unwrap();
/// assert_eq!(rook.neighbours(0), [1, 2]); // each along half of the side
/// assert_eq!(rook.neighbours(3), [2]);
/// ```
pub fn contiguity(rings: &Rings, kind: Contiguity, tolerance: f64) -> Result<SpatialWeights, StatError> {
    if !tolerance.is_finite() || tolerance < 0.0 {
        return Err(StatError::Parameter);
    }
    let mut pairs = shared(rings, kind);
    let known = SpatialWeights::mutual(rings.len(), &pairs)?;
    let boxes = Boxes::of(rings);
    let mut linked = vec![usize::MAX; rings.len()];
    let mut current = usize::MAX;
    boxes.each_pair(tolerance, |i, j| {
        if current != i {
            current = i;
            known.neighbours(i).iter().for_each(|k| linked[*k as usize] = i);
        }
        if linked[j] != i && touch(rings, &boxes, [i, j], kind, tolerance) {
            pairs.push((i as u32, j as u32));
        }
    });
    SpatialWeights::mutual(rings.len(), &pairs)
}

/// Contiguity from corners alone, as several programs compute it: **queen** neighbours have a corner in common, **rook**
/// neighbours an edge between the same two corners.
///
/// It is what [`contiguity`] gives where borders match point for point, and misses neighbours elsewhere: at T-junctions,
/// or where one side has a corner that the other has not. Offered to reproduce results of such programs.
///
/// # Errors
/// None in practice ([`StatError::Parameter`] for more than 2³² links).
///
/// ```
/// use sozialatlas::stats::{Contiguity, Rings, corner_contiguity};
/// let square = |x: f64, y: f64, s: f64| vec![vec![[x, y], [x + s, y], [x + s, y + s], [x, y + s]]];
/// let rings = Rings::of(&[square(0.0, 0.0, 2.0), square(2.0, 0.0, 1.0), square(2.0, 1.0, 1.0)]).unwrap();
/// // The large square and the small ones have a corner in common, (2, 0) and (2, 2), but no whole edge.
/// assert_eq!(corner_contiguity(&rings, Contiguity::Queen).unwrap().neighbours(0), [1, 2]);
/// assert!(corner_contiguity(&rings, Contiguity::Rook).unwrap().neighbours(0).is_empty());
/// ```
pub fn corner_contiguity(rings: &Rings, kind: Contiguity) -> Result<SpatialWeights, StatError> {
    SpatialWeights::mutual(rings.len(), &shared(rings, kind))
}

/// Do two units touch? Compares the edges that lie where both units have some.
fn touch(rings: &Rings, boxes: &Boxes, units: [usize; 2], kind: Contiguity, tolerance: f64) -> bool {
    let [i, j] = units;
    let (near_i, near_j) = (boxes.units[i].wider(tolerance), boxes.units[j].wider(tolerance));
    for run in boxes.runs(i).iter().filter(|run| run.bounds.meets(&near_j)) {
        let bounds = run.bounds.wider(tolerance);
        for other in boxes.runs(j).iter().filter(|other| other.bounds.meets(&near_i)) {
            if bounds.meets(&other.bounds) && runs_touch(rings, run, other, kind, tolerance) {
                return true;
            }
        }
    }
    false
}

fn runs_touch(rings: &Rings, run: &Run, other: &Run, kind: Contiguity, tolerance: f64) -> bool {
    let (near_run, near_other) = (run.bounds.wider(tolerance), other.bounds.wider(tolerance));
    for (e, e_bounds) in run.edges(rings).filter(|(_, bounds)| bounds.meets(&near_other)) {
        let e_bounds = e_bounds.wider(tolerance);
        for (f, _) in other.edges(rings).filter(|(_, b)| b.meets(&near_run) && b.meets(&e_bounds)) {
            if edges_touch(e, f, kind, tolerance) {
                return true;
            }
        }
    }
    false
}

fn edges_touch(e: Edge, f: Edge, kind: Contiguity, tolerance: f64) -> bool {
    match kind {
        Contiguity::Queen if tolerance == 0.0 => meet(e, f),
        Contiguity::Queen => near(e, f, tolerance),
        Contiguity::Rook => overlap(e, f) || (tolerance > 0.0 && along(e, f, tolerance)),
    }
}
