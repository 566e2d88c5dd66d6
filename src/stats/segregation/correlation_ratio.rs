//! The correlation ratio of segregation.

use super::super::StatError;
use super::GroupCounts;

impl GroupCounts {
    /// The correlation ratio η² = (xPx − P) / (1 − P): isolation freed of the group's size.
    ///
    /// xPx is [`GroupCounts::isolation`], P the group's share of everybody. 0: spread evenly; 1: lives only among itself.
    /// It is also the share of the variance of "belongs to the group" that lies between the units.
    ///
    /// Follows Bell (1954) and Massey & Denton (1988). Computed as Σ tᵢ (πᵢ − P)² / (T P (1 − P)), which is the same
    /// number without the difference of nearly equal ones.
    ///
    /// # Errors
    /// [`StatError::Parameter`] for a group that does not exist, [`StatError::NoTotal`] for one without members,
    /// [`StatError::NoVariation`] if everybody belongs to it.
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// // xPx = 13/32, P = 8/22: (13/32 − 4/11) / (7/11) = (143 − 128) / 352 · 11/7 = 15/224.
    /// let counts = GroupCounts::new(&[&[5.0, 3.0], &[5.0, 9.0]]).unwrap();
    /// assert!((counts.correlation_ratio(0).unwrap() - 15.0 / 224.0).abs() < 1e-15);
    /// ```
    pub fn correlation_ratio(&self, group: usize) -> Result<f64, StatError> {
        let (counts, all) = self.members(group)?;
        let everybody = self.everybody();
        let others: f64 = counts.iter().zip(self.totals()).map(|(c, t)| (t - c).max(0.0)).sum();
        if others == 0.0 {
            return Err(StatError::NoVariation);
        }
        let share = all / everybody;
        let square = |(c, t): (&f64, &f64)| t * (c / t - share) * (c / t - share);
        let between: f64 = counts.iter().zip(self.totals()).map(square).sum();
        Ok(between / all / (others / everybody))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn isolation_without_the_size(cells in proptest::collection::vec((0u32..50, 0u32..50), 1..30)) {
            let (a, b): (Vec<f64>, Vec<f64>) = cells.iter().map(|(a, b)| (f64::from(*a), f64::from(*b))).unzip();
            prop_assume!(a.iter().any(|v| *v > 0.0) && b.iter().any(|v| *v > 0.0));
            let counts = GroupCounts::new(&[&a, &b]).unwrap();
            let (isolation, share) = (counts.isolation(0).unwrap(), counts.share(0).unwrap());
            let ratio = counts.correlation_ratio(0).unwrap();
            prop_assert!((ratio - (isolation - share) / (1.0 - share)).abs() < 1e-12);
            prop_assert!((ratio - counts.correlation_ratio(1).unwrap()).abs() < 1e-12, "both groups have the same");
        }

        #[test]
        fn a_number_or_a_refusal(a in proptest::collection::vec(proptest::num::f64::POSITIVE, 2..10), b in proptest::collection::vec(proptest::num::f64::POSITIVE, 2..10)) {
            if let Ok(counts) = GroupCounts::new(&[&a, &b]) {
                prop_assert!(counts.correlation_ratio(0).map_or(true, f64::is_finite));
            }
        }
    }

    #[test]
    fn undefined_is_refused() {
        let counts = GroupCounts::new(&[&[1.0, 2.0], &[0.0, 0.0]]).unwrap();
        assert_eq!(counts.correlation_ratio(0), Err(StatError::NoVariation));
        assert_eq!(counts.correlation_ratio(1), Err(StatError::NoTotal));
    }
}
