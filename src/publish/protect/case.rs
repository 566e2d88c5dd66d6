//! A bundle as an attacker takes it: what it counts, what adds up, what is known from before.

use std::collections::BTreeMap;

use super::net::{Name, Net, Node, Reason, Seen, Spot};
use super::previous::Previous;
use super::rules::Rules;
use super::sums::Summing;
use super::territory::Territory;
use super::variable::{Variable, families, sums, twins, variables};
use crate::bundle::source::Placed;
use crate::model::IndicatorId;
use crate::publish::disclosure::{Attack, Cell, Equation, Problem, Rule, State};
use crate::publish::{Kind, Remark};

/// Everything that is known about a bundle before its figures are attacked.
pub struct Case<'a> {
    /// The bundle.
    pub placed: &'a Placed,
    /// The rules.
    pub rules: &'a Rules,
    /// Its areas.
    pub territory: Territory,
    /// Its counts.
    pub variables: Vec<Variable>,
    /// Which counts are attacked together.
    pub families: Vec<Vec<usize>>,
    /// Whether the bundle is what would be published; otherwise it is what only the office sees.
    pub public: bool,
    /// The edition before.
    pub previous: Option<&'a Previous>,
    sums: Vec<(IndicatorId, Vec<IndicatorId>)>,
}

/// A part of a net that is independent of the others, as a problem of cells and equations.
pub struct Piece {
    /// The problem.
    pub problem: Problem,
    /// The node of each cell; cells behind them are constants.
    pub nodes: Vec<usize>,
    /// The attackers it must stand.
    pub attacks: Vec<Attack>,
}

impl<'a> Case<'a> {
    /// Looks at a bundle that only the office sees (`public` false), or at what would be published.
    pub fn of(placed: &'a Placed, rules: &'a Rules, previous: Option<&'a Previous>, public: bool) -> Case<'a> {
        let variables = variables(placed, rules);
        let mut sums = sums(placed, rules);
        sums.extend(twins(placed, &variables));
        let families = families(&variables, &sums, &rules.years);
        Case { placed, rules, territory: Territory::of(placed), variables, families, public, previous, sums }
    }

    /// The net of a family: cells, equations, and why cells must not be published. `spots` are cells that must not.
    ///
    /// A count that its rate alone tells, and what is left of a total without its listed parts, are judged here.
    pub fn net(&self, family: &[usize], spots: &BTreeMap<Spot, Reason>) -> Net {
        let mut net = Net::cells(self.placed, &self.territory, &self.variables, family);
        let summing = Summing {
            territory: &self.territory,
            breakdowns: &self.placed.source.catalogue.breakdowns,
            variables: &self.variables,
            sums: &self.sums,
            years: &self.rules.years,
        };
        let rests = summing.equations(&mut net, family);
        for (place, node) in net.nodes.iter_mut().enumerate() {
            let Some(variable) = node.name.and_then(|n| self.variables.get(n.variable)) else { continue };
            let small = node.seen == Seen::Open && node.value.is_some_and(|v| variable.limits.forbids(v));
            let withheld = node.seen == Seen::Withheld || node.torn;
            if self.public && small {
                net.small.push(place);
            }
            node.reason = node.spots.iter().find_map(|s| spots.get(s)).copied();
            node.reason = node.reason.or((small && !self.public).then_some(Reason::Small));
            node.reason = node.reason.or(withheld.then_some(Reason::Before));
        }
        for (rest, variable) in rests {
            let Some((node, variable)) = net.nodes.get_mut(rest).zip(self.variables.get(variable)) else { continue };
            if !node.value.is_some_and(|v| variable.limits.forbids(v)) {
                continue;
            }
            if self.public {
                net.small.push(rest);
            } else {
                node.reason = Some(Reason::Rest);
            }
        }
        if let Some(previous) = self.previous {
            previous.remember(self, &mut net);
        }
        net
    }

    /// The independent parts of a net that have anything to protect.
    pub fn pieces(&self, net: &Net) -> Vec<Piece> {
        let mut leader: Vec<usize> = (0..net.nodes.len()).collect();
        for terms in &net.equations {
            for pair in terms.windows(2) {
                join(&mut leader, pair[0].0, pair[1].0);
            }
        }
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in 0..net.nodes.len() {
            members.entry(find(&mut leader, node)).or_default().push(node);
        }
        members.retain(|_, nodes| nodes.iter().any(|n| net.nodes.get(*n).is_some_and(|n| n.reason.is_some())));
        let mut equations: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, terms) in net.equations.iter().enumerate() {
            let Some((first, _)) = terms.first() else { continue };
            let leader = find(&mut leader, *first);
            if members.contains_key(&leader) {
                equations.entry(leader).or_default().push(place);
            }
        }
        let of = |(leader, nodes): (usize, Vec<usize>)| {
            self.piece(net, nodes, equations.get(&leader).map(Vec::as_slice).unwrap_or_default())
        };
        members.into_iter().map(of).collect()
    }

