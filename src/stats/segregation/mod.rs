//! How separately groups of people live: evenness, exposure and diversity from counts per unit.
//!
//! Everything starts from a [`GroupCounts`]: for each group the number of its members in every unit. The measures follow
//! Massey & Denton (1988) and Reardon & Firebaugh (2002).
//!
//! Three cautions belong beside every figure. Small units inflate the measures, as chance alone makes few people uneven
//! (compare only like with like, and leave out units below a minimum size *before* counting). The measures know nothing
//! of where the units lie. And they depend on how the units are drawn.

mod correlation_ratio;
mod counts;
mod dissimilarity;
mod diversity;
mod exposure;
mod information;

pub use counts::GroupCounts;
