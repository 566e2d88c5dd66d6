//! Who counts as a neighbour: from shapes to spatial weights.

#[cfg(not(target_arch = "wasm32"))]
use crate::model::parse_number;
use crate::stats::{self, Contiguity, Rings, SpatialWeights};

use super::ComputeError;
#[cfg(not(target_arch = "wasm32"))]
use super::middles::middles;

/// The rings of a row's shape.
pub type Shape = Vec<Vec<[f64; 2]>>;

/// Which rows are neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Links {
    /// Shapes that share a point.
    #[default]
    Queen,
    /// Shapes that share a piece of border.
    Rook,
    /// The k rows whose middles are nearest. On the command line only: the search tree would take a tenth of the worker.
    #[cfg(not(target_arch = "wasm32"))]
    Nearest(usize),
    /// Rows whose middles are at most this far: kilometres for longitude and latitude, else units of the coordinates.
    /// On the command line only.
    #[cfg(not(target_arch = "wasm32"))]
    Within(f64),
}

impl Links {
    /// Reads `queen`, `rook`, `nearest:4` or `within:25`.
    ///
    /// ```
    /// use sozialatlas::query::compute::Links;
    /// assert_eq!(Links::parse("nearest:4"), Some(Links::Nearest(4)));
    /// assert_eq!(Links::parse("within:2.5"), Some(Links::Within(2.5)));
    /// assert_eq!(Links::parse("bishop"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Links> {
        match text.split_once(':') {
            None if text == "queen" => Some(Links::Queen),
            None if text == "rook" => Some(Links::Rook),
            #[cfg(not(target_arch = "wasm32"))]
            Some(("nearest", k)) => k.parse().ok().map(Links::Nearest),
            #[cfg(not(target_arch = "wasm32"))]
            Some(("within", d)) => parse_number(d).filter(|d| *d >= 0.0).map(Links::Within),
            _ => None,
        }
    }

    /// The weights of these shapes; each shape is the list of its rings. `snap` closes gaps of contiguity, in units of
    /// the coordinates.
    ///
    /// # Errors
    /// [`ComputeError::Undefined`] for coordinates that are not finite, or more nearest rows than there are.
    pub fn weights(self, shapes: &[&Shape], snap: f64) -> Result<SpatialWeights, ComputeError> {
        let touching = |kind| stats::contiguity(&Rings::of(shapes)?, kind, snap);
        Ok(match self {
            Links::Queen => touching(Contiguity::Queen)?,
            Links::Rook => touching(Contiguity::Rook)?,
            #[cfg(not(target_arch = "wasm32"))]
            Links::Nearest(k) => {
                let (x, y) = middles(shapes);
                stats::nearest_neighbours(&x, &y, k)?
            }
            #[cfg(not(target_arch = "wasm32"))]
            Links::Within(distance) => {
                let (x, y) = middles(shapes);
                stats::distance_band(&x, &y, distance, true)?
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, size: f64) -> Vec<[f64; 2]> {
        vec![[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    }

    fn all(shapes: &[Shape]) -> Vec<&Shape> {
        shapes.iter().collect()
    }

    #[test]
    fn distances_are_kilometres_for_degrees_and_units_otherwise() {
        let shapes = [vec![square(11.0, 51.0, 0.1)], vec![square(11.1, 51.0, 0.1)], vec![square(11.5, 51.0, 0.1)]];
        // A tenth of a degree of longitude at 51.05 degrees north: 11.12 km · cos = 6.99 km.
        let near = Links::Within(7.0).weights(&all(&shapes), 0.0).unwrap();
        assert_eq!((near.neighbours(0), near.islands()), (&[1][..], vec![2]));
        assert!(Links::Within(6.9).weights(&all(&shapes), 0.0).unwrap().neighbours(0).is_empty());
        let plane = [vec![square(0.0, 0.0, 100.0)], vec![square(1000.0, 0.0, 100.0)]];
        assert_eq!(Links::Within(1000.0).weights(&all(&plane), 0.0).unwrap().neighbours(0), [1]);
        assert_eq!(Links::Queen.weights(&all(&shapes), 0.0).unwrap().neighbours(0), [1]);
        assert_eq!(Links::Nearest(1).weights(&all(&shapes), 0.0).unwrap().neighbours(2), [1]);
    }

    #[test]
    fn rows_without_a_shape_have_no_distance() {
        assert!(Links::Nearest(1).weights(&[&vec![square(0.0, 0.0, 1.0)], &vec![]], 0.0).is_err());
        assert_eq!(Links::Queen.weights(&[&vec![square(0.0, 0.0, 1.0)], &vec![]], 0.0).unwrap().islands(), [0, 1]);
    }
}
