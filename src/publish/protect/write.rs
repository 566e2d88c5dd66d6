//! Writing what was protected, and the report, to different places.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::kinds;
use crate::publish::output::OVER_SOURCE;
use crate::publish::{Output, Remark};

/// Writes the protected source as a whole, beside the one that may be there.
///
/// # Errors
/// An output folder that holds the secret source or something else; one that exists, without `force`; failures of the
/// file system.
pub fn folder(source: &Path, out: &Path, files: &BTreeMap<String, Vec<u8>>, force: bool) -> Result<()> {
    if lies_in(source, out) {
        return Err(Remark::new(&OVER_SOURCE, out.display().to_string()).found(source.display()).into());
    }
    let output = Output::begin(out, "datapackage.json", force)?;
    for (path, bytes) in files {
        output.write(path, bytes)?;
    }
    output.commit()
}

/// Refuses a report that would be published with the bundle.
///
/// # Errors
/// A [`Remark`]: the report lies in the output folder.
pub fn apart(report: &Path, out: &Path) -> Result<()> {
    match lies_in(report, out) {
        true => {
            let remark = Remark::new(&kinds::REPORT_INSIDE, "").found(report.display());
            Err(remark.expected(out.display()).into())
        }
        false => Ok(()),
    }
}

/// A report that is there already.
pub fn exists(report: &Path) -> Remark {
    Remark::new(&kinds::REPORT_EXISTS, "").found(report.display())
}

/// Writes one file beside its name and renames it then.
///
/// # Errors
/// Failures of the file system.
pub fn file(path: &Path, bytes: &[u8]) -> Result<()> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.atlas-new"));
    fs::write(&beside, bytes).with_context(|| beside.display().to_string())?;
    fs::rename(&beside, path).with_context(|| path.display().to_string())
}

/// Whether a path lies in a folder, or is it; neither needs to exist.
fn lies_in(path: &Path, folder: &Path) -> bool {
    match (whole(path), whole(folder)) {
        (Some(path), Some(folder)) => path.starts_with(folder),
        _ => false,
    }
}

/// The path from the root, links followed as far as it exists.
fn whole(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    for above in absolute.ancestors() {
        if let Ok(found) = above.canonicalize() {
            let rest = absolute.strip_prefix(above).ok()?;
            return Some(normal(&found.join(rest)));
        }
    }
    Some(normal(&absolute))
}

/// Without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                parts.pop();
            }
            std::path::Component::CurDir => {}
            other => parts.push(other),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_inside_is_noticed_however_it_is_written() {
        let folder = std::env::temp_dir().join("no-such-folder");
        assert!(lies_in(&folder.join("x/../report.md"), &folder));
        assert!(lies_in(&folder.join("a/b/report.md"), &folder));
        assert!(!lies_in(&folder.join("../report.md"), &folder));
        assert!(!lies_in(Path::new("report.md"), Path::new("out")));
        assert!(lies_in(Path::new("./out/report.md"), Path::new("out/")));
    }
}
