//! What changed from one edition to the next: every figure, definition and boundary.

mod areas;
mod figures;
mod indicators;
mod json;
mod markdown;
mod phrases;

use crate::model::{AreaKey, IndicatorId, LevelId, Observation, Period, Slice};

use super::Published;

pub use figures::Series;

/// Everything that differs between two editions, in the order of the newer catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The older edition: name of its bundle and id.
    pub old: Side,
    /// The newer one.
    pub new: Side,
    /// Changes of structure and words: levels, areas, boundaries, indicators, definitions, periods.
    pub changes: Vec<Change>,
    /// What became of the figures of each indicator that both editions have on a level; only those with differences.
    pub series: Vec<Series>,
    /// Figures, gaps included, that both editions have a place for.
    pub compared: usize,
}

/// One of the two editions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Machine name of the bundle.
    pub name: String,
    /// Edition.
    pub edition: String,
}

/// What kind of thing changed. The ids are a public contract (`docs/format.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A word of the bundle about itself: title, description, themes.
    Bundle,
    /// A level of areas.
    Level,
    /// An area or reference.
    Area,
    /// A boundary.
    Boundary,
    /// An indicator.
    Indicator,
    /// A word about an indicator: title, unit, definition, source.
    Definition,
    /// A period of a series.
    Period,
    /// A breakdown's category of a series.
    Slice,
    /// A data gap, a note or a planning area.
    Note,
}

impl What {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            What::Bundle => "bundle",
            What::Level => "level",
            What::Area => "area",
            What::Boundary => "boundary",
            What::Indicator => "indicator",
            What::Definition => "definition",
            What::Period => "period",
            What::Slice => "slice",
            What::Note => "note",
        }
    }
}

/// A change of structure or words. Both texts are there if something was changed, one if it came or went.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of thing.
    pub what: What,
    /// The level, if it is about one.
    pub level: Option<LevelId>,
    /// The indicator, if it is about one.
    pub indicator: Option<IndicatorId>,
    /// The area, if it is about one.
    pub area: Option<AreaKey>,
    /// Which member: `name`, `definition`, `2023`; empty for the thing as a whole.
    pub field: String,
    /// What the older edition says; `None` for what is new.
    pub old: Option<String>,
    /// What the newer edition says; `None` for what is gone.
    pub new: Option<String>,
    /// Nothing that a reader could see: less than a thousandth of an area's extent.
    pub minor: bool,
}

impl Change {
    fn new(what: What, field: &str, old: Option<String>, new: Option<String>) -> Change {
        Change { what, level: None, indicator: None, area: None, field: field.to_owned(), old, new, minor: false }
    }

    fn on(self, level: &LevelId) -> Change {
        Change { level: Some(level.clone()), ..self }
    }

    fn about(self, indicator: &IndicatorId) -> Change {
        Change { indicator: Some(indicator.clone()), ..self }
    }

    fn of(self, area: &AreaKey) -> Change {
        Change { area: Some(area.clone()), ..self }
    }
}

/// One figure that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureChange {
    /// Place of the slice in [`Series::slices`].
    pub slice: usize,
    /// The area or reference: row of the newer edition's level.
    pub row: u32,
    /// The period.
    pub period: Period,
    /// The older figure or gap.
    pub old: Observation,
    /// The newer one.
    pub new: Observation,
    /// Only digits behind those that are shown differ.
    pub rounding: bool,
}

impl FigureChange {
    /// Whether a number became another number.
    pub fn is_value(&self) -> bool {
        matches!((self.old.value(), self.new.value()), (Some(a), Some(b)) if a != b)
    }
}

impl Diff {
    /// Compares two editions.
    ///
    /// Areas are the same if level and key are, figures if level, indicator, slice, key and period are. A difference is
    /// *rounding* if both numbers look the same with the decimals that are shown, or lie closer together than a
    /// twentieth of the last shown digit: such differences come from computing anew, not from new knowledge.
    pub fn between(old: &Published, new: &Published) -> Diff {
        let side = |p: &Published| Side { name: p.catalogue.name.clone(), edition: p.catalogue.edition.clone() };
        let mut diff = Diff { old: side(old), new: side(new), ..Diff::default() };
        areas::compare(old, new, &mut diff.changes);
        indicators::compare(old, new, &mut diff.changes);
        figures::compare(old, new, &mut diff);
        diff
    }

    /// Whether both editions say the same: rounding and unseen details of boundaries are no difference.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|c| c.minor) && self.series.iter().all(|s| s.figures.iter().all(|f| f.rounding))
    }

    /// How many numbers became others, how many gaps and remarks changed, how many differ by rounding only.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { compared: self.compared, ..Counts::default() };
        for figure in self.series.iter().flat_map(|s| &s.figures) {
            match (figure.rounding, figure.is_value()) {
                (true, _) => counts.rounding += 1,
                (false, true) => counts.values += 1,
                (false, false) => counts.states += 1,
            }
        }
        counts
    }
}

/// Sums over all figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cells that both editions have.
    pub compared: usize,
    /// Numbers that became other numbers.
    pub values: usize,
    /// Gaps that were filled, figures that are gone, other reasons or remarks.
    pub states: usize,
    /// Differences by rounding only.
    pub rounding: usize,
}

/// A slice as `sex:f,age:15-24`; empty for the total.
fn slice_id(slice: &Slice) -> String {
    let parts: Vec<String> = slice.0.iter().map(|(b, c)| format!("{b}:{c}")).collect();
    parts.join(",")
}

#[cfg(test)]
mod tests;
