//! What a rate says about the count it was computed from.

use crate::bundle::source::Series;
use crate::model::ValueFlags;

/// Rounding of the last digits of a product of two published numbers.
const SLACK: f64 = 1e-9;

/// The whole numbers that a rate of so many decimals allows for its numerator: least and greatest; `None` if there is
/// none, so that the rate cannot come from this denominator.
///
/// A rate r, published with d decimals per p, lies between r - h and r + h with h = 0.5 / 10^d; its numerator between
/// D (r - h) / p and D (r + h) / p.
///
/// 4.5 % of 200 with one decimal: 200 · 4.45 / 100 = 8.9 to 200 · 4.55 / 100 = 9.1, so it is 9. In whole per cent
/// (5 % of 200) it is 9 to 11.
///
/// ```
/// use sozialatlas::publish::protect::numerator_of;
/// assert_eq!(numerator_of(4.5, 1, 200.0, 100.0), Some((9.0, 9.0)));
/// assert_eq!(numerator_of(5.0, 0, 200.0, 100.0), Some((9.0, 11.0)));
/// assert_eq!(numerator_of(4.4, 1, 5.0, 100.0), None, "of five no whole number is 4.4 %");
/// ```
pub fn numerator_of(rate: f64, decimals: u8, denominator: f64, per: f64) -> Option<(f64, f64)> {
    let half = 0.5 / 10f64.powi(i32::from(decimals));
    let ends = [rate - half, rate + half].map(|r| denominator * r / per);
    let low = (ends[0] - SLACK * ends[0].abs().max(1.0)).ceil().max(0.0);
    let high = (ends[1] + SLACK * ends[1].abs().max(1.0)).floor();
    (low <= high && high.is_finite()).then_some((low, high))
}

/// The decimals in which the figures of a series are written, at most ten: as many as any of them has, because a zero
/// at the end is written or left out at will.
pub fn decimals(series: &Series) -> u8 {
    series.figures_only().map(|(_, value)| decimals_of(value)).max().unwrap_or(0)
}

/// The decimals in which one rate is written: those of its series, unless it is flagged as rounded; then as many as its
/// denominator allows for (see [`coarse_decimals`]), which everybody can compute.
pub fn digits_of(value: f64, flags: ValueFlags, series: u8, denominator: f64, per: f64, width: f64) -> u8 {
    if !flags.has(ValueFlags::ROUNDED) {
        return series;
    }
    coarse_decimals(series, denominator, per, width).map_or(series, |coarse| coarse.max(decimals_of(value)))
}

fn decimals_of(value: f64) -> u8 {
    let exact = |d: &u8| {
        let power = 10f64.powi(i32::from(*d));
        (value * power).round() / power == value
    };
    (0..=10).find(exact).unwrap_or(10)
}

/// A rate in fewer decimals, so few that its numerator may be any of at least `width` + 1 whole numbers next to each
/// other; `None` if not even whole rates are that coarse.
///
/// The decimals follow from the denominator alone and never from the rate: who sees them learns nothing.
///
/// ```
/// use sozialatlas::publish::protect::coarse_decimals;
/// // 0.1 % of 2,000 are 2 people; a whole per cent are 20.
/// assert_eq!(coarse_decimals(3, 2_000.0, 100.0, 3.0), Some(0));
/// assert_eq!(coarse_decimals(3, 50_000.0, 100.0, 3.0), Some(1));
/// assert_eq!(coarse_decimals(1, 200.0, 100.0, 3.0), None, "a per cent of 200 is 2");
/// ```
pub fn coarse_decimals(decimals: u8, denominator: f64, per: f64, width: f64) -> Option<u8> {
    let step = |d: u8| denominator / per / 10f64.powi(i32::from(d));
    (0..=decimals).rev().find(|d| step(*d) >= width + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_true_numerator_is_always_allowed(n in 0u32..5000, more in 0u32..100_000, d in 0u8..5) {
            let denominator = f64::from(n + more).max(1.0);
            let power = 10f64.powi(i32::from(d));
            let rate = (f64::from(n) / denominator * 100.0 * power).round() / power;
            let (low, high) = numerator_of(rate, d, denominator, 100.0).unwrap();
            prop_assert!(low <= f64::from(n) && f64::from(n) <= high, "{low} {n} {high}");
        }

        #[test]
        fn coarse_rates_leave_room(n in 0u32..50_000, more in 1u32..100_000, width in 1u32..10) {
            let (denominator, width) = (f64::from(n + more), f64::from(width));
            let Some(d) = coarse_decimals(4, denominator, 100.0, width) else { return Ok(()) };
            let power = 10f64.powi(i32::from(d));
            let rate = (f64::from(n) / denominator * 100.0 * power).round() / power;
            let (low, high) = numerator_of(rate, d, denominator, 100.0).unwrap();
            // At zero half of the interval is cut off, because nobody is less than nobody.
            let least = if rate == 0.0 { ((width + 1.0) / 2.0).floor() } else { width };
            prop_assert!(high - low >= least, "{low} to {high}");
        }
    }
}
