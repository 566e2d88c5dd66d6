//! What adds up: categories to totals, areas to larger areas and planning areas, indicators to others, periods.

use std::collections::BTreeSet;

use super::net::{Name, Net, Node, Seen, Terms};
use super::rules::Years;
use super::territory::Territory;
use super::variable::Variable;
use crate::model::{Breakdown, IndicatorId, Period, Slice};

/// Sums that stand or fall together: all of one breakdown, all of one class of areas in one larger area.
struct Kind {
    /// Whether they are sums even where no figures are there to tell.
    assumed: bool,
    /// Whether what is left between the whole and its listed parts is a count of cases itself.
    rest_counts: bool,
    sums: Vec<Sum>,
}

struct Sum {
    whole: usize,
    parts: Vec<usize>,
    /// Whether parts that belong to it have no figure.
    gaps: bool,
}

/// What figures say about a kind of sums.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Judgement {
    /// The parts are the whole.
    Adds,
    /// There is more in the whole than in its parts.
    Part,
    /// The figures contradict it.
    No,
}

/// Writes all equations of a family of variables into the net.
pub struct Summing<'a> {
    /// Areas.
    pub territory: &'a Territory,
    /// Breakdowns.
    pub breakdowns: &'a [Breakdown],
    /// All variables.
    pub variables: &'a [Variable],
    /// Sums of indicators.
    pub sums: &'a [(IndicatorId, Vec<IndicatorId>)],
    /// Links over time.
    pub years: &'a [Years],
}

