//! The difference for machines: one object a line.

use serde_json::{Value, json};

use super::{Diff, FigureChange, Series};
use crate::model::{Observation, ValueFlags};
use crate::publish::Published;

/// Version of the schema in `docs/format.md`.
const SCHEMA: u32 = 1;

impl Diff {
    /// The lines of the report: a summary, then the changes of structure and words, then those of figures.
    pub fn json<'a>(&'a self, new: &'a Published) -> impl Iterator<Item = Value> + 'a {
        let figures = self.series.iter().flat_map(move |s| s.figures.iter().map(move |f| figure(new, s, f)));
        std::iter::once(self.summary()).chain(self.changes.iter().map(change)).chain(figures)
    }

    fn summary(&self) -> Value {
        let counts = self.counts();
        json!({
            "kind": "summary", "schema": SCHEMA,
            "old": { "name": self.old.name, "edition": self.old.edition },
            "new": { "name": self.new.name, "edition": self.new.edition },
            "same": self.is_empty(),
            "compared": counts.compared, "values": counts.values, "states": counts.states, "rounding": counts.rounding,
            "changes": self.changes.iter().filter(|c| !c.minor).count(),
        })
    }
}

fn change(of: &super::Change) -> Value {
    json!({
        "kind": of.what.id(), "level": of.level.as_ref().map(|l| l.as_str()),
        "indicator": of.indicator.as_ref().map(|i| i.as_str()), "area": of.area.as_ref().map(|a| a.as_str()),
        "field": of.field, "old": of.old, "new": of.new, "minor": of.minor,
    })
}

fn figure(new: &Published, series: &Series, of: &FigureChange) -> Value {
    let level = new.catalogue.level(&series.level);
    let area = level.and_then(|l| l.area(crate::model::AreaIx(of.row)));
    json!({
        "kind": "figure", "level": series.level.as_str(), "indicator": series.indicator.as_str(),
        "slice": series.slices.get(of.slice), "area": area.map(|a| a.key.as_str()), "name": area.map(|a| &a.name),
        "period": of.period.to_string(), "old": state(of.old), "new": state(of.new), "rounding": of.rounding,
    })
}

/// A figure as `{ "value": 4.5, "flags": ["provisional"] }` or a gap as `{ "missing": "pending" }`.
fn state(of: Observation) -> Value {
    match of {
        Observation::Known(value, flags) => {
            let names: Vec<&str> = flags.iter().filter_map(flag).collect();
            json!({ "value": value, "flags": names })
        }
        Observation::Missing(reason) => json!({ "missing": super::phrases::missing_id(reason) }),
    }
}

/// The id of a remark, as source bundles write it.
fn flag(of: ValueFlags) -> Option<&'static str> {
    let ids = ["provisional", "revised", "estimated", "limited", "rounded", "break", "recomputed"];
    ValueFlags::ALL.iter().zip(ids).find(|(flag, _)| **flag == of).map(|(_, id)| id)
}
