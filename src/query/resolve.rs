//! From an address to things that exist.

use crate::model::{
    AreaIx, AreaKey, BreakdownId, Catalogue, CategoryId, Indicator, IndicatorId, Level, LevelId, Period, Slice,
};
use crate::view::{Classes, PeriodChoice, ReferenceChoice, Sort, SortColumn, ViewState};

use super::Reference;

/// One period, or the change from another one to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The period shown, or the end of the change.
    pub at: Period,
    /// The beginning of the change, always before `at`.
    pub from: Option<Period>,
}

/// What an address means in a catalogue: every part exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved<'a> {
    /// The level shown.
    pub level: &'a Level,
    /// The main indicator.
    pub indicator: &'a Indicator,
    /// Every indicator that was asked for and exists, the main one first.
    pub indicators: Vec<&'a Indicator>,
    /// The part of the indicator that is shown, the total unless the address names a breakdown of it.
    pub slice: Slice,
    /// When; `None` if the indicator has no figures on the level.
    pub span: Option<Span>,
    /// Selected areas (or references) of the level, in the order of the address, each once.
    pub areas: Vec<AreaIx>,
    /// What figures are compared with.
    pub reference: Reference,
    /// How classes are made.
    pub classes: Classes,
    /// Whether class bounds are the same in all periods.
    pub fix: bool,
    /// Order of bars and table.
    pub sort: Sort,
    /// What could not be followed; nothing is replaced silently.
    pub notes: Vec<ResolveNote>,
}

/// A part of the address that names nothing in this bundle, and what is shown instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolveNote {
    /// No such level; the default is shown.
    UnknownLevel(LevelId),
    /// No such indicator; left out.
    UnknownIndicator(IndicatorId),
    /// The main indicator has no figures on the shown level; levels that have them.
    NoFiguresOnLevel(IndicatorId, Vec<LevelId>),
    /// No figures for this period; the latest is shown, or the change is not.
    UnknownPeriod(Period),
    /// The change was asked for backwards; it is shown from the earlier to the later period.
    PeriodsReversed,
    /// The indicator has no such breakdown or category; it is shown without.
    UnknownBreakdown(BreakdownId, CategoryId),
    /// No such area on any level; left out.
    UnknownArea(AreaKey),
    /// The area exists on another level only; left out.
    AreaOnOtherLevel(AreaKey, LevelId),
    /// No such area to compare with; the default reference is used.
    UnknownReference(AreaKey),
    /// The link was made from another edition (asked for, shown).
    OtherEdition(String, String),
}

/// What the address means, with defaults for what it leaves open.
///
/// Defaults: the publisher's level and indicator or the first ones (for the indicator: the first with figures on the
/// level), the latest period, the total, the area that contains most areas as reference, five quantiles, largest first.
/// `None` only for a catalogue without levels or without indicators, in which there is nothing to show.
pub fn resolve<'a>(state: &ViewState, catalogue: &'a Catalogue) -> Option<Resolved<'a>> {
    let mut notes = Vec::new();
    let level = find_level(state, catalogue, &mut notes)?;
    let indicators = find_indicators(state, catalogue, level, &mut notes)?;
    let indicator = *indicators.first()?;
    let slice = find_slice(state, catalogue, indicator, &mut notes);
    let span = find_span(state.period, indicator, level, &mut notes);
    let areas = find_areas(state, catalogue, level, &mut notes);
    let reference = find_reference(state.reference.as_ref(), level, &mut notes);
    if let Some(asked) = state.edition.as_ref().filter(|e| **e != catalogue.edition) {
        notes.push(ResolveNote::OtherEdition(asked.clone(), catalogue.edition.clone()));
    }
    let classes = state.classes.clone().unwrap_or(Classes::Quantile(5));
    let sort = state.sort.unwrap_or(Sort { column: SortColumn::Value, descending: true });
    Some(Resolved { level, indicator, indicators, slice, span, areas, reference, classes, fix: state.fix, sort, notes })
}

impl<'a> Resolved<'a> {
    /// The same question about another indicator: the total, in the same period or else the latest one that has figures.
    pub fn about(&self, indicator: &'a Indicator) -> Resolved<'a> {
        let asked = self.span.map(|s| s.from.map_or(PeriodChoice::At(s.at), |from| PeriodChoice::Change(from, s.at)));
        let mut notes = Vec::new();
        let span = find_span(asked, indicator, self.level, &mut notes);
        let slice = if indicator.id == self.indicator.id { self.slice.clone() } else { Slice::total() };
        Resolved { indicator, slice, span, notes, ..self.clone() }
    }

    /// The periods that the main indicator has on the level, ascending.
    pub fn periods(&self) -> &'a [Period] {
        periods(self.indicator, self.level)
    }
}

