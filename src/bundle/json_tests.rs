use super::*;
use proptest::prelude::*;

fn parse(text: &str) -> Scanned<Json> {
    let mut scanner = Scanner::new(text);
    let value = scanner.value()?;
    scanner.end()?;
    Ok(value)
}

#[test]
fn reads_values() {
    let value = parse(r#" {"a":[1,-2.5e1,true,null],"b":"\u00e4\ud83d\ude00\n"} "#).unwrap();
    assert_eq!(value.get("a").items()[1], Json::Number(-25.0));
    assert_eq!(value.get("b").text(), Some("ä😀\n"));
    assert_eq!(value.get("none"), &Json::Null);
}

#[test]
fn refuses_what_is_no_json() {
    for text in ["", "[1,]", "01", "1.", "nul", "\"\t\"", "{\"a\" 1}", "[NaN]", "1e999", "'a'", "[1] x", "\"\\x\""] {
        assert!(parse(text).is_err(), "{text}");
    }
    assert!(parse(&"[".repeat(100_000)).is_err());
}

#[test]
fn tells_line_and_truncation() {
    let error = parse("{\n\"a\": [1,\n").unwrap_err();
    assert_eq!((error.row, error.truncated), (3, true));
    let error = parse("{\n\"a\": x}").unwrap_err();
    assert_eq!((error.row, error.truncated, error.found.as_str()), (2, false, "x}"));
}

#[test]
fn notices_doubled_members() {
    let mut scanner = Scanner::new("{\"a\":1,\n\"a\":2}");
    assert_eq!(scanner.value().unwrap().get("a"), &Json::Number(2.0));
    assert_eq!(scanner.doubled, [("a".to_owned(), 2)]);
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC*") { let _ = parse(&text); }

    #[test]
    fn never_panics_on_fragments(parts in proptest::collection::vec("[\\[\\]{},:\"\\\\u0-9a-f.eE+ -]{0,4}", 0..20)) {
        let _ = parse(&parts.concat());
    }

    #[test]
    fn agrees_with_serde(text in "[\\[\\]{},:\"1a\\\\ ]{0,12}") {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        prop_assert_eq!(parse(&text).is_ok(), theirs.is_ok(), "{}", text);
    }
}
