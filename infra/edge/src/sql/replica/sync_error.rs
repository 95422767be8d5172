//! Why a sync failed.

/// Why a sync failed.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The server did not answer, or not in time.
    #[error("{0}")]
    Server(String),
    /// The replica cannot be written.
    #[error("{0}")]
    Disk(String),
    /// The replica is not what the server's log continues.
    #[error("{0}")]
    Damage(String),
}
