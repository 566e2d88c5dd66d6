//! The best way to cut an ordered row of values into classes, by dynamic programming.

/// Values times classes: so many costs are kept in memory at most.
pub(super) const MOST_COSTS: usize = 1 << 26;

/// What classes of consecutive values cost; values are numbered from 0 in ascending order.
pub(super) trait Costs {
    /// How many values there are.
    fn len(&self) -> usize;

    /// Cost of the class `first..=last`.
    fn within(&self, first: usize, last: usize) -> f64;

    /// How far rounding can move a cost.
    fn noise(&self) -> f64;

    /// The least of `before[first − 1]` + cost of `first..=last` over the firsts `low..=high`, and the lowest first
    /// that has it. `low` is at least 1, `high` at most `last`.
    fn best(&self, before: &[f64], low: usize, high: usize, last: usize) -> (f64, usize) {
        let mut best = (f64::INFINITY, low);
        for first in low..=high {
            let cost = before[first - 1] + self.within(first, last);
            if cost < best.0 {
                best = (cost, first);
            }
        }
        best
    }

    /// Solves all the last values from `from` on that `row` has, their best firsts being `low..=high`, if these costs
    /// have a quick way to do it. `high` is below `from`.
    fn block(&self, _before: &[f64], _row: &mut [f64], _from: usize, _range: (usize, usize)) -> bool {
        false
    }
}

/// The least cost of cutting the values `0..=j` into one class, two classes ...
pub(super) struct Splits<'a, C: ?Sized> {
    costs: &'a C,
    classes: usize,
    /// `rows[c][j]`: least cost of `c + 1` classes. The row of all classes is not needed.
    rows: Vec<Vec<f64>>,
}

impl<'a, C: Costs + ?Sized> Splits<'a, C> {
    /// For `classes` classes, 1 to the number of values.
    ///
    /// D(c, j) = min over i of D(c − 1, i − 1) + cost(i ..= j). The best i moves to the right with j, so that each row
    /// is solved by divide and conquer in O(n log n).
    pub fn of(costs: &'a C, classes: usize) -> Splits<'a, C> {
        let n = costs.len();
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(classes);
        for class in 0..classes - 1 {
            let mut row: Vec<f64> = Vec::new();
            match rows.last() {
                None => row.extend((0..n).map(|last| costs.within(0, last))),
                Some(before) => {
                    row.resize(n, f64::INFINITY);
                    solve(costs, before, &mut row, (class, n), (class, n - 1));
                }
            }
            rows.push(row);
        }
        Splits { costs, classes, rows }
    }

    /// Last value of each class in the best split; of several whose costs only rounding tells apart, the one with the
    /// lowest.
    pub fn lasts(&self) -> Vec<usize> {
        let mut lasts = vec![self.costs.len() - 1; self.classes];
        for class in (1..self.classes).rev() {
            let (before, last) = (&self.rows[class - 1], lasts[class]);
            let (least, best) = self.costs.best(before, class, last, last);
            let allowed = least + self.costs.noise();
            let mut first = class;
            while first < best && before[first - 1] + self.costs.within(first, last) > allowed {
                first += 1;
            }
            lasts[class - 1] = first - 1;
        }
        lasts
    }

    /// Is the best split, whose classes end at `lasts`, the only one that costs not more than `tolerance` above it?
    ///
    /// Another split parts from it somewhere, seen from the right; there the cost of its class and the best way to
    /// cut what is before it is compared.
    pub fn only(&self, lasts: &[usize], tolerance: f64) -> bool {
        (1..self.classes).all(|class| {
            let (before, last) = (&self.rows[class - 1], lasts[class]);
            let cost = |first: usize| before[first - 1] + self.costs.within(first, last);
            let allowed = cost(lasts[class - 1] + 1) + tolerance;
            (class..=last).filter(|first| cost(*first) <= allowed).count() == 1
        })
    }
}

/// Solves the last values `from..to` of a row, whose best firsts lie in `low..=high`.
fn solve<C: Costs + ?Sized>(
    costs: &C,
    before: &[f64],
    row: &mut [f64],
    (from, to): (usize, usize),
    (low, high): (usize, usize),
) {
    if from >= to {
        return;
    }
    if high < from && costs.block(before, &mut row[from..to], from, (low, high)) {
        return;
    }
    let last = from + (to - from) / 2;
    let (cost, first) = costs.best(before, low, high.min(last), last);
    row[last] = cost;
    solve(costs, before, row, (from, last), (low, first));
    solve(costs, before, row, (last + 1, to), (first, high));
}
