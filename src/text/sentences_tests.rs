use super::*;
use crate::model::ValueFlags;

const SHARE: Style = Style { unit: "%", decimals: 1, measure: Measure::Share, signed: false, lang: Lang::De };
const COUNT: Style = Style { unit: "Personen", decimals: 0, measure: Measure::Count, signed: false, lang: Lang::De };
const YEAR: Period = Period::Year(2025);

fn known(value: f64) -> Observation {
    Observation::Known(value, ValueFlags::NONE)
}

fn gera(value: Observation) -> Place<'static> {
    Place {
        area: "Gera",
        indicator: "Arbeitslosenquote",
        period: YEAR,
        value,
        reference: Some(("Thüringen", known(6.4))),
        rank: Some(Rank { shared: (1, 1), of: 22, highest_first: true }),
    }
}

/// Spaces that do not break are compared as plain ones.
fn plain(text: String) -> String {
    text.replace(['\u{A0}', '\u{202F}'], " ")
}

#[test]
fn a_place_is_told_with_reference_and_rank() {
    assert_eq!(
        plain(place_sentence(&gera(known(9.8)), SHARE)),
        "Gera: Arbeitslosenquote 9,8 % (2025). Das sind 3,4 Prozentpunkte mehr als der Wert für Thüringen (6,4 %). \
         Rang 1 von 22, höchster Wert."
    );
    let english = Style { lang: Lang::En, ..SHARE };
    assert_eq!(
        plain(place_sentence(&gera(known(4.1)), english)),
        "Gera: Arbeitslosenquote 4.1% (2025). That is 2.3 percentage points less than the value for Thüringen (6.4%). \
         Rank 1 of 22, highest value."
    );
}

#[test]
fn figures_that_look_equal_are_called_equal() {
    let place = Place { rank: None, ..gera(known(6.44)) };
    assert_eq!(
        plain(place_sentence(&place, SHARE)),
        "Gera: Arbeitslosenquote 6,4 % (2025). Das entspricht dem Wert für Thüringen (6,4 %)."
    );
}

#[test]
fn missing_figures_are_explained_on_both_sides() {
    let missing = Observation::Missing(Missing::UnknownOrConfidential);
    assert_eq!(
        place_sentence(&gera(missing), SHARE),
        "Gera: Für Arbeitslosenquote (2025) gibt es keinen Wert. Zahlenwert unbekannt oder geheim zu halten. \
         Welches von beiden zutrifft, wird nicht veröffentlicht."
    );
    let reference = Some(("Thüringen", Observation::Missing(Missing::NotPublished)));
    let place = Place { reference, rank: None, ..gera(known(9.8)) };
    assert_eq!(
        plain(place_sentence(&place, SHARE)),
        "Gera: Arbeitslosenquote 9,8 % (2025). Ein Wert für Thüringen fehlt (nicht veröffentlicht)."
    );
}

#[test]
fn counts_stand_beside_the_reference() {
    let value = Observation::Known(4321.0, ValueFlags::PROVISIONAL);
    let place = Place { indicator: "Arbeitslose", reference: Some(("Thüringen", known(65432.0))), ..gera(value) };
    assert_eq!(
        plain(place_sentence(&Place { rank: None, ..place }, COUNT)),
        "Gera: Arbeitslose 4 321 Personen (2025, vorläufig). Zum Vergleich, Thüringen: 65 432 Personen."
    );
}

#[test]
fn ends_of_a_ranking_follow_its_direction() {
    let say = |shared, of, highest_first| rank_sentence(Rank { shared, of, highest_first }, Lang::De);
    assert_eq!(say((1, 1), 22, true), "Rang 1 von 22, höchster Wert.");
    assert_eq!(say((1, 2), 22, false), "Rang 1.–2. von 22, niedrigster Wert.");
    assert_eq!(say((22, 22), 22, true), "Rang 22 von 22, niedrigster Wert.");
    assert_eq!(say((22, 22), 22, false), "Rang 22 von 22, höchster Wert.");
    assert_eq!(say((4, 6), 22, true), "Rang 4.–6. von 22.");
    assert_eq!(say((1, 22), 22, true), "Rang 1.–22. von 22.");
}

