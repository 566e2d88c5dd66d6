//! Rates against their numerator and denominator.

use super::super::kinds;
use super::super::notes::Notes;
use super::super::secrets::{cells, figures_of};
use super::{On, shown};
use crate::model::Measure;
use crate::publish::Remark;

/// A rate may differ from its quotient by this part: averages and reference days differ a little.
const TOLERANCE: f64 = 0.02;

/// Compares published rates with what their parts give.
pub(super) fn check(on: &On<'_>, notes: &mut Notes) {
    let scale = match on.indicator.measure {
        Measure::Share => 100.0,
        Measure::Rate { per } => f64::from(per),
        _ => return,
    };
    let of = |id: Option<&crate::model::IndicatorId>| figures_of(on.source, &on.level.id, id?);
    let (above, below) = (of(on.indicator.numerator.as_ref()), of(on.indicator.denominator.as_ref()));
    let (Some(above), Some(below)) = (above, below) else { return };
    let unit = 10_f64.powi(-i32::from(on.indicator.decimals));
    let (mut odd, mut compared) = (Vec::new(), 0);
    for (slice, table) in &on.figures.tables {
        let Some(numerators) = above.slice(slice) else { continue };
        let Some(denominators) = below.slice(slice).or(below.total()) else { continue };
        for (area, period, value) in cells(table) {
            let parts = (numerators.get(area, period).value(), denominators.get(area, period).value());
            let (Some(rate), (Some(n), Some(d))) = (value.value(), parts) else { continue };
            if d <= 0.0 {
                continue;
            }
            compared += 1;
            let made = scale * n / d;
            if (rate - made).abs() > (rate.abs() * TOLERANCE).max(unit) {
                odd.push((slice, area, period, rate, made));
            }
        }
    }
    if let Some((slice, area, period, rate, made)) = odd.first() {
        let words =
            format!("{} {period}: {} ≠ {}; n = {} / {compared}", on.key(*area), shown(*rate), shown(*made), odd.len());
        let remark = Remark::new(&kinds::RATE_DIFFERS, "").found(&on.indicator.id).expected(words);
        notes.about(remark, on.part(slice, *area, *period));
    }
}
