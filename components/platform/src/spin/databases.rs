//! The `Sql` port over `spin:sqlite`: one connection per label and instance, opened at first use.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use spin_sdk::sqlite::{self, Connection};
use spin_sdk::time::sleep;

use crate::faults;

/// A database behind a label of spin.toml.
///
/// The connection is shared by all requests of the instance: every statement is a transaction of its own, so they cannot
/// disturb each other. It is dropped when the database cannot be reached, and opened anew by the next statement.
pub struct Database {
    label: &'static str,
    limit: Option<Duration>,
    connection: Mutex<Option<Arc<Connection>>>,
}

/// How long a statement to the primary may take, connecting included. The edge host gives up earlier; stock Spin never.
const PRIMARY_LIMIT: Duration = Duration::from_secs(8);

impl Database {
    /// The nearest copy: all page reads.
    pub const fn replica() -> Self {
        Self { label: "default", limit: None, connection: Mutex::new(None) }
    }

    /// The one writer: commands, and reads that must be fresh.
    pub const fn primary() -> Self {
        Self { label: "primary", limit: Some(PRIMARY_LIMIT), connection: Mutex::new(None) }
    }

    /// The same, but a statement that takes longer than `limit` counts as not answered.
    pub fn within(self, limit: Duration) -> Self {
        Self { limit: Some(limit), ..self }
    }

    async fn connection(&self) -> Result<Arc<Connection>, sqlite::Error> {
        if let Some(connection) = &*self.connection.lock().unwrap_or_else(PoisonError::into_inner) {
            return Ok(Arc::clone(connection));
        }
        let connection = Arc::new(Connection::open(self.label).await?);
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&connection));
        Ok(connection)
    }

    async fn run(&self, statement: &str, parameters: Vec<Value>) -> Result<Rows, sqlite::Error> {
        let connection = self.connection().await?;
        let answer = connection.execute(statement, parameters.into_iter().map(to_spin)).await?;
        let columns = answer.columns().to_vec();
        // A failed statement may look like one without rows until its trailing result is awaited; `collect` does.
        let rows = answer.collect().await?;
        Ok(Rows::new(columns, rows.into_iter().map(|row| row.values.into_iter().map(from_spin).collect()).collect()))
    }
}

impl Sql for Database {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async move {
            let run = self.run(statement, parameters);
            let outcome = match self.limit {
                Some(limit) => first(run, sleep(limit)).await.unwrap_or_else(|| Err(silent(limit))),
                None => run.await,
            };
            let outcome = outcome.map_err(sql_error);
            if matches!(outcome, Err(SqlError::Unreachable(_))) {
                *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
            outcome
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
        sqlite::Error::DatabaseFull => SqlError::Statement("the database is full".to_owned()),
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
