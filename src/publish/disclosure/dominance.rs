//! Cells that few contributors make up, although there are enough of them.

/// The contributions from the largest to the smallest, and their sum; `None` if something is no finite number.
fn sorted(contributions: &[f64]) -> Option<(Vec<f64>, f64)> {
    let mut sizes: Vec<f64> = contributions.iter().map(|contribution| contribution.abs()).collect();
    let sum: f64 = sizes.iter().sum();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sum.is_finite().then_some((sizes, sum))
}

/// The (n, k) rule: do the `n` largest contributors make up more than `k` per cent of the cell?
///
/// A sum over many enterprises or providers tells the figure of one of them if that one is nearly the whole sum. The
/// cell is withheld if `x1 + ... + xn > k / 100 * X`, with the contributions sorted from the largest down and `X` their
/// sum (Hundepool et al. 2012, *Statistical Disclosure Control*, section 4.2.1). Offices commonly take n = 1 with k from
/// 70 to 90, or n = 2 with k from 85 to 95, and keep the parameters to themselves.
///
/// Contributions of both signs (balances) count by their size. No contributor, or only contributions of zero: nothing
/// dominates. A contribution that is no finite number makes the answer `true`, since nothing can be shown.
///
/// ```
/// use sozialatlas::publish::disclosure::is_dominated;
/// // 80 + 10 + 6 + 4 = 100: the largest has 80 %, the two largest 90 %.
/// let providers = [6.0, 80.0, 4.0, 10.0];
/// assert!(is_dominated(&providers, 1, 75.0));
/// assert!(!is_dominated(&providers, 1, 80.0)); // exactly 80 % is not more than 80 %
/// assert!(is_dominated(&providers, 2, 85.0));
/// ```
pub fn is_dominated(contributions: &[f64], n: usize, k: f64) -> bool {
    let Some((sizes, sum)) = sorted(contributions) else { return true };
    let largest: f64 = sizes.iter().take(n).sum();
    largest > 0.0 && (k.is_nan() || largest > k / 100.0 * sum)
}

/// The p% rule: can the second largest contributor compute the largest one's figure to within `p` per cent?
///
/// Whoever contributes `x2` knows it, subtracts it from the published sum `X`, and has `X - x2` as an upper estimate of
/// `x1`; it is too high by the others' sum `X - x1 - x2`. The cell is withheld if that is less than `p / 100 * x1`
/// (Hundepool et al. 2012, section 4.2.2, who prefer the rule to (n, k) because it says what is protected). A sole
/// contributor is always exposed: the sum is its figure.
///
/// Signs, zeros and numbers that are not finite as in [`is_dominated`].
///
/// ```
/// use sozialatlas::publish::disclosure::is_estimable;
/// // X = 100, x1 = 80, x2 = 10: the others' sum is 10, and 10 % of 80 is 8. Not within 10 %, but within 15 % (12).
/// let providers = [6.0, 80.0, 4.0, 10.0];
/// assert!(!is_estimable(&providers, 10.0));
/// assert!(is_estimable(&providers, 15.0));
/// assert!(is_estimable(&[80.0], 1.0));
/// ```
pub fn is_estimable(contributions: &[f64], p: f64) -> bool {
    let Some((sizes, _)) = sorted(contributions) else { return true };
    let largest = sizes.first().copied().unwrap_or(0.0);
    let others: f64 = sizes.iter().skip(2).sum();
    largest > 0.0 && (p.is_nan() || others < p / 100.0 * largest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_dominates_nothing() {
        assert!(!is_dominated(&[], 1, 75.0));
        assert!(!is_dominated(&[0.0, 0.0], 1, 75.0));
        assert!(!is_estimable(&[], 10.0));
        assert!(!is_estimable(&[0.0], 10.0));
    }

    #[test]
    fn balances_count_by_their_size() {
        assert!(is_dominated(&[-90.0, 5.0, 5.0], 1, 75.0));
        assert!(is_estimable(&[-90.0, 5.0, 5.0], 10.0));
    }

    #[test]
    fn what_cannot_be_added_counts_as_dominated() {
        assert!(is_dominated(&[f64::NAN, 1.0], 1, 75.0));
        assert!(is_dominated(&[f64::MAX, f64::MAX], 1, 75.0));
        assert!(is_estimable(&[f64::INFINITY], 10.0));
        assert!(is_dominated(&[1.0, 1.0], 1, f64::NAN));
    }
}
