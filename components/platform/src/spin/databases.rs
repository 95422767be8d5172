//! The `Sql` port over `spin:sqlite`: connections of a label are kept by the instance and lent to one statement at a time.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use spin_sdk::sqlite::{self, Connection};
use spin_sdk::time::sleep;

use crate::faults;

/// A database behind a label of spin.toml.
///
/// A connection is lent to one statement at a time: over HTTP it is one stream, and sqld was seen to stop answering
/// anybody when several statements came on one stream at once. One that failed is not kept.
pub struct Database {
    label: &'static str,
    limit: Duration,
    /// Waits before a statement that found no tables is run again.
    waits: &'static [Duration],
    idle: Mutex<Vec<Connection>>,
}

/// How long a statement may take, connecting included. The edge host gives up earlier; stock Spin never.
const LIMIT: Duration = Duration::from_secs(8);
/// Connections kept for later; more are opened while they are needed.
const IDLE: usize = 16;
/// sqld's copy of a primary that was killed begins anew, and whoever asks at that moment finds a database without tables.
const BEGINNING: [Duration; 3] = [Duration::from_millis(50), Duration::from_millis(250), Duration::from_secs(1)];

impl Database {
    /// The nearest copy: all page reads.
    pub const fn replica() -> Self {
        Self::of("default", &BEGINNING)
    }

    /// The one writer: commands, and reads that must be fresh.
    pub const fn primary() -> Self {
        Self::of("primary", &[])
    }

    const fn of(label: &'static str, waits: &'static [Duration]) -> Self {
        Self { label, limit: LIMIT, waits, idle: Mutex::new(Vec::new()) }
    }

    /// The same, but a statement that takes longer than `limit` counts as not answered.
    pub fn within(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// Runs a statement, and again where a copy has no tables yet.
    async fn run_on_tables(&self, statement: &str, parameters: &[Value]) -> Result<Rows, sqlite::Error> {
        for wait in self.waits {
            match self.run(statement, parameters).await {
                Err(sqlite::Error::Io(words)) if faults::is_without_tables(&words) => sleep(*wait).await,
                outcome => return outcome,
            }
        }
        self.run(statement, parameters).await
    }

    /// Runs a statement. An idle stream ends by itself, at the latest when its server starts anew; nothing was run then,
    /// so the statement is sent again on a new connection.
    async fn run(&self, statement: &str, parameters: &[Value]) -> Result<Rows, sqlite::Error> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(connection) = kept {
            match execute(&connection, statement, parameters).await {
                Err(sqlite::Error::Io(words)) if faults::is_stale_stream(&words) => {}
                outcome => return self.finish(connection, outcome),
            }
        }
        let connection = Connection::open(self.label).await?;
        let outcome = execute(&connection, statement, parameters).await;
        self.finish(connection, outcome)
    }

    /// Keeps the connection unless it may be at fault.
    fn finish(&self, connection: Connection, outcome: Result<Rows, sqlite::Error>) -> Result<Rows, sqlite::Error> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if outcome.is_ok() && idle.len() < IDLE {
            idle.push(connection);
        }
        outcome
    }
}

async fn execute(connection: &Connection, statement: &str, parameters: &[Value]) -> Result<Rows, sqlite::Error> {
    let answer = connection.execute(statement, parameters.iter().cloned().map(to_spin)).await?;
    let columns = answer.columns().to_vec();
    // A failed statement may look like one without rows until its trailing result is awaited; `collect` does.
    let rows = answer.collect().await?;
    Ok(Rows::new(columns, rows.into_iter().map(|row| row.values.into_iter().map(from_spin).collect()).collect()))
}

impl Sql for Database {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async move {
            let outcome = first(self.run_on_tables(statement, &parameters), sleep(self.limit)).await;
            outcome.unwrap_or_else(|| Err(silent(self.limit))).map_err(sql_error)
        })
    }
}

/// What `work` comes to, or nothing if `end` comes earlier.
async fn first<T>(work: impl Future<Output = T>, end: impl Future<Output = ()>) -> Option<T> {
    let (mut work, mut end) = (pin!(work), pin!(end));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => end.as_mut().poll(context).map(|()| None),
    })
    .await
}

fn silent(limit: Duration) -> sqlite::Error {
    sqlite::Error::Io(format!("timed out: no answer within {} s", limit.as_secs()))
}

fn sql_error(error: sqlite::Error) -> SqlError {
    match error {
        sqlite::Error::NoSuchDatabase => SqlError::Unreachable("no database stands behind this label".to_owned()),
        sqlite::Error::AccessDenied => SqlError::Unreachable("spin.toml does not grant this label".to_owned()),
        sqlite::Error::InvalidConnection => SqlError::Unreachable("the connection is no longer valid".to_owned()),
        // Nothing was written; once there is room, the same statement succeeds.
        sqlite::Error::DatabaseFull => SqlError::Unreachable("the database is full".to_owned()),
        sqlite::Error::Io(words) => faults::from_words(words),
    }
}

fn to_spin(value: Value) -> sqlite::Value {
    match value {
        Value::Null => sqlite::Value::Null,
        Value::Integer(value) => sqlite::Value::Integer(value),
        Value::Real(value) => sqlite::Value::Real(value),
        Value::Text(value) => sqlite::Value::Text(value),
        Value::Blob(value) => sqlite::Value::Blob(value),
    }
}

fn from_spin(value: sqlite::Value) -> Value {
    match value {
        sqlite::Value::Null => Value::Null,
        sqlite::Value::Integer(value) => Value::Integer(value),
        sqlite::Value::Real(value) => Value::Real(value),
        sqlite::Value::Text(value) => Value::Text(value),
        sqlite::Value::Blob(value) => Value::Blob(value),
    }
}
