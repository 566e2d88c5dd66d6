//! A converted bundle as a folder of its own.

use std::path::Path;

use anyhow::{Context, Result};

use super::bundle::{Converted, Options, convert};
use super::crosswalk::Crosswalk;
use super::kinds;
use crate::bundle::Limits;
use crate::publish::build::apart;
use crate::publish::check::sheets::{Package, text_of};
use crate::publish::output::{EXISTS, write_file};
use crate::publish::{Output, Remark, open};

/// What came of converting a folder.
#[derive(Debug)]
pub enum Outcome {
    /// The folder was written.
    Written(Converted),
    /// Nothing was written, and why.
    Refused(Vec<Remark>),
}

/// Where a conversion reads and writes.
#[derive(Clone, Copy, Debug)]
pub struct Places<'p> {
    /// The source bundle.
    pub source: &'p Path,
    /// Crosswalks and conversion keys; without any, the bundle's own tables of the role `crosswalk` are taken.
    pub walks: &'p [&'p Path],
    /// GeoJSON with the boundaries of the new status, for those of the converted level.
    pub areas: Option<&'p Path>,
    /// The folder to write.
    pub out: &'p Path,
    /// A CSV table of every figure that is not simply the old one.
    pub report: Option<&'p Path>,
    /// Replaces what is there already.
    pub force: bool,
}

/// Converts a source bundle and writes it as a folder, all its other files included.
///
/// # Errors
/// Failures of the file system; a source that cannot be opened; an output that is there already, without `force`.
pub fn convert_folder(places: &Places<'_>, options: &Options) -> Result<Outcome> {
    let Places { source, walks, areas, out, report, force } = *places;
    apart(source, out)?;
    if let Some(path) = report.filter(|path| path.exists() && !force) {
        return Err(Remark::new(&EXISTS, path.display().to_string()).found("CSV").into());
    }
    let files = open(source)?;
    let (mut walk, mut remarks, mut faults) = (Crosswalk::default(), Vec::new(), Vec::new());
    let package = Package::open(files.as_ref());
    let mut read = |bytes: &[u8], name: &str| match Crosswalk::read(bytes, name) {
        Ok((one, found)) => {
            walk.join(one);
            remarks.extend(found);
        }
        Err(found) => faults.extend(found),
    };
    for path in walks {
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        read(&bytes, &path.display().to_string());
    }
    if walks.is_empty() {
        for (resource, _) in package.iter().flat_map(|p| p.tables("crosswalk")) {
            read(resource.text.as_bytes(), &resource.path);
        }
    }
    if !faults.is_empty() {
        return Ok(Outcome::Refused(faults));
    }
    if walk.dates().is_empty() {
        return Ok(Outcome::Refused(vec![Remark::new(&kinds::NO_WALK, source.display().to_string())]));
    }
    let mut converted = match convert(files.as_ref(), &walk, options) {
        Ok(converted) => converted,
        Err(found) => return Ok(Outcome::Refused(found)),
    };
    converted.remarks.splice(0..0, remarks);
    if let (Some(path), Some(package)) = (areas, &package) {
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        replace_areas(package, bytes, &mut converted);
    }
    let output = Output::begin(out, "datapackage.json", force)?;
    for path in files.list() {
        match converted.files.get(&path) {
            Some(bytes) => output.write(&path, bytes)?,
            None => {
                // What no reader would take in is no part of a bundle.
                let Ok(bytes) = files.read(&path) else { continue };
                if bytes.len() as u64 <= Limits::PART {
                    output.write(&path, &bytes)?;
                }
            }
        }
    }
    output.commit()?;
    if let Some(path) = report {
        write_file(path, converted.report.as_bytes()).with_context(|| path.display().to_string())?;
    }
    Ok(Outcome::Written(converted))
}

/// Puts boundaries in the place of those of the level whose figures were converted.
fn replace_areas(package: &Package, bytes: Vec<u8>, converted: &mut Converted) {
    let level = |r: &crate::publish::check::sheets::Resource| {
        r.json.get("atlas").map(|a| text_of(a, "level").to_owned()).unwrap_or_default()
    };
    let wanted = package.tables("values").map(|(r, _)| level(r)).next().unwrap_or_default();
    let mut areas = package.resources.iter().filter(|r| r.role == "areas");
    let first = areas.clone().next();
    let Some(target) = areas.find(|r| level(r) == wanted || r.name == wanted).or(first) else { return };
    converted.files.insert(target.path.clone(), bytes);
    let manifest = converted.files.get("datapackage.json").and_then(|m| serde_json::from_slice(m).ok());
    let Some(mut manifest): Option<serde_json::Value> = manifest else { return };
    for entry in manifest.get_mut("resources").and_then(|r| r.as_array_mut()).into_iter().flatten() {
        if text_of(entry, "name") == target.name
            && let Some(members) = entry.as_object_mut()
        {
            ["bytes", "hash"].iter().for_each(|m| drop(members.remove(*m)));
        }
    }
    converted.files.insert("datapackage.json".to_owned(), format!("{manifest:#}\n").into_bytes());
}
