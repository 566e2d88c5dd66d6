//! What readers of an earlier edition know already.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use anyhow::{Result, bail};

use super::case::Case;
use super::net::{Name, Net, Node, Seen};
use crate::model::{AreaIx, AreaKey, Catalogue, Figures, IndicatorId, LevelId, Missing, Observation};
use crate::publish::published::Published;

/// An edition that is published already.
#[derive(Clone, Debug, Default)]
pub struct Previous {
    /// Its name.
    pub edition: String,
    figures: BTreeMap<(LevelId, IndicatorId), Figures>,
    rows: HashMap<(LevelId, AreaKey), AreaIx>,
}

impl Previous {
    /// Opens an edition, as source bundle or compiled.
    ///
    /// # Errors
    /// Nothing that can be read there, or only with errors.
    pub fn open(path: &Path) -> Result<Previous> {
        match Published::open(path)?.published {
            Some(published) => Ok(Previous::of(&published.catalogue, published.figures)),
            None => bail!("{}: has errors; see `atlas validate`", path.display()),
        }
    }

    /// From a catalogue and its figures.
    pub fn of(catalogue: &Catalogue, figures: BTreeMap<(LevelId, IndicatorId), Figures>) -> Previous {
        let mut rows = HashMap::new();
        for level in &catalogue.levels {
            for (ix, area) in level.rows().enumerate() {
                rows.insert((level.id.clone(), area.key.clone()), AreaIx::at(ix));
            }
        }
        Previous { edition: catalogue.edition.clone(), figures, rows }
    }

    /// What the edition shows for a cell of the present one, on any level that lists the area now.
    fn seen(&self, case: &Case<'_>, net: &Net, name: &Name) -> Option<Observation> {
        let indicator = &case.variables.get(name.variable)?.id;
        let (slice, area) = (net.slices.get(name.slice)?, case.territory.areas.get(name.area)?);
        let mut found = None;
        let levels = &case.placed.source.catalogue.levels;
        for level in area.levels.iter().filter_map(|l| levels.get(*l)) {
            let place = (level.id.clone(), area.key.clone());
            let table = self.figures.get(&(level.id.clone(), indicator.clone())).and_then(|f| f.slice(slice));
            let Some((table, row)) = table.zip(self.rows.get(&place)) else { continue };
            match table.get(*row, name.period) {
                known @ Observation::Known(..) => return Some(known),
                Observation::Missing(Missing::UnknownOrConfidential) => {
                    found = Some(Observation::Missing(Missing::UnknownOrConfidential));
                }
                Observation::Missing(_) => {}
            }
        }
        found
    }

    /// Writes into a net what the edition gives away: figures that have not changed since, and the sums of then where
    /// figures were revised.
    pub(super) fn remember(&self, case: &Case<'_>, net: &mut Net) {
        let mut then: Vec<Option<Observation>> = Vec::with_capacity(net.nodes.len());
        for place in 0..net.nodes.len() {
            let name = net.nodes.get(place).and_then(|n| n.name);
            then.push(name.and_then(|name| self.seen(case, net, &name)));
        }
        for (node, then) in net.nodes.iter_mut().zip(&then) {
            let Some(Observation::Known(before, _)) = then else { continue };
            match node.value {
                // The present figure is not in the files: whoever has the edition will take the earlier one for it.
                None if node.seen == Seen::Withheld => (node.known, node.value) = (true, Some(*before)),
                Some(now) if now == *before => node.known = true,
                _ => {}
            }
        }
        self.sums_of_then(net, &then);
    }

    fn sums_of_then(&self, net: &mut Net, then: &[Option<Observation>]) {
        let present = net.equations.len();
        for place in 0..present {
            let Some(terms) = net.equations.get(place).cloned() else { continue };
            let figure = |n: usize| then.get(n).copied().flatten();
            let revised: BTreeSet<usize> =
                terms.iter().map(|t| t.0).filter(|n| is_revised(figure(*n), net, *n)).collect();
            let complete = terms.iter().all(|(n, _)| figure(*n).is_some());
            if !complete || revised.is_empty() {
                continue;
            }
            let mut earlier = Vec::with_capacity(terms.len());
            let mut sum = Some(0.0);
            for (node, weight) in &terms {
                let value = match figure(*node) {
                    Some(Observation::Known(before, _)) => Some(before),
                    _ => net.nodes.get(*node).and_then(|n| n.value),
                };
                sum = sum.zip(value).map(|(sum, value)| sum + weight * value);
                let constant = figure(*node).and_then(Observation::value).filter(|_| revised.contains(node));
                let node = match constant {
                    Some(before) => {
                        let seen = Seen::Open;
                        net.add(Node { seen, known: true, ..Node::rest(Some(before)) })
                    }
                    None => *node,
                };
                earlier.push((node, *weight));
            }
            // What was withheld then may have been revised as well; where that is known, the sum tells nothing.
            if sum.is_none_or(|sum| sum.abs() < 1e-6) {
                net.equations.push(earlier);
            }
        }
    }
}

fn is_revised(then: Option<Observation>, net: &Net, node: usize) -> bool {
    match (then, net.nodes.get(node).and_then(|n| n.value)) {
        (Some(Observation::Known(before, _)), Some(now)) => before != now,
        _ => false,
    }
}
