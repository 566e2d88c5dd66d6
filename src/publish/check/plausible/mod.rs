//! Plausibility: figures that can be, but rarely are. All of it is a question to people, none of it an error.
//!
//! Each check speaks once an indicator (or once an area of it), with an example and how many there are, and leaves alone
//! what the publisher has declared: series breaks, perturbed data, estimates.

mod columns;
mod jumps;
mod ranges;
mod rates;
mod sums;

use super::notes::{Cell, Notes};
use super::secrets::figures_of;
use super::sheets::Package;
use crate::bundle::source::Source;
use crate::model::{AreaIx, Figures, Indicator, Level, Period, Slice, Table};

/// Fewer areas than this say nothing about what is usual.
const FEW: usize = 8;

/// An indicator on a level.
pub(super) struct On<'s> {
    source: &'s Source,
    level: &'s Level,
    indicator: &'s Indicator,
    figures: &'s Figures,
}

impl<'s> On<'s> {
    fn total(&self) -> Option<&'s Table> {
        self.figures.total()
    }

    fn cell(&self, area: AreaIx, period: Period) -> Cell {
        self.part(&Slice::total(), area, period)
    }

    fn part(&self, slice: &Slice, area: AreaIx, period: Period) -> Cell {
        let key = self.key(area);
        let level = self.level.id.clone();
        Cell { level, indicator: self.indicator.id.clone(), slice: slice.clone(), key, period }
    }

    fn key(&self, area: AreaIx) -> String {
        self.level.area(area).map(|a| a.key.to_string()).unwrap_or_default()
    }

    /// The rows of areas, without references.
    fn areas(&self) -> impl Iterator<Item = AreaIx> + use<> {
        (0..self.level.areas.len()).map(AreaIx::at)
    }
}

/// Checks all figures.
pub(super) fn check(package: &Package, source: &Source, notes: &mut Notes) {
    for level in &source.catalogue.levels {
        let on = source.catalogue.indicators.iter().filter_map(|indicator| {
            let figures = figures_of(source, &level.id, &indicator.id)?;
            Some(On { source, level, indicator, figures })
        });
        let all: Vec<On<'_>> = on.collect();
        for on in &all {
            sums::check(on, notes);
            jumps::check(on, notes);
            ranges::check(on, notes);
            rates::check(on, notes);
        }
        columns::check(package, &all, notes);
    }
}

/// The median of some numbers; `None` of none.
fn median(mut values: Vec<f64>) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 { Some(upper) } else { values.get(middle - 1).map(|lower| (lower + upper) / 2.0) }
}

/// Median and scale of some numbers: the median deviation from the median, times 1.4826 so that it estimates the
/// standard deviation of a normal distribution. `None` of fewer than eight, or if more than half are alike.
fn robust(values: &[f64]) -> Option<(f64, f64)> {
    if values.len() < FEW {
        return None;
    }
    let middle = median(values.to_vec())?;
    let spread = median(values.iter().map(|v| (v - middle).abs()).collect())? * 1.4826;
    (spread > 0.0).then_some((middle, spread))
}

/// A number in at most four significant digits.
fn shown(value: f64) -> String {
    let size = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
    let decimals = (3.0 - size).clamp(0.0, 6.0);
    let power = 10_f64.powf(decimals);
    crate::model::plain((value * power).round() / power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robust_figures_by_hand() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
        // 1 to 9: median 5; deviations 0 1 1 2 2 3 3 4 4: median 2.
        let (middle, spread) = robust(&(1..10).map(f64::from).collect::<Vec<_>>()).unwrap();
        assert_eq!((middle, spread), (5.0, 2.0 * 1.4826));
        assert_eq!(robust(&[1.0; 20]), None);
        assert_eq!((shown(1234.5678), shown(0.012345), shown(0.0)), ("1235".into(), "0.01235".into(), "0".into()));
    }
}
