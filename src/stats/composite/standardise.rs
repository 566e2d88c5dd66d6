//! Indicators brought to one scale and one direction.

use super::super::check::all_finite;
use super::super::matrix::same_length;
use super::super::{Direction, StatError, Ties, ranks, robust_z, z_scores};

/// How one indicator enters an index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// How much it counts beside the others: not negative, on any scale ([`normalised_weights`]).
    pub weight: f64,
    /// True if a high value means little of what the index measures (income in an index of poverty): the standardised
    /// column is turned before it is added.
    pub reversed: bool,
}

impl Part {
    /// An indicator with this weight whose high values mean much of what the index measures.
    pub const fn weighing(weight: f64) -> Part {
        Part { weight, reversed: false }
    }

    /// The same with the direction turned.
    pub const fn turned(self) -> Part {
        Part { reversed: !self.reversed, ..self }
    }
}

/// How a column is made comparable with columns of other units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standardisation {
    /// Distances from the mean in standard deviations ([`z_scores`]): how unusual a value is among
    /// its peers. Extreme values keep their weight.
    Z {
        /// 0 divides by n, 1 by n − 1.
        ddof: usize,
    },
    /// Distances from the median in scaled MADs ([`robust_z`]): one extreme unit does not shrink the others.
    RobustZ,
    /// From 0 for the smallest to 1 for the largest value ([`min_max`]); the extremes decide the scale.
    MinMax,
    /// Position in the order, p = (r − ½) / n for rank r of n (Hazen 1914; [`ranks`]): distances between values no
    /// longer count. With ties averaged, the mean is exactly ½ and turning the column turns p into 1 − p. A column that
    /// is reversed is ranked from the other end.
    Percentile {
        /// The rank that equal values get.
        ties: Ties,
    },
}

/// A column stretched to 0 … 1: t = (x − min) / (max − min).
///
/// The smallest value becomes exactly 0, the largest exactly 1. One extreme unit presses all others together.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`], [`StatError::NoVariation`].
///
/// ```
/// use sozialatlas::stats::min_max;
/// assert_eq!(min_max(&[10.0, 30.0, 15.0]), Ok(vec![0.0, 1.0, 0.25])); // (15 − 10) / (30 − 10)
/// ```
pub fn min_max(values: &[f64]) -> Result<Vec<f64>, StatError> {
    let (Some(min), Some(max)) = (values.iter().copied().reduce(f64::min), values.iter().copied().reduce(f64::max))
    else {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    };
    all_finite(values)?;
    if min == max {
        return Err(StatError::NoVariation);
    }
    // Halves, where the range itself is too large for a number.
    let unit = if (max - min).is_finite() { 1.0 } else { 0.5 };
    let range = max * unit - min * unit;
    Ok(values.iter().map(|x| (x * unit - min * unit) / range).collect())
}

/// Columns brought to one scale, and turned where their [`Part`] says so: z becomes −z, shares become 1 − t.
///
/// # Errors
/// [`StatError::TooFew`] without columns or values, [`StatError::Lengths`], [`StatError::NotFinite`],
/// [`StatError::NoVariation`] for a constant column (with [`Standardisation::RobustZ`] already if half of its values are
/// equal), [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::{Part, Standardisation, standardise};
/// let columns = [vec![1.0, 2.0, 5.0], vec![30.0, 10.0, 20.0]];
/// let parts = [Part::weighing(1.0), Part::weighing(1.0).turned()];
/// let same = standardise(&columns, &parts, Standardisation::MinMax).unwrap();
/// assert_eq!(same, [vec![0.0, 0.25, 1.0], vec![0.0, 1.0, 0.5]]); // 30 is the most, turned: the least
/// ```
pub fn standardise(columns: &[Vec<f64>], parts: &[Part], how: Standardisation) -> Result<Vec<Vec<f64>>, StatError> {
    same_length(columns)?;
    if columns.len() != parts.len() {
        return Err(StatError::Lengths { left: columns.len(), right: parts.len() });
    }
    columns.iter().zip(parts).map(|(column, part)| one(column, part.reversed, how)).collect()
}

fn one(column: &[f64], reversed: bool, how: Standardisation) -> Result<Vec<f64>, StatError> {
    // What a value is taken from when the column is turned.
    let (mut found, whole) = match how {
        Standardisation::Z { ddof } => (z_scores(column, ddof)?.z, 0.0),
        Standardisation::RobustZ => (robust_z(column)?, 0.0),
        Standardisation::MinMax => (min_max(column)?, 1.0),
        Standardisation::Percentile { ties } => return places(column, reversed, ties),
    };
    if found.iter().any(|v| !v.is_finite()) {
        return Err(StatError::Overflow);
    }
    if reversed {
        found.iter_mut().for_each(|v| *v = whole - *v);
    }
    Ok(found)
}

