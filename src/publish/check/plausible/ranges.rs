//! Shares outside of 0 to 100, outliers, constant columns, years of nothing but zeros.

use super::super::kinds;
use super::super::notes::Notes;
use super::super::secrets::cells;
use super::{FEW, On, robust, shown};
use crate::model::{AreaIx, Measure, Period, Table};
use crate::publish::Remark;

/// So many robust standard deviations from the median are an outlier, on the plain and on the logarithmic scale.
const FAR: f64 = 10.0;

/// Looks at the figures themselves.
pub(super) fn check(on: &On<'_>, notes: &mut Notes) {
    if on.indicator.measure == Measure::Share {
        shares(on, notes);
    }
    let Some(table) = on.total() else { return };
    constant(on, table, notes);
    zeros(on, table, notes);
    if let Some(latest) = table.latest() {
        outliers(on, table, latest, notes);
    }
}

fn shares(on: &On<'_>, notes: &mut Notes) {
    let (mut odd, mut largest, mut count) = (Vec::new(), 0.0_f64, 0);
    for (slice, table) in &on.figures.tables {
        for (area, period, value) in cells(table) {
            let Some(value) = value.value() else { continue };
            (largest, count) = (largest.max(value), count + 1);
            // Rounding may leave a hair.
            if !(-1e-9..=100.0 + 1e-9).contains(&value) {
                odd.push((slice, area, period, value));
            }
        }
    }
    if let Some((slice, area, period, value)) = odd.first() {
        let words = format!("{} {period}: {}; n = {}", on.key(*area), shown(*value), odd.len());
        let remark = Remark::new(&kinds::SHARE_RANGE, "").found(&on.indicator.id).expected(words);
        notes.about(remark, on.part(slice, *area, *period));
    }
    let percent = on.indicator.unit.de.contains('%') || on.indicator.unit.de.to_lowercase().contains("prozent");
    if percent && count >= FEW && largest > 0.0 && largest <= 1.0 && on.indicator.numerator.is_none() {
        let remark = Remark::new(&kinds::SHARE_FRACTION, "").column(on.indicator.id.as_str());
        notes.add(remark.found(&on.indicator.id).expected(shown(largest)));
    }
}

/// The figures of all areas in one period.
fn column(on: &On<'_>, table: &Table, period: Period) -> Vec<(AreaIx, f64)> {
    on.areas().filter_map(|area| Some((area, table.get(area, period).value()?))).collect()
}

fn constant(on: &On<'_>, table: &Table, notes: &mut Notes) {
    for period in table.periods() {
        let values = column(on, table, *period);
        let Some((area, first)) = values.first().copied() else { continue };
        if values.len() >= FEW && first != 0.0 && values.iter().all(|(_, v)| *v == first) {
            let remark = Remark::new(&kinds::CONSTANT, "").found(&on.indicator.id);
            notes.about(remark.expected(format!("{period}: {}", shown(first))), on.cell(area, *period));
            return;
        }
    }
}

fn zeros(on: &On<'_>, table: &Table, notes: &mut Notes) {
    for pair in table.periods().windows(2) {
        let (before, after) = (column(on, table, pair[0]), column(on, table, pair[1]));
        let some = before.iter().filter(|(_, v)| *v != 0.0).count();
        let all_zero = after.len() >= 3 && after.iter().all(|(_, v)| *v == 0.0);
        if all_zero
            && some * 2 > before.len()
            && let Some((area, _)) = after.first()
        {
            let remark = Remark::new(&kinds::ALL_ZERO, "").found(&on.indicator.id).expected(pair[1]);
            notes.about(remark, on.cell(*area, pair[1]));
        }
    }
}

fn outliers(on: &On<'_>, table: &Table, period: Period, notes: &mut Notes) {
    let values = column(on, table, period);
    let plain: Vec<f64> = values.iter().map(|(_, v)| *v).collect();
    let Some((middle, spread)) = robust(&plain) else { return };
    let positive = plain.iter().all(|v| *v > 0.0);
    let logs = robust(&plain.iter().filter(|v| **v > 0.0).map(|v| v.ln()).collect::<Vec<_>>());
    let far = |value: f64| {
        let z = (value - middle) / spread;
        // Counts and densities spread over orders of magnitude; there only the logarithm says what is unusual.
        let far = match logs {
            Some((log_middle, log_spread)) if positive => ((value.ln() - log_middle) / log_spread).abs() > FAR,
            _ => on.indicator.measure != Measure::Count,
        };
        Some(z).filter(|z| z.abs() > FAR && far)
    };
    let odd: Vec<(AreaIx, f64, f64)> = values.iter().filter_map(|(a, v)| Some((*a, *v, far(*v)?))).collect();
    // Many far values are the shape of the distribution, not mistakes.
    if odd.len() > 2.max(values.len() / 20) {
        return;
    }
    for (area, value, z) in odd {
        let words = format!("{} {period}: {}; Median {}, z = {}", on.key(area), shown(value), shown(middle), shown(z));
        let remark = Remark::new(&kinds::OUTLIER, "").found(&on.indicator.id).expected(words);
        notes.about(remark, on.cell(area, period));
    }
}
