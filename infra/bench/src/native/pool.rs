//! Read connections as the edge host has them: the same pragmas, statements prepared once, no snapshot left open.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use libsql::{Builder, Connection, Statement};
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};

const PRAGMAS: [&str; 4] = [
    "PRAGMA query_only = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA mmap_size = 268435456",
];

/// Idle connections; a busy moment opens more.
pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Session>>,
}

struct Session {
    connection: Connection,
    statements: HashMap<String, Statement>,
}

impl Pool {
    /// Opens the first connection, so that a missing file shows at start.
    pub async fn open(path: &Path) -> Result<Self, libsql::Error> {
        let first = Session::open(path).await?;
        Ok(Self { path: path.to_owned(), idle: Mutex::new(vec![first]) })
    }

    fn take(&self) -> Option<Session> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    async fn run(&self, statement: &str, parameters: Vec<Value>) -> Result<Rows, libsql::Error> {
        let mut session = match self.take() {
            Some(session) => session,
            None => Session::open(&self.path).await?,
        };
        let rows = session.run(statement, parameters).await;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        rows
    }
}

impl Sql for Pool {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async move {
            self.run(statement, parameters).await.map_err(|error| SqlError::Statement(error.to_string()))
        })
    }
}

impl Session {
    async fn open(path: &Path) -> Result<Self, libsql::Error> {
        let connection = Builder::new_local(path).build().await?.connect()?;
        let mut session = Self { connection, statements: HashMap::new() };
        for pragma in PRAGMAS {
            session.run(pragma, Vec::new()).await?;
        }
        Ok(session)
    }

    async fn run(&mut self, statement: &str, parameters: Vec<Value>) -> Result<Rows, libsql::Error> {
        if !self.statements.contains_key(statement) {
            let prepared = self.connection.prepare(statement).await?;
            self.statements.insert(statement.to_owned(), prepared);
        }
        let Some(prepared) = self.statements.get(statement) else {
            return Err(libsql::Error::ConnectionFailed("the statement is gone".to_owned()));
        };
        let parameters: Vec<libsql::Value> = parameters.into_iter().map(to_libsql).collect();
        let rows = collect(prepared, parameters).await;
        prepared.reset();
        rows
    }
}

async fn collect(prepared: &Statement, parameters: Vec<libsql::Value>) -> Result<Rows, libsql::Error> {
    let mut rows = prepared.query(parameters).await?;
    let width = rows.column_count();
    let columns = (0..width).map(|at| rows.column_name(at).unwrap_or("").to_owned()).collect();
    let mut values = Vec::new();
    while let Some(row) = rows.next().await? {
        let row: Result<Vec<Value>, libsql::Error> = (0..width).map(|at| row.get_value(at).map(from_libsql)).collect();
        values.push(row?);
    }
    Ok(Rows::new(columns, values))
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
