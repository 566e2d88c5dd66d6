//! Everything about one area: every theme, every indicator.

use crate::model::{
    AreaIx, Catalogue, Figures, Indicator, IndicatorId, Level, Missing, Observation, Period, Table, Theme, ValueFlags,
};
use crate::stats::{median, robust_z};

use super::change::Change;
use super::trend::five_years;
use super::{Ranking, Reference, ReferenceValue, TrendChange};

/// One area with all its figures, theme by theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile<'a> {
    /// The level.
    pub level: &'a Level,
    /// The area (or reference).
    pub area: AreaIx,
    /// Themes with indicators, in the order of the catalogue.
    pub themes: Vec<ProfileTheme<'a>>,
}

/// One theme of a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileTheme<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// Its indicators: the front row first, context indicators after it, each in the order of the catalogue.
    pub rows: Vec<ProfileRow<'a>>,
}

/// One indicator of a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileRow<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// What is known.
    pub state: RowState,
}

/// What a profile knows of one indicator.
#[derive(Clone, Debug, PartialEq)]
pub enum RowState {
    /// The figures are not here yet.
    NotLoaded,
    /// The indicator has no figures on this level.
    NoFigures,
    /// The area has no figure in any period; period and reason of the latest one.
    NoValue(Period, Missing),
    /// The area has a figure.
    Loaded(Box<RowFigures>),
}

/// One area's figures of one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct RowFigures {
    /// The latest period in which the area has a figure.
    pub period: Period,
    /// The latest period in which any area has a figure: later than `period` if the area's is missing there.
    pub latest: Period,
    /// The area's figure.
    pub value: f64,
    /// Remarks on it.
    pub flags: ValueFlags,
    /// The reference in the same period, if it has a value.
    pub reference: Option<ReferenceValue>,
    /// Shared ranks in the same period, largest value first. `None` for references and for indicators that are barred
    /// from rankings.
    pub rank: Option<(u32, u32)>,
    /// Areas with a figure in that period.
    pub n: usize,
    /// All of them with their figures, in row order.
    pub strip: Vec<(AreaIx, f64)>,
    /// Robust distance from the median of all areas in median absolute deviations (1.4826 MAD is 1); `None` where it is
    /// undefined: fewer than five areas, most values equal, or a reference.
    pub distance: Option<f64>,
    /// The area in all periods.
    pub trend: Vec<(Period, Observation)>,
    /// The change over five years up to `period`, if there is a figure to begin with.
    pub change: Option<TrendChange>,
    /// How that change lies among the changes of all areas between the same periods; `None` where that is undefined.
    pub change_among: Option<ChangeAmong>,
}

/// A change among the changes of all areas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChangeAmong {
    /// Median change of the areas, in the unit of the change.
    pub median: f64,
    /// Robust distance of the area's change from it, as [`RowFigures::distance`].
    pub distance: f64,
}

/// Below this number of areas a distance from the middle says little.
const FEWEST_FOR_DISTANCE: usize = 5;

impl<'a> Profile<'a> {
    /// The profile of an area, as far as figures are loaded. `figures` gives those of the level, the total is shown.
    pub fn of<'f>(
        catalogue: &'a Catalogue,
        level: &'a Level,
        area: AreaIx,
        reference: Reference,
        figures: &dyn Fn(&IndicatorId) -> Option<&'f Figures>,
    ) -> Profile<'a> {
        let rows_of = |theme: &'a Theme| {
            let mut rows = Vec::new();
            for front in [true, false] {
                for i in catalogue.of_theme(&theme.id).filter(|i| i.front == front) {
                    let state = row(i, level, area, reference, figures(&i.id));
                    rows.push(ProfileRow { indicator: i, state });
                }
            }
            ProfileTheme { theme, rows }
        };
        let themes = catalogue.themes.iter().map(rows_of).filter(|t| !t.rows.is_empty()).collect();
        Profile { level, area, themes }
    }

    /// All rows, theme by theme.
    pub fn rows(&self) -> impl Iterator<Item = &ProfileRow<'a>> {
        self.themes.iter().flat_map(|t| &t.rows)
    }

    /// Whether every row is loaded.
    pub fn is_complete(&self) -> bool {
        self.rows().all(|r| r.state != RowState::NotLoaded)
    }
}

impl ProfileRow<'_> {
    /// The figures, if there are any.
    pub fn figures(&self) -> Option<&RowFigures> {
        match &self.state {
            RowState::Loaded(figures) => Some(figures),
            _ => None,
        }
    }
}

/// One row of a profile: for pages that fill row by row.
pub fn row(
    indicator: &Indicator,
    level: &Level,
    area: AreaIx,
    reference: Reference,
    figures: Option<&Figures>,
) -> RowState {
    let covered = indicator.on(&level.id).and_then(|c| c.periods.last());
    let Some(last) = covered else { return RowState::NoFigures };
    let Some(figures) = figures else { return RowState::NotLoaded };
    let Some(table) = figures.total() else { return RowState::NoFigures };
    let latest = table.latest().unwrap_or(*last);
    let own = table.periods().iter().rev().find(|p| table.get(area, **p).value().is_some());
    match own {
        Some(period) => {
            RowState::Loaded(Box::new(row_figures(indicator, level, area, reference, table, *period, latest)))
        }
        None => {
            let reason = table.get(area, latest).missing().unwrap_or(Missing::NotPublished);
            RowState::NoValue(latest, reason)
        }
    }
}

