//! One test at a time: a system test wants the whole machine, whichever process it runs in.

use std::env;
use std::fs::File;

use anyhow::{Context, Result};

/// The right to use the machine alone. It ends when dropped.
#[derive(Debug)]
pub struct Machine {
    _lock: File,
}

impl Machine {
    /// Waits until no other system test runs, in this process or another one of the same target folder.
    ///
    /// # Errors
    /// When the lock file cannot be opened.
    pub fn alone() -> Result<Self> {
        let program = env::current_exe().context("finding the running program")?;
        let path = program.with_file_name("system-tests.lock");
        let lock = File::options().create(true).append(true).open(&path).with_context(|| path.display().to_string())?;
        lock.lock().with_context(|| format!("locking {}", path.display()))?;
        Ok(Self { _lock: lock })
    }
}
