//! The figures of one indicator on one level with ranks and spread: computed once, asked by every page.

use std::collections::BTreeMap;

use crate::model::{AreaIx, Figures, IndicatorId, Lang, LevelId, Missing, Observation, Period, Table};
use crate::publish::Published;
use crate::query::{Ranking, Reference, ReferenceKind, ReferenceValue, Resolved, Shown, Span, resolve};
use crate::stats::describe;
use crate::text::{self, Place, Rank};
use crate::view::ViewState;

/// One indicator on one level.
pub(super) struct Standing<'a> {
    /// The question whose answer the indicator's page is: the latest period, all areas.
    pub resolved: Resolved<'a>,
    /// All its figures.
    pub figures: &'a Figures,
    /// Those of the total.
    pub table: &'a Table,
    /// Each period in which some area has its latest figure, and the latest of all.
    at: BTreeMap<Period, At<'a>>,
}

/// One period.
pub(super) struct At<'a> {
    /// The figures.
    pub shown: Shown<'a>,
    /// Ranks by row.
    ranks: Vec<Option<(u32, u32)>>,
    /// How many are ranked.
    pub ranked: usize,
    /// Lowest, lower quartile, upper quartile, highest figure.
    pub spread: Option<[f64; 4]>,
}

impl At<'_> {
    /// The ranks that an area shares with its equals.
    pub fn rank(&self, row: AreaIx) -> Option<(u32, u32)> {
        self.ranks.get(row.ix()).copied().flatten()
    }
}

impl<'a> Standing<'a> {
    /// `None` if the indicator has no figures of the total on the level.
    pub fn of(published: &'a Published, level: &LevelId, indicator: &IndicatorId) -> Option<Standing<'a>> {
        let figures = published.figures.get(&(level.clone(), indicator.clone()))?;
        let table = figures.total()?;
        let state =
            ViewState { level: Some(level.clone()), indicators: vec![indicator.clone()], ..ViewState::default() };
        let resolved = resolve(&state, &published.catalogue)?;
        let latest = table.latest().or(table.periods().last().copied())?;
        let mut standing = Standing { resolved, figures, table, at: BTreeMap::new() };
        standing.resolved.span = Some(Span { at: latest, from: None });
        standing.add(latest);
        for row in (0..table.areas()).map(AreaIx::at) {
            let own = standing.own_period(row);
            if let Some(own) = own.filter(|p| !standing.at.contains_key(p)) {
                standing.add(own);
            }
        }
        Some(standing)
    }

    fn add(&mut self, period: Period) {
        let about = Resolved { span: Some(Span { at: period, from: None }), ..self.resolved.clone() };
        let shown = Shown::of(&about, self.figures);
        let mut ranks = vec![None; shown.areas().len()];
        let ranking = Ranking::of_shown(&shown, true);
        for entry in ranking.iter().flat_map(|r| &r.entries) {
            if let Some(place) = ranks.get_mut(entry.area.ix()) {
                *place = Some(entry.rank);
            }
        }
        let spread = describe(&shown.known()).ok().map(|s| [s.min, s.lower, s.upper, s.max]);
        let ranked = ranking.as_ref().map_or(0, Ranking::n);
        self.at.insert(period, At { shown, ranks, ranked, spread });
    }

    /// The latest period in which the row has a figure.
    pub fn own_period(&self, row: AreaIx) -> Option<Period> {
        let cells = self.table.periods().iter().zip(self.table.row(row));
        cells.rev().find(|(_, o)| o.value().is_some()).map(|(p, _)| *p)
    }

    /// The latest period of all.
    pub fn latest(&self) -> Option<Period> {
        self.resolved.span.map(|s| s.at)
    }

    /// The figures of the row's latest period.
    pub fn of_row(&self, row: AreaIx) -> Option<&At<'a>> {
        let period = self.own_period(row).or(self.latest())?;
        // References may be known in periods in which no area is.
        self.at.get(&period).or_else(|| self.at.get(&self.latest()?))
    }

    /// All areas in the latest period.
    pub fn now(&self) -> Option<&At<'a>> {
        self.at.get(&self.latest()?)
    }

    /// The figure of a row that its page shows, or the reason why there is none.
    pub fn figure(&self, row: AreaIx) -> Observation {
        self.of_row(row).map_or(Observation::Missing(Missing::NotPublished), |at| at.shown.get(row))
    }

    /// The value that the row is compared with: never itself.
    pub fn reference(&self, row: AreaIx) -> Option<ReferenceValue> {
        let own = |r: &ReferenceValue| r.kind != ReferenceKind::Row(row);
        self.of_row(row)?.shown.reference.filter(own)
    }

    /// "Gera: Arbeitslosenquote 9,8 % (2025). Das sind …"
    pub fn sentence(&self, row: AreaIx, lang: Lang) -> Option<String> {
        let at = self.of_row(row)?;
        let area = at.shown.level.area(row)?;
        let name = match at.shown.compared_with {
            Reference::Row(other) if other != row => {
                at.shown.level.area(other).map(|a| (a.name.as_str(), at.shown.get(other)))
            }
            _ => None,
        };
        let rank = at.rank(row).map(|shared| Rank { shared, of: at.ranked, highest_first: true });
        let place = Place {
            area: &area.name,
            indicator: at.shown.indicator.title.get(lang),
            period: at.shown.span?.at,
            value: at.shown.get(row),
            reference: name,
            rank,
        };
        Some(text::place_sentence(&place, at.shown.style(lang)))
    }
}
