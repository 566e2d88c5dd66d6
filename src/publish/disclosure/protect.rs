//! What else must be withheld.

use std::collections::BTreeSet;

use super::attack::{Attack, Interval, attack};
use super::choose::Choice;
use super::reopen::{LARGEST, Reopening};
use super::system::System;
use super::{Problem, Public, State};

/// So many cells are gone through in all attempts at a pattern together, with a least and a greatest number of attempts.
const WORK: usize = 6_000;
const FEWEST: usize = 3;
const MOST: usize = 16;
/// In so many other ways each cell that might be opened again is replaced.
const SPARES: usize = 8;

/// Against whom a problem is protected.
#[derive(Clone, Debug, PartialEq)]
pub struct Protection {
    /// The attackers that must fail.
    pub attacks: Vec<Attack>,
}

impl Default for Protection {
    /// Against a reader who knows nothing but what is published.
    fn default() -> Self {
        Self { attacks: vec![Attack::default()] }
    }
}

/// What is withheld in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What is to happen to each cell, in the order of [`Problem::cells`].
    pub states: Vec<State>,
}

impl Pattern {
    /// How many cells are withheld, for their own sake or for others.
    pub fn withheld(&self) -> usize {
        self.states.iter().filter(|state| **state != State::Open).count()
    }

    /// Writes the states into the cells.
    pub fn apply(&self, problem: &mut Problem) {
        for (cell, state) in problem.cells.iter_mut().zip(&self.states) {
            cell.state = *state;
        }
    }
}

/// The best pattern that was found does not protect everything: too few cells may be withheld.
#[derive(Clone, Debug, PartialEq)]
pub struct Unprotected {
    /// It all the same.
    pub pattern: Pattern,
    /// The cells that are exposed in spite of it.
    pub exposed: Vec<Interval>,
}

/// Chooses which open cells must be withheld as well (*secondary suppression*).
pub fn protect(
    problem: &Problem,
    protection: &Protection,
    progress: &mut dyn FnMut(f64),
) -> Result<Pattern, Unprotected> {
    let mut told = 0.0;
    let mut tell = |from: f64, to: f64, share: f64| {
        told = (from + (to - from) * share.clamp(0.0, 1.0)).max(told);
        progress(told);
    };
    let public = Public::of(problem);
    let costs: Vec<f64> = problem.cells.iter().map(|cell| cell.cost).collect();
    let choice = cheapest(problem, &public, protection, &mut |share| tell(0.0, 0.5, share));
    let safe = choice.drawn();
    let wider = with_spares(&choice, &Reopening::of(&public, &safe, &costs, &protection.attacks));
    let begin = if largest_part(&public, &wider) <= LARGEST { &wider } else { &safe };
    let mut reopening = Reopening::of(&public, begin, &costs, &protection.attacks);
    reopening.run(&mut |share| tell(0.5, 0.8, share));
    let smaller = attacked(problem, &reopening.drawn(), protection, &mut |share| tell(0.8, 0.9, share));
    if smaller.is_ok() {
        return smaller;
    }
    attacked(problem, &safe, protection, &mut |share| tell(0.9, 1.0, share))
}

/// The cheapest of several patterns that protect whatever the secrets are.
///
/// First patterns grow that know nothing but which figures are small. What none of them draws in will be published in
/// any case, so the second attempts may look at it: they prefer cells of lines with small totals.
fn cheapest(problem: &Problem, public: &Public, protection: &Protection, progress: &mut dyn FnMut(f64)) -> Choice {
    let free: Vec<bool> = problem.cells.iter().map(|cell| cell.free).collect();
    let costs: Vec<f64> = problem.cells.iter().map(|cell| cell.cost).collect();
    let knows_rule = protection.attacks.iter().any(|attack| attack.rule.is_some());
    let mut blank = Choice::of(public, &free, &costs, !knows_rule);
    let runs = (WORK / problem.cells.len().max(1)).clamp(FEWEST, MOST);
    let (first, union) = starts(&blank, runs, &mut |share| progress(0.5 * share));
    let open: Vec<usize> = (0..problem.cells.len()).filter(|cell| !union.contains(cell)).collect();
    blank.bar(&open);
    blank.prefer_small_lines(&|cell| public.cells()[cell].figure.filter(|_| !union.contains(&cell)));
    let (second, _) = starts(&blank, runs, &mut |share| progress(0.5 + 0.5 * share));
    if (second.unmoved(), second.cost()) <= (first.unmoved(), first.cost()) { second } else { first }
}

