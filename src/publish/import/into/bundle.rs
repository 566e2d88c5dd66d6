//! A source bundle that is imported into: its areas, its catalogue, its record.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::super::{KnownArea, json};
use super::kinds;
use super::record::{self, Record};
use super::sheet::{Sheet, delimiter_of};
use crate::bundle::json::Json;
use crate::bundle::source::levels;
use crate::bundle::{FileError, Files};
use crate::publish::output::write_file;
use crate::publish::{Folder, Remark};

/// The manifest.
pub const MANIFEST: &str = "datapackage.json";

/// A level of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelThere {
    /// Its id.
    pub id: String,
    /// Its `Gebietsstand`.
    pub territorial_status: Option<String>,
}

/// A source bundle in a folder.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The folder.
    pub folder: PathBuf,
    /// The manifest, whose members keep their order.
    pub package: Json,
    /// The levels, in the order of the package.
    pub levels: Vec<LevelThere>,
    /// The areas of all levels.
    pub areas: Vec<KnownArea>,
    /// Larger areas that serve as references: key and name.
    pub references: Vec<(String, String)>,
    /// The catalogue and its path; a new one if the bundle has none.
    pub catalogue: Sheet,
    /// Path of the catalogue.
    pub catalogue_path: String,
    /// What was imported before.
    pub record: Record,
}

/// The files of a folder, of each table only the header: figures are not needed to know the areas.
struct Heads(Folder);

impl Files for Heads {
    fn list(&self) -> Vec<String> {
        self.0.list()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let lower = path.to_ascii_lowercase();
        if !lower.ends_with(".csv") && !lower.ends_with(".tsv") {
            return self.0.read(path);
        }
        let mut bytes = self.0.head(path, 65_536)?;
        let end = bytes.iter().position(|b| *b == b'\n').map_or(bytes.len(), |place| place + 1);
        bytes.truncate(end);
        Ok(bytes)
    }
}

impl Bundle {
    /// Opens a source bundle.
    ///
    /// # Errors
    /// A folder without a readable `datapackage.json`; a catalogue or record that cannot be read.
    pub fn open(folder: &Path) -> Result<Bundle> {
        let name = folder.display().to_string();
        let manifest = folder.join(MANIFEST);
        if !manifest.is_file() {
            return Err(Remark::new(&kinds::NO_BUNDLE, name).found(MANIFEST).into());
        }
        let text = std::fs::read_to_string(&manifest).with_context(|| manifest.display().to_string())?;
        let package =
            json::parse(&text).map_err(|(row, found)| Remark::new(&kinds::NO_BUNDLE, MANIFEST).at(row).found(found))?;
        let found = levels(&Heads(Folder::open(folder)?));
        let status = |level: &crate::model::Level| level.territorial_status.map(|p| p.to_string());
        let (mut there, mut areas, mut references) = (Vec::new(), Vec::new(), Vec::<(String, String)>::new());
        for level in &found {
            there.push(LevelThere { id: level.id.as_str().to_owned(), territorial_status: status(level) });
            let area = |a: &crate::model::Area| KnownArea {
                level: level.id.as_str().to_owned(),
                key: a.key.as_str().to_owned(),
                name: a.name.clone(),
            };
            areas.extend(level.areas.iter().map(area));
            for reference in &level.references {
                let pair = (reference.key.as_str().to_owned(), reference.name.clone());
                if !references.contains(&pair) {
                    references.push(pair);
                }
            }
        }
        let (catalogue_path, catalogue) = catalogue(folder, &package)?;
        let record = folder.join(record::FILE);
        let record = if record.is_file() {
            Record::read(&std::fs::read_to_string(&record).with_context(|| record.display().to_string())?)?
        } else {
            Record::default()
        };
        let folder = folder.to_owned();
        Ok(Bundle { folder, package, levels: there, areas, references, catalogue, catalogue_path, record })
    }

    /// The resources of the package with a role.
    pub fn areas_path(&self, level: &str) -> Option<String> {
        let own = |r: &&Json| r.get("atlas").string("level") == level;
        self.resources("areas").find(own).map(|r| r.string("path"))
    }

    /// Writes the record of imports.
    ///
    /// # Errors
    /// Failures of the file system.
    pub fn save_record(&self) -> Result<()> {
        let path = self.folder.join(record::FILE);
        write_file(&path, self.record.text().as_bytes()).with_context(|| path.display().to_string())
    }

    /// The resources of a role.
    pub fn resources<'b>(&'b self, role: &'b str) -> impl Iterator<Item = &'b Json> {
        self.package.get("resources").items().iter().filter(move |r| r.get("atlas").string("role") == role)
    }
}

/// The columns of a new catalogue.
const COLUMNS: [&str; 26] = [
    "id",
    "status",
    "title_de",
    "title_en",
    "theme",
    "unit_de",
    "unit_en",
    "decimals",
    "measure",
    "per",
    "polarity",
    "additive",
    "breakdowns",
    "definition_de",
    "definition_en",
    "formula",
    "source",
    "source_table",
    "source_uri",
    "licence",
    "licence_uri",
    "attribution",
    "reference_date",
    "vintage",
    "update_cycle",
    "note_de",
];

fn catalogue(folder: &Path, package: &Json) -> Result<(String, Sheet)> {
    let resource = package.get("resources").items().iter().find(|r| r.get("atlas").string("role") == "catalogue");
    let Some(path) = resource.map(|r| r.string("path")).filter(|p| crate::bundle::safe_path(p)) else {
        return Ok(("katalog.csv".to_owned(), Sheet::new(&COLUMNS)));
    };
    let full = folder.join(&path);
    if !full.is_file() {
        return Ok((path, Sheet::new(&COLUMNS)));
    }
    let bytes = std::fs::read(&full).with_context(|| full.display().to_string())?;
    let sheet = Sheet::read(&bytes, resource.map_or(b',', delimiter_of), &path)?;
    Ok((path, sheet))
}
