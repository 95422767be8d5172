//! A copy of a server's database in a file of our own, as an embedded replica that is synced once.
//!
//! It costs the server's writers nothing: frames of its log are read, in whole transactions, and no statement is run.

mod connector;

use std::path::Path;
use std::time::Duration;

use outpost_db::hrana::{Server, connections};

use connector::Connector;

/// Longest time for a whole database.
const WHOLE: Duration = Duration::from_secs(1_800);

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum ReplicaError {
    /// The certificates of this machine cannot be read.
    #[error("cannot read this machine's certificates: {0}")]
    Certificates(#[from] std::io::Error),
    /// The server did not give its frames, or they could not be written.
    #[error("cannot copy the database of {url}: {cause}")]
    Sync {
        /// The server.
        url: String,
        /// What happened.
        cause: String,
    },
}

/// Copies what `server` has committed by now into `file`, whose folder is there and holds nothing else.
pub async fn fetch(server: &Server, file: &Path) -> Result<(), ReplicaError> {
    let failed = |cause: String| ReplicaError::Sync { url: server.url().to_owned(), cause };
    let connector = Connector(connections()?);
    let builder = libsql::Builder::new_remote_replica(file, server.url().to_owned(), server.token().to_owned());
    let builder = builder.read_your_writes(false).connector(connector);
    let database = builder.build().await.map_err(|error| failed(error.to_string()))?;
    let synced = tokio::time::timeout(WHOLE, database.sync()).await;
    let synced = synced.map_err(|_| failed(format!("not done after {} s", WHOLE.as_secs())))?;
    let frame = synced.map_err(|error| failed(error.to_string()))?.frame_no();
    frame.map(drop).ok_or_else(|| failed("the server has no database yet".to_owned()))
}
