//! A profile in a few plain sentences.

use crate::model::{AreaIx, IndicatorId, Lang, Measure, Observation, ValueFlags};
use crate::stats::{median, robust_z};
use crate::text::{self, Place, Style, fill, period, place_sentence, words};

use super::summary::add;
use super::{Profile, ProfileRow, Reference, RowFigures};

/// From this robust distance on (in 1.4826 MAD) a figure is called clearly different from most areas.
/// Of normally distributed figures, one in twenty lies beyond.
const CLEARLY: f64 = 2.0;
/// Most indicators in one sentence.
const MOST: usize = 3;

/// Three to six sentences about one area, computed from the rows that are loaded; the same for the same figures.
///
/// 1. For how many indicators there are figures, and how many lie above, below and at the reference.
/// 2. Population and how it developed, if the bundle counts people.
/// 3. Indicators that are clearly higher than in most areas, 4. clearly lower: by robust distance from the median, the
///    most distant first, at most three each and at most one of a theme, so that no theme speaks for an area alone.
/// 5. The strongest change over five years, measured by how much the areas differ; not across a series break.
///
/// Only the front row counts, counts of people or cases are left out (they follow the size of an area), as are
/// indicators barred from rankings. The words are neutral: higher and lower, never better and worse.
pub fn profile_summary(profile: &Profile<'_>, reference: Reference, lang: Lang) -> Vec<String> {
    let Some(area) = profile.level.area(profile.area) else { return Vec::new() };
    let mut sentences = vec![overview(profile, &area.name, reference, lang)];
    sentences.extend(population(profile, &area.name, lang));
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
    sentences.extend(strongest_change(profile, lang));
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

/// The count that most other indicators have as denominator; without one, the first count of the catalogue.
fn population(profile: &Profile<'_>, area: &str, lang: Lang) -> Option<String> {
    let uses = |id: &IndicatorId| profile.rows().filter(|r| r.indicator.denominator.as_ref() == Some(id)).count();
    let counts =
        profile.rows().enumerate().filter(|(_, r)| r.indicator.measure == Measure::Count && r.indicator.additive);
    let (_, row) = counts.max_by_key(|(i, r)| (uses(&r.indicator.id), usize::MAX - i))?;
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
    let get = |at| figures.trend.iter().find(|(p, _)| *p == at).copied();
    if let Some(change) = figures.change.filter(|c| !c.value.flags().has(ValueFlags::BREAK))
        && let (Some(from), Some(to)) = (get(change.from), get(change.to))
    {
        add(&mut out, &text::change_sentence(&text::Change { from, to, steady: 0.0 }, style));
    }
    Some(out)
}

fn style<'a>(row: &ProfileRow<'a>, lang: Lang) -> Style<'a> {
    let i = row.indicator;
    Style { unit: i.unit.get(lang), decimals: i.decimals, measure: i.measure, signed: false, lang }
}

/// Rows that may be compared between areas.
fn comparable<'p, 'a>(profile: &'p Profile<'a>) -> impl Iterator<Item = (&'p ProfileRow<'a>, &'p RowFigures)> {
    let fit = |r: &&ProfileRow<'a>| r.indicator.front && !r.indicator.unfit && r.indicator.measure != Measure::Count;
    profile.rows().filter(fit).filter_map(|r| Some((r, r.figures()?)))
}

