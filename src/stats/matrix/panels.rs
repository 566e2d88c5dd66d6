//! All product sums of many columns: the arithmetic of a correlation matrix.
//!
//! Columns are packed into panels of four, row by row, so that a tile of 4 × 4 products takes two short loads a row and
//! keeps its sixteen sums in registers. The rows are worked off in blocks that stay in the second cache while every
//! panel meets every other one.

use super::super::lanes::Pair;

/// Columns in a panel, and the edge of a tile.
const EDGE: usize = 4;

/// Four numbers.
type Four = [Pair; EDGE / 2];

/// Rows in a block: 80 columns of them are 160 kB.
const BLOCK: usize = 256;

/// The columns in panels: four numbers a row, the last panel filled up with zeros.
pub(in crate::stats) struct Panels {
    rows: usize,
    columns: usize,
    panels: Vec<Vec<Four>>,
}

impl Panels {
    /// Room for columns of `rows` numbers, all zero.
    pub fn new(rows: usize, columns: usize) -> Panels {
        let panels = (0..columns.div_ceil(EDGE)).map(|_| vec![[Pair::both(0.0); EDGE / 2]; rows]).collect();
        Panels { rows, columns, panels }
    }

    /// Writes one column.
    pub fn set(&mut self, column: usize, values: &[f64]) {
        if let Some(panel) = self.panels.get_mut(column / EDGE) {
            let (pair, place) = (column % EDGE / 2, column % 2);
            panel.iter_mut().zip(values).for_each(|(row, value)| row[pair].set(place, *value));
        }
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
        let cell = |i: usize, j: usize| tiles[i / EDGE * count + j / EDGE][i % EDGE][j % EDGE / 2].values()[j % 2];
        (0..self.columns * self.columns).map(|at| cell(at / self.columns, at % self.columns)).collect()
    }
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

    proptest! {
        #[test]
        fn as_the_plain_sums(columns in 1usize..11, rows in 0usize..600) {
            let value = |c: usize, r: usize| ((c * 7919 + r * 104_729) % 1000) as f64 / 500.0 - 1.0;
            let all: Vec<Vec<f64>> = (0..columns).map(|c| (0..rows).map(|r| value(c, r)).collect()).collect();
            let mut panels = Panels::new(rows, columns);
            all.iter().enumerate().for_each(|(at, column)| panels.set(at, column));
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
