//! What the readers of the three formats have in common: features with columns and polygons, as the file has them.

use crate::publish::Remark;

/// Coordinates as the file has them: degrees or metres, whichever its system says.
pub(super) type Position = (f64, f64);
/// An outline and its holes in the file's coordinates.
pub(super) type Polygon = Vec<Vec<Position>>;

/// One feature of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Feature {
    /// Line of a text file, number of the record otherwise; from 1.
    pub row: u32,
    /// Columns and what stands in them, both as text.
    pub columns: Vec<(String, String)>,
    /// Its polygons; none if it has no geometry.
    pub polygons: Vec<Polygon>,
    /// Rings whose direction contradicts their place: a hole that turns like an outline, or the reverse.
    pub turned: usize,
}

impl Feature {
    /// The text of a column, capitals of the name ignored; empty if there is none.
    pub fn get(&self, column: &str) -> &str {
        let found = self.columns.iter().find(|(name, _)| name.eq_ignore_ascii_case(column));
        found.map_or("", |(_, text)| text.as_str())
    }
}

/// A layer: what one reader makes of one file.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    /// `Shapefile`, `GeoJSON`, `TopoJSON`.
    pub format: &'static str,
    /// The file the features come from.
    pub file: String,
    /// The features.
    pub features: Vec<Feature>,
    /// What the file says about its coordinates: the text of a `.prj`, the name in `crs`; empty if nothing.
    pub system: String,
    /// What was odd.
    pub remarks: Vec<Remark>,
}

impl Layer {
    /// The names of all columns, in the order of their first appearance.
    pub fn columns(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.features.iter().flat_map(|f| &f.columns) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }
}

/// Twice the signed area of a ring; above 0 if it turns counter-clockwise. Closed or not.
pub(super) fn turning(ring: &[Position]) -> f64 {
    let Some(first) = ring.first() else { return 0.0 };
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| (a.0 - first.0) * (b.1 - first.1) - (b.0 - first.0) * (a.1 - first.1)).sum()
}

/// Whether a position lies inside a ring (even-odd).
pub(super) fn is_inside(ring: &[Position], (x, y): Position) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crosses =
        |a: &Position, b: &Position| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0;
    ring.iter().zip(next).filter(|(a, b)| crosses(a, b)).count() % 2 == 1
}
