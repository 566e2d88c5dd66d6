//! People by age group.

use super::super::StatError;
use super::super::check::all_finite;

/// How many people there are in each group of completed years of age.
///
/// A group reaches from its first age to just before the next group's first age; the last one is open ("85 and older").
/// Counts need not be whole.
#[derive(Clone, Debug, PartialEq)]
pub struct AgeGroups {
    /// First age of each group, ascending.
    starts: Vec<u32>,
    counts: Vec<f64>,
}

impl AgeGroups {
    /// Groups by their first ages.
    ///
    /// # Errors
    /// [`StatError::TooFew`] without groups; [`StatError::Lengths`]; [`StatError::Parameter`] unless the ages ascend;
    /// [`StatError::NotFinite`]; [`StatError::NotPositive`] for a negative count.
    ///
    /// ```
    /// use sozialatlas::stats::{AgeGroups, StatError};
    /// // Below 20: 180 people, 20 to 64: 600, from 65: 220.
    /// let people = AgeGroups::new(&[0, 20, 65], &[180.0, 600.0, 220.0]).unwrap();
    /// assert_eq!(people.between(20, None), Ok(820.0));
    /// // 18 lies inside the group below 20: how many of it are younger is not known.
    /// assert_eq!(people.between(18, Some(65)), Err(StatError::Parameter));
    /// ```
    pub fn new(starts: &[u32], counts: &[f64]) -> Result<AgeGroups, StatError> {
        if starts.is_empty() {
            return Err(StatError::TooFew { needed: 1, got: 0 });
        }
        if starts.len() != counts.len() {
            return Err(StatError::Lengths { left: starts.len(), right: counts.len() });
        }
        if starts.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(StatError::Parameter);
        }
        all_finite(counts)?;
        if counts.iter().any(|c| *c < 0.0) {
            return Err(StatError::NotPositive);
        }
        Ok(AgeGroups { starts: starts.to_vec(), counts: counts.to_vec() })
    }

    /// People from age `from` to just before age `below`, or all from `from` on.
    ///
    /// # Errors
    /// [`StatError::Parameter`] if an age cuts a group, lies before the first group or the two are not ascending: no
    /// count is guessed from a part of a group. [`StatError::Overflow`].
    pub fn between(&self, from: u32, below: Option<u32>) -> Result<f64, StatError> {
        let first = self.group_from(from)?;
        let end = below.map_or(Ok(self.starts.len()), |age| self.group_from(age))?;
        let people: f64 = self.counts.get(first..end).ok_or(StatError::Parameter)?.iter().sum();
        if first == end {
            return Err(StatError::Parameter);
        }
        if people.is_finite() { Ok(people) } else { Err(StatError::Overflow) }
    }

    /// The group that starts at this age.
    fn group_from(&self, age: u32) -> Result<usize, StatError> {
        self.starts.binary_search(&age).map_err(|_| StatError::Parameter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals() {
        assert_eq!(AgeGroups::new(&[], &[]), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(AgeGroups::new(&[0, 20], &[1.0]), Err(StatError::Lengths { left: 2, right: 1 }));
        assert_eq!(AgeGroups::new(&[0, 0], &[1.0, 1.0]), Err(StatError::Parameter));
        assert_eq!(AgeGroups::new(&[20, 0], &[1.0, 1.0]), Err(StatError::Parameter));
        assert_eq!(AgeGroups::new(&[0], &[-1.0]), Err(StatError::NotPositive));
        assert_eq!(AgeGroups::new(&[0], &[f64::NAN]), Err(StatError::NotFinite));
        let people = AgeGroups::new(&[0, 20, 65], &[f64::MAX, f64::MAX, 1.0]).unwrap();
        assert_eq!(people.between(0, None), Err(StatError::Overflow));
        assert_eq!(people.between(65, Some(20)), Err(StatError::Parameter));
        assert_eq!(people.between(20, Some(20)), Err(StatError::Parameter));
        assert_eq!(people.between(65, None), Ok(1.0));
        // Children are not counted in these groups.
        assert_eq!(AgeGroups::new(&[18], &[5.0]).unwrap().between(0, None), Err(StatError::Parameter));
    }
}
