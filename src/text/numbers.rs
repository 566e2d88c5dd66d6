//! Numbers, units and dates as a reader of the language writes them.

use super::{Text, fill, words};
use crate::model::{Decimal, Lang, Measure, Observation, Period, parse_number};

/// No-break space before a unit.
const NBSP: char = '\u{A0}';
/// The minus sign; the hyphen is too short and breaks lines.
const MINUS: char = '\u{2212}';

/// A number with so many decimals, rounded half away from zero in its decimal form, thousands separated from four
/// digits on (German: narrow no-break space), with a true minus sign. Never "-0"; what is not finite is `?`.
///
/// ```
/// use sozialatlas::{model::Lang, text::number};
/// assert_eq!(number(-1234.56, 1, Lang::De), "\u{2212}1\u{202F}234,6");
/// assert_eq!(number(-1234.56, 1, Lang::En), "\u{2212}1,234.6");
/// assert_eq!(number(-0.04, 1, Lang::De), "0,0");
/// ```
pub fn number(value: f64, decimals: u8, lang: Lang) -> String {
    signed_number(value, decimals, lang, false)
}

/// A number with its sign: "+0,4", "−1,2", "0,0" (zero has no sign).
pub fn signed(value: f64, decimals: u8, lang: Lang) -> String {
    signed_number(value, decimals, lang, true)
}

fn signed_number(value: f64, decimals: u8, lang: Lang, plus: bool) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let text = &words(lang).number;
    let digits = rounded_digits(value.abs(), decimals);
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let zero = digits.bytes().all(|b| matches!(b, b'0' | b'.'));
    let mut out = String::with_capacity(digits.len() + 8);
    match value < 0.0 {
        _ if zero => {}
        true => out.push(MINUS),
        false if plus => out.push('+'),
        false => {}
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(text.thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(text.decimal);
        out.push_str(fraction);
    }
    out
}

/// Decimal digits of a positive number. The shortest decimal form is what the publisher wrote, so 0.25 and 1.005 are
/// rounded up as on paper, although the binary number nearest to 1.005 lies below it.
fn rounded_digits(value: f64, decimals: u8) -> String {
    Decimal::of(value).fixed(decimals.min(15))
}

/// The number that is shown for a value: 6.44 with one decimal is 6.4.
pub(super) fn shown(value: f64, decimals: u8) -> f64 {
    let size = parse_number(&rounded_digits(value.abs(), decimals)).unwrap_or(value.abs());
    if value < 0.0 { -size } else { size }
}

/// A figure with its unit, kept together on one line: "9,8 %", "1 234 Personen"; without unit the number alone.
///
/// ```
/// use sozialatlas::{model::Lang, text::figure};
/// assert_eq!(figure(9.8, 1, "%", Lang::De), "9,8\u{A0}%");
/// assert_eq!(figure(9.8, 1, "%", Lang::En), "9.8%");
/// ```
pub fn figure(value: f64, decimals: u8, unit: &str, lang: Lang) -> String {
    with_unit(number(value, decimals, lang), unit, lang)
}

/// A difference of two figures with its sign: percentage points for shares and everything else in per cent, the
/// unit for the rest: "+0,4 Prozentpunkte", "−12 Personen".
///
/// ```
/// use sozialatlas::{model::{Lang, Measure}, text::difference};
/// assert_eq!(difference(0.4, 1, Measure::Share, "%", Lang::De), "+0,4\u{A0}Prozentpunkte");
/// ```
pub fn difference(value: f64, decimals: u8, measure: Measure, unit: &str, lang: Lang) -> String {
    let unit = difference_unit(value, decimals, measure, unit, lang);
    with_unit(signed(value, decimals, lang), unit, lang)
}

/// The size of a difference, without sign, for sentences that say "mehr" or "weniger".
pub fn distance(value: f64, decimals: u8, measure: Measure, unit: &str, lang: Lang) -> String {
    let unit = difference_unit(value, decimals, measure, unit, lang);
    with_unit(number(value.abs(), decimals, lang), unit, lang)
}

/// A figure that is itself a change, in a unit that needs no translation into points.
pub(super) fn signed_figure(value: f64, decimals: u8, unit: &str, lang: Lang) -> String {
    with_unit(signed(value, decimals, lang), unit, lang)
}

