//! How two columns go together, and a straight line through them.
//!
//! None of these is a cause. A correlation between units (districts) says nothing about the people in them (Robinson
//! 1950, the ecological fallacy), and it changes with the way the units are drawn (Openshaw 1984). Neighbouring units
//! are alike: p-values that take them for independent come out too small.

mod centred;
mod kendall;
mod matrix;
mod pearson;
mod rank_matrix;
mod regression;
mod spearman;

pub(super) use centred::Centred;
pub use kendall::{Concordance, KendallTest, concordance, kendall, kendall_test};
pub use matrix::{CorrelationMatrix, pearson_matrix};
pub use pearson::{PearsonTest, pearson, pearson_test};
pub use rank_matrix::{kendall_matrix, spearman_matrix};
pub use regression::{Coefficient, LineBand, LinearFit, linear_fit};
pub use spearman::{SpearmanTest, spearman, spearman_test};
