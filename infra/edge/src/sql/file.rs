//! A database file of this process and a guest's connection to it.

use super::error::SqlError;
use super::limits::SqlLimits;
use super::private;
use super::reader::Readers;
use super::session::Session;
use super::statement::{Outcome, Statement};
use super::verb::may_read;
use super::watchdog::Watchdog;
use super::writer::{self, Job, Transaction};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use tokio::sync::oneshot;

/// What an acknowledged write survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// `kill -9` and loss of power: the log is forced to the disk before a commit is acknowledged.
    Full,
    /// `kill -9`, but perhaps not loss of power. The file stays sound in both cases.
    Process,
}

/// One database file that this process writes, open for the life of the host. All labels on the same file share it.
pub struct File {
    readers: Arc<Readers>,
    writer: Sender<Job>,
    limits: SqlLimits,
}

impl File {
    /// Opens or creates the file in WAL mode and runs `setup` statements. Exactly one process may write to it.
    pub fn open(path: &Path, durability: Durability, limits: SqlLimits, setup: &[&str]) -> Result<Arc<Self>, SqlError> {
        let synchronous = match durability {
            Durability::Full => "PRAGMA synchronous = FULL",
            Durability::Process => "PRAGMA synchronous = NORMAL",
        };
        let mut first = vec!["PRAGMA journal_mode = WAL", synchronous, "PRAGMA foreign_keys = ON"];
        first.extend_from_slice(setup);
        private::create_file(path).map_err(|error| SqlError::no_file(path, &error))?;
        let session = Session::open(path, &first, limits)?;
        let watchdog = Watchdog::start(limits.statement_time).map_err(SqlError::no_thread)?;
        watchdog.add(session.watch());
        let writer = writer::start(session, limits).map_err(SqlError::no_thread)?;
        let readers = Arc::new(Readers::open(path.to_path_buf(), limits, watchdog)?);
        Ok(Arc::new(Self { readers, writer, limits }))
    }

    /// A guest's view of this database.
    pub fn connect(self: &Arc<Self>) -> FileConnection {
        FileConnection { file: Arc::clone(self), transaction: None }
    }
}

/// What a guest holds: it remembers its own last write and its open transaction, if any.
pub struct FileConnection {
    file: Arc<File>,
    transaction: Option<Sender<Job>>,
}

impl FileConnection {
    /// Runs one statement; see [`SqlError`] for what can go wrong.
    pub async fn run(&mut self, statement: Statement) -> Result<Outcome, SqlError> {
        let statement = if self.transaction.is_none() && may_read(&statement.sql) {
            match self.file.readers.run(statement).await {
                (statement, Err(error)) if error.is_readonly() => statement,
                (_, outcome) => return outcome,
            }
        } else {
            statement
        };
        self.write(statement).await
    }

    async fn write(&mut self, statement: Statement) -> Result<Outcome, SqlError> {
        let (reply, answer) = oneshot::channel();
        let target = self.transaction.as_ref().unwrap_or(&self.file.writer);
        let sent = target.send(Job { statement, reply }).is_ok();
        let answer = if sent { answer.await.ok() } else { None };
        let Some(answer) = answer else {
            return Err(match self.transaction.take() {
                Some(_) => SqlError::TransactionExpired { limit: self.file.limits.transaction_time },
                None => SqlError::Closed,
            });
        };
        match answer.transaction {
            Transaction::None => self.transaction = None,
            Transaction::Begun(sender) => self.transaction = Some(sender),
            Transaction::Kept => {}
        }
        answer.outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[tokio::test(flavor = "multi_thread")]
    async fn nobody_else_may_read_a_database_its_log_or_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("state/deep");
        private::create_folder(&inner).unwrap();
        let file = File::open(&inner.join("shop.db"), Durability::Full, SqlLimits::default(), &[]).unwrap();
        let create = Statement { sql: "CREATE TABLE item (id INTEGER)".to_owned(), parameters: Vec::new() };
        file.connect().run(create).await.unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&inner), mode(inner.parent().unwrap())), (0o700, 0o700));
        let files: Vec<_> = fs::read_dir(&inner).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(files.len() > 1, "the log lies beside the database: {files:?}");
        files.iter().for_each(|file| assert_eq!(mode(file), 0o600, "{}", file.display()));
    }
}
