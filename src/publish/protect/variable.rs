//! The counts of a bundle: those it publishes, and the numerators that its rates tell.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{Limits, Rules, Years};
use crate::bundle::source::Placed;
use crate::model::{Indicator, IndicatorId, Measure};

/// A count that an attacker wants to know: an indicator of the bundle, or the numerator of a rate that is none itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// The indicator; of a numerator that is not in the bundle the rate that tells it.
    pub id: IndicatorId,
    /// Whether the bundle has figures of its own for it.
    pub own: bool,
    /// The rates that tell it together with their denominators.
    pub rates: Vec<Rate>,
    /// Whether it may be summed.
    pub additive: bool,
    /// What must not be published of it.
    pub limits: Limits,
}

/// A rate with a published denominator.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// The rate.
    pub id: IndicatorId,
    /// Its denominator.
    pub denominator: IndicatorId,
    /// Per how many.
    pub per: f64,
}

/// Per how many of the denominator a measure counts; `None` for what is no quotient of counts.
pub fn per(measure: Measure) -> Option<f64> {
    match measure {
        Measure::Share => Some(100.0),
        Measure::Rate { per } => Some(f64::from(per)),
        _ => None,
    }
}

/// All counts of a bundle with the rules for them.
pub fn variables(placed: &Placed, rules: &Rules) -> Vec<Variable> {
    let catalogue = &placed.source.catalogue;
    let has_figures = |id: &IndicatorId| placed.series.keys().any(|(_, known)| known == id);
    let divisors: BTreeSet<&IndicatorId> = catalogue.indicators.iter().filter_map(|i| i.denominator.as_ref()).collect();
    let mut all: Vec<Variable> = Vec::new();
    for indicator in &catalogue.indicators {
        let dominated = rules.dominance.iter().any(|d| d.indicator == indicator.id);
        if indicator.measure != Measure::Count && !dominated {
            continue;
        }
        let mut limits = limits_of(placed, rules, indicator);
        if let Some(least) = rules.minimum_denominator.filter(|_| divisors.contains(&indicator.id)) {
            // Rules are small numbers; beyond 2^53 no denominator is small.
            limits.minimum = limits.minimum.max(Some(least.ceil() as u64));
        }
        let (id, additive) = (indicator.id.clone(), indicator.additive);
        all.push(Variable { id, own: true, rates: Vec::new(), additive, limits });
    }
    for indicator in &catalogue.indicators {
        let Some((per, denominator)) = per(indicator.measure).zip(indicator.denominator.clone()) else { continue };
        if !has_figures(&denominator) {
            continue;
        }
        let additive = catalogue.indicator(&denominator).is_some_and(|d| d.additive);
        let rate = Rate { id: indicator.id.clone(), denominator, per };
        let numerator = indicator.numerator.as_ref();
        match all.iter_mut().find(|v| v.own && Some(&v.id) == numerator) {
            Some(variable) => variable.rates.push(rate),
            None => {
                let (id, limits) = (indicator.id.clone(), limits_of(placed, rules, indicator));
                all.push(Variable { id, own: false, rates: vec![rate], additive, limits });
            }
        }
    }
    all
}

/// The rules for an indicator: those of the file, and what the bundle declares for it anywhere.
pub fn limits_of(placed: &Placed, rules: &Rules, indicator: &Indicator) -> Limits {
    let listed = placed.source.details.provenance.get(&indicator.id).and_then(|p| p.minimum_cases).map(u64::from);
    let of_series = placed.series.iter().filter(|((_, id), _)| *id == indicator.id).filter_map(|(_, s)| s.minimum);
    rules.of(&indicator.id, of_series.chain(listed).max())
}

