//! Classes of a map and its legend.

use crate::model::{Figures, Slice};
use crate::stats::{
    QuantileType, StatError, breaks_around, deviation_breaks, equal_intervals, natural_breaks, quantile_classes, sorted,
};
use crate::text::{Style, class_range, figure};
use crate::view::Classes;

use super::Shown;

/// Class bounds of one display, in the figures as the reader sees them.
///
/// Classes are closed on the left: a value equal to a bound belongs to the upper class ("4,1 bis unter 5,3"), the
/// last class includes the maximum. Values are rounded to the decimals on screen before they are compared, so that no
/// legend contradicts the figure beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassBounds {
    /// How they were made.
    pub scheme: Classes,
    /// Inner bounds, ascending, without duplicates; one class more than bounds.
    pub bounds: Vec<f64>,
    /// Smallest value of the pool.
    pub min: f64,
    /// Largest value of the pool.
    pub max: f64,
    /// The middle of a diverging ramp; `None` for a sequential one.
    pub centre: Option<f64>,
    /// How many of the shown areas fall into each class.
    pub counts: Vec<usize>,
    /// What the reader should know about the classes.
    pub note: Option<ClassNote>,
    decimals: u8,
}

/// What differs from the choice of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassNote {
    /// Fewer classes than asked for, because too many values are equal.
    Fewer {
        /// Asked for.
        asked: usize,
        /// Shown.
        got: usize,
    },
    /// All values are equal: one class.
    AllEqual,
    /// Classes around a reference were asked for and there is none: quantiles are shown.
    NoReference,
}

impl ClassBounds {
    /// Classes for what is shown, `None` if no area has a value.
    ///
    /// The pool from which bounds are computed are the areas' figures, references left out: of all periods if `fix`,
    /// so that colours can be compared between years, else of the shown period. The pool of changes are the shown ones.
    /// Figures on both sides of zero are classed around it unless the reader chooses otherwise than the default.
    pub fn of(shown: &Shown<'_>, figures: &Figures, slice: &Slice, choice: &Classes, fix: bool) -> Option<ClassBounds> {
        let known = shown.known();
        if known.is_empty() {
            return None;
        }
        let table = figures.slice(slice).filter(|_| fix && !shown.is_change());
        let pool = table.map_or_else(
            || known.clone(),
            |table| {
                let columns = table.periods().iter().filter_map(|p| table.column(*p));
                columns.flat_map(|c| c.areas()).filter_map(|o| o.value()).collect()
            },
        );
        let (below, above) = (known.iter().any(|v| *v < 0.0), known.iter().any(|v| *v > 0.0));
        let around_zero = below && above && matches!(choice, Classes::Quantile(5) | Classes::Reference);
        let choice = if around_zero { &Classes::Reference } else { choice };
        let centre = if around_zero { Some(0.0) } else { shown.reference.map(|r| r.value) };
        let mut bounds = ClassBounds::from_pool(choice, &pool, shown.decimals, centre)?;
        bounds.count(&known);
        Some(bounds)
    }

    /// Classes of a pool of finite values in the unit shown; `None` for an empty pool. Counts are those of the pool.
    /// `centre` is the value that [`Classes::Reference`] goes around.
    pub fn from_pool(choice: &Classes, pool: &[f64], decimals: u8, centre: Option<f64>) -> Option<ClassBounds> {
        let values: Vec<f64> = pool.iter().map(|v| rounded(*v, decimals)).filter(|v| v.is_finite()).collect();
        let values = sorted(&values, 1).ok()?;
        let (min, max) = (*values.first()?, *values.last()?);
        let centre = centre.map(|c| rounded(c, decimals));
        let made = inner_bounds(choice, &values, decimals, centre).unwrap_or_default();
        let mut bounds = ClassBounds {
            scheme: choice.clone(),
            bounds: made.bounds,
            min,
            max,
            centre: made.centre,
            counts: Vec::new(),
            note: made.note,
            decimals,
        };
        bounds.count(&values);
        Some(bounds)
    }

    /// Number of classes, at least one.
    pub fn len(&self) -> usize {
        self.bounds.len() + 1
    }

    /// Never: there is always a class.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Whether the classes lead away from a middle.
    pub fn diverging(&self) -> bool {
        self.centre.is_some()
    }

    /// The class of a value, from 0. Values outside the pool belong to the first or last class.
    pub fn class_of(&self, value: f64) -> usize {
        let value = rounded(value, self.decimals);
        self.bounds.partition_point(|bound| *bound <= value)
    }

    /// Lower and upper end of a class; for own bounds that lie outside the values the ends still ascend.
    pub fn range(&self, class: usize) -> (f64, f64) {
        let low = class.checked_sub(1).and_then(|i| self.bounds.get(i)).copied();
        let high = self.bounds.get(class).copied();
        let low = low.unwrap_or_else(|| high.map_or(self.min, |h| self.min.min(h)));
        (low, high.unwrap_or(self.max.max(low)))
    }

    /// The words for a class: "unter 4,1 %", "4,1 bis unter 5,3 %", "5,3 % und mehr"; a single class names its ends.
    pub fn label(&self, class: usize, style: Style<'_>) -> String {
        if self.bounds.is_empty() {
            let single = || figure(self.min, style.decimals, style.unit, style.lang);
            return if self.min == self.max {
                single()
            } else {
                class_range(Some(self.min), Some(self.max), true, style)
            };
        }
        let low = class.checked_sub(1).and_then(|i| self.bounds.get(i)).copied();
        class_range(low, self.bounds.get(class).copied(), false, style)
    }

