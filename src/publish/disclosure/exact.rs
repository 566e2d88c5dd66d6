//! What follows from the equations alone, decided without rounding.

use super::system::System;

/// A row of whole numbers, sorted by unknown.
type Whole = Vec<(usize, i128)>;

/// Which unknowns of `system` the equations determine, whatever the bounds say; `None` if a number grew too large to
/// decide it exactly.
///
/// An unknown is determined if and only if the unit vector of its place is a combination of the equations' left sides,
/// that is, if after Gauss-Jordan elimination a row consists of this unknown alone. The elimination multiplies crosswise
/// and divides each row by the greatest common divisor of its numbers instead of dividing by the pivot (Bareiss 1968
/// gives the idea), so that every number stays whole: an answer "determined" is a certainty and not a matter of
/// tolerance. The rows of count tables hold only 1 and -1, and usually stay that way.
pub(super) fn determined(system: &System) -> Option<Vec<bool>> {
    let mut rows: Vec<Whole> = system.rows.iter().map(|row| whole(&row.terms)).collect::<Option<_>>()?;
    let mut pivots: Vec<(usize, usize)> = Vec::new();
    let mut waiting: Vec<usize> = (0..rows.len()).collect();
    while let Some(at) = waiting.iter().enumerate().min_by_key(|(_, row)| rows[**row].len()).map(|(at, _)| at) {
        let row = waiting.swap_remove(at);
        let Some(&(unknown, _)) = rows[row].iter().min_by_key(|(_, weight)| weight.unsigned_abs()) else { continue };
        let pivot = rows[row].clone();
        for (_, terms) in rows.iter_mut().enumerate().filter(|(other, _)| *other != row) {
            if let Ok(place) = terms.binary_search_by_key(&unknown, |term| term.0) {
                *terms = eliminated(terms, terms[place].1, &pivot, unknown)?;
            }
        }
        pivots.push((row, unknown));
    }
    let mut found = vec![false; system.cells.len()];
    for (row, unknown) in pivots {
        found[unknown] = rows[row].len() == 1;
    }
    Some(found)
}

/// `terms` times the pivot's weight less the pivot times `weight`, made as small as possible.
fn eliminated(terms: &Whole, weight: i128, pivot: &Whole, unknown: usize) -> Option<Whole> {
    let own = pivot[pivot.binary_search_by_key(&unknown, |term| term.0).ok()?].1;
    let shared = gcd(own, weight);
    let (times, less) = (own / shared, weight / shared);
    let mut sum = Whole::with_capacity(terms.len() + pivot.len());
    let (mut left, mut right) = (terms.iter().peekable(), pivot.iter().peekable());
    loop {
        let (place, value) = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(&&(place, value)), other) if other.is_none_or(|right| right.0 > place) => {
                left.next();
                (place, value.checked_mul(times)?)
            }
            (Some(&&(a, value)), Some(&&(b, minus))) if a == b => {
                left.next();
                right.next();
                (a, value.checked_mul(times)?.checked_sub(minus.checked_mul(less)?)?)
            }
            (_, Some(&&(place, minus))) => {
                right.next();
                (place, minus.checked_mul(less)?.checked_neg()?)
            }
            (Some(_), None) => return None,
        };
        if value != 0 {
            sum.push((place, value));
        }
    }
    let common = sum.iter().fold(0, |common, term| gcd(common, term.1));
    if common > 1 {
        sum.iter_mut().for_each(|term| term.1 /= common);
    }
    Some(sum)
}

/// The same weights as whole numbers: every `f64` is a whole multiple of a power of two.
fn whole(terms: &[(usize, f64)]) -> Option<Whole> {
    let mut times = 1.0_f64;
    while terms.iter().any(|(_, weight)| (weight * times).fract() != 0.0) {
        times *= 2.0;
        if times > 1e18 {
            return None;
        }
    }
    let convert = |&(unknown, weight): &(usize, f64)| {
        let number = weight * times;
        #[allow(clippy::cast_possible_truncation)] // below 1e30, and without fraction
        (number.abs() < 1e30).then_some((unknown, number as i128))
    };
    terms.iter().map(convert).collect()
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::disclosure::system::Row;

    fn system(unknowns: usize, rows: &[&[(usize, f64)]]) -> System {
        let row = |terms: &&[(usize, f64)]| Row { terms: terms.to_vec(), figure: 0.0 };
        System { cells: (0..unknowns).collect(), rows: rows.iter().map(row).collect(), ..System::default() }
    }

    #[test]
    fn what_two_equations_determine() {
        // x + y = a, x - y = b: both follow. x + y = a, 2x + 2y = b: neither does.
        let both = system(2, &[&[(0, 1.0), (1, 1.0)], &[(0, 1.0), (1, -1.0)]]);
        assert_eq!(determined(&both), Some(vec![true, true]));
        let none = system(2, &[&[(0, 1.0), (1, 1.0)], &[(0, 2.0), (1, 2.0)]]);
        assert_eq!(determined(&none), Some(vec![false, false]));
    }

    #[test]
    fn weights_that_differ_in_the_last_bit_differ() {
        // x + y = a and x + (1 + 2^-52) y = b determine both, however close the two equations are.
        let close = system(2, &[&[(0, 1.0), (1, 1.0)], &[(0, 1.0), (1, 1.0 + f64::EPSILON)]]);
        assert_eq!(determined(&close), Some(vec![true, true]));
    }

    #[test]
    fn part_of_a_system_is_determined() {
        // x + y + z = a, y + z = b: x follows, y and z do not.
        let part = system(3, &[&[(0, 1.0), (1, 1.0), (2, 1.0)], &[(1, 1.0), (2, 1.0)]]);
        assert_eq!(determined(&part), Some(vec![true, false, false]));
    }
}
