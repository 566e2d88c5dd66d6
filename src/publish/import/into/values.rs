//! Figures on their way into the bundle's files: in order, each once, in files that every reader takes in.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::{CellRef, FigureRef, Said, Style, Taken, read_cell};
use super::catalogue::Shape;
use super::categories::Categories;
use super::compare::{Fresh, OldRow, key_hash, value_hash};
use super::kinds;
use super::sheet::push_cell;
use super::targets::Targets;
use crate::publish::Remark;

/// Bytes of a file of figures; below what a reader of bundles takes in.
const BYTES: usize = 48 << 20;
/// Cells of a file, below what the browser's reader of bundles takes in.
const CELLS: usize = 4_500_000;
/// Doubled figures are listed so many times.
const LISTED: usize = 5;

/// The figures of a file as they are written.
pub struct Rows<'t> {
    taken: &'t Taken,
    targets: &'t Targets,
    ids: &'t [String],
    levels: &'t [String],
    order: Vec<(u64, u32)>,
    with_areas: HashSet<(u32, usize)>,
    /// What the figures of each series look like.
    pub shapes: Vec<Shape>,
    /// Doubled figures that contradict each other.
    pub remarks: Vec<Remark>,
    /// Figures that stand twice in the file and say the same.
    pub repeated: usize,
    /// Flags of the file that no reader knows, and how many.
    pub unknown_flags: (usize, String),
}

/// One file of figures.
pub struct ValuesFile {
    /// Its path in the bundle.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its rows without the header.
    pub rows: usize,
    /// The level of its areas.
    pub level: String,
    /// Whether every period is a year.
    pub years: bool,
    /// Whether it has a column of flags.
    pub flags: bool,
}

