//! From the state to the address.

use super::escape::{close, push_id, push_inner, push_name};
use super::keyword::{LANGS, REFERENCES, push_sort, value_of, word_of};
use super::{Classes, PeriodChoice, ReferenceChoice, View, ViewState};
use crate::model::{Decimal, Lang};

/// The canonical address of a state, without the leading `?`: parameters in the order of the contract, only what
/// differs from the default; the default itself is the empty string.
///
/// `decode(&encode(s)).state == s` for every state whose parts mean something. Parts that mean nothing (an empty id,
/// a weight that is not finite, a set without members) are left out.
///
/// ```
/// use sozialatlas::view::{View, ViewState, encode};
/// let state = ViewState {
///     view: View::Indicator,
///     indicators: vec!["unemp_rate".into()],
///     areas: vec!["16052".into()],
///     ..ViewState::default()
/// };
/// assert_eq!(encode(&state), "v=indicator&i=unemp_rate&a=16052");
/// ```
pub fn encode(state: &ViewState) -> String {
    let mut out = Writer::default();
    if state.view != View::Start {
        out.word("v", state.view.word());
    }
    out.ids("i", state.indicators.iter().map(|i| i.as_str()));
    out.id("l", state.level.as_ref().map(|l| l.as_str()));
    out.period(state.period);
    out.ids("a", state.areas.iter().map(|a| a.as_str()));
    out.reference(state.reference.as_ref());
    out.pairs("b", state.breakdown.0.iter().map(|(by, category)| (by.as_str(), Right::Id(category.as_str()))));
    out.classes(state.classes.as_ref());
    if !state.fix {
        out.word("fix", "0");
    }
    if let Some(sort) = state.sort {
        push_sort(out.parameter("sort"), sort);
    }
    if let Some(tool) = state.tool {
        out.word("t", tool.word());
    }
    out.pairs("w", state.weights.iter().map(|w| (w.indicator.as_str(), Right::Number(w.weight))));
    out.pairs("n", state.norms.iter().map(|n| (n.of.as_str(), Right::Number(n.value))));
    out.sets(state);
    if state.lang != Lang::De {
        out.word("lang", word_of(&LANGS, state.lang));
    }
    out.id("e", state.edition.as_deref());
    out.id("bundle", state.bundle.as_deref());
    if let Some(embed) = state.embed {
        embed.push(out.parameter("embed"));
    }
    close(&mut out.text);
    out.text
}

/// The right side of `left:right`.
enum Right<'a> {
    Id(&'a str),
    Number(f64),
}

#[derive(Default)]
struct Writer {
    text: String,
}

impl Writer {
    /// Begins a parameter; the value is written behind it.
    fn parameter(&mut self, name: &str) -> &mut String {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(name);
        self.text.push('=');
        &mut self.text
    }

    fn word(&mut self, name: &str, word: &str) {
        self.parameter(name).push_str(word);
    }

