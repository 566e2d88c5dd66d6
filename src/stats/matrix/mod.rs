//! What correlations, principal components and distances share: columns freed of mean and scale, the sums of products
//! of all pairs of columns, and the axes of a symmetric matrix.
//!
//! A square matrix is a `Vec<f64>` row by row; a set of columns is a slice of columns of one length.

mod column;
mod deviations;
mod eigen;
mod panels;
mod products;

pub(super) use column::Column;
pub(super) use deviations::{same_length, unit_deviations};
pub(super) use eigen::symmetric_eigen;
pub(super) use panels::Panels;
pub(super) use products::{cross_products, dot, weighted_sum};
