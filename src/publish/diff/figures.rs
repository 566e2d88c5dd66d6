//! Figures, gaps and remarks; periods and slices that came or went.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Diff, FigureChange, What, slice_id};
use crate::model::{
    AreaIx, AreaKey, Figures, Indicator, IndicatorId, Level, LevelId, Observation, Period, Slice, Table,
};
use crate::publish::Published;
use crate::stats::median;
use crate::text::number;

/// What became of the figures of one indicator on one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The level.
    pub level: LevelId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The slices that [`FigureChange::slice`] counts.
    pub slices: Vec<String>,
    /// Cells compared.
    pub compared: usize,
    /// Every cell that differs.
    pub figures: Vec<FigureChange>,
}

impl Series {
    /// The differences that are more than rounding.
    pub fn real(&self) -> impl Iterator<Item = &FigureChange> {
        self.figures.iter().filter(|f| !f.rounding)
    }

    /// Median size of the changes of numbers, in the indicator's unit; `None` without any.
    pub fn median_change(&self) -> Option<f64> {
        let sizes: Vec<f64> = self.real().filter_map(size).collect();
        median(&sizes).ok()
    }

    /// The largest change of a number; of equal ones the first.
    pub fn largest(&self) -> Option<&FigureChange> {
        let mut best: Option<(&FigureChange, f64)> = None;
        for figure in self.real() {
            if let Some(size) = size(figure).filter(|s| best.is_none_or(|(_, most)| *s > most)) {
                best = Some((figure, size));
            }
        }
        best.map(|(figure, _)| figure)
    }
}

/// How far a number moved; `None` where a gap is involved.
pub(super) fn size(figure: &FigureChange) -> Option<f64> {
    let (a, b) = (figure.old.value()?, figure.new.value()?);
    Some((b - a).abs()).filter(|d| *d > 0.0 && d.is_finite())
}

/// Compares all figures, in the order of the newer catalogue.
pub(super) fn compare(old: &Published, new: &Published, diff: &mut Diff) {
    let levels = |p: &Published| p.catalogue.levels.iter().map(|l| l.id.clone()).collect::<Vec<_>>();
    let shared: Vec<LevelId> = levels(new).into_iter().filter(|l| old.catalogue.level(l).is_some()).collect();
    let nothing = Figures { tables: Vec::new() };
    for id in &shared {
        let (Some(before), Some(level)) = (old.catalogue.level(id), new.catalogue.level(id)) else { continue };
        let rows = shared_rows(before, level);
        for indicator in new.catalogue.indicators.iter().filter(|i| old.catalogue.indicator(&i.id).is_some()) {
            let key = (id.clone(), indicator.id.clone());
            let (a, b) = (old.figures.get(&key), new.figures.get(&key));
            if a.is_none() && b.is_none() {
                continue;
            }
            let pair = Pair { level: id, indicator, rows: &rows };
            pair.compare(a.unwrap_or(&nothing), b.unwrap_or(&nothing), diff);
        }
    }
}

/// Rows of the older and the newer level that mean the same area.
fn shared_rows(before: &Level, level: &Level) -> Vec<(AreaIx, AreaIx)> {
    let places: BTreeMap<&AreaKey, usize> = before.rows().enumerate().map(|(i, a)| (&a.key, i)).collect();
    let same = |(row, area): (usize, &crate::model::Area)| Some((AreaIx::at(*places.get(&area.key)?), AreaIx::at(row)));
    level.rows().enumerate().filter_map(same).collect()
}

struct Pair<'a> {
    level: &'a LevelId,
    indicator: &'a Indicator,
    rows: &'a [(AreaIx, AreaIx)],
}

impl Pair<'_> {
    fn compare(&self, old: &Figures, new: &Figures, diff: &mut Diff) {
        let slices: BTreeSet<&Slice> = old.tables.iter().chain(&new.tables).map(|(s, _)| s).collect();
        let mut series = Series {
            level: self.level.clone(),
            indicator: self.indicator.id.clone(),
            slices: Vec::new(),
            compared: 0,
            figures: Vec::new(),
        };
        for slice in slices {
            let id = slice_id(slice);
            let change = |old, new| Change::new(What::Slice, &id, old, new).on(self.level).about(&self.indicator.id);
            match (old.slice(slice), new.slice(slice)) {
                (Some(a), Some(b)) => {
                    self.periods(&id, a, b, &mut diff.changes);
                    self.cells(&id, a, b, &mut series);
                }
                (Some(a), None) => diff.changes.push(change(Some(span(a.periods())), None)),
                (None, b) => diff.changes.push(change(None, Some(span(b.map_or(&[], |t| t.periods()))))),
            }
        }
        diff.compared += series.compared;
        if !series.figures.is_empty() {
            diff.series.push(series);
        }
    }

    fn periods(&self, slice: &str, old: &Table, new: &Table, into: &mut Vec<Change>) {
        let only = |a: &Table, b: &Table| -> Vec<Period> {
            a.periods().iter().copied().filter(|p| b.periods().binary_search(p).is_err()).collect()
        };
        let mut add = |periods: Vec<Period>, is_new: bool| {
            if !periods.is_empty() {
                let (old, new) = if is_new { (None, Some(span(&periods))) } else { (Some(span(&periods)), None) };
                into.push(Change::new(What::Period, slice, old, new).on(self.level).about(&self.indicator.id));
            }
        };
        add(only(old, new), false);
        add(only(new, old), true);
    }

    fn cells(&self, slice: &str, old: &Table, new: &Table, series: &mut Series) {
        let place = series.slices.len();
        let shared: Vec<Period> =
            new.periods().iter().copied().filter(|p| old.periods().binary_search(p).is_ok()).collect();
        for &(was, is) in self.rows {
            for &period in &shared {
                series.compared += 1;
                let (a, b) = (old.get(was, period), new.get(is, period));
                if a != b {
                    let rounding = self.is_rounding(a, b);
                    series.figures.push(FigureChange { slice: place, row: is.0, period, old: a, new: b, rounding });
                }
            }
        }
        series.slices.push(slice.to_owned());
    }

    fn is_rounding(&self, old: Observation, new: Observation) -> bool {
        let (Observation::Known(a, flags), Observation::Known(b, others)) = (old, new) else { return false };
        let decimals = self.indicator.decimals;
        let look = |value| number(value, decimals, crate::model::Lang::De);
        let close = 0.05 * 10f64.powi(-i32::from(decimals));
        flags == others && ((a - b).abs() <= close.max(a.abs() * 1e-9) || look(a) == look(b))
    }
}

/// Periods in few words: `2018..2021, 2023`.
fn span(periods: &[Period]) -> String {
    let mut runs: Vec<(Period, Period)> = Vec::new();
    for &period in periods {
        match (runs.last_mut(), period) {
            (Some((_, last @ Period::Year(_))), Period::Year(year))
                if i32::from(last.year()) + 1 == i32::from(year) =>
            {
                *last = period;
            }
            _ => runs.push((period, period)),
        }
    }
    let words = |(a, b): &(Period, Period)| if a == b { a.to_string() } else { format!("{a}..{b}") };
    runs.iter().map(words).collect::<Vec<_>>().join(", ")
}
