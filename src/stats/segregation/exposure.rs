//! Indices of exposure: isolation and interaction.

use super::super::StatError;
use super::GroupCounts;

impl GroupCounts {
    /// The isolation index xPx = Σ (xᵢ/X) (xᵢ/tᵢ): the share of the own group among the neighbours that a member of
    /// the group has on average, taking everybody of the unit as neighbours.
    ///
    /// From the group's share P of everybody (spread evenly) to 1 (lives among itself). It depends on the size of the
    /// group; [`GroupCounts::correlation_ratio`] takes that out.
    ///
    /// Follows Bell (1954) and Lieberson (1981).
    ///
    /// # Errors
    /// [`StatError::Parameter`] for a group that does not exist, [`StatError::NoTotal`] for one without members.
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// // 5/8 of the first group live where it is 5/10, 3/8 where it is 3/12: 5/16 + 3/32.
    /// let counts = GroupCounts::new(&[&[5.0, 3.0], &[5.0, 9.0]]).unwrap();
    /// assert!((counts.isolation(0).unwrap() - 13.0 / 32.0).abs() < 1e-15);
    /// ```
    pub fn isolation(&self, group: usize) -> Result<f64, StatError> {
        self.interaction(group, group)
    }

    /// The interaction index xPy = Σ (xᵢ/X) (yᵢ/tᵢ): the share of group y among the neighbours that a member of group x
    /// has on average.
    ///
    /// For two groups xPx + xPy = 1. Not symmetric: xPy · X = yPx · Y.
    ///
    /// Follows Bell (1954) and Lieberson (1981).
    ///
    /// # Errors
    /// [`StatError::Parameter`] for a group that does not exist, [`StatError::NoTotal`] if x has no members.
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// let counts = GroupCounts::new(&[&[5.0, 3.0], &[5.0, 9.0]]).unwrap();
    /// // 5/8 · 5/10 + 3/8 · 9/12
    /// assert!((counts.interaction(0, 1).unwrap() - 19.0 / 32.0).abs() < 1e-15);
    /// ```
    pub fn interaction(&self, x: usize, y: usize) -> Result<f64, StatError> {
        let (x, all) = self.members(x)?;
        let y = self.counts(y)?;
        Ok(x.iter().zip(y).zip(self.totals()).map(|((x, y), t)| x / all * (y / t)).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn neighbours_add_up_to_one(cells in proptest::collection::vec((1u32..50, 0u32..50, 0u32..50), 1..30)) {
            let column = |pick: fn(&(u32, u32, u32)) -> u32| cells.iter().map(|c| f64::from(pick(c))).collect::<Vec<f64>>();
            let counts = GroupCounts::new(&[&column(|c| c.0), &column(|c| c.1), &column(|c| c.2)]).unwrap();
            let sum: f64 = (0..3).map(|y| counts.interaction(0, y).unwrap()).sum();
            prop_assert!((sum - 1.0).abs() < 1e-12);
            prop_assert!(counts.isolation(0).unwrap() >= counts.share(0).unwrap() - 1e-12);
        }
    }

    #[test]
    fn a_group_without_members_meets_nobody() {
        let counts = GroupCounts::new(&[&[1.0, 2.0], &[0.0, 0.0]]).unwrap();
        assert_eq!(counts.isolation(1), Err(StatError::NoTotal));
        assert_eq!(counts.interaction(0, 1), Ok(0.0));
        assert_eq!(counts.interaction(0, 5), Err(StatError::Parameter));
    }
}
