//! The catalogue table: one row an indicator or a data gap.

use super::links::{harmless, is_harmless};
use super::package::Resource;
use super::plain;
use super::sheet::{Row, Sheet};
use crate::bundle::{Code, Finding, Findings};
use crate::model::{
    BreakdownId, DataGap, Grade, Indicator, IndicatorId, Measure, Period, Provenance, SeriesBreak, ThemeId, Words,
};

/// What a catalogue lists.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Indicators with their provenance, in order.
    pub indicators: Vec<(Indicator, Provenance)>,
    /// What no source supplies.
    pub gaps: Vec<DataGap>,
}

/// One row with its place, for readings and findings.
struct Entry<'e> {
    sheet: &'e Sheet<'e>,
    row: &'e Row<'e>,
    file: &'e str,
}

impl Entry<'_> {
    fn get(&self, name: &str) -> &str {
        self.sheet.cell(self.row, name)
    }

    fn string(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    fn words(&self, stem: &str) -> Words {
        let language = |lang: &str| self.string(&format!("{stem}_{lang}"));
        let de = if language("de").is_empty() { self.string(stem) } else { language("de") };
        Words { de, en: language("en"), simple: language("simple") }
    }

    fn finding(&self, code: Code, column: &str) -> Finding {
        Finding::new(code, self.file).at(self.row.line).column(column).found(self.get(column))
    }

    /// A cell that holds one of a few words; an empty one is the default.
    fn choice<T>(
        &self,
        column: &str,
        words: &str,
        default: T,
        read: impl Fn(&str) -> Option<T>,
        findings: &mut Findings,
    ) -> T {
        let text = self.get(column);
        read(text).unwrap_or_else(|| {
            if !text.is_empty() {
                findings.add(self.finding(Code::WordUnknown, column).expected(words));
            }
            default
        })
    }

    fn yes(&self, column: &str, default: bool, findings: &mut Findings) -> bool {
        let read = |text: &str| match text {
            "true" | "1" | "ja" | "yes" => Some(true),
            "false" | "0" | "nein" | "no" => Some(false),
            _ => None,
        };
        self.choice(column, "true, false", default, read, findings)
    }

    fn link(&self, column: &str, findings: &mut Findings) -> String {
        if !is_harmless(self.get(column)) {
            findings.add(self.finding(Code::LinkScheme, column));
        }
        harmless(self.string(column))
    }
}

/// Reads a catalogue.
pub fn read(resource: &Resource, sheet: &Sheet<'_>, findings: &mut Findings) -> Listed {
    let mut listed = Listed::default();
    if sheet.column("id").is_none() {
        let finding = Finding::new(Code::ColumnMissing, &resource.path).at(1).column("id").found("id");
        findings.add(finding.expected(sheet.header.join(", ")));
        return listed;
    }
    for row in &sheet.rows {
        let entry = Entry { sheet, row, file: &resource.path };
        let id = IndicatorId::new(entry.get("id"));
        if id.as_str().is_empty() {
            findings.add(entry.finding(Code::KeyEmpty, "id"));
            continue;
        }
        let known = listed.indicators.iter().map(|(i, _)| &i.id).chain(listed.gaps.iter().map(|g| &g.id));
        if known.into_iter().any(|k| *k == id) {
            findings.add(entry.finding(Code::IndicatorDuplicate, "id"));
            continue;
        }
        let gap = |text: &str| match text {
            "gap" => Some(true),
            "figure" => Some(false),
            _ => None,
        };
        if entry.choice("status", "figure, gap", false, gap, findings) {
            listed.gaps.push(data_gap(&entry, id));
        } else {
            let provenance = provenance(&entry, resource, findings);
            let mut indicator = indicator(&entry, id, findings);
            indicator.unfit |= provenance.fitness.iter().any(|g| UNSUITABLE.contains(&g.grade.as_str()));
            listed.indicators.push((indicator, provenance));
        }
    }
    listed
}

fn data_gap(entry: &Entry<'_>, id: IndicatorId) -> DataGap {
    DataGap {
        id,
        title: entry.words("title"),
        theme: ThemeId::new(entry.get("theme")),
        instrument: entry.words("instrument"),
        reason: entry.words("note"),
    }
}

