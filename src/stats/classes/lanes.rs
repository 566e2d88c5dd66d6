//! The costs of classes, several at a time.

use super::super::lanes::Pair;
use super::splits::Costs;
use super::sums::Sums;

/// How many costs are computed side by side: what a processor does in one step, and again while that is under way.
const LANES: usize = 8;

/// As the running sums themselves, in a third of the time. The first module of the browser does without: the plain loop
/// is a fifth of this one's code.
pub(super) struct Lanes<'a>(pub &'a Sums);

impl Costs for Lanes<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn noise(&self) -> f64 {
        self.0.noise()
    }

    fn within(&self, first: usize, last: usize) -> f64 {
        self.0.within(first, last)
    }

    fn best(&self, before: &[f64], low: usize, high: usize, last: usize) -> (f64, usize) {
        let Sums { weight, sum, squares, .. } = self.0;
        let end = [weight[last + 1], sum[last + 1], squares[last + 1]];
        // A class of one value costs nothing, whatever rounding makes of its sums.
        let (single, high) = (high == last, if high == last { high - 1 } else { high });
        let mut best = (f64::INFINITY, low);
        if low <= high {
            let (w, s, q) = (&weight[low..=high], &sum[low..=high], &squares[low..=high]);
            let b = &before[low - 1..high];
            let chunks = w.chunks(LANES).zip(s.chunks(LANES)).zip(q.chunks(LANES).zip(b.chunks(LANES)));
            for (at, ((w, s), (q, b))) in chunks.enumerate() {
                least_of(end, [w, s, q, b], low + at * LANES, &mut best);
            }
        }
        if single && before[last - 1] < best.0 {
            best = (before[last - 1], last);
        }
        best
    }
}

/// Looks among up to eight firsts, from `first` on, for a cost below the best so far.
#[inline(always)]
fn least_of(end: [f64; 3], [w, s, q, b]: [&[f64]; 4], first: usize, best: &mut (f64, usize)) {
    let whole =
        (w.first_chunk::<LANES>(), s.first_chunk::<LANES>(), q.first_chunk::<LANES>(), b.first_chunk::<LANES>());
    let mut costs = [f64::INFINITY; LANES];
    if let (Some(w), Some(s), Some(q), Some(b)) = whole {
        let end = end.map(Pair::both);
        let four = [
            pair_of_costs(end, [w[0], w[1]], [s[0], s[1]], [q[0], q[1]], [b[0], b[1]]),
            pair_of_costs(end, [w[2], w[3]], [s[2], s[3]], [q[2], q[3]], [b[2], b[3]]),
            pair_of_costs(end, [w[4], w[5]], [s[4], s[5]], [q[4], q[5]], [b[4], b[5]]),
            pair_of_costs(end, [w[6], w[7]], [s[6], s[7]], [q[6], q[7]], [b[6], b[7]]),
        ];
        let (low, high) = (four[0].if_less(four[1], four[0], four[1]), four[2].if_less(four[3], four[2], four[3]));
        let [a, b] = low.if_less(high, low, high).values();
        if a >= best.0 && b >= best.0 {
            return;
        }
        for (to, pair) in costs.chunks_exact_mut(2).zip(four) {
            to.copy_from_slice(&pair.values());
        }
    } else {
        for ((((to, w), s), q), b) in costs.iter_mut().zip(w).zip(s).zip(q).zip(b) {
            *to = b + ((end[2] - q) - (end[1] - s) * (end[1] - s) / (end[0] - w));
        }
    }
    for (cost, first) in costs.iter().zip(first..) {
        if *cost < best.0 {
            *best = (*cost, first);
        }
    }
}

/// What two firsts cost.
#[inline(always)]
fn pair_of_costs([weight, sum, squares]: [Pair; 3], w: [f64; 2], s: [f64; 2], q: [f64; 2], b: [f64; 2]) -> Pair {
    let two = |[a, b]: [f64; 2]| Pair::new(a, b);
    let sum = sum - two(s);
    two(b) + ((squares - two(q)) - sum * sum / (weight - two(w)))
}