    fn piece(&self, net: &Net, nodes: Vec<usize>, equations: &[usize]) -> Piece {
        let mut problem = Problem::default();
        let mut place = BTreeMap::new();
        let mut variable = None;
        let negative = nodes.iter().filter_map(|n| net.nodes.get(*n)).any(|n| n.value.is_some_and(|v| v < 0.0));
        let lowest = if negative { f64::NEG_INFINITY } else { 0.0 };
        for node in &nodes {
            let Some(found) = net.nodes.get(*node) else { continue };
            variable = variable.or(found.name.map(|n| n.variable));
            place.insert(*node, problem.add(self.cell(net, found, lowest)));
        }
        // What nobody sees may be zero even for an attacker who knows that nothing withheld is: it is counted from 1.
        let one = problem.add(Cell { free: false, ..Cell::count(1.0) });
        for terms in equations.iter().filter_map(|e| net.equations.get(*e)) {
            let shift: f64 = terms.iter().filter(|(n, _)| net.nodes.get(*n).is_some_and(is_shifted)).map(|t| t.1).sum();
            let mut terms: Vec<(usize, f64)> = terms.iter().filter_map(|(n, w)| Some((*place.get(n)?, *w))).collect();
            if shift != 0.0 {
                terms.push((one, -shift));
            }
            problem.equations.push(Equation { terms });
        }
        let attacks = self.attacks(variable);
        Piece { problem, nodes, attacks }
    }

    fn cell(&self, net: &Net, node: &Node, lowest: f64) -> Cell {
        let limits = node.name.and_then(|n| self.variables.get(n.variable)).map(|v| v.limits).unwrap_or_default();
        let value = node.value.unwrap_or_default();
        let width = limits.width();
        let cost = node.name.map_or(1.0, |name| self.cost(net, &name));
        let state = match (node.seen, node.reason) {
            _ if node.known && node.value.is_some() => State::Open,
            (_, Some(Reason::Small)) => State::Primary,
            (_, Some(_)) => State::Secondary,
            (Seen::Open, None) => State::Open,
            (_, None) => State::Secondary,
        };
        let free = node.seen == Seen::Open && !node.known && node.name.is_some();
        if is_shifted(node) {
            let (low, high) = node.bounds.map_or((lowest, None), |(low, high)| (low, Some(high)));
            return Cell {
                value: value + 1.0,
                state,
                free: false,
                cost,
                low: low + 1.0,
                high: high.map(|h| h + 1.0),
                width: if node.reason.is_some() { width } else { 0.0 },
            };
        }
        Cell { value, state, free, cost, low: lowest, high: None, width }
    }

    /// A remark about a cell.
    pub fn remark(&self, kind: &'static Kind, spot: Spot) -> Remark {
        let path = self.placed.files.get(usize::from(spot.file)).map_or("", |f| f.path.as_str());
        let table = self.placed.tables.iter().find(|t| t.file == spot.file);
        let column = table.and_then(|t| t.header.get(usize::from(spot.column)));
        let remark = Remark::new(kind, path).at(usize::try_from(spot.row).unwrap_or_default());
        match column {
            Some(column) => remark.column(column),
            None => remark,
        }
    }

    /// Indicator, area, categories and period of a node in words: `hze, 16055 Weimar, sex=w, 2022`.
    pub fn place(&self, net: &Net, node: &Node) -> String {
        let Some(name) = &node.name else { return String::new() };
        let mut words = Vec::new();
        words.extend(self.variables.get(name.variable).map(|v| v.id.as_str().to_owned()));
        words.extend(self.territory.areas.get(name.area).map(|a| format!("{} {}", a.key, a.name)));
        let slice = net.slices.get(name.slice).map(|s| s.0.as_slice()).unwrap_or_default();
        words.extend(slice.iter().map(|(breakdown, category)| format!("{breakdown}={category}")));
        words.push(name.period.to_string());
        words.join(", ")
    }

    /// What withholding costs: totals of areas and breakdowns as much as the parts they stand for.
    fn cost(&self, net: &Net, name: &Name) -> f64 {
        let parts = self.territory.areas.get(name.area).map_or(0, |a| a.parts);
        let slice = net.slices.get(name.slice);
        let open = |b: &&crate::model::Breakdown| !slice.is_some_and(|s| s.0.iter().any(|(id, _)| *id == b.id));
        let used = |b: &&crate::model::Breakdown| net.slices.iter().any(|s| s.0.iter().any(|(id, _)| *id == b.id));
        let breakdowns = self.placed.source.catalogue.breakdowns.iter().filter(used).filter(open);
        let categories: usize = breakdowns.map(|b| b.categories.len().max(1)).fold(1, usize::saturating_mul);
        // Some thousand times as dear is out of reach anyway.
        (parts + 1).saturating_mul(categories).min(10_000) as f64
    }

    /// The attackers: one who sees what is published, and one who knows the smallest count besides.
    fn attacks(&self, variable: Option<usize>) -> Vec<Attack> {
        let limits = variable.and_then(|v| self.variables.get(v)).map(|v| v.limits).unwrap_or_default();
        let mut attacks = vec![Attack::default()];
        if let Some(minimum) = limits.minimum.filter(|m| *m > 1) {
            let zeros_secret = limits.zeros_secret == Some(true);
            // 2^53 cases are more than anyone declares.
            let rule = Rule { threshold: minimum as f64, zeros_secret };
            attacks.push(Attack { rule: Some(rule), full: false });
        }
        attacks
    }
}

/// Whether a node is counted from 1 in problems: it is seen by nobody, and need not be protected as a withheld cell is.
fn is_shifted(node: &Node) -> bool {
    node.seen == Seen::Absent && !(node.known && node.value.is_some())
}

fn find(leader: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

fn join(leader: &mut [usize], one: usize, other: usize) {
    let (one, other) = (find(leader, one), find(leader, other));
    leader[one.max(other)] = one.min(other);
}
