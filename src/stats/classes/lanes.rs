//! The costs of classes, several at a time.

use super::super::lanes::Pair;
use super::splits::Costs;
use super::sums::Sums;

/// How many last values are solved together at the end of a search, and how far apart their firsts may be.
const BLOCK: usize = 4;
const WIDE: usize = 32;

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
        let sums = self.0;
        // A class of one value costs nothing, whatever rounding makes of its sums.
        let (single, high) = (high == last, if high == last { high - 1 } else { high });
        let mut best = (f64::INFINITY, low);
        if low <= high {
            let columns = [&sums.weight[low..=high], &sums.sum[low..=high], &sums.squares[low..=high]];
            let end = [sums.weight[last + 1], sums.sum[last + 1], sums.squares[last + 1]];
            let (cost, at) = least_of(end, columns, &before[low - 1..high]);
            best = (cost, low + at);
        }
        if single && before[last - 1] < best.0 {
            best = (before[last - 1], last);
        }
        best
    }

    fn block(&self, before: &[f64], row: &mut [f64], from: usize, (low, high): (usize, usize)) -> bool {
        let n = row.len();
        if n > BLOCK || high - low > WIDE {
            return false;
        }
        let sums = self.0;
        let firsts = [&sums.weight[low..=high], &sums.sum[low..=high], &sums.squares[low..=high]];
        let lasts = from + 1..from + 1 + n;
        let lasts = [&sums.weight[lasts.clone()], &sums.sum[lasts.clone()], &sums.squares[lasts]];
        block(firsts, &before[low - 1..high], lasts, row);
        true
    }
}

/// The least of the costs of classes up to one last value, and the place of the lowest first that has it.
#[inline(never)]
fn least_of(end: [f64; 3], [w, s, q]: [&[f64]; 3], b: &[f64]) -> (f64, usize) {
    let n = w.len();
    let (s, q, b) = (&s[..n], &q[..n], &b[..n]);
    let ends = end.map(Pair::both);
    let mut least = [(Pair::both(f64::INFINITY), Pair::both(0.0)); 2];
    let mut places = Pair::new(0.0, 1.0);
    let (two, four) = (Pair::both(2.0), Pair::both(4.0));
    let mut at = 0;
    while at + 4 <= n {
        let others = places + two;
        let cost = pair_of_costs(ends, [w[at], w[at + 1]], [s[at], s[at + 1]], [q[at], q[at + 1]], [b[at], b[at + 1]]);
        let other = pair_of_costs(
            ends,
            [w[at + 2], w[at + 3]],
            [s[at + 2], s[at + 3]],
            [q[at + 2], q[at + 3]],
            [b[at + 2], b[at + 3]],
        );
        least[0].1 = cost.if_less(least[0].0, places, least[0].1);
        least[0].0 = least[0].0.least(cost);
        least[1].1 = other.if_less(least[1].0, others, least[1].1);
        least[1].0 = least[1].0.least(other);
        places = places + four;
        at += 4;
    }
    let mut best = (f64::INFINITY, 0.0);
    let mut take = |cost: f64, place: f64| {
        if cost < best.0 || (cost == best.0 && place < best.1) {
            best = (cost, place);
        }
    };
    for (costs, places) in least {
        let ([a, b], [p, q]) = (costs.values(), places.values());
        take(a, p);
        take(b, q);
    }
    while at < n {
        let sum = end[1] - s[at];
        take(b[at] + ((end[2] - q[at]) - sum * sum / (end[0] - w[at])), at as f64);
        at += 1;
    }
    (best.0, best.1 as usize)
}

/// The least costs of up to four last values, each of them with every first.
#[inline(never)]
fn block([w, s, q]: [&[f64]; 3], b: &[f64], lasts: [&[f64]; 3], row: &mut [f64]) {
    let n = w.len();
    let (s, q, b) = (&s[..n], &q[..n], &b[..n]);
    // The last one again where there are fewer.
    let pairs = |column: &[f64]| {
        let at = |place: usize| column[if place < column.len() { place } else { column.len() - 1 }];
        [Pair::new(at(0), at(1)), Pair::new(at(2), at(3))]
    };
    let ([w0, w1], [s0, s1], [q0, q1]) = (pairs(lasts[0]), pairs(lasts[1]), pairs(lasts[2]));
    let mut least = [Pair::both(f64::INFINITY); 2];
    let mut first = 0;
    while first < n {
        let (weight, sum) = (Pair::both(w[first]), Pair::both(s[first]));
        let (square, before) = (Pair::both(q[first]), Pair::both(b[first]));
        let (x, y) = (s0 - sum, s1 - sum);
        least[0] = least[0].least(before + ((q0 - square) - x * x / (w0 - weight)));
        least[1] = least[1].least(before + ((q1 - square) - y * y / (w1 - weight)));
        first += 1;
    }
    let ([a, b], [c, d]) = (least[0].values(), least[1].values());
    for (to, cost) in row.iter_mut().zip([a, b, c, d]) {
        *to = cost;
    }
}

/// What two firsts cost.
#[inline(always)]
fn pair_of_costs([weight, sum, squares]: [Pair; 3], w: [f64; 2], s: [f64; 2], q: [f64; 2], b: [f64; 2]) -> Pair {
    let two = |[a, b]: [f64; 2]| Pair::new(a, b);
    let sum = sum - two(s);
    two(b) + ((squares - two(q)) - sum * sum / (weight - two(w)))
}
