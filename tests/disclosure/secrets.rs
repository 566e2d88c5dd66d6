//! Whether what is chosen depends on what must not be known.

use proptest::prelude::*;
use sozialatlas::publish::disclosure::{Attack, Pattern, Problem, Protection, Rule, State, Verdict, attack, protect};

use crate::hierarchy::Dice;
use crate::tables::{TOTAL, Table};

/// A table with a few large and many small figures; what is below 3 and not 0 is to be withheld.
fn random(seed: u64, rows: usize, columns: usize) -> (Table, Vec<String>, Vec<String>) {
    let mut dice = Dice(seed);
    let row_names: Vec<String> = (0..rows).map(|row| format!("r{row}")).collect();
    let column_names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    let mut inner = Vec::new();
    for row in &row_names {
        for column in &column_names {
            inner.push((row.clone(), column.clone(), (2.0 / dice.roll().max(0.02)).floor() - 1.0));
        }
    }
    let mut table = Table::of(&inner);
    for cell in table.problem.cells.iter_mut().filter(|cell| cell.value > 0.0 && cell.value < 3.0) {
        cell.state = State::Primary;
    }
    (table, row_names, column_names)
}

fn pattern(problem: &Problem, protection: &Protection) -> (Pattern, bool) {
    match protect(problem, protection, &mut |_| ()) {
        Ok(pattern) => (pattern, true),
        Err(unprotected) => (unprotected.pattern, false),
    }
}

/// Other figures for the withheld cells with which the open ones and all sums stay as they are: steps along rectangles
/// whose four corners are withheld. A cell that was small may become anything from 0; one that was drawn in stays one
/// that was not small.
fn other_secrets(table: &Table, pattern: &Pattern, names: (&[String], &[String]), dice: &mut Dice) -> Option<Problem> {
    let mut problem = table.problem.clone();
    let total = TOTAL.to_string();
    let lines = |names: &[String]| -> Vec<String> { names.iter().cloned().chain([total.clone()]).collect() };
    let (rows, columns) = (lines(names.0), lines(names.1));
    let mut stepped = false;
    for _ in 0..400 {
        let mut pick = |of: &[String]| of[(dice.roll() * of.len() as f64) as usize].clone();
        let corners = (pick(&rows), pick(&rows), pick(&columns), pick(&columns));
        if corners.0 == corners.1 || corners.2 == corners.3 {
            continue;
        }
        // A total moves with its parts and not against them.
        let sign = |one: &String, other: &String| if *one == total || *other == total { 1.0 } else { -1.0 };
        let (down, across) = (sign(&corners.0, &corners.1), sign(&corners.2, &corners.3));
        let steps = [
            (table.place(&corners.0, &corners.2), 1.0),
            (table.place(&corners.0, &corners.3), across),
            (table.place(&corners.1, &corners.2), down),
            (table.place(&corners.1, &corners.3), down * across),
        ];
        let allowed = |(place, by): &(usize, f64)| {
            let least = if table.problem.cells[*place].state == State::Primary { 0.0 } else { 3.0 };
            pattern.states[*place] != State::Open && problem.cells[*place].value + by >= least
        };
        if steps.iter().all(allowed) {
            steps.iter().for_each(|(place, by)| problem.cells[*place].value += by);
            stepped = true;
        }
    }
    stepped.then_some(problem)
}

const KNOWN: Rule = Rule { threshold: 3.0, zeros_secret: false };

