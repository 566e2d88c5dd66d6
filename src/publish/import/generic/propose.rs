//! A mapping is proposed from looking at the columns of a table.

use super::super::slug::slug;
use super::super::{Grid, KnownArea, Series, kinds, place};
use super::key::{self, FoundKey};
use super::roles::{self, Column};
use super::{Breakdown, By, Headings, Key, Long, Mapping, ValueColumn, When};
use crate::publish::Remark;

/// A proposed mapping and what it rests on.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The mapping.
    pub mapping: Mapping,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
}

/// Proposes a mapping. `areas` are the bundle's, `period` is what the publisher says where the table is silent, `title`
/// names a series that has no heading of its own (the file's name).
///
/// # Errors
/// No column of keys or names, no period, no figures: each with what was looked for.
pub fn propose(
    grid: &Grid,
    areas: &[KnownArea],
    period: Option<&str>,
    title: &str,
    file: &str,
) -> Result<Proposed, Vec<Remark>> {
    let at = |kind| Remark::new(kind, place(file, grid));
    let Some(key) = key::find(grid, areas) else {
        let seen = Headings::read(grid, 0, 1).names.join("; ");
        return Err(vec![at(&kinds::NO_KEY_COLUMN).at(grid.line(0)).found(seen)]);
    };
    let headings = headings(grid, key.first);
    let columns: Vec<Column> =
        headings.names.iter().enumerate().map(|(i, name)| Column::look(grid, i, name, headings.body())).collect();
    let mut work = Work { grid, columns, key, free: Vec::new(), left: Vec::new(), remarks: Vec::new() };
    work.free = (0..work.columns.len()).filter(|c| *c != work.key.column).collect();
    let about = about(grid, headings.first);
    let name = work.named_column();
    let flag = work.called(&roles::FLAGS).filter(|c| !work.columns[*c].is_figures());
    let dated = work.period_column();
    let long = work.long();
    let breakdowns = work.breakdowns(long.is_some());
    let figures = work.figures(long.as_ref());
    let table = work.table_evidence(&figures);
    let mut values: Vec<ValueColumn> = figures.iter().map(|c| work.value(*c, &table, title, file)).collect();
    if values.is_empty() {
        let seen: Vec<&str> = work.columns.iter().map(|c| c.name.as_str()).collect();
        return Err(vec![at(&kinds::NO_FIGURE_COLUMN).found(seen.join("; "))]);
    }
    let named: Vec<String> = work.columns.iter().map(|c| c.name.clone()).collect();
    let column_name = |c: usize| named.get(c).cloned().unwrap_or_default();
    let when = match (dated, period.and_then(super::period::period_of)) {
        (Some(column), _) => When::Column(column_name(column)),
        (None, _) if long.is_none() && values.iter().all(|v| v.period.is_some()) => When::Headings,
        (None, Some(fixed)) => When::Fixed(fixed),
        (None, None) => match year_in(title) {
            Some(year) => {
                work.remarks.push(at(&kinds::PERIOD_FROM_NAME).found(&year));
                When::Fixed(year)
            }
            None => return Err(vec![at(&kinds::NO_PERIOD)]),
        },
    };
    if !matches!(when, When::Headings) && values.iter().any(|v| v.period.is_none()) {
        // Only some headings name a year: then it belongs to the title.
        values.iter_mut().for_each(undate);
    }
    distinct(&mut values, &when);
    let long = long.map(|l| l.named(&work.columns));
    let left_out = work.left_out();
    let mapping = Mapping {
        sheet: grid.sheet.clone(),
        header: grid.line(headings.first),
        header_rows: headings.rows,
        key: Key { column: column_name(work.key.column), by: work.key.by, length: work.key.length },
        name: name.map(column_name),
        level: String::new(),
        period: when,
        long,
        values,
        flag: flag.map(column_name),
        breakdowns,
        left_out,
        territorial_status: None,
        about,
    };
    Ok(Proposed { mapping, remarks: work.remarks })
}

/// The year in a file's name, if there is exactly one.
pub fn year_in(title: &str) -> Option<String> {
    let is_year = |w: &&str| w.len() == 4 && (w.starts_with("19") || w.starts_with("20"));
    let mut years = title.split(|c: char| !c.is_ascii_digit()).filter(is_year);
    let year = years.next()?.to_owned();
    years.all(|y| y == year).then_some(year)
}

/// The rows above the first row of figures that belong to it: at least two cells, and none that fill the table's width
/// with running numbers.
fn headings(grid: &Grid, first: usize) -> Headings {
    let filled = |row: usize| grid.row(row).filter(|c| !c.trim().is_empty()).count();
    let body = filled(first);
    let mut rows = 0;
    while rows < first.min(6) {
        let row = first - rows - 1;
        let numbered = filled(row) > 2
            && grid.row(row).filter(|c| !c.trim().is_empty()).enumerate().all(|(i, c)| c.trim() == (i + 1).to_string());
        if filled(row) < 2 || numbered || (rows > 0 && filled(row) * 5 < body) {
            break;
        }
        rows += 1;
    }
    Headings::read(grid, first - rows, rows)
}

