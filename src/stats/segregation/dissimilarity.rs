//! Indices of dissimilarity.

use super::super::StatError;
use super::GroupCounts;

impl GroupCounts {
    /// The index of dissimilarity between two groups: D = ½ Σ |aᵢ/A − bᵢ/B|.
    ///
    /// The share of either group that would have to move to another unit for both to be spread in the same way.
    /// 0: everywhere the same mixture; 1: no unit has members of both. Other groups do not matter.
    ///
    /// Follows Duncan & Duncan (1955).
    ///
    /// # Errors
    /// [`StatError::Parameter`] for a group that does not exist, [`StatError::NoTotal`] for one without members.
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// // Shares 5/8, 3/8 and 5/14, 9/14: both differ by 15/56.
    /// let counts = GroupCounts::new(&[&[5.0, 3.0], &[5.0, 9.0]]).unwrap();
    /// assert!((counts.dissimilarity(0, 1).unwrap() - 15.0 / 56.0).abs() < 1e-15);
    /// ```
    pub fn dissimilarity(&self, a: usize, b: usize) -> Result<f64, StatError> {
        let ((a, all_a), (b, all_b)) = (self.members(a)?, self.members(b)?);
        Ok(a.iter().zip(b).map(|(a, b)| (a / all_a - b / all_b).abs()).sum::<f64>() / 2.0)
    }

    /// The index of dissimilarity among all groups:
    /// D = Σₘ Σᵢ tᵢ |πᵢₘ − Pₘ| / (2 T I), with tᵢ everybody in unit i, πᵢₘ the group's share there, Pₘ its share of all
    /// and I = Σ Pₘ (1 − Pₘ) ([`GroupCounts::simpson_interaction`]).
    ///
    /// The share of people who would have to move for every unit to have the mixture of the whole, relative to the share
    /// if the groups lived wholly apart. 0 to 1; with two groups the same as [`GroupCounts::dissimilarity`].
    ///
    /// Follows Sakoda (1981) as given in Reardon & Firebaugh (2002).
    ///
    /// # Errors
    /// [`StatError::NoVariation`] if only one group has members.
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// let apart = GroupCounts::new(&[&[4.0, 0.0, 0.0], &[0.0, 9.0, 0.0], &[0.0, 0.0, 2.0]]).unwrap();
    /// assert!((apart.dissimilarity_of_all().unwrap() - 1.0).abs() < 1e-15);
    /// ```
    pub fn dissimilarity_of_all(&self) -> Result<f64, StatError> {
        let most = self.simpson_interaction();
        if most == 0.0 {
            return Err(StatError::NoVariation);
        }
        // Deviations tᵢ (πᵢₘ − Pₘ) of all groups add up to 0 in every unit. Those of the largest group follow from the
        // others', because its own difference of nearly equal numbers could lose them.
        let largest = self.shares().map(|(_, share)| share).fold(0.0, f64::max);
        let largest = self.shares().position(|(_, share)| share == largest).unwrap_or(0);
        let mut of_largest = vec![0.0; self.units()];
        let mut moved = 0.0;
        for (_, (counts, share)) in self.shares().enumerate().filter(|(group, _)| *group != largest) {
            for ((count, total), rest) in counts.iter().zip(self.totals()).zip(&mut of_largest) {
                let deviation = count - total * share;
                moved += deviation.abs();
                *rest -= deviation;
            }
        }
        moved += of_largest.iter().map(|d| d.abs()).sum::<f64>();
        // At most 1, but for the digits that numbers near the smallest ones lack.
        Ok((moved / (2.0 * self.everybody() * most)).min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_agree_for_two_groups(cells in proptest::collection::vec((0u32..50, 0u32..50), 1..30)) {
            let (a, b): (Vec<f64>, Vec<f64>) = cells.iter().map(|(a, b)| (f64::from(*a), f64::from(*b))).unzip();
            let counts = GroupCounts::new(&[&a, &b]);
            prop_assume!(a.iter().any(|v| *v > 0.0) && b.iter().any(|v| *v > 0.0));
            let counts = counts.unwrap();
            let d = counts.dissimilarity(0, 1).unwrap();
            prop_assert!((0.0..=1.0 + 1e-12).contains(&d));
            prop_assert!((d - counts.dissimilarity_of_all().unwrap()).abs() < 1e-12);
        }

        #[test]
        fn huge_counts(a in proptest::collection::vec(0.0..f64::MAX, 1..20)) {
            let b: Vec<f64> = a.iter().map(|v| f64::MAX - v).collect();
            let counts = GroupCounts::new(&[&a, &b]).unwrap();
            prop_assert!(counts.dissimilarity(0, 1).map_or(true, |d| (0.0..=1.0 + 1e-12).contains(&d)));
        }
    }

    #[test]
    fn a_group_without_members_has_no_index() {
        let counts = GroupCounts::new(&[&[1.0, 2.0], &[0.0, 0.0]]).unwrap();
        assert_eq!(counts.dissimilarity(0, 1), Err(StatError::NoTotal));
        assert_eq!(counts.dissimilarity(0, 2), Err(StatError::Parameter));
        assert_eq!(counts.dissimilarity_of_all(), Err(StatError::NoVariation));
    }
}
