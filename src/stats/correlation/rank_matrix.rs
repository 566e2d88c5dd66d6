//! Rank correlations of every column with every other one.

use super::super::StatError;
use super::super::check::{each_column, slices};
use super::centred::paired;
use super::kendall::Places;
use super::matrix::{CorrelationMatrix, pearson_matrix};
use super::spearman::average_ranks;

/// Spearman's rank correlation ([`spearman`](super::spearman())) of every pair of columns; columns of equal values are
/// None. Every column is ranked once.
///
/// # Errors
/// As [`pearson_matrix`].
///
/// ```
/// use sozialatlas::stats::spearman_matrix;
/// let rho = spearman_matrix(&[&[1.0, 2.0, 9.0], &[1.0, 4.0, 5.0]], &mut |_| {}).unwrap();
/// assert!((rho.get(0, 1).unwrap() - 1.0).abs() < 1e-15);
/// ```
pub fn spearman_matrix(columns: &[&[f64]], progress: &mut dyn FnMut(f64)) -> Result<CorrelationMatrix, StatError> {
    let ranked = each_column(columns, &average_ranks)?;
    pearson_matrix(&slices(&ranked), progress)
}

/// How much is done between two messages: some 30 pairs of 11,000 units and 5 milliseconds among 80 columns.
const STEP: f64 = 0.01;

/// Kendall's tau-b ([`kendall`](super::kendall())) of every pair of columns; columns of equal values are None. Every
/// column is sorted once, every pair takes n log n steps. `progress` is told the share that is done.
///
/// # Errors
/// As [`pearson_matrix`].
///
/// ```
/// use sozialatlas::stats::kendall_matrix;
/// let tau = kendall_matrix(&[&[1.0, 2.0, 3.0], &[1.0, 5.0, 4.0]], &mut |_| {}).unwrap();
/// assert!((tau.get(1, 0).unwrap() - 1.0 / 3.0).abs() < 1e-15);
/// ```
pub fn kendall_matrix(columns: &[&[f64]], progress: &mut dyn FnMut(f64)) -> Result<CorrelationMatrix, StatError> {
    if let Some(first) = columns.first() {
        columns.iter().try_for_each(|column| paired(first, column))?;
    }
    let places = columns.iter().map(|column| Places::of(column)).collect::<Result<Vec<_>, _>>()?;
    let varies: Vec<bool> = places.iter().map(Places::varies).collect();
    let pairs = (columns.len() * columns.len().saturating_sub(1) / 2).max(1) as f64;
    let (mut done, mut told) = (0.0, 0.0);
    let matrix = CorrelationMatrix::of(&varies, |i, j| {
        done += 1.0 / pairs;
        if done - told > STEP {
            told = done;
            progress(done.min(1.0));
        }
        // Both vary, so that tau-b is defined.
        places[i].with(&places[j]).tau_b().unwrap_or_default()
    });
    progress(1.0);
    Ok(matrix)
}

#[cfg(test)]
mod tests {
    use super::super::{kendall, spearman};
    use super::*;

    #[test]
    fn as_pair_by_pair() {
        let (a, b, c, d) = ([1.0, 2.0, 2.0, 5.0], [4.0, 1.0, 3.0, 3.0], [9.0, 9.0, 9.0, 9.0], [0.0, 7.0, -1.0, 2.0]);
        let columns: [&[f64]; 4] = [&a, &b, &c, &d];
        let mut told = 0.0;
        let tau = kendall_matrix(&columns, &mut |share| told = share).unwrap();
        let rho = spearman_matrix(&columns, &mut |_| {}).unwrap();
        assert_eq!(told, 1.0);
        for (i, x) in columns.iter().enumerate() {
            for (j, y) in columns.iter().enumerate().filter(|(j, _)| *j != i) {
                assert_eq!(tau.get(i, j), kendall(x, y).ok());
                assert!(match (rho.get(i, j), spearman(x, y).ok()) {
                    (Some(a), Some(b)) => (a - b).abs() < 1e-15,
                    (a, b) => a == b,
                });
            }
        }
        assert_eq!((tau.get(0, 0), tau.get(2, 2)), (Some(1.0), None));
        let ragged: [&[f64]; 2] = [&a, &[1.0, 2.0]];
        assert_eq!(kendall_matrix(&ragged, &mut |_| {}), Err(StatError::Lengths { left: 4, right: 2 }));
        assert_eq!(spearman_matrix(&ragged, &mut |_| {}), Err(StatError::Lengths { left: 4, right: 2 }));
    }
}
