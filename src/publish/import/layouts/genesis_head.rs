//! Head and foot of a table of the regional database: where keys and figures stand, and what they are about.

use std::ops::Range;

use super::cell;
use super::damaged;
use crate::publish::import::Grid;

/// A column of figures.
pub(super) struct Column {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) unit: String,
    /// Category of a breakdown; empty for the total.
    pub(super) slice: Vec<(String, String)>,
}

/// What is known of a table before its figures are read.
pub(super) struct Head {
    pub(super) table: String,
    pub(super) statistic: String,
    pub(super) columns: Vec<Column>,
    pub(super) licence: &'static str,
    pub(super) attribution: String,
    pub(super) reference_date: String,
    notes: String,
    key: usize,
    period: Option<usize>,
    fixed_period: String,
    first: usize,
    end: usize,
}

fn is_key(text: &str) -> bool {
    text == "DG" || (matches!(text.len(), 2 | 3 | 5 | 8) && text.bytes().all(|b| b.is_ascii_digit()))
}

/// A row of figures has a key in one of the first columns, a name behind it and figures behind that.
fn key_column(grid: &Grid, row: usize) -> Option<usize> {
    let name = |column: usize| grid.cell(row, column + 1).trim();
    let named = |column: &usize| name(*column).chars().next().is_some_and(|c| c.is_alphabetic() || c == '\u{fffd}');
    (0..3).find(|c| is_key(grid.cell(row, *c).trim()) && named(c) && grid.row_width(row) > c + 2)
}

fn period_of(text: &str) -> Option<String> {
    cell::year(text).map(str::to_owned).or_else(|| cell::date(text))
}

impl Head {
    /// Looks for the first row of figures and reads what stands above and below.
    pub(super) fn of(grid: &Grid) -> Option<Head> {
        let first = (1..grid.rows().min(60)).find(|row| key_column(grid, *row).is_some())?;
        let key = key_column(grid, first)?;
        let ends = |row: &usize| key_column(grid, *row) != Some(key);
        let end = (first..grid.rows()).find(ends).unwrap_or(grid.rows());
        let period = (0..key).find(|c| period_of(grid.cell(first, *c)).is_some());
        let titled = |row: &usize| grid.row(*row).skip(1).all(|cell| cell.trim().is_empty());
        let whole = |row: usize| damaged::text(grid.cell(row, 0).trim());
        let titles: Vec<String> = (1..first).filter(titled).map(whole).filter(|t| !t.is_empty()).collect();
        let headings: Vec<usize> = (1..first).filter(|row| !titled(row)).collect();
        let table = grid.cell(0, 0).split_once(':').map_or("", |(_, number)| number).trim().to_owned();
        let fixed_period =
            titles.iter().rev().find_map(|t| cell::date_within(t).or_else(|| cell::year(t).map(str::to_owned)));
        let mut head = Head {
            statistic: statistic(&titles),
            columns: columns(grid, &headings, key + 2, grid.row_width(first), &titles),
            table,
            licence: "",
            attribution: String::new(),
            reference_date: String::new(),
            notes: String::new(),
            key,
            period,
            fixed_period: fixed_period.unwrap_or_default(),
            first,
            end,
        };
        head.read_foot(grid);
        head.read_reference_date(grid);
        (head.period.is_some() || !head.fixed_period.is_empty()).then_some(head)
    }

    fn read_foot(&mut self, grid: &Grid) {
        for row in self.end..grid.rows() {
            let text = damaged::text(grid.cell(row, 0).trim());
            if text.starts_with('©') {
                let line = text.lines().next().unwrap_or_default().trim_end_matches('.');
                let free = text.contains("Datenlizenz Deutschland") && text.contains("Namensnennung");
                self.licence = if free { "dl-de/by-2-0" } else { "" };
                line.clone_into(&mut self.attribution);
            } else if !text.starts_with('_') && !text.starts_with("Stand:") {
                self.notes.push_str(&text);
                self.notes.push('\n');
            }
        }
    }

    /// Whether all periods are the same day of a year: then the year is the period, and the day its reference date.
    fn read_reference_date(&mut self, grid: &Grid) {
        let mut days = self.rows(grid).map(|row| self.raw_period(grid, row).get(4..).unwrap_or_default().to_owned());
        let Some(first) = days.next().filter(|d| !d.is_empty()) else { return };
        if days.all(|day| day == first) {
            let part = |range: Range<usize>| first.get(range).unwrap_or_default().to_owned();
            self.reference_date = format!("{}.{}.", part(4..6), part(1..3));
        }
    }

    /// The rows of figures.
    pub(super) fn rows(&self, _: &Grid) -> Range<usize> {
        self.first..self.end
    }

