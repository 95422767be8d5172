//! The `Sql` port over `spin:sqlite`. An instance pools the connections of a label; each runs one statement at a time.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use spin_sdk::sqlite::{self, Connection};
use spin_sdk::time::sleep;

use super::deadline::within;
use crate::faults;

/// A database behind a label of spin.toml.
///
/// A connection runs one statement at a time: over HTTP it is one stream, and sqld was seen to stop responding to all
/// clients when several statements arrived on one stream at once. A connection that failed is dropped.
pub struct Database {
    label: &'static str,
    timeout: Duration,
    /// Waits before each retry of a statement that found no tables.
    retry_delays: &'static [Duration],
    idle: Mutex<Vec<Connection>>,
}

/// How long a statement may take, connecting included. The edge host has shorter timeouts; stock Spin has none.
const TIMEOUT: Duration = Duration::from_secs(8);
/// The most idle connections that are kept.
const IDLE_MAX: usize = 16;
/// A replica of sqld starts again with an empty database when its primary was killed; a statement may arrive then.
const RETRY_DELAYS: [Duration; 3] = [Duration::from_millis(50), Duration::from_millis(250), Duration::from_secs(1)];

impl Database {
    /// The nearest replica: all page reads.
    pub const fn replica() -> Self {
        Self::new("default", &RETRY_DELAYS)
    }

    /// The primary: commands, and reads that must be fresh.
    pub const fn primary() -> Self {
        Self::new("primary", &[])
    }

    /// The one database of an application that has no replicas.
    pub const fn own() -> Self {
        Self::new("default", &[])
    }

    const fn new(label: &'static str, retry_delays: &'static [Duration]) -> Self {
        Self { label, timeout: TIMEOUT, retry_delays, idle: Mutex::new(Vec::new()) }
    }

    /// The same database with another timeout for statements.
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Runs a statement, and retries it where a replica has no tables yet.
    async fn run_with_retries(&self, statement: &str, parameters: &[Value]) -> Result<Rows, sqlite::Error> {
        for delay in self.retry_delays {
            match self.run(statement, parameters).await {
                Err(sqlite::Error::Io(message)) if faults::is_missing_table(&message) => sleep(*delay).await,
                outcome => return outcome,
            }
        }
        self.run(statement, parameters).await
    }

    /// Runs a statement. An idle stream ends after a while, or when its server restarts. The server has not run the
    /// statement then, so it is sent again on a new connection.
    async fn run(&self, statement: &str, parameters: &[Value]) -> Result<Rows, sqlite::Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(connection) = idle {
            match execute(&connection, statement, parameters).await {
                Err(sqlite::Error::Io(message)) if faults::is_stale_stream(&message) => {}
                outcome => return self.finish(connection, outcome),
            }
        }
        let connection = Connection::open(self.label).await?;
        let outcome = execute(&connection, statement, parameters).await;
        self.finish(connection, outcome)
    }

    /// Returns the connection to the pool unless the statement failed.
    fn finish(&self, connection: Connection, outcome: Result<Rows, sqlite::Error>) -> Result<Rows, sqlite::Error> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if outcome.is_ok() && idle.len() < IDLE_MAX {
            idle.push(connection);
        }
        outcome
    }
}

async fn execute(connection: &Connection, statement: &str, parameters: &[Value]) -> Result<Rows, sqlite::Error> {
    let result = connection.execute(statement, parameters.iter().cloned().map(to_spin)).await?;
    let columns = result.columns().to_vec();
    // A failed statement may look like one without rows until its trailing result is awaited; `collect` awaits it.
    let rows = result.collect().await?;
    Ok(Rows::new(columns, rows.into_iter().map(|row| row.values.into_iter().map(from_spin).collect()).collect()))
}

impl Sql for Database {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async move {
            let outcome = within(self.timeout, self.run_with_retries(statement, &parameters)).await;
            outcome.unwrap_or_else(|| Err(timed_out(self.timeout))).map_err(sql_error)
        })
    }
}

fn timed_out(timeout: Duration) -> sqlite::Error {
    sqlite::Error::Io(format!("timed out: no response within {} s", timeout.as_secs()))
}

fn sql_error(error: sqlite::Error) -> SqlError {
    match error {
        sqlite::Error::NoSuchDatabase => SqlError::Unreachable("no database stands behind this label".to_owned()),
        sqlite::Error::AccessDenied => SqlError::Unreachable("spin.toml does not grant this label".to_owned()),
        sqlite::Error::InvalidConnection => SqlError::Unreachable("the connection is no longer valid".to_owned()),
        // Nothing was written. The same statement succeeds when there is room.
        sqlite::Error::DatabaseFull => SqlError::Unreachable("the database is full".to_owned()),
        sqlite::Error::Io(message) => faults::classify(message),
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
