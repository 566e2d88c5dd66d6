//! A profile in a few plain sentences.

use crate::model::{AreaIx, Lang, Measure, Observation, Period, ValueFlags, order};
use crate::stats::median;
use crate::text::{self, Place, Style, fill, period, place_sentence, words};

use super::summary::add;
use super::{ChangeUnit, Profile, ProfileRow, Reference, RowFigures};

/// From this robust distance on (in 1.4826 MAD) a figure is called clearly different from most areas.
/// Of normally distributed figures, one in twenty lies beyond.
const CLEARLY: f64 = 2.0;
/// Most indicators in one sentence.
const MOST: usize = 3;
/// Older figures than this many years before the newest one do not speak for an area of today.
const RECENT: i16 = 7;

/// Three to six sentences about one area, computed from the rows that are loaded; the same for the same figures.
///
/// 1. Population and how it developed, if the bundle counts people.
/// 2. Indicators that are clearly higher than in most areas, 3. clearly lower: by robust distance from the median, the
///    most distant first, at most three each and at most one of a theme, so that no theme speaks for an area alone.
/// 4. The change over five years that differs most from those of the other areas (a common trend, such as rising
///    prices, is no news of one area); not across a series break.
/// 5. For how many indicators there are figures, and how many lie above, below and at the reference.
///
/// Only the front row counts, with figures at most seven years older than the newest; counts of people or cases are left out (they follow the size of an area), as are
/// indicators barred from rankings. The words are neutral: higher and lower, never better and worse.
pub fn profile_summary(profile: &Profile<'_>, reference: Reference, lang: Lang) -> Vec<String> {
    let Some(area) = profile.level.area(profile.area) else { return Vec::new() };
    let mut sentences: Vec<String> = population(profile, &area.name, lang).into_iter().collect();
    let text = &words(lang).sentence;
    let higher = items(profile, 1.0, lang);
    let lower = items(profile, -1.0, lang);
    let judged = profile.rows().any(|r| r.figures().is_some_and(|f| f.distance.is_some()));
    if higher.is_empty() && lower.is_empty() && judged {
        sentences.push(text.profile_usual.to_owned());
    }
    for (form, items) in [(text.profile_higher, higher), (text.profile_lower, lower)] {
        if !items.is_empty() {
            sentences.push(fill(form, &[&items]));
        }
    }
    sentences.extend(most_different_change(profile, lang));
    sentences.push(overview(profile, &area.name, reference, lang));
    sentences
}

fn overview(profile: &Profile<'_>, area: &str, reference: Reference, lang: Lang) -> String {
    let shown: Vec<&ProfileRow<'_>> = profile.rows().filter(|r| r.indicator.front).collect();
    let known = shown.iter().filter(|r| r.figures().is_some()).count() as u32;
    let mut sides = [0, 0, 0];
    for row in shown.iter().filter(|r| r.indicator.measure != Measure::Count) {
        let Some((figures, other)) = row.figures().and_then(|f| Some((f, f.reference?.value))) else { continue };
        let distance = figures.value - other;
        // Equal on screen is equal to the reader.
        let half = 0.5 / 10f64.powi(i32::from(row.indicator.decimals));
        sides[if distance.abs() < half { 2 } else { usize::from(distance < 0.0) }] += 1;
    }
    let median = &words(lang).sentence;
    let name = match reference {
        // An area is not compared with itself.
        Reference::Row(row) => profile.level.area(row).map(|a| a.name.as_str()).filter(|_| row != profile.area),
        Reference::Median => Some(median.median_of_areas),
        Reference::Peers => Some(median.median_of_peers),
        Reference::None => None,
    };
    text::profile_summary(area, known, shown.len() as u32, sides, name, lang)
}

