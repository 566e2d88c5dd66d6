//! An output folder that is replaced as a whole and only at the end.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// An output folder in the making. Files go to a folder beside it, which takes its place in [`Output::commit`]: whoever
/// is interrupted keeps the previous output, and the next run cleans up.
#[derive(Debug)]
pub struct Output {
    out: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

impl Output {
    /// Begins a folder that is known by a file of the name `marker`. One that is there already is replaced only with
    /// `force`, and only if it holds that file.
    ///
    /// # Errors
    /// A folder that holds something else, or that exists and `force` is not given; failures of the file system.
    pub fn begin(out: &Path, marker: &str, force: bool) -> Result<Output> {
        let Some(name) = out.file_name().and_then(|n| n.to_str()) else {
            bail!("{}: not a name for an output folder", out.display());
        };
        let parent = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        let beside = |what: &str| parent.join(format!(".{name}.{what}"));
        let output = Output { out: out.to_owned(), new: beside("atlas-new"), old: beside("atlas-old") };
        output.recover()?;
        output.check(marker, force)?;
        fs::create_dir_all(&output.new).with_context(|| output.new.display().to_string())?;
        Ok(output)
    }

    /// The folder to write into until it is committed.
    pub fn folder(&self) -> &Path {
        &self.new
    }

    /// Writes one file; `path` is relative, with `/`.
    ///
    /// # Errors
    /// Failures of the file system.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let path = self.new.join(path);
        let parent = path.parent().unwrap_or(&self.new);
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        fs::write(&path, bytes).with_context(|| path.display().to_string())
    }

    /// Puts the new folder in the place of the old one.
    ///
    /// # Errors
    /// Failures of the file system.
    pub fn commit(self) -> Result<()> {
        if self.out.exists() {
            fs::rename(&self.out, &self.old).with_context(|| self.out.display().to_string())?;
        }
        fs::rename(&self.new, &self.out).with_context(|| self.out.display().to_string())?;
        if self.old.exists() {
            fs::remove_dir_all(&self.old).with_context(|| self.old.display().to_string())?;
        }
        Ok(())
    }

    /// Cleans up behind a run that was interrupted.
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

    fn check(&self, marker: &str, force: bool) -> Result<()> {
        if !self.out.exists() {
            return Ok(());
        }
        let mut entries = fs::read_dir(&self.out).with_context(|| self.out.display().to_string())?;
        if entries.next().is_none() {
            return Ok(());
        }
        if !self.out.join(marker).is_file() {
            bail!("{}: holds something that is no compiled bundle; choose another folder", self.out.display());
        }
        if !force {
            bail!("{}: exists already; --force replaces it", self.out.display());
        }
        Ok(())
    }
}
