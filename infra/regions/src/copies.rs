//! How a region gets at the data it reads, which also says what the primary is.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

/// What the edge hosts of a fleet read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copies {
    /// Whole snapshots of the file that `outpost-edge primary` writes.
    Snapshots,
    /// libSQL embedded replicas of an sqld, whose program this is.
    Embedded(PathBuf),
    /// An sqld in each region that follows the primary's, asked over HTTP as stock Spin does.
    Servers(PathBuf),
}

/// The same, as command lines name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Embedded replicas where SQLD or PATH names an sqld, else snapshots.
    Auto,
    /// Snapshots of one file.
    Snapshot,
    /// libSQL embedded replicas of sqld.
    Sqld,
    /// An sqld replica in each region, asked over HTTP.
    SqldHttp,
}

impl Kind {
    /// What it stands for on this machine.
    ///
    /// # Errors
    /// When it takes an sqld and there is none.
    pub fn copies(self) -> Result<Copies> {
        match (self, sqld()) {
            (Self::Snapshot, _) | (Self::Auto, None) => Ok(Copies::Snapshots),
            (Self::Sqld | Self::Auto, Some(sqld)) => Ok(Copies::Embedded(sqld)),
            (Self::SqldHttp, Some(sqld)) => Ok(Copies::Servers(sqld)),
            (Self::Sqld | Self::SqldHttp, None) => bail!("these copies take sqld: {NO_SQLD}"),
        }
    }
}

const NO_SQLD: &str = "neither the variable SQLD nor PATH names an sqld";

/// sqld's program: what the variable `SQLD` names, or `sqld` on PATH.
fn sqld() -> Option<PathBuf> {
    let named = env::var_os("SQLD").filter(|name| !name.is_empty()).map(PathBuf::from);
    let path = env::var_os("PATH");
    let mut folders = path.iter().flat_map(env::split_paths);
    named.or_else(|| folders.find_map(|folder| Some(folder.join("sqld")).filter(|file| file.is_file())))
}

impl Copies {
    /// All kinds that can be tried on this machine. Says which cannot, and why.
    pub fn at_hand() -> Vec<Self> {
        let mut kinds = vec![Self::Snapshots];
        match sqld() {
            Some(sqld) => kinds.extend([Self::Embedded(sqld.clone()), Self::Servers(sqld)]),
            None => println!("skipped with sqld, both embedded and over HTTP: {NO_SQLD}"),
        }
        kinds
    }

    /// What a person is told about it.
    pub fn described(&self) -> String {
        match self {
            Self::Snapshots => "snapshots of one file".to_owned(),
            Self::Embedded(file) => format!("libSQL embedded replicas of sqld ({})", file.display()),
            Self::Servers(file) => format!("an sqld replica in each region, over HTTP ({})", file.display()),
        }
    }
}