    fn id(&mut self, name: &str, id: Option<&str>) {
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            push_id(self.parameter(name), id, "");
        }
    }

    fn ids<'a>(&mut self, name: &str, ids: impl Iterator<Item = &'a str>) {
        let mut list = List::new(name, ",");
        for id in ids.filter(|id| !id.is_empty()) {
            push_id(list.next(self), id, ",");
        }
    }

    fn pairs<'a>(&mut self, name: &str, pairs: impl Iterator<Item = (&'a str, Right<'a>)>) {
        let mut list = List::new(name, ",");
        for (left, right) in pairs {
            let empty = match right {
                Right::Id(id) => id.is_empty(),
                Right::Number(number) => !number.is_finite(),
            };
            if left.is_empty() || empty {
                continue;
            }
            let out = list.next(self);
            push_id(out, left, ",:");
            out.push(':');
            match right {
                Right::Id(id) => push_id(out, id, ",:"),
                Right::Number(number) => push_number(out, number),
            }
        }
    }

    fn period(&mut self, choice: Option<PeriodChoice>) {
        match choice {
            Some(PeriodChoice::At(period)) => self.word("p", &period.to_string()),
            Some(PeriodChoice::Change(from, to)) => self.word("p", &format!("{from}..{to}")),
            None => {}
        }
    }

    fn reference(&mut self, choice: Option<&ReferenceChoice>) {
        match choice {
            Some(ReferenceChoice::Area(key)) => {
                let mut key = key.as_str();
                if key.is_empty() {
                    return;
                }
                let out = self.parameter("ref");
                // An area whose key is one of our words: the escaped first letter says that it is a key.
                if value_of(&REFERENCES, key).is_some() {
                    push_inner(out, char::from(key.as_bytes()[0]));
                    key = key.get(1..).unwrap_or_default();
                }
                push_id(out, key, "");
            }
            Some(other) => self.word("ref", word_of(&REFERENCES, other.clone())),
            None => {}
        }
    }

    fn classes(&mut self, classes: Option<&Classes>) {
        match classes {
            Some(Classes::Quantile(n)) => self.word("c", &format!("q{n}")),
            Some(Classes::Natural(n)) => self.word("c", &format!("j{n}")),
            Some(Classes::Equal(n)) => self.word("c", &format!("e{n}")),
            Some(Classes::StandardDeviation) => self.word("c", "sd"),
            Some(Classes::Reference) => self.word("c", "ref"),
            Some(Classes::Own(bounds)) if !bounds.is_empty() => {
                let out = self.parameter("c");
                out.push_str("x:");
                for (place, bound) in bounds.iter().enumerate() {
                    if place > 0 {
                        out.push(';');
                    }
                    push_number(out, *bound);
                }
            }
            Some(Classes::Own(_)) | None => {}
        }
    }

    fn sets(&mut self, state: &ViewState) {
        let mut list = List::new("set", ";");
        for (name, members) in &state.sets {
            let mut members = members.iter().map(|key| key.as_str()).filter(|key| !key.is_empty()).peekable();
            if name.is_empty() || members.peek().is_none() {
                continue;
            }
            let out = list.next(self);
            push_name(out, name, ";:~");
            let mut separator = ':';
            for key in members {
                out.push(separator);
                push_id(out, key, ";:~");
                separator = '~';
            }
        }
    }
}

/// A list that opens its parameter with the first entry, so that an empty list writes nothing.
struct List<'a> {
    name: &'a str,
    separator: &'a str,
    open: bool,
}

impl<'a> List<'a> {
    fn new(name: &'a str, separator: &'a str) -> List<'a> {
        List { name, separator, open: false }
    }

    fn next<'w>(&mut self, writer: &'w mut Writer) -> &'w mut String {
        if std::mem::replace(&mut self.open, true) {
            writer.text.push_str(self.separator);
            &mut writer.text
        } else {
            writer.parameter(self.name)
        }
    }
}

/// The shortest digits that read back as the same number; very large and very small ones with an exponent.
fn push_number(out: &mut String, number: f64) {
    // `-0` and `0` are the same number and have the same address.
    if number < 0.0 {
        out.push('-');
    }
    let digits = Decimal::of(number);
    let plain = digits.plain();
    out.push_str(&if plain.len() > 20 { digits.scientific() } else { plain });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Period;

    fn number(number: f64) -> String {
        let mut out = String::new();
        push_number(&mut out, number);
        out
    }

    #[test]
    fn numbers_are_short() {
        let written = [0.45, 2.0, -0.0, 1e300, 1e-30, -1.5].map(number);
        assert_eq!(written, ["0.45", "2", "0", "1e300", "1e-30", "-1.5"]);
    }

    #[test]
    fn the_default_has_the_empty_address() {
        assert_eq!(encode(&ViewState::default()), "");
    }

    #[test]
    fn parts_without_meaning_are_left_out() {
        let state = ViewState {
            areas: vec!["".into(), "16052".into()],
            reference: Some(ReferenceChoice::Area("".into())),
            classes: Some(Classes::Own(vec![])),
            sets: vec![("Nord".to_owned(), vec![]), (String::new(), vec!["16052".into()])],
            edition: Some(String::new()),
            ..ViewState::default()
        };
        assert_eq!(encode(&state), "a=16052");
    }

    #[test]
    fn an_area_named_like_a_word_stays_an_area() {
        let state = ViewState { reference: Some(ReferenceChoice::Area("none".into())), ..ViewState::default() };
        assert_eq!(encode(&state), "ref=%256Eone");
    }

    #[test]
    fn a_change_names_both_periods() {
        let period = Some(PeriodChoice::Change(Period::Year(2015), Period::Month(2023, 5)));
        assert_eq!(encode(&ViewState { period, ..ViewState::default() }), "p=2015..2023-05");
    }
}
