//! Primary rules: which figures must not be published for their own sake.

use std::collections::{BTreeMap, HashSet};

use super::case::Case;
use super::net::{Reason, Spot};
use super::rules::{Dominance, DominanceRule};
use super::variable::limits_of;
use crate::bundle::source::Series;
use crate::model::{AreaIx, IndicatorId, Measure, Period, Slice};

/// Contributions by file, column and line, as [`further`](crate::bundle::source::further) reads them.
pub type Contributions = BTreeMap<(u16, String, u32), f64>;

/// Whether a figure is dominated by its largest contributors.
///
/// (n, k) rule: they hold more than k % of it. p % rule: the figure less the two largest contributions is less than p %
/// of the largest, so that the second largest contributor, who knows its own, can estimate the largest closer than that
/// (Hundepool et al. 2012, section 4.2). Without a figure above zero nothing is dominated.
///
/// 100 in all, the largest hold 70 and 25: together 95 %, and 100 - 70 - 25 = 5 are 7.1 % of 70.
///
/// ```
/// use sozialatlas::publish::protect::{DominanceRule, is_dominated};
/// assert!(is_dominated(100.0, &[70.0, 25.0], DominanceRule::Share(90.0)));
/// assert!(!is_dominated(100.0, &[70.0, 25.0], DominanceRule::Share(95.0)), "95 % is not more than 95 %");
/// assert!(is_dominated(100.0, &[70.0, 25.0], DominanceRule::Remainder(10.0)));
/// assert!(!is_dominated(100.0, &[70.0, 25.0], DominanceRule::Remainder(5.0)));
/// ```
pub fn is_dominated(figure: f64, largest: &[f64], rule: DominanceRule) -> bool {
    if figure <= 0.0 || largest.is_empty() {
        return false;
    }
    match rule {
        DominanceRule::Share(percent) => largest.iter().sum::<f64>() > figure * percent / 100.0,
        DominanceRule::Remainder(percent) => {
            let two: f64 = largest.iter().take(2).sum();
            figure - two < largest.first().copied().unwrap_or_default() * percent / 100.0
        }
    }
}

/// The figures that must not be published, and why. Figures that are withheld already are not among them.
pub fn primaries(case: &Case<'_>, contributions: &Contributions) -> BTreeMap<Spot, Reason> {
    let mut spots = BTreeMap::new();
    for variable in case.variables.iter().filter(|v| v.own) {
        for (_, series) in case.placed.series.iter().filter(|((_, id), _)| *id == variable.id) {
            let small = series.figures_only().filter(|(_, value)| variable.limits.forbids(*value));
            spots.extend(small.map(|(cell, _)| (Spot::of(cell), Reason::Small)));
        }
    }
    for dominance in &case.rules.dominance {
        dominated(case, dominance, contributions, &mut spots);
    }
    if case.rules.complements {
        complements(case, &mut spots);
    }
    if let Some((population, least)) = &case.rules.population {
        few_people(case, population, *least, &mut spots);
    }
    spots
}

fn dominated(case: &Case<'_>, rule: &Dominance, of: &Contributions, spots: &mut BTreeMap<Spot, Reason>) {
    for (_, series) in case.placed.series.iter().filter(|((_, id), _)| *id == rule.indicator) {
        for (cell, value) in series.figures_only() {
            let one = |column: &String| of.get(&(cell.file, column.clone(), cell.row)).copied();
            let largest: Vec<f64> = rule.contributors.iter().map_while(one).collect();
            if is_dominated(value, &largest, rule.rule) {
                spots.entry(Spot::of(cell)).or_insert(Reason::Dominance);
            }
        }
    }
}

