//! The young and the old in relation to those between them, and to each other.

use super::super::StatError;
use super::AgeGroups;
use super::rate::rate_per;

impl AgeGroups {
    /// Youth ratio (Jugendquotient): people below `young_below` per 100 from there to below `old_from`.
    ///
    /// Usual bounds 20 and 65.
    ///
    /// # Errors
    /// [`StatError::Parameter`] if a bound cuts a group or the bounds do not ascend; [`StatError::NoTotal`] if nobody is
    /// between the bounds; [`StatError::Overflow`].
    ///
    /// ```
    /// use sozialatlas::stats::AgeGroups;
    /// let people = AgeGroups::new(&[0, 20, 65], &[180.0, 600.0, 220.0]).unwrap();
    /// assert_eq!(people.youth_ratio(20, 65), Ok(30.0)); // 180 / 600
    /// ```
    pub fn youth_ratio(&self, young_below: u32, old_from: u32) -> Result<f64, StatError> {
        rate_per(self.between(0, Some(young_below))?, self.between(young_below, Some(old_from))?, 100.0)
    }

    /// Old-age ratio (Altenquotient): people from `old_from` on per 100 from `young_below` to below `old_from`.
    ///
    /// # Errors
    /// As [`AgeGroups::youth_ratio`].
    ///
    /// ```
    /// use sozialatlas::stats::AgeGroups;
    /// let people = AgeGroups::new(&[0, 20, 65], &[180.0, 600.0, 240.0]).unwrap();
    /// assert_eq!(people.old_age_ratio(20, 65), Ok(40.0)); // 240 / 600
    /// ```
    pub fn old_age_ratio(&self, young_below: u32, old_from: u32) -> Result<f64, StatError> {
        rate_per(self.between(old_from, None)?, self.between(young_below, Some(old_from))?, 100.0)
    }

    /// Total dependency ratio (Gesamtquotient): young and old together per 100 between them, the sum of youth ratio and
    /// old-age ratio.
    ///
    /// # Errors
    /// As [`AgeGroups::youth_ratio`].
    ///
    /// ```
    /// use sozialatlas::stats::AgeGroups;
    /// let people = AgeGroups::new(&[0, 20, 65], &[180.0, 600.0, 240.0]).unwrap();
    /// assert_eq!(people.dependency_ratio(20, 65), Ok(70.0)); // (180 + 240) / 600
    /// ```
    pub fn dependency_ratio(&self, young_below: u32, old_from: u32) -> Result<f64, StatError> {
        let dependent = self.between(0, Some(young_below))? + self.between(old_from, None)?;
        if dependent == f64::INFINITY {
            return Err(StatError::Overflow);
        }
        rate_per(dependent, self.between(young_below, Some(old_from))?, 100.0)
    }

    /// Ageing index: people from `old_from` on per 100 below `young_below`. Above 100 there are more old than young.
    ///
    /// # Errors
    /// As [`AgeGroups::youth_ratio`]; [`StatError::NoTotal`] if nobody is young.
    ///
    /// ```
    /// use sozialatlas::stats::AgeGroups;
    /// let people = AgeGroups::new(&[0, 20, 65], &[200.0, 600.0, 300.0]).unwrap();
    /// assert_eq!(people.ageing_index(20, 65), Ok(150.0)); // 300 / 200
    /// ```
    pub fn ageing_index(&self, young_below: u32, old_from: u32) -> Result<f64, StatError> {
        if young_below > old_from {
            return Err(StatError::Parameter);
        }
        rate_per(self.between(old_from, None)?, self.between(0, Some(young_below))?, 100.0)
    }

    /// Greying index: the oldest in relation to the younger old, people from `oldest_from` on per 100 from `old_from` to
    /// below `oldest_from`. Usual bounds 60 and 80.
    ///
    /// # Errors
    /// As [`AgeGroups::youth_ratio`].
    ///
    /// ```
    /// use sozialatlas::stats::AgeGroups;
    /// let people = AgeGroups::new(&[0, 60, 80], &[700.0, 200.0, 70.0]).unwrap();
    /// assert_eq!(people.greying_index(60, 80), Ok(35.0)); // 70 / 200
    /// ```
    pub fn greying_index(&self, old_from: u32, oldest_from: u32) -> Result<f64, StatError> {
        rate_per(self.between(oldest_from, None)?, self.between(old_from, Some(oldest_from))?, 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_and_denominators_are_checked() {
        let people = AgeGroups::new(&[0, 20, 60, 65], &[0.0, 0.0, 0.0, 5.0]).unwrap();
        assert_eq!(people.youth_ratio(20, 65), Err(StatError::NoTotal));
        assert_eq!(people.ageing_index(20, 65), Err(StatError::NoTotal));
        assert_eq!(people.youth_ratio(18, 65), Err(StatError::Parameter));
        assert_eq!(people.old_age_ratio(65, 20), Err(StatError::Parameter));
        assert_eq!(people.dependency_ratio(20, 67), Err(StatError::Parameter));
        assert_eq!(people.ageing_index(65, 20), Err(StatError::Parameter));
        assert_eq!(people.greying_index(60, 65), Err(StatError::NoTotal));
        assert_eq!(people.youth_ratio(0, 65), Err(StatError::Parameter)); // nobody is younger than 0
        let huge = AgeGroups::new(&[0, 20, 65], &[f64::MAX, 5e-324, f64::MAX]).unwrap();
        assert_eq!(huge.dependency_ratio(20, 65), Err(StatError::Overflow));
        assert_eq!(huge.youth_ratio(20, 65), Err(StatError::Overflow));
    }
}