    /// The step of the nine-step ramp for a class: 1 to 9, spread over the whole ramp.
    ///
    /// Around a centre the steps below 5 stand for classes below it, those above 5 for classes above; 5 for the class
    /// that has the centre inside. Classes equally far from the centre have equally strong steps.
    pub fn step(&self, class: usize) -> u8 {
        let classes = self.len();
        let class = class.min(classes - 1);
        let Some(centre) = self.centre else {
            return if classes == 1 { 5 } else { 1 + spread_over(8, class, classes - 1) };
        };
        // Classes wholly below and wholly above the centre; a class around it belongs to neither.
        let count = |all: bool, wholly: &dyn Fn(f64) -> bool| {
            if all { classes } else { self.bounds.iter().filter(|b| wholly(**b)).count() }
        };
        let below = count(centre > self.max, &|b| b <= centre);
        let above = count(centre <= self.min, &|b| b >= centre);
        let most = below.max(above);
        match (class < below, class + above >= classes) {
            (true, _) => 5 - spread_over(4, below - class, most),
            (_, true) => 5 + spread_over(4, class + above + 1 - classes, most),
            _ => 5,
        }
    }

    fn count(&mut self, values: &[f64]) {
        let mut counts = vec![0; self.len()];
        for value in values {
            if let Some(count) = counts.get_mut(self.class_of(*value)) {
                *count += 1;
            }
        }
        self.counts = counts;
    }
}

/// `steps * part / whole`, rounded half up.
fn spread_over(steps: usize, part: usize, whole: usize) -> u8 {
    ((2 * steps * part + whole) / (2 * whole.max(1))) as u8
}

/// A value as the screen shows it. Beyond the precision of the number it stays what it is.
fn rounded(value: f64, decimals: u8) -> f64 {
    let power = 10f64.powi(i32::from(decimals));
    // A step above the half 1.005 rounds up as on paper, although the binary number nearest to it lies below.
    let shown = (value * power * (1.0 + 4.0 * f64::EPSILON)).round() / power;
    // Adding zero turns −0 into 0.
    (if shown.is_finite() { shown } else { value }) + 0.0
}

#[derive(Default)]
struct Made {
    bounds: Vec<f64>,
    centre: Option<f64>,
    note: Option<ClassNote>,
}

/// Inner bounds from sorted, rounded values.
fn inner_bounds(choice: &Classes, values: &[f64], decimals: u8, centre: Option<f64>) -> Result<Made, StatError> {
    let (min, max) = (values[0], values[values.len() - 1]);
    if let Classes::Own(own) = choice {
        let finite: Vec<f64> = own.iter().copied().filter(|b| b.is_finite()).collect();
        let mut bounds = sorted(&finite, 0)?;
        bounds.dedup();
        bounds.truncate(8);
        return Ok(Made { bounds, ..Made::default() });
    }
    if min == max {
        return Ok(Made { note: Some(ClassNote::AllEqual), ..Made::default() });
    }
    let usable = |k: u8| usize::from(k.clamp(2, 9));
    // The lowest value of the upper class as bound: it can be shown exactly, and the classes stay the same.
    let lowest_above = |upper: Vec<f64>| -> Vec<f64> {
        upper.iter().filter_map(|u| values.get(values.partition_point(|v| v <= u)).copied()).collect()
    };
    let (asked, mut bounds, centre) = match (choice, centre) {
        (Classes::Natural(k), _) => (usable(*k), lowest_above(natural_breaks(values, usable(*k))?), None),
        (Classes::Equal(k), _) => {
            let mut bounds = equal_intervals(values, usable(*k))?;
            bounds.pop();
            (usable(*k), bounds, None)
        }
        (Classes::StandardDeviation, _) => {
            let bounds = deviation_breaks(values, &[-1.5, -0.5, 0.5, 1.5], 0)?;
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            (bounds.len() + 1, bounds, Some(mean))
        }
        (Classes::Reference, Some(centre)) => {
            let bounds = breaks_around(values, centre, 3)?;
            (0, bounds, Some(centre))
        }
        (Classes::Quantile(k), _) => (usable(*k), by_quantiles(values, usable(*k), lowest_above)?, None),
        (Classes::Reference | Classes::Own(_), _) => {
            let bounds = by_quantiles(values, 5, lowest_above)?;
            return Ok(Made { bounds, centre: None, note: Some(ClassNote::NoReference) });
        }
    };
    bounds.iter_mut().for_each(|b| *b = rounded(*b, decimals));
    bounds.dedup();
    // A bound at the minimum, or above the maximum, would open a class that no value can enter.
    bounds.retain(|b| min < *b && *b <= max);
    let got = bounds.len() + 1;
    let note = (got < asked).then_some(ClassNote::Fewer { asked, got });
    Ok(Made { bounds, centre, note })
}

fn by_quantiles(values: &[f64], k: usize, lowest_above: impl Fn(Vec<f64>) -> Vec<f64>) -> Result<Vec<f64>, StatError> {
    let mut bounds = lowest_above(quantile_classes(values, k, QuantileType::Seven)?);
    bounds.dedup();
    Ok(bounds)
}

#[cfg(test)]
#[path = "classes_tests.rs"]
mod tests;