/// The declared sums of indicators: those of the rules and those of the bundle itself.
pub fn sums(placed: &Placed, rules: &Rules) -> Vec<(IndicatorId, Vec<IndicatorId>)> {
    let declared = placed.sums.iter().map(|(whole, parts)| {
        let parts = parts.iter().map(|p| IndicatorId::new(p.as_str())).collect();
        (IndicatorId::new(whole.as_str()), parts)
    });
    let mut all: Vec<(IndicatorId, Vec<IndicatorId>)> = rules.sums.iter().cloned().chain(declared).collect();
    all.dedup();
    all
}

/// As many equal figures make two indicators the same one.
const TWINS: usize = 5;

/// Indicators that are another one under a second name: wherever both have figures these are equal, at least five times
/// and not zero. What is withheld of one would be read off the other, so each is the sum of the other alone.
pub fn twins(placed: &Placed, variables: &[Variable]) -> Vec<(IndicatorId, Vec<IndicatorId>)> {
    let own: Vec<&IndicatorId> = variables.iter().filter(|v| v.own && v.additive).map(|v| &v.id).collect();
    let mut found = Vec::new();
    for (place, one) in own.iter().enumerate() {
        for other in own.iter().skip(place + 1).filter(|other| are_twins(placed, one, other)) {
            found.push(((*one).clone(), vec![(*other).clone()]));
        }
    }
    found
}

fn are_twins(placed: &Placed, one: &IndicatorId, other: &IndicatorId) -> bool {
    let mut same = 0;
    for ((level, _), series) in placed.series.iter().filter(|((_, id), _)| id == one) {
        let Some(second) = placed.series.get(&(*level, other.clone())) else { continue };
        for (cell, value) in series.figures_only() {
            let slice = series.slices.get(cell.slice);
            let place = second.slices.iter().position(|s| Some(s) == slice);
            let there = place.and_then(|p| second.get(p, cell.area, cell.period)).and_then(|c| c.value.value());
            match there {
                Some(there) if there != value => return false,
                Some(_) => same += usize::from(value != 0.0),
                None => {}
            }
        }
    }
    same >= TWINS
}

/// Which variables are linked with each other by sums of indicators and over time: places in the list of variables.
pub fn families(variables: &[Variable], sums: &[(IndicatorId, Vec<IndicatorId>)], years: &[Years]) -> Vec<Vec<usize>> {
    let mut links: Vec<Vec<&IndicatorId>> = Vec::new();
    links.extend(sums.iter().map(|(whole, parts)| std::iter::once(whole).chain(parts).collect()));
    for link in years {
        match link {
            Years::Cumulated { indicator, annual } => links.push(annual.iter().chain([indicator]).collect()),
            Years::Sum { indicator, of, .. } => links.push(vec![indicator, of]),
        }
    }
    let mut leader: Vec<usize> = (0..variables.len()).collect();
    for link in links {
        let places: Vec<usize> = (0..variables.len()).filter(|v| link.contains(&&variables[*v].id)).collect();
        let Some(to) = places.iter().map(|p| leader[*p]).min() else { continue };
        let from: Vec<usize> = places.iter().map(|p| leader[*p]).collect();
        leader.iter_mut().filter(|l| from.contains(l)).for_each(|l| *l = to);
    }
    let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, leader) in leader.into_iter().enumerate() {
        families.entry(leader).or_default().push(place);
    }
    families.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(id: &str) -> Variable {
        Variable { id: id.into(), own: true, rates: vec![], additive: true, limits: Limits::default() }
    }

    #[test]
    fn linked_indicators_are_attacked_together() {
        let all = ["all", "m", "w", "other", "kum", "jahr"].map(variable);
        let sums = [("all".into(), vec!["m".into(), "w".into()])];
        let years = [Years::Cumulated { indicator: "kum".into(), annual: Some("jahr".into()) }];
        assert_eq!(families(&all, &sums, &years), [vec![0, 1, 2], vec![3], vec![4, 5]]);
        let chain = [("all".into(), vec!["m".into()]), ("other".into(), vec!["m".into()])];
        assert_eq!(families(&all, &chain, &[])[0], [0, 1, 3], "links go on over a common part");
    }
}