/// The cheapest of `runs` patterns that grow in different orders, and what any of them draws in.
fn starts(blank: &Choice, runs: usize, progress: &mut dyn FnMut(f64)) -> (Choice, BTreeSet<usize>) {
    let mut dice = Dice::default();
    let mut best: Option<Choice> = None;
    let mut union = BTreeSet::new();
    for run in 0..runs {
        let mut choice = blank.clone();
        let mut order: Vec<(f64, usize)> = (0..blank.len()).map(|cell| (0.0, cell)).collect();
        if run > 0 {
            choice.vary(&mut || dice.roll());
            order.iter_mut().for_each(|place| place.0 = dice.roll());
            order.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        let order: Vec<usize> = order.into_iter().map(|(_, cell)| cell).collect();
        #[allow(clippy::cast_precision_loss)] // a share for a progress bar
        choice.grow(&order, &mut |share| progress((run as f64 + 0.7 * share) / runs as f64));
        choice.shrink();
        choice.price_like(blank);
        union.extend(choice.drawn());
        let rank = |choice: &Choice| (choice.unmoved(), choice.cost(), choice.price_of_all());
        if best.as_ref().is_none_or(|known| rank(&choice) < rank(known)) {
            best = Some(choice);
        }
    }
    (best.unwrap_or_else(|| blank.clone()), union)
}

/// The pattern with other cells that could take the place of those which might be opened again.
fn with_spares(choice: &Choice, reopening: &Reopening) -> Vec<usize> {
    let safe = choice.drawn();
    let groups: BTreeSet<BTreeSet<usize>> = safe.iter().map(|cell| reopening.tied(*cell)).collect();
    let spares = groups.iter().flat_map(|group| choice.spares(group, SPARES));
    spares.chain(safe.iter().copied()).collect::<BTreeSet<usize>>().into_iter().collect()
}

/// A sequence of numbers between 0 and 1, always the same.
struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Self(0x2545_F491_4F6C_DD1D)
    }
}

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        #[allow(clippy::cast_precision_loss)] // 53 bits
        {
            (self.0 >> 11) as f64 / (1_u64 << 53) as f64
        }
    }
}

fn largest_part(public: &Public, drawn: &[usize]) -> usize {
    let mut hidden = public.clone();
    drawn.iter().for_each(|cell| hidden.set(*cell, None));
    let all = System::of(&hidden, &|_, seen| (seen.low, f64::INFINITY, seen.width));
    all.split(&[]).iter().map(|part| part.cells.len()).max().unwrap_or(0)
}

/// The pattern if it withstands every attack.
fn attacked(
    problem: &Problem,
    drawn: &[usize],
    protection: &Protection,
    progress: &mut dyn FnMut(f64),
) -> Result<Pattern, Unprotected> {
    let mut protected = problem.clone();
    for cell in drawn {
        protected.cells[*cell].state = State::Secondary;
    }
    let pattern = Pattern { states: protected.cells.iter().map(|cell| cell.state).collect() };
    let mut exposed = Vec::new();
    for known in &protection.attacks {
        exposed.extend(attack(&protected, known, progress).into_iter().filter(|interval| !interval.is_safe()));
    }
    if exposed.is_empty() { Ok(pattern) } else { Err(Unprotected { pattern, exposed }) }
}
