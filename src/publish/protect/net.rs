//! Everything an attacker can combine of indicators that belong together: cells, and what adds up.

use std::collections::{BTreeSet, HashMap};

use super::reveal::{decimals, digits_of};
use super::territory::Territory;
use super::variable::{Rate, Variable};
use crate::bundle::source::{Placed, PlacedCell, Series};
use crate::model::{Missing, Observation, Period, Slice};
use crate::publish::disclosure::{Span, revealed_by_rate};

/// Where a cell stands in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Place of the file among the package's resources.
    pub file: u16,
    /// Line.
    pub row: u32,
    /// Place of the column.
    pub column: u16,
}

impl Spot {
    /// The spot of a cell.
    pub fn of(cell: &PlacedCell) -> Spot {
        Spot { file: cell.file, row: cell.row, column: cell.column }
    }
}

/// How a reader of the bundle meets a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// With its figure.
    Open,
    /// As "unknown or confidential".
    Withheld,
    /// Not at all, or with another reason: nobody promises anything about it, but it is part of its total.
    Absent,
}

/// Why a cell is withheld. Nothing of this is ever published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Fewer cases than the rule asks for.
    Small,
    /// Too little is missing to the whole.
    Complement,
    /// Few contributors make up most of it.
    Dominance,
    /// Too few people live there.
    Population,
    /// The source had it withheld already.
    Before,
    /// It would tell a count that is not in the table.
    Rest,
    /// It is withheld to protect others.
    Secondary,
    /// A rate whose numerator or denominator is withheld, or that would tell its numerator.
    Rate,
}

impl Reason {
    /// Every reason, in the order of reports.
    pub const ALL: [Reason; 8] = [
        Reason::Small,
        Reason::Complement,
        Reason::Dominance,
        Reason::Population,
        Reason::Before,
        Reason::Rest,
        Reason::Secondary,
        Reason::Rate,
    ];
}

/// What a cell of the net stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// Place of the variable in the list of variables.
    pub variable: usize,
    /// Place of the slice in [`Net::slices`].
    pub slice: usize,
    /// The area.
    pub area: usize,
    /// The period.
    pub period: Period,
}

/// A count that takes part in sums.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it stands for; `None` for what is left between a whole and the parts that are listed.
    pub name: Option<Name>,
    /// Whether a reader sees it.
    pub seen: Seen,
    /// The figure as far as the files tell it.
    pub value: Option<f64>,
    /// What a rate in few digits leaves open, if the figure is not seen itself.
    pub bounds: Option<(f64, f64)>,
    /// Where it stands: once a level that lists the area; for the numerator of a rate the places of the rate.
    pub spots: Vec<Spot>,
    /// Whether one level shows what another withholds.
    pub torn: bool,
    /// Whether a rate tells it, and no figure of its own.
    pub by_rate: bool,
    /// Why it must not be published, if it must not.
    pub reason: Option<Reason>,
    /// Whether everybody knows it from an earlier edition.
    pub known: bool,
}

/// Weighted nodes that come to zero: parts count +1, their whole -1.
pub type Terms = Vec<(usize, f64)>;

/// Nodes and what adds up.
#[derive(Clone, Debug, Default)]
pub struct Net {
    /// The counts.
    pub nodes: Vec<Node>,
    /// What adds up, as every reader knows.
    pub equations: Vec<Terms>,
    /// The slices that names speak of.
    pub slices: Vec<Slice>,
    /// Nodes with a figure that is too small and can be seen or computed at once.
    pub small: Vec<usize>,
    /// How many sums were looked at that the figures contradict.
    pub contradicted: usize,
    index: HashMap<Name, usize>,
}

impl Net {
    /// The cells of some variables, without equations.
    pub(super) fn cells(placed: &Placed, territory: &Territory, variables: &[Variable], family: &[usize]) -> Net {
        let mut net = Net::default();
        for place in family {
            let Some(variable) = variables.get(*place) else { continue };
            for ((level, _), series) in placed.series.iter().filter(|((_, id), _)| variable.own && *id == variable.id) {
                let slices: Vec<usize> = series.slices.iter().map(|s| net.slice(s)).collect();
                for cell in &series.cells {
                    let (Some(area), Some(slice)) = (territory.area(*level, cell.area), slices.get(cell.slice)) else {
                        continue;
                    };
                    let name = Name { variable: *place, slice: *slice, area, period: cell.period };
                    let (seen, value) = match cell.value {
                        Observation::Known(value, _) => (Seen::Open, Some(value)),
                        Observation::Missing(Missing::UnknownOrConfidential) => (Seen::Withheld, None),
                        Observation::Missing(_) => continue,
                    };
                    net.put(name, seen, value, Spot::of(cell), false);
                }
            }
            for rate in &variable.rates {
                net.numerators(placed, territory, *place, rate, variable.limits.width());
            }
        }
        net
    }

