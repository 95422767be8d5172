//! The pool of read-only connections.

use super::session::Session;
use super::watchdog::Watchdog;
use super::{Outcome, SqlError, SqlLimits, Statement};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A reader refuses to write, and never waits for the writer (WAL).
const PRAGMAS: [&str; 4] = [
    "PRAGMA query_only = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA mmap_size = 268435456",
];
/// A copy is not mapped: where somebody cuts a mapped file short, reading it ends the process.
const COPY_PRAGMAS: [&str; 4] =
    ["PRAGMA query_only = ON", "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -64000", "PRAGMA mmap_size = 0"];

/// Idle read connections; a busy moment opens more, at most one for each thread that reads.
pub struct Readers {
    path: PathBuf,
    pragmas: &'static [&'static str],
    limits: SqlLimits,
    watchdog: Arc<Watchdog>,
    idle: Mutex<Vec<Session>>,
}

impl Readers {
    /// A pool over `path`; the first connection is opened at once, so that a broken file shows at start.
    pub fn open(path: PathBuf, limits: SqlLimits, watchdog: Arc<Watchdog>) -> Result<Self, SqlError> {
        Self::with(path, &PRAGMAS, limits, watchdog)
    }

    /// The same over a copy, whose file others may damage.
    pub fn of_copy(path: PathBuf, limits: SqlLimits, watchdog: Arc<Watchdog>) -> Result<Self, SqlError> {
        Self::with(path, &COPY_PRAGMAS, limits, watchdog)
    }

    fn with(
        path: PathBuf,
        pragmas: &'static [&'static str],
        limits: SqlLimits,
        watchdog: Arc<Watchdog>,
    ) -> Result<Self, SqlError> {
        let readers = Self { path, pragmas, limits, watchdog, idle: Mutex::default() };
        let first = readers.connect()?;
        readers.give_back(first);
        Ok(readers)
    }

    /// Runs a read: inline when it is quick, on a thread of its own when it was slow before.
    pub async fn run(self: &Arc<Self>, statement: Statement) -> (Statement, Result<Outcome, SqlError>) {
        let mut session = match self.take() {
            Ok(session) => session,
            Err(error) => return (statement, Err(error)),
        };
        if !session.is_slow(&statement.sql) {
            let outcome = session.run(&statement);
            self.give_back(session);
            return (statement, outcome);
        }
        let readers = Arc::clone(self);
        let copy = statement.clone();
        let task = tokio::task::spawn_blocking(move || {
            let outcome = session.run(&copy);
            readers.give_back(session);
            outcome
        });
        (statement, task.await.unwrap_or(Err(SqlError::Closed)))
    }

    fn take(&self) -> Result<Session, SqlError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| self.connect(), Ok)
    }

    fn connect(&self) -> Result<Session, SqlError> {
        let session = Session::open(&self.path, self.pragmas, self.limits)?;
        self.watchdog.add(session.watch());
        Ok(session)
    }

    fn give_back(&self, session: Session) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(session);
    }
}
