//! What a figure is compared with.

use crate::model::{AreaIx, Level, Observation};
use crate::stats::median;

/// What a figure is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A row of the level: the Land, the Bund or a district.
    Row(AreaIx),
    /// The median of the areas of the same kind as the selected one ("kreisfreie Stadt").
    Peers,
    /// The median of all areas of the level.
    Median,
    /// Nothing.
    None,
}

/// What kind of value a reference is: decides its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// The figure of a row.
    Row(AreaIx),
    /// The median of areas of the same kind as this one.
    Peers(AreaIx),
    /// The median of all areas.
    Median,
}

/// A reference with its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReferenceValue {
    /// Whose value.
    pub kind: ReferenceKind,
    /// The value, in the unit of what is shown.
    pub value: f64,
}

impl Reference {
    /// The value of this reference among the values of one display.
    ///
    /// `rows` are all rows of the level (areas, then references), `selected` the area whose peers are meant.
    /// Medians leave out missing figures and give every area the same weight. `None` if nothing is to be compared:
    /// the row has no figure, no area is selected for peers, no area has a figure.
    pub fn value(self, level: &Level, rows: &[Observation], selected: Option<AreaIx>) -> Option<ReferenceValue> {
        let known = |like: Option<&str>| -> Vec<f64> {
            let same = |kind: &str| like.is_none_or(|like| like == kind);
            let areas = level.areas.iter().zip(rows).filter(|(area, _)| same(&area.kind.de));
            areas.filter_map(|(_, o)| o.value()).collect()
        };
        let (kind, value) = match self {
            Reference::Row(row) => (ReferenceKind::Row(row), rows.get(row.ix())?.value()?),
            Reference::Peers => {
                let area = selected?;
                (ReferenceKind::Peers(area), median(&known(Some(&level.area(area)?.kind.de))).ok()?)
            }
            Reference::Median => (ReferenceKind::Median, median(&known(None)).ok()?),
            Reference::None => return None,
        };
        Some(ReferenceValue { kind, value })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::{Missing, ValueFlags};

    #[test]
    fn each_kind_has_its_value() {
        let catalogue = sample::catalogue();
        let level = &catalogue.levels[0];
        let known = |v| Observation::Known(v, ValueFlags::NONE);
        let gap = Observation::Missing(Missing::Pending);
        // Erfurt, Jena (cities), Gotha, Sömmerda (districts); Land, Bund.
        let rows = [known(1.0), known(2.0), known(6.0), gap, known(4.0), gap];
        let value = |reference: Reference, selected| reference.value(level, &rows, selected).map(|r| r.value);
        assert_eq!(value(Reference::Row(AreaIx(4)), None), Some(4.0));
        assert_eq!(value(Reference::Row(AreaIx(5)), None), None);
        assert_eq!(value(Reference::Median, None), Some(2.0));
        assert_eq!(value(Reference::Peers, Some(AreaIx(0))), Some(1.5));
        assert_eq!(value(Reference::Peers, Some(AreaIx(3))), Some(6.0));
        assert_eq!(value(Reference::Peers, None), None);
        assert_eq!(value(Reference::None, None), None);
    }
}
