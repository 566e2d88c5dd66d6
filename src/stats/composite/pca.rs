//! Principal components of a set of indicators.

use super::super::StatError;
use super::super::matrix::{Column, Panels, same_length, symmetric_eigen};

/// Loadings smaller than this have no sign that could be trusted.
const NO_SIGN: f64 = 1e-12;

/// The principal components of standardised columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Pca {
    /// Variance along each component, greatest first. They add up to the number of columns.
    pub eigenvalues: Vec<f64>,
    /// Share of the whole variance that each component explains; adds up to 1.
    pub explained: Vec<f64>,
    /// `vectors[k][j]` is the weight of column j in component k; each vector has length 1, so that the squares of its
    /// weights add up to 1.
    pub vectors: Vec<Vec<f64>>,
    /// `scores[k][i]` is the position of unit i on component k, for as many components as were asked for; mean 0,
    /// variance `eigenvalues[k]` (divisor n − 1).
    pub scores: Vec<Vec<f64>>,
}

impl Pca {
    /// Correlations of the columns with component k, the *loadings*: vector times √eigenvalue. None if there is no
    /// such component.
    ///
    /// ```
    /// use sozialatlas::stats::pca;
    /// // r = 0.5, so the first eigenvalue is 1.5 along (1, 1)/√2: both loadings are √(1.5 / 2).
    /// let found = pca(&[vec![1.0, 2.0, 3.0], vec![10.0, 30.0, 20.0]], 0, 0).unwrap();
    /// assert!((found.loadings(0).unwrap()[1] - 0.75f64.sqrt()).abs() < 1e-12);
    /// assert_eq!(found.loadings(2), None);
    /// ```
    pub fn loadings(&self, component: usize) -> Option<Vec<f64>> {
        let (vector, value) = (self.vectors.get(component)?, self.eigenvalues.get(component)?);
        Some(vector.iter().map(|v| v * value.sqrt()).collect())
    }

    /// How many components explain more than one column on average does (eigenvalue above 1): the rule of Kaiser
    /// (1960), which tends to keep too many. Values above 1 only by rounding do not count.
    ///
    /// ```
    /// use sozialatlas::stats::pca;
    /// // Eigenvalues 1.5 and 0.5: only the first explains more than one column does.
    /// let found = pca(&[vec![1.0, 2.0, 3.0], vec![10.0, 30.0, 20.0]], 0, 0).unwrap();
    /// assert_eq!(found.kaiser(), 1);
    /// ```
    pub fn kaiser(&self) -> usize {
        self.eigenvalues.iter().filter(|v| **v > 1.0 + 1e-9).count()
    }

    /// The smallest distance between neighbouring eigenvalues, as a share of the greatest. None with one column.
    ///
    /// Near 0 two components explain the same, and their vectors are any two directions at right angles in the plane
    /// that they span: a small change of the data may turn them.
    ///
    /// ```
    /// use sozialatlas::stats::pca;
    /// // (1.5 − 0.5) / 1.5.
    /// let found = pca(&[vec![1.0, 2.0, 3.0], vec![10.0, 30.0, 20.0]], 0, 0).unwrap();
    /// assert!((found.smallest_gap().unwrap() - 2.0 / 3.0).abs() < 1e-12);
    /// ```
    pub fn smallest_gap(&self) -> Option<f64> {
        let first = self.eigenvalues.first()?;
        self.eigenvalues.windows(2).map(|pair| (pair[0] - pair[1]) / first).reduce(f64::min)
    }
}

/// Principal component analysis of the correlation matrix (Pearson 1901, Hotelling 1933).
///
/// The columns are standardised (z with divisor n − 1), so that units of measurement do not matter. The first component
/// is the weighted sum Σⱼ vⱼ zⱼ, Σ vⱼ² = 1, that varies most among the units; each further one varies most among those
/// uncorrelated with the former. The `vⱼ` solve R v = λ v for the correlation matrix R, and λ is the component's
/// variance.
///
/// A component's sign is arbitrary in itself. Here every component is turned so that column `anchor` has a weight of at
/// least 0 in it: with the unemployment rate as anchor, high scores mean much unemployment. Where the anchor's weight is
/// 0 (below 1e-12), the first column with a weight decides. `keep` is the number of components for which scores are
/// computed; more than there are columns means all.
///
/// Columns may depend on each other (shares that add up to 100 %), and there may be more columns than units: some
/// eigenvalues are then 0.
///
/// # Errors
/// [`StatError::TooFew`] without columns or with fewer than two units, [`StatError::Lengths`], [`StatError::NotFinite`],
/// [`StatError::NoVariation`] if a column is constant, [`StatError::Parameter`] if there is no column `anchor`.
///
/// ```
/// use sozialatlas::stats::pca;
/// // z of both columns: (−1, 0, 1) and (−1, 1, 0), so r = (1 + 0 + 0) / 2 = 0.5.
/// // Eigenvalues of [1 0.5; 0.5 1]: 1 ± 0.5, along (1, 1)/√2 and (1, −1)/√2.
/// let found = pca(&[vec![1.0, 2.0, 3.0], vec![10.0, 30.0, 20.0]], 0, 2).unwrap();
/// assert!((found.eigenvalues[0] - 1.5).abs() < 1e-12 && (found.explained[1] - 0.25).abs() < 1e-12);
/// assert!((found.vectors[1][1] + 0.5f64.sqrt()).abs() < 1e-12); // the anchor's weight is +√½
/// assert!((found.scores[0][0] + 2.0f64.sqrt()).abs() < 1e-12); // (−1 − 1) / √2
/// assert_eq!(found.kaiser(), 1);
/// ```
pub fn pca<C: AsRef<[f64]>>(columns: &[C], anchor: usize, keep: usize) -> Result<Pca, StatError> {
    let n = same_length(columns)?;
    if n < 2 {
        return Err(StatError::TooFew { needed: 2, got: n });
    }
    if anchor >= columns.len() {
        return Err(StatError::Parameter);
    }
    let mut centred = Vec::with_capacity(columns.len());
    for column in columns {
        centred.push(Column::centred(column.as_ref(), 2)?);
    }
    let mut panels = Panels::new(n, centred);
    let (correlations, inverses) = correlations(panels.centred_products(&mut |_| {}), columns.len())?;
    let mut eigen = symmetric_eigen(&correlations, columns.len());
    eigen.values.iter_mut().for_each(|v| *v = v.max(0.0));
    eigen.vectors.iter_mut().for_each(|v| turn(v, anchor));
    let total: f64 = eigen.values.iter().sum();
    let to_z = ((n - 1) as f64).sqrt();
    let score = |vector: &Vec<f64>| {
        let weights: Vec<f64> = vector.iter().zip(&inverses).map(|(v, inverse)| v * inverse * to_z).collect();
        panels.weighted_sum(&weights)
    };
    Ok(Pca {
        explained: eigen.values.iter().map(|v| v / total).collect(),
        scores: eigen.vectors.iter().take(keep).map(score).collect(),
        eigenvalues: eigen.values,
        vectors: eigen.vectors,
    })
}

