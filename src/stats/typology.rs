//! Units by how they stand and how they change: the typology of social monitorings.

use super::composite::{Part, Standardisation, normalised_weights, standardise};
use super::matrix::weighted_sum;
use super::{Direction, StatError, z_scores};

/// Sums of z-values below this are 0 but for rounding.
const CANCELLED: f64 = 1e-9;

/// To which class a value exactly at a cut belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutSide {
    /// To the class before the cut.
    Before,
    /// To the class after the cut.
    After,
}

/// A bound between two classes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Where it lies, in standard deviations of the index.
    pub at: f64,
    /// Where a value exactly there belongs.
    pub equal: CutSide,
}

impl Cut {
    /// A cut whose own value belongs to the class before it.
    pub const fn closed_before(at: f64) -> Cut {
        Cut { at, equal: CutSide::Before }
    }

    /// A cut whose own value belongs to the class after it.
    pub const fn closed_after(at: f64) -> Cut {
        Cut { at, equal: CutSide::After }
    }
}

/// Where the classes of an index lie. k cuts make k + 1 classes, numbered from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassCuts<'a> {
    /// The cuts in the order of the classes.
    pub cuts: &'a [Cut],
    /// Ascending: class 0 has the lowest values and the cuts ascend. Descending: the other way round.
    pub direction: Direction,
}

/// Status classes of Monitoring Soziale Stadtentwicklung Berlin on the scale of burden (higher is worse): below −1 high
/// status, to 1 middle, to 1.5 low, above very low. They reproduce the classes published for 2013 to 2021.
pub const BERLIN_STATUS: ClassCuts<'static> = ClassCuts {
    cuts: &[Cut::closed_after(-1.0), Cut::closed_before(1.0), Cut::closed_before(1.5)],
    direction: Direction::Ascending,
};

/// Dynamics classes of the same on the scale of burden: below −1 positive, to 1 stable, above negative.
pub const BERLIN_DYNAMICS: ClassCuts<'static> =
    ClassCuts { cuts: &[Cut::closed_after(-1.0), Cut::closed_before(1.0)], direction: Direction::Ascending };

impl ClassCuts<'_> {
    /// The class of each value, from 0.
    ///
    /// # Errors
    /// [`StatError::NotFinite`]; [`StatError::Parameter`] unless the cuts strictly ascend or descend as `direction` says.
    ///
    /// ```
    /// use sozialatlas::stats::BERLIN_STATUS;
    /// // −1 and 1 are both still middle, 1.5 is still low.
    /// assert_eq!(BERLIN_STATUS.classes(&[-1.01, -1.0, 1.0, 1.5, 1.51]), Ok(vec![0, 1, 1, 2, 3]));
    /// ```
    pub fn classes(&self, values: &[f64]) -> Result<Vec<usize>, StatError> {
        if values.iter().chain(self.cuts.iter().map(|c| &c.at)).any(|v| !v.is_finite()) {
            return Err(StatError::NotFinite);
        }
        let ascending = self.direction == Direction::Ascending;
        let in_order = |pair: &[Cut]| pair[0].at != pair[1].at && (pair[0].at < pair[1].at) == ascending;
        if !self.cuts.windows(2).all(in_order) {
            return Err(StatError::Parameter);
        }
        let beyond = |value: f64, cut: &Cut| match cut.equal {
            _ if value == cut.at => cut.equal == CutSide::After,
            _ => (value > cut.at) == ascending,
        };
        Ok(values.iter().map(|v| self.cuts.iter().filter(|cut| beyond(*v, cut)).count()).collect())
    }
}

/// An index of z-values that is itself standardised.
#[derive(Clone, Debug, PartialEq)]
pub struct StandardisedIndex {
    /// Weighted sum of the z-values of each unit.
    pub sums: Vec<f64>,
    /// The sums as z-values.
    pub z: Vec<f64>,
    /// `contributions[j][i]`: what indicator j adds to the sum of unit i. They add up to the sum.
    pub contributions: Vec<Vec<f64>>,
}