    /// Adds the numerators that a rate tells where the bundle does not have them itself.
    fn numerators(&mut self, placed: &Placed, territory: &Territory, variable: usize, rate: &Rate, width: f64) {
        for ((level, _), series) in placed.series.iter().filter(|((_, id), _)| *id == rate.id) {
            let Some(divisors) = placed.series.get(&(*level, rate.denominator.clone())) else { continue };
            let slices: Vec<usize> = series.slices.iter().map(|s| self.slice(s)).collect();
            let digits = decimals(series);
            for cell in &series.cells {
                let (Some(area), Some(slice)) = (territory.area(*level, cell.area), slices.get(cell.slice)) else {
                    continue;
                };
                let name = Name { variable, slice: *slice, area, period: cell.period };
                if self.get(&name).and_then(|n| self.nodes.get(n)).is_some_and(|n| !n.by_rate) {
                    continue;
                }
                let denominator = matching(divisors, series, cell).and_then(|d| d.value.value());
                let Some(denominator) = denominator else { continue };
                let (seen, told) = match cell.value {
                    Observation::Known(value, flags) => {
                        let digits = digits_of(value, flags, digits, denominator, rate.per, width);
                        match revealed_by_rate(value, digits, rate.per, Span::exactly(denominator)) {
                            Some(span) if span.width() == 0.0 => (Seen::Open, Some(span)),
                            span => (Seen::Absent, span),
                        }
                    }
                    Observation::Missing(Missing::UnknownOrConfidential) => (Seen::Withheld, None),
                    Observation::Missing(_) => continue,
                };
                let value = told.filter(|_| seen == Seen::Open).map(|s| s.low);
                let bounds = told.filter(|_| seen == Seen::Absent).map(|s| (s.low, s.high));
                let place = self.put(name, seen, value, Spot::of(cell), true);
                if let Some(node) = self.nodes.get_mut(place) {
                    node.bounds = node.bounds.or(bounds);
                }
            }
        }
    }

    /// Adds what stands at a spot; of two spots of one cell that which shows more counts.
    fn put(&mut self, name: Name, seen: Seen, value: Option<f64>, spot: Spot, by_rate: bool) -> usize {
        let Some((place, node)) = self.get(&name).and_then(|p| Some((p, self.nodes.get_mut(p)?))) else {
            self.index.insert(name, self.nodes.len());
            return self.add(Node { name: Some(name), seen, spots: vec![spot], by_rate, ..Node::rest(value) });
        };
        node.spots.push(spot);
        if node.seen != seen {
            node.torn |= !by_rate && node.seen != Seen::Absent && seen != Seen::Absent;
            node.seen = if node.seen == Seen::Open || seen == Seen::Open { Seen::Open } else { Seen::Withheld };
            node.value = node.value.or(value);
        }
        place
    }

    /// The place of a slice, which is added if it is new.
    pub fn slice(&mut self, slice: &Slice) -> usize {
        self.slices.iter().position(|s| s == slice).unwrap_or_else(|| {
            self.slices.push(slice.clone());
            self.slices.len() - 1
        })
    }

    /// The node of a name.
    pub fn get(&self, name: &Name) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// The node of a name; one that nobody sees if there is none.
    pub fn ensure(&mut self, name: Name) -> usize {
        if let Some(place) = self.get(&name) {
            return place;
        }
        let hidden = Node { name: Some(name), ..Node::rest(None) };
        self.index.insert(name, self.nodes.len());
        self.nodes.push(hidden);
        self.nodes.len() - 1
    }

    /// Adds a node without a name.
    pub fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Areas and periods of a variable that have any figure.
    pub fn places(&self, variable: usize) -> BTreeSet<(usize, Period)> {
        let names = self.nodes.iter().filter_map(|n| n.name).filter(|n| n.variable == variable);
        names.map(|n| (n.area, n.period)).collect()
    }
}

impl Node {
    /// What is left between a whole and its parts.
    pub fn rest(value: Option<f64>) -> Node {
        let spots = Vec::new();
        Node {
            name: None,
            seen: Seen::Absent,
            value,
            bounds: None,
            spots,
            torn: false,
            by_rate: false,
            reason: None,
            known: false,
        }
    }
}

/// The cell of a denominator that belongs to a cell of a rate: same area and period, same slice; of the whole where the
/// denominators are not broken down like that.
pub fn matching<'s>(denominators: &'s Series, rates: &Series, cell: &PlacedCell) -> Option<&'s PlacedCell> {
    let slice = rates.slices.get(cell.slice)?;
    let of = |wanted: &Slice| denominators.slices.iter().position(|s| s == wanted);
    let place = of(slice).or_else(|| of(&Slice::total()))?;
    denominators.get(place, cell.area, cell.period)
}
