//! Clusters and regions: which units resemble each other, with or without being neighbours.
//!
//! All methods work on [`Points`]: one point a unit, one coordinate an indicator. Standardise first
//! ([`Points::standardised`]), or the indicator with the largest unit of measurement decides alone.
//! All of them minimise the same quantity, the sum of squared deviations from the cluster means, and return a
//! [`Partition`] that says how well they did.
//!
//! | method | question | neighbours matter |
//! |---|---|---|
//! | [`kmeans`], [`kmeans_from`] | k groups of similar units | no |
//! | [`ward`] | groups for every k at once, nested | no |
//! | [`ward_constrained`] | nested groups of linked units | yes |
//! | [`skater`] | k regions by cutting a tree of the most similar neighbours | yes |
//! | [`max_p`] | as many regions as possible, each large enough to be reported | yes |
//!
//! Numbers of clusters mean nothing: they follow the first unit of each cluster. No cluster is better than another.

mod blocks;
mod calinski;
mod constrained;
mod dendrogram;
mod forest;
mod growth;
mod kmeans;
mod lloyd;
mod max_p;
mod partition;
mod points;
mod silhouette;
mod skater;
mod spanning;
mod swaps;
#[cfg(test)]
mod tests;
mod ward;

pub use calinski::calinski_harabasz;
pub use constrained::ward_constrained;
pub use dendrogram::{Dendrogram, Merge};
pub use kmeans::{KMeansSearch, kmeans};
pub use lloyd::{KMeans, kmeans_from};
pub use max_p::{MaxP, MaxPRules, max_p};
pub use partition::{Cluster, Partition, first_seen_labels, regions_are_contiguous};
pub use points::Points;
pub use silhouette::{Silhouette, silhouette};
pub use skater::{Skater, SkaterRules, TreeCut, skater};
pub use spanning::{TreeEdge, spanning_tree};
pub use ward::ward;
