//! All pages of all bundles.

use std::collections::BTreeMap;

use anyhow::Result;

use super::Ready;
use super::area::area_page;
use super::atlas::Atlas;
use super::frame::Shared;
use super::indicator::{DRAWN, IndicatorPage, Picture, outlines};
use super::overview::overview;
use super::raster::{Raster, rgb};
use super::sink::Sink;
use super::standing::Standing;
use crate::bundle::source::sha256;
use crate::geo::{Projection, Topology, shrink_at};
use crate::model::{AreaIx, IndicatorId, LevelId};
use crate::query::ClassBounds;
use crate::scene::{Look, Paint, Tone, colour};

type Standings<'a> = BTreeMap<(LevelId, IndicatorId), Standing<'a>>;

/// Size of the picture that links show.
const PREVIEW: (usize, usize) = (1200, 630);
/// Width of the picture of a large level.
const WIDTH: usize = 900;

/// Writes the pages of every bundle in every language.
pub(super) fn pages(
    shared: &Shared,
    bundles: &[Ready],
    sink: &mut Sink<'_>,
    progress: &mut dyn FnMut(f64),
) -> Result<()> {
    let rows = |b: &Ready| -> usize { b.published.catalogue.levels.iter().map(|l| l.rows().count()).sum() };
    let all: usize =
        bundles.iter().map(|b| rows(b) + b.published.figures.len()).sum::<usize>() * shared.languages.len();
    let mut done = 0;
    let mut step = |count: usize, progress: &mut dyn FnMut(f64)| {
        done += count;
        progress(done as f64 / all.max(1) as f64);
    };
    for bundle in bundles {
        let published = &bundle.published;
        let keys = published.figures.keys();
        let standings: Standings<'_> =
            keys.filter_map(|k| Some((k.clone(), Standing::of(published, &k.0, &k.1)?))).collect();
        let pictures = Pictures::draw(shared, bundle, &standings, sink)?;
        for &lang in &shared.languages {
            let preview = pictures.overview.clone();
            let atlas = Atlas { shared, pages: &bundle.pages, published, standings: &standings, preview, lang };
            for level in &published.catalogue.levels {
                let outlines = outlines(published.shapes.get(&level.id));
                for indicator in &published.catalogue.indicators {
                    let Some(standing) = atlas.standing(&level.id, &indicator.id) else { continue };
                    let key = (level.id.clone(), indicator.id.clone());
                    let page = IndicatorPage {
                        atlas: &atlas,
                        level,
                        indicator,
                        standing,
                        outlines: outlines.as_ref(),
                        picture: pictures.large.get(&key).cloned(),
                        preview: pictures.previews.get(&key).cloned(),
                    };
                    for (path, text) in page.pages() {
                        sink.put(&path, text.as_bytes(), "page")?;
                    }
                    step(1, progress);
                }
                for row in 0..level.rows().count() {
                    if let Some((path, text)) = area_page(&atlas, level, AreaIx::at(row)) {
                        sink.put(&path, text.as_bytes(), "page")?;
                    }
                    step(1, progress);
                }
            }
            let first = published.catalogue.levels.first().and_then(|l| outlines(published.shapes.get(&l.id)));
            let (path, text) = overview(&atlas, first.as_ref());
            sink.put(&path, text.as_bytes(), "page")?;
        }
    }
    Ok(())
}

/// Pictures beside the pages: maps of large levels, and what links show.
#[derive(Default)]
struct Pictures {
    large: BTreeMap<(LevelId, IndicatorId), Picture>,
    previews: BTreeMap<(LevelId, IndicatorId), String>,
    overview: Option<String>,
}

impl Pictures {
    fn draw(shared: &Shared, bundle: &Ready, standings: &Standings<'_>, sink: &mut Sink<'_>) -> Result<Pictures> {
        let mut pictures = Pictures::default();
        let first = crate::scene::first::subject(&bundle.published.catalogue);
        for (key, standing) in standings {
            let Some(shapes) = bundle.published.shapes.get(&key.0) else { continue };
            let Some(map) = Map::of(shapes, standing) else { continue };
            if shapes.len() > DRAWN {
                let (width, height) = map.size(WIDTH);
                let raster = map.raster(width, height, 4.0);
                let mut write = |tone| {
                    let bytes = raster.png(&map.palette(tone), None);
                    let path = format!("{}/karten/{}.png", bundle.pages.folder, hash(&bytes));
                    sink.put(&path, &bytes, "picture").map(|()| path)
                };
                let (light, dark) = (write(Tone::Light)?, write(Tone::Dark)?);
                pictures.large.insert(key.clone(), Picture { light, dark, width, height });
            }
            if shared.public.is_some() {
                let raster = map.raster(PREVIEW.0, PREVIEW.1, 30.0);
                let bytes = raster.png(&map.palette(Tone::Light), Some(rgb(colour(Paint::Paper, Tone::Light))));
                let path = format!("{}/vorschau/{}.png", bundle.pages.folder, hash(&bytes));
                if !sink.listed.iter().any(|l| l.path == path) {
                    sink.put(&path, &bytes, "picture")?;
                }
                if first.as_ref() == Some(key) {
                    pictures.overview = Some(path.clone());
                }
                pictures.previews.insert(key.clone(), path);
            }
        }
        Ok(pictures)
    }
}

fn hash(bytes: &[u8]) -> String {
    sha256(bytes).get(..16).unwrap_or_default().to_owned()
}

/// A map as colours.
struct Map<'a> {
    shapes: &'a Topology,
    bounds: [f64; 4],
    paints: Vec<Paint>,
    areas: Vec<u8>,
}

impl<'a> Map<'a> {
    fn of(shapes: &'a Topology, standing: &Standing<'_>) -> Option<Map<'a>> {
        let at = standing.now()?;
        let resolved = &standing.resolved;
        let classes = (&resolved.slice, &resolved.classes);
        let bounds = ClassBounds::of(&at.shown, standing.figures, classes.0, classes.1, resolved.fix);
        let look =
            Look { shown: &at.shown, ranking: None, bounds: bounds.as_ref(), part: "", lang: crate::model::Lang::De };
        let mut paints: Vec<Paint> = Vec::new();
        let mut place = |observation| {
            // A gap has no colour of a class; in a picture without hatching all gaps look alike.
            let paint = match look.paint(observation) {
                Paint::Missing(_) => Paint::Grid,
                paint => paint,
            };
            let known = paints.iter().position(|p| *p == paint);
            let place = known.unwrap_or_else(|| {
                paints.push(paint);
                paints.len() - 1
            });
            u8::try_from(place).unwrap_or_default()
        };
        let areas = at.shown.areas().iter().map(|o| place(*o)).collect();
        Some(Map { shapes, bounds: shapes.bounds()?, paints, areas })
    }

    fn size(&self, width: usize) -> (usize, usize) {
        let [west, south, east, north] = self.bounds;
        let ratio = (north - south) / ((east - west) * shrink_at((north + south) / 2.0)).max(1e-9);
        (width, (width as f64 * ratio.clamp(0.4, 1.6)).round() as usize)
    }

    fn raster(&self, width: usize, height: usize, padding: f64) -> Raster {
        let projection = Projection::fit(self.bounds, width as f64, height as f64, padding);
        let mut raster = Raster::new(width, height);
        raster.map(self.shapes, &projection, &self.areas);
        raster
    }

    fn palette(&self, tone: Tone) -> Vec<[u8; 3]> {
        self.paints.iter().map(|p| rgb(colour(*p, tone))).collect()
    }
}
