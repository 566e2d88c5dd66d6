//! Who is whose neighbour, and what follows from it.

mod band;
mod boxes;
mod components;
mod contact;
mod contiguity;
#[cfg(test)]
mod contiguity_tests;
mod distance;
mod nearest;
mod orientation;
mod places;
mod rings;
mod shared;
mod symmetry;
mod turned;
mod weights;

pub use band::{distance_band, largest_nearest_distance};
pub use contiguity::{Contiguity, contiguity, corner_contiguity};
pub use nearest::nearest_neighbours;
pub use rings::Rings;
pub use turned::{WeightStructure, WeightSums};
pub use weights::SpatialWeights;
