//! The difference for people, as Markdown: the sum first, then what changed by how much, then every figure.

use super::figures::size;
use super::phrases::{Phrases, heading, phrases};
use super::{Change, Diff, FigureChange, Series, What};
use crate::model::{AreaIx, Indicator, Lang, Observation};
use crate::publish::Published;
use crate::text::{self, fill};

/// The order of the sections.
const SECTIONS: [What; 9] = [
    What::Bundle,
    What::Level,
    What::Area,
    What::Boundary,
    What::Indicator,
    What::Definition,
    What::Period,
    What::Slice,
    What::Note,
];

impl Diff {
    /// The report. `limit` is how many rows each list shows at most; 0 shows all.
    pub fn markdown(&self, old: &Published, new: &Published, lang: Lang, limit: usize) -> String {
        let limit = if limit == 0 { usize::MAX } else { limit };
        let report = Report { diff: self, old, new, lang, t: phrases(lang), limit };
        let mut out = String::new();
        report.summary(&mut out);
        if !self.is_empty() {
            SECTIONS.iter().for_each(|what| report.section(&mut out, *what));
            report.series(&mut out);
        }
        out
    }
}

struct Report<'a> {
    diff: &'a Diff,
    old: &'a Published,
    new: &'a Published,
    lang: Lang,
    t: &'static Phrases,
    limit: usize,
}

