//! The pool of read-only connections.

use super::error::SqlError;
use super::limits::SqlLimits;
use super::session::Session;
use super::statement::{Outcome, Statement};
use super::watchdog::Watchdog;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::sync::Semaphore;

/// A reader refuses to write, and never waits for the writer (WAL).
const PRAGMAS: [&str; 4] = [
    "PRAGMA query_only = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA mmap_size = 268435456",
];
/// A replica is not mapped: where somebody cuts a mapped file short, reading it ends the process. And its readers wait for
/// no lock for long: where its log was damaged, they and the sync would wait for each other, and there is the server.
/// That comes first, since some of the others read the file.
const REPLICA_PRAGMAS: [&str; 5] = [
    "PRAGMA busy_timeout = 50",
    "PRAGMA query_only = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -64000",
    "PRAGMA mmap_size = 0",
];

/// Idle read connections. A busy moment opens more: at most one for each async thread and each slow read. As many as
/// slow reads may run stay open after it, since each has a cache of its own.
pub struct Readers {
    path: PathBuf,
    pragmas: &'static [&'static str],
    limits: SqlLimits,
    watchdog: Arc<Watchdog>,
    idle: Mutex<Vec<Session>>,
    /// Places for slow reads; further ones wait.
    slow: Arc<Semaphore>,
}

impl Readers {
    /// A pool over `path`; the first connection is opened at once, so that a broken file shows at start.
    pub fn open(path: PathBuf, limits: SqlLimits, watchdog: Arc<Watchdog>) -> Result<Self, SqlError> {
        Self::with(path, &PRAGMAS, limits, watchdog)
    }

    /// The same over a replica, whose file others may damage.
    pub fn of_replica(path: PathBuf, limits: SqlLimits, watchdog: Arc<Watchdog>) -> Result<Self, SqlError> {
        Self::with(path, &REPLICA_PRAGMAS, limits, watchdog)
    }

    fn with(
        path: PathBuf,
        pragmas: &'static [&'static str],
        limits: SqlLimits,
        watchdog: Arc<Watchdog>,
    ) -> Result<Self, SqlError> {
        let readers =
            Self { path, pragmas, limits, watchdog, idle: Mutex::default(), slow: Arc::new(Semaphore::new(places())) };
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
        // Whoever waits for a place holds no connection.
        self.give_back(session);
        let place = Arc::clone(&self.slow).acquire_owned().await;
        let Ok(place) = place else { return (statement, Err(SqlError::Closed)) };
        let mut session = match self.take() {
            Ok(session) => session,
            Err(error) => return (statement, Err(error)),
        };
        let readers = Arc::clone(self);
        let copy = statement.clone();
        let task = tokio::task::spawn_blocking(move || {
            let outcome = session.run(&copy);
            readers.give_back(session);
            drop(place);
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
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < places() {
            idle.push(session);
            return;
        }
        drop(idle);
        self.watchdog.remove(&session.watch());
    }
}

/// Slow reads at once: mostly they calculate, so more would only share the processors.
fn places() -> usize {
    static PLACES: OnceLock<usize> = OnceLock::new();
    *PLACES.get_or_init(|| (2 * std::thread::available_parallelism().map_or(1, usize::from)).max(4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn readers(folder: &std::path::Path) -> Arc<Readers> {
        let watchdog = Watchdog::start(Duration::from_secs(10)).unwrap();
        Arc::new(Readers::open(folder.join("a.db"), SqlLimits::default(), watchdog).unwrap())
    }

    #[test]
    fn connections_of_a_busy_moment_are_closed_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(folder.path());
        let busy: Vec<Session> = (0..40).map(|_| readers.take().unwrap()).collect();
        assert_eq!(readers.watchdog.len(), 40);
        busy.into_iter().for_each(|session| readers.give_back(session));
        assert_eq!((readers.idle.lock().unwrap().len(), readers.watchdog.len()), (places(), places()));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_slow_read_waits_for_a_place_and_holds_no_connection_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(folder.path());
        let slow =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90000) SELECT max(i) FROM n";
        let statement = Statement { sql: slow.to_owned(), parameters: Vec::new() };
        readers.run(statement.clone()).await.1.unwrap();
        let all = readers.slow.acquire_many(u32::try_from(places()).unwrap()).await.unwrap();
        let mut read = std::pin::pin!(readers.run(statement));
        assert!(tokio::time::timeout(Duration::from_millis(100), &mut read).await.is_err());
        assert_eq!(readers.idle.lock().unwrap().len(), 1);
        drop(all);
        assert_eq!(read.await.1.unwrap().rows, [[crate::sql::Value::Integer(90_000)]]);
    }
}
