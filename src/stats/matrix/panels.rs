//! All product sums of many columns: the arithmetic of a correlation matrix.
//!
//! Columns are packed into panels of four, row by row, so that a tile of 4 × 4 products takes two short loads a row and
//! keeps its sixteen sums in registers. The rows are worked off in blocks that stay in the second cache while every
//! panel meets every other one.

use super::super::lanes::Pair;

/// Columns in a panel, and the edge of a tile.
pub(in crate::stats) const EDGE: usize = 4;

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
    /// No columns yet, of `rows` numbers each.
    pub fn new(rows: usize) -> Panels {
        Panels { rows, columns: 0, panels: Vec::new() }
    }

    /// Adds the next panel: four columns, or fewer at the end. What a column is too short of counts as zero.
    pub fn push(&mut self, columns: &[&[f64]]) {
        let column = |place: usize| columns.get(place).copied().unwrap_or_default();
        let mut panel = Vec::with_capacity(self.rows);
        if let [a, b, c, d] = columns
            && columns.iter().all(|column| column.len() == self.rows)
        {
            let four = a.iter().zip(*b).zip(c.iter().zip(*d));
            panel.extend(four.map(|((a, b), (c, d))| [Pair::new(*a, *b), Pair::new(*c, *d)]));
        } else {
            let at = |place: usize, row: usize| column(place).get(row).copied().unwrap_or_default();
            panel.extend(
                (0..self.rows).map(|row| [Pair::new(at(0, row), at(1, row)), Pair::new(at(2, row), at(3, row))]),
            );
        }
        panel.resize(self.rows, [Pair::both(0.0); EDGE / 2]);
        self.panels.push(panel);
        self.columns += columns.len().min(EDGE);
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

    #[test]
    fn a_short_column_is_filled_up_and_takes_nothing_from_the_others() {
        let mut panels = Panels::new(3);
        panels.push(&[&[1.0, 2.0, 3.0], &[], &[4.0, 5.0, 6.0], &[7.0]]);
        let found = panels.products(&mut |_| {});
        assert_eq!(found[..4], [14.0, 0.0, 32.0, 7.0]);
        assert_eq!((found[5], found[10], found[15]), (0.0, 77.0, 49.0));
    }

    proptest! {
        #[test]
        fn as_the_plain_sums(columns in 1usize..11, rows in 0usize..600) {
            let value = |c: usize, r: usize| ((c * 7919 + r * 104_729) % 1000) as f64 / 500.0 - 1.0;
            let all: Vec<Vec<f64>> = (0..columns).map(|c| (0..rows).map(|r| value(c, r)).collect()).collect();
            let mut panels = Panels::new(rows);
            let slices: Vec<&[f64]> = all.iter().map(Vec::as_slice).collect();
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
