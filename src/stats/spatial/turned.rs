//! The weights seen from the other side, and the sums that need both sides.

use super::SpatialWeights;

/// The three sums that the moments of Moran's I and Geary's C need (Cliff & Ord 1981).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightSums {
    /// S₀ = Σᵢⱼ wᵢⱼ.
    pub s0: f64,
    /// S₁ = ½ Σᵢⱼ (wᵢⱼ + wⱼᵢ)².
    pub s1: f64,
    /// S₂ = Σᵢ (Σⱼ wᵢⱼ + Σⱼ wⱼᵢ)².
    pub s2: f64,
}

/// How the units hang together.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightStructure {
    /// S₀, S₁ and S₂.
    pub sums: WeightSums,
    /// For each unit its group, as [`SpatialWeights::component_labels`] numbers them.
    pub labels: Vec<u32>,
    /// Every neighbour has the unit as neighbour too, whatever the weights are.
    pub mutual: bool,
}

impl SpatialWeights {
    /// The pairs turned round: unit j has i as neighbour where i had j.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![1, 2], vec![], vec![]]).unwrap();
    /// assert_eq!((w.transposed().neighbours(1), w.transposed().neighbours(0)), (&[0][..], &[][..]));
    /// ```
    pub fn transposed(&self) -> SpatialWeights {
        let mut starts = vec![0u32; self.len() + 1];
        self.neighbours.iter().for_each(|j| starts[*j as usize + 1] += 1);
        for unit in 0..self.len() {
            starts[unit + 1] += starts[unit];
        }
        // Units come in ascending order, so each row is filled in ascending order.
        let mut next = starts.clone();
        let (mut neighbours, mut values) = (vec![0; self.pairs()], vec![0.0; self.pairs()]);
        for i in 0..self.len() {
            for (j, w) in self.of(i) {
                let place = next[j] as usize;
                (neighbours[place], values[place]) = (i as u32, w);
                next[j] += 1;
            }
        }
        SpatialWeights { starts, neighbours, values }
    }

    /// S₀, S₁ and S₂.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![1], vec![0, 2], vec![1]]).unwrap();
    /// let s = w.sums();
    /// // Four pairs; ½ · 4 · (1 + 1)²; (1+1)² + (2+2)² + (1+1)².
    /// assert_eq!((s.s0, s.s1, s.s2), (4.0, 8.0, 24.0));
    /// ```
    pub fn sums(&self) -> WeightSums {
        self.sums_with(&self.transposed())
    }

    /// How the units hang together, from one look at the other side.
    ///
    /// ```
    /// use sozialatlas::stats::SpatialWeights;
    /// let w = SpatialWeights::binary(&[vec![1], vec![], vec![]]).unwrap();
    /// let found = w.structure();
    /// assert!(!found.mutual); // 1 does not have 0
    /// assert_eq!((found.labels, found.sums), (vec![0, 0, 1], w.sums()));
    /// ```
    pub fn structure(&self) -> WeightStructure {
        let turned = self.transposed();
        WeightStructure {
            sums: self.sums_with(&turned),
            labels: self.labels_with(&turned),
            mutual: self.starts == turned.starts && self.neighbours == turned.neighbours,
        }
    }

    fn sums_with(&self, turned: &SpatialWeights) -> WeightSums {
        let mut sums = WeightSums { s0: 0.0, s1: 0.0, s2: 0.0 };
        for i in 0..self.len() {
            let (row, column): (f64, f64) = (self.weights(i).iter().sum(), turned.weights(i).iter().sum());
            sums.s0 += row;
            sums.s2 += (row + column) * (row + column);
            // Σ (w + wᵀ)² over a row of both patterns = Σ w² + Σ wᵀ² + 2 Σ w wᵀ.
            let squares = |w: &[f64]| w.iter().map(|x| x * x).sum::<f64>();
            sums.s1 += squares(self.weights(i)) + squares(turned.weights(i)) + 2.0 * common(self, turned, i);
        }
        sums.s1 /= 2.0;
        sums
    }
}

/// Σⱼ aᵢⱼ bᵢⱼ of one row, by walking both sorted lists.
fn common(a: &SpatialWeights, b: &SpatialWeights, unit: usize) -> f64 {
    let mut others = b.of(unit).peekable();
    let mut sum = 0.0;
    for (j, w) in a.of(unit) {
        while others.peek().is_some_and(|(k, _)| *k < j) {
            others.next();
        }
        if let Some((k, v)) = others.peek()
            && *k == j
        {
            sum += w * v;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_one_way_links() {
        // w₀₁ = 0.5, w₁₀ = 1: ½ (1.5² + 1.5²) = 2.25; rows + columns: 1.5² + 1.5².
        let w = SpatialWeights::weighted(vec![vec![(1, 0.5)], vec![(0, 1.0)]]).unwrap();
        let s = w.sums();
        assert_eq!((s.s0, s.s1, s.s2), (1.5, 2.25, 4.5));
    }
}
