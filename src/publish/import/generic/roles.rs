//! What each column of a table is, judged by its heading and its cells.

use std::collections::HashSet;

use super::super::names::folded;
use super::super::{Evidence, Grid};
use super::key::SAMPLE;
use super::period::period_of;

/// What is known of a column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// The heading in small letters and digits.
    pub folded: String,
    /// How its cells are written.
    pub evidence: Evidence,
    /// Different cells, counted up to a limit.
    pub different: usize,
    /// Cells that are not empty.
    pub filled: usize,
    /// Cells that are a year, month or day.
    pub periods: usize,
    /// Cells that begin with a zero and go on with digits: codes.
    pub codes: usize,
    /// Some of its cells.
    pub examples: Vec<String>,
}

/// The most different cells that are counted.
const DIFFERENT: usize = 2000;

impl Column {
    /// Looks at a column below the headings.
    pub fn look(grid: &Grid, place: usize, name: &str, body: usize) -> Column {
        let mut column = Column { name: name.to_owned(), folded: folded(name), ..Column::default() };
        let mut seen = HashSet::new();
        for row in body..grid.rows().min(body + SAMPLE) {
            // What stands behind the last column of a short row is not there at all.
            if place >= grid.row_width(row) && grid.row_width(row) < grid.width() / 2 {
                continue;
            }
            let cell = grid.cell(row, place).trim();
            column.evidence.add(cell);
            if cell.is_empty() {
                continue;
            }
            column.filled += 1;
            column.codes += usize::from(is_code(cell));
            column.periods += usize::from(is_period(cell));
            if seen.len() < DIFFERENT && seen.insert(cell) && column.examples.len() < 40 {
                column.examples.push(cell.to_owned());
            }
        }
        column.different = seen.len();
        column
    }

    /// Whether its cells are figures or signs in their place.
    pub fn is_figures(&self) -> bool {
        let read = self.evidence.numbers + self.evidence.signs;
        self.evidence.numbers > 0 && self.evidence.others.0 * 10 <= read && self.codes * 5 < self.filled.max(1)
    }

    /// Whether every cell is a period, and more than that: the heading says so or no figure would look like it.
    pub fn is_period(&self) -> bool {
        let all = self.filled > 0 && self.periods == self.filled;
        let headed = PERIODS.contains(&self.folded.as_str());
        all && (headed || self.examples.iter().any(|e| e.contains(['-', '.', '/'])) || self.looks_like_years())
    }

    /// Few different years, repeated often: `2019` for every area.
    fn looks_like_years(&self) -> bool {
        self.different <= 60 && self.filled >= self.different * 3 && self.examples.iter().all(|e| e.len() == 4)
    }

    /// Whether the heading is one of these words.
    pub fn is_called(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str())
    }
}

/// Headings of periods.
const PERIODS: [&str; 16] = [
    "jahr",
    "year",
    "zeit",
    "stichtag",
    "zeitraum",
    "berichtsjahr",
    "datum",
    "date",
    "period",
    "periode",
    "monat",
    "month",
    "zeitbezug",
    "time",
    "berichtszeitraum",
    "zensusjahr",
];
/// Headings of names.
pub const NAMES: [&str; 24] = [
    "name",
    "gebiet",
    "bezeichnung",
    "gebietsname",
    "gemeinde",
    "gemeindename",
    "kreis",
    "kreisname",
    "stadt",
    "gen",
    "raumeinheit",
    "area",
    "label",
    "ort",
    "ortsteil",
    "stadtteil",
    "municipalityname",
    "plrname",
    "kreisstadt",
    "stadtlandkreis",
    "gvbname",
    "rorname",
    "region",
    "landkreis",
];
/// Headings of indicators in long tables.
pub const INDICATORS: [&str; 16] = [
    "indicator",
    "indikator",
    "kuerzel",
    "merkmal",
    "variable",
    "kennzahl",
    "indikatorkuerzel",
    "indicatorid",
    "code",
    "indikatorname",
    "sachmerkmal",
    "thema",
    "statistik",
    "kategorie",
    "measure",
    "series",
];
/// Headings of the figure in long tables.
pub const VALUES: [&str; 10] =
    ["value", "wert", "anzahl", "werte", "obsvalue", "betrag", "zahl", "figure", "messwert", "val"];
