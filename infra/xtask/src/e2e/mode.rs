//! What a shop under test reads from.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use clap::ValueEnum;

use crate::{progress::note, setup};

/// One host over one file, or regions with the copies of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// One host over one file.
    File,
    /// Three regions beside libSQL embedded replicas of sqld.
    Replica,
    /// Three regions with an sqld replica each, asked over HTTP.
    SqldHttp,
}

impl Mode {
    /// All that can be tried on this machine, with an sqld or without.
    pub fn at_hand(sqld: Option<&Path>) -> &'static [Self] {
        if sqld.is_some() { Self::value_variants() } else { &[Self::File] }
    }

    /// What `outpost-regions --copies` calls it; `None` for one file.
    pub fn copies(self) -> Option<&'static str> {
        match self {
            Self::File => None,
            Self::Replica => Some("replica"),
            Self::SqldHttp => Some("sqld-http"),
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.copies().unwrap_or("file"))
    }
}

/// sqld's program, where this machine has one or can fetch one; else says why not.
pub fn sqld() -> Option<PathBuf> {
    match setup::sqld::find() {
        Ok(sqld) => Some(sqld),
        Err(error) => {
            note(&format!("{error:#}"));
            None
        }
    }
}
