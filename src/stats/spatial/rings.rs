//! The boundaries that contiguity is read from.

use std::borrow::Borrow;

use super::super::StatError;

/// Largest size of a coordinate: products of two stay far below the largest number, and the exact test of
/// orientation needs that room.
const LARGEST: f64 = 1e140;

/// The boundaries of n units as rings of points: a unit may have several parts and holes, and each of them is a ring.
///
/// Whether a ring is an outline or a hole, where it starts, which way it runs and whether its first point is repeated
/// at its end makes no difference to who touches whom. Coordinates are planar (project longitude and latitude before
/// distances matter; for touching alone they serve as they are). A unit without rings touches nobody.
///
/// ```
/// use sozialatlas::stats::Rings;
/// let mut rings = Rings::new();
/// rings.push([&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]][..]]).unwrap(); // a triangle
/// rings.push([]).unwrap(); // a unit that lies nowhere
/// assert_eq!(rings.len(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Rings {
    /// All rings one after the other, each closed: its last point is its first.
    points: Vec<[f64; 2]>,
    /// Where each ring ends in `points`.
    ring_ends: Vec<u32>,
    /// Where each unit ends in `ring_ends`.
    unit_ends: Vec<u32>,
}

impl Rings {
    /// No units yet.
    pub fn new() -> Rings {
        Rings::default()
    }

    /// The rings of many units, each given as its list of rings.
    ///
    /// # Errors
    /// As [`Rings::push`].
    pub fn of<U: Borrow<Vec<Vec<[f64; 2]>>>>(units: &[U]) -> Result<Rings, StatError> {
        let mut rings = Rings::new();
        // One place in memory, without growing: 16 bytes a point, and one point more a ring.
        rings.points.reserve_exact(units.iter().flat_map(|unit| unit.borrow()).map(|ring| ring.len() + 1).sum());
        for unit in units {
            rings.push(unit.borrow().iter().map(Vec::as_slice))?;
        }
        Ok(rings)
    }

    /// Adds the next unit with all its rings. Points that repeat the one before them are dropped, empty rings too;
    /// a ring of one or two points is kept as the point or the line that it is.
    ///
    /// # Errors
    /// [`StatError::NotFinite`]; [`StatError::Overflow`] for coordinates beyond ±10¹⁴⁰, or more than 2³² points.
    /// The unit is not added then.
    pub fn push<'a>(&mut self, rings: impl IntoIterator<Item = &'a [[f64; 2]]>) -> Result<(), StatError> {
        let before = (self.points.len(), self.ring_ends.len());
        let outcome = rings.into_iter().try_for_each(|ring| self.push_ring(ring));
        let end = u32::try_from(self.ring_ends.len()).map_err(|_| StatError::Overflow);
        match outcome.and(end) {
            Ok(end) => self.unit_ends.push(end),
            Err(why) => {
                self.points.truncate(before.0);
                self.ring_ends.truncate(before.1);
                return Err(why);
            }
        }
        Ok(())
    }

    fn push_ring(&mut self, ring: &[[f64; 2]]) -> Result<(), StatError> {
        let start = self.points.len();
        self.points.reserve(ring.len() + 1);
        let mut last = [f64::NAN; 2];
        for [x, y] in ring {
            // No comparison holds for what is no number.
            if !(x.abs() <= LARGEST && y.abs() <= LARGEST) {
                return Err(if x.is_finite() && y.is_finite() { StatError::Overflow } else { StatError::NotFinite });
            }
            // The sum makes −0 and 0 the same bits.
            let point = [x + 0.0, y + 0.0];
            if last != point {
                self.points.push(point);
                last = point;
            }
        }
        let Some(first) = self.points.get(start).copied() else { return Ok(()) };
        if self.points.len() == start + 1 || self.points.last() != Some(&first) {
            self.points.push(first);
        }
        self.ring_ends.push(u32::try_from(self.points.len()).map_err(|_| StatError::Overflow)?);
        Ok(())
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.unit_ends.len()
    }

    /// Are there no units?
    pub fn is_empty(&self) -> bool {
        self.unit_ends.is_empty()
    }

    /// All points; a ring's first point stands at its end again.
    pub(super) fn points(&self) -> &[[f64; 2]] {
        &self.points
    }

    /// The places of a unit's rings in [`Rings::points`].
    pub(super) fn rings(&self, unit: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
        let start = |ends: &[u32], at: usize| if at == 0 { 0 } else { ends[at - 1] as usize };
        let rings = start(&self.unit_ends, unit)..self.unit_ends[unit] as usize;
        rings.map(move |ring| start(&self.ring_ends, ring)..self.ring_ends[ring] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_closed_once_and_repeated_points_dropped() {
        let mut rings = Rings::new();
        rings.push([&[[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 1.0], [-0.0, 0.0]][..], &[], &[[5.0, 5.0]]]).unwrap();
        assert_eq!(rings.rings(0).collect::<Vec<_>>(), [0..4, 4..6]);
        assert_eq!(rings.points()[3], [0.0, 0.0]);
        assert_eq!(rings.points()[4..], [[5.0, 5.0], [5.0, 5.0]]);
    }

    #[test]
    fn what_is_no_place_is_refused_and_leaves_no_trace() {
        let mut rings = Rings::new();
        assert_eq!(rings.push([&[[0.0, 0.0], [f64::NAN, 0.0]][..]]), Err(StatError::NotFinite));
        assert_eq!(rings.push([&[[0.0, 0.0], [1e308, 0.0]][..]]), Err(StatError::Overflow));
        assert!(rings.is_empty() && rings.points().is_empty());
    }
}
