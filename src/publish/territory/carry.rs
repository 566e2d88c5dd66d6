//! Figures carried from one territorial status to another: counts are summed or shared out, rates are computed anew from
//! their counts and never averaged, and what cannot be carried over says why.

use std::collections::{BTreeMap, BTreeSet};

use super::conversion::{Conversion, Weight};
use crate::model::{Missing, Observation, ValueFlags};

/// The figures of one series in one period, by key.
pub type Column = BTreeMap<String, Observation>;

/// How a figure came to its new area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The area is the same, at most under a new key.
    Unchanged,
    /// Whole areas were added up.
    Summed,
    /// Areas were shared out by their residents or surface: an estimate.
    Shared,
    /// A rate computed anew from carried counts.
    Recomputed,
    /// Nothing could be carried over.
    Lost,
}

/// A figure on its new area.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The figure, or why there is none.
    pub value: Observation,
    /// How it came there.
    pub way: Way,
    /// The old areas that it is made of.
    pub from: Vec<String>,
}

/// Carries counts, which may be added.
///
/// A new area that is one old area, whole, keeps its figure and flags. One that is made of several whole areas has their
/// sum (flag: recomputed). Parts are shared out by `weight`, and the sum is an estimate (flags: estimated, recomputed).
/// With a missing figure among them the sum is missing: unknown or confidential if one of them is, the common reason if
/// they share one, else *territory changed*. `known` are all keys of the source, for figures that a period lacks.
///
/// ```
/// use std::collections::{BTreeMap, BTreeSet};
/// use sozialatlas::model::{Observation, ValueFlags};
/// use sozialatlas::publish::territory::{Conversion, Part, Weight, carry_counts};
/// // By hand: Eisenach (42,370) joined the Wartburgkreis (118,974): 42370 + 118974 = 161344.
/// let known = |v: f64| Observation::Known(v, ValueFlags::NONE);
/// let column = BTreeMap::from([("16056".to_owned(), known(42_370.0)), ("16063".to_owned(), known(118_974.0))]);
/// let mut conversion = Conversion::identity();
/// conversion.add("16056", Part { new: "16063".into(), population: 1.0, area: 1.0 });
/// let carried = carry_counts(&column, &conversion, Weight::Population, &column.keys().cloned().collect());
/// assert_eq!(carried["16063"].value.value(), Some(161_344.0));
/// assert_eq!(carried.len(), 1);
/// ```
pub fn carry_counts(
    column: &Column,
    conversion: &Conversion,
    weight: Weight,
    known: &BTreeSet<String>,
) -> BTreeMap<String, Carried> {
    let sources = conversion.sources(known, weight);
    sources.into_iter().filter_map(|(new, from)| Some((new, sum(column, &from)?))).collect()
}

/// `None` if the period says nothing about any of the areas.
fn sum(column: &Column, from: &[(String, f64)]) -> Option<Carried> {
    if from.iter().all(|(old, _)| !column.contains_key(old)) {
        return None;
    }
    let get = |old: &String| column.get(old).copied().unwrap_or(Observation::Missing(Missing::NotPublished));
    let keys: Vec<String> = from.iter().map(|(old, _)| old.clone()).collect();
    let whole = from.iter().all(|(_, w)| *w >= 1.0 - 1e-9);
    if let ([(only, _)], true) = (from, whole) {
        return Some(Carried { value: get(only), way: Way::Unchanged, from: keys });
    }
    let (mut total, mut flags) = (0.0, ValueFlags::RECOMPUTED);
    let mut missing = Vec::new();
    for (old, part) in from {
        match get(old) {
            Observation::Known(value, own) => {
                total += value * part.min(1.0);
                flags = flags.with(own);
            }
            Observation::Missing(reason) => missing.push(reason),
        }
    }
    let reason = match (&missing[..], missing.len() == from.len()) {
        ([], _) => None,
        (reasons, _) if reasons.contains(&Missing::UnknownOrConfidential) => Some(Missing::UnknownOrConfidential),
        ([first, rest @ ..], true) if rest.iter().all(|r| r == first) => Some(*first),
        _ => Some(Missing::TerritoryChanged),
    };
    let reason = reason.or_else(|| (!f64::is_finite(total)).then_some(Missing::TerritoryChanged));
    if let Some(reason) = reason {
        return Some(Carried { value: Observation::Missing(reason), way: Way::Lost, from: keys });
    }
    let flags = if whole { flags } else { flags.with(ValueFlags::ESTIMATED) };
    let way = if whole { Way::Summed } else { Way::Shared };
    Some(Carried { value: Observation::Known(total, flags), way, from: keys })
}

