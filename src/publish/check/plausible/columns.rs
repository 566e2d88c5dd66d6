//! The same figures under two names, and residents against those that the boundaries name.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::super::kinds;
use super::super::notes::Notes;
use super::super::secrets::cells;
use super::super::sheets::{Package, property};
use super::{FEW, On, shown};
use crate::model::{AreaIx, AreaKey, Measure, Period, Table};
use crate::publish::Remark;

/// By this factor residents may differ from those in the boundaries, which are some years older or younger.
const FACTOR: f64 = 1.3;

/// Compares columns with each other.
pub(super) fn check(package: &Package, all: &[On<'_>], notes: &mut Notes) {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    for (place, on) in all.iter().enumerate() {
        let Some(table) = on.total() else { continue };
        let nonzero = figures(table).filter(|(_, _, v)| *v != 0.0).count();
        if nonzero < FEW {
            continue;
        }
        let first = *seen.entry(hash(table)).or_insert(place);
        let other = all.get(first).filter(|_| first != place);
        if let Some(other) = other.filter(|o| o.total().is_some_and(|t| figures(t).eq(figures(table)))) {
            let remark = Remark::new(&kinds::COLUMNS_SAME, "").column(on.indicator.id.as_str());
            let remark = remark.found(&on.indicator.id).expected(&other.indicator.id);
            match figures(table).next() {
                Some((area, period, _)) => notes.about(remark, on.cell(area, period)),
                None => notes.add(remark),
            }
        }
    }
    if let Some(on) = all.iter().find(|on| is_population(on)) {
        population(package, on, notes);
    }
}

/// The figures of the areas; one column may have the Land's and the other not.
fn figures(table: &Table) -> impl Iterator<Item = (AreaIx, Period, f64)> + '_ {
    let areas = table.areas();
    cells(table).filter(move |(area, ..)| area.ix() < areas).filter_map(|(a, p, v)| Some((a, p, v.value()?)))
}

fn hash(table: &Table) -> u64 {
    let mut hasher = DefaultHasher::new();
    figures(table).for_each(|(area, period, value)| (area, period, value.to_bits()).hash(&mut hasher));
    hasher.finish()
}

/// A count that speaks of all residents.
fn is_population(on: &On<'_>) -> bool {
    let id = on.indicator.id.as_str().to_lowercase();
    let named = ["einwohner", "bevoelkerung", "bevölkerung", "population", "pop", "ewz"].iter().any(|n| id == *n);
    let used = |i: &crate::model::Indicator| i.denominator.as_ref() == Some(&on.indicator.id);
    let titled = ["bevölkerung", "einwohner"].contains(&on.indicator.title.de.to_lowercase().as_str());
    on.indicator.measure == Measure::Count
        && (named || titled || (id.starts_with("pop") && on.source.catalogue.indicators.iter().any(used)))
}

/// Residents of the latest period against a property of the boundaries, where they have one (`EWZ` of VG250-EW).
fn population(package: &Package, on: &On<'_>, notes: &mut Notes) {
    let Some(table) = on.total() else { return };
    let Some(latest) = table.latest() else { return };
    let names = ["ewz", "einwohner", "bevoelkerung", "population", "inhabitants"];
    for resource in package.resources.iter().filter(|r| r.role == "areas") {
        for feature in &resource.features {
            let drawn = names.iter().find_map(|n| property(feature, n).parse::<f64>().ok()).filter(|v| *v > 0.0);
            let key = resource.key_of(feature);
            let value = on.level.find(&AreaKey::new(key.as_str())).and_then(|a| table.get(a, latest).value());
            let (Some(drawn), Some(value)) = (drawn, value) else { continue };
            if value > drawn * FACTOR || value * FACTOR < drawn {
                let remark = Remark::new(&kinds::POPULATION_DIFFERS, resource.path.as_str()).at(feature.row as usize);
                let words = format!("{latest}: {} / {}", shown(value), shown(drawn));
                notes.add(remark.found(key).expected(words));
            }
        }
    }
}
