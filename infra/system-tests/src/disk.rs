//! A disk that can be filled: a small tmpfs.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// A folder on its own small disk. Unmounted when dropped.
#[derive(Debug)]
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts a disk of that size over an empty `folder`. Prints that the test is skipped and returns `None` where this
    /// user may not mount one.
    ///
    /// # Errors
    /// When `mount` cannot be started.
    pub fn mount(folder: &Path, mebibytes: u64) -> Result<Option<Self>> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m"), "tmpfs"])
            .arg(folder)
            .output()
            .context("starting mount")?;
        if !mounted.status.success() {
            let refused = String::from_utf8_lossy(&mounted.stderr);
            println!(
                "skipped: a disk that can be filled needs a tmpfs, and none can be mounted here: {}",
                refused.trim()
            );
            return Ok(None);
        }
        Ok(Some(Self { folder: folder.to_owned() }))
    }

    /// Fills it up. Returns how many bytes that took.
    ///
    /// # Errors
    /// When writing fails for a reason other than a full disk.
    pub fn fill(&self) -> Result<u64> {
        let mut file = File::create(self.folder.join("filler"))?;
        let (chunk, mut written) = ([0; 4096], 0);
        loop {
            match file.write(&chunk) {
                Ok(0) => return Ok(written),
                Ok(count) => written += count as u64,
                Err(error) if error.kind() == ErrorKind::StorageFull => return Ok(written),
                Err(error) => return Err(error).context("filling the disk"),
            }
        }
    }

    /// Makes room again.
    ///
    /// # Errors
    /// When the filler cannot be removed.
    pub fn clear(&self) -> Result<()> {
        fs::remove_file(self.folder.join("filler")).context("removing the filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazy, because a host may still have files open there.
        match Command::new("umount").arg("--lazy").arg(&self.folder).status() {
            Ok(status) if status.success() => {}
            other => eprintln!("{} stays mounted: {other:?}", self.folder.display()),
        }
    }
}
