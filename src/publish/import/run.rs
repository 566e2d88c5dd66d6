//! A file of an office, whole: read, recognised, taken.

use std::path::Path;

use anyhow::{Context, Result};

use super::generic::{self, Mapping};
use super::into::{Bundle, Imported, Report, Wish, kinds as into_kinds};
use super::layouts::{self, Layout};
use super::{Figure, Grid, Series, Taken, into, place, read_tables, slug};
use crate::bundle::source::sha256;
use crate::publish::Remark;

/// What the publisher asks for one file.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Id of a layout.
    pub layout: Option<String>,
    /// A mapping.
    pub mapping: Option<Mapping>,
    /// Level of the bundle.
    pub level: Option<String>,
    /// Period where the table is silent.
    pub period: Option<String>,
    /// Beginning of the keys that are wanted.
    pub only: Option<String>,
    /// Figures that are there may be changed.
    pub force: bool,
    /// Figures that the new file no longer has are removed.
    pub replace: bool,
    /// Nothing is written.
    pub dry: bool,
    /// The import that is repeated, if one is.
    pub again: Option<String>,
}

/// A file as it was read.
#[derive(Debug)]
pub struct Read {
    /// What was taken.
    pub taken: Taken,
    /// What it will be recorded as.
    pub import: Imported,
    /// Name of the layout in German and English.
    pub layout: (String, String),
}

/// The name of a file without its folder.
pub fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The id of an import: the file's name without years, dates and endings, so that next year's file has the same.
///
/// ```
/// use sozialatlas::publish::import::import_id;
/// assert_eq!(import_id("Arbeitslose_Kreise_2022.csv"), "arbeitslose_kreise");
/// assert_eq!(import_id("inkar2024_th_long.csv.gz"), "inkar_th_long");
/// assert_eq!(import_id("12411-05-01-4.csv"), "n12411_05_01_4", "the number of a table is no date");
/// ```
pub fn import_id(file: &str) -> String {
    let endings = [
        ".gz",
        ".csv",
        ".tsv",
        ".txt",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".ods",
        ".shp",
        ".geojson",
        ".topojson",
        ".json",
        ".zip",
    ];
    let mut stem = file.to_owned();
    while let Some(ending) = endings.iter().find(|e| stem.to_lowercase().ends_with(**e)) {
        stem.truncate(stem.len() - ending.len());
    }
    let mut plain = String::new();
    let mut rest = stem.as_str();
    while let Some(letter) = rest.chars().next() {
        let digits: usize = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            plain.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        let number = &rest[..digits];
        let year = matches!(digits, 4 | 6 | 8) && (number.starts_with("19") || number.starts_with("20"));
        plain.push_str(if year { "_" } else { number });
        rest = &rest[digits..];
    }
    let id = slug(&plain);
    if id == "n" { slug(&stem) } else { id }
}

/// Reads a file and takes what it holds. `Err` with the reasons why not.
///
/// # Errors
/// Failures of the file system.
pub fn read(path: &Path, asked: &Asked, bundle: &Bundle) -> Result<std::result::Result<Read, Vec<Remark>>> {
    let file = name_of(path);
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let hash = sha256(&bytes);
    let tables = match read_tables(&bytes, &file) {
        Ok(tables) => tables,
        Err(remarks) => return Ok(Err(remarks)),
    };
    drop(bytes);
    let found = match how(&tables.grids, asked, bundle, &file) {
        Ok(found) => found,
        Err(remarks) => return Ok(Err(remarks)),
    };
    let mut taken = found.taken;
    taken.remarks.splice(0..0, tables.remarks);
    let import = Imported {
        id: asked.again.clone().unwrap_or_else(|| import_id(&file)),
        file,
        sha256: hash,
        layout: found.id,
        mapping: found.mapping,
        level: asked.level.clone(),
        period: asked.period.clone(),
        only: asked.only.clone(),
        ..Imported::default()
    };
    Ok(Ok(Read { taken, import, layout: found.title }))
}

struct Found {
    taken: Taken,
    id: String,
    title: (String, String),
    mapping: Option<Mapping>,
}

/// By the mapping given, by the layout given, by the layout that recognises the table, by a mapping that is proposed.
fn how(grids: &[Grid], asked: &Asked, bundle: &Bundle, file: &str) -> std::result::Result<Found, Vec<Remark>> {
    if let Some(mapping) = &asked.mapping {
        let grid = grids.iter().find(|g| g.sheet == mapping.sheet).or(grids.first());
        return by_mapping(grid, mapping.clone(), Vec::new(), bundle, file);
    }
    if let Some(id) = asked.layout.as_deref().filter(|id| *id != GENERIC) {
        let Some(layout) = layouts::by_id(id) else {
            let known: Vec<&str> = layouts::ALL.iter().map(|l| l.id).chain([GENERIC]).collect();
            return Err(vec![Remark::new(&into_kinds::LAYOUT_UNKNOWN, file).found(id).expected(known.join(", "))]);
        };
        let own: Vec<&Grid> = grids.iter().filter(|g| (layout.recognise)(g)).collect();
        let own = if own.is_empty() { grids.iter().take(1).collect() } else { own };
        return by_layout(layout, &own, file);
    }
    let recognised = grids.iter().find_map(layouts::recognise).filter(|_| asked.layout.is_none());
    if let Some(layout) = recognised {
        let own: Vec<&Grid> = grids.iter().filter(|g| (layout.recognise)(g)).collect();
        return by_layout(layout, &own, file);
    }
    let mut refused = Vec::new();
    for grid in grids {
        match propose(grid, asked, bundle, file) {
            Ok(proposed) => return by_mapping(Some(grid), proposed.mapping, proposed.remarks, bundle, file),
            Err(remarks) => refused.extend(remarks),
        }
    }
    Err(refused)
}