/// The correlation matrix from product sums, and for each column 1 over the length of its deviations.
///
/// # Errors
/// [`StatError::NoVariation`] where a column varies by nothing but rounding.
fn correlations(mut matrix: Vec<f64>, columns: usize) -> Result<(Vec<f64>, Vec<f64>), StatError> {
    let squares: Vec<f64> = (0..columns).map(|j| matrix[j * columns + j]).collect();
    if squares.iter().any(|square| *square <= 0.0) {
        return Err(StatError::NoVariation);
    }
    let inverses: Vec<f64> = squares.iter().map(|square| 1.0 / square.sqrt()).collect();
    for i in 0..columns {
        for j in i..columns {
            let r = matrix[i * columns + j] * inverses[i] * inverses[j];
            (matrix[i * columns + j], matrix[j * columns + i]) = (r, r);
        }
    }
    Ok((matrix, inverses))
}

/// Turns a vector so that the anchor, or else the first column with a weight, has a positive one.
fn turn(vector: &mut [f64], anchor: usize) {
    let decides = |v: &&f64| v.abs() > NO_SIGN;
    let weight = vector.get(anchor).filter(decides).or_else(|| vector.iter().find(decides));
    if weight.is_some_and(|w| *w < 0.0) {
        vector.iter_mut().for_each(|v| *v = -*v);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::matrix::dot;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dependent_columns_have_a_zero_eigenvalue() {
        let found = pca(&[vec![1.0, 2.0, 4.0], vec![3.0, 2.0, 0.0]], 1, 9).unwrap();
        assert!((found.eigenvalues[0] - 2.0).abs() < 1e-12 && found.eigenvalues[1].abs() < 1e-12);
        assert!(found.vectors[0][1] > 0.0 && found.vectors[0][0] < 0.0 && found.scores.len() == 2);
        assert!((found.smallest_gap().unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(pca(&[vec![1.0, 2.0]], 0, 0).unwrap().smallest_gap(), None);
    }

    #[test]
    fn undefined_is_refused() {
        assert_eq!(pca::<Vec<f64>>(&[], 0, 1), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(pca(&[vec![1.0]], 0, 1), Err(StatError::TooFew { needed: 2, got: 1 }));
        assert_eq!(pca(&[vec![1.0, 2.0]], 1, 1), Err(StatError::Parameter));
        assert_eq!(pca(&[vec![1.0, 2.0], vec![5.0, 5.0]], 0, 1), Err(StatError::NoVariation));
        assert_eq!(pca(&[vec![1.0, 2.0], vec![5.0]], 0, 1), Err(StatError::Lengths { left: 2, right: 1 }));
    }

    proptest! {
        #[test]
        fn scores_have_the_eigenvalues_as_variances(columns in (1usize..6, 2usize..20).prop_flat_map(|(p, n)|
            proptest::collection::vec(proptest::collection::vec(proptest::num::f64::ANY, n), p))) {
            if let Ok(found) = pca(&columns, 0, columns.len()) {
                let n = columns[0].len() as f64;
                prop_assert!((found.eigenvalues.iter().sum::<f64>() - columns.len() as f64).abs() < 1e-9);
                prop_assert!((found.explained.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                for (k, score) in found.scores.iter().enumerate() {
                    prop_assert!(score.iter().sum::<f64>().abs() < 1e-9 && found.vectors[k][0] > -1e-9);
                    prop_assert!((dot(score, score) / (n - 1.0) - found.eigenvalues[k]).abs() < 1e-9);
                }
            }
        }
    }
}
