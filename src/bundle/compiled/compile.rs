//! From a source bundle to the parts of a compiled one.

use super::limits::{CELLS, JSON_BYTES, PART_BYTES, VERTICES};
use super::{
    Manifest, Part, PartEntry, bytes::too_large, pack::cells_of, write_adjacency, write_catalogue, write_details,
    write_index, write_pack, write_shapes, write_values,
};
use crate::bundle::source::{LevelShapes, Source};
use crate::bundle::{BundleError, BundleErrorKind as Kind};
use crate::geo::{LonLatPolygon, Topology, adjacency, label_point};
use crate::model::{Catalogue, Figures, IndicatorId, Level, LevelId, arranged};

/// Steps a degree of full boundaries: published five decimals stay exactly what they are (about one metre).
const FULL: u32 = 100_000;
/// Below this many points an area, one file of boundaries serves the overview and the closest look.
const COARSE: usize = 60;
/// Points an area in the overview: what the first map waits for.
const OVERVIEW: usize = 48;
/// A level with more figures than this has no pack.
const PACK_BYTES: usize = 8 << 20;
/// Steps across the longer side of an overview: more than a screen shows.
const OVERVIEW_STEPS: f64 = 6000.0;

/// Compiles a bundle: its parts in the order of their making, `atlas.json` last.
///
/// The same source gives the same bytes: nothing depends on the clock or on chance. Areas get their label point and
/// box from the boundaries where the source has none.
///
/// # Errors
/// Figures or boundaries that do not fit the catalogue's levels, an indicator twice on one level, a part that is larger than a reader accepts.
pub fn compile(source: &Source) -> Result<Vec<Part>, BundleError> {
    let catalogue = with_places(source);
    let first = first_look(source, &catalogue);
    let mut early = vec![Part::new("catalogue", write_catalogue(&catalogue))];
    let mut late = vec![Part::new("details", write_details(&source.details))];
    let mut indexed: Vec<(LevelId, Vec<Part>)> = Vec::new();
    for level in &catalogue.levels {
        let mut parts = Vec::new();
        if let Some(shapes) = source.shapes.iter().find(|s| s.level == level.id) {
            let (overview, others) = compile_shapes(level, shapes)?;
            early.push(overview);
            parts.extend(others);
        }
        for (_, id, figures) in source.figures.iter().filter(|(on, _, _)| *on == level.id) {
            let part = compile_values(level, id, figures)?;
            if first.as_ref() == Some(&(&level.id, id)) { early.push(part) } else { parts.push(part) }
        }
        late.extend(compile_pack(source, &level.id)?);
        indexed.push((level.id.clone(), parts));
    }
    for (level, parts) in indexed {
        let entries: Vec<PartEntry> = parts.iter().map(Part::entry).collect();
        early.extend(
            Some(entries).filter(|e| !e.is_empty()).map(|e| Part::new(&role("index", &level), write_index(&e))),
        );
        late.extend(parts);
    }
    finish(source, early, late)
}

/// Puts `atlas.json` behind the parts; it lists the early ones, details and packs, the indexes list the rest.
fn finish(source: &Source, early: Vec<Part>, late: Vec<Part>) -> Result<Vec<Part>, BundleError> {
    let named = |p: &&Part| p.role == "details" || p.role.starts_with("pack:");
    let listed = early.iter().chain(late.iter().filter(named));
    let manifest = Manifest {
        name: source.catalogue.name.clone(),
        title: source.catalogue.title.clone(),
        edition: source.catalogue.edition.clone(),
        created: String::new(),
        editions: source.catalogue.editions.clone(),
        parts: listed.map(Part::entry).collect(),
    };
    let atlas = Part { path: "atlas.json".to_owned(), role: "manifest".to_owned(), bytes: manifest.write() };
    let mut parts = early;
    parts.extend(late);
    parts.push(atlas);
    let roles = arranged(parts.iter().map(|p| p.role.as_str()).collect(), &|a, b| a.cmp(b));
    if let Some(twice) = roles.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(BundleError::new(twice[0], Kind::DuplicateEntry));
    }
    for part in &parts {
        let limit = if part.path.ends_with(".json") { JSON_BYTES } else { PART_BYTES };
        too_large(part.bytes.len() as u64, limit).map_err(|kind| BundleError::new(part.path.as_str(), kind))?;
    }
    Ok(parts)
}

fn role(kind: &str, level: &LevelId) -> String {
    [kind, level.as_str()].join(":")
}

/// What the first screen shows when the address says nothing: the declared choice, or the first indicator with figures.
fn first_look<'a>(source: &'a Source, catalogue: &'a Catalogue) -> Option<(&'a LevelId, &'a IndicatorId)> {
    let declared = &catalogue.default_view;
    let level =
        catalogue.levels.iter().find(|l| Some(&l.id) == declared.level.as_ref()).or(catalogue.levels.first())?;
    let on_level = || source.figures.iter().filter(|(on, _, _)| *on == level.id).map(|(_, id, _)| id);
    let wanted = on_level().find(|id| Some(*id) == declared.indicator.as_ref());
    let in_order = || catalogue.indicators.iter().map(|i| &i.id).find(|id| on_level().any(|known| known == *id));
    Some((&level.id, wanted.or_else(in_order)?))
}

