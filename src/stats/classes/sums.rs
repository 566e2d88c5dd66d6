//! What classes of consecutive values cost: running sums from which a sum of squared deviations follows at once.

use super::splits::Costs;

/// Distinct values with running sums of their weights (how often each occurs), values and squares, all before a value.
pub(super) struct Sums {
    pub distinct: Vec<f64>,
    pub weight: Vec<f64>,
    pub sum: Vec<f64>,
    pub squares: Vec<f64>,
}

impl Sums {
    /// Of values in ascending order, at least one.
    pub fn of(sorted: &[f64]) -> Sums {
        // Sums around the middle value: squares of large incomes would swallow their differences.
        let middle = sorted[sorted.len() / 2];
        let mut made = Sums { distinct: Vec::new(), weight: vec![0.0], sum: vec![0.0], squares: vec![0.0] };
        let (mut weight, mut sum, mut squares) = (0.0, Running::default(), Running::default());
        for equal in sorted.chunk_by(|a, b| a == b) {
            let (count, x) = (equal.len() as f64, equal[0] - middle);
            weight += count;
            made.distinct.push(equal[0]);
            made.weight.push(weight);
            made.sum.push(sum.add(count * x));
            made.squares.push(squares.add(count * x * x));
        }
        made
    }
}

impl Costs for Sums {
    fn len(&self) -> usize {
        self.distinct.len()
    }

    fn noise(&self) -> f64 {
        // Sums and squares are right to a rounding or two, and each step of the cost adds one.
        16.0 * f64::EPSILON * self.squares[self.len()]
    }

    /// Sum of squared deviations from the mean.
    fn within(&self, first: usize, last: usize) -> f64 {
        if first == last {
            return 0.0;
        }
        let weight = self.weight[last + 1] - self.weight[first];
        let sum = self.sum[last + 1] - self.sum[first];
        let cost = self.squares[last + 1] - self.squares[first] - sum * sum / weight;
        // Not `f64::max`, which WebAssembly has no instruction for.
        if cost > 0.0 { cost } else { 0.0 }
    }
}

/// A sum that carries what rounding cuts off (Knuth's two-sum; Neumaier 1974), so that its error does not grow with
/// the number of terms.
#[derive(Default)]
struct Running {
    sum: f64,
    cut: f64,
}

impl Running {
    /// The sum with one term more.
    fn add(&mut self, term: f64) -> f64 {
        let sum = self.sum + term;
        let taken = sum - self.sum;
        self.cut += (self.sum - (sum - taken)) + (term - taken);
        self.sum = sum;
        self.sum + self.cut
    }
}
