//! Where the random neighbours of a conditional permutation come from.

use super::super::{Permutations, Random, StatError};

/// The random neighbours of a conditional permutation test.
///
/// For each permutation a unit with k neighbours keeps its value and is given k other units as neighbours, drawn without
/// replacement, every choice equally likely (Anselin 1995). The same draws serve all units.
#[derive(Clone, Copy, Debug)]
pub enum Draws<'a> {
    /// Drawn from a seed. For each permutation the K + 1 first units of a random order are drawn, K the largest number of
    /// neighbours; unit i takes the first kᵢ of them that are not i.
    ///
    /// *Why this is fair to each unit.* Renaming the units other than i changes nothing in the probability of a random
    /// order, so the order of the others, i left out, is uniform among all of theirs; its first k are a draw without
    /// replacement. Whichever place i has in the order, K + 1 drawn units contain K others. So the counts of one unit are
    /// distributed exactly as with draws of its own, and its p-value too. Only p-values of *different* units depend on
    /// each other through the common draws, as in PySAL and in GeoDa's lookup table.
    Seeded(Permutations),
    /// Given: row p lists, for permutation p, places in the list of the *other* units in ascending order (unit i left
    /// out), different from each other, at least as many as the largest number of neighbours; unit i takes the first kᵢ.
    Given(&'a [Vec<u32>]),
}

impl Draws<'_> {
    /// How many permutations.
    pub(super) fn count(&self) -> Result<u32, StatError> {
        let count = match self {
            Draws::Seeded(permutations) => Some(permutations.count),
            Draws::Given(rows) => u32::try_from(rows.len()).ok(),
        };
        count.filter(|count| *count > 0).ok_or(StatError::Parameter)
    }
}

/// Draws hands of different units from all n.
pub(super) struct Deck {
    order: Vec<u32>,
    random: Random,
    hand: usize,
}

impl Deck {
    /// At most n cards make a hand.
    pub fn new(units: usize, hand: usize, seed: u64) -> Deck {
        Deck { order: (0..units as u32).collect(), random: Random::new(seed), hand: hand.min(units) }
    }

    /// The next hand: the first steps of Fisher and Yates, from whatever order the last hand has left.
    pub fn deal(&mut self) -> &[u32] {
        let n = self.order.len();
        for place in 0..self.hand {
            let other = place + self.random.below((n - place) as u32) as usize;
            self.order.swap(place, other);
        }
        &self.order[..self.hand]
    }
}

/// Checks a given table for `units` units of which one has `widest` neighbours.
pub(super) fn sound(rows: &[Vec<u32>], units: usize, widest: usize) -> Result<(), StatError> {
    let mut seen_in = vec![usize::MAX; units];
    for (at, row) in rows.iter().enumerate() {
        let drawn = row.get(..widest).ok_or(StatError::Parameter)?;
        for place in drawn {
            let place = *place as usize;
            if place + 1 >= units || std::mem::replace(&mut seen_in[place], at) == at {
                return Err(StatError::Parameter);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each ordered pair that unit 1 can be given is equally likely, and so for every other unit.
    #[test]
    fn every_unit_is_given_every_choice_equally_often() {
        let rounds = 24_000;
        for unit in 0..4u32 {
            let mut deck = Deck::new(4, 3, u64::from(unit));
            let mut counts = std::collections::BTreeMap::new();
            for _ in 0..rounds {
                let given: Vec<u32> = deck.deal().iter().copied().filter(|u| *u != unit).take(2).collect();
                *counts.entry(given).or_insert(0u32) += 1;
            }
            // Six pairs, each binomial with mean 4,000 and standard deviation 58.
            assert!(counts.len() == 6 && counts.values().all(|c| c.abs_diff(4_000) < 260), "{counts:?}");
        }
    }

    #[test]
    fn tables_that_are_not_draws_are_refused() {
        assert_eq!(sound(&[vec![0, 2, 9], vec![1, 0]], 4, 2), Ok(()));
        assert_eq!(sound(&[vec![0]], 4, 2), Err(StatError::Parameter));
        assert_eq!(sound(&[vec![0, 3]], 4, 2), Err(StatError::Parameter));
        assert_eq!(sound(&[vec![1, 1]], 4, 2), Err(StatError::Parameter));
        assert_eq!(Draws::Given(&[]).count(), Err(StatError::Parameter));
        assert_eq!(Draws::Seeded(Permutations { count: 0, seed: 1 }).count(), Err(StatError::Parameter));
    }
}
