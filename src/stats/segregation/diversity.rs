//! Diversity of the whole: entropy and Simpson's interaction index.

use super::GroupCounts;

impl GroupCounts {
    /// The entropy of the whole: E = −Σ Pₘ ln Pₘ over the groups' shares of everybody, natural logarithm (nat).
    ///
    /// 0: everybody belongs to one group; ln k: k groups of the same size. A group without members counts 0.
    ///
    /// Follows Shannon (1948) and Theil & Finizza (1971).
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// // Shares 1/4 and 3/4: (ln 4 + 3 ln 4/3) / 4 = 0.562335.
    /// let counts = GroupCounts::new(&[&[1.0, 1.0], &[2.0, 4.0]]).unwrap();
    /// assert!((counts.entropy() - 0.562335).abs() < 1e-6);
    /// ```
    pub fn entropy(&self) -> f64 {
        entropy(self.shares().map(|(_, share)| share))
    }

    /// The entropy as a share of its maximum, E / ln k for k groups: 1 if all groups are of the same size.
    ///
    /// k counts every group given, also one without members.
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// let counts = GroupCounts::new(&[&[1.0, 3.0], &[2.0, 2.0]]).unwrap();
    /// assert!((counts.entropy_normalised() - 1.0).abs() < 1e-15);
    /// ```
    pub fn entropy_normalised(&self) -> f64 {
        self.entropy() / (self.groups() as f64).ln()
    }

    /// Simpson's interaction index I = Σ Pₘ (1 − Pₘ): the probability that two people drawn at random (the first put
    /// back) belong to different groups. From 0 (one group) to 1 − 1/k.
    ///
    /// Follows Simpson (1949) and Lieberson (1969).
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// // Shares 1/4 and 3/4: twice 3/16.
    /// let counts = GroupCounts::new(&[&[1.0, 1.0], &[2.0, 4.0]]).unwrap();
    /// assert!((counts.simpson_interaction() - 0.375).abs() < 1e-15);
    /// ```
    pub fn simpson_interaction(&self) -> f64 {
        // 1 − Pₘ as the sum of the other shares: beside a group of nearly everybody the difference would be lost.
        let shares: Vec<f64> = self.shares().map(|(_, share)| share).collect();
        let others = |m: usize| shares.iter().enumerate().filter(|(k, _)| *k != m).map(|(_, p)| p).sum::<f64>();
        shares.iter().enumerate().map(|(m, p)| p * others(m)).sum()
    }

    /// The entropy of one unit.
    pub(super) fn entropy_of(&self, unit: usize, total: f64) -> f64 {
        entropy(self.shares_in(unit, total))
    }

    fn shares_in(&self, unit: usize, total: f64) -> impl Iterator<Item = f64> {
        (0..self.groups()).filter_map(move |g| self.counts(g).ok()?.get(unit)).map(move |c| c / total)
    }
}

fn entropy(shares: impl Iterator<Item = f64>) -> f64 {
    // A share rounded to just above 1 must not give a negative entropy.
    shares.filter(|p| *p > 0.0).map(|p| (-p * p.ln()).max(0.0)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::super::StatError;
    use super::*;

    #[test]
    fn one_group_is_no_diversity() {
        let counts = GroupCounts::new(&[&[3.0, 2.0], &[0.0, 0.0]]).unwrap();
        assert_eq!((counts.entropy(), counts.entropy_normalised(), counts.simpson_interaction()), (0.0, 0.0, 0.0));
        assert_eq!(counts.isolation(0), Ok::<f64, StatError>(1.0));
    }
}
