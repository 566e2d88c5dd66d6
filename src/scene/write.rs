//! Writing numbers and text into markup: short numbers, escaped text.

/// Appends a number with at most one decimal, as short as SVG allows (`12`, `-.5`).
///
/// What is not finite becomes 0, what is beyond a thousand million is cut off there: a picture has no use for it.
pub(crate) fn push_number(out: &mut String, value: f64) {
    let tenths = if value.is_finite() { (value * 10.0).round().clamp(-1e10, 1e10) as i64 } else { 0 };
    if tenths < 0 {
        out.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if whole > 0 || tenth == 0 {
        push_digits(out, whole);
    }
    if tenth > 0 {
        out.push('.');
        push_digits(out, tenth);
    }
}

/// Appends a whole number.
pub(crate) fn push_digits(out: &mut String, value: u64) {
    if value >= 10 {
        push_digits(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

/// Appends text so that it is text wherever it stands, in an element or in a quoted attribute. Characters that XML 1.0
/// does not allow are left out; all others stay as the publisher typed them.
pub(crate) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

/// Appends ` name="value"` with a number.
pub(crate) fn push_attribute(out: &mut String, name: &str, value: f64) {
    open_attribute(out, name);
    push_number(out, value);
    out.push('"');
}

/// Appends ` name="value"` with text.
pub(crate) fn push_text_attribute(out: &mut String, name: &str, value: &str) {
    open_attribute(out, name);
    push_text(out, value);
    out.push('"');
}

fn open_attribute(out: &mut String, name: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(value: f64) -> String {
        let mut out = String::new();
        push_number(&mut out, value);
        out
    }

    fn text(value: &str) -> String {
        let mut out = String::new();
        push_text(&mut out, value);
        out
    }

    #[test]
    fn numbers_are_short() {
        let cases = [
            (0.0, "0"),
            (-0.04, "0"),
            (12.0, "12"),
            (12.34, "12.3"),
            (-0.5, "-.5"),
            (0.06, ".1"),
            (-7.96, "-8"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
            (1e300, "1000000000"),
        ];
        for (value, expected) in cases {
            assert_eq!(number(value), expected);
        }
    }

    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(
            text("<img src=x onerror='a'> & \"b\""),
            "&lt;img src=x onerror=&#39;a&#39;&gt; &amp; &quot;b&quot;"
        );
        assert_eq!(text("a\0b\u{1b}c\u{ffff}d\ne"), "abcd e");
        assert_eq!(text("Straße \u{202e}x"), "Straße \u{202e}x");
    }

    proptest! {
        #[test]
        fn every_number_reads_back(value in -1e6..1e6f64) {
            let read: f64 = number(value).parse().unwrap();
            prop_assert!((read - value).abs() <= 0.050_000_1);
        }

        #[test]
        fn no_text_holds_markup(value in any::<String>()) {
            let written = text(&value);
            prop_assert!(!written.contains(['<', '>', '"', '\'']));
        }
    }
}