/// The first count of the catalogue that may be summed: by custom the population. With its change over five years, or
/// over as many as there are since the last series break.
fn population(profile: &Profile<'_>, area: &str, lang: Lang) -> Option<String> {
    let counts = |r: &&ProfileRow<'_>| r.indicator.measure == Measure::Count && r.indicator.additive;
    let row = profile.rows().find(counts)?;
    let figures = row.figures()?;
    let style = style(row, lang);
    let place = Place {
        area,
        indicator: row.indicator.title.get(lang),
        period: figures.period,
        value: Observation::Known(figures.value, figures.flags),
        reference: None,
        rank: None,
    };
    let mut out = place_sentence(&place, style);
    let point = |at: Period| figures.trend.iter().find(|(p, _)| *p == at).copied();
    let unbroken = figures.change.filter(|c| !c.value.flags().has(ValueFlags::BREAK)).map(|c| c.from);
    let since = unbroken.or_else(|| since_break(row, figures))?;
    if let (Some(from), Some(to)) = (point(since), point(figures.period).filter(|to| to.0 != since)) {
        add(&mut out, &text::change_sentence(&text::Change { from, to, steady: 0.0 }, style));
    }
    Some(out)
}

/// The earliest known figure of the last five years that no series break separates from the latest one.
fn since_break(row: &ProfileRow<'_>, figures: &RowFigures) -> Option<Period> {
    let flagged = figures.trend.iter().filter(|(p, o)| *p <= figures.period && o.flags().has(ValueFlags::BREAK));
    let declared = row.indicator.series_breaks.iter().map(|b| b.period).filter(|p| *p <= figures.period);
    let last_break = flagged.map(|(p, _)| *p).chain(declared).max();
    let usable = |p: Period| last_break.is_none_or(|b| p >= b) && figures.period.year() - p.year() <= 5;
    figures.trend.iter().find(|(p, o)| o.value().is_some() && usable(*p)).map(|(p, _)| *p)
}

fn style<'a>(row: &ProfileRow<'a>, lang: Lang) -> Style<'a> {
    let i = row.indicator;
    Style { unit: i.unit.get(lang), decimals: i.decimals, measure: i.measure, signed: false, lang }
}

/// Rows that may be compared between areas.
fn comparable<'p, 'a>(profile: &'p Profile<'a>) -> impl Iterator<Item = (&'p ProfileRow<'a>, &'p RowFigures)> {
    let newest = profile.rows().filter_map(|r| Some(r.figures()?.period.year())).max().unwrap_or(0);
    let fit = |r: &&ProfileRow<'a>| r.indicator.front && !r.indicator.unfit && r.indicator.measure != Measure::Count;
    let recent = move |f: &&RowFigures| newest - f.period.year() <= RECENT;
    profile.rows().filter(fit).filter_map(move |r| Some((r, r.figures().filter(recent)?)))
}

