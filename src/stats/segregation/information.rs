//! Theil's information index of segregation.

use super::super::StatError;
use super::GroupCounts;

impl GroupCounts {
    /// Theil's information index H = Σ tᵢ (E − Eᵢ) / (T E): how much less diverse the units are than the whole.
    ///
    /// E is the entropy of the whole ([`GroupCounts::entropy`]), Eᵢ that of unit i, tᵢ everybody in it. 0: every unit has
    /// the mixture of the whole; 1: every unit has one group only. The base of the logarithm does not matter. For any
    /// number of groups; the one multigroup index that splits into parts between and within larger units.
    ///
    /// Follows Theil & Finizza (1971) and Reardon & Firebaugh (2002).
    ///
    /// # Errors
    /// [`StatError::NoVariation`] if only one group has members.
    ///
    /// ```
    /// use sozialatlas::stats::GroupCounts;
    /// // Whole: 1/2, 1/2, E = ln 2. First unit pure (0), second 1/3, 2/3 (E = 0.636514), of 4 people 1 and 3.
    /// let counts = GroupCounts::new(&[&[1.0, 1.0], &[0.0, 2.0]]).unwrap();
    /// let h = (1.0 * 2f64.ln() + 3.0 * (2f64.ln() - 0.636514)) / (4.0 * 2f64.ln());
    /// assert!((counts.information().unwrap() - h).abs() < 1e-6);
    /// ```
    pub fn information(&self) -> Result<f64, StatError> {
        let whole = self.entropy();
        if whole == 0.0 {
            return Err(StatError::NoVariation);
        }
        let lost = self.totals().iter().enumerate().map(|(unit, t)| t * (whole - self.entropy_of(unit, *t)));
        Ok((lost.sum::<f64>() / self.everybody() / whole).clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extremes() {
        let even = GroupCounts::new(&[&[1.0, 2.0], &[3.0, 6.0], &[5.0, 10.0]]).unwrap();
        assert!(even.information().unwrap() < 1e-15);
        let apart = GroupCounts::new(&[&[1.0, 0.0], &[0.0, 6.0]]).unwrap();
        assert_eq!(apart.information(), Ok(1.0));
        let one = GroupCounts::new(&[&[1.0, 1.0], &[0.0, 0.0]]).unwrap();
        assert_eq!(one.information(), Err(StatError::NoVariation));
    }
}
