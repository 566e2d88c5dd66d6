//! Hidden cells that other cells give away: totals and parts over areas, levels, categories and periods, rates with
//! one of their parts, and the same figures under another name.
//!
//! This finds what a reader with pencil and paper finds: one unknown in one sum. What several sums together give away
//! is the matter of `atlas protect` and its attacker.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds;
use super::notes::{Cell, Notes};
use super::secrets::{cells, figures_of};
use crate::bundle::source::Source;
use crate::model::{
    AreaIx, BreakdownId, Figures, Indicator, Level, Measure, Missing, Observation, Period, Slice, Table,
};
use crate::publish::{Kind, Remark};

/// Checks all figures.
pub(super) fn check(source: &Source, notes: &mut Notes) {
    for level in &source.catalogue.levels {
        for indicator in &source.catalogue.indicators {
            let Some(figures) = figures_of(source, &level.id, &indicator.id) else { continue };
            let minimum = source.details.provenance.get(&indicator.id).and_then(|p| p.minimum_cases);
            let on = On { source, level, indicator, minimum };
            if indicator.measure == Measure::Count && indicator.additive {
                for (slice, table) in &figures.tables {
                    over_areas(&on, slice, table, notes);
                    over_periods(&on, slice, table, notes);
                    over_categories(&on, slice, table, figures, notes);
                }
            }
            by_rate(&on, figures, notes);
            elsewhere(&on, figures, notes);
        }
    }
}

struct On<'s> {
    source: &'s Source,
    level: &'s Level,
    indicator: &'s Indicator,
    minimum: Option<u32>,
}

/// A cell of a sum.
type Part = (Cell, Observation);

/// A total and its parts, in one period each; several of them tell whether the parts really add up.
struct Sum {
    total: Part,
    parts: Vec<Part>,
}

impl Sum {
    /// Whether total and parts agree; `None` if one of them is unknown.
    fn holds(&self) -> Option<bool> {
        let total = self.total.1.value()?;
        let sum = self.parts.iter().map(|(_, v)| v.value()).sum::<Option<f64>>()?;
        // Figures rounded to whole numbers may differ by half a unit each.
        Some((total - sum).abs() <= 0.5 * self.parts.len() as f64 + 1e-9)
    }
}

fn cell_of(level: &Level, indicator: &Indicator, slice: &Slice, area: AreaIx, period: Period) -> Cell {
    let key = level.area(area).map(|a| a.key.to_string()).unwrap_or_default();
    Cell { level: level.id.clone(), indicator: indicator.id.clone(), slice: slice.clone(), key, period }
}

fn is_hidden(value: Observation) -> bool {
    value == Observation::Missing(Missing::UnknownOrConfidential)
}

/// Looks at sums of one kind. `single` is what a single hidden part is called, `None` where the reader looks itself;
/// `sure` says that the parts are declared to add up, otherwise three sums must show it.
fn examine(on: &On<'_>, sums: &[Sum], single: Option<&'static Kind>, sure: bool, notes: &mut Notes) {
    let (right, wrong) =
        sums.iter().filter_map(Sum::holds).fold((0, 0), |(r, w), holds| if holds { (r + 1, w) } else { (r, w + 1) });
    if wrong > right || (!sure && (right < 3 || wrong > 0)) {
        return;
    }
    let words = |cell: &Cell| {
        let parts: Vec<&str> = cell.slice.0.iter().map(|(_, c)| c.as_str()).collect();
        [vec![cell.key.as_str()], parts].concat().join(" ") + ", " + &cell.period.to_string()
    };
    for sum in sums {
        let hidden: Vec<&Part> = sum.parts.iter().filter(|(_, v)| is_hidden(*v)).collect();
        let blank: Vec<&Part> =
            sum.parts.iter().filter(|(_, v)| *v == Observation::Missing(Missing::NotPublished)).collect();
        let known: f64 = sum.parts.iter().filter_map(|(_, v)| v.value()).sum();
        let all_known = sum.parts.iter().all(|(_, v)| v.value().is_some());
        let one_open = sum.parts.iter().filter(|(_, v)| v.value().is_none()).count() == 1;
        let (cell, value) = &sum.total;
        if is_hidden(*value) && all_known {
            let parts: Vec<&str> = sum.parts.iter().take(3).map(|(c, _)| c.key.as_str()).collect();
            let parts = if sum.parts.iter().all(|(c, _)| c.key == cell.key) {
                sum.parts.iter().take(3).map(|(c, _)| words(c)).collect::<Vec<_>>().join("; ")
            } else {
                parts.join(", ")
            };
            let remark = Remark::new(&kinds::HIDDEN_TOTAL, "").column(on.indicator.id.as_str());
            notes.about(remark.found(words(cell)).expected(parts + " …"), cell.clone());
        }
        let Some(total) = value.value().filter(|_| one_open) else { continue };
        if let (Some(kind), [(part, _)]) = (single, &hidden[..]) {
            let remark = Remark::new(kind, "").column(on.indicator.id.as_str());
            notes.about(remark.found(words(part)).expected(words(cell)), part.clone());
        }
        if let ([(part, _)], Some(minimum)) = (&blank[..], on.minimum) {
            let cases = total - known;
            if cases > 0.0 && cases < f64::from(minimum) {
                let remark = Remark::new(&kinds::BLANK_HIDES_SMALL, "").column(on.indicator.id.as_str());
                notes.about(remark.found(words(part)).expected(minimum), part.clone());
            }
        }
    }
}

