//! Natural breaks (Fisher 1958, Jenks 1977), exact.

use super::super::{StatError, sorted};
use super::splits::{Costs, MOST_COSTS, Splits};
use super::sums::Sums;

/// Upper bounds of the `k` classes with the smallest sum of squared deviations from the class means.
///
/// The optimum is exact, found by dynamic programming over the distinct values: D(c, j) = min over i of
/// D(c − 1, i) + SSD(i+1 .. j). The best split moves to the right with `j`, so each row is solved by divide and conquer
/// in O(n log n). Ascending, right-closed, the last is the maximum; each bound is one of the values.
///
/// Equal values are never separated; there are never more classes than distinct values.
/// Among several optima the one with the lowest bounds is taken.
///
/// The small and plain form for a page's first module. [`super::super::natural_classes`] gives the same bounds faster,
/// and stays exact where this one is not: values of very uneven size (billions beside fractions of one), whose squares
/// swallow the differences of the small ones.
///
/// # Errors
/// [`StatError::TooFew`], [`StatError::NotFinite`], [`StatError::Parameter`] for `k` = 0 or more than 2²⁶
/// values times classes.
///
/// ```
/// use sozialatlas::stats::natural_breaks;
/// // {1 2} {9 10} {30}: 0.5 + 0.5 + 0 is the least that three classes can have.
/// assert_eq!(natural_breaks(&[9.0, 1.0, 30.0, 2.0, 10.0], 3), Ok(vec![2.0, 10.0, 30.0]));
/// assert_eq!(natural_breaks(&[4.0, 4.0], 3), Ok(vec![4.0]));
/// ```
pub fn natural_breaks(values: &[f64], k: usize) -> Result<Vec<f64>, StatError> {
    if k == 0 {
        return Err(StatError::Parameter);
    }
    let sums = Sums::of(&sorted(values, 1)?);
    let classes = k.min(sums.len());
    if classes > MOST_COSTS / sums.len() {
        return Err(StatError::Parameter);
    }
    let lasts = Splits::of(&sums, classes).lasts();
    Ok(lasts.iter().map(|last| sums.distinct[*last]).collect())
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn within_of(values: &[f64], upper: &[f64]) -> f64 {
        let mut low = f64::NEG_INFINITY;
        let mut sum = 0.0;
        for &bound in upper {
            let class: Vec<f64> = values.iter().copied().filter(|v| *v > low && *v <= bound).collect();
            let mean = class.iter().sum::<f64>() / class.len() as f64;
            sum += class.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>();
            low = bound;
        }
        sum
    }

    /// The same optimum by trying every set of bounds.
    pub fn brute_force(values: &[f64], k: usize) -> f64 {
        let mut distinct = values.to_vec();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let inner = distinct.len() - 1;
        (0..1u32 << inner)
            .filter(|mask| (mask.count_ones() as usize) < k)
            .map(|mask| {
                let chosen = |i: &usize| *i == inner || mask >> i & 1 == 1;
                let upper: Vec<f64> = (0..=inner).filter(chosen).map(|i| distinct[i]).collect();
                within_of(values, &upper)
            })
            .fold(f64::INFINITY, f64::min)
    }

    // Reference: mapclassify.FisherJenks and R classInt on the CRIME column of Anselin's Columbus data (1988).
    const CRIME: [f64; 49] = [
        15.72598, 18.801754, 30.626781, 32.38776, 50.73151, 26.066658, 0.178269, 38.425858, 30.515917, 34.000835,
        62.275448, 56.705669, 46.716129, 57.066132, 48.585487, 54.838711, 36.868774, 43.962486, 54.521965, 0.223797,
        40.074074, 33.705048, 20.048504, 38.297871, 61.299175, 40.969742, 52.79443, 56.919785, 60.750446, 68.892044,
        17.677214, 19.145592, 41.968163, 23.974028, 39.175053, 14.305556, 42.445076, 53.710938, 19.100863, 16.241299,
        18.905146, 16.49189, 36.663612, 25.962263, 29.028488, 16.530533, 27.822861, 26.645266, 22.541491,
    ];

    #[test]
    fn agrees_with_mapclassify_and_r() {
        let five = natural_breaks(&CRIME, 5).unwrap();
        assert_eq!(five, [0.223797, 22.541491, 34.000835, 48.585487, 68.892044]);
        assert!((within_of(&CRIME, &five) - 601.1550970167498).abs() < 1e-6);
        assert_eq!(natural_breaks(&CRIME, 3).unwrap(), [23.974028, 43.962486, 68.892044]);
    }

    #[test]
    fn ties_are_never_separated() {
        let x = [1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 10.0, 10.0, 50.0];
        assert_eq!(natural_breaks(&x, 2), Ok(vec![10.0, 50.0]));
        assert_eq!(natural_breaks(&x, 9), Ok(vec![1.0, 2.0, 3.0, 10.0, 50.0]));
        assert_eq!(natural_breaks(&[3.5], 5), Ok(vec![3.5]));
        assert_eq!(natural_breaks(&[1.0], 0), Err(StatError::Parameter));
    }

    proptest! {
        #[test]
        fn is_the_optimum(values in prop::collection::vec(-20i32..20, 1..11), k in 1usize..6) {
            let values: Vec<f64> = values.into_iter().map(|v| f64::from(v) / 2.0).collect();
            let upper = natural_breaks(&values, k).unwrap();
            prop_assert!((within_of(&values, &upper) - brute_force(&values, k)).abs() < 1e-9);
        }
    }
}
