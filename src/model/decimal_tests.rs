use super::*;
use proptest::prelude::*;

fn same(text: &str) -> bool {
    let theirs = text.parse::<f64>().ok().filter(|v| v.is_finite());
    parse_number(text).map(f64::to_bits) == theirs.map(f64::to_bits)
}

#[test]
fn numbers_at_the_edges_read_as_the_standard_library_reads_them() {
    let edges = [
        "0",
        "-0",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "9007199254740993",
        "9007199254740993.0000000000000000000000000000000001",
        "1e-400",
        "1e400",
        ".5",
        "5.",
        ".",
        "",
        "-",
        "1e",
        "1e+5",
        "+1",
        "--1",
        "1e99999999999",
        "0e99999999999",
        "1e-99999999999",
    ];
    for text in edges {
        assert!(same(text), "{text}: {:?}", parse_number(text));
    }
    let middle = format!("9007199254740993.{}1", "0".repeat(2000));
    assert!(same(&middle) && same(&middle.replace(".0", ".")) && same(&"1".repeat(400)));
}

#[test]
fn digits_as_on_paper() {
    let fixed = |value: f64, decimals| Decimal::of(value).fixed(decimals);
    assert_eq!([fixed(1.005, 2), fixed(0.25, 1), fixed(9.96, 1)], ["1.01", "0.3", "10.0"]);
    assert_eq!([fixed(0.04, 1), fixed(0.05, 1), fixed(0.5, 0)], ["0.0", "0.1", "1"]);
    assert_eq!([fixed(0.0, 2), fixed(1234.0, 0), fixed(0.004, 1)], ["0.00", "1234", "0.0"]);
    assert_eq!([plain(-0.0), plain(1e21), plain(-1.5e-7)], ["0", "1000000000000000000000", "-0.00000015"]);
    assert_eq!([1e300, 1.25e-30].map(|v| Decimal::of(v).scientific()), ["1e300", "1.25e-30"]);
}

/// Every finite number, those with few digits more often.
fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |v| v.is_finite()),
        (any::<i64>(), 0i32..40).prop_map(|(n, d)| n as f64 / 10f64.powi(d)),
        (-100_000i64..100_000, 0i32..6).prop_map(|(n, d)| n as f64 / 10f64.powi(d)),
        (0i32..2046).prop_map(|e| f64::from_bits((e as u64) << 52)),
    ]
}

proptest! {
    #[test]
    fn every_number_comes_back(value in numbers()) {
        prop_assert_eq!(parse_number(&plain(value)), Some(value + 0.0));
        let scientific = Decimal::of(value).scientific();
        prop_assert!(value == 0.0 || parse_number(&scientific) == Some(value.abs()));
    }

    #[test]
    fn digits_are_the_standard_librarys(value in numbers()) {
        let (ours, theirs) = (plain(value), (value + 0.0).to_string());
        // At powers of two the nearest decimal may need a digit more than the shortest that reads back.
        let power_of_two = value.to_bits() << 12 == 0;
        prop_assert!(ours == theirs || power_of_two, "{} {}", ours, theirs);
    }

    #[test]
    fn texts_read_as_the_standard_library_reads_them(
        text in "[-+]?[0-9]{0,20}(\\.[0-9]{0,30})?([eE][-+]?[0-9]{1,3})?",
        odd in "[-+.eE0-9]{0,8}",
    ) {
        prop_assert!(same(&text), "{}", text);
        prop_assert!(same(&odd), "{}", odd);
    }
}
