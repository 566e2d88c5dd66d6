//! Conditional permutations: each unit keeps its value, its neighbours are drawn anew.

use super::super::order::order_of_keys;
use super::super::{SpatialWeights, StatError};
use super::draws::{Deck, Draws, sound};
use super::equal_lags::EqualLags;
use super::equal_squares::EqualSquares;
use super::inference::{LocalPermutations, TailCounts};
use super::plain::{Plain, given};

/// What is summed up over a unit's neighbours.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kernel {
    /// Σ wⱼ zⱼ
    Lag,
    /// Σ wⱼ (zⱼ − zᵢ)²
    SquaredDifferences,
}

/// Values with the weights without the units themselves.
pub(super) struct Setting<'a> {
    pub z: &'a [f64],
    pub w: &'a SpatialWeights,
    /// The largest |z|.
    pub largest: f64,
    pub kernel: Kernel,
}

/// Permutations between two reports of progress, and between two evaluations of [`EqualSquares`].
pub(super) const BLOCK: usize = 128;

impl Setting<'_> {
    /// Counts for each unit how many permutations give a sum of at least, and at most, the observed one.
    ///
    /// Units whose weights are all equal (binary and row-standardised weights) take a short cut: their sum is that of the
    /// drawn values, which is the same for all units with as many neighbours, so that running sums of the hand are
    /// computed once for all. Only a unit that was drawn itself needs a sum of its own. The counts are exactly those of
    /// the plain way.
    pub fn test(&self, draws: &Draws, progress: &mut dyn FnMut(f64)) -> Result<LocalPermutations, StatError> {
        let permutations = draws.count()?;
        let degrees = || (0..self.w.len()).map(|i| self.w.neighbours(i).len());
        let widest = degrees().max().unwrap_or(0);
        if widest == 0 {
            return Err(StatError::NoNeighbours);
        }
        let total = |i: usize| self.w.weights(i).iter().sum::<f64>();
        if (0..self.w.len()).any(|i| !(4.0 * total(i) * self.largest * self.largest).is_finite()) {
            return Err(StatError::Overflow);
        }
        let mut counts = vec![TailCounts::default(); self.w.len()];
        match draws {
            Draws::Given(rows) => {
                sound(rows, self.w.len(), widest)?;
                given(self, rows, &mut counts, progress);
            }
            Draws::Seeded(seeded) => {
                let deck = Deck::new(self.w.len(), widest + 1, seeded.seed);
                self.deal(deck, permutations, &mut counts, progress);
            }
        }
        let tails = degrees().zip(counts).map(|(k, tails)| (k > 0).then_some(tails)).collect();
        Ok(LocalPermutations { permutations, tails })
    }

    fn deal(&self, mut deck: Deck, permutations: u32, counts: &mut [TailCounts], progress: &mut dyn FnMut(f64)) {
        let (equal, unequal): (Vec<u32>, Vec<u32>) = (0..self.w.len() as u32)
            .filter(|i| !self.w.neighbours(*i as usize).is_empty())
            .partition(|i| is_even(self.w.weights(*i as usize)));
        let mut lags = (self.kernel == Kernel::Lag).then(|| EqualLags::new(self, &equal));
        let mut squares = (self.kernel == Kernel::SquaredDifferences).then(|| EqualSquares::new(self, &equal));
        let mut plain = Plain::new(self, unequal);
        let mut values = Vec::new();
        for done in 0..permutations {
            if (done as usize).is_multiple_of(BLOCK) {
                progress(f64::from(done) / f64::from(permutations));
            }
            let hand = deck.deal();
            values.clear();
            values.extend(hand.iter().map(|unit| self.z[*unit as usize]));
            if let Some(lags) = &mut lags {
                lags.add(hand, &values);
            }
            if let Some(squares) = &mut squares {
                squares.add(hand, &values);
            }
            plain.add(self, hand, &values, counts);
        }
        if let Some(lags) = lags {
            lags.finish(counts);
        }
        if let Some(squares) = squares {
            squares.finish(counts);
        }
        progress(1.0);
    }

    /// The sum for a unit with these weights and neighbours' values.
    pub fn sum(&self, unit: usize, weights: &[f64], values: &[f64]) -> f64 {
        let pairs = weights.iter().zip(values);
        match self.kernel {
            Kernel::Lag => pairs.map(|(w, z)| w * z).sum(),
            Kernel::SquaredDifferences => {
                let own = self.z[unit];
                pairs.map(|(w, z)| w * (z - own) * (z - own)).sum()
            }
        }
    }

    /// Units with their numbers of neighbours, fewest first; units with equally many keep their order.
    pub fn by_degree(&self, units: impl Iterator<Item = u32>) -> Vec<(u64, u32)> {
        order_of_keys(units.map(|i| (self.w.neighbours(i as usize).len() as u64, i)).collect())
    }

    /// The observed values of a unit's neighbours.
    pub fn neighbours(&self, unit: usize) -> impl Iterator<Item = f64> {
        self.w.neighbours(unit).iter().map(|j| self.z[*j as usize])
    }

    /// How far two sums of the same values in different order may lie apart.
    pub fn slack(&self, unit: usize, weights: &[f64]) -> f64 {
        let total: f64 = weights.iter().sum();
        match self.kernel {
            Kernel::Lag => 1e-12 * total * self.largest,
            Kernel::SquaredDifferences => {
                let own = self.z[unit].abs();
                let sizes =
                    weights.iter().zip(self.neighbours(unit)).map(|(w, z)| w * (z.abs() + own) * (z.abs() + own));
                1e-12 * sizes.sum::<f64>()
            }
        }
    }
}

