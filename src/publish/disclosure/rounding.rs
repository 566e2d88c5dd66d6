//! Rounding to multiples: the alternative to withholding.

use sha2::{Digest, Sha256};

use super::Span;

/// `value` rounded to the nearest multiple of `base`, halves away from zero.
///
/// A published 15 with base 5 says that the count was 13 to 17. **Every figure is rounded the same way, so an attacker
/// can undo it where rounded figures meet:** if two parts are published as 0 and their sum as 5, the sum was at least 3
/// and each part at most 2, so the parts are 1 and 2, 2 and 1, or 2 and 2. Tables with margins need
/// [`round_at_random`], or the margins must be computed from the rounded parts ([`round_line`]).
///
/// A base that is not positive, or a result that is no finite number, leaves the value as it is.
///
/// ```
/// use sozialatlas::publish::disclosure::round_to;
/// assert_eq!([12.0, 13.0, 17.0, 12.5, -13.0].map(|v| round_to(v, 5.0)), [10.0, 15.0, 15.0, 15.0, -15.0]);
/// ```
pub fn round_to(value: f64, base: f64) -> f64 {
    let rounded = (value / base).round() * base;
    if base > 0.0 && rounded.is_finite() { rounded + 0.0 } else { value }
}

/// `value` rounded to the multiple of `base` below or above it, upwards with the probability `remainder / base`.
///
/// The expected value of the result is the value itself, so sums and means of many cells are not biased, and a result
/// leaves all figures less than one base away possible, where [`round_to`] leaves half of them. Multiples of the base
/// stay as they are (*zero-restricted*; Hundepool et al. 2012, section 5.4.2).
///
/// The dice are not rolled anew: they are SHA-256 of the secret `seed` and the cell's `key`. The same cell is
/// rounded the same way in every table, every run and every edition in which its key and figure are the same, so nobody
/// can average the noise away by comparing tables. The key must name the cell itself (area, indicator, breakdown, period)
/// and not the table it stands in, and the seed must not be published: whoever knows it can undo the rounding.
///
/// Each cell is rounded on its own: **sums do not add up** by up to one base per part. Publish such a series
/// with `additive = false`, and never compute a sum of it.
///
/// ```
/// use sozialatlas::publish::disclosure::round_at_random;
/// let once = round_at_random(13.0, 5.0, b"secret", "16051/unemployed/2022");
/// assert!(once == 10.0 || once == 15.0);
/// assert_eq!(once, round_at_random(13.0, 5.0, b"secret", "16051/unemployed/2022"));
/// assert_eq!(round_at_random(15.0, 5.0, b"secret", "16051/unemployed/2022"), 15.0);
/// ```
pub fn round_at_random(value: f64, base: f64, seed: &[u8], key: &str) -> f64 {
    let below = (value / base).floor() * base;
    if !(base > 0.0 && below.is_finite()) {
        return value;
    }
    let up = (value - below) / base > dice(seed, key);
    (if up { below + base } else { below }) + 0.0
}

/// A number from 0 to below 1 that depends on the seed and the key only.
fn dice(seed: &[u8], key: &str) -> f64 {
    let mut hash = Sha256::new();
    // The length first: seed "ab" with key "c" must not be seed "a" with key "bc".
    hash.update((seed.len() as u64).to_be_bytes());
    hash.update(seed);
    hash.update(key.as_bytes());
    let number = hash.finalize().iter().take(6).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    #[allow(clippy::cast_precision_loss)] // 48 bits
    {
        number as f64 / (1_u64 << 48) as f64
    }
}

