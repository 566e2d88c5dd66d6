//! Boundaries: shared-edge topology, simplification, projection, paths, point in polygon, neighbours.
//!
//! A [`Topology`] keeps every edge between two areas once, on a grid of whole numbers. So neighbours never gap or
//! overlap after simplification, borders are drawn once, and who touches whom is a matter of equal numbers.

mod adjacency;
mod build;
mod label;
mod locate;
mod paths;
mod projection;
mod simplify;
mod topology;

pub use label::label_point;
pub use paths::{borders, region_paths};
pub use projection::{Projection, shrink_at};
pub use topology::{ArcRef, Grid, Polygon, Ring, Topology};

pub use adjacency::adjacency;
pub use locate::locate;

/// A polygon as published: rings of longitude and latitude in degrees, the outline first, then its holes.
/// The last point of a ring may repeat the first; both windings are read.
pub type LonLatPolygon = Vec<Vec<(f64, f64)>>;
