//! What was withheld and why, for the office. The report names reasons: it must not leave the house.

use std::collections::{BTreeMap, BTreeSet};

use super::net::{Reason, Spot};
use super::run::{Asked, Method, Texts};
use crate::bundle::source::Placed;
use crate::model::{Measure, Missing, Observation};

/// How many cells became what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Cells with a figure before.
    pub cells: usize,
    /// Sum of their figures, if they are counts.
    pub cases: Option<f64>,
    /// Cells withheld in the end, by reason.
    pub withheld: BTreeMap<Reason, usize>,
    /// Sum of the figures that are left.
    pub left: f64,
    /// Cells that were written otherwise.
    pub rounded: usize,
}

/// One indicator on one level.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Title of the indicator.
    pub indicator: String,
    /// Title of the level.
    pub level: String,
    /// All periods together.
    pub all: Tally,
    /// Each period.
    pub periods: BTreeMap<String, Tally>,
}

/// Everything the office wants to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Title of the bundle.
    pub title: String,
    /// Edition that was taken into account.
    pub previous: Option<String>,
    /// The rules in force: indicators by smallest count.
    pub minima: BTreeMap<u64, Vec<String>>,
    /// The base of rounding, if figures were rounded.
    pub base: Option<u32>,
    /// Whether zeros are published.
    pub zeros_public: bool,
    /// Lines in the order of the catalogue.
    pub lines: Vec<Line>,
}

impl Report {
    /// Counts what becomes of every cell.
    pub fn of(source: &Placed, spots: &BTreeMap<Spot, Reason>, texts: &Texts, asked: &Asked) -> Report {
        let catalogue = &source.source.catalogue;
        let mut report = Report {
            title: catalogue.title.de.clone(),
            previous: asked.previous.as_ref().map(|p| p.edition.clone()),
            base: if let Method::Round(base) = asked.method { Some(base) } else { None },
            zeros_public: asked.rules.general.zeros_secret != Some(true),
            ..Report::default()
        };
        for indicator in &catalogue.indicators {
            let limits = super::variable::limits_of(source, &asked.rules, indicator);
            let counted = indicator.measure == Measure::Count && limits.public != Some(true);
            if let Some(minimum) = limits.minimum.filter(|_| counted) {
                report.minima.entry(minimum).or_default().push(indicator.title.de.clone());
            }
            for (place, level) in catalogue.levels.iter().enumerate() {
                let Some(series) = source.series.get(&(place, indicator.id.clone())) else { continue };
                let mut line =
                    Line { indicator: indicator.title.de.clone(), level: level.title.de.clone(), ..Line::default() };
                let counts = indicator.measure == Measure::Count && indicator.additive;
                for cell in &series.cells {
                    let before = cell.value.missing() == Some(Missing::UnknownOrConfidential);
                    let reason = spots.get(&Spot::of(cell)).copied().or(before.then_some(Reason::Before));
                    let tallies = [&mut line.all, line.periods.entry(cell.period.to_string()).or_default()];
                    for tally in tallies {
                        tally.add(cell.value, reason, texts.contains_key(&Spot::of(cell)), counts);
                    }
                }
                report.lines.push(line);
            }
        }
        report
    }

    /// Cells withheld in all, by reason.
    pub fn reasons(&self) -> BTreeMap<Reason, usize> {
        let mut all = BTreeMap::new();
        for (reason, count) in self.lines.iter().flat_map(|l| &l.all.withheld) {
            *all.entry(*reason).or_default() += count;
        }
        all
    }

    /// Cells with figures before, and how many of them are left.
    pub fn cells(&self) -> (usize, usize) {
        let cells = self.lines.iter().map(|l| l.all.cells).sum();
        let left = self.lines.iter().map(|l| l.all.left_cells()).sum();
        (cells, left)
    }

    /// Indicators of which something is withheld.
    pub fn touched(&self) -> BTreeSet<&str> {
        self.lines.iter().filter(|l| !l.all.withheld.is_empty()).map(|l| l.indicator.as_str()).collect()
    }
}

impl Tally {
    fn add(&mut self, value: Observation, reason: Option<Reason>, rounded: bool, counts: bool) {
        if let Some(reason) = reason {
            *self.withheld.entry(reason).or_default() += 1;
        }
        let Some(value) = value.value() else { return };
        self.cells += 1;
        if counts {
            *self.cases.get_or_insert(0.0) += value;
        }
        if reason.is_none() {
            self.left += value;
            self.rounded += usize::from(rounded);
        }
    }

    /// Cells that still have a figure.
    pub fn left_cells(&self) -> usize {
        let before = self.withheld.get(&Reason::Before).copied().unwrap_or_default();
        self.cells + before - self.withheld.values().sum::<usize>().min(self.cells + before)
    }
}
