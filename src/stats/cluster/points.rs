//! Units as points: what the cluster methods work on.

use super::super::check::{all_finite, each_column, slices};
use super::super::{StatError, z_scores};

/// Units as points in space: one coordinate an indicator.
///
/// The constructors refuse what later sums could not hold, so that every squared distance between points is finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    values: Vec<f64>,
    dimensions: usize,
    means: Vec<f64>,
    total_ss: f64,
}

impl Points {
    /// Points with the values of the columns as they are. Only for columns that share one unit of measurement, or that
    /// are standardised already.
    ///
    /// # Errors
    /// [`StatError::TooFew`] without columns or values, [`StatError::Lengths`], [`StatError::NotFinite`];
    /// [`StatError::Overflow`] if squared distances leave the range of numbers, above or below.
    ///
    /// ```
    /// use sozialatlas::stats::Points;
    /// let points = Points::new(&[[0.0, 3.0], [0.0, 4.0]]).unwrap();
    /// assert_eq!(points.of(1), [3.0, 4.0]);
    /// assert_eq!(points.squared_distance(0, 1), 25.0); // 3² + 4²
    /// assert_eq!(points.total_ss(), 12.5); // each point is 2.5 from the middle: 2 · 6.25
    /// ```
    pub fn new<C: AsRef<[f64]>>(columns: &[C]) -> Result<Points, StatError> {
        let columns: Vec<&[f64]> = columns.iter().map(AsRef::as_ref).collect();
        sound(&columns)?;
        Points::of_columns(&columns)
    }

    /// Points whose columns are z-standardised: z = (x − mean) / s, with s² = Σ (x − mean)² / (n − `ddof`). Each
    /// indicator then has the same say. `ddof` 1 is the sample's standard deviation, 0 the population's; partitions are
    /// the same for both, sums of squares differ by the factor n / (n − 1).
    ///
    /// # Errors
    /// As [`Points::new`]; [`StatError::NoVariation`] if a column is constant, [`StatError::TooFew`] if n ≤ `ddof`.
    ///
    /// ```
    /// use sozialatlas::stats::{Points, StatError};
    /// // Mean 2, s = 1 with divisor n − 1.
    /// let points = Points::standardised(&[[1.0, 2.0, 3.0]], 1).unwrap();
    /// assert_eq!([points.of(0)[0], points.of(1)[0], points.of(2)[0]], [-1.0, 0.0, 1.0]);
    /// assert_eq!(points.total_ss(), 2.0); // (n − ddof) for each column
    /// assert_eq!(Points::standardised(&[[5.0, 5.0]], 1), Err(StatError::NoVariation));
    /// ```
    pub fn standardised<C: AsRef<[f64]>>(columns: &[C], ddof: usize) -> Result<Points, StatError> {
        let columns: Vec<&[f64]> = columns.iter().map(AsRef::as_ref).collect();
        sound(&columns)?;
        let scores = each_column(&columns, &|column| Ok(z_scores(column, ddof)?.z))?;
        Points::of_columns(&slices(&scores))
    }

    fn of_columns(columns: &[&[f64]]) -> Result<Points, StatError> {
        let (n, dimensions) = (columns[0].len(), columns.len());
        let mut values = vec![0.0; n * dimensions];
        let (mut means, mut total_ss) = (Vec::with_capacity(dimensions), 0.0);
        for (d, column) in columns.iter().enumerate() {
            values.iter_mut().skip(d).step_by(dimensions).zip(*column).for_each(|(to, from)| *to = *from);
            let (mean, squares) = mean_and_squares(column);
            means.push(mean);
            total_ss += squares;
        }
        // The largest sum the methods form: squared distances of all points from the farthest one.
        let bound = total_ss * 4.0 * (n as f64 + 1.0);
        let varies = columns.iter().any(|c| c.iter().any(|v| *v != c[0]));
        if !bound.is_finite() || !means.iter().all(|m| m.is_finite()) || (varies && total_ss < f64::MIN_POSITIVE) {
            return Err(StatError::Overflow);
        }
        Ok(Points { values, dimensions, means, total_ss: if varies { total_ss } else { 0.0 } })
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.values.len() / self.dimensions
    }

    /// Never: points without units are not made.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Number of indicators.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The coordinates of a unit. Panics if there is no such unit, as an index does.
    pub fn of(&self, unit: usize) -> &[f64] {
        &self.values[unit * self.dimensions..(unit + 1) * self.dimensions]
    }

    /// The units' coordinates in order.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, f64> {
        self.values.chunks_exact(self.dimensions)
    }

    /// The mean of each indicator.
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// The total sum of squares: Σ over units and indicators of (x − mean)². What clusters divide into a part within and
    /// a part between them.
    pub fn total_ss(&self) -> f64 {
        self.total_ss
    }

    /// Squared Euclidean distance of two units.
    pub fn squared_distance(&self, a: usize, b: usize) -> f64 {
        squared_distance(self.of(a), self.of(b))
    }

    /// Is there a neighbour list for each unit?
    pub(super) fn fit(&self, units: usize) -> Result<(), StatError> {
        if units == self.len() {
            return Ok(());
        }
        Err(StatError::Lengths { left: self.len(), right: units })
    }
}

/// Σ (a − b)².
pub(super) fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

/// Are there columns of one length with finite values? The number of units.
fn sound(columns: &[&[f64]]) -> Result<usize, StatError> {
    let n = columns.first().map_or(0, |c| c.len());
    if n == 0 {
        return Err(StatError::TooFew { needed: 1, got: 0 });
    }
    if let Some(other) = columns.iter().find(|c| c.len() != n) {
        return Err(StatError::Lengths { left: n, right: other.len() });
    }
    if columns.iter().any(|c| all_finite(c).is_err()) {
        return Err(StatError::NotFinite);
    }
    Ok(n)
}

/// Mean and Σ (x − mean)², the mean corrected once for what its sum has rounded.
fn mean_and_squares(column: &[f64]) -> (f64, f64) {
    let n = column.len() as f64;
    let rough = column.iter().sum::<f64>() / n;
    let mean = rough + column.iter().map(|x| x - rough).sum::<f64>() / n;
    (mean, column.iter().map(|x| (x - mean) * (x - mean)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_columns_are_refused() {
        assert_eq!(Points::new::<&[f64]>(&[]), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(Points::new(&[&[][..]]), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(Points::new(&[&[1.0][..], &[]]), Err(StatError::Lengths { left: 1, right: 0 }));
        assert_eq!(Points::new(&[[1.0, f64::INFINITY]]), Err(StatError::NotFinite));
        assert_eq!(Points::standardised(&[[1.0]], 1), Err(StatError::TooFew { needed: 2, got: 1 }));
    }

    #[test]
    fn what_squares_cannot_hold_is_refused() {
        assert_eq!(Points::new(&[[1e308, -1e308]]), Err(StatError::Overflow));
        assert_eq!(Points::new(&[[1e-200, 0.0]]), Err(StatError::Overflow));
        assert!(
            Points::standardised(&[[1e308, -1e308]], 1).is_ok_and(|points| (points.total_ss() - 1.0).abs() < 1e-15)
        );
        assert_eq!(Points::standardised(&[[0.1; 10]], 1), Err(StatError::NoVariation));
    }

    #[test]
    fn equal_units_have_no_sum_of_squares() {
        assert_eq!(Points::new(&[[0.1; 10]]).unwrap().total_ss(), 0.0);
    }
}
