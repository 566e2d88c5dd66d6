//! Every method runs, and every wrong request is told from the right one.

use super::*;
use crate::model::Lang;

/// Twelve districts in a ring with columns of every kind: values, counts, populations, groups.
pub fn table(method: &str, parameters: &[(&str, &str)]) -> Request {
    let n = 12u32;
    let numbers = |f: &dyn Fn(f64) -> f64| (0..n).map(|i| f(f64::from(i))).collect::<Vec<_>>();
    Request {
        method: method.to_owned(),
        parameters: parameters.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        units: (0..n).map(|i| format!("160{:02}", 51 + i)).collect(),
        columns: vec![
            ("a".into(), numbers(&|i| 5.0 + (i * 1.7).sin() * 3.0)),
            ("b".into(), numbers(&|i| 20.0 + i * 0.8 + (i * 2.3).cos())),
            ("c".into(), numbers(&|i| 300.0 - i * i + 11.0 * (i * 0.9).sin())),
            ("events".into(), numbers(&|i| (3.0 + i * 2.0).floor())),
            ("population".into(), numbers(&|i| 900.0 + 50.0 * i)),
            ("total".into(), numbers(&|i| 2000.0 + 90.0 * i)),
            ("year".into(), numbers(&|i| 2010.0 + i)),
            ("p".into(), numbers(&|i| 0.002 * (i + 1.0) * (i + 1.0))),
        ],
        words: vec![("land".into(), (0..n).map(|i| Some(format!("L{}", i % 3))).collect())],
        neighbours: Some((0..n).map(|i| vec![(i + 1) % n, (i + n - 1) % n]).collect()),
        ..Request::default()
    }
}

/// Parameters without which the method does not run: a column for each that must be named.
fn needed(method: &Method) -> Vec<(&'static str, &'static str)> {
    let value = |parameter: &Parameter| match (parameter.name, parameter.kind) {
        ("events" | "population" | "total" | "p", Kind::Column) => parameter.name,
        ("x" | "minority" | "standard_population", Kind::Column) => "population",
        ("y" | "majority", Kind::Column) => "total",
        ("reference_rate", Kind::Column) => "a",
        ("time" | "times", Kind::Column | Kind::MaybeColumn) => "year",
        (_, Kind::Column) => "a",
        ("previous", Kind::Columns) => "b,c,a",
        (_, Kind::Columns) => "a,b,c",
        (_, Kind::Groups) => "land",
        (_, Kind::Unit) => "16051",
        ("k", _) => "3",
        (_, Kind::Number(None)) => "1",
        (_, Kind::Whole(None)) => "2",
        (_, Kind::Numbers(None)) => "3,5,7",
        _ => "",
    };
    method.parameters.iter().map(|p| (p.name, value(p))).filter(|(_, v)| !v.is_empty()).collect()
}

#[test]
fn every_method_runs_and_says_what_it_is() {
    let mut names = std::collections::BTreeSet::new();
    for method in methods() {
        assert!(names.insert(method.name), "{} is listed twice", method.name);
        assert!(method.about.len() > 20, "{} says nothing of itself", method.name);
        let answer = compute(&table(method.name, &needed(method)), &mut |done| assert!((0.0..=1.0).contains(&done)));
        let answer = answer.unwrap_or_else(|e| panic!("{}: {e:?}", method.name));
        let results = answer.figures.len() + answer.lists.len() + answer.columns.len() + answer.grids.len();
        assert!(results > 0, "{} answers nothing", method.name);
        for (name, cells) in &answer.columns {
            let length = match cells {
                Cells::Numbers(cells) => cells.len(),
                Cells::Words(cells) => cells.len(),
            };
            assert_eq!(length, 12, "{}: column {name}", method.name);
        }
    }
}

#[test]
fn the_answer_repeats_the_parameters_that_were_used() {
    let answer = compute(&table("describe", &[("column", "a")]), &mut |_| {}).unwrap();
    assert_eq!(answer.parameters, [("column".to_owned(), "a".to_owned())]);
    assert_eq!(answer.figure("n"), Some(12.0));
}

#[test]
fn wrong_requests_say_what_would_be_right() {
    let why = |request: Request| compute(&request, &mut |_| {}).unwrap_err();
    let message = |request: Request| why(request).message(Lang::En);
    assert_eq!(message(table("describes", &[])), "no method \"describes\"; --list names all");
    assert!(message(table("describe", &[("colum", "a")])).contains("no parameter \"colum\", only: column"));
    assert!(message(table("describe", &[])).contains("describe needs column="));
    assert!(message(table("describe", &[("column", "z")])).contains("only: a, b, c, events"));
    let mut ragged = table("describe", &[("column", "a")]);
    ragged.columns[0].1.pop();
    assert!(why(ragged).message(Lang::De).contains("11 Zellen"));
    let mut gaps = table("describe", &[("column", "a")]);
    gaps.columns[0].1.fill(f64::NAN);
    assert!(why(gaps).message(Lang::De).contains("mindestens 1 Werte nötig"));
}
