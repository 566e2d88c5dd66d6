//! Figures that were taken become part of the bundle: compared with what is there, written, recorded.

use std::collections::HashSet;

use anyhow::{Context, Result};

use super::super::Taken;
use super::bundle::{Bundle, MANIFEST};
use super::catalogue::{self, Shape};
use super::categories::Categories;
use super::compare::{Against, Fresh, OldRow, rows_of};
use super::kinds;
use super::manifest;
use super::record::{self, Imported};
use super::report::{Counts, Report, preview};
use super::sheet::{Sheet, delimiter_of};
use super::targets::{Targets, targets};
use super::values::{Rows, ValuesFile};
use crate::bundle::json::Json;
use crate::bundle::source::sha256;
use crate::publish::Remark;
use crate::publish::output::write_file;

/// What the publisher wants.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// What the import is recorded as; its series and files are filled in.
    pub import: Imported,
    /// Name of the layout in German and English.
    pub layout: (String, String),
    /// Figures that are there may be changed.
    pub force: bool,
    /// Figures of the earlier file that the new one no longer has are removed.
    pub replace: bool,
    /// Nothing is written.
    pub dry: bool,
}

/// What comparing found.
#[derive(Default)]
struct Compared {
    counts: Counts,
    /// Figures that other files of the bundle have and that are not written again.
    skip: HashSet<u64>,
    /// Rows of the earlier import that are kept, with their level.
    kept: Vec<(String, OldRow)>,
    /// Rows of other files that are replaced: path and rows.
    replaced: Vec<(String, HashSet<usize>)>,
    remarks: Vec<Remark>,
}

/// Examples of changed figures that are listed.
const LISTED: usize = 5;

/// Writes what was taken into the bundle, or only tells what would be written. With an error among the remarks nothing
/// was written.
///
/// # Errors
/// Failures of the file system.
pub fn write(bundle: &mut Bundle, mut taken: Taken, wish: &Wish, progress: &mut dyn FnMut(f64)) -> Result<Report> {
    let file = wish.import.file.clone();
    let mut report = Report { file: file.clone(), layout: wish.layout.clone(), dry: wish.dry, ..Report::default() };
    report.remarks.append(&mut taken.remarks);
    report.left_out.append(&mut taken.left_out);
    report.territorial_status.clone_from(&taken.territorial_status);
    let (level, only) = (wish.import.level.as_deref(), wish.import.only.as_deref());
    let describes = taken.figures.is_empty();
    let mut found = if describes { Targets::default() } else { targets(bundle, &taken, level, only, &file) };
    report.left_out.append(&mut found.left_out);
    report.remarks.append(&mut found.remarks);
    let ids = catalogue::ids(bundle, &wish.import.id, &taken.series);
    report.preview = preview(&taken, &found, &ids, 12);
    let mut package = bundle.package.clone();
    let categories = Categories::declare(&taken.figures, &mut package);
    let levels: Vec<String> = bundle.levels.iter().map(|l| l.id.clone()).collect();
    let mut rows = Rows::new(&taken, &found, &ids, &levels, &file);
    progress(0.3);
    report.remarks.append(&mut rows.remarks);
    tell_of_rows(&mut report, &rows, &taken, &found, &levels, &ids);
    let compared = compare(bundle, &rows, &categories, wish, &ids, &levels)?;
    progress(0.5);
    report.counts = compared.counts;
    report.kept = !wish.replace;
    report.remarks.extend(compared.remarks.iter().cloned());
    if report.has_errors() || wish.dry {
        return Ok(report);
    }
    bundle.package = package;
    manifest::add_references(bundle, &found.references);
    let status = taken.territorial_status.clone();
    report.remarks.extend(catalogue::merge(bundle, &taken.series, &ids, &rows.shapes, status.as_deref()));
    catalogue::declare_rest(bundle);
    report.remarks.extend(territory(bundle, &found, status.as_deref(), &file));
    let written = write_values(bundle, &rows, &categories, &compared, wish, progress)?;
    report.files = written.iter().map(|(path, _)| path.clone()).collect();
    let pairs = taken.series.iter().zip(&ids).map(|(s, id)| (s.id.clone(), id.clone())).collect();
    let import = Imported {
        periods: rows.periods(),
        territorial_status: status,
        series: pairs,
        files: written,
        ..wish.import.clone()
    };
    finish(bundle, import, &compared)?;
    progress(1.0);
    Ok(report)
}

