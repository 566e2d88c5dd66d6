//! Ascending whole numbers, and lists in the order of their units.

use super::radix::order_of_keys;

/// Up to this length, putting one number after the other in its place is faster than counting digits.
const FEW: usize = 32;

/// Puts whole numbers in ascending order: radix sort by bytes (Knuth 1998, *The Art of Computer Programming* 3, 5.2.5),
/// without the bytes that all have in common.
pub(in super::super) fn sort_whole(values: &mut [u32]) {
    if values.len() <= FEW {
        return insert(values);
    }
    let mut counts = [[0u32; 256]; 4];
    for value in values.iter() {
        for (counts, byte) in counts.iter_mut().zip(value.to_le_bytes()) {
            counts[usize::from(byte)] += 1;
        }
    }
    let mut other = values.to_vec();
    for (digit, counts) in counts.iter_mut().enumerate() {
        let byte = |value: u32| usize::from(value.to_le_bytes()[digit]);
        if counts[byte(values[0])] as usize == values.len() {
            continue;
        }
        let mut start = 0;
        for count in counts.iter_mut() {
            start += std::mem::replace(count, start);
        }
        for value in values.iter() {
            let place = &mut counts[byte(*value)];
            other[*place as usize] = *value;
            *place += 1;
        }
        values.copy_from_slice(&other);
    }
}

fn insert(values: &mut [u32]) {
    for end in 1..values.len() {
        let value = values[end];
        let mut place = end;
        while place > 0 && values[place - 1] > value {
            values[place] = values[place - 1];
            place -= 1;
        }
        values[place] = value;
    }
}

/// Puts pairs of a unit and a number in the ascending order of the units; pairs of one unit keep their order.
pub(in super::super) fn sort_by_unit(list: &mut Vec<(u32, f64)>) {
    if !list.is_sorted_by_key(|(unit, _)| *unit) {
        let order = order_of_keys(list.iter().zip(0..).map(|((unit, _), at)| (u64::from(*unit), at)).collect());
        *list = order.into_iter().map(|(_, at)| list[at as usize]).collect();
    }
}

/// For each unit the first one with the same label.
pub(in super::super) fn first_alike(labels: impl Iterator<Item = u64>) -> Vec<u32> {
    let order = order_of_keys(labels.zip(0..).collect());
    let mut first = vec![0; order.len()];
    for alike in order.chunk_by(|a, b| a.0 == b.0) {
        alike.iter().for_each(|(_, unit)| first[*unit as usize] = alike[0].1);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn first_of_each_label() {
        assert_eq!(first_alike([u64::MAX, 3, u64::MAX, 0, 3].into_iter()), [0, 1, 0, 3, 1]);
        assert!(first_alike(std::iter::empty()).is_empty());
    }

    proptest! {
        #[test]
        fn as_the_standard_sort(values in prop::collection::vec(any::<u32>(), 0..200), bits in 0u32..32) {
            let mut found: Vec<u32> = values.iter().map(|v| v >> bits).collect();
            let mut expected = found.clone();
            sort_whole(&mut found);
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn pairs_of_a_unit_keep_their_order(units in prop::collection::vec(0u32..9, 0..120)) {
            let mut found: Vec<(u32, f64)> = units.iter().zip(0u32..).map(|(unit, at)| (*unit, f64::from(at))).collect();
            let mut expected = found.clone();
            sort_by_unit(&mut found);
            expected.sort_by_key(|(unit, _)| *unit);
            prop_assert_eq!(found, expected);
        }
    }
}
