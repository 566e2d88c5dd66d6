//! An output folder that is replaced as a whole and only at the end.

mod disk;
mod kinds;
mod lock;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Remark;
use lock::Lock;

pub(crate) use disk::write_file;
pub(crate) use kinds::KINDS;
pub(crate) use kinds::{EXISTS, NO_FOLDER, OVER_SOURCE};

/// An output folder in the making.
///
/// Files go to a folder beside it (`.NAME.atlas-new`). [`Output::commit`] brings them to the disk and then exchanges
/// both folders in one step, where the system can do that (Linux); so at any moment, also of a power loss, the previous
/// output or the new one is at its place, whole. Elsewhere two renames follow each other, and a run that is interrupted
/// between them is put right by the next one. What an interrupted run has left is removed by the next one.
///
/// While an output is in the making, a lock (`.NAME.atlas-lock`) keeps a second command from the same folder. It ends
/// with the process, however that ends.
#[derive(Debug)]
pub struct Output {
    out: PathBuf,
    new: PathBuf,
    old: PathBuf,
    parent: PathBuf,
    // Dropped last: nobody else may begin before this one has cleaned up.
    _lock: Lock,
}

impl Output {
    /// Begins a folder that is known by a file of the name `marker`. One that is there already is replaced only with
    /// `force`, and only if it holds that file.
    ///
    /// # Errors
    /// A [`Remark`]: a folder that holds something else, one that exists and `force` is not given, one that another
    /// command is writing. Failures of the file system.
    pub fn begin(out: &Path, marker: &str, force: bool) -> Result<Output> {
        // A link to a folder stays; what it leads to is replaced.
        let out = if out.exists() { out.canonicalize().with_context(|| shown(out))? } else { out.to_owned() };
        let Some(name) = out.file_name().and_then(|n| n.to_str()) else {
            return Err(Remark::new(&NO_FOLDER, shown(&out)).into());
        };
        let parent = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        fs::create_dir_all(&parent).with_context(|| shown(&parent))?;
        let beside = |what: &str| parent.join(format!(".{name}.{what}"));
        let lock = Lock::take(&beside("atlas-lock"), &out)?;
        let (new, old) = (beside("atlas-new"), beside("atlas-old"));
        let output = Output { out, new, old, parent, _lock: lock };
        output.recover()?;
        output.check(marker, force)?;
        fs::create_dir_all(&output.new).with_context(|| shown(&output.new))?;
        Ok(output)
    }

    /// The folder to write into until it is committed.
    pub fn folder(&self) -> &Path {
        &self.new
    }

    /// The output that is there already, if any: readable until the commit.
    pub fn previous(&self) -> Option<&Path> {
        self.out.is_dir().then_some(self.out.as_path())
    }

    /// Writes one file; `path` is relative, with `/`.
    ///
    /// # Errors
    /// Failures of the file system.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let path = self.new.join(path);
        let parent = path.parent().unwrap_or(&self.new);
        fs::create_dir_all(parent).with_context(|| shown(parent))?;
        fs::write(&path, bytes).with_context(|| shown(&path))
    }

    /// Puts the new folder in the place of the old one.
    ///
    /// # Errors
    /// Failures of the file system; the previous output stays.
    pub fn commit(self) -> Result<()> {
        disk::settle(&self.new).with_context(|| shown(&self.new))?;
        let swapped = self.out.exists() && disk::exchange(&self.new, &self.out).with_context(|| shown(&self.out))?;
        if !swapped {
            if self.out.exists() {
                fs::rename(&self.out, &self.old).with_context(|| shown(&self.out))?;
            }
            fs::rename(&self.new, &self.out).with_context(|| shown(&self.out))?;
        }
        disk::settle_folder(&self.parent).with_context(|| shown(&self.parent))?;
        // The new output is in place. What is left of the old one is no error: the next run removes it.
        let _ = fs::remove_dir_all(&self.new);
        let _ = fs::remove_dir_all(&self.old);
        Ok(())
    }

    /// Cleans up behind a run that was interrupted.
    fn recover(&self) -> Result<()> {
        if self.old.exists() && !self.out.exists() {
            fs::rename(&self.old, &self.out).with_context(|| shown(&self.out))?;
        }
        for left in [&self.new, &self.old] {
            if left.exists() {
                fs::remove_dir_all(left).with_context(|| shown(left))?;
            }
        }
        Ok(())
    }

    fn check(&self, marker: &str, force: bool) -> Result<()> {
        if !self.out.exists() {
            return Ok(());
        }
        let first = match fs::read_dir(&self.out) {
            Ok(entries) => entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).min(),
            // A file stands where a folder is to be.
            Err(_) => return Err(Remark::new(&NO_FOLDER, shown(&self.out)).into()),
        };
        let Some(first) = first else { return Ok(()) };
        if !self.out.join(marker).is_file() {
            return Err(Remark::new(&kinds::OTHER, shown(&self.out)).found(first).expected(marker).into());
        }
        match force {
            true => Ok(()),
            false => Err(Remark::new(&EXISTS, shown(&self.out)).found(marker).into()),
        }
    }
}

impl Drop for Output {
    /// Whoever gives up leaves nothing behind.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.new);
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests;