/// (r − ½) / n.
fn places(column: &[f64], reversed: bool, ties: Ties) -> Result<Vec<f64>, StatError> {
    if column.is_empty() {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    let direction = if reversed { Direction::Descending } else { Direction::Ascending };
    let n = column.len() as f64;
    Ok(ranks(column, ties, direction)?.into_iter().map(|rank| (rank - 0.5) / n).collect())
}

/// Weights as shares that add up to 1, w / Σw.
///
/// Only their proportions count: 2, 1, 1 is the same as 0.5, 0.25, 0.25. A weight of 0 leaves an indicator out of the
/// sum, yet in the table of contributions.
///
/// # Errors
/// [`StatError::NotFinite`]; [`StatError::Parameter`] for a negative weight (turn the indicator instead);
/// [`StatError::NoTotal`] if all are 0 or there is none.
///
/// ```
/// use sozialatlas::stats::{StatError, normalised_weights};
/// assert_eq!(normalised_weights(&[2.0, 1.0, 1.0]), Ok(vec![0.5, 0.25, 0.25]));
/// assert_eq!(normalised_weights(&[0.0, 0.0]), Err(StatError::NoTotal));
/// ```
pub fn normalised_weights(weights: &[f64]) -> Result<Vec<f64>, StatError> {
    all_finite(weights)?;
    if weights.iter().any(|w| *w < 0.0) {
        return Err(StatError::Parameter);
    }
    let largest = weights.iter().fold(0.0, |m: f64, w| m.max(*w));
    if largest == 0.0 {
        return Err(StatError::NoTotal);
    }
    let shares: Vec<f64> = weights.iter().map(|w| w / largest).collect();
    let total: f64 = shares.iter().sum();
    Ok(shares.iter().map(|w| w / total).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Standardisation; 6] = [
        Standardisation::Z { ddof: 0 },
        Standardisation::Z { ddof: 1 },
        Standardisation::RobustZ,
        Standardisation::MinMax,
        Standardisation::Percentile { ties: Ties::Average },
        Standardisation::Percentile { ties: Ties::Min },
    ];

    #[test]
    fn undefined_is_refused() {
        let part = [Part::weighing(1.0)];
        for how in ALL {
            assert!(matches!(standardise(&[vec![]], &part, how), Err(StatError::TooFew { .. })));
            assert_eq!(standardise(&[vec![1.0, 2.0, f64::INFINITY]], &part, how), Err(StatError::NotFinite));
            assert_eq!(standardise(&[], &[], how), Err(StatError::TooFew { needed: 1, got: 0 }));
            let uneven = standardise(&[vec![1.0], vec![1.0, 2.0]], &[part[0]; 2], how);
            assert_eq!(uneven, Err(StatError::Lengths { left: 1, right: 2 }));
            if !matches!(how, Standardisation::Percentile { .. }) {
                assert_eq!(standardise(&[vec![3.0; 4]], &part, how), Err(StatError::NoVariation));
            }
        }
        assert_eq!(standardise(&[vec![1.0]], &[], ALL[0]), Err(StatError::Lengths { left: 1, right: 0 }));
        let places = standardise(&[vec![0.0, -0.0, 1.0, 1.0]], &part, ALL[4]);
        assert_eq!(places, Ok(vec![vec![0.25, 0.25, 0.75, 0.75]])); // (1.5 − 0.5) / 4, (3.5 − 0.5) / 4
    }

    #[test]
    fn weights_at_the_ends_of_the_range() {
        assert_eq!(normalised_weights(&[f64::MAX, f64::MAX]), Ok(vec![0.5, 0.5]));
        assert_eq!(normalised_weights(&[f64::from_bits(1), f64::from_bits(1)]), Ok(vec![0.5, 0.5]));
        assert_eq!(normalised_weights(&[1.0, -1.0]), Err(StatError::Parameter));
        assert_eq!(normalised_weights(&[f64::NAN]), Err(StatError::NotFinite));
        assert_eq!(normalised_weights(&[]), Err(StatError::NoTotal));
    }

    proptest! {
        #[test]
        fn finite_and_monotone(values in proptest::collection::vec(proptest::num::f64::ANY, 0..20)) {
            for how in ALL {
                let Ok(found) = standardise(std::slice::from_ref(&values), &[Part::weighing(1.0)], how) else { continue };
                prop_assert!(found[0].iter().all(|v| v.is_finite()));
                for (x, a) in values.iter().zip(&found[0]) {
                    for (y, b) in values.iter().zip(&found[0]) {
                        prop_assert!(x < y || a >= b);
                    }
                }
            }
        }

        #[test]
        fn shift_and_scale_do_not_matter(values in proptest::collection::vec(-100i32..100, 3..20), shift in -50i32..50, scale in 1i32..9) {
            let plain: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
            let moved: Vec<f64> = values.iter().map(|v| f64::from(v * scale + shift)).collect();
            for how in ALL {
                let of = |column: &[f64]| standardise(&[column.to_vec()], &[Part::weighing(1.0)], how);
                match (of(&plain), of(&moved)) {
                    (Ok(a), Ok(b)) => prop_assert!(a[0].iter().zip(&b[0]).all(|(a, b)| (a - b).abs() < 1e-9)),
                    (a, b) => prop_assert_eq!(a, b),
                }
            }
        }

        #[test]
        fn turning_a_column_is_negating_it(values in proptest::collection::vec(-100i32..100, 3..20)) {
            let plain: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
            let negated: Vec<f64> = plain.iter().map(|v| -v).collect();
            for how in ALL {
                let turned = standardise(std::slice::from_ref(&plain), &[Part::weighing(1.0).turned()], how);
                let expected = standardise(std::slice::from_ref(&negated), &[Part::weighing(1.0)], how);
                match (turned, expected) {
                    (Ok(a), Ok(b)) => prop_assert!(a[0].iter().zip(&b[0]).all(|(a, b)| (a - b).abs() < 1e-12)),
                    (a, b) => prop_assert_eq!(a, b),
                }
            }
        }
    }
}
