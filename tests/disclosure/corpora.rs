//! The data beside the checkout (`../shared/corpora/sdc`), which are no part of it.

use std::path::{Path, PathBuf};

use sozialatlas::publish::disclosure::{Attack, Protection, Rule, State, Verdict, attack, protect};

use crate::tables::Table;

pub fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ATLAS_SHARED").map_or_else(beside, PathBuf::from);
    if folder.join("corpora/sdc").is_dir() {
        return Some(folder.join("corpora/sdc"));
    }
    assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none_or(|v| v != "1"), "../shared is required and not there");
    println!("left out: ../shared is not there");
    None
}

pub fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_string).collect()).collect()
}

/// One of the three data sets with its margins, nothing withheld yet.
pub fn table(folder: &Path, name: &str) -> Table {
    let inner = rows(&folder.join(format!("ssbtools/{name}_inner.csv")));
    let cells: Vec<_> =
        inner.into_iter().map(|row| (row[0].clone(), row[1].clone(), row[2].parse().unwrap())).collect();
    Table::of(&cells)
}

#[test]
fn every_interval_computed_by_others_is_found_again() {
    let Some(folder) = shared() else { return };
    let mut compared = 0;
    for name in ["z1", "z2", "mun_accidents"] {
        let expected = rows(&folder.join(format!("ssbtools/{name}_lp_bounds.csv")));
        for scheme in ["primary", "suppressed"] {
            let mut table = table(&folder, name);
            let of_scheme: Vec<&Vec<String>> = expected.iter().filter(|row| row[0] == scheme).collect();
            for row in &of_scheme {
                table.withhold(&row[1], &row[2], State::Primary);
            }
            let found = attack(&table.problem, &Attack { full: true, ..Attack::default() }, &mut |_| ());
            assert_eq!(found.len(), of_scheme.len(), "{name} {scheme}");
            for row in of_scheme {
                let place = table.place(&row[1], &row[2]);
                let interval = found.iter().find(|interval| interval.cell == place).unwrap();
                let (low, high): (f64, f64) = (row[4].parse().unwrap(), row[5].parse().unwrap());
                assert!((interval.low - low).abs() < 1e-6, "{name} {row:?} {interval:?}");
                assert!((interval.high.unwrap() - high).abs() < 1e-6, "{name} {row:?} {interval:?}");
                assert_eq!(interval.verdict == Verdict::Exact, low == high, "{name} {row:?} {interval:?}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 46 + 9 + 23);
}

#[test]
fn the_classic_counter_example_is_found() {
    let Some(folder) = shared() else { return };
    let listed = rows(&folder.join("classic/two_per_line_but_exact.csv"));
    let cells: Vec<_> = listed.iter().map(|row| (row[0].clone(), row[1].clone(), row[2].parse().unwrap())).collect();
    let mut table = Table::of(&cells);
    for row in listed.iter().filter(|row| row[3] == "True") {
        table.withhold(&row[0], &row[1], State::Secondary);
    }
    let found = attack(&table.problem, &Attack { full: true, ..Attack::default() }, &mut |_| ());
    let exact: Vec<_> = found.iter().filter(|interval| interval.verdict == Verdict::Exact).collect();
    assert_eq!(exact.len(), 1);
    assert_eq!((exact[0].cell, exact[0].low, exact[0].high), (table.place("w", "b"), 47.0, Some(47.0)));
    for row in listed.iter().filter(|row| row[3] == "True") {
        let interval = found.iter().find(|interval| interval.cell == table.place(&row[0], &row[1])).unwrap();
        assert!((interval.low - row[4].parse::<f64>().unwrap()).abs() < 1e-6, "{row:?} {interval:?}");
        assert!((interval.high.unwrap() - row[5].parse::<f64>().unwrap()).abs() < 1e-6, "{row:?} {interval:?}");
    }
}

/// The data set with what the reference's rule withholds ("at most 3", zeros included).
fn with_primary(folder: &Path, name: &str) -> Table {
    let mut table = table(folder, name);
    for row in rows(&folder.join(format!("ssbtools/{name}_gauss.csv"))) {
        if row[3] == "TRUE" {
            table.withhold(&row[0], &row[1], State::Primary);
        }
    }
    table
}

/// The reference protects against exact recovery only; here every interval must be at least 3 wide as well.
#[test]
fn what_is_withheld_beside_the_reference() {
    let Some(folder) = shared() else { return };
    for (name, reference) in [("z1", 6), ("z2", 15), ("mun_accidents", 24)] {
        let mut table = with_primary(&folder, name);
        let pattern = protect(&table.problem, &Protection::default(), &mut |_| ()).unwrap();
        println!("{name}: {} withheld, reference {reference}", pattern.withheld());
        assert!(pattern.withheld() * 4 <= reference * 5, "{name}: {}", pattern.withheld());
        pattern.apply(&mut table.problem);
        for interval in attack(&table.problem, &Attack { full: true, ..Attack::default() }, &mut |_| ()) {
            assert_eq!(interval.verdict, Verdict::Safe, "{name} {interval:?}");
            assert!(interval.width().is_none_or(|width| width >= 3.0), "{name} {interval:?}");
        }
    }
}

/// Whoever knows the rule and guesses which cells it was applied to knows that these are 0 to 3: all of it must remain.
#[test]
fn those_who_know_the_rule_learn_no_more() {
    let Some(folder) = shared() else { return };
    let rule = Some(Rule { threshold: 4.0, zeros_secret: true });
    for name in ["z1", "z2", "mun_accidents"] {
        let mut table = with_primary(&folder, name);
        let protection =
            Protection { attacks: vec![Attack::default(), Attack { rule, full: false }], opens_again: true };
        let pattern = protect(&table.problem, &protection, &mut |_| ()).unwrap();
        println!("{name}: {} withheld if the rule is known", pattern.withheld());
        pattern.apply(&mut table.problem);
        for interval in attack(&table.problem, &Attack { rule, full: true }, &mut |_| ()) {
            let small = table.problem.cells[interval.cell].state == State::Primary;
            assert!(interval.is_safe(), "{name} {interval:?}");
            assert!(!small || (interval.low, interval.high) == (0.0, Some(3.0)), "{name} {interval:?}");
        }
    }
}
