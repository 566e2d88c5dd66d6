//! One display over all values and over time: legend strip, trend, and their small forms for profiles.

use super::bars::BarRow;
use super::groups::{GroupsInput, groups};
use super::line::{LineInput, Point, Series, line};
use super::spark::{SparkInput, spark};
use super::strip::{StripClass, StripInput, StripSmallInput, StripTick, strip, strip_small};
use super::{Look, Paint, Scene};
use crate::model::{AreaIx, Measure, Observation, Period, Table};
use crate::query::{Parts, Trend};
use crate::text;

impl Look<'_> {
    /// The legend that is a strip of all figures.
    pub fn strip(&self, width: f64, summary: &str, selected: &[AreaIx]) -> Scene {
        let t = text::words(self.lang);
        let classes: Vec<StripClass> = self.bounds.map(|b| self.strip_classes(b)).unwrap_or_default();
        let ends = classes.iter().map(|c| c.low).chain(classes.last().map(|c| c.high));
        let bounds: Vec<(f64, String)> = ends.map(|bound| (bound, self.number(bound))).collect();
        let ticks: Vec<StripTick> =
            (0..self.shown.areas().len()).map(AreaIx::at).filter_map(|a| self.tick(a)).collect();
        let references: Vec<(f64, String)> = self
            .beside()
            .into_iter()
            .map(|value| (value, format!("{} {}", self.reference_name(), self.figure(value))))
            .collect();
        let gap = |(reason, n)| (reason, format!("{} ({n})", t.state.missing(reason).short));
        let missing: Vec<_> = self.shown.gaps().into_iter().map(gap).collect();
        strip(&StripInput {
            width,
            title: t.figure.legend,
            summary,
            classes: &classes,
            bounds: &bounds,
            ticks: &ticks,
            references: &references,
            selected,
            missing: &missing,
        })
    }

    fn strip_classes(&self, bounds: &crate::query::ClassBounds) -> Vec<StripClass> {
        let class = |i| {
            let (low, high) = bounds.range(i);
            StripClass { low, high, paint: self.class_paint(bounds, i) }
        };
        (0..bounds.len()).map(class).collect()
    }

    fn tick(&self, area: AreaIx) -> Option<StripTick> {
        let observation = self.shown.get(area);
        let figure = observation.value()?;
        Some(StripTick { area, figure, paint: self.paint(observation), name: self.name(area) })
    }

    /// All districts as thin ticks with one marked, for a profile row.
    pub fn strip_small(&self, width: f64, area: AreaIx) -> Scene {
        let figures: Vec<f64> = self.shown.known();
        strip_small(&StripSmallInput {
            width,
            title: &self.name(area),
            figures: &figures,
            height: 22.0,
            this: self.shown.get(area).value(),
            reference: self.beside(),
            ..StripSmallInput::default()
        })
    }

    /// The trend of the chosen areas and the references, all other areas behind.
    pub fn trend(&self, (width, height): (f64, f64), table: &Table, chosen: &[AreaIx], summary: &str) -> Scene {
        let level = self.shown.level;
        let counts = self.shown.indicator.measure == Measure::Count;
        let references = (level.areas.len()..table.rows()).map(AreaIx::at).filter(|_| !counts);
        let mut series: Vec<Series> = references
            .zip([Paint::Reference, Paint::Muted])
            .map(|(row, paint)| self.series(table, row, paint))
            .filter(|s| s.points.iter().any(|p| p.figure.value().is_some()))
            .collect();
        // Only four lines can be told apart in black and white.
        let paints = [Paint::Accent, Paint::Ink, Paint::Neutral, Paint::Muted];
        series.extend(chosen.iter().zip(paints).map(|(row, paint)| self.series(table, *row, paint)));
        let others = (0..level.areas.len()).map(AreaIx::at).filter(|a| !chosen.contains(a));
        let background: Vec<Series> = others.map(|row| self.series(table, row, Paint::Grid)).collect();
        let breaks = self.breaks(table);
        line(&LineInput {
            width,
            height,
            title: &format!("{}: {}", text::words(self.lang).figure.trend, self.shown.indicator.title.get(self.lang)),
            summary,
            series: &series,
            background: &background,
            breaks: &breaks,
            zero: false,
            number: &|value, decimals| text::number(value, decimals, self.lang),
            period: &|period| text::period(period, self.lang),
        })
    }

    /// The categories of a breakdown in one area, each beside its reference.
    pub fn parts(&self, width: f64, area: AreaIx, reference: Option<AreaIx>, parts: &Parts<'_>) -> Scene {
        let name = |row: AreaIx| self.shown.level.area(row).map_or("", |a| a.name.as_str());
        let reference = reference.filter(|_| parts.rows.iter().any(|r| r.reference.is_some())).map_or("", name);
        let number = |value: f64| {
            let (decimals, unit) = match parts.shares {
                true => (1, "%"),
                false => (self.shown.indicator.decimals, self.shown.indicator.unit.get(self.lang)),
            };
            text::figure(value, decimals, unit, self.lang)
        };
        let row = |part: &crate::query::Part<'_>| {
            let title = part.category.title.get(self.lang);
            let words = match part.figure {
                Observation::Known(value, _) => number(value),
                Observation::Missing(reason) => text::words(self.lang).state.missing(reason).short.to_owned(),
            };
            let mut label = [title, ": ", &words].concat();
            if let Some(value) = part.reference {
                label.push_str(&[", ", reference, " ", &number(value)].concat());
            }
            BarRow {
                area: None,
                name: title.to_owned(),
                rank: String::new(),
                figure: part.figure,
                text: words,
                paint: Paint::Neutral,
                compare: part.reference,
                label,
            }
        };
        let rows: Vec<BarRow> = parts.rows.iter().map(row).collect();
        let summary = rows.iter().map(|r| r.label.as_str()).collect::<Vec<_>>().join("; ");
        let title = [name(area), ": ", parts.breakdown.title.get(self.lang), ", ", &self.when()].concat();
        let area = (Paint::Neutral, name(area));
        groups(&GroupsInput { width, title: &title, summary: &summary, rows: &rows, area, reference })
    }

    fn breaks(&self, table: &Table) -> Vec<(Period, String)> {
        let (first, last) = (table.periods().first(), table.periods().last());
        let within = |p: Period| first.is_some_and(|f| *f < p) && last.is_some_and(|l| p <= *l);
        let breaks = self.shown.indicator.series_breaks.iter().filter(|b| within(b.period));
        breaks.map(|b| (b.period, b.reason.get(self.lang).to_owned())).collect()
    }

    fn series(&self, table: &Table, row: AreaIx, paint: Paint) -> Series {
        let name = self.shown.level.area(row).map_or("", |a| a.name.as_str());
        let is_area = row.ix() < self.shown.level.areas.len();
        Series {
            area: is_area.then_some(row),
            label: name.to_owned(),
            name: name.to_owned(),
            points: self.points(table, row, name),
            paint,
            dashed: false,
        }
    }

    fn points(&self, table: &Table, row: AreaIx, name: &str) -> Vec<Point> {
        let decimals = self.shown.indicator.decimals;
        let unit = self.shown.indicator.unit.get(self.lang);
        let point = |(period, figure): (&Period, &Observation)| {
            let words = text::observation(*figure, decimals, unit, self.lang);
            let name = format!("{name} {}: {words}", text::period(*period, self.lang));
            Point { period: *period, figure: *figure, name }
        };
        table.periods().iter().zip(table.row(row)).map(point).collect()
    }

    /// A small trend beside a figure, for a profile row.
    pub fn spark(&self, (width, height): (f64, f64), table: &Table, area: AreaIx, trend: &Trend<'_>) -> Scene {
        let title = match (trend.first(), trend.last()) {
            (Some((from, _)), Some((to, _))) => text::fill(
                text::words(self.lang).figure.from_to,
                &[&text::period(from, self.lang), &text::period(to, self.lang)],
            ),
            _ => String::new(),
        };
        let counts = self.shown.indicator.measure == Measure::Count;
        let reference = self.shown.level.parent_reference().filter(|_| !counts);
        let points = self.points(table, area, "");
        let beside = reference.map(|row| self.points(table, row, "")).unwrap_or_default();
        spark(&SparkInput {
            width,
            height,
            title: &format!("{}: {title}", text::words(self.lang).figure.trend),
            points: &points,
            reference: &beside,
            breaks: &self.breaks(table),
            ..SparkInput::default()
        })
    }
}
