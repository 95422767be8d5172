//! The `Sql` port over the libsql crate, for native programs and tests.

use std::path::Path;

use libsql::{Builder, Connection, OpenFlags};
use tokio::sync::{Mutex, MutexGuard};

use crate::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use crate::transaction::{Statement, Transaction};

/// A database file or an in-memory database of this process, with one connection.
pub struct Database {
    // Statements of one connection share its transaction state, so they take turns.
    connection: Mutex<Connection>,
}

impl Database {
    /// Opens `path`, creating it where it does not exist.
    pub async fn open(path: &Path) -> Result<Self, SqlError> {
        let database = Self::connect(path, OpenFlags::default()).await?;
        // Acknowledged commits survive a crash of the process and of the machine.
        database.batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").await?;
        Ok(database)
    }

    /// A fresh database in memory.
    pub async fn memory() -> Result<Self, SqlError> {
        Self::connect(":memory:", OpenFlags::default()).await
    }

    /// Opens a file that is there, perhaps used by a shop that sells, and leaves its settings as they are.
    pub async fn open_existing(path: &Path) -> Result<Self, SqlError> {
        Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).await
    }

    /// Runs several statements in order, as migrations and pragmas need.
    pub async fn batch(&self, statements: &str) -> Result<(), SqlError> {
        self.connection.lock().await.execute_batch(statements).await.map(drop).map_err(|error| explain(&error))
    }

    /// The connection itself, for bulk work with prepared statements; everyone else waits until it is dropped.
    pub async fn hold(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().await
    }

    async fn connect(path: impl AsRef<Path>, flags: OpenFlags) -> Result<Self, SqlError> {
        let unreachable = |error: libsql::Error| SqlError::Unreachable(error.to_string());
        let connection =
            Builder::new_local(path).flags(flags).build().await.map_err(unreachable)?.connect().map_err(unreachable)?;
        let database = Self { connection: Mutex::new(connection) };
        database.batch("PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;").await?;
        Ok(database)
    }
}

impl Sql for Database {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async move { run(&*self.connection.lock().await, statement, parameters).await })
    }
}

/// For bulk work that holds the connection.
impl Sql for Connection {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(run(self, statement, parameters))
    }
}

impl Transaction for Database {
    fn transaction<'a>(&'a self, statements: Vec<Statement>) -> BoxFuture<'a, Result<(), SqlError>> {
        Box::pin(async move {
            let connection = self.connection.lock().await;
            run(&connection, "BEGIN IMMEDIATE", Vec::new()).await?;
            let done = async {
                for statement in statements {
                    run(&connection, &statement.sql, statement.parameters).await?;
                }
                run(&connection, "COMMIT", Vec::new()).await
            };
            let done = done.await.map(drop);
            if done.is_err() && !connection.is_autocommit() {
                run(&connection, "ROLLBACK", Vec::new()).await?;
            }
            done
        })
    }
}

async fn run(connection: &Connection, statement: &str, parameters: Vec<Value>) -> Result<Rows, SqlError> {
    let parameters: Vec<libsql::Value> = parameters.into_iter().map(to_libsql).collect();
    let mut rows = connection.query(statement, parameters).await.map_err(|error| explain(&error))?;
    let width = rows.column_count();
    let columns = (0..width).map(|index| rows.column_name(index).unwrap_or("").to_owned()).collect();
    let mut values = Vec::new();
    while let Some(row) = rows.next().await.map_err(|error| explain(&error))? {
        let row: Result<Vec<Value>, libsql::Error> =
            (0..width).map(|index| row.get_value(index).map(from_libsql)).collect();
        values.push(row.map_err(|error| explain(&error))?);
    }
    Ok(Rows::new(columns, values))
}

fn explain(error: &libsql::Error) -> SqlError {
    match error {
        libsql::Error::SqliteFailure(_, message) => SqlError::Statement(message.clone()),
        other => SqlError::Statement(other.to_string()),
    }
}

fn to_libsql(value: Value) -> libsql::Value {
    match value {
        Value::Null => libsql::Value::Null,
        Value::Integer(value) => libsql::Value::Integer(value),
        Value::Real(value) => libsql::Value::Real(value),
        Value::Text(value) => libsql::Value::Text(value),
        Value::Blob(value) => libsql::Value::Blob(value),
    }
}

fn from_libsql(value: libsql::Value) -> Value {
    match value {
        libsql::Value::Null => Value::Null,
        libsql::Value::Integer(value) => Value::Integer(value),
        libsql::Value::Real(value) => Value::Real(value),
        libsql::Value::Text(value) => Value::Text(value),
        libsql::Value::Blob(value) => Value::Blob(value),
    }
}
