//! Which units come near each other at all: boxes around units and around runs of their edges.

use super::super::lanes::Pair;
use super::super::order::{order_of, order_of_keys};
use super::contact::Edge;
use super::rings::Rings;

/// Edges of a unit that share a box. Runs follow the boundary, so a run's box is small.
const RUN: usize = 16;

/// A box with sides parallel to the axes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    low: [f64; 2],
    high: [f64; 2],
}

impl Bounds {
    /// Around nothing: meets no box.
    pub(super) const NOWHERE: Bounds = Bounds { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };

    /// Around points.
    pub(super) fn around(points: &[[f64; 2]]) -> Bounds {
        let (mut low, mut high) = (Pair::both(f64::INFINITY), Pair::both(f64::NEG_INFINITY));
        for [x, y] in points {
            let point = Pair::new(*x, *y);
            (low, high) = (low.least(point), high.greatest(point));
        }
        Bounds { low: low.values(), high: high.values() }
    }

    fn joined(self, other: Bounds) -> Bounds {
        Bounds {
            low: [lower(self.low[0], other.low[0]), lower(self.low[1], other.low[1])],
            high: [higher(self.high[0], other.high[0]), higher(self.high[1], other.high[1])],
        }
    }

    /// Do two boxes have a point in common? Touching counts.
    pub(super) fn meets(&self, other: &Bounds) -> bool {
        self.low[0] <= other.high[0]
            && other.low[0] <= self.high[0]
            && self.low[1] <= other.high[1]
            && other.low[1] <= self.high[1]
    }

    /// Wider by `margin` on each side; never narrower for rounding.
    pub(super) fn wider(&self, margin: f64) -> Bounds {
        if margin == 0.0 {
            return *self;
        }
        Bounds { low: self.low.map(|v| (v - margin).next_down()), high: self.high.map(|v| (v + margin).next_up()) }
    }
}

// For numbers that are no NaN: WebAssembly has an instruction for these, and none for `f64::min` and `f64::max`.
fn lower(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

fn higher(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// A run of edges: the edges that start at the points `start..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    start: u32,
    end: u32,
    pub(super) bounds: Bounds,
}

impl Run {
    /// The edges of the run with their boxes.
    pub(super) fn edges<'a>(&self, rings: &'a Rings) -> impl Iterator<Item = (Edge, Bounds)> + use<'a> {
        let points = &rings.points()[self.start as usize..=self.end as usize];
        points.windows(2).filter_map(|pair| {
            let edge = [*pair.first()?, *pair.get(1)?];
            Some((edge, Bounds::around(&edge)))
        })
    }
}

/// The boxes of all units and of their runs.
pub(super) struct Boxes {
    pub(super) units: Vec<Bounds>,
    runs: Vec<Run>,
    ends: Vec<u32>,
}

impl Boxes {
    /// All boxes of these boundaries.
    pub(super) fn of(rings: &Rings) -> Boxes {
        let mut made = Boxes { units: Vec::with_capacity(rings.len()), runs: Vec::new(), ends: vec![0] };
        for unit in 0..rings.len() {
            let mut whole = Bounds::NOWHERE;
            for ring in rings.rings(unit) {
                let last = ring.end - 1;
                let mut start = ring.start;
                while start < last {
                    let end = last.min(start + RUN);
                    let bounds = Bounds::around(&rings.points()[start..=end]);
                    whole = whole.joined(bounds);
                    made.runs.push(Run { start: start as u32, end: end as u32, bounds });
                    start = end;
                }
            }
            made.units.push(whole);
            made.ends.push(made.runs.len() as u32);
        }
        made
    }

    /// The runs of a unit.
    pub(super) fn runs(&self, unit: usize) -> &[Run] {
        &self.runs[self.ends[unit] as usize..self.ends[unit + 1] as usize]
    }

    /// Calls `visit` with each pair of units whose boxes, widened by `margin`, meet, each pair once; pairs with the
    /// same first unit come in runs.
    ///
    /// The plane is cut into strips about twice as high as a box; within a strip the boxes are swept from left to right.
    pub(super) fn each_pair(&self, margin: f64, mut visit: impl FnMut(usize, usize)) {
        let strips = Strips::of(&self.units, margin);
        let mut entries: Vec<(u64, u32)> = Vec::with_capacity(2 * self.units.len());
        let lows: Vec<f64> = self.units.iter().map(|b| b.low[0]).collect();
        for unit in order_of(&lows) {
            let bounds = self.units[unit as usize];
            if bounds.low[0] <= bounds.high[0] {
                let bounds = bounds.wider(margin);
                let reach = strips.at(bounds.low[1])..=strips.at(bounds.high[1]);
                entries.extend(reach.map(|strip| (u64::from(strip), unit)));
            }
        }
        let entry = |(strip, unit): (u64, u32)| (strip as u32, self.units[unit as usize].wider(margin), unit as usize);
        let entries: Vec<(u32, Bounds, usize)> = order_of_keys(entries).into_iter().map(entry).collect();
        for strip in entries.chunk_by(|a, b| a.0 == b.0) {
            for (at, (number, bounds, unit)) in strip.iter().enumerate() {
                for (_, other, partner) in strip[at + 1..].iter().take_while(|(_, b, _)| b.low[0] <= bounds.high[0]) {
                    // Boxes that share several strips meet in the lowest of them.
                    if bounds.meets(other) && *number == strips.at(higher(bounds.low[1], other.low[1])) {
                        visit(*unit, *partner);
                    }
                }
            }
        }
    }
}

/// Horizontal strips of equal height.
struct Strips {
    low: f64,
    height: f64,
    count: u32,
}

impl Strips {
    fn of(units: &[Bounds], margin: f64) -> Strips {
        let there = || units.iter().filter(|b| b.low[0] <= b.high[0]);
        let whole = there().fold(Bounds::NOWHERE, |a, b| a.joined(*b)).wider(margin);
        let count = there().count().max(1) as f64;
        let height = 2.0 * there().map(|b| (b.high[1] - b.low[1] + 2.0 * margin) / count).sum::<f64>();
        let strips = ((whole.high[1] - whole.low[1]) / height).min(count).max(1.0);
        Strips { low: whole.low[1], height, count: if strips.is_finite() { strips as u32 } else { 1 } }
    }

    /// The strip in which a height lies.
    fn at(&self, y: f64) -> u32 {
        // What is no number (no height at all) becomes 0.
        (((y - self.low) / self.height) as u32).min(self.count - 1)
    }
}
