//! Which rows of which levels are the same area, and which areas lie within which.

use std::collections::{BTreeMap, BTreeSet};

use crate::bundle::source::{AllSeries, Placed};
use crate::model::{Area, AreaIx, AreaKey, AreaSet, Level};

/// Levels, areas and sets of a bundle as an attacker sees them: one entry an area, however many levels list it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Territory {
    /// For every level, for every row: the area.
    rows: Vec<Vec<usize>>,
    /// The areas.
    pub areas: Vec<Place>,
    /// For every class of areas its members: the areas of a level, the references of a level.
    pub classes: Vec<Vec<usize>>,
    /// For every class whether it is that of a level's own areas, not of its references.
    pub levels: Vec<bool>,
    /// Planning areas that are rows themselves: the area, its set.
    pub sets: Vec<(usize, AreaSet)>,
}

/// One area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Its key.
    pub key: AreaKey,
    /// Its name.
    pub name: String,
    /// The levels that list it.
    pub levels: BTreeSet<usize>,
    /// All larger areas it lies in, near ones and far ones.
    pub above: BTreeSet<usize>,
    /// How many areas of the nearest class below lie in it.
    pub parts: usize,
}

impl Territory {
    /// The area of a row of a level.
    pub fn area(&self, level: usize, row: AreaIx) -> Option<usize> {
        self.rows.get(level)?.get(row.ix()).copied()
    }

    /// From the levels of a bundle.
    ///
    /// Rows of one key on several levels are one area, unless a figure says that they are not: the Wartburgkreis is
    /// larger since it contains Eisenach. An area lies in its declared parent, and in every area whose key begins its
    /// own where all keys of the level are made like that.
    pub fn of(placed: &Placed) -> Territory {
        let catalogue = &placed.source.catalogue;
        let mut territory = Territory::default();
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut first_row: Vec<(usize, AreaIx)> = Vec::new();
        for (place, level) in catalogue.levels.iter().enumerate() {
            let mut rows = Vec::new();
            for (ix, area) in level.rows().enumerate() {
                let known = by_key.entry(area.key.as_str()).or_default();
                let row = (place, AreaIx::at(ix));
                let same = known.iter().find(|a| !differ(&placed.series, first_row[**a], row));
                let id = same.copied().unwrap_or_else(|| {
                    first_row.push(row);
                    territory.areas.push(named(area));
                    territory.areas.len() - 1
                });
                if !known.contains(&id) {
                    known.push(id);
                }
                territory.areas[id].levels.insert(place);
                rows.push(id);
            }
            let (areas, references) = rows.split_at(level.areas.len().min(rows.len()));
            for (class, own) in [(areas, true), (references, false)] {
                if !class.is_empty() {
                    territory.classes.push(class.to_vec());
                    territory.levels.push(own);
                }
            }
            territory.rows.push(rows);
        }
        territory.contained(&catalogue.levels, &by_key);
        for set in &catalogue.sets {
            let own = by_key.get(set.id.as_str()).into_iter().flatten();
            territory.sets.extend(own.map(|area| (*area, set.clone())));
        }
        territory.count_parts();
        territory
    }

    /// The area of a key as it is meant on a level: of several the one that the level lists, else the first.
    fn meant(&self, among: &[usize], level: usize) -> Option<usize> {
        if among.len() < 2 {
            return among.first().copied();
        }
        let listed = |area: &&usize| self.rows.get(level).is_some_and(|rows| rows.contains(area));
        among.iter().find(listed).or(among.first()).copied()
    }

    fn contained(&mut self, levels: &[Level], by_key: &BTreeMap<&str, Vec<usize>>) {
        let mut direct: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.areas.len()];
        for (place, level) in levels.iter().enumerate() {
            let prefixes = prefixes(level, by_key);
            for (ix, area) in level.rows().enumerate() {
                let Some(own) = self.area(place, AreaIx::at(ix)) else { continue };
                let declared = area.parent.as_ref().and_then(|p| by_key.get(p.as_str()));
                direct[own].extend(declared.and_then(|among| self.meant(among, place)));
                if ix < level.areas.len() {
                    let key = area.key.as_str();
                    let over = prefixes.iter().filter_map(|n| key.get(..*n)).filter_map(|k| by_key.get(k));
                    direct[own].extend(over.filter_map(|among| self.meant(among, place)));
                }
                direct[own].remove(&own);
            }
        }
        for own in 0..self.areas.len() {
            let (mut above, mut next) = (BTreeSet::new(), direct[own].clone());
            while let Some(area) = next.pop_first() {
                if area != own && above.insert(area) {
                    next.extend(direct[area].iter().copied());
                }
            }
            self.areas[own].above = above;
        }
    }

    fn count_parts(&mut self) {
        let mut parts = vec![usize::MAX; self.areas.len()];
        for class in &self.classes {
            let mut count = BTreeMap::<usize, usize>::new();
            for above in class.iter().flat_map(|a| &self.areas[*a].above) {
                *count.entry(*above).or_default() += 1;
            }
            for (area, count) in count {
                parts[area] = parts[area].min(count);
            }
        }
        for (area, count) in self.areas.iter_mut().zip(parts) {
            area.parts = if count == usize::MAX { 0 } else { count };
        }
    }
}

fn named(area: &Area) -> Place {
    Place { key: area.key.clone(), name: area.name.clone(), ..Place::default() }
}

/// The lengths of beginnings of keys that are keys themselves, for every area of the level.
fn prefixes(level: &Level, by_key: &BTreeMap<&str, Vec<usize>>) -> Vec<usize> {
    let length = level.areas.first().map_or(0, |a| a.key.as_str().len());
    let even = level.areas.iter().all(|a| a.key.as_str().len() == length);
    let all = |n: &usize| level.areas.iter().all(|a| a.key.as_str().get(..*n).is_some_and(|k| by_key.contains_key(k)));
    if even { (2..length).filter(all).collect() } else { Vec::new() }
}

/// Whether two rows of one key have different figures anywhere.
fn differ(series: &AllSeries, one: (usize, AreaIx), other: (usize, AreaIx)) -> bool {
    let of_one = series.iter().filter(|((level, _), _)| *level == one.0);
    for ((_, id), series_one) in of_one {
        let Some(series_other) = series.get(&(other.0, id.clone())) else { continue };
        for (slice, of_slice) in series_one.slices.iter().enumerate() {
            let Some(slice_other) = series_other.slices.iter().position(|s| s == of_slice) else { continue };
            let key = |c: &crate::bundle::source::PlacedCell| (c.slice, c.area);
            let from = series_one.cells.partition_point(|c| key(c) < (slice, one.1));
            let cells = series_one.cells.get(from..).unwrap_or_default();
            for cell in cells.iter().take_while(|c| key(c) == (slice, one.1)) {
                let there = series_other.get(slice_other, other.1, cell.period).and_then(|c| c.value.value());
                if cell.value.value().zip(there).is_some_and(|(a, b)| a != b) {
                    return true;
                }
            }
        }
    }
    false
}