fn tell_of_rows(
    report: &mut Report,
    rows: &Rows<'_>,
    taken: &Taken,
    found: &Targets,
    levels: &[String],
    ids: &[String],
) {
    report.periods = rows.periods();
    report.series = rows.shapes.iter().filter(|s: &&Shape| s.figures > 0).count();
    for (place, name) in levels.iter().enumerate() {
        let keys: HashSet<&str> =
            found.places.iter().flatten().filter(|(_, l)| *l == Some(place)).map(|(k, _)| k.as_str()).collect();
        if !keys.is_empty() {
            report.areas.push((name.clone(), keys.len()));
        }
    }
    let references: HashSet<&str> =
        found.places.iter().flatten().filter(|(_, l)| l.is_none()).map(|(k, _)| k.as_str()).collect();
    report.references = references.into_iter().map(str::to_owned).collect();
    report.references.sort();
    if rows.repeated > 0 {
        report.left_out.push(super::super::LeftOut {
            what: "–".to_owned(),
            count: rows.repeated,
            why_de: "Werte, die in der Datei doppelt stehen und dasselbe sagen".to_owned(),
            why_en: "figures that stand twice in the file and say the same".to_owned(),
        });
    }
    if rows.unknown_flags.0 > 0 {
        let remark = Remark::new(&kinds::FLAGS_UNKNOWN, &report.file).found(&rows.unknown_flags.1);
        report.remarks.push(remark.expected(rows.unknown_flags.0));
    }
    if taken.figures.is_empty() {
        report.series = ids.len();
    }
}

/// Compares with every table of figures that is there.
fn compare(
    bundle: &Bundle,
    rows: &Rows<'_>,
    categories: &Categories,
    wish: &Wish,
    ids: &[String],
    levels: &[String],
) -> Result<Compared> {
    let mut compared = Compared::default();
    compared.counts.taken = rows.len();
    let before = bundle.record.import(&wish.import.id);
    let own = |path: &str| before.is_some_and(|i| i.files.iter().any(|(p, _)| p == path));
    let resources: Vec<&Json> =
        bundle.resources("values").filter(|r| concerns(bundle, r, ids, own(&r.string("path")))).collect();
    if resources.is_empty() {
        compared.counts.new = rows.len();
        return Ok(compared);
    }
    let fresh = rows.fresh(categories);
    for resource in resources {
        let path = resource.string("path");
        let level = resource.get("atlas").string("level");
        let level = if level.is_empty() { levels.first().cloned().unwrap_or_default() } else { level };
        let is_own = own(&path);
        if is_own
            && let Some(remark) = edited(bundle, before, &path)
            && !wish.force
        {
            compared.remarks.push(remark);
        }
        let mut replaced = HashSet::new();
        rows_of(&bundle.folder, resource, &mut |row, old| {
            compared.row(&fresh, &level, row, old, (is_own, wish), &path, &mut replaced);
        })?;
        if !replaced.is_empty() {
            compared.replaced.push((path, replaced));
        }
    }
    let known = compared.counts.same + compared.counts.changed;
    compared.counts.new = rows.len().saturating_sub(known);
    if compared.counts.changed > LISTED && !wish.force {
        let remark = Remark::new(&kinds::FIGURES_CHANGED, &wish.import.file);
        compared.remarks.push(remark.found(compared.counts.changed));
    }
    Ok(compared)
}

impl Compared {
    #[allow(clippy::too_many_arguments)] // what is compared, against what, and where it is noted
    fn row(
        &mut self,
        fresh: &Fresh,
        level: &str,
        row: usize,
        old: OldRow,
        (own, wish): (bool, &Wish),
        path: &str,
        replaced: &mut HashSet<usize>,
    ) {
        match fresh.against(level, &old) {
            Against::Gone if own => {
                self.counts.gone += 1;
                if !wish.replace {
                    self.kept.push((level.to_owned(), old));
                }
            }
            Against::Gone => {}
            Against::Same => {
                self.counts.same += 1;
                if !own {
                    self.skip.insert(fresh_place(level, &old));
                }
            }
            Against::Changed => {
                self.counts.changed += 1;
                if wish.force {
                    if !own {
                        replaced.insert(row);
                    }
                } else if self.counts.changed <= LISTED {
                    let what = format!("{} {} {}", old.key, old.indicator, old.period);
                    let remark = Remark::new(&kinds::FIGURE_CHANGED, path).at(row + 1).column(what);
                    self.remarks.push(remark.found(old.value).expected(&wish.import.file));
                }
            }
        }
    }
}

fn fresh_place(level: &str, old: &OldRow) -> u64 {
    let mut categories: Vec<&(String, String)> = old.categories.iter().collect();
    categories.sort();
    let categories: Vec<&str> = categories.iter().map(|(_, c)| c.as_str()).collect();
    super::compare::key_hash(level, &old.key, &old.indicator, &old.period, &categories)
}

/// Whether a table may hold figures of these indicators: every table that no import wrote, and those of imports that
/// share an indicator.
fn concerns(bundle: &Bundle, resource: &Json, ids: &[String], own: bool) -> bool {
    let path = resource.string("path");
    let writer = bundle.record.imports.iter().find(|i| i.files.iter().any(|(p, _)| *p == path));
    own || writer.is_none_or(|i| i.series.iter().any(|(_, id)| ids.contains(id)))
}

