//! Which cells are withheld so that every withheld one can move, whatever the withheld figures are.

use super::moves::{Mesh, Move, Room};
use super::public::Public;

/// What it costs to move a cell that is withheld anyway: not nothing, so that short moves are preferred.
const HARDLY: f64 = 1e-3;
/// What an open cell costs at least, so that none is withheld in passing.
const LEAST_COST: f64 = 1e-2;

/// The width of a cell that needs no protection.
const UNGUARDED: f64 = 1e-9;

/// A cell on the way to a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    withheld: bool,
    /// Withheld from the beginning; it stays so.
    given: bool,
    /// By how much it can certainly change.
    up: f64,
    down: f64,
    width: f64,
    cost: f64,
}

/// A pattern that grows and shrinks.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    mesh: Mesh,
    places: Vec<Place>,
    /// The move that protects each withheld cell.
    moves: Vec<Option<Move>>,
    /// Whether a cell that is withheld for its own sake may move to protect another one.
    primaries_move: bool,
}

impl Choice {
    pub(super) fn of(public: &Public, free: &[bool], costs: &[f64], primaries_move: bool) -> Self {
        let place = |(cell, seen): (usize, &super::Seen)| {
            let unbounded = |open: bool| if open { f64::INFINITY } else { 0.0 };
            let (up, down) = match seen.figure {
                None => (unbounded(seen.high.is_none()), unbounded(seen.low == f64::NEG_INFINITY)),
                Some(figure) if !free[cell] || figure <= seen.low || seen.high.is_some_and(|high| figure >= high) => {
                    (0.0, 0.0)
                }
                Some(figure) => (
                    seen.high.map_or(f64::INFINITY, |high| if high - figure >= seen.width { seen.width } else { 0.0 }),
                    if seen.low == f64::NEG_INFINITY {
                        f64::INFINITY
                    } else if figure - seen.low >= seen.width {
                        seen.width
                    } else {
                        0.0
                    },
                ),
            };
            let given = seen.figure.is_none();
            Place {
                withheld: given,
                given,
                up,
                down,
                width: seen.width.max(UNGUARDED),
                cost: costs[cell].max(LEAST_COST),
            }
        };
        let places: Vec<Place> = public.cells().iter().enumerate().map(place).collect();
        let moves = vec![None; places.len()];
        Self { mesh: Mesh::of(places.len(), public.equations()), places, moves, primaries_move }
    }

    /// Whether the cell is withheld.
    pub(super) fn withholds(&self, cell: usize) -> bool {
        self.places[cell].withheld
    }

    /// The room of a cell in a move for another one; `also_open` says whether open cells may be drawn in.
    fn room(&self, cell: usize, also_open: bool, primaries: bool) -> Room {
        let place = &self.places[cell];
        if (place.given && !primaries) || (!place.withheld && !also_open) {
            return Room::default();
        }
        let cost = if place.withheld { HARDLY } else { place.cost };
        Room { up: place.up, down: place.down, cost }
    }

    /// The cheapest move for a withheld cell, drawing in open cells if `also_open`.
    fn find(&self, cell: usize, also_open: bool, without: Option<usize>) -> Option<Move> {
        let place = &self.places[cell];
        let one_way = |primaries: bool, change: f64| {
            let room = |other: usize| {
                if Some(other) == without { Room::default() } else { self.room(other, also_open, primaries) }
            };
            self.mesh.cheapest(cell, change, place.width, &room)
        };
        let best = |primaries: bool| {
            let up = one_way(primaries, 1.0);
            let down = if place.given { None } else { one_way(primaries, -1.0) };
            match (up, down) {
                (Some(up), Some(down)) => Some(if self.price(&down) < self.price(&up) { down } else { up }),
                (up, down) => up.or(down),
            }
        };
        if self.primaries_move { best(true) } else { best(false) }
    }

    /// Whether a cell is withheld, must be protected and is not yet. Nobody asks anything of a cell of width 0: it is
    /// only not published, as what is left between a total and the parts that are listed.
    fn wants(&self, cell: usize) -> bool {
        self.places[cell].withheld && self.places[cell].width > UNGUARDED && self.moves[cell].is_none()
    }

    fn price(&self, found: &Move) -> f64 {
        found.iter().map(|(cell, by)| by.abs() * self.room(*cell, true, true).cost).sum()
    }

    /// Withholds what the move needs.
    fn adopt(&mut self, cell: usize, found: Move) {
        for (other, _) in &found {
            self.places[*other].withheld = true;
        }
        self.moves[cell] = Some(found);
    }

    /// Gives a move to each withheld cell of `order` that has none, then to those that were withheld for it; says which
    /// cells there is none for.
    pub(super) fn grow(&mut self, order: &[usize], progress: &mut dyn FnMut(f64)) -> Vec<usize> {
        let mut without = Vec::new();
        for (done, &cell) in order.iter().enumerate() {
            if self.wants(cell) {
                match self.find(cell, true, None) {
                    Some(found) => self.adopt(cell, found),
                    None => without.push(cell),
                }
            }
            #[allow(clippy::cast_precision_loss)] // a share for a progress bar
            progress((done + 1) as f64 / order.len() as f64);
        }
        loop {
            self.share();
            let next = (0..self.places.len()).find(|&cell| self.wants(cell) && !without.contains(&cell));
            let Some(cell) = next else { return without };
            match self.find(cell, true, None) {
                Some(found) => self.adopt(cell, found),
                None => without.push(cell),
            }
        }
    }

    /// A move for one cell protects every cell that it changes by as much as that cell's own width asks for.
    fn share(&mut self) {
        let mut shared: Vec<(usize, Move)> = Vec::new();
        for (cell, found) in self.moves.iter().enumerate() {
            let Some(found) = found else { continue };
            for (other, by) in found {
                let enough = by.abs() * self.places[cell].width >= self.places[*other].width * (1.0 - 1e-9);
                if enough && self.moves[*other].is_none() {
                    shared.push((*other, found.iter().map(|(c, b)| (*c, b / by.abs())).collect()));
                }
            }
        }
        for (cell, found) in shared {
            self.moves[cell] = Some(found);
        }
    }

    /// Opens again what is not needed: each cell that was withheld for others, the dearest first, is left out if all
    /// withheld cells whose moves it is part of have other moves that cost less than it.
    pub(super) fn shrink(&mut self, progress: &mut dyn FnMut(f64)) {
        let mut drawn: Vec<usize> =
            (0..self.places.len()).filter(|&cell| self.places[cell].withheld && !self.places[cell].given).collect();
        drawn.sort_by(|a, b| self.places[*b].cost.total_cmp(&self.places[*a].cost).then(b.cmp(a)));
        for (done, &cell) in drawn.iter().enumerate() {
            if let Some(smaller) = self.without(cell) {
                *self = smaller;
            }
            #[allow(clippy::cast_precision_loss)] // a share for a progress bar
            progress((done + 1) as f64 / drawn.len() as f64);
        }
    }

    fn without(&self, cell: usize) -> Option<Self> {
        let mut smaller = self.clone();
        smaller.places[cell].withheld = false;
        smaller.moves[cell] = None;
        for other in 0..self.places.len() {
            let uses = smaller.moves[other].as_ref().is_some_and(|m| m.iter().any(|(c, _)| *c == cell));
            if uses && other != cell && smaller.places[other].width > UNGUARDED {
                let found = smaller.find(other, false, Some(cell))?;
                smaller.adopt(other, found);
            }
        }
        Some(smaller)
    }
}
