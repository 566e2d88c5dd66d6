//! What becomes of areas from one territorial status to another: shares of old areas in new ones.

use std::collections::{BTreeMap, BTreeSet};

/// What is shared out by which part: residents by residents, surfaces by surface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// By the part of the residents: persons, households, cases.
    #[default]
    Population,
    /// By the part of the surface: hectares, kilometres of road.
    Area,
}

/// The part of an old area that lies in a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Key of the new area.
    pub new: String,
    /// Part of the residents, 0 to 1.
    pub population: f64,
    /// Part of the surface, 0 to 1.
    pub area: f64,
}

impl Part {
    fn by(&self, weight: Weight) -> f64 {
        match weight {
            Weight::Population => self.population,
            Weight::Area => self.area,
        }
    }
}

/// Old areas with their parts in new ones. An area that is not listed stays what it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conversion {
    parts: BTreeMap<String, Vec<Part>>,
    /// Areas that came into being on the way; before it they were only there if figures name them.
    born: BTreeSet<String>,
}

impl Conversion {
    /// No area changes.
    pub fn identity() -> Conversion {
        Conversion::default()
    }

    /// Notes that a part of an old area lies in a new one; parts of the same pair are added up.
    pub fn add(&mut self, old: &str, part: Part) {
        let parts = self.parts.entry(old.to_owned()).or_default();
        match parts.iter_mut().find(|p| p.new == part.new) {
            Some(known) => {
                known.population += part.population;
                known.area += part.area;
            }
            None => parts.push(part),
        }
    }

    /// Takes areas in that this conversion does not know yet.
    pub fn join(&mut self, other: Conversion) {
        for (old, parts) in other.parts {
            self.parts.entry(old).or_insert(parts);
        }
    }

    /// Old areas that change: all that are listed with anything but themselves.
    pub fn changed(&self) -> impl Iterator<Item = &str> {
        let stays = |old: &String, parts: &[Part]| matches!(parts, [only] if only.new == *old);
        self.parts.iter().filter(move |(old, parts)| !stays(old, parts)).map(|(old, _)| old.as_str())
    }

    /// The parts of an old area; one that is not listed is whole and itself.
    ///
    /// ```
    /// use sozialatlas::publish::territory::{Conversion, Part};
    /// let mut conversion = Conversion::identity();
    /// conversion.add("16056", Part { new: "16063".into(), population: 1.0, area: 1.0 });
    /// assert_eq!(conversion.parts("16056")[0].new, "16063");
    /// assert_eq!(conversion.parts("16051")[0].new, "16051"); // Erfurt stays Erfurt
    /// ```
    pub fn parts(&self, old: &str) -> Vec<Part> {
        let itself = || vec![Part { new: old.to_owned(), population: 1.0, area: 1.0 }];
        self.parts.get(old).cloned().unwrap_or_else(itself)
    }

    /// This change and then another. A part is shared out as its whole would be: nothing is known of where in an area
    /// its residents live.
    pub fn then(&self, later: &Conversion) -> Conversion {
        let mut both = Conversion { born: self.born.clone(), ..Conversion::default() };
        for (old, parts) in &self.parts {
            for part in parts {
                if !self.parts.contains_key(&part.new) {
                    both.born.insert(part.new.clone());
                }
                for next in later.parts(&part.new) {
                    let (population, area) = (part.population * next.population, part.area * next.area);
                    both.add(old, Part { new: next.new, population, area });
                }
            }
        }
        // Areas that only the later change speaks of; what the earlier one dissolved is not there any more.
        for (old, parts) in later.parts.iter().filter(|(old, _)| !self.parts.contains_key(*old)) {
            parts.iter().for_each(|part| both.add(old, part.clone()));
        }
        both
    }

    /// The same without parts that are smaller than `least` by residents and by surface: exchanges of a field or a house,
    /// which would turn every figure of both areas into an estimate. The other parts of the area take their place, so
    /// that totals are kept. The second result counts the parts left aside.
    pub fn without_scraps(&self, least: f64) -> (Conversion, usize) {
        let (mut kept, mut scraps) = (Conversion { born: self.born.clone(), ..Conversion::default() }, 0);
        for (old, parts) in &self.parts {
            let large: Vec<&Part> = parts.iter().filter(|p| p.population.max(p.area) >= least).collect();
            let [population, area] =
                [Weight::Population, Weight::Area].map(|w| large.iter().map(|p| p.by(w)).sum::<f64>());
            if large.is_empty() || large.len() == parts.len() || population <= 0.0 || area <= 0.0 {
                parts.iter().for_each(|part| kept.add(old, part.clone()));
                continue;
            }
            scraps += parts.len() - large.len();
            for part in large {
                let (population, area) = (part.population / population, part.area / area);
                kept.add(old, Part { new: part.new.clone(), population, area });
            }
        }
        (kept, scraps)
    }

    /// New areas and what they are made of, by one weight, for all old areas that are known to exist.
    ///
    /// An old area that no figure names and the conversion does not list is not assumed: `16063105` came into being with
    /// the change, `16063` was there before.
    pub fn sources(&self, known: &BTreeSet<String>, weight: Weight) -> BTreeMap<String, Vec<(String, f64)>> {
        let mut sources: BTreeMap<String, Vec<(String, f64)>> = BTreeMap::new();
        let listed = self.parts.keys().filter(|old| !known.contains(*old) && !self.born.contains(*old));
        for old in known.iter().chain(listed) {
            for part in self.parts(old) {
                let by = part.by(weight);
                if by > 0.0 {
                    sources.entry(part.new).or_default().push((old.clone(), by));
                }
            }
        }
        // What only dissolved areas unknown to the figures would make is no area of theirs.
        sources.retain(|_, from| from.iter().any(|(old, _)| known.contains(old)));
        sources
    }

    /// Old areas whose parts do not sum to 1 within `tolerance`, with the sums by residents and by surface.
    pub fn uneven(&self, tolerance: f64) -> Vec<(String, f64, f64)> {
        let sums = self.parts.iter().map(|(old, parts)| {
            let sum = |w: Weight| parts.iter().map(|p| p.by(w)).sum::<f64>();
            (old.clone(), sum(Weight::Population), sum(Weight::Area))
        });
        sums.filter(|(_, p, a)| (p - 1.0).abs() > tolerance || (a - 1.0).abs() > tolerance).collect()
    }
}
