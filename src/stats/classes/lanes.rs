//! The costs of classes, several at a time.

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
#[inline]
fn least_of(end: [f64; 3], [w, s, q, b]: [&[f64]; 4], first: usize, best: &mut (f64, usize)) {
    let cost = |w: f64, s: f64, q: f64, b: f64| b + ((end[2] - q) - (end[1] - s) * (end[1] - s) / (end[0] - w));
    let whole =
        (w.first_chunk::<LANES>(), s.first_chunk::<LANES>(), q.first_chunk::<LANES>(), b.first_chunk::<LANES>());
    let mut costs = [f64::INFINITY; LANES];
    if let (Some(w), Some(s), Some(q), Some(b)) = whole {
        for lane in 0..LANES {
            costs[lane] = cost(w[lane], s[lane], q[lane], b[lane]);
        }
        let least = costs.iter().fold(f64::INFINITY, |least, c| if *c < least { *c } else { least });
        if least >= best.0 {
            return;
        }
    } else {
        for ((((to, w), s), q), b) in costs.iter_mut().zip(w).zip(s).zip(q).zip(b) {
            *to = cost(*w, *s, *q, *b);
        }
    }
    for (cost, first) in costs.iter().zip(first..) {
        if *cost < best.0 {
            *best = (*cost, first);
        }
    }
}
