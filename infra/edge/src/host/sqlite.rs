//! `spin:sqlite@3.1.0` over the databases of [`crate::sql`].
//!
//! Every failure reaches the guest as the error of `execute` itself, never as rows that end early. Where SQLite
//! refuses a statement the error is `io(text)` and the text is SQLite's message, unchanged: after
//! `RAISE(ABORT, 'out_of_stock {…}')` it is `out_of_stock {…}`.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::Mutex;
use wasmtime::component::{Accessor, FutureReader, Resource, StreamReader};

use super::Services;
use crate::bindings::spin::sqlite::sqlite::{
    Error, Host, HostConnection, HostConnectionWithStore, QueryResult, RowResult, Value,
};
use crate::metrics::SqlMetrics;
use crate::runtime::Guest;
use crate::sql::{self, Outcome, SqlError, Statement};

/// A guest's connection. Statements on one connection run one after the other.
#[derive(Clone)]
pub struct SqlConnection {
    connection: Arc<Mutex<sql::Connection>>,
    metrics: SqlMetrics,
}

type Opened = wasmtime::Result<Result<Resource<SqlConnection>, Error>>;
type Streamed = (Vec<String>, StreamReader<RowResult>, FutureReader<Result<(), Error>>);

impl SqlConnection {
    async fn run(&self, sql: String, parameters: Vec<Value>) -> Result<Outcome, Error> {
        let parameters = parameters.into_iter().map(from_guest).collect();
        let started = Instant::now();
        let outcome = self.connection.lock().await.run(Statement { sql, parameters }).await;
        self.metrics.record(started.elapsed(), outcome.is_ok());
        outcome.map_err(to_guest_error)
    }
}

impl Guest {
    /// A label that was not granted is denied whether or not anything stands behind it.
    fn open_database(&mut self, label: &str) -> Opened {
        let Some(granted) = self.grants.databases.get(label) else {
            return Ok(Err(Error::AccessDenied));
        };
        let connection = SqlConnection {
            connection: Arc::new(Mutex::new(granted.database.connect())),
            metrics: granted.metrics.clone(),
        };
        Ok(Ok(self.table.push(connection)?))
    }

    fn connection(&mut self, resource: &Resource<SqlConnection>) -> wasmtime::Result<SqlConnection> {
        Ok(self.table.get(resource)?.clone())
    }
}

impl<T: Send> HostConnectionWithStore<T> for Services {
    async fn open_async(accessor: &Accessor<T, Self>, label: String) -> Opened {
        accessor.with(|mut access| access.get().open_database(&label))
    }

    async fn execute_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<SqlConnection>,
        statement: String,
        parameters: Vec<Value>,
    ) -> wasmtime::Result<Result<Streamed, Error>> {
        let connection = accessor.with(|mut access| access.get().connection(&connection))?;
        let outcome = match connection.run(statement, parameters).await {
            Ok(outcome) => outcome,
            Err(error) => return Ok(Err(error)),
        };
        let rows: Vec<RowResult> = outcome.rows.into_iter().map(to_guest_row).collect();
        accessor.with(|mut access| {
            let rows = StreamReader::new(&mut access, rows)?;
            let done = async { wasmtime::error::Ok(Ok(())) };
            Ok(Ok((outcome.columns, rows, FutureReader::new(&mut access, done)?)))
        })
    }

    async fn last_insert_rowid_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<SqlConnection>,
    ) -> wasmtime::Result<i64> {
        let connection = accessor.with(|mut access| access.get().connection(&connection))?;
        let rowid = connection.connection.lock().await.last_insert_rowid();
        Ok(rowid)
    }

    async fn changes_async(accessor: &Accessor<T, Self>, connection: Resource<SqlConnection>) -> wasmtime::Result<u64> {
        let connection = accessor.with(|mut access| access.get().connection(&connection))?;
        let changes = connection.connection.lock().await.changes();
        Ok(changes)
    }
}

impl HostConnection for Guest {
    async fn open(&mut self, label: String) -> Opened {
        self.open_database(&label)
    }

    async fn execute(
        &mut self,
        connection: Resource<SqlConnection>,
        statement: String,
        parameters: Vec<Value>,
    ) -> wasmtime::Result<Result<QueryResult, Error>> {
        let connection = self.connection(&connection)?;
        Ok(connection.run(statement, parameters).await.map(|outcome| QueryResult {
            columns: outcome.columns,
            rows: outcome.rows.into_iter().map(to_guest_row).collect(),
        }))
    }

    async fn last_insert_rowid(&mut self, connection: Resource<SqlConnection>) -> wasmtime::Result<i64> {
        let connection = self.connection(&connection)?;
        let rowid = connection.connection.lock().await.last_insert_rowid();
        Ok(rowid)
    }

    async fn changes(&mut self, connection: Resource<SqlConnection>) -> wasmtime::Result<u64> {
        let connection = self.connection(&connection)?;
        let changes = connection.connection.lock().await.changes();
        Ok(changes)
    }

    async fn drop(&mut self, connection: Resource<SqlConnection>) -> wasmtime::Result<()> {
        self.table.delete(connection)?;
        Ok(())
    }
}

impl Host for Guest {}

fn from_guest(value: Value) -> sql::Value {
    match value {
        Value::Integer(number) => sql::Value::Integer(number),
        Value::Real(number) => sql::Value::Real(number),
        Value::Text(text) => sql::Value::Text(text),
        Value::Blob(bytes) => sql::Value::Blob(bytes),
        Value::Null => sql::Value::Null,
    }
}

fn to_guest_row(values: Vec<sql::Value>) -> RowResult {
    let to_guest = |value| match value {
        sql::Value::Integer(number) => Value::Integer(number),
        sql::Value::Real(number) => Value::Real(number),
        sql::Value::Text(text) => Value::Text(text),
        sql::Value::Blob(bytes) => Value::Blob(bytes),
        sql::Value::Null => Value::Null,
    };
    RowResult { values: values.into_iter().map(to_guest).collect() }
}

fn to_guest_error(error: SqlError) -> Error {
    if error.is_full() { Error::DatabaseFull } else { Error::Io(error.to_string()) }
}
