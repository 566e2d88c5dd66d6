//! The shared-edge topology of one level.

/// The grid of whole numbers that coordinates lie on: `per_degree` steps a degree, counted from its south-west corner.
///
/// With 100,000 steps a degree, coordinates published with five decimals come back as exactly the same numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Steps a degree, 1 to [`Grid::FINEST`].
    pub per_degree: u32,
    /// Longitude of the corner, in steps.
    pub west: i32,
    /// Latitude of the corner, in steps.
    pub south: i32,
}

impl Grid {
    /// The most steps a degree (about 11 centimetres).
    pub const FINEST: u32 = 1_000_000;
    /// The farthest a coordinate may lie from 0, in degrees. Beyond are no degrees but metres.
    pub const FARTHEST: f64 = 1000.0;

    /// Longitude and latitude in degrees of a point of the grid.
    pub fn degrees(&self, (x, y): (i32, i32)) -> (f64, f64) {
        let steps = f64::from(self.per_degree);
        let at = |origin: i32, step: i32| (i64::from(origin) + i64::from(step)) as f64 / steps;
        (at(self.west, x), at(self.south, y))
    }

    /// Where a longitude and latitude lies on the grid, between its points.
    pub fn steps(&self, lon: f64, lat: f64) -> (f64, f64) {
        let steps = f64::from(self.per_degree);
        (lon * steps - f64::from(self.west), lat * steps - f64::from(self.south))
    }
}

/// A use of an arc in a ring: its index, or the index's complement (`!index`) for the arc read backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArcRef(pub i32);

impl ArcRef {
    /// The arc in its own direction, or backwards.
    pub fn new(arc: usize, backwards: bool) -> ArcRef {
        let index = i32::try_from(arc).unwrap_or(i32::MAX);
        ArcRef(if backwards { !index } else { index })
    }

    /// Index of the arc.
    pub fn arc(self) -> usize {
        (if self.0 < 0 { !self.0 } else { self.0 }) as usize
    }

    /// Whether the arc is read from its end to its start.
    pub fn backwards(self) -> bool {
        self.0 < 0
    }
}

/// A closed line: each arc begins where the one before ends, the first where the last ends.
pub type Ring = Vec<ArcRef>;
/// An outline and its holes.
pub type Polygon = Vec<Ring>;

/// The boundaries of one level's areas, every shared edge once.
///
/// What holds for every value of this type: arcs have at least two points, references point to arcs, rings are closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Topology {
    grid: Grid,
    points: Vec<(i32, i32)>,
    /// Where each arc starts in `points`; one more entry than arcs.
    starts: Vec<u32>,
    areas: Vec<Vec<Polygon>>,
}

impl Topology {
    /// A topology from its parts; `None` if they do not fit together (see what holds for the type).
    /// `starts` has one entry more than there are arcs: the first is 0, the last the number of points.
    pub fn from_parts(
        grid: Grid,
        points: Vec<(i32, i32)>,
        starts: Vec<u32>,
        areas: Vec<Vec<Polygon>>,
    ) -> Option<Topology> {
        let ends_fit = starts.first() == Some(&0) && starts.last().map(|e| *e as usize) == Some(points.len());
        let long_enough = starts.windows(2).all(|pair| pair[1] >= pair[0].saturating_add(2));
        let grid_fits = (1..=Grid::FINEST).contains(&grid.per_degree);
        let topology = Topology { grid, points, starts, areas };
        let fits = ends_fit && long_enough && grid_fits;
        let closed = fits && topology.areas.iter().flatten().flatten().all(|ring| topology.is_closed(ring));
        closed.then_some(topology)
    }

    /// A topology of nothing.
    pub(super) fn without_areas(grid: Grid) -> Topology {
        Topology { grid, points: Vec::new(), starts: vec![0], areas: Vec::new() }
    }

    fn is_closed(&self, ring: &Ring) -> bool {
        let Some(last) = ring.last() else { return false };
        if ring.iter().any(|r| r.arc() >= self.arc_count()) {
            return false;
        }
        let mut end = self.ends(*last).1;
        ring.iter().all(|r| {
            let (start, next) = self.ends(*r);
            std::mem::replace(&mut end, next) == start
        })
    }

    /// The grid of the coordinates.
    pub fn grid(&self) -> Grid {
        self.grid
    }

    /// Number of areas, those without boundary included.
    pub fn len(&self) -> usize {
        self.areas.len()
    }

    /// Whether there are no areas.
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// The polygons of all areas, in the order of the level; an area without boundary has none.
    pub fn areas(&self) -> &[Vec<Polygon>] {
        &self.areas
    }

    /// Number of arcs.
    pub fn arc_count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Number of points over all arcs; shared edges count once.
    pub fn point_count(&self) -> usize {
        self.points.len()
    }

    /// The points of an arc in its own direction; empty for an arc that does not exist.
    pub fn arc(&self, arc: usize) -> &[(i32, i32)] {
        let (from, to) = (self.starts.get(arc), self.starts.get(arc + 1));
        let range = from.zip(to).map(|(from, to)| *from as usize..*to as usize);
        range.and_then(|r| self.points.get(r)).unwrap_or(&[])
    }

    /// All arcs in their order.
    pub fn arcs(&self) -> impl Iterator<Item = &[(i32, i32)]> {
        (0..self.arc_count()).map(|i| self.arc(i))
    }

    /// First and last point of a used arc, in the direction of use.
    pub fn ends(&self, used: ArcRef) -> ((i32, i32), (i32, i32)) {
        let arc = self.arc(used.arc());
        let first = arc.first().copied().unwrap_or_default();
        let last = arc.last().copied().unwrap_or_default();
        if used.backwards() { (last, first) } else { (first, last) }
    }

    /// Calls `visit` with each point of a ring once; the closing point is not repeated.
    pub fn visit_ring(&self, ring: &Ring, mut visit: impl FnMut((i32, i32))) {
        for used in ring {
            let arc = self.arc(used.arc());
            let count = arc.len().saturating_sub(1);
            for step in 0..count {
                visit(if used.backwards() { arc[count - step] } else { arc[step] });
            }
        }
    }

    /// The rings of an area as longitude and latitude, not closed by a repeated point; empty without boundary.
    pub fn polygons(&self, area: usize) -> Vec<super::LonLatPolygon> {
        let ring_points = |ring: &Ring| {
            let mut points = Vec::new();
            self.visit_ring(ring, |p| points.push(self.grid.degrees(p)));
            points
        };
        let polygons = self.areas.get(area).map(Vec::as_slice).unwrap_or_default();
        polygons.iter().map(|polygon| polygon.iter().map(ring_points).collect()).collect()
    }

    /// West, south, east, north of everything, in degrees; `None` if no area has a boundary.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        self.box_of(self.points.iter().copied())
    }

    /// West, south, east, north of one area, in degrees; `None` without boundary.
    pub fn area_bounds(&self, area: usize) -> Option<[f64; 4]> {
        let rings = self.areas.get(area)?.iter().flatten();
        self.box_of(rings.flatten().flat_map(|used| self.arc(used.arc()).iter().copied()))
    }

    fn box_of(&self, mut points: impl Iterator<Item = (i32, i32)>) -> Option<[f64; 4]> {
        let first = points.next()?;
        let (low, high) = points.fold((first, first), |(low, high), p| {
            ((low.0.min(p.0), low.1.min(p.1)), (high.0.max(p.0), high.1.max(p.1)))
        });
        let ((west, south), (east, north)) = (self.grid.degrees(low), self.grid.degrees(high));
        Some([west, south, east, north])
    }
}

#[cfg(test)]
#[path = "topology_tests.rs"]
mod tests;
