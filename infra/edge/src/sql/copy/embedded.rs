//! Copies as libSQL embedded replicas: the frames of the server's log are written into a file of this process.
//!
//! Readers open the same file as any other: the replicator writes it in WAL mode, whole transactions at a time.

use super::CopyConfig;
use super::connector::Connector;
use super::generation::Generation;
use super::keeper::{SyncError, Synced, numbered};
use crate::sql::SqlLimits;
use crate::sql::remote::connections;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Time for a sync that continues a copy, and for one that begins with nothing.
const CONTINUED: Duration = Duration::from_secs(4);
const WHOLE: Duration = Duration::from_secs(300);
/// SQLite's and libSQL's words for a file that cannot be used.
const DAMAGE: [&str; 4] = ["malformed", "not a database", "corrupt", "invalid local state"];
/// Words for a file that cannot be written now.
const FULL: [&str; 3] = ["disk is full", "no space", "disk i/o"];

/// An embedded replica and the folder of its files.
pub struct Embedded {
    config: CopyConfig,
    limits: SqlLimits,
    replica: Option<Replica>,
    next: u64,
}

struct Replica {
    folder: PathBuf,
    database: Option<libsql::Database>,
    generation: Option<Arc<Generation>>,
}

impl Embedded {
    /// No replica is open yet.
    pub fn new(config: CopyConfig, limits: SqlLimits) -> Self {
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
    pub fn resume(&mut self, generation: Arc<Generation>) {
        let folder = generation.file().parent().map(PathBuf::from).unwrap_or_default();
        self.replica = Some(Replica { folder, database: None, generation: Some(generation) });
    }

    /// The next sync begins with an empty file.
    pub fn anew(&mut self) {
        self.replica = None;
    }

    /// Fetches and writes the frames that are missing.
    pub async fn sync(&mut self) -> Result<Synced, SyncError> {
        let (config, limits) = (&self.config, self.limits);
        let replica = match &mut self.replica {
            Some(replica) => replica,
            none => {
                let folder = config.folder.join(self.next.to_string());
                self.next += 1;
                fs::create_dir_all(&folder).map_err(|error| SyncError::Disk(error.to_string()))?;
                none.insert(Replica { folder, database: None, generation: None })
            }
        };
        let database = match &mut replica.database {
            Some(database) => database,
            none => {
                let file = Generation::file_in(&replica.folder);
                let (url, token) = (config.server.url.clone(), config.server.token.clone());
                let connector = connections().map_err(|error| SyncError::Server(error.to_string()))?;
                let builder = libsql::Builder::new_remote_replica(file, url, token).read_your_writes(false);
                none.insert(builder.connector(Connector(connector)).build().await.map_err(|error| judge(&error))?)
            }
        };
        let time = if replica.generation.is_some() { CONTINUED } else { WHOLE };
        let synced = tokio::time::timeout(time, database.sync()).await;
        let synced = synced.map_err(|_| SyncError::Server("timed out".to_owned()))?.map_err(|error| judge(&error))?;
        let version = synced.frame_no().map_or_else(String::new, |frame| frame.to_string());
        if replica.generation.is_some() {
            return Ok(Synced { version, generation: None });
        }
        let opened = Generation::open(replica.folder.clone(), false, limits);
        let generation = opened.map_err(|error| SyncError::Damage(error.to_string()))?;
        replica.generation = Some(Arc::clone(&generation));
        Ok(Synced { version, generation: Some(generation) })
    }
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
