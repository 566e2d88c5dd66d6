//! One display in every form: the same names, figures and colours in map, bars, legend and table.

use super::bars::{BarRow, BarsInput, bars};
use super::map::{MapInput, map};
use super::{Paint, Ramp, Scene};
use crate::geo::{Projection, Topology, region_paths, shrink_at};
use crate::model::{AreaIx, Lang, Measure, Observation};
use crate::query::{ClassBounds, Ranking, ReferenceKind, Shown, ShownUnit};
use crate::text;

/// What is needed to draw one display.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The figures.
    pub shown: &'a Shown<'a>,
    /// Their order, if they may be ranked.
    pub ranking: Option<&'a Ranking>,
    /// Their classes, if there are figures.
    pub bounds: Option<&'a ClassBounds>,
    /// Title of the breakdown's category; empty for the total.
    pub part: &'a str,
    /// The reader's language.
    pub lang: Lang,
}

/// The shapes of a level as they are drawn: memoised by level and size, as they do not depend on figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlines {
    /// Width in user units.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// Path data of each area in row order.
    pub regions: Vec<String>,
    projection: Projection,
}

impl Outlines {
    /// The shapes of a level, `width` units wide and as high as their form asks for.
    pub fn of(shapes: &Topology, width: f64) -> Outlines {
        // A level without any boundary has an empty map: bars and table still tell everything.
        let bounds @ [west, south, east, north] = shapes.bounds().unwrap_or([0.0, 0.0, 1.0, 1.0]);
        // Degrees of longitude shrink with the latitude; the projection does the same.
        let ratio = (north - south) / ((east - west) * shrink_at((north + south) / 2.0));
        let height = (width * ratio.clamp(0.4, 1.6)).round();
        let projection = Projection::fit(bounds, width, height, 4.0);
        Outlines { width, height, regions: region_paths(shapes, &projection), projection }
    }
}

