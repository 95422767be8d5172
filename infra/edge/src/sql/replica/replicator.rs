//! Fetches the frames of the server's log and has libSQL write them into the replica's file.
//!
//! Readers open the same file as any other: the replicator writes it in WAL mode, whole transactions at a time.

use super::config::ReplicaConfig;
use super::connector::Connector;
use super::folders::numbered;
use super::integrity_check::is_usable;
use super::replica_file::ReplicaFile;
use super::sync_error::SyncError;
use crate::sql::limits::SqlLimits;
use crate::sql::private::create_folder;
use crate::sql::remote::connections;
use crate::sql::session::Session;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io};

/// Time for a sync that continues a copy, and for one that begins with nothing.
const CONTINUED: Duration = Duration::from_secs(4);
const WHOLE: Duration = Duration::from_secs(300);
/// SQLite's and libSQL's words for a file that cannot be used.
const DAMAGE: [&str; 4] = ["malformed", "not a database", "corrupt", "invalid local state"];
/// Words for a file that cannot be written now. A "disk I/O error" is none of them: it may be a file that was cut short,
/// and a replica that goes on failing with it is fetched anew.
const FULL: [&str; 2] = ["disk is full", "no space"];

/// What a sync brought.
pub struct Synced {
    /// Names the state that the replica now has.
    pub version: String,
    /// Another file takes the place of the current one.
    pub file: Option<Arc<ReplicaFile>>,
}

/// An embedded replica and the folder of its files.
pub struct Replicator {
    config: ReplicaConfig,
    limits: SqlLimits,
    replica: Option<Opened>,
    next: u64,
}

struct Opened {
    folder: PathBuf,
    /// What syncs go on with. Where one was cut short, libSQL believes that it has written what it has only received;
    /// what is in the files is right, so there is none then, and the next sync opens them anew.
    database: Option<libsql::Database>,
    file: Option<Arc<ReplicaFile>>,
}

impl Replicator {
    /// No replica is open yet.
    pub fn new(config: ReplicaConfig, limits: SqlLimits) -> Self {
        let next = numbered(&config.folder).first().map_or(1, |(newest, _)| newest + 1);
        Self { config, limits, replica: None, next }
    }

    /// Folders of earlier replicas, newest first.
    pub fn folders(&self) -> Vec<PathBuf> {
        numbered(&self.config.folder).into_iter().map(|(_, folder)| folder).collect()
    }

    /// Bounds of reading.
    pub fn limits(&self) -> SqlLimits {
        self.limits
    }

    /// Goes on with a replica of an earlier run.
    pub fn resume(&mut self, file: Arc<ReplicaFile>) {
        let folder = file.folder().to_path_buf();
        self.replica = Some(Opened { folder, database: None, file: Some(file) });
    }

    /// The next sync begins with an empty file.
    pub fn begin_anew(&mut self) {
        let Some(Opened { folder, database, file: None }) = self.replica.take() else { return };
        drop(database);
        if let Err(error) = fs::remove_dir_all(&folder) {
            tracing::warn!(folder = %folder.display(), %error, "cannot remove half a replica");
        }
    }

    /// Fetches and writes the frames that are missing.
    pub async fn sync(&mut self) -> Result<Synced, SyncError> {
        let continues = self.replica.as_ref().is_some_and(|replica| replica.file.is_some());
        self.sync_within(if continues { CONTINUED } else { WHOLE }).await
    }

    async fn sync_within(&mut self, time: Duration) -> Result<Synced, SyncError> {
        let (config, limits) = (&self.config, self.limits);
        let replica = match &mut self.replica {
            Some(replica) => replica,
            none => {
                let folder = config.folder.join(self.next.to_string());
                self.next += 1;
                create_folder(&folder).map_err(disk)?;
                none.insert(Opened { folder, database: None, file: None })
            }
        };
        let database = match replica.database.take() {
            Some(database) => database,
            None => {
                released(ReplicaFile::path_in(&replica.folder), limits).await?;
                open(config, &replica.folder).await?
            }
        };
        let synced = tokio::time::timeout(time, database.sync()).await;
        let synced = synced.map_err(|_| SyncError::Server("timed out".to_owned()))?;
        // This one came to its end, and libSQL takes back what a failed one has not written.
        replica.database = Some(database);
        let version = synced.map_err(|error| judge(&error))?.frame_no().map_or_else(String::new, |no| no.to_string());
        if replica.file.is_some() {
            return Ok(Synced { version, file: None });
        }
        let file = whole(&replica.folder, limits).await?;
        replica.file = Some(Arc::clone(&file));
        Ok(Synced { version, file: Some(file) })
    }
}

/// Waits for a write of `file` that is under way: libSQL writes on threads of its own, and one of them may still be at
/// it for a sync that was cut short. This one begins on such a thread after those that wait for theirs. A write that
/// comes later all the same leaves a replica that does not hold together, which is found like any other damage.
async fn released(file: PathBuf, limits: SqlLimits) -> Result<(), SyncError> {
    if !file.exists() {
        return Ok(());
    }
    let take = move || Session::open(&file, &["BEGIN IMMEDIATE", "ROLLBACK"], limits).map(drop);
    match tokio::task::spawn_blocking(take).await {
        Ok(Err(error)) if error.is_busy() => Err(SyncError::Server("the sync before is not over".to_owned())),
        // What else is wrong with the file is found by the sync.
        _ => Ok(()),
    }
}

async fn open(config: &ReplicaConfig, folder: &Path) -> Result<libsql::Database, SyncError> {
    let (url, token) = (config.server.url.clone(), config.server.token.clone());
    let connector = connections().map_err(|error| SyncError::Server(error.to_string()))?;
    let builder = libsql::Builder::new_remote_replica(ReplicaFile::path_in(folder), url, token);
    let builder = builder.read_your_writes(false).connector(Connector(connector));
    builder.build().await.map_err(|error| judge(&error))
}

/// Looks at a replica after its first sync and marks it.
async fn whole(folder: &Path, limits: SqlLimits) -> Result<Arc<ReplicaFile>, SyncError> {
    let opened = ReplicaFile::open(folder.to_path_buf(), limits);
    let file = opened.map_err(|error| match error {
        error if error.is_corrupt() || !ReplicaFile::path_in(folder).exists() => SyncError::Damage(error.to_string()),
        error => SyncError::Disk(error.to_string()),
    })?;
    if !is_usable(&file, limits).await {
        return Err(SyncError::Damage("the first sync left a damaged file".to_owned()));
    }
    ReplicaFile::mark_complete(folder).map_err(disk)?;
    Ok(file)
}

fn disk(error: io::Error) -> SyncError {
    SyncError::Disk(error.to_string())
}

/// libSQL has one error for everything that may happen to a sync, with words in it.
fn judge(error: &libsql::Error) -> SyncError {
    let words = error.to_string();
    let lower = words.to_lowercase();
    let says = |signs: &[&str]| signs.iter().any(|sign| lower.contains(sign));
    if says(&FULL) {
        SyncError::Disk(words)
    } else if says(&DAMAGE) {
        SyncError::Damage(words)
    } else {
        SyncError::Server(words)
    }
}

#[cfg(test)]
mod tests;