impl Summing<'_> {
    /// Adds the equations of `family`. What is left of a whole without its listed parts becomes a node of its own;
    /// those that are counts of cases are returned with their variable.
    pub fn equations(&self, net: &mut Net, family: &[usize]) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        for place in family {
            let mut rests = Vec::new();
            let Some(variable) = self.variables.get(*place).filter(|v| v.additive) else { continue };
            let places = net.places(*place);
            for kind in self.margins(net, *place, &places) {
                kind.write(net, &mut rests);
            }
            for kind in self.areas(net, *place) {
                kind.write(net, &mut rests);
            }
            for (whole, parts) in self.sums.iter().filter(|(whole, _)| *whole == variable.id) {
                if let Some(kind) = self.indicators(net, *place, whole, parts) {
                    kind.write(net, &mut rests);
                }
            }
            self.years(net, *place, &mut rests);
            all.extend(rests.into_iter().map(|rest| (rest, *place)));
        }
        all
    }

    /// Totals and the categories of each breakdown.
    fn margins(&self, net: &mut Net, variable: usize, places: &BTreeSet<(usize, Period)>) -> Vec<Kind> {
        let names = net.nodes.iter().filter_map(|n| n.name).filter(|n| n.variable == variable);
        let used: BTreeSet<usize> = names.map(|n| n.slice).collect();
        let mut wholes: BTreeSet<(Slice, usize)> = BTreeSet::new();
        for slice in used.iter().filter_map(|s| net.slices.get(*s)) {
            for (breakdown, _) in &slice.0 {
                let rest = slice.0.iter().filter(|(b, _)| b != breakdown).cloned().collect();
                let place = self.breakdowns.iter().position(|b| b.id == *breakdown);
                wholes.extend(place.map(|p| (Slice::of(rest), p)));
            }
        }
        let mut kinds = Vec::new();
        for (whole, place) in &wholes {
            let Some(breakdown) = self.breakdowns.get(*place) else { continue };
            let of = |c: &crate::model::Category| {
                let mut parts = whole.0.clone();
                parts.push((breakdown.id.clone(), c.id.clone()));
                Slice::of(parts)
            };
            let slices: Vec<usize> = breakdown.categories.iter().map(|c| net.slice(&of(c))).collect();
            let whole_slice = net.slice(whole);
            // A total that nobody publishes still links two breakdowns of it.
            let linked = wholes.iter().filter(|(w, _)| w == whole).count() > 1 || !whole.is_total();
            let mut sums = Vec::new();
            for (area, period) in places {
                let name = |slice| Name { variable, slice, area: *area, period: *period };
                let parts: Vec<usize> = slices.iter().filter_map(|s| net.get(&name(*s))).collect();
                let whole = net.get(&name(whole_slice));
                if parts.is_empty() || (whole.is_none() && !linked) {
                    continue;
                }
                let gaps = parts.len() < slices.len();
                let whole = whole.unwrap_or_else(|| net.ensure(name(whole_slice)));
                sums.push(Sum { whole, parts, gaps });
            }
            kinds.push(Kind { assumed: breakdown.complete, rest_counts: breakdown.complete, sums });
        }
        kinds
    }

    /// Larger areas and the areas of each class in them; planning areas and their members.
    fn areas(&self, net: &Net, variable: usize) -> Vec<Kind> {
        let names = net.nodes.iter().filter_map(|n| n.name).filter(|n| n.variable == variable);
        let columns: BTreeSet<(usize, Period)> = names.map(|n| (n.slice, n.period)).collect();
        let mut kinds = Vec::new();
        for (class, members) in self.territory.classes.iter().enumerate() {
            let wholes: BTreeSet<usize> =
                members.iter().filter_map(|a| self.territory.areas.get(*a)).flat_map(|a| a.above.clone()).collect();
            let below: Vec<(usize, Vec<usize>)> = wholes.into_iter().map(|w| (w, self.within(members, w))).collect();
            for (whole, members) in below {
                let sums = self.sums_of(net, variable, whole, &members, &columns);
                let several = members.len() > 1;
                let assumed = several && self.is_level(class);
                kinds.push(Kind { assumed, rest_counts: true, sums });
            }
        }
        for (whole, set) in &self.territory.sets {
            let mut sums = Vec::new();
            for (slice, period) in &columns {
                let valid = |m: &&crate::model::SetMember| {
                    m.valid.from.is_none_or(|from| from <= *period) && m.valid.to.is_none_or(|to| *period <= to)
                };
                let keys: BTreeSet<_> = set.members.iter().filter(valid).map(|m| &m.area).collect();
                let of = |key: &_| self.territory.areas.iter().position(|a| a.key == *key);
                let members: Vec<usize> = keys.into_iter().filter_map(of).collect();
                let column = BTreeSet::from([(*slice, *period)]);
                sums.extend(self.sums_of(net, variable, *whole, &members, &column));
            }
            kinds.push(Kind { assumed: true, rest_counts: true, sums });
        }
        kinds
    }

    /// The members that lie in an area.
    fn within(&self, members: &[usize], whole: usize) -> Vec<usize> {
        let lies = |a: &&usize| self.territory.areas.get(**a).is_some_and(|a| a.above.contains(&whole));
        members.iter().filter(lies).copied().collect()
    }

    /// Whether a class is that of a level's own areas: its first member is of no class of references.
    fn is_level(&self, class: usize) -> bool {
        self.territory.levels.get(class).copied().unwrap_or(false)
    }

    fn sums_of(
        &self,
        net: &Net,
        variable: usize,
        whole: usize,
        members: &[usize],
        columns: &BTreeSet<(usize, Period)>,
    ) -> Vec<Sum> {
        let mut sums = Vec::new();
        for (slice, period) in columns {
            let name = |area| Name { variable, slice: *slice, area, period: *period };
            let Some(total) = net.get(&name(whole)) else { continue };
            let (mut parts, mut gaps) = (Vec::new(), false);
            for member in members {
                // A figure in between takes the place of its parts: it has a sum of its own.
                let nearer = self.territory.areas.get(*member).into_iter().flat_map(|a| &a.above).any(|between| {
                    let lies = |a: &super::territory::Place| a.above.contains(&whole);
                    self.territory.areas.get(*between).is_some_and(lies) && net.get(&name(*between)).is_some()
                });
                match net.get(&name(*member)).filter(|_| !nearer) {
                    Some(part) => parts.push(part),
                    None => gaps = true,
                }
            }
            if !parts.is_empty() {
                sums.push(Sum { whole: total, parts, gaps });
            }
        }
        sums
    }

    /// An indicator and those whose sum it is.
    fn indicators(&self, net: &Net, variable: usize, whole: &IndicatorId, parts: &[IndicatorId]) -> Option<Kind> {
        let place = |id: &IndicatorId| self.variables.iter().position(|v| v.id == *id && v.additive);
        let parts: Vec<Option<usize>> = parts.iter().map(place).collect();
        let whole = place(whole).filter(|w| *w == variable)?;
        let mut sums = Vec::new();
        for (total, name) in net.nodes.iter().enumerate().filter_map(|(i, n)| n.name.map(|name| (i, name))) {
            if name.variable != whole {
                continue;
            }
            let of = |variable: &Option<usize>| variable.and_then(|v| net.get(&Name { variable: v, ..name }));
            let found: Vec<usize> = parts.iter().filter_map(of).collect();
            if !found.is_empty() {
                let gaps = found.len() < parts.len();
                sums.push(Sum { whole: total, parts: found, gaps });
            }
        }
        Some(Kind { assumed: true, rest_counts: true, sums })
    }

    /// Cumulated figures and sums over periods.
    fn years(&self, net: &mut Net, variable: usize, rests: &mut Vec<usize>) {
        let Some(own) = self.variables.get(variable).map(|v| &v.id) else { return };
        let place = |id: &IndicatorId| self.variables.iter().position(|v| v.id == *id);
        let names = in_order(net, variable);
        for link in self.years {
            match link {
                Years::Cumulated { indicator, annual } if indicator == own => {
                    for name in &names {
                        let Some(before) = preceding(&names, name, 1).into_iter().next() else { continue };
                        let (Some(whole), Some(first)) = (net.get(name), net.get(&before)) else { continue };
                        let year = annual.as_ref().and_then(place).map(|v| Name { variable: v, ..*name });
                        match year.and_then(|year| net.get(&year)) {
                            Some(year) => net.equations.push(vec![(first, 1.0), (year, 1.0), (whole, -1.0)]),
                            None => {
                                let sum = Sum { whole, parts: vec![first], gaps: true };
                                Kind { assumed: true, rest_counts: true, sums: vec![sum] }.write(net, rests);
                            }
                        }
                    }
                }
                Years::Sum { indicator, of, periods } if indicator == own => {
                    let Some(of) = place(of) else { continue };
                    let parts = in_order(net, of);
                    let mut sums = Vec::new();
                    for name in &names {
                        let last = Name { variable: of, ..*name };
                        let all = preceding(&parts, &last, periods - 1).into_iter().chain([last]);
                        let found: Vec<usize> = all.filter_map(|n| net.get(&n)).collect();
                        if let Some(whole) = net.get(name).filter(|_| !found.is_empty()) {
                            let gaps = found.len() < *periods;
                            sums.push(Sum { whole, parts: found, gaps });
                        }
                    }
                    Kind { assumed: true, rest_counts: true, sums }.write(net, rests);
                }
                _ => {}
            }
        }
    }
}

