//! Bringing files to the disk, and exchanging two folders in one step.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Up to so many files are brought to the disk one by one; beyond that the system writes out all at once.
#[cfg(target_os = "linux")]
const FEW: usize = 200;

/// Returns when everything below a folder is on the disk.
pub(super) fn settle(folder: &Path) -> io::Result<()> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    collect(folder, &mut files, &mut folders)?;
    #[cfg(target_os = "linux")]
    if files.len() > FEW {
        return Ok(rustix::fs::syncfs(File::open(folder)?)?);
    }
    for file in &files {
        File::open(file)?.sync_all()?;
    }
    folders.iter().try_for_each(|folder| settle_folder(folder))
}

/// Returns when the names in a folder are on the disk. Some systems cannot open a folder; theirs do it unasked.
pub(super) fn settle_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>, folders: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => collect(&entry.path(), files, folders)?,
            false => files.push(entry.path()),
        }
    }
    folders.push(folder.to_owned());
    Ok(())
}

/// Exchanges two folders in one step. `false` if this system or disk cannot.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (one, other);
        Ok(false)
    }
}

/// Writes one file so that at any moment the previous content or the new one is there, whole.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.atlas-new"));
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    settle_folder(parent)
}
