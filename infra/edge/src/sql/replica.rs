//! A libSQL embedded replica: a copy of a server's database beside the edge, read in this process and synced by a task.
//!
//! Reads see whole transactions in the order in which the server committed them, at most a sync behind. Where there is
//! no sound replica, because the first one is still on its way or the file was damaged, reads go to the primary.

mod config;
mod connector;
mod folders;
mod integrity_check;
mod published;
mod replica_file;
mod replicator;
mod status;
mod sync_error;
mod sync_task;

pub use config::ReplicaConfig;
pub use status::{ReplicaKind, ReplicaStatus};

use super::error::SqlError;
use super::limits::SqlLimits;
use super::remote::Remote;
use super::statement::{Outcome, Statement};
use super::verb::may_read;
use published::Published;
use replica_file::ReplicaFile;
use replicator::Replicator;
use std::sync::Arc;
use std::time::Duration;
use sync_task::SyncTask;
use tokio::sync::{Notify, oneshot};

/// How long a start waits for a replica that can be read.
const START: Duration = Duration::from_secs(15);

/// How often a read of a replica that is locked is tried again, and the pause before.
const BUSY_TRIES: usize = 4;
const BUSY_PAUSE: Duration = Duration::from_millis(50);

/// A replica for the life of the host.
pub struct Replica {
    published: Arc<Published>,
    primary: Arc<Remote>,
}

/// What came of a read.
enum Read {
    /// The replica answered.
    Done(Result<Outcome, SqlError>),
    /// There is no sound replica.
    Unserved(Statement),
    /// The replica has no such table: it is behind a migration, or lost a part of its log, or the statement is wrong.
    NoTable {
        /// The statement.
        statement: Statement,
        /// The replica that was read.
        file: Arc<ReplicaFile>,
        /// SQLite's message.
        reason: String,
    },
}

impl Replica {
    /// Opens what is on the disk, brings it up to date and goes on doing so until the runtime ends.
    ///
    /// Returns once reads can be served: after the first sync, or with an older replica when the server does not answer.
    /// Where neither comes, it returns after a while all the same: a host that answers that it has no data can be asked
    /// what is wrong with it. Reads go to `primary` then, until there is a replica. `written` is told after every write
    /// of this host to the primary.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub async fn start(
        config: ReplicaConfig,
        primary: Arc<Remote>,
        written: Arc<Notify>,
        limits: SqlLimits,
    ) -> std::io::Result<Arc<Self>> {
        super::private::create_folder(&config.folder)?;
        let interval = config.interval;
        let published = Arc::new(Published::new(interval));
        let replicator = Replicator::new(config, limits);
        let task = SyncTask::new(replicator, Arc::clone(&published), Arc::clone(&primary), interval, written);
        let (tell, readable) = oneshot::channel();
        tokio::spawn(task.run(tell));
        if tokio::time::timeout(START, readable).await.is_err() {
            tracing::warn!("there is no replica yet: reads go to the primary");
        }
        Ok(Arc::new(Self { published, primary }))
    }

    /// How the replica is.
    pub fn status(&self) -> ReplicaStatus {
        let status = self.published.status();
        let frame = status.version.parse::<u64>().ok();
        let lag_frames = frame.zip(self.primary.newest()).map(|(frame, newest)| newest.frame.saturating_sub(frame));
        ReplicaStatus { lag_frames, ..status }
    }

    /// The server that commands go to.
    pub fn primary(&self) -> &Arc<Remote> {
        &self.primary
    }

    /// Runs one read.
    pub async fn run(&self, statement: Statement) -> Result<Outcome, SqlError> {
        if !may_read(&statement.sql) {
            return Err(SqlError::ReadOnlyReplica);
        }
        let statement = match self.read(statement).await {
            Read::Done(outcome) => return outcome,
            Read::Unserved(statement) | Read::NoTable { statement, .. } => statement,
        };
        let _bypass = self.published.bypass.read().await;
        // A new replica may have been published while this read waited.
        match self.read(statement).await {
            Read::Done(outcome) => outcome,
            Read::Unserved(statement) => self.primary.run(statement).await,
            Read::NoTable { statement, file, reason } => {
                let outcome = self.primary.run(statement).await;
                // Nobody may see less from now on than this read has seen: the next replica is brought level first.
                if outcome.is_ok() {
                    self.published.discard(&file, &reason);
                }
                outcome
            }
        }
    }

    async fn read(&self, statement: Statement) -> Read {
        let Some(file) = self.published.current() else { return Read::Unserved(statement) };
        let (mut statement, mut outcome) = file.read(statement).await;
        for _ in 0..BUSY_TRIES {
            if !outcome.as_ref().is_err_and(SqlError::is_busy) {
                break;
            }
            tokio::time::sleep(BUSY_PAUSE).await;
            (statement, outcome) = file.read(statement).await;
        }
        let reason = match outcome {
            // Nobody locks readers out of a sound log for long: its log is being made anew after damage, and may come
            // back with less than was read from it.
            Err(error) if error.is_busy() => error.to_string(),
            Err(error) if error.is_damage() || (error.is_unopened() && !file.path().is_file()) => error.to_string(),
            Err(error) if error.is_readonly() => return Read::Done(Err(SqlError::ReadOnlyReplica)),
            Err(error) if error.is_missing_table() => {
                return Read::NoTable { statement, file, reason: error.to_string() };
            }
            outcome => return Read::Done(outcome),
        };
        self.published.discard(&file, &reason);
        Read::Unserved(statement)
    }
}
