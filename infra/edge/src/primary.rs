//! `outpost-edge primary`: one database file behind libSQL's HTTP API, for regions on one machine without sqld.
//!
//! It is the one process that writes the file. Regions send it their commands, and fetch whole snapshots as sqld's
//! replicas fetch frames. It serves single statements; whoever needs transactions or authentication runs sqld.

mod answer;
mod snapshot;

use crate::server::{Accepted, Listener};
use crate::sql::{Database, Durability, SqlError, SqlLimits};
use answer::Primary;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use snapshot::Snapshotter;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Connections at once: a region keeps a few.
const CONNECTIONS: usize = 1_024;
/// Time for requests in work to finish when the primary stops.
const DRAIN: Duration = Duration::from_secs(10);

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
        let bound = Listener::bind(listen, CONNECTIONS).await;
        let listener = bound.map_err(|source| PrimaryError::Listen { addr: listen, source })?;
        let addr = listener.addr();
        let primary = Arc::new(Primary { database: file, snapshots });
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            let graceful = GracefulShutdown::new();
            loop {
                let Accepted { stream, place, .. } = tokio::select! {
                    accepted = listener.accept() => accepted,
                    _ = stopped.wait_for(|stop| *stop) => break,
                };
                let primary = Arc::clone(&primary);
                let service = service_fn(move |request| {
                    let primary = Arc::clone(&primary);
                    async move { Ok::<_, Infallible>(primary.answer(request).await) }
                });
                // With a timer, a connection on which nobody asks for a while is closed.
                let mut builder = http1::Builder::new();
                let connection = builder.timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
                let connection = graceful.watch(connection);
                tokio::spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection ended with an error");
                    }
                    drop(place);
                });
            }
            drop(listener);
            if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
                tracing::warn!("some requests did not finish before the primary stopped");
            }
        });
        Ok(Self { addr, stop, task })
    }

    /// Takes no more connections, lets requests in work finish for a while and ends.
    pub async fn shutdown(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the primary's task failed");
        }
    }
}
