use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::model::{Missing, Observation, Period, ValueFlags};

fn known(value: f64) -> Observation {
    Observation::Known(value, ValueFlags::NONE)
}

fn column(cells: &[(&str, Observation)]) -> Column {
    cells.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect()
}

fn keys(column: &Column) -> BTreeSet<String> {
    column.keys().cloned().collect()
}

fn part(new: &str, weight: f64) -> Part {
    Part { new: new.to_owned(), population: weight, area: weight }
}

fn conversion(steps: &[(&str, &str, f64)]) -> Conversion {
    let mut all = Conversion::identity();
    steps.iter().for_each(|(old, new, weight)| all.add(old, part(new, *weight)));
    all
}

#[test]
fn a_new_key_keeps_figure_and_flags() {
    let before = column(&[("16056000", Observation::Known(7.0, ValueFlags::PROVISIONAL))]);
    let renamed = conversion(&[("16056000", "16063105", 1.0)]);
    let after = carry_counts(&before, &renamed, Weight::Population, &keys(&before));
    assert_eq!(after["16063105"].value, Observation::Known(7.0, ValueFlags::PROVISIONAL));
    assert_eq!((after["16063105"].way, after.len()), (Way::Unchanged, 1));
    let rates = carry_others(&before, &renamed, &keys(&before));
    assert_eq!(rates["16063105"].value, Observation::Known(7.0, ValueFlags::PROVISIONAL));
}

#[test]
fn parts_are_estimates() {
    // By hand: a tenth of 200 goes to B: 180 stay in A, B has 100 + 20 = 120.
    let before = column(&[("A", known(200.0)), ("B", known(100.0))]);
    let split = conversion(&[("A", "A", 0.9), ("A", "B", 0.1)]);
    let after = carry_counts(&before, &split, Weight::Population, &keys(&before));
    let estimate = ValueFlags::RECOMPUTED.with(ValueFlags::ESTIMATED);
    assert_eq!(after["A"].value, Observation::Known(180.0, estimate));
    assert_eq!(after["B"].value, Observation::Known(120.0, estimate));
    assert_eq!(after["B"].way, Way::Shared);
    let rates = carry_others(&before, &split, &keys(&before));
    assert_eq!(rates["A"].value, Observation::Missing(Missing::TerritoryChanged));
    assert_eq!(rates["B"].value, Observation::Missing(Missing::TerritoryChanged));
}

#[test]
fn a_gap_makes_the_sum_a_gap_and_keeps_its_reason() {
    let joined = conversion(&[("A", "B", 1.0)]);
    let value = |a: Observation, b: Option<Observation>| {
        let mut before = column(&[("A", a)]);
        if let Some(b) = b {
            before.insert("B".to_owned(), b);
        }
        let all = ["A", "B"].map(str::to_owned).into();
        carry_counts(&before, &joined, Weight::Population, &all)["B"].value
    };
    let hidden = Observation::Missing(Missing::UnknownOrConfidential);
    assert_eq!(value(hidden, Some(known(5.0))), hidden);
    let pending = Observation::Missing(Missing::Pending);
    assert_eq!(value(pending, Some(pending)), pending);
    assert_eq!(value(pending, Some(known(1.0))), Observation::Missing(Missing::TerritoryChanged));
    assert_eq!(value(known(1.0), None), Observation::Missing(Missing::TerritoryChanged), "B existed and says nothing");
}

#[test]
fn a_rate_of_nothing_is_not_applicable() {
    let joined = conversion(&[("A", "B", 1.0)]);
    let rates = column(&[("A", known(1.0)), ("B", known(2.0))]);
    let all = keys(&rates);
    let carried =
        |a: f64, b: f64| carry_counts(&column(&[("A", known(a)), ("B", known(b))]), &joined, Weight::Population, &all);
    let rate = carry_rate(&rates, &joined, &all, (&carried(0.0, 0.0), &carried(0.0, 0.0)), 100.0, 1);
    assert_eq!(rate["B"].value, Observation::Missing(Missing::NotApplicable));
    let rate = carry_rate(&rates, &joined, &all, (&BTreeMap::new(), &carried(1.0, 1.0)), 100.0, 1);
    assert_eq!(rate["B"].value, Observation::Missing(Missing::TerritoryChanged));
}

#[test]
fn changes_follow_each_other_by_date() {
    let csv = "old,new,weight,date\nK,S,1,2019-01-01\nE,W,1,2021-07-01\nS,T,1,2022-01-01\n";
    let (walk, remarks) = Crosswalk::read(csv.as_bytes(), "x.csv").unwrap();
    assert!(remarks.is_empty(), "{remarks:?}");
    let day = |text: &str| day_of(text).unwrap();
    let way = |from: &str, to: &str| walk.between(day(from), day(to)).unwrap();
    assert_eq!(way("2018", "2022-01-01").parts("K")[0].new, "T", "over two changes");
    assert_eq!(way("2018", "2021-12-31").parts("K")[0].new, "S");
    assert_eq!(way("2019", "2021-06-30").parts("E")[0].new, "E", "not yet");
    assert_eq!(way("2019", "2021-07-01").parts("E")[0].new, "W");
    assert_eq!(way("2021-07-01", "2022").parts("E")[0].new, "E", "the status of that day has it already");
    assert_eq!(walk.between(day("2022"), day("2020")).unwrap_err().kind.id, "territory-backwards");
    assert_eq!(walk.dates().len(), 3);
}

