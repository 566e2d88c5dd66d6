//! What a published rate tells about the count behind it.

/// All figures from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

impl Span {
    /// One figure only.
    pub fn exactly(figure: f64) -> Self {
        Self { low: figure, high: figure }
    }

    /// High less low.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// Rounding of a computation, relative to its result.
const NOISE: f64 = 1e-9;

/// Which whole counts are possible behind a published rate?
///
/// A rate of `per` (100 for per cent, 10,000 for "per 10,000 inhabitants") that is published with `digits` decimals is
/// the rounded value of `per * count / denominator`. The unrounded one lay within half a unit of the last digit, so the
/// count lies between `(rate - h) * denominator / per` and `(rate + h) * denominator / per` with `h = 0.5 / 10^digits`,
/// and it is a whole number. If the denominator is known to lie in a span only, the least of it goes with the lower and
/// the greatest with the upper end. Both ends are included, because not every office says where it rounds a half to.
///
/// A rate with more digits than its denominator has is as good as the count itself. `None` if no whole count, not below
/// zero, gives the rate: then it is not a rate of counts, or the denominator is not the right one; and if something is
/// no finite number or the denominator or `per` not positive.
///
/// ```
/// use sozialatlas::publish::disclosure::{Span, revealed_by_rate};
/// // 12.5 % of 16: between 12.45 * 16 / 100 = 1.992 and 12.55 * 16 / 100 = 2.008. That can only be 2.
/// assert_eq!(revealed_by_rate(12.5, 1, 100.0, Span::exactly(16.0)), Some(Span::exactly(2.0)));
/// // Without decimals, 12 % of 1,250: from 11.5 * 12.5 = 143.75 to 12.5 * 12.5 = 156.25, so 144 to 156.
/// assert_eq!(revealed_by_rate(12.0, 0, 100.0, Span::exactly(1250.0)), Some(Span { low: 144.0, high: 156.0 }));
/// // No count out of 16 gives 10.0 %: 1.592 to 1.608 holds no whole number.
/// assert_eq!(revealed_by_rate(10.0, 1, 100.0, Span::exactly(16.0)), None);
/// ```
pub fn revealed_by_rate(rate: f64, digits: u8, per: f64, denominator: Span) -> Option<Span> {
    let half = 0.5 / 10_f64.powi(i32::from(digits));
    if !(per > 0.0 && denominator.low > 0.0 && denominator.high >= denominator.low) {
        return None;
    }
    let least = ((rate - half) * denominator.low / per).max(0.0);
    let most = (rate + half) * denominator.high / per;
    whole_between(least, most)
}

/// Which whole denominators are possible behind a published rate, if the count (or a span of it) is known?
///
/// The same rounding, solved for the other figure: between `per * count / (rate + h)` and `per * count / (rate - h)`.
/// `None` as in [`revealed_by_rate`], and if there is no upper end because the rate may have been rounded down to zero.
///
/// ```
/// use sozialatlas::publish::disclosure::{Span, denominator_revealed_by_rate};
/// // 3 cases are 2.0 %: between 300 / 2.05 = 146.3 and 300 / 1.95 = 153.8 people.
/// let people = denominator_revealed_by_rate(2.0, 1, 100.0, Span::exactly(3.0));
/// assert_eq!(people, Some(Span { low: 147.0, high: 153.0 }));
/// ```
pub fn denominator_revealed_by_rate(rate: f64, digits: u8, per: f64, count: Span) -> Option<Span> {
    let half = 0.5 / 10_f64.powi(i32::from(digits));
    if !(per > 0.0 && count.low >= 0.0 && count.high >= count.low && rate > half) {
        return None;
    }
    whole_between(per * count.low / (rate + half), per * count.high / (rate - half))
}

fn whole_between(least: f64, most: f64) -> Option<Span> {
    let low = (least - NOISE * (1.0 + least.abs())).ceil().max(0.0);
    let high = (most + NOISE * (1.0 + most.abs())).floor();
    (low.is_finite() && high.is_finite() && low <= high).then_some(Span { low, high })
}

/// With how many decimals at most may a rate be published so that the count behind it stays uncertain by `width`?
///
/// One unit of the last digit is worth `denominator / (per * 10^digits)` cases. The answer is the greatest number of
/// digits, up to `wanted`, for which that is at least `width + 1`, so that the span of whole counts is at least `width`
/// wide wherever it begins. It depends on the denominator only, which is public, and never on the count: a number of
/// digits that was chosen by looking at the count would itself tell about it. `None` if not even whole units hide
/// enough; then the rate must be withheld.
///
/// ```
/// use sozialatlas::publish::disclosure::most_digits;
/// // Per cent of 4,000: with one decimal a unit is worth 4 cases, with two only 0.4.
/// assert_eq!(most_digits(4000.0, 100.0, 3.0, 2), Some(1));
/// assert_eq!(most_digits(250.0, 100.0, 3.0, 1), None); // 1 % is 2.5 cases
/// ```
pub fn most_digits(denominator: f64, per: f64, width: f64, wanted: u8) -> Option<u8> {
    let worth = |digits: u8| denominator / (per * 10_f64.powi(i32::from(digits)));
    (0..=wanted).rev().find(|digits| per > 0.0 && worth(*digits) >= (width + 1.0) * (1.0 - NOISE))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_true_count_is_always_among_those_revealed(
            count in 0_u32..5000, more in 1_u32..100_000, digits in 0_u8..6, per in prop::sample::select(vec![1.0, 100.0, 1000.0, 10_000.0])
        ) {
            let (count, denominator) = (f64::from(count), f64::from(count + more));
            let power = 10_f64.powi(i32::from(digits));
            let rate = (per * count / denominator * power).round() / power;
            let revealed = revealed_by_rate(rate, digits, per, Span::exactly(denominator)).unwrap();
            prop_assert!(revealed.low <= count && count <= revealed.high);
            if let Some(people) = denominator_revealed_by_rate(rate, digits, per, Span::exactly(count)) {
                prop_assert!(people.low <= denominator && denominator <= people.high);
            }
            if let Some(digits) = most_digits(denominator, per, 3.0, digits) {
                let power = 10_f64.powi(i32::from(digits));
                let rate = (per * count / denominator * power).round() / power;
                let revealed = revealed_by_rate(rate, digits, per, Span::exactly(denominator)).unwrap();
                // Near zero the span is cut off there.
                prop_assert!(revealed.width() >= 3.0 || revealed.low == 0.0, "{revealed:?}");
            }
        }

        #[test]
        fn no_input_panics_or_gives_what_is_not_finite(
            rate in any::<f64>(), digits in any::<u8>(), per in any::<f64>(), low in any::<f64>(), high in any::<f64>()
        ) {
            let span = Span { low, high };
            for found in [revealed_by_rate(rate, digits, per, span), denominator_revealed_by_rate(rate, digits, per, span)] {
                prop_assert!(found.is_none_or(|found| found.low.is_finite() && found.high.is_finite() && found.low <= found.high));
            }
            let _ = most_digits(low, per, high, digits.min(20));
        }
    }
}