fn periods<'a>(indicator: &'a Indicator, level: &Level) -> &'a [Period] {
    indicator.on(&level.id).map_or(&[], |c| &c.periods)
}

fn find_level<'a>(state: &ViewState, catalogue: &'a Catalogue, notes: &mut Vec<ResolveNote>) -> Option<&'a Level> {
    let asked = state.level.as_ref().and_then(|id| {
        let found = catalogue.level(id);
        if found.is_none() {
            notes.push(ResolveNote::UnknownLevel(id.clone()));
        }
        found
    });
    let by_default = || catalogue.default_view.level.as_ref().and_then(|id| catalogue.level(id));
    asked.or_else(by_default).or_else(|| catalogue.levels.first())
}

fn find_indicators<'a>(
    state: &ViewState,
    catalogue: &'a Catalogue,
    level: &Level,
    notes: &mut Vec<ResolveNote>,
) -> Option<Vec<&'a Indicator>> {
    let mut found: Vec<&Indicator> = Vec::new();
    for id in &state.indicators {
        match catalogue.indicator(id) {
            Some(indicator) if found.iter().all(|i| i.id != *id) => found.push(indicator),
            Some(_) => {}
            None => notes.push(ResolveNote::UnknownIndicator(id.clone())),
        }
    }
    if let Some(main) = found.first() {
        if periods(main, level).is_empty() {
            let others = main.coverage.iter().filter(|c| !c.periods.is_empty()).map(|c| c.level.clone());
            notes.push(ResolveNote::NoFiguresOnLevel(main.id.clone(), others.collect()));
        }
        return Some(found);
    }
    let has_figures = |i: &&Indicator| !periods(i, level).is_empty();
    let by_default = catalogue.default_view.indicator.as_ref().and_then(|id| catalogue.indicator(id));
    by_default
        .filter(has_figures)
        .or_else(|| catalogue.indicators.iter().find(has_figures))
        .or_else(|| catalogue.indicators.first())
        .map(|i| vec![i])
}

fn find_slice(state: &ViewState, catalogue: &Catalogue, indicator: &Indicator, notes: &mut Vec<ResolveNote>) -> Slice {
    let mut known = |(breakdown, category): &(BreakdownId, CategoryId)| {
        let known = indicator.breakdowns.contains(breakdown)
            && catalogue.breakdown(breakdown).is_some_and(|b| b.categories.iter().any(|c| &c.id == category));
        if !known {
            notes.push(ResolveNote::UnknownBreakdown(breakdown.clone(), category.clone()));
        }
        known
    };
    Slice::of(state.breakdown.0.iter().filter(|p| known(p)).cloned().collect())
}

fn find_span(
    asked: Option<PeriodChoice>,
    indicator: &Indicator,
    level: &Level,
    notes: &mut Vec<ResolveNote>,
) -> Option<Span> {
    let periods = periods(indicator, level);
    let latest = *periods.last()?;
    let mut existing = |period: Period| {
        let found = periods.binary_search(&period).is_ok();
        if !found {
            notes.push(ResolveNote::UnknownPeriod(period));
        }
        found.then_some(period)
    };
    let (from, at) = match asked {
        None => (None, None),
        Some(PeriodChoice::At(period)) => (None, existing(period)),
        Some(PeriodChoice::Change(from, to)) => (existing(from), existing(to)),
    };
    let (from, at) = match (from, at.unwrap_or(latest)) {
        (Some(from), at) if from > at => {
            notes.push(ResolveNote::PeriodsReversed);
            (Some(at), from)
        }
        (from, at) => (from.filter(|f| *f < at), at),
    };
    Some(Span { at, from })
}

fn find_areas(state: &ViewState, catalogue: &Catalogue, level: &Level, notes: &mut Vec<ResolveNote>) -> Vec<AreaIx> {
    let mut areas = Vec::new();
    for key in &state.areas {
        match (level.find(key), catalogue.levels.iter().find(|l| l.find(key).is_some())) {
            (Some(ix), _) if !areas.contains(&ix) => areas.push(ix),
            (Some(_), _) => {}
            (None, Some(other)) => notes.push(ResolveNote::AreaOnOtherLevel(key.clone(), other.id.clone())),
            (None, None) => notes.push(ResolveNote::UnknownArea(key.clone())),
        }
    }
    areas
}

