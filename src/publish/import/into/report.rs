//! What an import did, for people.

use std::fmt::Write;

use super::super::{CellRef, FigureRef, LeftOut, Taken};
use super::targets::Targets;
use crate::model::Lang;
use crate::publish::Remark;

/// How many figures are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Figures that were taken.
    pub taken: usize,
    /// Of these, figures that the bundle did not have.
    pub new: usize,
    /// Of these, figures that the bundle had otherwise.
    pub changed: usize,
    /// Of these, figures that the bundle had already.
    pub same: usize,
    /// Figures of the earlier file that this one no longer has.
    pub gone: usize,
}

/// What an import did or would do.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Name of the file.
    pub file: String,
    /// Name of the layout in German and English.
    pub layout: (String, String),
    /// The figures.
    pub counts: Counts,
    /// How many indicators.
    pub series: usize,
    /// Areas of each level.
    pub areas: Vec<(String, usize)>,
    /// Keys of larger areas that serve as references.
    pub references: Vec<String>,
    /// First and last period.
    pub periods: Option<(String, String)>,
    /// `Gebietsstand`.
    pub territorial_status: Option<String>,
    /// What was not taken.
    pub left_out: Vec<LeftOut>,
    /// Files that were written.
    pub files: Vec<String>,
    /// Whether figures that are gone were kept.
    pub kept: bool,
    /// Everything that is odd.
    pub remarks: Vec<Remark>,
    /// The first figures as they were taken: area, name, series, period, value.
    pub preview: Vec<[String; 6]>,
    /// What was done to boundaries, in German and English.
    pub borders: Option<(Vec<String>, Vec<String>)>,
    /// Whether nothing was written.
    pub dry: bool,
    /// Whether the file is the one that was imported last time.
    pub unchanged: bool,
}

impl Report {
    /// Whether an error keeps the import from being written.
    pub fn has_errors(&self) -> bool {
        self.remarks.iter().any(|r| r.kind.severity == crate::bundle::Severity::Error)
    }

    /// The report as Markdown, which also reads well in a terminal. Remarks are separate.
    pub fn text(&self, lang: Lang) -> String {
        let english = lang == Lang::En;
        let word = |de: &'static str, en: &'static str| if english { en } else { de };
        let mut text = format!("## {}\n\n", self.file);
        let layout = if english { &self.layout.1 } else { &self.layout.0 };
        let mut line = |name: &str, what: String| {
            if !what.is_empty() {
                let _ = writeln!(text, "- {name}: {what}");
            }
        };
        line(word("Aufbau", "Layout"), layout.clone());
        if self.unchanged {
            line(
                word("Datei", "File"),
                word("unverändert seit dem letzten Import", "unchanged since the last import").into(),
            );
        }
        let c = self.counts;
        let group = |n: usize| grouped(n, lang);
        if self.borders.is_none() && !self.unchanged && !self.layout.0.is_empty() {
            line(word("Werte übernommen", "Figures taken"), group(c.taken));
        }
        if c.new != c.taken || c.gone > 0 {
            let parts = [
                (c.new, word("neu", "new")),
                (c.changed, word("geändert", "changed")),
                (c.same, word("unverändert", "unchanged")),
            ];
            let parts: Vec<String> =
                parts.iter().filter(|(n, _)| *n > 0).map(|(n, w)| format!("{} {w}", group(*n))).collect();
            line(word("davon", "of these"), parts.join(", "));
        }
        if c.gone > 0 {
            let what = if self.kept {
                word("bleiben im Datenpaket (--replace entfernt sie)", "stay in the bundle (--replace removes them)")
            } else {
                word("entfernt", "removed")
            };
            line(word("nicht mehr in der Datei", "no longer in the file"), format!("{}; {what}", group(c.gone)));
        }
        if self.series > 0 {
            line(word("Indikatoren", "Indicators"), group(self.series));
        }
        let areas: Vec<String> = self.areas.iter().map(|(level, n)| format!("{level} {}", group(*n))).collect();
        line(word("Gebiete", "Areas"), areas.join(", "));
        let some: Vec<&str> = self.references.iter().take(6).map(String::as_str).collect();
        let more = if self.references.len() > some.len() {
            format!(", … ({})", group(self.references.len()))
        } else {
            String::new()
        };
        line(word("Vergleichsgebiete", "References"), some.join(", ") + &more);
        if let Some((from, to)) = &self.periods {
            let both = if from == to { from.clone() } else { format!("{from}–{to}") };
            line(word("Zeitraum", "Periods"), both);
        }
        line(word("Gebietsstand", "Territorial status"), self.territorial_status.clone().unwrap_or_default());
        line(word("Dateien", "Files"), self.files.join(", "));
        if let Some((de, en)) = &self.borders {
            for fact in if english { en } else { de } {
                let _ = writeln!(text, "- {fact}");
            }
        }
        if !self.left_out.is_empty() {
            let _ = writeln!(text, "\n{}:\n", word("Nicht übernommen", "Left out"));
        }
        for left in &self.left_out {
            let why = if english { &left.why_en } else { &left.why_de };
            let count = if left.count > 0 { format!("{} × ", group(left.count)) } else { String::new() };
            let _ = writeln!(text, "- {count}{}: {why}", left.what);
        }
        text
    }

