//! `outpost-edge primary`: one database file behind libSQL's HTTP API, for regions on one machine without sqld.
//!
//! It is the one process that writes the file. Regions send it their commands, and fetch whole snapshots as sqld's
//! replicas fetch frames. It serves single statements; whoever needs transactions or authentication runs sqld.

mod answer;
mod snapshot;

use crate::server::Listener;
use crate::sql::{Database, Durability, SqlError, SqlLimits};
use answer::Primary;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use snapshot::Snapshotter;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// Why a primary does not start.
#[derive(Debug, thiserror::Error)]
pub enum PrimaryError {
    /// The file cannot be opened.
    #[error("cannot open the database {path}: {source}")]
    Database {
        /// The file.
        path: PathBuf,
        /// Why.
        source: SqlError,
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

/// A primary that serves.
pub struct RunningPrimary {
    /// Where it answers.
    pub addr: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl RunningPrimary {
    /// Opens `database` and serves it on `listen`.
    ///
    /// # Errors
    /// When the file or the address cannot be had.
    pub async fn start(database: &Path, listen: SocketAddr) -> Result<Self, PrimaryError> {
        let failed = |source| PrimaryError::Database { path: database.to_path_buf(), source };
        let file = Database::open(database, Durability::Full, SqlLimits::default(), &[]).map_err(failed)?;
        let snapshots = Snapshotter::open(database).await.map_err(failed)?;
        let listener = Listener::bind(listen).await.map_err(|source| PrimaryError::Listen { addr: listen, source })?;
        let addr = listener.addr();
        let primary = Arc::new(Primary { database: file, snapshots });
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            // Connections end with it.
            let mut connections = JoinSet::new();
            loop {
                while connections.try_join_next().is_some() {}
                let stream = tokio::select! {
                    stream = listener.accept() => stream,
                    _ = stopped.wait_for(|stop| *stop) => return,
                };
                let primary = Arc::clone(&primary);
                let service = service_fn(move |request| {
                    let primary = Arc::clone(&primary);
                    async move { Ok::<_, Infallible>(primary.answer(request).await) }
                });
                let connection =
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                connections.spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection ended with an error");
                    }
                });
            }
        });
        Ok(Self { addr, stop, task })
    }

    /// Takes no more connections and ends those that are open.
    pub async fn shutdown(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the primary's task failed");
        }
    }
}
