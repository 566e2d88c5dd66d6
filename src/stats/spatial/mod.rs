//! Who is whose neighbour, and what follows from it.

mod weights;

pub use weights::{SpatialWeights, WeightSums};
