//! Natural breaks with their goodness of fit, fast.

use super::super::StatError;
use super::super::check::enough;
use super::super::order::ascending;
use super::super::scale::power_of_two;
use super::double::DoubleSums;
use super::lanes::Lanes;
use super::splits::{Costs, MOST_COSTS, Splits};
use super::sums::Sums;

/// Two splits whose costs differ by less than this share are equally good.
const EQUALLY_GOOD: f64 = 1e-9;

/// Natural breaks and how well they fit.
#[derive(Clone, Debug, PartialEq)]
pub struct NaturalClasses {
    /// Upper bounds of the classes, ascending, right-closed; each is one of the values, the last the maximum.
    pub upper: Vec<f64>,
    /// Sum of squared deviations of the values from the means of their classes, in the square of the unit: the least
    /// that so many classes can have.
    pub within_ss: f64,
    /// Sum of squared deviations of the values from the mean of all.
    pub total_ss: f64,
    /// Goodness of variance fit, 1 − within / total: the share of the variance that lies between the classes; None if
    /// all values are equal.
    pub goodness: Option<f64>,
    /// No other classes are equally good, to a relative difference of 10⁻⁹. If others are, these have the lowest bounds
    /// of those that only rounding tells apart, and nothing in the values speaks for them.
    pub unique: bool,
}

/// The `k` classes with the smallest sum of squared deviations from the class means (Fisher 1958, *Journal of the
/// American Statistical Association* 53; Jenks 1977), the same as [`super::super::natural_breaks`] in less time and with
/// the goodness of fit.
///
/// Exact: dynamic programming over the distinct values, no sampling and no iteration from a start. Equal values are
/// never separated; there are never more classes than distinct values. The costs of classes come from running sums;
/// where rounding in these could reach the tenth digit of the result (values of very uneven size, such as one billion
/// beside shares of a percent), all is computed again with twice the digits. O(k n log n).
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`], [`StatError::Parameter`] for `k` = 0 or
/// more than 2²⁶ values times classes; [`StatError::Overflow`] if the sums of squares are outside the range of numbers.
///
/// ```
/// use sozialatlas::stats::natural_classes;
/// // {1 2} {9 10} {30}: 0.5 + 0.5 + 0 within; mean 10.4 and 88.36 + 70.56 + 1.96 + 0.16 + 384.16 = 545.2 in all.
/// let found = natural_classes(&[9.0, 1.0, 30.0, 2.0, 10.0], 3).unwrap();
/// assert_eq!(found.upper, [2.0, 10.0, 30.0]);
/// assert_eq!(found.within_ss, 1.0);
/// assert!((found.goodness.unwrap() - (1.0 - 1.0 / 545.2)).abs() < 1e-12);
/// // {1} {2 3} and {1 2} {3} are equally good.
/// assert!(found.unique && !natural_classes(&[1.0, 2.0, 3.0], 2).unwrap().unique);
/// ```
pub fn natural_classes(values: &[f64], k: usize) -> Result<NaturalClasses, StatError> {
    enough(values, 1)?;
    if k == 0 {
        return Err(StatError::Parameter);
    }
    let sorted = ascending(values);
    // Divided by a power of two, which is exact, no square leaves the range of numbers.
    let scale = power_of_two(&sorted);
    let scaled: Vec<f64> = sorted.iter().map(|x| x / scale).collect();
    let sums = Sums::of(&scaled);
    let classes = k.min(sums.distinct.len());
    if classes < sums.distinct.len() && classes > MOST_COSTS / sums.distinct.len() {
        return Err(StatError::Parameter);
    }
    let mut found = best(&Lanes(&sums), &sums, classes);
    if found.cost * EQUALLY_GOOD / 10.0 < sums.noise() && classes < sums.distinct.len() {
        found = best(&DoubleSums::of(&scaled), &sums, classes);
    }
    let total = squared_deviations(&sums, 0, sums.distinct.len() - 1);
    let upper = found.lasts.iter().map(|last| {
        let bound = sums.distinct[*last];
        sorted[scaled.partition_point(|x| *x <= bound) - 1]
    });
    let made = NaturalClasses {
        upper: upper.collect(),
        within_ss: found.cost * scale * scale,
        total_ss: total * scale * scale,
        goodness: (total > 0.0).then(|| (1.0 - found.cost / total).max(0.0)),
        unique: found.unique,
    };
    if made.total_ss.is_finite() { Ok(made) } else { Err(StatError::Overflow) }
}

struct Best {
    lasts: Vec<usize>,
    cost: f64,
    unique: bool,
}

/// The best classes by these costs. Their own cost is not taken from running sums, but from the deviations.
fn best(costs: &dyn Costs, sums: &Sums, classes: usize) -> Best {
    if classes == sums.distinct.len() {
        return Best { lasts: (0..classes).collect(), cost: 0.0, unique: true };
    }
    let splits = Splits::of(costs, classes);
    let lasts = splits.lasts();
    let firsts = std::iter::once(0).chain(lasts.iter().map(|last| last + 1));
    let cost = firsts.zip(&lasts).map(|(first, last)| squared_deviations(sums, first, *last)).sum();
    let unique = splits.only(&lasts, EQUALLY_GOOD * cost);
    Best { lasts, cost, unique }
}