/// The sum of standardised indicators, standardised again: Sᵢ = Σⱼ wⱼ zᵢⱼ, zᵢ = (Sᵢ − S̄) / s.
///
/// The weights are scaled so that their mean is 1: with equal weights S is the plain sum of z-values, as monitorings
/// publish it. Indicators that are reversed enter as −z; reversing all of them turns the index. Both standardisations
/// divide by n − ddof; units that must not set the standard (too few residents) are left out before.
///
/// # Errors
/// Those of [`standardise`] and [`normalised_weights`]; [`StatError::NoVariation`] also if the z-values cancel out, so
/// that the sum is 0 for all but for rounding (below 1e-9).
///
/// ```
/// use sozialatlas::stats::{Part, standardised_index};
/// // z with divisor n: (−1, 1, −1, 1) and (−1, −1, 1, 1); sums −2, 0, 0, 2 have s = √2.
/// let columns = [vec![1.0, 3.0, 1.0, 3.0], vec![4.0, 4.0, 8.0, 8.0]];
/// let index = standardised_index(&columns, &[Part::weighing(1.0); 2], 0).unwrap();
/// assert_eq!(index.sums, [-2.0, 0.0, 0.0, 2.0]);
/// assert!((index.z[3] - 2.0f64.sqrt()).abs() < 1e-12);
/// ```
pub fn standardised_index(columns: &[Vec<f64>], parts: &[Part], ddof: usize) -> Result<StandardisedIndex, StatError> {
    let mut weights = normalised_weights(&parts.iter().map(|p| p.weight).collect::<Vec<_>>())?;
    weights.iter_mut().for_each(|w| *w *= parts.len() as f64);
    let z = standardise(columns, parts, Standardisation::Z { ddof })?;
    let sums = weighted_sum(&z, &weights);
    if sums.iter().all(|s| s.abs() < CANCELLED) {
        return Err(StatError::NoVariation);
    }
    let added = |(column, weight): (&Vec<f64>, &f64)| column.iter().map(|z| weight * z).collect();
    let contributions = z.iter().zip(&weights).map(added).collect();
    Ok(StandardisedIndex { z: z_scores(&sums, ddof)?.z, sums, contributions })
}

/// One axis of a typology: the indicators of its index and where the classes lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis<'a> {
    /// The indicators: levels for the status, changes (now minus before) for the dynamics.
    pub columns: &'a [Vec<f64>],
    /// How each enters.
    pub parts: &'a [Part],
    /// The classes of the standardised index.
    pub classes: ClassCuts<'a>,
}

/// A typology of status and dynamics.
#[derive(Clone, Debug, PartialEq)]
pub struct Typology {
    /// How the units stand.
    pub status: StandardisedIndex,
    /// How they change.
    pub dynamics: StandardisedIndex,
    /// Class of each unit's status, from 0.
    pub status_classes: Vec<usize>,
    /// Class of each unit's dynamics, from 0.
    pub dynamics_classes: Vec<usize>,
    /// `table[s][d]`: how many units have status class s and dynamics class d. Adds up to the number of units.
    pub table: Vec<Vec<usize>>,
}

