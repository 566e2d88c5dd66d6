//! Who ranks where, and in which order rows are listed.

use std::cmp::Ordering;

use crate::model::{AreaIx, Level, Missing, Observation, ValueFlags, order};
use crate::stats::competition_ranks;
use crate::view::{Sort, SortColumn};

use super::Shown;
use super::fold::fold;

/// The order of areas by one figure ("Rangfolge"). References are never part of it.
///
/// Ranks compare the published values exactly, not as rounded for the screen: two areas share a rank if and only if
/// their published values are equal. Published values have few decimals, so that what looks equal usually is;
/// where a display rounds further, two areas may show the same figure on different ranks, and the table says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Areas with a figure, first rank first; areas on the same rank in the order of the level.
    pub entries: Vec<RankEntry>,
    /// Areas without a figure and why, in the order of the level.
    pub unranked: Vec<(AreaIx, Missing)>,
}

/// One area's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankEntry {
    /// The area.
    pub area: AreaIx,
    /// Its figure.
    pub value: f64,
    /// Remarks on the figure.
    pub flags: ValueFlags,
    /// First and last place that areas with this figure share: (4, 6) reads "4.–6.".
    pub rank: (u32, u32),
}

impl Ranking {
    /// Ranks the areas' values (row order, without references). `descending` gives the largest value rank 1.
    pub fn of(values: &[Observation], descending: bool) -> Ranking {
        let (mut entries, mut unranked) = (Vec::new(), Vec::new());
        for (i, observation) in values.iter().enumerate() {
            match *observation {
                Observation::Known(value, flags) => {
                    entries.push(RankEntry { area: AreaIx::at(i), value, flags, rank: (0, 0) });
                }
                Observation::Missing(reason) => unranked.push((AreaIx::at(i), reason)),
            }
        }
        let known: Vec<f64> = entries.iter().map(|e| e.value).collect();
        // Observations are finite; if one were not, no rank would be better than a wrong one.
        match competition_ranks(&known, descending) {
            Ok(ranks) => entries.iter_mut().zip(ranks).for_each(|(entry, rank)| entry.rank = rank),
            Err(_) => entries.clear(),
        }
        let by_rank = order(entries.len(), &|a, b| entries[a].rank.0.cmp(&entries[b].rank.0));
        Ranking { entries: by_rank.into_iter().map(|i| entries[i]).collect(), unranked }
    }

    /// The ranking of what is shown; `None` if the indicator is barred from rankings because it failed the fitness check.
    pub fn of_shown(shown: &Shown<'_>, descending: bool) -> Option<Ranking> {
        (!shown.indicator.unfit).then(|| Ranking::of(shown.areas(), descending))
    }

    /// Number of ranked areas.
    pub fn n(&self) -> usize {
        self.entries.len()
    }

    /// The place of an area, `None` if it has no figure.
    pub fn position_of(&self, area: AreaIx) -> Option<&RankEntry> {
        self.entries.iter().find(|e| e.area == area)
    }
}

/// The areas of a level in the order of a table. `values` are the column to sort by when `sort` asks for value or
/// change: the caller passes figures or changes.
///
/// Areas without a value come last in either direction; equal values are in order of names.
/// Names sort as in German dictionaries: ä as a, ß as ss, capitals like small letters.
pub fn order_rows(level: &Level, values: &[Observation], sort: Sort) -> Vec<AreaIx> {
    let names: Vec<String> = level.areas.iter().map(|a| fold(&a.name).plain).collect();
    let value = |i: usize| values.get(i).and_then(|o| o.value());
    let directed = |order: Ordering| if sort.descending { order.reverse() } else { order };
    let rows = order(names.len(), &|a, b| {
        let by_name = names[a].cmp(&names[b]);
        match sort.column {
            SortColumn::Name => directed(by_name),
            SortColumn::Value | SortColumn::Change => match (value(a), value(b)) {
                (Some(x), Some(y)) => directed(x.total_cmp(&y)).then(by_name),
                (x, y) => y.is_some().cmp(&x.is_some()).then(by_name),
            },
        }
    });
    rows.into_iter().map(AreaIx::at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn known(value: f64) -> Observation {
        Observation::Known(value, ValueFlags::NONE)
    }

    const GAP: Observation = Observation::Missing(Missing::NoSuchArea);

    #[test]
    fn ties_share_their_places_and_gaps_are_unranked() {
        let ranking = Ranking::of(&[known(2.0), GAP, known(9.0), known(2.0), known(-1.0)], true);
        let places: Vec<_> = ranking.entries.iter().map(|e| (e.area.0, e.rank)).collect();
        assert_eq!(places, [(2, (1, 1)), (0, (2, 3)), (3, (2, 3)), (4, (4, 4))]);
        assert_eq!(ranking.unranked, [(AreaIx(1), Missing::NoSuchArea)]);
        assert_eq!(ranking.n(), 4);
        assert_eq!(ranking.position_of(AreaIx(1)), None);
        let ascending = Ranking::of(&[known(2.0), known(9.0)], false);
        assert_eq!(ascending.position_of(AreaIx(0)).unwrap().rank, (1, 1));
    }

    #[test]
    fn unfit_indicators_are_not_ranked() {
        let mut catalogue = sample::catalogue();
        catalogue.indicators[0].unfit = true;
        let resolved = super::super::resolve(&crate::view::ViewState::default(), &catalogue).unwrap();
        let shown = Shown::of(&resolved, &sample::figures());
        assert_eq!(Ranking::of_shown(&shown, true), None);
    }

    #[test]
    fn tables_sort_gaps_last_and_names_the_german_way() {
        let level = sample::level(
            "l",
            ["Zwickau", "Österreich", "Oberhof", "Ahorn", "Ärzen"].map(|n| sample::area(n, n, "", None)).to_vec(),
        );
        let order = |column, descending, values: &[Observation]| {
            let rows = order_rows(&level, values, Sort { column, descending });
            rows.iter().map(|i| i.0).collect::<Vec<_>>()
        };
        // ahorn, arzen, oberhof, osterreich, zwickau
        assert_eq!(order(SortColumn::Name, false, &[]), [3, 4, 2, 1, 0]);
        assert_eq!(order(SortColumn::Name, true, &[]), [0, 1, 2, 4, 3]);
        let values = [known(1.0), GAP, known(5.0), known(1.0), GAP];
        assert_eq!(order(SortColumn::Value, true, &values), [2, 3, 0, 4, 1]);
        assert_eq!(order(SortColumn::Change, false, &values), [3, 0, 2, 4, 1]);
    }
}
