//! Areas, levels of areas and sets of areas.

use super::{AreaIx, AreaKey, Interval, LevelId, Period, SetId, Words};

/// One area on one territorial status.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Official key.
    pub key: AreaKey,
    /// Name as the publisher writes it; plain text whatever it contains.
    pub name: String,
    /// What it is called ("Landkreis", "kreisfreie Stadt"); may be empty. Areas are of the same kind if the German
    /// word is the same.
    pub kind: Words,
    /// The area it belongs to, in another level or among the references.
    pub parent: Option<AreaKey>,
    /// A point inside the area, longitude and latitude in degrees; `None` for areas without boundary.
    pub label: Option<(f64, f64)>,
    /// Bounding box west, south, east, north in degrees.
    pub bounds: Option<[f64; 4]>,
    /// When the area existed.
    pub valid: Interval,
}

/// One tier of areas on one territorial status. The order of `areas` is the row order of its tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Id, used in the address.
    pub id: LevelId,
    /// Title.
    pub title: Words,
    /// The areas with boundaries.
    pub areas: Vec<Area>,
    /// Areas that contain these (Land, Bund): rows behind the areas in every table, never ranked with them.
    pub references: Vec<Area>,
    /// "Gebietsstand": the date whose territory the areas have.
    pub territorial_status: Option<Period>,
    /// The time for which the level's territory was the official one.
    pub valid: Interval,
}

impl Level {
    /// The place of an area or a reference in the row order.
    pub fn find(&self, key: &AreaKey) -> Option<AreaIx> {
        self.rows().position(|area| &area.key == key).map(AreaIx::at)
    }

    /// The area or reference at a place of the row order.
    pub fn area(&self, ix: AreaIx) -> Option<&Area> {
        self.rows().nth(ix.ix())
    }

    /// Areas, then references: the row order of tables.
    pub fn rows(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter().chain(self.references.iter())
    }

    /// The reference that contains most areas directly (the Land), if any.
    pub fn parent_reference(&self) -> Option<AreaIx> {
        let count = |r: &Area| self.areas.iter().filter(|a| a.parent.as_ref() == Some(&r.key)).count();
        let (place, best) = self.references.iter().enumerate().max_by_key(|(i, r)| (count(r), usize::MAX - i))?;
        (count(best) > 0).then(|| AreaIx::at(self.areas.len() + place))
    }
}

/// A planning area ("Planungsraum"): a versioned set of areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaSet {
    /// Id.
    pub id: SetId,
    /// Title.
    pub title: Words,
    /// Members with the time of their membership.
    pub members: Vec<SetMember>,
}

/// One area's membership in a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetMember {
    /// The member.
    pub area: AreaKey,
    /// When it belonged to the set.
    pub valid: Interval,
}