fn protections() -> [Protection; 2] {
    let rule = Attack { rule: Some(KNOWN), full: false };
    [Protection::default(), Protection { attacks: vec![Attack::default(), rule], opens_again: true }]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 10 } else { 400 }))]

    /// Other secrets behind the same published figures give the same pattern, those drawn in to protect included: so the
    /// pattern tells nobody which of them are the true ones.
    #[test]
    fn the_pattern_says_nothing_about_the_secrets(seed in any::<u64>(), rows in 3_usize..6, columns in 3_usize..5) {
        let (table, row_names, column_names) = random(seed, rows, columns);
        for protection in protections() {
            let (first, protected) = pattern(&table.problem, &protection);
            if let Some(other) = other_secrets(&table, &first, (&row_names, &column_names), &mut Dice(seed ^ 1)) {
                for equation in &other.equations {
                    prop_assert_eq!(equation.terms.iter().map(|(cell, w)| w * other.cells[*cell].value).sum::<f64>(), 0.0);
                }
                prop_assert_eq!((first, protected), pattern(&other, &protection));
            }
        }
    }

    /// What is withheld from the beginning is not even looked at.
    #[test]
    fn the_pattern_does_not_look_at_secrets(seed in any::<u64>(), noise in any::<f64>()) {
        let (table, _, _) = random(seed, 4, 4);
        let mut other = table.problem.clone();
        for cell in other.cells.iter_mut().filter(|cell| cell.is_withheld()) {
            cell.value = noise;
        }
        let protection = Protection::default();
        prop_assert_eq!(pattern(&table.problem, &protection), pattern(&other, &protection));
    }

    /// What `protect` calls protected stands a full attack: nothing exact, every interval as wide as asked.
    #[test]
    fn what_is_protected_stands_a_full_attack(seed in any::<u64>(), rows in 3_usize..6, columns in 3_usize..5) {
        let (mut table, _, _) = random(seed, rows, columns);
        let [_, protection] = protections();
        if let (found, true) = pattern(&table.problem, &protection) {
            found.apply(&mut table.problem);
            for interval in attack(&table.problem, &Attack { rule: None, full: true }, &mut |_| ()) {
                prop_assert!(interval.width().is_none_or(|width| width >= 3.0), "{interval:?}");
            }
            for interval in attack(&table.problem, &Attack { rule: Some(KNOWN), full: true }, &mut |_| ()) {
                let small = table.problem.cells[interval.cell].state == State::Primary;
                prop_assert!(interval.verdict == Verdict::Safe, "{interval:?}");
                prop_assert!(!small || (interval.low, interval.high) == (1.0, Some(2.0)), "{interval:?}");
            }
        }
    }

    /// The intervals are those that trying out every assignment gives.
    #[test]
    fn intervals_are_those_of_trying_everything(seed in any::<u64>(), withheld in prop::collection::vec(any::<bool>(), 9)) {
        let (mut table, rows, columns) = random(seed, 3, 3);
        let mut hidden = Vec::new();
        table.problem.cells.iter_mut().for_each(|cell| cell.state = State::Open);
        for (place, row) in rows.iter().flat_map(|row| columns.iter().map(move |column| (row, column))).enumerate() {
            let cell = table.place(row.0, row.1);
            let small = table.problem.cells[cell].value < 5.0;
            if withheld[place] && small {
                table.problem.cells[cell].state = State::Secondary;
                hidden.push(cell);
            }
        }
        let mut tried = table.problem.clone();
        let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); hidden.len()];
        try_all(&mut tried, &hidden, 0, &mut ends);
        let found = attack(&table.problem, &Attack { rule: None, full: true }, &mut |_| ());
        for interval in found {
            let at = hidden.iter().position(|cell| *cell == interval.cell).unwrap();
            prop_assert_eq!((interval.low, interval.high), (ends[at].0, Some(ends[at].1)));
        }
    }
}

/// Goes through all figures of the hidden cells from `at` on and notes the least and greatest for which all sums hold.
fn try_all(problem: &mut Problem, hidden: &[usize], at: usize, ends: &mut [(f64, f64)]) {
    let off =
        |terms: &[(usize, f64)]| terms.iter().map(|(cell, weight)| weight * problem.cells[*cell].value).sum::<f64>();
    let settled = |terms: &[(usize, f64)]| !terms.iter().any(|(cell, _)| hidden[at..].contains(cell));
    if problem.equations.iter().any(|equation| settled(&equation.terms) && off(&equation.terms) != 0.0) {
        return;
    }
    let Some(&cell) = hidden.get(at) else {
        for (end, cell) in ends.iter_mut().zip(hidden) {
            let value = problem.cells[*cell].value;
            *end = (end.0.min(value), end.1.max(value));
        }
        return;
    };
    let before = problem.cells[cell].value;
    for value in 0..=12 {
        problem.cells[cell].value = f64::from(value);
        try_all(problem, hidden, at + 1, ends);
    }
    problem.cells[cell].value = before;
}
