//! Where in the bundle the areas of a file belong.

use std::collections::{BTreeSet, HashMap};

use super::super::{KnownArea, LeftOut, Meant, Names, Taken};
use super::bundle::Bundle;
use super::kinds;
use crate::publish::Remark;

/// A reference that the bundle does not have yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewReference {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether it is the whole country.
    pub country: bool,
}

/// Where the areas of a file belong.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// For each place of the file its key in the bundle and its level; `None` for what is left out. References belong
    /// to every level that has figures.
    pub places: Vec<Option<(String, Option<usize>)>>,
    /// References to add.
    pub references: Vec<NewReference>,
    /// What was left out and why.
    pub left_out: Vec<LeftOut>,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
}

/// Finds the places of a file among the areas of the bundle: by key, then by name where the file knows no keys.
/// `level` is what the publisher said; `only` the beginning of the keys that are wanted.
pub fn targets(bundle: &Bundle, taken: &Taken, level: Option<&str>, only: Option<&str>, file: &str) -> Targets {
    let mut found = Targets { places: vec![None; taken.places.len()], ..Targets::default() };
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    for area in &bundle.areas {
        let place = bundle.levels.iter().position(|l| l.id == area.level).unwrap_or(usize::MAX);
        by_key.entry(&area.key).or_default().push(place);
    }
    let wanted = |key: &str| only.is_none_or(|start| key.starts_with(start) || start.starts_with(key));
    let order = preferred(bundle, taken, level, &by_key);
    let names = Names::new(&bundle.areas);
    let (mut outside, mut other) = (Vec::new(), 0);
    for (place, own) in taken.places.iter().enumerate() {
        if own.level == "country" || matches!(own.key.as_str(), "0" | "00" | "DG") {
            let key = found.country(bundle, &own.name);
            found.places[place] = Some((key, None));
        } else if !wanted(&own.key) {
            other += 1;
        } else if let Some(levels) = by_key.get(own.key.as_str()) {
            let best = order.iter().find(|l| levels.contains(l)).or(levels.first());
            found.places[place] = best.map(|l| (own.key.clone(), Some(*l)));
        } else if found.reference(bundle, &own.key, &own.name, &own.level) {
            found.places[place] = Some((own.key.clone(), None));
        } else if let Meant::One(area) = by_name(&names, &own.key, &own.name) {
            let level = bundle.levels.iter().position(|l| l.id == area.level);
            found.places[place] = Some((area.key.clone(), level));
        } else {
            outside.push(own);
        }
    }
    found.left(other, only, &outside);
    if !found.places.iter().flatten().any(|(_, level)| level.is_some()) {
        let (example, there) = (taken.places.first(), bundle.areas.first());
        let example = example.map(|p| format!("{} {}", p.key, p.name)).unwrap_or_default();
        let there = there.map_or("–".to_owned(), |a| format!("{} {}", a.key, a.name));
        found.remarks.push(Remark::new(&kinds::NO_AREA_MATCHES, file).found(example.trim()).expected(there));
    }
    found
}

/// A place whose key is no key of digits is known by its name.
fn by_name<'a>(names: &Names<'a>, key: &str, name: &str) -> Meant<'a> {
    if key.bytes().any(|b| b.is_ascii_digit()) && !key.contains(' ') {
        return Meant::None;
    }
    match names.meant(key) {
        Meant::None if !name.is_empty() => names.meant(name),
        found => found,
    }
}

/// The levels in the order in which a key that several have is given to them: the asked one; then the one with the
/// territorial status of the file; then the one most of the file's keys belong to.
fn preferred(bundle: &Bundle, taken: &Taken, level: Option<&str>, by_key: &HashMap<&str, Vec<usize>>) -> Vec<usize> {
    let mut hits = vec![0_usize; bundle.levels.len()];
    for place in &taken.places {
        for level in by_key.get(place.key.as_str()).into_iter().flatten() {
            if let Some(count) = hits.get_mut(*level) {
                *count += 1;
            }
        }
    }
    let status = |place: usize| {
        let own = bundle.levels.get(place).and_then(|l| l.territorial_status.as_deref());
        own.is_some() && own == taken.territorial_status.as_deref()
    };
    let asked = |place: usize| bundle.levels.get(place).is_some_and(|l| Some(l.id.as_str()) == level);
    let mut order: Vec<usize> = (0..bundle.levels.len()).collect();
    order.sort_by_key(|p| (!asked(*p), !status(*p), usize::MAX - hits.get(*p).copied().unwrap_or(0), *p));
    order
}

impl Targets {
    /// The key of the whole country in the bundle.
    fn country(&mut self, bundle: &Bundle, name: &str) -> String {
        let named =
            |(key, name): &&(String, String)| matches!(key.as_str(), "0" | "00" | "DG") || name == "Deutschland";
        if let Some((key, _)) = bundle.references.iter().find(named) {
            return key.clone();
        }
        let name = if name.is_empty() { "Deutschland" } else { name };
        let new = NewReference { key: "0".to_owned(), name: name.to_owned(), country: true };
        if !self.references.iter().any(|r| r.country) {
            self.references.push(new);
        }
        "0".to_owned()
    }

    /// Whether a key is a larger area of the bundle's areas: declared, or the beginning of their keys.
    fn reference(&mut self, bundle: &Bundle, key: &str, name: &str, level: &str) -> bool {
        if bundle.references.iter().any(|(known, _)| known == key) {
            return true;
        }
        let contains = |a: &KnownArea| key.len() >= 2 && a.key.len() > key.len() && a.key.starts_with(key);
        if !bundle.areas.iter().any(contains) {
            return false;
        }
        if level == "land" && !self.references.iter().any(|r| r.key == key) {
            self.references.push(NewReference { key: key.to_owned(), name: name.to_owned(), country: false });
        }
        true
    }

    fn left(&mut self, other: usize, only: Option<&str>, outside: &[&super::super::Place]) {
        if other > 0 {
            let start = only.unwrap_or_default();
            self.left_out.push(LeftOut {
                what: format!("--only {start}"),
                count: other,
                why_de: format!("Gebiete, deren Schlüssel nicht mit {start} beginnt"),
                why_en: format!("areas whose key does not begin with {start}"),
            });
        }
        let levels: BTreeSet<&str> = outside.iter().map(|p| p.level.as_str()).collect();
        for level in levels {
            let own: Vec<&&super::super::Place> = outside.iter().filter(|p| p.level == level).collect();
            let examples: Vec<String> =
                own.iter().take(3).map(|p| format!("{} {}", p.key, p.name).trim().to_owned()).collect();
            let more = if own.len() > 3 { ", …" } else { "" };
            self.left_out.push(LeftOut {
                what: examples.join(", ") + more,
                count: own.len(),
                why_de: "Gebiete, die das Datenpaket nicht hat".to_owned(),
                why_en: "areas that the bundle does not have".to_owned(),
            });
        }
    }
}
