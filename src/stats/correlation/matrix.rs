//! Correlations of every column with every other one.

use super::super::StatError;
use super::super::matrix::{Column, Panels};
use super::centred::{paired, ratio};

/// The correlations of every pair of columns: a symmetric matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrelationMatrix {
    columns: usize,
    cells: Vec<Option<f64>>,
}

impl CorrelationMatrix {
    /// Number of columns (and rows).
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The coefficient of columns `i` and `j`. None where one of them has only equal values (also on the diagonal), and
    /// outside the matrix.
    pub fn get(&self, i: usize, j: usize) -> Option<f64> {
        if i < self.columns && j < self.columns {
            self.cells.get(i * self.columns + j).copied().flatten()
        } else {
            None
        }
    }

    /// All coefficients, row by row.
    pub fn cells(&self) -> &[Option<f64>] {
        &self.cells
    }

    /// A matrix from its cells above the diagonal; 1 on the diagonal of every column that `varies`.
    pub(super) fn of(varies: &[bool], mut above: impl FnMut(usize, usize) -> f64) -> CorrelationMatrix {
        let columns = varies.len();
        let mut cells = vec![None; columns * columns];
        for i in (0..columns).filter(|i| varies[*i]) {
            cells[i * columns + i] = Some(1.0);
            for j in (i + 1..columns).filter(|j| varies[*j]) {
                let value = above(i, j);
                cells[i * columns + j] = Some(value);
                cells[j * columns + i] = Some(value);
            }
        }
        CorrelationMatrix { columns, cells }
    }
}

/// Pearson's correlation ([`pearson`](super::pearson())) of every pair of columns.
///
/// A column of equal values has no correlation with any other: its row and column are None, the others are computed.
/// Without columns the matrix is empty. No p-values: among 80 columns are 3,160 pairs, of which 158 would pass 5 % by
/// chance alone.
///
/// The columns are centred once; 80 columns of 11,000 values take 35 million multiplications, in blocks that stay
/// in the processor's caches. `progress` is told the share that is done.
///
/// # Errors
/// [`StatError::TooFew`] with fewer than two values a column, [`StatError::Lengths`] unless all columns have the same
/// length, [`StatError::NotFinite`].
///
/// ```
/// use sozialatlas::stats::pearson_matrix;
/// let (a, b, c) = ([1.0, 2.0, 3.0], [6.0, 4.0, 2.0], [5.0, 5.0, 5.0]);
/// let r = pearson_matrix(&[&a, &b, &c], &mut |_| {}).unwrap();
/// assert!((r.get(0, 1).unwrap() + 1.0).abs() < 1e-15); // b = 8 − 2a
/// assert_eq!((r.get(1, 1), r.get(0, 2)), (Some(1.0), None)); // c does not vary
/// ```
pub fn pearson_matrix(columns: &[&[f64]], progress: &mut dyn FnMut(f64)) -> Result<CorrelationMatrix, StatError> {
    let rows = columns.first().map_or(0, |c| c.len());
    let mut centred = Vec::with_capacity(columns.len());
    for column in columns {
        paired(columns[0], column)?;
        centred.push(match Column::centred(column, 2) {
            Err(StatError::NoVariation) => Column::plain(&[]),
            other => other?,
        });
    }
    let products = Panels::new(rows, centred).centred_products(progress);
    let square = |i: usize| products[i * columns.len() + i];
    let varies: Vec<bool> = (0..columns.len()).map(|i| square(i) > 0.0).collect();
    Ok(CorrelationMatrix::of(&varies, |i, j| ratio(products[i * columns.len() + j], square(i), square(j))))
}

#[cfg(test)]
mod tests {
    use super::super::pearson;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_pair_by_pair(seed in 0u64..1000, columns in 1usize..8, rows in 2usize..40) {
            let mut random = crate::stats::Random::new(seed);
            let all: Vec<Vec<f64>> = (0..columns).map(|_| (0..rows).map(|_| random.normal()).collect()).collect();
            let slices: Vec<&[f64]> = all.iter().map(Vec::as_slice).collect();
            let found = pearson_matrix(&slices, &mut |_| {}).unwrap();
            for i in 0..columns {
                for j in 0..columns {
                    let pair = pearson(&all[i], &all[j]).unwrap();
                    prop_assert!((found.get(i, j).unwrap() - pair).abs() < 1e-12);
                    prop_assert_eq!(found.get(i, j), found.get(j, i));
                }
            }
        }

        #[test]
        fn wild_columns_give_numbers_between_minus_one_and_one(a in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL, 5), b in prop::collection::vec(prop::num::f64::NORMAL, 5)) {
            let found = pearson_matrix(&[&a, &b], &mut |_| {}).unwrap();
            prop_assert!(found.get(0, 1).is_none_or(|r| (-1.0..=1.0).contains(&r)));
        }
    }

    #[test]
    fn refusals() {
        let refused = |columns: &[&[f64]]| pearson_matrix(columns, &mut |_| {}).unwrap_err();
        assert_eq!(refused(&[&[1.0, 2.0], &[1.0]]), StatError::Lengths { left: 2, right: 1 });
        assert_eq!(refused(&[&[1.0, f64::NAN]]), StatError::NotFinite);
        assert_eq!(refused(&[&[1.0]]), StatError::TooFew { needed: 2, got: 1 });
        let empty = pearson_matrix(&[], &mut |_| {}).unwrap();
        assert_eq!((empty.columns(), empty.get(0, 0)), (0, None));
        let far = pearson_matrix(&[&[1.0, 2.0], &[2.0, 1.0]], &mut |_| {}).unwrap();
        assert_eq!((far.get(0, 2), far.get(usize::MAX, 0), far.cells().len()), (None, None, 4));
    }
}
