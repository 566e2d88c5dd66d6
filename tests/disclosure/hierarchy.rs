//! A table as an office has it: Land, districts and municipalities by a breakdown, with all sums.

use std::time::Instant;

use sozialatlas::publish::disclosure::{Attack, Cell, Problem, Protection, Rule, State, attack, protect};

/// A sequence of numbers between 0 and 1 that depends on the seed only.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A Land with `districts` districts, every fifth of them a city without municipalities, the others with `municipalities`
/// on average, by `categories` categories. Counts from 1 to 2 are to be withheld; zeros are published.
///
/// Sizes of municipalities spread like incomes (a few large, many small), and so do the categories: about 15 % of the
/// cells are small.
pub fn hierarchy(seed: u64, districts: usize, municipalities: usize, categories: usize) -> Problem {
    let mut dice = Dice(seed);
    let mut problem = Problem::default();
    let share: Vec<f64> = (0..categories).map(|c| 1.0 / (1.0 + c as f64).powf(1.3)).collect();
    let leaf = |dice: &mut Dice, size: f64| -> Vec<f64> {
        share.iter().map(|share| (size * share * (0.4 + 1.2 * dice.roll())).floor()).collect()
    };
    let mut lands = vec![0.0; categories];
    let mut tree: Vec<(Vec<f64>, Vec<Vec<f64>>)> = Vec::new();
    for district in 0..districts {
        let count =
            if district % 5 == 0 { 0 } else { ((0.3 + 1.4 * dice.roll()) * municipalities as f64) as usize + 2 };
        let below: Vec<Vec<f64>> = (0..count)
            .map(|_| {
                let size = 20.0 / dice.roll().max(0.004).powf(1.1);
                leaf(&mut dice, size)
            })
            .collect();
        let own = if count == 0 {
            leaf(&mut dice, 900.0)
        } else {
            (0..categories).map(|c| below.iter().map(|figures| figures[c]).sum()).collect()
        };
        lands.iter_mut().zip(&own).for_each(|(sum, value)| *sum += value);
        tree.push((own, below));
    }
    let land = line(&mut problem, &lands, 8.0);
    let mut rows = Vec::new();
    for (own, below) in &tree {
        let district = line(&mut problem, own, 3.0);
        let parts: Vec<Vec<usize>> = below.iter().map(|figures| line(&mut problem, figures, 1.0)).collect();
        for column in 0..=categories {
            if !parts.is_empty() {
                problem.add_total(district[column], &parts.iter().map(|row| row[column]).collect::<Vec<_>>());
            }
        }
        rows.push(district);
    }
    for column in 0..=categories {
        problem.add_total(land[column], &rows.iter().map(|row| row[column]).collect::<Vec<_>>());
    }
    problem
}

/// The cells of one area and its sum, which costs twice as much.
fn line(problem: &mut Problem, figures: &[f64], cost: f64) -> Vec<usize> {
    let cell = |value: f64, cost: f64| {
        let state = if value > 0.0 && value < 3.0 { State::Primary } else { State::Open };
        Cell { state, cost, ..Cell::count(value) }
    };
    let mut places: Vec<usize> = figures.iter().map(|value| problem.add(cell(*value, cost))).collect();
    let total = problem.add(cell(figures.iter().sum(), 2.0 * cost));
    problem.add_total(total, &places);
    places.push(total);
    places
}

/// In builds without debug assertions the whole table:
/// `cargo test --profile native --features publish --test disclosure hierarchical -- --nocapture`
#[test]
fn a_hierarchical_table_is_protected_and_attacked() {
    let (districts, municipalities) = if cfg!(debug_assertions) { (4, 5) } else { (22, 13) };
    let problem = hierarchy(7, districts, municipalities, 8);
    let small = problem.cells.iter().filter(|cell| cell.is_withheld()).count();
    println!("{} cells, {} equations, {small} small", problem.cells.len(), problem.equations.len());
    let rule = Attack { rule: Some(Rule { threshold: 3.0, zeros_secret: false }), full: false };
    for attacks in [vec![Attack::default()], vec![Attack::default(), rule]] {
        let started = Instant::now();
        let mut told = Vec::new();
        let pattern = protect(&problem, &Protection { attacks: attacks.clone(), opens_again: true }, &mut |share| {
            told.push(share)
        })
        .unwrap();
        let chosen = started.elapsed();
        let mut protected = problem.clone();
        pattern.apply(&mut protected);
        let found: Vec<_> = attacks.iter().flat_map(|known| attack(&protected, known, &mut |_| ())).collect();
        let (seconds, all) = (chosen.as_secs_f64(), started.elapsed().as_secs_f64());
        let who = if attacks.len() == 1 { "a reader" } else { "a reader and one who knows the rule" };
        println!(
            "{who}: {} withheld; protected in {seconds:.1} s, with another attack in {all:.1} s",
            pattern.withheld()
        );
        assert_eq!(found.len(), pattern.withheld() * attacks.len());
        assert!(found.iter().all(|interval| interval.is_safe()));
        let asked = if attacks.len() == 1 { 3.0 } else { 1.0 };
        assert!(found.iter().all(|interval| interval.width().is_none_or(|width| width >= asked)));
        assert!(told.len() > 10 && told.is_sorted() && told.iter().all(|share| (0.0..=1.0).contains(share)));
        assert!(cfg!(debug_assertions) || all < 60.0, "{all} s");
    }
}
