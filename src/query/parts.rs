//! How an indicator divides: its categories in one area, beside those of the reference.

use crate::model::{AreaIx, Breakdown, Catalogue, Category, Figures, Measure, Missing, Observation, Slice};

use super::Resolved;

/// One breakdown of an indicator in one area and one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts<'a> {
    /// The breakdown.
    pub breakdown: &'a Breakdown,
    /// Its categories in their order.
    pub rows: Vec<Part<'a>>,
    /// Whether figures are shares of the total in per cent, because numbers of people or cases cannot be compared
    /// between an area and its Land.
    pub shares: bool,
}

/// One category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part<'a> {
    /// The category.
    pub category: &'a Category,
    /// Its figure in the area: as published, or the share of the total.
    pub figure: Observation,
    /// The same of the reference, if it has one.
    pub reference: Option<f64>,
}

impl<'a> Parts<'a> {
    /// Every breakdown of the resolved indicator that has at least one figure for the area in the shown period.
    ///
    /// Counts become shares: 100 x category / total of the same row. Without a known total other than zero a share is
    /// undefined and the category keeps the reason of its absence, or counts as not applicable.
    pub fn of(
        resolved: &Resolved<'a>,
        catalogue: &'a Catalogue,
        figures: &Figures,
        area: AreaIx,
        reference: Option<AreaIx>,
    ) -> Vec<Parts<'a>> {
        let Some(at) = resolved.span.map(|s| s.at) else { return Vec::new() };
        let shares = resolved.indicator.measure == Measure::Count;
        let figure = |row: AreaIx, slice: &Slice| {
            let published =
                figures.slice(slice).map_or(Observation::Missing(Missing::NotPublished), |t| t.get(row, at));
            if shares { share(published, figures.total().and_then(|t| t.get(row, at).value())) } else { published }
        };
        let mut all = Vec::new();
        for breakdown in resolved.indicator.breakdowns.iter().filter_map(|id| catalogue.breakdown(id)) {
            let part = |category: &'a Category| {
                let slice = Slice::of(vec![(breakdown.id.clone(), category.id.clone())]);
                let reference = reference.and_then(|row| figure(row, &slice).value());
                Part { category, figure: figure(area, &slice), reference }
            };
            let rows: Vec<Part<'a>> = breakdown.categories.iter().map(part).collect();
            if rows.iter().any(|r| r.figure.value().is_some()) {
                all.push(Parts { breakdown, rows, shares });
            }
        }
        all
    }
}

fn share(part: Observation, total: Option<f64>) -> Observation {
    match (part, total.filter(|t| *t != 0.0)) {
        (Observation::Known(part, flags), Some(total)) => Observation::Known(100.0 * part / total, flags),
        (Observation::Known(..), None) => Observation::Missing(Missing::NotApplicable),
        (missing, _) => missing,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{resolve, sample};
    use super::*;
    use crate::model::{BreakdownId, CategoryId, Period, Table, ValueFlags, Words};
    use crate::view::ViewState;

    fn table(values: [Option<f64>; 2]) -> Table {
        let mut table = Table::new(vec![Period::Year(2023)], 4, 2);
        for (row, value) in [0, 4].into_iter().zip(values) {
            if let Some(value) = value {
                table.set(AreaIx(row), Period::Year(2023), Observation::Known(value, ValueFlags::NONE));
            }
        }
        table
    }

    #[test]
    fn counts_become_shares_of_their_own_total() {
        let mut catalogue = sample::catalogue();
        let category = |id: &str| Category { id: CategoryId::from(id), title: Words::plain(id) };
        let sex = Breakdown {
            id: BreakdownId::from("sex"),
            title: Words::plain("Geschlecht"),
            categories: vec![category("f"), category("m")],
            complete: true,
        };
        catalogue.breakdowns = vec![sex];
        catalogue.indicators[0].breakdowns = vec!["sex".into()];
        catalogue.indicators[0].measure = Measure::Count;
        let slice = |id: &str| Slice::of(vec![("sex".into(), id.into())]);
        let figures = Figures {
            tables: vec![
                (Slice::total(), table([Some(200.0), Some(0.0)])),
                (slice("f"), table([Some(150.0), Some(1.0)])),
            ],
        };
        let resolved = resolve(&ViewState::default(), &catalogue).unwrap();
        let parts = Parts::of(&resolved, &catalogue, &figures, AreaIx(0), Some(AreaIx(4)));
        assert!(parts.len() == 1 && parts[0].shares);
        let rows: Vec<_> = parts[0].rows.iter().map(|r| (r.figure, r.reference)).collect();
        assert_eq!(rows[0], (Observation::Known(75.0, ValueFlags::NONE), None), "a total of zero has no shares");
        assert_eq!(rows[1], (Observation::Missing(Missing::NotPublished), None));
        assert_eq!(Parts::of(&resolved, &catalogue, &figures, AreaIx(1), None), []);
    }
}
