//! One replica on the disk, with its readers.

use crate::sql::error::SqlError;
use crate::sql::limits::SqlLimits;
use crate::sql::reader::Readers;
use crate::sql::statement::{Outcome, Statement};
use crate::sql::watchdog::Watchdog;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Name of the database in its folder.
const FILE: &str = "data.db";
/// Lies beside a database that was completely fetched.
const MARK: &str = "complete";

/// A folder with a database that is read until another takes its place.
pub struct ReplicaFile {
    folder: PathBuf,
    path: PathBuf,
    readers: Arc<Readers>,
    retired: AtomicBool,
}

impl ReplicaFile {
    /// Opens the database in `folder`.
    pub fn open(folder: PathBuf, limits: SqlLimits) -> Result<Arc<Self>, SqlError> {
        let path = folder.join(FILE);
        if !path.is_file() {
            return Err(SqlError::Sqlite { code: 14, message: format!("there is no {}", path.display()) });
        }
        let watchdog = Watchdog::start(limits.statement_time).map_err(SqlError::no_thread)?;
        let readers = Arc::new(Readers::of_replica(path.clone(), limits, watchdog)?);
        Ok(Arc::new(Self { folder, path, readers, retired: AtomicBool::new(false) }))
    }

    /// Where a database belongs in its folder.
    pub fn path_in(folder: &Path) -> PathBuf {
        folder.join(FILE)
    }

    /// Writes down that the database in `folder` was completely fetched: what a host finds without this at its start
    /// was cut short.
    pub fn mark_complete(folder: &Path) -> io::Result<()> {
        File::create(folder.join(MARK))?.sync_all()?;
        File::open(folder)?.sync_all()
    }

    /// True when the database in `folder` was completely fetched.
    pub fn is_complete(folder: &Path) -> bool {
        folder.join(MARK).is_file()
    }

    /// The folder that holds the database and nothing else.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs a read and gives the statement back.
    pub async fn read(&self, statement: Statement) -> (Statement, Result<Outcome, SqlError>) {
        self.readers.run(statement).await
    }

    /// Its files go with its last reader.
    pub fn retire(&self) {
        self.retired.store(true, Ordering::Release);
    }
}

impl Drop for ReplicaFile {
    fn drop(&mut self) {
        if self.retired.load(Ordering::Acquire)
            && let Err(error) = fs::remove_dir_all(&self.folder)
        {
            tracing::warn!(folder = %self.folder.display(), %error, "cannot remove an old replica");
        }
    }
}