/// The parts of one sum rounded to multiples of `base` so that they add up to the rounded sum.
///
/// Every part is rounded down, and those with the largest remainders are rounded up until the sum is reached (the method
/// of largest remainders, known from distributing seats); equal remainders in the order of the parts. So every
/// part stays less than one base from its figure, and the last number is the rounded sum: this is *controlled* rounding
/// for one line (Cox 1987 treats whole tables). Parts of a table with several lines that cross cannot all be served this
/// way; there the sums of the other direction do not add up, and the series is to be published with `additive = false`.
///
/// It is as open to attack as [`round_to`]: the order of the remainders shows. Figures below zero or not finite, or a
/// base that is not positive: `None`.
///
/// ```
/// use sozialatlas::publish::disclosure::round_line;
/// // 7 + 7 + 7 = 21, rounded 20: each part is 5 with a remainder of 2, and one more 5 is due to the first of them.
/// assert_eq!(round_line(&[7.0, 7.0, 7.0], 5.0), Some((vec![10.0, 5.0, 5.0], 20.0)));
/// ```
pub fn round_line(parts: &[f64], base: f64) -> Option<(Vec<f64>, f64)> {
    let sum: f64 = parts.iter().sum();
    if !(base > 0.0 && parts.iter().all(|part| *part >= 0.0) && (sum / base).is_finite()) {
        return None;
    }
    let total = round_to(sum, base);
    let mut rounded: Vec<f64> = parts.iter().map(|part| (part / base).floor() * base).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let remainder = |place: &usize| parts[*place] - (parts[*place] / base).floor() * base;
    order.sort_by(|a, b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(b)));
    let mut missing = ((total - rounded.iter().sum::<f64>()) / base).round();
    for place in order {
        if missing >= 1.0 {
            rounded[place] += base;
            missing -= 1.0;
        }
    }
    Some((rounded, total))
}

/// Which whole counts are possible behind a published multiple of `base`? If it is the nearest one ([`round_to`], whole bases):
/// less than half a base above it, and at most half a base below, because halves go up. If it was rounded at random: less
/// than a base on either side. Counts are not below zero.
///
/// ```
/// use sozialatlas::publish::disclosure::{Span, revealed_by_rounding};
/// assert_eq!(revealed_by_rounding(15.0, 5.0, false), Span { low: 13.0, high: 17.0 });
/// assert_eq!(revealed_by_rounding(15.0, 5.0, true), Span { low: 11.0, high: 19.0 });
/// assert_eq!(revealed_by_rounding(0.0, 4.0, false), Span { low: 0.0, high: 1.0 });
/// assert_eq!(revealed_by_rounding(4.0, 4.0, false), Span { low: 2.0, high: 5.0 }); // 2 is rounded up
/// ```
pub fn revealed_by_rounding(published: f64, base: f64, at_random: bool) -> Span {
    let (below, above) =
        if at_random { (base - 1.0, base - 1.0) } else { ((base / 2.0).floor(), (base / 2.0).ceil() - 1.0) };
    Span { low: (published - below.max(0.0)).max(0.0), high: published + above.max(0.0) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn random_rounding_is_right_on_average() {
        // 4,000 cells with the figure 13: about two fifths of them go to 10, three fifths to 15. The mean's standard
        // error is 5 * sqrt(0.24 / 4000) = 0.039; four of them are allowed.
        let sum: f64 = (0..4000).map(|cell| round_at_random(13.0, 5.0, b"seed", &cell.to_string())).sum();
        assert!((sum / 4000.0 - 13.0).abs() < 0.16, "{}", sum / 4000.0);
    }

    #[test]
    fn another_seed_rounds_otherwise() {
        let rounded = |seed: &[u8]| -> Vec<f64> {
            (0..50).map(|cell| round_at_random(13.0, 5.0, seed, &cell.to_string())).collect()
        };
        assert_ne!(rounded(b"one"), rounded(b"two"));
    }

    proptest! {
        #[test]
        fn a_line_adds_up_and_stays_near(parts in prop::collection::vec(0_u32..10_000, 1..12), base in 1_u32..12) {
            let parts: Vec<f64> = parts.into_iter().map(f64::from).collect();
            let base = f64::from(base);
            let (rounded, total) = round_line(&parts, base).unwrap();
            prop_assert_eq!(rounded.iter().sum::<f64>(), total);
            for (part, near) in parts.iter().zip(&rounded) {
                prop_assert!((part - near).abs() < base && near % base == 0.0);
            }
        }

        #[test]
        fn any_number_is_rounded_to_a_finite_one(value in any::<f64>(), base in any::<f64>()) {
            prop_assume!(value.is_finite());
            prop_assert!(round_to(value, base).is_finite());
            prop_assert!(round_at_random(value, base, b"", "").is_finite());
            let _ = round_line(&[value, value], base);
        }
    }
}
