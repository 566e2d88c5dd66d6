//! All product sums of many columns: the arithmetic of a correlation matrix and of principal components.
//!
//! Columns are packed into panels of four, row by row, so that a tile of 4 × 4 products takes two short loads a row and
//! keeps its sixteen sums in registers. The rows are worked off in blocks that stay in the second cache while every
//! panel meets every other one.

use super::super::lanes::Pair;
use super::Column;

/// Columns in a panel, and the edge of a tile.
pub(in crate::stats) const EDGE: usize = 4;

/// Four numbers.
type Four = [Pair; EDGE / 2];

/// Rows in a block: 80 columns of them are 160 kB.
const BLOCK: usize = 256;

/// The columns in panels: four numbers a row, the last panel filled up with zeros.
pub(in crate::stats) struct Panels {
    rows: usize,
    panels: Vec<Vec<Four>>,
    /// The mean that each column has left, as it was packed.
    means: Vec<f64>,
}

impl Panels {
    /// No columns yet, of `rows` numbers each.
    pub fn new(rows: usize) -> Panels {
        Panels { rows, panels: Vec::new(), means: Vec::new() }
    }

    /// Adds the next panel: four columns of finite numbers, or fewer at the end. A column that has not enough rows
    /// counts as zeros.
    pub fn push(&mut self, columns: &[Column<'_>]) {
        let whole = |column: &&Column<'_>| column.values.len() >= self.rows;
        // Any numbers times zero fill the place of a column.
        let some = columns.iter().find(whole).map_or(&[][..], |c| c.values);
        let zeros = Column { values: some, inverse: 0.0, about: 0.0 };
        let four: [Column<'_>; EDGE] =
            std::array::from_fn(|place| columns.get(place).filter(whole).copied().unwrap_or(zeros));
        let (panel, sums) = packed(four, self.rows);
        self.panels.push(panel);
        let columns = columns.len().min(EDGE);
        self.means.extend(sums.iter().take(columns).map(|sum| sum / self.rows as f64));
    }

    /// The mean that each column has left, as it was packed: of [`Column::centred`] what its first mean was wrong by.
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// Σ a b over the rows for every pair of columns, as a square matrix row by row; only the cells on and above the
    /// diagonal are filled. `progress` is told the share that is done after each block of rows.
    pub fn products(&self, progress: &mut dyn FnMut(f64)) -> Vec<f64> {
        let count = self.panels.len();
        let mut tiles = vec![[[Pair::both(0.0); EDGE / 2]; EDGE]; count * count];
        let mut start = 0;
        while start < self.rows {
            let end = (start + BLOCK).min(self.rows);
            let blocks: Vec<&[Four]> = self.panels.iter().map(|p| p.get(start..end).unwrap_or(&[])).collect();
            for (i, a) in blocks.iter().enumerate() {
                for (tile, b) in tiles.iter_mut().skip(i * count).zip(&blocks).skip(i) {
                    add_products(tile, a, b);
                }
            }
            progress(end as f64 / self.rows as f64);
            start = end;
        }
        let columns = self.means.len();
        let cell = |i: usize, j: usize| tiles[i / EDGE * count + j / EDGE][i % EDGE][j % EDGE / 2].values()[j % 2];
        (0..columns * columns).map(|at| cell(at / columns, at % columns)).collect()
    }

    /// As [`Panels::products`], of the columns minus the means that they have left.
    pub fn centred_products(&self, progress: &mut dyn FnMut(f64)) -> Vec<f64> {
        let mut products = self.products(progress);
        for (row, mean) in products.chunks_exact_mut(self.means.len().max(1)).zip(&self.means) {
            let mean = mean * self.rows as f64;
            row.iter_mut().zip(&self.means).for_each(|(product, other)| *product -= mean * other);
        }
        products
    }

    /// Σ wⱼ xⱼ over the columns minus the means that they have left, for each row; a weight for each column.
    pub fn weighted_sum(&self, weights: &[f64]) -> Vec<f64> {
        let shift: f64 = weights.iter().zip(&self.means).map(|(w, mean)| w * mean).sum();
        let mut sums = vec![-shift; self.rows];
        for (panel, weights) in self.panels.iter().zip(weights.chunks(EDGE)) {
            let weight = |place: usize| weights.get(place).copied().unwrap_or(0.0);
            let (p, q) = (Pair::new(weight(0), weight(1)), Pair::new(weight(2), weight(3)));
            for (sum, [a, b]) in sums.iter_mut().zip(panel) {
                let [x, y] = (*a * p + *b * q).values();
                *sum += x + y;
            }
        }
        sums
    }
}

/// Four columns row by row, and their sums.
#[inline(never)]
fn packed(columns: [Column<'_>; EDGE], rows: usize) -> (Vec<Four>, [f64; EDGE]) {
    let [a, b, c, d] = columns.map(|column| column.values.get(..rows).unwrap_or(&[]));
    let pair = |of: fn(&Column<'_>) -> f64, at: usize| Pair::new(of(&columns[at]), of(&columns[at + 1]));
    let inverse = [pair(|c| c.inverse, 0), pair(|c| c.inverse, 2)];
    let about = [pair(|c| c.about, 0), pair(|c| c.about, 2)];
    let mut panel = vec![[Pair::both(0.0); EDGE / 2]; rows];
    let mut sums = [Pair::both(0.0); EDGE / 2];
    for (row, ((a, b), (c, d))) in panel.iter_mut().zip(a.iter().zip(b).zip(c.iter().zip(d))) {
        *row = [Pair::new(*a, *b) * inverse[0] - about[0], Pair::new(*c, *d) * inverse[1] - about[1]];
        sums = [sums[0] + row[0], sums[1] + row[1]];
    }
    let ([a, b], [c, d]) = (sums[0].values(), sums[1].values());
    (panel, [a, b, c, d])
}

/// Adds the sixteen products of each row to a tile.
#[inline(never)]
fn add_products(tile: &mut [Four; EDGE], a: &[Four], b: &[Four]) {
    // Sums of their own and written out: the compiler keeps them in registers, which it could not do with memory behind
    // a reference, and does not do with a loop where it builds for size.
    let [[mut s00, mut s01], [mut s10, mut s11], [mut s20, mut s21], [mut s30, mut s31]] = *tile;
    for ([a, c], [p, q]) in a.iter().zip(b) {
        let ([a, b], [c, d]) = (a.values().map(Pair::both), c.values().map(Pair::both));
        s00 = s00 + a * *p;
        s01 = s01 + a * *q;
        s10 = s10 + b * *p;
        s11 = s11 + b * *q;
        s20 = s20 + c * *p;
        s21 = s21 + c * *q;
        s30 = s30 + d * *p;
        s31 = s31 + d * *q;
    }
    *tile = [[s00, s01], [s10, s11], [s20, s21], [s30, s31]];
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_column_is_filled_up_and_takes_nothing_from_the_others() {
        let mut panels = Panels::new(3);
        panels.push(&[&[1.0, 2.0, 3.0][..], &[], &[4.0, 5.0, 6.0, 9.0], &[7.0]].map(Column::plain));
        let found = panels.products(&mut |_| {});
        assert_eq!(found[..4], [14.0, 0.0, 32.0, 0.0]);
        assert_eq!((found[5], found[10], found[15]), (0.0, 77.0, 0.0));
        assert_eq!(panels.means(), [2.0, 0.0, 5.0, 0.0]);
        // 14 − 3 · 2 · 2 and 32 − 3 · 2 · 5; (1 − 2) + 2 (4 − 5) in the first row.
        let centred = panels.centred_products(&mut |_| {});
        assert_eq!((centred[0], centred[2]), (2.0, 2.0));
        assert_eq!(panels.weighted_sum(&[1.0, 0.0, 2.0, 0.0]), [-3.0, 0.0, 3.0]);
        assert!(Panels::new(3).centred_products(&mut |_| {}).is_empty());
    }

    proptest! {
        #[test]
        fn as_the_plain_sums(columns in 1usize..11, rows in 0usize..600) {
            let value = |c: usize, r: usize| ((c * 7919 + r * 104_729) % 1000) as f64 / 500.0 - 1.0;
            let all: Vec<Vec<f64>> = (0..columns).map(|c| (0..rows).map(|r| value(c, r)).collect()).collect();
            let mut panels = Panels::new(rows);
            let slices: Vec<Column<'_>> = all.iter().map(|column| Column::plain(column)).collect();
            slices.chunks(EDGE).for_each(|four| panels.push(four));
            let mut told = 0.0;
            let found = panels.products(&mut |share| told = share);
            prop_assert_eq!(told, if rows > 0 { 1.0 } else { 0.0 });
            for i in 0..columns {
                for j in i..columns {
                    let plain: f64 = all[i].iter().zip(&all[j]).map(|(a, b)| a * b).sum();
                    prop_assert!((found[i * columns + j] - plain).abs() < 1e-10);
                }
            }
        }
    }
}