    /// The key as it stands.
    pub(super) fn key<'g>(&self, grid: &'g Grid, row: usize) -> &'g str {
        grid.cell(row, self.key).trim()
    }

    /// The name with its indentation.
    pub(super) fn name<'g>(&self, grid: &'g Grid, row: usize) -> &'g str {
        grid.cell(row, self.key + 1)
    }

    fn raw_period(&self, grid: &Grid, row: usize) -> String {
        self.period.and_then(|c| period_of(grid.cell(row, c))).unwrap_or_else(|| self.fixed_period.clone())
    }

    /// The period of a row.
    pub(super) fn period(&self, grid: &Grid, row: usize) -> String {
        let mut period = self.raw_period(grid, row);
        if !self.reference_date.is_empty() {
            period.truncate(4);
        }
        period
    }

    /// A cell of figures.
    pub(super) fn value<'g>(&self, grid: &'g Grid, row: usize, column: usize) -> &'g str {
        grid.cell(row, self.key + 2 + column)
    }

    /// What the foot says `zu "..."` about a series.
    pub(super) fn note_on(&self, title: &str) -> String {
        let begin = self.notes.lines().position(|line| {
            let named = line.strip_prefix("zu \"").and_then(|l| l.split_once('"')).map(|(name, _)| name);
            named.is_some_and(|name| title.to_lowercase().starts_with(&name.to_lowercase()))
        });
        let lines = begin.map(|at| self.notes.lines().skip(at + 1)).into_iter().flatten();
        let mut text = String::new();
        for line in lines.take_while(|l| !l.trim().is_empty() && !l.starts_with("zu \"")) {
            // Words are broken over lines with a hyphen.
            let broken = text.ends_with('-') && line.chars().next().is_some_and(char::is_lowercase);
            if broken {
                let _ = text.pop();
            } else if !text.is_empty() {
                text.push(' ')
            }
            text.push_str(line.trim());
        }
        text
    }
}

/// The line of the title that names the statistic: the last that is neither a date nor the name of the figures.
fn statistic(titles: &[String]) -> String {
    let plain = |t: &&String| cell::date(t).is_none() && !t.ends_with(')') && !t.starts_with("regionale Tiefe");
    titles.iter().rev().find(plain).cloned().unwrap_or_default()
}

/// `Durchschnittliche Jahresbevölkerung (Anzahl)` above the headings: what all columns are about, and in which unit.
fn figures_and_unit(titles: &[String]) -> Option<(String, String)> {
    let last = titles.last()?;
    let (title, unit) = last.strip_suffix(')')?.rsplit_once(" (")?;
    Some((title.to_owned(), unit.to_owned()))
}

const UNITS: [&str; 14] = [
    "Anzahl",
    "Prozent",
    "%",
    "EUR",
    "Tsd. EUR",
    "Mill. EUR",
    "Mio. EUR",
    "qm",
    "qkm",
    "ha",
    "Jahre",
    "Tage",
    "kg",
    "Einwohner",
];

fn columns(grid: &Grid, headings: &[usize], from: usize, width: usize, titles: &[String]) -> Vec<Column> {
    let count = width.saturating_sub(from);
    let cells =
        |row: usize| -> Vec<String> { (0..count).map(|c| damaged::text(grid.cell(row, from + c).trim())).collect() };
    let mut rows: Vec<Vec<String>> =
        headings.iter().map(|row| cells(*row)).filter(|r| r.iter().any(|c| !c.is_empty())).collect();
    let common = figures_and_unit(titles);
    let has_units = rows.last().is_some_and(|r| r.iter().all(|c| UNITS.contains(&c.as_str())));
    let units = if has_units { rows.pop() } else { None };
    let unit =
        |c: usize| units.as_ref().and_then(|u| u.get(c).cloned()).or_else(|| common.as_ref().map(|(_, u)| u.clone()));
    let same = |row: &[String]| row.windows(2).all(|pair| pair[0] == pair[1]);
    let (constant, varying): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| count > 1 && same(row));
    let constant: Vec<String> = constant.into_iter().filter_map(|row| row.into_iter().next()).collect();
    // One row with a total among its headings: categories of one series.
    if let [categories] = varying.as_slice()
        && categories.iter().filter(|c| is_total(c)).count() == 1
    {
        let title = common.as_ref().map(|(title, _)| title.clone()).or_else(|| constant.first().cloned());
        let title = title.unwrap_or_else(|| titles.first().cloned().unwrap_or_default());
        let dimension = constant.last().filter(|name| **name != title).cloned().or_else(|| after_by(titles));
        let dimension = dimension.unwrap_or_else(|| "Gliederung".to_owned());
        let column = |(c, category): (usize, &String)| Column {
            id: cell::slug(&title),
            title: title.clone(),
            unit: unit(c).unwrap_or_default(),
            slice: if is_total(category) { Vec::new() } else { vec![(dimension.clone(), category.clone())] },
        };
        return categories.iter().enumerate().map(column).collect();
    }
    let mut columns: Vec<Column> = Vec::new();
    for c in 0..count {
        let parts: Vec<&str> = varying.iter().map(|row| row[c].as_str()).filter(|p| !p.is_empty()).collect();
        let title = if parts.is_empty() {
            constant.last().cloned().or_else(|| titles.first().cloned()).unwrap_or_default()
        } else {
            parts.join(", ")
        };
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = cell::slug(&title);
        let twins = columns.iter().filter(|c| c.title == title || c.id == plain).count();
        let id = if twins == 0 { plain } else { format!("{plain}_{}", twins + 1) };
        columns.push(Column { id, title, unit: unit(c).unwrap_or_default(), slice: Vec::new() });
    }
    columns
}

fn is_total(heading: &str) -> bool {
    matches!(heading.to_lowercase().as_str(), "insgesamt" | "total" | "zusammen")
}

/// `... nach Geschlecht - Jahresdurchschnitt ...`: the first word behind `nach`.
fn after_by(titles: &[String]) -> Option<String> {
    let (_, after) = titles.iter().find_map(|t| t.split_once(" nach "))?;
    let word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    (!word.is_empty()).then_some(word)
}