/// Σ(x − x̄)² of the distinct values `first..=last` with their weights.
fn squared_deviations(sums: &Sums, first: usize, last: usize) -> f64 {
    let distinct = &sums.distinct[first..=last];
    let weights = sums.weight[first..].windows(2).map(|pair| pair[1] - pair[0]);
    let weighted = || distinct.iter().zip(weights.clone());
    let weight = sums.weight[last + 1] - sums.weight[first];
    // Deviations from one of the values first: a large offset common to all costs no digits.
    let start = distinct[distinct.len() / 2];
    let mean = weighted().map(|(x, w)| w * (x - start)).sum::<f64>() / weight;
    let (mut squares, mut rest) = (0.0, 0.0);
    for (x, w) in weighted() {
        let d = x - start - mean;
        squares += w * d * d;
        rest += w * d;
    }
    (squares - rest * rest / weight).max(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::natural::{natural_breaks, tests::brute_force};
    use super::*;

    #[test]
    fn edges() {
        let constant = natural_classes(&[5.0; 4], 3).unwrap();
        assert_eq!((constant.upper.as_slice(), constant.within_ss, constant.goodness), (&[5.0][..], 0.0, None));
        assert!(constant.unique);
        let x = [1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 10.0, 10.0, 50.0];
        let all = natural_classes(&x, 7).unwrap();
        assert_eq!((all.upper.as_slice(), all.within_ss), (&[1.0, 2.0, 3.0, 10.0, 50.0][..], 0.0));
        assert_eq!(all.goodness, Some(1.0));
        let two = natural_classes(&x, 2).unwrap();
        assert!((two.within_ss - 114.54545454545453).abs() < 1e-9 && two.unique);
        assert_eq!(natural_classes(&[], 2), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(natural_classes(&[1.0], 0), Err(StatError::Parameter));
        let many: Vec<f64> = (0..9000).map(f64::from).collect();
        assert_eq!(natural_classes(&many, 8000), Err(StatError::Parameter));
        assert_eq!(natural_breaks(&many, 8000), Err(StatError::Parameter));
        assert_eq!(natural_classes(&[f64::NAN], 2), Err(StatError::NotFinite));
    }

    #[test]
    fn equally_good_classes_are_told() {
        let mut zeros = vec![0.0; 12];
        zeros.extend([1.0, 2.0, 3.0, 4.0, 100.0]);
        let found = natural_classes(&zeros, 5).unwrap();
        // {1 2}, {2 3} or {3 4} share a class.
        assert!(!found.unique && found.within_ss == 0.5);
        assert_eq!(found.upper, [0.0, 1.0, 2.0, 4.0, 100.0]);
        assert!(natural_classes(&zeros, 2).unwrap().unique);
        // Rounding must not choose between {0.1} {0.2 0.3} and {0.1 0.2} {0.3}.
        for k in 1..40 {
            let x = [1.0, 2.0, 3.0].map(|v| v * f64::from(k) / 10.0);
            assert_eq!(natural_classes(&x, 2).unwrap().upper[0], x[0]);
        }
    }

    #[test]
    fn very_uneven_sizes_are_exact() {
        // One value far off on each side; what is left is small and needs three classes.
        let x = [-1e12, 0.1, 0.2, 0.3, 5.0, 5.1, 9.0, 9.2, 9.3, 1e12];
        let found = natural_classes(&x, 5).unwrap();
        assert_eq!(found.upper, [-1e12, 0.3, 5.1, 9.3, 1e12]);
        assert!((found.within_ss - (0.02 + 0.005 + 0.14 / 3.0)).abs() < 1e-9 && found.unique);
        let offset: Vec<f64> = x[1..9].iter().map(|v| v + 1e9).collect();
        assert_eq!(natural_classes(&offset, 3).unwrap().upper, [1e9 + 0.3, 1e9 + 5.1, 1e9 + 9.3]);
    }

    #[test]
    fn the_whole_range_of_numbers() {
        assert_eq!(natural_classes(&[-f64::MAX, 0.0, f64::MAX], 2), Err(StatError::Overflow));
        let tiny = natural_classes(&[0.0, 5e-324, 1e-323], 2).unwrap();
        assert_eq!(tiny.upper.len(), 2);
    }

    /// A long column: wide enough for whole lanes.
    #[test]
    fn a_long_column_as_the_plain_one() {
        let mut random = super::super::super::Random::new(11);
        let x: Vec<f64> = (0..3000).map(|_| (random.normal().exp() * 1000.0).round() / 10.0).collect();
        for k in [1, 2, 5, 8] {
            assert_eq!(natural_classes(&x, k).unwrap().upper, natural_breaks(&x, k).unwrap());
        }
    }

    proptest! {
        #[test]
        fn is_the_optimum(values in prop::collection::vec(-20i32..20, 1..11), k in 1usize..6) {
            let values: Vec<f64> = values.into_iter().map(|v| f64::from(v) / 2.0).collect();
            let found = natural_classes(&values, k).unwrap();
            prop_assert!((found.within_ss - brute_force(&values, k)).abs() < 1e-9);
            prop_assert_eq!(found.upper, natural_breaks(&values, k).unwrap());
        }

        #[test]
        fn nothing_leaves_the_range(values in prop::collection::vec(prop::num::f64::NORMAL, 1..40), k in 1usize..6) {
            if let Ok(found) = natural_classes(&values, k) {
                prop_assert!(found.within_ss.is_finite() && found.within_ss <= found.total_ss * 1.000_001);
                prop_assert!(found.upper.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }
    }
}