/// The most distant figures on one side (`sign` 1 above, -1 below), in words.
fn items(profile: &Profile<'_>, sign: f64, lang: Lang) -> String {
    // A zero among rates may stand for a figure that was not published: no headline is made of it.
    let told = |f: &&RowFigures| f.value != 0.0;
    let distant = |(row, figures): (_, &RowFigures)| Some((Some(figures).filter(told)?.distance? * sign, row));
    let distant: Vec<(f64, &ProfileRow<'_>)> =
        comparable(profile).filter_map(distant).filter(|(d, _)| *d >= CLEARLY).collect();
    // Equally distant ones stay in the order of the catalogue.
    let farthest_first = order(distant.len(), &|a, b| distant[b].0.total_cmp(&distant[a].0));
    let mut chosen: Vec<&ProfileRow<'_>> = Vec::new();
    for row in farthest_first.into_iter().map(|i| distant[i].1) {
        if chosen.len() < MOST && chosen.iter().all(|c| c.indicator.theme != row.indicator.theme) {
            chosen.push(row);
        }
    }
    let words: Vec<String> = chosen.into_iter().filter_map(|row| item(row, row.figures()?, lang)).collect();
    words.join(", ")
}

fn item(row: &ProfileRow<'_>, figures: &RowFigures, lang: Lang) -> Option<String> {
    let style = style(row, lang);
    let figure = |value| text::figure(value, style.decimals, style.unit, lang);
    let middle = median(&values(&figures.strip)).ok()?;
    let parts = [row.indicator.title.get(lang), &figure(figures.value), &period(figures.period, lang), &figure(middle)];
    Some(fill(words(lang).sentence.profile_item, &parts))
}

fn values(strip: &[(AreaIx, f64)]) -> Vec<f64> {
    strip.iter().map(|(_, v)| *v).collect()
}

/// The change over five years that differs most from those of the other areas.
fn most_different_change(profile: &Profile<'_>, lang: Lang) -> Option<String> {
    let mut chosen: Option<(f64, &ProfileRow<'_>, &RowFigures)> = None;
    for (row, figures) in comparable(profile) {
        let broken = figures.change.is_none_or(|c| c.value.flags().has(ValueFlags::BREAK));
        let size = figures.change_among.map_or(0.0, |c| c.distance.abs());
        // A year or two are no development.
        let long = figures.change.is_some_and(|c| c.to.year() - c.from.year() >= 3);
        let followed = !broken && long;
        if followed && size >= CLEARLY && chosen.is_none_or(|c| size > c.0) {
            chosen = Some((size, row, figures));
        }
    }
    let (_, row, figures) = chosen?;
    let (change, among) = (figures.change?, figures.change_among?);
    let style = style(row, lang);
    let value = |at: Period| figures.trend.iter().find(|(p, _)| *p == at).and_then(|(_, o)| o.value());
    let figure = |value| text::figure(value, style.decimals, style.unit, lang);
    let in_words = |size: f64| match change.unit {
        ChangeUnit::PerCent => text::relative(size, 1, lang),
        ChangeUnit::PercentagePoints | ChangeUnit::Difference => {
            text::difference(size, style.decimals, style.measure, style.unit, lang)
        }
    };
    let parts = [
        row.indicator.title.get(lang),
        &period(change.from, lang),
        &figure(value(change.from)?),
        &period(change.to, lang),
        &figure(value(change.to)?),
        &in_words(change.value.value()?),
        &in_words(among.median),
    ];
    Some(fill(words(lang).sentence.profile_changed, &parts))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::{Catalogue, Figures, IndicatorId, SeriesBreak, Slice, Theme, Words};

    /// Figures of 2018 and 2023: Gera with a figure of its own before, the others grown by 1 to 5 per cent; the Land.
    fn figures(values: [f64; 7], before: f64) -> Figures {
        let earlier = |(i, v): (usize, &f64)| if i == 0 { before } else { v * (1.0 - 0.01 * i as f64) };
        let rows: Vec<[Option<f64>; 3]> =
            values.iter().enumerate().map(|(i, v)| [Some(earlier((i, v))), None, Some(*v)]).collect();
        Figures { tables: vec![(Slice::total(), sample::table(&rows, 1))] }
    }

    fn catalogue(measures: &[(&str, Measure, &str)]) -> Catalogue {
        let areas = ["Gera", "Jena", "Suhl", "Greiz", "Gotha", "Erfurt"].map(|n| sample::area(n, n, "", Some("16")));
        let mut level = sample::level("kreis", areas.to_vec());
        level.references.truncate(1);
        let indicator = |(id, measure, theme): &(&str, Measure, &str)| {
            let mut i = sample::indicator(id, id, *measure, &[("kreis", &[2018, 2022, 2023])]);
            i.theme = (*theme).into();
            i
        };
        let theme = |id: &str| Theme { id: id.into(), title: Words::plain(id) };
        Catalogue {
            themes: vec![theme("a"), theme("b")],
            indicators: measures.iter().map(indicator).collect(),
            levels: vec![level],
            ..Catalogue::default()
        }
    }

    fn said(catalogue: &Catalogue, figures: &[Figures]) -> Vec<String> {
        let known = |id: &IndicatorId| {
            let place = catalogue.indicators.iter().position(|i| &i.id == id)?;
            figures.get(place)
        };
        let land = Reference::Row(AreaIx(6));
        let profile = Profile::of(catalogue, &catalogue.levels[0], AreaIx(0), land, &known);
        profile_summary(&profile, land, Lang::De).into_iter().map(|s| s.replace('\u{a0}', " ")).collect()
    }

    #[test]
    fn the_most_distant_figures_speak_one_a_theme() {
        let catalogue = catalogue(&[
            ("Einwohner", Measure::Count, "a"),
            ("Quote", Measure::Share, "a"),
            ("Noch eine", Measure::Share, "a"),
            ("Einkommen", Measure::Mean, "b"),
        ]);
        let all = [
            figures([95.0, 110.0, 30.0, 90.0, 130.0, 210.0, 2000.0], 100.0),
            figures([20.0, 5.0, 6.0, 7.0, 5.0, 6.0, 6.2], 19.0),
            figures([9.0, 5.0, 6.0, 7.0, 5.0, 6.0, 6.2], 9.0),
            figures([10.0, 20.0, 21.0, 22.0, 20.0, 21.0, 20.7], 20.0),
        ];
        let sentences = said(&catalogue, &all);
        assert_eq!(
            sentences,
            [
                "Gera: Einwohner 95,0 EUR (2023). Zwischen 2018 und 2023 ist der Wert um 5,0 EUR (5,0 %) gesunken.",
                "Deutlich höher als in den meisten Gebieten: Quote 20,0 % (2023; Median 6,0 %).",
                "Deutlich niedriger als in den meisten Gebieten: Einkommen 10,0 EUR (2023; Median 20,5 EUR).",
                "Am deutlichsten anders entwickelt als die meisten Gebiete: Einkommen, von 20,0 EUR (2018) auf \
                 10,0 EUR (2023), −50,0 %; im Median der Gebiete +2,6 %.",
                "Gera: Werte zu 4 von 4 Indikatoren. Über dem Wert für Thüringen: 2, darunter: 1, gleich: 0.",
            ]
        );
    }

    #[test]
    fn population_is_followed_from_the_last_break_on() {
        let mut catalogue = catalogue(&[("Einwohner", Measure::Count, "a")]);
        catalogue.indicators[0].series_breaks =
            vec![SeriesBreak { period: Period::Year(2022), reason: Words::plain("Zensus") }];
        let rows = [[Some(100.0), Some(80.0), Some(82.0)]; 7];
        let figures = [Figures { tables: vec![(Slice::total(), sample::table(&rows, 1))] }];
        let sentences = said(&catalogue, &figures);
        assert!(
            sentences[0].contains("Zwischen 2022 und 2023 ist der Wert um 2,0 EUR (2,5 %) gestiegen."),
            "{sentences:?}"
        );
        catalogue.indicators[0].series_breaks[0].period = Period::Year(2023);
        assert!(!said(&catalogue, &figures)[0].contains("Zwischen"));
    }

    #[test]
    fn nothing_special_is_said_too() {
        let catalogue = catalogue(&[("Quote", Measure::Share, "a"), ("Score", Measure::Index, "b")]);
        let sentences = said(&catalogue, &[figures([6.0, 5.0, 6.0, 7.0, 5.0, 6.0, 6.2], 6.0)]);
        assert_eq!(sentences.len(), 2);
        assert_eq!(
            sentences[1],
            "Gera: Werte zu 1 von 2 Indikatoren. Über dem Wert für Thüringen: 0, darunter: 1, gleich: 0."
        );
        assert!(sentences[0].starts_with("Kein Wert"), "{sentences:?}");
        assert_eq!(said(&catalogue, &[]).len(), 1, "nothing loaded, nothing judged");
    }
}