/// Larger areas and the areas within them: references of the level, areas of other levels, and planning areas that are
/// published as areas of a level of their own.
fn over_areas(on: &On<'_>, slice: &Slice, table: &Table, notes: &mut Notes) {
    let mut parts: BTreeMap<(bool, &str), Vec<AreaIx>> = BTreeMap::new();
    for (place, area) in on.level.areas.iter().enumerate() {
        if let Some(parent) = &area.parent {
            parts.entry((false, parent.as_str())).or_default().push(AreaIx::at(place));
        }
    }
    for set in &on.source.catalogue.sets {
        let members: Option<Vec<AreaIx>> = set.members.iter().map(|m| on.level.find(&m.area)).collect();
        parts.extend(members.map(|m| ((true, set.id.as_str()), m)));
    }
    for ((is_set, parent), areas) in parts.iter().filter(|(_, areas)| areas.len() > 1) {
        let sums = |level: &Level, whole: &Table, row: AreaIx| -> Vec<Sum> {
            let sum = |period: &Period| Sum {
                total: (cell_of(level, on.indicator, slice, row, *period), whole.get(row, *period)),
                parts: areas
                    .iter()
                    .map(|a| (cell_of(on.level, on.indicator, slice, *a, *period), table.get(*a, *period)))
                    .collect(),
            };
            table.periods().iter().map(sum).collect()
        };
        let row_on = |level: &Level| level.rows().position(|a| a.key.as_str() == *parent).map(AreaIx::at);
        // The reader looks at parents on the same level itself.
        let here = if *is_set { Some(&kinds::SINGLE_LEVEL) } else { None };
        if let Some(row) = row_on(on.level) {
            examine(on, &sums(on.level, table, row), here, true, notes);
        }
        for level in on.source.catalogue.levels.iter().filter(|l| l.id != on.level.id) {
            let other = figures_of(on.source, &level.id, &on.indicator.id).and_then(|f| f.slice(slice));
            if let (Some(row), Some(whole)) = (row_on(level), other) {
                examine(on, &sums(level, whole, row), Some(&kinds::SINGLE_LEVEL), true, notes);
            }
        }
    }
}

/// A year and its twelve months.
fn over_periods(on: &On<'_>, slice: &Slice, table: &Table, notes: &mut Notes) {
    let years: BTreeSet<i16> = table.periods().iter().map(|p| p.year()).collect();
    let has = |p: Period| table.periods().binary_search(&p).is_ok();
    let months = |year: i16| (1..=12).map(move |m| Period::Month(year, m));
    let mut sums = Vec::new();
    for year in years.into_iter().filter(|y| has(Period::Year(*y)) && months(*y).all(has)) {
        for area in (0..table.rows()).map(AreaIx::at) {
            let part = |p: Period| (cell_of(on.level, on.indicator, slice, area, p), table.get(area, p));
            sums.push(Sum { total: part(Period::Year(year)), parts: months(year).map(part).collect() });
        }
    }
    // Stocks and averages do not add up over months; their sums show it.
    examine(on, &sums, Some(&kinds::SINGLE_PERIOD), true, notes);
}

