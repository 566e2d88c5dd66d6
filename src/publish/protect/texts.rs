//! Figures in words: notes, descriptions and properties that name what is withheld.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds;
use super::net::{Reason, Spot};
use crate::bundle::source::Placed;
use crate::model::plain;
use crate::publish::Remark;

/// Shorter figures stand in every text.
const DIGITS: usize = 4;
/// So many mentions are enough to make someone look.
const LISTED: usize = 20;

/// Withheld figures of at least four digits that stand in the texts of the bundle: everything but tables of figures,
/// and of boundaries only the properties.
pub fn mentioned(out: &BTreeMap<String, Vec<u8>>, source: &Placed, spots: &BTreeMap<Spot, Reason>) -> Vec<Remark> {
    let tables: BTreeSet<&str> =
        source.tables.iter().filter_map(|t| source.files.get(usize::from(t.file))).map(|f| f.path.as_str()).collect();
    let mut figures: BTreeMap<String, String> = BTreeMap::new();
    for ((_, id), series) in &source.series {
        for (cell, value) in series.figures_only().filter(|(c, _)| spots.contains_key(&Spot::of(c))) {
            let text = plain(value);
            if text.bytes().filter(u8::is_ascii_digit).count() >= DIGITS {
                figures.insert(text, format!("{id}, {}", cell.period));
            }
        }
    }
    let mut remarks = Vec::new();
    for (path, bytes) in out.iter().filter(|(path, _)| !tables.contains(path.as_str()) && !figures.is_empty()) {
        let is_geometry = source.files.iter().any(|f| f.path == *path && f.role == "areas");
        let text = String::from_utf8_lossy(bytes);
        let mut line = 1;
        let mut in_coordinates = false;
        for word in text.split_inclusive(|c: char| !c.is_ascii_digit() && c != '.') {
            let token = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            if is_geometry {
                in_coordinates = if word.contains('{') || word.contains('"') { false } else { in_coordinates };
                in_coordinates |= word.contains('[');
            }
            if let Some(of) = figures.get(token).filter(|_| !in_coordinates && remarks.len() < LISTED) {
                remarks.push(Remark::new(&kinds::IN_TEXT, path).at(line).found(token).expected(of));
            }
            line += word.bytes().filter(|b| *b == b'\n').count();
        }
    }
    remarks
}
