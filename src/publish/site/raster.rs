//! Maps as PNG pictures: what links show, and levels too large for drawing in the page. No text, no font.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::geo::{Projection, Topology};

/// Lines of points a line of pixels is divided into.
const FINE: usize = 4;
/// Steps of opacity of a pixel.
const STEPS: u8 = 8;

/// A picture of few colours; each pixel has one of them at a step of opacity.
pub(super) struct Raster {
    width: usize,
    height: usize,
    /// Colour of each pixel.
    colour: Vec<u8>,
    /// How much of the pixel that colour covers, 0 to 1.
    best: Vec<f32>,
    /// How much of it all colours cover.
    cover: Vec<f32>,
}

impl Raster {
    /// An empty picture.
    pub fn new(width: usize, height: usize) -> Raster {
        let size = width * height;
        Raster { width, height, colour: vec![0; size], best: vec![0.0; size], cover: vec![0.0; size] }
    }

    /// Draws every area of a level in its colour (a place in the palette that [`Raster::png`] gets, up to 29).
    pub fn map(&mut self, shapes: &Topology, projection: &Projection, colours: &[u8]) {
        for (place, &colour) in colours.iter().enumerate() {
            self.area(shapes, projection, place, colour);
        }
    }

    /// Fills one area by the even-odd rule: on fine lines from crossing to crossing, with the exact part of the pixels
    /// at both ends.
    fn area(&mut self, shapes: &Topology, projection: &Projection, place: usize, colour: u8) {
        let fine = (self.height * FINE) as f64;
        let mut edges: Vec<[(f64, f64); 2]> = Vec::new();
        let (mut first, mut last) = (fine, 0.0_f64);
        for ring in shapes.areas().get(place).into_iter().flatten().flatten() {
            let mut points: Vec<(f64, f64)> = Vec::new();
            shapes.visit_ring(ring, |p| {
                let (lon, lat) = shapes.grid().degrees(p);
                let (x, y) = projection.to_plane(lon, lat);
                points.push((x, y * FINE as f64));
            });
            for (a, b) in points.iter().zip(points.iter().cycle().skip(1)) {
                (first, last) = (first.min(a.1), last.max(a.1));
                edges.push([*a, *b]);
            }
        }
        if first >= last {
            return;
        }
        // Only the lines that the area touches, from the top of a pixel to the bottom of one.
        let top = (first.clamp(0.0, fine) / FINE as f64).floor() as usize;
        let bottom = (last.clamp(0.0, fine) / FINE as f64).ceil() as usize;
        let mut lines: Vec<Vec<f64>> = vec![Vec::new(); (bottom - top) * FINE];
        let offset = (top * FINE) as f64;
        for [a, b] in edges {
            crossings((a.0, a.1 - offset), (b.0, b.1 - offset), &mut lines);
        }
        let mut covered = vec![0.0_f32; self.width];
        for (row, of_row) in lines.chunks_mut(FINE).enumerate() {
            covered.fill(0.0);
            for line in of_row {
                line.sort_by(f64::total_cmp);
                line.chunks_exact(2).for_each(|pair| self.span(pair[0], pair[1], &mut covered));
            }
            let start = (top + row) * self.width;
            for (pixel, part) in covered.iter().enumerate().filter(|(_, part)| **part > 0.0) {
                if *part > self.best[start + pixel] {
                    (self.best[start + pixel], self.colour[start + pixel]) = (*part, colour);
                }
                self.cover[start + pixel] += part;
            }
        }
    }

    fn span(&self, from: f64, to: f64, covered: &mut [f32]) {
        let (from, to) = (from.clamp(0.0, self.width as f64), to.clamp(0.0, self.width as f64));
        let first = from.floor() as usize;
        for (pixel, part) in covered.iter_mut().enumerate().skip(first) {
            if pixel as f64 >= to {
                break;
            }
            *part += (to.min(pixel as f64 + 1.0) - from.max(pixel as f64)) as f32 / FINE as f32;
        }
    }

