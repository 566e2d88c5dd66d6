//! Looking into a bundle: what it holds, and whether it is whole.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::open;
use crate::bundle::compiled::{
    Manifest, PartEntry, read_adjacency, read_catalogue, read_details, read_index, read_pack, read_shapes, read_values,
    verify,
};
use crate::bundle::source::{read, sha256};
use crate::bundle::{BundleError, BundleErrorKind, Severity};
use crate::model::{Catalogue, Details, Figures};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspected {
    /// What there is, a line each.
    pub lines: Vec<String>,
    /// What is damaged, a line each.
    pub damages: Vec<String>,
}

impl Inspected {
    fn note(&mut self, path: &str, bytes: usize, content: Result<String, BundleError>) {
        match content {
            Ok(words) => self.lines.push(format!("{path:<58} {bytes:>9}  {words}")),
            Err(error) => self.damages.push(error.to_string()),
        }
    }
}

/// Looks into a compiled bundle (its folder or `atlas.json`), a single part of one, or a source bundle. Everything is
/// read back through the decoders that the atlas uses, and checked against length and SHA-256.
///
/// # Errors
/// Nothing that can be read at `path`. Damage is no error here but part of the answer.
pub fn inspect(path: &Path) -> Result<Inspected> {
    if path.join("atlas.json").is_file() {
        return compiled(path);
    }
    if path.is_dir() || path.file_name().is_some_and(|name| name == "datapackage.json") {
        return source(path);
    }
    if path.file_name().is_some_and(|name| name == "atlas.json") {
        return compiled(path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")));
    }
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    if bytes.starts_with(b"PK") { source(path) } else { Ok(single(path, &bytes)) }
}

fn compiled(folder: &Path) -> Result<Inspected> {
    let bytes = fs::read(folder.join("atlas.json")).with_context(|| folder.display().to_string())?;
    let mut found = Inspected::default();
    let mut manifest = match Manifest::read(&bytes) {
        Ok(manifest) => manifest,
        Err(error) => {
            found.damages.push(error.to_string());
            return Ok(found);
        }
    };
    let title = format!("{} – {}, edition {}", manifest.name, manifest.title.de, manifest.edition);
    found.note("atlas.json", bytes.len(), Ok(title));
    // Indexes add parts behind those known, so the list grows while it is walked.
    let mut place = 0;
    while let Some(entry) = manifest.parts.get(place).cloned() {
        place += 1;
        let Ok(bytes) = fs::read(folder.join(&entry.path)) else {
            found.damages.push(BundleError::new(entry.path, BundleErrorKind::Absent).to_string());
            continue;
        };
        let content = verify(&entry, &bytes).and_then(|()| content_of(&entry, &bytes));
        let added = if content.is_ok() && entry.role.starts_with("index") {
            manifest.add_index(&entry.path, &bytes)
        } else {
            Ok(())
        };
        found.note(&entry.path, bytes.len(), added.and(content));
    }
    Ok(found)
}

fn content_of(entry: &PartEntry, bytes: &[u8]) -> Result<String, BundleError> {
    let path = entry.path.as_str();
    match entry.role.split(':').next().unwrap_or_default() {
        "catalogue" => read_catalogue(path, bytes).map(|c| catalogue_words(&c)),
        "details" => read_details(path, bytes).map(|d| details_words(&d)),
        "index" => read_index(path, bytes).map(|entries| format!("{} parts", entries.len())),
        "shapes" => read_shapes(path, bytes).map(|t| format!("{} areas, {} points", t.len(), t.point_count())),
        "values" => read_values(path, bytes).map(|f| figures_words(&f)),
        "pack" => read_pack(path, bytes).map(|pack| format!("figures of {} indicators", pack.len())),
        "adjacency" => read_adjacency(path, bytes).map(|lists| adjacency_words(&lists)),
        other => Ok(format!("{other}: not known to this version")),
    }
}

fn catalogue_words(catalogue: &Catalogue) -> String {
    let (indicators, themes) = (catalogue.indicators.len(), catalogue.themes.len());
    let levels: Vec<String> = catalogue.levels.iter().map(|l| format!("{} {}", l.areas.len(), l.id)).collect();
    format!("{indicators} indicators, {themes} themes, {} sets; areas: {}", catalogue.sets.len(), levels.join(", "))
}

fn details_words(details: &Details) -> String {
    let (gaps, notes) = (details.gaps.len(), details.notes.len());
    format!("provenance of {} indicators, {gaps} data gaps, {notes} notes", details.provenance.len())
}

fn figures_words(figures: &Figures) -> String {
    let rows = figures.tables.first().map_or(0, |(_, t)| t.rows());
    let mut periods: Vec<_> = figures.tables.iter().flat_map(|(_, t)| t.periods()).collect();
    periods.sort();
    let span = periods.first().zip(periods.last()).map(|(a, b)| format!(", {a} to {b}")).unwrap_or_default();
    format!("{rows} rows, {} slices{span}", figures.tables.len())
}

fn adjacency_words(lists: &[Vec<u32>]) -> String {
    format!("{} areas, {} borders", lists.len(), lists.iter().map(Vec::len).sum::<usize>() / 2)
}

fn source(path: &Path) -> Result<Inspected> {
    let read = read(open(path)?.as_ref());
    let mut found = Inspected::default();
    let count = |severity| read.findings.iter().filter(|f| f.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if let Some(source) = &read.source {
        let catalogue = &source.catalogue;
        found.lines.push(format!("{} – {}, edition {}", catalogue.name, catalogue.title.de, catalogue.edition));
        found.lines.push(catalogue_words(catalogue));
        found.lines.push(details_words(&source.details));
        for (level, indicator, figures) in &source.figures {
            found.lines.push(format!("{level} {indicator}: {}", figures_words(figures)));
        }
    }
    found.lines.push(format!("{errors} errors, {warnings} warnings"));
    if errors > 0 {
        found.damages.push(format!("{}: {errors} errors; see `atlas validate`", path.display()));
    }
    Ok(found)
}

/// Reads the part at hand as one kind and says what it holds.
type Decoder<'d> = &'d dyn Fn() -> Result<String, BundleError>;

/// A part without its manifest: what it is follows from its bytes, whether it is whole from the hash in its name.
fn single(path: &Path, bytes: &[u8]) -> Inspected {
    let mut found = Inspected::default();
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let decoders: [(&str, Decoder<'_>); 7] = [
        ("catalogue", &|| read_catalogue(&name, bytes).map(|c| catalogue_words(&c))),
        ("details", &|| read_details(&name, bytes).map(|d| details_words(&d))),
        ("values", &|| read_values(&name, bytes).map(|f| figures_words(&f))),
        ("shapes", &|| read_shapes(&name, bytes).map(|t| format!("{} areas, {} points", t.len(), t.point_count()))),
        ("pack", &|| read_pack(&name, bytes).map(|p| format!("figures of {} indicators", p.len()))),
        ("adjacency", &|| read_adjacency(&name, bytes).map(|l| adjacency_words(&l))),
        ("index", &|| read_index(&name, bytes).map(|e| format!("{} parts", e.len()))),
    ];
    match decoders.iter().find_map(|(kind, read)| read().ok().map(|words| format!("{kind}: {words}"))) {
        Some(words) => found.note(&name, bytes.len(), Ok(words)),
        None => {
            found.damages.push(BundleError::new(&name, BundleErrorKind::Layout("no known kind of part")).to_string())
        }
    }
    let in_name = name.split('.').find(|part| part.len() == 12 && part.bytes().all(|b| b.is_ascii_hexdigit()));
    if in_name.is_some_and(|hash| !sha256(bytes).starts_with(hash)) {
        found.damages.push(BundleError::new(&name, BundleErrorKind::Hash).to_string());
    }
    found
}
