//! Reading a source bundle: a Data Package of CSV tables and GeoJSON boundaries becomes a model, and everything that
//! is odd about it becomes a finding.
//!
//! The order: the manifest and its files (`package`), boundaries (`areas`), the catalogue, figures (`values`, `wide`),
//! what must not be published (`disclosure`), and at last all of it together (`assemble`).

mod areas;
mod assemble;
mod catalogue;
pub(crate) mod columns;
mod disclosure;
mod edition;
mod extras;
pub(crate) mod geojson;
mod guess;
mod links;
mod manifest;
pub(crate) mod number;
mod package;
#[cfg(feature = "publish")]
mod placed;
mod plain;
mod rings;
mod series;
mod sheet;
mod text;
mod values;
mod wide;

pub use assemble::{levels, read};
pub use catalogue::UNSUITABLE;
pub use edition::sha256;
pub use guess::{PlainCells, PlainColumn, PlainTable, ShapesByKey, plain_shapes, plain_table};
pub use links::is_harmless;
#[cfg(feature = "publish")]
pub use placed::{Placed, PlacedCell, PlacedFile, PlacedTable, further, placed};
#[cfg(feature = "publish")]
pub use series::{AllSeries, Series};

use crate::bundle::Finding;
use crate::model::{Catalogue, Details, Figures, IndicatorId, LevelId};

/// Positions, longitude and latitude in degrees; the last equals the first.
pub type Ring = Vec<(f64, f64)>;
/// An outer ring, then its holes. Either direction of turning occurs.
pub type Polygon = Vec<Ring>;

/// The boundaries of one level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelShapes {
    /// The level.
    pub level: LevelId,
    /// The polygons of each area, in the order of the level's areas; none for an area without geometry.
    pub areas: Vec<Vec<Polygon>>,
}

/// A source bundle as a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// What it offers.
    pub catalogue: Catalogue,
    /// What a reader asks later.
    pub details: Details,
    /// Boundaries, in the order of the catalogue's levels.
    pub shapes: Vec<LevelShapes>,
    /// Figures of each indicator on each level that has some, in catalogue order.
    pub figures: Vec<(LevelId, IndicatorId, Figures)>,
}

/// What came of reading a source bundle.
#[derive(Clone, Debug)]
pub struct Read {
    /// The bundle; `None` if an error made it unreadable. A bundle with errors that leave something to show is there.
    pub source: Option<Source>,
    /// Everything that was found, errors first.
    pub findings: Vec<Finding>,
}

impl Read {
    /// Whether an error was found: such a bundle must not be published.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity == crate::bundle::Severity::Error)
    }
}