/// A change in per cent of the earlier figure: "−1,2 %".
pub fn relative(percent: f64, decimals: u8, lang: Lang) -> String {
    with_unit(signed(percent, decimals, lang), "%", lang)
}

fn difference_unit(value: f64, decimals: u8, measure: Measure, unit: &str, lang: Lang) -> &str {
    let text = &words(lang).number;
    match (measure, unit) {
        (Measure::Share, _) | (_, "%") if decimals == 0 && value.abs().round() == 1.0 => text.percentage_point,
        (Measure::Share, _) | (_, "%") => text.percentage_points,
        (_, unit) => unit,
    }
}

fn with_unit(mut number: String, unit: &str, lang: Lang) -> String {
    if unit.is_empty() {
        return number;
    }
    // English sets the per cent sign close; every other unit is held by a space that does not break.
    if !(unit == "%" && lang == Lang::En) {
        number.push(NBSP);
    }
    number.push_str(unit);
    number
}

/// A figure, or the reason why there is none in a word or two.
pub fn observation(of: Observation, decimals: u8, unit: &str, lang: Lang) -> String {
    match of {
        Observation::Known(value, _) => figure(value, decimals, unit, lang),
        Observation::Missing(reason) => words(lang).state.missing(reason).short.to_owned(),
    }
}

/// What a table cell shows: the number without unit, or the sign of the missing figure.
pub fn cell(of: Observation, decimals: u8, lang: Lang) -> String {
    match of {
        Observation::Known(value, _) => number(value, decimals, lang),
        Observation::Missing(reason) => words(lang).state.missing(reason).sign.to_owned(),
    }
}

/// The flags of a figure in words, separated by commas; empty without flags.
pub fn flag_words(of: Observation, lang: Lang) -> String {
    let state = &words(lang).state;
    let names: Vec<&str> = of.flags().iter().filter_map(|flag| state.flag(flag)).map(|sign| sign.short).collect();
    names.join(", ")
}

/// A period: "2023", "Mai 2023", "31.12.2023".
///
/// ```
/// use sozialatlas::{model::{Lang, Period}, text::period};
/// assert_eq!(period(Period::Month(2023, 5), Lang::De), "Mai 2023");
/// assert_eq!(period(Period::Day(2023, 12, 31), Lang::De), "31.12.2023");
/// assert_eq!(period(Period::Day(2023, 12, 31), Lang::En), "31 December 2023");
/// ```
pub fn period(of: Period, lang: Lang) -> String {
    let text = &words(lang).number;
    let name = |month: u8| text.months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?");
    match of {
        Period::Year(year) => year.to_string(),
        Period::Month(year, month) => fill(text.month, &[name(month), &year.to_string()]),
        Period::Day(year, month, day) => {
            let two = [format!("{day:02}"), format!("{month:02}")];
            fill(text.day, &[&day.to_string(), &two[0], &two[1], &year.to_string(), name(month)])
        }
    }
}