fn change(from: Observation, to: Observation) -> Change {
    Change { from: (Period::Year(2015), from), to: (Period::Year(2019), to), steady: 0.3 }
}

#[test]
fn changes_have_five_forms() {
    let say = |from, to| plain(change_sentence(&change(from, to), SHARE));
    assert_eq!(say(known(8.0), known(5.9)), "Zwischen 2015 und 2019 ist der Wert um 2,1 Prozentpunkte gesunken.");
    assert_eq!(say(known(8.0), known(8.3)), "Zwischen 2015 und 2019 ist der Wert um 0,3 Prozentpunkte gestiegen.");
    let steady = "Zwischen 2015 und 2019 hat sich der Wert kaum verändert (−0,2 Prozentpunkte).";
    assert_eq!(say(known(8.0), known(7.8)), steady.replace('-', "−"));
    assert_eq!(say(known(8.0), known(8.04)), "2015 und 2019 ist der Wert gleich.");
    let missing = Observation::Missing(Missing::Pending);
    assert_eq!(say(known(8.0), missing), "Eine Veränderung zwischen 2015 und 2019 lässt sich nicht angeben.");
}

#[test]
fn changes_of_counts_are_also_told_in_per_cent() {
    let say = |from, to| plain(change_sentence(&change(known(from), known(to)), COUNT));
    assert_eq!(say(200.0, 150.0), "Zwischen 2015 und 2019 ist der Wert um 50 Personen (25,0 %) gesunken.");
    assert_eq!(say(0.0, 7.0), "Zwischen 2015 und 2019 ist der Wert um 7 Personen gestiegen.");
}

#[test]
fn series_breaks_give_the_publishers_reason() {
    let warning = series_break_sentence(YEAR, "Neue Bevölkerungsbasis (Zensus 2022)", Lang::De);
    assert!(warning.starts_with("Achtung, Zeitreihenbruch ab 2025: Neue Bevölkerungsbasis (Zensus 2022). Frühere"));
    assert!(series_break_sentence(YEAR, " ", Lang::De).starts_with("Achtung, Zeitreihenbruch ab 2025: Frühere"));
}

#[test]
fn maps_tell_range_median_and_gaps() {
    let missing = [(Missing::TerritoryChanged, 1), (Missing::Pending, 0)];
    let spread = Spread {
        areas: 22,
        lowest: Some((4.1, "Eichsfeld")),
        highest: Some((9.8, "Gera")),
        median: Some(6.2),
        missing: &missing,
    };
    let expected =
        "22 Gebiete, von 4,1 % (Eichsfeld) bis 9,8 % (Gera); Median 6,2 %. 1 Gebiet ohne Wert (Gebietsstand).";
    assert_eq!(plain(map_summary(&spread, SHARE)), expected);
    let equal = Spread { highest: Some((4.1, "Gera")), missing: &[], ..spread };
    assert_eq!(plain(map_summary(&equal, SHARE)), "22 Gebiete mit dem Wert 4,1 %.");
    let one = Spread { missing: &[(Missing::NotPublished, 21)], ..equal };
    assert!(plain(map_summary(&one, SHARE)).starts_with("1 Gebiet mit dem Wert 4,1 %. 21 Gebiete ohne Wert"));
    let none = Spread { areas: 1, lowest: None, missing: &[(Missing::Pending, 1)], ..spread };
    assert_eq!(
        map_summary(&none, SHARE),
        "1 Gebiet, für keines gibt es einen Wert. 1 Gebiet ohne Wert (fällt später an)."
    );
    let points = Style { unit: "Prozentpunkte", signed: true, ..SHARE };
    let change = Spread { lowest: Some((-0.4, "Eichsfeld")), highest: Some((0.0, "Gera")), missing: &[], ..spread };
    assert!(
        plain(map_summary(&change, points)).contains("von \u{2212}0,4 Prozentpunkte (Eichsfeld) bis 0,0 Prozentpunkte")
    );
}

