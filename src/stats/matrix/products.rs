//! Sums of products of columns, the work behind every covariance.

/// Rows that are worked through at a time: twenty columns of them stay in the processor's first cache.
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
/// Of columns from [`super::deviations`] it is the correlation matrix. The rows are taken in blocks that fit the cache,
/// the columns two by two, so that each number loaded serves twice.
pub(in crate::stats) fn cross_products<C: AsRef<[f64]>>(columns: &[C]) -> Vec<f64> {
    let p = columns.len();
    let rows = columns.iter().map(|c| c.as_ref().len()).min().unwrap_or(0);
    let mut sums = vec![0.0; p * p];
    for start in (0..rows).step_by(BLOCK) {
        let end = (start + BLOCK).min(rows);
        let block: Vec<&[f64]> = columns.iter().map(|c| &c.as_ref()[start..end]).collect();
        for i in (0..p).step_by(2) {
            for j in (0..=i).step_by(2) {
                add_pairs(&mut sums, p, &block, i, j);
            }
        }
    }
    for i in 0..p {
        for j in i + 1..p {
            sums[i * p + j] = sums[j * p + i];
        }
    }
    sums
}

/// Adds the products of the columns i, i + 1 with j, j + 1, as far as they exist.
fn add_pairs(sums: &mut [f64], p: usize, block: &[&[f64]], i: usize, j: usize) {
    let (i1, j1) = ((i + 1).min(p - 1), (j + 1).min(p - 1));
    let found = dot_two_by_two(block[i], block[i1], block[j], block[j1]);
    sums[i * p + j] += found[0];
    if j1 > j && i > j {
        sums[i * p + j1] += found[1];
    }
    if i1 > i {
        sums[i1 * p + j] += found[2];
        if j1 > j {
            sums[i1 * p + j1] += found[3];
        }
    }
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

/// The four sums of products a·c, a·d, b·c, b·d of columns of the same length.
fn dot_two_by_two(a: &[f64], b: &[f64], c: &[f64], d: &[f64]) -> [f64; 4] {
    let ((a4, a_rest), (b4, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let ((c4, c_rest), (d4, d_rest)) = (c.as_chunks::<4>(), d.as_chunks::<4>());
    let (mut ac, mut ad, mut bc, mut bd) = ([0.0; 4], [0.0; 4], [0.0; 4], [0.0; 4]);
    for ((a, b), (c, d)) in a4.iter().zip(b4).zip(c4.iter().zip(d4)) {
        for k in 0..4 {
            ac[k] += a[k] * c[k];
            ad[k] += a[k] * d[k];
            bc[k] += b[k] * c[k];
            bd[k] += b[k] * d[k];
        }
    }
    let end = |t: [f64; 4], x: &[f64], y: &[f64]| {
        (t[0] + t[1]) + (t[2] + t[3]) + x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>()
    };
    [end(ac, a_rest, c_rest), end(ad, a_rest, d_rest), end(bc, b_rest, c_rest), end(bd, b_rest, d_rest)]
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
