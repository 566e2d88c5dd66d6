//! Boundaries: from an office's map file to the areas of one level, in degrees, sound, and as simple as asked for.
//!
//! Shapefile (also in an archive), GeoJSON and TopoJSON are read; the coordinate system is recognised and led back to
//! WGS84; keys and names are found in the columns; parts of an area are put together. Then everything lies on a grid
//! of a hundred-thousandth of a degree (about a metre), where [noding](noding) makes neighbours share their points,
//! broken rings are repaired, gaps and overlaps up to a tolerance are closed, areas are dissolved into larger ones,
//! and lines are simplified without moving one neighbour's border away from the other's. Nothing is lost in silence:
//! every change is a [`Remark`] and a line of the [`Report`].

mod attributes;
mod coverage;
mod dbf;
mod dissolve;
mod geojson;
mod input;
pub(crate) mod kinds;
mod noding;
mod plane;
mod raw;
mod read;
mod region;
mod repair;
mod report;
mod shp;
mod simplify;
mod snap;
mod system;
mod tables;
mod topojson;
mod wkt;
mod write;

pub use attributes::Columns;
pub use coverage::{Gap, Overlap};
pub use input::Input;
pub use read::read;
pub use repair::Fault;
pub use report::{Repair, Report};
pub use tables::{crosswalk, names};
pub use write::to_geojson;

use crate::geo::LonLatPolygon;
use crate::publish::Remark;

/// What the publisher asks for. The default takes everything and changes nothing that is sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Layer of an archive; needed if it holds several.
    pub layer: Option<String>,
    /// Column of the keys; found by the shape of what stands in it if not named.
    pub key: Option<String>,
    /// Column of the names.
    pub name: Option<String>,
    /// Column that says what kind of area it is.
    pub kind: Option<String>,
    /// Beginnings of keys that are taken; all if empty.
    pub only: Vec<String>,
    /// Coordinate system, such as `EPSG:25832`; recognised if not named.
    pub system: Option<String>,
    /// Gaps and overlaps up to this many metres are closed.
    pub snap: f64,
    /// How far simplification may move a border, in metres.
    pub tolerance: Option<f64>,
    /// How many points shall be left over all borders, shared ones counted once.
    pub points: Option<usize>,
    /// Steps that make larger areas of smaller ones, in this order.
    pub dissolve: Vec<Dissolve>,
    /// Names and kinds by key; they replace those of the file.
    pub names: Vec<Named>,
    /// How many digits of a key name the parent; by the length of the keys if not named.
    pub parent_digits: Option<usize>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            layer: None,
            key: None,
            name: None,
            kind: None,
            only: Vec::new(),
            system: None,
            snap: 1.0,
            tolerance: None,
            points: None,
            dissolve: Vec::new(),
            names: Vec::new(),
            parent_digits: None,
        }
    }
}

/// What an area is called: a row of a publisher's own table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Key of the area.
    pub key: String,
    /// Its name; empty keeps the file's.
    pub name: String,
    /// What kind of area it is; empty keeps the file's.
    pub kind: String,
    /// The kind in English; may be empty.
    pub kind_en: String,
    /// First day on which the area exists, `2021-07-01`; may be empty.
    pub valid_from: String,
    /// Last day on which the area exists; may be empty.
    pub valid_to: String,
}

/// How areas become larger ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dissolve {
    /// All whose keys begin with the same digits: 5 makes districts of municipalities.
    Digits(usize),
    /// Old and new keys; a beginning of keys stands for all that begin so. The longest beginning counts.
    Table(Vec<(String, String)>),
}

/// An area as it goes into the bundle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// Key as text.
    pub key: String,
    /// Name; the key if there is none.
    pub name: String,
    /// `Stadt`, `Landkreis`; empty if not known.
    pub kind: String,
    /// The same in English; empty if not known.
    pub kind_en: String,
    /// First day on which the area exists; empty if not known.
    pub valid_from: String,
    /// Last day on which the area exists; empty if not known.
    pub valid_to: String,
    /// Key of the area that contains it; empty if the keys do not say.
    pub parent: String,
    /// A point well inside its largest part: for the name on the map.
    pub label: Option<(f64, f64)>,
    /// Outlines (counter-clockwise) and holes (clockwise) in degrees, not closed by a repeated point. None if the file
    /// has no boundary.
    pub polygons: Vec<LonLatPolygon>,
    /// Keys of the file's areas that it is made of: one, unless dissolved.
    pub members: Vec<String>,
    /// Square kilometres of the polygons on the ellipsoid.
    pub km2: f64,
}

/// The areas of one file, and what was done to get them.
#[derive(Clone, Debug, Default)]
pub struct Boundaries {
    /// The areas; in the order of the file, or of the keys where areas were dissolved.
    pub areas: Vec<Area>,
    /// Everything odd.
    pub remarks: Vec<Remark>,
    /// What was taken, left out and changed.
    pub report: Report,
}
