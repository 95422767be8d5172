//! Files and folders that only this user may read: they hold a shop's data, or what opens it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use anyhow::{Context, Result};

/// Makes a folder and those above it.
///
/// # Errors
/// When it cannot be made.
pub(crate) fn create_folder(folder: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).with_context(|| format!("making {}", folder.display()))
}

/// Writes a file anew.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(file: &Path, content: &str) -> Result<()> {
    if file.exists() {
        fs::remove_file(file).with_context(|| format!("removing {}", file.display()))?;
    }
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    let mut opened = opened.with_context(|| format!("making {}", file.display()))?;
    opened.write_all(content.as_bytes()).with_context(|| format!("writing {}", file.display()))
}

/// 48 hexadecimal digits that nobody can guess.
///
/// # Errors
/// When the system gives no random bytes.
pub(crate) fn token() -> Result<String> {
    let mut random = [0; 24];
    let mut source = File::open("/dev/urandom").context("opening /dev/urandom")?;
    source.read_exact(&mut random).context("reading /dev/urandom")?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}