/// A slice and its categories in one more breakdown.
fn over_categories(on: &On<'_>, slice: &Slice, table: &Table, figures: &Figures, notes: &mut Notes) {
    let used = |id: &BreakdownId| slice.0.iter().any(|(b, _)| b == id);
    for breakdown in on.source.catalogue.breakdowns.iter().filter(|b| !used(&b.id) && b.categories.len() > 1) {
        let part_of = |category: &crate::model::Category| {
            let mut parts = slice.0.clone();
            parts.push((breakdown.id.clone(), category.id.clone()));
            let slice = Slice::of(parts);
            figures.slice(&slice).map(|t| (slice, t))
        };
        let Some(parts) = breakdown.categories.iter().map(part_of).collect::<Option<Vec<_>>>() else { continue };
        let mut sums = Vec::new();
        for (area, period, value) in cells(table) {
            let part = |(slice, table): &(Slice, &Table)| {
                (cell_of(on.level, on.indicator, slice, area, period), table.get(area, period))
            };
            let total = (cell_of(on.level, on.indicator, slice, area, period), value);
            sums.push(Sum { total, parts: parts.iter().map(part).collect() });
        }
        let reader_looks = breakdown.complete && slice.is_total();
        let single = if reader_looks { None } else { Some(&kinds::SINGLE_CATEGORY) };
        examine(on, &sums, single, breakdown.complete, notes);
    }
}

/// A hidden numerator or denominator beside the rate and its other part.
fn by_rate(on: &On<'_>, rates: &Figures, notes: &mut Notes) {
    let (Some(above), Some(below)) = (&on.indicator.numerator, &on.indicator.denominator) else { return };
    if !matches!(on.indicator.measure, Measure::Share | Measure::Rate { .. } | Measure::Ratio) {
        return;
    }
    let of = |id| figures_of(on.source, &on.level.id, id);
    let (Some(numerators), Some(denominators)) = (of(above), of(below)) else { return };
    for (slice, table) in &rates.tables {
        let Some(numerator) = numerators.slice(slice) else { continue };
        let Some(denominator) = denominators.slice(slice).or(denominators.total()) else { continue };
        for (area, period, _) in cells(table).filter(|(_, _, v)| v.value().is_some()) {
            let (n, d) = (numerator.get(area, period), denominator.get(area, period));
            let (id, other) = match (is_hidden(n), is_hidden(d)) {
                (true, false) if d.value().is_some() => (above, below),
                (false, true) if n.value().is_some() => (below, above),
                _ => continue,
            };
            let cell = Cell { indicator: id.clone(), ..cell_of(on.level, on.indicator, slice, area, period) };
            let remark = Remark::new(&kinds::HIDDEN_BY_RATE, "").column(id.as_str());
            let remark = remark.found(format!("{}, {period}", cell.key));
            notes.about(remark.expected(format!("„{}“, „{other}“", on.indicator.id)), cell);
        }
    }
}

/// Hidden cells of figures that another indicator publishes as well.
fn elsewhere(on: &On<'_>, figures: &Figures, notes: &mut Notes) {
    let Some(own) = figures.total().filter(|t| cells(t).any(|(_, _, v)| is_hidden(v))) else { return };
    let others = on.source.figures.iter().filter(|(level, id, _)| *level == on.level.id && *id != on.indicator.id);
    for (_, id, other) in others {
        let Some(theirs) = other.total() else { continue };
        let (mut same, mut given_away) = (0, Vec::new());
        let differs = cells(own).any(|(area, period, value)| {
            let there = theirs.get(area, period);
            match (value.value(), there.value()) {
                (Some(a), Some(b)) if a == b => same += i32::from(a != 0.0),
                (Some(_), Some(_)) => return true,
                (None, Some(_)) if is_hidden(value) => given_away.push((area, period)),
                _ => {}
            }
            false
        });
        if differs || same < 5 {
            continue;
        }
        for (area, period) in given_away {
            let cell = cell_of(on.level, on.indicator, &Slice::total(), area, period);
            let remark = Remark::new(&kinds::HIDDEN_ELSEWHERE, "").column(on.indicator.id.as_str());
            notes.about(remark.found(format!("{}, {period}", cell.key)).expected(id), cell);
        }
    }
}
