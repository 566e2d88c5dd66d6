//! Changes of the contract. Old addresses keep working: a change of a parameter adds one function to [`CHANGES`] and
//! one test, and never removes an earlier one.
//!
//! The contract has not changed since its first edition, so the list is empty.

use std::borrow::Cow;

/// One change: given a parameter in its old form (name, decoded value), its present form; `None` if the change is not
/// about this parameter. Changes are applied in order, so each one only needs to know its direct successor.
type Change = fn(&str, &str) -> Option<(&'static str, String)>;

/// Every change since the first edition of the contract, oldest first.
const CHANGES: &[Change] = &[];

/// The present form of a parameter.
pub(super) fn migrate<'a>(name: &'a str, value: String) -> (Cow<'a, str>, String) {
    apply(CHANGES, name, value)
}

fn apply<'a>(changes: &[Change], name: &'a str, value: String) -> (Cow<'a, str>, String) {
    changes.iter().fold((Cow::Borrowed(name), value), |(name, value), change| match change(&name, &value) {
        Some((name, value)) => (Cow::Borrowed(name), value),
        None => (name, value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year_became_period(name: &str, value: &str) -> Option<(&'static str, String)> {
        (name == "year").then(|| ("period", value.to_owned()))
    }

    fn period_became_short(name: &str, value: &str) -> Option<(&'static str, String)> {
        (name == "period").then(|| ("p", value.replace('-', "..")))
    }

    #[test]
    fn changes_are_applied_one_after_the_other() {
        let changes: &[Change] = &[year_became_period, period_became_short];
        assert_eq!(apply(changes, "year", "2015-2020".to_owned()), (Cow::Borrowed("p"), "2015..2020".to_owned()));
        assert_eq!(apply(changes, "i", "a-b".to_owned()), (Cow::Borrowed("i"), "a-b".to_owned()));
    }

    #[test]
    fn the_present_contract_is_left_alone() {
        assert_eq!(migrate("p", "2023".to_owned()), (Cow::Borrowed("p"), "2023".to_owned()));
    }
}