/// The names of the same cell in so many periods before, the nearest first.
fn preceding(names: &[Name], name: &Name, count: usize) -> Vec<Name> {
    let place = names.partition_point(|n| n < name);
    let before = names.get(..place).unwrap_or_default().iter().rev();
    before.take_while(|n| (n.slice, n.area) == (name.slice, name.area)).take(count).copied().collect()
}

/// The names of a variable, those of one slice and area together, the earliest period first.
fn in_order(net: &Net, variable: usize) -> Vec<Name> {
    let mut names: Vec<Name> = net.nodes.iter().filter_map(|n| n.name).filter(|n| n.variable == variable).collect();
    names.sort_unstable();
    names
}

impl Kind {
    fn write(self, net: &mut Net, rests: &mut Vec<usize>) {
        let judgement = self.judge(net);
        for sum in &self.sums {
            let value = |place: &usize| net.nodes.get(*place).and_then(|n| n.value);
            let known: Option<f64> = sum.parts.iter().map(value).sum();
            let left = value(&sum.whole).zip(known).map(|(whole, parts)| whole - parts);
            let slack = 1e-9 * value(&sum.whole).unwrap_or(0.0).abs().max(1.0);
            let mut terms: Terms = sum.parts.iter().map(|p| (*p, 1.0)).collect();
            terms.push((sum.whole, -1.0));
            match (judgement, sum.gaps) {
                (Judgement::No, _) => {
                    net.contradicted += 1;
                    continue;
                }
                (Judgement::Adds, false) => {
                    // Where the figures differ a little, an attacker is granted the difference.
                    if let Some(left) = left.filter(|l| l.abs() > slack) {
                        let node = Node { seen: Seen::Open, ..Node::rest(Some(left)) };
                        terms.push((net.add(node), 1.0));
                        net.contradicted += 1;
                    }
                }
                (Judgement::Adds, true) | (Judgement::Part, _) => {
                    if left.is_some_and(|l| l < -slack) {
                        net.contradicted += 1;
                        continue;
                    }
                    let rest = net.add(Node::rest(left.map(|l| l.max(0.0))));
                    terms.push((rest, 1.0));
                    if self.rest_counts {
                        rests.push(rest);
                    }
                }
            }
            net.equations.push(terms);
        }
    }

    /// Sums that hold wherever all their figures are there are sums; a kind that is declared, or that everybody takes
    /// for granted, is one as long as nothing speaks against it.
    fn judge(&self, net: &Net) -> Judgement {
        let (mut equal, mut less, mut more) = (0_usize, 0_usize, 0_usize);
        for sum in self.sums.iter().filter(|s| !s.gaps) {
            let value = |place: &usize| net.nodes.get(*place).and_then(|n| n.value);
            let Some(parts) = sum.parts.iter().map(value).sum::<Option<f64>>() else { continue };
            let Some(whole) = value(&sum.whole) else { continue };
            let slack = 1e-9 * whole.abs().max(1.0);
            match whole - parts {
                left if left.abs() <= slack => equal += usize::from(whole != 0.0),
                left if left > 0.0 => less += 1,
                _ => more += 1,
            }
        }
        let against = less + more;
        if against == 0 && (self.assumed || equal > 1) || equal > 0 && equal >= 4 * against {
            Judgement::Adds
        } else if self.rest_counts && more == 0 {
            Judgement::Part
        } else {
            Judgement::No
        }
    }
}