/// The catalogue with label points and boxes of all areas that have boundaries.
fn with_places(source: &Source) -> Catalogue {
    let mut catalogue = source.catalogue.clone();
    for level in &mut catalogue.levels {
        let Some(shapes) = source.shapes.iter().find(|s| s.level == level.id) else { continue };
        for (area, polygons) in level.areas.iter_mut().zip(&shapes.areas) {
            area.label = area.label.or_else(|| label_point(polygons));
            area.bounds = area.bounds.or_else(|| bounds(polygons));
        }
    }
    catalogue
}

fn bounds(polygons: &[LonLatPolygon]) -> Option<[f64; 4]> {
    let mut points = polygons.iter().flatten().flatten();
    let first = points.next()?;
    Some(points.fold([first.0, first.1, first.0, first.1], |[west, south, east, north], p| {
        [west.min(p.0), south.min(p.1), east.max(p.0), north.max(p.1)]
    }))
}

/// The overview, and what is loaded later: full boundaries (unless the overview has them) and neighbours.
fn compile_shapes(level: &Level, shapes: &LevelShapes) -> Result<(Part, Vec<Part>), BundleError> {
    let role_of = |detail: &str| [role("shapes", &level.id).as_str(), detail].join(":");
    let refuse = |kind| BundleError::new(role("shapes", &level.id), kind);
    if shapes.areas.len() != level.areas.len() {
        return Err(refuse(Kind::Mismatch(level.id.to_string())));
    }
    let full = Topology::build(&shapes.areas, FULL);
    too_large(full.point_count() as u64, VERTICES).map_err(refuse)?;
    let neighbours = Part::new(&role("adjacency", &level.id), write_adjacency(&adjacency(&full)));
    if full.point_count() <= COARSE * full.len() {
        return Ok((Part::new(&role_of("overview"), write_shapes(&full)), vec![neighbours]));
    }
    let overview = Part::new(&role_of("overview"), write_shapes(&overview(&shapes.areas, &full)));
    Ok((overview, vec![Part::new(&role_of("full"), write_shapes(&full)), neighbours]))
}

/// Boundaries for the first map: a coarser grid and fewer points, without losing an area.
fn overview(areas: &[Vec<LonLatPolygon>], full: &Topology) -> Topology {
    let [west, south, east, north] = full.bounds().unwrap_or_default();
    let extent = (east - west).max(north - south).max(1e-9);
    let grids = [1000, 2000, 5000, 10_000, 20_000, 50_000].into_iter();
    let keeps_all =
        |t: &Topology| t.areas().iter().zip(full.areas()).all(|(coarse, fine)| coarse.is_empty() == fine.is_empty());
    let coarse =
        grids.filter(|grid| f64::from(*grid) * extent >= OVERVIEW_STEPS).map(|grid| Topology::build(areas, grid));
    // Many areas share the screen: each of them needs fewer points.
    let points = (OVERVIEW * full.len()).min(18_000 + 8 * full.len());
    coarse.into_iter().find(keeps_all).unwrap_or_else(|| full.clone()).simplified(points)
}

fn compile_values(level: &Level, id: &IndicatorId, figures: &Figures) -> Result<Part, BundleError> {
    let role = [role("values", &level.id).as_str(), id.as_str()].join(":");
    let refuse = |kind| BundleError::new(role.as_str(), kind);
    let fits = |areas: usize, rows: usize| areas == level.areas.len() && rows == areas + level.references.len();
    if !figures.tables.iter().all(|(_, t)| fits(t.areas(), t.rows())) {
        return Err(refuse(Kind::Mismatch(id.to_string())));
    }
    too_large(cells_of(figures), CELLS).map_err(refuse)?;
    let bytes = write_values(figures).map_err(refuse)?;
    Ok(Part::new(&role, bytes))
}

/// All indicators of a level in one part, if that is not too much for one download.
fn compile_pack(source: &Source, level: &LevelId) -> Result<Option<Part>, BundleError> {
    let role = role("pack", level);
    let figures = || source.figures.iter().filter(|(on, _, _)| on == level).map(|(_, id, figures)| (id, figures));
    let cells: u64 = figures().map(|(_, f)| cells_of(f)).sum();
    if cells == 0 || cells > CELLS {
        return Ok(None);
    }
    let bytes = write_pack(figures()).map_err(|kind| BundleError::new(role.as_str(), kind))?;
    Ok(Some(Part::new(&role, bytes)).filter(|p| p.bytes.len() <= PACK_BYTES))
}

#[cfg(test)]
#[path = "compile_tests.rs"]
mod tests;
