//! Which column says what area a row is about, and in which row the figures begin.

use std::collections::HashSet;

use super::super::names::folded;
use super::super::{Grid, KnownArea, Meant, Names};
use super::By;

/// The column of keys or names as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundKey {
    /// The column.
    pub column: usize,
    /// Keys or names.
    pub by: By,
    /// Digits of a key, if all but those that lost a zero have equally many.
    pub length: Option<usize>,
    /// First row below the headings.
    pub first: usize,
    /// Why: rows whose cell is a key or name, of all rows with something in that column.
    pub hits: (usize, usize),
    /// Whether they are areas of the bundle; otherwise only the shape of the keys speaks for the column.
    pub known: bool,
}

/// Rows that are looked at.
pub const SAMPLE: usize = 20_000;

/// Headings that speak for a column of keys.
const HEADINGS: [&str; 22] = [
    "ags",
    "ars",
    "rs",
    "gkz",
    "key",
    "id",
    "nuts",
    "nuts3",
    "schluessel",
    "gemeindeschluessel",
    "kreisschluessel",
    "regionalschluessel",
    "gebietsschluessel",
    "schluesselnummer",
    "kennziffer",
    "gemeindekennziffer",
    "kreiskennziffer",
    "amtlichergemeindeschluessel",
    "plrid",
    "raumid",
    "kreisid",
    "nummer",
];

/// The column of keys: areas of the bundle by key, then keys by their shape and heading, then areas by name.
pub fn find(grid: &Grid, areas: &[KnownArea]) -> Option<FoundKey> {
    let keys: HashSet<&str> = areas.iter().map(|a| a.key.as_str()).collect();
    let names = Names::new(areas);
    let columns = 0..grid.width().min(512);
    let by_key = columns.clone().filter_map(|column| known_keys(grid, column, &keys));
    let best = |found: &FoundKey| found.hits.0 * 1000 / found.hits.1.max(1);
    // Of two columns that do equally well the first: the others repeat it.
    let by_key = by_key.rev().max_by_key(best).filter(|f| best(f) >= 300);
    let by_name = || columns.clone().filter_map(|c| known_names(grid, c, &names)).rev().max_by_key(best);
    let by_shape = || columns.clone().filter_map(|c| shaped(grid, c)).rev().max_by_key(|(score, _)| *score);
    by_key
        .or_else(|| by_name().filter(|f| best(f) >= 500))
        .or_else(|| by_shape().map(|(_, found)| found))
        .or_else(|| by_name().filter(|f| best(f) >= 100))
}

fn cells(grid: &Grid, column: usize) -> impl Iterator<Item = (usize, &str)> {
    let cell = move |row| (row, grid.cell(row, column).trim());
    (0..grid.rows().min(SAMPLE)).map(cell).filter(|(_, cell)| !cell.is_empty())
}

/// Whether a cell is one of these keys, perhaps without its leading zero.
fn is_known(cell: &str, keys: &HashSet<&str>) -> bool {
    let cell = cell.strip_suffix(".0").unwrap_or(cell);
    let digits = cell.bytes().all(|b| b.is_ascii_digit());
    keys.contains(cell) || (digits && cell.len() >= 4 && keys.contains(format!("0{cell}").as_str()))
}

fn known_keys(grid: &Grid, column: usize, keys: &HashSet<&str>) -> Option<FoundKey> {
    let (mut hits, mut all, mut first, mut different) = (0, 0, None, HashSet::new());
    for (row, cell) in cells(grid, column) {
        all += 1;
        if is_known(cell, keys) {
            hits += 1;
            different.insert(cell);
            first = first.or(Some(row));
        }
    }
    let length = same_length(keys.iter().copied());
    // One or two cells that happen to be keys, such as figures, are no column of keys.
    let enough = different.len() >= 3.min(keys.len()) && different.len() * 10 >= keys.len().min(30);
    let found = FoundKey { column, by: By::Key, length, first: first?, hits: (hits, all), known: true };
    (enough && !are_figures(grid, column)).then_some(found)
}

/// Whether a column holds figures with decimals, which are no keys.
fn are_figures(grid: &Grid, column: usize) -> bool {
    cells(grid, column).filter(|(_, c)| c.contains([',', '.']) && !c.ends_with(".0")).take(20).count() > 10
}

