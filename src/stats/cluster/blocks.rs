//! Points in groups of eight, coordinate by coordinate: the layout in which distances are computed side by side.

use super::super::lanes::Pair;
use super::Points;

/// How many units are computed side by side.
pub const LANES: usize = 8;

/// A number for each unit of a block.
pub type Row = [Pair; LANES / 2];

/// Points in blocks of [`LANES`] units; in a block one row a coordinate. The last block is filled up with zeros.
pub struct Blocks {
    rows: Vec<Row>,
    dimensions: usize,
}

impl Blocks {
    /// The points in blocks.
    pub fn of(points: &Points) -> Blocks {
        let dimensions = points.dimensions();
        let rows = vec![[Pair::both(0.0); LANES / 2]; points.len().div_ceil(LANES) * dimensions];
        let mut made = Blocks { rows, dimensions };
        points.rows().enumerate().for_each(|(unit, coordinates)| made.set(unit, coordinates));
        made
    }

    /// Puts a point into the place of a unit.
    pub fn set(&mut self, unit: usize, coordinates: &[f64]) {
        let (block, lane) = (unit / LANES, unit % LANES);
        let rows = &mut self.rows[block * self.dimensions..(block + 1) * self.dimensions];
        rows.iter_mut().zip(coordinates).for_each(|(row, value)| row[lane / 2].set(lane % 2, *value));
    }

    /// Number of coordinates.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The blocks in order.
    pub fn iter(&self) -> std::slice::ChunksExact<'_, Row> {
        self.rows.chunks_exact(self.dimensions)
    }
}

/// Squared distances of a block's units from one point. Coordinates are added in their order, as a plain loop over one
/// pair would add them: the result is the same to the last bit.
#[inline(always)]
pub fn squared_distances(block: &[Row], from: &[f64]) -> Row {
    let [mut a, mut b, mut c, mut d] = [Pair::both(0.0); LANES / 2];
    for ([p, q, r, s], centre) in block.iter().zip(from) {
        let centre = Pair::both(*centre);
        let (p, q, r, s) = (*p - centre, *q - centre, *r - centre, *s - centre);
        a = a + p * p;
        b = b + q * q;
        c = c + r * r;
        d = d + s * s;
    }
    [a, b, c, d]
}

/// The numbers of a row, one after the other.
#[inline(always)]
pub fn numbers(row: Row) -> [f64; LANES] {
    let [[a, b], [c, d], [e, f], [g, h]] = row.map(Pair::values);
    [a, b, c, d, e, f, g, h]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_pair_by_pair() {
        let column = |f: f64| (0..11).map(|i| (f64::from(i) * f).sin()).collect::<Vec<_>>();
        let points = Points::new(&[column(0.7), column(1.3), column(2.1)]).unwrap();
        let blocks = Blocks::of(&points);
        for from in 0..points.len() {
            let found: Vec<f64> = blocks.iter().flat_map(|b| numbers(squared_distances(b, points.of(from)))).collect();
            let plain: Vec<f64> = (0..points.len()).map(|unit| points.squared_distance(unit, from)).collect();
            assert_eq!(found[..points.len()], plain);
        }
    }
}
