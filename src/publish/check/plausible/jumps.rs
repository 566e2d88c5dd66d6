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
    let jumps: Vec<Jump> = steps.iter().flat_map(|step| areas(on, table, step)).collect();
    // The farthest one a line; a planner who looks at it looks at the series.
    if let Some(jump) = jumps.iter().max_by(|a, b| a.away.total_cmp(&b.away)) {
        let places: std::collections::BTreeSet<AreaIx> = jumps.iter().map(|j| j.area).collect();
        let some: Vec<String> = places.iter().filter(|a| **a != jump.area).take(4).map(|a| on.key(*a)).collect();
        let more = match (some.is_empty(), jumps.len()) {
            (_, 1) => String::new(),
            (true, n) => format!("; n = {n}"),
            (false, n) => format!("; n = {n}: {} …", some.join(", ")),
        };
        let remark = Remark::new(&kinds::JUMP, "").found(&on.indicator.id).expected(jump.words.clone() + &more);
        notes.about(remark, on.cell(jump.area, jump.after));
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

/// A change of one area far from those of the others.
struct Jump {
    area: AreaIx,
    after: Period,
    /// In robust standard deviations.
    away: f64,
    words: String,
}

/// Whether the publisher has said that the series breaks there.
fn is_declared(on: &On<'_>, step: &Step) -> bool {
    on.indicator.series_breaks.iter().any(|b| b.period > step.before && b.period <= step.after)
}

fn areas(on: &On<'_>, table: &Table, step: &Step) -> Vec<Jump> {
    let values: Vec<f64> = step.changes.iter().map(|(_, c)| *c).collect();
    let Some((middle, spread)) = robust(&values).filter(|_| !is_declared(on, step)) else { return Vec::new() };
    let jump = |(area, change): &(AreaIx, f64)| {
        let away = (change - middle).abs();
        // Millions of changes are looked at, and hardly one is put into words.
        let far = away > FAR * spread && away > FACTOR.ln();
        if !far {
            return None;
        }
        let (a, b) = (table.get(*area, step.before), table.get(*area, step.after));
        let flagged = [ValueFlags::BREAK, ValueFlags::ESTIMATED].iter().any(|f| b.flags().has(*f) || a.flags().has(*f));
        let (before, after) = (a.value()?, b.value()?);
        // A count of n varies by its root even if nothing changes.
        let chance =
            if on.indicator.measure == Measure::Count { 6.0 * (1.0 / before + 1.0 / after).sqrt() } else { 0.0 };
        if away <= chance || flagged {
            return None;
        }
        let [before, after, times, usual] = [before, after, change.exp(), middle.exp()].map(shown);
        let key = on.key(*area);
        let years = format!("{} → {}", step.before, step.after);
        let words = format!("{key} {years}: {before} → {after}; × {times}, Median × {usual}");
        Some(Jump { area: *area, after: step.after, away: away / spread, words })
    };
    step.changes.iter().filter_map(jump).collect()
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
