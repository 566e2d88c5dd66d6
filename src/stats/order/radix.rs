//! The order of a column of numbers, by radix sort.

/// Width of a digit. Six digits of eleven bits cover the 64 bits of a number; their counts stay in the fastest cache.
const BITS: u32 = 11;
const DIGITS: usize = 6;
const BUCKETS: usize = 1 << BITS;

/// Up to this length, putting one number after the other in its place is faster than counting digits.
const FEW: usize = 48;

/// The positions of the values in ascending order: `order[0]` is the position of the smallest value.
///
/// Radix sort from the lowest digit upwards (Knuth 1998, *The Art of Computer Programming* 3, 5.2.5, algorithm R) on
/// the bits of the numbers, turned so that they ascend as whole numbers do: n values cost at most six passes, where a
/// sort by comparison needs log₂ n of them. A digit that is the same in all values is skipped.
///
/// The order is total and stable: equal values keep the order in which they stand, 0 and −0 are equal. Infinite values
/// and NaN stand at the ends, as their bits do; callers that cannot use them check before. At most 2³² values.
///
/// ```
/// use sozialatlas::stats::order_of;
/// // −1 is at position 2, then the two 3 in the order of the data, then 7.
/// assert_eq!(order_of(&[3.0, 7.0, -1.0, 3.0]), [2, 0, 3, 1]);
/// ```
pub fn order_of(values: &[f64]) -> Vec<u32> {
    keyed_order(values).into_iter().map(|(_, at)| at).collect()
}

/// The values in ascending order, as [`order_of`] orders them; −0 becomes 0.
///
/// ```
/// use sozialatlas::stats::ascending;
/// assert_eq!(ascending(&[3.0, 7.0, -1.0, 3.0]), [-1.0, 3.0, 3.0, 7.0]);
/// ```
pub fn ascending(values: &[f64]) -> Vec<f64> {
    keyed_order(values).into_iter().map(|(key, _)| value_of(key)).collect()
}

/// Key and position of each value, ascending; equal values have equal keys.
pub(in super::super) fn keyed_order(values: &[f64]) -> Vec<(u64, u32)> {
    order_of_keys(values.iter().zip(0u32..).map(|(x, at)| (key_of(*x), at)).collect())
}

/// Pairs of a key and a position by ascending key; pairs of equal keys keep their order.
pub(in super::super) fn order_of_keys(mut items: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    if items.len() <= FEW {
        insert(&mut items);
        return items;
    }
    let mut counts = vec![[0u32; BUCKETS]; DIGITS];
    for (key, _) in &items {
        for (digit, counts) in counts.iter_mut().enumerate() {
            counts[bucket(*key, digit)] += 1;
        }
    }
    let mut other = items.clone();
    for (digit, counts) in counts.iter_mut().enumerate() {
        if counts[bucket(items[0].0, digit)] as usize == items.len() {
            continue;
        }
        let mut start = 0;
        for count in counts.iter_mut() {
            start += std::mem::replace(count, start);
        }
        for item in &items {
            let place = &mut counts[bucket(item.0, digit)];
            other[*place as usize] = *item;
            *place += 1;
        }
        std::mem::swap(&mut items, &mut other);
    }
    items
}

/// A whole number that is smaller exactly where the value is: the sign bit turned for positive numbers, all bits for
/// negative ones, whose magnitude descends.
fn key_of(value: f64) -> u64 {
    // Adding zero turns −0 into 0.
    let bits = (value + 0.0).to_bits();
    let negative = (bits as i64 >> 63) as u64;
    bits ^ (negative | 1 << 63)
}

fn value_of(key: u64) -> f64 {
    let positive = (key as i64 >> 63) as u64;
    f64::from_bits(key ^ (!positive | 1 << 63))
}

fn bucket(key: u64, digit: usize) -> usize {
    (key >> (digit as u32 * BITS)) as usize % BUCKETS
}

fn insert(items: &mut [(u64, u32)]) {
    for end in 1..items.len() {
        let item = items[end];
        let mut place = end;
        while place > 0 && items[place - 1].0 > item.0 {
            items[place] = items[place - 1];
            place -= 1;
        }
        items[place] = item;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_comparison(values: &[f64]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..values.len() as u32).collect();
        let value = |at: &u32| values[*at as usize] + 0.0;
        order.sort_by(|a, b| value(a).total_cmp(&value(b)));
        order
    }

    #[test]
    fn edges() {
        assert_eq!(order_of(&[]), [0u32; 0]);
        assert_eq!(order_of(&[0.0, -0.0, 0.0]), [0, 1, 2]);
        assert_eq!(order_of(&[f64::INFINITY, f64::MAX, f64::NEG_INFINITY, -f64::MAX, 5e-324]), [2, 3, 4, 1, 0]);
        assert_eq!(ascending(&[5e-324, -5e-324, 1e308, -1e308]), [-1e308, -5e-324, 5e-324, 1e308]);
    }

    #[test]
    fn constant_columns_and_long_ones() {
        let x = vec![2.5; 1000];
        assert_eq!(order_of(&x), (0..1000).collect::<Vec<u32>>());
        let x: Vec<f64> = (0..5000).map(|i| f64::from((i * 7919) % 613) / 10.0 - 20.0).collect();
        assert_eq!(order_of(&x), by_comparison(&x));
    }

    proptest! {
        #[test]
        fn as_a_stable_sort_orders(values in prop::collection::vec(prop::num::f64::ANY, 0..300)) {
            prop_assert_eq!(order_of(&values), by_comparison(&values));
        }

        #[test]
        fn ties_keep_their_order(values in prop::collection::vec(-4i8..4, 0..300)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            prop_assert_eq!(order_of(&values), by_comparison(&values));
            let sorted: Vec<f64> = by_comparison(&values).iter().map(|at| values[*at as usize]).collect();
            prop_assert_eq!(ascending(&values), sorted);
        }
    }
}
