//! What a shop under test reads from.

use std::{env, fmt};

use clap::ValueEnum;

use crate::{process, progress::note};

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
    /// All that can be tried on this machine; says which cannot, and why.
    pub fn at_hand() -> Vec<Self> {
        let has_sqld = env::var_os("SQLD").is_some_and(|name| !name.is_empty()) || process::is_on_path("sqld");
        if has_sqld {
            return Self::value_variants().to_vec();
        }
        note("skipped with sqld, both embedded and over HTTP: neither the variable SQLD nor PATH names an sqld");
        vec![Self::File, Self::Snapshot]
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
