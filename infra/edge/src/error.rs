//! Why a host does not start.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::manifest::ManifestError;
use crate::problems::Problems;
use crate::runtime::RuntimeError;
use crate::runtime_config::RuntimeConfigError;
use crate::sql::SqlError;

/// Why a host does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The manifest cannot be used.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// The runtime configuration cannot be read.
    #[error(transparent)]
    RuntimeConfig(#[from] RuntimeConfigError),
    /// The parts do not fit together.
    #[error("{0}")]
    Configuration(Problems),
    /// The region's name cannot stand in a header.
    #[error("{0:?} is no name for a region")]
    Region(String),
    /// The application's name or version cannot stand in a header.
    #[error("{0:?} is no name and version for an application")]
    Version(String),
    /// A component cannot be loaded.
    #[error(transparent)]
    Runtime(#[from] RuntimeError),
    /// A database cannot be opened.
    #[error("cannot open the database {path}: {source}")]
    Database {
        /// Its file.
        path: PathBuf,
        /// Why.
        source: SqlError,
    },
    /// A server cannot be called, or a copy not be kept.
    #[error("cannot use {place}: {source}")]
    Data {
        /// The server or the copy's folder.
        place: String,
        /// Why.
        source: std::io::Error,
    },
    /// A folder cannot be made.
    #[error("cannot make the folder {path}: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The address cannot be bound.
    #[error("cannot listen on {addr}: {source}")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}