    /// The first figures in aligned columns.
    pub fn preview_text(&self, lang: Lang) -> String {
        let head = if lang == Lang::En {
            ["key", "area", "indicator", "period", "category", "value"]
        } else {
            ["Schlüssel", "Gebiet", "Indikator", "Zeitraum", "Gliederung", "Wert"]
        };
        let head = head.map(str::to_owned);
        let all: Vec<&[String; 6]> = std::iter::once(&head).chain(&self.preview).collect();
        let empty = |c: usize| self.preview.iter().all(|r| r[c].is_empty());
        let width = |c: usize| all.iter().map(|r| r[c].chars().count()).max().unwrap_or(0);
        let mut text = String::new();
        for row in &all {
            let mut line = String::new();
            for column in (0..6).filter(|c| !empty(*c)) {
                let (cell, width) = (&row[column], width(column));
                let pad = " ".repeat(width - cell.chars().count());
                // Figures align at the right.
                line += &if column == 5 { format!("{pad}{cell}  ") } else { format!("{cell}{pad}  ") };
            }
            let _ = writeln!(text, "  {}", line.trim_end());
        }
        text
    }
}

/// Some figures of a file as they were taken, spread over it; only of areas that are taken.
pub fn preview(taken: &Taken, found: &Targets, ids: &[String], most: usize) -> Vec<[String; 6]> {
    let wanted = |figure: &FigureRef<'_>| found.places.get(figure.place as usize).is_some_and(Option::is_some);
    let own = taken.figures.iter().filter(wanted).count();
    let step = (own / most.max(1)).max(1);
    let short = |text: &str| text.chars().take(36).collect::<String>();
    let row = |figure: FigureRef<'_>| {
        let place = taken.places.get(figure.place as usize)?;
        let categories: Vec<&str> = figure.breakdown.iter().map(|(_, c)| c.as_str()).collect();
        let cell = match figure.cell {
            CellRef::Number(digits) => digits.to_owned(),
            CellRef::Sign("") => "–".to_owned(),
            CellRef::Sign(sign) => sign.to_owned(),
        };
        let id = ids.get(figure.series as usize).map_or("", String::as_str);
        let flag = if figure.flag.is_empty() { String::new() } else { format!(" {}", figure.flag) };
        Some([
            place.key.clone(),
            short(&place.name),
            short(id),
            figure.period.to_owned(),
            short(&categories.join(" ")),
            cell + &flag,
        ])
    };
    taken.figures.iter().filter(wanted).step_by(step).take(most).filter_map(row).collect()
}

fn grouped(number: usize, lang: Lang) -> String {
    let digits = number.to_string();
    let sign = if lang == Lang::En { ',' } else { '.' };
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}
