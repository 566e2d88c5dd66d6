//! A column as deviations from its mean, without writing them down.

use super::super::StatError;
use super::super::check::all_finite;
use super::super::lanes::Pair;
use super::super::scale::power_below;

/// Magnitudes whose squares, and the products of two sums of them, are safely numbers: these columns need no scaling.
const SAFE: std::ops::Range<f64> = 1e-30..1e30;

/// A column seen as x · `inverse` − `about` for each of its values x.
#[derive(Clone, Copy, Debug)]
pub(in crate::stats) struct Column<'a> {
    pub values: &'a [f64],
    /// A power of two, so that multiplying is exact; 1 unless the values are very large or very small.
    pub inverse: f64,
    /// What is taken off each value.
    pub about: f64,
}

impl<'a> Column<'a> {
    /// The values themselves.
    pub fn plain(values: &'a [f64]) -> Column<'a> {
        Column { values, inverse: 1.0, about: 0.0 }
    }

    /// Some of its rows; none if it has not so many.
    pub fn rows(self, start: usize, end: usize) -> Column<'a> {
        Column { values: self.values.get(start..end).unwrap_or(&[]), ..self }
    }

    /// Deviations from the mean as one pass finds it, right to a rounding or two whatever offset the values have in
    /// common (years, coordinates). What the deviations themselves have as mean corrects the rest.
    ///
    /// # Errors
    /// [`StatError::TooFew`] below `needed`, [`StatError::NotFinite`], [`StatError::NoVariation`] for equal values.
    pub fn centred(values: &'a [f64], needed: usize) -> Result<Column<'a>, StatError> {
        if values.len() < needed {
            return Err(StatError::TooFew { needed, got: values.len() });
        }
        let (mut above, [low, high]) = sum_and_extremes(values, 1.0);
        if !above.is_finite() {
            // Something that is no number, or numbers too large to add.
            all_finite(values)?;
        }
        if low == high {
            return Err(StatError::NoVariation);
        }
        let largest = if -low > high { -low } else { high };
        let mut inverse = 1.0;
        if !SAFE.contains(&largest) {
            inverse = power_below(largest).recip();
            (above, _) = sum_and_extremes(values, inverse);
        }
        let first = values.first().copied().unwrap_or_default() * inverse;
        Ok(Column { values, inverse, about: first + above / values.len() as f64 })
    }
}

/// By how much the values together are above the first one, each times `factor`, and the smallest and the largest value.
#[inline(never)]
fn sum_and_extremes(values: &[f64], factor: f64) -> (f64, [f64; 2]) {
    let (fours, rest) = values.as_chunks::<4>();
    let (by, first) = (Pair::both(factor), values.first().copied().unwrap_or_default() * factor);
    let off = Pair::both(first);
    let (mut sum, mut low, mut high) =
        ([Pair::both(0.0); 2], [Pair::both(f64::INFINITY); 2], [Pair::both(f64::NEG_INFINITY); 2]);
    for [a, b, c, d] in fours {
        let (p, q) = (Pair::new(*a, *b), Pair::new(*c, *d));
        sum = [sum[0] + (p * by - off), sum[1] + (q * by - off)];
        low = [low[0].least(p), low[1].least(q)];
        high = [high[0].greatest(p), high[1].greatest(q)];
    }
    for x in rest {
        sum[0] = sum[0] + Pair::new(x * factor - first, 0.0);
        (low[0], high[0]) = (low[0].least(Pair::both(*x)), high[0].greatest(Pair::both(*x)));
    }
    let [a, b] = (sum[0] + sum[1]).values();
    let ([p, q], [r, s]) = (low[0].least(low[1]).values(), high[0].greatest(high[1]).values());
    (a + b, [if q < p { q } else { p }, if s > r { s } else { r }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_at_every_length() {
        for n in 2..12u32 {
            let x: Vec<f64> = (0..n).map(|i| f64::from((i * 5 + 3) % 11)).collect();
            let column = Column::centred(&x, 2).unwrap();
            let sum: f64 = x.iter().sum();
            assert!((column.about - sum / f64::from(n)).abs() < 1e-14 && column.inverse == 1.0);
            let ends = [f64::INFINITY, 0.0]
                .map(|end| x.iter().fold(end, |m, v| if end > 0.0 { m.min(*v) } else { m.max(*v) }));
            assert_eq!(sum_and_extremes(&x, 2.0), (2.0 * (sum - 3.0 * f64::from(n)), ends));
        }
    }

    #[test]
    fn only_the_ends_of_the_range_are_scaled() {
        let halves = |unit: f64| Column::centred(&[unit, -unit, unit, 0.0], 2).map(|c| (c.inverse * unit, c.about));
        for unit in [f64::MAX, 1e308, 1e31, 1e-31, 1e-300, f64::MIN_POSITIVE] {
            let (scaled, about) = halves(unit).unwrap();
            assert!((1.0..2.0).contains(&scaled) && (about - scaled / 4.0).abs() < 1e-15, "{unit:e}");
        }
        assert_eq!(halves(1e20), Ok((1e20, 2.5e19)));
    }

    #[test]
    fn undefined_is_refused() {
        let why = |values: &[f64]| Column::centred(values, 2).unwrap_err();
        assert_eq!(why(&[1.0]), StatError::TooFew { needed: 2, got: 1 });
        assert_eq!(why(&[1.0, f64::NAN]), StatError::NotFinite);
        assert_eq!(why(&[f64::INFINITY, f64::NEG_INFINITY, 1.0, 2.0, 3.0]), StatError::NotFinite);
        assert_eq!(why(&[0.1; 7]), StatError::NoVariation);
        assert_eq!(why(&[f64::MAX; 3]), StatError::NoVariation);
        assert_eq!(why(&[0.0, -0.0]), StatError::NoVariation);
    }
}