/// Carries figures that may not be added, and whose counts are not there: rates, means, indices, perturbed counts.
///
/// They stay where the area is the same, at most under a new key; everywhere else the reason is *territory changed*.
pub fn carry_others(column: &Column, conversion: &Conversion, known: &BTreeSet<String>) -> BTreeMap<String, Carried> {
    let sources = conversion.sources(known, Weight::Population);
    let surfaces = conversion.sources(known, Weight::Area);
    let carry = |(new, from): (String, Vec<(String, f64)>)| {
        let whole = |from: &[(String, f64)]| matches!(from, [(_, w)] if *w >= 1.0 - 1e-9);
        let same = whole(&from) && surfaces.get(&new).is_some_and(|s| whole(s));
        if !from.iter().any(|(old, _)| column.contains_key(old)) {
            return None;
        }
        let keys: Vec<String> = from.iter().map(|(old, _)| old.clone()).collect();
        let own = keys.first().and_then(|old| column.get(old)).copied().filter(|_| same);
        let lost =
            Carried { value: Observation::Missing(Missing::TerritoryChanged), way: Way::Lost, from: keys.clone() };
        let carried = own.map(|value| Carried { value, way: Way::Unchanged, from: keys });
        Some((new, carried.unwrap_or(lost)))
    };
    sources.into_iter().filter_map(carry).collect()
}

/// Carries a rate: where the area is the same it stays, elsewhere it is computed anew from the carried counts as
/// `scale` times numerator over denominator, rounded to `decimals`. Where one of the counts is missing, or the
/// denominator is 0, so is the rate: with the count's reason, as *not applicable* for a denominator of 0.
///
/// ```
/// use std::collections::{BTreeMap, BTreeSet};
/// use sozialatlas::model::{Observation, ValueFlags};
/// use sozialatlas::publish::territory::{Conversion, Part, Weight, carry_counts, carry_rate};
/// // By hand: 20 of 100 and 10 of 200 are 30 of 300, 10 per cent; the mean of 20 % and 5 % would be 12.5.
/// let column = |a: f64, b: f64| {
///     let known = |v: f64| Observation::Known(v, ValueFlags::NONE);
///     BTreeMap::from([("A".to_owned(), known(a)), ("B".to_owned(), known(b))])
/// };
/// let mut joined = Conversion::identity();
/// joined.add("A", Part { new: "B".into(), population: 1.0, area: 1.0 });
/// let keys = ["A", "B"].map(str::to_owned).into();
/// let counts = |c| carry_counts(&c, &joined, Weight::Population, &keys);
/// let (above, below) = (counts(column(20.0, 10.0)), counts(column(100.0, 200.0)));
/// let rate = carry_rate(&column(20.0, 5.0), &joined, &keys, (&above, &below), 100.0, 1);
/// assert_eq!(rate["B"].value.value(), Some(10.0));
/// ```
pub fn carry_rate(
    column: &Column,
    conversion: &Conversion,
    known: &BTreeSet<String>,
    (above, below): (&BTreeMap<String, Carried>, &BTreeMap<String, Carried>),
    scale: f64,
    decimals: u8,
) -> BTreeMap<String, Carried> {
    let mut carried = carry_others(column, conversion, known);
    for (new, rate) in carried.iter_mut().filter(|(_, rate)| rate.way == Way::Lost) {
        let (Some(above), Some(below)) = (above.get(new), below.get(new)) else { continue };
        rate.value = match (above.value, below.value) {
            (Observation::Known(..), Observation::Known(0.0, _)) => Observation::Missing(Missing::NotApplicable),
            (Observation::Known(a, fa), Observation::Known(b, fb)) => {
                let value = rounded(scale * a / b, decimals);
                let flags = fa.with(fb).with(ValueFlags::RECOMPUTED);
                rate.way = Way::Recomputed;
                if value.is_finite() {
                    Observation::Known(value, flags)
                } else {
                    Observation::Missing(Missing::TerritoryChanged)
                }
            }
            (Observation::Missing(reason), _) | (_, Observation::Missing(reason)) => Observation::Missing(reason),
        };
        if rate.value.value().is_none() {
            rate.way = Way::Lost;
        }
    }
    carried
}

/// Rounded half away from zero.
fn rounded(value: f64, decimals: u8) -> f64 {
    let power = 10_f64.powi(i32::from(decimals));
    let raised = value * power;
    if raised.is_finite() { raised.round() / power } else { value }
}
