//! Composite indices: several indicators brought to one scale, weighted and added up.
//!
//! A composite index hides decisions: how the indicators are made comparable, which direction counts as more, what
//! weighs how much, whether a lack in one may be offset by plenty in another. Each is a parameter here, and each result
//! says what every indicator contributed to every unit. The vocabulary is that of the *Handbook on Constructing
//! Composite Indicators* (OECD & JRC 2008).

mod geometric;
mod gisd;
mod pca;
mod sensitivity;
mod standardise;
mod weighted;

pub use geometric::{GeometricComposite, geometric_composite};
pub use gisd::{Gisd, GisdDimension, gisd};
pub use pca::{Pca, pca};
pub use sensitivity::{RankBand, Sensitivity, WeightDraws, WeightRange, rank_sensitivity};
pub use standardise::{Part, Standardisation, min_max, normalised_weights, standardise};
pub use weighted::{Composite, pca_weighted_composite, weighted_composite};
