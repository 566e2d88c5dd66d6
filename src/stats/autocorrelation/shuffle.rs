//! Random permutations of a whole column.

use super::super::order::sort_by_unit;
use super::super::{Permutations, Random, SpatialWeights, StatError};
use super::deviations::row_and_column_sums;
use super::inference::{Alternative, TailCounts};

/// A statistic as a sum over standard scores: constant + cross Σ wᵢⱼ zᵢ zⱼ + linear Σ tᵢ zᵢ + square Σ tᵢ zᵢ²,
/// tᵢ the sum of row and column i of the weights. I, C and G are of this form.
pub(super) struct Form {
    pub cross: f64,
    pub linear: f64,
    pub square: f64,
    pub constant: f64,
}

impl Form {
    fn of(&self, z: &[f64], pairs: &Pairs, sums: &[f64]) -> f64 {
        let mut value = self.constant + self.cross * pairs.cross_products(z);
        if self.linear != 0.0 {
            value += self.linear * sums.iter().zip(z).map(|(t, z)| t * z).sum::<f64>();
        }
        if self.square != 0.0 {
            value += self.square * sums.iter().zip(z).map(|(t, z)| t * z * z).sum::<f64>();
        }
        value
    }
}

/// Each linked pair once, with the weights of both directions added up: half the work for mutual neighbours.
struct Pairs {
    /// Number of partners of each unit.
    counts: Vec<u32>,
    partners: Vec<(u32, f64)>,
}

impl Pairs {
    fn of(w: &SpatialWeights) -> Pairs {
        let mut lists: Vec<Vec<(u32, f64)>> = vec![Vec::new(); w.len()];
        for i in 0..w.len() {
            for (j, weight) in w.of(i) {
                lists[i.min(j)].push((i.max(j) as u32, weight));
            }
        }
        let mut pairs = Pairs { counts: Vec::with_capacity(w.len()), partners: Vec::with_capacity(w.pairs()) };
        for mut list in lists {
            sort_by_unit(&mut list);
            let merged = list.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|(_, v)| v).sum()));
            let before = pairs.partners.len();
            pairs.partners.extend(merged);
            pairs.counts.push((pairs.partners.len() - before) as u32);
        }
        pairs
    }

    /// Σᵢⱼ wᵢⱼ zᵢ zⱼ.
    fn cross_products(&self, z: &[f64]) -> f64 {
        let (mut rest, mut sum) = (self.partners.as_slice(), 0.0);
        for (zi, count) in z.iter().zip(&self.counts) {
            let (own, after) = rest.split_at(*count as usize);
            sum += zi * own.iter().map(|(j, weight)| weight * z[*j as usize]).sum::<f64>();
            rest = after;
        }
        sum
    }
}

/// Result of a permutation test of a statistic of the whole map.
#[derive(Clone, Debug, PartialEq)]
pub struct GlobalPermutations {
    /// The statistic of the column as it is.
    pub value: f64,
    /// The statistic of each random order, in the order drawn.
    pub simulated: Vec<f64>,
    /// Mean of the simulated values; approaches the expected value under randomisation.
    pub mean: f64,
    /// Variance of the simulated values (divisor m); approaches the variance under randomisation.
    pub variance: f64,
    /// How many of them are at least, and at most, the observed one.
    pub tails: TailCounts,
}

impl GlobalPermutations {
    /// (r + 1) / (m + 1), see [`TailCounts::p`].
    pub fn p(&self, alternative: Alternative) -> f64 {
        self.tails.p(self.simulated.len() as u32, alternative)
    }
}

/// Computes the statistic for random orders of the scores.
pub(super) fn shuffled(
    z: &[f64],
    w: &SpatialWeights,
    form: &Form,
    permutations: Permutations,
    progress: &mut dyn FnMut(f64),
) -> Result<GlobalPermutations, StatError> {
    if permutations.count == 0 {
        return Err(StatError::Parameter);
    }
    let (pairs, sums) = (Pairs::of(w), row_and_column_sums(w));
    let value = form.of(z, &pairs, &sums);
    let mut random = Random::new(permutations.seed);
    let mut z = z.to_vec();
    let mut simulated = Vec::with_capacity(permutations.count.min(100_000) as usize);
    for done in 0..permutations.count {
        if done % 16 == 0 {
            progress(f64::from(done) / f64::from(permutations.count));
        }
        random.shuffle(&mut z);
        simulated.push(form.of(&z, &pairs, &sums));
    }
    progress(1.0);
    summary(value, simulated)
}

