//! Content hashes: of one file, of whole folders, and stamps that remember what a step was last run on.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Folders that hold nothing a build reads.
const SKIPPED: [&str; 4] = ["node_modules", "target", "dist", "results"];

/// The SHA-256 of some bytes, as hexadecimal digits.
pub fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// One hash over every file below the given paths (names and contents); a path that is absent counts as empty.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn of_paths(paths: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for path in paths {
        for file in files_below(path)? {
            let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            hash.update(file.as_os_str().as_encoded_bytes());
            hash.update([0]);
            hash.update(content.len().to_le_bytes());
            hash.update(content);
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Every file at or below a path, sorted; hidden files and folders that no build reads are left out.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    if path.is_dir() {
        let entries = fs::read_dir(path).with_context(|| format!("listing {}", path.display()))?;
        let mut entries = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
        entries.sort();
        for entry in entries {
            let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !name.starts_with('.') && !SKIPPED.contains(&name.as_str()) {
                files.extend(files_below(&entry)?);
            }
        }
    }
    Ok(files)
}

/// A remembered fingerprint of the inputs a step last ran on.
pub struct Stamp(PathBuf);

impl Stamp {
    /// The stamp kept in that file.
    pub fn at(file: PathBuf) -> Self {
        Self(file)
    }

    /// Whether the step last ran on exactly these inputs.
    pub fn is(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|text| text == fingerprint)
    }

    /// Remembers that the step has now run on these inputs.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set(&self, fingerprint: &str) -> Result<()> {
        write_if_changed(&self.0, fingerprint.as_bytes())
    }
}

/// Writes a file, with its folders, unless it already holds these bytes: cargo looks at modification times.
///
/// # Errors
/// When the file or a folder cannot be written.
pub fn write_if_changed(file: &Path, content: &[u8]) -> Result<()> {
    if fs::read(file).is_ok_and(|old| old == content) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    fs::write(file, content).with_context(|| format!("writing {}", file.display()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
