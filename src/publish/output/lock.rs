//! One command at a time for each output folder.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::kinds::LOCKED;
use crate::publish::Remark;

/// A locked file. The system frees it when the process ends, however that happens.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Locks the file at `path` for the folder `out`.
    pub(super) fn take(path: &Path, out: &Path) -> Result<Lock> {
        loop {
            let file = File::create(path).with_context(|| path.display().to_string())?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Remark::new(&LOCKED, out.display().to_string()).into());
                }
                Err(TryLockError::Error(error)) => return Err(error).with_context(|| path.display().to_string()),
            }
            // Whoever had it may have removed it between opening and locking: then another file is at the path.
            if is_at(&file, path) {
                return Ok(Lock { path: path.to_owned(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still locked, so that nobody removes another one's.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(ours), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (ours.dev(), ours.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
