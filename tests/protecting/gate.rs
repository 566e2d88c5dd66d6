//! Rules one by one, and what the gate of a publication finds.

use sozialatlas::bundle::Memory;
use sozialatlas::bundle::source::placed;
use sozialatlas::publish::protect::protect;
use sozialatlas::publish::protect::{Asked, Method, Previous, Reason, Rules};

use crate::bundle::{Bundle, cells, withheld};
use crate::{asked, attacked, ids, protected, reasons};

const TABLE: [[u32; 3]; 4] = [[20, 50, 10], [8, 19, 22], [17, 32, 12], [9, 2, 15]];

fn table(figures: &[[u32; 3]]) -> Vec<Vec<u32>> {
    figures.iter().map(|row| row.to_vec()).collect()
}

#[test]
fn a_small_count_takes_three_others_with_it() {
    let source = Bundle::table(&table(&TABLE), Some(3));
    let done = protected(&source.files(), &Asked::default());
    let out = Memory(done.files.clone());
    // In a table with both margins a single cell needs a rectangle: itself and three others.
    assert_eq!(
        (withheld(&out, "faelle"), reasons(&done)[&Reason::Small], reasons(&done)[&Reason::Secondary]),
        (4, 1, 3)
    );
    let (before, after) = (cells(&source.files(), "faelle"), cells(&out, "faelle"));
    assert!(after.iter().all(|(place, text)| text == "." || *text == before[place]), "{after:?}");
    assert_eq!(ids(&attacked(&out, &Rules::default(), None)), ["disclosure-passed"]);
}

#[test]
fn two_in_every_line_are_not_enough() {
    // The classic counter-example: two withheld in every line, and yet w, b is 47.
    let figures = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]];
    let mut public = Bundle::table(&figures.map(|row| row.to_vec()), Some(3));
    for (area, category) in [(1, 0), (1, 1), (1, 2), (2, 0), (2, 2), (3, 1), (3, 3), (4, 1), (4, 3)]
        .map(|(a, c)| (format!("990{a:02}"), format!("c{c}")))
    {
        public.set(&area, "faelle", &category, ".");
    }
    let found = attacked(&public.files(), &Rules::default(), None);
    assert_eq!(ids(&found), ["disclosure-exposed"]);
    let [only] = &found[..] else { panic!("{found:?}") };
    assert!(only.found.contains("99001") && only.found.ends_with("= 47"), "{only:?}");
    let row = public.rows.iter().position(|r| r.0 == "99001" && r.3 == "c1").unwrap() as u32 + 2;
    assert_eq!((only.file.as_str(), only.row, only.column.as_deref()), ("werte.csv", Some(row), Some("value")));
}

