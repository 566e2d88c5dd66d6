//! Secondary suppression: what must go besides, so that nobody can compute what is withheld.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, Piece};
use super::kinds;
use super::net::{Net, Node, Reason, Spot};
use super::primary::rates;
use crate::publish::Remark;
use crate::publish::disclosure::{
    Attack, Cell, Equation, Interval, Problem, Protection, State, Unprotected, Verdict, attack, protect,
};

/// How often more is withheld when a pattern does not hold.
const TRIES: usize = 30;
/// How many sums away from an exposed cell others are withheld for it.
const RINGS: usize = 4;

/// Adds to the cells that must go those that must go for their sake, and the rates that would tell them.
///
/// What could not be protected comes back as remarks: there are too few cells around it that may go. Such a bundle must
/// not be published.
pub fn suppress(case: &Case<'_>, spots: &mut BTreeMap<Spot, Reason>, progress: &mut dyn FnMut(f64)) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let count = case.families.len().max(1) as f64;
    for (place, family) in case.families.iter().enumerate() {
        let net = case.net(family, spots);
        for node in net.nodes.iter().filter(|n| n.reason.is_some()) {
            told(case, &net, node, &mut remarks);
            // A count that is told by its rate goes with the rate; one that stands on two levels goes from both.
            for spot in &node.spots {
                spots.entry(*spot).or_insert(node.reason.unwrap_or(Reason::Secondary));
            }
        }
        let pieces = case.pieces(&net);
        let share = 1.0 / (count * pieces.len().max(1) as f64);
        let begun = place as f64 / count;
        for (number, piece) in pieces.into_iter().enumerate() {
            let at = begun + number as f64 * share;
            remarks.extend(withhold(case, &net, piece, spots, &mut |done| progress(at + done * share)));
        }
    }
    rates(case, spots);
    progress(1.0);
    remarks
}

/// Says of a cell that has to go and is known from the edition before.
fn told(case: &Case<'_>, net: &Net, node: &Node, remarks: &mut Vec<Remark>) {
    if let Some((previous, spot)) = case.previous.zip(node.spots.first()).filter(|_| node.known) {
        let place = case.place(net, node);
        remarks.push(case.remark(&kinds::KNOWN_BEFORE, *spot).found(place).expected(&previous.edition));
    }
}

fn withhold(
    case: &Case<'_>,
    net: &Net,
    piece: Piece,
    spots: &mut BTreeMap<Spot, Reason>,
    progress: &mut dyn FnMut(f64),
) -> Vec<Remark> {
    let Piece { mut problem, nodes, attacks } = piece;
    // One who knows the rule is let loose on the result; see `without_reasons`.
    let known = attacks.iter().copied().filter(|a| a.rule.is_none()).collect();
    let protection = Protection { attacks: known, opens_again: false };
    let mut exposed: Vec<Interval> = Vec::new();
    for _ in 0..TRIES {
        let pattern = match protect(&problem, &protection, progress) {
            Ok(pattern) | Err(Unprotected { pattern, .. }) => pattern,
        };
        pattern.apply(&mut problem);
        exposed = without_reasons(&problem, &attacks);
        if exposed.is_empty() || !widen(&mut problem, &exposed) {
            break;
        }
    }
    for (node, _) in nodes.iter().zip(&problem.cells).filter(|(_, c)| c.is_withheld()) {
        for spot in net.nodes.get(*node).map(|n| n.spots.as_slice()).unwrap_or_default() {
            spots.entry(*spot).or_insert(Reason::Secondary);
        }
    }
    let mut remarks = Vec::new();
    let mut named = BTreeSet::new();
    for interval in &exposed {
        let node = nodes.get(interval.cell).and_then(|n| net.nodes.get(*n));
        if let Some((node, spot)) = node.and_then(|n| Some((n, *n.spots.first()?))).filter(|(_, s)| named.insert(*s)) {
            let found = format!("{}, {}", case.place(net, node), range(interval, 0.0));
            remarks.push(case.remark(&kinds::UNPROTECTED, spot).found(found).expected(interval.required));
        }
    }
    remarks
}

/// What attackers find who know the rule, but not which cells it was applied to: reasons are never published.
///
/// One who knows even that can solve tables that nothing could protect: in a village where one girl and one boy are
/// counted, all three figures are withheld, and 1 + 1 = 2 is the only sum of figures below 3 that are not zero. An
/// attacker who finds a contradiction has assumed what is not so, and learns nothing.
fn without_reasons(problem: &Problem, attacks: &[Attack]) -> Vec<Interval> {
    let mut problem = problem.clone();
    for cell in problem.cells.iter_mut().filter(|c| c.state == State::Primary) {
        cell.state = State::Secondary;
    }
    let found = attacks.iter().flat_map(|known| attack(&problem, known, &mut |_| ()));
    found.filter(|i| !i.is_safe() && i.verdict != Verdict::Contradiction).collect()
}

/// Withholds one more cell for every exposed one: in each of its sums the cheapest that is large enough to hide it;
/// where none of these is open, the cheapest in the sums around. Says whether there was
/// any.
fn widen(problem: &mut Problem, exposed: &[Interval]) -> bool {
    let mut more = BTreeSet::new();
    for interval in exposed {
        let mut ring = BTreeSet::from([interval.cell]);
        for _ in 0..RINGS {
            let near: Vec<&Equation> =
                problem.equations.iter().filter(|e| e.terms.iter().any(|(cell, _)| ring.contains(cell))).collect();
            let best: Vec<usize> = near.iter().filter_map(|e| cheapest(problem, e)).collect();
            let alone = ring.len() > 1;
            ring.extend(near.iter().flat_map(|e| &e.terms).map(|(cell, _)| *cell));
            if alone {
                let cost = |place: &usize| problem.cells.get(*place).map_or(f64::MAX, |c| c.cost);
                more.extend(best.iter().copied().min_by(|a, b| cost(a).total_cmp(&cost(b)).then(a.cmp(b))));
            } else {
                more.extend(&best);
            }
            if !best.is_empty() {
                break;
            }
        }
    }
    for place in &more {
        if let Some(cell) = problem.cells.get_mut(*place) {
            cell.state = State::Secondary;
        }
    }
    !more.is_empty()
}

fn cheapest(problem: &Problem, equation: &Equation) -> Option<usize> {
    let open = equation.terms.iter().filter_map(|(place, _)| Some((*place, problem.cells.get(*place)?)));
    let open = open.filter(|(_, c)| c.free && c.state == State::Open && c.value > c.low);
    let small = |c: &Cell| c.value - c.low < c.width;
    let order = |a: &Cell, b: &Cell| small(a).cmp(&small(b)).then(a.cost.total_cmp(&b.cost));
    open.min_by(|(_, a), (_, b)| order(a, b)).map(|(place, _)| place)
}

/// An interval in digits; `shift` is taken off both ends.
pub fn range(interval: &Interval, shift: f64) -> String {
    let end = |value: f64| crate::model::plain(value - shift);
    match (interval.low.is_finite().then_some(interval.low), interval.high) {
        (Some(low), Some(high)) if low == high => format!("= {}", end(low)),
        (Some(low), Some(high)) => format!("{} … {}", end(low), end(high)),
        (Some(low), None) => format!("≥ {}", end(low)),
        (None, Some(high)) => format!("≤ {}", end(high)),
        (None, None) => "?".to_owned(),
    }
}