fn summary(value: f64, simulated: Vec<f64>) -> Result<GlobalPermutations, StatError> {
    let m = simulated.len() as f64;
    // The same pairs in another order add up to another last digit: that is a tie.
    let slack = 1e-12 * value.abs().max(1e-3);
    let count = |holds: &dyn Fn(f64) -> bool| simulated.iter().filter(|s| holds(**s)).count() as u32;
    let tails = TailCounts { at_least: count(&|s| s >= value - slack), at_most: count(&|s| s <= value + slack) };
    let mean = simulated.iter().sum::<f64>() / m;
    let variance = simulated.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>() / m;
    if value.is_finite() && mean.is_finite() && variance.is_finite() {
        return Ok(GlobalPermutations { value, simulated, mean, variance, tails });
    }
    Err(StatError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::super::{geary, geary_permutations, general_g, general_g_permutations, moran, moran_permutations};
    use super::*;

    type Statistic<'a> = &'a dyn Fn(&[f64]) -> f64;

    fn one_way_links() -> SpatialWeights {
        SpatialWeights::binary(&[vec![1, 2], vec![0], vec![3, 4], vec![2], vec![1], vec![]]).unwrap()
    }

    const X: [f64; 6] = [3.0, 0.5, 7.5, 1.0, 2.0, 4.0];

    fn orders(values: &mut Vec<f64>, from: usize, each: &mut dyn FnMut(&[f64])) {
        if from == values.len() {
            return each(values);
        }
        for other in from..values.len() {
            values.swap(from, other);
            orders(values, from + 1, each);
            values.swap(from, other);
        }
    }

    /// Mean and variance over all 720 orders are the closed forms, for weights that are not symmetric and an island.
    #[test]
    fn all_orders_have_the_moments_of_the_formulas() {
        for w in [one_way_links(), one_way_links().row_standardised()] {
            let statistics: [(Statistic, f64, f64); 3] = [
                (&|x| moran(x, &w).unwrap().value, -0.2, moran(&X, &w).unwrap().randomisation.variance),
                (&|x| geary(x, &w).unwrap().value, 1.0, geary(&X, &w).unwrap().randomisation.variance),
                (
                    &|x| general_g(x, &w).unwrap().value,
                    general_g(&X, &w).unwrap().randomisation.expected,
                    general_g(&X, &w).unwrap().randomisation.variance,
                ),
            ];
            for (statistic, expected, variance) in statistics {
                let mut found = Vec::new();
                orders(&mut X.to_vec(), 0, &mut |x| found.push(statistic(x)));
                let all = summary(found[0], found).unwrap();
                assert!((all.mean - expected).abs() < 1e-12, "{} {expected}", all.mean);
                assert!((all.variance / variance - 1.0).abs() < 1e-10, "{} {variance}", all.variance);
            }
        }
    }

    #[test]
    fn shuffles_start_from_the_statistic_and_keep_to_their_seed() {
        let w = one_way_links().row_standardised();
        let few = Permutations { count: 50, seed: 3 };
        let mut told = Vec::new();
        let a = moran_permutations(&X, &w, few, &mut |done| told.push(done)).unwrap();
        assert!((a.value - moran(&X, &w).unwrap().value).abs() < 1e-14);
        assert_eq!(a, moran_permutations(&X, &w, few, &mut |_| {}).unwrap());
        assert!(told.is_sorted() && told.first() == Some(&0.0) && told.last() == Some(&1.0));
        let c = geary_permutations(&X, &w, few, &mut |_| {}).unwrap();
        assert!((c.value - geary(&X, &w).unwrap().value).abs() < 1e-14);
        let g = general_g_permutations(&X, &w, few, &mut |_| {}).unwrap();
        assert!((g.value - general_g(&X, &w).unwrap().value).abs() < 1e-14);
        let none = Permutations { count: 0, seed: 3 };
        assert_eq!(moran_permutations(&X, &w, none, &mut |_| {}).err(), Some(StatError::Parameter));
    }
}