#[test]
fn trends_tell_ends_range_and_gaps() {
    let at = |year, value| (Period::Year(year), known(value));
    let gap = (Period::Year(2018), Observation::Missing(Missing::NotPublished));
    let points = [at(2015, 8.0), at(2016, 9.0), at(2017, 7.0), gap, at(2019, 7.5)];
    assert_eq!(
        plain(trend_summary("Gera", &points, SHARE)),
        "Gera: 8,0 % (2015), 7,5 % (2019). Niedrigster Wert 7,0 % (2017), höchster 9,0 % (2016). Zeiträume ohne Wert: 1."
    );
    assert_eq!(plain(trend_summary("Gera", &points[..1], SHARE)), "Gera: 8,0 % (2015).");
    assert_eq!(trend_summary("Gera", &[gap], SHARE), "Gera: ohne Wert.");
}

#[test]
fn profiles_count_without_judging() {
    assert_eq!(
        profile_summary("Gera", 60, 64, [31, 25, 4], Some("Thüringen"), Lang::De),
        "Gera: Werte zu 60 von 64 Indikatoren. Über dem Wert für Thüringen: 31, darunter: 25, gleich: 4."
    );
    let alone = profile_summary("Gera", 60, 64, [0; 3], Some("Thüringen"), Lang::De);
    assert_eq!(alone, "Gera: Werte zu 60 von 64 Indikatoren.");
}

#[test]
fn marks_have_names() {
    let name = |of, ranked| plain(mark_name("Gera", of, Period::Year(2023), ranked, SHARE));
    assert_eq!(name(known(9.8), Some(((1, 1), 22))), "Gera: 9,8 %, Rang 1 von 22, 2023");
    assert_eq!(name(Observation::Known(9.8, ValueFlags::ESTIMATED), None), "Gera: 9,8 % (geschätzt), 2023");
    assert_eq!(name(Observation::Missing(Missing::Unreliable), Some(((1, 1), 22))), "Gera: nicht sicher genug, 2023");
}

#[test]
fn classes_have_words() {
    let say = |lower, upper, last| plain(class_range(lower, upper, last, SHARE));
    assert_eq!(say(None, Some(5.0), false), "unter 5,0 %");
    assert_eq!(say(Some(5.0), Some(7.5), false), "5,0 bis unter 7,5 %");
    assert_eq!(say(Some(7.5), Some(9.8), true), "7,5 bis 9,8 %");
    assert_eq!(say(Some(7.5), None, true), "7,5 % und mehr");
}

#[test]
fn every_language_says_every_sentence_without_leftover_places() {
    for lang in [Lang::De, Lang::En, Lang::DeSimple] {
        let style = Style { lang, ..SHARE };
        let spread = Spread {
            areas: 3,
            lowest: Some((1.0, "A")),
            highest: Some((2.0, "B")),
            median: Some(1.5),
            missing: &[(Missing::Pending, 2)],
        };
        let points = [(Period::Year(2015), known(1.0)), (Period::Year(2016), known(3.0)), (YEAR, known(2.0))];
        let said = [
            place_sentence(&gera(known(9.8)), style),
            place_sentence(&gera(known(2.8)), style),
            place_sentence(&gera(Observation::Missing(Missing::Pending)), style),
            change_sentence(&change(known(1.0), known(2.0)), style),
            change_sentence(&change(known(2.0), known(1.0)), style),
            change_sentence(&change(known(1.0), known(1.1)), style),
            change_sentence(&change(known(1.0), known(1.0)), style),
            series_break_sentence(YEAR, "x", lang),
            series_break_sentence(YEAR, "", lang),
            map_summary(&spread, style),
            trend_summary("A", &points, style),
            profile_summary("A", 1, 2, [1, 0, 0], Some("B"), lang),
            mark_name("A", known(1.0), YEAR, Some(((1, 2), 3)), style),
        ];
        for sentence in said {
            assert!(!sentence.contains(['{', '}']) && !sentence.contains("  "), "{sentence}");
        }
    }
}
