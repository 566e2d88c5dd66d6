//! Parts against their total: areas against the Land, categories against the whole.

use super::super::kinds;
use super::super::notes::Notes;
use super::{On, shown};
use crate::model::{AreaIx, Measure, Period, Slice};
use crate::publish::Remark;

/// Counts that add up and do not.
pub(super) fn check(on: &On<'_>, notes: &mut Notes) {
    if on.indicator.measure != Measure::Count || !on.indicator.additive {
        return;
    }
    over_areas(on, notes);
    over_categories(on, notes);
}

/// Whether a total and the sum of `n` parts differ by more than rounding leaves, and a thousandth of the total.
fn differ(total: f64, sum: f64, n: usize) -> bool {
    (total - sum).abs() > (0.5 * (n as f64 + 1.0)).max(total.abs() * 1e-3)
}

fn over_areas(on: &On<'_>, notes: &mut Notes) {
    let Some(table) = on.total() else { return };
    for (offset, reference) in on.level.references.iter().enumerate() {
        let row = AreaIx::at(on.level.areas.len() + offset);
        let parts: Vec<AreaIx> = on
            .areas()
            .filter(|a| on.level.area(*a).is_some_and(|a| a.parent.as_ref() == Some(&reference.key)))
            .collect();
        if parts.len() < 2 {
            continue;
        }
        let mut odd: Vec<(Period, f64, f64)> = Vec::new();
        for period in table.periods() {
            let sum = parts.iter().map(|a| table.get(*a, *period).value()).sum::<Option<f64>>();
            if let (Some(total), Some(sum)) = (table.get(row, *period).value(), sum)
                && differ(total, sum, parts.len())
            {
                odd.push((*period, total, sum));
            }
        }
        if let Some((period, total, sum)) = odd.last() {
            let words = format!("{} {period}: Σ {} ≠ {}; n = {}", reference.key, shown(*sum), shown(*total), odd.len());
            let remark = Remark::new(&kinds::SUM_DIFFERS, "").found(&on.indicator.id).expected(words);
            notes.about(remark, on.cell(row, *period));
        }
    }
}

fn over_categories(on: &On<'_>, notes: &mut Notes) {
    let Some(total) = on.total() else { return };
    for breakdown in on.source.catalogue.breakdowns.iter().filter(|b| b.complete && b.categories.len() > 1) {
        let slice = |c: &crate::model::Category| Slice::of(vec![(breakdown.id.clone(), c.id.clone())]);
        let parts = breakdown.categories.iter().map(|c| on.figures.slice(&slice(c))).collect::<Option<Vec<_>>>();
        let Some(parts) = parts else { continue };
        let mut odd = Vec::new();
        for (area, period, value) in super::super::secrets::cells(total) {
            let sum = parts.iter().map(|t| t.get(area, period).value()).sum::<Option<f64>>();
            if let (Some(total), Some(sum)) = (value.value(), sum)
                && differ(total, sum, parts.len())
            {
                odd.push((area, period, total, sum));
            }
        }
        if let Some((area, period, total, sum)) = odd.last() {
            let words = format!(
                "{}, {} {period}: Σ {} ≠ {}; n = {}",
                breakdown.id,
                on.key(*area),
                shown(*sum),
                shown(*total),
                odd.len()
            );
            let remark = Remark::new(&kinds::SUM_DIFFERS, "").found(&on.indicator.id).expected(words);
            notes.about(remark, on.cell(*area, *period));
        }
    }
}
