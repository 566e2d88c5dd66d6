//! What an indicator is: how it is measured, which way it points, where it comes from.

use super::{BreakdownId, CategoryId, IndicatorId, LevelId, Period, ThemeId, Words};

/// How a figure is measured. Decides which arithmetic is honest: counts add, shares and rates are recomputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A number of persons, cases, things.
    Count,
    /// A part of a whole, in per cent; changes are in percentage points.
    Share,
    /// Cases per so many of the population at risk.
    Rate {
        /// The base, 1,000 or 10,000 or 100,000.
        per: u32,
    },
    /// An average, such as income per head.
    Mean,
    /// A quotient of two quantities that are no part of each other.
    Ratio,
    /// A score without unit.
    Index,
}

impl Measure {
    /// Whether figures of different periods may be compared. Scores are scaled anew for each period.
    pub fn lasts(self) -> bool {
        self != Measure::Index
    }
}

/// Which direction is better for the people concerned. Used for words and weights, never for red and green.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// Higher is better.
    HigherIsBetter,
    /// Higher is worse.
    HigherIsWorse,
    /// Neither.
    #[default]
    Neutral,
}

/// An indicator as the first screen needs it. What a reader asks later is in [`Provenance`].
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Id, used in the address.
    pub id: IndicatorId,
    /// Title without unit and year.
    pub title: Words,
    /// Unit as written behind a figure; "%" for shares, empty for indices.
    pub unit: Words,
    /// Decimals shown on screen.
    pub decimals: u8,
    /// How it is measured.
    pub measure: Measure,
    /// Which way is better.
    pub polarity: Polarity,
    /// The theme it belongs to.
    pub theme: ThemeId,
    /// Module within the theme, may be empty.
    pub module: String,
    /// Whether it stands in the theme's front row; context indicators do not.
    pub front: bool,
    /// Whether its figures may be summed over areas (false for perturbed data).
    pub additive: bool,
    /// Indicator whose figures are the numerator, if it is in the bundle.
    pub numerator: Option<IndicatorId>,
    /// Indicator whose figures are the denominator, if it is in the bundle.
    pub denominator: Option<IndicatorId>,
    /// Breakdowns that have figures.
    pub breakdowns: Vec<BreakdownId>,
    /// Where the series is broken.
    pub series_breaks: Vec<SeriesBreak>,
    /// Barred from rankings because it failed the fitness check.
    pub unfit: bool,
    /// Levels and periods with figures.
    pub coverage: Vec<Coverage>,
}

impl Indicator {
    /// Coverage on one level.
    pub fn on(&self, level: &LevelId) -> Option<&Coverage> {
        self.coverage.iter().find(|c| &c.level == level)
    }
}

/// The periods for which an indicator has figures on a level, oldest first, of the total (no breakdown).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The level.
    pub level: LevelId,
    /// Periods, ascending.
    pub periods: Vec<Period>,
}

/// A break in a series: figures before `period` must not be compared with those from it on without a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesBreak {
    /// First period after the break.
    pub period: Period,
    /// Why.
    pub reason: Words,
}

/// A way to divide an indicator: by sex, by age group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// Id, used in the address.
    pub id: BreakdownId,
    /// Title.
    pub title: Words,
    /// The categories in the order of presentation.
    pub categories: Vec<Category>,
    /// Whether the categories are disjoint and add up to the total.
    pub complete: bool,
}

/// A category of a breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Id, used in the address.
    pub id: CategoryId,
    /// Title.
    pub title: Words,
}

/// Where an indicator comes from and what it means: everything a reader needs to trust it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Provenance {
    /// What is counted, of whom, when.
    pub definition: Words,
    /// Formula in words or symbols, may be empty.
    pub formula: Words,
    /// Numerator in words.
    pub numerator: Words,
    /// Denominator in words.
    pub denominator: Words,
    /// Provider and product.
    pub source: String,
    /// Table number or file of the provider.
    pub source_table: String,
    /// Address of the provider; only http, https and mailto are shown as links.
    pub source_uri: String,
    /// Short name of the licence.
    pub licence: String,
    /// Address of the licence.
    pub licence_uri: String,
    /// The line the licence asks for.
    pub attribution: String,
    /// Reference date in words.
    pub reference_date: Words,
    /// State of the data.
    pub vintage: Words,
    /// How often it is continued ("Fortschreibungsturnus").
    pub update_cycle: Words,
    /// When the next figures are due.
    pub next_update: String,
    /// Remarks.
    pub note: Words,
    /// Sector plans that use it.
    pub sector_plans: Words,
    /// Related indicators.
    pub links: Vec<IndicatorId>,
    /// Smallest number of cases that may be published, if declared.
    pub minimum_cases: Option<u32>,
    /// The fitness check ("Eignungsprüfung"): graded fields with reasons, empty if not done.
    pub fitness: Vec<Grade>,
}

/// One graded field of the fitness check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// The field: Raumbezug, Vergleichbarkeit, Methodik, Validität, Kompatibilität.
    pub field: String,
    /// The grade as the publisher writes it.
    pub grade: String,
    /// The reason.
    pub reason: Words,
}
