//! Billeter's measure of a population's age.

use super::super::StatError;
use super::AgeGroups;

impl AgeGroups {
    /// Billeter's J: (children − grandparents) / parents, by ages below `child_below`, from `grandparent_from` on, and
    /// between. The usual bounds are 15 and 50: (0 to 14 − 50 and older) / (15 to 49).
    ///
    /// The children who are to come of age against those beyond having any, per head of the ages between. Below 0 there
    /// are more grandparents than children; the further below, the older the population; no unit.
    ///
    /// Follows Billeter (1954).
    ///
    /// # Errors
    /// [`StatError::Parameter`] if a bound cuts a group or the bounds do not ascend; [`StatError::NoTotal`] if nobody is
    /// between them; [`StatError::Overflow`].
    ///
    /// ```
    /// use sozialatlas::stats::AgeGroups;
    /// let people = AgeGroups::new(&[0, 15, 50], &[120.0, 400.0, 480.0]).unwrap();
    /// assert_eq!(people.billeter(15, 50), Ok(-0.9)); // (120 − 480) / 400
    /// ```
    pub fn billeter(&self, child_below: u32, grandparent_from: u32) -> Result<f64, StatError> {
        let children = self.between(0, Some(child_below))?;
        let parents = self.between(child_below, Some(grandparent_from))?;
        let grandparents = self.between(grandparent_from, None)?;
        if parents == 0.0 {
            return Err(StatError::NoTotal);
        }
        let j = (children - grandparents) / parents;
        if j.is_finite() { Ok(j) } else { Err(StatError::Overflow) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals() {
        let people = AgeGroups::new(&[0, 15, 50], &[1.0, 0.0, 2.0]).unwrap();
        assert_eq!(people.billeter(15, 50), Err(StatError::NoTotal));
        assert_eq!(people.billeter(14, 50), Err(StatError::Parameter));
        assert_eq!(people.billeter(50, 15), Err(StatError::Parameter));
        let huge = AgeGroups::new(&[0, 15, 50], &[f64::MAX, 5e-324, 0.0]).unwrap();
        assert_eq!(huge.billeter(15, 50), Err(StatError::Overflow));
    }
}
