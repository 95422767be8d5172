//! The one process that writes: sqld where copies are sqld's, else the edge host's own over one file.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::copies::Copies;
use crate::process::{Process, Program, Sign, free_address};
use crate::programs::Programs;
use crate::sqld;

/// The primary of a fleet.
#[derive(Debug)]
pub struct Primary {
    /// Where it listens.
    pub address: SocketAddr,
    /// Where servers that follow it ask for what is new.
    pub(crate) followed: Option<SocketAddr>,
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
    pub(crate) fn prepare(programs: &Programs, copies: &Copies, folder: &Path, database: &Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        let address = free_address()?;
        let log = folder.join("primary.log");
        let (program, followed, database) = match copies {
            Copies::Snapshots => (writer(programs, database, address, log), None, database.to_owned()),
            Copies::Embedded(file) | Copies::Servers(file) => {
                let data = folder.join("sqld");
                let database = sqld::take_over(&data, database)?;
                let followed = free_address()?;
                (sqld::primary(file, data, address, followed, log), Some(followed), database)
            }
        };
        Ok(Self { address, followed, process: Process::new(program), database })
    }
}

fn writer(programs: &Programs, database: &Path, address: SocketAddr, log: PathBuf) -> Program {
    let listen = address.to_string();
    let arguments =
        vec!["primary".into(), "--listen".into(), listen.into(), "--database".into(), database.as_os_str().to_owned()];
    Program { file: programs.edge.clone(), arguments, environment: Vec::new(), log, sign: Sign::Line }
}
