//! What a runtime configuration says about a replica.

use crate::sql::remote::Server;
use std::path::PathBuf;
use std::time::Duration;

/// Where a replica comes from and where it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReplicaConfig {
    /// The sqld that it is synced from.
    pub server: Server,
    /// Folder of its files; nobody else may touch them.
    pub folder: PathBuf,
    /// Pause between syncs.
    pub interval: Duration,
}
