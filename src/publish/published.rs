//! A bundle as its readers get it: compiled, checked and decoded again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::open;
use crate::bundle::compiled::{
    Manifest, Part, PartEntry, compile, read_adjacency, read_catalogue, read_details, read_shapes, read_values, verify,
};
use crate::bundle::source::read;
use crate::bundle::{BundleError, Finding};
use crate::geo::Topology;
use crate::model::{Catalogue, Details, Figures, IndicatorId, Lang, LevelId};

/// All of a compiled bundle, decoded.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The manifest, with the parts of all indexes.
    pub manifest: Manifest,
    /// What the bundle offers.
    pub catalogue: Catalogue,
    /// What a reader asks later.
    pub details: Details,
    /// Boundaries of each level as the first map shows them.
    pub shapes: BTreeMap<LevelId, Topology>,
    /// Full boundaries of the levels whose overview is simplified.
    pub full: BTreeMap<LevelId, Topology>,
    /// Who touches whom, level by level.
    pub neighbours: BTreeMap<LevelId, Vec<Vec<u32>>>,
    /// The figures of each indicator on each level.
    pub figures: BTreeMap<(LevelId, IndicatorId), Figures>,
}

/// What was opened, and what the reader of source bundles found on the way.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// The bundle; `None` if the source has errors.
    pub published: Option<Published>,
    /// Findings about a source; none for a compiled bundle.
    pub findings: Vec<Finding>,
}

impl Published {
    /// Opens a compiled bundle (its folder or its manifest), or compiles a source bundle in memory.
    ///
    /// # Errors
    /// Nothing that can be read there; a damaged or incomplete compiled bundle.
    pub fn open(path: &Path) -> Result<Opened> {
        let manifest = if path.is_dir() { path.join("atlas.json") } else { path.to_owned() };
        let named = manifest.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if named.starts_with("atlas.") && named.ends_with(".json") && manifest.is_file() {
            let folder = manifest.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let published = Published::of_folder(folder, named)?;
            return Ok(Opened { published: Some(published), findings: Vec::new() });
        }
        let found = read(open(path)?.as_ref());
        let usable = found.source.as_ref().filter(|_| !found.has_errors());
        let published = match usable {
            Some(source) => Some(Published::of_parts(&compile(source).map_err(spoken)?)?),
            None => None,
        };
        Ok(Opened { published, findings: found.findings })
    }

    /// The compiled bundle in a folder, by one of its manifests.
    ///
    /// # Errors
    /// A part that is absent, damaged or of another kind.
    pub fn of_folder(folder: &Path, manifest: &str) -> Result<Published> {
        let file = |path: &str| fs::read(folder.join(path)).with_context(|| folder.join(path).display().to_string());
        Published::decode(&file(manifest)?, &|entry| file(&entry.path))
    }

    /// The bundle that was just compiled.
    ///
    /// # Errors
    /// Parts without manifest, or of an unknown kind.
    pub fn of_parts(parts: &[Part]) -> Result<Published> {
        let by_path: BTreeMap<&str, &Part> = parts.iter().map(|p| (p.path.as_str(), p)).collect();
        let find = |path: &str| by_path.get(path).map(|p| p.bytes.clone()).with_context(|| path.to_owned());
        Published::decode(&find("atlas.json")?, &|entry| find(&entry.path))
    }

    fn decode(manifest: &[u8], file: &dyn Fn(&PartEntry) -> Result<Vec<u8>>) -> Result<Published> {
        let mut found = Published { manifest: Manifest::read(manifest).map_err(spoken)?, ..Published::default() };
        // Indexes add parts behind those known, so the list grows while it is walked.
        let mut place = 0;
        while let Some(entry) = found.manifest.parts.get(place).cloned() {
            place += 1;
            // A pack repeats what the parts of its indicators say.
            if entry.role.starts_with("pack:") {
                continue;
            }
            let bytes = file(&entry)?;
            verify(&entry, &bytes).and_then(|()| found.add(&entry, &bytes)).map_err(spoken)?;
        }
        Ok(found)
    }

    fn add(&mut self, entry: &PartEntry, bytes: &[u8]) -> Result<(), BundleError> {
        let path = entry.path.as_str();
        let (kind, about) = entry.role.split_once(':').unwrap_or((&entry.role, ""));
        match kind {
            "index" => self.manifest.add_index(path, bytes)?,
            "catalogue" => self.catalogue = read_catalogue(path, bytes)?,
            "details" => self.details = read_details(path, bytes)?,
            "adjacency" => {
                self.neighbours.insert(LevelId::new(about), read_adjacency(path, bytes)?);
            }
            "shapes" => {
                let (level, detail) = about.rsplit_once(':').unwrap_or((about, ""));
                let into = if detail == "full" { &mut self.full } else { &mut self.shapes };
                into.insert(LevelId::new(level), read_shapes(path, bytes)?);
            }
            "values" => {
                let Some((level, indicator)) = self.split(about) else { return Ok(()) };
                self.figures.insert((level, indicator), read_values(path, bytes)?);
            }
            // Parts that later versions add.
            _ => {}
        }
        Ok(())
    }

    /// Level and indicator of a role; both may contain colons, so the catalogue decides.
    fn split(&self, about: &str) -> Option<(LevelId, IndicatorId)> {
        let of_level = |id: &LevelId| about.strip_prefix(id.as_str())?.strip_prefix(':').map(IndicatorId::new);
        let mut fitting = self.catalogue.levels.iter().filter_map(|l| Some((l.id.clone(), of_level(&l.id)?)));
        fitting.find(|(_, id)| self.catalogue.indicator(id).is_some())
    }
}

/// An error of the reader as one of ours.
pub(super) fn spoken(error: BundleError) -> anyhow::Error {
    anyhow::anyhow!(error.message(Lang::En))
}