/// Id of imports by a mapping.
pub const GENERIC: &str = "zuordnung";

/// Proposes a mapping for a table.
///
/// # Errors
/// A table without keys, period or figures.
pub fn propose(
    grid: &Grid,
    asked: &Asked,
    bundle: &Bundle,
    file: &str,
) -> std::result::Result<generic::Proposed, Vec<Remark>> {
    let title = if grid.sheet.is_empty() { file } else { &grid.sheet };
    let stem = title.split('.').next().unwrap_or(title);
    let named = generic::propose(grid, &bundle.areas, asked.period.as_deref(), stem, file);
    // The year may stand in the file's name, though the sheet has a title of its own.
    let no_period = |remarks: &Vec<Remark>| remarks.iter().any(|r| std::ptr::eq(r.kind, &super::kinds::NO_PERIOD));
    match named {
        Err(remarks) if no_period(&remarks) && stem != file => {
            generic::propose(grid, &bundle.areas, asked.period.as_deref(), file, file)
        }
        other => other,
    }
}

fn by_mapping(
    grid: Option<&Grid>,
    mapping: Mapping,
    remarks: Vec<Remark>,
    bundle: &Bundle,
    file: &str,
) -> std::result::Result<Found, Vec<Remark>> {
    let Some(grid) = grid else { return Err(remarks) };
    match generic::take(grid, &mapping, &bundle.areas, file) {
        Ok(mut taken) => {
            taken.remarks.splice(0..0, remarks);
            let title = ("Zuordnung der Spalten".to_owned(), "mapping of columns".to_owned());
            Ok(Found { taken, id: GENERIC.to_owned(), title, mapping: Some(mapping) })
        }
        Err(refused) => Err(remarks.into_iter().chain(refused).collect()),
    }
}

fn by_layout(layout: &Layout, grids: &[&Grid], file: &str) -> std::result::Result<Found, Vec<Remark>> {
    let mut all: Option<Taken> = None;
    for grid in grids {
        let name = if grids.len() > 1 { place(file, grid) } else { file.to_owned() };
        let taken = (layout.take)(grid, &name)?;
        match &mut all {
            None => all = Some(taken),
            Some(all) => append(all, taken),
        }
    }
    let taken = all.unwrap_or_default();
    let title = (layout.title_de.to_owned(), layout.title_en.to_owned());
    Ok(Found { taken, id: layout.id.to_owned(), title, mapping: None })
}

/// Joins what was taken out of two sheets: areas of one key and series of one id are one.
fn append(all: &mut Taken, other: Taken) {
    let places: Vec<u32> = other
        .places
        .into_iter()
        .map(|own| {
            let there = all.places.iter().position(|p| p.key == own.key);
            let place = there.unwrap_or(all.places.len());
            if there.is_none() {
                all.places.push(own);
            }
            u32::try_from(place).unwrap_or(u32::MAX)
        })
        .collect();
    let same = |a: &Series, b: &Series| a.id == b.id;
    let series: Vec<u32> = other
        .series
        .into_iter()
        .map(|own| {
            let there = all.series.iter().position(|s| same(s, &own));
            let place = there.unwrap_or(all.series.len());
            if there.is_none() {
                all.series.push(own);
            }
            u32::try_from(place).unwrap_or(u32::MAX)
        })
        .collect();
    for figure in other.figures.iter() {
        let (Some(place), Some(series)) = (places.get(figure.place as usize), series.get(figure.series as usize))
        else {
            continue;
        };
        all.figures.push(Figure { place: *place, series: *series, ..figure.to_owned() });
    }
    all.left_out.extend(other.left_out);
    all.remarks.extend(other.remarks);
}

/// Imports a file into a bundle, or only tells what would be done.
///
/// # Errors
/// Failures of the file system.
pub fn import(path: &Path, asked: &Asked, bundle: &mut Bundle, progress: &mut dyn FnMut(f64)) -> Result<Report> {
    let file = name_of(path);
    if let Some(level) = asked.level.as_deref().filter(|l| !bundle.levels.iter().any(|there| there.id == *l)) {
        let there: Vec<&str> = bundle.levels.iter().map(|l| l.id.as_str()).collect();
        let remark = Remark::new(&into_kinds::LEVEL_UNKNOWN, &file).found(level).expected(there.join(", "));
        return Ok(Report { file, remarks: vec![remark], ..Report::default() });
    }
    progress(0.05);
    match read(path, asked, bundle)? {
        Err(remarks) => Ok(Report { file, remarks, ..Report::default() }),
        Ok(read) => {
            progress(0.2);
            let wish = Wish {
                import: read.import,
                layout: read.layout,
                force: asked.force,
                replace: asked.replace,
                dry: asked.dry,
            };
            into::write(bundle, read.taken, &wish, progress)
        }
    }
}