fn known_names(grid: &Grid, column: usize, names: &Names<'_>) -> Option<FoundKey> {
    let (mut hits, mut all, mut first, mut different) = (0, 0, None, HashSet::new());
    for (row, cell) in cells(grid, column).take(3000) {
        all += 1;
        if !cell.bytes().all(|b| b.is_ascii_digit()) && names.meant(cell) != Meant::None {
            hits += 1;
            different.insert(cell);
            first = first.or(Some(row));
        }
    }
    let found = FoundKey { column, by: By::Name, length: None, first: first?, hits: (hits, all), known: true };
    (different.len() >= 3).then_some(found)
}

fn same_length<'k>(mut keys: impl Iterator<Item = &'k str>) -> Option<usize> {
    let length = keys.next()?.len();
    keys.all(|key| key.len() == length).then_some(length)
}

/// Keys by their shape: digits of an official length, or a heading that says so. The score counts both.
fn shaped(grid: &Grid, column: usize) -> Option<(usize, FoundKey)> {
    let (mut lengths, mut all, mut first) = ([0_usize; 16], 0, None);
    let mut different = HashSet::new();
    for (row, cell) in cells(grid, column) {
        all += 1;
        let cell = cell.strip_suffix(".0").unwrap_or(cell);
        if cell.len() < 16 && cell.bytes().all(|b| b.is_ascii_digit()) {
            lengths[cell.len()] += 1;
            if matches!(cell.len(), 4..=5 | 7..=9 | 11..=12) {
                first = first.or(Some(row));
                different.insert(cell);
            }
        }
    }
    let official = [5, 8, 9, 12].into_iter().max_by_key(|l| lengths[*l] + lengths[l - 1])?;
    let hits = lengths[official] + lengths[official - 1] + lengths[2];
    let headed = (0..grid.rows().min(12)).any(|row| HEADINGS.contains(&folded(grid.cell(row, column)).as_str()));
    let fits =
        hits * 10 >= all * 6 && different.len() >= 2 && (headed || different.len() * 2 > grid.rows().min(40) / 2);
    if !fits || are_figures(grid, column) || !(headed || begin_as_lands(&different)) {
        return None;
    }
    let length = (lengths[official] + lengths[official - 1] > 0).then_some(official);
    let found = FoundKey { column, by: By::Key, length, first: first?, hits: (hits, all), known: false };
    Some((hits + if headed { all } else { 0 }, found))
}

fn begin_as_lands(keys: &HashSet<&str>) -> bool {
    let land = |key: &&&str| {
        let whole = if matches!(key.len(), 4 | 7 | 11) { format!("0{key}") } else { (**key).to_string() };
        whole.get(..2).and_then(|l| l.parse::<u8>().ok()).is_some_and(|l| (1..=16).contains(&l))
    };
    keys.iter().filter(land).count() * 10 >= keys.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas() -> Vec<KnownArea> {
        let area = |(key, name): (&str, &str)| KnownArea { level: "k".into(), key: key.into(), name: name.into() };
        [("01001", "Flensburg"), ("01002", "Kiel"), ("16051", "Erfurt"), ("16052", "Gera")].map(area).to_vec()
    }

    #[test]
    fn keys_of_the_bundle_win() {
        let grid = Grid::of(
            "",
            &[
                &["Tabelle 1"],
                &["Nr", "Kreis", "AGS", "x"],
                &["1", "Flensburg", "1001", "16051"],
                &["2", "Kiel", "1002", "3"],
                &["3", "Erfurt", "16051", "4"],
            ],
        );
        let found = find(&grid, &areas()).unwrap();
        assert_eq!((found.column, found.by, found.first, found.length), (2, By::Key, 2, Some(5)));
    }

    #[test]
    fn names_where_there_are_no_keys() {
        let rows: &[&[&str]] = &[&["Ort", "x"], &["Flensburg", "1"], &["Kiel", "2"], &["Gera", "3"]];
        let found = find(&Grid::of("", rows), &areas()).unwrap();
        assert_eq!((found.column, found.by, found.first), (0, By::Name, 1));
    }

    #[test]
    fn shapes_where_no_area_is_known() {
        let rows: &[&[&str]] = &[&["gkz", "n"], &["1001", "12345"], &["16051", "23456"], &["16052", "34567"]];
        let found = find(&Grid::of("", rows), &[]).unwrap();
        assert_eq!((found.column, found.known, found.length), (0, false, Some(5)));
        assert_eq!(find(&Grid::of("", &[&["a", "b"], &["x", "1.5"]]), &[]), None);
    }
}
