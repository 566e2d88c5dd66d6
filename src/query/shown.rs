//! The figures on display.

use crate::model::{AreaIx, Figures, Indicator, Level, Missing, Observation, SeriesBreak, Table};

use super::change::{Change, ChangeUnit, five_years_before};
use super::{Reference, ReferenceValue, Resolved, Span};

/// The unit of what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShownUnit {
    /// The indicator's own unit.
    Own,
    /// A change in percentage points.
    PercentagePoints,
    /// A change in per cent.
    PerCent,
    /// A change as a difference in the indicator's own unit.
    Difference,
}

/// One display of one indicator: a figure, or a change, for each row of the level.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown<'a> {
    /// The level.
    pub level: &'a Level,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// When; `None` if there are no figures at all.
    pub span: Option<Span>,
    /// Areas in row order, then references: one value for each row of the level.
    pub rows: Vec<Observation>,
    /// The unit.
    pub unit: ShownUnit,
    /// Decimals on screen.
    pub decimals: u8,
    /// What the figures are compared with, whether or not it has a value.
    pub compared_with: Reference,
    /// The value of `compared_with`, if there is one.
    pub reference: Option<ReferenceValue>,
    /// The series break that a change runs across: it is shown with a remark.
    pub crosses_break: Option<&'a SeriesBreak>,
}

impl<'a> Shown<'a> {
    /// What is shown for a resolved address. A slice without figures shows "not published" everywhere.
    pub fn of(resolved: &Resolved<'a>, figures: &Figures) -> Shown<'a> {
        let (level, indicator) = (resolved.level, resolved.indicator);
        let row_count = level.areas.len() + level.references.len();
        let mut shown = Shown {
            level,
            indicator,
            span: resolved.span,
            rows: vec![Observation::Missing(Missing::NotPublished); row_count],
            unit: ShownUnit::Own,
            decimals: indicator.decimals,
            compared_with: resolved.reference,
            reference: None,
            crosses_break: None,
        };
        let (Some(table), Some(span)) = (figures.slice(&resolved.slice), resolved.span) else { return shown };
        shown.fill(table, span);
        shown.reference = resolved.reference.value(level, &shown.rows, resolved.areas.first().copied());
        shown
    }

    /// The change over the default window that ends with what is shown; `None` if no period lies near enough
    /// (see [`five_years_before`]).
    pub fn five_year_change(resolved: &Resolved<'a>, figures: &Figures) -> Option<Shown<'a>> {
        let at = resolved.span.filter(|_| resolved.indicator.measure.lasts())?.at;
        let from = five_years_before(figures.slice(&resolved.slice)?.periods(), at)?;
        Some(Shown::of(&Resolved { span: Some(Span { at, from: Some(from) }), ..resolved.clone() }, figures))
    }

    fn fill(&mut self, table: &Table, span: Span) {
        let Some(from) = span.from else {
            for (i, row) in self.rows.iter_mut().enumerate() {
                *row = table.get(AreaIx::at(i), span.at);
            }
            return;
        };
        let change = Change::between(self.indicator, table, from, span.at);
        for (i, row) in self.rows.iter_mut().enumerate() {
            *row = change.of(table, AreaIx::at(i));
        }
        self.crosses_break = change.crosses;
        (self.unit, self.decimals) = match change.unit {
            ChangeUnit::PercentagePoints => (ShownUnit::PercentagePoints, self.decimals.max(1)),
            ChangeUnit::PerCent => (ShownUnit::PerCent, 1),
            ChangeUnit::Difference => (ShownUnit::Difference, self.decimals),
        };
    }

    /// Whether a change is shown.
    pub fn is_change(&self) -> bool {
        self.unit != ShownUnit::Own
    }

    /// The areas' values in row order, without references.
    pub fn areas(&self) -> &[Observation] {
        self.rows.get(..self.level.areas.len()).unwrap_or(&self.rows)
    }

    /// The value of an area or reference.
    pub fn get(&self, row: AreaIx) -> Observation {
        self.rows.get(row.ix()).copied().unwrap_or(Observation::Missing(Missing::NotPublished))
    }

    /// The known values of the areas, without references, in row order.
    pub fn known(&self) -> Vec<f64> {
        self.areas().iter().filter_map(|o| o.value()).collect()
    }

    /// The references (Land, Bund) with their values.
    pub fn references(&self) -> impl Iterator<Item = (AreaIx, Observation)> + '_ {
        let first = self.level.areas.len();
        self.rows.iter().enumerate().skip(first).map(|(i, o)| (AreaIx::at(i), *o))
    }

    /// How many areas have no value, by reason, in the order of [`Missing::ALL`]; reasons that do not occur are left out.
    pub fn gaps(&self) -> Vec<(Missing, usize)> {
        let count = |reason| self.areas().iter().filter(|o| o.missing() == Some(reason)).count();
        Missing::ALL.into_iter().map(|reason| (reason, count(reason))).filter(|(_, n)| *n > 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ReferenceKind, resolve, sample};
    use super::*;
    use crate::model::{Period, Slice};
    use crate::view::{PeriodChoice, ViewState};

    #[test]
    fn figures_of_the_latest_period() {
        let catalogue = sample::catalogue();
        let resolved = resolve(&ViewState::default(), &catalogue).unwrap();
        let shown = Shown::of(&resolved, &sample::figures());
        assert_eq!(shown.known(), [5.0, 4.0, 6.0]);
        assert_eq!(shown.areas()[3].missing(), Some(Missing::UnknownOrConfidential));
        assert_eq!(shown.gaps(), [(Missing::UnknownOrConfidential, 1)]);
        let land = ReferenceValue { kind: ReferenceKind::Row(AreaIx(4)), value: 5.5 };
        assert_eq!(shown.reference, Some(land));
        assert_eq!(shown.references().count(), 2);
        assert!(!shown.is_change() && shown.unit == ShownUnit::Own);
    }

    #[test]
    fn change_between_two_periods() {
        let catalogue = sample::catalogue();
        let choice = PeriodChoice::Change(Period::Year(2018), Period::Year(2023));
        let state = ViewState { period: Some(choice), ..ViewState::default() };
        let resolved = resolve(&state, &catalogue).unwrap();
        let shown = Shown::of(&resolved, &sample::figures());
        assert_eq!(shown.unit, ShownUnit::PercentagePoints);
        assert_eq!(shown.known(), [-1.0, 0.0, -1.0]);
        assert_eq!(shown.reference.map(|r| r.value), Some(-0.5));
        let plain = resolve(&ViewState::default(), &catalogue).unwrap();
        assert_eq!(Shown::five_year_change(&plain, &sample::figures()), Some(shown));
    }

    #[test]
    fn a_slice_without_figures_shows_gaps() {
        let catalogue = sample::catalogue();
        let mut resolved = resolve(&ViewState::default(), &catalogue).unwrap();
        resolved.slice = Slice::of(vec![("sex".into(), "f".into())]);
        let shown = Shown::of(&resolved, &sample::figures());
        assert_eq!(shown.gaps(), [(Missing::NotPublished, 4)]);
        assert_eq!(shown.reference, None);
    }
}
