//! What figures say, in sentences. The words are those of `text`; here is decided which facts are worth one.

use crate::model::{AreaIx, Figures, Lang, Measure, Observation};
use crate::stats::describe;
use crate::text::{self, Place, Rank, Spread, Style, fill, period, place_sentence, series_break_sentence, words};

use super::trend::five_years;
use super::{Ranking, Reference, Resolved, Shown, ShownUnit, Trend};

impl Shown<'_> {
    /// How the figures of this display are written.
    pub fn style(&self, lang: Lang) -> Style<'_> {
        let (unit, measure) = match self.unit {
            ShownUnit::Own => (self.indicator.unit.get(lang), self.indicator.measure),
            ShownUnit::PercentagePoints => (words(lang).number.percentage_points, Measure::Share),
            ShownUnit::PerCent => ("%", Measure::Share),
            // A change of a count may be compared, the count may not.
            ShownUnit::Difference => (self.indicator.unit.get(lang), Measure::Mean),
        };
        Style { unit, decimals: self.decimals, measure, signed: self.is_change(), lang }
    }
}

/// How far a value lies from that of the reference, with its sign: "+3,4"; the unit is that of
/// [`difference_unit`]. Taken between the figures as they are shown, so that whoever subtracts gets the same.
/// `None` for counts, because areas of different size are not compared.
pub fn difference_number(shown: &Shown<'_>, value: f64, reference: f64, lang: Lang) -> Option<String> {
    let style = shown.style(lang);
    let power = 10f64.powi(i32::from(style.decimals));
    let step = ((value * power).round() - (reference * power).round()) / power;
    (style.measure != Measure::Count).then(|| text::signed(step, style.decimals, lang))
}

/// The unit of differences: percentage points for shares, otherwise the unit of what is shown.
pub fn difference_unit<'a>(shown: &'a Shown<'_>, lang: Lang) -> &'a str {
    let style = shown.style(lang);
    if style.measure == Measure::Share { words(lang).number.percentage_points } else { style.unit }
}

/// What a map or a row of bars tells: number of areas, lowest and highest, median, gaps; a remark if a change runs
/// across a series break.
pub fn map_summary(shown: &Shown<'_>, lang: Lang) -> String {
    let ranking = Ranking::of(shown.areas(), true);
    let name = |area: AreaIx| shown.level.area(area).map_or("", |a| a.name.as_str());
    // Where several share the end, their number says more than the name of one of them.
    let shared: Vec<String> = [ranking.entries.last(), ranking.entries.first()]
        .map(|e| e.map_or(0, |e| 1 + e.rank.1 - e.rank.0))
        .map(|n| if n > 1 { fill(words(lang).sentence.areas, &[&n.to_string()]) } else { String::new() })
        .into();
    let end = |place: usize, entry: Option<&super::RankEntry>| -> Option<(f64, String)> {
        entry.map(|e| (e.value, if shared[place].is_empty() { name(e.area).to_owned() } else { shared[place].clone() }))
    };
    let (low, high) = (end(0, ranking.entries.last()), end(1, ranking.entries.first()));
    let missing: Vec<_> = shown.gaps().into_iter().map(|(reason, n)| (reason, n as u32)).collect();
    let spread = Spread {
        areas: shown.areas().len() as u32,
        lowest: low.as_ref().map(|(value, who)| (*value, who.as_str())),
        highest: high.as_ref().map(|(value, who)| (*value, who.as_str())),
        median: describe(&shown.known()).ok().map(|s| s.median),
        missing: &missing,
    };
    let mut out = text::map_summary(&spread, shown.style(lang));
    if let Some(b) = shown.crosses_break {
        add(&mut out, &series_break_sentence(b.period, b.reason.get(lang), lang));
    }
    out
}

/// What a reader wants to know of one area: its figure beside the reference, its rank, and how it changed over five
/// years, with a warning if a series break lies between. A missing figure is explained.
pub fn area_summary(resolved: &Resolved<'_>, shown: &Shown<'_>, figures: &Figures, area: AreaIx, lang: Lang) -> String {
    let (Some(span), Some(row)) = (shown.span, shown.level.area(area)) else { return String::new() };
    let style = shown.style(lang);
    let title = shown.indicator.title.get(lang);
    let title = match span.from {
        None => title.to_owned(),
        Some(from) => format!("{title}, {}:", fill(words(lang).page.change_since, &[&period(from, lang)])),
    };
    // An area is not compared with itself.
    let reference = reference_words(shown, lang).filter(|_| shown.compared_with != Reference::Row(area));
    let ranking = Ranking::of_shown(shown, true);
    let rank = ranking.as_ref().and_then(|r| {
        let entry = r.position_of(area)?;
        Some(Rank { shared: entry.rank, of: r.n(), highest_first: true })
    });
    let place = Place {
        area: &row.name,
        indicator: &title,
        period: span.at,
        value: shown.get(area),
        reference: reference.as_ref().map(|(name, value)| (name.as_str(), *value)),
        rank,
    };
    let mut out = place_sentence(&place, style);
    if let Some(b) = shown.crosses_break {
        add(&mut out, &series_break_sentence(b.period, b.reason.get(lang), lang));
    } else if span.from.is_none() {
        add(&mut out, &change_over_five_years(resolved, figures, area, style));
    }
    out
}

