//! Sentences about figures: plain, neutral, one or two at a time. They never judge ("gut", "schlecht"), never claim a
//! cause, and put in names as they are, so that they read well for any area and any indicator.
//!
//! Differences are taken between the figures as they are shown, so that a reader who subtracts gets the same.

use super::numbers::{difference, distance, figure, flag_words, number, period, rank, shown, signed, signed_figure};
use super::{fill, words};
use crate::model::{Lang, Measure, Missing, Observation, Period};

/// How figures of one indicator are written.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// Unit behind the figure, "%" for shares, may be empty.
    pub unit: &'a str,
    /// Decimals shown.
    pub decimals: u8,
    /// How it is measured; decides what may be compared.
    pub measure: Measure,
    /// Whether the figures are changes themselves and carry their sign.
    pub signed: bool,
    /// The reader's language.
    pub lang: Lang,
}

impl Style<'_> {
    fn figure(&self, value: f64) -> String {
        if self.signed {
            return signed_figure(value, self.decimals, self.unit, self.lang);
        }
        figure(value, self.decimals, self.unit, self.lang)
    }

    fn number(&self, value: f64) -> String {
        if self.signed { signed(value, self.decimals, self.lang) } else { number(value, self.decimals, self.lang) }
    }

    fn observation(&self, of: Observation) -> String {
        match of {
            Observation::Known(value, _) => self.figure(value),
            Observation::Missing(reason) => words(self.lang).state.missing(reason).short.to_owned(),
        }
    }

    /// Size of the difference of two figures as they are shown.
    fn distance(&self, from: f64, to: f64) -> String {
        distance(self.step(from, to), self.decimals, self.measure, self.unit, self.lang)
    }

    /// The difference of two figures as they are shown; exactly zero if both look the same.
    fn step(&self, from: f64, to: f64) -> f64 {
        shown(shown(to, self.decimals) - shown(from, self.decimals), self.decimals)
    }
}

/// A place in a ranking.
#[derive(Clone, Copy, Debug)]
pub struct Rank {
    /// First and last of the ranks that equal figures share.
    pub shared: (u32, u32),
    /// Number of ranked areas.
    pub of: usize,
    /// Whether rank 1 is the highest figure.
    pub highest_first: bool,
}

/// One figure of one area with what it is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Name of the area.
    pub area: &'a str,
    /// Title of the indicator.
    pub indicator: &'a str,
    /// When.
    pub period: Period,
    /// The figure or the reason why there is none.
    pub value: Observation,
    /// Name and figure of the reference; `None` to say nothing about it.
    pub reference: Option<(&'a str, Observation)>,
    /// Rank; `None` for areas that are not ranked.
    pub rank: Option<Rank>,
}

/// What a reader wants to know first: "Gera: Arbeitslosenquote 9,8 % (2025). Das sind 3,4 Prozentpunkte mehr als der
/// Wert für Thüringen (6,4 %). Rang 1 von 22, höchster Wert."
///
/// Counts are set beside the reference and not compared with it: a district always has fewer people than its Land.
/// A missing figure is explained, and nothing is said about reference and rank.
pub fn place_sentence(place: &Place, style: Style) -> String {
    let text = &words(style.lang).sentence;
    let when = period(place.period, style.lang);
    let value = match place.value {
        Observation::Known(value, _) => value,
        Observation::Missing(reason) => {
            let long = words(style.lang).state.missing(reason).long;
            return fill(text.missing, &[place.area, place.indicator, &when, long]);
        }
    };
    let flags = flag_words(place.value, style.lang);
    let when = if flags.is_empty() { when } else { format!("{when}, {flags}") };
    let mut out = fill(text.figure, &[place.area, place.indicator, &style.figure(value), &when]);
    if let Some((name, reference)) = place.reference {
        add(&mut out, &compared(value, name, reference, style));
    }
    if let Some(place) = place.rank {
        add(&mut out, &rank_sentence(place, style.lang));
    }
    out
}

fn compared(value: f64, name: &str, reference: Observation, style: Style) -> String {
    let text = &words(style.lang).sentence;
    let Observation::Known(other, _) = reference else {
        return fill(text.no_reference, &[name, &style.observation(reference)]);
    };
    let figure = style.figure(other);
    if style.measure == Measure::Count {
        return fill(text.beside, &[name, &figure]);
    }
    let step = style.step(other, value);
    let distance = style.distance(other, value);
    if step > 0.0 {
        fill(text.more, &[&distance, name, &figure])
    } else if step < 0.0 {
        fill(text.less, &[&distance, name, &figure])
    } else {
        fill(text.same, &[name, &figure])
    }
}