fn indicator(entry: &Entry<'_>, id: IndicatorId, findings: &mut Findings) -> Indicator {
    let number = |text: &str| text.parse::<u32>().ok();
    let per = entry.choice("per", "1000, 10000, 100000", 1, number, findings);
    let decimals = |text: &str| text.parse::<u8>().ok().filter(|d| *d <= 6);
    let measure = |word: &str| plain::measure(word, per);
    let measures = "count, share, rate, mean, ratio, index";
    let measure = entry.choice("measure", measures, Measure::Mean, measure, findings);
    let directions = "higher_is_better, higher_is_worse, neutral";
    let optional = |column: &str| Some(entry.get(column)).filter(|t| !t.is_empty()).map(IndicatorId::from);
    let title = entry.words("title");
    Indicator {
        title: if title.is_empty() { Words::plain(id.as_str()) } else { title },
        id,
        unit: entry.words("unit"),
        decimals: entry.choice("decimals", "0 … 6", 0, decimals, findings),
        measure,
        polarity: entry.choice("polarity", directions, Default::default(), plain::polarity, findings),
        theme: ThemeId::new(Some(entry.get("theme")).filter(|t| !t.is_empty()).unwrap_or(plain::THEME)),
        module: entry.string("module"),
        front: entry.yes("front", true, findings),
        additive: entry.yes("additive", measure == Measure::Count, findings),
        numerator: optional("numerator_id"),
        denominator: optional("denominator_id"),
        breakdowns: entry.get("breakdowns").split_whitespace().map(BreakdownId::from).collect(),
        series_breaks: series_breaks(entry, findings),
        unfit: entry.yes("unfit", false, findings),
        coverage: Vec::new(),
    }
}

/// `2011: reason | 2018: reason` in each language, matched by period.
fn series_breaks(entry: &Entry<'_>, findings: &mut Findings) -> Vec<SeriesBreak> {
    let parts = |column: &str| -> Vec<(Option<Period>, String)> {
        let parts = entry.get(column).split('|').map(str::trim).filter(|p| !p.is_empty());
        let pair = |part: &str| {
            let (period, reason) = part.split_once(':').unwrap_or((part, ""));
            (Period::parse(period.trim()), reason.trim().to_owned())
        };
        parts.map(pair).collect()
    };
    let english = parts("series_breaks_en");
    let mut breaks = Vec::new();
    for (period, de) in parts("series_breaks_de") {
        let Some(period) = period else {
            findings.add(entry.finding(Code::PeriodInvalid, "series_breaks_de"));
            continue;
        };
        let en = english.iter().find(|(p, _)| *p == Some(period)).map(|(_, r)| r.clone()).unwrap_or_default();
        breaks.push(SeriesBreak { period, reason: Words { de, en, simple: String::new() } });
    }
    breaks
}

fn provenance(entry: &Entry<'_>, resource: &Resource, findings: &mut Findings) -> Provenance {
    let minimum = entry.get("minimum_cases").parse().ok();
    Provenance {
        definition: entry.words("definition"),
        formula: entry.words("formula"),
        numerator: entry.words("numerator"),
        denominator: entry.words("denominator"),
        source: entry.string("source"),
        source_table: entry.string("source_table"),
        source_uri: entry.link("source_uri", findings),
        licence: entry.string("licence"),
        licence_uri: entry.link("licence_uri", findings),
        attribution: entry.string("attribution"),
        reference_date: entry.words("reference_date"),
        vintage: entry.words("vintage"),
        update_cycle: entry.words("update_cycle"),
        next_update: entry.string("next_update"),
        note: entry.words("note"),
        sector_plans: entry.words("sector_plans"),
        links: entry.get("links").split_whitespace().map(IndicatorId::from).collect(),
        minimum_cases: minimum.or_else(|| resource.minimum.and_then(|m| u32::try_from(m).ok())),
        fitness: fitness(entry),
    }
}

/// Grades that bar an indicator from rankings.
pub const UNSUITABLE: [&str; 2] = ["nicht geeignet", "--"];

/// The fitness check: five columns `bedingt geeignet: reason`.
fn fitness(entry: &Entry<'_>) -> Vec<Grade> {
    let fields = [
        ("fitness_spatial", "Raumbezug"),
        ("fitness_comparability", "Vergleichbarkeit"),
        ("fitness_method", "Methodik"),
        ("fitness_validity", "Validität"),
        ("fitness_compatibility", "Kompatibilität"),
    ];
    let grade = |(column, field): (&str, &str)| {
        let mut reason = entry.words(column);
        let (grade, behind) = reason.de.split_once(':').unwrap_or((&reason.de, ""));
        let (grade, behind) = (grade.trim().to_owned(), behind.trim().to_owned());
        reason.de = behind;
        Some(Grade { field: field.to_owned(), grade, reason }).filter(|g| !g.grade.is_empty())
    };
    fields.into_iter().filter_map(grade).collect()
}
