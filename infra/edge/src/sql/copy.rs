//! A copy of a server's database beside the edge: read in this process, kept by a task of its own.
//!
//! Reads see whole transactions in the order in which the server committed them, at most a sync behind. Where there is
//! no sound copy, because the first one is still on its way or the file was damaged, reads go to the server.

mod connector;
mod embedded;
mod examination;
mod generation;
mod keeper;
mod snapshot;
mod status;

pub use embedded::Embedded;
pub use snapshot::Snapshots;
pub use status::{CopyStatus, Keeping, Status};

use super::remote::{Remote, Server};
use super::verb::may_read;
use super::{Outcome, SqlError, SqlLimits, Statement};
use generation::Generation;
use keeper::Keeper;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{Notify, oneshot};

/// How long a start waits for a copy that can be read.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often a read of a copy that is locked is tried again, and the pause before.
const BUSY_TRIES: usize = 4;
const BUSY_PAUSE: Duration = Duration::from_millis(50);

/// How a copy is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// A libSQL embedded replica: frames of the server's log.
    Sqld,
    /// Whole databases from `GET /snapshot` of `outpost-edge primary`.
    Snapshot,
}

/// What a runtime configuration says about a copy.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CopyConfig {
    /// How it is kept.
    pub source: Source,
    /// Whose copy it is.
    pub server: Server,
    /// Folder of its files; nobody else may touch them.
    pub folder: PathBuf,
    /// Pause between syncs.
    pub interval: Duration,
}

/// A copy for the life of the host.
pub struct LocalCopy {
    current: RwLock<Option<Arc<Generation>>>,
    remote: Arc<Remote>,
    status: Arc<Status>,
    damaged: Notify,
    /// Held by reads that go to the server, and by the keeper while it brings a new copy level with what they saw.
    bypass: tokio::sync::RwLock<()>,
}

impl LocalCopy {
    /// Opens what is on the disk, brings it up to date and goes on doing so until the runtime ends.
    ///
    /// Returns once reads can be served: after the first sync, or with an older copy when the server does not answer.
    /// Where neither comes, it returns after a while all the same: a host that answers that it has no data can be asked
    /// what is wrong with it. Reads go to the server then, until there is a copy. `written` is told after every write
    /// of this host to the same server.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub async fn start(
        config: CopyConfig,
        remote: Arc<Remote>,
        written: Arc<Notify>,
        limits: SqlLimits,
    ) -> std::io::Result<Arc<Self>> {
        let status = Arc::new(Status::new(&config));
        let copy = Arc::new(Self {
            current: RwLock::default(),
            remote,
            status,
            damaged: Notify::new(),
            bypass: tokio::sync::RwLock::default(),
        });
        let keeper = Keeper::open(config, Arc::clone(&copy), written, limits)?;
        let (tell, readable) = oneshot::channel();
        tokio::spawn(keeper.keep(tell));
        if tokio::time::timeout(PATIENCE, readable).await.is_err() {
            tracing::warn!("there is no copy yet: reads go to the primary");
        }
        Ok(copy)
    }

    /// How the copy is.
    pub fn status(&self) -> CopyStatus {
        let status = self.status.report(self.current().is_some());
        // A snapshot's version is a tag, which counts no frames.
        let frame = status.version.parse::<u64>().ok();
        let lag_frames = frame.zip(self.remote.newest()).map(|(frame, newest)| newest.frame.saturating_sub(frame));
        CopyStatus { lag_frames, ..status }
    }

    /// The server that it is a copy of.
    pub fn remote(&self) -> &Arc<Remote> {
        &self.remote
    }

    /// Runs one read.
    pub async fn run(&self, statement: Statement) -> Result<Outcome, SqlError> {
        if !may_read(&statement.sql) {
            return Err(SqlError::ReadOnlyCopy);
        }
        let statement = match self.read(statement).await {
            Ok(outcome) => return outcome,
            Err(statement) => statement,
        };
        let _bypass = self.bypass.read().await;
        // A new copy may have been published while this read waited.
        match self.read(statement).await {
            Ok(outcome) => outcome,
            Err(statement) => self.remote.run(statement).await,
        }
    }

    /// Runs a read on the copy; gives the statement back where there is none that is sound.
    async fn read(&self, statement: Statement) -> Result<Result<Outcome, SqlError>, Statement> {
        let Some(generation) = self.current() else { return Err(statement) };
        let (mut statement, mut outcome) = generation.read(statement).await;
        for _ in 0..BUSY_TRIES {
            if !outcome.as_ref().is_err_and(SqlError::is_busy) {
                break;
            }
            tokio::time::sleep(BUSY_PAUSE).await;
            (statement, outcome) = generation.read(statement).await;
        }
        let reason = match outcome {
            // Nobody locks readers out of a sound log for long: its log is being made anew after damage, and may come
            // back with less than was read from it.
            Err(error) if error.is_busy() => error.to_string(),
            Err(error) if error.is_damage() || (error.is_unopened() && !generation.file().is_file()) => {
                error.to_string()
            }
            _ if generation.was_touched() => "its file was changed by somebody else".to_owned(),
            Err(error) if error.is_readonly() => return Ok(Err(SqlError::ReadOnlyCopy)),
            outcome => return Ok(outcome),
        };
        self.discard(&generation, &reason);
        Err(statement)
    }

    fn current(&self) -> Option<Arc<Generation>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads go to `generation` from now on.
    fn publish(&self, generation: Arc<Generation>) {
        let old = self.current.write().unwrap_or_else(PoisonError::into_inner).replace(generation);
        if let Some(old) = old {
            old.retire();
        }
    }

    /// Reads go to the server until there is a new copy.
    fn discard(&self, generation: &Arc<Generation>, reason: &str) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_some_and(|current| Arc::ptr_eq(current, generation)) {
            tracing::error!(reason, file = %generation.file().display(), "a copy is damaged and is made anew");
            *current = None;
            generation.retire();
            self.status.damaged();
            self.damaged.notify_one();
        }
    }
}