/// Units grouped by status and dynamics, as in Monitoring Soziale Stadtentwicklung Berlin (Senatsverwaltung 2013 to 2021)
/// and in a similar form in Sozialmonitoring Integrierte Stadtteilentwicklung Hamburg.
///
/// The status is a [`standardised_index`] of indicators at one time, the dynamics one of their changes over some years;
/// each is cut into classes, and the pair is the unit's group. Berlin: four status classes ([`BERLIN_STATUS`]) by three
/// dynamics classes ([`BERLIN_DYNAMICS`]), 12 groups, ddof 0, equal weights, units of 300 residents and more.
///
/// Both indices compare within the table: if all units improve alike, all are stable. A unit near a cut changes its
/// group by chance; its z-value beside the class shows how near.
///
/// # Errors
/// Those of [`standardised_index`] and [`ClassCuts::classes`]; [`StatError::Lengths`] if the axes have different units.
///
/// ```
/// use sozialatlas::stats::{Axis, BERLIN_DYNAMICS, BERLIN_STATUS, Part, status_dynamics};
/// // One indicator each: its z and the z of the sum are the same. Shares 0 0 0 0 5: mean 1, s = 2, z = −½ … 2.
/// let shares = [vec![0.0, 0.0, 0.0, 0.0, 5.0]];
/// let changes = [vec![1.0, -4.0, 1.0, 1.0, 1.0]]; // mean 0, s = 2, z = ½, −2, ½ …
/// let part = [Part::weighing(1.0)];
/// let found = status_dynamics(
///     Axis { columns: &shares, parts: &part, classes: BERLIN_STATUS },
///     Axis { columns: &changes, parts: &part, classes: BERLIN_DYNAMICS },
///     0,
/// ).unwrap();
/// assert_eq!(found.status_classes, [1, 1, 1, 1, 3]); // four middle, one very low
/// assert_eq!(found.dynamics_classes, [1, 0, 1, 1, 1]); // one positive, four stable
/// assert_eq!(found.table, [[0, 0, 0], [1, 3, 0], [0, 0, 0], [0, 1, 0]]);
/// ```
pub fn status_dynamics(status: Axis<'_>, dynamics: Axis<'_>, ddof: usize) -> Result<Typology, StatError> {
    let of = |axis: Axis<'_>| standardised_index(axis.columns, axis.parts, ddof);
    let (stands, changes) = (of(status)?, of(dynamics)?);
    if stands.z.len() != changes.z.len() {
        return Err(StatError::Lengths { left: stands.z.len(), right: changes.z.len() });
    }
    let (status_classes, dynamics_classes) =
        (status.classes.classes(&stands.z)?, dynamics.classes.classes(&changes.z)?);
    let mut table = vec![vec![0; dynamics.classes.cuts.len() + 1]; status.classes.cuts.len() + 1];
    for (s, d) in status_classes.iter().zip(&dynamics_classes) {
        table[*s][*d] += 1;
    }
    Ok(Typology { status: stands, dynamics: changes, status_classes, dynamics_classes, table })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_in_both_directions() {
        let cuts = [Cut::closed_after(1.0), Cut::closed_before(-1.0), Cut::closed_before(-1.5)];
        let classes = ClassCuts { cuts: &cuts, direction: Direction::Descending };
        assert_eq!(classes.classes(&[1.1, 1.0, -1.0, -1.1, -1.5, -2.0]), Ok(vec![0, 1, 1, 2, 2, 3]));
        let wrong = ClassCuts { direction: Direction::Ascending, ..classes };
        assert_eq!(wrong.classes(&[0.0]), Err(StatError::Parameter));
        let twice = [Cut::closed_after(1.0), Cut::closed_before(1.0)];
        assert_eq!(ClassCuts { cuts: &twice, ..wrong }.classes(&[0.0]), Err(StatError::Parameter));
        assert_eq!(ClassCuts { cuts: &[], ..wrong }.classes(&[0.0, 9.0]), Ok(vec![0, 0]));
        assert_eq!(classes.classes(&[f64::NAN]), Err(StatError::NotFinite));
    }

    #[test]
    fn undefined_is_refused() {
        let part = [Part::weighing(1.0); 2];
        let opposed = [vec![1.0, 2.0, 3.0], vec![3.0, 2.0, 1.0]];
        assert!(matches!(standardised_index(&opposed, &part, 0), Err(StatError::NoVariation)));
        assert_eq!(standardised_index(&opposed, &[Part::weighing(0.0); 2], 0), Err(StatError::NoTotal));
        assert_eq!(standardised_index(&opposed, &part[..1], 0), Err(StatError::Lengths { left: 2, right: 1 }));
        let axis = |columns| Axis { columns, parts: &part[..1], classes: BERLIN_STATUS };
        let found = status_dynamics(axis(&[vec![1.0, 2.0]]), axis(&[vec![1.0, 2.0, 3.0]]), 0);
        assert_eq!(found, Err(StatError::Lengths { left: 2, right: 3 }));
    }

    fn table() -> impl Strategy<Value = Vec<Vec<f64>>> {
        (1usize..4, 3usize..15).prop_flat_map(|(p, n)| {
            let column = proptest::collection::vec(-1000i32..1000, n);
            proptest::collection::vec(column.prop_map(|c| c.into_iter().map(f64::from).collect()), p)
        })
    }

    fn close(a: &[f64], b: &[f64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-6)
    }

    proptest! {
        #[test]
        fn units_of_measurement_and_scale_of_weights_do_not_matter(columns in table(), scale in 0.1f64..50.0) {
            let part = |weight| vec![Part::weighing(weight); columns.len()];
            let moved: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().map(|x| 7.0 + scale * x).collect()).collect();
            match (standardised_index(&columns, &part(1.0), 0), standardised_index(&moved, &part(scale), 0)) {
                (Ok(a), Ok(b)) => prop_assert!(close(&a.z, &b.z)),
                (a, b) => prop_assert_eq!(a.err(), b.err()),
            }
        }

        #[test]
        fn turning_all_parts_turns_the_index(columns in table()) {
            let parts = vec![Part::weighing(1.0); columns.len()];
            let turned: Vec<Part> = parts.iter().map(|p| p.turned()).collect();
            let Ok(index) = standardised_index(&columns, &parts, 1) else { return Ok(()) };
            let negated: Vec<f64> = index.z.iter().map(|z| -z).collect();
            prop_assert!(close(&standardised_index(&columns, &turned, 1).unwrap().z, &negated));
        }

        #[test]
        fn the_table_counts_everyone_and_nothing_leaves_the_range(columns in (1usize..4, 1usize..12).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(proptest::num::f64::ANY, n), p))) {
            let parts = vec![Part::weighing(1.0); columns.len()];
            let axis = |classes| Axis { columns: &columns, parts: &parts, classes };
            if let Ok(found) = status_dynamics(axis(BERLIN_STATUS), axis(BERLIN_DYNAMICS), 0) {
                prop_assert_eq!(found.table.iter().flatten().sum::<usize>(), columns[0].len());
                prop_assert!(found.status.z.iter().chain(&found.status.sums).all(|v| v.is_finite()));
            }
        }
    }
}
