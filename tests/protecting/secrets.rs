//! Nothing of what is withheld is left anywhere, and other secrets give the same output.

use std::collections::BTreeMap;

use proptest::prelude::*;
use sozialatlas::bundle::Memory;
use sozialatlas::bundle::compiled::{compile, read_catalogue, read_shapes, read_values};
use sozialatlas::bundle::source::read;
use sozialatlas::model::Lang;
use sozialatlas::publish::protect::{Asked, Reason, Rules};
use sozialatlas::scene::first;

use crate::bundle::{Bundle, cells, withheld};
use crate::{asked, attacked, ids, protected, reasons};

const CANARY: u32 = 77_713;

/// Everything that is published of a protected source: its files, the compiled parts, the first picture.
fn published(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let source = read(&Memory(files.clone())).source.unwrap();
    let mut all = files.clone();
    let parts = compile(&source).unwrap();
    let part = |role: &str| parts.iter().find(|p| p.role.starts_with(role)).unwrap().bytes.clone();
    let catalogue = read_catalogue("c", &part("catalogue")).unwrap();
    let shapes = read_shapes("s", &part("shapes:")).unwrap();
    let (level, indicator) = first::subject(&catalogue).unwrap();
    let figures = read_values("v", &part(&format!("values:{level}:{indicator}"))).unwrap();
    let page = first::page(&catalogue, &shapes, &figures, Lang::De).unwrap();
    all.insert("page".to_owned(), page.into_bytes());
    all.extend(parts.into_iter().map(|p| (p.path, p.bytes)));
    all
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 128 {
        bytes.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

/// A number in every writing that a part may have it in.
fn writings(value: u32) -> Vec<Vec<u8>> {
    let text = value.to_string();
    let grouped = |sign: &str| format!("{}{sign}{}", &text[..2], &text[2..]).into_bytes();
    vec![
        text.clone().into_bytes(),
        grouped("."),
        grouped("\u{202f}"),
        grouped("\u{a0}"),
        f64::from(value).to_le_bytes().to_vec(),
        (value as f32).to_le_bytes().to_vec(),
        value.to_le_bytes().to_vec(),
        varint(u64::from(value)),
        varint(u64::from(value) * 2),
    ]
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn a_canary_is_found_nowhere() {
    let figures = [[900, CANARY, 800], [60_001, 65_003, 72_011], [81_013, 90_523, 87_041]];
    let mut source = Bundle::table(&figures.map(|row| row.to_vec()), Some(3));
    source.catalogue = "faelle,count,,,,\npop,count,,,,\nquote,share,,faelle,pop,\n".to_owned();
    for (area, people) in [("99001", 120), ("99002", 400_000), ("99003", 500_000), ("99", 900_120)] {
        source.put(area, 2022, "pop", "", &people.to_string());
        source.put(area, 2022, "quote", "", &format!("{}.5", people % 97));
    }
    let files = source.files();
    let open = published(&files.0);
    assert!(writings(CANARY).iter().any(|w| open.iter().any(|(p, b)| p.starts_with("values/") && contains(b, w))));
    let few = r#"{"minimumPopulation": {"indicator": "pop", "value": 300}}"#;
    let done = protected(&files, &asked(few));
    assert!(reasons(&done)[&Reason::Population] > 0);
    for (path, bytes) in published(&done.files) {
        for writing in writings(CANARY) {
            assert!(!contains(&bytes, &writing), "{path} holds {writing:?}");
        }
    }
    // The report is for the office and names no figures either.
    assert!(!done.report.markdown(Lang::De).contains("77"), "{}", done.report.markdown(Lang::De));
    let words = ["primär", "sekundär", "primary", "secondary", "Small", "Secondary"];
    for (path, bytes) in &done.files {
        assert!(words.iter().all(|w| !contains(bytes, w.as_bytes())), "{path} names a reason");
    }
}

#[test]
fn other_secrets_give_the_same_bytes() {
    let mut figures = vec![vec![1, 40, 33, 52], vec![61, 2, 45, 38], vec![29, 57, 71, 44], vec![35, 48, 66, 90]];
    let done = protected(&Bundle::table(&figures, Some(4)).files(), &Asked::default());
    let first = published(&done.files);
    // Around a rectangle no margin changes: +1 -1 / -1 +1 on the corners.
    let gone = cells(&Memory(done.files.clone()), "faelle");
    let corner = |a: usize, c: usize| gone[&(format!("990{:02}", a + 1), format!("c{c}"))].as_str();
    assert_eq!([corner(0, 0), corner(0, 1), corner(1, 0), corner(1, 1)], ["."; 4], "the two protect each other");
    figures[0][0] += 1;
    figures[0][1] -= 1;
    figures[1][0] -= 1;
    figures[1][1] += 1;
    // 1 and 2 have become 2 and 3, still below 4; the secrets that hide them have changed as well.
    let other = protected(&Bundle::table(&figures, Some(4)).files(), &Asked::default());
    assert_eq!((reasons(&done)[&Reason::Small], reasons(&other)[&Reason::Small]), (2, 2));
    assert_eq!(published(&other.files), first);
}

fn any_table() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let cell = prop_oneof![3 => 0u32..6, 4 => 6u32..60, 1 => 60u32..5000];
    (2usize..6, 2usize..5).prop_flat_map(move |(areas, categories)| {
        proptest::collection::vec(proptest::collection::vec(cell.clone(), categories), areas)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_is_protected_stands_the_attack(figures in any_table(), years in 1u16..3, minimum in 2u64..7) {
        let mut source = Bundle::table(&figures, Some(minimum));
        for year in 1..years {
            source.count("faelle", 2022 + year, &figures);
        }
        let files = source.files();
        match sozialatlas::publish::protect::protect(&files, &Asked::default(), &mut |_| ()) {
            Ok(done) => {
                let out = Memory(done.files);
                let small = cells(&out, "faelle").values().filter_map(|t| t.parse::<u64>().ok()).any(|n| n > 0 && n < minimum);
                prop_assert!(!small);
                let found = attacked(&out, &Rules::default(), None);
                prop_assert!(ids(&found).iter().all(|id| *id == "disclosure-passed"), "{found:?}");
                if cells(&files, "faelle").values().filter_map(|t| t.parse::<u64>().ok()).all(|n| n == 0 || n >= minimum) {
                    prop_assert_eq!(withheld(&out, "faelle"), 0);
                }
            }
            // A table may be too small to hide anything in; then nothing is written and the cells are named.
            Err(refused) => prop_assert!(refused.remarks.iter().any(|r| r.kind.id == "protect-failed"), "{:?}", refused.remarks),
        }
    }
}
