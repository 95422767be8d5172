//! Damage to the files of a copy.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Distance between the wrong bytes of a scrambled file: less than a page.
const SCRAMBLE_STEP: usize = 1024;

/// The files of a copy, except shared memory, which belongs to the process.
pub(super) fn copy_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = files_below(folder).with_context(|| format!("reading {}", folder.display()))?;
    files.retain(|file| !file.to_string_lossy().ends_with("-shm"));
    ensure!(!files.is_empty(), "{} contains no copy", folder.display());
    Ok(files)
}

/// Cuts a file to half of its length.
pub(super) fn truncate(file: &Path) -> io::Result<()> {
    let file = OpenOptions::new().write(true).open(file)?;
    let length = file.metadata()?.len();
    file.set_len(length / 2)
}

/// Overwrites some bytes in every page of a file.
pub(super) fn scramble(file: &Path) -> io::Result<()> {
    let length = fs::metadata(file)?.len();
    let mut file = OpenOptions::new().write(true).open(file)?;
    for at in (0..length).step_by(SCRAMBLE_STEP) {
        file.seek(SeekFrom::Start(at))?;
        file.write_all(b"scramble")?;
    }
    Ok(())
}

/// An edge host may delete files at any moment: a missing file is not an error.
pub(super) fn ignore_missing<T: Default>(outcome: io::Result<T>) -> io::Result<T> {
    match outcome {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(T::default()),
        other => other,
    }
}

fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(ignore_missing(files_below(&path))?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
