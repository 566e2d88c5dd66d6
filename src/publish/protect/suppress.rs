//! Secondary suppression: what must go besides, so that nobody can compute what is withheld.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, Piece};
use super::kinds;
use super::net::{Net, Node, Reason, Spot};
use super::primary::rates;
use crate::publish::Remark;
use crate::publish::disclosure::{Interval, Protection, State, Unprotected, protect};

/// How often more is withheld when a pattern does not hold.
const TRIES: usize = 6;

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
    let protection = Protection { attacks };
    let mut exposed: Vec<Interval> = Vec::new();
    for _ in 0..TRIES {
        match protect(&problem, &protection, progress) {
            Ok(pattern) => {
                pattern.apply(&mut problem);
                exposed.clear();
                break;
            }
            Err(Unprotected { pattern, exposed: left }) => {
                pattern.apply(&mut problem);
                exposed = left;
            }
        }
        // Everything that shares a sum with an exposed cell goes as well.
        let bare: BTreeSet<usize> = exposed.iter().map(|i| i.cell).collect();
        let mut more = false;
        for equation in &problem.equations {
            if !equation.terms.iter().any(|(cell, _)| bare.contains(cell)) {
                continue;
            }
            for (cell, _) in &equation.terms {
                if let Some(cell) = problem.cells.get_mut(*cell).filter(|c| c.free && c.state == State::Open) {
                    cell.state = State::Secondary;
                    more = true;
                }
            }
        }
        if !more {
            break;
        }
    }
    for (node, cell) in nodes.iter().zip(&problem.cells).filter(|(_, c)| c.is_withheld()) {
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
