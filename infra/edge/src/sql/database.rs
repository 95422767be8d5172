//! A database file and a guest's connection to it.

use super::reader::Readers;
use super::session::Session;
use super::watchdog::Watchdog;
use super::writer::{self, Job, Transaction};
use super::{Outcome, SqlError, SqlLimits, Statement};
use std::path::{Path, PathBuf};
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

/// One database file, open for the life of the host. All labels on the same file share it.
pub struct Database {
    path: PathBuf,
    readers: Arc<Readers>,
    writer: Sender<Job>,
    limits: SqlLimits,
}

impl Database {
    /// Opens or creates the file in WAL mode and runs `setup` statements. Exactly one process may write to it.
    pub fn open(path: &Path, durability: Durability, limits: SqlLimits, setup: &[&str]) -> Result<Arc<Self>, SqlError> {
        let synchronous = match durability {
            Durability::Full => "PRAGMA synchronous = FULL",
            Durability::Process => "PRAGMA synchronous = NORMAL",
        };
        let mut first = vec!["PRAGMA journal_mode = WAL", synchronous, "PRAGMA foreign_keys = ON"];
        first.extend_from_slice(setup);
        let session = Session::open(path, &first, limits)?;
        let watchdog = Watchdog::start(limits.statement_time).map_err(thread_error)?;
        watchdog.add(session.watch());
        let writer = writer::start(session, limits).map_err(thread_error)?;
        let readers = Arc::new(Readers::open(path.to_path_buf(), limits, watchdog)?);
        Ok(Arc::new(Self { path: path.to_path_buf(), readers, writer, limits }))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A guest's view of this database.
    pub fn connect(self: &Arc<Self>) -> Connection {
        Connection { database: Arc::clone(self), transaction: None, changes: 0, last_insert_rowid: 0 }
    }

    /// Runs one statement outside of any transaction.
    pub async fn run(self: &Arc<Self>, statement: Statement) -> Result<Outcome, SqlError> {
        self.connect().run(statement).await
    }
}

/// What a guest holds: it remembers its own last write and its open transaction, if any.
pub struct Connection {
    database: Arc<Database>,
    transaction: Option<Sender<Job>>,
    changes: u64,
    last_insert_rowid: i64,
}

impl Connection {
    /// Rows changed by this connection's newest write.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Row id of this connection's newest INSERT.
    pub fn last_insert_rowid(&self) -> i64 {
        self.last_insert_rowid
    }

    /// Runs one statement; see [`SqlError`] for what can go wrong.
    pub async fn run(&mut self, statement: Statement) -> Result<Outcome, SqlError> {
        let statement = if self.transaction.is_none() && may_read(&statement.sql) {
            match self.database.readers.run(statement).await {
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
        let target = self.transaction.as_ref().unwrap_or(&self.database.writer);
        let sent = target.send(Job { statement, reply }).is_ok();
        let answer = if sent { answer.await.ok() } else { None };
        let Some(answer) = answer else {
            return Err(match self.transaction.take() {
                Some(_) => SqlError::TransactionExpired { limit: self.database.limits.transaction_time },
                None => SqlError::Closed,
            });
        };
        match answer.transaction {
            Transaction::None => self.transaction = None,
            Transaction::Begun(sender) => self.transaction = Some(sender),
            Transaction::Kept => {}
        }
        if let Ok(outcome) = &answer.outcome {
            self.changes = outcome.changes;
            self.last_insert_rowid = outcome.last_insert_rowid;
        }
        answer.outcome
    }
}

/// Statements that may be reads by their first word; SQLite has the last word on the read connection.
fn may_read(sql: &str) -> bool {
    ["SELECT", "WITH", "VALUES", "EXPLAIN"].iter().any(|verb| begins_with(sql, verb))
}

/// True when the first word of `sql`, after spaces and comments, is `verb`.
pub(super) fn begins_with(sql: &str, verb: &str) -> bool {
    let mut rest = sql.trim_start();
    loop {
        let comment_end = if rest.starts_with("--") {
            rest.find('\n').map(|at| at + 1)
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|at| at + 2)
        } else {
            break;
        };
        let Some(end) = comment_end else { return false };
        rest = rest[end..].trim_start();
    }
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    word.eq_ignore_ascii_case(verb)
}

fn thread_error(error: std::io::Error) -> SqlError {
    SqlError::Sqlite { code: 1, message: format!("cannot start a thread: {error}") }
}