impl Report<'_> {
    fn count(&self, number: usize) -> String {
        text::number(number as f64, 0, self.lang)
    }

    fn summary(&self, out: &mut String) {
        let title = self.new.catalogue.title.get(self.lang);
        let parts = [plain(title), plain(&self.diff.old.edition), plain(&self.diff.new.edition)];
        line(out, &format!("# {}\n", fill(self.t.title, &[&parts[0], &parts[1], &parts[2]])));
        let counts = self.diff.counts();
        if self.diff.is_empty() {
            line(out, self.t.same);
        } else if counts.compared == 0 {
            line(out, self.t.nothing_shared);
        } else {
            let share = counts.values as f64 / counts.compared as f64 * 100.0;
            let share = match share {
                s if s > 0.0 && s < 0.1 => format!("< {}", text::figure(0.1, 1, "%", self.lang)),
                s => text::figure(s, 1, "%", self.lang),
            };
            line(out, &fill(self.t.compared, &[&self.count(counts.compared), &self.count(counts.values), &share]));
        }
        if counts.states > 0 {
            line(out, &fill(self.t.states, &[&self.count(counts.states)]));
        }
        if counts.rounding > 0 {
            line(out, &fill(self.t.rounding, &[&self.count(counts.rounding)]));
        }
        for what in SECTIONS {
            let of = |c: &&Change| c.what == what && !c.minor;
            let (new, gone) = (|c: &&Change| c.old.is_none(), |c: &&Change| c.new.is_none());
            let all = self.diff.changes.iter().filter(of).count();
            if all > 0 {
                let new = self.diff.changes.iter().filter(of).filter(new).count();
                let gone = self.diff.changes.iter().filter(of).filter(gone).count();
                let mut words = format!("- {}: {}", heading(what, self.lang), self.count(all));
                if new + gone > 0 {
                    words.push_str(&format!(" ({} {}, {} {})", new, self.t.new, gone, self.t.gone));
                }
                line(out, &words);
            }
        }
    }

    fn section(&self, out: &mut String, what: What) {
        let changes: Vec<&Change> = self.diff.changes.iter().filter(|c| c.what == what && !c.minor).collect();
        let minor = self.diff.changes.iter().filter(|c| c.what == what && c.minor).count();
        if changes.is_empty() && minor == 0 {
            return;
        }
        line(out, &format!("\n## {}\n", heading(what, self.lang)));
        changes.iter().take(self.limit).for_each(|change| self.change(out, change));
        self.rest(out, changes.len());
        if minor > 0 {
            line(out, &fill(self.t.minor, &[&self.count(minor)]));
        }
    }

    fn change(&self, out: &mut String, change: &Change) {
        let mut subject: Vec<String> = Vec::new();
        if let Some(id) = &change.indicator {
            let known = self.new.catalogue.indicator(id).or(self.old.catalogue.indicator(id));
            subject.push(known.map_or_else(|| plain(id.as_str()), |i| plain(i.title.get(self.lang))));
        }
        if let (Some(key), Some(level)) = (&change.area, &change.level) {
            let levels = [self.new, self.old].map(|p| p.catalogue.level(level));
            let area = levels.iter().flatten().find_map(|l| l.rows().find(|a| &a.key == key));
            subject.push(format!("{} ({})", area.map_or(String::new(), |a| plain(&a.name)), plain(key.as_str())));
        } else if let Some(level) = change.level.as_ref() {
            subject.push(format!("{} {}", self.t.level, plain(level.as_str())));
        }
        let field = match change.what {
            What::Period if change.field.is_empty() => "",
            _ => change.field.as_str(),
        };
        if !field.is_empty() {
            subject.push(plain(field));
        }
        let [open, close] = self.t.quotes;
        let quoted = |text: &str| format!("{open}{}{close}", plain(&shortened(text)));
        let words = match (&change.old, &change.new) {
            (Some(old), Some(new)) => format!("{} → {}", quoted(old), quoted(new)),
            (None, Some(new)) => format!("{}: {}", self.t.new, plain(&shortened(new))),
            (Some(old), None) => format!("{}: {}", self.t.gone, plain(&shortened(old))),
            (None, None) => String::new(),
        };
        let subject = subject.join(", ");
        line(out, &if subject.is_empty() { format!("- {words}") } else { format!("- **{subject}**: {words}") });
    }

    fn rest(&self, out: &mut String, all: usize) {
        if all > self.limit {
            line(out, &format!("\n{}", fill(self.t.more, &[&self.count(all - self.limit)])));
        }
    }

    fn series(&self, out: &mut String) {
        let with_changes: Vec<&Series> = self.diff.series.iter().filter(|s| s.real().next().is_some()).collect();
        if with_changes.is_empty() {
            return;
        }
        line(out, &format!("\n## {}\n\n{}", self.t.figures, self.t.figures_head));
        for series in &with_changes {
            let Some(indicator) = self.new.catalogue.indicator(&series.indicator) else { continue };
            let figure = |value: f64| text::figure(value, indicator.decimals, indicator.unit.get(self.lang), self.lang);
            let largest = series.largest().map(|f| {
                let place = format!("{} {}", self.name(series, f), text::period(f.period, self.lang));
                format!("{}: {} → {}", plain(&place), self.state(indicator, f.old), self.state(indicator, f.new))
            });
            let cells = [
                plain(indicator.title.get(self.lang)),
                plain(series.level.as_str()),
                self.count(series.compared),
                self.count(series.real().count()),
                series.median_change().map_or("–".to_owned(), |m| plain(&figure(m))),
                largest.unwrap_or_else(|| "–".to_owned()),
            ];
            line(out, &format!("| {} |", cells.join(" | ")));
        }
        line(out, &format!("\n## {}", self.t.details));
        with_changes.iter().for_each(|series| self.details(out, series));
    }

    fn details(&self, out: &mut String, series: &Series) {
        let Some(indicator) = self.new.catalogue.indicator(&series.indicator) else { return };
        let (title, level) = (plain(indicator.title.get(self.lang)), plain(series.level.as_str()));
        line(out, &format!("\n### {title} ({level})\n\n{}", self.t.details_head));
        // Gaps first: they are the news; then the largest changes.
        let mut figures: Vec<&FigureChange> = series.real().collect();
        figures.sort_by(|a, b| {
            let key = |f: &FigureChange| size(f).unwrap_or(f64::INFINITY);
            key(b).total_cmp(&key(a)).then(b.period.cmp(&a.period)).then(a.row.cmp(&b.row))
        });
        for figure in figures.iter().take(self.limit) {
            let slice = series.slices.get(figure.slice).filter(|s| !s.is_empty()).map_or(self.t.total, |s| s.as_str());
            let cells = [
                plain(&self.name(series, figure)),
                text::period(figure.period, self.lang),
                plain(slice),
                self.state(indicator, figure.old),
                self.state(indicator, figure.new),
            ];
            line(out, &format!("| {} |", cells.join(" | ")));
        }
        self.rest(out, figures.len());
    }

    fn name(&self, series: &Series, figure: &FigureChange) -> String {
        let level = self.new.catalogue.level(&series.level);
        level.and_then(|l| l.area(AreaIx(figure.row))).map_or(String::new(), |a| a.name.clone())
    }

    fn state(&self, indicator: &Indicator, of: Observation) -> String {
        let words = text::observation(of, indicator.decimals, indicator.unit.get(self.lang), self.lang);
        let flags = text::flag_words(of, self.lang);
        plain(&if flags.is_empty() { words } else { format!("{words} ({flags})") })
    }
}

fn line(out: &mut String, words: &str) {
    out.push_str(words);
    out.push('\n');
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 200 { text.to_owned() } else { text.chars().take(200).collect::<String>() + " …" }
}

/// A text that Markdown shows as it is.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
