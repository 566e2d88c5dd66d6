//! All product sums of many columns: the arithmetic of a correlation matrix.
//!
//! Columns are packed into panels of four, row by row, so that a tile of 4 × 4 products takes two short loads a row and
//! keeps its sixteen sums in registers. The rows are worked off in blocks that stay in the second cache while every
//! panel meets every other one.

/// Columns in a panel, and the edge of a tile.
const EDGE: usize = 4;

/// Rows in a block: 80 columns of them are 160 kB.
const BLOCK: usize = 256;

/// The columns in panels: four numbers a row, the last panel filled up with zeros.
pub(in crate::stats) struct Panels {
    rows: usize,
    columns: usize,
    panels: Vec<Vec<[f64; EDGE]>>,
}

impl Panels {
    /// Room for columns of `rows` numbers, all zero.
    pub fn new(rows: usize, columns: usize) -> Panels {
        let panels = (0..columns.div_ceil(EDGE)).map(|_| vec![[0.0; EDGE]; rows]).collect();
        Panels { rows, columns, panels }
    }

    /// Writes one column.
    pub fn set(&mut self, column: usize, values: &[f64]) {
        if let Some(panel) = self.panels.get_mut(column / EDGE) {
            panel.iter_mut().zip(values).for_each(|(row, value)| row[column % EDGE] = *value);
        }
    }

    /// Σ a b over the rows for every pair of columns, as a square matrix row by row; only the cells on and above the
    /// diagonal are filled. `progress` is told the share that is done after each block of rows.
    pub fn products(&self, progress: &mut dyn FnMut(f64)) -> Vec<f64> {
        let count = self.panels.len();
        let mut tiles = vec![[[0.0; EDGE]; EDGE]; count * count];
        let mut start = 0;
        while start < self.rows {
            let end = (start + BLOCK).min(self.rows);
            let blocks: Vec<&[[f64; EDGE]]> = self.panels.iter().map(|p| p.get(start..end).unwrap_or(&[])).collect();
            for (i, a) in blocks.iter().enumerate() {
                for (tile, b) in tiles.iter_mut().skip(i * count).zip(&blocks).skip(i) {
                    add_products(tile, a, b);
                }
            }
            progress(end as f64 / self.rows as f64);
            start = end;
        }
        let cell = |i: usize, j: usize| tiles[i / EDGE * count + j / EDGE][i % EDGE][j % EDGE];
        (0..self.columns * self.columns).map(|at| cell(at / self.columns, at % self.columns)).collect()
    }
}

/// Adds the sixteen products of each row to a tile.
#[inline(never)]
fn add_products(tile: &mut [[f64; EDGE]; EDGE], a: &[[f64; EDGE]], b: &[[f64; EDGE]]) {
    // Sums of its own: the compiler keeps them in registers, which it could not do with memory behind a reference.
    let mut sums = *tile;
    for (a, b) in a.iter().zip(b) {
        for (sums, a) in sums.iter_mut().zip(a) {
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum += a * b;
            }
        }
    }
    *tile = sums;
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
