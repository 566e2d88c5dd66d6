//! Weights that fall with distance.

use super::super::StatError;
use super::SpatialWeights;
use super::places::check;

impl SpatialWeights {
    /// The same neighbours, each weighted by a power of its distance: wᵢⱼ = dᵢⱼᵖ with the planar Euclidean distance dᵢⱼ
    /// between the units' points (centroids).
    ///
    /// `power` −1 gives *inverse distance*, −2 the square of it (as in gravity models), 1 the distances themselves. The
    /// weights depend on the unit of the coordinates; standardise the rows where only their proportions matter.
    ///
    /// # Errors
    /// [`StatError::Lengths`]; [`StatError::NotFinite`]; [`StatError::Parameter`] if the power is not finite;
    /// [`StatError::NotPositive`] if neighbours lie at the same place and the power is negative;
    /// [`StatError::Overflow`] if a weight is beyond 10¹⁰⁰ or too small for a number.
    ///
    /// Literature: Cliff & Ord 1981, *Spatial Processes*; Anselin & Rey 2014, chapter 4.
    ///
    /// ```
    /// use sozialatlas::stats::nearest_neighbours;
    /// // At (0, 0), (3, 4) and (3, 6): from the first 5 and √45, from the second 5 and 2.
    /// let (x, y) = ([0.0, 3.0, 3.0], [0.0, 4.0, 6.0]);
    /// let w = nearest_neighbours(&x, &y, 2).unwrap();
    /// assert_eq!(w.by_distance(&x, &y, -1.0).unwrap().weights(1), [0.2, 0.5]);
    /// assert_eq!(w.by_distance(&x, &y, 1.0).unwrap().weights(1), [5.0, 2.0]);
    /// ```
    pub fn by_distance(&self, x: &[f64], y: &[f64], power: f64) -> Result<SpatialWeights, StatError> {
        self.fits(x)?;
        check(x, y)?;
        if !power.is_finite() {
            return Err(StatError::Parameter);
        }
        let weight = |i: usize, j: usize| {
            let (dx, dy) = (x[i] - x[j], y[i] - y[j]);
            let distance = (dx * dx + dy * dy).sqrt();
            if distance == 0.0 && power < 0.0 {
                return Err(StatError::NotPositive);
            }
            let weight = if power == -1.0 { 1.0 / distance } else { distance.powf(power) };
            if weight.is_finite() && (weight > 0.0 || distance == 0.0) { Ok(weight) } else { Err(StatError::Overflow) }
        };
        let list = |i: usize| self.of(i).map(|(j, _)| Ok((j as u32, weight(i, j)?))).collect();
        SpatialWeights::weighted((0..self.len()).map(list).collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_without_bounds_are_refused() {
        let w = SpatialWeights::binary(&[vec![1], vec![0]]).unwrap();
        let y = [0.0, 0.0];
        assert_eq!(w.by_distance(&[1.0, 1.0], &y, -1.0), Err(StatError::NotPositive));
        assert_eq!(w.by_distance(&[1.0, 1.0], &y, 1.0).unwrap().weights(0), [0.0]);
        assert_eq!(w.by_distance(&[0.0, 1e-100], &y, -9.0), Err(StatError::Overflow));
        assert_eq!(w.by_distance(&[0.0, 1e100], &y, -9.0), Err(StatError::Overflow));
        assert_eq!(w.by_distance(&[0.0, 1.0], &y, f64::NAN), Err(StatError::Parameter));
        assert_eq!(w.by_distance(&[0.0], &y, 1.0), Err(StatError::Lengths { left: 2, right: 1 }));
        assert_eq!(w.by_distance(&[0.0, 1.0], &y[..1], 1.0), Err(StatError::Lengths { left: 2, right: 1 }));
    }
}
