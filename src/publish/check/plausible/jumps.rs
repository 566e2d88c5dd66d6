//! Changes from one year to the next, against those of the other areas and of the other years.

use super::super::kinds;
use super::super::notes::Notes;
use super::{FEW, On, median, robust, shown};
use crate::model::{AreaIx, Measure, Period, Table, ValueFlags};
use crate::publish::Remark;

/// So many robust standard deviations from the other areas are a jump.
const FAR: f64 = 8.0;
/// And by this factor at least.
const FACTOR: f64 = 1.5;
/// Counts below this jump by chance.
const SMALL: f64 = 30.0;

/// The logarithm of the change from one period to the next, of the areas that have both and are positive.
struct Step {
    before: Period,
    after: Period,
    changes: Vec<(AreaIx, f64)>,
}

/// Looks for areas that leave the others, and for years in which all change as never else.
pub(super) fn check(on: &On<'_>, notes: &mut Notes) {
    let Some(table) = on.total() else { return };
    if !on.indicator.measure.lasts() || on.indicator.unfit {
        return;
    }
    let steps: Vec<Step> = table.periods().windows(2).map(|w| step(on, table, w[0], w[1])).collect();
    for step in &steps {
        areas(on, table, step, notes);
    }
    years(on, &steps, notes);
}

fn step(on: &On<'_>, table: &Table, before: Period, after: Period) -> Step {
    let change = |area: AreaIx| {
        let (a, b) = (table.get(area, before).value()?, table.get(area, after).value()?);
        let small = on.indicator.measure == Measure::Count && (a < SMALL || b < SMALL);
        (a > 0.0 && b > 0.0 && !small).then(|| (area, (b / a).ln()))
    };
    Step { before, after, changes: on.areas().filter_map(change).collect() }
}

/// Whether the publisher has said that the series breaks there.
fn is_declared(on: &On<'_>, step: &Step) -> bool {
    on.indicator.series_breaks.iter().any(|b| b.period > step.before && b.period <= step.after)
}

fn areas(on: &On<'_>, table: &Table, step: &Step, notes: &mut Notes) {
    let values: Vec<f64> = step.changes.iter().map(|(_, c)| *c).collect();
    let Some((middle, spread)) = robust(&values) else { return };
    if is_declared(on, step) {
        return;
    }
    for (area, change) in &step.changes {
        let away = (change - middle).abs();
        let (a, b) = (table.get(*area, step.before), table.get(*area, step.after));
        let flagged = [ValueFlags::BREAK, ValueFlags::ESTIMATED].iter().any(|f| b.flags().has(*f) || a.flags().has(*f));
        // A count of n varies by its root even if nothing changes.
        let chance = match (on.indicator.measure, a.value(), b.value()) {
            (Measure::Count, Some(a), Some(b)) => 6.0 * (1.0 / a + 1.0 / b).sqrt(),
            _ => 0.0,
        };
        if away > FAR * spread && away > FACTOR.ln() && away > chance && !flagged {
            let (a, b) = (a.value().unwrap_or_default(), b.value().unwrap_or_default());
            let usual = shown(middle.exp());
            let words = format!(
                "{} {} → {}: {} → {}; × {}, Median × {usual}",
                on.key(*area),
                step.before,
                step.after,
                shown(a),
                shown(b),
                shown(change.exp())
            );
            let remark = Remark::new(&kinds::JUMP, "").found(&on.indicator.id).expected(words);
            notes.about(remark, on.cell(*area, step.after));
        }
    }
}

/// A year whose median change is far from that of all other years.
fn years(on: &On<'_>, steps: &[Step], notes: &mut Notes) {
    let of = |s: &Step| median(s.changes.iter().map(|(_, c)| *c).collect()).filter(|_| s.changes.len() >= FEW);
    let medians: Vec<(&Step, f64)> = steps.iter().filter_map(|s| Some((s, of(s)?))).collect();
    let Some((middle, spread)) = robust(&medians.iter().map(|(_, m)| *m).collect::<Vec<_>>()) else { return };
    for (step, change) in medians.iter().filter(|(s, _)| !is_declared(on, s)) {
        let away = (change - middle).abs();
        if away > FAR * spread && away > FACTOR.ln() {
            let usual = shown(middle.exp());
            let words = format!("{} → {}: × {}, Median × {usual}", step.before, step.after, shown(change.exp()));
            let remark = Remark::new(&kinds::BREAK_UNDECLARED, "").found(&on.indicator.id).expected(words);
            let area = step.changes.first().map_or(AreaIx(0), |(a, _)| *a);
            notes.about(remark, on.cell(area, step.after));
        }
    }
}
