//! The units' points in a search tree.

use super::super::check::all_finite;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::super::StatError;

/// Coordinates beyond this size have squared distances near the largest number.
const LARGEST: f64 = 1e140;

/// A unit's point with its index.
pub(super) type Place = GeomWithData<[f64; 2], u32>;

/// All units' points as an R-tree.
pub(super) fn tree(x: &[f64], y: &[f64]) -> Result<RTree<Place>, StatError> {
    check(x, y)?;
    Ok(RTree::bulk_load((0..).zip(x.iter().zip(y)).map(|(i, (x, y))| Place::new([*x, *y], i)).collect()))
}

/// Are these the coordinates of points?
pub(super) fn check(x: &[f64], y: &[f64]) -> Result<(), StatError> {
    if x.len() != y.len() {
        return Err(StatError::Lengths { left: x.len(), right: y.len() });
    }
    all_finite(x)?;
    all_finite(y)?;
    if x.iter().chain(y).any(|v| v.abs() > LARGEST) {
        return Err(StatError::Overflow);
    }
    Ok(())
}
