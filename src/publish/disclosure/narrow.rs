//! What follows from one equation at a time: bounds that tighten each other until nothing changes.

use super::system::{Row, System};

/// How often the equations are gone through at most; bounds that still move after that are left to linear programming.
const ROUNDS: usize = 100;

/// What the other terms of a row leave for one: the least and the most the whole row can come to.
struct Reach {
    least: f64,
    most: f64,
    /// Terms without a bound on that side.
    open_least: usize,
    open_most: usize,
}

impl Reach {
    fn of(row: &Row, low: &[f64], high: &[f64]) -> Self {
        let mut reach = Self { least: 0.0, most: 0.0, open_least: 0, open_most: 0 };
        for &(unknown, weight) in &row.terms {
            let (least, most) = ends(weight, low[unknown], high[unknown]);
            if least.is_finite() {
                reach.least += least
            } else {
                reach.open_least += 1
            }
            if most.is_finite() { reach.most += most } else { reach.open_most += 1 }
        }
        reach
    }

    /// The least and most of the row without a term that itself reaches from `least` to `most`.
    fn without(&self, least: f64, most: f64) -> (f64, f64) {
        let rest = |sum: f64, open: usize, own: f64, none: f64| match (open, own.is_finite()) {
            (0, _) => sum - own,
            (1, false) => sum,
            _ => none,
        };
        (
            rest(self.least, self.open_least, least, f64::NEG_INFINITY),
            rest(self.most, self.open_most, most, f64::INFINITY),
        )
    }
}

fn ends(weight: f64, low: f64, high: f64) -> (f64, f64) {
    if weight > 0.0 { (weight * low, weight * high) } else { (weight * high, weight * low) }
}

/// Tightens the bounds of a system of whole numbers, in which every step is exact; `None` if they contradict each other.
///
/// In a row `sum of w x = f` every unknown is at least `(f - most of the others) / w` and at most `(f - least of the
/// others) / w` (with the sides exchanged if `w` is negative), and since it is a whole number, these are rounded
/// inwards. A system of other numbers is left as it is: there the comparison of two bounds would be one of roundings.
pub(super) fn narrow(system: &mut System) -> Option<()> {
    if !system.whole {
        return Some(());
    }
    for _ in 0..ROUNDS {
        let mut moved = false;
        for row in &system.rows {
            let reach = Reach::of(row, &system.low, &system.high);
            for &(unknown, weight) in &row.terms {
                let (low, high) = (system.low[unknown], system.high[unknown]);
                let (own_least, own_most) = ends(weight, low, high);
                let (least, most) = reach.without(own_least, own_most);
                let (a, b) = ((row.figure - most) / weight, (row.figure - least) / weight);
                let (new_low, new_high) = (a.min(b).ceil().max(low), a.max(b).floor().min(high));
                moved |= new_low > low || new_high < high;
                system.low[unknown] = new_low;
                system.high[unknown] = new_high;
                if new_low > new_high {
                    return None;
                }
            }
        }
        if !moved {
            break;
        }
    }
    Some(())
}
