//! Tables for spreadsheets.

use crate::model::{
    AreaIx, Catalogue, Figures, Indicator, Lang, Level, Observation, Period, Provenance, SeriesBreak, Slice, plain,
};
use crate::text::{flag_words, period, words};

use super::{Ranking, Resolved, Shown, ShownUnit};

/// What stands below an exported table.
#[derive(Clone, Copy, Debug)]
pub struct Footer<'a> {
    /// The bundle: title, edition, names of breakdowns.
    pub catalogue: &'a Catalogue,
    /// Where the indicator comes from, if that part is loaded.
    pub provenance: Option<&'a Provenance>,
    /// The reader's language.
    pub lang: Lang,
}

/// The table of what is shown, in the given order of areas, then the references.
///
/// CSV as German spreadsheets open it: UTF-8 with byte order mark, semicolons, decimal comma, no thousands separator,
/// all published decimals. One row an area: key, name, period, value, sign, remark, unit, rank. A missing value has an
/// empty cell, its official sign and the reason in words; it is never a number. Below the table: indicator, definition,
/// source, licence, territorial status and edition.
///
/// Text that a spreadsheet would take for a formula gets a leading apostrophe; negative numbers stay numbers.
pub fn csv_of_shown(
    shown: &Shown<'_>,
    slice: &Slice,
    order: &[AreaIx],
    ranking: Option<&Ranking>,
    footer: Footer<'_>,
) -> String {
    let mut sheet = Sheet::new(footer.lang);
    let when = shown.span.map_or(String::new(), |s| match s.from {
        Some(from) => format!("{}–{}", period(from, footer.lang), period(s.at, footer.lang)),
        None => period(s.at, footer.lang),
    });
    let unit = shown.unit_words(footer.lang);
    let references: Vec<AreaIx> = shown.references().map(|(row, _)| row).collect();
    for row in order.iter().chain(&references) {
        let rank = ranking.and_then(|r| r.position_of(*row)).map(|e| e.rank);
        sheet.row(shown.level, *row, &when, shown.get(*row), unit, rank);
    }
    let changed = shown.is_change().then_some(words(footer.lang).figure.own_calculation);
    let broken: Vec<&SeriesBreak> = shown.crosses_break.into_iter().collect();
    sheet.footer(shown.indicator, slice, shown.level, &broken, changed, footer);
    sheet.text
}

/// All periods of one indicator on a level, areas in row order, then references. As [`csv_of_shown`], without ranks.
pub fn csv_of_all_periods(resolved: &Resolved<'_>, figures: &Figures, footer: Footer<'_>) -> String {
    let mut sheet = Sheet::new(footer.lang);
    let unit = resolved.indicator.unit.get(footer.lang);
    if let Some(table) = figures.slice(&resolved.slice) {
        for row in (0..table.rows()).map(AreaIx::at) {
            for (at, observation) in table.periods().iter().zip(table.row(row)) {
                sheet.row(resolved.level, row, &at_words(*at, footer.lang), *observation, unit, None);
            }
        }
    }
    let broken: Vec<&SeriesBreak> = resolved.indicator.series_breaks.iter().collect();
    sheet.footer(resolved.indicator, &resolved.slice, resolved.level, &broken, None, footer);
    sheet.text
}

fn at_words(at: Period, lang: Lang) -> String {
    period(at, lang)
}

impl Shown<'_> {
    /// The unit of what is shown, in words: "%", "Prozentpunkte", "EUR".
    pub fn unit_words(&self, lang: Lang) -> &str {
        match self.unit {
            ShownUnit::PercentagePoints => words(lang).number.percentage_points,
            ShownUnit::PerCent => "%",
            ShownUnit::Own | ShownUnit::Difference => self.indicator.unit.get(lang),
        }
    }
}

struct Sheet {
    text: String,
    lang: Lang,
}

