//! From a statistic to a p-value.

use super::super::{StatError, normal_sf};

/// Which departures from randomness count against it.
///
/// "Greater" and "less" speak of the statistic: similar neighbours make Moran's I greater, but Geary's C less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// Either side: twice the smaller tail, at most 1.
    TwoSided,
    /// The statistic is greater than randomness makes it.
    Greater,
    /// The statistic is less than randomness makes it.
    Less,
    /// The smaller tail, whichever it is. The side was chosen by the data: read it as half a two-sided p-value.
    /// Maps of local clusters commonly show this one (GeoDa, PySAL).
    Directed,
}

/// What is expected of a statistic without autocorrelation, and where the observed one lies: a test by the normal
/// distribution, which the statistics approach as the units become many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalTest {
    /// The observed value.
    pub value: f64,
    /// Expected value without autocorrelation.
    pub expected: f64,
    /// Variance without autocorrelation; 0 if the statistic cannot vary (each unit neighbours every other).
    pub variance: f64,
}

impl NormalTest {
    /// `size` is the quantity that the variance was got from by subtraction: what is left of it by rounding is 0.
    pub(super) fn of(value: f64, expected: f64, variance: f64, size: f64) -> Result<NormalTest, StatError> {
        if ![value, expected, variance].iter().all(|x| x.is_finite()) {
            return Err(StatError::Overflow);
        }
        let variance = if variance <= 1e-12 * size.abs() { 0.0 } else { variance };
        Ok(NormalTest { value, expected, variance })
    }

    /// (value − expected) / √variance.
    ///
    /// # Errors
    /// [`StatError::NoVariation`] if the statistic cannot vary.
    ///
    /// ```
    /// use sozialatlas::stats::NormalTest;
    /// // (0.5 − 0.1) / √0.04.
    /// let test = NormalTest { value: 0.5, expected: 0.1, variance: 0.04 };
    /// assert!((test.z().unwrap() - 2.0).abs() < 1e-14);
    /// ```
    pub fn z(&self) -> Result<f64, StatError> {
        if self.variance == 0.0 {
            return Err(StatError::NoVariation);
        }
        let z = (self.value - self.expected) / self.variance.sqrt();
        if z.is_finite() { Ok(z) } else { Err(StatError::Overflow) }
    }

    /// Probability of a value at least as far on the side that `alternative` names.
    ///
    /// # Errors
    /// [`StatError::NoVariation`] if the statistic cannot vary.
    ///
    /// ```
    /// use sozialatlas::stats::{Alternative, NormalTest};
    /// let test = NormalTest { value: 2.0, expected: 0.04, variance: 1.0 };
    /// // z = 1.96: the classic 5 %, half of it on the upper side.
    /// assert!((test.p(Alternative::TwoSided).unwrap() - 0.05).abs() < 1e-5);
    /// assert!((test.p(Alternative::Greater).unwrap() - 0.025).abs() < 1e-5);
    /// assert!((test.p(Alternative::Less).unwrap() - 0.975).abs() < 1e-5);
    /// ```
    pub fn p(&self, alternative: Alternative) -> Result<f64, StatError> {
        self.z().map(|z| normal_p(z, alternative))
    }
}

/// p-value of a standard normal z.
pub(super) fn normal_p(z: f64, alternative: Alternative) -> f64 {
    match alternative {
        Alternative::TwoSided => (2.0 * normal_sf(z.abs())).min(1.0),
        Alternative::Greater => normal_sf(z),
        Alternative::Less => normal_sf(-z),
        Alternative::Directed => normal_sf(z.abs()),
    }
}

/// How many permutations gave at least, and how many at most the observed value. A tie counts in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TailCounts {
    /// Number of permutations whose value is not less than the observed one.
    pub at_least: u32,
    /// Number of permutations whose value is not greater than the observed one.
    pub at_most: u32,
}

impl TailCounts {
    /// p = (r + 1) / (m + 1), where r of m permutations are at least as extreme: the observed arrangement counts as one
    /// of the m + 1 equally likely ones, so p is never 0 (Davison & Hinkley 1997, section 4.2).
    ///
    /// ```
    /// use sozialatlas::stats::{Alternative, TailCounts};
    /// let tails = TailCounts { at_least: 24, at_most: 976 };
    /// assert_eq!(tails.p(999, Alternative::Greater), 0.025);
    /// assert_eq!(tails.p(999, Alternative::Less), 0.977);
    /// assert_eq!(tails.p(999, Alternative::Directed), 0.025);
    /// assert_eq!(tails.p(999, Alternative::TwoSided), 0.05);
    /// ```
    pub fn p(self, permutations: u32, alternative: Alternative) -> f64 {
        let tail = |r: u32| (f64::from(r) + 1.0) / (f64::from(permutations) + 1.0);
        let smaller = tail(self.at_least.min(self.at_most));
        match alternative {
            Alternative::TwoSided => (2.0 * smaller).min(1.0),
            Alternative::Greater => tail(self.at_least),
            Alternative::Less => tail(self.at_most),
            Alternative::Directed => smaller,
        }
    }
}

/// Result of a conditional permutation test of each unit.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalPermutations {
    /// Number of permutations.
    pub permutations: u32,
    /// Counts of each unit; None for a unit without neighbours, which cannot be tested.
    pub tails: Vec<Option<TailCounts>>,
}

impl LocalPermutations {
    /// The p-value of each unit ([`TailCounts::p`]); None for a unit without neighbours.
    pub fn p(&self, alternative: Alternative) -> Vec<Option<f64>> {
        self.tails.iter().map(|tails| tails.map(|t| t.p(self.permutations, alternative))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_the_normal_distribution() {
        // Φ(−1) = 0.15865525393145707.
        let p = |alternative| normal_p(-1.0, alternative);
        assert!((p(Alternative::Less) - 0.158_655_253_931_457_07).abs() < 1e-15);
        assert!((p(Alternative::Directed) - 0.158_655_253_931_457_07).abs() < 1e-15);
        assert!((p(Alternative::Greater) - 0.841_344_746_068_542_9).abs() < 1e-15);
        assert_eq!(normal_p(0.0, Alternative::TwoSided), 1.0);
        assert_eq!(normal_p(1e300, Alternative::TwoSided), 0.0);
    }

    #[test]
    fn a_statistic_that_cannot_vary_has_no_z() {
        let still = NormalTest::of(-0.5, -0.5, 1e-17, 0.25).unwrap();
        assert_eq!((still.variance, still.z()), (0.0, Err(StatError::NoVariation)));
        assert_eq!(NormalTest::of(f64::NAN, 0.0, 1.0, 1.0), Err(StatError::Overflow));
    }

    #[test]
    fn all_ties_are_no_evidence() {
        let tails = TailCounts { at_least: 99, at_most: 99 };
        let all = [Alternative::TwoSided, Alternative::Greater, Alternative::Less, Alternative::Directed];
        assert!(all.iter().all(|a| tails.p(99, *a) == 1.0));
    }
}
