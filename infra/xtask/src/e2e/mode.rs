//! What a shop under test reads from.

use std::{
    env, fmt,
    path::{Path, PathBuf},
};

use clap::ValueEnum;

use crate::process;

/// One host over one file, or regions with the copies of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// One host over one file.
    File,
    /// Three regions beside snapshots of one file.
    Snapshot,
    /// Three regions beside libSQL embedded replicas of sqld.
    Sqld,
    /// Three regions with an sqld replica each, asked over HTTP.
    SqldHttp,
}

impl Mode {
    /// All that can be tried on this machine, with an sqld or without.
    pub fn at_hand(sqld: Option<&Path>) -> &'static [Self] {
        if sqld.is_some() { Self::value_variants() } else { &[Self::File, Self::Snapshot] }
    }

    /// What `outpost-regions --copies` calls it; `None` for one file.
    pub fn copies(self) -> Option<&'static str> {
        match self {
            Self::File => None,
            Self::Snapshot => Some("snapshot"),
            Self::Sqld => Some("sqld"),
            Self::SqldHttp => Some("sqld-http"),
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.copies().unwrap_or("file"))
    }
}

/// sqld's program: what the variable SQLD names, or `sqld` on PATH.
pub fn sqld() -> Option<PathBuf> {
    let named = env::var_os("SQLD").filter(|name| !name.is_empty()).map(PathBuf::from);
    named.or_else(|| process::on_path("sqld"))
}
