//! The gate of publication: an attacker on what would be published.

use std::collections::{BTreeMap, BTreeSet};

use super::case::Case;
use super::kinds;
use super::net::{Net, Node, Seen, Spot};
use super::previous::Previous;
use super::primary::{rates, withheld_before};
use super::rules::{Limits, Rules};
use super::suppress::range;
use crate::bundle::source::{Placed, Source, placed};
use crate::bundle::{Code, Files, Finding};
use crate::model::{AreaIx, IndicatorId, Measure, Missing, Table, plain};
use crate::publish::Remark;
use crate::publish::disclosure::{Attack, Interval, Public, Verdict, attack_public};

/// Attacks a bundle as it would be published, and says what it gives away: counts under the declared minimum, withheld
/// cells that can be computed exactly or too closely, rates that tell counts, figures of the edition before.
///
/// The attacker knows everything in the bundle, what adds up, the declared minimum, and the previous edition. `findings`
/// are those of the reader; what they say already is not said twice. A bundle that declares no minimum and withholds no
/// count is passed by with a hint.
pub fn gate(
    placed: &Placed,
    findings: &[Finding],
    rules: &Rules,
    previous: Option<&Previous>,
    progress: &mut dyn FnMut(f64),
) -> Vec<Remark> {
    let case = Case::of(placed, rules, previous, true);
    let mut gate = Gate { case, said: said(findings), remarks: Vec::new(), attacked: 0 };
    let count = gate.case.families.len().max(1) as f64;
    for place in 0..gate.case.families.len() {
        gate.family(place, &mut |done| progress((place as f64 + done) / count));
    }
    gate.rates_beside();
    gate.summary();
    progress(1.0);
    gate.remarks
}

/// The gate for the files of a bundle that was read already: they are read once more, with places, only if there is
/// anything to attack.
pub fn gate_of(
    files: &dyn Files,
    source: &Source,
    rules: &Rules,
    previous: Option<&Previous>,
    progress: &mut dyn FnMut(f64),
) -> Vec<Remark> {
    let minimum = source.details.provenance.values().any(|p| p.minimum_cases.is_some());
    let parts: BTreeSet<&IndicatorId> = source
        .catalogue
        .indicators
        .iter()
        .filter(|i| i.measure == Measure::Count || i.denominator.is_some())
        .flat_map(|i| [Some(&i.id), i.numerator.as_ref(), i.denominator.as_ref()])
        .flatten()
        .collect();
    let (mut hidden, mut unknown) = (false, 0);
    for (_, id, figures) in &source.figures {
        let count = figures.tables.iter().map(|(_, table)| withheld(table)).sum::<usize>();
        hidden |= count > 0 && parts.contains(id);
        unknown += count;
    }
    if minimum || hidden || *rules != Rules::default() {
        let (placed, findings) = placed(files);
        return placed.map(|p| gate(&p, &findings, rules, previous, progress)).unwrap_or_default();
    }
    let hint = Remark::new(&kinds::NOTHING, "").found(unknown);
    if unknown > 0 { vec![hint] } else { Vec::new() }
}

fn withheld(table: &Table) -> usize {
    let cells = (0..table.rows()).flat_map(|row| table.row(AreaIx::at(row)));
    cells.filter(|o| o.missing() == Some(Missing::UnknownOrConfidential)).count()
}

/// Cells about which the reader has said that their total reveals them, or that they are too small.
fn said(findings: &[Finding]) -> BTreeSet<(String, u32, String)> {
    let codes = [Code::CountSmall, Code::SingleSuppressed];
    let about = findings.iter().filter(|f| codes.contains(&f.code));
    about.filter_map(|f| Some((f.file.clone(), f.row?, f.column.clone()?))).collect()
}

struct Gate<'a> {
    case: Case<'a>,
    said: BTreeSet<(String, u32, String)>,
    remarks: Vec<Remark>,
    attacked: usize,
}