impl Look<'_> {
    /// "Arbeitslosenquote, Frauen, 2025", for a change "…, 2015 bis 2025".
    pub fn title(&self) -> String {
        let mut title = self.shown.indicator.title.get(self.lang).to_owned();
        for part in [self.part, &self.when()] {
            if !part.is_empty() {
                title.push_str(", ");
                title.push_str(part);
            }
        }
        title
    }

    /// The period or the change in words.
    pub fn when(&self) -> String {
        let Some(span) = self.shown.span else { return String::new() };
        let at = text::period(span.at, self.lang);
        match span.from {
            Some(from) => text::fill(text::words(self.lang).figure.from_to, &[&text::period(from, self.lang), &at]),
            None => at,
        }
    }

    /// A figure with its unit.
    pub fn figure(&self, value: f64) -> String {
        let (indicator, decimals, lang) = (self.shown.indicator, self.shown.decimals, self.lang);
        let unit = indicator.unit.get(lang);
        match self.shown.unit {
            ShownUnit::Own => text::figure(value, decimals, unit, lang),
            ShownUnit::PercentagePoints => text::difference(value, decimals, Measure::Share, unit, lang),
            ShownUnit::PerCent => text::relative(value, decimals, lang),
            ShownUnit::Difference => text::difference(value, decimals, indicator.measure, unit, lang),
        }
    }

    /// A figure as short as an axis or a bound needs it: without unit, changes with sign.
    pub fn number(&self, value: f64) -> String {
        if self.shown.is_change() {
            text::signed(value, self.shown.decimals, self.lang)
        } else {
            text::number(value, self.shown.decimals, self.lang)
        }
    }

    /// A figure with its unit, or the reason for its absence.
    pub fn text(&self, observation: Observation) -> String {
        match observation {
            Observation::Known(value, _) => self.figure(value),
            Observation::Missing(reason) => text::words(self.lang).state.missing(reason).short.to_owned(),
        }
    }

    /// As [`Look::text`], but long units are left to the heading: beside every bar they would leave no room for names.
    pub fn short_text(&self, observation: Observation) -> String {
        let long = self.shown.indicator.unit.get(self.lang).chars().count() > 3;
        match observation {
            Observation::Known(value, _) if long && !self.shown.is_change() => self.number(value),
            observation => self.text(observation),
        }
    }

    /// "4.–6. von 22", empty without rank.
    pub fn rank(&self, area: AreaIx) -> String {
        let Some(ranking) = self.ranking else { return String::new() };
        ranking.position_of(area).map(|entry| text::rank(entry.rank, ranking.n(), self.lang)).unwrap_or_default()
    }

    /// "Gera: 9,8 %, Rang 1 von 22, 2023".
    pub fn name(&self, area: AreaIx) -> String {
        let name = self.shown.level.area(area).map_or("", |a| a.name.as_str());
        let mut words = format!("{name}: {}", self.text(self.shown.get(area)));
        let rank = self.rank(area);
        if !rank.is_empty() {
            let word = text::words(self.lang).figure.rank;
            words.push_str(&format!(", {word} {rank}"));
        }
        format!("{words}, {}", self.when())
    }

    /// The name of the reference that figures are compared with.
    pub fn reference_name(&self) -> String {
        let t = text::words(self.lang);
        match self.shown.reference.map(|r| r.kind) {
            Some(ReferenceKind::Row(row)) => self.shown.level.area(row).map(|a| a.name.clone()).unwrap_or_default(),
            Some(ReferenceKind::Peers(_)) => t.figure.peers.to_owned(),
            Some(ReferenceKind::Median) => t.figure.median.to_owned(),
            None => String::new(),
        }
    }

    /// The reference's figure where it may stand beside those of areas: on one axis with the number of people of a whole
    /// Land, those of its districts could not be told apart.
    pub(super) fn beside(&self) -> Option<f64> {
        let counts = self.shown.indicator.measure == Measure::Count && !self.shown.is_change();
        self.shown.reference.map(|r| r.value).filter(|_| !counts)
    }

    /// The colour or hatching of a figure.
    pub fn paint(&self, observation: Observation) -> Paint {
        match (observation, self.bounds) {
            (Observation::Missing(reason), _) => Paint::Missing(reason),
            (Observation::Known(..), None) => Paint::Neutral,
            (Observation::Known(value, _), Some(bounds)) => self.class_paint(bounds, bounds.class_of(value)),
        }
    }

    /// The colour of a class.
    pub fn class_paint(&self, bounds: &ClassBounds, class: usize) -> Paint {
        let ramp = if bounds.diverging() { Ramp::Diverging } else { Ramp::Sequential };
        Paint::Class(ramp, bounds.step(class))
    }

    /// The map.
    pub fn map(&self, outlines: &Outlines, summary: &str, selected: &[AreaIx]) -> Scene {
        let level = self.shown.level;
        let rows = || (0..level.areas.len()).map(AreaIx::at);
        let paints: Vec<Paint> = rows().map(|row| self.paint(self.shown.get(row))).collect();
        let names: Vec<String> = rows().map(|row| self.name(row)).collect();
        let label = |(i, area): (usize, &crate::model::Area)| {
            let (lon, lat) = area.label?;
            let (x, y) = outlines.projection.to_plane(lon, lat);
            Some((AreaIx::at(i), x, y, area.name.clone()))
        };
        let labels: Vec<_> = level.areas.iter().enumerate().filter_map(label).collect();
        map(&MapInput {
            width: outlines.width,
            height: outlines.height,
            title: &self.title(),
            summary,
            regions: &outlines.regions,
            paints: &paints,
            names: &names,
            selected,
            labels: &labels,
        })
    }

    /// The bars, rows in the given order.
    pub fn bars(&self, width: f64, order: &[AreaIx], summary: &str, selected: &[AreaIx]) -> Scene {
        let rows: Vec<BarRow> = order.iter().map(|&area| self.row(area)).collect();
        let references: Vec<(f64, String)> =
            self.beside().into_iter().map(|value| (value, self.reference_name())).collect();
        let title = self.title();
        bars(&BarsInput { width, title: &title, summary, rows: &rows, references: &references, selected })
    }

    fn row(&self, area: AreaIx) -> BarRow {
        let figure = self.shown.get(area);
        let place = self.ranking.and_then(|r| r.position_of(area)).map(|e| e.rank);
        BarRow {
            area: Some(area),
            name: self.shown.level.area(area).map(|a| a.name.clone()).unwrap_or_default(),
            rank: place.map(|(low, high)| short_rank(low, high)).unwrap_or_default(),
            figure,
            text: self.short_text(figure),
            paint: self.paint(figure),
            compare: None,
            label: self.name(area),
        }
    }
}

/// "4.–6." without the number of areas, for rows that stand under it.
pub fn short_rank(low: u32, high: u32) -> String {
    if low == high { format!("{low}.") } else { format!("{low}.–{high}.") }
}