fn find_reference(asked: Option<&ReferenceChoice>, level: &Level, notes: &mut Vec<ResolveNote>) -> Reference {
    let by_default = || level.parent_reference().map_or(Reference::None, Reference::Row);
    match asked {
        None => by_default(),
        Some(ReferenceChoice::Area(key)) => level.find(key).map(Reference::Row).unwrap_or_else(|| {
            notes.push(ResolveNote::UnknownReference(key.clone()));
            by_default()
        }),
        Some(ReferenceChoice::Peers) => Reference::Peers,
        Some(ReferenceChoice::Median) => Reference::Median,
        Some(ReferenceChoice::None) => Reference::None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn state(change: impl FnOnce(&mut ViewState)) -> ViewState {
        let mut state = ViewState::default();
        change(&mut state);
        state
    }

    #[test]
    fn the_plain_address_shows_the_publishers_choice() {
        let catalogue = sample::catalogue();
        let found = resolve(&ViewState::default(), &catalogue).unwrap();
        assert_eq!(found.level.id.as_str(), "kreis");
        assert_eq!(found.indicator.id.as_str(), "unemp_rate");
        assert_eq!(found.span, Some(Span { at: Period::Year(2023), from: None }));
        assert_eq!(found.reference, Reference::Row(AreaIx(4)));
        assert_eq!(found.classes, Classes::Quantile(5));
        assert!(found.fix && found.slice.is_total() && found.notes.is_empty());
    }

    #[test]
    fn nothing_is_replaced_silently() {
        let catalogue = sample::catalogue();
        let state = state(|s| {
            s.level = Some("gemeinde".into());
            s.indicators = vec!["nope".into(), "income".into()];
            s.period = Some(PeriodChoice::At(Period::Year(1990)));
            s.areas = vec!["16053".into(), "16056".into(), "99".into(), "16053".into()];
            s.breakdown = Slice::of(vec![("sex".into(), "x".into())]);
            s.reference = Some(ReferenceChoice::Area("77".into()));
            s.edition = Some("old".into());
        });
        let found = resolve(&state, &catalogue).unwrap();
        assert_eq!(found.indicator.id.as_str(), "income");
        assert_eq!(found.areas, [AreaIx(1)]);
        assert_eq!(found.span.unwrap().at, Period::Year(2022));
        assert_eq!(
            found.notes,
            [
                ResolveNote::UnknownLevel("gemeinde".into()),
                ResolveNote::UnknownIndicator("nope".into()),
                ResolveNote::UnknownBreakdown("sex".into(), "x".into()),
                ResolveNote::UnknownPeriod(Period::Year(1990)),
                ResolveNote::AreaOnOtherLevel("16056".into(), "kreis23".into()),
                ResolveNote::UnknownArea("99".into()),
                ResolveNote::UnknownReference("77".into()),
                ResolveNote::OtherEdition("old".into(), "2026-01".into()),
            ]
        );
    }

    #[test]
    fn changes_need_both_periods() {
        let catalogue = sample::catalogue();
        let span = |choice| {
            let found = resolve(&state(|s| s.period = Some(choice)), &catalogue).unwrap();
            (found.span.unwrap(), found.notes)
        };
        let year = Period::Year;
        let whole = Span { at: year(2023), from: Some(year(2018)) };
        assert_eq!(span(PeriodChoice::Change(year(2018), year(2023))), (whole, vec![]));
        assert_eq!(span(PeriodChoice::Change(year(2023), year(2018))), (whole, vec![ResolveNote::PeriodsReversed]));
        let (missing_start, notes) = span(PeriodChoice::Change(year(1999), year(2018)));
        assert_eq!(missing_start, Span { at: year(2018), from: None });
        assert_eq!(notes, [ResolveNote::UnknownPeriod(year(1999))]);
        assert_eq!(span(PeriodChoice::Change(year(2018), year(2018))).0, Span { at: year(2018), from: None });
    }

    #[test]
    fn a_level_without_figures_is_named() {
        let catalogue = sample::catalogue();
        let state = state(|s| {
            s.level = Some("kreis23".into());
            s.indicators = vec!["income".into()];
        });
        let found = resolve(&state, &catalogue).unwrap();
        assert_eq!(found.span, None);
        assert_eq!(found.notes, [ResolveNote::NoFiguresOnLevel("income".into(), vec!["kreis".into()])]);
        assert_eq!(resolve(&ViewState::default(), &Catalogue::default()), None);
    }

    #[test]
    fn another_indicator_keeps_what_it_can() {
        let catalogue = sample::catalogue();
        let found = resolve(&ViewState::default(), &catalogue).unwrap();
        let other = found.about(&catalogue.indicators[1]);
        assert_eq!(other.span.unwrap().at, Period::Year(2022));
        assert_eq!(other.notes, [ResolveNote::UnknownPeriod(Period::Year(2023))]);
    }
}