impl Gate<'_> {
    fn family(&mut self, place: usize, progress: &mut dyn FnMut(f64)) {
        let Some(family) = self.case.families.get(place).cloned() else { return };
        if !family.iter().any(|v| self.has_to_be_looked_at(*v)) {
            return;
        }
        let net = self.case.net(&family, &BTreeMap::new());
        for small in &net.small {
            self.small(&net, *small);
        }
        for node in &net.nodes {
            self.known_otherwise(&net, node);
        }
        let pieces = self.case.pieces(&net);
        let count = pieces.len().max(1) as f64;
        for (number, piece) in pieces.into_iter().enumerate() {
            let public = Public::of(&piece.problem);
            for (round, attack) in piece.attacks.iter().enumerate() {
                let done = |share: f64| (number as f64 + (round as f64 + share) / 2.0) / count;
                let found = attack_public(&public, attack, &mut |share| progress(done(share)));
                self.judge(&net, &piece.nodes, attack, &found);
            }
        }
    }

    /// Whether anything of a variable is withheld, or must not be small.
    fn has_to_be_looked_at(&self, variable: usize) -> bool {
        let Some(variable) = self.case.variables.get(variable) else { return false };
        let ids = || variable.rates.iter().map(|r| &r.id).chain(variable.own.then_some(&variable.id));
        let series = || self.case.placed.series.iter().filter(|((_, id), _)| ids().any(|known| known == id));
        variable.limits.minimum.is_some() || series().any(|(_, s)| withheld_before(s) > 0)
    }

    fn limits(&self, node: &Node) -> Limits {
        node.name.and_then(|n| self.case.variables.get(n.variable)).map(|v| v.limits).unwrap_or_default()
    }

    /// A figure that is too small and seen, told by a rate, or left over by a sum.
    fn small(&mut self, net: &Net, place: usize) {
        let Some(node) = net.nodes.get(place) else { return };
        let value = plain(node.value.unwrap_or_default());
        if node.name.is_none() {
            let sum = net.equations.iter().find(|terms| terms.iter().any(|(n, _)| *n == place));
            let whole = sum.and_then(|terms| terms.iter().find(|(_, weight)| *weight < 0.0));
            let Some(whole) = whole.and_then(|(n, _)| net.nodes.get(*n)) else { return };
            let minimum = self.limits(whole).minimum.unwrap_or_default();
            self.say(&kinds::REST_SMALL, whole.spots.first().copied(), value, minimum.to_string());
            return;
        }
        let minimum = self.limits(node).minimum.unwrap_or_default().to_string();
        let kind = if node.by_rate { &kinds::RATE_TELLS } else { &kinds::SMALL };
        for spot in &node.spots {
            self.say(kind, Some(*spot), value.clone(), minimum.clone());
        }
    }

    /// Withheld cells that another level or the edition before shows.
    fn known_otherwise(&mut self, net: &Net, node: &Node) {
        let Some(spot) = node.spots.first().copied().filter(|_| node.reason.is_some()) else { return };
        let place = self.case.place(net, node);
        if node.torn {
            self.say(&kinds::TORN, Some(spot), plain(node.value.unwrap_or_default()), place);
        } else if node.known && node.seen == Seen::Withheld {
            let edition = self.case.previous.map(|p| p.edition.clone()).unwrap_or_default();
            self.say(&kinds::KNOWN_BEFORE, Some(spot), place, edition);
        }
    }

    fn judge(&mut self, net: &Net, nodes: &[usize], attack: &Attack, found: &[Interval]) {
        let contradictions = found.iter().filter(|i| i.verdict == Verdict::Contradiction).count();
        let mut contradicted = false;
        for interval in found {
            let node = nodes.get(interval.cell).and_then(|n| net.nodes.get(*n)).filter(|n| n.reason.is_some());
            let Some((node, spot)) = node.and_then(|n| Some((n, *n.spots.first()?))) else { continue };
            self.attacked += usize::from(attack.rule.is_none());
            let place = self.case.place(net, node);
            match interval.verdict {
                Verdict::Safe => {}
                Verdict::Exact | Verdict::Narrow => {
                    let found = format!("{place}, {}", range(interval, 0.0));
                    self.say(&kinds::EXPOSED, Some(spot), found, plain(interval.required.max(1.0)));
                }
                Verdict::Unsolved => {
                    self.say(&kinds::UNPROVEN, Some(spot), place, plain(interval.required));
                }
                // One who knows the rule and finds a contradiction has guessed wrongly what it was applied to.
                Verdict::Contradiction if attack.rule.is_none() && !contradicted => {
                    contradicted = true;
                    self.say(&kinds::CONTRADICTION, Some(spot), contradictions.to_string(), String::new());
                }
                Verdict::Contradiction => {}
            }
        }
    }

    /// Rates that are there although what they were computed from is withheld.
    fn rates_beside(&mut self) {
        let mut spots = BTreeMap::new();
        rates(&self.case, &mut spots);
        for ((level, id), series) in &self.case.placed.series {
            let Some(indicator) = self.case.placed.source.catalogue.indicator(id) else { continue };
            for (cell, value) in series.figures_only().filter(|(c, _)| spots.contains_key(&Spot::of(c))) {
                let parts = [&indicator.numerator, &indicator.denominator].into_iter().flatten();
                let parts: Vec<&str> = parts.map(|p| p.as_str()).collect();
                let level = self.case.placed.source.catalogue.levels.get(*level);
                let area = level.and_then(|l| l.area(cell.area)).map(|a| a.key.as_str()).unwrap_or_default();
                let found = format!("{} ({id}, {area}, {})", plain(value), cell.period);
                self.say(&kinds::RATE_BESIDE, Some(Spot::of(cell)), found, parts.join(", "));
            }
        }
    }

    fn summary(&mut self) {
        let declared = self.case.variables.iter().any(|v| v.limits.minimum.is_some());
        if self.attacked > 0 || declared {
            let minima: BTreeSet<u64> = self.case.variables.iter().filter_map(|v| v.limits.minimum).collect();
            let minima: Vec<String> = minima.iter().map(u64::to_string).collect();
            let expected = if minima.is_empty() { "–".to_owned() } else { minima.join(", ") };
            if !self.remarks.iter().any(|r| r.kind.severity == crate::bundle::Severity::Error) {
                self.say(&kinds::PASSED, None, self.attacked.to_string(), expected);
            }
            return;
        }
        let unknown: usize = self.case.placed.series.values().map(withheld_before).sum();
        if unknown > 0 {
            self.say(&kinds::NOTHING, None, unknown.to_string(), String::new());
        }
    }

    fn say(&mut self, kind: &'static crate::publish::Kind, spot: Option<Spot>, found: String, expected: String) {
        let remark = match spot {
            Some(spot) => self.case.remark(kind, spot),
            None => Remark::new(kind, ""),
        };
        let place = (remark.file.clone(), remark.row.unwrap_or_default(), remark.column.clone().unwrap_or_default());
        let once = kind == &kinds::SMALL || kind == &kinds::EXPOSED;
        if once && !self.said.insert(place) {
            return;
        }
        self.remarks.push(remark.found(found).expected(expected));
    }
}