impl<'t> Rows<'t> {
    /// Puts figures into order: by series, categories, period and area.
    pub fn new(
        taken: &'t Taken,
        targets: &'t Targets,
        ids: &'t [String],
        levels: &'t [String],
        file: &str,
    ) -> Rows<'t> {
        let mut rows = Rows {
            taken,
            targets,
            ids,
            levels,
            order: Vec::with_capacity(taken.figures.len()),
            with_areas: HashSet::new(),
            shapes: vec![Shape::default(); taken.series.len()],
            remarks: Vec::new(),
            repeated: 0,
            unknown_flags: (0, String::new()),
        };
        rows.sort();
        rows.once(file);
        rows.look();
        rows
    }

    fn sort(&mut self) {
        let ranks = ranks(self.targets);
        let periods = rank_of(self.taken.figures.periods());
        let mut groups: HashMap<(u32, u32, u32), u32> = HashMap::new();
        let about = |figure: usize| {
            let (series, breakdown, period) = self.taken.figures.about(figure)?;
            Some((series, breakdown, *periods.get(period as usize)?))
        };
        let all: BTreeSet<(u32, u32, u32)> = (0..self.taken.figures.len()).filter_map(about).collect();
        groups.extend(all.into_iter().zip(0_u32..));
        for (number, figure) in self.taken.figures.iter().enumerate() {
            let Some(rank) = ranks.get(figure.place as usize).copied().flatten() else { continue };
            let Some(group) = about(number).and_then(|a| groups.get(&a)) else { continue };
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            self.order.push((u64::from(*group) << 32 | u64::from(rank), number));
        }
        self.order.sort_unstable();
    }

    /// Of figures of one place the first stays; where they contradict each other, that is told.
    fn once(&mut self, file: &str) {
        let figures = &self.taken.figures;
        let (mut remarks, mut repeated, mut contradicting) = (Vec::new(), 0, 0);
        let mut before: Option<(u64, u32)> = None;
        self.order.retain(|entry| {
            let Some(first) = before.filter(|b| b.0 == entry.0) else {
                before = Some(*entry);
                return true;
            };
            let (Some(a), Some(b)) = (figures.get(first.1 as usize), figures.get(entry.1 as usize)) else {
                return true;
            };
            if a.cell == b.cell {
                repeated += 1;
            } else {
                contradicting += 1;
                if contradicting <= LISTED {
                    let what = self.taken.series.get(b.series as usize).map_or("", |s| s.id.as_str());
                    let remark = Remark::new(&kinds::FIGURE_DOUBLED, file).at(b.row as usize).column(what);
                    let (CellRef::Number(x) | CellRef::Sign(x)) = b.cell;
                    let (CellRef::Number(y) | CellRef::Sign(y)) = a.cell;
                    remarks.push(remark.found(x).expected(format!("{y} ({})", a.row)));
                }
            }
            false
        });
        if contradicting > LISTED {
            remarks.push(Remark::new(&kinds::FIGURES_DOUBLED, file).found(contradicting - LISTED));
        }
        (self.remarks, self.repeated) = (remarks, repeated);
    }

    fn look(&mut self) {
        for (_, number) in &self.order {
            let Some(figure) = self.taken.figures.get(*number as usize) else { continue };
            if let Some(Some((_, Some(level)))) = self.targets.places.get(figure.place as usize) {
                self.with_areas.insert((figure.series, *level));
            }
            let Some(shape) = self.shapes.get_mut(figure.series as usize) else { continue };
            shape.figures += 1;
            if let CellRef::Number(digits) = figure.cell {
                let fraction = digits.split_once('.').map_or("", |(_, f)| f).trim_end_matches('0');
                shape.decimals = shape.decimals.max(fraction.len());
                shape.largest = shape.largest.max(digits.parse::<f64>().map_or(0.0, f64::abs));
            }
            let flag = figure.flag;
            if !flag.is_empty() && flag_words(flag).is_empty() {
                if self.unknown_flags.0 == 0 {
                    flag.clone_into(&mut self.unknown_flags.1);
                }
                self.unknown_flags.0 += 1;
            }
        }
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// First and last period.
    pub fn periods(&self) -> Option<(String, String)> {
        let used: BTreeSet<&str> =
            self.order.iter().filter_map(|(_, n)| self.taken.figures.get(*n as usize)).map(|f| f.period).collect();
        Some((used.first()?.to_string(), used.last()?.to_string()))
    }

    /// The rows of a level.
    fn of_level(&self, level: usize) -> impl Iterator<Item = (&'t str, FigureRef<'t>)> {
        self.order.iter().filter_map(move |(_, number)| {
            let figure = self.taken.figures.get(*number as usize)?;
            let (key, own) = self.targets.places.get(figure.place as usize)?.as_ref()?;
            let belongs = own.map_or_else(|| self.with_areas.contains(&(figure.series, level)), |l| l == level);
            belongs.then_some((key.as_str(), figure))
        })
    }

    /// The hashes of all figures, to compare with what is there.
    pub fn fresh(&self, categories: &Categories) -> Fresh {
        let mut fresh = Fresh::with_capacity(self.order.len());
        for (level, name) in self.levels.iter().enumerate() {
            for (key, figure) in self.of_level(level) {
                let (value, flag) = value_and_flag(&figure);
                fresh.add(self.place_hash(name, key, &figure, categories), value_hash(value, &flag));
            }
        }
        fresh
    }

    fn place_hash(&self, level: &str, key: &str, figure: &FigureRef<'_>, categories: &Categories) -> u64 {
        let mut columns: Vec<&String> = categories.columns.iter().collect();
        columns.sort();
        let cells: Vec<&str> = columns.iter().map(|c| categories.category(c, figure.breakdown)).collect();
        let id = self.ids.get(figure.series as usize).map_or("", String::as_str);
        key_hash(level, key, id, figure.period, &cells)
    }

    /// Writes the figures of each level into files: `each` gets one after the other. Rows of earlier imports that are kept come last.
    ///
    /// # Errors
    /// What `each` gives back.
    pub fn write<E>(
        &self,
        import: &str,
        categories: &Categories,
        skip: &HashSet<u64>,
        kept: &[(String, OldRow)],
        each: &mut dyn FnMut(ValuesFile) -> Result<(), E>,
    ) -> Result<(), E> {
        let kept_flags = kept.iter().any(|(_, row)| !row.flag.is_empty());
        for (level, name) in self.levels.iter().enumerate() {
            let kept: Vec<&OldRow> = kept.iter().filter(|(l, _)| l == name).map(|(_, row)| row).collect();
            let flags =
                kept_flags || self.of_level(level).any(|(_, f)| !flag_words(f.flag).is_empty() || is_marked(&f));
            let years =
                self.taken.figures.periods().iter().all(|p| p.len() == 4) && kept.iter().all(|r| r.period.len() == 4);
            let mut out = Files::new(name, import, categories, (years, flags));
            for (key, figure) in self.of_level(level) {
                if !skip.is_empty() && skip.contains(&self.place_hash(name, key, &figure, categories)) {
                    continue;
                }
                let id = self.ids.get(figure.series as usize).map_or("", String::as_str);
                let (value, flag) = value_and_flag(&figure);
                let category = |column: &str| categories.category(column, figure.breakdown);
                if let Some(full) = out.row(key, id, figure.period, &category, value, &flag) {
                    each(full)?;
                }
            }
            for row in kept {
                let own =
                    |column: &str| row.categories.iter().find(|(c, _)| c == column).map_or("", |(_, c)| c.as_str());
                if let Some(full) = out.row(&row.key, &row.indicator, &row.period, &own, &row.value, &row.flag) {
                    each(full)?;
                }
            }
            if let Some(last) = out.last() {
                each(last)?;
            }
        }
        Ok(())
    }
}