fn rank_sentence(place: Rank, lang: Lang) -> String {
    let text = &words(lang).sentence;
    let (first, last) = place.shared;
    // When all areas share one rank, the figure is the highest and the lowest: neither is worth saying.
    let form = match (first == 1, last as usize == place.of) {
        (true, false) if place.highest_first => text.rank_highest,
        (true, false) => text.rank_lowest,
        (false, true) if place.highest_first => text.rank_lowest,
        (false, true) => text.rank_highest,
        _ => text.rank,
    };
    fill(form, &[&rank(place.shared, place.of, lang)])
}

/// Two figures of one area, the earlier first.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The earlier period with its figure.
    pub from: (Period, Observation),
    /// The later period with its figure.
    pub to: (Period, Observation),
    /// Size under which a change is called small, in the unit of the figure.
    pub steady: f64,
}

/// "Zwischen 2015 und 2019 ist der Wert um 2,1 Prozentpunkte gesunken." Counts are followed by the change in per cent
/// of the earlier figure. If one of the figures is missing, there is no change to tell, and that is said.
pub fn change_sentence(change: &Change, style: Style) -> String {
    let text = &words(style.lang).sentence;
    let (from, to) = (period(change.from.0, style.lang), period(change.to.0, style.lang));
    let (Some(earlier), Some(later)) = (change.from.1.value(), change.to.1.value()) else {
        return fill(text.no_change, &[&from, &to]);
    };
    let step = style.step(earlier, later);
    if step == 0.0 {
        return fill(text.unchanged, &[&from, &to]);
    }
    if step.abs() < change.steady {
        let signed = difference(step, style.decimals, style.measure, style.unit, style.lang);
        return fill(text.steady, &[&from, &to, &signed]);
    }
    let mut size = style.distance(earlier, later);
    if style.measure == Measure::Count && earlier > 0.0 {
        size = format!("{size} ({})", figure(100.0 * (later - earlier).abs() / earlier, 1, "%", style.lang));
    }
    fill(if step > 0.0 { text.risen } else { text.fallen }, &[&from, &to, &size])
}

/// The warning at a series break. `since` is the first period after it; the reason is the publisher's and may be empty.
pub fn series_break_sentence(since: Period, reason: &str, lang: Lang) -> String {
    let text = &words(lang).sentence;
    let since = period(since, lang);
    let reason = reason.trim();
    if reason.is_empty() {
        return fill(text.broken_without_reason, &[&since]);
    }
    let closed = reason.ends_with(['.', '!', '?']);
    fill(text.broken, &[&since, &format!("{reason}{}", if closed { "" } else { "." })])
}

