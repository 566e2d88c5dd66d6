//! Lists of periods as one short text: `2008..2019,2021,2023-12-31`.

use crate::model::Period;

/// An ascending list: years that follow each other as a span, everything else by itself.
pub(super) fn write_periods(periods: &[Period]) -> String {
    let follows = |a: &Period, b: &Period| match (a, b) {
        (Period::Year(a), Period::Year(b)) => a.checked_add(1) == Some(*b),
        _ => false,
    };
    let mut text = String::new();
    for span in periods.chunk_by(follows) {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&span[0].to_string());
        if let [_, .., last] = span {
            text.push_str("..");
            text.push_str(&last.to_string());
        }
    }
    text
}

/// Both ends of `2008..2019`.
fn span_of(part: &str) -> Option<(&str, &str)> {
    let (first, last) = part.split_once('.')?;
    Some((first, last.strip_prefix('.')?))
}

/// Reads such a text; `None` if it is none, or not ascending.
pub(super) fn read_periods(text: &str) -> Option<Vec<Period>> {
    let mut periods = Vec::new();
    if text.is_empty() {
        return Some(periods);
    }
    for part in text.split(',') {
        // Ascending throughout: so no list is longer than there are dates, whatever the text says.
        let (first, last) = span_of(part).unwrap_or((part, part));
        let (first, last) = (Period::parse(first)?, Period::parse(last)?);
        if periods.last().is_some_and(|before| *before >= first) {
            return None;
        }
        match (first, last) {
            (Period::Year(from), Period::Year(to)) if from <= to => periods.extend((from..=to).map(Period::Year)),
            _ if first == last => periods.push(first),
            _ => return None,
        }
    }
    Some(periods)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_and_single_ones() {
        let list: Vec<Period> =
            ["2008", "2009", "2011", "2012", "2012-03", "2012-03-31"].iter().filter_map(|p| Period::parse(p)).collect();
        assert_eq!(write_periods(&list), "2008..2009,2011..2012,2012-03,2012-03-31");
        assert_eq!(read_periods("2008..2009,2011..2012,2012-03,2012-03-31"), Some(list));
        assert_eq!(read_periods(""), Some(Vec::new()));
        for wrong in ["2009,2008", "2009..2008", "2008,2008", "2008-01..2008-03", "2008..", "x", ",", "2008..2010,2010"]
        {
            assert_eq!(read_periods(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_list_comes_back(years in proptest::collection::btree_set((0i16..=9999, 0u8..=12, 0u8..28), 0..30)) {
            let period = |(y, m, d): (i16, u8, u8)| match (m, d) {
                (0, _) => Period::Year(y),
                (m, 0) => Period::Month(y, m),
                (m, d) => Period::Day(y, m, d),
            };
            let list: std::collections::BTreeSet<Period> = years.into_iter().map(period).collect();
            let list: Vec<Period> = list.into_iter().collect();
            prop_assert_eq!(read_periods(&write_periods(&list)), Some(list));
        }
    }
}
