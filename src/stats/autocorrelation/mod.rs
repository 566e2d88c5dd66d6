//! Do neighbours resemble each other? Spatial autocorrelation of a column, for the whole map and for each unit.
//!
//! | question | whole map | each unit |
//! |---|---|---|
//! | do similar values lie side by side (cross products of deviations) | [`moran`] | [`local_moran`] |
//! | how different are neighbours (squared differences) | [`geary`] | [`local_geary`] |
//! | do high, or low, values gather | [`general_g`] | [`local_g`], [`local_g_star`] |
//!
//! Each comes with a test by the normal distribution and with a test by random permutations ([`moran_permutations`],
//! [`local_moran_permutations`] and so on). Many units are many tests: [`benjamini_hochberg`] controls the share of false
//! discoveries among the units that are called clusters.
//!
//! # Sources
//! - Moran, P. A. P. (1950): Notes on continuous stochastic phenomena. Biometrika 37.
//! - Geary, R. C. (1954): The contiguity ratio and statistical mapping. The Incorporated Statistician 5.
//! - Cliff, A. D. & Ord, J. K. (1981): Spatial Processes. Expected values and variances of I and C.
//! - Getis, A. & Ord, J. K. (1992): The analysis of spatial association by use of distance statistics. Geographical
//!   Analysis 24. Ord & Getis (1995): Local spatial autocorrelation statistics. Geographical Analysis 27.
//! - Anselin, L. (1995): Local indicators of spatial association - LISA. Geographical Analysis 27. Anselin (2019): A local
//!   indicator of multivariate spatial association, on local Geary. Geographical Analysis 51.
//! - Sokal, R. R., Oden, N. L. & Thomson, B. A. (1998): Local spatial autocorrelation in a biological model. Geographical
//!   Analysis 30. Moments of the local statistics under conditional randomisation.
//! - Benjamini, Y. & Hochberg, Y. (1995): Controlling the false discovery rate. Journal of the Royal Statistical Society
//!   B 57. Caldas de Castro, M. & Singer, B. H. (2006): Controlling the false discovery rate: a new application to account
//!   for multiple and dependent tests in local statistics of spatial association. Geographical Analysis 38.
//!
//! What is analysed is the column as it lies on the map. A cluster says where, never why.

mod conditional;
mod deviations;
mod draws;
mod equal_lags;
mod equal_squares;
mod fdr;
mod geary;
mod general_g;
mod inference;
mod local_g;
mod local_geary;
mod local_moran;
mod moran;
mod plain;
mod shuffle;
#[cfg(test)]
mod wild;

pub use draws::Draws;
pub use fdr::{FalseDiscovery, benjamini_hochberg};
pub use geary::{Geary, geary, geary_permutations};
pub use general_g::{GeneralG, general_g, general_g_permutations};
pub use inference::{Alternative, LocalPermutations, NormalTest, TailCounts};
pub use local_g::{LocalG, local_g, local_g_permutations, local_g_star};
pub use local_geary::{LocalGeary, local_geary, local_geary_permutations};
pub use local_moran::{LocalMoran, Quadrant, clusters, local_moran, local_moran_permutations};
pub use moran::{Moran, moran, moran_permutations};
pub use shuffle::GlobalPermutations;
