//! Boundaries become a level of the bundle.

use anyhow::{Context, Result};

use super::super::json::{list, member, object, pretty};
use super::bundle::{Bundle, MANIFEST};
use super::{kinds, manifest, record};
use crate::bundle::json::Json;
use crate::bundle::source::sha256;
use crate::publish::Remark;
use crate::publish::output::write_file;

/// A level's boundaries as they are written.
#[derive(Clone, Debug, Default)]
pub struct LevelWish {
    /// Id of the level.
    pub level: String,
    /// What a reader calls it: `Landkreise und kreisfreie Städte`.
    pub title: String,
    /// The file they are from.
    pub file: String,
    /// The line that the licence asks for.
    pub attribution: String,
    /// `Gebietsstand`.
    pub territorial_status: Option<String>,
    /// Boundaries that are there may be replaced.
    pub force: bool,
}

/// Writes the boundaries of a level as GeoJSON into the bundle, in the place of the ones it has with `force`. The
/// example of a new bundle goes when the first real boundaries come, unless it was edited. What is odd comes back; with
/// an error nothing was written.
///
/// # Errors
/// Failures of the file system.
pub fn write_areas(bundle: &mut Bundle, geojson: &str, wish: &LevelWish) -> Result<Vec<Remark>> {
    let own = |r: &&Json| {
        let level = r.get("atlas").string("level");
        (if level.is_empty() { r.string("name") } else { level }) == wish.level
    };
    let there = bundle.resources("areas").find(own).map(|r| r.string("path"));
    let path = there.unwrap_or_else(|| format!("gebiete_{}.geojson", wish.level));
    let full = bundle.folder.join(&path);
    let same = std::fs::read(&full).is_ok_and(|bytes| bytes == geojson.as_bytes());
    if full.is_file() && !same && !wish.force {
        return Ok(vec![Remark::new(&kinds::AREAS_THERE, &path).found(&wish.level).expected(&wish.file)]);
    }
    let remarks: Vec<Remark> = remove_example(bundle)?.into_iter().collect();
    write_file(&full, geojson.as_bytes()).with_context(|| full.display().to_string())?;
    let atlas = object(vec![
        ("role", Json::from("areas")),
        ("level", Json::from(wish.level.as_str())),
        ("attribution", Json::from(wish.attribution.as_str())),
    ]);
    let title = if wish.title.is_empty() { &wish.level } else { &wish.title };
    let resource = object(vec![
        ("name", Json::from(manifest::resource_name(&path))),
        ("path", Json::from(path.as_str())),
        ("title", Json::from(title.as_str())),
        ("format", Json::from("geojson")),
        ("mediatype", Json::from("application/geo+json")),
        ("encoding", Json::from("utf-8")),
        ("atlas", atlas),
    ]);
    manifest::put_resource(&mut bundle.package, resource);
    if let Some(status) = &wish.territorial_status {
        manifest::set_status(&mut bundle.package, &wish.level, status);
    }
    let manifest = bundle.folder.join(MANIFEST);
    write_file(&manifest, pretty(&bundle.package).as_bytes()).with_context(|| manifest.display().to_string())?;
    *bundle = Bundle::open(&bundle.folder.clone())?;
    Ok(remarks)
}

/// Takes the example of a new bundle away if nobody has edited it: its files, its resources and what of the manifest
/// speaks of it.
fn remove_example(bundle: &mut Bundle) -> Result<Option<Remark>> {
    let Some(place) = bundle.record.other.iter().position(|(name, _)| name == "example") else { return Ok(None) };
    let (_, example) = bundle.record.other.remove(place);
    let files: Vec<(String, String)> = example
        .members()
        .iter()
        .map(|(path, hash)| (path.clone(), hash.text().unwrap_or_default().to_owned()))
        .collect();
    let untouched = |(path, hash): &(String, String)| {
        std::fs::read(bundle.folder.join(path)).is_ok_and(|bytes| sha256(&bytes) == *hash)
    };
    if !files.iter().all(untouched) {
        return Ok(Some(Remark::new(&kinds::EXAMPLE_EDITED, record::FILE)));
    }
    for (path, _) in &files {
        manifest::remove_resource(&mut bundle.package, path);
    }
    let atlas = member(&mut bundle.package, "atlas");
    if let Json::Object(members) = atlas {
        members.retain(|(name, _)| {
            !["defaultView", "references", "levels", "referenceArea", "themes"].contains(&name.as_str())
        });
    }
    list(member(&mut bundle.package, "resources"));
    let record = bundle.folder.join(record::FILE);
    write_file(&record, bundle.record.text().as_bytes()).with_context(|| record.display().to_string())?;
    let manifest = bundle.folder.join(MANIFEST);
    write_file(&manifest, pretty(&bundle.package).as_bytes()).with_context(|| manifest.display().to_string())?;
    for (path, _) in &files {
        std::fs::remove_file(bundle.folder.join(path)).with_context(|| path.clone())?;
    }
    let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    Ok(Some(Remark::new(&kinds::EXAMPLE_GONE, MANIFEST).found(names.join(", "))))
}
