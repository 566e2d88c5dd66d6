//! From degrees to the plane of a picture and back.

/// A plate carrée with the middle parallel true to length: x = longitude · cos(φ₀), y = latitude, φ₀ the middle of
/// the shown box. East-west lengths are off by 2 % at the northern and southern edge of Thüringen and by 9 % at those of
/// Germany; north-south lengths are true, and the inverse is exact. y grows downwards, as in SVG.
///
/// ```
/// use sozialatlas::geo::Projection;
/// let p = Projection::fit([9.0, 50.0, 13.0, 52.0], 400.0, 400.0, 10.0);
/// let (x, y) = p.to_plane(11.0, 51.0);
/// assert_eq!((x, y), (200.0, 200.0)); // the middle of the box in the middle of the picture
/// let (lon, lat) = p.to_degrees(x, y);
/// assert!((lon - 11.0).abs() < 1e-9 && (lat - 51.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Degrees at the middle of the picture.
    middle: (f64, f64),
    /// Units a degree of longitude and of latitude.
    scale: (f64, f64),
    /// Place of the middle in units.
    centre: (f64, f64),
}

impl Projection {
    /// The projection that shows a box (west, south, east, north in degrees) as large as fits into `width` x `height`
    /// units with `padding` units free on each side, centred.
    ///
    /// A box without extent is shown at 1 unit a degree; a padding that leaves no room counts as 0.
    pub fn fit([west, south, east, north]: [f64; 4], width: f64, height: f64, padding: f64) -> Projection {
        let middle = ((west + east) / 2.0, (south + north) / 2.0);
        let shrink = shrink_at(middle.1);
        let room = |side: f64| if side > 2.0 * padding { side - 2.0 * padding } else { side };
        let (wide, high) = ((east - west) * shrink, north - south);
        let fitting = |room: f64, extent: f64| if extent > 0.0 { room / extent } else { f64::INFINITY };
        let scale = fitting(room(width), wide).min(fitting(room(height), high));
        let scale = if scale.is_finite() && scale > 0.0 { scale } else { 1.0 };
        Projection { middle, scale: (scale * shrink, scale), centre: (width / 2.0, height / 2.0) }
    }

    /// Units of a longitude and latitude.
    pub fn to_plane(&self, lon: f64, lat: f64) -> (f64, f64) {
        (self.centre.0 + (lon - self.middle.0) * self.scale.0, self.centre.1 - (lat - self.middle.1) * self.scale.1)
    }

    /// Longitude and latitude of a place in the picture.
    pub fn to_degrees(&self, x: f64, y: f64) -> (f64, f64) {
        (self.middle.0 + (x - self.centre.0) / self.scale.0, self.middle.1 - (y - self.centre.1) / self.scale.1)
    }

    /// Units a degree of latitude (about 111.2 km).
    pub fn units_per_degree(&self) -> f64 {
        self.scale.1
    }
}

/// How long a degree of longitude is at a latitude, as a part of one of latitude: the cosine. Beyond 85 degrees it is
/// that of 85, so that nothing becomes infinitely wide.
///
/// The first terms of x⁰/0! − x²/2! + x⁴/4! − …, off by less than 10⁻¹⁵. The library's cosine reduces angles of any size
/// first, which is 7 kB of code, and differs between systems in the last digit.
///
/// ```
/// use sozialatlas::geo::shrink_at;
/// assert!((shrink_at(60.0) - 0.5).abs() < 1e-15);
/// ```
pub fn shrink_at(latitude: f64) -> f64 {
    let square = latitude.clamp(-85.0, 85.0).to_radians().powi(2);
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 1..=12 {
        term *= -square / f64::from((2 * n - 1) * 2 * n);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_shrink_with_the_cosine() {
        for tenth in -850..=850 {
            let latitude = f64::from(tenth) / 10.0;
            assert!((shrink_at(latitude) - latitude.to_radians().cos()).abs() < 1e-15, "{latitude}");
        }
        assert_eq!(shrink_at(90.0), shrink_at(85.0));
    }

    #[test]
    fn box_fits_and_is_centred() {
        let p = Projection::fit([0.0, 59.0, 4.0, 61.0], 100.0, 300.0, 10.0);
        let (west, _) = p.to_plane(0.0, 60.0);
        let (east, _) = p.to_plane(4.0, 60.0);
        assert!((west - 10.0).abs() < 1e-9 && (east - 90.0).abs() < 1e-9);
        let (_, top) = p.to_plane(2.0, 61.0);
        assert!(top > 10.0 && top < 150.0, "north is up");
        assert!((p.units_per_degree() - 40.0).abs() < 1e-9, "four degrees at 60 north are two wide");
    }

    #[test]
    fn a_point_is_no_trouble() {
        let p = Projection::fit([11.0, 51.0, 11.0, 51.0], 100.0, 100.0, 60.0);
        assert_eq!(p.to_plane(11.0, 51.0), (50.0, 50.0));
    }
}
