//! The straight line of least squares.

use super::super::{StatError, t_quantile, t_two_sided};
use super::centred::{Centred, paired};

/// The line y = intercept + slope · x with the smallest sum of squared vertical distances, and what is left of each
/// unit.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearFit {
    /// Number of units.
    pub n: usize,
    /// Height of the line at x = 0, in the unit of y.
    pub intercept: f64,
    /// Rise of the line for one unit of x.
    pub slope: f64,
    /// Residual standard deviation σ = √(Σ e² / (n − 2)), in the unit of y.
    pub sigma: f64,
    /// Share of the variance of y that the line accounts for, R² = 1 − Σ e² / Σ (y − ȳ)²; None if y does not vary.
    pub r2: Option<f64>,
    /// R² corrected for the slope that was fitted, 1 − (1 − R²)(n − 1)/(n − 2); may be negative.
    pub adjusted_r2: Option<f64>,
    /// e = y − fitted value, in the order of the data and the unit of y: positive above the line.
    pub residuals: Vec<f64>,
    /// Leverage h = 1/n + (x − x̄)² / Σ (x − x̄)²: how far each unit can draw the line towards itself, 0 to 1. The mean
    /// is 2/n; twice that is commonly called high.
    pub leverage: Vec<f64>,
    /// Internally studentised residuals e / (σ √(1 − h)), comparable among units; beyond ±2 unusual. None where the unit
    /// alone decides its residual (h = 1) or every residual is 0.
    pub studentised: Vec<Option<f64>>,
    /// x̄ and √Σ (x − x̄)², in the unit of x.
    centre: f64,
    width: f64,
}

/// An estimated coefficient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Estimate / standard error; None if the standard error is 0 (every unit lies on the line).
    pub t: Option<f64>,
    /// Two-sided p-value of "the coefficient is 0", from Student's t with n − 2 degrees of freedom. 0 if every unit lies
    /// on the line; None if, besides, the coefficient is 0.
    pub p: Option<f64>,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// The line at one place, with the intervals of its height and of a single new unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineBand {
    /// Height of the line.
    pub fit: f64,
    /// Interval of the line's height: where the mean of all units with this x lies.
    pub mean: (f64, f64),
    /// Prediction interval: where a single new unit with this x lies. Always wider.
    pub single: (f64, f64),
}