impl Sheet {
    fn new(lang: Lang) -> Sheet {
        let mut sheet = Sheet { text: String::from('\u{feff}'), lang };
        let (figure, state) = (&words(lang).figure, &words(lang).state);
        let heads =
            [figure.key, figure.area, figure.period, figure.value, state.sign, figure.remark, figure.unit, figure.rank];
        sheet.line(&heads.map(cell));
        sheet
    }

    fn line(&mut self, cells: &[String]) {
        self.text.push_str(&cells.join(";"));
        // Spreadsheets on every system accept CR LF, the line end of RFC 4180.
        self.text.push_str("\r\n");
    }

    fn row(
        &mut self,
        level: &Level,
        row: AreaIx,
        when: &str,
        observation: Observation,
        unit: &str,
        rank: Option<(u32, u32)>,
    ) {
        let Some(area) = level.area(row) else { return };
        let state = &words(self.lang).state;
        let (value, sign, remark) = match observation {
            Observation::Known(value, flags) => {
                let signs: Vec<&str> = flags.iter().filter_map(|f| state.flag(f)).map(|s| s.sign).collect();
                (number(value), signs.join(" "), flag_words(observation, self.lang))
            }
            Observation::Missing(reason) => {
                let words = state.missing(reason);
                (String::new(), words.sign.to_owned(), words.short.to_owned())
            }
        };
        let rank = rank.map_or(String::new(), |(first, last)| match first == last {
            true => first.to_string(),
            // With points and a dash no spreadsheet mistakes it for a date.
            false => format!("{first}.–{last}."),
        });
        let text = [area.key.as_str(), &area.name, when].map(cell);
        let rest = [cell(&sign), cell(&remark), cell(unit), rank];
        self.line(&[&text[..], &[value], &rest[..]].concat());
    }

    fn footer(
        &mut self,
        indicator: &Indicator,
        slice: &Slice,
        level: &Level,
        breaks: &[&SeriesBreak],
        changed: Option<&str>,
        footer: Footer<'_>,
    ) {
        let lang = self.lang;
        let text = &words(lang);
        let (figure, source) = (&text.figure, &text.source);
        self.text.push_str("\r\n");
        self.about(text.app.indicator, indicator.title.get(lang));
        for (breakdown, category) in &slice.0 {
            let known = footer.catalogue.breakdown(breakdown);
            let named = known.and_then(|b| b.categories.iter().find(|c| &c.id == category));
            let head = known.map_or(breakdown.as_str(), |b| b.title.get(lang));
            self.about(head, named.map_or(category.as_str(), |c| c.title.get(lang)));
        }
        if let Some(p) = footer.provenance {
            self.about(source.definition, p.definition.get(lang));
            self.about(source.formula, p.formula.get(lang));
            self.about(source.reference_date, p.reference_date.get(lang));
            self.about(source.source, &p.source);
            self.about(source.table, &p.source_table);
            self.about(source.source, &p.source_uri);
            self.about(source.licence, &[p.licence.as_str(), p.licence_uri.as_str()].join(" "));
            self.about(source.attribution, &p.attribution);
            self.about(source.note, p.note.get(lang));
        }
        for b in breaks {
            let reason = format!("{}: {}", at_words(b.period, lang), b.reason.get(lang));
            self.about(figure.series_break, &reason);
        }
        self.about(figure.remark, changed.unwrap_or_default());
        self.about(figure.level, level.title.get(lang));
        self.about(figure.territorial_status, &level.territorial_status.map_or(String::new(), |p| at_words(p, lang)));
        self.about(text.app.name, footer.catalogue.title.get(lang));
        self.about(source.edition, &footer.catalogue.edition);
    }

    /// A line below the table; nothing to say, no line.
    fn about(&mut self, what: &str, says: &str) {
        if !says.trim().is_empty() {
            self.line(&[cell(what), cell(says.trim())]);
        }
    }
}

/// A number as a German spreadsheet reads it: all digits, decimal comma, a plain minus.
fn number(value: f64) -> String {
    plain(value).replace('.', ",")
}

