//! Which units come near each other at all: boxes around units and around runs of their edges.

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
        points.iter().fold(Bounds::NOWHERE, |b, p| Bounds {
            low: [b.low[0].min(p[0]), b.low[1].min(p[1])],
            high: [b.high[0].max(p[0]), b.high[1].max(p[1])],
        })
    }

    fn joined(self, other: Bounds) -> Bounds {
        Bounds {
            low: [self.low[0].min(other.low[0]), self.low[1].min(other.low[1])],
            high: [self.high[0].max(other.high[0]), self.high[1].max(other.high[1])],
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
                for start in ring.start..last {
                    if (start - ring.start) % RUN == 0 {
                        let end = last.min(start + RUN);
                        let bounds = Bounds::around(&rings.points()[start..=end]);
                        whole = whole.joined(bounds);
                        made.runs.push(Run { start: start as u32, end: end as u32, bounds });
                    }
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

    /// Calls `visit` with each pair of units whose boxes, widened by `margin`, meet: the first unit with all its
    /// partners one after the other, each pair once.
    pub(super) fn each_pair(&self, margin: f64, mut visit: impl FnMut(usize, usize)) {
        // Swept along the axis on which the boxes are thin compared with the whole.
        let axis = usize::from(self.thickness(1) < self.thickness(0));
        let mut order: Vec<(Bounds, usize)> = Vec::with_capacity(self.units.len());
        order.extend(self.units.iter().map(|b| b.wider(margin)).zip(0..).filter(|(b, _)| b.low[0] <= b.high[0]));
        order.sort_unstable_by(|a, b| a.0.low[axis].total_cmp(&b.0.low[axis]).then(a.1.cmp(&b.1)));
        for (at, (bounds, unit)) in order.iter().enumerate() {
            for (other, partner) in order[at + 1..].iter().take_while(|(b, _)| b.low[axis] <= bounds.high[axis]) {
                if bounds.meets(other) {
                    visit(*unit, *partner);
                }
            }
        }
    }

    /// Sum of the boxes' lengths along an axis as a share of the length of all of them together.
    fn thickness(&self, axis: usize) -> f64 {
        let there = || self.units.iter().filter(|b| b.low[0] <= b.high[0]);
        let whole = there().fold(Bounds::NOWHERE, |a, b| a.joined(*b));
        let length = |b: &Bounds| b.high[axis] - b.low[axis];
        there().map(length).sum::<f64>() / length(&whole).max(f64::MIN_POSITIVE)
    }
}
