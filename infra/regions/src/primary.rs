//! The one sqld that writes.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::address::free_address;
use crate::files;
use crate::process::Process;
use crate::sqld;

/// The primary of a fleet.
#[derive(Debug)]
pub struct Primary {
    /// Where it answers; replicas are synced from here.
    pub address: SocketAddr,
    /// Where servers that follow it ask for what is new.
    pub(crate) followed: SocketAddr,
    /// Its process.
    pub process: Process,
    /// The file that holds the data.
    pub database: PathBuf,
}

impl Primary {
    /// Prepares one over a seeded database; it does not run yet.
    ///
    /// # Errors
    /// When its folder cannot be written.
    pub(crate) fn prepare(sqld: &Path, folder: &Path, database: &Path) -> Result<Self> {
        files::create_folder(folder)?;
        let (address, followed) = (free_address()?, free_address()?);
        let data = folder.join("sqld");
        let database = sqld::take_over(&data, database)?;
        let program = sqld::primary(sqld, data, address, followed, folder.join("sqld.log"));
        Ok(Self { address, followed, process: Process::new(program), database })
    }
}
