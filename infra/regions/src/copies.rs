//! How a region gets at the data that it reads.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueEnum;

/// What the edge hosts of a fleet read from. Both name sqld's program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copies {
    /// libSQL embedded replicas of the sqld that writes.
    Embedded(PathBuf),
    /// An sqld in each region that follows the one that writes, asked over HTTP as stock Spin does.
    Servers(PathBuf),
}

/// The same, as command lines name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A libSQL embedded replica in each region.
    Replica,
    /// An sqld replica in each region, asked over HTTP.
    SqldHttp,
}

impl Kind {
    /// What it stands for on this machine.
    ///
    /// # Errors
    /// When there is no sqld.
    pub fn copies(self) -> Result<Copies> {
        let sqld = sqld().context(NO_SQLD)?;
        Ok(match self {
            Self::Replica => Copies::Embedded(sqld),
            Self::SqldHttp => Copies::Servers(sqld),
        })
    }
}

const NO_SQLD: &str = "there is no sqld: name one by the variable SQLD, put one on PATH, or start through `cargo xtask`, \
                       which gets one by itself";

/// sqld's program: what the variable `SQLD` names, or `sqld` on PATH.
fn sqld() -> Option<PathBuf> {
    let named = env::var_os("SQLD").filter(|name| !name.is_empty()).map(PathBuf::from);
    let path = env::var_os("PATH");
    let mut folders = path.iter().flat_map(env::split_paths);
    named.or_else(|| folders.find_map(|folder| Some(folder.join("sqld")).filter(|file| file.is_file())))
}

impl Copies {
    /// Both kinds, where this machine has an sqld. Says so where it has none.
    pub fn at_hand() -> Vec<Self> {
        match sqld() {
            Some(sqld) => vec![Self::Embedded(sqld.clone()), Self::Servers(sqld)],
            None => {
                println!("left out, with embedded replicas and with sqld over HTTP: {NO_SQLD}");
                Vec::new()
            }
        }
    }

    /// sqld's program.
    pub fn sqld(&self) -> &PathBuf {
        match self {
            Self::Embedded(file) | Self::Servers(file) => file,
        }
    }

    /// What a person is told about it.
    pub fn described(&self) -> String {
        match self {
            Self::Embedded(file) => format!("libSQL embedded replicas of sqld ({})", file.display()),
            Self::Servers(file) => format!("an sqld replica in each region, over HTTP ({})", file.display()),
        }
    }
}
