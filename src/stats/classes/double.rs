//! Numbers of twice the usual precision, and the cost of classes in them.

use super::splits::Costs;

/// An unevaluated sum of two numbers, the second at most half a unit in the last place of the first: 106 binary digits
/// (Dekker 1971, *Numerische Mathematik* 18; Knuth 1998).
#[derive(Clone, Copy, Default)]
struct Double {
    high: f64,
    low: f64,
}

impl Double {
    /// The exact sum of two numbers.
    fn sum(a: f64, b: f64) -> Double {
        let high = a + b;
        let taken = high - a;
        Double { high, low: (a - (high - taken)) + (b - taken) }
    }

    /// The exact product of two numbers, by halves of 26 digits.
    fn product(a: f64, b: f64) -> Double {
        let halves = |x: f64| {
            let large = 134_217_729.0 * x; // 2²⁷ + 1
            let upper = large - (large - x);
            (upper, x - upper)
        };
        let ((a1, a2), (b1, b2)) = (halves(a), halves(b));
        let high = a * b;
        Double { high, low: ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2 }
    }

    fn plus(self, other: Double) -> Double {
        let sum = Double::sum(self.high, other.high);
        let low = Double::sum(self.low, other.low);
        let first = Double::sum(sum.high, sum.low + low.high);
        Double::sum(first.high, first.low + low.low)
    }

    fn minus(self, other: Double) -> Double {
        self.plus(Double { high: -other.high, low: -other.low })
    }

    fn times(self, other: Double) -> Double {
        let exact = Double::product(self.high, other.high);
        Double::sum(exact.high, exact.low + (self.high * other.low + self.low * other.high))
    }

    fn over(self, divisor: f64) -> Double {
        let first = self.high / divisor;
        let rest = self.minus(Double::product(first, divisor));
        Double::sum(first, rest.high / divisor)
    }
}

/// As `Sums`, in twice the precision: for values so uneven that the cost of the best classes drowns in the rounding of
/// the others' squares.
pub(super) struct DoubleSums {
    weight: Vec<f64>,
    sum: Vec<Double>,
    squares: Vec<Double>,
}

impl DoubleSums {
    /// Of values in ascending order, at least one, of the size of 1.
    pub fn of(sorted: &[f64]) -> DoubleSums {
        let middle = sorted[sorted.len() / 2];
        let mut made = DoubleSums { weight: vec![0.0], sum: vec![Double::default()], squares: vec![Double::default()] };
        let (mut weight, mut sum, mut squares) = (0.0, Double::default(), Double::default());
        for equal in sorted.chunk_by(|a, b| a == b) {
            let count = equal.len() as f64;
            let x = Double::sum(equal[0], -middle);
            let total = x.times(Double { high: count, low: 0.0 });
            weight += count;
            sum = sum.plus(total);
            squares = squares.plus(total.times(x));
            made.weight.push(weight);
            made.sum.push(sum);
            made.squares.push(squares);
        }
        made
    }
}

impl Costs for DoubleSums {
    fn len(&self) -> usize {
        self.weight.len() - 1
    }

    fn noise(&self) -> f64 {
        f64::EPSILON * f64::EPSILON * self.squares[self.len()].high
    }

    /// Sum of squared deviations from the mean.
    fn within(&self, first: usize, last: usize) -> f64 {
        if first == last {
            return 0.0;
        }
        let weight = self.weight[last + 1] - self.weight[first];
        let sum = self.sum[last + 1].minus(self.sum[first]);
        let squares = self.squares[last + 1].minus(self.squares[first]);
        squares.minus(sum.times(sum).over(weight)).high.max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_digits() {
        // (1 + 2⁻⁵²)² = 1 + 2⁻⁵¹ + 2⁻¹⁰⁴: the last term is out of reach for one number.
        let x = 1.0 + f64::EPSILON;
        let square = Double::product(x, x);
        assert_eq!((square.high, square.low), (1.0 + 2.0 * f64::EPSILON, f64::EPSILON * f64::EPSILON));
        let third = Double { high: 1.0, low: 0.0 }.over(3.0);
        let one = third.times(Double { high: 3.0, low: 0.0 });
        assert!((one.high - 1.0).abs() + one.low.abs() < 1e-31);
        let gone = Double::sum(1e20, 1.0).minus(Double { high: 1e20, low: 0.0 });
        assert_eq!((gone.high, gone.low), (1.0, 0.0));
    }

    #[test]
    fn small_classes_beside_large_values() {
        // Squares around the middle value 0.3 are about 10²⁴, the class {0.1 0.2 0.3} costs 0.02.
        let sums = DoubleSums::of(&[-1e12, 0.1, 0.2, 0.3, 1e12]);
        assert!((sums.within(1, 3) - 0.02).abs() < 1e-8);
        assert_eq!(sums.within(2, 2), 0.0);
    }
}