/// Text in a cell: quoted where CSV needs it, and never a formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '@', '\t', '\r', '-']) && text.len() > 1;
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    match text.contains([';', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{resolve, sample};
    use super::*;
    use crate::model::Words;
    use crate::view::{PeriodChoice, ViewState};

    fn exported(state: &ViewState, catalogue: &Catalogue) -> String {
        let figures = sample::figures();
        let resolved = resolve(state, catalogue).unwrap();
        let shown = Shown::of(&resolved, &figures);
        let ranking = Ranking::of_shown(&shown, true);
        let provenance = Provenance {
            definition: Words::plain("Anteil; \"registriert\""),
            attribution: "© Amt, dl-de/by-2-0".into(),
            ..Provenance::default()
        };
        let footer = Footer { catalogue, provenance: Some(&provenance), lang: Lang::De };
        let order = [2, 0, 1, 3].map(AreaIx);
        csv_of_shown(&shown, &resolved.slice, &order, ranking.as_ref(), footer)
    }

    #[test]
    fn a_table_that_spreadsheets_open() {
        let csv = exported(&ViewState::default(), &sample::catalogue());
        let lines: Vec<&str> = csv.split("\r\n").collect();
        assert!(lines[0].starts_with('\u{feff}') && lines[0].split(';').count() == 8);
        assert_eq!(lines[1], "16067;Gotha;2023;6;;;%;1");
        assert_eq!(lines[4], "16068;Sömmerda;2023;;.;unbekannt oder geheim;%;");
        assert_eq!(lines[5], "16;Thüringen;2023;5,5;;;%;");
        assert_eq!((lines[6], lines[7]), ("0;Deutschland;2023;5,3;;;%;", ""));
        assert!(lines.contains(&"Definition;\"Anteil; \"\"registriert\"\"\""));
        assert!(lines.contains(&"Quellenvermerk;© Amt, dl-de/by-2-0") && lines.contains(&"Ausgabe;2026-01"));
    }

    #[test]
    fn changes_carry_unit_ties_and_remark() {
        let choice = PeriodChoice::Change(Period::Year(2018), Period::Year(2023));
        let state = ViewState { period: Some(choice), ..ViewState::default() };
        let csv = exported(&state, &sample::catalogue());
        assert!(csv.contains("\r\n16051;Erfurt;2018–2023;-1;;;Prozentpunkte;2.–3.\r\n"), "{csv}");
        assert!(csv.contains("eigene Berechnung"));
    }

    #[test]
    fn no_name_becomes_a_formula() {
        let mut catalogue = sample::catalogue();
        catalogue.levels[0].areas[0].name = "=HYPERLINK(\"http://x\")".into();
        catalogue.levels[0].areas[1].name = "-1+cmd|' /C calc'!A0".into();
        catalogue.levels[0].areas[2].name = "@SUM(1);2".into();
        let csv = exported(&ViewState::default(), &catalogue);
        assert!(csv.contains("16051;\"'=HYPERLINK(\"\"http://x\"\")\";2023;5;"));
        assert!(csv.contains(";'-1+cmd|' /C calc'!A0;") && csv.contains("\"'@SUM(1);2\""));
        assert_eq!(
            (number(-5.0), number(-0.0), number(1e-7), number(0.1)),
            ("-5".into(), "0".into(), "0,0000001".into(), "0,1".into())
        );
    }

    #[test]
    fn all_periods() {
        let catalogue = sample::catalogue();
        let resolved = resolve(&ViewState::default(), &catalogue).unwrap();
        let footer = Footer { catalogue: &catalogue, provenance: None, lang: Lang::En };
        let csv = csv_of_all_periods(&resolved, &sample::figures(), footer);
        assert_eq!(csv.lines().take_while(|l| !l.is_empty()).count(), 1 + 6 * 3);
        assert!(csv.contains("16053;Jena;2022;;.;"));
    }
}
