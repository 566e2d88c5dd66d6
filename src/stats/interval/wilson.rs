//! Wilson's interval of a share.

use super::super::{StatError, two_sided_z};
use super::{Interval, successes};

/// The confidence interval of a share r/n by the score method of Wilson (1927, *Journal of the American Statistical
/// Association* 22).
///
/// All shares θ from which the observed one differs by at most z standard errors *of θ*: the bounds solve
/// (p − θ)² = z² θ(1−θ)/n, that is (r + z²/2 ± z √(r(n−r)/n + z²/4)) / (n + z²). Unit: share (0 to 1); times 100 for percent.
///
/// It lies within 0 and 1, is asymmetric where it must be, covers close to the stated confidence even for small n and is the
/// usual choice for proportions in public health. No successes give the lower bound 0, only successes the upper bound 1.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < conf < 1 and 0 ≤ successes ≤ trials; [`StatError::NotPositive`] if there are no
/// trials; [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::wilson_interval;
/// // r = 5, n = 10, z = 1.96, z² = 3.8415: (6.92073 ± 1.96 √(2.5 + 0.96036)) / 13.8415 = (6.92073 ± 3.64597) / 13.8415.
/// let found = wilson_interval(5.0, 10.0, 0.95).unwrap();
/// assert!((found.lower - 0.23659).abs() < 1e-5 && (found.upper - 0.76341).abs() < 1e-5);
/// ```
pub fn wilson_interval(events: f64, trials: f64, conf: f64) -> Result<Interval, StatError> {
    successes(events, trials)?;
    let z = two_sided_z(conf)?;
    let square = z * z;
    let share = events / trials;
    let rest = (trials - events) / trials;
    let spread = z * (events * rest + square / 4.0).sqrt();
    // The greater root of each quadratic equation by the formula, the smaller one from the product of both, r²/(n(n+z²)):
    // the difference of the formula would lose its digits for small shares.
    let greater = |r: f64| (r + square / 2.0 + spread) / (trials + square);
    let smaller = |r: f64, share: f64| if r == 0.0 { 0.0 } else { share * (r / (trials + square)) / greater(r) };
    let lower = smaller(events, share);
    let upper = if 2.0 * events > trials { 1.0 - smaller(trials - events, rest) } else { greater(events) };
    Interval::checked(lower.clamp(0.0, share), upper.clamp(share, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turned_round() {
        for r in [0.0, 1.0, 7.0, 20.0] {
            let (a, b) = (wilson_interval(r, 20.0, 0.9).unwrap(), wilson_interval(20.0 - r, 20.0, 0.9).unwrap());
            assert!((a.lower + b.upper - 1.0).abs() < 1e-15 && (a.upper + b.lower - 1.0).abs() < 1e-15);
        }
        let all = wilson_interval(3.0, 3.0, 0.95).unwrap();
        assert_eq!(all.upper, 1.0);
    }
}
