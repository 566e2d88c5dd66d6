//! All product sums of many columns: the arithmetic of a correlation matrix and of principal components.
//!
//! The rows are worked off in blocks that stay in the second cache: all columns of a block are packed into panels of four
//! columns, row by row, then every panel meets every other one. A tile of 4 × 4 products takes two short loads a row
//! and keeps its sixteen sums in registers.

use super::super::lanes::Pair;
use super::Column;

/// Columns in a panel, and the edge of a tile.
const EDGE: usize = 4;

/// Four numbers.
type Four = [Pair; EDGE / 2];

/// Rows in a block: 80 columns of them are 160 kB.
const BLOCK: usize = 256;

/// Columns of finite numbers that are worked off in panels.
pub(in crate::stats) struct Panels<'a> {
    rows: usize,
    columns: Vec<Column<'a>>,
    /// The mean that each column has left; known when its products are.
    means: Vec<f64>,
}

impl<'a> Panels<'a> {
    /// The first `rows` numbers of these columns. A column that has not so many counts as zeros.
    pub fn new(rows: usize, columns: Vec<Column<'a>>) -> Panels<'a> {
        Panels { rows, columns, means: Vec::new() }
    }

    /// The columns four by four.
    fn fours(&self) -> Vec<[Column<'a>; EDGE]> {
        let whole = |column: &&Column<'a>| column.values.len() >= self.rows;
        // Any numbers times zero fill the place of a column.
        let some = self.columns.iter().find(whole).map_or(&[][..], |c| c.values);
        let zeros = Column { values: some, inverse: 0.0, about: 0.0 };
        let column = |place: usize| self.columns.get(place).filter(whole).copied().unwrap_or(zeros);
        let four = |panel: usize| std::array::from_fn(|place| column(panel * EDGE + place));
        (0..self.columns.len().div_ceil(EDGE)).map(four).collect()
    }

    /// Σ a b over the rows for every pair of columns, as a square matrix row by row; only the cells on and above the
    /// diagonal are filled. `progress` is told the share that is done after each block of rows.
    pub fn products(&mut self, progress: &mut dyn FnMut(f64)) -> Vec<f64> {
        let mut panels: Vec<Panel<'a>> = self
            .fours()
            .into_iter()
            .map(|columns| Panel {
                columns,
                sums: [Pair::both(0.0); EDGE / 2],
                block: vec![[Pair::both(0.0); EDGE / 2]; BLOCK],
            })
            .collect();
        let count = panels.len();
        let mut tiles = vec![[[Pair::both(0.0); EDGE / 2]; EDGE]; count * count];
        let mut start = 0;
        while start < self.rows {
            let end = (start + BLOCK).min(self.rows);
            panels.iter_mut().for_each(|panel| panel.pack(start, end));
            for (i, a) in panels.iter().enumerate() {
                for (tile, b) in tiles.iter_mut().skip(i * count).zip(&panels).skip(i) {
                    add_products(tile, &a.block[..end - start], &b.block[..end - start]);
                }
            }
            progress(end as f64 / self.rows as f64);
            start = end;
        }
        let columns = self.columns.len();
        let sum = |place: usize| panels[place / EDGE].sums[place % EDGE / 2].values()[place % 2];
        self.means = (0..columns).map(|place| sum(place) / self.rows.max(1) as f64).collect();
        let cell = |i: usize, j: usize| tiles[i / EDGE * count + j / EDGE][i % EDGE][j % EDGE / 2].values()[j % 2];
        (0..columns * columns).map(|at| cell(at / columns, at % columns)).collect()
    }

    /// As [`Panels::products`], of the columns minus the means that they have left: of [`Column::centred`] what its first
    /// mean was wrong by.
    pub fn centred_products(&mut self, progress: &mut dyn FnMut(f64)) -> Vec<f64> {
        let mut products = self.products(progress);
        for (row, mean) in products.chunks_exact_mut(self.means.len().max(1)).zip(&self.means) {
            let mean = mean * self.rows as f64;
            row.iter_mut().zip(&self.means).for_each(|(product, other)| *product -= mean * other);
        }
        products
    }

    /// Σ wⱼ xⱼ over the columns minus the means that they have left, for each row; a weight for each column. To be asked
    /// after the products.
    pub fn weighted_sum(&self, weights: &[f64]) -> Vec<f64> {
        let shift: f64 = weights.iter().zip(&self.means).map(|(w, mean)| w * mean).sum();
        let mut sums = vec![-shift; self.rows];
        let fours = self.fours();
        for (block, sums) in sums.chunks_mut(BLOCK).enumerate() {
            let start = block * BLOCK;
            for (columns, weights) in fours.iter().zip(weights.chunks(EDGE)) {
                let weights = std::array::from_fn(|place| weights.get(place).copied().unwrap_or(0.0));
                add_weighted(sums, &columns.map(|column| column.rows(start, start + sums.len())), weights);
            }
        }
        sums
    }
}

/// Four columns, and the block of them that is worked on.
struct Panel<'a> {
    columns: [Column<'a>; EDGE],
    sums: Four,
    block: Vec<Four>,
}

impl Panel<'_> {
    /// Packs these rows, and adds them to the columns' sums.
    #[inline(never)]
    fn pack(&mut self, start: usize, end: usize) {
        let columns = &self.columns;
        let [a, b, c, d] = columns.map(|column| column.rows(start, end).values);
        let pair = |of: fn(&Column<'_>) -> f64, at: usize| Pair::new(of(&columns[at]), of(&columns[at + 1]));
        let inverse = [pair(|c| c.inverse, 0), pair(|c| c.inverse, 2)];
        let about = [pair(|c| c.about, 0), pair(|c| c.about, 2)];
        let mut sums = self.sums;
        for (row, ((a, b), (c, d))) in self.block.iter_mut().zip(a.iter().zip(b).zip(c.iter().zip(d))) {
            *row = [Pair::new(*a, *b) * inverse[0] - about[0], Pair::new(*c, *d) * inverse[1] - about[1]];
            sums = [sums[0] + row[0], sums[1] + row[1]];
        }
        self.sums = sums;
    }
}

/// Adds four weighted columns to the sums of their rows.
#[inline(never)]
fn add_weighted(sums: &mut [f64], columns: &[Column<'_>; EDGE], weights: [f64; EDGE]) {
    let [by, off] = [columns.map(|c| Pair::both(c.inverse)), columns.map(|c| Pair::both(c.about))];
    let times = weights.map(Pair::both);
    let (pairs, rest) = sums.as_chunks_mut::<2>();
    let [(a, _), (b, _), (c, _), (d, _)] = columns.map(|column| column.values.as_chunks::<2>());
    for (sum, ((a, b), (c, d))) in pairs.iter_mut().zip(a.iter().zip(b).zip(c.iter().zip(d))) {
        let part = |place: usize, [x, y]: &[f64; 2]| (Pair::new(*x, *y) * by[place] - off[place]) * times[place];
        *sum = (Pair::new(sum[0], sum[1]) + ((part(0, a) + part(1, b)) + (part(2, c) + part(3, d)))).values();
    }
    // The last of an odd number of rows.
    for sum in rest {
        let part = |place: usize| {
            let column = &columns[place];
            column.values.last().map_or(0.0, |x| (x * column.inverse - column.about) * weights[place])
        };
        *sum += (part(0) + part(1)) + (part(2) + part(3));
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
        let columns = [&[1.0, 2.0, 3.0][..], &[], &[4.0, 5.0, 6.0, 9.0], &[7.0]].map(Column::plain);
        let mut panels = Panels::new(3, columns.to_vec());
        let found = panels.products(&mut |_| {});
        assert_eq!(found[..4], [14.0, 0.0, 32.0, 0.0]);
        assert_eq!((found[5], found[10], found[15]), (0.0, 77.0, 0.0));
        assert_eq!(panels.means, [2.0, 0.0, 5.0, 0.0]);
        // 14 − 3 · 2 · 2 and 32 − 3 · 2 · 5; (1 − 2) + 2 (4 − 5) in the first row.
        let centred = panels.centred_products(&mut |_| {});
        assert_eq!((centred[0], centred[2]), (2.0, 2.0));
        assert_eq!(panels.weighted_sum(&[1.0, 0.0, 2.0, 0.0]), [-3.0, 0.0, 3.0]);
        assert!(Panels::new(3, Vec::new()).centred_products(&mut |_| {}).is_empty());
        assert_eq!(Panels::new(2, vec![Column::plain(&[])]).products(&mut |_| {}), [0.0]);
    }

    proptest! {
        #[test]
        fn as_the_plain_sums(columns in 1usize..11, rows in 0usize..600) {
            let value = |c: usize, r: usize| ((c * 7919 + r * 104_729) % 1000) as f64 / 500.0 - 1.0;
            let all: Vec<Vec<f64>> = (0..columns).map(|c| (0..rows).map(|r| value(c, r)).collect()).collect();
            let mut panels = Panels::new(rows, all.iter().map(|column| Column::plain(column)).collect());
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