/// A rank among `of` areas; ties share their ranks from the first to the last: "1 von 22", "4.–6. von 22".
///
/// ```
/// use sozialatlas::{model::Lang, text::rank};
/// assert_eq!(rank((1, 1), 22, Lang::De), "1 von 22");
/// assert_eq!(rank((4, 6), 22, Lang::De), "4.–6. von 22");
/// assert_eq!(rank((4, 6), 22, Lang::En), "4–6 of 22");
/// ```
pub fn rank(shared: (u32, u32), of: usize, lang: Lang) -> String {
    let text: &Text = words(lang);
    let whole = |count: u32| number(f64::from(count), 0, lang);
    let of = number(of as f64, 0, lang);
    let (first, last) = shared;
    if first == last {
        fill(text.number.rank, &[&whole(first), &of])
    } else {
        fill(text.number.shared_rank, &[&whole(first), &whole(last), &of])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Missing, ValueFlags};
    use proptest::prelude::*;

    #[test]
    fn thousands_are_separated_from_four_digits_on() {
        let german = [0.0, 999.0, 1000.0, 31214.0, 1234567.0].map(|x| number(x, 0, Lang::De));
        assert_eq!(german, ["0", "999", "1\u{202F}000", "31\u{202F}214", "1\u{202F}234\u{202F}567"]);
        assert_eq!(number(999.95, 1, Lang::En), "1,000.0");
    }

    #[test]
    fn halves_are_rounded_as_on_paper() {
        let rounded = [(0.25, 1), (1.005, 2), (2.675, 2), (0.5, 0), (2.5, 0), (-0.05, 1), (0.449, 1), (1e15 + 0.5, 0)];
        let shown = rounded.map(|(x, decimals)| number(x, decimals, Lang::En));
        assert_eq!(shown, ["0.3", "1.01", "2.68", "1", "3", "\u{2212}0.1", "0.4", "1,000,000,000,000,001"]);
    }

    #[test]
    fn zero_has_no_sign() {
        for zero in [0.0, -0.0, 0.04, -0.04] {
            assert_eq!((number(zero, 1, Lang::De), signed(zero, 1, Lang::De)), ("0,0".to_owned(), "0,0".to_owned()));
        }
        assert_eq!(signed(0.4, 1, Lang::De), "+0,4");
        assert_eq!(signed(-1.2, 1, Lang::De), "\u{2212}1,2");
        assert_eq!(number(f64::NAN, 1, Lang::De), "?");
    }

    #[test]
    fn differences_of_shares_are_in_points() {
        let of = |value, decimals, measure, unit| difference(value, decimals, measure, unit, Lang::De);
        assert_eq!(of(-1.0, 0, Measure::Share, "%"), "\u{2212}1\u{A0}Prozentpunkt");
        assert_eq!(of(1.0, 1, Measure::Share, "%"), "+1,0\u{A0}Prozentpunkte");
        assert_eq!(of(2.0, 0, Measure::Rate { per: 100 }, "%"), "+2\u{A0}Prozentpunkte");
        assert_eq!(of(-12.0, 0, Measure::Count, "Personen"), "\u{2212}12\u{A0}Personen");
        assert_eq!(of(0.25, 2, Measure::Index, ""), "+0,25");
        assert_eq!(relative(-1.2, 1, Lang::De), "\u{2212}1,2\u{A0}%");
        assert_eq!(distance(-3.4, 1, Measure::Share, "%", Lang::En), "3.4\u{A0}percentage points");
    }

    #[test]
    fn missing_figures_are_said_in_words() {
        let missing = Observation::Missing(Missing::UnknownOrConfidential);
        assert_eq!(observation(missing, 1, "%", Lang::De), "unbekannt oder geheim");
        assert_eq!(cell(missing, 1, Lang::De), ".");
        let flags = ValueFlags::ESTIMATED.with(ValueFlags::PROVISIONAL);
        assert_eq!(flag_words(Observation::Known(1.0, flags), Lang::De), "vorläufig, geschätzt");
        assert_eq!(flag_words(missing, Lang::De), "");
    }

    #[test]
    fn german_days_have_two_digits() {
        assert_eq!(period(Period::Day(2021, 7, 1), Lang::De), "01.07.2021");
        assert_eq!(period(Period::Day(2021, 7, 1), Lang::En), "1 July 2021");
        assert_eq!(period(Period::Month(2021, 13), Lang::De), "? 2021");
    }

    proptest! {
        #[test]
        fn numbers_read_back_within_half_a_unit(value in -1e12..1e12_f64, decimals in 0..6_u8) {
            let text = number(value, decimals, Lang::En).replace(',', "").replace(MINUS, "-");
            let back: f64 = text.parse().unwrap();
            let half = 0.5 * 10f64.powi(-i32::from(decimals));
            prop_assert!((back - value).abs() <= half * (1.0 + 1e-9) + value.abs() * 1e-15, "{value} {text}");
            prop_assert_eq!(back, shown(value, decimals));
            prop_assert!(back != 0.0 || !text.contains('-'));
        }

        #[test]
        fn any_number_is_written(value in any::<f64>(), decimals in any::<u8>()) {
            for lang in [Lang::De, Lang::En, Lang::DeSimple] {
                prop_assert!(!number(value, decimals, lang).is_empty());
            }
        }
    }
}
