//! Rounding to multiples, the alternative to withholding.

use std::collections::BTreeMap;

use super::case::Case;
use super::coarse::coarse;
use super::net::{Node, Reason, Seen, Spot, matching};
use super::reveal::decimals;
use super::rules::Rules;
use super::run::Texts;
use super::variable::per;
use crate::bundle::source::Placed;
use crate::model::{Decimal, Indicator, IndicatorId, plain};
use crate::publish::disclosure::{Public, attack_public, revealed_by_rounding, round_to};

/// What is written instead of counts and of the rates made from them.
///
/// Every count with a minimum is rounded to the nearest multiple of `base`, totals like parts, so that equal counts stay
/// equal. Rates are computed again from the rounded counts; those whose numerator is not in the bundle lose decimals
/// instead (see [`coarse`]). Then an attacker who knows the base adds up what was rounded: a small count that becomes
/// known more closely than by its own rounding is withheld after all, in `spots`.
pub fn round(source: &mut Placed, rules: &Rules, base: f64, spots: &mut BTreeMap<Spot, Reason>) -> Texts {
    let mut texts = coarse(source, rules);
    let case = Case::of(source, rules, None, false);
    for variable in case.variables.iter().filter(|v| v.own && is_rounded(v)) {
        for (_, series) in source.series.iter().filter(|((_, id), _)| *id == variable.id) {
            let rounded = series.figures_only().map(|(cell, value)| (Spot::of(cell), plain(round_to(value, base))));
            texts.extend(rounded);
        }
    }
    for indicator in &source.source.catalogue.indicators {
        rates(&case, indicator, base, &mut texts);
    }
    for family in &case.families {
        undone(&case, family, base, spots);
    }
    super::primary::rates(&case, spots);
    texts
}

fn is_rounded(variable: &super::variable::Variable) -> bool {
    variable.limits.minimum.is_some() && variable.limits.public != Some(true)
}

/// A rate of two counts of the bundle, computed from what is published of them.
fn rates(case: &Case<'_>, indicator: &Indicator, base: f64, texts: &mut Texts) {
    let parts = indicator.numerator.as_ref().zip(indicator.denominator.as_ref());
    let Some(((numerator, denominator), per)) = parts.zip(per(indicator.measure)) else { return };
    let rounded = |id: &IndicatorId| case.variables.iter().any(|v| v.own && v.id == *id && is_rounded(v));
    if !rounded(numerator) && !rounded(denominator) {
        return;
    }
    let published = |id: &IndicatorId, value: f64| if rounded(id) { round_to(value, base) } else { value };
    for ((level, _), series) in case.placed.series.iter().filter(|((_, id), _)| *id == indicator.id) {
        let of = |id: &IndicatorId| case.placed.series.get(&(*level, id.clone()));
        let (Some(above), Some(below)) = (of(numerator), of(denominator)) else { continue };
        let digits = decimals(series);
        for (cell, _) in series.figures_only() {
            let part = |of| matching(of, series, cell).and_then(|c| c.value.value());
            let Some((n, d)) = part(above).zip(part(below)) else { continue };
            let d = published(denominator, d);
            let text = match d > 0.0 {
                true => Decimal::of(published(numerator, n) * per / d).fixed(digits),
                false => "x".to_owned(),
            };
            texts.insert(Spot::of(cell), text);
        }
    }
}

/// Small counts that become known because rounded figures meet: two parts of 0 and a total of 5 are 1 and 2, or more.
fn undone(case: &Case<'_>, family: &[usize], base: f64, spots: &mut BTreeMap<Spot, Reason>) {
    let mut net = case.net(family, &BTreeMap::new());
    for node in &mut net.nodes {
        let variable = node.name.and_then(|n| case.variables.get(n.variable));
        let rounded = variable.is_some_and(|v| v.own && is_rounded(v));
        if let Some(value) = node.value.filter(|_| rounded && node.seen == Seen::Open) {
            let span = revealed_by_rounding(round_to(value, base), base, false);
            (node.seen, node.bounds) = (Seen::Absent, Some((span.low, span.high)));
        } else if node.name.is_none() {
            node.reason = None;
        }
    }
    for piece in case.pieces(&net) {
        let Some(attack) = piece.attacks.first() else { continue };
        for interval in attack_public(&Public::of(&piece.problem), attack, &mut |_| ()) {
            let node: Option<&Node> = piece.nodes.get(interval.cell).and_then(|n| net.nodes.get(*n));
            if let Some(node) = node.filter(|n| n.reason.is_some() && !interval.is_safe()) {
                spots.extend(node.spots.iter().map(|spot| (*spot, Reason::Small)));
            }
        }
    }
}
