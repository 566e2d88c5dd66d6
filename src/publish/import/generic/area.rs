//! Which area a row of a table is about.

use super::super::{KnownArea, Meant, Place, kinds};
use super::By;
use super::take::{Columns, Taking};

impl<'t> Taking<'t> {
    /// The place of a row's area, which is added when it is first met.
    pub(super) fn place(&mut self, row: usize, key: &str, columns: &Columns) -> Option<u32> {
        if let Some(known) = self.places.get(key).copied() {
            if known.is_none() {
                self.leave_again(key);
            }
            return known;
        }
        let found = self.area(row, key, columns);
        let place = found.map(|area| {
            // Two ways of writing one key are one area.
            let there = self.taken.places.iter().position(|p| p.key == area.key);
            let place = there.unwrap_or(self.taken.places.len());
            if there.is_none() {
                self.taken.places.push(area);
            }
            u32::try_from(place).unwrap_or(u32::MAX)
        });
        self.places.insert(key.to_owned(), place);
        place
    }

    fn area(&mut self, row: usize, key: &str, columns: &Columns) -> Option<Place> {
        let named = columns.name.map_or("", |c| self.grid.cell(row, c)).trim();
        if self.mapping.key.by == By::Name {
            return self.by_name(row, key);
        }
        let (key, known) = self.whole_key(row, key)?;
        let level = match known {
            Some(area) if self.mapping.level.is_empty() => area.level.clone(),
            _ if !self.mapping.level.is_empty() => self.mapping.level.clone(),
            _ => level_of_key(&key).to_owned(),
        };
        let name = if named.is_empty() { known.map_or("", |a| a.name.as_str()) } else { named };
        Some(Place { name: name.to_owned(), key, level })
    }

    fn by_name(&mut self, row: usize, name: &str) -> Option<Place> {
        match self.names.meant(name) {
            Meant::One(area) => {
                Some(Place { key: area.key.clone(), name: area.name.clone(), level: area.level.clone() })
            }
            Meant::Several(areas) => {
                let keys: Vec<&str> = areas.iter().map(|a| a.key.as_str()).collect();
                let remark = self.remark(&kinds::NAME_AMBIGUOUS, row, &self.mapping.key.column);
                self.taken.remarks.push(remark.found(name).expected(keys.join(", ")));
                None
            }
            Meant::None => {
                self.leave(if name.is_empty() { &kinds::ROWS_WITHOUT_KEY } else { &kinds::NAMES_UNKNOWN }, row, name);
                None
            }
        }
    }

    /// The key with the leading zero that a spreadsheet took away.
    fn whole_key(&mut self, row: usize, key: &str) -> Option<(String, Option<&'t KnownArea>)> {
        let key = key.strip_suffix(".0").unwrap_or(key);
        if let Some(area) = self.keys.get(key) {
            return Some((key.to_owned(), Some(area)));
        }
        if matches!(key, "DG" | "00" | "0") {
            return Some(("DG".to_owned(), None));
        }
        let longer = format!("0{key}");
        let short = self.mapping.key.length.is_some_and(|l| key.len() + 1 == l) && starts_as_land(&longer);
        let known = self.keys.get(longer.as_str()).copied();
        let digits = key.bytes().all(|b| b.is_ascii_digit()) && !key.is_empty();
        if digits && (known.is_some() || short) {
            self.padded.push((row, key.to_owned(), longer.clone()));
            return Some((longer, known));
        }
        let shaped = match self.mapping.key.length {
            Some(length) => key.len() == length || (digits && matches!(key.len(), 2 | 5 | 8 | 9 | 12)),
            None => !key.contains(char::is_whitespace) && key.len() <= 24,
        };
        if key.is_empty() || !shaped {
            self.leave(&kinds::ROWS_WITHOUT_KEY, row, key);
            return None;
        }
        Some((key.to_owned(), None))
    }

    fn leave_again(&mut self, key: &str) {
        let kind = match (self.mapping.key.by, self.names.meant(key)) {
            (By::Name, Meant::None) if !key.is_empty() => &kinds::NAMES_UNKNOWN,
            (By::Name, Meant::Several(_)) => return,
            _ => &kinds::ROWS_WITHOUT_KEY,
        };
        self.leave(kind, 0, "");
    }
}

/// Whether a key begins with the number of a Land, 01 to 16.
fn starts_as_land(key: &str) -> bool {
    key.get(..2).and_then(|land| land.parse::<u8>().ok()).is_some_and(|land| (1..=16).contains(&land))
}

/// The level that official keys of this length belong to.
pub fn level_of_key(key: &str) -> &'static str {
    match key.len() {
        2 if key == "DG" => "country",
        2 => "land",
        5 => "district",
        9 => "association",
        8 | 12 => "municipality",
        _ => "",
    }
}