/// What stands above the headings: the title of the table, and after it a line of source or licence.
fn about(grid: &Grid, first: usize) -> Series {
    let mut about = Series::default();
    let lines = (0..first).chain(grid.rows().saturating_sub(12).max(first)..grid.rows());
    for row in lines {
        let text = grid.row(row).map(str::trim).find(|c| !c.is_empty()).unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = text.to_lowercase();
        if let Some(source) = lower.find("quelle:").and_then(|at| text.get(at + 7..)) {
            about.source = source.trim().to_owned();
        } else if text.starts_with('©') || lower.starts_with("(c)") {
            about.attribution = text.clone();
        }
        if lower.contains("dl-de/by") || (lower.contains("datenlizenz deutschland") && lower.contains("namensnennung"))
        {
            about.licence = "dl-de/by-2-0".to_owned();
        } else if lower.contains("cc by 4.0") || lower.contains("cc-by-4.0") {
            about.licence = "CC-BY-4.0".to_owned();
        }
    }
    about
}

/// Ids that no other column has: a second column of one heading gets a number. In tables with a period in each heading
/// columns of one id and different periods are one series.
fn distinct(values: &mut [ValueColumn], when: &When) {
    for place in 0..values.len() {
        let (before, rest) = values.split_at_mut(place);
        let Some(own) = rest.first_mut() else { continue };
        let same =
            |v: &&ValueColumn| v.series.id == own.series.id && (*when != When::Headings || v.period == own.period);
        let count = before.iter().filter(same).count();
        if count > 0 {
            own.series.id = format!("{}_{}", own.series.id, count + 1);
        }
    }
}

fn undate(value: &mut ValueColumn) {
    if value.period.take().is_some() {
        value.series.title.clone_from(&value.column);
        value.series.id = slug(&value.column);
    }
}

/// A long table's columns by place.
struct LongColumns {
    indicator: usize,
    value: usize,
    title: Option<usize>,
    unit: Option<usize>,
    theme: Option<usize>,
    formula: Option<usize>,
}

impl LongColumns {
    fn named(&self, columns: &[Column]) -> Long {
        let name = |c: Option<usize>| c.and_then(|c| columns.get(c)).map(|c| c.name.clone());
        Long {
            indicator: name(Some(self.indicator)).unwrap_or_default(),
            title: name(self.title),
            unit: name(self.unit),
            theme: name(self.theme),
            formula: name(self.formula),
        }
    }
}

struct Work<'g> {
    grid: &'g Grid,
    columns: Vec<Column>,
    key: FoundKey,
    free: Vec<usize>,
    left: Vec<(String, String, String)>,
    remarks: Vec<Remark>,
}