/// The most distant figures on one side (`sign` 1 above, -1 below), in words.
fn items(profile: &Profile<'_>, sign: f64, lang: Lang) -> String {
    let distant = |(row, figures): (_, &RowFigures)| Some((figures.distance? * sign, row));
    let mut distant: Vec<(f64, &ProfileRow<'_>)> =
        comparable(profile).filter_map(distant).filter(|(d, _)| *d >= CLEARLY).collect();
    // A stable sort: equally distant ones stay in the order of the catalogue.
    distant.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut chosen: Vec<&ProfileRow<'_>> = Vec::new();
    for (_, row) in distant {
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

/// The change that is largest in relation to how much the areas differ today; nothing below that difference.
fn strongest_change(profile: &Profile<'_>, lang: Lang) -> Option<String> {
    let mut strongest: Option<(f64, String)> = None;
    for (row, figures) in comparable(profile) {
        // Scores are often rescaled with every edition: their level must not be followed over time.
        if row.indicator.measure == Measure::Index {
            continue;
        }
        let Some(change) = figures.change.filter(|c| !c.value.flags().has(ValueFlags::BREAK)) else { continue };
        let get = |at| figures.trend.iter().find(|(p, _)| *p == at).and_then(|(_, o)| o.value());
        let (Some(from), Some(to)) = (get(change.from), get(change.to)) else { continue };
        let Some(size) = in_differences(&figures.strip, (to - from).abs()) else { continue };
        if size >= 1.0 && strongest.as_ref().is_none_or(|s| size > s.0) {
            let style = style(row, lang);
            let figure = |value| text::figure(value, style.decimals, style.unit, lang);
            let parts = [
                row.indicator.title.get(lang),
                &period(change.from, lang),
                &figure(from),
                &period(change.to, lang),
                &figure(to),
            ];
            strongest = Some((size, fill(words(lang).sentence.profile_changed, &parts)));
        }
    }
    strongest.map(|(_, sentence)| sentence)
}

/// A difference in units of 1.4826 MAD of the areas' figures.
fn in_differences(strip: &[(AreaIx, f64)], difference: f64) -> Option<f64> {
    let values = values(strip);
    let z = robust_z(&values).ok()?;
    // z is linear in the values: the two outermost ones give the scale.
    let ends = |of: &[f64]| {
        of.iter().copied().fold(f64::NEG_INFINITY, f64::max) - of.iter().copied().fold(f64::INFINITY, f64::min)
    };
    Some(difference * ends(&z) / ends(&values))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::{Catalogue, Figures, Slice, Theme, Words};

    /// Seven areas with one figure each in 2018 and 2023; the last one is the Land.
    fn figures(values: [f64; 7], before: f64) -> Figures {
        let rows: Vec<[Option<f64>; 3]> =
            values.iter().enumerate().map(|(i, v)| [Some(if i == 0 { before } else { *v }), None, Some(*v)]).collect();
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
                "Gera: Werte zu 4 von 4 Indikatoren. Über dem Wert für Thüringen: 2, darunter: 1, gleich: 0.",
                "Gera: Einwohner 95,0 EUR (2023). Zwischen 2018 und 2023 ist der Wert um 5,0 EUR (5,0 %) gesunken.",
                "Deutlich höher als in den meisten Gebieten: Quote 20,0 % (2023; Median 6,0 %).",
                "Deutlich niedriger als in den meisten Gebieten: Einkommen 10,0 EUR (2023; Median 20,5 EUR).",
                "Am stärksten verändert, gemessen an den Unterschieden zwischen den Gebieten: \
                 Einkommen, von 20,0 EUR (2018) auf 10,0 EUR (2023).",
            ]
        );
    }

    #[test]
    fn nothing_special_is_said_too() {
        let catalogue = catalogue(&[("Quote", Measure::Share, "a"), ("Score", Measure::Index, "b")]);
        let sentences = said(&catalogue, &[figures([6.0, 5.0, 6.0, 7.0, 5.0, 6.0, 6.2], 6.0)]);
        assert_eq!(sentences.len(), 2);
        assert_eq!(
            sentences[0],
            "Gera: Werte zu 1 von 2 Indikatoren. Über dem Wert für Thüringen: 0, darunter: 1, gleich: 0."
        );
        assert!(sentences[1].starts_with("Kein Wert"), "{sentences:?}");
        assert_eq!(said(&catalogue, &[]).len(), 1, "nothing loaded, nothing judged");
    }

    #[test]
    fn the_scale_of_differences() {
        // Median 3, MAD 1.
        let strip: Vec<(AreaIx, f64)> = (0..5).map(|i| (AreaIx(i), f64::from(i) + 1.0)).collect();
        assert!((in_differences(&strip, 1.482_602_218_505_602).unwrap() - 1.0).abs() < 1e-9);
        assert_eq!(in_differences(&[(AreaIx(0), 1.0)], 1.0), None);
    }
}