/// Whether a file that an import wrote was changed since.
fn edited(bundle: &Bundle, before: Option<&Imported>, path: &str) -> Option<Remark> {
    let (_, hash) = before?.files.iter().find(|(p, _)| p == path)?;
    let there = std::fs::read(bundle.folder.join(path)).ok()?;
    (sha256(&there) != *hash).then(|| Remark::new(&kinds::FILE_EDITED, path))
}

/// The `Gebietsstand` of the file is noted at levels that say none; where they say another one, a person should look.
fn territory(bundle: &mut Bundle, found: &Targets, status: Option<&str>, file: &str) -> Vec<Remark> {
    let Some(status) = status else { return Vec::new() };
    let used: HashSet<usize> = found.places.iter().flatten().filter_map(|(_, l)| *l).collect();
    let mut remarks = Vec::new();
    for (place, level) in bundle.levels.iter().enumerate().filter(|(place, _)| used.contains(place)) {
        match &level.territorial_status {
            None => manifest::set_status(&mut bundle.package, &level.id, status),
            Some(own) if own != status => {
                remarks.push(
                    Remark::new(&kinds::TERRITORY_DIFFERS, file).column(level.id.as_str()).found(status).expected(own),
                );
            }
            Some(_) => {}
        }
        let _ = place;
    }
    remarks
}

/// Writes the files of figures; those that the import wrote before and does not write again are removed at the end.
fn write_values(
    bundle: &mut Bundle,
    rows: &Rows<'_>,
    categories: &Categories,
    compared: &Compared,
    wish: &Wish,
    progress: &mut dyn FnMut(f64),
) -> Result<Vec<(String, String)>> {
    let mut written: Vec<(String, String)> = Vec::new();
    let (folder, mut rows_done) = (bundle.folder.clone(), 0_usize);
    let total = rows.len().max(1) as f64;
    let package = &mut bundle.package;
    let title = format!("Werte aus {}", wish.import.file);
    rows.write(&wish.import.id, categories, &compared.skip, &compared.kept, &mut |file: ValuesFile| {
        let path = folder.join(&file.path);
        write_file(&path, file.text.as_bytes()).with_context(|| path.display().to_string())?;
        written.push((file.path.clone(), sha256(file.text.as_bytes())));
        manifest::put_resource(package, manifest::values(&file, &title, &categories.columns));
        rows_done += file.rows;
        progress(0.5 + 0.5 * (rows_done as f64 / total).min(1.0));
        anyhow::Ok(())
    })?;
    Ok(written)
}

/// Replaced rows of other files, the catalogue, the record, and at last the manifest.
fn finish(bundle: &mut Bundle, import: Imported, compared: &Compared) -> Result<()> {
    let folder = bundle.folder.clone();
    let save = |path: &str, text: &str| {
        let full = folder.join(path);
        write_file(&full, text.as_bytes()).with_context(|| full.display().to_string())
    };
    for (path, rows) in &compared.replaced {
        let delimiter = bundle.resources("values").find(|r| r.string("path") == *path).map_or(b',', delimiter_of);
        let bytes = std::fs::read(folder.join(path)).with_context(|| path.clone())?;
        let mut sheet = Sheet::read(&bytes, delimiter, path)?;
        let mut number = 0;
        sheet.rows.retain(|_| {
            number += 1;
            !rows.contains(&number)
        });
        save(path, &sheet.text())?;
        manifest::changed(&mut bundle.package, path);
    }
    if !bundle.catalogue.rows.is_empty() {
        save(&bundle.catalogue_path, &bundle.catalogue.text())?;
        if bundle.resources("catalogue").next().is_none() {
            manifest::put_resource(&mut bundle.package, manifest::catalogue(&bundle.catalogue_path));
        }
        manifest::changed(&mut bundle.package, &bundle.catalogue_path);
    }
    let before: Vec<String> =
        bundle.record.import(&import.id).map(|i| i.files.iter().map(|(p, _)| p.clone()).collect()).unwrap_or_default();
    let gone: Vec<String> = before.into_iter().filter(|p| !import.files.iter().any(|(new, _)| new == p)).collect();
    gone.iter().for_each(|path| manifest::remove_resource(&mut bundle.package, path));
    bundle.record.put(import);
    save(record::FILE, &bundle.record.text())?;
    save(MANIFEST, &super::super::json::pretty(&bundle.package))?;
    // The manifest no longer names them, so whoever is interrupted here has a bundle that is whole.
    gone.iter().for_each(|path| {
        let _ = std::fs::remove_file(folder.join(path));
    });
    Ok(())
}
