//! Which cells are withheld so that every withheld one can move, whatever the withheld figures are.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::moves::{Mesh, Move, Room};
use super::public::Public;

/// What it costs to move a cell that is withheld anyway: not nothing, so that short moves are preferred.
const HARDLY: f64 = 1e-3;
/// What an open cell costs at least, so that none is withheld in passing.
const LEAST_COST: f64 = 1e-2;

/// How much is certain about the cells that a move changes. Each cell gets a move of the best level there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Besides the cell itself only cells that are not small are changed. Such a move is possible even for those who know
    /// which cells are small, and how small: it protects from those who know the rule.
    Apart,
    /// Other small cells may be changed too, but only upwards. Such a move is possible whatever the secrets are.
    Certain,
    /// Small cells may be changed downwards too. Whether that is possible depends on the secrets; only an attack can tell
    /// whether the sums that are published leave enough room.
    Hopeful,
}

impl Level {
    fn next(self) -> Option<Self> {
        match self {
            Self::Apart => Some(Self::Certain),
            Self::Certain => Some(Self::Hopeful),
            Self::Hopeful => None,
        }
    }
}

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
    /// What it seems to cost while the pattern grows.
    price: f64,
    /// Which moves it has to be content with, because there are no better ones.
    level: Level,
}

/// A pattern that grows and shrinks.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    mesh: Rc<Mesh>,
    places: Vec<Place>,
    /// The move that protects each withheld cell.
    moves: Vec<Option<Move>>,
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
            let cost = costs[cell].max(LEAST_COST);
            let level = if given && !primaries_move { Level::Apart } else { Level::Certain };
            Place { withheld: given, given, up, down, width: seen.width, cost, price: cost, level }
        };
        let places: Vec<Place> = public.cells().iter().enumerate().map(place).collect();
        let moves = vec![None; places.len()];
        Self { mesh: Rc::new(Mesh::of(places.len(), public.equations())), places, moves }
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many cells want a move and have none.
    pub(super) fn unmoved(&self) -> usize {
        (0..self.len()).filter(|cell| self.wants(*cell)).count()
    }

    /// Takes over what cells seem to cost.
    pub(super) fn price_like(&mut self, other: &Self) {
        for (place, from) in self.places.iter_mut().zip(&other.places) {
            place.price = from.price;
        }
    }

    /// Which cells are withheld for the sake of others.
    pub(super) fn drawn(&self) -> Vec<usize> {
        (0..self.places.len()).filter(|&cell| self.places[cell].withheld && !self.places[cell].given).collect()
    }

    /// What they cost.
    pub(super) fn cost(&self) -> f64 {
        self.places.iter().filter(|place| place.withheld && !place.given).map(|place| place.cost).sum()
    }

    /// Never draws in any of these.
    pub(super) fn bar(&mut self, cells: &[usize]) {
        for &cell in cells {
            let place = &mut self.places[cell];
            if !place.given {
                (place.up, place.down) = (0.0, 0.0);
            }
        }
    }

    /// Makes a cell seem up to a fifth dearer, the more so the larger the open figures (`open`) of its lines are.
    pub(super) fn prefer_small_lines(&mut self, open: &dyn Fn(usize) -> Option<f64>) {
        let hints = self.mesh.sizes(open);
        let largest = hints.iter().copied().fold(1.0, f64::max);
        for (place, hint) in self.places.iter_mut().zip(hints) {
            place.price = place.cost * (1.0 + 0.2 * hint / largest);
        }
    }

    /// What it seems to cost, see [`Choice::prefer_small_lines`].
    pub(super) fn price_of_all(&self) -> f64 {
        self.places.iter().filter(|place| place.withheld && !place.given).map(|place| place.price).sum()
    }

    /// Makes each cell seem up to a quarter dearer or cheaper than it is, so that another pattern grows.
    pub(super) fn vary(&mut self, dice: &mut dyn FnMut() -> f64) {
        for place in &mut self.places {
            place.price *= 0.75 + 0.5 * dice();
        }
    }

    /// The room of a cell in a move for another one; `also_open` says whether open cells may be drawn in.
    fn room(&self, cell: usize, also_open: bool, level: Level) -> Room {
        let place = &self.places[cell];
        if (place.given && level == Level::Apart) || (!place.withheld && !also_open) {
            return Room::default();
        }
        let cost = if place.withheld { HARDLY } else { place.price };
        let down = if place.given && level == Level::Hopeful { place.down.max(place.width) } else { place.down };
        Room { up: place.up, down, cost }
    }

    /// The cheapest move for a withheld cell, drawing in open cells if `also_open`.
    fn find(&self, cell: usize, also_open: bool, barred: &BTreeSet<usize>) -> Option<Move> {
        let place = &self.places[cell];
        let one_way = |change: f64| {
            let room = |other: usize| {
                if barred.contains(&other) { Room::default() } else { self.room(other, also_open, place.level) }
            };
            self.mesh.cheapest(cell, change, place.width, &room)
        };
        let up = one_way(1.0);
        let down = if place.given && place.level != Level::Hopeful { None } else { one_way(-1.0) };
        match (up, down) {
            (Some(up), Some(down)) => Some(if self.price(&down) < self.price(&up) { down } else { up }),
            (up, down) => up.or(down),
        }
    }

    /// Gives the cell the cheapest move of the best level there is one of; says whether there is one.
    fn serve(&mut self, cell: usize) -> bool {
        loop {
            if let Some(found) = self.find(cell, true, &BTreeSet::new()) {
                self.adopt(cell, found);
                return true;
            }
            match self.places[cell].level.next() {
                Some(level) => self.places[cell].level = level,
                None => return false,
            }
        }
    }

    /// Whether a cell is withheld, must be protected and is not yet. Nobody asks anything of a cell of width 0: it is
    /// only not published, as what is left between a total and the parts that are listed.
    fn wants(&self, cell: usize) -> bool {
        self.places[cell].withheld && self.places[cell].width > 0.0 && self.moves[cell].is_none()
    }

    fn price(&self, found: &Move) -> f64 {
        found.iter().map(|(cell, by)| by.abs() * self.room(*cell, true, Level::Hopeful).cost).sum()
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
            if self.wants(cell) && !self.serve(cell) {
                without.push(cell);
            }
            #[allow(clippy::cast_precision_loss)] // a share for a progress bar
            progress((done + 1) as f64 / order.len() as f64);
        }
        loop {
            self.share();
            let next = (0..self.places.len()).find(|&cell| self.wants(cell) && !without.contains(&cell));
            let Some(cell) = next else { return without };
            if !self.serve(cell) {
                without.push(cell);
            }
        }
    }

    /// A move for one cell protects every cell that it changes by as much as that cell's own width asks for, unless a
    /// small cell can hope for a better one.
    fn share(&mut self) {
        let mut shared: Vec<(usize, Move)> = Vec::new();
        for (cell, found) in self.moves.iter().enumerate() {
            let Some(found) = found else { continue };
            for (other, by) in found {
                let enough = by.abs() * self.places[cell].width >= self.places[*other].width * (1.0 - 1e-9);
                let good = !self.places[*other].given || self.places[cell].level <= self.places[*other].level;
                if enough && good && self.moves[*other].is_none() {
                    shared.push((*other, found.iter().map(|(c, b)| (*c, b / by.abs())).collect()));
                }
            }
        }
        for (cell, found) in shared {
            self.moves[cell] = Some(found);
        }
    }

    /// Opens again what is not needed: each cell that was drawn in, the dearest first, is left out if all withheld cells
    /// whose moves it is part of have other moves among what is withheld anyway.
    pub(super) fn shrink(&mut self) {
        let mut drawn = self.drawn();
        drawn.sort_by(|a, b| self.places[*b].cost.total_cmp(&self.places[*a].cost).then(b.cmp(a)));
        for cell in drawn {
            if let Some(smaller) = self.without(cell) {
                *self = smaller;
            }
        }
    }

    /// The pattern without a cell that was drawn in.
    fn without(&self, cell: usize) -> Option<Self> {
        let mut other = self.clone();
        other.release(cell);
        let barred = BTreeSet::from([cell]);
        for user in self.users(cell) {
            let found = other.find(user, false, &barred)?;
            other.adopt(user, found);
        }
        Some(other)
    }

    fn release(&mut self, cell: usize) {
        self.places[cell].withheld = false;
        self.moves[cell] = None;
    }

    /// The cells whose moves use the cell.
    fn users(&self, cell: usize) -> Vec<usize> {
        let uses = |found: &Option<Move>| found.as_ref().is_some_and(|terms| terms.iter().any(|(c, _)| *c == cell));
        (0..self.moves.len()).filter(|&user| user != cell && uses(&self.moves[user])).collect()
    }

    /// Cells that could be drawn in instead of these, in up to `rounds` different ways.
    pub(super) fn spares(&self, group: &BTreeSet<usize>, rounds: usize) -> BTreeSet<usize> {
        let users: BTreeSet<usize> = group.iter().flat_map(|cell| self.users(*cell)).collect();
        let mut barred = group.clone();
        for _ in 0..rounds {
            let mut other = self.clone();
            group.iter().for_each(|cell| other.release(*cell));
            for &user in users.iter().filter(|user| !group.contains(user)) {
                match other.find(user, true, &barred) {
                    Some(found) => other.adopt(user, found),
                    None => return barred,
                }
            }
            let before = barred.len();
            if other.cost() > self.cost() {
                return barred;
            }
            barred.extend(other.drawn().into_iter().filter(|drawn| !self.places[*drawn].withheld));
            if barred.len() == before {
                return barred;
            }
        }
        barred
    }
}