/// Fits a straight line by least squares: slope = Σ (x − x̄)(y − ȳ) / Σ (x − x̄)², intercept = ȳ − slope x̄.
///
/// What changes in y, on average, where x is greater by one; "where", not "when" or "because". Tests and intervals
/// suppose independent residuals of the same spread; the residuals drawn on a map show whether that is so.
///
/// Follows Legendre (1805), Gauss (1809); formulas as in Montgomery, Peck & Vining (2012), *Introduction to Linear
/// Regression Analysis*, chapter 2.
///
/// # Errors
/// [`StatError::Lengths`]; [`StatError::TooFew`] below three units; [`StatError::NotFinite`]; [`StatError::NoVariation`]
/// if x has only equal values (y may); [`StatError::Overflow`].
///
/// ```
/// use sozialatlas::stats::linear_fit;
/// // x̄ = 2, ȳ = 3; Σ (x − x̄)(y − ȳ) = 3, Σ (x − x̄)² = 2: y = 0 + 1.5 x gives 1.5, 3, 4.5.
/// let line = linear_fit(&[1.0, 2.0, 3.0], &[1.0, 4.0, 4.0]).unwrap();
/// assert!((line.slope - 1.5).abs() < 1e-15 && line.intercept.abs() < 1e-15);
/// assert!((line.residuals[1] - 1.0).abs() < 1e-15); // −0.5, 1, −0.5
/// // Σ e² = 1.5, of Σ (y − ȳ)² = 6; one degree of freedom.
/// assert!((line.r2.unwrap() - 0.75).abs() < 1e-15 && (line.sigma - 1.5f64.sqrt()).abs() < 1e-15);
/// // h = 1/3 + 1/2 at the ends.
/// assert!((line.leverage[0] - 5.0 / 6.0).abs() < 1e-15);
/// ```
pub fn linear_fit(x: &[f64], y: &[f64]) -> Result<LinearFit, StatError> {
    paired(x, y)?;
    let x = Centred::of(x, 3)?;
    let n = y.len();
    let (y, y_scale, y_mean, slope) = match Centred::of(y, 3) {
        Ok(y) => {
            let slope = x.product(&y) / x.squares;
            (y.deviations, y.scale, y.mean, slope)
        }
        // A flat line through equal values, without a rounded mean between them.
        Err(StatError::NoVariation) => (vec![0.0; n], 1.0, y[0], 0.0),
        Err(other) => return Err(other),
    };
    // Residuals in the scale of y: none of them can overflow before it is scaled back.
    let left: Vec<f64> = y.iter().zip(&x.deviations).map(|(y, d)| y - slope * d).collect();
    let squares: f64 = left.iter().map(|e| e * e).sum();
    let sigma = (squares / (n - 2) as f64).sqrt();
    let leverage: Vec<f64> = x.deviations.iter().map(|d| 1.0 / n as f64 + d * d / x.squares).collect();
    let studentised = |(e, h): (&f64, &f64)| Some(e / (sigma * (1.0 - h).sqrt())).filter(|r| r.is_finite());
    let total: f64 = y.iter().map(|d| d * d).sum();
    let r2 = (total > 0.0).then(|| (1.0 - squares / total).clamp(0.0, 1.0));
    let fit = LinearFit {
        n,
        intercept: (y_mean - slope * x.mean) * y_scale,
        slope: slope * (y_scale / x.scale),
        sigma: sigma * y_scale,
        r2,
        adjusted_r2: r2.map(|r2| 1.0 - (1.0 - r2) * (n - 1) as f64 / (n - 2) as f64),
        studentised: left.iter().zip(&leverage).map(studentised).collect(),
        residuals: left.iter().map(|e| e * y_scale).collect(),
        leverage,
        centre: x.mean * x.scale,
        width: x.squares.sqrt() * x.scale,
    };
    let single = [fit.intercept, fit.slope, fit.sigma, fit.centre, fit.width];
    if single.iter().chain(&fit.residuals).all(|v| v.is_finite()) { Ok(fit) } else { Err(StatError::Overflow) }
}

impl LinearFit {
    /// The intercept with standard error, test and interval at the level `conf`: se = σ √(1/n + x̄² / Σ (x − x̄)²).
    ///
    /// # Errors
    /// [`StatError::Parameter`] unless 0 < `conf` < 1; [`StatError::Overflow`].
    ///
    /// ```
    /// use sozialatlas::stats::linear_fit;
    /// // The line of `linear_fit`: σ² = 1.5, x̄ = 2, Σ (x − x̄)² = 2: se² = 1.5 (1/3 + 4/2) = 3.5. With one degree of
    /// // freedom the middle half of Student's t lies between −1 and 1: 0 ± √3.5.
    /// let found = linear_fit(&[1.0, 2.0, 3.0], &[1.0, 4.0, 4.0]).unwrap().intercept_test(0.5).unwrap();
    /// assert!((found.se - 3.5f64.sqrt()).abs() < 1e-14 && (found.high - 3.5f64.sqrt()).abs() < 1e-12);
    /// ```
    pub fn intercept_test(&self, conf: f64) -> Result<Coefficient, StatError> {
        let away = self.centre / self.width;
        self.coefficient(self.intercept, self.sigma * (1.0 / self.n as f64 + away * away).sqrt(), conf)
    }

