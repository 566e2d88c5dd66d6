//! Statistics over finite numbers, one method a file. Knows nothing of areas, periods or missing values:
//! `query` drops the gaps before it asks. What is undefined is refused with a [`StatError`], never filled with a number.
//!
//! Classes are right-closed here: a classification gives *upper bounds*, ascending, the last one the maximum,
//! and a value belongs to the first class whose upper bound is not smaller.

mod autocorrelation;
mod check;
mod classes;
mod cluster;
mod composite;
mod correlation;
mod describe;
mod error;
mod inequality;
mod interval;
mod lanes;
mod matrix;
mod moments;
mod order;
mod population;
mod quantile;
mod random;
mod rank;
mod rates;
mod scale;
mod segregation;
mod similar;
mod smoothing;
mod spatial;
mod special;
mod trend;
mod typology;

pub use autocorrelation::{
    Alternative, Draws, FalseDiscovery, Geary, GeneralG, GlobalPermutations, LocalG, LocalGeary, LocalMoran,
    LocalPermutations, Moran, NormalTest, Quadrant, TailCounts, benjamini_hochberg, clusters, geary,
    geary_permutations, general_g, general_g_permutations, local_g, local_g_permutations, local_g_star, local_geary,
    local_geary_permutations, local_moran, local_moran_permutations, moran, moran_permutations,
};
pub use check::all_numbers;
pub use classes::{
    NaturalClasses, breaks_around, class_counts, class_of, classify, deviation_breaks, equal_intervals,
    head_tail_breaks, natural_breaks, natural_classes, own_classes, rounded_breaks, unclassed,
};
pub use cluster::{
    Cluster, Dendrogram, KMeans, KMeansSearch, MaxP, MaxPRules, Merge, Partition, Points, Silhouette, Skater,
    SkaterRules, TreeCut, TreeEdge, calinski_harabasz, first_seen_labels, kmeans, kmeans_from, max_p,
    regions_are_contiguous, silhouette, skater, spanning_tree, ward, ward_constrained,
};
pub use composite::{
    Composite, GeometricComposite, Gisd, GisdDimension, Part, Pca, RankBand, Sensitivity, Standardisation, WeightDraws,
    WeightRange, geometric_composite, gisd, min_max, normalised_weights, pca, pca_weighted_composite, rank_sensitivity,
    standardise, weighted_composite,
};
pub use correlation::{
    Coefficient, Concordance, CorrelationMatrix, KendallTest, LineBand, LinearFit, PearsonTest, SpearmanTest,
    concordance, kendall, kendall_matrix, kendall_test, linear_fit, pearson, pearson_matrix, pearson_test, spearman,
    spearman_matrix, spearman_test,
};
pub use describe::{Spread, Summary, describe, median, robust_z, spread};
pub use error::{StatError, sorted};
pub use inequality::{
    Decomposition, Lorenz, atkinson, coefficient_of_variation, gini, gini_unbiased, hoover, lorenz, max_min_ratio,
    mean_log_deviation, mean_log_deviation_by_group, quantile_ratio, theil, theil_by_group, williamson,
};
pub use interval::{
    Interval, binomial_funnel_limit, binomial_funnel_normal, byar_interval, clopper_pearson_interval,
    expected_at_common_rate, overdispersion, pearson_residuals, poisson_funnel_byar, poisson_funnel_limit,
    poisson_funnel_normal, poisson_interval, wilson_interval,
};
pub use moments::{Moments, ZScores, moments, z_scores};
pub use order::{
    Direction, PercentRank, RankDraws, Ties, UncertainRank, ascending, order_of, percent_ranks, ranks, standard_errors,
    uncertain_ranks,
};
pub use population::{AgeGroups, rate_per};
pub use quantile::{QuantileType, quantile, quantile_classes, quantile_of_sorted};
pub use random::{Permutations, Random};
pub use rank::competition_ranks;
pub use rates::{DirectRate, IndirectRatio, crude_rate, direct_rate, indirect_ratio};
pub use segregation::GroupCounts;
pub use similar::{Similar, SimilarityMetric, nearest_similar};
pub use smoothing::{
    EmpiricalBayes, LocalEmpiricalBayes, empirical_bayes, excess_risk, local_empirical_bayes, spatial_rates,
};
pub use spatial::{
    Contiguity, Rings, SpatialWeights, WeightStructure, WeightSums, contiguity, corner_contiguity, distance_band,
    largest_nearest_distance, nearest_neighbours,
};
pub use special::{
    beta_cdf, beta_quantile, beta_sf, beta_upper_quantile, binomial_cdf, binomial_pmf, chi2_quantile, chi2_sf,
    gamma_cdf, gamma_quantile, gamma_sf, gamma_upper_quantile, normal_cdf, normal_quantile, normal_sf, poisson_cdf,
    poisson_pmf, poisson_sf, t_quantile, t_two_sided, two_sided_z,
};
pub use trend::{
    LinearTrend, MannKendall, TheilSen, absolute_change, annual_growth, linear_trend, mann_kendall, percent_change,
    theil_sen,
};
pub use typology::{
    Axis, BERLIN_DYNAMICS, BERLIN_STATUS, ClassCuts, Cut, CutSide, StandardisedIndex, Typology, standardised_index,
    status_dynamics,
};
