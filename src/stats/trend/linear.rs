//! The straight line through a series.

use super::super::{StatError, linear_fit};

/// The line of least squares through a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearTrend {
    /// Change a year on average, in the unit of the values.
    pub slope: f64,
    /// Height of the line at time 0.
    pub intercept: f64,
    /// Two-sided p-value of "no change" from Student's t with n − 2 degrees of freedom. None for two values, and for
    /// equal ones.
    pub p: Option<f64>,
}

/// The line of least squares through a series ([`linear_fit`] of the values over their times).
///
/// One extreme value draws it far; [`theil_sen`](super::theil_sen()) resists. The p-value supposes that the years'
/// deviations from the line are independent, which they seldom are: take it for a mark, not for a proof.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::TooFew`] below two values; [`StatError::NotFinite`]; [`StatError::NoVariation`]
/// if all times are equal; [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::linear_trend;
/// // Mean time 2021, mean value 3: Σ (t − 2021)(y − 3) = 3, Σ (t − 2021)² = 2.
/// let line = linear_trend(&[2020.0, 2021.0, 2022.0], &[1.0, 4.0, 4.0]).unwrap();
/// assert!((line.slope - 1.5).abs() < 1e-12 && (line.intercept - (3.0 - 1.5 * 2021.0)).abs() < 1e-9);
/// // t = √3 with one degree of freedom.
/// assert!((line.p.unwrap() - 1.0 / 3.0).abs() < 1e-9);
/// ```
pub fn linear_trend(times: &[f64], values: &[f64]) -> Result<LinearTrend, StatError> {
    if let ([t0, t1], [y0, y1]) = (times, values) {
        return through_two((*t0, *y0), (*t1, *y1));
    }
    let line = match linear_fit(times, values) {
        Err(StatError::TooFew { got, .. }) => return Err(StatError::TooFew { needed: 2, got }),
        other => other?,
    };
    // The level plays no part: only the test is wanted.
    let p = line.slope_test(0.5)?.p;
    Ok(LinearTrend { slope: line.slope, intercept: line.intercept, p })
}

fn through_two((t0, y0): (f64, f64), (t1, y1): (f64, f64)) -> Result<LinearTrend, StatError> {
    if [t0, t1, y0, y1].iter().any(|v| !v.is_finite()) {
        return Err(StatError::NotFinite);
    }
    if t0 == t1 {
        return Err(StatError::NoVariation);
    }
    let slope = (y1 - y0) / (t1 - t0);
    let intercept = y0 - slope * t0;
    if slope.is_finite() && intercept.is_finite() {
        Ok(LinearTrend { slope, intercept, p: None })
    } else {
        Err(StatError::Overflow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        assert_eq!(linear_trend(&[1.0, 3.0], &[2.0, 6.0]), Ok(LinearTrend { slope: 2.0, intercept: 0.0, p: None }));
        assert_eq!(linear_trend(&[1.0], &[2.0]), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(linear_trend(&[1.0, 1.0], &[2.0, 3.0]), Err(StatError::NoVariation));
        assert_eq!(linear_trend(&[1.0, 2.0], &[2.0, f64::NAN]), Err(StatError::NotFinite));
        assert_eq!(linear_trend(&[0.0, 1.0], &[-f64::MAX, f64::MAX]), Err(StatError::Overflow));
        assert_eq!(linear_trend(&[0.0, 1.0], &[1.0]), Err(StatError::Lengths { left: 2, right: 1 }));
        let flat = linear_trend(&[0.0, 1.0, 5.0], &[0.1, 0.1, 0.1]).unwrap();
        assert_eq!((flat.slope, flat.intercept, flat.p), (0.0, 0.1, None));
    }
}