/// The change up to the figure on display; nothing if there is no figure to begin with.
fn change_over_five_years(resolved: &Resolved<'_>, figures: &Figures, area: AreaIx, style: Style<'_>) -> String {
    let Some(table) = figures.slice(&resolved.slice) else { return String::new() };
    let Some(change) = five_years(resolved.indicator, table, area, resolved.span.map(|s| s.at)) else {
        return String::new();
    };
    let ends = text::Change {
        from: (change.from, table.get(area, change.from)),
        to: (change.to, table.get(area, change.to)),
        steady: 0.0,
    };
    let mut out = text::change_sentence(&ends, style);
    let crossed = |b: &&crate::model::SeriesBreak| change.from < b.period && b.period <= change.to;
    if let Some(b) = resolved.indicator.series_breaks.iter().find(crossed) {
        add(&mut out, &series_break_sentence(b.period, b.reason.get(style.lang), style.lang));
    }
    out
}

/// The name of the reference, as it stands after "der Wert für", with its value or the reason for its absence.
fn reference_words(shown: &Shown<'_>, lang: Lang) -> Option<(String, Observation)> {
    let text = &words(lang).sentence;
    let known = || shown.reference.map(|r| Observation::Known(r.value, crate::model::ValueFlags::NONE));
    match shown.compared_with {
        Reference::Row(row) => Some((shown.level.area(row)?.name.clone(), shown.get(row))),
        Reference::Median => Some((text.median_of_areas.to_owned(), known()?)),
        Reference::Peers => Some((text.median_of_peers.to_owned(), known()?)),
        Reference::None => None,
    }
}

/// What a line tells: first and last, lowest and highest figure, gaps, series breaks.
pub fn trend_summary(title: &str, trend: &Trend<'_>, style: Style<'_>) -> String {
    let mut out = text::trend_summary(title, &trend.points, style);
    for b in &trend.breaks {
        add(&mut out, &series_break_sentence(b.period, b.reason.get(style.lang), style.lang));
    }
    out
}

pub(super) fn add(out: &mut String, sentence: &str) {
    if !sentence.is_empty() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{resolve, sample};
    use super::*;
    use crate::model::{Catalogue, Period, SeriesBreak, Words};
    use crate::view::{PeriodChoice, ReferenceChoice, ViewState};

    fn said(state: &ViewState, catalogue: &Catalogue, area: u32) -> String {
        let figures = sample::figures();
        let resolved = resolve(state, catalogue).unwrap();
        let shown = Shown::of(&resolved, &figures);
        area_summary(&resolved, &shown, &figures, AreaIx(area), Lang::De).replace('\u{a0}', " ")
    }

    #[test]
    fn an_area_in_sentences() {
        let catalogue = sample::catalogue();
        let plain = ViewState::default();
        assert_eq!(
            said(&plain, &catalogue, 2),
            "Gotha: Arbeitslosenquote 6,0 % (2023). Das sind 0,5 Prozentpunkte mehr als der Wert für Thüringen (5,5 %). \
             Rang 1 von 3, höchster Wert. Zwischen 2018 und 2023 ist der Wert um 1,0 Prozentpunkte gesunken."
        );
        let missing = said(&plain, &catalogue, 3);
        assert!(missing.starts_with("Sömmerda: Für Arbeitslosenquote (2023) gibt es keinen Wert."), "{missing}");
        let land = said(&plain, &catalogue, 4);
        assert!(!land.contains("mehr als") && !land.contains("Rang"), "{land}");
    }

    #[test]
    fn a_change_and_a_break_in_sentences() {
        let mut catalogue = sample::catalogue();
        let since = |year| SeriesBreak { period: Period::Year(year), reason: Words::plain("Neue Zählung") };
        catalogue.indicators[0].series_breaks = vec![since(2020)];
        let choice = PeriodChoice::Change(Period::Year(2018), Period::Year(2023));
        let state = ViewState { period: Some(choice), ..ViewState::default() };
        let change = said(&state, &catalogue, 0);
        assert!(
            change.starts_with(
                "Erfurt: Arbeitslosenquote, Veränderung seit 2018: −1,0 Prozentpunkte (2023, Zeitreihenbruch)."
            ),
            "{change}"
        );
        assert!(change.contains("Zeitreihenbruch ab 2020: Neue Zählung."), "{change}");
        assert!(said(&ViewState::default(), &catalogue, 0).contains("Zeitreihenbruch ab 2020"));
    }

    #[test]
    fn medians_are_named() {
        let state = ViewState { reference: Some(ReferenceChoice::Median), ..ViewState::default() };
        assert!(
            said(&state, &sample::catalogue(), 0).contains("entspricht dem Wert für den Median der Gebiete (5,0 %)")
        );
    }

    #[test]
    fn a_map_in_a_sentence() {
        let (catalogue, figures) = (sample::catalogue(), sample::figures());
        let resolved = resolve(&ViewState::default(), &catalogue).unwrap();
        let shown = Shown::of(&resolved, &figures);
        assert_eq!(
            map_summary(&shown, Lang::De).replace('\u{a0}', " "),
            "4 Gebiete, von 4,0 % (Jena) bis 6,0 % (Gotha); Median 5,0 %. 1 Gebiet ohne Wert (unbekannt oder geheim)."
        );
        assert_eq!(difference_number(&shown, 6.04, 5.54, Lang::De).as_deref(), Some("+0,5"));
        assert_eq!(difference_unit(&shown, Lang::De), "Prozentpunkte");
        let trend = Trend::of(resolved.indicator, figures.total().unwrap(), AreaIx(0), None);
        let said = trend_summary("Erfurt", &trend, shown.style(Lang::En));
        assert!(said.contains("6.0%") && said.contains("2023"), "{said}");
    }
}
