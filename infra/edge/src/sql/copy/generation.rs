//! One copy on the disk, with its readers.

use crate::sql::reader::Readers;
use crate::sql::watchdog::Watchdog;
use crate::sql::{Outcome, SqlError, SqlLimits, Statement};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

/// Name of the database in its folder.
const FILE: &str = "data.db";
/// Lies beside a database that was completely fetched.
const MARK: &str = "complete";

/// A folder with a database that is read until another takes its place.
pub struct Generation {
    folder: PathBuf,
    file: PathBuf,
    readers: Arc<Readers>,
    seal: Option<Seal>,
    retired: AtomicBool,
}

/// A file that nobody may change any more is told to be the same by its length and time.
#[derive(PartialEq)]
struct Seal {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Seal {
    fn of(file: &Path) -> Option<Self> {
        let about = fs::metadata(file).ok()?;
        Some(Self { bytes: about.len(), modified: about.modified().ok() })
    }
}

impl Generation {
    /// Opens the database in `folder`; `sealed` where nothing changes it any more.
    pub fn open(folder: PathBuf, sealed: bool, limits: SqlLimits) -> Result<Arc<Self>, SqlError> {
        let file = folder.join(FILE);
        if !file.is_file() {
            return Err(SqlError::Sqlite { code: 14, message: format!("there is no {}", file.display()) });
        }
        let watchdog = Watchdog::start(limits.statement_time).map_err(SqlError::no_thread)?;
        let readers = Arc::new(Readers::of_copy(file.clone(), limits, watchdog)?);
        let seal = if sealed { Seal::of(&file) } else { None };
        Ok(Arc::new(Self { folder, file, readers, seal, retired: AtomicBool::new(false) }))
    }

    /// Where a database belongs in its folder.
    pub fn file_in(folder: &Path) -> PathBuf {
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

    /// The database.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Runs a read and gives the statement back.
    pub async fn read(&self, statement: Statement) -> (Statement, Result<Outcome, SqlError>) {
        self.readers.run(statement).await
    }

    /// True when a sealed file has so many bytes.
    pub fn is_sealed_with(&self, bytes: u64) -> bool {
        self.seal.as_ref().is_some_and(|seal| seal.bytes == bytes)
    }

    /// True when a sealed file is not what it was.
    pub fn was_touched(&self) -> bool {
        self.seal.as_ref().is_some_and(|seal| Seal::of(&self.file).as_ref() != Some(seal))
    }

    /// Its files go with its last reader.
    pub fn retire(&self) {
        self.retired.store(true, Ordering::Release);
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        if self.retired.load(Ordering::Acquire)
            && let Err(error) = fs::remove_dir_all(&self.folder)
        {
            tracing::warn!(folder = %self.folder.display(), %error, "cannot remove an old copy");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::session::Session;

    #[test]
    fn a_file_that_somebody_else_changed_before_it_was_sealed_is_told_by_its_length() {
        let folder = tempfile::tempdir().unwrap();
        let file = Generation::file_in(folder.path());
        let limits = SqlLimits::default();
        drop(Session::open(&file, &["CREATE TABLE item (name TEXT)"], limits).unwrap());
        let bytes = fs::read(&file).unwrap();
        let fetched = bytes.len() as u64;
        let open = |sealed| Generation::open(folder.path().to_owned(), sealed, limits).unwrap();
        assert!(!open(false).is_sealed_with(fetched), "one that goes on changing has no seal");
        let generation = open(true);
        assert!(generation.is_sealed_with(fetched) && !generation.was_touched());
        fs::write(&file, [bytes.clone(), bytes].concat()).unwrap();
        assert!(generation.was_touched());
        assert!(!open(true).is_sealed_with(fetched));
    }
}
