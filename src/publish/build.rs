//! Compiling a source bundle into a folder that any static host can serve.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::open;
use crate::bundle::compiled::{Part, compile};
use crate::bundle::source::read;
use crate::bundle::{Finding, Severity};

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// The parts as written, `atlas.json` last.
    pub parts: Vec<Part>,
    /// Warnings and hints about the source.
    pub findings: Vec<Finding>,
}

/// Why nothing was built.
#[derive(Debug)]
pub enum BuildError {
    /// The source has errors; all findings.
    Findings(Vec<Finding>),
    /// Something else: an output folder that is in use, a full disk.
    Other(anyhow::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Findings(list) => {
                let errors = list.iter().filter(|f| f.severity == Severity::Error).count();
                write!(f, "the source has {errors} errors")
            }
            BuildError::Other(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<anyhow::Error> for BuildError {
    fn from(error: anyhow::Error) -> Self {
        BuildError::Other(error)
    }
}

/// Validates and compiles `source` and puts the result at `out`.
///
/// The parts are written to a folder beside `out`, which takes its place at the very end: whoever is interrupted keeps
/// the previous output. An existing `out` is replaced only with `force`, and only if it is a compiled bundle.
///
/// # Errors
/// Errors in the source; an output folder that holds something else; failures of the file system.
pub fn build(source: &Path, out: &Path, force: bool) -> Result<Built, BuildError> {
    let found = read(open(source)?.as_ref());
    if found.has_errors() {
        return Err(BuildError::Findings(found.findings));
    }
    let Some(bundle) = found.source else { return Err(BuildError::Findings(found.findings)) };
    let parts = compile(&bundle).context("compile")?;
    let places = Places::of(out)?;
    places.recover()?;
    places.check(force)?;
    write(&parts, &places.new)?;
    places.swap()?;
    Ok(Built { parts, findings: found.findings })
}

fn write(parts: &[Part], folder: &Path) -> Result<()> {
    for part in parts {
        let path = folder.join(&part.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        fs::write(&path, &part.bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// The output folder and its companions while it is replaced.
struct Places {
    out: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

impl Places {
    fn of(out: &Path) -> Result<Places> {
        let Some(name) = out.file_name().and_then(|n| n.to_str()) else {
            bail!("{}: not a name for an output folder", out.display());
        };
        let parent = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        let beside = |what: &str| parent.join(format!(".{name}.{what}"));
        Ok(Places { out: out.to_owned(), new: beside("atlas-new"), old: beside("atlas-old") })
    }

    /// Cleans up behind a build that was interrupted.
    fn recover(&self) -> Result<()> {
        if self.new.exists() {
            fs::remove_dir_all(&self.new).with_context(|| self.new.display().to_string())?;
        }
        if self.old.exists() && self.out.exists() {
            fs::remove_dir_all(&self.old).with_context(|| self.old.display().to_string())?;
        } else if self.old.exists() {
            fs::rename(&self.old, &self.out).with_context(|| self.out.display().to_string())?;
        }
        Ok(())
    }

    fn check(&self, force: bool) -> Result<()> {
        if !self.out.exists() {
            return Ok(());
        }
        let mut entries = fs::read_dir(&self.out).with_context(|| self.out.display().to_string())?;
        if entries.next().is_none() {
            return Ok(());
        }
        if !self.out.join("atlas.json").is_file() {
            bail!("{}: holds something that is no compiled bundle; choose another folder", self.out.display());
        }
        if !force {
            bail!("{}: exists already; --force replaces it", self.out.display());
        }
        Ok(())
    }

    fn swap(&self) -> Result<()> {
        if self.out.exists() {
            fs::rename(&self.out, &self.old).with_context(|| self.out.display().to_string())?;
        }
        fs::rename(&self.new, &self.out).with_context(|| self.out.display().to_string())?;
        if self.old.exists() {
            fs::remove_dir_all(&self.old).with_context(|| self.old.display().to_string())?;
        }
        Ok(())
    }
}
