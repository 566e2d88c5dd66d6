//! In how many decimals a rate says something about its numerator.

use crate::bundle::source::Series;
use crate::model::ValueFlags;
use crate::publish::disclosure::most_digits;

/// More decimals than this nobody publishes on purpose.
const MOST: u8 = 10;

/// The decimals in which the figures of a series are written, at most ten: as many as any of them has, because a zero
/// at the end is written or left out at will. Figures that are flagged as rounded do not count.
pub fn decimals(series: &Series) -> u8 {
    let cells = series.cells.iter().filter(|c| !c.value.flags().has(ValueFlags::ROUNDED));
    cells.filter_map(|c| c.value.value()).map(decimals_of).max().unwrap_or(0)
}

/// The decimals in which one rate is written: those of its series, unless it is flagged as rounded; then as many as its
/// denominator allows for (see [`most_digits`]), which everybody can compute.
pub fn digits_of(value: f64, flags: ValueFlags, series: u8, denominator: f64, per: f64, width: f64) -> u8 {
    if !flags.has(ValueFlags::ROUNDED) {
        return series;
    }
    most_digits(denominator, per, width, series).map_or(series, |coarse| coarse.max(decimals_of(value)))
}

fn decimals_of(value: f64) -> u8 {
    let exact = |d: &u8| {
        let power = 10f64.powi(i32::from(*d));
        (value * power).round() / power == value
    };
    (0..=MOST).find(exact).unwrap_or(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_those_that_are_written() {
        assert_eq!([0.0, 12.0, 12.5, 0.125, -3.25, 1e300].map(decimals_of), [0, 0, 1, 3, 2, 0]);
        assert_eq!(decimals_of(1.0 / 3.0), MOST);
    }

    #[test]
    fn rounded_rates_have_the_decimals_of_their_denominator() {
        // 1 % of 4,000 are 40 people, 0.1 % are 4: one decimal leaves 3 open.
        assert_eq!(digits_of(12.0, ValueFlags::ROUNDED, 3, 4000.0, 100.0, 3.0), 1);
        assert_eq!(digits_of(12.0, ValueFlags::NONE, 3, 4000.0, 100.0, 3.0), 3);
        assert_eq!(digits_of(12.34, ValueFlags::ROUNDED, 3, 4000.0, 100.0, 3.0), 2, "it is written with two");
    }
}