#[test]
fn zeros_are_confidential_only_if_asked_for() {
    let figures = [[20, 0, 10], [8, 19, 22], [17, 32, 12]];
    let source = Bundle::table(&table(&figures), Some(3)).files();
    assert_eq!(withheld(&Memory(protected(&source, &Asked::default()).files), "faelle"), 0);
    let done = protected(&source, &asked(r#"{"zerosSecret": true}"#));
    assert_eq!(cells(&Memory(done.files), "faelle")[&("99001".into(), "c1".into())], ".");
}

#[test]
fn perturbed_figures_are_never_summed() {
    // Cell-key figures do not add up, so a single withheld one beside its total gives nothing away.
    let mut public = Bundle::table(&table(&TABLE), None);
    public.catalogue = "faelle,count,,,,false\n".to_owned();
    public.set("99002", "faelle", "c0", ".");
    let found = attacked(&public.files(), &Rules::default(), None);
    assert_eq!(ids(&found), ["disclosure-passed"]);
    public.catalogue = "faelle,count,,,,true\n".to_owned();
    let (_, findings) = placed(&public.files());
    assert_eq!(findings[0].code.id(), "single-suppressed", "summable figures would give it away");
    // Neither does protecting them draw others in.
    let mut source = Bundle::table(&table(&TABLE), Some(3));
    source.catalogue = "faelle,count,,,,false\n".to_owned();
    assert_eq!(withheld(&Memory(protected(&source.files(), &Asked::default()).files), "faelle"), 1);
}

fn with_rates(numerator: bool) -> Bundle {
    let mut bundle = Bundle {
        areas: ["99001", "99002", "99003", "99004"].map(str::to_owned).to_vec(),
        total: Some("99".to_owned()),
        minimum: Some(3),
        edition: "1".to_owned(),
        ..Bundle::default()
    };
    let (cases, people) = ([2, 1200, 3100, 900], [120_300, 241_100, 489_000, 312_000]);
    let columns = |v: [u32; 4]| v.map(|n| vec![n]).to_vec();
    bundle.categories = vec!["c0".to_owned()];
    if numerator {
        bundle.count("faelle", 2022, &columns(cases));
    }
    bundle.count("jung", 2022, &columns(people));
    let areas: Vec<String> = bundle.areas.iter().chain(&bundle.total).cloned().collect();
    for (area, (c, p)) in areas.iter().zip(cases.into_iter().chain([5202]).zip(people.into_iter().chain([1_162_400]))) {
        bundle.put(area, 2022, "quote", "", &format!("{:.2}", f64::from(c) * 10_000.0 / f64::from(p)));
    }
    bundle.rows.retain(|r| r.3.is_empty());
    let named = if numerator { "faelle" } else { "" };
    let faelle = if numerator { "faelle,count,,,,\n" } else { "" };
    bundle.catalogue = format!("{faelle}jung,count,,,,\nquote,rate,10000,{named},jung,\n");
    bundle
}

#[test]
fn a_rate_goes_with_its_numerator() {
    let source = with_rates(true).files();
    let done = protected(&source, &Asked::default());
    let out = Memory(done.files);
    let (counts, rates) = (cells(&out, "faelle"), cells(&out, "quote"));
    assert!(counts.iter().all(|(place, text)| (text == ".") == (rates[place] == ".")), "{counts:?} {rates:?}");
    assert_eq!((withheld(&out, "faelle"), withheld(&out, "jung")), (2, 0));
    // Published all the same it would be an error.
    let mut public = with_rates(true);
    public.set("99001", "faelle", "", ".");
    public.set("99002", "faelle", "", ".");
    assert!(ids(&attacked(&public.files(), &Rules::default(), None)).contains(&"disclosure-rate-beside"));
}

#[test]
fn a_rate_with_many_digits_is_a_count() {
    let public = with_rates(false);
    let found = attacked(&public.files(), &Rules::default(), None);
    // 0.17 per 10,000 of 120,300 is 2 and nothing else: 0.165 are 1.98 and 0.175 are 2.11.
    assert_eq!((ids(&found), found[0].found.as_str()), (vec!["disclosure-rate"], "2"));
    let done = protected(&public.files(), &Asked::default());
    assert_eq!(withheld(&Memory(done.files), "quote"), 2, "the second keeps the first from being a difference");
    let rounded = protected(&public.files(), &asked(r#"{"rates": "round"}"#));
    let text = String::from_utf8(rounded.files["werte.csv"].clone()).unwrap();
    assert!(text.starts_with("key,jahr,indicator,art,value,flag\n"), "{text}");
    // One per 10,000 of 120,300 are 12 people; a tenth of that is 1.2 and would tell.
    assert!(text.contains("99001,2022,quote,,0,rounded\n") && text.contains("99,2022,quote,,44.8,rounded\n"), "{text}");
    assert!(
        ids(&attacked(&Memory(rounded.files), &Rules::default(), None)).iter().all(|id| *id == "disclosure-passed")
    );
}

#[test]
fn what_was_published_cannot_be_withheld_for_others() {
    let mut source = Bundle::table(&table(&TABLE), Some(3));
    let first = protected(&source.files(), &Asked::default());
    let published = std::env::temp_dir().join(format!("atlas-protect-{}", std::process::id()));
    std::fs::create_dir_all(&published).unwrap();
    first.files.iter().for_each(|(path, bytes)| std::fs::write(published.join(path), bytes).unwrap());
    let previous = Previous::open(&published).unwrap();
    source.edition = "2".to_owned();
    let again = protected(&source.files(), &Asked { previous: Some(previous.clone()), ..Asked::default() });
    assert_eq!(
        cells(&Memory(again.files), "faelle"),
        cells(&Memory(first.files), "faelle"),
        "the same are withheld again"
    );
    // Another pattern, safe by itself, is not safe beside the first.
    let pattern = |corners: &[(&str, &str)]| {
        let mut public = source.clone();
        corners.iter().for_each(|(area, category)| public.set(area, "faelle", category, "."));
        public.files()
    };
    let all = ["99001", "99002", "99003"].iter().flat_map(|a| ["c0", "c2"].map(|c| (*a, c)));
    let other = all.map(|(a, c)| pattern(&[("99004", "c1"), ("99004", c), (a, "c1"), (a, c)])).find(|files| {
        attacked(files, &Rules::default(), Some(&previous)).iter().any(|r| r.kind.id == "disclosure-exposed")
    });
    let other = other.expect("another rectangle");
    assert_eq!(ids(&attacked(&other, &Rules::default(), None)), ["disclosure-passed"]);
    // Published before and too small by a new rule: said, and nothing else is built on it.
    let stricter = Asked { previous: Some(previous), ..asked(r#"{"minimumCases": 16}"#) };
    let late = protect(&source.files(), &stricter, &mut |_| ());
    let remarks = late.map_or_else(|r| r.remarks, |p| p.remarks);
    assert!(ids(&remarks).contains(&"protect-known-before"), "{remarks:?}");
    std::fs::remove_dir_all(&published).unwrap();
}

#[test]
fn declared_sums_and_years_are_attacked_too() {
    let mut source = Bundle { areas: vec!["99001".into(), "99002".into()], minimum: Some(3), ..Bundle::default() };
    source.catalogue = "alle,count,,,,\nm,count,,,,\nw,count,,,,\nkum,count,,,,\n".to_owned();
    for (area, m, w) in [("99001", 2, 30), ("99002", 14, 25)] {
        for (id, n) in [("alle", m + w), ("m", m), ("w", w)] {
            source.put(area, 2022, id, "", &n.to_string());
        }
    }
    for (year, a, b) in [(2020, 40, 70), (2021, 41, 90), (2022, 60, 95)] {
        source.put("99001", year, "kum", "", &a.to_string());
        source.put("99002", year, "kum", "", &b.to_string());
    }
    let plain = protected(&source.files(), &Asked::default());
    assert_eq!(withheld(&Memory(plain.files), "w"), 0, "nothing says that they add up");
    let linked = r#"{"sums": [{"whole": "alle", "parts": ["m", "w"]}], "years": [{"cumulated": "kum"}]}"#;
    let done = protected(&source.files(), &asked(linked));
    let out = Memory(done.files.clone());
    assert_eq!(withheld(&out, "m") + withheld(&out, "w") + withheld(&out, "alle"), 2);
    // 41 - 40 = 1 new case in 2021: one of the two must go.
    assert_eq!(
        done.files["werte.csv"].windows(9).filter(|w| *w == b",kum,,.\n9" || w.starts_with(b",kum,,.")).count(),
        1
    );
    assert!(String::from_utf8_lossy(&done.files["datapackage.json"]).contains("\"sums\""), "the gate knows them");
}

#[test]
fn the_same_figures_under_another_name_tell_nothing() {
    let mut source = Bundle::table(&table(&TABLE), Some(3));
    source.catalogue += "nochmal,count,,,,\n";
    source.count("nochmal", 2022, &table(&TABLE));
    let out = Memory(protected(&source.files(), &Asked::default()).files);
    assert_eq!(cells(&out, "faelle"), cells(&out, "nochmal"));
    assert_eq!(withheld(&out, "nochmal"), 4);
    // Withheld under one name only, it can be read off the other.
    let mut public = Bundle::table(&table(&TABLE), None);
    public.catalogue += "nochmal,count,,,,\n";
    public.count("nochmal", 2022, &table(&TABLE));
    for (area, category) in [("99001", "c0"), ("99001", "c1"), ("99002", "c0"), ("99002", "c1")] {
        public.set(area, "faelle", category, ".");
    }
    assert_eq!(ids(&attacked(&public.files(), &Rules::default(), None)), ["disclosure-exposed"]);
}

#[test]
fn few_contributors_and_few_people() {
    let mut source = Bundle::table(&table(&[[900, 700, 800], [600, 650, 720], [810, 905, 870]]), None);
    source.catalogue = "faelle,count,,,,\npop,count,,,,\n".to_owned();
    for (area, people) in [("99001", 120), ("99002", 4000), ("99003", 5000), ("99", 9120)] {
        source.put(area, 2022, "pop", "", &people.to_string());
    }
    let few = r#"{"minimumPopulation": {"indicator": "pop", "value": 300}}"#;
    let done = protected(&source.files(), &asked(few));
    let counts = cells(&Memory(done.files.clone()), "faelle");
    assert!(["", "c0", "c1", "c2"].iter().all(|c| counts[&("99001".to_owned(), (*c).to_owned())] == "."));
    assert!(
        withheld(&Memory(done.files), "pop") == 0
            && reasons(&protected(&source.files(), &asked(few)))[&Reason::Population] == 4
    );

    let mut files = Bundle::table(&table(&[[900, 700, 800], [600, 650, 720], [810, 905, 870]]), None).files();
    let text = String::from_utf8(files.0["werte.csv"].clone()).unwrap();
    let mut wide = String::new();
    for (place, line) in text.lines().enumerate() {
        let largest = ["max1,max2".to_owned(), "870,20".to_owned()][usize::from(place > 0)].clone();
        let largest = if place > 1 { "100,90".to_owned() } else { largest };
        wide += &format!("{line},{largest}\n");
    }
    files.0.insert("werte.csv".to_owned(), wide.into_bytes());
    let rule = r#"{"dominance": [{"indicator": "faelle", "contributors": ["max1", "max2"], "remainder": 10}]}"#;
    let done = protected(&files, &asked(rule));
    let out = Memory(done.files.clone());
    assert_eq!(cells(&out, "faelle")[&("99001".into(), "c0".into())], ".", "900 - 870 - 20 = 10 is less than 87");
    assert_eq!(reasons(&done)[&Reason::Dominance], 1);
    let out = String::from_utf8(done.files["werte.csv"].clone()).unwrap();
    assert!(out.starts_with("key,jahr,indicator,art,value\n") && !out.contains("870,20"));
}

#[test]
fn rounding_is_an_alternative() {
    let source = Bundle::table(&table(&[[21, 2, 13], [8, 19, 22], [17, 32, 1]]), Some(3)).files();
    let done = protected(&source, &Asked { method: Method::Round(5), ..Asked::default() });
    let counts = cells(&Memory(done.files), "faelle");
    assert!(counts.values().all(|text| text == "." || text.parse::<u32>().unwrap() % 5 == 0), "{counts:?}");
    assert_eq!(counts[&("99001".into(), "c0".into())], "20");
}