/// Numerators of shares to whose denominator too little is missing.
fn complements(case: &Case<'_>, spots: &mut BTreeMap<Spot, Reason>) {
    let shares = case.placed.source.catalogue.indicators.iter().filter(|i| i.measure == Measure::Share);
    for (numerator, denominator) in shares.filter_map(|i| i.numerator.clone().zip(i.denominator.clone())) {
        let Some(limits) = case.variables.iter().find(|v| v.own && v.id == numerator).map(|v| v.limits) else {
            continue;
        };
        for ((level, _), series) in case.placed.series.iter().filter(|((_, id), _)| *id == numerator) {
            let Some(wholes) = case.placed.series.get(&(*level, denominator.clone())) else { continue };
            for (cell, value) in series.figures_only() {
                let whole = super::net::matching(wholes, series, cell).and_then(|w| w.value.value());
                if whole.is_some_and(|whole| limits.forbids(whole - value)) {
                    spots.entry(Spot::of(cell)).or_insert(Reason::Complement);
                }
            }
        }
    }
}

/// Everything about areas in which fewer people live, but their number.
fn few_people(case: &Case<'_>, population: &IndicatorId, least: f64, spots: &mut BTreeMap<Spot, Reason>) {
    let mut few: HashSet<(usize, Period)> = HashSet::new();
    for ((level, _), series) in case.placed.series.iter().filter(|((_, id), _)| id == population) {
        let total = series.slices.iter().position(Slice::is_total);
        let cells = series.figures_only().filter(|(cell, value)| Some(cell.slice) == total && *value < least);
        few.extend(cells.filter_map(|(cell, _)| Some((case.territory.area(*level, cell.area)?, cell.period))));
    }
    for ((level, id), series) in case.placed.series.iter().filter(|((_, id), _)| id != population) {
        let indicator = case.placed.source.catalogue.indicator(id);
        if indicator.is_some_and(|i| limits_of(case.placed, case.rules, i).public == Some(true)) {
            continue;
        }
        let lives = |area: AreaIx, period: Period| Some((case.territory.area(*level, area)?, period));
        for (cell, _) in series.figures_only() {
            if lives(cell.area, cell.period).is_some_and(|place| few.contains(&place)) {
                spots.entry(Spot::of(cell)).or_insert(Reason::Population);
            }
        }
    }
}

/// Rates that must go because a numerator or denominator goes.
pub fn rates(case: &Case<'_>, spots: &mut BTreeMap<Spot, Reason>) {
    let mut found = Vec::new();
    for indicator in &case.placed.source.catalogue.indicators {
        for part in [&indicator.numerator, &indicator.denominator].into_iter().flatten() {
            let hidden = hidden(case, part, spots);
            if hidden.is_empty() {
                continue;
            }
            for ((level, _), series) in case.placed.series.iter().filter(|((_, id), _)| *id == indicator.id) {
                for (cell, _) in series.figures_only() {
                    let place = (case.territory.area(*level, cell.area), series.slices.get(cell.slice), cell.period);
                    if let (Some(area), Some(slice), period) = place
                        && hidden.contains(&(area, slice, period))
                    {
                        found.push(Spot::of(cell));
                    }
                }
            }
        }
    }
    for spot in found {
        spots.entry(spot).or_insert(Reason::Rate);
    }
}

/// The cells of an indicator that nobody will see.
pub fn hidden<'c>(
    case: &'c Case<'_>,
    id: &IndicatorId,
    spots: &BTreeMap<Spot, Reason>,
) -> HashSet<(usize, &'c Slice, Period)> {
    let mut hidden = HashSet::new();
    for ((level, _), series) in case.placed.series.iter().filter(|((_, known), _)| known == id) {
        for cell in series.cells.iter().filter(|c| is_hidden(c, spots)) {
            let place = case.territory.area(*level, cell.area).zip(series.slices.get(cell.slice));
            hidden.extend(place.map(|(area, slice)| (area, slice, cell.period)));
        }
    }
    hidden
}

fn is_hidden(cell: &crate::bundle::source::PlacedCell, spots: &BTreeMap<Spot, Reason>) -> bool {
    cell.value.missing() == Some(crate::model::Missing::UnknownOrConfidential) || spots.contains_key(&Spot::of(cell))
}

/// How many cells of a series are withheld from the beginning.
pub fn withheld_before(series: &Series) -> usize {
    series.cells.iter().filter(|c| is_hidden(c, &BTreeMap::new())).count()
}