fn row_figures(
    indicator: &Indicator,
    level: &Level,
    area: AreaIx,
    reference: Reference,
    table: &Table,
    period: Period,
    latest: Period,
) -> RowFigures {
    let rows: Vec<Observation> = (0..table.rows()).map(|i| table.get(AreaIx::at(i), period)).collect();
    let areas = rows.get(..level.areas.len()).unwrap_or(&rows);
    let strip: Vec<(AreaIx, f64)> =
        areas.iter().enumerate().filter_map(|(i, o)| o.value().map(|v| (AreaIx::at(i), v))).collect();
    let own = table.get(area, period);
    let ranking = (!indicator.unfit).then(|| Ranking::of(areas, true));
    let values: Vec<f64> = strip.iter().map(|(_, v)| *v).collect();
    let place = strip.iter().position(|(a, _)| *a == area);
    let change = five_years(indicator, table, area, None);
    RowFigures {
        period,
        latest,
        value: own.value().unwrap_or_default(),
        flags: own.flags(),
        reference: reference.value(level, &rows, Some(area)),
        rank: ranking.and_then(|r| r.position_of(area).map(|e| e.rank)),
        n: strip.len(),
        distance: place.and_then(|i| distance(&values, i)),
        strip,
        trend: table.periods().iter().copied().zip(table.row(area).iter().copied()).collect(),
        change_among: change.and_then(|c| change_among(indicator, level, area, table, c)),
        change,
    }
}

fn distance(values: &[f64], place: usize) -> Option<f64> {
    if values.len() < FEWEST_FOR_DISTANCE {
        return None;
    }
    robust_z(values).ok()?.get(place).copied()
}

fn change_among(
    indicator: &Indicator,
    level: &Level,
    area: AreaIx,
    table: &Table,
    own: TrendChange,
) -> Option<ChangeAmong> {
    let changes = Change::between(indicator, table, own.from, own.to);
    let known = |row| changes.of(table, row).value().map(|v| (row, v));
    let all: Vec<(AreaIx, f64)> = (0..level.areas.len()).map(AreaIx::at).filter_map(known).collect();
    let values: Vec<f64> = all.iter().map(|(_, v)| *v).collect();
    let place = all.iter().position(|(a, _)| *a == area)?;
    Some(ChangeAmong { median: median(&values).ok()?, distance: distance(&values, place)? })
}

#[cfg(test)]
mod tests {
    use super::super::{ChangeUnit, sample};
    use super::*;

    fn profile<'a>(catalogue: &'a Catalogue, area: u32, figures: &Figures) -> Profile<'a> {
        let known = |id: &IndicatorId| (id.as_str() == "unemp_rate").then_some(figures);
        Profile::of(catalogue, &catalogue.levels[0], AreaIx(area), Reference::Row(AreaIx(4)), &known)
    }

    #[test]
    fn rows_fill_as_figures_arrive() {
        let (catalogue, figures) = (sample::catalogue(), sample::figures());
        let erfurt = profile(&catalogue, 0, &figures);
        assert_eq!(erfurt.themes.len(), 1);
        assert!(!erfurt.is_complete());
        let rows = &erfurt.themes[0].rows;
        assert_eq!(rows[1].state, RowState::NotLoaded);
        let row = rows[0].figures().unwrap();
        assert_eq!((row.period, row.value, row.rank, row.n), (Period::Year(2023), 5.0, Some((2, 2)), 3));
        assert_eq!(row.reference.map(|r| r.value), Some(5.5));
        assert_eq!(row.strip, [(AreaIx(0), 5.0), (AreaIx(1), 4.0), (AreaIx(2), 6.0)]);
        assert_eq!(row.distance, None, "three areas are too few");
        let change = row.change.unwrap();
        assert_eq!((change.from, change.value.value()), (Period::Year(2018), Some(-1.0)));
        assert_eq!(change.unit, ChangeUnit::PercentagePoints);
    }

    #[test]
    fn the_latest_own_figure_counts() {
        let (catalogue, figures) = (sample::catalogue(), sample::figures());
        let soemmerda = profile(&catalogue, 3, &figures);
        let row = soemmerda.themes[0].rows[0].figures().unwrap();
        assert_eq!((row.period, row.latest), (Period::Year(2022), Period::Year(2023)));
        assert_eq!((row.value, row.rank, row.n), (7.0, Some((1, 1)), 3));
        assert_eq!(row.change.map(|c| c.to), Some(Period::Year(2022)));
    }

    #[test]
    fn gaps_and_bars_are_told_apart() {
        let (mut catalogue, mut figures) = (sample::catalogue(), sample::figures());
        let gap = Observation::Missing(Missing::Unreliable);
        for year in [2018, 2022, 2023] {
            figures.tables[0].1.set(AreaIx(0), Period::Year(year), gap);
        }
        catalogue.indicators[0].unfit = true;
        catalogue.indicators[0].front = false;
        catalogue.indicators[1].coverage.clear();
        let erfurt = profile(&catalogue, 0, &figures);
        let rows = &erfurt.themes[0].rows;
        assert_eq!(rows[0].state, RowState::NoFigures, "the front row comes first");
        assert_eq!(rows[1].state, RowState::NoValue(Period::Year(2023), Missing::Unreliable));
        assert!(erfurt.is_complete());
        let jena = profile(&catalogue, 1, &figures);
        assert_eq!(jena.themes[0].rows[1].figures().unwrap().rank, None);
        let land = profile(&catalogue, 4, &figures);
        let land = land.themes[0].rows[1].figures().unwrap();
        assert_eq!((land.value, land.rank, land.distance), (5.5, None, None));
    }
}
