//! Counts that are too small to be published, and rates that cannot be.

use std::collections::BTreeSet;

use super::kinds;
use super::notes::{Cell, Notes};
use super::sheets::Package;
use crate::bundle::source::Source;
use crate::bundle::{Code, Finding};
use crate::model::{
    AreaIx, Figures, Indicator, IndicatorId, Level, LevelId, Measure, Observation, Period, Slice, Table, ValueFlags,
    plain,
};
use crate::publish::Remark;

/// Checks all figures.
pub(super) fn check(package: &Package, source: &Source, notes: &mut Notes) {
    for level in &source.catalogue.levels {
        for indicator in &source.catalogue.indicators {
            let Some(figures) = figures_of(source, &level.id, &indicator.id) else { continue };
            let minimum = source.details.provenance.get(&indicator.id).and_then(|p| p.minimum_cases);
            let on = On { level, source, indicator };
            if let Some(minimum) = minimum.filter(|m| *m > 1) {
                let numerator = indicator.numerator.as_ref().and_then(|id| source.catalogue.indicator(id));
                if indicator.measure == Measure::Count {
                    small(&on, indicator, figures, minimum, notes);
                } else if let Some((numerator, counts)) =
                    numerator.and_then(|n| Some((n, figures_of(source, &level.id, &n.id)?)))
                {
                    small(&on, numerator, counts, minimum, notes);
                }
                implied(&on, figures, minimum, notes);
            }
            of_nothing(&on, figures, notes);
            odd_counts(package, &on, figures, notes);
        }
    }
}

/// An indicator on a level.
struct On<'s> {
    level: &'s Level,
    source: &'s Source,
    indicator: &'s Indicator,
}

impl On<'_> {
    /// Figures of another indicator of the same level.
    fn other(&self, id: Option<&IndicatorId>) -> Option<&Figures> {
        figures_of(self.source, &self.level.id, id?)
    }

    fn cell(&self, indicator: &IndicatorId, slice: &Slice, area: AreaIx, period: Period) -> Cell {
        let key = self.level.area(area).map(|a| a.key.to_string()).unwrap_or_default();
        Cell { level: self.level.id.clone(), indicator: indicator.clone(), slice: slice.clone(), key, period }
    }
}

/// Figures of an indicator on a level.
pub(super) fn figures_of<'s>(source: &'s Source, level: &LevelId, id: &IndicatorId) -> Option<&'s Figures> {
    source.figures.iter().find(|(on, of, _)| on == level && of == id).map(|(_, _, figures)| figures)
}

/// Every cell of a table: row, period, what stands there.
pub(super) fn cells(table: &Table) -> impl Iterator<Item = (AreaIx, Period, Observation)> + '_ {
    (0..table.rows()).map(AreaIx::at).flat_map(move |area| {
        let row = table.row(area).iter().copied();
        table.periods().iter().copied().zip(row).map(move |(period, value)| (area, period, value))
    })
}

fn small(on: &On<'_>, counts: &Indicator, figures: &Figures, minimum: u32, notes: &mut Notes) {
    for (slice, table) in &figures.tables {
        for (area, period, value) in cells(table) {
            let Some(value) = value.value().filter(|v| *v > 0.0 && *v < f64::from(minimum)) else { continue };
            let finding = Finding::new(Code::CountSmall, "").column(counts.id.as_str());
            let finding = finding.found(plain(value)).expected(minimum.to_string());
            notes.find_about(finding, on.cell(&counts.id, slice, area, period));
        }
    }
}

/// What a share or rate is multiplied with to give a part of its denominator.
fn scale(measure: Measure) -> Option<f64> {
    match measure {
        Measure::Share => Some(100.0),
        Measure::Rate { per } => Some(f64::from(per)),
        _ => None,
    }
}

/// Rates whose numerator is not published and can be computed as a count under the minimum.
fn implied(on: &On<'_>, rates: &Figures, minimum: u32, notes: &mut Notes) {
    let Some(scale) = scale(on.indicator.measure) else { return };
    let Some(whole) = on.other(on.indicator.denominator.as_ref()) else { return };
    let counts = on.other(on.indicator.numerator.as_ref());
    for (slice, table) in &rates.tables {
        for (area, period, value) in cells(table) {
            let count = counts.and_then(|c| c.slice(slice)).map(|t| t.get(area, period));
            let denominator = whole.slice(slice).or(whole.total()).and_then(|t| t.get(area, period).value());
            let (Some(rate), Some(denominator)) = (value.value(), denominator) else { continue };
            let cases = (rate * denominator / scale).round();
            if count.is_none_or(|c| c.value().is_none()) && cases > 0.0 && cases < f64::from(minimum) {
                let cell = on.cell(&on.indicator.id, slice, area, period);
                let remark = Remark::new(&kinds::SMALL_IMPLIED, "").column(on.indicator.id.as_str());
                notes.about(remark.found(format!("{}, {period}", cell.key)).expected(minimum), cell);
            }
        }
    }
}

/// Rates where there is nothing to refer to.
fn of_nothing(on: &On<'_>, rates: &Figures, notes: &mut Notes) {
    let Some(id) = on.indicator.denominator.as_ref() else { return };
    let Some(whole) = on.other(Some(id)) else { return };
    for (slice, table) in &rates.tables {
        let Some(denominators) = whole.slice(slice).or(whole.total()) else { continue };
        for (area, period, value) in cells(table) {
            if value.value().is_some() && denominators.get(area, period).value() == Some(0.0) {
                let cell = on.cell(&on.indicator.id, slice, area, period);
                let remark = Remark::new(&kinds::RATE_OF_NOTHING, "").column(on.indicator.id.as_str());
                notes.about(remark.found(format!("{}, {period}", cell.key)).expected(id), cell);
            }
        }
    }
}

/// Negative numerators and denominators; counts with decimals.
fn odd_counts(package: &Package, on: &On<'_>, figures: &Figures, notes: &mut Notes) {
    let id = &on.indicator.id;
    let parts = |i: &&Indicator| i.numerator.as_ref() == Some(id) || i.denominator.as_ref() == Some(id);
    if let Some(user) = on.source.catalogue.indicators.iter().find(parts) {
        for (slice, table) in &figures.tables {
            for (area, period, _) in cells(table).filter(|(_, _, v)| v.value().is_some_and(|v| v < 0.0)) {
                let cell = on.cell(id, slice, area, period);
                let found = format!("{}, {period}", cell.key);
                let remark = Remark::new(&kinds::NEGATIVE, "").column(id.as_str());
                notes.about(remark.found(found).expected(&user.id), cell);
            }
        }
    }
    // Only where a catalogue calls it a count: elsewhere the measure is a guess from the figures themselves.
    if on.indicator.measure != Measure::Count || package.tables("catalogue").next().is_none() {
        return;
    }
    let broken = |v: &Observation| match v {
        Observation::Known(value, flags) => value.fract() != 0.0 && !flags.has(ValueFlags::ESTIMATED),
        Observation::Missing(_) => false,
    };
    let first: BTreeSet<(Slice, AreaIx, Period)> = figures
        .tables
        .iter()
        .flat_map(|(slice, table)| cells(table).filter(|(_, _, v)| broken(v)).map(move |(a, p, _)| (slice, a, p)))
        .map(|(slice, area, period)| (slice.clone(), area, period))
        .collect();
    if let Some((slice, area, period)) = first.first() {
        let remark = Remark::new(&kinds::COUNT_FRACTION, "").found(id).expected(first.len());
        notes.about(remark, on.cell(id, slice, *area, *period));
    }
}
