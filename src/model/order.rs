//! Sorting with one routine for everything. The standard library's sorts are made anew for each kind of item and weigh
//! several kilobytes each time; the browser loads them before it can show a map.

use std::cmp::Ordering;

/// The places of `count` items in ascending order, equal ones in the order they have. `compare` gets two places.
///
/// Heap sort: about 2 · count · log₂(count) comparisons, whatever the order was.
///
/// ```
/// use sozialatlas::model::order;
/// let words = ["b", "c", "a", "b"];
/// assert_eq!(order(4, &|i, j| words[i].cmp(words[j])), [2, 0, 3, 1]);
/// ```
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    // Equal items are told apart by their place: so the order is certain, and the same in every browser.
    let before = |a: usize, b: usize| compare(a, b).then(a.cmp(&b)).is_lt();
    for root in (0..count / 2).rev() {
        sink(&mut places, root, &before);
    }
    for end in (1..count).rev() {
        places.swap(0, end);
        sink(&mut places[..end], 0, &before);
    }
    places
}

/// Lets the item at `root` sink in the heap until nothing below it is greater.
fn sink(heap: &mut [usize], mut root: usize, before: &dyn Fn(usize, usize) -> bool) {
    loop {
        let mut child = 2 * root + 1;
        if child + 1 < heap.len() && before(heap[child], heap[child + 1]) {
            child += 1;
        }
        if child >= heap.len() || !before(heap[root], heap[child]) {
            return;
        }
        heap.swap(root, child);
        root = child;
    }
}

/// The items in ascending order, equal ones in the order they have; as [`order`] for a list of one's own.
///
/// ```
/// use sozialatlas::model::arranged;
/// assert_eq!(arranged(vec![(2, 'a'), (1, 'b'), (2, 'c')], &|x, y| x.0.cmp(&y.0)), [(1, 'b'), (2, 'a'), (2, 'c')]);
/// ```
pub fn arranged<T>(items: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let places = order(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| items[place].take()).collect()
}

/// The items in ascending order, each once: for short lists, and for long ones that are nearly in order.
///
/// ```
/// use sozialatlas::model::ascending_once;
/// assert_eq!(ascending_once([3, 1, 3, 2]), [1, 2, 3]);
/// ```
pub fn ascending_once<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if let Err(place) = kept.binary_search(&item) {
            kept.insert(place, item);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(items in proptest::collection::vec(0u8..20, 0..60)) {
            let mut expected: Vec<usize> = (0..items.len()).collect();
            expected.sort_by_key(|i| items[*i]);
            prop_assert_eq!(order(items.len(), &|i, j| items[i].cmp(&items[j])), expected);
            let mut once = items.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(ascending_once(items), once);
        }
    }
}