/// The rank of each place by its key, `None` for what is left out. Places of one key share it.
fn ranks(targets: &Targets) -> Vec<Option<u32>> {
    let keys: BTreeSet<(&str, Option<usize>)> =
        targets.places.iter().flatten().map(|(k, l)| (k.as_str(), *l)).collect();
    let ranks: HashMap<(&str, Option<usize>), u32> = keys.into_iter().zip(0..).collect();
    targets.places.iter().map(|p| p.as_ref().and_then(|(k, l)| ranks.get(&(k.as_str(), *l)).copied())).collect()
}

fn rank_of(words: &[String]) -> Vec<u32> {
    let sorted: BTreeSet<&String> = words.iter().collect();
    let ranks: HashMap<&String, u32> = sorted.into_iter().zip(0..).collect();
    words.iter().map(|w| ranks.get(w).copied().unwrap_or(0)).collect()
}

/// The value and the words of its flags as the bundle writes them.
fn value_and_flag<'f>(figure: &FigureRef<'f>) -> (&'f str, String) {
    let flag = flag_words(figure.flag);
    match figure.cell {
        CellRef::Number(digits) => (digits, flag),
        CellRef::Sign(sign) => {
            let mut digits = String::new();
            let known = match read_cell(sign, Style::POINT, &mut digits) {
                Said::Sign(known) => known,
                _ => "",
            };
            // A remark on a figure says nothing where there is none.
            (known, String::new())
        }
    }
}

fn is_marked(figure: &FigureRef<'_>) -> bool {
    !value_and_flag(figure).1.is_empty()
}

/// The words of the bundle for an office's marks; unknown marks say nothing.
fn flag_words(marks: &str) -> String {
    let word = |mark: &str| match mark {
        "p" | "provisional" | "vorläufig" => "provisional",
        "r" | "revised" | "berichtigt" => "revised",
        "s" | "e" | "estimated" | "geschätzt" => "estimated",
        "()" | "limited" => "limited",
        "b" | "break" => "break",
        "rounded" => "rounded",
        "recomputed" => "recomputed",
        _ => "",
    };
    if marks.is_empty() {
        return String::new();
    }
    if marks == "( )" {
        return "limited".to_owned();
    }
    let words: Vec<&str> = marks.split([' ', ',', ';']).map(word).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// Files in the making: a new one is begun before a reader's limit is reached.
struct Files<'c> {
    level: &'c str,
    stem: String,
    columns: &'c [String],
    years: bool,
    flags: bool,
    header: String,
    text: String,
    rows: usize,
    number: usize,
}

impl<'c> Files<'c> {
    fn new(level: &'c str, import: &str, categories: &'c Categories, (years, flags): (bool, bool)) -> Files<'c> {
        let stem = format!("werte_{level}_{import}");
        let mut columns = vec!["key", "indicator", "period"];
        columns.extend(categories.columns.iter().map(String::as_str));
        columns.push("value");
        columns.extend(flags.then_some("flag"));
        let header = columns.join(",") + "\n";
        let text = header.clone();
        Files { level, stem, columns: &categories.columns, years, flags, header, text, rows: 0, number: 1 }
    }

    fn row<'r>(
        &mut self,
        key: &str,
        id: &str,
        period: &str,
        category: &dyn Fn(&str) -> &'r str,
        value: &str,
        flag: &str,
    ) -> Option<ValuesFile> {
        let cells = 4 + self.columns.len() + usize::from(self.flags);
        let full = self.text.len() > BYTES || (self.rows + 1) * cells > CELLS;
        let done = if full { self.last() } else { None };
        push_cell(key, ',', &mut self.text);
        self.text.push(',');
        push_cell(id, ',', &mut self.text);
        self.text.push(',');
        self.text.push_str(period);
        for column in self.columns {
            self.text.push(',');
            push_cell(category(column), ',', &mut self.text);
        }
        self.text.push(',');
        self.text.push_str(value);
        if self.flags {
            self.text.push(',');
            self.text.push_str(flag);
        }
        self.text.push('\n');
        self.rows += 1;
        done
    }

    /// The file as far as it is written, and the next one is begun.
    fn last(&mut self) -> Option<ValuesFile> {
        if self.rows == 0 {
            return None;
        }
        let number = if self.number == 1 { String::new() } else { format!("_{}", self.number) };
        let path = format!("{}{number}.csv", self.stem);
        let text = std::mem::replace(&mut self.text, self.header.clone());
        self.number += 1;
        let (level, rows) = (self.level.to_owned(), std::mem::take(&mut self.rows));
        Some(ValuesFile { path, text, rows, level, years: self.years, flags: self.flags })
    }
}
