//! Round numbers for an axis.

/// Round numbers on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The numbers, ascending.
    pub values: Vec<f64>,
    /// Decimals needed to tell them apart.
    pub decimals: u8,
}

/// The fewest round numbers (steps of 1, 2 or 5 times a power of ten) from at most `low` to at least `high`, with about
/// `wanted` steps. For a single value or a reversed span, one step around it; for numbers that are not finite, none.
///
/// ```
/// use sozialatlas::scene::ticks;
/// assert_eq!(ticks(0.3, 11.2, 2).values, [0.0, 5.0, 10.0, 15.0]);
/// assert_eq!(ticks(-0.12, 0.07, 4).values, [-0.15, -0.1, -0.05, 0.0, 0.05, 0.1]);
/// assert_eq!(ticks(-0.12, 0.07, 4).decimals, 2);
/// ```
pub fn ticks(low: f64, high: f64, wanted: u8) -> Ticks {
    if !(low.is_finite() && high.is_finite()) {
        return Ticks { values: Vec::new(), decimals: 0 };
    }
    let span = if high > low { high - low } else { low.abs().max(1.0) };
    let (digit, exponent) = step(span / f64::from(wanted.max(1)));
    let at = |count: i64| scaled(count.saturating_mul(digit), exponent);
    let size = at(1);
    let first = (low / size + 1e-9).floor() as i64;
    let last = ((high.max(low) / size - 1e-9).ceil() as i64).max(first.saturating_add(1));
    let values = (first..=last).take(64).map(at).collect();
    Ticks { values, decimals: (-exponent).clamp(0, 9) as u8 }
}

/// The round step nearest to `rough` in ratio: its digit (1, 2, 5) and power of ten.
fn step(rough: f64) -> (i64, i32) {
    let exponent = rough.log10().floor().clamp(-300.0, 300.0) as i32;
    let part = rough / 10f64.powi(exponent);
    match part {
        p if p < 1.5 => (1, exponent),
        p if p < 3.5 => (2, exponent),
        p if p < 7.5 => (5, exponent),
        _ => (1, exponent + 1),
    }
}

/// `count` times a power of ten. Divides for negative powers, so that 0.1 is the nearest number to one tenth.
fn scaled(count: i64, exponent: i32) -> f64 {
    let power = 10f64.powi(exponent.abs());
    if exponent < 0 { count as f64 / power } else { count as f64 * power }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_of_everyday_figures() {
        assert_eq!(ticks(4.1, 9.8, 4).values, [4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        assert_eq!(ticks(0.0, 213_692.0, 4).values, [0.0, 50_000.0, 100_000.0, 150_000.0, 200_000.0, 250_000.0]);
        assert_eq!(ticks(5.0, 5.0, 3), Ticks { values: vec![4.0, 6.0], decimals: 0 });
        assert!(ticks(f64::NAN, 1.0, 3).values.is_empty());
    }

    proptest! {
        #[test]
        fn the_span_is_covered(low in -1e6..1e6f64, span in 0.0..1e6f64, wanted in 1u8..9) {
            let ticks = ticks(low, low + span, wanted).values;
            prop_assert!(ticks.len() >= 2 && ticks.len() <= 24);
            prop_assert!(ticks[0] <= low + span * 1e-6 + 1e-6);
            prop_assert!(ticks[ticks.len() - 1] >= low + span - span * 1e-6 - 1e-6);
            prop_assert!(ticks.windows(2).all(|w| w[0] < w[1]));
        }
    }
}
