//! What a package that says nothing about itself means: indicators from columns, references from keys.

use super::package::words;
use super::series::Series;
use crate::bundle::json::Json;
use crate::model::{Area, AreaKey, Indicator, IndicatorId, Interval, Measure, Polarity, Provenance, ThemeId, Words};

/// The theme of indicators that have none.
pub const THEME: &str = "werte";

/// A larger area, known by key and name.
pub fn reference(key: &str, name: &str) -> Area {
    Area {
        key: AreaKey::new(key),
        name: name.to_owned(),
        kind: Words::default(),
        parent: None,
        label: None,
        bounds: None,
        valid: Interval::default(),
    }
}

/// Reads a measure; `per` is the base of a rate.
pub fn measure(word: &str, per: u32) -> Option<Measure> {
    Some(match word {
        "count" => Measure::Count,
        "share" => Measure::Share,
        "rate" => Measure::Rate { per: per.max(1) },
        "mean" => Measure::Mean,
        "ratio" => Measure::Ratio,
        "index" => Measure::Index,
        _ => return None,
    })
}

/// Reads a polarity.
pub fn polarity(word: &str) -> Option<Polarity> {
    Some(match word {
        "higher_is_better" => Polarity::HigherIsBetter,
        "higher_is_worse" => Polarity::HigherIsWorse,
        "neutral" => Polarity::Neutral,
        _ => return None,
    })
}

/// The indicator a column stands for: what its field says, else what its figures look like. Whole numbers are
/// counts; a title that speaks of shares makes a share; anything else is a mean, which is never summed.
pub fn indicator<'s>(id: &IndicatorId, field: &Json, series: impl Iterator<Item = &'s Series> + Clone) -> Indicator {
    let atlas = field.get("atlas");
    let figures = || series.clone().flat_map(|s| s.figures_only().map(|(_, v)| v));
    let title = [atlas.get("title"), field.get("title")].into_iter().map(words).find(|w| !w.is_empty());
    let title = title.unwrap_or_else(|| Words::plain(id.as_str()));
    let per = atlas.get("per").whole().and_then(|p| u32::try_from(p).ok()).unwrap_or(1);
    let guessed = if figures().all(|v| v.fract() == 0.0) {
        Measure::Count
    } else if speaks_of_share(&format!("{} {}", id.as_str(), title.de)) {
        Measure::Share
    } else {
        Measure::Mean
    };
    let measure = measure(&atlas.string("measure"), per).unwrap_or(guessed);
    let unit = words(atlas.get("unit"));
    let decimals = atlas.get("decimals").whole().and_then(|d| u8::try_from(d).ok());
    let known = |name: &str| atlas.get(name).text().map(IndicatorId::new);
    Indicator {
        id: id.clone(),
        title,
        unit: if unit.is_empty() && measure == Measure::Share { Words::plain("%") } else { unit },
        decimals: decimals.unwrap_or_else(|| figures().map(decimals_of).max().unwrap_or(0)).min(6),
        measure,
        polarity: polarity(&atlas.string("polarity")).unwrap_or_default(),
        theme: ThemeId::new(atlas.get("theme").text().unwrap_or(THEME)),
        module: atlas.string("module"),
        front: *atlas.get("front") != Json::Bool(false),
        additive: match atlas.get("additive") {
            Json::Bool(additive) => *additive,
            _ => measure == Measure::Count,
        },
        numerator: known("numerator"),
        denominator: known("denominator"),
        breakdowns: Vec::new(),
        series_breaks: Vec::new(),
        unfit: false,
        coverage: Vec::new(),
    }
}

/// What the field says about where its figures come from; the package's licence and source where it says nothing.
pub fn provenance(field: &Json, package: &Json, minimum: Option<u64>) -> Provenance {
    let atlas = field.get("atlas");
    let definition = [atlas.get("definition"), field.get("description")].into_iter().map(words);
    let first = |list: &str| package.get(list).items().first().cloned().unwrap_or_default();
    let (licence, source) = (first("licenses"), first("sources"));
    let or = |own: &str, other: String| atlas.get(own).text().map(str::to_owned).unwrap_or(other);
    let licence_name = licence.get("name").text().or(licence.get("title").text()).unwrap_or_default();
    Provenance {
        definition: definition.into_iter().find(|w| !w.is_empty()).unwrap_or_default(),
        formula: words(atlas.get("formula")),
        source: or("source", source.string("title")),
        source_uri: super::links::harmless(or("sourceUri", source.string("path"))),
        licence: or("licence", licence_name.to_owned()),
        licence_uri: super::links::harmless(or("licenceUri", licence.string("path"))),
        attribution: or("attribution", source.string("attribution")),
        minimum_cases: minimum.and_then(|m| u32::try_from(m).ok()),
        ..Provenance::default()
    }
}

fn speaks_of_share(text: &str) -> bool {
    let text = text.to_lowercase();
    ["anteil", "quote", "prozent", "percent", "share", "rate", "%", "pct"].iter().any(|word| text.contains(word))
}

/// How many decimals a figure was written with, at most three.
fn decimals_of(value: f64) -> u8 {
    let whole = |n: f64| (n - n.round()).abs() < 1e-6;
    [(0_u8, 1.0), (1, 10.0), (2, 100.0)].into_iter().find(|(_, s)| whole(value * s)).map_or(3, |(d, _)| d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::source::series::Cell;
    use crate::model::{AreaIx, Observation, Period, ValueFlags};

    fn series(values: &[f64]) -> Series {
        let cell = |v: &f64| Cell {
            slice: 0,
            area: AreaIx(0),
            period: Period::Year(2020),
            row: 2,
            file: 0,
            column: 0,
            value: Observation::Known(*v, ValueFlags::NONE),
        };
        Series { cells: values.iter().map(cell).collect(), ..Series::default() }
    }

    #[test]
    fn columns_are_measured_by_their_figures() {
        let of = |id: &str, values: &[f64]| indicator(&id.into(), &Json::Null, [series(values)].iter());
        let count = of("arbeitslose", &[100.0, 7.0]);
        assert_eq!((count.measure, count.additive, count.decimals), (Measure::Count, true, 0));
        let share = of("Arbeitslosenquote", &[5.25, 7.0]);
        assert_eq!(
            (share.measure, share.additive, share.decimals, share.unit.de.as_str()),
            (Measure::Share, false, 2, "%")
        );
        assert_eq!(of("einkommen", &[20.5]).measure, Measure::Mean);
    }
}