    /// The slope with standard error, test and interval at the level `conf`: se = σ / √Σ (x − x̄)².
    ///
    /// # Errors
    /// As [`LinearFit::intercept_test`].
    ///
    /// ```
    /// use sozialatlas::stats::linear_fit;
    /// // The line of `linear_fit`: σ² = 1.5, Σ (x − x̄)² = 2: se = √0.75, t = √3. With one degree of freedom Student's t
    /// // is the Cauchy distribution, where p = 1 − 2 arctan(√3)/π = 1/3.
    /// let slope = linear_fit(&[1.0, 2.0, 3.0], &[1.0, 4.0, 4.0]).unwrap().slope_test(0.5).unwrap();
    /// assert!((slope.se - 0.75f64.sqrt()).abs() < 1e-15 && (slope.p.unwrap() - 1.0 / 3.0).abs() < 1e-12);
    /// // Half of the Cauchy distribution lies within ±1.
    /// assert!((slope.high - (1.5 + 0.75f64.sqrt())).abs() < 1e-12);
    /// ```
    pub fn slope_test(&self, conf: f64) -> Result<Coefficient, StatError> {
        self.coefficient(self.slope, self.sigma / self.width, conf)
    }

    /// The line at `x`, with the intervals at the level `conf`: fit ± t σ √(h) for the line's height and
    /// fit ± t σ √(1 + h) for a single new unit, h = 1/n + (x − x̄)² / Σ (x − x̄)².
    ///
    /// Both are narrowest at x̄. They do not hold far outside the data.
    ///
    /// # Errors
    /// [`StatError::NotFinite`]; otherwise as [`LinearFit::intercept_test`].
    ///
    /// ```
    /// use sozialatlas::stats::linear_fit;
    /// // At x̄ = 2 the line is at ȳ = 3 and h = 1/3; level 0.5 with one degree is t = 1: 3 ± √(1.5 / 3), 3 ± √(1.5 · 4/3).
    /// let band = linear_fit(&[1.0, 2.0, 3.0], &[1.0, 4.0, 4.0]).unwrap().band(2.0, 0.5).unwrap();
    /// assert!((band.mean.1 - (3.0 + 0.5f64.sqrt())).abs() < 1e-12);
    /// assert!((band.single.0 - (3.0 - 2f64.sqrt())).abs() < 1e-12);
    /// ```
    pub fn band(&self, x: f64, conf: f64) -> Result<LineBand, StatError> {
        let (fit, t) = (self.at(x)?, self.reach(conf)?);
        let away = (x - self.centre) / self.width;
        let h = 1.0 / self.n as f64 + away * away;
        let (mean, single) = (t * self.sigma * h.sqrt(), t * self.sigma * (1.0 + h).sqrt());
        let band = LineBand { fit, mean: (fit - mean, fit + mean), single: (fit - single, fit + single) };
        let ends = [band.mean.0, band.mean.1, band.single.0, band.single.1];
        if ends.iter().all(|v| v.is_finite()) { Ok(band) } else { Err(StatError::Overflow) }
    }

    /// Height of the line at `x`.
    ///
    /// # Errors
    /// [`StatError::NotFinite`], [`StatError::Overflow`].
    ///
    /// ```
    /// use sozialatlas::stats::linear_fit;
    /// // y = 0 + 1.5 x.
    /// let line = linear_fit(&[1.0, 2.0, 3.0], &[1.0, 4.0, 4.0]).unwrap();
    /// assert!((line.at(4.0).unwrap() - 6.0).abs() < 1e-14);
    /// ```
    pub fn at(&self, x: f64) -> Result<f64, StatError> {
        let height = self.intercept + self.slope * x;
        match (x.is_finite(), height.is_finite()) {
            (true, true) => Ok(height),
            (true, false) => Err(StatError::Overflow),
            (false, _) => Err(StatError::NotFinite),
        }
    }

    /// How many standard errors an interval reaches.
    fn reach(&self, conf: f64) -> Result<f64, StatError> {
        if !(conf > 0.0 && conf < 1.0) {
            return Err(StatError::Parameter);
        }
        t_quantile(0.5 + conf / 2.0, (self.n - 2) as f64)
    }

