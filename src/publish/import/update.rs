//! Recorded imports are repeated with newer files.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::generic::{renewed, year_in};
use super::into::{Bundle, Imported, Report, kinds};
use super::{
    Asked, BOUNDARIES, BordersAsked, GENERIC, borders_hash, import, import_borders, import_id, name_of, read_tables,
};
use crate::bundle::source::sha256;
use crate::publish::Remark;

/// How recorded imports are repeated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Again {
    /// Figures that the new files no longer have are removed.
    pub replace: bool,
    /// Nothing is written.
    pub dry: bool,
    /// Files that are the same as last time are imported too.
    pub force: bool,
}

/// Repeats every recorded import with the file of its name in a folder; years and dates in names make no difference.
/// A file with the checksum of last time is left alone.
///
/// # Errors
/// Failures of the file system.
pub fn update(bundle: &mut Bundle, from: &Path, again: Again, progress: &mut dyn FnMut(f64)) -> Result<Vec<Report>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(from)
        .with_context(|| from.display().to_string())?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let imports = bundle.record.imports.clone();
    let mut reports = Vec::new();
    for (place, recorded) in imports.iter().enumerate() {
        let share = 1.0 / imports.len() as f64;
        let done = place as f64 * share;
        reports.push(repeat(bundle, recorded, &files, again, &mut |part| progress(done + part * share))?);
    }
    Ok(reports)
}

fn repeat(
    bundle: &mut Bundle,
    recorded: &Imported,
    files: &[PathBuf],
    again: Again,
    progress: &mut dyn FnMut(f64),
) -> Result<Report> {
    let fits: Vec<&PathBuf> =
        files.iter().filter(|p| name_of(p) == recorded.file || import_id(&name_of(p)) == recorded.id).collect();
    let mut remarks = Vec::new();
    // Names with years order by them: the last is the newest.
    let Some(path) = fits.last() else {
        remarks.push(Remark::new(&kinds::NO_NEWER_FILE, &recorded.id).found(&recorded.file));
        return Ok(Report { file: recorded.file.clone(), remarks, ..Report::default() });
    };
    let file = name_of(path);
    if fits.len() > 1 {
        let all: Vec<String> = fits.iter().map(|p| name_of(p)).collect();
        remarks.push(Remark::new(&kinds::SEVERAL_FILES, &recorded.id).found(&file).expected(all.join(", ")));
    }
    if recorded.layout == BOUNDARIES {
        return borders(bundle, recorded, path, again, remarks, progress);
    }
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let hash = sha256(&bytes);
    if hash == recorded.sha256 && !again.force {
        remarks.push(Remark::new(&kinds::UNCHANGED, &file).found(hash.get(..12).unwrap_or(&hash)));
        return Ok(Report { file, remarks, unchanged: true, ..Report::default() });
    }
    let mapping = recorded.mapping.as_ref().map(|mapping| {
        let grids = read_tables(&bytes, &file).map(|t| t.grids).unwrap_or_default();
        let grid = grids.iter().find(|g| g.sheet == mapping.sheet).or(grids.first());
        let year = if recorded.period.is_none() { year_in(&file) } else { None };
        grid.map_or_else(|| mapping.clone(), |grid| renewed(mapping, grid, year.as_deref()))
    });
    drop(bytes);
    let asked = Asked {
        layout: Some(recorded.layout.clone()).filter(|l| l != GENERIC),
        mapping,
        level: recorded.level.clone(),
        period: recorded.period.clone(),
        only: recorded.only.clone(),
        // Asking for an update is asking for the new figures.
        force: true,
        replace: again.replace,
        dry: again.dry,
        again: Some(recorded.id.clone()),
    };
    let mut report = import(path, &asked, bundle, progress)?;
    report.remarks.splice(0..0, remarks);
    Ok(report)
}

/// Boundaries once more, with the options they were imported with.
fn borders(
    bundle: &mut Bundle,
    recorded: &Imported,
    path: &Path,
    again: Again,
    mut remarks: Vec<Remark>,
    progress: &mut dyn FnMut(f64),
) -> Result<Report> {
    let (file, hash) = (name_of(path), borders_hash(path)?);
    if hash == recorded.sha256 && !again.force {
        remarks.push(Remark::new(&kinds::UNCHANGED, &file).found(hash.get(..12).unwrap_or(&hash)));
        return Ok(Report { file, remarks, unchanged: true, ..Report::default() });
    }
    let asked = BordersAsked { options: recorded.borders.clone(), force: true, dry: again.dry };
    let mut report = import_borders(path, &asked, bundle, progress)?;
    report.remarks.splice(0..0, remarks);
    Ok(report)
}