#[test]
fn crosswalks_that_lose_people_are_refused() {
    let faults = |csv: &str| -> Vec<&str> {
        Crosswalk::read(csv.as_bytes(), "x.csv").unwrap_err().iter().map(|r| r.kind.id).collect()
    };
    assert_eq!(faults("old,new,weight,date\nA,B,0.5,2020-01-01\n"), ["crosswalk-sum"]);
    assert_eq!(faults("old,new,weight,date\nA,B,x,2020-01-01\n"), ["crosswalk-part"]);
    assert_eq!(faults("old,new,weight,date\nA,B,1,2020-02-31\n"), ["crosswalk-date"]);
    assert_eq!(faults("old,new,weight,date\n,B,1,2020-01-01\n"), ["crosswalk-key"]);
    assert_eq!(faults("old,weight,date\nA,1,2020-01-01\n"), ["crosswalk-column"]);
    let (walk, _) = Crosswalk::read(b"alt;neu;gewicht;gueltig_bis\nA;B;1;30.06.2021\n", "x.csv").unwrap();
    assert_eq!(walk.dates(), [Period::Day(2021, 7, 1)], "the day after the last");
}

#[test]
fn scraps_are_left_aside_and_totals_kept() {
    let exchange = conversion(&[("A", "A", 0.9995), ("A", "B", 0.0005)]);
    let (plain, scraps) = exchange.without_scraps(0.001);
    assert_eq!((plain.parts("A"), scraps), (vec![part("A", 1.0)], 1));
    assert_eq!(exchange.without_scraps(0.0), (exchange.clone(), 0));
}

/// Areas with figures, and parts of each that sum to 1.
fn world() -> impl Strategy<Value = (Column, Conversion)> {
    let area = (0u32..1000, proptest::collection::vec((0u8..6, 1u32..9), 1..4));
    proptest::collection::btree_map("[A-F]", area, 1..6).prop_map(|areas| {
        let (mut figures, mut change) = (Column::new(), Conversion::identity());
        for (old, (value, parts)) in areas {
            figures.insert(old.clone(), known(f64::from(value)));
            let all: u32 = parts.iter().map(|(_, w)| w).sum();
            for (new, weight) in parts {
                change.add(&old, part(&char::from(b'A' + new).to_string(), f64::from(weight) / f64::from(all)));
            }
        }
        (figures, change)
    })
}

fn total<'c>(values: impl Iterator<Item = &'c Observation>) -> f64 {
    values.filter_map(|v| v.value()).sum()
}

proptest! {
    #[test]
    fn totals_are_kept((before, change) in world()) {
        let after = carry_counts(&before, &change, Weight::Population, &keys(&before));
        let sum = total(after.values().map(|c| &c.value));
        prop_assert!((sum - total(before.values())).abs() < 1e-6, "{sum}");
        prop_assert!(after.values().all(|c| c.value.value().is_some()));
    }

    #[test]
    fn two_changes_are_one((before, first) in world(), (_, second) in world()) {
        let all = keys(&before);
        let middle: Column =
            carry_counts(&before, &first, Weight::Population, &all).into_iter().map(|(k, c)| (k, c.value)).collect();
        // The second change speaks of areas that are there.
        let mut later = Conversion::identity();
        for old in middle.keys() {
            second.parts(old).into_iter().for_each(|part| later.add(old, part));
        }
        let second = later;
        let once = carry_counts(&before, &first.then(&second), Weight::Population, &all);
        let twice = carry_counts(&middle, &second, Weight::Population, &keys(&middle));
        for (key, carried) in &twice {
            let (a, b) = (carried.value.value().unwrap_or(0.0), once[key].value.value().unwrap_or(0.0));
            prop_assert!((a - b).abs() < 1e-6, "{key}: {a} {b}");
        }
    }

    #[test]
    fn no_change_changes_nothing((before, _) in world()) {
        let same = Conversion::identity();
        let after = carry_counts(&before, &same, Weight::Population, &keys(&before));
        prop_assert!(before.iter().all(|(k, v)| after[k].value == *v) && after.len() == before.len());
        let after = carry_others(&before, &same, &keys(&before));
        prop_assert!(before.iter().all(|(k, v)| after[k].value == *v) && after.len() == before.len());
    }

    #[test]
    fn scraps_never_change_the_sum_of_parts((_, change) in world(), least in 0.0..0.5) {
        let (kept, _) = change.without_scraps(least);
        prop_assert!(kept.uneven(1e-9).is_empty());
    }

    #[test]
    fn any_bytes_are_a_crosswalk_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
        let mut table = b"old,new,weight,date\n".to_vec();
        table.extend(bytes);
        let _ = Crosswalk::read(&table, "x.csv");
    }
}
