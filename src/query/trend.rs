//! How a figure developed.

use std::ops::Range;

use crate::model::{AreaIx, Indicator, Observation, Period, SeriesBreak, Table, ValueFlags};

use super::change::{Change, ChangeUnit, five_years_before};

/// One area over all periods, with a reference beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend<'a> {
    /// Every period of the table with the area's figure or the reason for its absence, oldest first.
    pub points: Vec<(Period, Observation)>,
    /// The same periods for the reference; empty without one.
    pub reference: Vec<(Period, Observation)>,
    /// Breaks that lie within the periods.
    pub breaks: Vec<&'a SeriesBreak>,
    /// Runs of points that may be joined by a line: split at gaps and at series breaks. No run is empty.
    pub segments: Vec<Range<usize>>,
    /// The same for the reference.
    pub reference_segments: Vec<Range<usize>>,
    /// The change over the default window of five years up to the last known figure.
    pub change: Option<TrendChange>,
}

/// A change with its dates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendChange {
    /// Earlier period.
    pub from: Period,
    /// Later period.
    pub to: Period,
    /// The change; [`ValueFlags::BREAK`] if it runs across a series break. Always known.
    pub value: Observation,
    /// Its unit.
    pub unit: ChangeUnit,
}

impl<'a> Trend<'a> {
    /// The trend of one row of a table, beside that of a reference row.
    pub fn of(indicator: &'a Indicator, table: &Table, area: AreaIx, reference: Option<AreaIx>) -> Trend<'a> {
        let series = |row| -> Vec<(Period, Observation)> {
            table.periods().iter().copied().zip(table.row(row).iter().copied()).collect()
        };
        let points = series(area);
        let reference = reference.map(series).unwrap_or_default();
        let within = |b: &&SeriesBreak| {
            points.first().is_some_and(|p| p.0 < b.period) && points.last().is_some_and(|p| b.period <= p.0)
        };
        Trend {
            breaks: indicator.series_breaks.iter().filter(within).collect(),
            segments: segments(&points, &indicator.series_breaks),
            reference_segments: segments(&reference, &indicator.series_breaks),
            change: five_years(indicator, table, area, None),
            points,
            reference,
        }
    }

    /// The first known figure.
    pub fn first(&self) -> Option<(Period, f64)> {
        self.points.iter().find_map(|(p, o)| o.value().map(|v| (*p, v)))
    }

    /// The last known figure.
    pub fn last(&self) -> Option<(Period, f64)> {
        self.points.iter().rev().find_map(|(p, o)| o.value().map(|v| (*p, v)))
    }
}

/// Change over five years up to the last known figure not later than `until`; only periods in which the area has a figure
/// can begin it. Scores have no change: they are scaled anew every time, so that only ranks may be compared over time.
pub(super) fn five_years(
    indicator: &Indicator,
    table: &Table,
    area: AreaIx,
    until: Option<Period>,
) -> Option<TrendChange> {
    if !indicator.measure.lasts() {
        return None;
    }
    let row = table.periods().iter().zip(table.row(area));
    let row = row.filter(|(p, o)| o.value().is_some() && until.is_none_or(|until| **p <= until));
    let known: Vec<Period> = row.map(|(p, _)| *p).collect();
    let to = *known.last()?;
    let from = five_years_before(&known, to)?;
    let change = Change::between(indicator, table, from, to);
    let value = change.of(table, area);
    value.value().map(|_| TrendChange { from, to, value, unit: change.unit })
}

fn segments(points: &[(Period, Observation)], breaks: &[SeriesBreak]) -> Vec<Range<usize>> {
    let broken = |before: Period, after: Period| breaks.iter().any(|b| before < b.period && b.period <= after);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (i, (period, observation)) in points.iter().enumerate() {
        if observation.value().is_none() {
            continue;
        }
        match found.last_mut() {
            Some(run)
                if run.end == i && !broken(points[i - 1].0, *period) && !observation.flags().has(ValueFlags::BREAK) =>
            {
                run.end = i + 1;
            }
            _ => found.push(i..i + 1),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::{Measure, Missing, Words};

    fn indicator(breaks: &[i16]) -> Indicator {
        let series_breaks =
            breaks.iter().map(|y| SeriesBreak { period: Period::Year(*y), reason: Words::plain("Zensus") }).collect();
        Indicator { series_breaks, ..sample::indicator("x", "X", Measure::Share, &[]) }
    }

    /// One row from 2010 on; `None` is pending.
    fn table(values: &[Option<f64>]) -> Table {
        let years: Vec<Period> = (2010..).take(values.len()).map(Period::Year).collect();
        let mut table = Table::new(years.clone(), 1, 0);
        for (year, value) in years.iter().zip(values) {
            let gap = Observation::Missing(Missing::Pending);
            table.set(AreaIx(0), *year, value.map_or(gap, |v| Observation::Known(v, ValueFlags::NONE)));
        }
        table
    }

    #[test]
    fn a_change_ends_with_what_is_shown_and_scores_have_none() {
        let table = table(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(5.0), Some(6.0), Some(9.0)]);
        let change = |until| five_years(&indicator(&[]), &table, AreaIx(0), until).unwrap();
        assert_eq!((change(None).from, change(None).to), (Period::Year(2011), Period::Year(2016)));
        let earlier = change(Some(Period::Year(2015)));
        assert_eq!((earlier.from, earlier.to), (Period::Year(2010), Period::Year(2015)));
        let score = Indicator { measure: Measure::Index, ..indicator(&[]) };
        assert_eq!(five_years(&score, &table, AreaIx(0), None), None);
    }

    #[test]
    fn lines_stop_at_gaps_and_breaks() {
        let indicator = indicator(&[2013, 2030]);
        let table = table(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), None, Some(6.0), None]);
        let trend = Trend::of(&indicator, &table, AreaIx(0), None);
        assert_eq!(trend.segments, [0..3, 3..4, 5..6]);
        assert_eq!(trend.breaks.len(), 1);
        assert_eq!(trend.first(), Some((Period::Year(2010), 1.0)));
        assert_eq!(trend.last(), Some((Period::Year(2015), 6.0)));
        let change = trend.change.unwrap();
        assert_eq!((change.from, change.to, change.value.value()), (Period::Year(2010), Period::Year(2015), Some(5.0)));
        assert!(change.value.flags().has(ValueFlags::BREAK));
        assert_eq!(change.unit, ChangeUnit::PercentagePoints);
    }

    #[test]
    fn a_flagged_figure_begins_a_new_line() {
        let mut table = table(&[Some(1.0), Some(2.0)]);
        table.set(AreaIx(0), Period::Year(2011), Observation::Known(2.0, ValueFlags::BREAK));
        let indicator = indicator(&[]);
        assert_eq!(Trend::of(&indicator, &table, AreaIx(0), Some(AreaIx(0))).reference_segments, [0..1, 1..2]);
    }

    #[test]
    fn nothing_known_is_no_trend() {
        let (table, indicator) = (table(&[None, None]), indicator(&[]));
        let trend = Trend::of(&indicator, &table, AreaIx(0), None);
        assert_eq!((trend.segments.len(), trend.first(), trend.change), (0, None, None));
        assert!(Trend::of(&indicator, &table, AreaIx(9), None).points.is_empty());
    }
}
