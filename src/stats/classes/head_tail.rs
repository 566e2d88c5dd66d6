//! Head/tail breaks.

use super::super::StatError;
use super::super::check::enough;
use super::super::moments::mean;
use super::super::order::ascending;

/// Inner bounds by head/tail breaks (Jiang 2013, *The Professional Geographer* 65): the mean cuts the values into the
/// many below, the tail, and the few above, the head; the head is cut again at its mean, and so on.
///
/// Made for heavy-tailed values such as populations of towns: the number of classes, one more than bounds, follows from
/// the values. The head are the values greater than the mean. It is cut again while it has different values and its share
/// of what was cut is at most `max_head_share`: Jiang takes 0.4; `None` goes on to the end. Equal values give no bound.
///
/// # Errors
/// [`StatError::TooFew`] without values, [`StatError::NotFinite`]; [`StatError::Parameter`] for a share outside 0 to 1.
///
/// ```
/// use sozialatlas::stats::head_tail_breaks;
/// // Mean 32 / 8 = 4; head 5, 17: a quarter, so it is cut at its mean 11; its head 17 is a single value.
/// let x = [1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 5.0, 17.0];
/// assert_eq!(head_tail_breaks(&x, Some(0.4)), Ok(vec![4.0, 11.0]));
/// // With a fifth at most the first head is not cut.
/// assert_eq!(head_tail_breaks(&x, Some(0.2)), Ok(vec![4.0]));
/// ```
pub fn head_tail_breaks(values: &[f64], max_head_share: Option<f64>) -> Result<Vec<f64>, StatError> {
    enough(values, 1)?;
    let most = max_head_share.unwrap_or(1.0);
    if !(0.0..=1.0).contains(&most) {
        return Err(StatError::Parameter);
    }
    let sorted = ascending(values);
    let mut head = sorted.as_slice();
    let mut breaks = Vec::new();
    while head.first() != head.last() {
        let mean = mean(head)?;
        let (tail, above) = head.split_at(head.partition_point(|v| *v <= mean));
        if above.is_empty() || tail.is_empty() {
            // The mean of neighbouring numbers may round to one of them.
            break;
        }
        breaks.push(mean);
        if above.len() as f64 > most * head.len() as f64 {
            break;
        }
        head = above;
    }
    Ok(breaks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges() {
        assert_eq!(head_tail_breaks(&[3.0, 3.0], None), Ok(vec![]));
        assert_eq!(head_tail_breaks(&[0.1, 0.1, 0.1], None), Ok(vec![]));
        assert_eq!(head_tail_breaks(&[1.0, 3.0], None), Ok(vec![2.0]));
        assert_eq!(head_tail_breaks(&[], None), Err(StatError::TooFew { needed: 1, got: 0 }));
        assert_eq!(head_tail_breaks(&[1.0], Some(1.5)), Err(StatError::Parameter));
        assert_eq!(head_tail_breaks(&[1.0], Some(f64::NAN)), Err(StatError::Parameter));
        assert_eq!(head_tail_breaks(&[f64::INFINITY], None), Err(StatError::NotFinite));
    }

    #[test]
    fn the_whole_range_of_numbers() {
        assert_eq!(head_tail_breaks(&[-f64::MAX, f64::MAX], None), Ok(vec![0.0]));
        let x = [1.0, 1.0 + f64::EPSILON];
        assert!(head_tail_breaks(&x, None).unwrap().iter().all(|b| x[0] <= *b && *b < x[1]));
    }

    #[test]
    fn each_bound_is_the_mean_of_what_lies_above_the_one_before() {
        let x: Vec<f64> = (0..10).flat_map(|i| vec![2f64.powi(i); 512 >> i]).collect();
        let breaks = head_tail_breaks(&x, None).unwrap();
        let mut low = f64::NEG_INFINITY;
        for bound in &breaks {
            let head: Vec<f64> = x.iter().copied().filter(|v| *v > low).collect();
            assert!((head.iter().sum::<f64>() / head.len() as f64 - bound).abs() < 1e-9);
            low = *bound;
        }
        // 5120 / 1023 in the beginning, 512 alone in the end.
        assert!(breaks.len() > 2 && x.iter().filter(|v| **v > low).all(|v| *v == 512.0));
    }
}