    /// The picture as a PNG with a palette. On `paper` it is opaque, without it transparent between the areas.
    pub fn png(&self, palette: &[[u8; 3]], paper: Option<[u8; 3]>) -> Vec<u8> {
        let palette = palette.get(..palette.len().min(29)).unwrap_or_default();
        let (mut colours, mut opacity) = (Vec::new(), Vec::new());
        colours.extend(paper.unwrap_or([128; 3]));
        opacity.push(if paper.is_some() { 255 } else { 0 });
        for colour in palette {
            for step in 1..=STEPS {
                let part = f32::from(step) / f32::from(STEPS);
                match paper {
                    Some(paper) => {
                        let mix =
                            |(c, p): (&u8, u8)| (f32::from(*c) * part + f32::from(p) * (1.0 - part)).round() as u8;
                        colours.extend(colour.iter().zip(paper).map(mix));
                        opacity.push(255);
                    }
                    None => {
                        colours.extend(colour);
                        opacity.push((part * 255.0).round() as u8);
                    }
                }
            }
        }
        let mut rows = Vec::with_capacity((self.width + 1) * self.height);
        for row in 0..self.height {
            rows.push(0);
            let line = row * self.width..(row + 1) * self.width;
            rows.extend(line.map(|pixel| self.index(pixel, palette.len())));
        }
        file(self.width, self.height, &colours, &opacity, &rows)
    }

    fn index(&self, pixel: usize, colours: usize) -> u8 {
        let step = (self.cover[pixel].min(1.0) * f32::from(STEPS)).round() as u8;
        let colour = usize::from(self.colour[pixel]).min(colours.saturating_sub(1));
        if step == 0 { 0 } else { colour as u8 * STEPS + step }
    }
}

/// Adds where a line between two points crosses the middles of the fine lines.
fn crossings(a: (f64, f64), b: (f64, f64), lines: &mut [Vec<f64>]) {
    let (top, bottom) = if a.1 <= b.1 { (a, b) } else { (b, a) };
    let last = lines.len() as f64;
    let first = (top.1 - 0.5).ceil().clamp(0.0, last) as usize;
    let end = (bottom.1 - 0.5).ceil().clamp(0.0, last) as usize;
    for (line, crossings) in lines.iter_mut().enumerate().take(end).skip(first) {
        let part = (line as f64 + 0.5 - top.1) / (bottom.1 - top.1);
        crossings.push(top.0 + part * (bottom.0 - top.0));
    }
}

/// A PNG file with a palette (ISO/IEC 15948): header, colours, their opacity, compressed rows, end.
fn file(width: usize, height: usize, colours: &[u8], opacity: &[u8], rows: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes();
    let header = [&size(width)[..], &size(height)[..], &[8, 3, 0, 0, 0]].concat();
    for (kind, data) in [
        (b"IHDR", header),
        (b"PLTE", colours.to_vec()),
        (b"tRNS", opacity.to_vec()),
        (b"IDAT", compressed(rows)),
        (b"IEND", Vec::new()),
    ] {
        out.extend(size(data.len()));
        let chunk = [&kind[..], &data].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&chunk);
        out.extend(chunk);
        out.extend(sum.sum().to_be_bytes());
    }
    out
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail; a picture without rows would be seen at once.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// `#rrggbb` as three bytes.
pub(super) fn rgb(colour: &str) -> [u8; 3] {
    let digits = colour.trim_start_matches('#');
    let part = |at: usize| digits.get(at..at + 2).and_then(|d| u8::from_str_radix(d, 16).ok()).unwrap_or(0);
    [part(0), part(2), part(4)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pixels of a drawn map as digits: colour and opacity.
    fn drawn(raster: &Raster) -> Vec<u8> {
        (0..raster.width * raster.height).map(|p| raster.index(p, 2)).collect()
    }

    #[test]
    fn areas_fill_their_pixels() {
        // Two squares of 2 x 2 units beside each other in a picture of 5 x 4: the second half a pixel wide.
        let square = |x: f64, w: f64| vec![vec![(x, 0.0), (x + w, 0.0), (x + w, 2.0), (x, 2.0)]];
        let shapes = Topology::build(&[vec![square(0.0, 2.0)], vec![square(2.0, 1.5)]], 1000);
        let projection = Projection::fit([0.0, -1.0, 5.0, 3.0], 5.0, 4.0, 0.0);
        let mut raster = Raster::new(5, 4);
        raster.map(&shapes, &projection, &[0, 1]);
        let pixels = drawn(&raster);
        // The middle parallel is 1 degree: a degree of longitude is as long as one of latitude to three digits.
        assert_eq!(pixels[..5], [0, 0, 0, 0, 0]);
        assert_eq!(pixels[5..10], [8, 8, 16, 12, 0]);
        assert_eq!(pixels[10..15], [8, 8, 16, 12, 0]);
        assert_eq!(pixels[15..], [0, 0, 0, 0, 0]);
        let png = raster.png(&[[255, 0, 0], [0, 0, 255]], None);
        assert!(png.starts_with(b"\x89PNG") && png.ends_with(b"IEND\xaeB`\x82"));
    }

    #[test]
    fn colours_are_read() {
        assert_eq!(rgb("#0b5563"), [11, 85, 99]);
        assert_eq!(rgb("x"), [0, 0, 0]);
    }
}
