//! Sums of products of columns, the work behind every covariance.

use super::{Column, Panels};

/// Rows that are worked through at a time: their sums stay in the processor's first cache.
const BLOCK: usize = 256;

/// Σ aₖ bₖ, in eight running totals that a compiler may keep side by side; of the shorter length.
pub(in crate::stats) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().min(b.len());
    let ((a, a_rest), (b, b_rest)) = (a[..n].as_chunks::<8>(), b[..n].as_chunks::<8>());
    let mut totals = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for ((total, a), b) in totals.iter_mut().zip(a).zip(b) {
            *total += a * b;
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    let [p, q, r, s, t, u, v, w] = totals;
    ((p + q) + (r + s)) + ((t + u) + (v + w)) + rest
}

/// The sums Σₖ xᵢₖ xⱼₖ of all pairs of columns, as a square matrix row by row: XᵀX.
///
/// Of columns from [`super::unit_deviations`] it is the correlation matrix.
pub(in crate::stats) fn cross_products<C: AsRef<[f64]>>(columns: &[C]) -> Vec<f64> {
    let p = columns.len();
    let rows = columns.iter().map(|c| c.as_ref().len()).min().unwrap_or(0);
    let mut panels = Panels::new(rows, columns.iter().map(|column| Column::plain(column.as_ref())).collect());
    let mut sums = panels.products(&mut |_| {});
    for i in 0..p {
        for j in 0..i {
            sums[i * p + j] = sums[j * p + i];
        }
    }
    sums
}

/// The weighted sum of columns, Σⱼ wⱼ xⱼₖ for each row k.
///
/// The rows are taken in blocks, the columns four by four, so that the sums are read and written seldom.
pub(in crate::stats) fn weighted_sum<C: AsRef<[f64]>>(columns: &[C], weights: &[f64]) -> Vec<f64> {
    let rows = columns.iter().map(|c| c.as_ref().len()).min().unwrap_or(0);
    let mut sums = vec![0.0; rows];
    for (sums, start) in sums.chunks_mut(BLOCK).zip((0..).step_by(BLOCK)) {
        let end = start + sums.len();
        let mut pairs = columns.iter().map(|c| &c.as_ref()[start..end]).zip(weights);
        while let Some((a, u)) = pairs.next() {
            match (pairs.next(), pairs.next(), pairs.next()) {
                (Some((b, v)), Some((c, w)), Some((d, x))) => {
                    let four = a.iter().zip(b).zip(c.iter().zip(d));
                    sums.iter_mut().zip(four).for_each(|(s, ((a, b), (c, d)))| *s += (u * a + v * b) + (w * c + x * d));
                }
                (second, third, _) => {
                    for (a, u) in [Some((a, u)), second, third].into_iter().flatten() {
                        sums.iter_mut().zip(a).for_each(|(s, a)| *s += u * a);
                    }
                }
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::super::Random;
    use super::*;

    #[test]
    fn as_the_plain_loop() {
        let mut random = Random::new(1);
        for (p, n) in [(1, 1), (2, 3), (3, 255), (4, 256), (5, 700), (7, 1_031)] {
            let columns: Vec<Vec<f64>> = (0..p).map(|_| (0..n).map(|_| random.uniform() - 0.5).collect()).collect();
            let found = cross_products(&columns);
            for i in 0..p {
                for j in 0..p {
                    let plain: f64 = columns[i].iter().zip(&columns[j]).map(|(a, b)| a * b).sum();
                    assert!((found[i * p + j] - plain).abs() < 1e-12, "{p} {n} {i} {j}");
                    assert!((dot(&columns[i], &columns[j]) - plain).abs() < 1e-12);
                }
            }
        }
        assert!(cross_products::<Vec<f64>>(&[]).is_empty());
    }

    #[test]
    fn weighted_sums_as_the_plain_loop() {
        let mut random = Random::new(2);
        for (p, n) in [(0, 0), (1, 1), (2, 3), (3, 255), (4, 256), (5, 700), (11, 300)] {
            let columns: Vec<Vec<f64>> = (0..p).map(|_| (0..n).map(|_| random.uniform() - 0.5).collect()).collect();
            let weights: Vec<f64> = (0..p).map(|_| random.uniform()).collect();
            let found = weighted_sum(&columns, &weights);
            assert_eq!(found.len(), n);
            for (k, sum) in found.iter().enumerate() {
                let plain: f64 = columns.iter().zip(&weights).map(|(c, w)| w * c[k]).sum();
                assert!((sum - plain).abs() < 1e-14, "{p} {n} {k}");
            }
        }
    }
}