/// Do all neighbours count alike, and at all?
fn is_even(weights: &[f64]) -> bool {
    weights.first().is_some_and(|first| *first > 0.0 && weights.iter().all(|w| w == first))
}

/// The weights without the units themselves.
pub(super) fn without_self(w: &SpatialWeights) -> Result<SpatialWeights, StatError> {
    let lists = (0..w.len()).map(|i| w.of(i).filter(|(j, _)| *j != i).map(|(j, v)| (j as u32, v)).collect());
    SpatialWeights::weighted(lists.collect())
}

#[cfg(test)]
mod tests {
    use super::super::super::{Permutations, Random};
    use super::*;

    /// Units on a ring whose number of neighbours varies; unit 3 is an island, unit 5 has all others.
    fn ring(n: u32) -> Vec<Vec<u32>> {
        let near = |i: u32| (1..=1 + i % 4).map(|step| (i + step) % n).collect();
        let mut lists: Vec<Vec<u32>> = (0..n).map(near).collect();
        lists[3] = Vec::new();
        lists[5] = (0..n).filter(|j| *j != 5).collect();
        lists
    }

    /// The definition, word for word.
    fn by_definition(setting: &Setting, seeded: Permutations, widest: usize) -> Vec<TailCounts> {
        let mut counts = vec![TailCounts::default(); setting.z.len()];
        let mut deck = Deck::new(setting.z.len(), widest + 1, seeded.seed);
        for _ in 0..seeded.count {
            let hand = deck.deal();
            for (i, tails) in counts.iter_mut().enumerate() {
                let weights = setting.w.weights(i);
                let others = hand.iter().filter(|j| **j as usize != i).map(|j| setting.z[*j as usize]);
                let drawn: Vec<f64> = others.take(weights.len()).collect();
                assert_eq!(drawn.len(), weights.len());
                let observed: Vec<f64> = setting.neighbours(i).collect();
                let gap = setting.sum(i, weights, &drawn) - setting.sum(i, weights, &observed);
                tails.at_least += u32::from(gap >= -1e-9);
                tails.at_most += u32::from(gap <= 1e-9);
            }
        }
        counts
    }

    fn agrees(z: &[f64], w: &SpatialWeights, kernel: Kernel) {
        let largest = z.iter().fold(0.0, |a: f64, z| a.max(z.abs()));
        let setting = Setting { z, w, largest, kernel };
        let seeded = Permutations { count: 300, seed: 11 };
        let found = setting.test(&Draws::Seeded(seeded), &mut |_| {}).unwrap();
        let wanted = by_definition(&setting, seeded, z.len() - 1);
        for (i, (tails, wanted)) in found.tails.iter().zip(wanted).enumerate() {
            let alone = w.neighbours(i).is_empty();
            assert_eq!(*tails, (!alone).then_some(wanted), "unit {i}");
        }
    }

    #[test]
    fn the_short_cut_counts_as_the_definition_does() {
        let n = 23;
        let mut random = Random::new(8);
        let smooth: Vec<f64> = (0..n).map(|_| random.normal()).collect();
        // Few different values: most sums tie.
        let ties: Vec<f64> = (0..n).map(|_| f64::from(random.below(3)) - 0.7).collect();
        let binary = SpatialWeights::binary(&ring(n)).unwrap();
        let mixed = |i: u32, j: u32| if i.is_multiple_of(2) { 1.0 } else { 0.5 + f64::from(j % 3) };
        let lists = ring(n).into_iter().enumerate();
        let mixed = lists.map(|(i, list)| list.into_iter().map(|j| (j, mixed(i as u32, j))).collect()).collect();
        let mixed = SpatialWeights::weighted(mixed).unwrap();
        for kernel in [Kernel::Lag, Kernel::SquaredDifferences] {
            for z in [&smooth, &ties] {
                agrees(z, &binary, kernel);
                agrees(z, &binary.row_standardised(), kernel);
                agrees(z, &mixed, kernel);
            }
        }
    }

    #[test]
    fn weights_of_zero_are_no_evidence() {
        let lists = vec![vec![(1, 0.0), (2, 0.0)], vec![(0, 1.0)], vec![(1, 1.0)]];
        let w = SpatialWeights::weighted(lists).unwrap();
        for kernel in [Kernel::Lag, Kernel::SquaredDifferences] {
            let setting = Setting { z: &[1.0, -0.5, -0.5], w: &w, largest: 1.0, kernel };
            let found = setting.test(&Draws::Seeded(Permutations { count: 40, seed: 1 }), &mut |_| {}).unwrap();
            assert_eq!(found.tails[0], Some(TailCounts { at_least: 40, at_most: 40 }));
        }
    }
}