    fn coefficient(&self, value: f64, se: f64, conf: f64) -> Result<Coefficient, StatError> {
        let half = self.reach(conf)? * se;
        let t = Some(value / se).filter(|t| t.is_finite());
        let p = match t {
            Some(t) => Some(t_two_sided(t, (self.n - 2) as f64)?),
            None => (value != 0.0).then_some(0.0),
        };
        let found = Coefficient { value, se, t, p, low: value - half, high: value + half };
        if [se, found.low, found.high].iter().all(|v| v.is_finite()) { Ok(found) } else { Err(StatError::Overflow) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn residuals_know_nothing_more(cells in prop::collection::vec((-50.0..50.0, -9.0..9.0), 3..40)) {
            let (x, y): (Vec<f64>, Vec<f64>) = cells.into_iter().unzip();
            let line = linear_fit(&x, &y).unwrap();
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            prop_assert!(line.residuals.iter().sum::<f64>().abs() < 1e-9 && dot(&line.residuals, &x).abs() < 1e-7);
            prop_assert!((line.leverage.iter().sum::<f64>() - 2.0).abs() < 1e-9);
            let r = super::super::pearson(&x, &y).unwrap();
            prop_assert!((line.r2.unwrap() - r * r).abs() < 1e-12);
        }

        #[test]
        fn numbers_or_a_refusal(x in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL, 4), y in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::ZERO, 4)) {
            if let Ok(line) = linear_fit(&x, &y) {
                let coefficients = [line.slope_test(0.95), line.intercept_test(0.95)];
                prop_assert!(coefficients.iter().flatten().all(|c| c.low.is_finite() && c.high.is_finite() && c.p.is_none_or(f64::is_finite)));
                prop_assert!(line.residuals.iter().chain(&line.leverage).all(|v| v.is_finite()));
                prop_assert!(line.band(x[0], 0.9).map_or(true, |b| b.single.0.is_finite()));
            }
        }
    }

    #[test]
    fn a_flat_line_and_an_exact_one() {
        let flat = linear_fit(&[1.0, 2.0, 3.0], &[0.1, 0.1, 0.1]).unwrap();
        assert_eq!((flat.slope, flat.intercept, flat.sigma, flat.r2), (0.0, 0.1, 0.0, None));
        let slope = flat.slope_test(0.95).unwrap();
        assert_eq!((slope.t, slope.p, slope.low, slope.high), (None, None, 0.0, 0.0));
        assert_eq!(flat.studentised, [None, None, None]);
        let exact = linear_fit(&[0.0, 1.0, 2.0], &[1.0, 3.0, 5.0]).unwrap();
        let slope = exact.slope_test(0.95).unwrap();
        assert_eq!((slope.value, slope.t, slope.p), (2.0, None, Some(0.0)));
    }

    #[test]
    fn refusals() {
        assert_eq!(linear_fit(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), Err(StatError::NoVariation));
        assert_eq!(linear_fit(&[1.0, 2.0], &[1.0, 2.0]), Err(StatError::TooFew { needed: 3, got: 2 }));
        assert_eq!(linear_fit(&[1.0, 2.0, 3.0], &[1.0]), Err(StatError::Lengths { left: 3, right: 1 }));
        assert_eq!(linear_fit(&[0.0, 5e-324, 0.0], &[1e308, -1e308, 0.0]), Err(StatError::Overflow));
        let line = linear_fit(&[1.0, 2.0, 3.0], &[1.0, 4.0, 4.0]).unwrap();
        assert_eq!(line.slope_test(1.0), Err(StatError::Parameter));
        assert_eq!(line.band(f64::NAN, 0.9), Err(StatError::NotFinite));
        assert_eq!(line.band(f64::MAX, 0.9), Err(StatError::Overflow));
        // Only the last unit has another x: it alone decides its residual.
        let lever = linear_fit(&[1.0, 1.0, 1.0, 2.0], &[1.0, 2.0, 3.0, 9.0]).unwrap();
        assert!(lever.leverage[3] > 1.0 - 1e-12 && lever.studentised[0].is_some());
    }
}