/// What a map or a row of bars tells.
#[derive(Clone, Copy, Debug)]
pub struct Spread<'a> {
    /// Number of areas, with and without figure.
    pub areas: u32,
    /// Lowest figure and its area; `None` if no area has a figure.
    pub lowest: Option<(f64, &'a str)>,
    /// Highest figure and its area.
    pub highest: Option<(f64, &'a str)>,
    /// Median of the figures.
    pub median: Option<f64>,
    /// How many areas have no figure, for each reason; reasons with 0 areas are passed over.
    pub missing: &'a [(Missing, u32)],
}

/// "22 Gebiete, von 4,1 % (Eichsfeld) bis 9,8 % (Gera); Median 6,2 %. 1 Gebiet ohne Wert (Gebietsstand)."
pub fn map_summary(spread: &Spread, style: Style) -> String {
    let text = &words(style.lang).sentence;
    let areas = count_of_areas(spread.areas, style.lang);
    let missing = spread.missing.iter().filter(|(_, count)| *count > 0);
    let count = missing.clone().map(|(_, count)| count).sum();
    let mut out = match (spread.lowest, spread.highest) {
        (Some((low, _)), Some((high, _))) if style.step(low, high) == 0.0 => {
            let known = count_of_areas(spread.areas.saturating_sub(count), style.lang);
            fill(text.all_same, &[&known, &style.figure(low)])
        }
        (Some((low, lowest)), Some((high, highest))) => {
            let median = spread.median.map_or_else(|| "?".to_owned(), |median| style.figure(median));
            fill(text.spread, &[&areas, &style.figure(low), lowest, &style.figure(high), highest, &median])
        }
        _ => fill(text.no_values, &[&areas]),
    };
    if count > 0 {
        let reasons: Vec<&str> = missing.map(|(reason, _)| words(style.lang).state.missing(*reason).short).collect();
        let gap = fill(text.without_value, &[&count_of_areas(count, style.lang), &reasons.join(", ")]);
        add(&mut out, &gap);
    }
    out
}

fn count_of_areas(count: u32, lang: Lang) -> String {
    let text = &words(lang).sentence;
    if count == 1 { text.one_area.to_owned() } else { fill(text.areas, &[&number(f64::from(count), 0, lang)]) }
}

/// What a line tells: first and last figure, lowest and highest, number of gaps. `points` are ascending in time.
pub fn trend_summary(title: &str, points: &[(Period, Observation)], style: Style) -> String {
    let text = &words(style.lang).sentence;
    let known: Vec<(Period, f64)> = points.iter().filter_map(|(at, of)| Some((*at, of.value()?))).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return format!("{title}: {}.", words(style.lang).figure.without_value);
    };
    let say = |(at, value): &(Period, f64)| (period(*at, style.lang), style.figure(*value));
    let ((from, start), (to, end)) = (say(first), say(last));
    if known.len() == 1 {
        return format!("{title}: {end} ({to}).");
    }
    let mut out = fill(text.trend, &[title, &from, &start, &to, &end]);
    if known.len() > 2 {
        let lowest = known.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(first);
        let highest = known.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(last);
        let ((low_at, low), (high_at, high)) = (say(lowest), say(highest));
        add(&mut out, &fill(text.trend_range, &[&low, &low_at, &high, &high_at]));
    }
    let gaps = points.len() - known.len();
    if gaps > 0 {
        add(&mut out, &fill(text.trend_gaps, &[&gaps.to_string()]));
    }
    out
}

/// How many indicators of a profile have a figure, and how many of those that can be compared lie above, below and at
/// the reference: "Gera: Werte zu 60 von 64 Indikatoren. Über dem Wert für Thüringen: 31, darunter: 25, gleich: 4."
/// Nothing is counted as better or worse.
pub fn profile_summary(
    area: &str,
    known: u32,
    all: u32,
    [above, below, equal]: [u32; 3],
    reference: Option<&str>,
    lang: Lang,
) -> String {
    let text = &words(lang).sentence;
    let mut out = fill(text.profile, &[area, &known.to_string(), &all.to_string()]);
    if let Some(name) = reference.filter(|_| above + below + equal > 0) {
        let [above, below, equal] = [above, below, equal].map(|count| count.to_string());
        add(&mut out, &fill(text.profile_compared, &[&above, &below, &equal, name]));
    }
    out
}

/// Accessible name of a mark: "Gera: 9,8 %, Rang 1 von 22, 2023"; flags follow the figure in brackets.
pub fn mark_name(area: &str, of: Observation, at: Period, ranked: Option<((u32, u32), usize)>, style: Style) -> String {
    let mut out = format!("{area}: {}", style.observation(of));
    let flags = flag_words(of, style.lang);
    if !flags.is_empty() {
        out.push_str(&format!(" ({flags})"));
    }
    if let Some((shared, count)) = ranked.filter(|_| of.value().is_some()) {
        out.push_str(", ");
        out.push_str(&fill(words(style.lang).number.ranked, &[&rank(shared, count, style.lang)]));
    }
    out.push_str(", ");
    out.push_str(&period(at, style.lang));
    out
}

/// Words for a class of a legend; `None` is an open end: "unter 5,0 %", "5,0 bis unter 7,5 %", "7,5 % und mehr".
/// The `last` class includes its upper end: "7,5 bis 9,8 %".
pub fn class_range(lower: Option<f64>, upper: Option<f64>, last: bool, style: Style) -> String {
    let text = &words(style.lang).figure;
    match (lower, upper) {
        (Some(lower), Some(upper)) => {
            let form = if last { text.class_last } else { text.class_range };
            fill(form, &[&style.number(lower), &style.figure(upper)])
        }
        (None, Some(upper)) => fill(text.class_below, &[&style.figure(upper)]),
        (Some(lower), None) => fill(text.class_above, &[&style.figure(lower)]),
        (None, None) => words(style.lang).figure.value.to_owned(),
    }
}

fn add(out: &mut String, sentence: &str) {
    out.push(' ');
    out.push_str(sentence);
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
