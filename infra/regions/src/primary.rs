//! The one process that writes: sqld where it is at hand, else the edge host's own over one file.

use std::env;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{Process, Program, Sign};
use crate::programs::Programs;

/// How regions get their copies, which also says what the primary is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copies {
    /// Whole snapshots of the file that `outpost-edge primary` writes.
    Snapshots,
    /// libSQL embedded replicas of an sqld, whose program this is.
    Sqld(PathBuf),
}

impl Copies {
    /// sqld's program: what the variable `SQLD` names, or `sqld` on PATH.
    pub fn sqld() -> Option<Self> {
        let named = env::var_os("SQLD").filter(|name| !name.is_empty()).map(PathBuf::from);
        let path = env::var_os("PATH").unwrap_or_default();
        let found = named.or_else(|| env::split_paths(&path).map(|folder| folder.join("sqld")).find(|it| it.is_file()));
        found.map(Self::Sqld)
    }

    /// Real replicas where sqld is at hand, else snapshots.
    pub fn at_hand() -> Self {
        Self::sqld().unwrap_or(Self::Snapshots)
    }

    /// What a person is told about it.
    pub fn described(&self) -> String {
        match self {
            Self::Snapshots => "snapshots of one file (no sqld: neither SQLD nor PATH names one)".to_owned(),
            Self::Sqld(file) => format!("libSQL embedded replicas of sqld ({})", file.display()),
        }
    }
}

/// The primary of a fleet.
#[derive(Debug)]
pub struct Primary {
    /// Where it listens.
    pub address: SocketAddr,
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
    pub(crate) fn prepare(
        programs: &Programs,
        copies: &Copies,
        folder: &Path,
        database: &Path,
        address: SocketAddr,
    ) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        let log = folder.join("primary.log");
        let (program, database) = match copies {
            Copies::Snapshots => (writer(programs, database, address, log), database.to_owned()),
            Copies::Sqld(file) => sqld(file, folder, database, address, log)?,
        };
        Ok(Self { address, process: Process::new(program), database })
    }
}

fn writer(programs: &Programs, database: &Path, address: SocketAddr, log: PathBuf) -> Program {
    let listen = address.to_string();
    let arguments =
        vec!["primary".into(), "--listen".into(), listen.into(), "--database".into(), database.as_os_str().to_owned()];
    Program { file: programs.edge.clone(), arguments, environment: Vec::new(), log, sign: Sign::Line }
}

/// sqld keeps its database in a folder of its own; it takes over a file that lies where its own would.
fn sqld(file: &Path, folder: &Path, seeded: &Path, address: SocketAddr, log: PathBuf) -> Result<(Program, PathBuf)> {
    let data = folder.join("sqld");
    let database = data.join("dbs/default/data");
    if !database.is_file() {
        fs::create_dir_all(data.join("dbs/default"))?;
        fs::copy(seeded, &database).with_context(|| format!("copying {}", seeded.display()))?;
    }
    let mut arguments = vec!["--db-path".into(), data.into_os_string()];
    arguments.extend(["--http-listen-addr".into(), address.to_string().into(), "--no-welcome".into()]);
    let program =
        Program { file: file.to_owned(), arguments, environment: Vec::new(), log, sign: Sign::Answers(address) };
    Ok((program, database))
}
