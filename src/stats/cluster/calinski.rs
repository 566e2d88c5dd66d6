//! How well separated clusters are: the variance ratio.

use super::super::StatError;
use super::Partition;

/// The Calinski-Harabasz index (Caliński & Harabasz 1974): variance between the clusters over variance within them,
///
/// CH = (B / (k − 1)) / (W / (n − k)), B = total − W,
///
/// where W is the sum of squares within. An aid for choosing k: compute it for several k of the same points and look for
/// a maximum. It favours round clusters of similar spread, and has no threshold above which clusters are "real".
///
/// # Errors
/// [`StatError::Parameter`] for fewer than two clusters, [`StatError::TooFew`] if every unit is a cluster,
/// [`StatError::NoVariation`] if nothing varies within the clusters.
///
/// ```
/// use sozialatlas::stats::{Partition, Points, calinski_harabasz};
/// let points = Points::new(&[[0.0, 2.0, 10.0, 12.0]]).unwrap();
/// let found = Partition::of(&points, vec![0, 0, 1, 1]).unwrap();
/// // W = 2 + 2, total = 36 + 16 + 16 + 36 = 104, B = 100: (100 / 1) / (4 / 2).
/// assert_eq!(calinski_harabasz(&found), Ok(50.0));
/// ```
pub fn calinski_harabasz(partition: &Partition) -> Result<f64, StatError> {
    let (n, k) = (partition.labels.len(), partition.clusters.len());
    if k < 2 {
        return Err(StatError::Parameter);
    }
    if n <= k {
        return Err(StatError::TooFew { needed: k + 1, got: n });
    }
    let within = partition.within_ss();
    if within <= 0.0 {
        return Err(StatError::NoVariation);
    }
    let between = (partition.total_ss - within).max(0.0);
    let ratio = (between / within) * ((n - k) as f64 / (k - 1) as f64);
    if ratio.is_finite() { Ok(ratio) } else { Err(StatError::Overflow) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Points;

    #[test]
    fn undefined_ratios_are_refused() {
        let points = Points::new(&[[0.0, 2.0, 2.0]]).unwrap();
        let index = |labels: Vec<u32>| calinski_harabasz(&Partition::of(&points, labels).unwrap());
        assert_eq!(index(vec![0, 0, 0]), Err(StatError::Parameter));
        assert_eq!(index(vec![0, 1, 2]), Err(StatError::TooFew { needed: 4, got: 3 }));
        assert_eq!(index(vec![0, 1, 1]), Err(StatError::NoVariation));
    }
}
