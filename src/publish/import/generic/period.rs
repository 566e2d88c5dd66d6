//! Periods as offices write them.

use crate::model::Period;

/// A period as an office writes it, in ISO 8601: `2019`, `2019-06`, `31.12.2019`, `12/2019`, `202012`, `2019.0`.
pub fn period_of(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let text = text.split('T').next().unwrap_or(text);
    if let Some(period) = Period::parse(text) {
        return Some(period.to_string());
    }
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split(['.', '/']).collect();
    let iso = match parts.as_slice() {
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [month, year] if year.len() == 4 && month.len() <= 2 => format!("{year}-{month:0>2}"),
        [one] if one.len() == 6 && digits(one) => format!("{}-{}", &one[..4], &one[4..]),
        [one] if one.len() == 8 && digits(one) => format!("{}-{}-{}", &one[..4], &one[4..6], &one[6..]),
        _ => return None,
    };
    Period::parse(&iso).map(|period| period.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn periods() {
        let read = |text: &str| period_of(text).unwrap_or_default();
        assert_eq!(read(" 2019 "), "2019");
        assert_eq!(read("2019.0"), "2019");
        assert_eq!(read("31.12.2019"), "2019-12-31");
        assert_eq!(read("1.3.2019"), "2019-03-01");
        assert_eq!(read("12/2019"), "2019-12");
        assert_eq!(read("202012"), "2020-12");
        assert_eq!(read("20201231"), "2020-12-31");
        assert_eq!(read("2020-12-31T00:00:00"), "2020-12-31");
        for text in ["", "19", "2019/20", "31.02.2019", "202013", "Jahr"] {
            assert_eq!(period_of(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_a_period(text in "[0-9./T-]{0,12}|\\PC{0,9}") {
            if let Some(iso) = period_of(&text) { prop_assert!(Period::parse(&iso).is_some()); }
        }
    }
}