/// Headings of units.
pub const UNITS: [&str; 4] = ["einheit", "unit", "masseinheit", "mengeneinheit"];
/// Headings of flags.
pub const FLAGS: [&str; 6] = ["flag", "flags", "kennzeichen", "status", "qualitaet", "wertstatus"];
/// Headings of themes.
pub const THEMES: [&str; 7] = ["bereich", "theme", "themenfeld", "rubrik", "themenbereich", "topic", "domain"];
/// Headings of titles beside codes.
pub const TITLES: [&str; 7] =
    ["kurzname", "title", "titel", "indikatorname", "langname", "langtitel", "indikatortitel"];
/// Headings of formulas and definitions.
pub const FORMULAS: [&str; 5] = ["algorithmus", "formel", "formula", "definition", "berechnung"];
/// Headings of breakdowns, and their id.
pub const BREAKDOWNS: [(&str, &str); 12] = [
    ("geschlecht", "sex"),
    ("sex", "sex"),
    ("gender", "sex"),
    ("alter", "age"),
    ("altersgruppe", "age"),
    ("altersgruppen", "age"),
    ("age", "age"),
    ("agegroup", "age"),
    ("nationalitaet", "nationality"),
    ("staatsangehoerigkeit", "nationality"),
    ("nationality", "nationality"),
    ("haushaltsgroesse", "size"),
];
/// Words for the whole of a breakdown.
pub const TOTALS: [&str; 10] =
    ["insgesamt", "gesamt", "total", "zusammen", "alle", "all", "summe", "beide", "t", "ingesamt"];

fn is_code(cell: &str) -> bool {
    cell.len() > 1 && cell.starts_with('0') && cell.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a cell is a period of our time.
fn is_period(cell: &str) -> bool {
    let year = |p: &String| p.get(..4).and_then(|y| y.parse::<u32>().ok()).is_some_and(|y| (1850..=2150).contains(&y));
    period_of(cell).as_ref().is_some_and(year)
}

/// The period that a heading names, and what is left of it: `Arbeitslose / 2019`, `quote_2019`, `2019`, `31.12.2019`.
pub fn period_in(heading: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = heading.split(" / ").collect();
    if let Some(place) = parts.iter().position(|part| is_period(part)) {
        let period = period_of(parts.get(place)?)?;
        let rest: Vec<&str> = parts.iter().enumerate().filter(|(i, _)| *i != place).map(|(_, p)| *p).collect();
        return Some((period, rest.join(" / ")));
    }
    let separators = [' ', '_', '-', ':', '(', ')', ','];
    let words: Vec<&str> = heading.split(separators).filter(|w| !w.is_empty()).collect();
    let is_year = |w: &&str| w.len() == 4 && is_period(w);
    let edge = [words.last(), words.first()].into_iter().flatten().copied().find(is_year)?;
    if words.iter().filter(|w| is_year(w)).count() != 1 {
        return None;
    }
    let rest = heading.replacen(edge, "", 1);
    Some((edge.to_owned(), rest.trim_matches(|c: char| separators.contains(&c)).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_in_headings() {
        let read = |text: &str| period_in(text).map(|(p, rest)| format!("{p}|{rest}"));
        assert_eq!(read("2019").as_deref(), Some("2019|"));
        assert_eq!(read("Arbeitslose / 2019").as_deref(), Some("2019|Arbeitslose"));
        assert_eq!(read("quote_2019").as_deref(), Some("2019|quote"));
        assert_eq!(read("2019 Quote").as_deref(), Some("2019|Quote"));
        assert_eq!(read("31.12.2019").as_deref(), Some("2019-12-31|"));
        assert_eq!(read("Veränderung 2015-2019"), None);
        assert_eq!(read("Quote"), None);
    }

    #[test]
    fn columns_by_their_cells() {
        let grid = Grid::of("", &[&["jahr", "plz", "n"], &["2019", "01067", "5"], &["2020", "01069", "."]]);
        let look = |place| Column::look(&grid, place, grid.cell(0, place), 1);
        assert!(look(0).is_period() && !look(2).is_period());
        assert!(!look(1).is_figures() && look(2).is_figures());
    }
}