impl Work<'_> {
    fn take(&mut self, column: usize) -> usize {
        self.free.retain(|c| *c != column);
        column
    }

    /// The first free column of one of these headings, in the order of the words.
    fn called(&mut self, words: &[&str]) -> Option<usize> {
        let find = |word: &&str| self.free.iter().copied().find(|c| self.columns[*c].folded == *word);
        let found = words.iter().find_map(find)?;
        Some(self.take(found))
    }

    fn named_column(&mut self) -> Option<usize> {
        if self.key.by == By::Name {
            return None;
        }
        let words = |c: &usize| !self.columns[*c].is_figures() && !self.columns[*c].is_period();
        let headed = |c: &&usize| self.columns[**c].is_called(&roles::NAMES);
        let beside = |c: &&usize| {
            **c == self.key.column + 1 && self.columns[**c].different * 3 > self.columns[self.key.column].different * 2
        };
        let found = self.free.iter().filter(|c| words(c)).find(headed);
        let found = found.or_else(|| self.free.iter().filter(|c| words(c)).find(beside)).copied()?;
        Some(self.take(found))
    }

    fn period_column(&mut self) -> Option<usize> {
        let found = self.free.iter().copied().find(|c| self.columns[*c].is_period())?;
        Some(self.take(found))
    }

    /// The columns of a long table: a column of words that names the series, and one of figures.
    fn long(&mut self) -> Option<LongColumns> {
        let words = |c: &usize| !self.columns[*c].is_figures() && self.columns[*c].different > 0;
        let find = |headings: &[&str]| {
            headings.iter().find_map(|h| self.free.iter().copied().find(|c| self.columns[*c].folded == *h && words(c)))
        };
        let indicator = find(&roles::INDICATORS)?;
        let figures: Vec<usize> = self.free.iter().copied().filter(|c| self.columns[*c].is_figures()).collect();
        let called = figures.iter().copied().find(|c| self.columns[*c].is_called(&roles::VALUES));
        let value = called.or(if figures.len() == 1 { figures.first().copied() } else { None })?;
        self.take(indicator);
        self.take(value);
        let title = self.called(&roles::TITLES);
        let (unit, theme) = (self.called(&roles::UNITS), self.called(&roles::THEMES));
        Some(LongColumns { indicator, value, title, unit, theme, formula: self.called(&roles::FORMULAS) })
    }

    fn breakdowns(&mut self, long: bool) -> Vec<Breakdown> {
        let mut found = Vec::new();
        for column in self.free.clone() {
            let Some(looked) = self.columns.get(column) else { continue };
            let known = roles::BREAKDOWNS.iter().find(|(heading, _)| looked.folded == *heading).map(|(_, id)| *id);
            let is_total = |e: &&String| roles::TOTALS.contains(&super::super::names::folded(e).as_str());
            let total: Vec<String> = looked.examples.iter().filter(is_total).cloned().collect();
            let few = (2..=40).contains(&looked.different) && !looked.is_figures();
            let is_one = few && (known.is_some() || !total.is_empty());
            if is_one || (long && known.is_some() && looked.different > 1) {
                let id = known.map_or_else(|| slug(&looked.name), str::to_owned);
                found.push(Breakdown { column: looked.name.clone(), id, total });
                self.take(column);
            }
        }
        found
    }

    fn figures(&mut self, long: Option<&LongColumns>) -> Vec<usize> {
        if let Some(long) = long {
            return vec![long.value];
        }
        let figures: Vec<usize> = self.free.iter().copied().filter(|c| self.is_wanted(*c)).collect();
        figures.iter().for_each(|c| {
            self.take(*c);
        });
        figures
    }

    /// Whether a column holds figures that are about the areas, not codes of anything.
    fn is_wanted(&self, column: usize) -> bool {
        let looked = &self.columns[column];
        let code = ["id", "nr", "nummer", "schluessel", "ags", "code", "plz", "uuid"];
        let word = looked.name.to_lowercase();
        let last = word.split([' ', '_', '-', '.']).next_back().unwrap_or_default();
        looked.is_figures() && !code.contains(&last) && !looked.is_called(&["id", "lfdnr", "nr"])
    }

    fn table_evidence(&self, figures: &[usize]) -> super::super::Evidence {
        let mut all = super::super::Evidence::default();
        figures.iter().for_each(|c| all.join(&self.columns[*c].evidence));
        all
    }

    fn value(&mut self, column: usize, table: &super::super::Evidence, title: &str, file: &str) -> ValueColumn {
        let looked = &self.columns[column];
        let (style, guessed) = looked.evidence.style(table);
        if guessed {
            let example =
                [&looked.evidence.comma_either.1, &looked.evidence.point_either.1, &looked.evidence.comma_decimal.1];
            let example = example.into_iter().find(|e| !e.is_empty()).cloned().unwrap_or_default();
            let mut digits = String::new();
            super::super::read_cell(&example, style, &mut digits);
            let remark = Remark::new(&kinds::NUMBERS_GUESSED, place(file, self.grid)).column(looked.name.as_str());
            self.remarks.push(remark.found(example).expected(digits));
        }
        let dated = roles::period_in(&looked.name);
        let bare = dated.as_ref().map_or(looked.name.as_str(), |(_, rest)| rest.as_str());
        let named = if bare.is_empty() { title } else { bare };
        let unit = if looked.evidence.percent > 0 { "Prozent".to_owned() } else { unit_in(named) };
        let series = Series { id: slug(named), title: named.to_owned(), unit, ..Series::default() };
        ValueColumn { column: looked.name.clone(), series, period: dated.map(|(period, _)| period), style }
    }

    /// The columns that nobody wanted, each with its reason.
    fn left_out(&mut self) -> Vec<(String, String, String)> {
        for column in self.free.clone() {
            let looked = &self.columns[column];
            let (de, en) = if looked.filled == 0 {
                ("leer".to_owned(), "empty".to_owned())
            } else if looked.different == 1 {
                let same = looked.examples.first().cloned().unwrap_or_default();
                (format!("überall „{same}“"), format!("“{same}” everywhere"))
            } else if looked.codes * 5 >= looked.filled || looked.is_figures() {
                ("Schlüssel oder Nummern, keine Werte".to_owned(), "codes or numbers, no figures".to_owned())
            } else {
                let word = looked.evidence.others.1.clone();
                (format!("Text, keine Werte („{word}“)"), format!("text, no figures (“{word}”)"))
            };
            self.left.push((looked.name.clone(), de, en));
        }
        std::mem::take(&mut self.left)
    }
}

/// The unit that stands in a title in brackets or behind „in“.
fn unit_in(title: &str) -> String {
    let lower = title.to_lowercase();
    if lower.contains('%') || lower.contains("prozent") || lower.contains("percent") || lower.starts_with("anteil") {
        return "Prozent".to_owned();
    }
    let bracket = title.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).map(str::trim);
    bracket.filter(|unit| unit.len() <= 24 && !unit.chars().all(|c| c.is_ascii_digit())).unwrap_or_default().to_owned()
}
